"""Las copias para llevar: abren con doble clic, sin enlaces rotos, y salen siempre iguales."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generador.disco import carpeta_propia
from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.paginas.guias import copias_sin_internet as pagina_de_paquetes
from generador.paquetes import (
    comprimido,
    contenido_de_paquetes,
    paginas,
    paquetes_del_sitio,
    registro_de_paquetes,
)
from generador.paquetes.registro_de_paquetes import PaqueteHecho, Registro
from generador.publicar.enlaces import rotos
from tests.navegador import Visita
from tests.sitio.muestra import perfil
from tests.sitio.paginas import leer

CHOCO = "kit-pobreza-27-choco"


@pytest.fixture(scope="module")
def hechos(construido: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La carpeta con el zip de Chocó y el entero."""
    salida = tmp_path_factory.mktemp("paquetes") / "hechos"
    paquetes_del_sitio.empaquetar(construido, salida)
    return salida


@pytest.fixture(scope="module")
def choco(hechos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """El de Chocó, extraído en una carpeta con tildes y espacios."""
    destino = tmp_path_factory.mktemp("extraído aquí")
    with zipfile.ZipFile(hechos / f"{CHOCO}.zip") as paquete:
        paquete.extractall(destino)
    return destino / CHOCO


@pytest.fixture
def disco(navegador: Browser) -> Iterator[BrowserContext]:
    """Un navegador sin red."""
    contexto = navegador.new_context(offline=True)
    yield contexto
    contexto.close()


def test_lo_mismo_da_los_mismos_octetos(construido: Path, hechos: Path, tmp_path: Path) -> None:
    """También desde otra carpeta, con otras fechas y con otra versión escrita en las páginas."""
    copia = tmp_path / "copia"
    shutil.copytree(construido, copia, copy_function=shutil.copy)
    version = (copia / "version.txt").read_text("utf-8").strip()
    for pagina in copia.rglob("*.html"):
        pagina.write_text(pagina.read_text("utf-8").replace(version, "abcdef"), "utf-8")
    (copia / "version.txt").write_text("abcdef\n")
    paquetes_del_sitio.empaquetar(copia, tmp_path / "otra")
    for ruta in hechos.iterdir():
        assert (tmp_path / "otra" / ruta.name).read_bytes() == ruta.read_bytes(), ruta.name


def test_la_huella_y_el_tamano_son_los_del_archivo(hechos: Path) -> None:
    hecho = registro_de_paquetes.leer(hechos / "paquetes.json")
    assert hecho
    assert [p.codigo for p in hecho.paquetes] == ["27", "todo"]
    lineas = (hechos / registro_de_paquetes.HUELLAS).read_text("utf-8").splitlines()
    for paquete, linea in zip(hecho.paquetes, lineas, strict=True):
        octetos = (hechos / paquete.archivo).read_bytes()
        assert (len(octetos), hashlib.sha256(octetos).hexdigest()) == (
            paquete.octetos,
            paquete.sha256,
        )
        assert linea == f"{paquete.sha256}  {paquete.archivo}"


def test_ningun_enlace_ni_pieza_falta(choco: Path) -> None:
    todas = leer(choco)
    assert {perfil("27025"), perfil("27"), perfil("00"), "mapa/index.html"} <= set(todas)
    assert rotos(choco, todas, "/no-hay/") == []
    # Los que se quitaron se dicen: Alto Baudó limita con municipios que no vienen.
    assert todas[perfil("27025")].html.count("data-fuera") > 5


def test_en_el_entero_tampoco(hechos: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(hechos / "kit-pobreza-todo.zip") as paquete:
        paquete.extractall(tmp_path)
    carpeta = tmp_path / "kit-pobreza-todo"
    assert rotos(carpeta, leer(carpeta), "/no-hay/") == []
    assert (carpeta / "indicador/ipm_censal/index.html").is_file()
    assert (carpeta / "datos/indicadores.csv.gz").is_file()


def test_no_lleva_lo_que_pide_un_servidor(choco: Path) -> None:
    for ruta in ("servicio.js", "version.txt", "manifiesto.webmanifest", "404.html"):
        assert not (choco / ruta).exists()
    assert not [r for r in choco.rglob("*.html") if "kit-version" in r.read_text("utf-8")]
    assert (choco / "LEAME.txt").read_bytes().startswith(b"\xef\xbb\xbfKit contra la pobreza: Choc")


def abrir(disco: BrowserContext, ruta: Path) -> Visita:
    visita = Visita(disco.new_page())
    visita.ir(ruta.as_uri())
    return visita


@pytest.mark.navegador
def test_se_recorre_con_doble_clic(disco: BrowserContext, choco: Path) -> None:
    """De la portada al buscador, a un perfil, al mapa, al comparador y a una herramienta."""
    visita = abrir(disco, choco / "index.html")
    pagina = visita.pagina
    expect(pagina.locator(".esta-copia")).to_contain_text("sin internet: Chocó")
    pagina.locator("#buscar").fill("quibdo")
    pagina.get_by_role("option").first.click()
    pagina.wait_for_url("**/territorio/27001/index.html")
    expect(pagina.locator("h1")).to_contain_text("Quibdó")
    pagina.get_by_role("link", name="Mapa", exact=True).click()
    pagina.locator("#mapa-tabla-viva tbody tr").first.wait_for()
    assert pagina.locator("#mapa-a .municipios path").count() > 1100
    pagina.get_by_role("link", name="Comparar", exact=True).click()
    comparar(pagina)
    pagina.get_by_role("link", name="Herramientas", exact=True).click()
    pagina.locator("main a", has_text="Priorizador").first.click()
    pagina.locator("#herramienta table tbody tr, .herramienta table tbody tr").first.wait_for()
    assert visita.problemas == []
    assert visita.ajenos(choco.as_uri()) == []


def comparar(pagina: Page) -> None:
    """Alto Baudó con Quibdó, elegidos en el comparador."""
    for nombre in ("alto baudo", "quibdo"):
        pagina.locator("#comparar-buscar").fill(nombre)
        pagina.get_by_role("option").first.click()
        expect(pagina.locator("#comparar-buscar")).to_have_value("")
    expect(pagina.locator(".elegidos li")).to_have_count(2)
    assert pagina.locator("table tbody tr").count() > 10


@pytest.mark.navegador
def test_lo_que_no_viene_se_dice(disco: BrowserContext, choco: Path) -> None:
    visita = abrir(disco, choco / "territorio" / "27" / "index.html")
    pagina = visita.pagina
    fuera = pagina.locator("main a[data-fuera]").first
    fuera.scroll_into_view_if_needed()
    fuera.evaluate("e => e.dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    expect(pagina.locator(".no-viene")).to_contain_text("no viene en esta copia, que trae Chocó")
    # Y uno que arma un guion, hacia un municipio de otra parte.
    direccion = pagina.url
    pagina.evaluate(
        "() => { const a = document.createElement('a'); a.href = '../05001/index.html';"
        " document.querySelector('main').append(a); a.click(); }"
    )
    pagina.wait_for_timeout(200)
    assert pagina.url == direccion
    assert visita.problemas == []


@pytest.mark.navegador
def test_mi_base_abre_desde_la_copia(disco: BrowserContext, choco: Path) -> None:
    visita = abrir(disco, choco / "herramientas" / "mi-base" / "index.html")
    visita.pagina.locator("input[type=file]").first.wait_for(state="attached")
    assert visita.problemas == []


def test_si_no_cabe_se_quita_lo_que_menos_falta_hace(
    construido: Path, hechos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    completo = (hechos / f"{CHOCO}.zip").stat().st_size
    monkeypatch.setattr(paquetes_del_sitio, "MAXIMO", completo - 1)
    hecho = paquetes_del_sitio.empaquetar(construido, tmp_path / "p", ("27",))
    assert hecho.paquetes[0].sin[1:] == ("los datos.json",)
    with zipfile.ZipFile(tmp_path / "p" / f"{CHOCO}.zip") as paquete:
        nombres = paquete.namelist()
        leame = paquete.read(f"{CHOCO}/LEAME.txt").decode("utf-8-sig")
    assert not [n for n in nombres if "/territorio/" in n and n.endswith(".json")]
    assert "No trae las páginas por indicador y las descargas del país, los datos.json" in leame


def test_si_ni_asi_cabe_no_queda_nada(
    construido: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paquetes_del_sitio, "MAXIMO", 1000)
    with pytest.raises(ErrorDelKit, match="el paquete de Chocó pesa"):
        paquetes_del_sitio.empaquetar(construido, tmp_path / "p", ("27",))
    assert list(tmp_path.iterdir()) == []


def test_un_disco_lleno_deja_los_de_antes(
    construido: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    salida = tmp_path / "p"
    salida.mkdir()
    carpeta_propia.marcar(salida)
    (salida / "viejo.zip").write_bytes(b"viejo")

    def lleno(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(comprimido, "escribir", lleno)
    with pytest.raises(ErrorDeDatos, match="no se pudo escribir"):
        paquetes_del_sitio.empaquetar(construido, salida, ("27",))
    assert sorted(r.name for r in tmp_path.iterdir()) == ["p"]
    assert (salida / "viejo.zip").read_bytes() == b"viejo"


def test_no_pisa_lo_ajeno_ni_empaqueta_otra_cosa(construido: Path, tmp_path: Path) -> None:
    ajena = tmp_path / "ajena"
    ajena.mkdir()
    (ajena / "tesis.docx").write_bytes(b"x")
    with pytest.raises(ErrorDeDatos, match="no se reemplaza"):
        paquetes_del_sitio.empaquetar(construido, ajena)
    with pytest.raises(ErrorDelKit, match="no hay un sitio construido"):
        paquetes_del_sitio.empaquetar(ajena, tmp_path / "p")
    with pytest.raises(ErrorDelKit, match="en el sitio no están: 05, 27025"):
        paquetes_del_sitio.empaquetar(construido, tmp_path / "p", ("27025", "27", "05"))
    with pytest.raises(ErrorDeDatos, match="no empieza por https"):
        paquetes_del_sitio.empaquetar(construido, tmp_path / "p", (), "javascript:alert(1)")
    assert sorted(r.name for r in tmp_path.iterdir()) == ["ajena"]


@pytest.mark.parametrize(
    ("html", "esperado"),
    [
        ('<a class="x" href="b.html">', '<a class="x" href="b.html">'),
        ('<a class="x" href="c.html#y" download>', '<a class="x" data-fuera="c.html#y" download>'),
        ('<a href="../t/b.html?x=1#y">', '<a href="../t/b.html?x=1#y">'),
        ('<a xlink:href="c.html">', '<a data-fuera="c.html">'),
        ('<a href="tildes%20y%20espacios.csv">', '<a href="tildes%20y%20espacios.csv">'),
        ('<a href="https://dane.gov.co/">', '<a href="https://dane.gov.co/">'),
        ('<a href="#aqui">', '<a href="#aqui">'),
        ('<a href="mailto:a@b.co">', '<a href="mailto:a@b.co">'),
        ('<abbr href="c.html">', '<abbr href="c.html">'),
    ],
)
def test_solo_se_quita_el_enlace_a_lo_que_no_viene(html: str, esperado: str) -> None:
    hay = frozenset({"t/a.html", "t/b.html", "t/tildes y espacios.csv"})
    assert esperado in paginas.preparada(html, "t/a.html", hay, "copia")


def test_una_pagina_a_la_que_le_falta_una_pieza_no_se_empaqueta() -> None:
    html = '<script src="../x.js" defer></script>'
    with pytest.raises(ErrorDelKit, match=r"t/a\.html necesita .*: \.\./x\.js"):
        paginas.preparada(html, "t/a.html", frozenset({"t/a.html"}), "copia")


def test_el_rotulo_y_el_nombre_se_escapan() -> None:
    html = paginas.preparada("<head></head><body>", "a.html", frozenset({"a.html"}), "<b>&")
    assert "&lt;b&gt;&amp;" in html
    assert "</script" not in paginas.datos("</script><b>", ["27"])


def test_el_buscador_de_la_copia_solo_halla_lo_que_trae() -> None:
    filas = [["00", "Colombia"], ["05", "Antioquia"], ["27", "Chocó"], ["27001", "<Quibdó>"]]
    guion = contenido_de_paquetes.guion_con("window.KIT_TERRITORIOS = []", filas)
    solo = contenido_de_paquetes.solo_de(
        ["00", "27", "27001"], contenido_de_paquetes.TERRITORIOS, guion
    )
    assert [fila[0] for fila in contenido_de_paquetes.valor_de(solo)] == ["00", "27", "27001"]
    assert "<" not in solo


# --- La página «Llevar sin internet» ---


def test_sin_copias_hechas_lo_dice(construido: Path) -> None:
    html = (construido / "datos/llevar.html").read_text("utf-8")
    assert "todavía no ha hecho las copias" in html
    assert ".zip</a>" not in html


HECHO = Registro(
    (
        PaqueteHecho("a.zip", "27", "Chocó <b>", 7_840_754, "0" * 64, ("x", "los datos.json")),
        PaqueteHecho("todo.zip", "todo", "todo el país", 82_514_134, "f" * 64),
    ),
    "2026-11-29",
)


@pytest.mark.parametrize("direccion", ["", "https://ejemplo.gov.co/v1/"])
def test_con_copias_dice_tamano_y_huella(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, direccion: str
) -> None:
    archivo = tmp_path / "paquetes.json"
    archivo.write_bytes(Registro(HECHO.paquetes, HECHO.fecha, direccion).escrito())
    monkeypatch.setattr(registro_de_paquetes, "ARCHIVO", archivo)
    html = pagina_de_paquetes.tabla_de_paquetes()
    assert "7,8\u00a0MB" in html
    assert "f" * 64 in html
    assert "29 de noviembre de 2026" in html
    assert "Chocó &lt;b&gt;" in html
    assert "Sin los datos.json" in html
    enlaces = html.count("<a ")
    assert enlaces == (2 if direccion else 0)
    assert ("https://ejemplo.gov.co/v1/todo.zip" in html) == bool(direccion)


@pytest.mark.parametrize(
    "cambio",
    [
        {"paquetes": [{"archivo": "../x.zip"}]},
        {"direccion": "javascript:alert(1)"},
        {"fecha": "ayer"},
        {"paquetes": None},
    ],
)
def test_un_registro_danado_se_dice(tmp_path: Path, cambio: dict[str, object]) -> None:
    archivo = tmp_path / "paquetes.json"
    archivo.write_text(json.dumps({**json.loads(HECHO.escrito()), **cambio}), "utf-8")
    with pytest.raises(ErrorDeDatos):
        registro_de_paquetes.leer(archivo)
    archivo.write_text("{", "utf-8")
    with pytest.raises(ErrorDeDatos, match="no es un registro de paquetes"):
        registro_de_paquetes.leer(archivo)
