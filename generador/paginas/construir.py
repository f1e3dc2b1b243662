"""`kit construir`: el sitio entero en una carpeta aparte que al final reemplaza a la anterior."""

from __future__ import annotations

import gc
import logging
import os
import shutil
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from generador.errores import ErrorDelKit
from generador.rutas import PUBLICO, RAIZ


def construir(
    territorios: tuple[str, ...] = (), salida: Path = PUBLICO, url: str | None = None
) -> Path:
    """Construye el sitio y devuelve su carpeta; si algo falla, la anterior queda como estaba.

    `territorios` limita las páginas a esos códigos, con su departamento y la nación. `url` es la
    dirección pública (con subruta si la hay); sin ella vale la de mkdocs.yml.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # La construcción crea millones de objetos que viven hasta el final: recorrerlos no libera nada.
    gc.disable()
    salida = salida.resolve()
    provisional = salida.with_name(f".{salida.name}.nuevo")
    shutil.rmtree(provisional, ignore_errors=True)
    opciones = {"site_url": url} if url else {}
    config = load_config(str(RAIZ / "mkdocs.yml"), site_dir=str(provisional), **opciones)
    config.plugins["kit"].config.territorios = list(territorios)
    avisos = _Avisos()
    logging.getLogger("mkdocs").addHandler(avisos)
    try:
        build(config)
    except SystemExit as salida_seca:
        # mkdocs-macros sale con un código y sin texto: lo que dijo quedó en los avisos.
        shutil.rmtree(provisional, ignore_errors=True)
        raise _no_se_publico(avisos) from salida_seca
    except BaseException:
        shutil.rmtree(provisional, ignore_errors=True)
        raise
    finally:
        logging.getLogger("mkdocs").removeHandler(avisos)
        gc.freeze()  # lo que quedó en las cachés no es basura: no vale recorrerlo al salir
        gc.enable()
    if avisos.textos:
        shutil.rmtree(provisional, ignore_errors=True)
        raise _no_se_publico(avisos)
    _reemplazar(provisional, salida)
    return salida


def _no_se_publico(avisos: _Avisos) -> ErrorDelKit:
    return ErrorDelKit("el sitio no se publicó; MkDocs avisó:\n  " + "\n  ".join(avisos.textos))


def _reemplazar(nueva: Path, salida: Path) -> None:
    vieja = salida.with_name(f".{salida.name}.viejo")
    shutil.rmtree(vieja, ignore_errors=True)
    if salida.exists():
        salida.rename(vieja)
    nueva.rename(salida)
    shutil.rmtree(vieja, ignore_errors=True)


class _Avisos(logging.Handler):
    """Junta los avisos de MkDocs: un enlace roto es razón para no publicar."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.textos: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.textos.append(record.getMessage())
