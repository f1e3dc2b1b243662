"""Incidencia, Priorizar mis veredas y Mapa de «Mi base»: las cifras de la orden, en una pestaña."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from generador.hogares.incidencia import IncidenciaMedida, Opciones, leer_pesos
from generador.hogares.suma import DE_INCIDENCIA, suma_de_control
from generador.hogares.tabla_interna import DE_MUESTRA, suma_de_resultados
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from tests.accesibilidad import infracciones
from tests.herramientas.armado_web import a_csv
from tests.herramientas.conftest import Abrir, Sitio, herramienta
from tests.herramientas.cuentas.prioridad_simulada import Criterio, simular_prioridad
from tests.herramientas.test_incidencia import con_huecos
from tests.herramientas.test_preparador import descargar, texto_de
from tests.hogares.datos import medir
from tests.metodos.hogares.bases import Tabla
from tests.navegador import Visita

pytestmark = pytest.mark.navegador
PANELES = ("Incidencia", "Priorizar mis veredas", "Mapa")
POR = "cod_vereda"
TEXTO = ("territorio", "principal", "denominador", "medida", "uso", "publicable")


@pytest.fixture(scope="module")
def visita(sitio: Sitio, navegador: Browser) -> Iterator[Visita]:
    """Una sola pestaña de celular, abierta del disco y sin red, para todo el archivo."""
    contexto = navegador.new_context(
        offline=True, reduced_motion="reduce", viewport={"width": 360, "height": 740}
    )
    visita = Visita(contexto.new_page())
    visita.ir((sitio.carpeta / herramienta("mi-base")).as_uri())
    yield visita
    contexto.close()


@pytest.fixture(scope="module")
def huecos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 hogares en tres veredas, una con un nombre que parece una fórmula."""
    tabla = con_huecos()
    tabla["cod_mpio"] = ["27025"] * len(tabla["cod_mpio"])
    tabla[POR] = ["=1+1" if v == "V2" else v for v in tabla[POR]]
    ruta = tmp_path_factory.mktemp("territorios") / "base.csv"
    ruta.write_bytes(a_csv(tabla))
    return ruta


@pytest.fixture
def pagina(visita: Visita, huecos: Path) -> Iterator[Page]:
    """La pestaña con esa base en uso y lo escogido como al abrir."""
    visita.pagina.reload()
    abrir_base(visita.pagina, huecos)
    yield visita.pagina
    assert visita.problemas == []
    assert visita.ajenos("file:") == []


def abrir_base(pagina: Page, ruta: Path) -> None:
    pagina.locator("#mi-base-archivo").set_input_files(ruta)
    expect(pagina.get_by_role("tab", name="Incidencia")).to_be_visible()


def mirar(pagina: Page, panel: str) -> None:
    pagina.get_by_role("tab", name=panel).click()
    expect(pagina.get_by_role("tabpanel")).to_contain_text("Interno, no publicar")


def desplegar(pagina: Page) -> None:
    pagina.evaluate(
        "document.querySelectorAll('[role=tabpanel] details').forEach(d => d.open = true)"
    )


def leer_csv(ruta: Path) -> list[dict[str, str]]:
    """Las filas de la tabla, sin las notas de abajo; lo escapado, como se escribió."""
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        filas = list(csv.DictReader(archivo, delimiter=";"))
    tabla = [f for f in filas if f["publicable"] == "no"]
    return [
        {c: v.removeprefix("'") if c in TEXTO else v.replace(",", ".") for c, v in f.items()}
        for f in tabla
    ]


def suma_del_csv(filas: list[dict[str, str]]) -> str:
    assert filas[-1]["territorio"] == "TOTAL"
    return suma_de_control(filas[:-1], "territorio", DE_INCIDENCIA)


def de_la_orden(ruta: Path, opciones: Opciones) -> tuple[IncidenciaMedida, TablaDeSalida]:
    return medir(ruta, opciones)


