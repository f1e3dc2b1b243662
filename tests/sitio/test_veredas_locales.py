"""La página «Veredas» que gana un municipio con --local, en el sitio construido y en Chromium."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from generador.errores import ErrorDeDatos
from generador.fichas import imprimir_fichas as fichas
from generador.metodos.paquete import caja
from generador.metodos.paquete.armar import armar
from generador.metodos.paquete.comprobar import comprobar
from generador.ordenes.kit import principal
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.vista_previa import VistaPrevia
from tests.accesibilidad import infracciones
from tests.construido import PUBLICA
from tests.metodos.paquete.datos import (
    APARTADO,
    DECLARADO,
    RAROS,
    con_huellas,
    fila,
    paquete,
    procedencia,
    territorios,
)


def archivos(carpeta: Path) -> dict[str, bytes]:
    return {
        r.relative_to(carpeta).as_posix(): r.read_bytes() for r in carpeta.rglob("*") if r.is_file()
    }


@pytest.fixture(scope="module")
def raiz(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """`sin`, el sitio de siempre; `con`, con un paquete de nombres raros; `p.zip`, el paquete."""
    carpeta = tmp_path_factory.mktemp("veredas")
    (carpeta / "p.zip").write_bytes(caja.en_zip(paquete(raros=True)))
    construir((APARTADO,), carpeta / "sin", PUBLICA)
    construir((APARTADO,), carpeta / "con", PUBLICA, [carpeta / "p.zip"])
    yield carpeta


@pytest.fixture(scope="module")
def pagina(raiz: Path) -> str:
    return (raiz / "con" / "territorio" / APARTADO / "veredas.html").read_text("utf-8")


def test_sin_local_no_cambia_nada_mas(raiz: Path) -> None:
    """Lo único distinto es lo del municipio, la hoja de estilo y el mapa del sitio."""
    sin, con = archivos(raiz / "sin"), archivos(raiz / "con")
    propio = f"territorio/{APARTADO}"
    assert set(con) - set(sin) == {
        "recursos/veredas_locales.css", f"{propio}/veredas.html", f"{propio}/veredas-sisben.csv",
        f"{propio}/veredas-sisben.geojson", f"{propio}/veredas-sisben.zip",
    }  # fmt: skip
    distintos = {ruta for ruta in sin if sin[ruta] != con[ruta]}
    assert distintos == {f"{propio}/index.html", "sitemap.xml", "sitemap.xml.gz"}
    assert b"veredas.html" not in sin[f"{propio}/index.html"]


def test_el_perfil_la_enlaza_arriba_y_dentro_del_municipio(raiz: Path) -> None:
    perfil = (raiz / "con" / "territorio" / APARTADO / "index.html").read_text("utf-8")
    antes, dentro = perfil.split('id="dentro"', 1)
    assert 'href="veredas.html"' in antes and 'href="veredas.html"' in dentro
    assert "IPM proxy (Sisbén), cálculo de la alcaldía" in perfil
    assert f"{PUBLICA}territorio/{APARTADO}/veredas.html" in (raiz / "con/sitemap.xml").read_text()


def test_dice_lo_que_es_y_escapa_los_nombres(pagina: str) -> None:
    assert "IPM proxy (Sisbén), cálculo de la alcaldía" in pagina
    assert "No es el IPM del DANE" in pagina and "marzo de 2026" in pagina
    assert "múltiplo de 3" in pagina and "pocos hogares" in pagina
    assert "<script>alert(1)</script>" not in pagina and "&lt;script&gt;alert(1)" in pagina
    assert "<b>alto</b>" not in pagina and "{{ t.nombre }}" in pagina
    assert "Sin nombre" in pagina
    # Dos se llaman igual: se distinguen por su código.
    assert len(re.findall(r"La Unión &amp; Cía\.</a> <small>05045-", pagina)) == 2


def test_las_cifras_son_las_del_paquete(raiz: Path, pagina: str) -> None:
    contenido = comprobar(caja.de_zip((raiz / "p.zip").read_bytes())).contenido
    con_cifra = [f for f in contenido.filas() if f["estado"] == "publicado"]
    tabla = pagina.split("tabla-veredas", 1)[1].split("</table>", 1)[0]
    filas = re.findall(r'<tr class="clase-\d">.*?(?=<tr |$)', tabla, re.DOTALL)
    assert len(filas) == len(con_cifra)
    leidas = sorted(tuple(map(float, re.findall(r'data-orden="(-?[\d.]+)"', f)[:2])) for f in filas)
    esperadas = [tuple(float(str(f[c])) for c in ("hogares", "pobres")) for f in con_cifra]
    assert leidas == sorted(esperadas)
    pobres = [float(re.findall(r'data-orden="(-?[\d.]+)"', f)[1]) for f in filas]
    assert pobres == sorted(pobres, reverse=True)


def test_las_descargas(raiz: Path) -> None:
    propia = raiz / "con" / "territorio" / APARTADO
    piezas = caja.de_zip((raiz / "p.zip").read_bytes())
    assert caja.de_zip((propia / "veredas-sisben.zip").read_bytes()) == piezas
    assert (propia / "veredas-sisben.geojson").read_bytes() == piezas["territorios.geojson"]
    hoja = (propia / "veredas-sisben.csv").read_text("utf-8")
    assert hoja.startswith("\ufeff")
    filas = list(csv.reader(io.StringIO(hoja[1:]), delimiter=";"))
    assert filas[-1][0] == "TOTAL" and len(filas) == 52
    assert not any(c.startswith("=") for fila in filas for c in fila)
    assert re.fullmatch(r"\d,\d+", filas[1][8])


@pytest.mark.navegador
@pytest.mark.parametrize(("ancho", "esquema"), [(1280, "light"), (360, "light"), (360, "dark")])
def test_en_chromium_sin_faltas_y_sin_desbordar(
    raiz: Path, navegador: Any, ancho: int, esquema: str
) -> None:
    contexto = navegador.new_context(viewport={"width": ancho, "height": 800}, color_scheme=esquema)
    try:
        hoja = contexto.new_page()
        errores: list[str] = []
        hoja.on("pageerror", lambda e: errores.append(str(e)))
        hoja.goto((raiz / "con" / "territorio" / APARTADO / "veredas.html").as_uri())
        assert hoja.evaluate("document.documentElement.scrollWidth") == ancho
        hoja.click(".tabla-veredas tbody tr:first-child a")
        hoja.wait_for_selector("details.vereda[open] .tabla-barras")
        assert hoja.evaluate("document.documentElement.scrollWidth") == ancho
        assert infracciones(hoja) == []
        assert errores == []
    finally:
        contexto.close()


@pytest.mark.navegador
def test_en_chromium_se_ordena_y_se_imprime(raiz: Path, navegador: Any) -> None:
    contexto = navegador.new_context()
    try:
        hoja = contexto.new_page()
        hoja.goto((raiz / "con" / "territorio" / APARTADO / "veredas.html").as_uri())
        hoja.click(".tabla-veredas thead th:nth-child(4) button")
        valores = hoja.eval_on_selector_all(
            ".tabla-veredas tbody td:nth-child(4)", "c => c.map(x => Number(x.dataset.orden))"
        )
        assert valores == sorted(valores, reverse=True) and len(valores) > 20
        hoja.emulate_media(media="print")
        assert hoja.is_hidden("#veredas") and hoja.is_visible(".mapa-veredas")
    finally:
        contexto.close()


def con_la_orden(*argumentos: str) -> Any:
    return CliRunner().invoke(principal, ["construir", "--territorios", APARTADO, *argumentos])


@pytest.mark.parametrize(
    ("danar", "dice"),
    [
        (lambda p: con_huellas(p, modo="interno"), "no está en modo publicable"),
        (lambda p: {**p, "tabla.csv": p["tabla.csv"].replace(b",300,", b",303,", 1)}, "no cuadra"),
        (lambda p: con_huellas({**p, "tabla.csv": p["tabla.csv"].replace(b",300,", b",301,", 1)}),
         "múltiplo de 3"),
        (lambda p: con_huellas(p, municipio="05837"), "caen allí"),
    ],
)  # fmt: skip
def test_uno_malo_detiene_la_construccion_sin_dejar_nada(
    tmp_path: Path, danar: Any, dice: str
) -> None:
    (tmp_path / "malo.zip").write_bytes(caja.en_zip(danar(paquete())))
    salida = tmp_path / "publico"
    hecho = con_la_orden("--salida", str(salida), "--local", str(tmp_path / "malo.zip"))
    assert hecho.exit_code == 1
    dicho = re.sub(r"\s+", " ", hecho.output + getattr(hecho, "stderr", ""))
    assert dice in dicho and "Qué hacer" in dicho
    assert [r.name for r in tmp_path.iterdir()] == ["malo.zip"]


def test_uno_de_practica_lo_dice_y_no_se_anuncia(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(caja.en_zip(paquete(practica=True)))
    construir((APARTADO,), tmp_path / "publico", PUBLICA, [tmp_path / "p.zip"], con_practica=True)
    escrita = (tmp_path / "publico" / "territorio" / APARTADO / "veredas.html").read_text("utf-8")
    assert "base de práctica" in escrita and '<meta name="robots" content="noindex">' in escrita
    assert "veredas.html" not in (tmp_path / "publico" / "sitemap.xml").read_text("utf-8")


def test_sin_una_sola_cifra_lo_dice_y_no_pinta_tablas_vacias(tmp_path: Path) -> None:
    azar = np.random.default_rng(1)
    callados = [replace(t, fila=fila(6, azar)) for t in territorios()]
    piezas = armar(callados, procedencia(total=None), DECLARADO)
    (tmp_path / "p.zip").write_bytes(caja.en_zip(piezas))
    construir((APARTADO,), tmp_path / "publico", PUBLICA, [tmp_path / "p.zip"])
    escrita = (tmp_path / "publico" / "territorio" / APARTADO / "veredas.html").read_text("utf-8")
    assert "Ninguna de las 50 veredas muestra cifras" in escrita
    assert "tabla-veredas" not in escrita and "tabla-rieles" not in escrita
    assert escrita.count("pocos hogares") >= 50


def test_un_paquete_de_un_municipio_que_no_se_construye(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(caja.en_zip(paquete()))
    hecho = CliRunner().invoke(
        principal,
        ["construir", "--territorios", "27025", "--salida", str(tmp_path / "s"), "--local",
         str(tmp_path / "p.zip")],
    )  # fmt: skip
    assert hecho.exit_code == 1 and not (tmp_path / "s").exists()


def test_el_manifiesto_publicado_es_json(raiz: Path) -> None:
    piezas = caja.de_zip(
        (raiz / "con" / "territorio" / APARTADO / "veredas-sisben.zip").read_bytes()
    )
    assert json.loads(piezas["manifiesto.json"])["municipio"] == APARTADO
    assert len(set(RAROS)) == len(RAROS) - 1


def test_la_vista_previa_rehace_al_cambiar_el_paquete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Y si el nuevo no sirve, lo dice y deja lo que había."""
    ruta = tmp_path / "p.zip"
    ruta.write_bytes(caja.en_zip(paquete()))
    vista = VistaPrevia(
        tmp_path / "vista", (APARTADO,), PUBLICA, lambda: pytest.fail("sin reiniciar"), [ruta]
    )
    vista.construir()
    pagina = tmp_path / "vista" / "territorio" / APARTADO / "veredas.html"
    assert "El &#34;Tigre&#34;" not in pagina.read_text("utf-8")
    ruta.write_bytes(caja.en_zip(paquete(raros=True)))
    vista.al_cambiar()
    assert "El &#34;Tigre&#34;" in pagina.read_text("utf-8")
    ruta.write_bytes(b"a medio copiar")
    vista.al_cambiar()
    assert "no es un zip" in " ".join(capsys.readouterr().err.split())
    assert "El &#34;Tigre&#34;" in pagina.read_text("utf-8")


def test_las_fichas_se_hacen_sobre_un_sitio_con_veredas(
    raiz: Path, tmp_path: Path, acervo: DatosDelSitio
) -> None:
    """La página dice de cuándo y de cuántas veredas, y la ficha la compara entera con los datos."""
    copia = tmp_path / "con"
    shutil.copytree(raiz / "con", copia, copy_function=os.link)  # no escribe encima: reemplaza
    assert fichas.hacer((APARTADO,), copia, tmp_path / "g", acervo).fichas == 1
    (copia / "territorio" / APARTADO / "veredas-sisben.zip").unlink()
    with pytest.raises(ErrorDeDatos, match="no es la página que sale de estos datos"):
        fichas.hacer((APARTADO,), copia, tmp_path / "g", acervo)
