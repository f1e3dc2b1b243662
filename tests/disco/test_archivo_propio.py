"""Un archivo solo se reemplaza si su registro lo reconoce, y una entrada nunca."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generador.disco.archivo_propio import anotado, exigir_reemplazable, guardar
from generador.errores import ErrorDeDatos


def registro_de(ruta: Path) -> Path:
    return ruta.with_name(f"{ruta.name}.auditoria.json")


@pytest.fixture
def propia(tmp_path: Path) -> Path:
    """Una salida como la deja el kit."""
    ruta = tmp_path / "tabla.csv"
    registro = json.dumps(anotado({"orden": "kit"}, ruta.name, b"a,b\n")).encode()
    guardar({ruta: b"a,b\n", registro_de(ruta): registro})
    return ruta


def exigir(ruta: Path, *entradas: Path | None, reemplazar: bool = False) -> None:
    exigir_reemplazable(ruta, registro_de(ruta), entradas, reemplazar=reemplazar)


def test_lo_que_no_existe_y_lo_propio_se_pueden_escribir(propia: Path) -> None:
    exigir(propia.with_name("otra.csv"), None)
    exigir(propia)
    propia.unlink()
    exigir(propia)


@pytest.mark.parametrize("dano", ["cambiada", "sin registro", "registro de otra", "no es JSON"])
def test_lo_que_no_se_reconoce_no_se_pisa_sin_pedirlo(propia: Path, dano: str) -> None:
    if dano == "cambiada":
        propia.write_bytes(b"a,b\n1,2\n")
    elif dano == "sin registro":
        registro_de(propia).unlink()
    elif dano == "registro de otra":
        registro_de(propia).write_bytes(json.dumps(anotado({}, "x.csv", b"a,b\n")).encode())
    else:
        registro_de(propia).write_text("acta firmada", encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="--reemplazar"):
        exigir(propia)
    exigir(propia, reemplazar=True)


def test_un_registro_ajeno_sin_tabla_tampoco_se_pisa(tmp_path: Path) -> None:
    registro_de(tmp_path / "t.csv").write_text("[]", encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match=r"t\.csv\.auditoria\.json"):
        exigir(tmp_path / "t.csv")


@pytest.mark.parametrize("como", ["la misma", "relativa", "enlace duro", "carpeta enlazada"])
@pytest.mark.parametrize("reemplazar", [False, True])
def test_la_entrada_no_se_escribe_ni_pidiendolo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, como: str, reemplazar: bool
) -> None:
    carpeta = tmp_path / "bases"
    carpeta.mkdir()
    entrada = carpeta / "base.csv"
    entrada.write_text("a\n1\n", encoding="utf-8")
    salida = entrada
    if como == "relativa":
        monkeypatch.chdir(carpeta)
        salida = Path("..") / "bases" / "base.csv"
    elif como == "enlace duro":
        salida = tmp_path / "otra.csv"
        os.link(entrada, salida)
    elif como == "carpeta enlazada":
        (tmp_path / "atajo").symlink_to(carpeta)
        salida = tmp_path / "atajo" / "base.csv"
    with pytest.raises(ErrorDeDatos, match="es la misma que la entrada"):
        exigir(salida, None, entrada, reemplazar=reemplazar)


def test_el_registro_tampoco_puede_caer_sobre_una_entrada(tmp_path: Path) -> None:
    reglas = registro_de(tmp_path / "t.csv")
    reglas.write_text("[]", encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="es la misma que la entrada"):
        exigir(tmp_path / "t.csv", reglas, reemplazar=True)


def test_los_nombres_que_el_disco_no_distingue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Como en Windows y macOS: «BASE.csv» abre el mismo archivo que «base.csv»."""
    entrada = tmp_path / "base.csv"
    entrada.write_text("a\n", encoding="utf-8")
    estado = Path.stat

    def sin_mayusculas(ruta: Path, *args: object, **opciones: bool) -> os.stat_result:
        return estado(ruta.with_name(ruta.name.lower()), **opciones)

    monkeypatch.setattr(Path, "stat", sin_mayusculas)
    with pytest.raises(ErrorDeDatos, match="es la misma que la entrada"):
        exigir(tmp_path / "BASE.csv", entrada)


@pytest.mark.parametrize("roto", [True, False])
def test_un_enlace_no_se_sigue_ni_se_rompe(tmp_path: Path, roto: bool) -> None:
    ajeno = tmp_path / "ajeno.csv"
    if not roto:
        ajeno.write_text("mío", encoding="utf-8")
    (tmp_path / "t.csv").symlink_to(ajeno)
    with pytest.raises(ErrorDeDatos, match="es un enlace"):
        exigir(tmp_path / "t.csv", reemplazar=True)


def test_una_carpeta_no_es_una_salida(tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(ErrorDeDatos, match="no es un archivo"):
        exigir(tmp_path / "t.csv", reemplazar=True)
