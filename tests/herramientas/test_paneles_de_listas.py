"""Los paneles «Evaluar una lista» y «Comparar cortes», desde el disco, sin red y con el teclado.

Lo que importa: un documento se lee solo para cruzar. Después no está en la memoria de la base, ni
en la página, ni en lo descargado.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.accesibilidad import CON_DEDO, OSCURO, infracciones
from tests.herramientas.armado_web import a_csv
from tests.herramientas.conftest import Sitio, herramienta
from tests.herramientas.test_listas_web import con_documentos, dos_cortes
from tests.navegador import Abrir, Visita

pytestmark = pytest.mark.navegador
INTERNO = "INTERNO: no publicar"
BASE, CEDULAS = con_documentos(90, 3)
# Lo que el obrero conserva, recorrido entero: textos y números.
EN_LA_MEMORIA = """
;(function () {
  function buscar(buscados, raiz) {
    const vistos = new Set(), hallados = [];
    let mirados = 0;
    const mirar = (valor) => {
      if (typeof valor === "string" || typeof valor === "number") {
        mirados += 1;
        if (buscados.has(String(valor))) hallados.push(String(valor));
        return;
      }
      if (!valor || typeof valor !== "object" || vistos.has(valor)) return;
      vistos.add(valor);
      if (ArrayBuffer.isView(valor)) { valor.forEach(mirar); return; }
      if (valor instanceof Map) { valor.forEach((v, k) => { mirar(k); mirar(v); }); return; }
      if (valor instanceof Set) { valor.forEach(mirar); return; }
      Object.entries(valor).forEach(([k, v]) => { mirar(k); mirar(v); });
    };
    mirar(raiz);
    return { hallados, mirados };
  }
  self.KitObrero.operacion("buscar_en_la_memoria", (bases, { buscados }) =>
    buscar(new Set(buscados), bases));
})();
"""


@pytest.fixture(scope="module")
def visita(sitio: Sitio, navegador: Browser) -> Iterator[Visita]:
    """Una pestaña del tamaño de un celular, del disco y sin red, para todo el archivo."""
    contexto = navegador.new_context(
        offline=True, reduced_motion="reduce", viewport={"width": 360, "height": 740}
    )
    visita = Visita(contexto.new_page())
    pagina = visita.ir((sitio.carpeta / herramienta("mi-base")).as_uri())
    pagina.evaluate("(mas) => { window.KIT_OBRERO += mas; }", EN_LA_MEMORIA)
    yield visita
    contexto.close()


@pytest.fixture
def pagina(visita: Visita) -> Iterator[Page]:
    quitar = visita.pagina.locator(".mi-base-abiertas").get_by_role("button", name="Quitar")
    while quitar.count():
        cuantas = quitar.count()
        quitar.first.click()
        expect(quitar).to_have_count(cuantas - 1)
    yield visita.pagina
    assert visita.problemas == []
    assert visita.ajenos("file:") == []


def abrir_base(pagina: Page, ruta: Path, octetos: bytes) -> None:
    ruta.write_bytes(octetos)
    antes = pagina.locator(".mi-base-abiertas li").count()
    pagina.locator("#mi-base-archivo").set_input_files(ruta)
    expect(pagina.locator(".mi-base-abiertas li")).to_have_count(antes + 1)


def abrir_lista(pagina: Page, tmp_path: Path, lista: Path, octetos: bytes | None = None) -> Locator:
    """La base y, en su panel, la lista; el panel."""
    abrir_base(pagina, tmp_path / "base.csv", a_csv(BASE) if octetos is None else octetos)
    pagina.get_by_role("tab", name="Evaluar una lista").click()
    pagina.locator("#mi-base-lista-archivo").set_input_files(lista)
    return pagina.get_by_role("tabpanel")


def en_excel(tmp_path: Path, cedulas: list[str]) -> Path:
    """Una lista de Excel con los documentos como números, y otra hoja que no se lee."""
    ruta = tmp_path / "lista.xlsx"
    with pd.ExcelWriter(ruta) as libro:
        nombres = [f"Persona {i}" for i in range(len(cedulas))]
        tabla = pd.DataFrame({"Nombre": nombres, "Cédula": [int(c) for c in cedulas]})
        tabla.to_excel(libro, sheet_name="Beneficiarios", index=False)
        tabla.head(2).to_excel(libro, sheet_name="Otra", index=False)
    return ruta


def bajar(pagina: Page, boton: str, tmp_path: Path) -> Path:
    with pagina.expect_download() as descarga:
        pagina.get_by_role("button", name=boton).click()
    ruta = tmp_path / descarga.value.suggested_filename
    descarga.value.save_as(ruta)
    return ruta


def sin_cortar(pagina: Page) -> None:
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 360


def test_una_lista_de_excel_se_cruza_y_ningun_documento_queda(pagina: Page, tmp_path: Path) -> None:
    panel = abrir_lista(pagina, tmp_path, en_excel(tmp_path, CEDULAS[:60]))
    expect(panel.locator(".mi-base-cifra").first).to_be_visible()
    expect(panel.get_by_role("row", name=re.compile("^Cruzado"))).to_contain_text("60")
    expect(panel).to_contain_text("Se leyó la hoja «Beneficiarios»; 1 otra hoja no se leyó")
    sin_cortar(pagina)
    libro = bajar(pagina, "Descargar todo en Excel", tmp_path)
    faltan = bajar(pagina, "Descargar los que faltan en CSV", tmp_path).read_text("utf-8-sig")
    hojas = {h.title: list(h.values) for h in openpyxl.load_workbook(libro).worksheets}
    assert list(hojas) == ["Medidas", "Faltan", "Renglones", "Registro"]
    assert all(fila[0] == INTERNO for nombre in list(hojas)[:3] for fila in hojas[nombre][1:])
    assert len(hojas["Renglones"]) == 61
    assert len(hojas["Faltan"]) == len(faltan.splitlines()) > 1
    assert all(linea.startswith(INTERNO) for linea in faltan.splitlines()[1:])
    # Ningún documento ni nombre en la página, en lo descargado ni en la memoria de la base.
    dicho = [pagina.content(), faltan, str(hojas)]
    assert not any(c in texto for texto in dicho for c in (*CEDULAS, "Persona 1"))
    ficha = BASE["ide_ficha_origen"][-1].lstrip("0")
    pedido = {"buscados": [*CEDULAS, f"05001|{ficha}|1", "Persona 1"]}
    busqueda = pagina.evaluate(
        "(pedido) => KitMiBase.pedir('buscar_en_la_memoria', pedido)", pedido
    )
    assert busqueda["mirados"] > 10000
    assert not set(busqueda["hallados"]) & {*CEDULAS, "Persona 1"}
    # La búsqueda sí encuentra lo que está: el nombre de la lista.
    hallada = pagina.evaluate(
        "() => KitMiBase.pedir('buscar_en_la_memoria', { buscados: ['lista.xlsx'] })"
    )
    assert hallada["hallados"] == ["lista.xlsx"]


def test_la_regla_y_el_territorio_cambian_las_medidas(pagina: Page, tmp_path: Path) -> None:
    panel = abrir_lista(pagina, tmp_path, en_excel(tmp_path, CEDULAS[:60]))
    cobertura = panel.locator(".mi-base-cifra").first
    expect(cobertura).to_be_visible()
    antes = cobertura.inner_text()
    pagina.locator("#mi-base-lista-corte").select_option("D5")
    expect(cobertura).not_to_have_text(antes)
    expect(panel.get_by_role("heading", name="Por vereda")).to_be_visible()
    # Con el teclado: exigir además que sea pobre, y después no pedir ninguna condición.
    pagina.locator("#mi-base-lista-pobre").focus()
    pagina.keyboard.press("Space")
    expect(panel).to_contain_text("hogares de A1 hasta D5 y pobres según la base")
    expect(panel).to_contain_text("les falta un dato")
    pagina.keyboard.press("Space")
    pagina.locator("#mi-base-lista-corte").select_option("")
    expect(panel.get_by_role("status")).to_contain_text("Diga quién es del objetivo")
    # Con otra base en uso, la misma lista se cruza otra vez.
    pagina.locator("#mi-base-lista-corte").select_option("D5")
    otra = {c: v[:40] for c, v in BASE.items()}
    abrir_base(pagina, tmp_path / "otra.csv", a_csv(otra))
    expect(panel.get_by_role("row", name=re.compile("^Cruzado"))).to_contain_text("40")
    panel.get_by_role("button", name="Quitar la lista").click()
    expect(panel.get_by_role("status")).to_contain_text("se quitó de la memoria")
    expect(pagina.locator("#mi-base-lista-abrir")).to_be_focused()


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        (b"", "El archivo está vacío"),
        (b"1000000007;a\n1000000008;b", "parece un dato"),
        (b"uno;otro\na;b", "No se reconoce en la lista la columna de la ficha"),
        (b"cedula;x\n1;b\n2;c", "Ningún renglón se cruzó"),
    ],
)
def test_una_lista_que_no_sirve_se_explica(
    pagina: Page, tmp_path: Path, contenido: bytes, dice: str
) -> None:
    lista = tmp_path / "l.csv"
    lista.write_bytes(contenido)
    panel = abrir_lista(pagina, tmp_path, lista)
    expect(panel).to_contain_text(dice)
    assert "1000000" not in pagina.content()
    sin_cortar(pagina)


def test_la_columna_se_escoge_si_no_se_reconoce(pagina: Page, tmp_path: Path) -> None:
    lista = tmp_path / "l.csv"
    lista.write_text("\n".join(["quien;x", *(f"{c};1" for c in CEDULAS[:7])]), "utf-8")
    panel = abrir_lista(pagina, tmp_path, lista)
    expect(panel.get_by_role("status")).to_contain_text("No se reconoce")
    pagina.locator("#mi-base-lista-por").select_option("documento")
    expect(pagina.locator("#mi-base-lista-por")).to_be_focused()
    pagina.locator("#mi-base-lista-documento").select_option("quien")
    expect(panel.get_by_role("row", name=re.compile("^Cruzado"))).to_contain_text("7")


EN_TEXTO = """async (filas) => {
  const real = KitDocumentos.leerLibro;
  KitDocumentos.leerLibro = async () => ({ hojas: [{ nombre: "h", filas }] });
  try {
    const { texto } = await KitMiBase.listaEnTexto(new File(["x"], "l.xlsx"));
    return (await texto.text()).split("\\n");
  } finally {
    KitDocumentos.leerLibro = real;
  }
}"""


def test_una_hoja_de_excel_conserva_sus_filas_y_sus_cifras(visita: Visita) -> None:
    filas = [
        {"linea": 1, "celdas": ["cédula", "a;b"]},
        {"linea": 4, "celdas": [1000000007]},
        {"linea": 5, "celdas": [12345678901234567890, 'di "no"']},
    ]
    assert visita.pagina.evaluate(EN_TEXTO, filas) == [
        *('cédula;"a;b"', "", "", "1000000007;"),
        '1.2345678901234567E+19;"di ""no"""',
        "",
    ]
    # Tantas filas se hacen allá: pasarlas tarda cien veces lo que la cuenta.
    muchas = "Array.from({ length: 200000 }, (_, i) => ({ linea: i + 1, celdas: [i] }))"
    assert visita.pagina.evaluate(f"async () => (await ({EN_TEXTO})({muchas})).length") == 200_001


