"""Enlazadas o recién hechas, las descargas son las mismas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generador.disco.arbol import Arbol
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import datos_publicados, descargas_guardadas

POCOS = ("00", "05", "05837", "27", "27025")


@pytest.fixture(scope="module")
def todos(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("todos")
    descargas_guardadas.escribir(
        acervo, Arbol(carpeta / "a"), tuple(acervo.territorios), carpeta / "guardado"
    )
    return carpeta


def _contenido(carpeta: Path) -> dict[str, bytes]:
    rutas = (ruta for ruta in carpeta.rglob("*") if ruta.is_file())
    return {ruta.relative_to(carpeta).as_posix(): ruta.read_bytes() for ruta in rutas}


def test_la_segunda_vez_no_se_rehacen(
    acervo: DatosDelSitio, todos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datos_publicados, "celdas", lambda *_: pytest.fail("se volvieron a hacer"))
    descargas_guardadas.escribir(
        acervo, Arbol(todos / "b"), tuple(acervo.territorios), todos / "guardado"
    )
    assert _contenido(todos / "b") == _contenido(todos / "a")


def test_unos_pocos_son_los_mismos_enlazados_o_hechos(
    acervo: DatosDelSitio, todos: Path, tmp_path: Path
) -> None:
    sin_identidad = replace(acervo)
    assert sin_identidad.identidad == ""
    descargas_guardadas.escribir(acervo, Arbol(tmp_path / "enlazados"), POCOS, todos / "guardado")
    descargas_guardadas.escribir(acervo, Arbol(tmp_path / "frio"), POCOS, tmp_path / "vacio")
    descargas_guardadas.escribir(
        sin_identidad, Arbol(tmp_path / "hechos"), POCOS, tmp_path / "nada"
    )
    hechos = _contenido(tmp_path / "hechos")
    assert _contenido(tmp_path / "enlazados") == hechos
    assert _contenido(tmp_path / "frio") == hechos
    assert {ruta.split("/")[1] for ruta in hechos if ruta.startswith("territorio")} == set(POCOS)
    assert not (tmp_path / "nada").exists()
    assert not (tmp_path / "vacio" / "todos").exists()
