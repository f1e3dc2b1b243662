"""Plan bienal de caja del SGR: totales por concepto, quién no es municipio y archivos dañados."""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import sgr_plan_bienal
from tests.fuentes.anchas import del_periodo, ensanchar, fila
from tests.fuentes.en_memoria import cambiar_celdas, exigir_mensaje

ANIO_1, ANIO_2 = slice(6, 18), slice(19, 31)


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return sgr_plan_bienal.leer(fuentes)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> list[tuple[Any, ...]]:
    libro = openpyxl.load_workbook(fuentes / sgr_plan_bienal.ARCHIVO, read_only=True)
    return list(libro[sgr_plan_bienal.HOJA].iter_rows(min_row=14, values_only=True))


@pytest.fixture(scope="module")
def asignaciones(fuentes: Path) -> dict[str, float]:
    """El total de 2023 de cada concepto, de la otra hoja."""
    libro = openpyxl.load_workbook(
        fuentes / sgr_plan_bienal.ARCHIVO, read_only=True, data_only=True
    )
    filas = libro["PBC asignaciones"].iter_rows(values_only=True)
    llenas = [[c for c in f if c is not None and c != ""] for f in filas]
    return {
        str(f[i]): float(f[i + 1])
        for f in llenas
        for i in range(min(2, len(f) - 1))
        if isinstance(f[i], str) and isinstance(f[i + 1], int | float)
    }


def test_trae_los_indicadores_del_catalogo_y_dice_que_es_programacion(tabla: pd.DataFrame) -> None:
    fichas = [i for i in catalogo.indicadores().values() if i.fuente == "sgr_plan_bienal"]
    assert set(tabla["indicador"]) == {i.id for i in fichas}
    assert set(tabla["periodo"]) == {"2023", "2024"}
    assert set(tabla["territorio"]) == set(codigos.base())
    for ficha in fichas:
        assert ficha.advertencias[0].startswith("Es la programación de caja")
        assert ficha.perfil == ""


def test_los_beneficiarios_de_cada_concepto_suman_su_total(
    crudas: list[tuple[Any, ...]], asignaciones: dict[str, float]
) -> None:
    sumas: defaultdict[str, float] = defaultdict(float)
    for f in crudas:
        sumas[str(f[0])] += fsum(float(v) for v in f[ANIO_1])
    for concepto, rotulo in (
        ("ADIR", "20% Asignaciones Directas"),
        ("ADAN", "5% Asignaciones Directas Anticipadas"),
        ("AIRD", "Departamentos"),
        ("FNPT", "FONDO AHORRO PENSIONAL TERRITORIAL (FONPET)"),
    ):
        assert sumas[concepto] == pytest.approx(asignaciones[rotulo], abs=100)
    local = asignaciones["Municipios más pobres"]
    assert sumas["AIL"] + sumas["AILA"] == pytest.approx(local, abs=100)


def test_cada_municipio_es_la_suma_de_sus_filas(
    tabla: pd.DataFrame, crudas: list[tuple[Any, ...]]
) -> None:
    ancha = ensanchar(tabla)
    base = set(codigos.base())
    for anio, meses in (("2023", ANIO_1), ("2024", ANIO_2)):
        sumas: dict[tuple[str, str], list[float]] = {}
        for f in crudas:
            if (codigo := str(f[4]).strip()) in base:
                valores = [float(v) for v in f[meses]]
                for parte in ("total", str(f[0])):
                    sumas.setdefault((codigo, parte), []).extend(valores)
        de_cada = del_periodo(ancha, anio)
        for codigo in sorted(base - municipios_de_entonces.NO_SON_MUNICIPIO):
            locales = fsum(sumas.get((codigo, "AIL"), [])) + fsum(sumas.get((codigo, "AILA"), []))
            total = fsum(sumas[codigo, "total"])
            assert de_cada.loc[codigo, "sgr_caja_total"] == pytest.approx(total / 1e6, abs=1e-6)
            assert de_cada.loc[codigo, "sgr_caja_local"] == pytest.approx(locales / 1e6, abs=1e-6)
        partes = ["sgr_caja_directas", "sgr_caja_local", "sgr_caja_ahorro"]
        resto = de_cada["sgr_caja_total"] - de_cada[partes].sum(axis=1)
        assert list(resto[resto > 1e-6].index) == ["11001"]  # la inversión regional de Bogotá


def test_quien_no_es_municipio_se_cuenta_y_se_nombra(crudas: list[tuple[Any, ...]]) -> None:
    base = set(codigos.base())
    hallados = [str(f[4]).strip() for f in crudas]
    ajenos = {c for c in hallados if c not in base}
    assert len(crudas) == 4902
    assert len(ajenos) == 64
    assert sum(c in base for c in hallados) == 4738
    assert sum(c.endswith("000") and c[:2].isdigit() for c in ajenos) == 33
    assert all(sgr_plan_bienal.AJENOS.fullmatch(c) for c in ajenos)
    assert not any(sgr_plan_bienal.AJENOS.fullmatch(c) for c in base)


def test_lo_que_no_es_municipio_no_aplica_y_sin_fila_es_cero(tabla: pd.DataFrame) -> None:
    sin = tabla[tabla["estado"] != "dato"]
    assert set(sin["territorio"]) == municipios_de_entonces.NO_SON_MUNICIPIO
    assert set(sin["estado"]) == {"no_aplica"}
    assert fila(ensanchar(tabla), "05001", "2023")["sgr_caja_local"] == 0


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"G13": "Ene"}, ["falta la columna", "«2023 | Enero»"]),
        ({"E15": "5001"}, ["fila 15", "«Código»", "05001"]),
        ({"E15": "X0001"}, ["fila 15", "«Código»", "X0001"]),
        ({"E15": "05003"}, ["los 1.102 municipios", "sobran 1: 05003"]),
        ({"E16": "05001", "F16": "Medellín"}, ["fila 16", "05001 se repite en el concepto ADIR"]),
        ({"F15": "Abejorral"}, ["fila 15", "05001 es de «Medellín»"]),
        ({"A15": "ADIX"}, ["fila 15", "«CC»", "valor desconocido"]),
        ({"A15": "APAZ"}, ["fila 15", "«CC»", "«APAZ»"]),
        ({"G15": "803.531,95"}, ["fila 15", "803.531,95", "punto decimal"]),
        ({"G15": 903531.95}, ["beneficiarios de ADIR", "2023", "20% Asignaciones Directas"]),
        ({"E16": None}, ["beneficiarios de ADIR", "no falte ni sobre una fila"]),
        ({"G15": None}, ["fila 15", "«2023 | Enero»", "vacía"]),
        ({"E4915": "Total"}, ["fila 4915", "«Código»"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    archivo = Path(sgr_plan_bienal.ARCHIVO).name
    cambiar_celdas(monkeypatch, archivo, sgr_plan_bienal.HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        sgr_plan_bienal.leer(fuentes)
    exigir_mensaje(error.value, archivo, *esperado)
