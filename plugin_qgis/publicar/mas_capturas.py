"""Lo que se hace después del primer mapa, fotografiado: lo llama `guion_capturas.py`.

Con la base de práctica, salvo el agrupamiento y el bivariado, que van con la medida censal de los
municipios, y las luces nocturnas de las veredas: son datos publicados, y allí hay algo que ver.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEvent, QVariant
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, plugins

from .dentro import Paso, correr

Foto = Callable[[Any, str], None]
DATOS = Path(os.environ["KIT_RAIZ"]) / "datos"
CARPETA = Path(os.environ["KIT_CARPETA"])
# Unas escuelas inventadas: adentro de una de cada cuatro veredas.
UNA_DE_CADA = 4
# Una encuesta como la que puede tener una alcaldía: los nombres y los códigos son suyos.
ENCUESTA: dict[str, Callable[[int], int]] = {
    "vivienda": lambda i: i // 4,
    "hogar_num": lambda i: 1,
    "orden": lambda i: i % 4 + 1,
    "edad": lambda i: (41, 38, 12, 4)[i % 4],
    "parentesco": lambda i: (1, 2, 3, 3)[i % 4],
    "sabe_leer_y_escribir": lambda i: 2 if i % 11 == 0 else 1,
    "estudia_actualmente": lambda i: (2, 2, 1, 9)[i % 4],
    "afiliacion_en_salud": lambda i: (1, 3, 3, 0)[(i // 3) % 4],
    "actividad_principal": lambda i: (1, 5, 4, 9)[i % 4],
    "material_de_los_pisos": lambda i: (i // 4) % 5 + 1,
}

EMPAREJADAS = {
    "Llave del hogar, parte 1": "vivienda", "Llave del hogar, parte 2": "hogar_num",
    "Número de la persona en su hogar": "orden",
    "Régimen de seguridad social en salud": "afiliacion_en_salud",
    "¿Sabe leer y escribir?": "sabe_leer_y_escribir",
    "¿Estudia actualmente?": "estudia_actualmente",
}  # fmt: skip


def pasos(foto: Foto, dialogo: Callable[..., None], practica: Path) -> list[Paso]:
    """Los pasos, cada uno con el nombre de la foto de la ventana, o «» si la toma él mismo."""
    return [
        (lambda: emparejar(foto), ""),
        (lambda: acceso(practica), "9-acceso"),
        (lambda: luces(practica), "10-raster"),
        (agrupar, "11-agrupamientos"),
        (cruzar, "12-bivariado"),
        (lambda: dinero(practica), "13-dinero"),
        (lambda: focalizacion(practica), "14-cgh"),
        (lambda: cortes(dialogo), ""),
        (lambda: publicar(practica, dialogo), ""),
    ]


def emparejar(foto: Foto) -> None:
    """El asistente, con una variable a la vista y lo que quiere decir cada código."""
    ruta = CARPETA / "encuesta.csv"
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo)
        escritor.writerow(ENCUESTA)
        escritor.writerows([valor(i) for valor in ENCUESTA.values()] for i in range(2400))
    from kit_pobreza.emparejar.envoltura import columna_de  # noqa: PLC0415 - ya instalado
    from kit_pobreza.emparejar.ventana import Ventana  # noqa: PLC0415

    capa = QgsVectorLayer(f"file://{ruta}?type=csv&detectTypes=no", "encuesta", "delimitedtext")
    ventana = Ventana(list(ENCUESTA), lambda c: columna_de(capa, c))
    ventana.nombre.setText("Encuesta de hogares de la alcaldía")
    ventana.resize(880, 640)
    ventana.show()
    tabla = ventana.variables
    filas = {tabla.item(i, 0).text(): i for i in range(tabla.rowCount())}
    for dice, columna in EMPAREJADAS.items():
        casilla = tabla.cellWidget(filas[dice], 1)
        casilla.setCurrentIndex(casilla.findText(columna))
    tabla.setCurrentCell(filas["¿Sabe leer y escribir?"], 0)
    _asentar(ventana)
    for fila, dice in enumerate(("afirma", "niega")):
        casilla = ventana.codigos.cellWidget(fila, 2)
        casilla.setCurrentIndex(casilla.findData(dice))
    _asentar(ventana)
    foto(ventana, "8-emparejar")
    ventana.close()


def _asentar(ventana: Any) -> None:
    """Las casillas que se reemplazan se borran después: que no salgan en la foto."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    ventana.repaint()


