"""El árbol nuevo trae lo pedido, con enlaces o sin ellos, y nunca cambia el de antes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generador.disco.arbol import Arbol


@pytest.fixture
def arbol(tmp_path: Path) -> Arbol:
    viejo = Arbol(tmp_path / "viejo")
    viejo.escribir("a/igual.txt", b"igual")
    viejo.escribir("a/cambia.txt", b"antes")
    viejo.escribir("se_va.txt", b"se va")
    return Arbol(tmp_path / "nuevo", viejo.carpeta)


def escribir_lo_nuevo(arbol: Arbol) -> None:
    arbol.escribir("a/igual.txt", b"igual")
    arbol.escribir("a/cambia.txt", b"ahora")
    arbol.escribir("b/c/llega.txt", b"llega")


NUEVO = {"a/igual.txt": b"igual", "a/cambia.txt": b"ahora", "b/c/llega.txt": b"llega"}


def todo(carpeta: Path) -> dict[str, bytes]:
    return {
        r.relative_to(carpeta).as_posix(): r.read_bytes() for r in carpeta.rglob("*") if r.is_file()
    }


def test_queda_lo_nuevo_y_lo_de_antes_no_se_toca(arbol: Arbol) -> None:
    assert arbol.anterior
    antes = todo(arbol.anterior)
    escribir_lo_nuevo(arbol)
    assert todo(arbol.carpeta) == NUEVO
    assert todo(arbol.anterior) == antes


def test_solo_lo_igual_es_el_mismo_archivo(arbol: Arbol) -> None:
    assert arbol.anterior
    escribir_lo_nuevo(arbol)
    mismos = {
        ruta
        for ruta in ("a/igual.txt", "a/cambia.txt")
        if (arbol.carpeta / ruta).samefile(arbol.anterior / ruta)
    }
    assert mismos == {"a/igual.txt"}


def test_escribir_dos_veces_tampoco_toca_lo_de_antes(arbol: Arbol) -> None:
    assert arbol.anterior
    for contenido in (b"igual", b"otro", b"igual"):
        arbol.escribir("a/igual.txt", contenido)
        assert (arbol.carpeta / "a/igual.txt").read_bytes() == contenido
        assert (arbol.anterior / "a/igual.txt").read_bytes() == b"igual"


def test_un_disco_sin_enlaces_no_lo_impide(arbol: Arbol, monkeypatch: pytest.MonkeyPatch) -> None:
    def sin_enlaces(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", sin_enlaces)
    escribir_lo_nuevo(arbol)
    assert todo(arbol.carpeta) == NUEVO


def test_un_enlace_simbolico_de_antes_no_pasa_al_nuevo(arbol: Arbol, tmp_path: Path) -> None:
    assert arbol.anterior
    (tmp_path / "ajeno.txt").write_bytes(b"ajeno")
    (arbol.anterior / "ajeno.txt").symlink_to(tmp_path / "ajeno.txt")
    arbol.escribir("ajeno.txt", b"ajeno")
    assert not (arbol.carpeta / "ajeno.txt").is_symlink()
    assert not (arbol.carpeta / "ajeno.txt").samefile(tmp_path / "ajeno.txt")


def test_donde_habia_una_carpeta_queda_el_archivo(arbol: Arbol) -> None:
    arbol.escribir("a", b"archivo")
    assert todo(arbol.carpeta) == {"a": b"archivo"}
