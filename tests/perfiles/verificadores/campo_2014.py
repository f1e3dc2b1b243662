"""El campo según el Censo Agropecuario: a cuántos contó, su IPM y sus privaciones."""

from __future__ import annotations

import math
import re

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import Tablas, es_co, leido

ANIO = "2014"
PARTE = re.compile(r"(?P<que>[^()]+?) \((?P<pct>[\d,]+ %)\)(?:, | y |$)")
PRINCIPALES = 3


@verifica("produccion", r"De {nombre} solo hay cifras de {anio}\.")
def solo_de_ese_anio(f: Frase) -> None:
    assert [f["nombre"], f["anio"]] == [f.nombre, ANIO]
    for indicador, ficha in f.tablas.fichas.items():
        if ficha["tema"] == "produccion" and ficha.get("perfil") in ("resumen", "detalle", "zonas"):
            assert math.isnan(f.tablas.ultimo(indicador, f.codigo)[1]), indicador


def _de(t: Tablas, indicador: str, codigo: str) -> float:
    return t.valor(indicador, codigo, "total", ANIO)


def _escrita(valor: float) -> str:
    return f"{es_co(valor, 1)} %"


@verifica("produccion", r"El Censo Agropecuario contó a {n} personas? en el área rural dispersa"
                        r"(?P<pocas>, muy pocas para publicar una tasa)?\.")  # fmt: skip
def contadas(f: Frase) -> None:
    assert f["n"] == es_co(_de(f.tablas, "cna_personas", f.codigo))
    assert leido(f["n"]) > 0
    assert bool(f["pocas"]) == math.isnan(_de(f.tablas, "cna_ipm", f.codigo))


@verifica("produccion", r"El {pct} vivía en pobreza según su IPM ajustado(?:: {pct2} en territorio étnico y "
                        r"(?P<fuera>[\d,]+ %) fuera de él)?\.")  # fmt: skip
def incidencia(f: Frase) -> None:
    t = f.tablas
    tasa = _de(t, "cna_ipm", f.codigo)
    assert f["pct"] == _escrita(tasa)
    pobres, todos = (_de(t, i, f.codigo) for i in ("cna_personas_pobres", "cna_personas"))
    assert abs(100 * pobres / todos - tasa) < 0.05
    partes = [_de(t, f"cna_ipm_{z}", f.codigo) for z in ("etnico", "no_etnico")]
    hay = not any(map(math.isnan, partes))
    assert [f["pct2"], f["fuera"]] == ([_escrita(v) for v in partes] if hay else ["", ""])


@verifica("produccion", r"No contó a nadie en territorio étnico\.")
def nadie_en_territorio_etnico(f: Frase) -> None:
    assert _de(f.tablas, "cna_personas_etnico", f.codigo) == 0


@verifica("produccion", r"Privaciones de más hogares: (?P<lista>.+)\.")
def privaciones(f: Frase) -> None:
    t = f.tablas
    suyas = {
        str(x["corto"]).removesuffix(", campo").lower(): v
        for i, x in t.fichas.items()
        if i.startswith("cna_priv_") and not math.isnan(v := _de(t, i, f.codigo))
    }
    dichas = [(m["que"], m["pct"]) for m in PARTE.finditer(f["lista"])]
    mayores = sorted(suyas.values(), reverse=True)[:PRINCIPALES]
    assert [suyas[q] for q, _ in dichas] == mayores
    assert [p for _, p in dichas] == [_escrita(v) for v in mayores]


@verifica("produccion", r"Las cuatro primeras, de {n} unidades de producción agropecuaria; la tenencia, de "
                        r"todas las unidades censadas\.")  # fmt: skip
def de_cuantas(f: Frase) -> None:
    assert f["n"] == es_co(_de(f.tablas, "cna_upa", f.codigo))


@verifica("produccion", r"El IPM ajustado tiene diez variables y deja fuera cabeceras y centros poblados: no se "
                        r"compara con la medida censal de {anio} ni con la encuesta\.")  # fmt: skip
def no_se_compara(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("ipm_censal")
    assert sum(i.startswith("cna_priv_") for i in f.tablas.fichas) == 10
