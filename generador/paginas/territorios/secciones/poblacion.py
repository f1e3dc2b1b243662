"""Cuánta gente es, dónde vive y hacia dónde va; y las necesidades básicas insatisfechas."""

from __future__ import annotations

from typing import Any

import numpy as np

from generador.formato import con_signo, numero
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import Acervo
from generador.paginas.territorios.graficos import area, linea, tope

ANCHO, ALTO = 360, 120
ANIOS_EN_TABLA = ("2005", "2018", "2026", "2035")
ACTUAL = "2026"
NBI = ("nbi", "nbi_miseria", "nbi_vivienda", "nbi_servicios", "nbi_hacinamiento",
       "nbi_inasistencia", "nbi_dependencia")  # fmt: skip
DOMINIOS = {"total": "Total", "cabecera": "Cabecera", "rural": "Rural"}


def poblacion(acervo: Acervo, codigo: str) -> dict[str, Any]:
    """Serie 2005-2035 por área (trazos en un lienzo de 360 × 120) y tabla de años escogidos."""
    periodos = acervo.cubo.periodos("poblacion")
    total = acervo.cubo.trayectoria("poblacion", codigo)
    rural = acervo.cubo.trayectoria("poblacion", codigo, "rural")
    maximo = tope(float(np.nanmax(total)))
    cambio = cifra(acervo, "poblacion_cambio", codigo)
    return {
        "hoy": cifra(acervo, "poblacion", codigo, "total", ACTUAL),
        "hogares": cifra(acervo, "hogares", codigo, "total", ACTUAL),
        "rural": cifra(acervo, "poblacion_rural", codigo, "total", ACTUAL),
        "densidad": cifra(acervo, "densidad", codigo, "total", ACTUAL),
        "cambio": cambio,
        "cambio_signo": con_signo(cambio.crudo) if cambio.hay else "",
        "desde": periodos[0],
        "hasta": periodos[-1],
        "maximo": numero(maximo),
        "linea": linea(total, ancho=ANCHO, alto=ALTO, maximo=maximo),
        "area": area(rural, ancho=ANCHO, alto=ALTO, maximo=maximo),
        "hoy_x": f"{100 * periodos.index(ACTUAL) / (len(periodos) - 1):.1f}",
        "anios": ANIOS_EN_TABLA,
        "filas": [
            (rotulo, [cifra(acervo, "poblacion", codigo, d, p).texto for p in ANIOS_EN_TABLA])
            for d, rotulo in DOMINIOS.items()
        ],
    }


def nbi(acervo: Acervo, codigo: str) -> dict[str, Any]:
    """NBI por dominio, en porcentaje de personas; en un agregado, también sus componentes."""
    visibles = NBI[:2] if len(codigo) == 5 else NBI
    return {
        "filas": [
            (
                acervo.catalogo[i].corto,
                acervo.catalogo[i].definicion,
                [cifra(acervo, i, codigo, d).texto for d in DOMINIOS],
            )
            for i in visibles
        ],
        "columnas": list(DOMINIOS.values()),
    }
