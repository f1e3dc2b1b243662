"""Leer y reescribir un .dbf sin biblioteca: registros de ancho fijo tras un encabezado."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, NamedTuple

from tests.mutaciones.oficiales.rejilla import Celdas

CAMPO = 32
FIN_DE_CAMPOS = 0x0D


class _Forma(NamedTuple):
    encabezado: int
    registro: int
    campos: list[tuple[str, int]]


def leer(ruta: Path) -> Celdas:
    """La rejilla, con los títulos de primeros y cada celda como texto."""
    bruto = ruta.read_bytes()
    forma = _forma(bruto)
    filas: Celdas = [[nombre for nombre, _ in forma.campos]]
    for inicio in range(forma.encabezado, len(bruto) - forma.registro + 1, forma.registro):
        puesto, fila = inicio + 1, []
        for _, ancho in forma.campos:
            fila.append(bruto[puesto : puesto + ancho].decode("utf-8", "replace").strip())
            puesto += ancho
        filas.append(fila)
    return filas


def escribir(ruta: Path, celdas: Celdas) -> None:
    """Reescribe los registros (y los títulos) que quepan en los campos que ya tenía."""
    bruto = ruta.read_bytes()
    forma = _forma(bruto)
    cabeza = bytearray(bruto[: forma.encabezado])
    struct.pack_into("<I", cabeza, 4, len(celdas) - 1)
    for n, titulo in enumerate(celdas[0][: len(forma.campos)]):
        cabeza[CAMPO * (n + 1) : CAMPO * (n + 1) + 11] = str(titulo).encode()[:10].ljust(11, b"\0")
    cuerpo = b"".join(b" " + b"".join(_celdas(fila, forma.campos)) for fila in celdas[1:])
    ruta.write_bytes(bytes(cabeza) + cuerpo + b"\x1a")


def _celdas(fila: list[Any], campos: list[tuple[str, int]]) -> list[bytes]:
    textos = [str(c).encode("utf-8") for c in fila[: len(campos)]]
    textos += [b""] * (len(campos) - len(textos))
    return [t[:ancho].ljust(ancho) for t, (_, ancho) in zip(textos, campos, strict=True)]


def _forma(bruto: bytes) -> _Forma:
    encabezado, registro = struct.unpack_from("<HH", bruto, 8)
    campos, puesto = [], CAMPO
    while bruto[puesto] != FIN_DE_CAMPOS:
        nombre = bruto[puesto : puesto + 11].split(b"\0")[0].decode()
        campos.append((nombre, bruto[puesto + 16]))
        puesto += CAMPO
    return _Forma(encabezado, registro, campos)
