"""Cargar los centros poblados que publica el kit como puntos de referencia, con su estilo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsWkbTypes

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura.huella import huella_de_archivo
from ..salida import Capa, Columna
from .base import AlgoritmoKit, Ficha
from .nombres import G_CARGAR
from .parametros import Numero, archivo, salida, texto
from .pedido import Pedido

CAPA = "lugares"
GRADOS = "EPSG:4326"
COLUMNAS = (
    Columna("codigo", "texto", "Código DANE del lugar"),
    Columna("municipio", "texto", "Municipio"),
    Columna("nombre", "texto", "Nombre"),
    Columna("clase", "texto", "Cabecera o centro poblado"),
    Columna("personas", "entero", "Personas en hogares particulares"),
    Columna("con_nbi", "entero", "Personas con NBI"),
    Columna("nbi", "real", "NBI (% de personas)"),
    Columna("miseria", "real", "Miseria (% de personas)"),
    Columna("pesa_mas", "texto", "Componente que más pesa"),
)
# El de la capa que se descarga: color por NBI, tamaño por personas y nombres.
LEYENDA = estilo.Leyenda(archivo="lugares.qml")
QUE_HACER = (
    "elija el lugares.gpkg o el lugares.geojson que se descarga del kit, en la página del "
    "municipio o en «Datos y método»"
)


class CargarReferencia(AlgoritmoKit):
    """La cabecera y los centros poblados de un municipio, con la NBI del censo."""

    FICHA = Ficha(
        id="cargar_referencia",
        nombre="Cargar puntos de referencia",
        grupo=G_CARGAR,
        resumen="Carga la cabecera y los centros poblados de un municipio, con la NBI del censo, "
        "desde la capa que publica el kit.",
        entrega="Una capa de puntos con el nombre, las personas, la NBI y el componente que más "
        "pesa, con su estilo. Los lugares sin coordenadas, y el rural disperso, que no es un "
        "punto, se cuentan y se nombran en el registro.",
        ejemplo="Archivo: lugares.gpkg. Municipio: 19532. Póngala encima de las veredas para saber "
        "dónde queda cada una, o clasifíquela con «Clasificar territorios».",
        etiquetas=("centros poblados", "nbi", "referencia", "censo", "cabecera", "puntos"),
        advertencia="Es NBI del censo y no pobreza multidimensional: no se resta de ella ni de lo "
        "que salga del Sisbén. Donde hay muy poca gente la tasa viene vacía.",
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        archivo("ARCHIVO", "Capa de lugares del kit",
                "Lugares (*.gpkg *.geojson *.GPKG *.GEOJSON)", obligatorio=True),
        texto("MUNICIPIO", "Código del municipio (5 cifras)",
              ayuda="Vacío: todos los que traiga el archivo."),
        salida("SALIDA", "Puntos de referencia"),
    )  # fmt: skip
    NUMEROS = (Numero("LUGARES", "Lugares con punto"), Numero("SIN_PUNTO", "Lugares sin punto"))

    def revisar(self, pedido: Pedido) -> None:
        """Hay un archivo, y el código, si se dio, tiene cinco cifras."""
        ruta, municipio = pedido.texto("ARCHIVO"), pedido.texto("MUNICIPIO")
        if not ruta or not Path(ruta).is_file():
            raise ErrorDeCapa(f"no hay un archivo en «{ruta}»", que_hacer=QUE_HACER)
        if municipio and not (municipio.isdigit() and len(municipio) == 5):
            raise ErrorDeCapa(
                f"«{municipio}» no es un código de municipio",
                que_hacer="escriba sus cinco cifras, con el cero inicial (05001)",
            )

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, aparta lo que no tiene punto y escribe."""
        ruta, municipio = pedido.texto("ARCHIVO"), pedido.texto("MUNICIPIO")
        pedido.lecturas.append(
            {"parametro": "ARCHIVO", "capa": Path(ruta).name, "camino": "archivo",
             "motivo": "capa publicada por el kit", "sha256": huella_de_archivo(ruta)}
        )  # fmt: skip
        con_punto, sin_punto = [], []
        for punto, valores in _leer(ruta, municipio):
            pedido.comprobar()
            if punto is None:
                sin_punto.append(str(valores[2]))
            else:
                con_punto.append((QgsGeometry.fromPointXY(QgsPointXY(*punto)), valores))
        pedido.avance.setProgress(50)
        if not con_punto:
            raise ErrorDeCapa(
                f"el archivo no trae lugares con punto de «{municipio or 'ningún municipio'}»",
                que_hacer="revise el código, o descargue la capa del país",
            )
        if sin_punto:
            nombres = ", ".join(sin_punto[:20]) + ("…" if len(sin_punto) > 20 else "")
            pedido.avisar(f"{len(sin_punto)} lugares no tienen punto: {nombres}.")
        crs = QgsCoordinateReferenceSystem(GRADOS)
        capa = Capa([c.campo() for c in COLUMNAS], QgsWkbTypes.Type.Point, crs)
        pedido.escribir("SALIDA", capa, iter(con_punto), LEYENDA)
        pedido.contar(lugares=len(con_punto), sin_punto=len(sin_punto))
        return {"LUGARES": len(con_punto), "SIN_PUNTO": len(sin_punto)}


def _leer(ruta: str, municipio: str) -> Iterator[tuple[Any, list[Any]]]:
    """Pares (punto o None, valores de `COLUMNAS`) de los lugares de `municipio`, o de todos."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        datos = gdal.OpenEx(ruta, gdal.OF_VECTOR | gdal.OF_READONLY)
    except RuntimeError:  # GDAL con excepciones
        datos = None
    finally:
        gdal.PopErrorHandler()
    capa = None if datos is None else datos.GetLayerByName(CAPA)
    if capa is None:
        raise ErrorDeCapa(
            f"«{Path(ruta).name}» no trae la capa «{CAPA}» del kit", que_hacer=QUE_HACER
        )
    hallados = {capa.GetLayerDefn().GetFieldDefn(i).GetName()
                for i in range(capa.GetLayerDefn().GetFieldCount())}  # fmt: skip
    if faltan := [c.nombre for c in COLUMNAS if c.nombre not in hallados]:
        raise ErrorDeCapa(
            f"a la capa le faltan los campos {', '.join(faltan)}", que_hacer=QUE_HACER
        )
    for entidad in capa:
        valores = [entidad.GetField(columna.nombre) for columna in COLUMNAS]
        if municipio and str(valores[0])[:5] != municipio:
            continue
        geometria = entidad.GetGeometryRef()
        vacia = geometria is None or geometria.IsEmpty()
        yield None if vacia else (geometria.GetX(), geometria.GetY()), valores
