#!/usr/bin/env bash
# Corre tests/qgis con el QGIS de otra versión de Debian o de Ubuntu 24.04, en un chroot propio.
#
#   tests/qgis/en_debian.sh noble|trixie|sid [argumentos de pytest]
#   tests/qgis/en_debian.sh borrar
#
# El chroot queda en .tmp/qgis-<versión> para la próxima vez (`make limpiar` lo borra). Todo se monta
# dentro de un espacio de montajes privado: al terminar el proceso, como sea que termine, el núcleo
# lo deshace, y por fuera nunca hay un montaje vivo que un borrado pueda atravesar.
set -euo pipefail
raiz=$(cd "$(dirname "$0")/../.." && pwd)
fuentes=${KIT_FUENTES:-$raiz/../shared/fuentes}
espejo=${ESPEJO_DEBIAN:-http://deb.debian.org/debian}
espejo_ubuntu=${ESPEJO_UBUNTU:-http://archive.ubuntu.com/ubuntu}
# Debian 12 no trae las llaves de Ubuntu: salen de su paquete, y este se comprueba por huella.
llaves=pool/main/u/ubuntu-keyring/ubuntu-keyring_2023.11.28.1_all.deb
huella_de_llaves=36de43b15853ccae0028e9a767613770c704833f82586f28eb262f0311adb8a8
paquetes=(qgis python3-qgis xvfb xauth python3-venv)

principal() {
  local version=${1:?"diga la versión: noble, trixie o sid"}
  shift
  case $version in
    borrar) for chroot in "$raiz"/.tmp/qgis-*; do borrar; done; return ;;
    noble | trixie | sid) ;;
    *) fallar "Versión «$version»: se conocen noble, trixie y sid; la de este sistema va sin VERSION." ;;
  esac
  [ "$(id -u)" = 0 ] || fallar "Un chroot necesita ser administrador: repita con sudo."
  if [ -z "${EN_ESPACIO_PROPIO:-}" ]; then
    # Con --kill-child no sobrevive ningún proceso (Xvfb, QGIS) que retenga el espacio de montajes.
    exec env EN_ESPACIO_PROPIO=1 unshare --mount --propagation private --pid --fork \
      --kill-child "$0" "$version" "$@"
  fi
  chroot=$raiz/.tmp/qgis-$version
  registro=$chroot.log
  [ -e "$chroot/.base" ] || base "$version"
  mount -t proc proc "$chroot/proc"
  mount --rbind /dev "$chroot/dev"
  [ -e "$chroot/.qgis" ] || qgis
  cmp -s "$raiz/requisitos/qgis.txt" "$chroot/ruedas/qgis.txt" || entorno
  pruebas "$@"
}

base() {
  command -v debootstrap >/dev/null || {
    apt-get update -qq && apt-get install -y -qq --no-install-recommends \
      debootstrap debian-archive-keyring
  }
  borrar
  mkdir -p "$chroot"
  echo "Instalando $1 en ${chroot#"$raiz"/}…"
  local propio=() origen=("$espejo")
  if [ "$1" = noble ]; then
    llavero
    propio=(--components=main,universe --keyring="$chroot.llaves.gpg")
    # El guion de toda versión de Ubuntu: el debootstrap de Debian 12 no conoce esta por su nombre.
    origen=("$espejo_ubuntu" /usr/share/debootstrap/scripts/gutsy)
  fi
  debootstrap --variant=minbase --include=ca-certificates "${propio[@]}" "$1" "$chroot" \
    "${origen[@]}" >"$registro" 2>&1 || fallar "debootstrap falló: lea $registro"
  touch "$chroot/.base"
}

llavero() {
  local paquete=$chroot.llaves.deb
  python3 -c 'import sys, urllib.request as u; u.urlretrieve(*sys.argv[1:])' \
    "$espejo_ubuntu/$llaves" "$paquete" || fallar "No se pudo traer $espejo_ubuntu/$llaves"
  echo "$huella_de_llaves  $paquete" | sha256sum --check --quiet >&2 \
    || fallar "Las llaves de Ubuntu no son las esperadas: $paquete"
  dpkg-deb --fsys-tarfile "$paquete" \
    | tar --extract --to-stdout ./usr/share/keyrings/ubuntu-archive-keyring.gpg >"$chroot.llaves.gpg"
  rm "$paquete"
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
