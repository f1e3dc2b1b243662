"""Fuentes de mentira, completas y pequeñas, para probar el paquete sin los archivos oficiales."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.cubo.catalogo import Indicador
from generador.cubo.procedencia import ArchivoOficial, Fuente
from generador.fuentes.fuentes_registradas import FuenteRegistrada
from generador.fuentes.lectura import larga
from generador.importacion import huellas_de_archivos
from generador.importacion.importar import InsumosDelPaquete

# territorio, dominio, periodo, indicador, valor, estado
FILAS: list[tuple[str, str, str, str, float | None, str]] = [
    ("27025", "total", "2018", "uno_ipm", 90.6, "dato"),
    ("27025", "cabecera", "2018", "uno_ipm", None, "no_aplica"),
    ("27025", "rural", "2018", "uno_ipm", 96, "dato"),
    ("27025", "total", "2020", "uno_ipm", 0.12345, "dato"),
    ("05001", "total", "2018", "uno_ipm", 12.8, "dato"),
    ("05001", "total", "2020", "uno_ipm", None, "no_disponible"),
    ("05001", "total", "2018", "uno_grupo", 2, "dato"),
    ("27025", "total", "2018", "uno_grupo", 1, "dato"),
    ("00", "total", "2018", "uno_grupo", None, "no_aplica"),
]
TIPOS = {0: "Nación", 2: "Departamento", 5: "Municipio"}
CSV_UNO = """\
territorio,dominio,periodo,uno_ipm,uno_grupo
00,total,2018,,NA
05001,total,2018,12.8,"Grupo B, medio"
05001,total,2020,ND,
27025,total,2018,90.6,Grupo A
27025,total,2020,0.12345,
27025,cabecera,2018,NA,
27025,rural,2018,96,
"""


def indicador(id_: str, fuente: str, **cambios: object) -> Indicador:
    """Un indicador de catálogo con lo demás de relleno."""
    campos: dict[str, object] = {
        "id": id_,
        "tema": "prueba",
        "corto": id_,
        "largo": id_,
        "definicion": "Relleno.",
        "unidad": "porcentaje",
        "decimales": 1,
        "sentido": "neutro",
        "denominador": "personas",
        "fuente": fuente,
    }
    return Indicador(**(campos | cambios))  # type: ignore[arg-type]


def catalogo() -> dict[str, Indicador]:
    """Dos indicadores de la fuente «uno», uno de ellos categórico, y un derivado."""
    grupos = {1: "Grupo A", 2: "Grupo B, medio"}
    lista = [
        indicador("uno_ipm", "uno"),
        indicador("uno_grupo", "uno", unidad="categoria", categorias=grupos),
        indicador("propio", "kit", derivado_de=("uno_ipm",)),
    ]
    return {i.id: i for i in lista}


def fuente(id_: str, *rutas: str) -> Fuente:
    """Procedencia de relleno con esos archivos."""
    archivos = tuple(ArchivoOficial(r, f"https://ejemplo.org/{r}", False, ()) for r in rutas)
    return Fuente(id_, id_, "DANE", "2018", "2018", None, "Libre", "DANE (2018).", archivos)


def larga_de(filas: list[tuple[str, str, str, str, float | None, str]]) -> pd.DataFrame:
    """Tabla larga, en el orden en que vengan las filas."""
    return pd.DataFrame(filas, columns=larga.COLUMNAS).astype({"valor": float})


def territorios(_: Path) -> pd.DataFrame:
    """Los 1.156 códigos, con todo lo que se exige de cada uno."""
    lista = codigos.territorios()
    deptos = ["" if c == "00" else c[:2] for c in lista]
    return pd.DataFrame(
        {
            "codigo": lista,
            "nombre": "x",
            "departamento": deptos,
            "nombre_departamento": ["x" if d else "" for d in deptos],
            "tipo": [TIPOS[len(c) if c != "00" else 0] for c in lista],
            "en_divipola_2023": "sí",
            "en_divipola_2026": "no",
        }
    )


def leer_uno(carpeta: Path) -> pd.DataFrame:
    """La tabla de siempre; exige su archivo."""
    assert (carpeta / "uno.txt").read_text("utf-8") == "contenido\n"
    return larga_de(FILAS)


def leer_geometria(_: Path) -> bytes:
    """Un TopoJSON sin capas."""
    return b'{"type":"Topology","objects":{},"arcs":[]}\n'


class Taller:
    """Un proyecto de mentira: carpeta oficial, destino, receta y módulos registrados."""

    def __init__(self, carpeta: Path, parche: pytest.MonkeyPatch) -> None:
        self._parche = parche
        self.oficiales = carpeta / "oficiales"
        self.datos = carpeta / "datos"
        self.oficiales.mkdir()
        for ruta in ("uno.txt", "dos.txt"):
            (self.oficiales / ruta).write_text("contenido\n", encoding="utf-8", newline="")
        self.receta = InsumosDelPaquete(
            [
                self.entrada("dos", leer_territorios=territorios, leer_geometria=leer_geometria),
                self.entrada("uno", leer=leer_uno),
            ],
            catalogo(),
            carpeta / "huellas.csv",
        )
        huellas_de_archivos.escribir(
            huellas_de_archivos.calcular(self.oficiales, self.receta.rutas), self.receta.huellas
        )

    def entrada(self, id_: str, **funciones: Callable[[Path], object]) -> FuenteRegistrada:
        """Registra un módulo con esas funciones y devuelve su entrada."""
        nombre = f"generador.fuentes.de_mentira_{id_}"
        modulo = ModuleType(nombre)
        modulo.__spec__ = ModuleSpec(nombre, None)
        for funcion, cuerpo in funciones.items():
            setattr(modulo, funcion, cuerpo)
        self._parche.setitem(sys.modules, nombre, modulo)
        return FuenteRegistrada(fuente(id_, f"{id_}.txt"), nombre)

    def foto(self) -> dict[str, bytes]:
        """Contenido actual de `datos`."""
        return {r.name: r.read_bytes() for r in self.datos.iterdir()}

    def sobras(self) -> list[str]:
        """Lo que quedó en la carpeta temporal."""
        temporal = self.datos.parent / ".tmp"
        return [r.name for r in temporal.iterdir()] if temporal.exists() else []
