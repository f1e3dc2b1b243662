"""«Mi base» cuando algo se tuerce: se cancela, se suelta, se cae el obrero o falta el archivo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.casos.caso import CARPETA as CASOS
from tests.herramientas.conftest import Sitio, herramienta
from tests.navegador import Visita

pytestmark = pytest.mark.navegador
LIMPIA = CASOS / "limpia" / "base.csv"
# Lo que en la vida real es una memoria que no alcanza o un disco lento, aquí se pide.
DE_PRUEBA = """
KitObrero.operacion("caer", () => {
  setTimeout(() => { throw new RangeError("Array buffer allocation failed"); });
  return new Promise(() => {});
});
self.lenta = false;
KitObrero.operacion("lenta", (_, si) => { self.lenta = si; });
const leer = KitObrero.leerArchivo;
KitObrero.leerArchivo = async (archivo, contexto) => {
  for (let i = 1; self.lenta; i += 1) await contexto.avance("Leyendo", Math.min(i / 1000, 0.9));
  return leer(archivo, contexto);
};
KitObrero.operacion("cuantas", (bases) => bases.size);
"""
SOLTAR = """async ([textos, donde]) => {
  const traslado = new DataTransfer();
  textos.forEach((t, i) => traslado.items.add(new File([t], `soltado-${i + 1}.csv`)));
  const opciones = { dataTransfer: traslado, bubbles: true, cancelable: true };
  const nodo = document.querySelector(donde);
  nodo.dispatchEvent(new DragEvent("dragover", opciones));
  const encima = nodo.classList.contains("encima");
  const cancelado = !nodo.dispatchEvent(new DragEvent("drop", opciones));
  return [encima, cancelado, nodo.classList.contains("encima")];
}"""


@pytest.fixture(scope="module")
def visita(sitio: Sitio, navegador: Browser) -> Iterator[Visita]:
    """Una sola pestaña del disco, con un obrero que además obedece a las pruebas."""
    contexto = navegador.new_context(offline=True, reduced_motion="reduce")
    visita = Visita(contexto.new_page())
    visita.ir((sitio.carpeta / herramienta("mi-base")).as_uri())
    visita.pagina.evaluate("(mas) => { window.KIT_OBRERO += mas; }", DE_PRUEBA)
    yield visita
    contexto.close()


@pytest.fixture
def pagina(visita: Visita) -> Iterator[Page]:
    quitar = visita.pagina.get_by_role("button", name=re.compile("^Quitar"))
    while quitar.count():
        cuantas = quitar.count()
        quitar.first.click()
        expect(quitar).to_have_count(cuantas - 1)
    yield visita.pagina
    assert visita.problemas == []


def abiertas(pagina: Page) -> list[str]:
    return pagina.locator(".mi-base-nombre").all_inner_texts()


def lenta(pagina: Page, si: bool) -> None:
    pagina.evaluate("(si) => KitMiBase.pedir('lenta', si)", si)


def test_una_lectura_larga_se_cancela_y_no_queda_nada(pagina: Page) -> None:
    lenta(pagina, True)
    pagina.locator("#mi-base-archivo").set_input_files(LIMPIA)
    expect(pagina.get_by_role("progressbar")).to_be_visible()
    expect(pagina.locator(".mi-base-marcha")).to_contain_text("Leyendo")
    pagina.get_by_role("button", name="Cancelar").press("Enter")
    expect(pagina.locator(".herramienta-aviso")).to_contain_text("«base.csv» no se usó. Se canceló")
    expect(pagina.get_by_role("progressbar")).to_have_count(0)
    lenta(pagina, False)
    # Se puede abrir otra enseguida, y la cancelada no aparece después.
    pagina.locator("#mi-base-archivo").set_input_files(LIMPIA)
    expect(pagina.locator(".mi-base-nombre")).to_have_count(1)
    assert pagina.evaluate("KitMiBase.pedir('cuantas')") == 1


def test_si_se_cancela_cuando_ya_iba_a_terminar_tampoco_queda(pagina: Page) -> None:
    hecho = pagina.evaluate(
        """async (texto) => {
          const corte = new AbortController();
          const alAvanzar = ({ paso }) => paso === "Reuniendo los hogares" && corte.abort();
          const pedido = { id: "tarde", archivo: new File([texto], "tarde.csv") };
          const dicho = await KitMiBase.pedir("abrir", pedido, { alAvanzar, senal: corte.signal })
            .catch((error) => error.problema);
          return [dicho, await KitMiBase.pedir("cuantas"), await KitMiBase.pedir("cuantas")];
        }""",
        LIMPIA.read_text("utf-8"),
    )
    assert hecho == ["se canceló", 0, 0]


def test_se_sueltan_dos_archivos_y_se_leen_uno_tras_otro(pagina: Page) -> None:
    texto = LIMPIA.read_text("utf-8")
    marcas = pagina.evaluate(SOLTAR, [[texto, texto], ".mi-base-zona"])
    assert marcas == [True, True, False]
    expect(pagina.locator(".mi-base-nombre")).to_have_count(2)
    assert abiertas(pagina) == ["soltado-2.csv", "soltado-1.csv"]


def test_lo_que_cae_fuera_de_la_zona_no_se_lleva_la_pagina(pagina: Page) -> None:
    _, cancelado, _ = pagina.evaluate(SOLTAR, [["a;b\n"], "h1"])
    assert cancelado
    assert abiertas(pagina) == []


def test_el_segundo_espera_a_que_se_conteste_la_pregunta_del_primero(pagina: Page) -> None:
    dudosa = CASOS / "parentesco-ilegible" / "base.csv"
    pagina.locator("#mi-base-archivo").set_input_files([dudosa, LIMPIA])
    pregunta = pagina.locator("#herramienta-pregunta")
    expect(pregunta).to_be_focused()
    # Otro más, mientras tanto: también espera.
    pagina.evaluate(SOLTAR, [[LIMPIA.read_text("utf-8")], ".mi-base-zona"])
    assert abiertas(pagina) == []
    pregunta.get_by_role("button", name="No usar este archivo").click()
    expect(pagina.locator(".mi-base-nombre")).to_have_count(2)
    assert abiertas(pagina) == ["soltado-1.csv", "base.csv"]


def test_si_el_obrero_se_cae_se_dice_y_se_puede_seguir(pagina: Page, visita: Visita) -> None:
    pagina.locator("#mi-base-archivo").set_input_files(LIMPIA)
    pagina.get_by_role("tab", name="Simular").click()
    expect(pagina.locator(".herramienta-errores")).to_be_visible()
    dicho = pagina.evaluate("KitMiBase.pedir('caer').catch((e) => [e.problema, e.queHacer])")
    assert dicho == [
        "no alcanzó la memoria de este navegador",
        "cierre otras pestañas y vuelva a abrir la base",
    ]
    expect(pagina.locator(".herramienta-aviso.malo")).to_contain_text("las bases se cerraron")
    expect(pagina.locator(".herramienta-vacio")).to_contain_text("Abra el CSV")
    pagina.locator("#mi-base-archivo").set_input_files(LIMPIA)
    expect(pagina.locator(".herramienta-errores")).to_be_visible()


def test_si_se_cae_mientras_lee_se_dice_de_cual(pagina: Page) -> None:
    lenta(pagina, True)
    pagina.locator("#mi-base-archivo").set_input_files(LIMPIA)
    expect(pagina.get_by_role("progressbar")).to_be_visible()
    pagina.evaluate("KitMiBase.pedir('caer').catch(() => null)")
    aviso = pagina.locator(".herramienta-aviso.malo")
    expect(aviso).to_contain_text("«base.csv» no se usó. No alcanzó la memoria")
    expect(pagina.get_by_role("progressbar")).to_have_count(0)


def test_un_archivo_que_se_borra_o_se_cambia_se_explica(pagina: Page, tmp_path: Path) -> None:
    ruta = tmp_path / "efimera.csv"
    ruta.write_bytes(LIMPIA.read_bytes())
    pagina.evaluate(
        """() => document.body.append(Object.assign(document.createElement("input"),
          { type: "file", id: "aparte" }))"""
    )
    pagina.locator("#aparte").set_input_files(ruta)
    ruta.unlink()
    pagina.evaluate(
        """() => {
          const campo = document.getElementById("mi-base-archivo");
          campo.files = document.getElementById("aparte").files;
          campo.dispatchEvent(new Event("change", { bubbles: true }));
          document.getElementById("aparte").remove();
        }"""
    )
    aviso = pagina.locator(".herramienta-aviso.malo")
    expect(aviso).to_contain_text("«efimera.csv» no se usó. El archivo ya no se puede leer")
    expect(aviso).to_contain_text("no lo cambie ni lo mueva")
    assert abiertas(pagina) == []
