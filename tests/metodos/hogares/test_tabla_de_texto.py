"""La misma tabla, escrita de cualquier forma, se lee igual; y solo las columnas pedidas."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares import registros
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.distintos import Distintos
from generador.metodos.hogares.examen import examinar
from generador.metodos.hogares.frases import ErrorDeTexto
from generador.metodos.hogares.normalizar import Normalizado
from generador.metodos.hogares.tabla_de_texto import Lectura, leer_tabla
from tests.metodos.datos import MUESTRAS

PALABRAS = [
    "LA PEÑA",
    "El Águila",
    "José",
    "SAN JOSÉ",
    "cigüeña",
    "Ñame",
    "BOGOTÁ",
    "Íquira",
    "1,5",
]
RARAS = ['TUBO 5"', '"ALTA"', "dos\nrenglones", "a;b,c|d\te", "", " con espacios ", "x" * 70]
CELDAS = st.sampled_from(PALABRAS + RARAS)
TABLAS = st.lists(st.tuples(CELDAS, CELDAS, st.sampled_from("01")), min_size=1, max_size=12)
CODIFICACIONES = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850"]
SEPARADORES = ";,|\t"
COLUMNAS = ("ficha", "vereda", "dirección", "i1")
# Lo que suele dañar un archivo, en cualquier orden.
PIEZAS = [
    b'"',
    b";",
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"sep=;\n",
    b"Total",
]
PIEZAS += [b"Fuente: x", b"\0", b"\xf1", b"\xc3\xb1", b"a", b"1", b"\x1a", b" ", b"\x0b", b"\xa0"]
DANADOS = st.one_of(st.binary(max_size=80), st.lists(st.sampled_from(PIEZAS)).map(b"".join))
# Con todas las letras del español basta para saber la codificación.
ANCLA = ("La Peña, Bogotá, BOGOTÁ, Cúcuta, SAN JOSÉ, Íquira", "cigüeña ÚTIL él pingüino", "1")


def escribir(
    filas: Sequence[Sequence[str]], separador: str, fin: str, citar: int, *, pie: bool = False
) -> str:
    """El texto CSV; el pie, tras una fila vacía."""

    def celda(texto: str) -> str:
        hace_falta = any(c in texto for c in f'{separador}"\n\r')
        return '"' + texto.replace('"', '""') + '"' if citar or hace_falta else texto

    renglones = [separador.join(map(celda, fila)) for fila in filas]
    if pie:
        renglones += [separador * (len(filas[0]) - 1), "Fuente: DNP, corte 2025"]
    return "".join(renglon + fin for renglon in renglones)


def numerar(filas: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[f"{i:03d}", *fila] for i, fila in enumerate(filas)]


def celdas(lectura: Lectura) -> list[list[str]]:
    columnas = [[c.textos[i] for i in c.codigos.tolist()] for c in lectura.columnas.values()]
    return [list(fila) for fila in zip(*columnas, strict=True)]


@given(
    TABLAS,
    st.sampled_from(CODIFICACIONES),
    st.sampled_from(SEPARADORES),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(3, 400),
)
def test_la_misma_tabla_escrita_de_cualquier_forma_se_lee_igual(
    tabla: list[tuple[str, str, str]],
    codificacion: str,
    separador: str,
    fin: str,
    citar: bool,
    sep: bool,
    pie: bool,
    tamano: int,
) -> None:
    filas = numerar([ANCLA, *tabla])
    texto = escribir([COLUMNAS, *filas], separador, fin, citar, pie=pie)
    octetos = ((f"sep={separador}{fin}" if sep else "") + texto).encode(codificacion)
    bloques = [octetos[i : i + tamano] for i in range(0, len(octetos), tamano)]
    with patch.object(registros, "TAMANO", tamano):
        examen = examinar(bloques)
        assert examen.columnas == COLUMNAS
        assert len(examen.pie) == examen.vacias == int(pie)
        lectura = leer_tabla(bloques, examen, COLUMNAS)
        assert celdas(lectura) == filas
        assert lectura.filas.tolist() == list(range(2, len(filas) + 2))
        normalizado = Normalizado(bloques, examen)
        canonico = b"".join(normalizado)
    esperado = escribir([COLUMNAS, *filas], ",", "\n", 0)
    assert canonico.decode("utf-8").replace('"', "") == esperado.replace('"', "")
    propio = examinar([canonico])
    assert celdas(leer_tabla([canonico], propio, COLUMNAS)) == filas
    assert propio.limpio


@given(TABLAS, st.integers(3, 200))
def test_el_camino_general_entrega_las_mismas_columnas(
    tabla: list[tuple[str, str, str]], tamano: int
) -> None:
    octetos = escribir([COLUMNAS, *numerar([ANCLA, *tabla])], ";", "\n", 0).encode()
    examen = examinar([octetos])
    rapida = leer_tabla([octetos], examen, COLUMNAS)
    with (
        patch.object(registros, "TAMANO", tamano),
        patch.object(registros, "_partir", registros._general),
    ):
        assert examinar([octetos]) == examen
        general = leer_tabla([octetos], examen, COLUMNAS)
    for nombre in COLUMNAS:
        assert general.columnas[nombre].textos == rapida.columnas[nombre].textos
        assert (general.columnas[nombre].codigos == rapida.columnas[nombre].codigos).all()


@given(DANADOS, st.booleans(), st.integers(1, 60))
def test_nada_da_una_traza(octetos: bytes, con_encabezado: bool, tamano: int) -> None:
    """Cualquier cosa se lee o da un error con qué hacer; y sin depender del tamaño de bloque."""

    def intentar(partes: list[bytes]) -> object:
        try:
            examen = examinar(partes)
            unicas = [c for c in examen.columnas if examen.columnas.count(c) == 1]
            return examen, celdas(leer_tabla(partes, examen, unicas))
        except ErrorDeMetodo as error:
            assert error.que_hacer
            return str(error)

    octetos = b"a;b\n1;2\n" * con_encabezado + octetos
    entero = intentar([octetos])
    with patch.object(registros, "TAMANO", tamano):
        assert intentar([octetos[i : i + tamano] for i in range(0, len(octetos), tamano)]) == entero


def test_una_celda_muy_larga_se_lee() -> None:
    largo = "POLYGON((" + "0 0, " * 60_000 + "))"
    octetos = f'a;b\n1;"{largo}"\n2;{largo}\n'.encode()
    assert celdas(leer_tabla([octetos], examinar([octetos]), ["a", "b"])) == [
        ["1", largo],
        ["2", largo],
    ]


@given(st.lists(st.lists(st.text("ab", max_size=70), max_size=60), max_size=6))
def test_los_distintos_son_los_de_un_diccionario_en_orden_de_aparicion(
    lotes: list[list[str]],
) -> None:
    distintos = Distintos()
    partes = [np.empty(0, dtype=np.int32)]
    for lote in lotes:
        octetos = np.frombuffer("".join(lote).encode() + b"\0" * 72, dtype=np.uint8)
        vista = np.ndarray((len(octetos) - 8,), dtype="<u8", buffer=octetos, strides=(1,))
        largos = np.array([len(t) for t in lote], dtype=np.int64)
        inicios = np.cumsum(largos) - largos
        partes.append(distintos.codificar(octetos, vista, inicios, largos))
    columna = distintos.columna("x", np.concatenate(partes), "utf-8")
    esperada = Columna.de_lista("x", [t for lote in lotes for t in lote])
    assert columna.textos == esperada.textos
    assert columna.codigos.tolist() == esperada.codigos.tolist()


def test_muchos_distintos_no_se_confunden() -> None:
    valores = [f"{(i * 7919) % 30_011:011d}" for i in range(60_000)]
    octetos = ("a;b\n" + "".join(f"{v};{v[-3:]}\n" for v in valores)).encode()
    lectura = leer_tabla([octetos], examinar([octetos]), ["b", "a"])
    assert list(lectura.columnas) == ["b", "a"]
    columna = lectura.columnas["a"]
    assert [columna.textos[i] for i in columna.codigos.tolist()] == valores
    assert len(columna.textos) == 30_011


def test_las_columnas_que_no_se_piden_no_se_leen() -> None:
    octetos = b"ficha;nombre;i1\n001;MARIA;1\n"
    lectura = leer_tabla([octetos], examinar([octetos]), ["i1"])
    assert list(lectura.columnas) == ["i1"]
    assert "MARIA" not in repr(lectura)


def test_el_avance_dice_lo_leido_y_puede_cancelar() -> None:
    octetos = b"a;b\n" + b"1;2\n" * 1000
    bloques = [octetos[i : i + 500] for i in range(0, len(octetos), 500)]
    dichos: list[int] = []
    examen = examinar(bloques, avance=dichos.append)
    leer_tabla(bloques, examen, ["a"], avance=dichos.append)
    assert dichos[-1] == dichos[len(dichos) // 2 - 1] == len(octetos) == examen.tamano
    assert all(a < b for a, b in pairwise(dichos[: len(bloques)]))

    class Cancelado(Exception):
        pass

    def cancelar(leidos: int) -> None:
        raise Cancelado

    with pytest.raises(Cancelado):
        leer_tabla(bloques, examen, ["a"], avance=cancelar)


@pytest.mark.parametrize("otro", [b"a;b\n1;2\n3;4\n", b"a;b\n", b"a;b\n1;2;3\n"])
def test_un_archivo_que_cambia_mientras_se_lee_es_un_error(otro: bytes) -> None:
    examen = examinar([b"a;b\n1;2\n"])
    with pytest.raises(ErrorDeTexto, match="cambió mientras se leía"):
        leer_tabla([otro], examen, ["a"])


def test_la_columna_que_no_esta_se_nombra() -> None:
    octetos = b"a;b\n1;2\n"
    with pytest.raises(ErrorDeTexto, match="«c» no está en el archivo") as error:
        leer_tabla([octetos], examinar([octetos]), ["c"])
    assert "«a», «b»" in error.value.que_hacer


@pytest.mark.parametrize("muestra", MUESTRAS)
def test_las_muestras_reales_se_leen_como_las_lee_csv(fuentes: Path, muestra: str) -> None:
    ruta = fuentes / "sisben" / f"SIV2022_personas_{muestra}.csv"
    octetos = ruta.read_bytes()
    with ruta.open(encoding="utf-8", newline="") as archivo:
        esperadas = list(csv.reader(archivo))
    examen = examinar([octetos])
    assert examen.avisos == ()
    assert examen.limpio
    assert list(examen.columnas) == esperadas[0]
    assert celdas(leer_tabla([octetos], examen, examen.columnas)) == esperadas[1:]
    canonico = b"".join(Normalizado([octetos], examen))
    assert list(csv.reader(canonico.decode().splitlines())) == esperadas


def test_toda_fuente_de_texto_real_se_lee_como_la_lee_csv(fuentes: Path) -> None:
    vistos: list[Any] = []
    for ruta in sorted(fuentes.rglob("*.csv")):
        octetos = ruta.read_bytes()
        examen = examinar([octetos])
        with ruta.open(encoding="utf-8-sig", newline="") as archivo:
            esperadas = list(csv.reader(archivo, delimiter=examen.separador))
        unicas = [c for c in examen.columnas if examen.columnas.count(c) == 1]
        lectura = leer_tabla([octetos], examen, unicas)
        lugares = [examen.posiciones[examen.columnas.index(c)] for c in unicas]
        leidas = [[esperadas[f - 1][p] for p in lugares] for f in lectura.filas.tolist()]
        assert celdas(lectura) == leidas, ruta.name
        assert examen.filas + examen.vacias + len(examen.pie) == len(esperadas) - 1, ruta.name
        vistos.append(ruta.name)
    assert vistos


@pytest.mark.parametrize("distintos", [1, 63, 64, 127, 128, 129, 16_384, 32_768, 32_769])
@pytest.mark.parametrize("largo", [0, 70], ids=["cortos", "largos"])
def test_los_codigos_caben_aunque_los_distintos_lleguen_al_final(
    distintos: int, largo: int
) -> None:
    # Los largos van por un diccionario, con códigos provisionales negativos.
    propios = [f"{i}".rjust(largo, "x") for i in range(distintos)]
    valores = [propios[0]] * 300_000 + propios
    crudo = ("a;b\n" + "".join(f"{v};1\n" for v in valores)).encode()
    bloques = [crudo[i : i + 200_000] for i in range(0, len(crudo), 200_000)]
    columna = leer_tabla(bloques, examinar(bloques), ["a"]).columnas["a"]
    assert columna.textos == tuple(propios)
    assert columna.codigos.tolist() == [0] * 300_000 + list(range(distintos))
    assert columna.codigos.dtype.itemsize == (
        1 if distintos < 64 else 2 if distintos < 16_384 else 4
    )
