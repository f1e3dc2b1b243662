"""El zip y el repositorio: mismos bytes, método idéntico y XML que QGIS entiende."""

from __future__ import annotations

import configparser
import hashlib
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from generador import __version__, publicador
from generador.compartido import COMPARTIDO, huella
from generador.complemento_qgis.zip_del_complemento import con_datos, empaquetar
from generador.disco.carpeta_propia import MARCA
from generador.errores import ErrorDeDatos
from generador.ordenes.kit import principal
from generador.publicador import Publicador
from generador.rutas import GENERADOR

URL = "https://alcaldia.example/kit/"


@pytest.fixture(scope="module")
def paquete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empaquetar(tmp_path_factory.mktemp("sitio"), URL)


def test_dos_veces_da_los_mismos_bytes(paquete: Path, tmp_path: Path) -> None:
    assert empaquetar(tmp_path, URL).read_bytes() == paquete.read_bytes()


def test_la_orden_lo_deja_en_el_sitio(tmp_path: Path) -> None:
    hecho = empaquetar_en(tmp_path)
    assert hecho.exit_code == 0, hecho.output
    carpeta = tmp_path / "complemento"
    suyos = {f"kit_pobreza-{__version__}.zip", "plugins.xml", MARCA}
    assert {r.name for r in carpeta.iterdir()} == suyos
    assert empaquetar_en(tmp_path, "https://otra.example/").exit_code == 0
    assert "otra.example" in (carpeta / "plugins.xml").read_text("utf-8")


def test_la_orden_no_pisa_el_repositorio_de_otro(tmp_path: Path) -> None:
    lista = tmp_path / "complemento" / "plugins.xml"
    lista.parent.mkdir()
    lista.write_text("<plugins>mío</plugins>", encoding="utf-8")
    hecho = empaquetar_en(tmp_path)
    assert hecho.exit_code == 1
    assert "--reemplazar" in hecho.stderr
    assert [r.name for r in lista.parent.iterdir()] == ["plugins.xml"]
    assert lista.read_text("utf-8") == "<plugins>mío</plugins>"
    assert empaquetar_en(tmp_path, URL, "--reemplazar").exit_code == 0
    assert "kit_pobreza" in lista.read_text("utf-8")


def empaquetar_en(carpeta: Path, url: str = URL, *opciones: str) -> Result:
    orden = ["plugin", "empaquetar", "--salida", str(carpeta), "--url", url, *opciones]
    return CliRunner().invoke(principal, orden)


def test_lo_compartido_viaja_identico(paquete: Path) -> None:
    with zipfile.ZipFile(paquete) as zip_:
        copia = {
            n.removeprefix("kit_pobreza/"): zip_.read(n)
            for n in zip_.namelist()
            if n.split("/")[1] in COMPARTIDO
        }
        lineas = zip_.read("kit_pobreza/HUELLA").decode("utf-8").splitlines()
    propios = {
        r.relative_to(GENERADOR).as_posix(): r.read_bytes()
        for carpeta in COMPARTIDO
        for r in (GENERADOR / carpeta).rglob("*")
        if r.is_file() and "__pycache__" not in r.parts and r.name != "ruff.toml"
    }
    assert copia == propios
    declaradas = {ruta: h for h, ruta in (linea.split("  ") for linea in lineas)}
    assert declaradas == {n: hashlib.sha256(d).hexdigest() for n, d in propios.items()}


def test_todo_va_en_una_carpeta_y_sin_sobras(paquete: Path) -> None:
    with zipfile.ZipFile(paquete) as zip_:
        nombres = zip_.namelist()
    assert nombres == sorted(nombres)
    assert {n.split("/")[0] for n in nombres} == {"kit_pobreza"}
    assert not [n for n in nombres if "__pycache__" in n or n.endswith((".pyc", ".toml"))]
    for necesario in ("__init__.py", "metadata.txt", "icono.svg", "LICENSE", "HUELLA"):
        assert f"kit_pobreza/{necesario}" in nombres
    assert paquete.stat().st_size < 25 * 1024 * 1024


def test_metadatos(paquete: Path) -> None:
    lector = configparser.ConfigParser(interpolation=None)
    with zipfile.ZipFile(paquete) as zip_:
        lector.read_string(zip_.read("kit_pobreza/metadata.txt").decode("utf-8"))
    general = lector["general"]
    assert general["version"] == __version__
    assert general["qgisMinimumVersion"] == "3.22"
    assert general["qgisMaximumVersion"] == "4.99"
    assert general["hasProcessingProvider"] == "yes"
    assert general["license"] == "GPL-3.0-or-later"
    assert general["homepage"] == general["tracker"] == general["repository"] == URL
    for clave in ("name", "description", "about", "author", "tags", "icon", "category"):
        assert general[clave]
    assert general["email"] == ""  # kit.yaml no dice a quién escribir


def test_sin_direccion_no_hay_repositorio_ni_direccion_de_ejemplo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publicador, "leer", lambda: Publicador("", "datos@quibdo.gov.co"))
    paquete = empaquetar(tmp_path, "")
    assert {r.name for r in paquete.parent.iterdir()} == {paquete.name, MARCA}
    lector = configparser.ConfigParser(interpolation=None)
    with zipfile.ZipFile(paquete) as zip_:
        lector.read_string(zip_.read("kit_pobreza/metadata.txt").decode("utf-8"))
    general = lector["general"]
    assert [general[c] for c in ("homepage", "tracker", "repository")] == ["", "", ""]
    assert general["email"] == "datos@quibdo.gov.co"


def test_repositorio(paquete: Path) -> None:
    raiz = ElementTree.fromstring((paquete.parent / "plugins.xml").read_bytes())
    (complemento,) = raiz.findall("pyqgis_plugin")
    assert complemento.get("version") == __version__
    direccion = complemento.findtext("download_url") or ""
    assert direccion == f"{URL}complemento/{paquete.name}"
    assert complemento.findtext("file_name") == paquete.name
    assert complemento.findtext("qgis_minimum_version") == "3.22"


def test_la_huella_cambia_con_un_octeto() -> None:
    assert huella({"a.py": b"1"}) != huella({"a.py": b"2"})
    assert huella({"a.py": b"1"}).endswith("  a.py\n")


def test_metadatos_sin_version_es_un_error() -> None:
    with pytest.raises(ErrorDeDatos, match="0 líneas «version=»"):
        con_datos("[general]\nname=x\n", "1")
