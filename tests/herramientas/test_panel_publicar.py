"""El panel «Publicar» de Mi base, desde el disco: lo mismo que la orden, y nada queda.

La hora de la página es la de SOURCE_DATE_EPOCH con que corre la orden: lo que se descarga se
compara octeto por octeto.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from generador.metodos.hogares.auditoria import faltantes
from generador.metodos.publicable import bitacora
from generador.metodos.publicable.clave import CLAVE_DE_PRACTICA, a_texto, de_texto
from tests.accesibilidad import CARTA, CON_DEDO, DESPLEGAR, OSCURO, infracciones
from tests.herramientas.conftest import DEL_TEMA, Abrir, Sitio, herramienta
from tests.herramientas.publicable_web import FECHA, SOURCE_DATE_EPOCH, Entidad
from tests.hogares import datos
from tests.hogares.test_publicable import con_veredas, sin
from tests.navegador import Visita

pytestmark = pytest.mark.navegador
CLAVE = "#publicar-clave"
BITACORA = "#publicar-bitacora"
TABLA = "incidencia_publicable.csv"
GUARDADO = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, history.state,
  (await indexedDB.databases()).map((b) => b.name), window.name,
])"""


@pytest.fixture(scope="module")
def visita(sitio: Sitio, navegador: Browser) -> Iterator[Visita]:
    """Una sola pestaña, sin red, para todo el archivo."""
    contexto = navegador.new_context(offline=True, reduced_motion="reduce")
    visita = Visita(contexto.new_page())
    visita.pagina.clock.set_fixed_time(FECHA)
    visita.ir((sitio.carpeta / herramienta("mi-base")).as_uri())
    yield visita
    contexto.close()


@pytest.fixture
def pagina(visita: Visita) -> Iterator[Page]:
    visita.pagina.set_viewport_size({"width": 1280, "height": 900})
    visita.pagina.reload()
    yield visita.pagina
    assert [p for p in visita.problemas if not any(d in p for d in DEL_TEMA)] == []
    assert visita.ajenos("file:") == []


@pytest.fixture
def entidad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entidad:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    propia = Entidad(tmp_path)
    propia.clave.write_text("5a" * 16 + "\n", encoding="utf-8")
    return propia


def abrir_base(pagina: Page, ruta: Path) -> None:
    """La abre y pasa a «Publicar»; si había otra, esta queda en uso."""
    abiertas = pagina.locator(".mi-base-abiertas li")
    antes = abiertas.count()
    pagina.locator("#mi-base-archivo").set_input_files(ruta)
    expect(abiertas).to_have_count(antes + 1)
    pagina.get_by_role("tab", name="Publicar").click()


def abrir_en(pagina: Page, base: Path, columna: str = "nom_vereda") -> None:
    abrir_base(pagina, base)
    pagina.select_option("#publicar-columna", columna)


def dar(pagina: Page, campo: str, ruta: Path, dicho: str) -> None:
    pagina.set_input_files(campo, ruta)
    expect(pagina.locator(".publicar")).to_contain_text(dicho)


def preparar(pagina: Page) -> None:
    pagina.click("#publicar-preparar")
    expect(pagina.locator("#publicar-preparada")).to_be_focused()


def bajar(pagina: Page, boton: str) -> bytes:
    with pagina.expect_download() as descarga:
        pagina.click(boton)
    return Path(descarga.value.path()).read_bytes()


def sin_quien(registro: bytes | str) -> dict[str, Any]:
    """El registro sin el nombre de lo que lo hizo."""
    leido: dict[str, Any] = json.loads(registro)
    return {c: v for c, v in leido.items() if c not in ("orden", "herramienta")}


