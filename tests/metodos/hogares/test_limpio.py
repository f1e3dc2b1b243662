"""«Limpio» quiere decir que DuckDB, tal como lo usa la orden, lee las mismas celdas."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.hogares.archivo import LEER_CSV
from generador.metodos.hogares.examen import Examen, examinar
from generador.metodos.hogares.frases import ErrorDeTexto
from generador.metodos.hogares.normalizar import Normalizado
from generador.metodos.hogares.tabla_de_texto import leer_tabla

TEXTOS = st.text(alphabet=';"\n\r,a1 ñ\x1a', max_size=40).map(lambda t: f"x;y\n1;2\n{t}")


def con_duckdb(octetos: bytes, examen: Examen) -> list[list[str]]:
    with tempfile.NamedTemporaryFile(suffix=".csv") as temporal:
        Path(temporal.name).write_bytes(octetos)
        tipos = {f"c{i}": "VARCHAR" for i in range(examen.ancho)}
        pedido = [temporal.name, examen.separador, tipos]
        filas = duckdb.connect().execute(LEER_CSV, pedido).fetchall()
    return [[celda or "" for celda in fila] for fila in filas]


def celdas(octetos: bytes, examen: Examen) -> list[list[str]]:
    columnas = leer_tabla([octetos], examen, examen.columnas).columnas.values()
    leidas = [[c.textos[i] for i in c.codigos.tolist()] for c in columnas]
    return [list(fila) for fila in zip(*leidas, strict=True)]


@settings(max_examples=150)
@given(TEXTOS)
def test_limpio_o_normalizado_duckdb_lee_lo_mismo(texto: str) -> None:
    octetos = texto.encode()
    try:
        examen = examinar([octetos], separador=";")
    except ErrorDeTexto:
        return
    esperadas = celdas(octetos, examen)
    if not examen.limpio:
        octetos = b"".join(Normalizado([octetos], examen))
        examen = examinar([octetos], separador=",", codificacion="utf-8")
        assert examen.limpio
    assert con_duckdb(octetos, examen) == esperadas
