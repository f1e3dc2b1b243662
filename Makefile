# Cada orden crea lo que necesita: en una máquina recién instalada basta con Python ≥ 3.11 y git.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

.PHONY: sitio servir pruebas pruebas-qgis revisar medir bloquear limpiar

## sitio: construye publico/ (KIT_URL=https://… cambia la dirección pública)
sitio: $(VENV)/.sitio
	$(BIN)/kit construir

## servir: construye y muestra el sitio en http://127.0.0.1:8000
servir: sitio
	$(BIN)/python -m http.server --directory publico --bind 127.0.0.1 8000

## pruebas: todo lo que comprueba el proyecto, con Chromium de verdad
pruebas: $(VENV)/.pruebas sistema
	$(BIN)/python -m pytest

## pruebas-qgis: el complemento sobre el QGIS del sistema, con su ventana bajo Xvfb
pruebas-qgis:
	@dpkg -s qgis python3-qgis xvfb xauth python3-venv >/dev/null 2>&1 || { \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends \
	    qgis python3-qgis xvfb xauth python3-venv; }
	@[ -x .venv-qgis/bin/pytest ] || { /usr/bin/python3 -m venv --system-site-packages .venv-qgis \
	  && .venv-qgis/bin/pip install -q pytest==9.2.0 pytest-qgis==5.0.2; }
	@mkdir -p -m 700 /tmp/runtime-root
	QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/tmp/runtime-root .venv-qgis/bin/python -m pytest \
	  -p no:cacheprovider -o addopts="-q --strict-markers --import-mode=importlib" tests/qgis

## revisar: estilo y tipos
revisar: $(VENV)/.pruebas
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

## medir: CPU, memoria y peso, en cociente frente a Hugo con los mismos datos
medir: $(VENV)/.pruebas
	$(BIN)/python -m medir

## bloquear: rehace requisitos/ con las versiones más recientes que cumplen pyproject.toml
bloquear: $(VENV)/.pruebas
	$(BIN)/pip install --quiet uv
	for grupo in "sitio" "importar --extra importar --extra hogares" "pruebas --extra importar --extra hogares --extra pruebas"; do \
	  set -- $$grupo; nombre=$$1; shift; \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 $$@ \
	    --custom-compile-command "make bloquear" pyproject.toml -o requisitos/$$nombre.txt || exit 1; \
	done

limpiar:
	rm -rf $(VENV) publico .tmp .pytest_cache .mypy_cache .ruff_cache

# La marca del entorno solo se escribe al terminar bien: una instalación a medias se repite.
$(VENV)/.sitio: requisitos/sitio.txt pyproject.toml
	$(call entorno,sitio)

$(VENV)/.pruebas: requisitos/pruebas.txt pyproject.toml
	$(call entorno,pruebas)
	touch $(VENV)/.sitio

define entorno
	@[ -x $(BIN)/pip ] || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
	  echo "Instalando python3-venv…"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); } \
	  || { echo "Falta python3-venv: instálelo con «apt-get install python3-venv» y repita."; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requisitos/$(1).txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(VENV)/.$(1)
endef

# Lo que las pruebas usan del sistema: navegador y corrector ortográfico.
APT := chromium hunspell hunspell-es
.PHONY: sistema
sistema:
	@command -v chromium >/dev/null && command -v hunspell >/dev/null && hunspell -D 2>&1 | grep -q es_ || { \
	  echo "Instalando $(APT)…"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends $(APT); } \
	  || { echo "Falta algo de esto: instálelo con «apt-get install $(APT)» y repita."; exit 1; }
