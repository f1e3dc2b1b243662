"""Partir octetos en filas: los dos caminos dan lo mismo, con cualquier tamaño de bloque."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generador.metodos.hogares import registros
from generador.metodos.hogares.frases import ErrorDeTexto
from generador.metodos.hogares.registros import Tramo, partir_fila, tramos

TEXTOS = st.text(alphabet=';"\n\r,a1 ñ', max_size=60)
TAMANOS = st.integers(1, 40)


@contextmanager
def bloques_de(tamano: int) -> Iterator[None]:
    with patch.object(registros, "TAMANO", tamano):
        yield


def filas_de(tramo: Tramo) -> list[list[str]]:
    if tramo.cortes is None:
        return [list(fila) for fila in tramo.partidas]
    return [partir_fila(tramo.fila(i), ";") for i in range(len(tramo))]


def leer(octetos: bytes) -> list[list[str]] | str:
    try:
        partes = list(tramos([octetos], ";"))
    except ErrorDeTexto as error:
        return error.clave
    primeras = [tramo.primera for tramo in partes]
    assert primeras == [1 + sum(map(len, partes[:k])) for k in range(len(partes))]
    filas = [fila for tramo in partes for fila in filas_de(tramo)]
    assert [len(f) for f in filas] == [n for t in partes for n in t.celdas.tolist()]
    return filas


def oraculo(octetos: bytes) -> list[list[str]] | str:
    texto = octetos.decode("latin-1")
    if texto and texto[-1] not in "\r\n":
        texto += "\n"
    testigo = io.StringIO(texto + "testigo", newline="")
    filas = [fila or [""] for fila in csv.reader(testigo, delimiter=";")]
    return filas[:-1] if filas[-1] == ["testigo"] else "comillas"


@given(TEXTOS, TAMANOS)
@example('a;"b\n";c\r\n1;2;3', 3)
@example('a;b\r\n\r\n"";\r', 4)
@example('"a""b";c\r"', 1)
def test_cualquier_texto_se_parte_como_lo_parte_csv(texto: str, tamano: int) -> None:
    octetos = texto.encode("utf-8")
    with bloques_de(tamano):
        assert leer(octetos) == oraculo(octetos)


@given(TEXTOS, TAMANOS)
def test_el_camino_general_da_lo_mismo_que_el_rapido(texto: str, tamano: int) -> None:
    octetos = texto.encode("utf-8")
    with bloques_de(tamano):
        rapido = leer(octetos)
        with patch.object(registros, "_partir", registros._general):
            assert leer(octetos) == rapido


@given(TEXTOS)
def test_una_fila_suelta_se_parte_como_en_el_camino_general(texto: str) -> None:
    octetos = texto.encode("utf-8")
    with patch.object(registros, "_partir", registros._general):
        try:
            partes = list(tramos([octetos], ";"))
        except ErrorDeTexto:
            return
    for tramo in partes:
        sueltas = [partir_fila(tramo.fila(i), ";") for i in range(len(tramo))]
        assert sueltas == list(tramo.partidas)


def test_cada_camino_se_usa_donde_debe() -> None:
    def es_rapido(texto: str) -> bool:
        return all(t.cortes is not None for t in tramos([texto.encode()], ";"))

    assert es_rapido('a;b\n"1;\n2";"3"\n')
    assert not es_rapido('a;b\n"1""2";3\n')
    assert not es_rapido('a;b\n5" ALTO;3\n')


@pytest.mark.parametrize("largo", [1 << 18, 5 << 20])
def test_una_comilla_que_se_traga_el_archivo_dice_donde_abre(largo: int) -> None:
    octetos = b'a;b\n1;2\n3;"4\n' + b"5;6\n" * (largo // 4)
    with pytest.raises(ErrorDeTexto, match="fila 3 se abren unas comillas"):
        list(tramos([octetos], ";"))
