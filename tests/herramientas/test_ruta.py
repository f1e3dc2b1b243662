"""La ruta: toda marca con paso lo trae, el orden por fase y los avisos de oferta y demanda."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from generador.rutas import SITIO
from tests.herramientas.conftest import Abrir, Calcular, Sitio, bajar, herramienta, leer_reglas

pytestmark = pytest.mark.navegador
REGLAS = leer_reglas("ruta")
OPCIONES = [o for s in REGLAS["secciones"] for o in s["opciones"]]
FASES = [f["id"] for f in REGLAS["fases"]]


def test_las_reglas_son_coherentes() -> None:
    ids = [o["id"] for o in OPCIONES]
    assert len(set(ids)) == len(ids)
    for paso in [p for o in OPCIONES for p in o.get("pasos", [])] + REGLAS["siempre"]:
        assert paso["fase"] in FASES
        assert paso["estado"] in ("confirmada", "por verificar", "del municipio")
        assert paso["aliado"] and paso["instrumento"] and (paso["normas"] or paso["nota"])
        if "herramienta" in paso:
            assert (SITIO / "herramientas" / paso["herramienta"] / "index.md").is_file()


def test_cada_marca_trae_sus_pasos_en_orden(calcular: Calcular) -> None:
    assert calcular("planDeRuta", REGLAS, []) == []
    assert calcular("planDeRuta", REGLAS, ["agricola"]) == []
    for opcion in OPCIONES:
        plan = calcular("planDeRuta", REGLAS, [opcion["id"]])
        propios = [p["paso"] for p in plan if p["porque"] == opcion["nombre"]]
        assert propios == [p["paso"] for p in opcion.get("pasos", [])]
    todo = calcular("planDeRuta", REGLAS, [o["id"] for o in OPCIONES])
    lugares = [FASES.index(p["fase"]) for p in todo]
    assert lugares == sorted(lugares)
    assert len(todo) == sum(len(o.get("pasos", [])) for o in OPCIONES) + len(REGLAS["siempre"])


@pytest.mark.parametrize(
    ("marcas", "dice"),
    [
        (["artesania"], "ninguna demanda"),
        (["plaza", "sisben"], "ninguna oferta"),
        (["agricola", "plaza", "sisben"], "no marcó compras públicas"),
        (["servicios", "publica", "sisben"], "ningún alimento"),
        (["agricola", "publica"], "a quién se quiere llegar"),
    ],
)
def test_los_avisos(calcular: Calcular, marcas: list[str], dice: str) -> None:
    (aviso,) = calcular("avisosDeRuta", REGLAS, marcas)
    assert dice in aviso


def test_se_arma_el_plan_con_el_teclado(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    pagina = abrir(360, 740).ir(sitio.url + herramienta("ruta", "#m=27025"))
    cuerpo = pagina.locator(".herramienta-cuerpo")
    expect(cuerpo).to_contain_text("97,9")
    expect(cuerpo).to_contain_text("plátano, cacao")
    for marca in ("agricola", "publica", "transporte", "sisben"):
        pagina.locator(f"#ruta-{marca}").focus()
        pagina.keyboard.press("Space")
    expect(cuerpo).to_contain_text("se corresponden")
    pasos = cuerpo.locator(".herramienta-plan li")
    expect(pasos).to_have_count(5)
    expect(pasos.first).to_contain_text("Ley 715 de 2001")
    enlace = pasos.first.get_by_role("link", name="Simulador de focalización")
    assert (enlace.get_attribute("href") or "").endswith("../simulador/index.html#m=27025")
    pagina.locator("#ruta-alimentos").fill("100.000.000")
    expect(cuerpo).to_contain_text("$ 30.000.000")
    pagina.locator("#responsable-0").fill("Ana, =marzo")
    pagina.keyboard.press("Tab")
    texto = bajar(pagina, "Descargar CSV", tmp_path)
    assert "Ana, =marzo" in texto
    pagina.locator("#ruta-alimentos").fill("mucho")
    expect(cuerpo).to_contain_text("debe ser un número")
