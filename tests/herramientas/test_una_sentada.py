"""De la base a un acto y tres compromisos, sin red y desde el disco: se cierra y nada se pierde."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.casos.caso import CARPETA as CASOS
from tests.herramientas.conftest import DEL_TEMA, Sitio, herramienta
from tests.herramientas.test_preparador import descargar, texto_de
from tests.navegador import ARGUMENTOS, CHROMIUM, Visita

pytestmark = pytest.mark.navegador
MES = "m=27025"
RESPONSABLE = "María Mosquera, Planeación"


@pytest.mark.parametrize("ancho", [360, 1280])
def test_de_la_base_al_tablero_en_una_sentada(
    navegador: Browser, sitio: Sitio, tmp_path: Path, ancho: int
) -> None:
    def abrir() -> BrowserContext:
        return navegador.browser_type.launch_persistent_context(
            tmp_path / "usuario", executable_path=CHROMIUM, args=ARGUMENTOS, offline=True,
            reduced_motion="reduce", viewport={"width": ancho, "height": 740},
        )  # fmt: skip

    def donde(nombre: str, ancla: str = "") -> str:
        return f"{sitio.carpeta.as_uri()}/{herramienta(nombre, ancla)}"

    antes = abrir()
    visita = Visita(antes.pages[0])
    pagina = visita.ir(donde("mi-base"))
    _de_la_base_al_acto(pagina, tmp_path)
    pagina.get_by_role("link", name="Ponerle responsable y fecha").click()
    _poner_responsable(pagina)
    for otra in ("fuentes", "diagnostico"):
        visita.ir(donde(otra, f"#{MES}"))
        if otra == "diagnostico":
            pagina.locator('.herramienta-escala input[value="1"]').first.check(force=True)
        pagina.locator(".a-compromiso button").first.click()
        expect(pagina.locator(".herramienta-aviso")).to_contain_text("Pasó a los compromisos")
    assert "Mosquera" not in pagina.url
    assert [p for p in visita.problemas if not any(d in p for d in DEL_TEMA)] == []
    assert visita.ajenos(sitio.carpeta.as_uri()) == []
    antes.close()

    despues = abrir()
    pagina = despues.pages[0]
    pagina.goto(donde("compromisos", f"#{MES}"))
    compromisos = pagina.locator(".tablero-compromiso")
    expect(compromisos).to_have_count(3)
    adoptar = compromisos.filter(has_text="Adoptar por acto la focalización")
    expect(adoptar).to_contain_text(RESPONSABLE)
    expect(adoptar).to_contain_text("01/03/2027")
    assert pagina.evaluate("document.scrollingElement.scrollWidth") <= ancho
    # De la base no quedó nada.
    pagina.goto(donde("mi-base"))
    expect(pagina.locator(".herramienta-vacio")).to_be_visible()
    assert "hogar" not in pagina.evaluate("JSON.stringify({...localStorage})")
    despues.close()


def _de_la_base_al_acto(pagina: Page, tmp_path: Path) -> None:
    pagina.locator("#herramienta-municipio").fill("27025")
    pagina.get_by_role("option", name="Alto Baudó").first.click()
    pagina.locator("#mi-base-archivo").set_input_files(CASOS / "limpia" / "base.csv")
    # La base del caso es de otro municipio: se dice antes de que salga un acto a su nombre.
    expect(pagina.locator(".mi-base-cuerpo > .aviso")).to_contain_text(
        "La base no trae hogares de Alto Baudó"
    )
    pagina.get_by_role("tab", name="Simular").click()
    pagina.locator("#simulador-cupo").fill("2")
    acto = texto_de(descargar(pagina, "Acto que adopta la focalización en Word", tmp_path))
    assert "Alto Baudó" in acto
    assert "2 cupos" in acto
    pagina.get_by_role("button", name="Pasar su adopción a compromiso").click()
    expect(pagina.locator(".herramienta-aviso")).to_contain_text("Pasó a los compromisos de")


def _poner_responsable(pagina: Page) -> None:
    pagina.locator(".tablero-editar summary").first.click()
    pagina.locator("#compromiso-quien-1").fill(RESPONSABLE)
    pagina.locator("#compromiso-fecha-1").fill("2027-03-01")
    pagina.locator("#compromiso-fecha-1").blur()
