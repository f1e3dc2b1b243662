"""mypy ve de verdad lo que el complemento toma de `metodos` y de `resguardo`."""

from __future__ import annotations

from pathlib import Path

from tests.complemento_qgis.tipos import ARBOL, armar, revisar

MALO = '''"""Tres llamadas mal hechas."""

from __future__ import annotations

from .metodos.jenks import cortes_de_jenks
from .resguardo.clave import Clave
from .lectura import Bloque

cortes_de_jenks("uno", "dos")
Clave(5)
Bloque("uno")
'''


def test_las_llamadas_mal_hechas_se_ven() -> None:
    """En el mismo árbol que revisa la orden: lo que ya leyó mypy no se vuelve a leer."""
    carpeta = armar(ARBOL, {"malo.py": MALO})
    try:
        hecho = revisar(ARBOL, [carpeta / "malo.py"])
    finally:
        armar(ARBOL)
    lineas = [linea for linea in hecho.stdout.splitlines() if "malo.py" in linea]
    assert {linea.split(":")[1] for linea in lineas} == {"9", "10", "11"}, hecho.stdout


def test_lo_que_ya_no_esta_se_va_del_arbol(tmp_path: Path) -> None:
    malo = armar(tmp_path, {"malo.py": MALO}) / "malo.py"
    assert malo.is_file()
    armar(tmp_path)
    assert not malo.exists()
