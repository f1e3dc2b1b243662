#!/usr/bin/env bash
# Corre tests/qgis con el QGIS de otra versión de Debian, en un chroot propio.
#
#   tests/qgis/en_debian.sh trixie|sid [argumentos de pytest]
#   tests/qgis/en_debian.sh borrar
#
# El chroot queda en .tmp/qgis-<versión> para la próxima vez (`make limpiar` lo borra). Todo se monta
# dentro de un espacio de montajes privado: al terminar el proceso, como sea que termine, el núcleo
# lo deshace, y por fuera nunca hay un montaje vivo que un borrado pueda atravesar.
set -euo pipefail
raiz=$(cd "$(dirname "$0")/../.." && pwd)
fuentes=${KIT_FUENTES:-$raiz/../shared/fuentes}
espejo=${ESPEJO_DEBIAN:-http://deb.debian.org/debian}
paquetes=(qgis python3-qgis xvfb xauth python3-venv)

principal() {
  local version=${1:?"diga la versión de Debian: trixie o sid"}
  shift
  case $version in
    borrar) for chroot in "$raiz"/.tmp/qgis-*; do borrar; done; return ;;
    trixie | sid) ;;
    *) fallar "Versión «$version»: se conocen trixie y sid; la de este sistema va sin VERSION." ;;
  esac
  [ "$(id -u)" = 0 ] || fallar "Un chroot necesita ser administrador: repita con sudo."
  if [ -z "${EN_ESPACIO_PROPIO:-}" ]; then
    # Con --kill-child no sobrevive ningún proceso (Xvfb, QGIS) que retenga el espacio de montajes.
    exec env EN_ESPACIO_PROPIO=1 unshare --mount --propagation private --pid --fork \
      --kill-child "$0" "$version" "$@"
  fi
  chroot=$raiz/.tmp/qgis-$version
  registro=$chroot.log
  [ -e "$chroot/.base" ] || debian "$version"
  mount -t proc proc "$chroot/proc"
  mount --rbind /dev "$chroot/dev"
  [ -e "$chroot/.qgis" ] || qgis
  cmp -s "$raiz/requisitos/qgis.txt" "$chroot/ruedas/qgis.txt" || entorno
  pruebas "$@"
}

debian() {
  command -v debootstrap >/dev/null || {
    apt-get update -qq && apt-get install -y -qq --no-install-recommends \
      debootstrap debian-archive-keyring
  }
  borrar
  mkdir -p "$chroot"
  echo "Instalando Debian $1 en ${chroot#"$raiz"/}…"
  debootstrap --variant=minbase --include=ca-certificates "$1" "$chroot" "$espejo" \
    >"$registro" 2>&1 || fallar "debootstrap falló: lea $registro"
  touch "$chroot/.base"
}

qgis() {
  echo "Instalando QGIS en ${chroot#"$raiz"/} (unos minutos)…"
  cp -L /etc/resolv.conf "$chroot/etc/resolv.conf"
  # Un espejo con fecha fija da listas «vencidas»: la firma se comprueba igual.
  echo 'Acquire::Check-Valid-Until "false";' >"$chroot/etc/apt/apt.conf.d/99espejo"
  { dentro apt-get update -qq \
      && dentro apt-get install -y -qq --no-install-recommends "${paquetes[@]}" \
      && dentro apt-get clean; } >>"$registro" 2>&1 \
    || fallar "apt falló dentro del chroot: lea $registro"
  touch "$chroot/.qgis"
}

# Las ruedas son de Python puro: las trae el pip de afuera, con su configuración de red.
entorno() {
  rm -rf --one-file-system "$chroot/ruedas" "$chroot/entorno"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: -r "$raiz/requisitos/qgis.txt" -d "$chroot/ruedas"
  dentro /usr/bin/python3 -m venv --system-site-packages /entorno
  dentro /entorno/bin/pip install --quiet --no-index --find-links /ruedas pytest pytest-qgis
  cp "$raiz/requisitos/qgis.txt" "$chroot/ruedas/qgis.txt"
}

# El proyecto y los archivos oficiales se ven de solo lectura, uno al lado de los otros. Lo que se
# compara con la orden `kit` la corre con el Python de afuera, que entra por /afuera.
pruebas() {
  mkdir -p "$chroot"/{kit,shared}
  solo_lectura "$raiz" "$chroot/kit"
  if [ -d "$fuentes" ]; then
    solo_lectura "$(cd "$fuentes/.." && pwd)" "$chroot/shared"
  fi
  rm -rf --one-file-system "$chroot/publicado"
  (cd "$raiz" && .venv/bin/python -m tests.publicado "$chroot/publicado")
  mkdir -p "$chroot/afuera"
  mount --rbind / "$chroot/afuera"
  local orden
  printf -v orden '%q ' chroot /afuera env -C "$chroot" PYTHONPATH="$raiz" \
    "$raiz/.venv/bin/python" -m generador
  dentro env CI="${CI:-}" KIT_ORDEN="$orden" KIT_PUBLICADO=/publicado /kit/tests/qgis/correr.sh /entorno/bin/python "$@"
}

solo_lectura() {
  mount --bind "$1" "$2"
  mount -o remount,bind,ro "$2"
}

dentro() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive chroot "$chroot" "$@"
}

borrar() {
  if grep -qF " $chroot/" /proc/mounts; then
    fallar "Hay montajes vivos dentro de $chroot: desmóntelos antes de borrarlo."
  fi
  rm -rf --one-file-system "$chroot"
}

fallar() {
  echo "$1" >&2
  exit 1
}

principal "$@"
exit
