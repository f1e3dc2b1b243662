"""Desempeño, economía, población, contexto departamental y cita."""

from __future__ import annotations

import math

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import es_co


@verifica(
    "capacidades", r"Grupo de capacidades: (?P<grupo>.+); la raya es la mediana de su grupo\."
)
def grupo(f: Frase) -> None:
    assert f["grupo"] == f.tablas.texto("mdm_grupo", f.codigo)


@verifica("capacidades", r"Puntajes de 0 a 100\.")
def puntajes(f: Frase) -> None:
    assert 0 <= f.tablas.valor("mdm", f.codigo) <= 100


@verifica("capacidades", r"{nombre} no está en la Medición de Desempeño Municipal {anio}\.|La Medición "
                         r"de Desempeño Municipal evalúa alcaldías; esta es un área no "
                         r"municipalizada\.")  # fmt: skip
def sin_medicion(f: Frase) -> None:
    t = f.tablas
    assert math.isnan(t.valor("mdm", f.codigo))
    es_area = t.territorios[f.codigo]["tipo"].startswith("Área no municipalizada")
    assert bool(f["anio"]) != es_area
    assert f["nombre"] in ("", f.nombre)


@verifica("capacidades", r"El DANE no publica valor agregado de este territorio para {anio}\.")
def sin_valor_agregado(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("valor_agregado")
    assert math.isnan(f.tablas.valor("valor_agregado", f.codigo))


@verifica("poblacion", r"A trazos, después de {anio}\.")
def los_trazos(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("poblacion")


@verifica("contexto", r"Cifras de {lugar}, de encuestas por muestreo\.")
def de_quien(f: Frase) -> None:
    propio = f.tablas.territorios[f.codigo[:2]]["nombre"]
    assert f["lugar"] == propio


@verifica("contexto", r"No (?:son de {nombre}, no )?se comparan con la medida censal de {anio} ni se "
                      r"unen con ella en una serie\.")  # fmt: skip
def no_se_comparan(f: Frase) -> None:
    assert f["nombre"] in ("", f.nombre)
    assert f["anio"] == f.tablas.vigente("ipm_censal")


SERIES = ("ipm_ecv", "pm_2021_2023")


@verifica("contexto", r"{anio}: {pct}(?: \(Colombia, (?P<pais>[\d,]+ %)\))?\.",
          compara=[("la misma serie de la encuesta", "el mismo")])  # fmt: skip
def extremos(f: Frase) -> None:
    """El primer o el último año de una de las encuestas, y el país en ese mismo año."""
    t = f.tablas
    extremo = -1 if f["pais"] else 0
    suyas = [i for i in SERIES if (anios := _serie(f, i)) and anios[extremo] == f["anio"]]
    assert any(
        f["pct"] == f"{es_co(t.valor(i, f.codigo[:2], 'total', f['anio']), 1)} %"
        and f["pais"] in ("", f"{es_co(t.valor(i, '00', 'total', f['anio']), 1)} %")
        for i in suyas
    )


def _serie(f: Frase, indicador: str) -> list[str]:
    t = f.tablas
    return [p for p in t.periodos(indicador) if f.codigo[:2] in t.numeros[indicador, "total", p]]


@verifica("contexto", r"{lugar}(?P<pais> y Colombia)?, año por año")
def leyenda(f: Frase) -> None:
    assert f["lugar"] == f.nombre
    assert bool(f["pais"]) == (f.codigo != "00")


@verifica("fuentes", r"{lugar}: {pct} de pobreza multidimensional en {anio} \((?P<de>.+)\)\.")
def cita_corta(f: Frase) -> None:
    t = f.tablas
    assert f["lugar"] == f.nombre
    assert f["anio"] == t.vigente("ipm_censal")
    assert f["pct"] == f"{es_co(t.incidencia(f.codigo), 1)} %"
    # Lo que promedió el kit no se atribuye al DANE.
    assert f["de"].startswith("promedio del Kit" if len(f.codigo) == 2 else "DANE, medida censal")


@verifica("fuentes", r"Perfil de {lugar} \({codigo}\), (?P<de>.+), Medida de pobreza multidimensional "
                     r"municipal de fuente censal, {anio}\. https://\S+")  # fmt: skip
def cita_larga(f: Frase) -> None:
    assert [f["lugar"], f["codigo"]] == [f.nombre, f.codigo]
    assert f["anio"] == f.tablas.vigente("ipm_censal")
    assert ("promedio del kit" in f["de"]) == (len(f.codigo) == 2)


@verifica("agrupamientos", r"«Alta» y «baja» son frente al promedio simple de los municipios "
                           r"\({pct}\)\.")  # fmt: skip
def frente_a_que(f: Frase) -> None:
    media = f.tablas.columna("ipm_censal").mean()
    assert f["pct"] == f"{es_co(float(media), 1)} %"
