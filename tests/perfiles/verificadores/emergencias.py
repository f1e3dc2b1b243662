"""Emergencias reportadas: el total, los tipos y cada año, sumados otra vez."""

from __future__ import annotations

import re

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import Tablas, es_co, leido

TIPOS = {
    "incendio": "emergencias_incendios",
    "movimiento": "emergencias_movimientos",
    "inundaci": "emergencias_inundaciones",
    "creciente": "emergencias_crecientes",
    "vendaval": "emergencias_vientos",
    "sequía": "emergencias_otras",
}
PARTE = re.compile(r"(?P<n>[\d.]+) (?P<que>de otros tipos|[a-záéíóú]+)")
PRINCIPALES = 3


def _anuales(t: Tablas, codigo: str) -> dict[str, float]:
    return {a: t.valor("emergencias", codigo, "total", a) for a in t.periodos("emergencias")}


def _tipos(t: Tablas, codigo: str) -> dict[str, float]:
    """El tipo se publica una vez, con lo de todos los años."""
    return {i: t.ultimo(i, codigo)[1] for i in TIPOS.values()}


@verifica("emergencias", r"De {anio} a {otro_anio} se (?:reportó|reportaron) {n} "
                         r"(?P<cosa>emergencias?)\.")  # fmt: skip
def reportadas(f: Frase) -> None:
    anuales = _anuales(f.tablas, f.codigo)
    assert [f["anio"], f["otro_anio"]] == [min(anuales), max(anuales)]
    total = sum(anuales.values())
    assert f["n"] == es_co(total)
    assert ("reportó" in f.texto) == (total == 1) == (f["cosa"] == "emergencia")


@verifica("emergencias", r"(?P<verbo>Fue|Fueron) (?P<lista>.+)\.")
def de_que_tipo(f: Frase) -> None:
    tipos = _tipos(f.tablas, f.codigo)
    total = sum(_anuales(f.tablas, f.codigo).values())
    assert (f["verbo"] == "Fue") == (total == 1)
    dichas = [(m["que"], leido(m["n"])) for m in PARTE.finditer(f["lista"])]
    assert sum(n for _, n in dichas) == total == sum(tipos.values())
    de_otros = dict(dichas).pop("de otros tipos", 0)
    nombradas = [(_indicador(q), n) for q, n in dichas if q != "de otros tipos"]
    assert len(nombradas) == min(PRINCIPALES, sum(v > 0 for v in tipos.values()))
    assert all(tipos[i] == n for i, n in nombradas)
    resto = [v for i, v in tipos.items() if i not in dict(nombradas)]
    assert de_otros == sum(resto)
    assert min(n for _, n in nombradas) >= max(resto)
    assert [n for _, n in nombradas] == sorted((n for _, n in nombradas), reverse=True)


def _indicador(palabra: str) -> str:
    return next(i for inicio, i in TIPOS.items() if palabra.startswith(inicio))


@verifica("emergencias", r"Por año: (?P<lista>.+)\.")
def por_anio(f: Frase) -> None:
    partes = [p.split(" en ") for p in f["lista"].split(", ")]
    dichas = {anio: cuantas for cuantas, anio in partes}
    assert dichas == {a: es_co(v) for a, v in _anuales(f.tablas, f.codigo).items()}


@verifica("emergencias", r"El archivo de la UNGRD no trae emergencias de {nombre} de {anio} a "
                         r"{otro_anio}\.")  # fmt: skip
def sin_reporte(f: Frase) -> None:
    t = f.tablas
    anios = t.periodos("emergencias")
    assert [f["nombre"], f["anio"], f["otro_anio"]] == [f.nombre, anios[0], anios[-1]]
    assert not any(v > 0 for v in _anuales(t, f.codigo).values())