def acceso(practica: Path) -> None:
    """A cuánto queda la escuela más cercana: el resumen por vereda y las escuelas encima."""
    empezar_de_nuevo()
    territorios = veredas(practica)
    sedes = escuelas(territorios)
    hogares = cargada(practica)
    correr("acceso_servicios", {
        "HOGARES": hogares.id(), "TERRITORIOS": territorios.id(), "SEDES": sedes.id(),
        "NOMBRE": "nombre", "LIMITE": 3, "CORTES": "1; 3; 5", "RESUMEN": "TEMPORARY_OUTPUT",
    })  # fmt: skip
    dejar("Resumen", "Escuelas")
    raiz = QgsProject.instance().layerTreeRoot()
    nodo = raiz.findLayer(sedes.id())
    raiz.insertChildNode(0, nodo.clone())
    raiz.removeChildNode(nodo)
    acercar(territorios)


def luces(practica: Path) -> None:
    """Luces nocturnas por vereda."""
    empezar_de_nuevo()
    territorios = veredas(practica)
    correr("raster_territorios", {
        "TERRITORIOS": territorios.id(), "RASTER": os.environ["KIT_LUCES"],
    })  # fmt: skip
    dejar("Raster por territorio")
    acercar(territorios)


def agrupar() -> None:
    """Dónde se juntan los municipios de mayor incidencia."""
    empezar_de_nuevo()
    capa = municipios()
    correr("agrupamientos", {"CAPA": capa.id(), "CAMPO": "ipm_censal"})
    dejar("Agrupamientos")
    acercar(capa)


def cruzar() -> None:
    """Dos privaciones a la vez."""
    empezar_de_nuevo()
    capa = municipios()
    correr("mapa_bivariado", {"CAPA": capa.id(), "CAMPO_X": "ipm_censal",
                              "CAMPO_Y": "priv_agua"})  # fmt: skip
    dejar("Mapa de dos indicadores")
    acercar(capa)


def dinero(practica: Path) -> None:
    """Cuánto les falta a los pobres de cada vereda, con un ingreso inventado."""
    empezar_de_nuevo()
    territorios = veredas(practica)
    hogares = cargada(practica)
    hogares.addExpressionField('120000 + 14000 * "orden"',
                               QgsField("ingreso", QVariant.Double))  # fmt: skip
    correr("pobreza_monetaria", {
        "HOGARES": hogares.id(), "INGRESO": "ingreso", "LINEA": 460198,
        "TERRITORIOS": territorios.id(), "CAMPO_TERRITORIOS": "nombre",
    })  # fmt: skip
    dejar("Pobreza monetaria")
    acercar(territorios)


def focalizacion(practica: Path) -> None:
    """Qué tan bien llega un programa en cada vereda: quiénes reciben frente a quiénes debían."""
    empezar_de_nuevo()
    territorios = veredas(practica)
    hogares = cargada(practica)
    hogares.addExpressionField('CASE WHEN "orden" % 5 < 2 THEN 1 ELSE 0 END',
                               QgsField("recibe", QVariant.Int))  # fmt: skip
    correr("cgh_por_territorio", {
        "HOGARES": hogares.id(), "BENEFICIARIO": "recibe", "TERRITORIOS": territorios.id(),
        "CAMPO_TERRITORIOS": "nombre",
    })  # fmt: skip
    dejar("CGH por territorio")
    acercar(territorios)


def cortes(dialogo: Callable[..., None]) -> None:
    """Dos cortes de la base, y una lista de beneficiarios frente a ella: qué se les pide."""
    import processing  # noqa: PLC0415

    empezar_de_nuevo()
    dialogo(processing.createAlgorithmDialog("kit_pobreza:comparar_cortes", {
        "ARCHIVO_ANTES": "sisben_2025_12.csv", "ARCHIVO_DESPUES": "sisben_2026_03.csv",
        "POR": "nom_vereda",
    }), "15-cortes")  # fmt: skip
    dialogo(processing.createAlgorithmDialog("kit_pobreza:evaluar_lista", {
        "ARCHIVO": "sisben_2026_03.csv", "LISTA": "beneficiarios_del_programa.csv",
        "OBJETIVO": "orden <= B7", "POR": "nom_vereda",
    }), "18-lista")  # fmt: skip


def publicar(practica: Path, dialogo: Callable[..., None]) -> None:
    """La incidencia publicable, sus fichas en PDF y el paquete para el sitio."""
    import processing  # noqa: PLC0415

    empezar_de_nuevo()
    territorios = veredas(practica)
    hogares = cargada(practica)
    ruta = CARPETA / "veredas_publicables.gpkg"
    correr("incidencia_privaciones", {
        "HOGARES": hogares.id(), "TERRITORIOS": territorios.id(), "CAMPO_TERRITORIOS": "codigo",
        "MODO": 1, "SALIDA": str(ruta),
    })  # fmt: skip
    publicada = la_que_empieza("Incidencia")
    comunes = {"INCIDENCIA": publicada.id(), "CODIGO": "codigo", "NOMBRE": "nombre",
               "FUENTE": "Base de práctica del kit", "CORTE": "2026-03"}  # fmt: skip
    dialogo(processing.createAlgorithmDialog(
        "kit_pobreza:preparar_para_publicar", {**comunes, "MUNICIPIO": "05045"},
    ), "17-publicar", 1000)  # fmt: skip
    correr("fichas_por_vereda", {**comunes, "MUNICIPIO": "Apartadó, Antioquia",
                                 "PDF": str(CARPETA / "fichas.pdf"), "HTML": ""})  # fmt: skip


