"""La imagen con que se comparte un enlace: mide y pesa lo que debe, y solo se nombra si está."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from generador.fichas import imagenes
from generador.fichas.imprenta import Imprenta
from generador.fichas.imprimir_fichas import hacer
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.contexto_comun import Comun
from tests.construido import PUBLICA
from tests.fichas.conftest import ConFichas

LA_SUYA = re.compile(r'<meta property="og:image" content="([^"]+)">')
TOPE = 60_000


def _imagen(con_fichas: ConFichas, codigo: str) -> Path:
    return con_fichas.carpeta / "territorio" / codigo / imagenes.ARCHIVO


def test_una_por_departamento_y_la_del_pais(con_fichas: ConFichas, acervo: DatosDelSitio) -> None:
    hechas = {r.parent.name: r for r in con_fichas.carpeta.rglob(imagenes.ARCHIVO)}
    assert set(hechas) == {"00", *acervo.departamentos}
    for codigo, ruta in hechas.items():
        contenido = ruta.read_bytes()
        assert len(contenido) <= TOPE, codigo
        with Image.open(io.BytesIO(contenido)) as abierta:
            assert abierta.format == "PNG"
            assert abierta.size == (1200, 630)
            # Tiene fondo, letra y mapa: ni en blanco ni de un solo color.
            assert len(abierta.convert("RGB").getcolors(1 << 16) or []) > 20
    assert len({r.read_bytes() for r in hechas.values()}) == len(hechas)


def test_cada_pagina_nombra_la_de_su_departamento(con_fichas: ConFichas) -> None:
    for codigo in ("00", *con_fichas.codigos):
        html = con_fichas.pagina(codigo)
        assert LA_SUYA.findall(html) == [f"{PUBLICA}territorio/{codigo[:2]}/{imagenes.ARCHIVO}"]
        assert html.count("summary_large_image") == 1
        assert imagenes.MARCA not in html
        titulo, descripcion = (
            re.findall(f'<meta property="og:{cual}" content="([^"]+)">', html)
            for cual in ("title", "description")
        )
        assert len(titulo) == len(descripcion) == 1
    portada = (con_fichas.carpeta / "index.html").read_text("utf-8")
    assert LA_SUYA.findall(portada) == [f"{PUBLICA}territorio/00/{imagenes.ARCHIVO}"]


def test_dice_las_cifras_de_la_pagina(con_fichas: ConFichas, acervo: DatosDelSitio) -> None:
    comun = Comun(acervo, PUBLICA)
    dicho = imagenes.dicho(comun, "27").decode()
    cifras = re.findall(r'"cifra":"([^"]+)"', dicho)
    assert cifras[0].startswith("62,4")
    assert all(cifra in con_fichas.pagina("27") for cifra in cifras)


def test_sin_direccion_publica_ni_se_hacen_ni_se_nombran(sin_url: Path, tmp_path: Path) -> None:
    hecho = hacer((), sin_url, tmp_path / "guardadas")
    assert hecho.imagenes == ()
    assert list(sin_url.rglob(imagenes.ARCHIVO)) == []
    assert not [r for r in sin_url.rglob("*.html") if "og:image" in r.read_text("utf-8")]


def test_si_no_se_pudo_dibujar_ninguna_pagina_la_nombra(
    acervo: DatosDelSitio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    construir(("27025",), tmp_path / "publico", PUBLICA)

    def falla(*_: object) -> bytes:
        raise RuntimeError("sin tinta")

    monkeypatch.setattr(Imprenta, "dibujar", falla)
    with pytest.raises(RuntimeError, match="sin tinta"):
        hacer((), tmp_path / "publico", tmp_path / "guardadas", acervo)
    assert not [
        r for r in (tmp_path / "publico").rglob("*.html") if "og:image" in r.read_text("utf-8")
    ]


def test_un_nombre_hostil_se_lee_como_texto(acervo: DatosDelSitio) -> None:
    malo = '#panic("x") "><img src=x>'
    t = replace(acervo.territorios["27"], nombre=malo)
    comun = Comun(replace(acervo, territorios=acervo.territorios | {"27": t}), PUBLICA)
    html = imagenes.poner(f"<head>{imagenes.MARCA}</head>", comun, "27")
    assert "<img" not in html
    with Imprenta() as imprenta:
        png = imagenes.liviana(imprenta.dibujar(malo, imagenes.dicho(comun, "27")))
    assert len(png) <= TOPE
