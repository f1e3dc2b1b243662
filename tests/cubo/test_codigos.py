"""La base de códigos y las equivalencias, contra todos los archivos oficiales que traen códigos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyogrio
import pytest

from generador.cubo import codigos
from generador.fuentes.lectura.rejillas import LibroOficial, leer_texto, limpiar

NACION_O_DEPARTAMENTO = re.compile(r"\d\d000|01001")
"""SICODIS y TerriData escriben así los departamentos (05000) y la nación (00000 o 01001)."""

# Archivo, hoja o separador, columna (o las dos en que viene partido) → códigos ajenos que trae.
COLUMNAS: list[tuple[str, str, tuple[int, ...], set[str]]] = [
    ("divipola/DIVIPOLA_Municipios_2023-12.xlsx", "Municipios", (2,), set()),
    ("divipola/DIVIPOLA_centros_poblados_2021.xls", "Worksheet", (1,), set()),
    ("finanzas/IDF_2000_2022_metodologia_anterior.csv", ",", (0,), set()),
    ("finanzas/MDM_2021.xlsx", "Indicadores", (0,), set()),
    ("finanzas/PDET_ZOMAC.txt", "|", (0,), set()),
    ("finanzas/SICODIS_SGP_participaciones_2020_2023.csv.gz", ",", (0,), set()),
    (
        "finanzas/SICODIS_SGP_proposito_general_criterios_2018_2025.csv",
        ",",
        (0,),
        {"27493"},
    ),
    ("finanzas/SICODIS_SGR_plan_recursos_2025_2026.csv", ",", (1,), {"27493"}),
    ("finanzas/SICODIS_ingresos_tributarios_2013_2024.csv", ",", (0,), {"27493"}),
    ("finanzas/SICODIS_ley617_icld_gf_2016_2024.csv", ",", (0,), set()),
    ("finanzas/TerriData_Dim1_general.xlsx", "Datos", (2,), set()),
    ("finanzas/TerriData_Dim2_Sub5_etnica.xlsx", "Datos", (2,), set()),
    ("finanzas/anex-PIBDep-ValorAgreMuni-2011-2022p.xlsx", "Cuadro 1", (0,), set()),
    ("ipm/anexo-censal-pobreza-municipal-2018.xlsx", "4_IPM Mpio dominios", (0,), set()),
    ("poblacion/CNPV-2018-NBI.xlsx", "Municipios", (0, 2), set()),
    ("poblacion/DCD-area-proypoblacion-Mun-2005-2019.xlsx", "NuevaMpal", (3,), set()),
    (
        "poblacion/DCD-area-proypoblacion-Mun-2020-2035-ActPostCOVID-19.xlsx",
        "Hoja1",
        (2,),
        set(),
    ),
    (
        "poblacion/anexo-proyecciones-hogares-dptal-mpal-2018-2042.xlsx",
        "Proyecciones Hogares mpio",
        (2,),
        {"27493"},
    ),
    ("pobreza/SAE_pobreza_monetaria_municipal_2024.xlsx", "Monetaria 2024", (2,), set()),
    ("sectorial/ADRES_afiliados_2024-12.xlsx", "Hoja2", (5,), {"27086"}),
    ("sectorial/EVA_2019_2023_municipio_cultivo.csv.gz", ",", (0,), set()),
    ("sectorial/MEN_estadisticas_municipio.csv", ",", (1,), set()),
    ("sectorial/MEN_estadisticas_municipio_2024.csv", ";", (1,), {"27493"}),
    ("sectorial/MinTIC_internet_fijo_municipio_20250804.csv", ",", (4,), set()),
    ("sectorial/SSPD_cobertura_servicios_2018_2024.xlsx", "Export", (2,), set()),
]


def test_la_base_son_1122_municipios_de_33_departamentos() -> None:
    assert len(codigos.base()) == len(set(codigos.base())) == 1122
    assert list(codigos.base()) == sorted(codigos.base())
    assert all(re.fullmatch(r"\d{5}", c) for c in codigos.base())
    assert len(codigos.departamentos()) == 33
    assert len(set(codigos.territorios())) == 1156


def test_cada_equivalencia_esta_completa() -> None:
    for e in codigos.equivalencias():
        assert re.fullmatch(r"\d{5}", e.codigo), e
        assert e.regla in ("igual", "sumar", "descartar", "cubre"), e
        assert (e.codigo_base == "") == (e.regla == "descartar"), e
        assert e.codigo_base in {*codigos.base(), ""}, e
        assert (e.codigo in codigos.base()) == (e.regla == "cubre"), e
        assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", fecha) for fecha in (e.desde, e.hasta)), e
        assert e.norma, e


@pytest.mark.parametrize(
    ("codigo", "esperado"),
    [
        ("00", ("00", "igual")),
        ("05", ("05", "igual")),
        ("94343", ("94343", "igual")),
        ("94663", ("94663", "igual")),
        ("27493", ("27615", "sumar")),
        ("27086", ("27615", "sumar")),
        ("23685", (None, "descartar")),
    ],
)
def test_resolver(codigo: str, esperado: tuple[str | None, str]) -> None:
    assert codigos.resolver(codigo) == esperado


def test_un_codigo_desconocido_no_pasa_en_silencio() -> None:
    assert codigos.desconocidos(["05001", "27493", "99999", "05", "5001"]) == ["5001", "99999"]
    with pytest.raises(KeyError):
        codigos.resolver("99999")


def test_avisos_de_cambio_de_limites() -> None:
    assert "Nuevo Belén de Bajirá" in " ".join(codigos.avisos("27615"))
    assert codigos.avisos("94343") == codigos.avisos("94663")
    assert len(codigos.avisos("94663")) == 1
    assert codigos.avisos("05001") == []


@pytest.mark.parametrize(
    ("ruta", "hoja", "columnas", "ajenos"), COLUMNAS, ids=[Path(c[0]).name for c in COLUMNAS]
)
def test_los_archivos_oficiales_solo_traen_codigos_conocidos(
    fuentes: Path, ruta: str, hoja: str, columnas: tuple[int, ...], ajenos: set[str]
) -> None:
    hallados = set(_codigos_de(_celdas(fuentes / ruta, hoja), columnas))
    municipios = {c for c in hallados if not NACION_O_DEPARTAMENTO.fullmatch(c)}
    assert len(municipios & set(codigos.base())) > 1000
    assert municipios - set(codigos.base()) == ajenos
    assert codigos.desconocidos(municipios) == []


def test_el_censo_2018_trae_justo_la_base(fuentes: Path) -> None:
    ruta = fuentes / "poblacion/MGN_ANM_MPIOS_CNPV2018.dbf"
    tabla = pyogrio.read_dataframe(ruta, read_geometry=False, columns=["MPIO_CDPMP"])
    assert set(tabla["MPIO_CDPMP"]) == set(codigos.base())


def _celdas(ruta: Path, hoja: str) -> list[list[Any]]:
    if ruta.suffix in (".xls", ".xlsx"):
        return LibroOficial(ruta).hoja(hoja).celdas
    return leer_texto(ruta, separador=hoja).celdas


def _codigos_de(celdas: list[list[Any]], columnas: tuple[int, ...]) -> Iterator[str]:
    anchos = (5,) if len(columnas) == 1 else (2, 3)
    for fila in celdas:
        if len(fila) > max(columnas):
            partes = [limpiar(fila[c]) for c in columnas]
            if all(p.isdigit() and len(p) <= n for p, n in zip(partes, anchos, strict=True)):
                yield "".join(p.zfill(n) for p, n in zip(partes, anchos, strict=True))
