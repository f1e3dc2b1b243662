"""En qué codificación está un archivo: tablas iguales a las de Python y palabras de verdad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.examen import examinar
from generador.metodos.hogares.letras import codificacion_pedida
from tests.conftest import RAIZ
from tests.metodos.datos import paquete

EXAMEN = paquete("examen")
DETECTABLES = [c["clave"] for c in EXAMEN["codificaciones"] if "se_detecta" in c]


def nombres_de_municipios() -> list[str]:
    """Nombres reales con alguna letra que no es ASCII, en sus tres escrituras."""
    textos = (RAIZ / "datos").rglob("*.csv")
    ruta = next(r for r in sorted(textos) if r.name.startswith(("territorios", "municipios")))
    palabras = {
        p.strip('"') for linea in ruta.read_text("utf-8").splitlines() for p in linea.split(",")
    }
    raras = sorted(p for p in palabras if not p.isascii() and p.replace(" ", "").isalpha())
    return raras + [p.upper() for p in raras]


NOMBRES = nombres_de_municipios()


@pytest.mark.parametrize("ficha", [c for c in EXAMEN["codificaciones"] if "alto" in c])
def test_las_128_letras_son_las_de_python(ficha: dict[str, str]) -> None:
    for i, letra in enumerate(ficha["alto"], start=128):
        if letra == "␀":
            with pytest.raises(UnicodeDecodeError):
                bytes([i]).decode(ficha["clave"])
        else:
            assert bytes([i]).decode(ficha["clave"]) == letra


@pytest.mark.parametrize("clave", DETECTABLES)
def test_un_solo_nombre_de_municipio_basta_o_se_dice_que_es_dudoso(clave: str) -> None:
    examenes = {n: examinar([f"cod;nombre\n1;{n}\n".encode(clave)]) for n in NOMBRES}
    falladas = {n: e.avisos[0] for n, e in examenes.items() if e.codificacion != clave}
    # «Útica» en cp850 se lee «ética» en Windows-1252: nadie podría saberlo con esa sola palabra.
    assert set(falladas) <= {"Úmbita", "Útica"}
    assert all("caben en" in aviso for aviso in falladas.values())


def test_hay_nombres_de_verdad() -> None:
    assert len(NOMBRES) > 200
    assert "BOGOTÁ" in " ".join(NOMBRES)


@pytest.mark.parametrize(
    ("pedida", "clave"),
    [
        ("UTF8", "utf-8"),
        ("ANSI", "cp1252"),
        ("ISO_8859_1", "latin-1"),
        ("dos", "cp850"),
        ("", None),
    ],
)
def test_los_alias_se_entienden(pedida: str, clave: str | None) -> None:
    assert codificacion_pedida(pedida) == clave


def test_cada_clave_la_conoce_python() -> None:
    for ficha in EXAMEN["codificaciones"]:
        assert "a".encode(ficha["clave"]).decode(ficha["clave"]) == "a"


def test_una_letra_sola_se_lee_y_se_dice_que_es_dudosa() -> None:
    examen = examinar([b"cod;nombre\n1;\xe9\n"])
    assert examen.codificacion == "cp1252"
    assert "caben en Windows-1252 y en" in examen.avisos[0]


def test_lo_pedido_se_respeta_y_se_dice_si_parece_otra_cosa() -> None:
    examen = examinar(["cod;nombre\n1;PEÑA\n".encode()], codificacion="latin-1")
    assert examen.codificacion == "latin-1"
    assert "parece estar en UTF-8" in examen.avisos[0]


def test_los_avisos_y_errores_son_json_con_sus_dos_partes() -> None:
    crudo = json.loads((Path(RAIZ) / "generador/metodos/datos/examen.json").read_text("utf-8"))
    for error in crudo["errores"].values():
        for forma in (error["uno"], error["varios"]) if "uno" in error else (error,):
            assert set(forma) == {"problema", "que_hacer"}


def test_el_error_es_de_metodo_y_lleva_su_fila() -> None:
    with pytest.raises(ErrorDeMetodo) as error:
        examinar([b"a;b\n1;2\n3\n4;5\n"])
    assert vars(error.value)["fila"] == 3
