"""Mutaciones de una base, con semilla: lo mismo escrito de otra manera, y celdas dañadas."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.hogares import datos

Base = dict[str, list[Any]]
SEMILLA = 8
NOMBRE = "PERSONAVERDADERA"
SEPARADORES = (",", ";", "\t", "|")
CODIFICACIONES = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
FINES = ("\n", "\r\n", "\r")
COLUMNAS = (
    *("i1", "i7", "h_5", "tip_parentesco", "ide_ficha_origen", "ide_hogar", "cod_mpio"),
    *("cod_vereda", "num_personas_hogar", "grupo", "nivel", "edad_calculada", "ide_persona"),
)
VALORES = (
    *("", "   ", "NA", "nan", "inf", "-inf", "1e308", "5,04501E+12", "1000000000000000000"),
    *("99999999999999999999", "-1", "0,5", "1.234", "1.0", "01", "+1", "½", "１", "١", "#N/D"),
    *("VERDADERO", "true", '="1"', "'1", '"1', "1\x00", "1\u200b", "1\n2", "1;2", "V\u0303", "📍"),
    *("a|b", "|", "' OR 1=1 --", "<script>alert(1)</script>", "=cmd|'/c calc'!A1", "x" * 70_000),
    *("JEFE(A)", "2024-01-01", "12:30", "1/2", "١٢", "İ", "ß", "%s {0}", "\\", "$1", "*", "1 000"),
)
NOMBRES_DE_COLUMNA = (
    *('a"b', "a'b; DROP TABLE x; --", "<b>x</b>", "c0", "gx", "fila", "base", "n" * 300, "📍"),
    *("a|b", "hogar|x", "=1+1", "ñandú", " con espacios ", "1", "NULL", "k0", "%s", "a\nb", "'"),
    *("territorio", "TERRITORIO", "hogares", "personas", "pobres", "select", "geometry", "rowid"),
    *("nombre", "puntaje", "pobre", "orden", "estado", "count(*)", "__index_level_0__", "fid"),
)
COLUMNAS_DE_MAS = 500
# De cada cien mutaciones de celda, las que cambian la columna entera.
DE_TODA_LA_COLUMNA = 0.15
# En cuántas columnas se prueba cada valor.
POR_VALOR = 4


@dataclass(frozen=True)
class Mutacion:
    """Una base mutada: qué se le hizo, sus columnas y cómo se escribe en una carpeta.

    `igual`: son los mismos datos de la base limpia, y tienen que dar lo mismo. `primera` es el
    número de su primera fila de datos, como la ve quien abre el archivo.
    """

    nombre: str
    base: Base
    escribir: Callable[[Path], Path]
    igual: bool = False
    primera: int = 2


def limpia() -> Base:
    """La base de la que salen todas."""
    base = datos.base_de_hogares(36, semilla=SEMILLA)
    puestos: list[int] = []
    for i, ficha in enumerate(base["ide_ficha_origen"]):
        sigue = i > 0 and base["ide_ficha_origen"][i - 1] == ficha
        puestos.append(puestos[-1] + 1 if sigue else 1)
    return {**base, "ide_persona": puestos}


def mutaciones() -> Iterator[Mutacion]:
    """Todas, siempre las mismas y en el mismo orden."""
    yield from _textos()
    yield from _formatos()
    yield from _celdas()
    for nombre, base in _formas(_azar("formas")).items():
        yield Mutacion(nombre, base, partial(_en_texto, base, ";", "utf-8", "\n", True))


def _azar(de: str) -> random.Random:
    """El de una mutación: agregar otra no lo cambia."""
    return random.Random(f"{SEMILLA}/{de}")


def _textos() -> Iterator[Mutacion]:
    for separador in SEPARADORES:
        for codificacion in CODIFICACIONES:
            azar = _azar(f"{separador}{codificacion}")
            fin, comillas = azar.choice(FINES), azar.random() < 0.5
            base = barajar(limpia(), azar)
            yield Mutacion(
                f"texto {separador!r} {codificacion} {fin!r} {comillas=}",
                base,
                partial(_en_texto, base, separador, codificacion, fin, comillas),
                igual=True,
            )


def _formatos() -> Iterator[Mutacion]:
    for formato, escribir in (("parquet", datos.escribir_parquet), ("gpkg", datos.escribir_gpkg)):
        for en_texto in (False, True):
            base = barajar(limpia(), _azar(f"{formato}{en_texto}"))
            if en_texto:
                base = {c: [str(v) for v in valores] for c, valores in base.items()}

            def en(carpeta: Path, base: Base = base, como: Any = (formato, escribir)) -> Path:
                return Path(como[1](carpeta / f"base.{como[0]}", base))

            yield Mutacion(f"{formato} {en_texto=}", base, en, igual=True, primera=1)


def _celdas() -> Iterator[Mutacion]:
    """Una celda, o una columna entera, con un valor que no debía estar."""
    for valor in VALORES:
        azar = _azar(valor[:40])
        for columna in azar.sample(COLUMNAS, POR_VALOR):
            base = limpia()
            todas = azar.random() < DE_TODA_LA_COLUMNA
            cuantas = len(base[columna])
            filas = range(cuantas) if todas else [azar.randrange(cuantas)]
            for fila in filas:
                base[columna][fila] = valor
            donde = "todas" if todas else filas[0] + 2
            yield Mutacion(
                f"{columna} = {valor[:30]!r} en {donde}",
                base,
                partial(_en_texto, base, ";", "utf-8", "\n", True),
            )


def _formas(azar: random.Random) -> dict[str, Base]:
    """La tabla entera: sin filas, con columnas de más, repetidas, o de nombres hostiles."""
    base = limpia()
    filas = len(base["i1"])
    return {
        "sin filas": {c: [] for c in base},
        "una fila": {c: v[:1] for c, v in base.items()},
        "una columna": {"i1": base["i1"]},
        "todos jefes": {**base, "tip_parentesco": [1] * filas},
        "ningún jefe": {**base, "tip_parentesco": [3] * filas},
        "un solo hogar": {**base, "ide_ficha_origen": ["F1"] * filas},
        "pegada dos veces": {c: v * 2 for c, v in base.items()},
        "columnas de más": {**base, **{f"x{i}": [i] * filas for i in range(COLUMNAS_DE_MAS)}},
        "columnas en desorden": dict(azar.sample([*base.items()], len(base))),
        "en mayúsculas y minúsculas": {c.title(): v for c, v in base.items()},
        **{f"columna {n[:20]!r}": {**base, n: ["x"] * filas} for n in NOMBRES_DE_COLUMNA},
    }


def barajar(base: Base, azar: random.Random) -> Base:
    """Las mismas filas en otro orden."""
    orden = azar.sample(range(len(base["i1"])), len(base["i1"]))
    return {c: [v[i] for i in orden] for c, v in base.items()}


def _en_texto(
    base: Base, separador: str, codificacion: str, fin: str, comillas: bool, carpeta: Path
) -> Path:
    """Un CSV escrito a mano; si `comillas`, las lleva toda celda."""

    def celda(valor: Any) -> str:
        texto = str(valor)
        if comillas or any(c in texto for c in (separador, '"', "\n", "\r")):
            return '"' + texto.replace('"', '""') + '"'
        return texto

    filas = [list(base), *zip(*base.values(), strict=True)]
    texto = "".join(separador.join(map(celda, fila)) + fin for fila in filas)
    ruta = carpeta / "base.csv"
    ruta.write_bytes(texto.encode(codificacion))
    return ruta
