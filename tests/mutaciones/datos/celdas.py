"""Lo que se le hace a una tabla de `datos/`: una celda, una fila, el encabezado o el texto."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass

FIJAS = 3
Filas = list[list[str]]


@dataclass(frozen=True)
class Dano:
    """Qué se le hace al texto; `plausible`: cuántas celdas puede cambiar sin que nadie lo note."""

    hacer: Callable[[str, random.Random], bytes | None]
    plausible: int = 0


def _rejilla(texto: str) -> Filas:
    return list(csv.reader(io.StringIO(texto)))


def _escrita(filas: Filas) -> bytes:
    memoria = io.StringIO()
    csv.writer(memoria, lineterminator="\n").writerows(filas)
    return memoria.getvalue().encode()


def _celda(cambiar: Callable[[str], str]) -> Callable[[str, random.Random], bytes | None]:
    """Cambia una celda con número."""

    def hacer(texto: str, azar: random.Random) -> bytes | None:
        filas = _rejilla(texto)
        sitios = [
            (f, c)
            for f in azar.sample(range(1, len(filas)), min(200, len(filas) - 1))
            for c in range(FIJAS, len(filas[0]))
            if filas[f][c].replace(".", "").replace("-", "").isdigit() and float(filas[f][c])
        ]
        if not sitios:
            return None
        fila, columna = azar.choice(sitios)
        filas[fila][columna] = cambiar(filas[fila][columna])
        return _escrita(filas)

    return hacer


def _fija(columna: int, valor: str) -> Callable[[str, random.Random], bytes | None]:
    """Cambia el territorio, el dominio o el periodo de una fila."""

    def hacer(texto: str, azar: random.Random) -> bytes | None:
        filas = _rejilla(texto)
        filas[azar.randrange(1, len(filas))][columna] = valor
        return _escrita(filas)

    return hacer


def _filas(
    cambiar: Callable[[Filas, random.Random], None],
) -> Callable[[str, random.Random], bytes | None]:
    def hacer(texto: str, azar: random.Random) -> bytes | None:
        filas = _rejilla(texto)
        cambiar(filas, azar)
        return _escrita(filas)

    return hacer


def _repetir(filas: Filas, azar: random.Random) -> None:
    filas.append(list(filas[azar.randrange(1, len(filas))]))


def _repetir_con_otro_valor(filas: Filas, azar: random.Random) -> None:
    nueva = list(filas[azar.randrange(1, len(filas))])
    nueva[FIJAS:] = ["1"] * (len(nueva) - FIJAS)
    filas.append(nueva)


def _otro_territorio(filas: Filas, azar: random.Random) -> None:
    """El código de otro municipio, que ya tenía su fila."""
    una, otra = azar.sample(range(1, len(filas)), 2)
    filas[una][:FIJAS] = filas[otra][:FIJAS]


def _columna_cruzada(filas: Filas, _azar: random.Random) -> None:
    filas[0][0], filas[0][1] = filas[0][1], filas[0][0]


def _titulo(nuevo: str) -> Callable[[Filas, random.Random], None]:
    def cambiar(filas: Filas, azar: random.Random) -> None:
        filas[0][azar.randrange(FIJAS, len(filas[0]))] = nuevo

    return cambiar


def _sin_columna(filas: Filas, azar: random.Random) -> None:
    columna = azar.randrange(FIJAS, len(filas[0]))
    for fila in filas:
        del fila[columna]


def _celda_de_mas(filas: Filas, azar: random.Random) -> None:
    filas[azar.randrange(1, len(filas))].append("7")


def _barajar(filas: Filas, azar: random.Random) -> None:
    resto = filas[1:]
    azar.shuffle(resto)
    filas[1:] = resto


def _crudo(
    cambiar: Callable[[bytes, random.Random], bytes],
) -> Callable[[str, random.Random], bytes]:
    return lambda texto, azar: cambiar(texto.encode(), azar)


DANOS: dict[str, Dano] = {
    "celda-texto": Dano(_celda(lambda _: "pendiente")),
    "celda-infinita": Dano(_celda(lambda _: "inf")),
    "celda-nan": Dano(_celda(lambda _: "nan")),
    "celda-1e18": Dano(_celda(lambda _: "1000000000000000000")),
    "celda-con-exponente": Dano(_celda(lambda v: f"{v}e1")),
    "celda-muy-negativa": Dano(_celda(lambda _: "-999999999")),
    "celda-con-coma": Dano(_celda(lambda v: f"{v.split('.')[0]},5")),
    "celda-con-espacio": Dano(_celda(lambda v: f" {v}")),
    "celda-con-mas": Dano(_celda(lambda v: f"+{v}")),
    "celda-con-ceros": Dano(_celda(lambda v: f"0{v}")),
    "celda-con-cola": Dano(_celda(lambda v: f"{v.split('.')[0]}.1234567"), plausible=1),
    "celda-html": Dano(_celda(lambda _: "<script>alert(1)</script>")),
    "celda-formula": Dano(_celda(lambda _: "=1+1")),
    "celda-error": Dano(_celda(lambda _: "#N/D")),
    "celda-cifra-arabiga": Dano(_celda(lambda _: "١٢")),
    "celda-por-diez": Dano(
        _celda(lambda v: f"{float(v) * 10:.3f}".rstrip("0").rstrip(".")), plausible=1
    ),
    "celda-sin-dato": Dano(_celda(lambda _: "ND"), plausible=1),
    "celda-en-blanco": Dano(_celda(lambda _: ""), plausible=1),
    "territorio-ajeno": Dano(_fija(0, "99999")),
    "territorio-corto": Dano(_fija(0, "5001")),
    "territorio-html": Dano(_fija(0, "<b>05001</b>")),
    "dominio-ajeno": Dano(_fija(1, "urbano")),
    "periodo-ajeno": Dano(_fija(2, "20188")),
    "periodo-texto": Dano(_fija(2, "2018p")),
    "fila-repetida": Dano(_filas(_repetir)),
    "fila-repetida-con-otro-valor": Dano(_filas(_repetir_con_otro_valor)),
    "fila-de-otro": Dano(_filas(_otro_territorio)),
    "celda-de-mas": Dano(_filas(_celda_de_mas)),
    "filas-barajadas": Dano(_filas(_barajar)),
    "columnas-cruzadas": Dano(_filas(_columna_cruzada)),
    "titulo-ajeno": Dano(_filas(_titulo("indicador_ajeno"))),
    "titulo-en-blanco": Dano(_filas(_titulo(""))),
    "sin-columna": Dano(_filas(_sin_columna)),
    "con-bom": Dano(_crudo(lambda b, _: b"\xef\xbb\xbf" + b)),
    "en-utf16": Dano(_crudo(lambda b, _: b.decode().encode("utf-16"))),
    "con-punto-y-coma": Dano(_crudo(lambda b, _: b.replace(b",", b";"))),
    "vacia": Dano(_crudo(lambda _b, _a: b"")),
    "cortada": Dano(_crudo(lambda b, a: b[: b.rindex(b",", 0, a.randrange(len(b) // 2, len(b)))])),
}
