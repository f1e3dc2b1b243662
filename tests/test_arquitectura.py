"""Qué carpeta puede importar qué, leído del código: también lo que se importa en una función."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generador.complemento_qgis.empaquetar import COMPARTIDO
from generador.orden import DEL_EXTRA_IMPORTAR
from generador.rutas import RAIZ

TABLAS = frozenset({"pandas", "pandera"})
GEOMETRIA = frozenset({"geopandas", "shapely", "pyogrio", "rasterio", "exactextract"})
OFICIALES = frozenset({"python_calamine", "openpyxl", "pooch", "requests"})
SITIO = frozenset({"mkdocs", "jinja2"})


@dataclass(frozen=True)
class Regla:
    """Lo que puede importar una carpeta.

    `permitidos`, si se da, es todo lo que puede además de la biblioteca estándar y de sí misma.
    `prohibidos` son paquetes o módulos que no puede; `salvo`, sus excepciones.
    """

    permitidos: frozenset[str] | None = None
    prohibidos: frozenset[str] = frozenset()
    salvo: frozenset[str] = frozenset()

    def admite(self, modulo: str, propio: str) -> bool:
        if _dentro(modulo, {propio}) or _dentro(modulo, self.salvo):
            return True
        if self.permitidos is None:
            return not _dentro(modulo, self.prohibidos)
        return _dentro(modulo, self.permitidos | sys.stdlib_module_names)


REGLAS = {
    "generador/metodos": Regla(permitidos=frozenset({"numpy"})),
    # Viaja con los métodos: sin el resto del kit, y las dos por importación relativa.
    "generador/resguardo": Regla(permitidos=frozenset({"generador.metodos"})),
    "generador/fuentes": Regla(prohibidos=SITIO | {"generador.paginas", "generador.paquete"}),
    "generador/indicadores": Regla(
        prohibidos=TABLAS | GEOMETRIA | OFICIALES | {"generador.paginas", "generador.fuentes"},
        salvo=frozenset({"generador.fuentes.codigos"}),
    ),
    "generador/mapas": Regla(prohibidos=TABLAS | GEOMETRIA | OFICIALES | {"generador.paginas"}),
    "generador/paginas": Regla(
        prohibidos=TABLAS | GEOMETRIA | OFICIALES | {"generador.fuentes"},
        salvo=frozenset({"generador.fuentes.procedencia", "generador.fuentes.codigos"}),
    ),
    "generador/paquete": Regla(prohibidos=SITIO | {"generador.paginas"}),
    "plugin_qgis/kit_pobreza": Regla(
        permitidos=frozenset({"numpy", "qgis", "osgeo", "processing"})
    ),
}
# Lo que la construcción del sitio carga: nada de aquí puede traer el extra «importar».
LIGEROS = ["generador.orden", "generador.paquete.leer", "generador.fuentes.procedencia"]


def _dentro(modulo: str, raices: frozenset[str] | set[str]) -> bool:
    return any(modulo == raiz or modulo.startswith(f"{raiz}.") for raiz in raices)


def importados(codigo: str, modulo: str) -> Iterator[tuple[int, str]]:
    """Pares (línea, módulo) de cada importación; `modulo` es el nombre del archivo que importa."""
    for nodo in ast.walk(ast.parse(codigo)):
        if isinstance(nodo, ast.Import):
            yield from ((nodo.lineno, alias.name) for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom):
            base = nodo.module or ""
            if nodo.level:
                paquete = modulo.split(".")[: -nodo.level]
                base = ".".join([*paquete, base] if base else paquete)
            # `from generador.fuentes import larga` importa generador.fuentes.larga
            yield from ((nodo.lineno, f"{base}.{alias.name}") for alias in nodo.names)


def infracciones(raiz: Path, carpeta: str, regla: Regla) -> list[str]:
    """«archivo:línea importa módulo» de lo que `carpeta` importa y no debe."""
    propio = carpeta.replace("/", ".")
    return [
        f"{ruta.relative_to(raiz).as_posix()}:{linea} importa {importado}"
        for ruta in sorted((raiz / carpeta).rglob("*.py"))
        for linea, importado in importados(ruta.read_text("utf-8"), nombre_de(ruta, raiz))
        if not regla.admite(importado, propio)
    ]


def nombre_de(ruta: Path, raiz: Path) -> str:
    """Nombre de módulo de un archivo; el de un paquete termina en `.__init__`."""
    return ".".join(ruta.relative_to(raiz).with_suffix("").parts)


@pytest.mark.parametrize("carpeta", REGLAS)
def test_cada_carpeta_importa_solo_lo_suyo(carpeta: str) -> None:
    assert infracciones(RAIZ, carpeta, REGLAS[carpeta]) == []


@pytest.mark.parametrize("carpeta", [c for c in REGLAS if c.startswith("generador/")])
def test_las_carpetas_con_regla_existen(carpeta: str) -> None:
    assert list((RAIZ / carpeta).glob("*.py"))


@pytest.mark.parametrize(
    ("carpeta", "linea", "nombrado"),
    [
        ("generador/metodos", "import pandas as pd", "pandas"),
        ("generador/metodos", "from generador.errores import ErrorDelKit", "generador.errores"),
        ("generador/metodos", "from ..errores import ErrorDelKit", "generador.errores"),
        ("generador/resguardo", "import numpy", "numpy"),
        ("generador/resguardo", "from ..errores import ErrorDelKit", "generador.errores"),
        ("generador/metodos", "from ..resguardo import privado", "generador.resguardo"),
        ("generador/fuentes", "from generador.paginas import cifras", "generador.paginas"),
        ("generador/fuentes", "from ..paginas.cifras import cifra", "generador.paginas"),
        ("generador/paginas", "from generador.fuentes import larga", "generador.fuentes.larga"),
        ("generador/paginas", "def f():\n    import pandas.api", "pandas.api"),
        ("generador/mapas", "from shapely.geometry import Point", "shapely"),
        ("generador/mapas", "import geopandas", "geopandas"),
        ("generador/paquete", "import mkdocs", "mkdocs"),
        ("plugin_qgis/kit_pobreza", "from generador.paquete import leer", "generador.paquete"),
        ("plugin_qgis/kit_pobreza", "import geopandas", "geopandas"),
    ],
)
def test_la_regla_ve_la_infraccion(tmp_path: Path, carpeta: str, linea: str, nombrado: str) -> None:
    (tmp_path / carpeta).mkdir(parents=True)
    (tmp_path / carpeta / "malo.py").write_text(linea, encoding="utf-8")
    (infraccion,) = infracciones(tmp_path, carpeta, REGLAS[carpeta])
    assert f"{carpeta}/malo.py" in infraccion
    assert f"importa {nombrado}" in infraccion


@pytest.mark.parametrize(
    ("carpeta", "linea"),
    [
        ("generador/metodos", "import numpy.typing as npt\nfrom .tipos import Reales\nimport math"),
        ("generador/paginas", "from generador.fuentes.procedencia import Fuente"),
        ("generador/paginas", "from generador.fuentes import codigos"),
        ("generador/resguardo", "import os\nfrom ..metodos.errores import ErrorDeMetodo"),
        ("plugin_qgis/kit_pobreza", "from qgis.core import Qgis\nfrom .metodos import privaciones"),
        ("plugin_qgis/kit_pobreza", "from .resguardo.clave import Clave"),
    ],
)
def test_la_regla_deja_pasar_lo_debido(tmp_path: Path, carpeta: str, linea: str) -> None:
    (tmp_path / carpeta).mkdir(parents=True)
    (tmp_path / carpeta / "bueno.py").write_text(linea, encoding="utf-8")
    assert infracciones(tmp_path, carpeta, REGLAS[carpeta]) == []


@pytest.mark.parametrize("carpeta", COMPARTIDO)
def test_lo_que_viaja_al_complemento_se_importa_relativo(carpeta: str) -> None:
    """En el zip no hay `generador`: la copia vive en `kit_pobreza`."""
    absolutas = [
        f"{ruta.name}: {importado}"
        for ruta in (RAIZ / "generador" / carpeta).rglob("*.py")
        for _, importado in importados(ruta.read_text("utf-8"), "aparte")
        if _dentro(importado, {"generador"})
    ]
    assert absolutas == []


@pytest.mark.parametrize("modulo", LIGEROS)
def test_lo_ligero_no_carga_el_extra_ni_de_rebote(modulo: str) -> None:
    codigo = f"import sys, {modulo}; print(sorted({DEL_EXTRA_IMPORTAR!r} & set(sys.modules)))"
    hecho = subprocess.run(
        [sys.executable, "-c", codigo], check=False, capture_output=True, text=True
    )
    assert hecho.stdout.strip() == "[]", hecho.stderr


def test_todas_las_paginas_se_importan_sin_el_extra() -> None:
    rutas = [*(RAIZ / "generador/paginas").rglob("*.py"), *(RAIZ / "generador/mapas").glob("*.py")]
    modulos = [nombre_de(ruta, RAIZ).removesuffix(".__init__") for ruta in rutas]
    codigo = (
        f"import sys\nfor m in {sorted(DEL_EXTRA_IMPORTAR)!r}: sys.modules[m] = None\n"
        f"import importlib\nfor m in {modulos!r}: importlib.import_module(m)"
    )
    hecho = subprocess.run(
        [sys.executable, "-c", codigo], check=False, capture_output=True, text=True
    )
    assert hecho.returncode == 0, hecho.stderr
