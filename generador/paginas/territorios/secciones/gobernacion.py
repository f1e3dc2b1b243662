"""El desempeño de la gobernación: la MDD del departamento, con la mediana de los demás."""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import Any, NamedTuple

from generador.formato import numero
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio

MDD = "mdd"
COMPONENTES = ("mdd_gestion", "mdd_movilizacion", "mdd_ejecucion", "mdd_gobierno", "mdd_planeacion",
               "mdd_resultados")  # fmt: skip


class PuntajeDeGobernacion(NamedTuple):
    """Un puntaje de 0 a 100 en el primer año y en el último, y la mediana de este."""

    nombre: str
    antes: str
    ahora: str
    mediana: str


def gobernacion(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Los puntajes de la gobernación; `hay` es falso en Bogotá, que no es departamento."""
    anios = acervo.cubo.periodos(MDD)
    desde, hasta = anios[0], acervo.vigente(MDD)
    suyo = cifra(acervo, MDD, codigo)
    return {
        "hay": suyo.hay,
        "desde": desde,
        "hasta": hasta,
        "hallazgo": f"Puntaje de {hasta}: {suyo.texto} de 100; la mediana de los departamentos es "
        f"{_mediana(acervo, MDD, hasta)}.",
        "filas": [
            PuntajeDeGobernacion(
                acervo.catalogo[i].corto,
                cifra(acervo, i, codigo, "total", desde).texto,
                cifra(acervo, i, codigo, "total", hasta).texto,
                _mediana(acervo, i, hasta),
            )
            for i in (MDD, *COMPONENTES)
        ],
    }


@cache
def _mediana(acervo: DatosDelSitio, indicador: str, anio: str) -> str:
    """La de las gobernaciones con dato ese año."""
    todas = (cifra(acervo, indicador, d, "total", anio) for d in acervo.departamentos)
    return numero(median(c.crudo for c in todas if c.hay), acervo.catalogo[indicador].decimales)
