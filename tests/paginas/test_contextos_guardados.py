"""Lo guardado de cada territorio pinta la página recién calculada, y nunca otra."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios import cuerpos, tarjeta
from generador.paginas.territorios.cuerpos import Paginas
from generador.rutas import DATOS, GENERADOR, RAIZ

URL = "https://kit.ejemplo/"
# La nación, un departamento, Bogotá (que es las dos cosas), un área no municipalizada y uno común.
CODIGOS = ("00", "27", "11001", "91263", "27025")


@pytest.fixture(scope="module")
def donde(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Una carpeta con lo guardado de `CODIGOS`."""
    carpeta = tmp_path_factory.mktemp("contextos")
    Paginas(acervo, URL).recordar(CODIGOS, carpeta)
    return carpeta


def _sin_calcular(monkeypatch: pytest.MonkeyPatch) -> None:
    for nivel in cuerpos.POR_NIVEL:
        monkeypatch.setitem(cuerpos.POR_NIVEL, nivel, lambda *_: pytest.fail("se calculó"))


def test_lo_guardado_pinta_lo_mismo_sin_calcular(
    acervo: DatosDelSitio, donde: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calculadas = Paginas(acervo, URL)
    esperadas = {c: calculadas.cuerpo(c) for c in CODIGOS}
    tarjetas = {c: tarjeta.pintada(calculadas.contexto(c), "") for c in CODIGOS}
    guardadas = Paginas(acervo, URL, con_libros=False)
    guardadas.recordar(donde=donde)
    _sin_calcular(monkeypatch)
    assert {c: guardadas.cuerpo(c) for c in CODIGOS} == esperadas
    assert {c: tarjeta.pintada(guardadas.contexto(c), "") for c in CODIGOS} == tarjetas


def test_lo_comun_no_sale_de_lo_guardado(acervo: DatosDelSitio, donde: Path) -> None:
    """Los libros de Excel pueden estar esta vez y la anterior no."""
    sin, con = Paginas(acervo, URL), Paginas(acervo, URL, con_libros=True)
    for una in (sin, con):
        una.recordar(donde=donde)
    assert not sin.contexto("27025")["con_libros"]
    assert con.contexto("27025")["con_libros"]


@pytest.mark.parametrize("dano", [b"", b"otra cosa"])
def test_lo_danado_y_lo_que_falta_se_calculan(
    acervo: DatosDelSitio, tmp_path: Path, dano: bytes
) -> None:
    Paginas(acervo, URL).recordar(("27025",), tmp_path)
    (guardado,) = tmp_path.glob("*/27025")
    guardado.write_bytes(dano)
    una = Paginas(acervo, URL)
    una.recordar(donde=tmp_path)
    for codigo in ("27025", "27006"):
        assert una.cuerpo(codigo) == Paginas(acervo, URL).cuerpo(codigo)


def test_con_otra_direccion_u_otros_datos_no_sirve(
    acervo: DatosDelSitio, donde: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    otra = Paginas(acervo, "https://otra.ejemplo/")
    otra.recordar(donde=donde)
    assert "https://otra.ejemplo/" in otra.cuerpo("27025")
    assert URL not in otra.cuerpo("27025")
    sin_identidad = Paginas(replace(acervo), URL)
    sin_identidad.recordar(CODIGOS, donde)
    _sin_calcular(monkeypatch)
    with pytest.raises(pytest.fail.Exception):
        sin_identidad.contexto("27025")


def test_lo_de_un_paquete_de_veredas_ni_se_guarda_ni_se_pierde(
    acervo: DatosDelSitio, donde: Path, tmp_path: Path
) -> None:
    locales = {"27025": {"cuantas": 3}}
    nueva = Paginas(acervo, URL, locales)
    nueva.recordar(CODIGOS, tmp_path)
    assert list(tmp_path.iterdir()) == []
    una = Paginas(acervo, URL, locales)
    una.recordar(donde=donde)
    assert una.contexto("27025")["veredas_locales"] == {"cuantas": 3}
    assert una.contexto("11001")["veredas_locales"] is None


LEIDOS = """
import json, sys
leidos, anotar = set(), False
def oir(suceso, datos):
    if anotar and suceso == "open" and isinstance(datos[0], str):
        leidos.add(datos[0])
sys.addaudithook(oir)
from generador.paginas.datos_del_sitio import reunir
from generador.paginas.territorios.cuerpos import Paginas
acervo = reunir()
anotar = True
paginas = Paginas(acervo, "")
for codigo in sys.argv[1:]:
    paginas.contexto(codigo)
anotar = False
print(json.dumps(sorted(leidos)))
"""


def test_todo_lo_que_se_lee_entra_en_la_huella() -> None:
    """La llave trae los datos y el código: leer de otra carpeta pide que también esté en ella."""
    orden = [sys.executable, "-c", LEIDOS, *CODIGOS]
    hecho = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=True)
    leidos = [RAIZ / ruta for ruta in json.loads(hecho.stdout)]
    ajenos = (RAIZ / ".tmp", RAIZ / ".venv")
    del_proyecto = {
        ruta
        for ruta in leidos
        if ruta.is_relative_to(RAIZ) and not any(ruta.is_relative_to(c) for c in ajenos)
    }
    assert any(ruta.is_relative_to(DATOS) for ruta in del_proyecto)
    assert {
        r for r in del_proyecto if not any(r.is_relative_to(c) for c in (DATOS, GENERADOR))
    } == set()
