"""Lo que un buscador de datos lee de una página: qué conjunto es, de qué lugar y dónde se baja.

Va en el `<head>` como JSON-LD con el vocabulario de schema.org. Título y descripción son los de la
página: repetidos, comprimidos casi no pesan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from generador.cubo.catalogo import Indicador
from generador.cubo.procedencia import Fuente
from generador.paginas import quien_publica
from generador.paginas.datos_del_sitio import NACION, Territorio
from generador.paginas.presentacion import BOGOTA, Presentacion

Objeto = dict[str, Any]
LICENCIA = "https://creativecommons.org/licenses/by/4.0/deed.es"
PAIS: Objeto = {"@type": "Place", "name": "Colombia"}
FORMATOS = {
    "csv": "text/csv",
    "json": "application/json",
    "gz": "application/gzip",
    "parquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class DatosEnlazados:
    """Los de cualquier página de un sitio; `url` es su dirección, con «/», o «»."""

    def __init__(self, url: str) -> None:
        """Lee una vez quién publica y de qué día es la copia."""
        self._url = url
        tema = quien_publica.para_el_tema()
        self._pagina: Objeto = tema["datos"]
        self._autor = {"@type": "Organization", "name": tema["autor"]}

    def de_pagina(self) -> str:
        """Lo de una página que no describe ningún conjunto."""
        return escritos(self._pagina)

    def de_territorio(self, t: Territorio, propia: Presentacion) -> str:
        """El conjunto de un territorio, con su lugar."""
        return self._conjunto(
            propia, _lugar(t), f"territorio/{t.codigo}/", ("datos.csv", "datos.json")
        )

    def de_indicador(
        self,
        ficha: Indicador,
        anios: Sequence[str],
        fuentes: Iterable[Fuente],
        propia: Presentacion,
    ) -> str:
        """El conjunto de un indicador; `anios`, los que tienen cifra, el más reciente primero."""
        return self._conjunto(
            propia,
            PAIS,
            f"indicador/{ficha.id}/",
            ("datos.csv",),
            variableMeasured={
                "@type": "PropertyValue", "name": ficha.corto, "unitText": ficha.unidad_publicada
            },
            temporalCoverage="/".join(dict.fromkeys((anios[-1], anios[0]))),
            isBasedOn=[_de_fuente(fuente) for fuente in fuentes],
        )  # fmt: skip

    def del_pais(self, propia: Presentacion, rutas: Iterable[str]) -> str:
        """El conjunto entero; `rutas`, en `datos/`, son los archivos que la página ofrece."""
        return self._conjunto(propia, PAIS, "datos/", rutas)

    def _conjunto(
        self, propia: Presentacion, lugar: Objeto, carpeta: str, rutas: Iterable[str], **mas: Any
    ) -> str:
        """`carpeta` es la de la página: sin dirección pública, la descarga se dice desde ella."""
        desde = f"{self._url}{carpeta}" if self._url else ""
        return escritos(
            {
                **self._pagina,
                "@type": "Dataset",
                "name": propia.titulo,
                "description": propia.descripcion,
                "creator": self._autor,
                "license": LICENCIA,
                "spatialCoverage": lugar,
                **mas,
                "distribution": [_descarga(desde, ruta) for ruta in rutas],
            }
        )


def escritos(datos: Objeto) -> str:
    """El JSON listo para ir dentro de un `script`: nada de lo que diga lo cierra."""
    return orjson.dumps(datos).decode().replace("<", "\\u003c")


def _lugar(t: Territorio) -> Objeto:
    """El territorio con su código DIVIPOLA y el que lo contiene; Bogotá es su departamento."""
    if t.codigo == NACION:
        return PAIS
    con_departamento = t.nivel == "municipio" and t.codigo != BOGOTA
    dentro = {"@type": "Place", "name": t.nombre_departamento} if con_departamento else PAIS
    return {
        "@type": "Place",
        "name": t.nombre,
        "identifier": {"@type": "PropertyValue", "propertyID": "DIVIPOLA", "value": t.codigo},
        "containedInPlace": dentro,
    }


def _de_fuente(fuente: Fuente) -> Objeto:
    return {
        "@type": "Dataset",
        "name": fuente.titulo,
        "creator": {"@type": "Organization", "name": fuente.productor},
        **({"url": fuente.publicacion} if fuente.publicacion else {}),
    }


def _descarga(desde: str, ruta: str) -> Objeto:
    return {
        "@type": "DataDownload",
        "encodingFormat": FORMATOS[ruta.rpartition(".")[2]],
        "contentUrl": f"{desde}{ruta}",
    }
