#!/usr/bin/env bash
# Trae a KIT_FUENTES los archivos oficiales que falten; los que no se pueda, los dice y sigue.
#
#   KIT_FUENTES=CARPETA tests/traer_oficiales.sh .venv/bin/kit
#
# En GitHub, lo que pasó con cada uno queda en el resumen del trabajo, y la salida «nuevos» dice si
# la carpeta cambió. Que una entidad no responda no es un fallo del kit.
set -euo pipefail
kit=$1
carpeta=${KIT_FUENTES:?"diga en KIT_FUENTES la carpeta donde van"}
dicho=$(mktemp)
trap 'rm -f "$dicho"' EXIT

lo_que_hay() {
  find "$carpeta" -type f -exec sha256sum {} + | sort | sha256sum
}

mkdir -p "$carpeta"
antes=$(lo_que_hay)
codigo=0
# En una terminal ancha cada archivo cabe en su línea.
COLUMNS=200 "$kit" datos descargar "$carpeta" --reemplazar >"$dicho" || codigo=$?
cat "$dicho"
# 1: alguno no se pudo traer. Otro código es que la orden ni empezó.
[ "$codigo" -le 1 ] || exit "$codigo"
cuantos=$(find "$carpeta" -type f | wc -l)
if [ "$codigo" = 1 ]; then
  echo "::warning::No se pudieron traer todos los archivos oficiales: hay $cuantos."
fi
{
  echo "### Archivos oficiales: $cuantos en la carpeta"
  printf '\n```text\n%s\n```\n\n' "$(grep -v '━' "$dicho")" # sin las barras
} >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
if [ "$(lo_que_hay)" = "$antes" ]; then nuevos=false; else nuevos=true; fi
echo "nuevos=$nuevos" >>"${GITHUB_OUTPUT:-/dev/null}"
