"""La plantilla congelada de Hugo recibe lo que nombra: si no, pintaría huecos y ganaría tiempo."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.contexto_comun import Comun
from medir.equivalencia import cifras
from medir.insumos import NIVELES, PROPIAS, URL
from medir.volcado import volcar

# Con todos los datos, sin casi ninguno y la ciudad que también es departamento.
MUESTRA = {
    "municipio": ("27025", "94663", "11001"),
    "departamento": ("27", "88"),
    "nacion": ("00",),
}
NOMBRE = re.compile(r"\$(c|fijo)((?:\.\w+)+)")


def plantilla(nivel: str) -> str:
    return (PROPIAS / "layouts" / "_default" / f"{nivel}.html").read_text(encoding="utf-8")


def falta(datos: Any, camino: list[str]) -> bool:
    """Si el camino se corta; lo que está vacío en este territorio no se puede seguir."""
    for nombre in camino:
        if not isinstance(datos, dict) or not datos:
            return False
        if nombre not in datos:
            return True
        datos = datos[nombre]
    return False


@pytest.mark.parametrize("nivel", NIVELES)
def test_todo_lo_que_nombra_esta_en_sus_datos(acervo: DatosDelSitio, nivel: str) -> None:
    comun = Comun(acervo, URL)
    fijo = volcar(comun.fijo)
    todos = [{"c": volcar(NIVELES[nivel](comun, c)), "fijo": fijo} for c in MUESTRA[nivel]]
    nombrados = {(m[1], m[2]) for m in NOMBRE.finditer(plantilla(nivel))}
    assert len(nombrados) > 40
    # El motivo de lo que no hay solo lo trae el territorio al que le falta.
    sin_dato = {
        f"${raiz}{camino}"
        for raiz, camino in nombrados
        if all(falta(datos[raiz], camino.split(".")[1:]) for datos in todos)
    }
    assert sin_dato == set()


@pytest.mark.parametrize("nivel", NIVELES)
def test_cada_territorio_se_puede_volcar(acervo: DatosDelSitio, nivel: str) -> None:
    comun = Comun(acervo, URL)
    for codigo in MUESTRA[nivel]:
        assert volcar(NIVELES[nivel](comun, codigo))["t"]["codigo"] == codigo


def test_un_nombre_que_no_esta_se_nota() -> None:
    assert falta({"pobreza": {"cifra": "1"}}, ["pobreza", "cifras"])
    assert not falta({"pobreza": {}}, ["pobreza", "cifra"])


def test_las_cifras_a_la_vista(tmp_path: Path) -> None:
    html = '<p style="left:12.5%">En 2018, <b>1.234,5</b> de 100; y 100.</p>'
    assert cifras(html) == {"2018": 1, "1.234,5": 1, "100": 2}
