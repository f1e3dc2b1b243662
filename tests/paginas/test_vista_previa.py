"""La vista previa rehace lo justo según lo que cambió."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generador.errores import ErrorDelKit
from generador.paginas import entorno_jinja, guias_guardadas, vista_previa
from generador.paginas.vista_previa import VistaPrevia, es_de_perfil, pide_reiniciar
from generador.rutas import DATOS, GENERADOR, PLANTILLAS, RAIZ, SITIO

URL = "http://127.0.0.1:8000/"
PERFIL = "territorio/27025/index.html"


@pytest.fixture
def plantillas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Una copia de las plantillas, para cambiarlas."""
    copia = Path(shutil.copytree(PLANTILLAS, tmp_path / "plantillas"))
    for modulo in (entorno_jinja, guias_guardadas, vista_previa):
        monkeypatch.setattr(modulo, "PLANTILLAS", copia)
    monkeypatch.setattr(vista_previa, "VIGILADAS", (copia,))
    monkeypatch.setattr(vista_previa, "fotografiar", lambda *_: vista_previa_de(copia))
    entorno_jinja.olvidar()
    yield copia
    entorno_jinja.olvidar()


def vista_previa_de(carpeta: Path) -> dict[Path, int]:
    return {r: r.stat().st_mtime_ns for r in carpeta.rglob("*") if r.is_file()}


def _agregar(ruta: Path, texto: str) -> None:
    antes = ruta.stat().st_mtime_ns
    ruta.write_text(ruta.read_text("utf-8") + texto, encoding="utf-8")
    while ruta.stat().st_mtime_ns == antes:  # dos escrituras en el mismo tic del reloj
        ruta.touch()


def test_una_plantilla_de_perfil_solo_vuelve_a_pintar_los_perfiles(
    plantillas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vista = VistaPrevia(
        tmp_path / "vista", ("27025",), URL, lambda: pytest.fail("no hay que reiniciar")
    )
    vista.construir()
    monkeypatch.setattr(guias_guardadas, "escribir", lambda *_: pytest.fail("no hay que rehacer"))
    assert "RECIEN-ESCRITO" not in (tmp_path / "vista" / PERFIL).read_text("utf-8")
    vista.al_cambiar()  # sin cambios no hace nada
    _agregar(plantillas / "municipio.html", "<p>RECIEN-ESCRITO</p>")
    vista.al_cambiar()
    assert "RECIEN-ESCRITO" in (tmp_path / "vista" / PERFIL).read_text("utf-8")


def test_un_error_se_dice_se_ve_lo_anterior_y_se_rehace_al_arreglarlo(
    plantillas: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vista = VistaPrevia(tmp_path / "vista", ("27025",), URL, lambda: pytest.fail("sin reiniciar"))
    vista.construir()
    portada = plantillas / "portada.html"
    buena = portada.read_text("utf-8")
    _agregar(portada, "{% if %}")
    vista.al_cambiar()
    assert "Sin rehacer" in capsys.readouterr().err
    assert (tmp_path / "vista" / "index.html").is_file()
    # Tocar otra cosa no da por arreglado lo que sigue roto.
    _agregar(plantillas / "municipio.html", "<p>OTRA</p>")
    vista.al_cambiar()
    assert "Sin rehacer" in capsys.readouterr().err
    portada.write_text(buena + "<p>YA-SIRVE</p>", encoding="utf-8")
    vista.al_cambiar()
    assert "YA-SIRVE" in (tmp_path / "vista" / "index.html").read_text("utf-8")
    assert "OTRA" in (tmp_path / "vista" / PERFIL).read_text("utf-8")


def test_codigo_a_medias_no_apaga_el_servidor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vista_previa, "RAIZ", tmp_path)
    malo = tmp_path / "malo.py"
    malo.write_text("x = (")
    with pytest.raises(ErrorDelKit, match="está a medio escribir"):
        vista_previa.exigir_que_arranque([malo])
    malo.write_text("x = ()")
    vista_previa.exigir_que_arranque([malo, tmp_path / "borrado.py"])


def test_un_puerto_ocupado_se_dice() -> None:
    with socket.socket() as ocupado:
        ocupado.bind(("127.0.0.1", 0))
        ocupado.listen()
        with pytest.raises(ErrorDelKit, match="ya lo usa otro programa"):
            vista_previa.exigir_libre(ocupado.getsockname()[1])


def test_el_codigo_y_los_datos_piden_arrancar_de_nuevo(plantillas: Path, tmp_path: Path) -> None:
    reinicios: list[int] = []
    vista = VistaPrevia(tmp_path / "vista", ("27025",), URL, lambda: reinicios.append(1))
    vista._foto = {DATOS / "mgn_2018.csv": 1}
    vista.al_cambiar()
    assert reinicios == [1]


@pytest.mark.parametrize(
    ("ruta", "reinicia", "de_perfil"),
    [
        (PLANTILLAS / "municipio.html", False, True),
        (PLANTILLAS / "partes" / "piezas.html", False, True),
        (PLANTILLAS / "portada.html", False, False),
        (PLANTILLAS / "tema" / "main.html", False, False),
        (SITIO / "recursos" / "kit.css", False, False),
        (GENERADOR / "formato.py", True, False),
        (DATOS / "territorios.csv", True, False),
    ],
)
def test_que_pide_cada_cambio(ruta: Path, reinicia: bool, de_perfil: bool) -> None:
    assert pide_reiniciar(ruta) is reinicia
    assert es_de_perfil(ruta) is de_perfil


def test_la_orden_sirve_el_sitio_con_el_guion_que_recarga() -> None:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    orden = [sys.executable, "-m", "generador", "servir", "--territorios", "27025"]
    proceso = subprocess.Popen([*orden, "--puerto", str(puerto)], cwd=RAIZ)
    try:
        html = _pedir(f"http://127.0.0.1:{puerto}/{PERFIL}", proceso)
    finally:
        proceso.terminate()
        proceso.wait(timeout=60)
    assert "<h1>" in html
    assert "livereload" in html


def _pedir(direccion: str, proceso: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        assert proceso.poll() is None, "la orden terminó sola"
        try:
            with urllib.request.urlopen(direccion, timeout=5) as respuesta:
                texto: str = respuesta.read().decode("utf-8")
                return texto
        except OSError:
            time.sleep(0.2)
    raise AssertionError("no respondió")
