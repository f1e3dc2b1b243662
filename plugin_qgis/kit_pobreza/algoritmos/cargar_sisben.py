"""Cargar la base Sisbén: de personas con datos personales a hogares sin ellos."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsWkbTypes

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura.archivo import abrir
from ..metodos.hogares.coordenadas import Coordenadas, detectar_ejes
from ..metodos.instrumento import rehacer
from ..metodos.territorio import FUERA, Territorios
from ..poligonos import leer_poligonos
from ..salida import Capa, Columna
from . import base_sisben, columnas_sisben
from .base import PRIVADO, AlgoritmoKit, Ficha, Pedido
from .calidad import Calidad
from .instrumentos import PARAMETRO as INSTRUMENTO
from .instrumentos import advertir, instrumento_de
from .nombres import G_CARGAR
from .parametros import (
    POLIGONOS,
    Numero,
    archivo,
    capa,
    lista,
    salida,
    texto,
)  # fmt: skip

GRADOS = "EPSG:4326"
CODIFICACIONES = ("dnp", "catastro_2023")


class CargarSisben(AlgoritmoKit):
    """Una base Sisbén IV como capa de puntos de hogares y una tabla de calidad."""

    FICHA = Ficha(
        id="cargar_sisben",
        nombre="Cargar base Sisbén",
        grupo=G_CARGAR,
        resumen="Lee la base Sisbén IV (CSV, TXT o capa), reconoce sus columnas aunque vengan con "
        "nombres rotos, descarta los datos personales y deja un punto por hogar.",
        entrega="Una capa de hogares (el grupo, el nivel, las 15 privaciones y h_5 como vienen, "
        "sin recalcular), con «hogar» y «registro», el número de la fila del jefe en la base, para "
        "volver a ella; y una tabla de calidad: registros, hogares, sin coordenada, ejes "
        "invertidos, fuera del municipio, duplicados y hogares con marcas distintas.",
        ejemplo="Archivo: la base que entrega la oficina del Sisbén. Municipio: 05045. Límite: el "
        "polígono del municipio. El registro dice qué columnas se descartaron y por qué.",
        etiquetas=("sisbén", "sisben iv", "csv", "base", "hogares", "calidad", "datos personales"),
        advertencia=PRIVADO,
    )
    PRINCIPAL = "HOGARES"
    PARAMETROS = (
        archivo("ARCHIVO", "Archivo de la base (CSV o TXT)", "Base (*.csv *.txt *.CSV *.TXT)"),
        capa("CAPA", "O una capa ya abierta", opcional=True),
        texto("MUNICIPIO", "Código del municipio (5 cifras)",
              ayuda="Para contar los registros de otro municipio. Vacío: no se revisa."),
        capa("LIMITE", "Límite del municipio", POLIGONOS, opcional=True,
             ayuda="Para contar los hogares cuya coordenada cae fuera."),
        lista("MARCA", "Registros que se conservan",
              ("Todos", "Solo válidos (marca 0 = válido)", "Solo válidos (marca 1 = válido)"),
              ayuda="Las bases traen dos codificaciones distintas de «marca»: revise la suya."),
        INSTRUMENTO,
        texto("CONSERVAR", "Otras columnas que se conservan, separadas por coma", avanzado=True,
              ayuda="Del jefe del hogar, como texto. Las personales no se admiten."),
        salida("HOGARES", "Hogares"),
        salida("CALIDAD", "Calidad de la base"),
    )  # fmt: skip
    NUMEROS = (
        Numero("REGISTROS", "Registros leídos"),
        Numero("TOTAL_HOGARES", "Hogares"),
        Numero("SIN_COORDENADA", "Hogares sin coordenada"),
        Numero("EJES_INVERTIDOS", "Hogares con los ejes invertidos"),
        Numero("FUERA_MUNICIPIO", "Hogares fuera del municipio"),
        Numero("DUPLICADOS", "Registros duplicados"),
        Numero("DESCARTADAS", "Columnas con datos personales descartadas"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Un archivo o una capa, no los dos; y el código del municipio."""
        ruta, hay_capa = pedido.texto("ARCHIVO"), "CAPA" in pedido.fuentes
        if bool(ruta) == hay_capa:
            problema = "un archivo y también una capa" if hay_capa else "ni un archivo ni una capa"
            raise ErrorDeCapa(f"se eligió {problema}", que_hacer="elija uno de los dos")
        municipio = pedido.texto("MUNICIPIO")
        if municipio and not (municipio.isdigit() and len(municipio) == 5):
            raise ErrorDeCapa(
                f"«Código del municipio» trae «{municipio}»",
                que_hacer="escriba las 5 cifras del DANE, por ejemplo 05045",
            )
        if ruta:
            abrir(ruta)

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, agrupa en hogares, ubica y escribe."""
        base, punto_x, punto_y = self._leer(pedido)
        calidad = Calidad(base)
        if pedido.opcion("MARCA"):
            base = base_sisben.solo_validos(base, CODIFICACIONES[pedido.opcion("MARCA") - 1])
        vacias = base_sisben.sin_llave(base)
        base = base.conservar(np.flatnonzero(~vacias))
        hogares = base_sisben.agrupar(base)
        if not len(hogares.jefe):
            raise ErrorDeCapa(
                "no quedó ningún hogar (0 filas)",
                que_hacer="revise el filtro de marca y que la base traiga al jefe de cada hogar",
            )
        instrumento = instrumento_de(pedido)
        advertir(pedido, instrumento)
        niveles = rehacer(
            instrumento, base.textos("clasificacion"), base.textos("grupo"), base.numeros("nivel")
        )
        coordenadas, con_punto = _coordenadas(base, hogares.jefe, punto_x, punto_y)
        fuera = self._fuera_del_limite(pedido, coordenadas)
        extra = _lista(pedido.texto("CONSERVAR"))
        columnas = columnas_sisben.columnas(base, hogares, instrumento, niveles, extra)
        calidad.de_personas(base, vacias, hogares, niveles, pedido.texto("MUNICIPIO"))
        calidad.de_hogares(coordenadas if con_punto else None, fuera)
        for aviso in (*calidad.avisos, PRIVADO):
            pedido.avisar(aviso)
        self._escribir(pedido, columnas, coordenadas if con_punto else None)
        filas = ((None, list(fila)) for fila in calidad.filas)
        pedido.escribir("CALIDAD", Capa([c.campo() for c in Calidad.COLUMNAS]), filas)
        numeros = calidad.numeros
        pedido.contar(**{nombre.lower(): valor for nombre, valor in numeros.items()})
        return numeros

    def _leer(self, pedido: Pedido) -> tuple[base_sisben.Base, Any, Any]:
        conservar = _lista(pedido.texto("CONSERVAR"))
        if pedido.texto("ARCHIVO"):
            escrito = abrir(pedido.texto("ARCHIVO"))
            base, x, y = base_sisben.leer_archivo(escrito, conservar, pedido.avance), None, None
            pedido.avance.pushInfo(
                f"Archivo en {escrito.codificacion} con separador «{escrito.separador}»."
            )
        else:
            fuente = pedido.fuente("CAPA")
            puntos = QgsWkbTypes.GeometryType.PointGeometry
            con_puntos = QgsWkbTypes.geometryType(fuente.fuente.wkbType()) == puntos
            crs = QgsCoordinateReferenceSystem(GRADOS) if con_puntos else None
            base, x, y = base_sisben.leer_capa(fuente, conservar, pedido.avance, crs)
        pedido.avance.pushInfo(f"Base reconocida: {base.reconocimiento.nombre}.")
        for aviso in base.reconocimiento.avisos:
            pedido.avisar(f"{aviso[0].upper()}{aviso[1:]}.")
        if base.descartadas:
            dichas = "; ".join(f"«{c}» ({motivo})" for c, motivo in base.descartadas.items())
            pedido.avisar(f"Columnas descartadas por ser datos personales: {dichas}.")
        pedido.contar(esquema=base.reconocimiento.esquema, descartadas=list(base.descartadas))
        return base, x, y

    @staticmethod
    def _fuera_del_limite(pedido: Pedido, coordenadas: Coordenadas) -> int | None:
        if "LIMITE" not in pedido.fuentes:
            return None
        limite = pedido.fuente("LIMITE")
        grados = QgsCoordinateReferenceSystem(GRADOS)
        poligonos = leer_poligonos(limite, pedido.avance, grados)
        malla = Territorios.de_anillos(poligonos.anillos)
        ubicacion = malla.ubicar(coordenadas.longitud, coordenadas.latitud)
        con = ~np.isnan(coordenadas.longitud)
        return int(np.count_nonzero((ubicacion.poligono == FUERA) & con))

    @staticmethod
    def _escribir(
        pedido: Pedido, columnas: list[tuple[Columna, list[Any]]], coordenadas: Coordenadas | None
    ) -> None:
        campos = [columna.campo() for columna, _ in columnas]
        filas = zip(*(valores for _, valores in columnas))
        if coordenadas is None:
            pedido.avisar("La base no trae coordenadas: los hogares quedan en una tabla sin mapa.")
            pedido.escribir("HOGARES", Capa(campos), ((None, fila) for fila in filas))
            return
        lugares = zip(coordenadas.longitud.tolist(), coordenadas.latitud.tolist())
        puntos = (
            None if math.isnan(x) else QgsGeometry.fromPointXY(QgsPointXY(x, y)) for x, y in lugares
        )
        crs = QgsCoordinateReferenceSystem(GRADOS)
        reglas = [
            estilo.Regla(f"\"grupo\" = '{letra}'", f"Grupo {letra}", color)
            for letra, color in zip("ABCD", estilo.GRUPOS)
        ]
        reglas.append(estilo.Regla('"grupo" IS NULL', "Sin grupo", estilo.GRIS))
        capa = Capa(campos, QgsWkbTypes.Type.Point, crs)
        pedido.escribir(
            "HOGARES", capa, zip(puntos, filas), estilo.Leyenda("Grupo del Sisbén", reglas)
        )


def _coordenadas(
    base: base_sisben.Base, jefe: np.ndarray, punto_x: Any, punto_y: Any
) -> tuple[Coordenadas, bool]:
    """La coordenada del jefe: la automática o, donde falta, la manual; o el punto de la capa."""
    if punto_x is not None:
        filas = base.registro[jefe] - 1
        return detectar_ejes(punto_x[filas], punto_y[filas]), True
    x, y = base.numeros("x_auto")[jefe], base.numeros("y_auto")[jefe]
    falta = np.isnan(x) | np.isnan(y) | ((x == 0) & (y == 0))
    x = np.where(falta, base.numeros("x_manual")[jefe], x)
    y = np.where(falta, base.numeros("y_manual")[jefe], y)
    return detectar_ejes(x, y), base.tiene("x_auto") or base.tiene("x_manual")


def _lista(escrito: str) -> list[str]:
    return [parte.strip() for parte in escrito.split(",") if parte.strip()]