def empezar_de_nuevo() -> None:
    """Un proyecto vacío, con el panel arriba."""
    QgsProject.instance().clear()
    plugins["kit_pobreza"].panel.widget().verticalScrollBar().setValue(0)


def veredas(practica: Path) -> Any:
    """Los territorios de práctica."""
    return agregada(
        QgsVectorLayer(str(practica / "territorios_de_practica.geojson"), "Territorios de práctica",
                       "ogr")
    )  # fmt: skip


def cargada(practica: Path) -> Any:
    """La capa de hogares de la base de práctica."""
    correr("cargar_sisben", {"ARCHIVO": str(practica / "hogares_de_practica.csv")})
    return la_que_empieza("Hogares")


def escuelas(territorios: Any) -> Any:
    """Unas escuelas inventadas, encima de lo demás."""
    capa = QgsVectorLayer("Point?crs=EPSG:4326&field=nombre:string(40)", "Escuelas (inventadas)",
                          "memory")  # fmt: skip
    filas = []
    for i, vereda in enumerate(territorios.getFeatures()):
        if i % UNA_DE_CADA:
            continue
        fila = QgsFeature(capa.fields())
        fila.setAttributes([f"Escuela {i}"])
        fila.setGeometry(vereda.geometry().pointOnSurface())
        filas.append(fila)
    capa.dataProvider().addFeatures(filas)
    punto = {"name": "square", "size": "3.4", "color": "#ffffff", "outline_color": "#1b1b1b",
             "outline_width": "0.5"}  # fmt: skip
    capa.renderer().setSymbol(QgsMarkerSymbol.createSimple(punto))
    return agregada(capa)


def municipios() -> Any:
    """Los municipios con la incidencia censal de 2018 y una de sus privaciones."""
    propias = ("ipm_censal", "priv_agua")
    with (DATOS / "medida_censal_2018.csv").open(encoding="utf-8", newline="") as archivo:
        cifras = {f["territorio"]: f for f in csv.DictReader(archivo) if f["dominio"] == "total"}
    origen = QgsVectorLayer(str(DATOS / "municipios.topojson"), "municipios", "ogr")
    campos = "&".join(f"field={c}:double" for c in propias)
    capa = QgsVectorLayer(f"MultiPolygon?crs=EPSG:4326&field=codigo:string(5)&{campos}",
                          "Municipios", "memory")  # fmt: skip
    filas = []
    for entidad in origen.getFeatures():
        cifra = cifras.get(entidad["codigo"], {})
        fila = QgsFeature(capa.fields())
        fila.setAttributes([entidad["codigo"], *(float(cifra[c]) if cifra.get(c) else None
                                                 for c in propias)])  # fmt: skip
        geometria = QgsGeometry(entidad.geometry())
        geometria.convertToMultiType()
        fila.setGeometry(geometria)
        filas.append(fila)
    capa.dataProvider().addFeatures(filas)
    capa.updateExtents()
    for i, dice in enumerate(("IPM 2018", "Sin agua"), start=1):
        capa.setFieldAlias(i, dice)
    return agregada(capa)


def agregada(capa: Any) -> Any:
    """La capa, en el proyecto."""
    QgsProject.instance().addMapLayer(capa)
    return capa


def sin_marca(capa: Any) -> str:
    """El nombre de la capa sin su «INTERNO ·»."""
    from kit_pobreza import marcas  # noqa: PLC0415 - ya instalado

    return str(marcas.sin_marca(capa.name()))


def la_que_empieza(comienzo: str) -> Any:
    """La primera capa del proyecto cuyo nombre empieza así, sin contar su marca."""
    capas = QgsProject.instance().mapLayers().values()
    return next(capa for capa in capas if sin_marca(capa).startswith(comienzo))


def dejar(*comienzos: str) -> None:
    """Solo esas capas a la vista, con su leyenda abierta; las demás, apagadas y plegadas."""
    raiz = QgsProject.instance().layerTreeRoot()
    for capa in QgsProject.instance().mapLayers().values():
        nodo = raiz.findLayer(capa.id())
        if nodo is None:
            continue
        va = sin_marca(capa).startswith(comienzos)
        nodo.setItemVisibilityChecked(va)
        nodo.setExpanded(va)


def acercar(capa: Any) -> None:
    """El mapa, a esa capa."""
    lienzo = iface.mapCanvas()
    lienzo.setDestinationCrs(capa.crs())
    lienzo.setExtent(capa.extent())
    lienzo.zoomByFactor(1.05)
