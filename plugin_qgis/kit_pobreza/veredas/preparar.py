"""Preparar para publicar: de la incidencia publicable al paquete que se vuelve página del sitio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingUtils

from ..algoritmos.base import Ficha
from ..algoritmos.parametros import POLIGONOS, Numero, archivo, campo, capa, informe, texto
from ..algoritmos.pedido import Pedido
from ..errores import ErrorDeCapa
from ..metodos.paquete.armar import Declarado, armar
from ..metodos.paquete.caja import en_zip
from ..metodos.paquete.comprobar import comprobar
from ..metodos.publicable.visible import ESTADOS
from .archivos import escribir_octetos
from .de_la_incidencia import DeLaIncidencia
from .grupo import G_PUBLICAR
from .salida_publicable import procedencia_de, territorios


class PrepararParaPublicar(DeLaIncidencia):
    """Arma el paquete de veredas y lo comprueba como lo hará el sitio."""

    FICHA = Ficha(
        id="preparar_para_publicar",
        nombre="Preparar para publicar",
        grupo=G_PUBLICAR,
        resumen="Arma el paquete con que la incidencia por vereda vuelve al sitio, como una página "
        "del perfil del municipio.",
        entrega="Un .zip con la tabla, los polígonos simplificados (GeoJSON en EPSG:4326, cinco "
        "decimales) y un manifiesto: fuente, corte, fecha, modo publicable y la huella de cada "
        "pieza y del método. Todo se vuelve a calcular desde los conteos redondeados, y una celda "
        "que no cumpla las reglas detiene la corrida. Quien publica el sitio lo agrega con «kit "
        "construir --local CARPETA».",
        ejemplo="Incidencia: la salida de «Incidencia de privaciones» en modo publicable, guardada "
        "en un archivo. Código: el de la vereda. Municipio: 05045. Fuente: Base Sisbén IV de la "
        "Alcaldía de Apartadó. Corte: 2026-03.",
        etiquetas=("publicar", "sitio", "paquete", "geojson", "veredas", "zip"),
        advertencia="Solo recibe una salida publicable: una interna se rechaza. Las huellas dicen "
        "si el paquete cambió en el camino, no quién lo hizo.",
    )
    PRINCIPAL = "PAQUETE"
    PARAMETROS = (
        capa("INCIDENCIA", "Incidencia publicable (polígonos)", POLIGONOS,
             ayuda="La salida de «Incidencia de privaciones» en modo publicable."),
        campo("CODIGO", "Código del territorio", "INCIDENCIA", obligatorio=True,
              ayuda="Uno distinto por vereda o barrio."),
        campo("NOMBRE", "Nombre del territorio", "INCIDENCIA",
              ayuda="Como se lee en la página. Se puede repetir: entonces se muestra el código."),
        texto("MUNICIPIO", "Municipio (código DIVIPOLA)", opcional=False,
              ayuda="Cinco cifras: 05045."),
        texto("FUENTE", "Fuente", opcional=False,
              ayuda="De qué base y de qué entidad salen las cifras, como se leerá al pie."),
        texto("CORTE", "Corte de la base", opcional=False, ayuda="AAAA-MM o AAAA-MM-DD."),
        archivo("REGISTRO", "Registro de auditoría de la incidencia", "JSON (*.json)",
                ayuda="Vacío: el que está junto a la capa.", avanzado=True),
        informe("PAQUETE", "Paquete para publicar", "ZIP (*.zip)", opcional=False),
    )  # fmt: skip
    NUMEROS = (
        Numero("TERRITORIOS", "Territorios en el paquete"),
        Numero("PUBLICADOS", "Territorios con cifras"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Los campos, lo que declara quien publica y que el registro sea de una publicable."""
        procedencia_de(pedido.texto("REGISTRO"), self.al_lado)
        fuente = pedido.fuente("INCIDENCIA")
        fuente.exigir((pedido.campo("CODIGO"), "estado", "hogares"))
        if pedido.texto("NOMBRE"):
            fuente.exigir((pedido.texto("NOMBRE"),))
        for nombre, sirve, como in (
            ("MUNICIPIO", _es_municipio, "escriba las cinco cifras de la DIVIPOLA: 05045"),
            ("FUENTE", lambda t: len(t) > 2, "diga de qué base y de qué entidad salen las cifras"),
            ("CORTE", bool, "escriba el año y el mes de la base: 2026-03"),
        ):
            if not sirve(pedido.texto(nombre)):
                raise ErrorDeCapa(
                    f"«{self.etiqueta(nombre)}» dice «{pedido.texto(nombre)}»", que_hacer=como
                )

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Arma las piezas, las comprueba y escribe el zip."""
        procedencia = procedencia_de(pedido.texto("REGISTRO"), self.al_lado)
        fuente = pedido.fuente("INCIDENCIA")
        leidos = list(
            territorios(fuente, pedido.campo("CODIGO"), pedido.texto("NOMBRE"), pedido.avance)
        )
        pedido.comprobar()
        declarado = Declarado(
            pedido.texto("MUNICIPIO"), pedido.texto("FUENTE"), pedido.texto("CORTE")
        )
        piezas = armar(leidos, procedencia, declarado)
        contados = comprobar(piezas).manifiesto["territorios"]
        if procedencia.practica:
            pedido.avisar(
                "Es de la base de práctica: el sitio solo la recibe con --practica, y lo dice."
            )
        self._guardar(pedido, en_zip(piezas))
        numeros = {
            "TERRITORIOS": sum(contados[estado] for estado in ESTADOS.values()),
            "PUBLICADOS": contados["publicado"],
        }
        pedido.contar(**{n.lower(): v for n, v in numeros.items()})
        return numeros

    @staticmethod
    def _guardar(pedido: Pedido, octetos: bytes) -> None:
        ruta = pedido.algoritmo.parameterAsFileOutput(pedido.valores, "PAQUETE", pedido.contexto)
        ruta = ruta or QgsProcessingUtils.generateTempFilename("veredas.zip")
        pedido.comprobar()
        pedido.respaldo.apartar(Path(ruta))
        escribir_octetos(Path(ruta), octetos)
        pedido.archivos["PAQUETE"] = ruta


def _es_municipio(escrito: str) -> bool:
    return len(escrito) == 5 and escrito.isascii() and escrito.isdigit()
