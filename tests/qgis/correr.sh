#!/usr/bin/env bash
# Corre tests/qgis con el Python de QGIS que se diga, sin dejar nada fuera de una carpeta temporal.
#
#   tests/qgis/correr.sh RUTA/bin/python [argumentos de pytest]
set -euo pipefail
python=$1
shift
cd "$(dirname "$0")/../.."

# Perfil de QGIS, ajustes de Qt, salidas de Processing y carpetas de pytest: todo se va al terminar.
propia=$(mktemp -d -t kit-qgis-XXXXXX)
trap 'rm -rf --one-file-system "$propia"' EXIT
mkdir -m 700 "$propia"/{casa,ejecucion,temporal}
export HOME=$propia/casa XDG_RUNTIME_DIR=$propia/ejecucion TMPDIR=$propia/temporal
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1

# Lo que publica el sitio lo hace el Python del kit: el de QGIS no trae con qué.
if [ -z "${KIT_PUBLICADO:-}" ]; then
  export KIT_PUBLICADO=$propia/publicado
  PYTHONPATH=$PWD .venv/bin/python -m tests.publicado "$KIT_PUBLICADO"
fi

# pytest-qgis guarda los ajustes de QGIS en la raíz que se le diga: que no sea la del proyecto.
"$python" -m pytest -p no:cacheprovider --rootdir "$propia" \
  -o addopts="-q --strict-markers --import-mode=importlib" tests/qgis "$@"
