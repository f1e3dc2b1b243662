"""Cargar la base Sisbén: de personas con datos personales a hogares sin ellos."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura.archivo import abrir
from ..metodos.hogares.armar import HogaresArmados, armar
from ..metodos.hogares.avisos import Avisos
from ..metodos.hogares.coordenadas import Coordenadas
from ..metodos.hogares.entrada import UNIDADES, ComoSeDice, Peticion
from ..metodos.hogares.perdidas import Perdidas
from ..metodos.territorio import FUERA, Territorios
from ..poligonos import leer_poligonos
from ..salida import Capa
from . import base_sisben
from .base import PRIVADO, AlgoritmoKit, Ficha
from .calidad import Calidad
from .columnas_sisben import YA_ARMADAS, Hechas, anotar_errores_de_hoja, columnas
from .instrumentos import PARAMETRO as INSTRUMENTO
from .instrumentos import advertir, instrumento_de
from .mapeo import leer_mapeo
from .nombres import G_CARGAR
from .parametros import (
    O_UNA_CAPA,
    POLIGONOS,
    Numero,
    archivo,
    capa,
    lista,
    salida,
    si_no,
    texto,
)  # fmt: skip
from .pedido import Pedido
from .puntos_sisben import coordenadas_de

GRADOS = "EPSG:4326"
MARCAS = ("dnp", "catastro_2023")
# Lo que la capa entrega y una regla puede usar: si no se puede leer, se detiene.
ENTREGADOS = frozenset({"orden", "zona", "clase"})
DECIMALES = (None, ",", ".")
CODIFICACIONES = ("", "utf-8", "cp1252", "cp850", "utf-16-le", "utf-16-be")
COMO = ComoSeDice(
    aceptar="marque «Seguir aunque haya datos que no se pudieron leer»",
    filas="elija «Qué es cada fila»",
    decimal="elija «Signo decimal»",
)


class CargarSisben(AlgoritmoKit):
    """Una base Sisbén IV como capa de puntos de hogares y una tabla de calidad."""

    FICHA = Ficha(
        id="cargar_sisben",
        nombre="Cargar base Sisbén",
        grupo=G_CARGAR,
        resumen="Lee la base Sisbén IV (CSV, TXT o capa), reconoce sus columnas aunque vengan con "
        "nombres rotos, descarta los datos personales y deja un punto por hogar.",
        entrega="Una capa de hogares (el grupo, el nivel, las 15 privaciones y h_5 como vienen, "
        "sin recalcular), con «hogar» (municipio|ficha|hogar, el identificador del sorteo), "
        "«registro», la fila del jefe tal como la ve quien abre la base, y «sin_edad», las "
        "personas de edad desconocida; y una tabla de calidad: registros, hogares, sin "
        "coordenada, ejes invertidos, fuera del municipio, duplicados y hogares con marcas "
        "distintas.",
        ejemplo="Archivo: la base que entrega la oficina del Sisbén. Municipio: 05045. Límite: el "
        "polígono del municipio. El registro dice qué columnas se descartaron y por qué.",
        etiquetas=("sisbén", "sisben iv", "csv", "base", "hogares", "calidad", "datos personales"),
        advertencia=PRIVADO,
    )
    PRINCIPAL = "HOGARES"
    PARAMETROS = (
        archivo("ARCHIVO", "Archivo de la base (CSV o TXT)", "Base (*.csv *.txt *.CSV *.TXT)",
                constructor=O_UNA_CAPA, ayuda="Se elige este archivo o la capa de abajo."),
        capa("CAPA", "O, en vez del archivo, una capa ya abierta", opcional=True),
        texto("MUNICIPIO", "Código del municipio (5 cifras)",
              ayuda="Para contar los registros de otro municipio. Vacío: no se revisa."),
        capa("LIMITE", "Límite del municipio", POLIGONOS, opcional=True,
             ayuda="Para contar los hogares cuya coordenada cae fuera."),
        lista("MARCA", "Registros que se conservan",
              ("Todos", "Solo válidos (marca 0 = válido)", "Solo válidos (marca 1 = válido)"),
              ayuda="Las bases traen dos codificaciones distintas de «marca»: revise la suya."),
        si_no("ACEPTAR", "Seguir aunque haya datos que no se pudieron leer", False,
              ayuda="Quedan sin dato, contados y nombrados en el registro. Sin marcar, si cambian "
              "el resultado se detiene y dice en qué columna y en qué filas están."),
        lista("DECIMAL", "Signo decimal", ("Detectar", "Coma", "Punto"), avanzado=True,
              ayuda="Solo hace falta si los números se pueden leer de dos maneras (1.234)."),
        lista("FILAS", "Qué es cada fila", ("Detectar", "Una persona", "Un hogar"), avanzado=True),
        lista("CODIFICACION", "Codificación del archivo",
              ("Detectar", "UTF-8", "Windows (cp1252)", "DOS (cp850)", "UTF-16", "UTF-16 (BE)"),
              avanzado=True),
        archivo("MAPEO", "Mapeo de columnas (JSON)", "Mapeo (*.json *.JSON)", avanzado=True,
                ayuda="Qué columna es cada una, si la base las llama de otra manera."),
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
        leer_mapeo(pedido.texto("MAPEO"))
        if ruta:
            abrir(ruta, CODIFICACIONES[pedido.opcion("CODIFICACION")])

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, arma los hogares, los ubica y escribe."""
        pedido.modo = "interno"
        base = self._leer(pedido)
        calidad = Calidad()
        validos = base
        if pedido.opcion("MARCA"):
            validos = base_sisben.solo_validos(base, MARCAS[pedido.opcion("MARCA") - 1])
        calidad.de_la_base(base, len(validos.entrada.filas), pedido.texto("MUNICIPIO"))
        del base
        instrumento = instrumento_de(pedido)
        hogares = armar(
            validos.entrada,
            Peticion(
                instrumento,
                usados=ENTREGADOS,
                filas=(None, *UNIDADES)[pedido.opcion("FILAS")],
                decimal=DECIMALES[pedido.opcion("DECIMAL")],
                aceptar=pedido.marcado("ACEPTAR"),
                como=COMO,
            ),
        )
        if not len(hogares.jefe):
            raise ErrorDeCapa(
                "no quedó ningún hogar (0 filas)",
                que_hacer="revise el filtro de marca y que la base traiga al jefe de cada hogar",
            )
        for aviso in hogares.textos:
            pedido.avisar(aviso)
        advertir(pedido, instrumento)
        extra = _lista(pedido.texto("CONSERVAR"))
        jefes = validos.conservar(hogares.jefe, sin=() if extra else YA_ARMADAS)
        # La base entera ya no hace falta, y al escribir es cuando más memoria se usa.
        del validos
        # Lo que se pierde al ubicar los hogares y al copiar los nombres de su territorio.
        aparte, del_punto = Perdidas(jefes.entrada.filas), Avisos()
        puntos = coordenadas_de(jefes, aparte)
        if puntos is not None:
            puntos.avisar(del_punto)
        anotar_errores_de_hoja(jefes.entrada, aparte)
        for aviso in (*del_punto.textos, *(p.texto for p in aparte.lista)):
            pedido.avisar(aviso)
        pedido.perdidas += [vars(p) for p in aparte.lista]
        hechas = columnas(jefes.entrada, hogares, instrumento, extra)
        calidad.de_los_hogares(jefes.entrada, hogares)
        calidad.de_los_puntos(puntos, self._fuera_del_limite(pedido, puntos))
        self._contar(pedido, hogares, calidad)
        del jefes, hogares
        self._escribir(pedido, hechas, puntos)
        filas = ((None, list(fila)) for fila in calidad.filas)
        pedido.escribir("CALIDAD", Capa([c.campo() for c in Calidad.COLUMNAS]), filas)
        return calidad.numeros

    def _leer(self, pedido: Pedido) -> base_sisben.Base:
        conservar, mapeo = _lista(pedido.texto("CONSERVAR")), leer_mapeo(pedido.texto("MAPEO"))
        if pedido.texto("ARCHIVO"):
            codificacion = CODIFICACIONES[pedido.opcion("CODIFICACION")]
            escrito = abrir(pedido.texto("ARCHIVO"), codificacion)
            base = base_sisben.leer_archivo(escrito, conservar, mapeo, pedido.avance)
            examen = escrito.examen
            pedido.avance.pushInfo(
                f"Archivo en {examen.codificacion} con separador «{examen.separador}»."
            )
            pedido.lecturas.append(
                {
                    "parametro": "ARCHIVO", "capa": escrito.ruta.name, "sha256": examen.sha256,
                    "camino": "archivo de texto", "motivo": f"{examen.codificacion}, separador "
                    f"«{examen.separador}», {examen.filas} filas", **_de_la_base(base),
                }
            )  # fmt: skip
        else:
            fuente = pedido.fuente("CAPA")
            puntos = QgsWkbTypes.GeometryType.PointGeometry
            con_puntos = QgsWkbTypes.geometryType(fuente.fuente.wkbType()) == puntos
            crs = QgsCoordinateReferenceSystem(GRADOS) if con_puntos else None
            base = base_sisben.leer_capa(fuente, conservar, mapeo, pedido.avance, crs)
            pedido.detalles["CAPA"] = _de_la_base(base)
        reconocida = base.entrada.esquema
        pedido.avance.pushInfo(f"Base reconocida: {reconocida.nombre}.")
        for aviso in base.avisos:
            pedido.avisar(aviso)
        if base.descartadas:
            dichas = "; ".join(f"«{c}» ({motivo})" for c, motivo in base.descartadas.items())
            pedido.avisar(f"Columnas descartadas por ser datos personales: {dichas}.")
        pedido.contar(
            esquema=reconocida.esquema,
            columnas_indicadas=list(reconocida.indicadas),
            descartadas=list(base.descartadas),
        )
        return base

    @staticmethod
    def _contar(pedido: Pedido, hogares: HogaresArmados, calidad: Calidad) -> None:
        for aviso in (*calidad.avisos, PRIVADO):
            pedido.avisar(aviso)
        pedido.perdidas += [vars(p) for p in hogares.perdidas.lista]
        pedido.contar(
            unidad=hogares.unidad,
            con_identidad=hogares.identidades is not None,
            **{nombre.lower(): valor for nombre, valor in calidad.numeros.items()},
        )

    @staticmethod
    def _fuera_del_limite(pedido: Pedido, coordenadas: Coordenadas | None) -> int | None:
        if "LIMITE" not in pedido.fuentes or coordenadas is None:
            return None
        limite = pedido.fuente("LIMITE")
        grados = QgsCoordinateReferenceSystem(GRADOS)
        poligonos = leer_poligonos(limite, pedido.avance, grados)
        malla = Territorios.de_anillos(poligonos.anillos)
        ubicacion = malla.ubicar(coordenadas.longitud, coordenadas.latitud)
        con = ~np.isnan(coordenadas.longitud)
        return int(np.count_nonzero((ubicacion.poligono == FUERA) & con))

    @staticmethod
    def _escribir(pedido: Pedido, hechas: Hechas, coordenadas: Coordenadas | None) -> None:
        campos = [columna.campo() for columna, _ in hechas]
        valores = [valores for _, valores in hechas]
        if coordenadas is None:
            pedido.avisar("La base no trae coordenadas: los hogares quedan en una tabla sin mapa.")
            pedido.escribir_columnas("HOGARES", Capa(campos), valores)
            return
        reglas = [
            estilo.Regla(f"\"grupo\" = '{letra}'", f"Grupo {letra}", color)
            for letra, color in zip("ABCD", estilo.GRUPOS)
        ]
        reglas.append(estilo.Regla('"grupo" IS NULL', "Sin grupo", estilo.GRIS))
        pedido.escribir_columnas(
            "HOGARES",
            Capa(campos, QgsWkbTypes.Type.Point, QgsCoordinateReferenceSystem(GRADOS)),
            valores,
            (coordenadas.longitud, coordenadas.latitud),
            estilo.Leyenda("Grupo del Sisbén", reglas),
        )


def _de_la_base(base: base_sisben.Base) -> dict[str, Any]:
    """Qué base es y qué columna es cada una, para repetir la lectura."""
    reconocida = base.entrada.esquema
    return {"esquema": reconocida.esquema, "mapeo": dict(reconocida.columnas)}


def _lista(escrito: str) -> list[str]:
    return [parte.strip() for parte in escrito.split(",") if parte.strip()]