def test_una_lista_de_doscientas_mil_se_cruza(pagina: Page, tmp_path: Path) -> None:
    lista = tmp_path / "grande.csv"
    renglones = [*CEDULAS[:50], *(str(2_000_000_000 + i) for i in range(200_000))]
    lista.write_text("\n".join(["cedula", *renglones]), "utf-8")
    panel = abrir_lista(pagina, tmp_path, lista)
    expect(panel.get_by_role("row", name=re.compile("^No está en la base"))).to_contain_text(
        "200.000"
    )
    expect(panel.get_by_role("row", name=re.compile("^Cruzado"))).to_contain_text("50")
    pagina.get_by_role("button", name="Descargar todo en Excel").click()
    expect(pagina.locator(".herramienta-aviso.malo")).to_contain_text("Descargue el CSV")


def test_dos_cortes_se_comparan_y_se_intercambian(pagina: Page, tmp_path: Path) -> None:
    antes, despues = dos_cortes()
    abrir_base(pagina, tmp_path / "antes.csv", a_csv(antes))
    pagina.get_by_role("tab", name="Comparar cortes").click()
    panel = pagina.get_by_role("tabpanel")
    expect(panel).to_contain_text("Abra 1 base más")
    abrir_base(pagina, tmp_path / "despues.csv", a_csv(despues))
    cifras = panel.locator(".mi-base-cifra b")
    expect(cifras).to_have_count(3)
    siguen, salen, entran = cifras.all_inner_texts()
    assert salen != entran
    expect(panel).to_contain_text("No se pudieron emparejar")
    expect(panel).to_contain_text("la ficha cambió de municipio")
    expect(panel.get_by_role("heading", name="Por vereda")).to_be_visible()
    sin_cortar(pagina)
    libro = bajar(pagina, "Descargar todo en Excel", tmp_path)
    hojas = {h.title: list(h.values) for h in openpyxl.load_workbook(libro).worksheets}
    assert list(hojas) == ["Cambios", "Territorios", "Hogares"]
    situaciones = [fila[1] for fila in hojas["Hogares"][1:]]
    assert (situaciones.count("sale"), situaciones.count("entra")) == (int(salen), int(entran))
    assert all(fila[0] == INTERNO for hoja in hojas.values() for fila in hoja[1:])
    cambios = bajar(pagina, "Descargar los hogares que cambian en CSV", tmp_path)
    texto = cambios.read_text("utf-8-sig")
    assert len(texto.splitlines()) == len(hojas["Hogares"])
    assert not any(c in texto + pagina.content() for c in CEDULAS)
    pagina.get_by_role("button", name="Intercambiar los cortes").click()
    expect(cifras.nth(1)).to_have_text(entran)
    expect(cifras).to_have_text([siguen, entran, salen])
    expect(pagina.locator("#mi-base-cortes-cambiar")).to_be_focused()
    # Escoger la que ya está del otro lado las cambia de lado.
    pagina.locator("#mi-base-cortes-antes").select_option(label="antes.csv")
    expect(cifras).to_have_text([siguen, salen, entran])


def test_publicados_no_ponen_barreras(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + herramienta("mi-base"))
    panel = abrir_lista(pagina, tmp_path, en_excel(tmp_path, CEDULAS[:60]))
    expect(panel.locator(".mi-base-cifra").first).to_be_visible()
    assert infracciones(pagina, CON_DEDO) == []
    _, despues = dos_cortes()
    abrir_base(pagina, tmp_path / "despues.csv", a_csv(despues))
    pagina.get_by_role("tab", name="Evaluar una lista").focus()
    pagina.keyboard.press("ArrowRight")
    expect(pagina.get_by_role("tabpanel").locator(".mi-base-cifra")).to_have_count(3)
    assert infracciones(pagina, CON_DEDO) == []
    pagina.evaluate(OSCURO)
    assert infracciones(pagina, solo="color-contrast") == []
    assert visita.problemas == []
