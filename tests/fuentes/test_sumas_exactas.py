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
# Lo que se suma ahí es una cuenta de casos, o no se guarda: qué es.
CUENTAN = {
    ("oficiales/mgn_2018.py", "malas.sum()"): "municipios que no encajan",
    (
        "oficiales/mgn_2018.py",
        "shapely.get_num_interior_rings(partes).sum()",
    ): "huecos de un polígono",
    ("lectura/contra_el_municipio.py", "shapely.area(propios).sum()"): "área que se redondea",
    (
        "lectura/tasas_de_nacimientos.py",
        "sum((anio.territorios[codigo][c] for anio in anios))",
    ): "nacimientos",
    ("lectura/vitales.py", "sum(partes)"): "casos",
    ("lectura/vitales_por_hojas.py", "sum(cifras[inicio + 1:fin])"): "casos",
    ("oficiales/defunciones_2020.py", "sum((cifras[p] for p in partes))"): "defunciones",
    (
        "oficiales/emergencias_ungrd.py",
        "sum((eventos[t, a, tipo] for a in anios for tipo in tipos))",
    ): "emergencias",
    ("oficiales/idf.py", "sum((puntaje >= b for b in BORDES))"): "cuántos bordes pasa",
    ("oficiales/nacimientos_peso.py", "sum((cifras[peso] for peso in BAJOS))"): "nacimientos",
    (
        "oficiales/nbi_centros_poblados.py",
        "pesadas.groupby(level=[0, 1]).sum()",
    ): "solo se compara con lo publicado, con holgura",
    (
        "oficiales/nbi_centros_poblados.py",
        "sum((c not in poblados for c, clase in zip(lista, clases, strict=True) "
        "if clase in EN_LA_DIVIPOLA))",
    ): "centros poblados",
    (
        "oficiales/nbi_centros_poblados.py",
        "todas['personas'].groupby(level=[0, 1]).sum()",
    ): "personas",
    ("oficiales/poblacion_etnica.py", "sum((cifras[grupo][i][0] for grupo in GRUPOS))"): "personas",
    ("oficiales/poblacion_etnica.py", "sum((cifras[grupo][i][0] for grupo in grupos))"): "personas",
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
