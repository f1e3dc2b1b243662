"""Cada archivo de cada fuente, dañado de las maneras que valen para todos: un error que lo nombra.

Lo propio de cada uno (una columna, un código, un rango) está en tests/fuentes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from generador.errores import ErrorDeDatos
from generador.fuentes import fuentes_registradas
from generador.fuentes.fuentes_registradas import FUNCIONES, FuenteRegistrada
from tests import danos
from tests.fuentes import texto

TEXTOS = (".csv", ".txt", ".gz", ".json")
SIN_TILDES = {
    "accesibilidad/CEPAL_covariables_satelitales_municipio.csv",
    "finanzas/IDF_2000_2022_metodologia_anterior.csv",
    "submunicipal/bogota_UPZ_jovenes_sisben_grupo_JCO.csv",
    "submunicipal/medellin_IPM_manzana.csv",
}
ARCHIVOS = [
    (entrada, a.ruta) for entrada in fuentes_registradas.entradas() for a in entrada.fuente.archivos
]


def caso(entrada: FuenteRegistrada, ruta: str, *resto: str) -> object:
    return pytest.param(entrada, ruta, *resto, id="-".join([entrada.id, Path(ruta).name, *resto]))


# El ausente va primero: muestra qué funciones de la fuente ni abren ese archivo.
ENTEROS = [caso(e, r, dano) for e, r in ARCHIVOS for dano in ("ausente", "truncado", "vacío")]
DE_TEXTO = [caso(e, r) for e, r in ARCHIVOS if r.endswith(TEXTOS) and r not in SIN_TILDES]
HOJAS = [
    caso(entrada, archivo.ruta, leido.hoja)
    for entrada in fuentes_registradas.entradas()
    for archivo in entrada.fuente.archivos
    for leido in archivo.leido
    if archivo.ruta.endswith(".xlsx") and leido.hoja and " a " not in leido.hoja
]


def preparar(fuentes: Path, carpeta: Path, entrada: FuenteRegistrada, ruta: str) -> Path:
    """Los archivos de la fuente enlazados en `carpeta`, salvo `ruta`, que es una copia."""
    for archivo in entrada.fuente.archivos:
        if archivo.ruta != ruta:
            enlace = carpeta / archivo.ruta
            enlace.parent.mkdir(parents=True, exist_ok=True)
            enlace.symlink_to(fuentes / archivo.ruta)
    return danos.copiar(fuentes, carpeta, ruta)


NO_LO_ABREN: set[tuple[str, str, str]] = set()
"""(fuente, función, archivo): con el archivo ausente la función terminó, luego no lo lee."""


def errores(
    entrada: FuenteRegistrada, carpeta: Path, ruta: str, *, ausente: bool
) -> list[ErrorDeDatos]:
    """Los de cada función de la fuente; todos dicen qué hacer y hay al menos uno."""
    hallados = []
    for nombre in FUNCIONES:
        funcion = entrada.funcion(nombre)
        if funcion is None or (entrada.id, nombre, ruta) in NO_LO_ABREN:
            continue
        try:
            funcion(carpeta)
        except ErrorDeDatos as error:
            hallados.append(error)
        else:
            if ausente:
                NO_LO_ABREN.add((entrada.id, nombre, ruta))
    assert hallados, f"ninguna función de {entrada.id} se quejó"
    assert all(error.que_hacer for error in hallados)
    return hallados


@pytest.mark.parametrize(("entrada", "ruta", "dano"), ENTEROS)
def test_dano_nombra_el_archivo(
    fuentes: Path, tmp_path: Path, entrada: FuenteRegistrada, ruta: str, dano: str
) -> None:
    copia = preparar(fuentes, tmp_path, entrada, ruta)
    if dano == "truncado":
        danos.truncar(copia)
    elif dano == "vacío":
        copia.write_bytes(b"")
    else:
        copia.unlink()
    for error in errores(entrada, tmp_path, ruta, ausente=dano == "ausente"):
        assert error.lugar.archivo == copia.name


@pytest.mark.parametrize(("entrada", "ruta"), DE_TEXTO)
def test_latin1_dice_la_linea(
    fuentes: Path, tmp_path: Path, entrada: FuenteRegistrada, ruta: str
) -> None:
    copia = preparar(fuentes, tmp_path, entrada, ruta)
    texto.a_latin1(copia)
    for error in errores(entrada, tmp_path, ruta, ausente=False):
        assert error.lugar.archivo == copia.name
        assert error.lugar.fila
        assert "Latin-1" in str(error)


@pytest.mark.parametrize(("entrada", "ruta", "hoja"), HOJAS)
def test_hoja_que_falta_dice_cuales_hay(
    fuentes: Path, tmp_path: Path, entrada: FuenteRegistrada, ruta: str, hoja: str
) -> None:
    copia = preparar(fuentes, tmp_path, entrada, ruta)
    reales = {nombre.strip(): nombre for nombre in CalamineWorkbook.from_path(copia).sheet_names}
    danos.parchar_hoja(copia, reales[hoja], "Otra hoja")
    for error in errores(entrada, tmp_path, ruta, ausente=False):
        assert error.lugar.archivo == copia.name
        assert error.lugar.hoja == hoja
        assert "«Otra hoja»" in str(error)


def test_los_textos_sin_tildes_no_tienen_como_estar_en_latin1(fuentes: Path) -> None:
    assert all((fuentes / ruta).read_bytes().isascii() for ruta in SIN_TILDES)
