"""Los datos publicados: una tabla y un JSON por territorio, y la tabla completa con su catálogo.

Todo sale del mismo texto de cada celda, así las tres descargas no pueden contradecirse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from math import isnan
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.escritura import escribir_bytes
from generador.paginas.acervo import NACION, Acervo, Territorio
from generador.paquete.leer import DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA, Cubo, Llave, Valores

VERSION_ESQUEMA = "2"
COLUMNAS = ("territorio", "dominio", "periodo", "indicador", "valor", "estado", "unidad", "fuente")
ESTADOS = {DATO: "dato", NO_APLICA: "no_aplica", NO_DISPONIBLE: "no_disponible"}
TANDA = 128
AGREGADA = "kit"  # fuente de un valor de departamento o nación que el kit sumó o promedió


class Texto(NamedTuple):
    """Lo mismo escrito para las dos descargas."""

    csv: str
    json: str


NADA = Texto("", "")


class Columna(NamedTuple):
    """Lo que no cambia de una llave del cubo a lo largo de los territorios.

    `antes` va delante del valor y `despues` detrás; este por estado, según si el territorio es uno
    en que el kit agrega (departamento o nación).
    """

    llave: Llave
    decimales: int
    rotulos: dict[float, Texto]
    antes: Texto
    despues: dict[bool, dict[int, Texto | None]]


def columnas(acervo: Acervo) -> list[Columna]:
    """Todas las columnas del cubo, en orden de catálogo, dominio y periodo."""
    orden = {i: n for n, i in enumerate(acervo.catalogo)}
    dominios = {"total": 0, "cabecera": 1, "rural": 2}
    llaves = sorted(acervo.cubo.columnas, key=lambda k: (orden[k[0]], dominios[k[1]], k[2]))
    return [_columna(acervo, llave) for llave in llaves]


def _columna(acervo: Acervo, llave: Llave) -> Columna:
    ficha = acervo.catalogo[llave[0]]
    agregada = f"{AGREGADA}:{ficha.fuente}" if llave[0] in acervo.agregados else ficha.fuente
    return Columna(
        llave,
        ficha.decimales + 1,
        {float(n): Texto(_celda(r), _en_json(r)) for n, r in ficha.categorias.items()},
        Texto(f"{llave[1]},{llave[2]},{llave[0]},", f'"{llave[2]}":'),
        {
            es_agregado: {SIN_FILA: None}
            | {
                estado: Texto(
                    f",{nombre},{ficha.unidad_publicada},{fuente}\n",
                    "" if estado == DATO else _en_json({"estado": nombre}),
                )
                for estado, nombre in ESTADOS.items()
            }
            for es_agregado, fuente in ((False, ficha.fuente), (True, agregada))
        },
    )


def _en_json(dato: object) -> str:
    return orjson.dumps(dato).decode()


def escribir(acervo: Acervo, publico: Path, codigos: tuple[str, ...]) -> None:
    """Escribe `territorio/<codigo>/datos.{csv,json}` y, con todos, `datos/indicadores.csv`.

    Va por tandas de territorios: el texto de todas las celdas a la vez ocuparía cientos de MB.
    """
    lista = columnas(acervo)
    encabezado = f"{','.join(COLUMNAS)}\n".encode()
    (publico / "datos").mkdir(parents=True, exist_ok=True)
    with (publico / "datos" / "indicadores.csv").open("wb") as completa:
        completa.write(encabezado)
        for desde in range(0, len(codigos), TANDA):
            tanda = codigos[desde : desde + TANDA]
            for codigo, lineas, indicadores in _por_territorio(acervo, lista, tanda):
                tabla = lineas.encode()
                completa.write(tabla)
                carpeta = publico / "territorio" / codigo
                (carpeta / "datos.csv").write_bytes(encabezado + tabla)
                (carpeta / "datos.json").write_bytes(_json(acervo, codigo, indicadores))
    escribir_bytes(publico / "datos" / "catalogo.json", catalogo(acervo))


def _por_territorio(
    acervo: Acervo, lista: list[Columna], tanda: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    """Código, líneas del CSV y objeto JSON de indicadores de cada territorio de la tanda."""
    posiciones = np.array([acervo.cubo.indice[c] for c in tanda])
    agregados = [len(c) == 2 for c in tanda]
    todas = ((c.llave, _celdas(acervo.cubo, c, posiciones, agregados)) for c in lista)
    presentes = [(llave, celdas) for llave, celdas in todas if celdas]
    lineas = zip(*(celdas.csv for _, celdas in presentes), strict=True)
    objetos = _objetos(acervo, agregados, presentes)
    for codigo, suyas, objeto in zip(tanda, lineas, objetos, strict=True):
        yield codigo, "".join([f"{codigo},{linea}" for linea in suyas if linea]), objeto


def _objetos(
    acervo: Acervo, agregados: list[bool], presentes: list[tuple[Llave, Celdas]]
) -> list[str]:
    """`{"ipm_censal": {"fuente": …, "total": {"2018": 90.6}}, …}`, sin lo que no tiene fila.

    Uno por territorio; `presentes` viene ordenado por indicador, dominio y periodo.
    """
    objetos: list[list[str]] = [[] for _ in agregados]
    for indicador, suyas in groupby(presentes, key=lambda par: par[0][0]):
        fuentes = {a: _fuente(acervo, indicador, a) for a in (False, True)}
        series: list[list[str]] = [[] for _ in agregados]
        for dominio, tramo in groupby(suyas, key=lambda par: par[0][1]):
            por_territorio = zip(*(celdas.json for _, celdas in tramo), strict=True)
            for serie, periodos in zip(series, por_territorio, strict=True):
                if hay := ",".join(filter(None, periodos)):
                    serie.append(f'"{dominio}":{{{hay}}}')
        for objeto, serie, agregado in zip(objetos, series, agregados, strict=True):
            if serie:
                fuente = fuentes[agregado]
                objeto.append(f'"{indicador}":{{"fuente":"{fuente}",{",".join(serie)}}}')
    return [f"{{{','.join(objeto)}}}" for objeto in objetos]


def _fuente(acervo: Acervo, indicador: str, agregado: bool) -> str:
    fuente = acervo.catalogo[indicador].fuente
    return f"{AGREGADA}:{fuente}" if agregado and indicador in acervo.agregados else fuente


class Celdas(NamedTuple):
    """Las celdas de una columna en varios territorios; vacías donde no hay fila."""

    csv: list[str]
    json: list[str]


def _celdas(
    cubo: Cubo, columna: Columna, posiciones: NDArray[np.intp], agregados: list[bool]
) -> Celdas | None:
    """Lo que se publica de una columna; None si ninguno de los territorios la tiene."""
    estados = cubo.estados[columna.llave][posiciones].tolist()
    if not any(estados):
        return None
    en_csv, en_json = _textos(columna, cubo.columnas[columna.llave][posiciones])
    despues = [columna.despues[a][e] for a, e in zip(agregados, estados, strict=True)]
    antes = columna.antes
    return Celdas(
        [f"{antes.csv}{t}{d.csv}" if d else "" for t, d in zip(en_csv, despues, strict=True)],
        [f"{antes.json}{t}{d.json}" if d else "" for t, d in zip(en_json, despues, strict=True)],
    )


def _textos(columna: Columna, valores: Valores) -> tuple[list[str], list[str]]:
    """El valor de cada territorio como va en el CSV y en el JSON; vacío si no hay dato."""
    if columna.rotulos:
        pares = [NADA if isnan(v) else columna.rotulos[v] for v in valores.tolist()]
        return [p.csv for p in pares], [p.json for p in pares]
    redondos = np.round(valores, columna.decimales).tolist()
    numeros = [t.removesuffix(".0") for t in _en_json(redondos)[1:-1].split(",")]
    sin_nulos = [t if t != "null" else "" for t in numeros]
    return sin_nulos, sin_nulos


def _celda(valor: str) -> str:
    """Rótulo para una hoja de cálculo, que nunca se lee como fórmula."""
    if valor[:1] in ("=", "+", "-", "@", "\t", "\r"):
        valor = f"'{valor}"
    if any(c in valor for c in ',"\r\n'):
        return '"' + valor.replace('"', '""') + '"'
    return valor


def _json(acervo: Acervo, codigo: str, indicadores: str) -> bytes:
    return orjson.dumps(
        {
            "esquema": VERSION_ESQUEMA,
            "territorio": ficha_territorio(acervo.territorios[codigo]),
            "indicadores": orjson.Fragment(indicadores),
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
