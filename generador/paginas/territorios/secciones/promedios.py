"""Cómo se rotula lo que el kit promedia: nunca pasa por una cifra del DANE."""

from __future__ import annotations

from math import isnan

from generador.formato import porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio

OFICIAL = "ipm_ecv"


def rotulo(codigo: str) -> str:
    """Qué son las referencias de un territorio: departamento y país, o solo el país."""
    if codigo[:2] == "11" or len(codigo) == 2:
        return "El promedio del país lo calcula el kit; no es cifra del DANE."
    return "Los promedios de departamento y país los calcula el kit; no son cifras del DANE."


def oficial(acervo: DatosDelSitio, codigo: str) -> str:
    """La cifra que el DANE sí publica de un departamento o del país, en el año de la censal."""
    anio = acervo.vigente("ipm_censal")
    valor = acervo.cubo.valor(OFICIAL, codigo, "total", anio)
    encuesta = "La cifra oficial de este nivel es la de la Encuesta de Calidad de Vida del DANE"
    return f"{encuesta}." if isnan(valor) else f"{encuesta}: {porcentaje(valor)} en {anio}."
