"""Los datos publicados: una tabla y un JSON por territorio, y la tabla completa con su catálogo.

Todo sale del mismo texto de cada celda, así las tres descargas no pueden contradecirse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.escritura import escribir_bytes
from generador.paginas.acervo import NACION, Acervo, Territorio
from generador.paquete.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave

VERSION_ESQUEMA = "1"
COLUMNAS = ("territorio", "dominio", "periodo", "indicador", "valor", "estado", "unidad", "fuente")
ESTADOS = {DATO: "dato", NO_APLICA: "no_aplica", NO_DISPONIBLE: "no_disponible"}
TANDA = 64
AGREGADA = "kit"  # fuente de un valor de departamento o nación que el kit sumó o promedió


class Columna(NamedTuple):
    """Lo que no cambia de una llave del cubo a lo largo de los territorios."""

    llave: Llave
    antes: str
    unidad: str
    fuente: str
    decimales: int
    categorias: dict[int, str]
    agregada: bool


class Celdas(NamedTuple):
    """Las celdas de una columna en varios territorios; None donde no hay fila.

    `filas` son las del JSON y `lineas` las del CSV, sin el código del territorio.
    """

    filas: list[tuple[object, ...] | None]
    lineas: list[str | None]


def columnas(acervo: Acervo) -> list[Columna]:
    """Todas las columnas del cubo, en orden de catálogo, dominio y periodo."""
    orden = {i: n for n, i in enumerate(acervo.catalogo)}
    dominios = {"total": 0, "cabecera": 1, "rural": 2}
    llaves = sorted(acervo.cubo.columnas, key=lambda k: (orden[k[0]], dominios[k[1]], k[2]))
    fichas = [(llave, acervo.catalogo[llave[0]]) for llave in llaves]
    return [
        Columna(
            llave,
            f"{llave[1]},{llave[2]},{llave[0]}",
            f.unidad,
            f.fuente,
            f.decimales + 3,
            f.categorias,
            llave in acervo.agregadas,
        )
        for llave, f in fichas
    ]


def escribir(acervo: Acervo, publico: Path, codigos: tuple[str, ...]) -> None:
    """Escribe `territorio/<codigo>/datos.{csv,json}` y, con todos, `datos/indicadores.csv`.

    Va por tandas de territorios: el texto de todas las celdas a la vez ocuparía cientos de MB.
    """
    lista = columnas(acervo)
    encabezado = f"{','.join(COLUMNAS)}\n".encode()
    (publico / "datos").mkdir(parents=True, exist_ok=True)
    with (publico / "datos" / "indicadores.csv").open("wb") as completa:
        completa.write(encabezado)
        for tanda in _tandas(codigos):
            for codigo, filas, tabla in _por_territorio(acervo, lista, tanda):
                completa.write(tabla)
                carpeta = publico / "territorio" / codigo
                (carpeta / "datos.csv").write_bytes(encabezado + tabla)
                (carpeta / "datos.json").write_bytes(_json(acervo, codigo, filas))
    escribir_bytes(publico / "datos" / "catalogo.json", catalogo(acervo))


def _tandas(codigos: tuple[str, ...]) -> Iterator[list[str]]:
    """Grupos de territorios seguidos, sin mezclar municipios con lo que el kit agrega de ellos."""
    for _, iguales in groupby(codigos, key=len):
        grupo = list(iguales)
        for desde in range(0, len(grupo), TANDA):
            yield grupo[desde : desde + TANDA]


def _por_territorio(
    acervo: Acervo, lista: list[Columna], tanda: list[str]
) -> Iterator[tuple[str, list[tuple[object, ...]], bytes]]:
    """Código, filas del JSON y líneas del CSV de cada territorio, en el orden de `lista`."""
    posiciones = np.array([acervo.cubo.indice[c] for c in tanda])
    agregada = len(tanda[0]) == 2
    todas = (_celdas(acervo.cubo, columna, posiciones, agregada) for columna in lista)
    celdas = [c for c in todas if c]
    filas = zip(*(c.filas for c in celdas), strict=True)
    lineas = zip(*(c.lineas for c in celdas), strict=True)
    for codigo, suyas, textos in zip(tanda, filas, lineas, strict=True):
        tabla = "".join([f"{codigo},{texto}" for texto in textos if texto])
        yield codigo, [fila for fila in suyas if fila], tabla.encode()


def _celdas(
    cubo: Cubo, columna: Columna, posiciones: NDArray[np.intp], agregada: bool
) -> Celdas | None:
    """Lo que se publica de una columna; None si ninguno de los territorios la tiene."""
    estados = cubo.estados[columna.llave][posiciones].tolist()
    if not any(estados):
        return None
    crudos = np.round(cubo.columnas[columna.llave][posiciones], columna.decimales).tolist()
    fuente = f"{AGREGADA}:{columna.fuente}" if agregada and columna.agregada else columna.fuente
    finales = {e: (nombre, fuente) for e, nombre in ESTADOS.items()}
    despues = {e: f",{nombre},{columna.unidad},{fuente}\n" for e, nombre in ESTADOS.items()}
    valores = [
        _valor(columna, crudo) if estado == DATO else None
        for crudo, estado in zip(crudos, estados, strict=True)
    ]
    return Celdas(
        [
            (*columna.llave, valor, *finales[estado]) if estado else None
            for valor, estado in zip(valores, estados, strict=True)
        ],
        [
            f"{columna.antes},{_celda(valor)}{despues[estado]}" if estado else None
            for valor, estado in zip(valores, estados, strict=True)
        ],
    )


def _valor(columna: Columna, valor: float) -> float | str:
    if columna.categorias:
        return columna.categorias[int(valor)]
    return int(valor) if valor.is_integer() else valor


def _celda(valor: float | str | None) -> str:
    """Valor para una hoja de cálculo; un texto nunca se lee como fórmula."""
    if not isinstance(valor, str):
        return "" if valor is None else repr(valor)
    if valor[:1] in ("=", "+", "-", "@", "\t", "\r"):
        valor = f"'{valor}"
    return f'"{valor.replace(chr(34), chr(34) * 2)}"' if any(c in valor for c in ',"\n') else valor


def _json(acervo: Acervo, codigo: str, filas: list[tuple[object, ...]]) -> bytes:
    return orjson.dumps(
        {
            "esquema": VERSION_ESQUEMA,
            "territorio": ficha_territorio(acervo.territorios[codigo]),
            "columnas": ["indicador", "dominio", "periodo", "valor", "estado", "fuente"],
            "filas": filas,
        }
    )


def ficha_territorio(territorio: Territorio) -> dict[str, Any]:
    """Lo que identifica a un territorio en los JSON publicados."""
    return {
        "codigo": territorio.codigo,
        "nombre": territorio.nombre,
        "nivel": territorio.nivel,
        "tipo": territorio.tipo,
        "departamento": None if territorio.codigo == NACION else territorio.codigo[:2],
    }


def catalogo(acervo: Acervo) -> bytes:
    """`catalogo.json`: indicadores y fuentes con todo lo que el kit sabe de ellos."""
    return orjson.dumps(
        {
            "esquema": VERSION_ESQUEMA,
            "indicadores": [asdict(i) for i in acervo.catalogo.values()],
            "fuentes": [asdict(f) for f in acervo.fuentes.values()],
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS,
    )
