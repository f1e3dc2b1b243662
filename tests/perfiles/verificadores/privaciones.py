"""Las quince privaciones y lo que se sugiere hacer con ellas."""

from __future__ import annotations

from typing import Any

import yaml

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import RAIZ, Tablas, es_co, redondo

MAYORIA = 0.5
ACCIONES: dict[str, Any] = yaml.safe_load(
    (RAIZ / "generador/paginas/territorios/secciones/acciones.yaml").read_text(encoding="utf-8")
)
PRIVACIONES = ("privaciones", "2018")


def _privaciones(t: Tablas) -> list[str]:
    return [i for i in t.fichas if i.startswith("priv_")]


def _lejania(t: Tablas, indicador: str, codigo: str) -> float:
    """Cuánto se aleja, hacia peor, de su departamento; en Bogotá y en un departamento, del país."""
    referencia = "00" if codigo[:2] == "11" or len(codigo) == 2 else codigo[:2]
    return t.privacion(indicador, codigo) - t.privacion(indicador, referencia)


@verifica("privaciones", r"Porcentaje de hogares con cada privación en {anio}, de mayor a menor"
                         r"(?:\.|: promedio del kit con los hogares que el censo contó en cada "
                         r"municipio\.)")  # fmt: skip
def de_que_anio(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("priv_agua")
    assert ("promedio del kit" in f.texto) == (len(f.codigo) == 2)


@verifica(
    "privaciones",
    r"La diferencia es en puntos porcentuales frente (?:al país|al? {lugar})"
    r"(?P<resalta>; en negrita, las que más se apartan)?\.",
)
def frente_a_quien(f: Frase) -> None:
    if f["lugar"] and f["lugar"] != "país":
        assert f["lugar"].removeprefix("el ") in f.departamento
    else:
        assert len(f.codigo) == 2 or f.codigo[:2] == "11"
    lejanias = [_lejania(f.tablas, i, f.codigo) for i in _privaciones(f.tablas)]
    assert bool(f["resalta"]) == any(redondo(d, 1) > 0 for d in lejanias)


@verifica("hacer", r"(?P<privacion>[^(]+) \({pct}\): {texto}\.")
def accion(f: Frase) -> None:
    t = f.tablas
    indicador = next(i for i in _privaciones(t) if t.fichas[i]["corto"] == f["privacion"])
    assert f["pct"] == f"{es_co(t.privacion(indicador, f.codigo), 1)} %"
    assert f["texto"] == ACCIONES["privaciones"][indicador]["accion"]
    lejania = {i: _lejania(t, i, f.codigo) for i in _privaciones(t)}
    hacia_peor = [i for i in lejania if redondo(lejania[i], 1) > 0]
    if hacia_peor and t.omision(f.codigo) <= MAYORIA:
        corte = sorted((lejania[i] for i in hacia_peor), reverse=True)[:3][-1]
        assert lejania[indicador] >= corte - 1e-9
    else:
        propias = sorted((t.privacion(i, f.codigo) for i in lejania), reverse=True)
        assert redondo(t.privacion(indicador, f.codigo), 6) >= redondo(propias[2], 6)


@verifica("hacer", r"Módulo {n}\.|(?P<modulo>Gestión de recursos|Sisbén IV|Diagnóstico y capacidades|"
                   r"Focalización en territorio)(?: · Módulo \d\.)?")  # fmt: skip
def modulo(f: Frase) -> None:
    titulos = {m["titulo"] for m in ACCIONES["modulos"].values()}
    assert not f["modulo"] or any(f["modulo"] in titulo for titulo in titulos)


@verifica("hacer", r"Según las privaciones que más se alejan (?:del país|del? {lugar}) o, si ninguna, "
                   r"las más frecuentes\.", compara=[PRIVACIONES])  # fmt: skip
def segun_que(f: Frase) -> None:
    assert not f["lugar"] or f["lugar"] in f.departamento


@verifica("hacer", r"Herramientas con {nombre} ya elegido: {texto}\.")
def herramientas(f: Frase) -> None:
    assert f["nombre"] == f.nombre


A_LA_VISTA = 10


@verifica("municipios departamentos", r"Ver los otros {n}")
def los_plegados(f: Frase) -> None:
    suyos = [
        c
        for c in f.tablas.territorios
        if (len(c) == 5 and c[:2] == f.codigo) or (f.codigo == "00" and len(c) == 2 and c != "00")
    ]
    assert f["n"] == str(len(suyos) - A_LA_VISTA)
