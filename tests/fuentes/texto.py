"""Daños en archivos de texto, comprimidos o no: cambiar un pedazo, pasar a Latin-1."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from generador.errores import ErrorDeDatos
from tests import danos

Dano = Callable[[Path], None]


def reemplazar(antes: str, despues: str) -> Dano:
    """Un daño que cambia la primera aparición de `antes`; falla si no está."""

    def danar(copia: Path) -> None:
        texto = _leer(copia)
        assert antes in texto
        _escribir(copia, texto.replace(antes, despues, 1).encode("utf-8"))

    return danar


def agregar(linea: str) -> Dano:
    """Un daño que pone una línea más al final."""

    def danar(copia: Path) -> None:
        _escribir(copia, (_leer(copia).rstrip("\n") + f"\n{linea}\n").encode("utf-8"))

    return danar


def a_latin1(copia: Path) -> None:
    """Guarda el archivo en Latin-1."""
    _escribir(copia, _leer(copia).encode("latin-1"))


def exigir_error(
    modulo: ModuleType, fuentes: Path, carpeta: Path, danar: Dano, esperado: list[str]
) -> None:
    """Daña una copia del archivo de una fuente y exige que leerla dé un error con esos pedazos."""
    copia = danos.copiar(fuentes, carpeta, modulo.ARCHIVO)
    danar(copia)
    with pytest.raises(ErrorDeDatos) as error:
        modulo.leer(carpeta)
    for pedazo in [copia.name, "Qué hacer", *esperado]:
        assert pedazo in str(error.value), f"falta «{pedazo}» en: {error.value}"


def _leer(copia: Path) -> str:
    bruto = copia.read_bytes()
    return (gzip.decompress(bruto) if copia.suffix == ".gz" else bruto).decode("utf-8-sig")


def _escribir(copia: Path, contenido: bytes) -> None:
    copia.write_bytes(
        gzip.compress(contenido, compresslevel=1) if copia.suffix == ".gz" else contenido
    )
