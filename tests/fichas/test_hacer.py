"""Dónde queda la ficha, cuándo se rehace y qué pasa si algo no cuadra."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generador.disco import cache, carpeta_propia
from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.fichas import enlace, fichas_guardadas, imprenta
from generador.fichas import imprimir_fichas as modulo_de_la_orden
from generador.fichas.imprimir_fichas import hacer
from generador.ordenes.kit import principal
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.parcial import sin_los_de_fuera
from generador.paginas.politica import con_rel
from generador.paginas.territorios.cuerpos import Paginas
from generador.rutas import RAIZ
from tests.fichas.conftest import ConFichas
from tests.fichas.lector import Ficha

CODIGO = "27025"


def pagina(sitio: Path, codigo: str = CODIGO) -> Path:
    return sitio / "territorio" / codigo / "index.html"


def ficha(sitio: Path, codigo: str = CODIGO) -> Path:
    return pagina(sitio, codigo).with_name("ficha.pdf")


def test_sin_fichas_ninguna_pagina_las_enlaza(sin_url: Path) -> None:
    assert 'href="ficha.pdf"' not in pagina(sin_url).read_text("utf-8")
    assert not list(sin_url.rglob("*.pdf"))


def test_un_sitio_con_solo_la_pagina_del_pais_no_tiene_fichas(
    acervo: DatosDelSitio, tmp_path: Path
) -> None:
    carpeta_propia.marcar(tmp_path)
    assert hacer((), tmp_path, tmp_path / "g", acervo).fichas == 0


def test_el_boton_esta_solo_donde_esta_la_ficha(con_fichas: ConFichas) -> None:
    for html in con_fichas.carpeta.glob("territorio/*/index.html"):
        con_boton = 'href="ficha.pdf"' in html.read_text("utf-8")
        assert con_boton == html.with_name("ficha.pdf").is_file(), html
    assert not ficha(con_fichas.carpeta, "00").exists()


def test_construir_de_nuevo_da_lo_mismo_que_sin_fichas(
    sin_url: Path, tmp_path: Path, acervo: DatosDelSitio
) -> None:
    antes = pagina(sin_url).read_bytes()
    hacer((), sin_url, tmp_path / "g", acervo)
    assert pagina(sin_url).read_bytes() != antes
    construir((CODIGO,), sin_url)
    assert pagina(sin_url).read_bytes() == antes
    assert not ficha(sin_url).exists()


def test_sin_direccion_publica_no_hay_qr_y_se_dice_la_ruta(
    sin_url: Path, tmp_path: Path, acervo: DatosDelSitio
) -> None:
    hacer((), sin_url, tmp_path / "g", acervo)
    leida = Ficha(ficha(sin_url).read_bytes())
    assert leida.codigos_qr() == []
    assert "En el sitio del kit: territorio/27025/index.html" in leida.visible
    assert "http" not in leida.visible
    assert not any("QR" in n.get("alt_text", "") for n in leida.de_clase("Figure"))


def test_solo_se_rehace_la_que_cambio(sin_url: Path, tmp_path: Path, acervo: DatosDelSitio) -> None:
    donde = tmp_path / "g"
    primera = hacer((), sin_url, donde, acervo)
    assert (primera.fichas, primera.impresas) == (2, 2)  # el municipio y su departamento
    bytes_de_antes, html = ficha(sin_url).read_bytes(), pagina(sin_url).read_bytes()
    assert hacer((), sin_url, donde, acervo).impresas == 0
    assert pagina(sin_url).read_bytes() == html
    (guardada,) = (donde / CODIGO).iterdir()
    guardada.write_bytes(guardada.read_bytes()[:-1])  # se dañó en el disco
    ficha(sin_url).unlink()
    assert hacer((), sin_url, donde, acervo).impresas == 1
    assert ficha(sin_url).read_bytes() == bytes_de_antes


def test_lo_guardado_depende_de_lo_que_dice_y_de_como_se_imprime(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    una = fichas_guardadas.ruta(CODIGO, b"{}", tmp_path)
    assert fichas_guardadas.ruta(CODIGO, b"{ }", tmp_path) != una
    assert fichas_guardadas.ruta("05001", b"{}", tmp_path).name != una.name
    copia = tmp_path / "ficha"
    shutil.copytree(imprenta.CARPETA, copia)
    (copia / "piezas.typ").write_text("// otra\n", "utf-8")
    monkeypatch.setattr(imprenta, "CARPETA", copia)
    fichas_guardadas.de_la_imprenta.cache_clear()
    assert fichas_guardadas.ruta(CODIGO, b"{}", tmp_path) != una
    fichas_guardadas.de_la_imprenta.cache_clear()


def test_guarda_una_sola_version_por_territorio(tmp_path: Path) -> None:
    for contenido in (b"1", b"2"):
        fichas_guardadas.guardar(fichas_guardadas.ruta(CODIGO, contenido, tmp_path), contenido)
    (queda,) = (tmp_path / CODIGO).iterdir()
    assert cache.leer_sellado(queda) == b"2"


def test_una_pagina_de_otros_datos_no_lleva_ficha(
    sin_url: Path, tmp_path: Path, acervo: DatosDelSitio
) -> None:
    cambiada = pagina(sin_url).read_text("utf-8").replace("90,6", "90,7")
    pagina(sin_url).write_text(cambiada, "utf-8")
    with pytest.raises(ErrorDeDatos, match="kit construir") as error:
        hacer((CODIGO,), sin_url, tmp_path / "g", acervo)
    assert "territorio/27025/index.html" in str(error.value).replace("\\", "/")
    assert not ficha(sin_url).exists()


def test_una_carpeta_ajena_o_un_codigo_sin_pagina_se_dicen(
    sin_url: Path, tmp_path: Path, acervo: DatosDelSitio
) -> None:
    with pytest.raises(ErrorDeDatos, match="no es un sitio construido por el kit"):
        hacer((), tmp_path / "nada", tmp_path / "g", acervo)
    with pytest.raises(ErrorDeDatos, match="no está construida"):
        hacer(("05001",), sin_url, tmp_path / "g", acervo)
    with pytest.raises(ErrorDeDatos, match="el país no tiene ficha"):
        hacer(("00",), sin_url, tmp_path / "g", acervo)


def test_con_el_disco_lleno_no_queda_un_boton_sin_ficha(
    sin_url: Path, tmp_path: Path, acervo: DatosDelSitio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lleno(ruta: Path, contenido: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(ruta))

    monkeypatch.setattr(modulo_de_la_orden, "escribir_bytes", lleno)
    with pytest.raises(ErrorDeDatos, match="no queda espacio en el disco"):
        hacer((CODIGO,), sin_url, tmp_path / "g", acervo)
    assert 'href="ficha.pdf"' not in pagina(sin_url).read_text("utf-8")
    assert not ficha(sin_url).exists()


def test_una_que_no_se_pudo_imprimir_detiene_la_orden_y_se_nombra(
    sin_url: Path, tmp_path: Path, acervo: DatosDelSitio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falla(_: object, nombre: str, __: bytes) -> bytes:
        raise ErrorDelKit(f"no se pudo imprimir la ficha de {nombre}")

    monkeypatch.setattr(imprenta.Imprenta, "imprimir", falla)
    with pytest.raises(ErrorDelKit, match=r"Chocó \(27\)|Alto Baudó \(27025\)"):
        hacer((), sin_url, tmp_path / "g", acervo)
    assert not list(sin_url.rglob("*.pdf"))


@pytest.mark.parametrize("nombre", ["Peñón", 'El "Charco" <b>', "O'Higgins & Cía."])
def test_el_boton_se_pone_y_se_quita_sin_tocar_lo_demas(nombre: str, acervo: DatosDelSitio) -> None:
    t = acervo.territorios[CODIGO]
    suyo = type(t)(t.codigo, nombre, t.departamento, t.nombre_departamento, t.tipo)
    html = f"<nav>{enlace.MARCA}</nav><p>{enlace.MARCA[:4]}"
    puesto = enlace.poner(html, suyo)
    assert 'href="ficha.pdf"' in puesto
    assert "<b>" not in puesto
    assert enlace.quitar(puesto) == html


@pytest.mark.parametrize("modulo", ["typst", "segno", "pikepdf", "fontTools.ttLib", "brotli"])
def test_sin_el_extra_se_dice_como_instalarlo(modulo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def falta(*_: object) -> None:
        raise ModuleNotFoundError(f"No module named '{modulo}'", name=modulo)

    monkeypatch.setattr(modulo_de_la_orden, "hacer", falta)
    hecho = CliRunner().invoke(principal, ["fichas"])
    assert hecho.exit_code == 1
    assert f"falta instalar «{modulo}»" in hecho.stderr
    assert "pip install -e '.[fichas]'" in hecho.stderr


def test_la_orden_corre_en_un_sistema_sin_tildes(sin_url: Path) -> None:
    entorno = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONPATH": str(RAIZ)}
    orden = [sys.executable, "-m", "generador", "fichas", "--salida", str(sin_url)]
    hecho = subprocess.run(orden, capture_output=True, env=entorno, cwd=RAIZ, check=False)
    assert hecho.returncode == 0, hecho.stderr
    assert b"2 fichas" in hecho.stdout
    assert ficha(sin_url).is_file()


def test_en_un_sitio_con_descargas_la_pagina_tambien_es_la_de_estos_datos(
    sin_url: Path, tmp_path: Path, acervo: DatosDelSitio
) -> None:
    """La página que enlaza su libro de Excel no es otra: la ficha se hace."""
    pagina = sin_url / "territorio/27025/index.html"
    propios = frozenset(ruta.name for ruta in (sin_url / "territorio").iterdir())
    sin_libro, con_libro = (
        sin_los_de_fuera(con_rel(Paginas(acervo, "", con_libros=con).cuerpo("27025")), propios)
        for con in (False, True)
    )
    html = pagina.read_text("utf-8")
    assert sin_libro in html
    pagina.write_text(html.replace(sin_libro, con_libro), "utf-8")
    assert hacer(("27025",), sin_url, tmp_path / "guardadas", acervo).fichas == 1
