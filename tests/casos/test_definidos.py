"""Los casos son los que dice el guion, declaran los tres motores y fallan cuando deben fallar."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from generador.rutas import RAIZ
from tests.casos.caso import CARPETA, FICHA, MOTORES, Caso, versionados
from tests.casos.comparar import PROPIOS, Resumen, comunes, exigir
from tests.casos.hacer import definidos
from tests.casos.verdad import Cifras, dos_municipios, elegir, incidencia

CASOS = [caso for caso, _ in versionados()]
PAREJAS = json.loads((CARPETA / "parejas.json").read_text("utf-8"))
PYTHON = RAIZ / "generador" / "metodos" / "hogares"
JAVASCRIPT = RAIZ / "sitio" / "recursos" / "herramientas" / "hogares"


def test_las_carpetas_son_las_que_hace_el_guion() -> None:
    """Si falla, corra «python -m tests.casos.hacer» y mire qué cambió."""
    hechas = {c.nombre: c.todos() for c in definidos()}
    carpetas = {ruta.parent for ruta in CARPETA.glob(f"*/{FICHA}")}
    versionadas = {c.name: {r.name: r.read_bytes() for r in c.iterdir()} for c in carpetas}
    assert sorted(versionadas) == sorted(hechas)
    for nombre, archivos in hechas.items():
        assert versionadas[nombre] == archivos, nombre


@pytest.mark.parametrize("caso", CASOS, ids=lambda c: c.nombre)
def test_declara_los_tres_motores_y_por_que_falta_alguno(caso: Caso) -> None:
    assert tuple(sorted(caso.motores)) == tuple(sorted(MOTORES))
    assert caso.que_es
    assert caso.corre("orden"), "todo caso corre al menos en la orden"
    for dicho in caso.motores.values():
        partes = dicho if isinstance(dicho, dict) else {"todo": dicho}
        assert set(partes) <= {"todo", "incidencia", "focalizar"}
        assert all(m is True or (isinstance(m, str) and len(m.split()) > 3)
                   for m in partes.values()), dicho  # fmt: skip


@pytest.mark.parametrize("motor", MOTORES)
def test_lo_que_dice_un_solo_motor_tiene_su_porque(motor: str) -> None:
    assert all(set(p) == {"empieza", "porque"} and p["porque"] for p in PROPIOS[motor])


def test_cada_regla_doble_tiene_casos_compartidos_o_un_motivo() -> None:
    python = {r.stem for r in PYTHON.iterdir() if not r.name.startswith("__")}
    javascript = {r.stem for r in JAVASCRIPT.glob("*.js")}
    assert set(PAREJAS["parejas"]) == python & javascript
    assert set(PAREJAS["sin_pareja"]) == python ^ javascript
    assert all(PAREJAS["sin_pareja"].values())
    de_texto = json.loads((CARPETA / "texto" / "casos.json").read_text("utf-8"))
    en_los_dos = {c.nombre for c in CASOS if c.corre("orden") and c.corre("navegador")}
    posibles = en_los_dos | {f"texto/{c['archivo']}" for c in de_texto}
    for pareja, suyos in PAREJAS["parejas"].items():
        assert suyos and set(suyos) <= posibles, (pareja, sorted(set(suyos) - posibles))


def test_el_oraculo_es_la_cuenta_a_mano() -> None:
    """12 hogares de dos personas por municipio, con 6 y 3 pobres: 9 elegibles y 5 cupos."""
    cifras = incidencia(dos_municipios(), "municipio", lambda h: Fraction(3 if h.pobre else 1))
    assert list(cifras.values()) == [
        Cifras(12, Fraction(24), Fraction(48), Fraction(3, 4)),
        Cifras(12, Fraction(18), Fraction(36), Fraction(1, 2)),
    ]
    entran = [h for h in dos_municipios() if h.grupo == "A"]
    dentro, sorteados = elegir(entran, 5, "acta 7")
    assert (len(entran), len(dentro), sorteados) == (9, 5, 9)
    assert elegir(entran, 9, "acta 7")[1] == 0


# Los avisos de «sin-jefe», y cada manera de responderlo mal.
MALAS: dict[str, Callable[[Resumen], Resumen]] = {
    "un hogar de más": lambda r: _cifra(r, "hogares", 4),
    "otras personas": lambda r: _cifra(r, "personas", 7),
    "otra H": lambda r: _cifra(r, "h", 0.999999),
    "otro peso": lambda r: _cifra(r, "hogares_p", 3.5),
    "falta un territorio": lambda r: replace(
        r, incidencia={t: c for t, c in (r.incidencia or {}).items() if t != "CHICA"}
    ),
    "falta un elegible": lambda r: replace(r, elegibles=(r.elegibles or [])[1:]),
    "otro puesto": lambda r: replace(r, seleccionados=(r.seleccionados or [])[::-1]),
    "otro sorteo": lambda r: replace(r, sorteados=0),
    "no avisa": lambda r: replace(r, avisos={"incidencia": [], "focalizar": []}),
    "avisa de más": lambda r: replace(
        r, avisos={p: [*a, "1 fila está mal"] for p, a in r.avisos.items()}
    ),
    "se detiene": lambda r: replace(r, error={"incidencia": "no pude"}),
}


@pytest.mark.parametrize("mala", MALAS)
def test_una_respuesta_mala_no_pasa(mala: str) -> None:
    caso = next(c for c in CASOS if c.nombre == "sin-jefe")
    bien = _respuesta_exacta(caso)
    exigir(caso, "orden", bien)
    with pytest.raises(AssertionError):
        exigir(caso, "orden", MALAS[mala](bien))


def test_responder_donde_habia_que_parar_no_pasa() -> None:
    caso = next(c for c in CASOS if c.nombre == "parentesco-ilegible")
    dicho = " ".join(caso.esperado["error"])
    exigir(caso, "orden", Resumen(error={"incidencia": dicho}))
    for malo in (Resumen({"incidencia": []}, {}), Resumen(error={"incidencia": "dañado"})):
        with pytest.raises(AssertionError):
            exigir(caso, "orden", malo)


def test_los_avisos_se_comparan_sin_la_forma_de_oracion() -> None:
    dichos = ["El archivo está mal.", "el archivo está mal", "Otra cosa."]
    assert comunes("qgis", dichos) == ["el archivo está mal", "otra cosa"]
    assert comunes("orden", dichos) == ["el archivo está mal", "el archivo está mal", "otra cosa"]


def _respuesta_exacta(caso: Caso) -> Resumen:
    medido, lista = caso.esperado["incidencia"], caso.esperado["focalizar"]
    return Resumen(
        {
            "incidencia": [*caso.esperado["avisos"], *medido["avisos"]],
            "focalizar": caso.esperado["avisos"],
        },
        {
            t: {n: float(Fraction(v)) for n, v in cifras.items()}
            for t, cifras in medido["territorios"].items()
        },
        lista["elegibles"],
        lista["seleccionados"],
        lista["sorteados"],
    )


def _cifra(hecho: Resumen, cual: str, valor: Any) -> Resumen:
    medida = {t: dict(c) for t, c in (hecho.incidencia or {}).items()}
    medida["CHICA"][cual] = valor
    return replace(hecho, incidencia=medida)
