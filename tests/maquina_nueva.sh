#!/usr/bin/env bash
# Las órdenes del README en un Debian recién instalado: solo python3, python3-venv, make y git.
#
#   tests/maquina_nueva.sh bookworm|trixie [orden…]     por omisión: make sitio (sin sudo) y make pruebas
#
# Cada corrida empieza de cero: el chroot se hace, se usa y se borra. Se prueba lo confirmado (un
# clon), no la carpeta de trabajo. Todo se monta en un espacio de montajes privado, que el núcleo
# deshace al terminar el proceso, como sea que termine.
set -euo pipefail
raiz=$(cd "$(dirname "$0")/.." && pwd)
fuentes=${KIT_FUENTES:-$raiz/../shared/fuentes}
espejo=${ESPEJO_DEBIAN:-http://deb.debian.org/debian}
certificados=/etc/ssl/certs/ca-certificates.crt

principal() {
  local version=${1:?"diga la versión de Debian: bookworm o trixie"}
  shift
  [ "$(id -u)" = 0 ] || fallar "Un chroot necesita ser administrador: repita con sudo."
  if [ -z "${EN_ESPACIO_PROPIO:-}" ]; then
    exec env EN_ESPACIO_PROPIO=1 unshare --mount --propagation private --pid --fork \
      --kill-child "$0" "$version" "$@"
  fi
  chroot=$(mktemp -d "${TMPDIR:-/var/tmp}/kit-maquina-XXXXXX")
  chmod 755 "$chroot"  # la raíz de quien no es administrador
  trap borrar EXIT
  instalar "$version"
  if [ $# -gt 0 ]; then
    en_clon root "$@"
    return
  fi
  en_clon persona make sitio
  en_clon root make pruebas
}

instalar() {
  command -v debootstrap >/dev/null || {
    apt-get update -qq && apt-get install -y -qq --no-install-recommends \
      debootstrap debian-archive-keyring
  }
  echo "Instalando Debian $1 en $chroot…"
  debootstrap --variant=minbase --include=ca-certificates,python3,python3-venv,make,git \
    "$1" "$chroot" "$espejo" >"$chroot.log" 2>&1 || fallar "debootstrap falló: lea $chroot.log"
  mount -t proc proc "$chroot/proc"
  mount --rbind /dev "$chroot/dev"
  cp -L /etc/resolv.conf "$chroot/etc/resolv.conf"
  # Lo que esta máquina necesita para salir a la red: su certificado (node no mira el del sistema
  # si no se le dice) y la configuración de pip.
  if [ -f "$certificados" ]; then cp -L "$certificados" "$chroot$certificados"; fi
  if [ -f /etc/pip.conf ]; then cp -L /etc/pip.conf "$chroot/etc/pip.conf"; fi
  echo 'Acquire::Check-Valid-Until "false";' >"$chroot/etc/apt/apt.conf.d/99espejo"
  dentro useradd --create-home persona
  if [ -d "$fuentes" ]; then
    mkdir -p "$chroot/datos-oficiales"
    mount --bind "$(cd "$fuentes/.." && pwd)" "$chroot/datos-oficiales"
    mount -o remount,bind,ro "$chroot/datos-oficiales"
  fi
}

# en_clon USUARIO ORDEN…: un clon nuevo de lo confirmado, en la casa de ese usuario.
en_clon() {
  local quien=$1 casa
  shift
  casa=$(dentro sh -c "echo ~$quien")
  rm -rf --one-file-system "$chroot$casa/kit"
  git -C "$raiz" bundle create --quiet "$chroot/kit.bundle" HEAD
  dentro runuser -u "$quien" -- git clone --quiet /kit.bundle "$casa/kit"
  # Junto al clon, como los busca quien no dice otra carpeta.
  if [ -d "$chroot/datos-oficiales" ]; then ln -sfn /datos-oficiales "$chroot$casa/shared"; fi
  echo "— $quien: $*"
  dentro runuser -u "$quien" -- env HOME="$casa" CI="${CI:-}" \
    sh -c 'cd "$1" && shift && exec "$@"' sh "$casa/kit" "$@"
}

dentro() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 PIP_DEFAULT_TIMEOUT=180 \
    NODE_EXTRA_CA_CERTS="$certificados" DEBIAN_FRONTEND=noninteractive chroot "$chroot" "$@"
}

borrar() {
  umount -l "$chroot/datos-oficiales" "$chroot/dev" "$chroot/proc" 2>/dev/null || true
  rm -rf --one-file-system "$chroot" "$chroot.log"
}

fallar() {
  echo "$1" >&2
  exit 1
}

principal "$@"
exit
