"""Raster por territorio: suma, media, mínimo y máximo por fracción de celda, y el subregistro."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterBand

from .. import estilo, raster
from ..errores import Cancelado, ErrorDeCapa
from ..metodos import raster_territorial, subregistro
from ..metodos.clasificacion import fisher_jenks
from ..metodos.fracciones import area
from ..metodos.grupos import Agrupacion
from ..metodos.raster_territorial import Resumen, resumir
from ..numeros import porcentaje
from ..poligonos import Poligonos, leer_poligonos
from ..salida import Columna
from . import demanda
from .base import PRIVADO, SI_ES_INTERNA, AlgoritmoKit, Ficha
from .copia import Copia, copiar
from .demanda import METRICO
from .incidencia_privaciones import TERRITORIO
from .instrumentos import PARAMETRO as INSTRUMENTO
from .nombres import G_ACCESO
from .parametros import NUMERO, POLIGONOS, PUNTOS, Numero, Parametro, campo, capa, salida
from .pedido import Pedido

DEL_RASTER = tuple(Columna(*c) for c in raster_territorial.COLUMNAS)
DE_LA_BASE = tuple(Columna(*c) for c in subregistro.COLUMNAS)
METROS2_POR_KM2 = 1e6
CLASES = 5
NUMEROS = (
    Numero("SIN_DATO", "Territorios sin dato en el raster"),
    Numero("EN_PARTE", "Territorios con dato solo en una parte"),
    Numero("SUMA", "Suma de todos los territorios"),
    Numero("FUERA", "Personas que faltan en la base"),
)


class RasterTerritorios(AlgoritmoKit):
    """Lo que dice un raster de cada territorio, y cuánta gente falta en la base."""

    FICHA = Ficha(
        id="raster_territorios",
        nombre="Raster por territorio",
        grupo=G_ACCESO,
        resumen="Resume un raster (población, luces nocturnas, relieve…) en cada vereda o barrio: "
        "suma, media, mínimo y máximo, con la fracción de cada celda que cae adentro.",
        entrega="La capa de territorios con suma, media, mínimo, máximo, las celdas con dato y qué "
        "parte del territorio cubren. Una celda sin dato no es cero: no cuenta, y un territorio "
        "fuera del raster queda sin dato. Con los hogares y un raster de habitantes por celda, "
        "además las personas de la base, cuántas faltan, qué parte de la población son y cuántas "
        f"por km². {SI_ES_INTERNA}",
        ejemplo="Territorios: las veredas. Raster: luces nocturnas. En «media» queda la luz de "
        "cada vereda. Con Raster: población y Hogares: la base, «subreg» dice qué parte de la "
        "gente de cada vereda no está en la base.",
        etiquetas=("raster", "población", "luces", "relieve", "subregistro", "zonal"),
        advertencia="La suma solo tiene sentido si cada celda es un conteo (habitantes por celda), "
        "no una densidad. La población del raster es otra estimación, con su propio error: donde "
        "la base trae más gente la diferencia queda negativa. El área es plana en EPSG:9377, a lo "
        f"sumo 1 % distinta de la del terreno. Con hogares: {PRIVADO}",
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("TERRITORIOS", "Territorios (polígonos)", POLIGONOS),
        raster.capa_raster("RASTER", "Raster"),
        Parametro("BANDA", "Banda",
                  lambda n, e: QgsProcessingParameterBand(n, e, 1, "RASTER", True)),
        capa("HOGARES", "Hogares (puntos), para comparar con la población", PUNTOS, opcional=True,
             ayuda="Solo si el raster dice cuántos habitantes hay en cada celda."),
        campo("PERSONAS", "Personas del hogar", "HOGARES", NUMERO,
              ayuda="Vacío: se busca «personas» o «num_personas_hogar»."),
        *(p for p in TERRITORIO if p.nombre != "TERRITORIOS"),
        INSTRUMENTO,
        salida("SALIDA", "Raster por territorio"),
    )  # fmt: skip
    NUMEROS = NUMEROS

    def revisar(self, pedido: Pedido) -> None:
        """Los territorios son polígonos, y los hogares se pueden ubicar."""
        if not pedido.fuente("TERRITORIOS").crs.isValid():
            raise ErrorDeCapa(
                "los territorios no dicen su sistema de coordenadas",
                que_hacer="asígnelo en las propiedades de la capa (clic derecho, «SRC de la capa»)",
            )
        if "HOGARES" in pedido.fuentes:
            demanda.revisar(pedido)

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, resume, compara y escribe."""
        banda = int(self.parameterAsInt(pedido.valores, "BANDA", pedido.contexto)) or 1
        abierto = raster.abrir(pedido, "RASTER", banda)
        fuente = pedido.fuente("TERRITORIOS")
        poligonos = leer_poligonos(fuente, pedido.avance, abierto.crs)
        resumen = resumir(
            poligonos.anillos, abierto.rejilla, abierto.ventana, _avance(pedido, poligonos)
        )
        self._avisar(pedido, poligonos, resumen)
        demanda.anotar_poligonos(fuente)
        valores = raster_territorial.columnas(resumen)
        columnas, faltan = DEL_RASTER, None
        if "HOGARES" in pedido.fuentes:
            personas = self._personas(pedido, len(poligonos.anillos))
            comparado = subregistro.comparar(personas, resumen.suma, self._km2(pedido))
            valores.update(subregistro.columnas(personas, comparado))
            columnas = (*DEL_RASTER, *DE_LA_BASE)
            sabidas = comparado.fuera[~np.isnan(comparado.fuera)]
            faltan = float(sabidas.sum()) if sabidas.size else None
        filas = zip(*(valores[c.nombre] for c in columnas))
        leyenda = self._leyenda(resumen, faltan is not None)
        copiar(pedido, "SALIDA", Copia(fuente, columnas, leyenda), zip(poligonos.entidades, filas))
        numeros = {
            "SIN_DATO": int(resumen.sin_dato.sum()),
            "EN_PARTE": int(resumen.en_parte.sum()),
            "SUMA": None if resumen.sin_dato.all() else float(np.nansum(resumen.suma)),
            "FUERA": faltan,
        }
        pedido.contar(territorios=len(poligonos.anillos),
                      **{n.lower(): v for n, v in numeros.items()})  # fmt: skip
        return numeros

    @staticmethod
    def _personas(pedido: Pedido, territorios: int) -> np.ndarray:
        """Las personas de la base en cada polígono, (T,); NaN si no se sabe."""
        hogares = demanda.leer(pedido, conservar="")
        if np.isnan(hogares.personas).all():
            return np.full(territorios, np.nan)
        grupos = Agrupacion(hogares.grupos.grupo, territorios)
        return grupos.sumar(np.nan_to_num(hogares.personas))

    @staticmethod
    def _km2(pedido: Pedido) -> np.ndarray:
        metrico = QgsCoordinateReferenceSystem(METRICO)
        fuente = pedido.fuente("TERRITORIOS")
        anillos = leer_poligonos(fuente, pedido.avance, metrico).anillos
        return np.array([area(a) / METROS2_POR_KM2 for a in anillos])

    @staticmethod
    def _avisar(pedido: Pedido, poligonos: Poligonos, resumen: Resumen) -> None:
        campo_ = pedido.texto("CAMPO_TERRITORIOS")
        casos = (
            (poligonos.reparados, "tenían geometría inválida y se repararon para el cálculo"),
            (np.flatnonzero(resumen.sin_dato).tolist(), "no tienen ningún dato en el raster"),
            (np.flatnonzero(resumen.en_parte).tolist(), "tienen dato solo en una parte"),
        )
        for filas, dice in casos:
            if filas:
                pedido.avisar(f"{len(filas)} territorios {dice}: "
                              f"{poligonos.nombrar(filas, campo_)}.")  # fmt: skip

    @staticmethod
    def _leyenda(resumen: Resumen, con_base: bool) -> estilo.Leyenda:
        if con_base:
            reglas = estilo.por_clases("subreg", (0.0, 0.1, 0.25, 0.5), porcentaje)
            sin = estilo.Regla('"subreg" IS NULL', "Sin dato", estilo.GRIS, trama=True)
            return estilo.Leyenda("Población que no está en la base", [*reglas, sin])
        con = resumen.media[~np.isnan(resumen.media)]
        cortes = fisher_jenks(con, CLASES) if con.size else np.zeros(0)
        reglas = estilo.por_clases("media", [float(c) for c in cortes], _numero)
        sin = estilo.Regla('"media" IS NULL', "Sin dato", estilo.GRIS, trama=True)
        return estilo.Leyenda("Media del raster", [*reglas, sin])


def _numero(valor: float) -> str:
    """Con tres cifras: en unos rasters se cuenta por miles y en otros por centésimas."""
    escrito = f"{valor:,.0f}" if abs(valor) >= 100 else f"{valor:.3g}"
    return escrito.replace(",", " ").replace(".", ",").replace(" ", ".")


def _avance(pedido: Pedido, poligonos: Poligonos) -> Any:
    total = max(1, len(poligonos.anillos))

    def avanzar(van: int) -> None:
        if pedido.avance.isCanceled():
            raise Cancelado
        pedido.avance.setProgress(100.0 * van / total)

    return avanzar
