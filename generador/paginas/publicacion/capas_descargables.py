"""Los polígonos que se descargan, en GeoJSON: veredas por municipio, barrios y áreas de contexto.

Son los que recibe el complemento: `codigo` y `nombre` de primeros, y polígonos válidos que no se
solapan. De una cifra que la página no muestra, aquí tampoco hay nada.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import Any

import numpy as np
import orjson

from generador.disco.arbol import Arbol
from generador.lugares.capa import Capa
from generador.lugares.ciudades import CAPAS, GRUPOS
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.capas_del_mapa import archivos_de_veredas
from generador.paginas.territorios.mapa_de_ciudad import archivos_de_bogota

DECIMALES = 5
CONTEXTO = "areas-de-contexto"
CIFRAS = {
    "bogota_upz": ("jovenes", *GRUPOS),
    "bogota_upl": ("ingreso_hogar", "personas_hogar"),
}

Cifras = Mapping[str, Mapping[str, float | None]]


def de_territorios(acervo: DatosDelSitio, publico: Arbol, codigos: Iterable[str]) -> None:
    """Escribe las capas de los municipios de `codigos` que las tienen."""
    pedidos = set(codigos)
    for municipio in sorted(pedidos & set(acervo.veredas.municipios)):
        capa, propias = acervo.veredas.de(municipio)
        nota = acervo.fuentes[acervo.veredas.coberturas[municipio].fuente].cita
        hecha = coleccion(acervo, capa, propias, "veredas", nota)
        publico.escribir(f"territorio/{municipio}/veredas.geojson", hecha)
        if acervo.veredas.van_aparte(municipio):
            mapa = acervo.mapas_por_dentro[municipio]
            _escribir(publico, municipio, archivos_de_veredas(acervo.veredas, mapa, municipio))
    for municipio in sorted(pedidos & set(CAPAS)):
        for nombre, fuente in CAPAS[municipio].items():
            capa, cifras = acervo.ciudades.capas[fuente], cifras_de(acervo, fuente)
            nota = acervo.fuentes[fuente].cita
            hecha = coleccion(acervo, capa, list(capa.anillos), nombre, nota, cifras)
            publico.escribir(f"territorio/{municipio}/{nombre}.geojson", hecha)
        if "upz" in CAPAS[municipio]:
            _escribir(publico, municipio, archivos_de_bogota(acervo.ciudades))


def _escribir(publico: Arbol, municipio: str, archivos: Mapping[str, bytes]) -> None:
    for nombre, contenido in archivos.items():
        publico.escribir(f"territorio/{municipio}/{nombre}", contenido)


def comunes(acervo: DatosDelSitio, publico: Arbol) -> None:
    """Escribe en `datos/` las áreas de contexto."""
    publico.escribir(f"datos/{CONTEXTO}.geojson", _contexto(acervo))


def coleccion(
    acervo: DatosDelSitio,
    capa: Capa,
    codigos: Sequence[str],
    nombre: str,
    nota: str,
    cifras: Cifras | None = None,
) -> bytes:
    """Los lugares `codigos` de la capa como FeatureCollection, con su municipio y sus `cifras`."""
    objetos = [_objeto(capa, codigo, acervo, (cifras or {}).get(codigo, {})) for codigo in codigos]
    return _unir(objetos, nombre, nota)


def _objeto(
    capa: Capa, codigo: str, acervo: DatosDelSitio, cifras: Mapping[str, float | None]
) -> bytes:
    propias = dict(capa.propiedades[codigo])
    municipio = propias.pop("territorio")
    propias.pop("territorios", None)
    propiedades = {
        "codigo": codigo,
        "nombre": propias.pop("nombre") or None,
        "cod_mpio": municipio,
        "municipio": acervo.territorios[municipio].nombre,
        **propias,
        **cifras,
    }
    return orjson.dumps(
        {"type": "Feature", "properties": propiedades, "geometry": _geometria(capa, codigo)}
    )


def _geometria(capa: Capa, codigo: str) -> dict[str, Any]:
    """Exteriores contra las agujas del reloj y huecos a favor, como pide el GeoJSON."""
    poligonos = [
        [np.round(anillo[::-1], DECIMALES).tolist() for anillo in poligono]
        for poligono in capa.partes(codigo)
    ]
    if len(poligonos) == 1:
        return {"type": "Polygon", "coordinates": poligonos[0]}
    return {"type": "MultiPolygon", "coordinates": poligonos}


def cifras_de(acervo: DatosDelSitio, fuente: str) -> Cifras:
    """Las de la tabla de la fuente, por código; None donde no se publican."""
    if fuente not in CIFRAS:
        return {}
    tabla = acervo.ciudades.tablas[fuente]
    columnas = {c: tabla.numeros[c].tolist() for c in CIFRAS[fuente]}
    return {
        codigo: {c: None if isnan(valores[i]) else valores[i] for c, valores in columnas.items()}
        for i, codigo in enumerate(tabla.textos["codigo"])
    }


def _contexto(acervo: DatosDelSitio) -> bytes:
    """Cada área una vez, entera, con su clase, su fuente y de cuándo es."""
    areas = sorted({a for propias in acervo.contexto.por_municipio.values() for a in propias})
    objetos = []
    for area in areas:
        fuente, capa = acervo.fuentes[area.fuente], acervo.contexto.capas[area.fuente]
        propiedades = {
            "codigo": area.codigo,
            "nombre": area.nombre,
            "clase": area.clase,
            "fuente": fuente.productor,
            "corte": fuente.corte,
        }
        geometria = _geometria(capa, area.codigo)
        objetos.append(
            orjson.dumps({"type": "Feature", "properties": propiedades, "geometry": geometria})
        )
    nota = "Capas de contexto; no son nacionales ni sirven para deslindar."
    return _unir(objetos, CONTEXTO, nota)


def _unir(objetos: Sequence[bytes], nombre: str, nota: str) -> bytes:
    cabeza = orjson.dumps({"type": "FeatureCollection", "name": nombre, "nota": nota})
    return cabeza[:-1] + b',"features":[\n' + b",\n".join(objetos) + b"\n]}\n"
