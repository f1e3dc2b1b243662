"""El contexto departamental: encuestas que no bajan al municipio y no se comparan con él."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from generador.formato import numero, porcentaje
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.territorios.graficos import tope
from generador.paginas.territorios.marcas_y_riel import DEPARTAMENTO, PAIS, PROPIO, nombre_de_rotulo
from generador.paginas.territorios.serie import Linea, dibujo

# En el municipio, las dos primeras: la página debe pesar poco y la serie entera está en el
# departamento.
EN_MUNICIPIO = 2
SIN_INTERVALO = "–"
SIN_LIMITES = (np.nan, np.nan)
# El coeficiente de variación (%) hasta el que vale cada clase, según la nota de los anexos.
CLASES_DEL_DANE = ((10.0, "alta"), (15.0, "aceptable"), (np.inf, "baja"))
SERIES = {
    "ipm_ecv": "Pobreza multidimensional (Encuesta de Calidad de Vida)",
    "pm_2021_2023": "Pobreza monetaria",
    "pme_2021_2023": "Pobreza monetaria extrema",
    "pm_2012_2021": "Pobreza monetaria, serie anterior (censo 2005)",
}


def contexto(acervo: DatosDelSitio, codigo: str) -> list[dict[str, Any]]:
    """Una serie por encuesta para el departamento de `codigo`, con el país como referencia."""
    marca = DEPARTAMENTO if len(codigo) == 5 else PROPIO
    return [
        serie
        for indicador, titulo in list(SERIES.items())[: EN_MUNICIPIO if len(codigo) == 5 else None]
        if (serie := _serie(acervo, indicador, titulo, codigo[:2], marca))
    ]


@cache  # la misma para todos los municipios del departamento
def _serie(
    acervo: DatosDelSitio, indicador: str, titulo: str, codigo: str, marca: str
) -> dict[str, Any] | None:
    propia = dict(acervo.cubo.serie(indicador, codigo))
    pais = dict(acervo.cubo.serie(indicador, NACION))
    if not propia:
        return None
    periodos = sorted(propia)
    filas = [(p, propia[p], pais.get(p, np.nan)) for p in periodos]
    limites = _intervalos(acervo, indicador, codigo, periodos)
    notas = acervo.catalogo[indicador].notas
    altos = [alto for _, alto in limites.values()]
    maximo = tope(max(*propia.values(), *altos, *(pais.get(p, 0) for p in periodos)))
    propio = nombre_de_rotulo(acervo.territorios[codigo].nombre).removeprefix("Archipiélago de ")
    lineas = [_linea(marca, propio, [f[1] for f in filas], rotulada=True)]
    if codigo != NACION:
        lineas.append(_linea(PAIS, "Colombia", [f[2] for f in filas]))
    return {
        "titulo": titulo,
        "fuente": acervo.catalogo[indicador].fuente,
        "desde": periodos[0],
        "hasta": periodos[-1],
        "maximo": numero(maximo),
        "de": "ipm" if indicador == "ipm_ecv" else "mon",
        "pais": codigo != NACION,
        "dibujo": dibujo(lineas, maximo, banda=[limites.get(p, SIN_LIMITES) for p in periodos]),
        "extremos": f"{periodos[0]}: {porcentaje(filas[0][1])}. {periodos[-1]}: "
        f"{porcentaje(filas[-1][1])}{_al_lado(limites.get(periodos[-1]), filas[-1][2])}.",
        "precision": _precision(acervo, indicador, codigo, periodos[-1]),
        "con_intervalo": bool(limites),
        "notas": [notas[p] for p in periodos if p in notas],
        "filas": [
            (
                f"{p}*" if p in notas else p,
                numero(v, 1),
                _intervalo(limites[p]) if p in limites else SIN_INTERVALO,
                "sin dato" if np.isnan(n) else numero(n, 1),
            )
            for p, v, n in filas
        ],
    }


def _intervalos(
    acervo: DatosDelSitio, indicador: str, codigo: str, periodos: list[str]
) -> dict[str, tuple[float, float]]:
    """Los límites al 95 % de los años que los publican; vacío si la serie no los trae."""
    if f"{indicador}_li" not in acervo.catalogo:
        return {}
    pares = {
        p: (
            acervo.cubo.valor(f"{indicador}_li", codigo, periodo=p),
            acervo.cubo.valor(f"{indicador}_ls", codigo, periodo=p),
        )
        for p in periodos
    }
    return {p: par for p, par in pares.items() if not np.isnan(par).any()}


def _linea(marca: str, nombre: str, valores: list[float], *, rotulada: bool = False) -> Linea:
    """Una línea con su último valor escrito y, si va `rotulada`, también el primero."""
    escritos = [porcentaje(v) for v in valores if not np.isnan(v)] or [""]
    return Linea(marca, nombre, valores, escritos[-1], escritos[0] if rotulada else "")


def _intervalo(par: tuple[float, float]) -> str:
    return f"{numero(par[0], 1)} a {numero(par[1], 1)}"


def _al_lado(par: tuple[float, float] | None, pais: float) -> str:
    """« (de 27,7 a 33,9; Colombia, 9,9 %)»: lo que acompaña a la última cifra."""
    partes = [f"de {_intervalo(par)}"] if par else []
    partes += [] if np.isnan(pais) else [f"Colombia, {porcentaje(pais)}"]
    return f" ({'; '.join(partes)})" if partes else ""


def _precision(acervo: DatosDelSitio, indicador: str, codigo: str, periodo: str) -> str:
    """«Coeficiente de variación, 5,2 %: precisión alta.», con las clases del DANE; o vacío."""
    if f"{indicador}_cv" not in acervo.catalogo:
        return ""
    cv = acervo.cubo.valor(f"{indicador}_cv", codigo, periodo=periodo)
    if np.isnan(cv):
        return ""
    clase = next(nombre for tope_, nombre in CLASES_DEL_DANE if cv <= tope_)
    return f"Coeficiente de variación de {periodo}, {porcentaje(cv)}: precisión {clase}."