def test_las_cifras_del_panel_son_las_de_la_orden(
    pagina: Page, huecos: Path, tmp_path: Path
) -> None:
    mirar(pagina, "Incidencia")
    panel = pagina.get_by_role("tabpanel")
    expect(panel).to_contain_text("4 hogares sin territorio")
    expect(panel).to_contain_text("9 hogares con alguna privación sin dato (desempleo")
    _, tabla = de_la_orden(huecos, Opciones(por=POR, nulos="excluir"))
    ruta = descargar(pagina, "Informe en CSV", tmp_path)
    crudo = ruta.read_bytes()
    assert crudo.startswith(b"\xef\xbb\xbfterritorio;")
    assert b"'=1+1;" in crudo
    assert b"INTERNO: no publicar" in crudo
    filas = leer_csv(ruta)
    assert list(filas[0]) == list(tabla.columnas)
    assert suma_del_csv(filas) == suma_de_resultados(tabla)
    # Otro corte, otro denominador, otros pesos y otra regla: lo mismo que la orden.
    desplegar(pagina)
    pagina.locator("#mi-base-k").select_option("40 %")
    pagina.locator("#mi-base-unidad").select_option("hogares")
    pagina.locator("#mi-base-nulos").select_option("no_privado")
    pagina.locator("#mi-base-peso-0").fill("15")
    pagina.locator("#mi-base-peso-0").press("Tab")
    expect(panel.locator(".herramienta-error")).to_contain_text("deben sumar 1")
    pagina.locator("#mi-base-peso-1").fill("5")
    pagina.locator("#mi-base-peso-1").press("Tab")
    expect(panel.locator(".mi-base-hallazgo")).to_contain_text("no se llama IPM")
    pesos = "15 %;5 %;5 %;5 %;5 %;5 %;10 %;10 %;10 %;10 %;4 %;4 %;4 %;4 %;4 %"
    opciones = Opciones(
        por=POR, k="40 %", unidad="hogares", nulos="no_privado", pesos=leer_pesos(pesos)
    )
    _, otra = de_la_orden(huecos, opciones)
    filas = leer_csv(descargar(pagina, "Informe en CSV", tmp_path))
    assert suma_del_csv(filas) == suma_de_resultados(otra) != suma_de_resultados(tabla)


def test_la_tabla_se_ordena_y_deja_ver_cada_territorio_con_el_teclado(pagina: Page) -> None:
    mirar(pagina, "Incidencia")
    tabla = pagina.locator("#incidencia-tabla")
    nombres = tabla.locator("tbody th button")
    expect(nombres).to_have_count(3)
    por_h = nombres.all_inner_texts()
    # En el celular se ordena con la lista; en el escritorio, con el encabezado.
    pagina.locator("#incidencia-por").select_option(label="Territorio")
    assert nombres.all_inner_texts() == sorted(por_h)
    pagina.set_viewport_size({"width": 1280, "height": 900})
    encabezado = tabla.get_by_role("columnheader", name="H", exact=True)
    encabezado.get_by_role("button").focus()
    pagina.keyboard.press("Enter")
    assert nombres.all_inner_texts() == por_h
    assert encabezado.get_attribute("aria-sort") == "descending"
    pagina.keyboard.press("Enter")
    assert nombres.all_inner_texts() == por_h[::-1]
    nombres.first.focus()
    pagina.keyboard.press("Enter")
    cual = pagina.locator("#mi-base-incidencia-cual")
    expect(cual).to_be_focused()
    assert cual.evaluate("c => c.selectedOptions[0].text") == por_h[-1]
    pagina.set_viewport_size({"width": 360, "height": 740})


def test_el_cruce_cuenta_los_hogares_con_las_dos(pagina: Page, huecos: Path) -> None:
    mirar(pagina, "Incidencia")
    privado = {n: np.array(v) for n, v in con_huecos().items() if re.fullmatch(r"i\d+", n)}
    ficha = np.array(con_huecos()["ide_ficha_origen"])
    _, primeras = np.unique(ficha, return_index=True)
    hogares = np.stack([privado[f"i{j}"][primeras] for j in range(1, 16)], axis=1)
    completos = hogares[(hogares != "").all(axis=1)].astype(int)
    pares = completos.T @ completos
    mayor = max(pares[a, b] for a in range(15) for b in range(a + 1, 15))
    primera = pagina.locator(".mi-base-parejas li").first
    expect(primera.locator("small")).to_have_text(f"{mayor} hogares")
    pagina.get_by_text("Ver la matriz de las quince").click()
    matriz = pagina.locator(".mi-base-matriz tbody tr")
    matriz.nth(0).locator("td").nth(1).click()
    expect(pagina.locator(".mi-base-lectura")).to_contain_text(
        f"Bajo logro educativo y analfabetismo: {pares[0, 1]} hogares"
    )


def test_el_perfil_va_al_lado_y_rotulado(pagina: Page) -> None:
    mirar(pagina, "Incidencia")
    panel = pagina.get_by_role("tabpanel")
    expect(panel).to_contain_text("No son la misma medida")
    fila = pagina.locator(".mi-base-frente").get_by_role("row", name=re.compile("^Desempleo"))
    expect(fila).to_contain_text("no se midió")


