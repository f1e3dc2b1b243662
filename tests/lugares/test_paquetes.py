"""Los paquetes que se dan con --local: de dónde se leen y cuáles no se reciben."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generador.errores import ErrorDeDatos
from generador.lugares.paquetes_locales import leer
from generador.metodos.paquete import caja
from tests.metodos.paquete.datos import APARTADO, DECLARADO, con_huellas, en_zip, paquete


def en_carpeta(carpeta: Path, piezas: dict[str, bytes]) -> Path:
    carpeta.mkdir(parents=True)
    for nombre, octetos in piezas.items():
        (carpeta / nombre).write_bytes(octetos)
    return carpeta


def test_vale_un_zip_una_carpeta_o_una_carpeta_con_varios(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    zip_ = tmp_path / "a" / "uno.zip"
    zip_.write_bytes(en_zip())
    (tmp_path / "a" / "LEEME.txt").write_text("no es un paquete", encoding="utf-8")
    suelta = en_carpeta(tmp_path / "b" / "apartado", paquete())
    for ruta in (zip_, tmp_path / "a", suelta, suelta.parent):
        (municipio,) = leer([ruta])
        assert municipio == APARTADO


def test_la_capa_comparte_sus_fronteras(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(en_zip(raros=True))
    local = leer([tmp_path / "p.zip"])[APARTADO]
    refs = [r for p in local.capa.anillos.values() for pol in p for a in pol for r in a]
    assert sum(~r in set(refs) for r in refs) > len(refs) / 3
    assert local.capa.propiedades[local.paquete.contenido.codigos[0]]["territorio"] == APARTADO


@pytest.mark.parametrize(
    ("hacer", "dice"),
    [
        (lambda r: None, "no existe"),
        (lambda r: r.mkdir(), "no trae ningún paquete"),
        (lambda r: r.write_bytes(b"x"), "no es un zip"),
        (lambda r: r.write_bytes(en_zip(practica=True)), "base de práctica"),
        (lambda r: r.write_bytes(caja.en_zip(con_huellas(paquete(), modo="interno"))),
         "no está en modo publicable"),
    ],
)  # fmt: skip
def test_lo_que_no_se_recibe(tmp_path: Path, hacer: Any, dice: str) -> None:
    ruta = tmp_path / "paquete.zip"
    hacer(ruta)
    with pytest.raises(ErrorDeDatos, match=dice) as fallo:
        leer([ruta])
    assert "paquete.zip" in str(fallo.value) and "Qué hacer" in str(fallo.value)


def test_uno_de_practica_se_admite_si_se_pide(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(en_zip(practica=True))
    assert list(leer([tmp_path / "p.zip"], con_practica=True)) == [APARTADO]


@pytest.mark.parametrize(
    ("municipio", "dice"), [("05837", "0 de cada 100"), ("99999", "no está en la DIVIPOLA")]
)
def test_uno_de_otro_municipio(tmp_path: Path, municipio: str, dice: str) -> None:
    """Turbo es vecino de Apartadó: ni así."""
    otro = replace(DECLARADO, municipio=municipio)
    (tmp_path / "p.zip").write_bytes(en_zip(declarado=otro))
    with pytest.raises(ErrorDeDatos, match=dice):
        leer([tmp_path / "p.zip"])


def test_dos_del_mismo_municipio(tmp_path: Path) -> None:
    for nombre in ("uno.zip", "dos.zip"):
        (tmp_path / nombre).write_bytes(en_zip())
    with pytest.raises(ErrorDeDatos, match=r"ya tiene otro paquete, «dos\.zip»"):
        leer([tmp_path])


def test_una_pieza_enorme_no_se_lee(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caja, "MAXIMO", 1000)
    carpeta = en_carpeta(tmp_path / "p", paquete())
    with pytest.raises(ErrorDeDatos, match="mide más de 1000"):
        leer([carpeta])
    (tmp_path / "p.zip").write_bytes(en_zip())
    with pytest.raises(ErrorDeDatos, match="mide más de"):
        leer([tmp_path / "p.zip"])


def test_en_una_carpeta_el_manifiesto_danado_dice_cual(tmp_path: Path) -> None:
    carpeta = en_carpeta(tmp_path / "malo", paquete())
    manifiesto = json.loads((carpeta / "manifiesto.json").read_bytes())
    manifiesto["piezas"]["tabla.csv"]["sha256"] = "0" * 64
    (carpeta / "manifiesto.json").write_text(json.dumps(manifiesto), encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match=r"malo.*la huella de tabla\.csv no cuadra"):
        leer([tmp_path])
