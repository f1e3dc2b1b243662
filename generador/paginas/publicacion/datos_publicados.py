"""Los datos publicados: una hoja y un JSON por territorio, y la tabla completa con su catálogo.

Todo sale del mismo número de cada celda, así las tres descargas no pueden contradecirse.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import orjson

from generador.cubo.catalogo import Indicador
from generador.cubo.procedencia import Fuente
from generador.disco.arbol import Arbol
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio, Territorio
from generador.paginas.publicacion import series_publicadas
from generador.paginas.publicacion.texto_de_celda import CeldasPublicables, celdas, en_orden

VERSION_ESQUEMA = "5"
CATALOGO = "datos/catalogo.json"
SOLO_DEL_SITIO = {"periodo_de_referencia", "periodo_de", "corta"}
COLUMNAS = (
    "territorio", "dominio", "periodo", "indicador", "valor", "estado", "unidad", "fuente", "aviso"
)  # fmt: skip
ENCABEZADO = f"{','.join(COLUMNAS)}\n".encode()
TABLA = "datos/indicadores.csv.gz"
COMPRESION = 6


def de_territorios(acervo: DatosDelSitio, publico: Arbol, codigos: Iterable[str]) -> None:
    """Escribe `territorio/<codigo>/datos.{csv,json}` y, con los mismos, la tabla completa."""
    codigos = tuple(codigos)
    todas = celdas(acervo, codigos)
    huella = series_publicadas.huella(todas.en_series)
    with _tabla(publico) as completa:
        for codigo in codigos:
            suyas = todas.de(codigo)
            completa.write(suyas.csv.encode())
            publico.escribir(f"territorio/{codigo}/datos.csv", suyas.hoja.encode())
            publico.escribir(
                f"territorio/{codigo}/datos.json",
                _json(acervo, todas, codigo, suyas.json, huella),
            )


def tabla_completa(acervo: DatosDelSitio, publico: Arbol, codigos: Iterable[str]) -> None:
    """Escribe `datos/indicadores.csv.gz`, la tabla larga de `codigos`."""
    codigos = tuple(codigos)
    todas = celdas(acervo, codigos)
    with _tabla(publico) as completa:
        for codigo in codigos:
            completa.write(todas.lineas(codigo).encode())


@contextmanager
def _tabla(publico: Arbol) -> Iterator[gzip.GzipFile]:
    """La tabla completa abierta y con su encabezado.

    Sin fecha ni nombre adentro: las mismas cifras dan los mismos bytes.
    """
    destino = publico.carpeta / TABLA
    destino.parent.mkdir(parents=True, exist_ok=True)
    with (
        destino.open("wb") as salida,
        gzip.GzipFile("", "wb", COMPRESION, salida, mtime=0) as completa,
    ):
        completa.write(ENCABEZADO)
        yield completa


def comunes(acervo: DatosDelSitio, publico: Arbol) -> None:
    """Escribe `datos/catalogo.json` y `datos/series.json`."""
    publico.escribir(CATALOGO, catalogo(acervo))
    series = series_publicadas.por_nivel(acervo.cubo, en_orden(acervo))
    publico.escribir(series_publicadas.RUTA, series_publicadas.en_bytes(series, VERSION_ESQUEMA))


def _json(
    acervo: DatosDelSitio, todas: CeldasPublicables, codigo: str, cifras: str, huella: str
) -> bytes:
    """El JSON de un territorio, que dice dónde están el nombre de cada serie y el catálogo.

    La fuente de cada indicador, escrita en cada uno de los territorios, pesaría 9 MB. Solo va
    aparte lo que el catálogo no sabe: cuáles de sus cifras sumó o promedió el kit.
    """
    suyos = todas.indicadores_de(codigo) if len(codigo) == 2 else []
    return orjson.dumps(
        {
            "esquema": VERSION_ESQUEMA,
            "territorio": ficha_territorio(acervo.territorios[codigo]),
            "catalogo": f"../../{CATALOGO}",
            "series": f"../../{series_publicadas.RUTA}",
            "huella_de_series": huella,
            "agregados": [i for i in suyos if i in acervo.agregados],
            "cifras": orjson.Fragment(cifras),
            "atipicos": todas.atipicos(codigo),
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


def _publicable(ficha: Indicador | Fuente) -> dict[str, Any]:
    """La ficha sin lo que solo le sirve al sitio: qué año mostrar y con qué rótulo."""
    return {k: v for k, v in asdict(ficha).items() if k not in SOLO_DEL_SITIO}


def catalogo(acervo: DatosDelSitio) -> bytes:
    """`catalogo.json`: indicadores y fuentes con todo lo que el kit sabe de ellos."""
    return orjson.dumps(
        {
            "esquema": VERSION_ESQUEMA,
            "indicadores": [_publicable(i) for i in acervo.catalogo.values()],
            "fuentes": [_publicable(f) for f in acervo.fuentes.values()],
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS,
    )