def test_la_prioridad_es_la_del_metodo(pagina: Page, huecos: Path, tmp_path: Path) -> None:
    mirar(pagina, "Priorizar mis veredas")
    pagina.locator("#mi-base-agregar").select_option("7")
    pagina.get_by_role("button", name="Agregar").click()
    pagina.locator("#mi-base-semilla").fill("7")
    pagina.locator("#mi-base-primeros").fill("1")
    expect(pagina.locator("#prioridad-tabla")).to_contain_text("1 primeros")
    hecha, _ = de_la_orden(huecos, Opciones(por=POR, nulos="excluir"))
    m, h = hecha.medida, hecha.en_hogares

    def criterio(tasa: Any, de: Any) -> Criterio:
        return Criterio((tasa, tasa * de), "mayor", 5)

    criterios = [
        criterio(m.incidencia, m.poblacion),
        criterio(m.m0, m.poblacion),
        criterio(h.tasas[:, 7], h.poblacion),
    ]
    propia = simular_prioridad(criterios, primeros=1, semilla=7)
    libro = openpyxl.load_workbook(descargar(pagina, "Informe en Excel", tmp_path))
    filas = list(libro["Prioridad"].iter_rows(min_row=4, values_only=True))
    dichas = {f[1]: f[2:5] for f in filas}
    esperadas = {
        t: (round(100 * propia.entre[g] / 1000), propia.bajo[g], propia.alto[g])
        for g, t in enumerate(hecha.territorios)
    }
    assert dichas == esperadas
    assert [f[0] for f in filas] == sorted(f[0] for f in filas)
    expect(pagina.get_by_role("tabpanel")).to_contain_text("de 3 con puesto")


def test_el_informe_dice_que_es_interno(pagina: Page, tmp_path: Path) -> None:
    mirar(pagina, "Incidencia")
    texto = texto_de(descargar(pagina, "Informe en Word", tmp_path))
    assert "INTERNO: no publicar" in texto
    assert "no es el IPM oficial" in texto
    assert "=1+1" in texto
    libro = openpyxl.load_workbook(descargar(pagina, "Informe en Excel", tmp_path))
    assert libro.sheetnames == ["Cómo se midió", "Territorios", "Privaciones", "Van juntas"]
    for hoja in libro:
        assert "INTERNO" in hoja["A2"].value
    celda = libro["Territorios"]["A4"]
    assert (celda.value, celda.data_type) == ("=1+1", "s")
    assert isinstance(libro["Territorios"]["E4"].value, float)


def cuadro(nombre: str, x: float) -> dict[str, Any]:
    anillo = [[x, 7.8], [x + 0.1, 7.8], [x + 0.1, 7.9], [x, 7.9], [x, 7.8]]
    geometria = {"type": "Polygon", "coordinates": [anillo]}
    return {"type": "Feature", "properties": {"id": x, "vereda": nombre}, "geometry": geometria}


def test_el_mapa_dice_cuales_cruzaron(pagina: Page, huecos: Path, tmp_path: Path) -> None:
    mirar(pagina, "Mapa")
    panel = pagina.get_by_role("tabpanel")
    mala = tmp_path / "mala.geojson"
    mala.write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    pagina.locator("#mi-base-capa").set_input_files(mala)
    expect(pagina.locator(".herramienta-aviso.malo")).to_contain_text("no es un GeoJSON")
    capa = tmp_path / "veredas.geojson"
    formas = [cuadro("v0", -76.6), cuadro(" V1 ", -76.5), cuadro("El <b>Silencio</b>", -76.4)]
    formas.append({"type": "Feature", "properties": {}, "geometry": None})
    capa.write_text(json.dumps({"type": "FeatureCollection", "features": formas}), "utf-8")
    pagina.locator("#mi-base-capa").set_input_files(capa)
    expect(pagina.locator("#mi-base-mapa-campo")).to_have_value("vereda")
    expect(panel).to_contain_text("De 3 territorios de la base, 2 con su forma")
    expect(panel).to_contain_text("1 entidad no es polígono ni punto")
    desplegar(pagina)
    nombres = panel.locator(".mi-base-nombres")
    expect(nombres.nth(0)).to_contain_text("=1+1")
    expect(nombres.nth(1)).to_contain_text("El <b>Silencio</b>")
    hecha, _ = de_la_orden(huecos, Opciones(por=POR, nulos="excluir"))
    dicho = f"{100 * hecha.medida.incidencia[hecha.territorios.index('V0')]:.1f}".replace(".", ",")
    pagina.locator('[data-forma="0"]').click()
    expect(panel.locator(".mi-base-lectura")).to_contain_text(f"v0: {dicho}\u00a0%")
    pagina.locator("#mi-base-mapa-forma").select_option("2")
    expect(panel.locator(".mi-base-lectura")).to_contain_text("sin dato en la base")
    # Los del kit llegan en un guion, también desde el disco.
    pagina.get_by_role("button", name="Usar los centros poblados de Alto Baudó").click()
    expect(panel.locator("circle")).not_to_have_count(0)
    expect(panel).to_contain_text("De 3 territorios de la base, 0 con su forma")


