"""Cuánta gente es, dónde vive y hacia dónde va; y las necesidades básicas insatisfechas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from generador.cubo.periodos import con_dato
from generador.formato import con_signo, numero
from generador.indicadores.derivados import inicio_del_cambio
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.graficos import tope
from generador.paginas.territorios.marcas_y_riel import PROPIO
from generador.paginas.territorios.secciones import limites_de_la_poblacion
from generador.paginas.territorios.secciones.atipicos import avisos
from generador.paginas.territorios.serie import Dibujo, Linea, dibujo

NBI = ("nbi", "nbi_miseria", "nbi_vivienda", "nbi_servicios", "nbi_hacinamiento",
       "nbi_inasistencia", "nbi_dependencia")  # fmt: skip
DOMINIOS = {"total": "Total", "cabecera": "Cabecera", "rural": "Rural"}


def poblacion(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """La serie por área y una tabla de años escogidos.

    Todo lo demás es del año de referencia de la población.
    """
    periodos = acervo.cubo.periodos("poblacion")
    total = acervo.cubo.trayectoria("poblacion", codigo)
    rural = acervo.cubo.trayectoria("poblacion", codigo, "rural")
    maximo = tope(float(np.nanmax(total)))
    cambio = cifra(acervo, "poblacion_cambio", codigo)
    actual = acervo.vigente("poblacion")
    anios = anios_en_tabla(acervo)
    return {
        "hoy": cifra(acervo, "poblacion", codigo),
        "hogares": cifra(acervo, "hogares", codigo),
        "rural": cifra(acervo, "poblacion_rural", codigo),
        "densidad": cifra(acervo, "densidad", codigo),
        "cambio": cambio,
        "cambio_anios": f"{_inicio(acervo)}-{actual}",
        "cambio_signo": con_signo(cambio.crudo) if cambio.hay else "",
        "desde": periodos[0],
        "hasta": periodos[-1],
        "atipicos": avisos(acervo, codigo, ("poblacion_cambio",)),
        "maximo": numero(maximo),
        "dibujo": _dibujo(total, rural, periodos.index(actual), maximo),
        "extremos": [(periodos[i], numero(total[i])) for i in _con_dato(total)],
        "serie": acervo.catalogo["poblacion"].serie,
        "serie_de_hogares": acervo.catalogo["hogares"].serie,
        "limites": limites_de_la_poblacion.avisos(acervo, codigo),
        "anios": anios,
        "zonas": list(DOMINIOS.values()),
        "filas": [
            (p, [cifra(acervo, "poblacion", codigo, d, p).texto for d in DOMINIOS]) for p in anios
        ],
    }


def _dibujo(total: Sequence[float], rural: Sequence[float], hoy: int, maximo: float) -> Dibujo:
    """El total, a trazos después de `hoy`, sobre lo que de él es rural."""
    primero, ultimo = (numero(total[i]) for i in _con_dato(total))
    propia = Linea(PROPIO, "total", total, ultimo, primero, proyectado=hoy)
    hay = np.flatnonzero(np.isfinite(rural))
    rurales = numero(rural[hay[-1]]) if hay.size else ""
    return dibujo([propia], maximo, fondo=Linea("", "rural", rural, rurales))


def _con_dato(valores: Sequence[float]) -> tuple[int, int]:
    """El primer año con población y el último."""
    hay = np.flatnonzero(np.isfinite(valores))
    return int(hay[0]), int(hay[-1])


@cache
def _inicio(acervo: DatosDelSitio) -> str:
    return inicio_del_cambio(acervo.cubo, acervo.vigente("poblacion"))


@cache
def anios_en_tabla(acervo: DatosDelSitio) -> tuple[str, ...]:
    """El primero y el último de la serie, los de la medida censal y el de referencia."""
    periodos = acervo.cubo.periodos("poblacion")
    censos = con_dato(acervo.cubo, "ipm_censal")
    return tuple(sorted({periodos[0], *censos, acervo.vigente("poblacion"), periodos[-1]}))


def _con_un_decimal(una: Cifra) -> str:
    """Como las demás cifras de la página: la misma, con dos, parecería otra."""
    return numero(una.crudo, 1) if una.hay else una.texto


def nbi(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """NBI por dominio, en porcentaje de personas; en un agregado, también sus componentes."""
    anio = acervo.vigente(NBI[0])
    visibles = NBI[:2] if len(codigo) == 5 else NBI
    return {
        "filas": [
            (
                acervo.catalogo[i].corto,
                acervo.catalogo[i].definicion,
                [_con_un_decimal(cifra(acervo, i, codigo, d, anio)) for d in DOMINIOS],
            )
            for i in visibles
        ],
        "columnas": list(DOMINIOS.values()),
    }
