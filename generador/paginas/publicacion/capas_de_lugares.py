"""Las capas de lugares que se descargan: un GeoJSON por municipio, y el país con su estilo.

Ninguna trae la tasa de un lugar que la página no muestra. Lo que no tiene punto va sin geometría.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import isnan

import orjson

from generador.disco import geopaquete_de_puntos
from generador.disco.arbol import Arbol
from generador.lugares import estilo_qgis, nbi_por_dentro
from generador.lugares.nbi_por_dentro import COMPONENTES
from generador.lugares.tabla_en_memoria import Reales
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear_columna

CAPA = "lugares"
DECIMALES, DECIMALES_DE_GRADO = 2, 5
TASAS = {"nbi": "nbi", "miseria": "nbi_miseria", **{v: k for k, v in COMPONENTES.items()}}
CAMPOS = (
    ("codigo", "TEXT"), ("municipio", "TEXT"), ("nombre", "TEXT"), ("clase", "TEXT"),
    ("personas", "INTEGER"), ("con_nbi", "INTEGER"), *((tasa, "REAL") for tasa in TASAS),
    ("pesa_mas", "TEXT"), ("fuera_del_limite", "BOOLEAN"),
)  # fmt: skip
NOTA = (
    "NBI del censo {anio}, en porcentaje de las personas en hogares particulares. No es pobreza "
    "multidimensional. Una tasa vacía no se muestra: el lugar tiene menos de {minimo} personas, o "
    "con ella se deduciría la de otro."
)

Fila = tuple[object, ...]


def de_territorios(acervo: DatosDelSitio, publico: Arbol, codigos: Iterable[str]) -> None:
    """Escribe `territorio/<codigo>/lugares.geojson` de los que tienen lugares."""
    objetos = _objetos(acervo)
    orden = acervo.nbi_por_lugar.orden
    for codigo in codigos:
        if codigo in orden:
            suyos = [objetos[fila] for fila in orden[codigo]]
            publico.escribir(f"territorio/{codigo}/{CAPA}.geojson", _coleccion(suyos, nota(acervo)))


def comunes(acervo: DatosDelSitio, publico: Arbol) -> None:
    """Escribe en `datos/` la capa del país y su estilo."""
    estilo, dicho = estilo_qgis.qml(), nota(acervo)
    capa = geopaquete_de_puntos.en_bytes(
        CAPA,
        CAMPOS,
        zip(puntos(acervo), tabla(acervo), strict=True),
        descripcion=dicho,
        estilo=estilo,
    )
    publico.escribir(f"datos/{CAPA}.geojson", _coleccion(_objetos(acervo), dicho))
    publico.escribir(f"datos/{CAPA}.gpkg", capa)
    publico.escribir(f"datos/{CAPA}.qml", estilo.encode())


def nota(acervo: DatosDelSitio) -> str:
    """Qué es la cifra de un lugar, de cuándo, y por qué algunas no se muestran."""
    fuente = acervo.fuentes[nbi_por_dentro.FUENTE]
    return f"{fuente.rotulo}. {NOTA.format(anio=fuente.anio, minimo=nbi_por_dentro.MINIMO)}"


def tabla(acervo: DatosDelSitio) -> list[Fila]:
    """Un lugar por fila, en el orden de la tabla y con las columnas de `CAMPOS`."""
    lugares = acervo.nbi_por_lugar
    fuera = {fila for mapa in acervo.mapas_por_dentro.values() for fila in mapa.fuera}
    tasas = [_sin_huecos(lugares.publicadas[columna]) for columna in TASAS.values()]
    return list(
        zip(
            lugares.codigos,
            (acervo.territorios[codigo].nombre for codigo in lugares.tabla.territorios),
            lugares.nombres,
            lugares.clases,
            map(int, lugares.personas.tolist()),
            (None if isnan(cuantas) else int(cuantas) for cuantas in lugares.con_nbi.tolist()),
            *tasas,
            (pesa or None for pesa in lugares.pesa_mas),
            (fila in fuera for fila in range(len(lugares.codigos))),
            strict=True,
        )
    )


def _sin_huecos(valores: Reales) -> list[float | None]:
    """Con los decimales de descarga; None donde no se muestra."""
    redondas = redondear_columna(valores, DECIMALES)
    return [None if isnan(v) else v for v in redondas.tolist()]


def puntos(acervo: DatosDelSitio) -> list[tuple[float, float] | None]:
    """Longitud y latitud de cada lugar, en el orden de `tabla`; None si no se sabe dónde está."""
    numeros = acervo.nbi_por_lugar.tabla.numeros
    grados = [
        redondear_columna(numeros[c], DECIMALES_DE_GRADO).tolist() for c in ("longitud", "latitud")
    ]
    return [None if isnan(x) else (x, y) for x, y in zip(*grados, strict=True)]


@cache
def _objetos(acervo: DatosDelSitio) -> list[bytes]:
    pares = zip(tabla(acervo), puntos(acervo), strict=True)
    return [_objeto(fila, punto) for fila, punto in pares]


def _objeto(fila: Fila, punto: tuple[float, float] | None) -> bytes:
    geometria = None if punto is None else {"type": "Point", "coordinates": punto}
    propiedades = {nombre: valor for (nombre, _), valor in zip(CAMPOS, fila, strict=True)}
    return orjson.dumps({"type": "Feature", "properties": propiedades, "geometry": geometria})


def _coleccion(objetos: list[bytes], nota: str) -> bytes:
    cabeza = orjson.dumps({"type": "FeatureCollection", "name": CAPA, "nota": nota})
    return cabeza[:-1] + b',"features":[\n' + b",\n".join(objetos) + b"\n]}\n"