def exigir_lo_de_la_orden(pagina: Page, entidad: Entidad, base: Path, *opciones: object) -> None:
    """Lo que descarga la página es lo que escribe la orden con la misma clave y bitácora."""
    anotado = bajar(pagina, "#publicar-bajar")
    csv, registro = bajar(pagina, "#publicar-csv"), bajar(pagina, "#publicar-registro")
    salida = entidad.carpeta / TABLA
    hecho = entidad.con_la_orden(base, *opciones, "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    assert csv == salida.read_bytes()
    assert anotado == entidad.bitacora.read_bytes()
    de_la_orden = salida.with_name(f"{TABLA}.auditoria.json").read_text("utf-8")
    assert sin_quien(registro) == sin_quien(de_la_orden)
    # Y con la misma escritura: solo cambia el renglón que dice quién lo hizo.
    renglones = [
        {r for r in texto.splitlines() if not re.match(' "(orden|herramienta)":', r)}
        for texto in (registro.decode(), de_la_orden)
    ]
    assert renglones[0] == renglones[1]


def test_los_mismos_octetos_que_la_orden_y_nada_queda(pagina: Page, entidad: Entidad) -> None:
    base, direccion, guardado = entidad.base(con_veredas()), pagina.url, pagina.evaluate(GUARDADO)
    abrir_en(pagina, base)
    dar(pagina, CLAVE, entidad.clave, "Clave lista")
    expect(pagina.locator("#publicar-preparar")).to_be_disabled()
    pagina.check("#publicar-primera")
    preparar(pagina)
    exigir_lo_de_la_orden(pagina, entidad, base)
    # Con la bitácora que dejó la orden, lo mismo otra vez no anota nada.
    dar(pagina, BITACORA, entidad.bitacora, "3 renglones anotados")
    expect(pagina.locator("#publicar-preparada")).to_have_count(0)
    preparar(pagina)
    expect(pagina.locator("#publicar-bajar")).to_have_count(0)
    assert bajar(pagina, "#publicar-csv") == (entidad.carpeta / TABLA).read_bytes()
    assert (pagina.url, pagina.evaluate(GUARDADO)) == (direccion, guardado)
    # Ni en la página, una vez vuelta a abrir.
    pagina.reload()
    abrir_base(pagina, base)
    expect(pagina.locator("#publicar-crear")).to_be_visible()
    assert "Clave lista" not in pagina.locator(".publicar").inner_text()


@pytest.mark.oficiales
def test_una_muestra_se_rehusa_y_sin_su_factor_es_lo_de_la_orden(
    pagina: Page, entidad: Entidad, fuentes: Path
) -> None:
    muestra = datos.muestra(fuentes, "76113")
    abrir_base(pagina, muestra)
    dicho = pagina.locator(".publicar-dicho")
    expect(dicho).to_contain_text("La base trae factor de expansión")
    expect(dicho).to_contain_text("Publique solo el total, con su error estándar, con la orden")
    expect(pagina.locator("#publicar-preparar")).to_have_count(0)
    tabla = datos.leer_csv(muestra)
    del tabla["FEX"]
    base = entidad.base(tabla, "registro.csv")
    abrir_en(pagina, base, "ZONA")
    dar(pagina, CLAVE, entidad.clave, "Clave lista")
    pagina.check("#publicar-primera")
    preparar(pagina)
    exigir_lo_de_la_orden(pagina, entidad, base, "--por", "ZONA")


def test_de_que_bases_no_se_publica(pagina: Page, entidad: Entidad) -> None:
    completa = entidad.base(con_veredas())
    rota = entidad.carpeta / "rota.csv"
    # Entre las buenas: al final sería una nota.
    lineas = completa.read_text("utf-8").splitlines()
    rota.write_text("\n".join([*lineas[:9], "1;2;3", *lineas[9:], ""]), encoding="utf-8")
    simple = entidad.base({"id": ["a", "b"], "clasificacion": ["A1", "C3"], "pobre": [1, 0]}, "s")
    for base, motivo in ((rota, "se apartaron filas mal formadas"), (simple, "15 privaciones")):
        abrir_base(pagina, base)
        expect(pagina.locator(".publicar-dicho")).to_contain_text(motivo)
        expect(pagina.locator("#publicar-clave")).to_have_count(0)
    abrir_en(pagina, completa)
    expect(pagina.locator(".publicar-dicho")).to_be_empty()


def test_de_la_clave_nueva_a_la_tabla_y_otra_vez(
    pagina: Page, entidad: Entidad, tmp_path: Path
) -> None:
    abrir_en(pagina, entidad.base(con_veredas()))
    clave = bajar(pagina, "#publicar-crear")
    assert len(de_texto(clave.decode())) == 16
    expect(pagina.locator("#publicar-guardada")).to_be_focused()
    expect(pagina.locator("#publicar-preparar")).to_be_disabled()
    pagina.check("#publicar-guardada")
    preparar(pagina)
    # Cuántos se ocultan y por qué; cuáles, no.
    visto = pagina.inner_text(".publicar-resultado")
    assert "2 no se muestran" in visto and "CHICA" not in visto
    for boton in ("#publicar-csv", "#publicar-xlsx", "#publicar-registro"):
        expect(pagina.locator(boton)).to_be_disabled()
    anotado = bajar(pagina, "#publicar-bajar").decode()
    assert len(bitacora.de_texto(anotado)) == 3
    expect(pagina.locator("#publicar-csv")).to_be_focused()
    csv = bajar(pagina, "#publicar-csv")
    registro = bajar(pagina, "#publicar-registro").decode()
    assert faltantes(json.loads(registro)) == () and clave.decode().strip() not in registro
    (tmp_path / "p.xlsx").write_bytes(bajar(pagina, "#publicar-xlsx"))
    hoja = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[0]
    titulos = csv.decode().splitlines()[0].split(",")
    assert [hoja.cell(1, j + 1).value for j in range(len(titulos))] == titulos
    formatos = {c: hoja.cell(2, titulos.index(c) + 1).number_format for c in ("h", "m0", "hogares")}
    assert formatos == {"h": "0.0%", "m0": "0.000", "hogares": "#,##0"}
    # Lo mismo, abriendo después los dos archivos: la misma tabla y nada que anotar.
    pagina.get_by_role("button", name="Olvidar la clave y la bitácora").click()
    expect(pagina.locator("#publicar-preparada")).to_have_count(0)
    (tmp_path / "nueva.txt").write_bytes(clave)
    entidad.bitacora.write_text(anotado, encoding="utf-8")
    dar(pagina, CLAVE, tmp_path / "nueva.txt", "Clave lista")
    expect(pagina.locator("#publicar-preparar")).to_be_disabled()
    dar(pagina, BITACORA, entidad.bitacora, "3 renglones anotados")
    preparar(pagina)
    expect(pagina.locator("#publicar-bajar")).to_have_count(0)
    assert bajar(pagina, "#publicar-csv") == csv


def test_lo_que_no_sirve_se_dice_y_no_se_toma(pagina: Page, entidad: Entidad) -> None:
    abrir_en(pagina, entidad.base(con_veredas()))
    otro = entidad.carpeta / "otro.txt"
    otro.write_text("no es", encoding="utf-8")
    dar(pagina, CLAVE, otro, "«otro.txt»: el archivo no trae una clave")
    dar(pagina, BITACORA, otro, "está dañada")
    otro.write_text(a_texto(CLAVE_DE_PRACTICA), encoding="utf-8")
    dar(pagina, CLAVE, otro, "es pública y no protege a nadie")
    otro.write_text("", encoding="utf-8")
    dar(pagina, BITACORA, otro, "no es una bitácora")
    expect(pagina.locator("#publicar-preparar")).to_be_disabled()
    otro.write_text(bitacora.a_texto([]), encoding="utf-8")
    dar(pagina, BITACORA, otro, "0 renglones anotados")
    pagina.click("#publicar-crear")
    expect(pagina.locator(".publicar-dicho")).to_contain_text("Ya abrió una bitácora")


def test_la_tercera_resta_se_rehusa_y_la_bitacora_sigue_entre_bases(
    pagina: Page, entidad: Entidad
) -> None:
    """Con y sin un hogar de la vereda mayor, dos veces; la tercera lo aislaría."""
    tabla = con_veredas()
    pares = zip(tabla["ide_ficha_origen"], tabla["nom_vereda"], strict=True)
    ficha, *otras = dict.fromkeys(f for f, v in pares if v == "MAYOR")
    filtro = otras[5:20]
    abrir_en(pagina, entidad.base(tabla))
    dar(pagina, CLAVE, entidad.clave, "Clave lista")
    pagina.check("#publicar-primera")
    preparar(pagina)
    bajar(pagina, "#publicar-bajar")
    for n, quitados in enumerate(([ficha], filtro)):
        abrir_en(pagina, entidad.base(sin(tabla, *quitados), f"corte-{n}.csv"))
        # Es otra base: hay que preparar de nuevo, con la clave y la bitácora ya abiertas.
        expect(pagina.locator("#publicar-preparada")).to_have_count(0)
        preparar(pagina)
        bajar(pagina, "#publicar-bajar")
    abrir_en(pagina, entidad.base(sin(tabla, *filtro, ficha), "corte-3.csv"))
    pagina.click("#publicar-preparar")
    expect(pagina.locator(".publicar-dicho")).to_contain_text("por tercera vez")
    expect(pagina.locator("#publicar-csv")).to_have_count(0)


def test_en_modo_publicable_no_se_ve_nada_exacto(pagina: Page, entidad: Entidad) -> None:
    abrir_base(pagina, entidad.base(con_veredas()))
    interno = pagina.get_by_text("Interno, no publicar")
    vacio = pagina.get_by_text(re.compile("^Abra 1 base más"))  # el que compara dos
    internas = [t for t in pagina.get_by_role("tab").all_inner_texts() if t != "Publicar"]
    for titulo in internas:
        pagina.get_by_role("tab", name=titulo).click()
        expect(interno.or_(vacio)).to_be_visible()
    exactos = re.compile(r"\b(151|464)\b")
    caja = pagina.locator("#herramienta")
    expect(caja).to_contain_text(exactos)
    pagina.get_by_label("Solo lo que se puede publicar").check()
    expect(pagina.locator("#mi-base-modo-publicable")).to_be_focused()
    expect(pagina.get_by_role("tab")).to_have_text(["Publicar"])
    expect(pagina.locator("#publicar-columna")).to_be_visible()
    expect(interno).to_have_count(0)
    assert not exactos.search(pagina.content())
    # Lo abierto en «Publicar» no se pierde al volver.
    pagina.select_option("#publicar-columna", "nom_vereda")
    pagina.get_by_label("Todo, con cifras exactas").check()
    expect(pagina.get_by_role("tab")).to_have_count(len(internas) + 1)
    expect(pagina.locator("#publicar-columna")).to_have_value("nom_vereda")


def test_el_mapa_solo_lleva_el_nombre_y_lo_publicado(pagina: Page, entidad: Entidad) -> None:
    abrir_en(pagina, entidad.base(con_veredas()))
    dar(pagina, CLAVE, entidad.clave, "Clave lista")
    pagina.check("#publicar-primera")
    preparar(pagina)
    bajar(pagina, "#publicar-bajar")
    capa = entidad.carpeta / "veredas.geojson"
    poligonos = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": []},
            "properties": {"propietario": "alguien", "vereda": nombre},
        }
        for nombre in ("Mayor", "OTRA")
    ]
    capa.write_text(json.dumps({"type": "FeatureCollection", "features": poligonos}), "utf-8")
    pagina.set_input_files("#publicar-poligonos", capa)
    pagina.select_option("#publicar-propiedad", "vereda")
    expect(pagina.locator(".publicar")).to_contain_text("1 de 2 territorios publicados tienen")
    hecho = json.loads(bajar(pagina, "text=Mapa en GeoJSON"))
    mayor, otra = (f["properties"] for f in hecho["features"])
    assert mayor["territorio"] == "Mayor" and mayor["hogares"] % 3 == 0
    assert otra["territorio"] == "OTRA" and otra["estado"] is None and otra["hogares"] is None
    assert "propietario" not in mayor


