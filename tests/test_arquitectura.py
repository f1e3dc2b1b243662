"""Qué carpeta puede importar qué, leído del código: también lo que se importa en una función."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generador.compartido import COMPARTIDO
from generador.ordenes.kit import DEL_EXTRA_IMPORTAR
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


# De abajo arriba: cada carpeta importa solo de las que están antes que ella.
PISOS = (
    "metodos",
    "resguardo",
    "disco",
    "mapas",
    "cubo",
    "normas",
    "lugares",
    "fuentes",
    "indicadores",
    "hogares",
    "rasters",
    "acceso",
    "practica",
    "importacion",
    "complemento_qgis",
    "paquetes",
    "paginas",
    "fichas",
    "descargas",
    "publicar",
    "ordenes",
)
PISOS_DE_FUENTES = ("lectura", "oficiales")
PISOS_DE_PAGINAS = (
    "territorios",
    "herramientas",
    "comparar",
    "por_indicador",
    "guias",
    "publicacion",
    "veredas_locales",
)
# Lo que cualquiera puede importar: rutas, errores y la forma de escribir un número.
COMUNES = frozenset(
    f"generador.{modulo}"
    for modulo in (
        "compartido",
        "errores",
        "errores_ajenos",
        "fecha_fija",
        "formato",
        "publicador",
        "redondeo",
        "rutas",
        "texto_yaml",
        "__version__",
    )
)
REGLAS = {
    "generador/metodos": Regla(permitidos=frozenset({"numpy"})),
    # Viaja con los métodos: sin el resto del kit, y las dos por importación relativa.
    "generador/resguardo": Regla(permitidos=frozenset({"generador.metodos"})),
    "generador/fuentes": Regla(prohibidos=SITIO),
    "generador/cubo": Regla(prohibidos=TABLAS | GEOMETRIA | OFICIALES | SITIO),
    "generador/indicadores": Regla(prohibidos=TABLAS | GEOMETRIA | OFICIALES | SITIO),
    "generador/lugares": Regla(prohibidos=TABLAS | GEOMETRIA | OFICIALES | SITIO),
    "generador/mapas": Regla(prohibidos=TABLAS | GEOMETRIA | OFICIALES | SITIO),
    "generador/paginas": Regla(
        prohibidos=TABLAS | GEOMETRIA | OFICIALES | {"generador.fuentes", "generador.importacion"},
    ),
    "generador/fichas": Regla(
        prohibidos=TABLAS | GEOMETRIA | OFICIALES | {"generador.fuentes", "generador.importacion"},
    ),
    "generador/importacion": Regla(prohibidos=SITIO),
    "plugin_qgis/kit_pobreza": Regla(
        permitidos=frozenset({"numpy", "qgis", "osgeo", "processing"})
    ),
}
# Lo que la construcción del sitio carga: nada de aquí puede traer el extra «importar».
LIGEROS = ["generador.ordenes.kit", "generador.cubo.leer", "generador.cubo.procedencia"]


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
            # `from generador.cubo import leer` importa generador.cubo.leer
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


def flechas_que_suben(raiz: Path, carpeta: str, pisos: tuple[str, ...]) -> list[str]:
    """«archivo:línea importa módulo» de lo que un piso toma de otro que está más arriba."""
    casa = carpeta.replace("/", ".")
    suben = []
    for piso, nombre in enumerate(pisos):
        for ruta in sorted((raiz / carpeta / nombre).rglob("*.py")):
            for linea, importado in importados(ruta.read_text("utf-8"), nombre_de(ruta, raiz)):
                if not importado.startswith(f"{casa}."):
                    continue
                destino = importado.removeprefix(f"{casa}.").split(".")[0]
                if destino in pisos and pisos.index(destino) > piso:
                    suben.append(f"{ruta.relative_to(raiz)}:{linea} importa {importado}")
    return suben


@pytest.mark.parametrize(
    ("carpeta", "pisos"),
    [
        ("generador", PISOS),
        ("generador/fuentes", PISOS_DE_FUENTES),
        ("generador/paginas", PISOS_DE_PAGINAS),
    ],
)
def test_ninguna_flecha_sube(carpeta: str, pisos: tuple[str, ...]) -> None:
    assert flechas_que_suben(RAIZ, carpeta, pisos) == []


def test_cada_carpeta_tiene_su_piso() -> None:
    carpetas = {r.parent.name for r in (RAIZ / "generador").glob("*/__init__.py")}
    assert carpetas == set(PISOS)


def test_lo_comun_no_sube_a_ninguna_carpeta_salvo_el_metodo() -> None:
    for ruta in (RAIZ / "generador").glob("*.py"):
        if ruta.name == "__main__.py":
            continue
        for _, importado in importados(ruta.read_text("utf-8"), nombre_de(ruta, RAIZ)):
            if importado.startswith("generador."):
                assert _dentro(importado, {*COMUNES, "generador.metodos"}), (ruta, importado)


def test_un_solo_modulo_conoce_mkdocs() -> None:
    rutas = [
        ruta.relative_to(RAIZ).as_posix()
        for ruta in sorted((RAIZ / "generador").rglob("*.py"))
        for _, importado in importados(ruta.read_text("utf-8"), nombre_de(ruta, RAIZ))
        if importado.split(".")[0] == "mkdocs"
    ]
    assert set(rutas) == {"generador/paginas/mkdocs.py"}


def test_la_flecha_que_sube_se_ve(tmp_path: Path) -> None:
    (tmp_path / "generador/cubo").mkdir(parents=True)
    (tmp_path / "generador/cubo/malo.py").write_text("from generador.paginas import cifras")
    (subida,) = flechas_que_suben(tmp_path, "generador", PISOS)
    assert subida.endswith("malo.py:1 importa generador.paginas.cifras")


@pytest.mark.parametrize("carpeta", [c for c in REGLAS if c.startswith("generador/")])
def test_las_carpetas_con_regla_existen(carpeta: str) -> None:
    assert list((RAIZ / carpeta).glob("*.py"))


@pytest.mark.parametrize(
    ("carpeta", "linea", "nombrado"),
    [
        ("generador/metodos", "import pandas as pd", "pandas"),
        ("generador/metodos", "from generador.errores import ErrorDelKit", "generador.errores"),
        ("generador/metodos", "from ..errores import ErrorDelKit", "generador.errores"),
        ("generador/paginas", "from generador.importacion import x", "generador.importacion"),
        ("generador/paginas", "from ..fuentes.registro import entradas", "generador.fuentes"),
        ("generador/resguardo", "import numpy", "numpy"),
        ("generador/resguardo", "from ..errores import ErrorDelKit", "generador.errores"),
        ("generador/metodos", "from ..resguardo import privado", "generador.resguardo"),
        ("generador/paginas", "def f():\n    import pandas.api", "pandas.api"),
        ("generador/mapas", "from shapely.geometry import Point", "shapely"),
        ("generador/mapas", "import geopandas", "geopandas"),
        ("generador/cubo", "import mkdocs", "mkdocs"),
        ("plugin_qgis/kit_pobreza", "from generador.cubo import leer", "generador.cubo"),
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
        ("generador/paginas", "from generador.cubo.procedencia import Fuente"),
        ("generador/paginas", "from generador.cubo import codigos"),
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
