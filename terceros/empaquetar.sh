#!/usr/bin/env bash
# Junta en un guion clásico lo que /mapa/ usa de d3 y de topojson-client, con su licencia y su huella.
set -euo pipefail
cd "$(dirname "$0")/.."
NODE=${NODE:-.venv/bin/node}
destino=sitio/recursos/mapa/terceros
version() { "$NODE" -p "require('./node_modules/$1/package.json').version"; }
# El binario de esbuild es nativo: no pasa por node.
node_modules/@esbuild/*/bin/esbuild terceros/d3-del-mapa.js --bundle --minify --format=iife --target=es2020 \
  --global-name=KitD3 --legal-comments=none --log-level=warning \
  --alias:d3-transition=./terceros/sin-transicion.js --alias:d3-color=./terceros/sin-color.js \
  --outfile="$destino/d3.js"
for paquete in d3-geo d3-zoom topojson-client; do
  cp "node_modules/$paquete/LICENSE" "$destino/$paquete-LICENSE.txt"
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
  echo "sha256: $(sha256sum "$destino/d3.js" | cut -d' ' -f1)"
} > "$destino/PROCEDENCIA.txt"