def test_publicada_y_desplegada_no_pone_barreras(
    sitio: Sitio, abrir: Abrir, entidad: Entidad
) -> None:
    """En http: desde el disco, axe no puede leer las hojas de estilo."""
    pagina = abrir(360, 740).ir(sitio.url + herramienta("mi-base"))
    abrir_en(pagina, entidad.base(con_veredas()))
    bajar(pagina, "#publicar-crear")
    # Con el teclado: cada cambio repinta el panel y el foco no se pierde.
    pagina.keyboard.press("Space")
    expect(pagina.locator("#publicar-guardada")).to_be_checked()
    expect(pagina.locator("#publicar-guardada")).to_be_focused()
    recorridos = ["publicar-clave-elegir", "", "publicar-bitacora-elegir", "publicar-preparar"]
    for sigue in recorridos:
        pagina.keyboard.press("Tab")
        assert pagina.evaluate("document.activeElement.id") == sigue
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#publicar-preparada")).to_be_focused()
    pagina.evaluate(DESPLEGAR)
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 360
    hallado = {"celular": infracciones(pagina, CON_DEDO)}
    pagina.evaluate(OSCURO)
    hallado["oscuro"] = infracciones(pagina, solo="color-contrast")
    pagina.set_viewport_size(CARTA)  # type: ignore[arg-type]
    hallado["ancha"] = infracciones(pagina, CON_DEDO)
    assert hallado == {"celular": [], "oscuro": [], "ancha": []}
