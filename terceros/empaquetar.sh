#!/usr/bin/env bash
# Junta en guiones clásicos lo que el sitio usa de otros, con su licencia, su versión y su huella.
set -euo pipefail
cd "$(dirname "$0")/.."
NODE=${NODE:-.venv/bin/node}
version() { "$NODE" -p "require('./node_modules/$1/package.json').version"; }
huella() { sha256sum "$1" | cut -d' ' -f1; }
# juntar ENTRADA NOMBRE_GLOBAL SALIDA [OPCIONES]. El binario de esbuild es nativo: no pasa por node.
juntar() {
  local entrada=$1 global=$2 salida=$3
  shift 3
  node_modules/@esbuild/*/bin/esbuild "terceros/$entrada" --bundle --minify --format=iife --target=es2020 \
    --global-name="$global" --legal-comments=none --log-level=warning "$@" --outfile="$salida"
}

mapa=sitio/recursos/mapa/terceros
juntar d3-del-mapa.js KitD3 "$mapa/d3.js" \
  --alias:d3-transition=./terceros/sin-transicion.js --alias:d3-color=./terceros/sin-color.js
for paquete in d3-geo d3-zoom topojson-client; do
  cp "node_modules/$paquete/LICENSE" "$mapa/$paquete-LICENSE.txt"
done
{
  echo "Código de otros, junto y reducido por «make terceros» (terceros/empaquetar.sh) sin cambiarle nada."
  echo "Solo lo carga /mapa/."
  echo
  echo "archivo: d3.js"
  echo "qué es: trazos de mapa, acercamiento y lectura de TopoJSON"
  echo "versión: d3-geo $(version d3-geo), d3-zoom $(version d3-zoom), d3-selection $(version d3-selection), topojson-client $(version topojson-client)"
  echo "de: npm, paquetes d3-geo, d3-zoom, d3-selection y topojson-client (con d3-array, d3-dispatch,"
  echo "  d3-drag, d3-ease, d3-timer y d3-interpolate), juntos con esbuild $(version esbuild)"
  echo "proyecto: https://github.com/d3 y https://github.com/topojson/topojson-client"
  echo "licencia: ISC (d3-geo-LICENSE.txt, d3-zoom-LICENSE.txt, topojson-client-LICENSE.txt)"
  echo "sha256: $(huella "$mapa/d3.js")"
} > "$mapa/PROCEDENCIA.txt"

oficina=sitio/recursos/herramientas/terceros
# El XML lo leen y escriben las clases del navegador: el lector de la biblioteca sobra.
juntar plantillas-de-word.js KitTercerosDeWord "$oficina/plantillas_de_word.js" \
  --alias:@xmldom/xmldom=docxtemplater/js/browser-versions/xmldom.js
juntar libros-de-excel.js KitTercerosDeExcel "$oficina/libros_de_excel.js"
cp node_modules/docxtemplater/LICENSE.md "$oficina/docxtemplater-LICENSE.txt"
cp node_modules/pizzip/LICENSE.markdown "$oficina/pizzip-LICENSE.txt"
cp node_modules/pako/LICENSE "$oficina/pako-LICENSE.txt"
cp node_modules/hucre/LICENSE "$oficina/hucre-LICENSE.txt"
{
  echo "Código de otros, junto y reducido por «make terceros» (terceros/empaquetar.sh) sin cambiarle nada."
  echo "Se pide solo al producir o leer un documento (documentos/producir.js)."
  echo
  echo "archivo: plantillas_de_word.js"
  echo "qué es: llenar plantillas de Word y leer su ZIP"
  echo "versión: docxtemplater $(version docxtemplater), pizzip $(version pizzip), pako $(version pako)"
  echo "de: npm, paquetes docxtemplater y pizzip (con pako), juntos con esbuild $(version esbuild)"
  echo "proyecto: https://github.com/open-xml-templating"
  echo "licencia: MIT (docxtemplater-LICENSE.txt, pizzip-LICENSE.txt); pako, MIT y Zlib (pako-LICENSE.txt)"
  echo "sha256: $(huella "$oficina/plantillas_de_word.js")"
  echo
  echo "archivo: libros_de_excel.js"
  echo "qué es: leer, llenar y escribir libros de Excel"
  echo "versión: hucre $(version hucre)"
  echo "de: npm, paquete hucre, junto con esbuild $(version esbuild)"
  echo "proyecto: https://github.com/productdevbook/hucre"
  echo "licencia: MIT (hucre-LICENSE.txt)"
  echo "sha256: $(huella "$oficina/libros_de_excel.js")"
} > "$oficina/PROCEDENCIA.txt"
