"""El panel «Publicar»: la tabla no se descarga sin la bitácora, y nada queda en el navegador."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from generador.metodos.hogares.auditoria import faltantes
from generador.metodos.publicable import bitacora
from generador.metodos.publicable.clave import de_texto
from generador.paginas.herramientas import guion, kit
from tests.herramientas.publicable_web import HERRAMIENTAS, Entidad, pestana
from tests.hogares.test_publicable import con_veredas

pytestmark = pytest.mark.navegador
DEL_PANEL = (
    "publicable/registro", "publicable/libro", "publicable/geojson", "base", "terceros/fflate",
    "ooxml/xml", "ooxml/estilos_libro", "ooxml/xlsx", "obrero/publicable",
    "mi_base/publicar_estado", "mi_base/publicar_pedido", "mi_base/publicar_resultado",
    "mi_base/publicar",
)  # fmt: skip
# El obrero y la página de Mi base, lo mínimo: guardan lo que el panel y sus operaciones declaran.
CONTRATO = """
window.KitObrero = { hechas: {}, operacion(nombre, hacer) { this.hechas[nombre] = hacer; } };
window.KitMiBase = { panel(declarado) { this.declarado = declarado; } };
"""
ABRIR = """(datos) => {
  const H = KitHogares;
  const examen = H.examinar(Uint8Array.from(atob(datos), (c) => c.charCodeAt(0)));
  const esquema = H.reconocer(examen.columnas, H.documento("esquemas_sisben"));
  const nombres = [...Object.values(esquema.columnas), ...Object.values(esquema.otras)];
  const { columnas, filas } = H.leerColumnas(examen, [...new Set(nombres)]);
  const entrada = new H.Entrada(esquema, columnas, filas);
  const armado = H.armar(entrada, H.peticion(H.documento("instrumentos").instrumentos[0]));
  const base = { id: "b", nombre: "base.csv", huella: "ab".repeat(32), filas: 1, entrada, armado };
  const bases = new Map([["b", base]]);
  const pedir = async (nombre, pedido) => KitObrero.hechas[nombre](bases, pedido);
  document.body.replaceChildren(KitMiBase.declarado.pintar({ bases: [base], pedir }));
}"""


@pytest.fixture
def panel(navegador: Browser, tmp_path: Path) -> Iterator[Page]:
    with pestana(navegador) as pagina:
        pagina.add_script_tag(content=CONTRATO)
        pagina.add_script_tag(content=guion("kit", kit()))
        for nombre in DEL_PANEL:
            pagina.add_script_tag(path=HERRAMIENTAS / f"{nombre}.js")
        octetos = Entidad(tmp_path).base(con_veredas()).read_bytes()
        pagina.evaluate(ABRIR, base64.b64encode(octetos).decode())
        yield pagina


def bajar(pagina: Page, boton: str) -> bytes:
    with pagina.expect_download() as descarga:
        pagina.click(boton)
    return Path(descarga.value.path()).read_bytes()


def preparar(pagina: Page) -> None:
    pagina.click("#publicar-preparar")
    pagina.wait_for_selector("#publicar-preparada")


def test_de_la_clave_nueva_a_la_tabla_y_otra_vez(panel: Page, tmp_path: Path) -> None:
    assert panel.is_disabled("#publicar-preparar")
    panel.select_option("#publicar-columna", "nom_vereda")
    clave = bajar(panel, "text=Crear una clave nueva")
    assert len(de_texto(clave.decode())) == 16
    assert panel.is_disabled("#publicar-preparar")
    panel.check("#publicar-guardada")
    preparar(panel)
    # Cuántos se ocultan y por qué; cuáles, no.
    visto = panel.inner_text(".publicar-resultado")
    assert "2 no se muestran" in visto and "CHICA" not in visto
    for boton in ("#publicar-csv", "#publicar-xlsx", "#publicar-registro"):
        assert panel.is_disabled(boton)
    anotado = bajar(panel, "#publicar-bajar").decode()
    assert len(bitacora.de_texto(anotado)) == 3
    csv = bajar(panel, "#publicar-csv")
    (tmp_path / "p.xlsx").write_bytes(bajar(panel, "#publicar-xlsx"))
    hoja = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[0]
    assert [str(hoja.cell(1, j + 1).value) for j in range(3)] == csv.decode().split(",")[:3]
    registro = panel.evaluate(
        "(texto) => JSON.parse(texto)", bajar(panel, "#publicar-registro").decode()
    )
    assert faltantes(registro) == ()
    assert clave.decode().strip() not in str(registro) and "ab" * 32 not in str(registro)
    # Lo mismo, abriendo después los dos archivos: la misma tabla y nada que anotar.
    panel.click("text=Olvidar la clave y la bitácora")
    assert not panel.is_visible("#publicar-preparada")
    (tmp_path / "clave.txt").write_bytes(clave)
    (tmp_path / "bitacora.txt").write_text(anotado, encoding="utf-8")
    panel.set_input_files("#publicar-clave", tmp_path / "clave.txt")
    panel.wait_for_selector("text=Olvidar la clave")
    assert panel.is_disabled("#publicar-preparar")
    panel.set_input_files("#publicar-bitacora", tmp_path / "bitacora.txt")
    panel.wait_for_selector("text=3 renglones anotados")
    preparar(panel)
    assert not panel.is_visible("#publicar-bajar")
    assert bajar(panel, "#publicar-csv") == csv


def test_una_clave_nueva_con_una_bitacora_de_otra_y_archivos_que_no_son(
    panel: Page, tmp_path: Path
) -> None:
    otro = tmp_path / "otro.txt"
    otro.write_text("no es", encoding="utf-8")
    panel.set_input_files("#publicar-clave", otro)
    panel.wait_for_selector("text=«otro.txt»: el archivo no trae una clave")
    panel.set_input_files("#publicar-bitacora", otro)
    panel.wait_for_selector("text=está dañada")
    otro.write_text(bitacora.a_texto([]), encoding="utf-8")
    panel.set_input_files("#publicar-bitacora", otro)
    panel.wait_for_selector("text=0 renglones anotados")
    panel.click("text=Crear una clave nueva")
    panel.wait_for_selector("text=Ya abrió una bitácora")


def test_el_mapa_solo_lleva_el_nombre_y_lo_publicado(panel: Page) -> None:
    hecho = panel.evaluate(
        """() => {
          const P = KitPublicable;
          const poligono = (nombre) => ({
            type: "Feature", geometry: { type: "Polygon", coordinates: [] },
            properties: { vereda: nombre, propietario: "alguien" },
          });
          const capa = P.leerPoligonos(JSON.stringify({
            type: "FeatureCollection", features: [poligono("La Peña"), poligono("OTRA")],
          }));
          const tabla = { columnas: ["territorio", "estado", "hogares"], diccionario: [],
            filas: [["LA PENA", "publicado", 30], ["TOTAL", "publicado", 40],
              ["1 territorio sin publicar", "sin_publicar", null]] };
          return P.geojsonPublicable(tabla, capa, "vereda");
        }"""
    )
    propias = [f["properties"] for f in hecho["geojson"]["features"]]
    assert propias == [
        {"territorio": "La Peña", "estado": "publicado", "hogares": 30},
        {"territorio": "OTRA", "estado": None, "hogares": None},
    ]
    assert (hecho["hallados"], hecho["publicados"]) == (1, 1)
