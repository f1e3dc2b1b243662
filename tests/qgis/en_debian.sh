#!/usr/bin/env bash
# Corre tests/qgis con el QGIS de otra versión de Debian, en un chroot propio.
#
#   tests/qgis/en_debian.sh trixie|sid [argumentos de pytest]
#
# El chroot queda en .tmp/qgis-<versión> para la próxima vez (`make limpiar` lo borra). Todo se monta
# dentro de un espacio de montajes privado: al terminar el proceso, como sea que termine, el núcleo
# lo deshace, y por fuera nunca hay un montaje vivo que un borrado pueda atravesar.
set -euo pipefail

version=${1:?"diga la versión de Debian: trixie o sid"}
shift
raiz=$(cd "$(dirname "$0")/../.." && pwd)
chroot=$raiz/.tmp/qgis-$version
fuentes=${KIT_FUENTES:-$raiz/../shared/fuentes}
espejo=${ESPEJO_DEBIAN:-http://deb.debian.org/debian}

fallar() { echo "$1" >&2; exit 1; }

borrar_chroot() {
  if grep -qF " $chroot/" /proc/mounts; then
    fallar "Hay montajes vivos dentro de $chroot: desmóntelos antes de borrarlo."
  fi
  rm -rf --one-file-system "$chroot"
}

case $version in
  borrar) for chroot in "$raiz"/.tmp/qgis-*; do borrar_chroot; done; exit ;;
  trixie | sid) ;;
  *) fallar "Versión «$version»: se conocen trixie y sid; la de este sistema va sin VERSION." ;;
esac
[ "$(id -u)" = 0 ] || fallar "Un chroot necesita ser administrador: repita con sudo."
if [ -z "${EN_ESPACIO_PROPIO:-}" ]; then
  # Con --kill-child no sobrevive ningún proceso (Xvfb, QGIS) que retenga el espacio de montajes.
  exec env EN_ESPACIO_PROPIO=1 unshare --mount --propagation private --pid --fork \
    --kill-child "$0" "$version" "$@"
fi

command -v debootstrap >/dev/null || {
  apt-get update -qq && apt-get install -y -qq --no-install-recommends \
    debootstrap debian-archive-keyring
}

if [ ! -e "$chroot/.completo" ]; then
  borrar_chroot
  mkdir -p "$chroot"
  echo "Instalando QGIS de Debian $version en ${chroot#"$raiz"/} (unos minutos)…"
  debootstrap --variant=minbase --include=ca-certificates "$version" "$chroot" "$espejo" \
    >"$chroot.log" 2>&1 || fallar "debootstrap falló: lea $chroot.log"
fi

mkdir -p "$chroot"/{proc,dev,kit,fuentes}
mount -t proc proc "$chroot/proc"
mount --rbind /dev "$chroot/dev"
cp -L /etc/resolv.conf "$chroot/etc/resolv.conf"
dentro() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "${ENTORNO[@]}" chroot "$chroot" "$@"
}
ENTORNO=()

if [ ! -e "$chroot/.completo" ]; then
  { dentro apt-get update -qq && dentro apt-get install -y -qq --no-install-recommends \
      qgis python3-qgis xvfb xauth python3-venv && dentro apt-get clean; } >>"$chroot.log" 2>&1 \
    || fallar "apt falló dentro del chroot: lea $chroot.log"
  touch "$chroot/.completo"
fi

# Las ruedas son de Python puro: las trae el pip de afuera, con su configuración de red.
if ! cmp -s "$raiz/requisitos/qgis.txt" "$chroot/ruedas/qgis.txt"; then
  rm -rf --one-file-system "$chroot/ruedas" "$chroot/entorno"
  /usr/bin/env python3 -m pip download --quiet --disable-pip-version-check --no-deps \
    --require-hashes --only-binary :all: -r "$raiz/requisitos/qgis.txt" -d "$chroot/ruedas"
  dentro /usr/bin/python3 -m venv --system-site-packages /entorno
  dentro /entorno/bin/pip install --quiet --no-index --no-deps --find-links /ruedas \
    pytest pytest-qgis iniconfig packaging pluggy pygments
  cp "$raiz/requisitos/qgis.txt" "$chroot/ruedas/qgis.txt"
fi

# El proyecto y los archivos oficiales, de solo lectura.
mount --bind "$raiz" "$chroot/kit"
mount -o remount,bind,ro "$chroot/kit"
if [ -d "$fuentes" ]; then
  mount --bind "$fuentes" "$chroot/fuentes"
  mount -o remount,bind,ro "$chroot/fuentes"
  ENTORNO+=(KIT_FUENTES=/fuentes)
fi
ENTORNO+=(CI="${CI:-}" PYTHONDONTWRITEBYTECODE=1)
dentro bash -c 'cd /kit && tests/qgis/correr.sh /entorno/bin/python "$@"' correr "$@"
