"""Las tres muestras reales del Sisbén y la base de práctica, con una celda o una fila dañada.

Los valores que se escriben no son válidos en ninguna de las columnas elegidas: o no cambian nada, o
la orden para, o avisa.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hogares import datos
from tests.mutaciones.bases.correr import SALIDA, avisos, correr
from tests.mutaciones.entrada import Clase, Entrada, Veredicto

PRACTICA = "practica"
SUJETOS = (*datos.MUESTRAS, PRACTICA)
INVALIDOS = (
    *(
        "",
        "NA",
        "inf",
        "1e308",
        "-1",
        "0,5",
        "#N/D",
        "VERDADERO",
        '="1"',
        "2024-01-01",
        "x" * 40_000,
    ),
    *("1 000", "📍", "%s {0}", "9", "99999999999999999999", "=cmd|'/c calc'!A1", "1\u200b1"),
)
DE_FILAS = (
    "fila-repetida",
    "fila-borrada",
    "columna-borrada",
    "fila-corta",
    "fila-larga",
    "cortada",
)
COLUMNAS = tuple(f"i{n}" for n in range(1, 16))
Filas = list[list[str]]


def entradas(familia: str) -> Iterator[Entrada]:
    """Cada valor y cada daño de filas, en cada base."""
    for sujeto in SUJETOS:
        for puesto in range(len(INVALIDOS)):
            yield Entrada(familia, sujeto, f"celda-{puesto:02d}")
        for dano in DE_FILAS:
            yield Entrada(familia, sujeto, dano)


def correr_una(entrada: Entrada, carpeta: Path, oficiales: Path | None) -> Veredicto:
    """Daña la base y compara con la limpia."""
    titulos, filas, separador = _base(entrada.sujeto, oficiales)
    nuevas = [list(f) for f in filas]
    cabeza = list(titulos)
    _danar(entrada, cabeza, nuevas)
    ruta = carpeta / "base.csv"
    _escribir(ruta, [cabeza, *nuevas], separador)
    if entrada.operador == "cortada":
        bruto = ruta.read_bytes()
        ruta.write_bytes(bruto[: entrada.azar.randrange(len(bruto) // 3, len(bruto) - 30)])
    hecho, veredicto = correr(carpeta, "incidencia", ruta, "--por", "cod_mpio")
    if veredicto is not None:
        return veredicto
    limpias = _limpia(entrada.sujeto, oficiales)
    if (halladas := (carpeta / SALIDA).read_text("utf-8")) == limpias:
        return Veredicto(Clase.IGUAL)
    if dichos := avisos(hecho):
        return Veredicto(Clase.DICHO, dichos[0][:200])
    if entrada.operador == "fila-borrada":
        return Veredicto(Clase.DECLARADO, "una persona menos: sin cuántas eran, no se puede saber")
    return Veredicto(Clase.CALLADA, f"otras cifras, y sin aviso: {halladas.splitlines()[1][:120]}")


def _danar(entrada: Entrada, titulos: list[str], filas: Filas) -> None:
    azar, operador = entrada.azar, entrada.operador
    fila = azar.randrange(len(filas))
    columnas = [c for c, t in enumerate(titulos) if t.lower() in COLUMNAS]
    if operador.startswith("celda-"):
        filas[fila][azar.choice(columnas)] = INVALIDOS[int(operador.split("-")[1])]
    elif operador == "fila-repetida":
        filas.insert(fila, list(filas[fila]))
    elif operador == "fila-borrada":
        del filas[fila]
    elif operador == "columna-borrada":
        columna = azar.choice(columnas)
        for propia in (titulos, *filas):
            del propia[columna]
    elif operador == "fila-corta":
        del filas[fila][-3:]
    elif operador == "fila-larga":
        filas[fila].insert(2, "de más")


@cache
def _base(sujeto: str, oficiales: Path | None) -> tuple[list[str], Filas, str]:
    if sujeto == PRACTICA:
        with TemporaryDirectory() as carpeta:
            ruta = Path(carpeta) / "p.csv"
            datos.correr("sintetizar", "--municipio", "05045", "--hogares", "200", "--salida", ruta)
            texto = ruta.read_text("utf-8-sig")
    elif oficiales is None:
        raise FileNotFoundError(sujeto)
    else:
        texto = datos.muestra(oficiales, sujeto).read_text("utf-8-sig")
    separador = max(",;\t|", key=texto.split("\n", 1)[0].count)
    titulos, *filas = csv.reader(texto.splitlines(), delimiter=separador)
    return titulos, filas, separador


@cache
def _limpia(sujeto: str, oficiales: Path | None) -> str:
    titulos, filas, separador = _base(sujeto, oficiales)
    with TemporaryDirectory() as nombre:
        carpeta = Path(nombre)
        ruta = carpeta / "base.csv"
        _escribir(ruta, [titulos, *filas], separador)
        _, veredicto = correr(carpeta, "incidencia", ruta, "--por", "cod_mpio")
        if veredicto is not None:
            raise RuntimeError(f"la base limpia no se puede medir: {veredicto.detalle}")
        return (carpeta / SALIDA).read_text("utf-8")


def _escribir(ruta: Path, filas: Filas, separador: str) -> None:
    with ruta.open("w", encoding="utf-8", newline="") as salida:
        csv.writer(salida, delimiter=separador).writerows(filas)
