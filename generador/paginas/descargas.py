"""Los datos publicados: una tabla y un JSON por territorio, y la tabla completa con su catálogo.

Todo sale del mismo texto de cada celda, así las tres descargas no pueden contradecirse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from generador.escritura import escribir_bytes
from generador.paginas.acervo import NACION, Acervo, Territorio
from generador.paquete.leer import DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA, Llave

VERSION_ESQUEMA = "1"
COLUMNAS = ("territorio", "dominio", "periodo", "indicador", "valor", "estado", "unidad", "fuente")
ESTADOS = {DATO: "dato", NO_APLICA: "no_aplica", NO_DISPONIBLE: "no_disponible"}
AGREGADA = "kit"  # fuente de un valor de departamento o nación que el kit sumó o promedió


@dataclass(frozen=True)
class Columna:
    """Una llave del cubo lista para escribirse: textos por territorio, None donde no hay fila."""

    antes_csv: str
    antes_json: str
    celdas_csv: list[str | None]
    celdas_json: list[str | None]


def columnas(acervo: Acervo) -> list[Columna]:
    """Todas las columnas del cubo, en orden de catálogo, dominio y periodo."""
    orden = {i: n for n, i in enumerate(acervo.catalogo)}
    dominios = {"total": 0, "cabecera": 1, "rural": 2}
    llaves = sorted(acervo.cubo.columnas, key=lambda k: (orden[k[0]], dominios[k[1]], k[2]))
    return [_columna(acervo, llave) for llave in llaves]


def _columna(acervo: Acervo, llave: Llave) -> Columna:
    indicador, dominio, periodo = llave
    ficha = acervo.catalogo[indicador]
    agregada = llave in acervo.agregadas
    en_csv, en_json = _textos(acervo, llave)
    csv: list[str | None] = []
    json: list[str | None] = []
    for i, estado in enumerate(acervo.cubo.estados[llave].tolist()):
        if estado == SIN_FILA:
            csv.append(None)
            json.append(None)
            continue
        es_agregado = agregada and len(acervo.cubo.territorios[i]) == 2
        fuente = f"{AGREGADA}:{ficha.fuente}" if es_agregado else ficha.fuente
        csv.append(f"{en_csv[i]},{ESTADOS[estado]},{ficha.unidad},{fuente}\n")
        json.append(f'{en_json[i]},"{ESTADOS[estado]}","{fuente}"]')
    return Columna(
        f",{dominio},{periodo},{indicador},", f'["{indicador}","{dominio}","{periodo}",', csv, json
    )


def _textos(acervo: Acervo, llave: Llave) -> tuple[list[str], list[str]]:
    """El valor de cada territorio como va en CSV y en JSON; vacío y `null` si no es dato."""
    ficha = acervo.catalogo[llave[0]]
    valores = acervo.cubo.columnas[llave]
    if ficha.categorias:
        rotulos = [ficha.categorias.get(int(v), "") if v == v else "" for v in valores.tolist()]  # noqa: PLR0124
        return [_celda_csv(r) for r in rotulos], [orjson.dumps(r or None).decode() for r in rotulos]
    crudos = np.round(valores, ficha.decimales + 3).tolist()
    textos = [t[:-2] if t.endswith(".0") else t for t in map(repr, crudos)]
    return (
        ["" if t == "nan" else t for t in textos],
        ["null" if t == "nan" else t for t in textos],
    )


def _celda_csv(texto: str) -> str:
    """Texto de datos para una hoja de cálculo: entre comillas, y sin que se lea como fórmula."""
    if texto[:1] in ("=", "+", "-", "@", "\t", "\r"):
        texto = f"'{texto}"
    return f'"{texto.replace(chr(34), chr(34) * 2)}"' if any(c in texto for c in ',"\n') else texto


def escribir(acervo: Acervo, publico: Path, codigos: tuple[str, ...]) -> None:
    """Escribe `territorio/<codigo>/datos.{csv,json}` y, con todos, `datos/indicadores.csv`."""
    lista = columnas(acervo)
    encabezado = ",".join(COLUMNAS) + "\n"
    completa = [encabezado]
    for codigo in codigos:
        tabla = "".join(_filas_csv(lista, acervo.cubo.indice[codigo], codigo))
        completa.append(tabla)
        carpeta = publico / "territorio" / codigo
        (carpeta / "datos.csv").write_text(encabezado + tabla, encoding="utf-8")
        (carpeta / "datos.json").write_bytes(_json(acervo, lista, codigo))
    datos = publico / "datos"
    escribir_bytes(datos / "indicadores.csv", "".join(completa).encode())
    escribir_bytes(datos / "catalogo.json", catalogo(acervo))


def _filas_csv(lista: list[Columna], i: int, codigo: str) -> Iterator[str]:
    for columna in lista:
        celda = columna.celdas_csv[i]
        if celda is not None:
            yield f"{codigo}{columna.antes_csv}{celda}"


def _json(acervo: Acervo, lista: list[Columna], codigo: str) -> bytes:
    i = acervo.cubo.indice[codigo]
    filas = ",\n".join(
        c.antes_json + celda for c in lista if (celda := c.celdas_json[i]) is not None
    )
    cabeza = orjson.dumps(
        {
            "esquema": VERSION_ESQUEMA,
            "territorio": ficha_territorio(acervo.territorios[codigo]),
            "columnas": ["indicador", "dominio", "periodo", "valor", "estado", "fuente"],
        }
    ).decode()
    return f'{cabeza[:-1]},"filas":[\n{filas}\n]}}\n'.encode()


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
