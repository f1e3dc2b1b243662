"""Lo guardado de las herramientas es lo que se haría, y nunca se usa si sus tablas cambiaron."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generador.paginas import llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import de_todos


def test_la_segunda_vez_no_se_rehace_y_da_lo_mismo(
    acervo: DatosDelSitio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hechos = de_todos.archivos(acervo, tmp_path)
    assert len(hechos) > 10
    monkeypatch.setattr(de_todos, "_hacer", lambda *_: pytest.fail("se volvió a hacer"))
    assert de_todos.archivos(acervo, tmp_path) == hechos
    de_todos.escribir(acervo, tmp_path / "sitio", tmp_path)
    for ruta, contenido in hechos.items():
        assert (tmp_path / "sitio" / ruta).read_bytes() == contenido.encode("utf-8")


def test_unas_tablas_cambiadas_no_usan_lo_guardado(acervo: DatosDelSitio, tmp_path: Path) -> None:
    de_todos.archivos(acervo, tmp_path)
    medellin = replace(acervo.territorios["05001"], nombre="Otro nombre")
    otro = replace(acervo, territorios={**acervo.territorios, "05001": medellin})
    assert otro.identidad == ""
    assert de_todos.archivos(otro, tmp_path / "vacia")
    assert not (tmp_path / "vacia").exists()


@pytest.mark.parametrize("dano", [b"", b"{", b"\xff"])
def test_lo_guardado_que_se_dano_se_rehace(
    acervo: DatosDelSitio, tmp_path: Path, dano: bytes
) -> None:
    hechos = de_todos.archivos(acervo, tmp_path)
    (guardado,) = tmp_path.glob("*.json")
    guardado.write_bytes(dano)
    assert de_todos.archivos(acervo, tmp_path) == hechos


def test_otro_codigo_es_otra_llave(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    antes = llave.llave("unas tablas", tmp_path)
    assert llave.llave("unas tablas", tmp_path) == antes
    assert llave.llave("otras tablas", tmp_path) != antes
    (tmp_path / "a.py").write_text("x = 2")
    assert llave.llave("unas tablas", tmp_path) != antes
