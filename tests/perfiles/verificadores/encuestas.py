"""El departamento en las encuestas: los intervalos y la precisión, con los límites del DANE."""

from __future__ import annotations

import math

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import es_co

SERIES = ("ipm_ecv", "pm_2021_2023", "pme_2021_2023")
CLASES = {"alta": (0, 10), "aceptable": (10, 15), "baja": (15, 1000)}


@verifica("contexto", r"{anio}: {pct} \(de {a} a {b}(?:; Colombia, (?P<pais>[\d,]+ %))?\)\.",
          compara=[("la misma encuesta", "el mismo")])  # fmt: skip
def con_intervalo(f: Frase) -> None:
    t, donde = f.tablas, f.codigo[:2]
    for i in SERIES:
        valor, bajo, alto, pais = (
            "" if math.isnan(v) else es_co(v, 1)
            for v in (
                t.valor(i, donde, "total", f["anio"]),
                t.valor(f"{i}_li", donde, "total", f["anio"]),
                t.valor(f"{i}_ls", donde, "total", f["anio"]),
                t.valor(i, "00", "total", f["anio"]),
            )
        )
        dicho = [f["pct"], f["a"], f["b"], f["pais"] or f"{pais} %"]
        if dicho == [f"{valor} %", bajo, alto, f"{pais} %"]:
            assert f["anio"] == t.periodos(i)[-1]
            return
    raise AssertionError(dicho)


@verifica(
    "contexto",
    r"Coeficiente de variación de {anio}, {pct}: precisión (?P<clase>alta|aceptable|baja)\.",
)
def precision(f: Frase) -> None:
    t = f.tablas
    cv = t.valor("ipm_ecv_cv", f.codigo[:2], "total", f["anio"])
    assert f["anio"] == t.periodos("ipm_ecv_cv")[-1]
    assert f["pct"] == f"{es_co(cv, 1)} %"
    desde, hasta = CLASES[f["clase"]]
    assert desde < cv <= hasta


@verifica("contexto", r"(?:\* )?En {anio} la encuesta tomó un registro fotográfico de los servicios públicos en la "
                      r"zona rural\.|(?:\* )?La inasistencia escolar de {otro_anio} integra registros "
                      r"administrativos \(SIMAT y C600\) con la encuesta\.")  # fmt: skip
def notas_del_dane(f: Frase) -> None:
    notas = f.tablas.fichas["ipm_ecv"]["notas"]
    assert f.texto.removeprefix("* ") in {str(n) for n in notas.values()}
    assert f["anio"] + f["otro_anio"] in {str(a) for a in notas}
