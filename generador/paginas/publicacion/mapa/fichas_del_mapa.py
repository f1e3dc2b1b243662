"""Lo que el mapa dice de un indicador: su ficha, sus años y zonas, y con qué cuidado se lee."""

from __future__ import annotations

from math import isnan
from typing import Any

from generador.cubo.leer import Llave
from generador.indicadores.incertidumbre import MONETARIA
from generador.lugares.cortes_de_nbi import CORTES as CORTES_NBI
from generador.metodos import precision
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.herramientas.priorizador import del_censo
from generador.paginas.publicacion.mapa.columnas import llaves
from generador.paginas.territorios.graficos import CORTES_IPM
from generador.redondeo import redondear

IPM = "ipm_censal"
CORTES = {IPM: CORTES_IPM, "nbi": CORTES_NBI}
"""Las clases fijas del kit; cada corte pertenece a la clase de arriba."""
COLORES = {"pobreza_multidimensional": "ipm", "pobreza_monetaria": "mon"}
COLOR = "nbi"
MAXIMAS = 24
"""Columnas que caben en un archivo; con más, cada año va en el suyo."""


def ficha(acervo: DatosDelSitio, indicador: str) -> dict[str, Any]:
    """Nombre, unidad, fuente, años por zona y advertencias de un indicador."""
    una, suyas = acervo.catalogo[indicador], llaves(acervo)[indicador]
    fuente = acervo.fuentes.get(una.fuente)
    periodos: dict[str, list[str]] = {}
    for _, dominio, periodo in suyas:
        periodos.setdefault(dominio, []).append(periodo)
    return {
        "corto": una.corto,
        "largo": una.largo,
        "definicion": una.definicion,
        "unidad": una.simbolo,
        "decimales": una.decimales,
        "si_no": una.unidad == "si_no",
        "fuente": fuente.rotulo if fuente else "Cálculo del kit",
        "ancla": una.fuente if fuente else "",
        "advertencias": una.advertencias,
        "notas": una.notas,
        "color": COLORES.get(una.tema, COLOR),
        "cortes": CORTES.get(indicador),
        "periodos": periodos,
        "vigente": acervo.vigente(indicador),
        "aparte": len(suyas) > MAXIMAS,
        "censal": del_censo(acervo.catalogo, indicador),
        "puesto": indicador == IPM,
        "ordena": una.ordena,
        "ajenos": list(una.no_comparar_con),
        "pais_del_kit": indicador in acervo.agregados or not fuente,
    }


def pais(acervo: DatosDelSitio, suyas: tuple[Llave, ...]) -> dict[str, float]:
    """La cifra del país por zona y año, donde la hay."""
    decimales = acervo.catalogo[suyas[0][0]].decimales
    crudas = {
        f"{dominio} {periodo}": acervo.cubo.valor(indicador, NACION, dominio, periodo)
        for indicador, dominio, periodo in suyas
    }
    return {k: redondear(v, decimales) for k, v in crudas.items() if not isnan(v)}


def intervalos(acervo: DatosDelSitio) -> str:
    """Por municipio, «desde hasta» del intervalo monetario en enteros.

    La que pide cautela se escribe también en enteros, y va aquí («desde hasta cifra»): redondeada
    desde la de origen, no desde la que ya tiene un decimal.
    """
    periodo = acervo.vigente(MONETARIA)
    bajo, alto, clase = (
        acervo.municipal(f"{MONETARIA}_{final}", "total", periodo)
        for final in ("li", "ls", "precision")
    )
    hay = acervo.municipal(MONETARIA).tolist()
    desde, hasta = precision.hacia_afuera(bajo / 100, alto / 100)
    filas = zip(hay, desde.tolist(), hasta.tolist(), clase.tolist(), strict=True)
    return "|".join(
        "" if isnan(v) else f"{d:.0f} {h:.0f}{f' {redondear(v):.0f}' if c == CAUTELA else ''}"
        for v, d, h, c in filas
    )


CAUTELA = 2  # el código de «Con cautela» en el catálogo
