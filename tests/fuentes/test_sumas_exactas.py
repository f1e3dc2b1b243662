"""Una fuente suma con `math.fsum`: da lo mismo en cualquier orden de filas y versión de Python.

`sum` y `.sum()` redondean en cada paso (y `sum` cambió de manera en Python 3.12): barajar las filas
de un archivo cambiaba el último dígito de un departamento.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from generador.rutas import GENERADOR

FUENTES = GENERADOR / "fuentes"
# Lo que se suma ahí es una cuenta de casos, y por qué.
CUENTAN = {
    ("oficiales/mgn_2018.py", "malas.sum()"): "municipios que no encajan",
    (
        "oficiales/mgn_2018.py",
        "shapely.get_num_interior_rings(partes).sum()",
    ): "huecos de un polígono",
    ("oficiales/pdet_zomac.py", "sum((e == 'dato' for _, e in pdet))"): "municipios PDET",
    ("oficiales/pdet_zomac.py", "sum((v for v, _ in zomac))"): "unos y ceros",
}


def sumas(ruta: Path) -> set[str]:
    """Las sumas de un módulo que no son `fsum`, como quedan al desarmarlas."""
    return {
        ast.unparse(nodo)
        for nodo in ast.walk(ast.parse(ruta.read_text("utf-8")))
        if isinstance(nodo, ast.Call)
        and (
            (isinstance(nodo.func, ast.Name) and nodo.func.id == "sum")
            or (isinstance(nodo.func, ast.Attribute) and nodo.func.attr in ("sum", "nansum"))
        )
    }


def test_ninguna_fuente_suma_redondeando_en_cada_paso() -> None:
    halladas = {
        (ruta.relative_to(FUENTES).as_posix(), suma)
        for ruta in sorted(FUENTES.rglob("*.py"))
        for suma in sumas(ruta)
    }
    assert halladas == set(CUENTAN)


@pytest.mark.parametrize(
    ("codigo", "cuantas"),
    [
        ("x = sum(v)", 1),
        ("x = t['a'].sum()", 1),
        ("x = np.nansum(v)", 1),
        ("x = math.fsum(v)", 0),
        ("x = t.agg(math.fsum)", 0),
    ],
)
def test_se_reconoce_una_suma(tmp_path: Path, codigo: str, cuantas: int) -> None:
    modulo = tmp_path / "m.py"
    modulo.write_text(codigo, encoding="utf-8")
    assert len(sumas(modulo)) == cuantas
