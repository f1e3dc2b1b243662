"""La forma de `datos/`: nombres de archivo, columnas de llave y marcas de lo que no es dato."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from generador.cubo import catalogo_de_lugares
from generador.cubo.catalogo import Indicador
from generador.errores import ErrorDeDatos, Lugar

LLAVE = ("territorio", "dominio", "periodo")
DOMINIOS = ("total", "cabecera", "rural")
TERRITORIOS = "territorios.csv"
EQUIVALENCIAS = "equivalencias.csv"
GEOMETRIA = "municipios.topojson"
DESCRIPTOR = "datapackage.json"
NOMBRE = "kit-pobreza"

# La celda vacía dice que esa combinación no existe; las otras dos, por qué no hay cifra.
VACIA, NO_APLICA, NO_DISPONIBLE = "", "NA", "ND"
MARCAS = {"no_aplica": NO_APLICA, "no_disponible": NO_DISPONIBLE}

REIMPORTAR = "rehaga datos/ con «kit datos importar CARPETA» o recupérelo con git"
# Sin su descriptor, importar no se atreve a borrar la carpeta: REIMPORTAR no lo arreglaría.
RECUPERAR = (
    "recupérelo con git, o mueva la carpeta a otra parte y rehágala entera con «kit datos importar "
    "CARPETA»"
)


def tablas(carpeta: Path) -> list[Path]:
    """Las tablas de indicadores de `carpeta` (una por fuente), por nombre."""
    ajenas = {TERRITORIOS, EQUIVALENCIAS, *catalogo_de_lugares.tablas()}
    return sorted(r for r in carpeta.glob("*.csv") if r.name not in ajenas)


def tablas_de_lugares(carpeta: Path) -> list[Path]:
    """Las tablas de `carpeta` que hablan de lugares por debajo del municipio, por nombre."""
    return sorted(r for r in carpeta.glob("*.csv") if r.name in catalogo_de_lugares.tablas())


def capas(carpeta: Path) -> list[Path]:
    """Las geometrías de `carpeta` por debajo del municipio (o con más detalle), por nombre."""
    return sorted(r for r in carpeta.glob("*.topojson") if r.name != GEOMETRIA)


def filas_csv(ruta: Path) -> list[list[str]]:
    """Filas de un CSV de `datos/`, encabezado incluido; ErrorDeDatos si no está o no es un CSV."""
    if not ruta.is_file():
        raise ErrorDeDatos(
            f"no está en {ruta.parent}", lugar=Lugar(ruta.name), que_hacer=REIMPORTAR
        )
    with ruta.open(encoding="utf-8", newline="") as entrada:
        try:
            return list(csv.reader(entrada, strict=True))
        except (UnicodeDecodeError, csv.Error) as causa:
            raise ErrorDeDatos(
                f"no se puede leer como CSV en UTF-8 ({causa})",
                lugar=Lugar(ruta.name),
                que_hacer=REIMPORTAR,
            ) from causa


def del_catalogo(catalogo: dict[str, Indicador], fuente: str) -> list[str]:
    """Indicadores que `fuente` debe traer (los derivados no), en orden de catálogo."""
    return [i.id for i in catalogo.values() if i.fuente == fuente and not i.derivado_de]


def exigir_columnas(fuente: str, halladas: Iterable[str], catalogo: dict[str, Indicador]) -> None:
    """ErrorDeDatos si los indicadores de la tabla de `fuente` no son los que dice el catálogo."""
    esperadas, halladas = set(del_catalogo(catalogo, fuente)), set(halladas)
    frases = []
    if sobran := sorted(halladas - esperadas):
        frases.append(f"no están en el catálogo con esa fuente: {', '.join(sobran)}")
    if faltan := sorted(esperadas - halladas):
        frases.append(f"están en el catálogo y la tabla no los trae: {', '.join(faltan)}")
    if frases:
        raise ErrorDeDatos(
            f"la tabla y el catálogo no coinciden; {'; '.join(frases)}",
            lugar=Lugar(f"{fuente}.csv"),
            que_hacer="corrija generador/cubo/catalogo o el módulo que lee la fuente",
        )


def exigir_fuentes(halladas: Iterable[str], catalogo: dict[str, Indicador]) -> None:
    """ErrorDeDatos si el catálogo nombra una fuente que no tiene tabla."""
    nombradas = {i.fuente for i in catalogo.values() if not i.derivado_de}
    if faltan := sorted(nombradas - set(halladas)):
        raise ErrorDeDatos(
            f"el catálogo nombra fuentes que no tienen tabla: {', '.join(faltan)}",
            que_hacer=f"revise el campo `fuente` del catálogo o {REIMPORTAR}",
        )
