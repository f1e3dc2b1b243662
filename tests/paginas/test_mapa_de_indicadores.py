"""Del mapa, sin navegador: colores que se distinguen, guiones juntos y su procedencia."""

from __future__ import annotations

import hashlib
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from generador.errores import ErrorDelKit
from generador.paginas import guiones_unidos
from generador.rutas import SITIO

COLORES = SITIO / "recursos" / "estilos" / "mapa" / "colores-de-clase.css"
MINIMO = 11  # ΔE entre dos casillas cualesquiera, también con daltonismo
Color = NDArray[np.float64]
# Machado, Oliveira y Fernandes (2009), severidad 1.
VISTAS = {
    "completa": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.3039]]
    ),
}  # fmt: skip


def lineal(color: str) -> Color:
    crudo = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(crudo <= 0.04045, crudo / 12.92, ((crudo + 0.055) / 1.055) ** 2.4)


def lab(rgb: Color) -> Color:
    matriz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = matriz @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vista", VISTAS)
@pytest.mark.parametrize("fondo", [0, 1], ids=["claro", "oscuro"])
def test_las_nueve_casillas_del_cruce_se_distinguen(fondo: int, vista: str) -> None:
    todos = re.findall(r"--(b\d\d): (#[0-9a-f]{6});", COLORES.read_text("utf-8"))
    nueve = dict(todos[9 * fondo : 9 * fondo + 9])
    assert len(todos) == 18
    assert len(nueve) == 9
    vistos = {nombre: lab(VISTAS[vista] @ lineal(color)) for nombre, color in nueve.items()}
    cerca = {
        (a, b): round(float(np.linalg.norm(vistos[a] - vistos[b])), 1)
        for a, b in combinations(vistos, 2)
        if np.linalg.norm(vistos[a] - vistos[b]) < MINIMO
    }
    assert cerca == {}


def test_el_guion_junta_sus_partes_sin_comentarios(tmp_path: Path) -> None:
    (tmp_path / "partes").mkdir()
    (tmp_path / "partes" / "a.js").write_text(
        "/* Qué hace. */\n/**\n * @param {string} x\n */\nconst f = (x) => {\n  // por qué\n"
        '  /** @type {any} */ let y = "// no es comentario";\n  return y; /* igual */\n};\n',
        encoding="utf-8",
    )
    guion = tmp_path / "todo.js"
    guion.write_text("/* Cabeza. */\n// @parte partes/a.js\n", encoding="utf-8")
    assert guiones_unidos.junta(guion.read_text("utf-8"))
    assert guiones_unidos.unido(guion) == (
        '/* Cabeza. */\nconst f = (x) => {\n/** @type {any} */ let y = "// no es comentario";\n'
        "return y; /* igual */\n};\n"
    )
    guion.write_text("// @parte partes/b.js\n", encoding="utf-8")
    with pytest.raises(ErrorDelKit, match="no existe: partes"):
        guiones_unidos.unido(guion)


def test_ninguna_parte_tiene_un_texto_de_varias_lineas() -> None:
    """Al juntarlas se quita la sangría: entre acentos graves cambiaría lo que se dice."""
    partes = sorted((SITIO / "recursos" / "mapa" / "partes").glob("*.js"))
    assert partes
    for parte in partes:
        for numero, linea in enumerate(parte.read_text("utf-8").splitlines(), start=1):
            assert linea.count("`") % 2 == 0, f"{parte.name}:{numero}"


def test_cada_guion_ajeno_es_el_que_dice_su_procedencia() -> None:
    fichas = sorted((SITIO / "recursos").rglob("terceros/PROCEDENCIA.txt"))
    assert len(fichas) >= 3
    for ficha in fichas:
        texto = ficha.read_text("utf-8")
        archivos = re.findall(r"^archivo: (\S+)$", texto, re.M)
        huellas = re.findall(r"^sha256: ([0-9a-f]{64})$", texto, re.M)
        assert archivos
        assert sorted(archivos) == sorted(r.name for r in ficha.parent.glob("*.js")), ficha
        for archivo, huella in zip(archivos, huellas, strict=True):
            contenido = (ficha.parent / archivo).read_bytes()
            assert hashlib.sha256(contenido).hexdigest() == huella, ficha
        for licencia in re.findall(r"\S+-LICENSE\.txt", texto):
            assert (ficha.parent / licencia.strip("(),")).is_file(), licencia