CLASES = """(listas) => listas.map((v) => KitTerritorios.clasesDe(v.map((x) => x ?? NaN)))"""


def test_las_clases_reparten_los_valores(pagina: Page) -> None:
    listas = [
        [None, 5],
        [1, 1, 1],
        [3, 1, 2],
        [*range(10)],
        [0, 0, 0, 0, 0, 0, 7, 8, 9, 10],
        [None],
    ]
    hechas = pagina.evaluate(CLASES, listas)
    assert hechas[0] == [[5, 5]]
    assert hechas[1] == [[1, 1]]
    assert hechas[2] == [[1, 1], [2, 2], [3, 3]]
    assert hechas[3] == [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]
    assert hechas[5] == []
    # Un valor repetido no queda en dos clases.
    assert [desde for desde, _ in hechas[4]] == sorted({desde for desde, _ in hechas[4]})
    assert all(a[1] < b[0] for a, b in zip(hechas[4], hechas[4][1:], strict=False))


def test_en_360_nada_se_sale_y_axe_no_halla_nada(sitio: Sitio, abrir: Abrir, huecos: Path) -> None:
    """Publicada: axe pide las hojas de estilo, y desde el disco no puede."""
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + herramienta("mi-base"))
    abrir_base(pagina, huecos)
    for panel in PANELES:
        mirar(pagina, panel)
        desplegar(pagina)
        if panel == "Mapa":
            pagina.get_by_role("button", name="Usar los centros poblados").click()
            expect(pagina.locator("circle")).not_to_have_count(0)
        else:
            expect(pagina.locator(".mi-base-hallazgo:visible")).to_be_visible()
        assert infracciones(pagina, {"target-size": {"enabled": True}}) == [], panel
        assert pagina.evaluate("document.documentElement.scrollWidth") <= 360, panel
    assert visita.problemas == []


def test_en_lo_publicable_no_se_ven(pagina: Page) -> None:
    pagina.get_by_label("Solo lo que se puede publicar").check()
    for panel in PANELES:
        expect(pagina.get_by_role("tab", name=panel)).to_have_count(0)


def test_la_muestra_real_con_factor(pagina: Page, fuentes: Path, tmp_path: Path) -> None:
    ruta = fuentes / "sisben" / "SIV2022_personas_76113_Bugalagrande.csv"
    abrir_base(pagina, ruta)
    mirar(pagina, "Incidencia")
    panel = pagina.get_by_role("tabpanel")
    expect(panel).to_contain_text("Error de muestreo aproximado: el estrato es la zona")
    expect(panel.locator(".mi-base-hallazgo")).to_contain_text("intervalo de 95 %: de ")
    pagina.locator("#mi-base-incidencia-por").select_option("zona")
    expect(panel.locator("#incidencia-tabla")).to_contain_text("Cabecera")
    _, tabla = de_la_orden(ruta, Opciones(por="ZONA"))
    filas = leer_csv(descargar(pagina, "Informe en CSV", tmp_path))
    assert [f["territorio"] for f in filas] == tabla.columna("territorio")
    assert list(filas[0]) == list(tabla.columnas)
    for columna in (*DE_INCIDENCIA, *DE_MUESTRA):
        if columna in TEXTO or columna.endswith("_clase"):
            assert [f[columna] for f in filas] == tabla.columna(columna)
        else:
            propios = np.array([float(f[columna] or "nan") for f in filas])
            suyos = np.array(tabla.columna(columna), dtype=float)
            np.testing.assert_allclose(propios, suyos, rtol=1e-10, err_msg=columna)


def test_una_base_sin_privaciones_lo_dice(pagina: Page, tmp_path: Path) -> None:
    ruta = tmp_path / "simple.csv"
    tabla: Tabla = {"id": ["1", "2"], "clasificacion": ["A1", "B2"], "pobre": ["1", "0"]}
    ruta.write_bytes(a_csv(tabla))
    abrir_base(pagina, ruta)
    for panel in PANELES:
        mirar(pagina, panel)
        expect(pagina.get_by_role("tabpanel")).to_contain_text("no trae las quince privaciones")
