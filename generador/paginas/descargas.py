"""Los datos publicados: una tabla y un JSON por territorio, y la tabla completa con su catálogo.

Todo sale del mismo texto de cada celda, así las tres descargas no pueden contradecirse.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson

from generador.escritura import escribir_bytes
from generador.paginas.acervo import NACION, Acervo, Territorio
from generador.paquete.leer import DATO, NO_APLICA, NO_DISPONIBLE, Llave

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


class Fila(NamedTuple):
    """Una cifra de un territorio como se publica; `valor` es None si no es dato."""

    columna: Columna
    valor: float | str | None
    estado: str
    fuente: str


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
    encabezado = ",".join(COLUMNAS) + "\n"
    (publico / "datos").mkdir(parents=True, exist_ok=True)
    with (publico / "datos" / "indicadores.csv").open("w", encoding="utf-8") as completa:
        completa.write(encabezado)
        for desde in range(0, len(codigos), TANDA):
            tanda = codigos[desde : desde + TANDA]
            for codigo, filas in zip(tanda, _por_territorio(acervo, lista, tanda), strict=True):
                tabla = _csv(codigo, filas)
                completa.write(tabla)
                carpeta = publico / "territorio" / codigo
                (carpeta / "datos.csv").write_text(encabezado + tabla, encoding="utf-8")
                (carpeta / "datos.json").write_bytes(_json(acervo, codigo, filas))
    escribir_bytes(publico / "datos" / "catalogo.json", catalogo(acervo))


def _por_territorio(
    acervo: Acervo, lista: list[Columna], tanda: tuple[str, ...]
) -> list[list[Fila]]:
    """Las filas de cada territorio de la tanda, en el orden de `lista`."""
    posiciones = np.array([acervo.cubo.indice[c] for c in tanda])
    es_agregado = [len(c) == 2 for c in tanda]
    salida: list[list[Fila]] = [[] for _ in tanda]
    for columna in lista:
        estados = acervo.cubo.estados[columna.llave][posiciones].tolist()
        if not any(estados):
            continue
        valores = acervo.cubo.columnas[columna.llave][posiciones]
        crudos = np.round(valores, columna.decimales).tolist()
        for filas, valor, estado, agregado in zip(
            salida, crudos, estados, es_agregado, strict=True
        ):
            if estado:
                fuente = (
                    f"{AGREGADA}:{columna.fuente}"
                    if agregado and columna.agregada
                    else columna.fuente
                )
                filas.append(
                    Fila(
                        columna,
                        _valor(columna, valor) if estado == DATO else None,
                        ESTADOS[estado],
                        fuente,
                    )
                )
    return salida


def _valor(columna: Columna, valor: float) -> float | str:
    if columna.categorias:
        return columna.categorias[int(valor)]
    return int(valor) if valor.is_integer() else valor


def _csv(codigo: str, filas: list[Fila]) -> str:
    return "".join(
        f"{codigo},{f.columna.antes},{_celda(f.valor)},{f.estado},{f.columna.unidad},{f.fuente}\n"
        for f in filas
    )


def _celda(valor: float | str | None) -> str:
    """Valor para una hoja de cálculo; un texto nunca se lee como fórmula."""
    if not isinstance(valor, str):
        return "" if valor is None else repr(valor)
    if valor[:1] in ("=", "+", "-", "@", "\t", "\r"):
        valor = f"'{valor}"
    return f'"{valor.replace(chr(34), chr(34) * 2)}"' if any(c in valor for c in ',"\n') else valor


def _json(acervo: Acervo, codigo: str, filas: list[Fila]) -> bytes:
    return orjson.dumps(
        {
            "esquema": VERSION_ESQUEMA,
            "territorio": ficha_territorio(acervo.territorios[codigo]),
            "columnas": ["indicador", "dominio", "periodo", "valor", "estado", "fuente"],
            "filas": [(*f.columna.llave, f.valor, f.estado, f.fuente) for f in filas],
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
