"""Fichas por vereda: un PDF con todas, uno por vereda y una página HTML para enviar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingAlgorithm

from ..algoritmos.base import Ficha
from ..algoritmos.parametros import POLIGONOS, Numero, archivo, campo, capa, informe, texto
from ..algoritmos.pedido import Pedido
from ..errores import ErrorDeCapa
from ..veredas.archivos import escribir_octetos
from ..veredas.de_la_incidencia import DeLaIncidencia
from ..veredas.grupo import G_PUBLICAR
from ..veredas.salida_publicable import procedencia_de, territorios
from . import datos, exportar
from .capas import nombre_de_archivo
from .encabezado import Encabezado, encabezado
from .pagina import pagina

ESTADO = "estado"
MAXIMO = 2000


class FichasPorVereda(DeLaIncidencia):
    """Una hoja por vereda, con su mapa, sus cifras y sus quince privaciones."""

    FICHA = Ficha(
        id="fichas_por_vereda",
        nombre="Fichas por vereda",
        grupo=G_PUBLICAR,
        resumen="Hace una hoja por vereda: su mapa, dónde está, H, A y M0, las quince privaciones "
        "y la comparación con el municipio.",
        entrega="Un PDF con todas las fichas (una hoja carta por vereda) y, si se pide, un PDF por "
        "vereda y una página HTML liviana, de un solo archivo, para enviar. Si la incidencia es "
        "publicable, solo salen las cifras publicables, con su rango y la nota de por qué son "
        "redondas; si es interna, cada hoja dice «INTERNO: no publicar».",
        ejemplo="Incidencia: la salida de «Incidencia de privaciones», guardada en un archivo. "
        "Municipio: Apartadó, Antioquia. Fuente: Base Sisbén IV de la Alcaldía. Corte: 2026-03.",
        etiquetas=("ficha", "vereda", "atlas", "pdf", "html", "informe", "composición"),
        advertencia="Se corre en el hilo principal, como todo lo que usa composiciones: QGIS no "
        "responde mientras se exporta (una décima de segundo por vereda).",
    )
    PRINCIPAL = "PDF"
    PARAMETROS = (
        capa("INCIDENCIA", "Incidencia por vereda (polígonos)", POLIGONOS,
             ayuda="La salida de «Incidencia de privaciones», publicable o interna."),
        campo("NOMBRE", "Nombre de la vereda", "INCIDENCIA", obligatorio=True),
        campo("CODIGO", "Código de la vereda", "INCIDENCIA",
              ayuda="Se muestra solo si dos veredas se llaman igual."),
        texto("MUNICIPIO", "Municipio, como se lee en la ficha", opcional=False,
              ayuda="Por ejemplo: Apartadó, Antioquia."),
        texto("FUENTE", "Fuente", opcional=False,
              ayuda="De qué base y de qué entidad salen las cifras."),
        texto("CORTE", "Corte de la base", opcional=False, ayuda="AAAA-MM o AAAA-MM-DD."),
        archivo("REGISTRO", "Registro de auditoría de la incidencia", "JSON (*.json)",
                ayuda="Vacío: el que está junto a la capa.", avanzado=True),
        informe("PDF", "Todas las fichas en un PDF", "PDF (*.pdf)"),
        informe("HTML", "Todas las fichas en una página HTML", "HTML (*.html)"),
        texto("CARPETA", "Carpeta para una ficha por vereda (PDF y HTML)", avanzado=True,
              ayuda="Vacía: no se hacen. Tiene que existir."),
    )  # fmt: skip
    NUMEROS = (
        Numero("FICHAS", "Fichas"),
        Numero("CON_CIFRAS", "Fichas con cifras"),
    )

    def flags(self) -> Any:
        """Sin otro hilo: las composiciones de QGIS solo se exportan en el principal."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def revisar(self, pedido: Pedido) -> None:
        """Los campos, el registro y la carpeta."""
        fuente = pedido.fuente("INCIDENCIA")
        elegidos = [c for c in (pedido.campo("NOMBRE"), pedido.texto("CODIGO")) if c]
        fuente.exigir((*elegidos, "hogares", "h"))
        self._origen(pedido)
        carpeta = pedido.texto("CARPETA")
        if carpeta and not Path(carpeta).is_dir():
            raise ErrorDeCapa(
                f"«{self.etiqueta('CARPETA')}» dice «{Path(carpeta).name}», que no existe",
                que_hacer="cree la carpeta o deje la casilla vacía",
            )

    def _origen(self, pedido: Pedido) -> datos.Origen:
        """Lo que dice el registro, que tiene que ser del mismo modo que la capa."""
        escrito = pedido.texto("REGISTRO")
        if ESTADO in pedido.fuente("INCIDENCIA").nombres:
            return procedencia_de(escrito, self.al_lado)
        ruta = Path(escrito or self.al_lado)
        try:
            leido = json.loads(ruta.read_bytes()) if ruta.name else {}
        except (OSError, ValueError):
            leido = {}
        if not isinstance(leido, dict) or leido.get("modo") != "interno":
            raise ErrorDeCapa(
                "no se halla el registro de esa incidencia, o no es el suyo",
                que_hacer="guarde la incidencia en un archivo, o elija el registro que dejó",
            )
        recuentos = leido.get("recuentos")
        parametros = leido.get("parametros")
        en_hogares = isinstance(parametros, dict) and parametros.get("UNIDAD") == 1
        return datos.Interna(
            unidad="hogares" if en_hogares else "personas",
            fecha=str(leido.get("fecha") or "")[:10],
            recuentos=recuentos if isinstance(recuentos, dict) else {},
        )

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, arma las fichas y las escribe; el PDF, de una vez con el atlas."""
        origen = self._origen(pedido)
        if isinstance(origen, datos.Interna):
            pedido.modo = "interno"
        fuente = pedido.fuente("INCIDENCIA")
        leidos = territorios(
            fuente, pedido.texto("CODIGO") or pedido.campo("NOMBRE"), pedido.campo("NOMBRE"),
            pedido.avance,
        )  # fmt: skip
        hechas = datos.fichas(leidos, origen)
        if not hechas or len(hechas) > MAXIMO:
            raise ErrorDeCapa(
                f"la capa «{fuente.nombre}» tiene {len(hechas)} filas y se hacen de 1 a {MAXIMO} "
                "fichas",
                que_hacer="filtre o seleccione las veredas que quiere",
            )
        textos = encabezado(
            pedido.texto("MUNICIPIO"), pedido.texto("FUENTE"), pedido.texto("CORTE"), origen
        )
        self._escribir(pedido, hechas, textos)
        numeros = {"FICHAS": len(hechas), "CON_CIFRAS": sum(bool(f.barras) for f in hechas)}
        pedido.contar(**{n.lower(): v for n, v in numeros.items()})
        return numeros

    def _escribir(
        self, pedido: Pedido, hechas: Sequence[datos.FichaDeVereda], textos: Encabezado
    ) -> None:
        carpeta = pedido.texto("CARPETA")
        todo, una = self._ruta(pedido, "PDF"), self._ruta(pedido, "HTML")
        sueltas = {} if not carpeta else {
            Path(carpeta) / f"{nombre_de_archivo(f)}.html": f for f in hechas
        }  # fmt: skip
        _exigir_libres([*sueltas, *(ruta.with_suffix(".pdf") for ruta in sueltas)])
        escritas: list[Path] = []
        try:
            if todo is not None or carpeta:
                self._en_pdf(pedido, hechas, textos, escritas)
            for ruta, ficha in sueltas.items():
                pedido.comprobar()
                escritas.append(ruta)
                escribir_octetos(ruta, pagina(hechas, textos, [ficha]).encode("utf-8"))
            if una is not None:
                pedido.respaldo.apartar(una)
                escribir_octetos(una, pagina(hechas, textos, hechas).encode("utf-8"))
                pedido.archivos["HTML"] = str(una)
        except BaseException:
            for ruta in escritas:
                ruta.unlink(missing_ok=True)
            raise

    def _en_pdf(
        self, pedido: Pedido, hechas: Sequence[datos.FichaDeVereda], textos: Encabezado,
        escritas: list[Path],
    ) -> None:  # fmt: skip
        """El PDF con todas y los sueltos, que quedan anotados en `escritas`."""
        todo, carpeta = self._ruta(pedido, "PDF"), pedido.texto("CARPETA")
        with exportar.composicion(hechas, textos) as hoja:
            if todo is not None:
                pedido.respaldo.apartar(todo)
                exportar.todas(hoja, todo, pedido.avance)
                pedido.archivos["PDF"] = str(todo)
            if carpeta:
                escritas += exportar.cada_una(hoja, Path(carpeta), hechas, pedido.avance)

    def _ruta(self, pedido: Pedido, nombre: str) -> Path | None:
        """Dónde se pidió esa salida; None si no se pidió."""
        dicha = self.parameterAsFileOutput(pedido.valores, nombre, pedido.contexto)
        return Path(dicha) if dicha else None


def _exigir_libres(rutas: Sequence[Path]) -> None:
    """ErrorDeCapa si una ficha suelta caería sobre un archivo que ya está."""
    if ya := [ruta.name for ruta in rutas if ruta.exists()]:
        raise ErrorDeCapa(
            f"la carpeta ya tiene {len(ya)} archivos con el nombre de una ficha: {ya[0]}…",
            que_hacer="elija una carpeta vacía",
        )
