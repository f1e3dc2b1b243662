"""Bases con nombres cortados a diez caracteres, encabezados raros y coordenadas de otro nombre."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.encabezado import clave, coincide, compacta, cortes
from generador.metodos.hogares.nombres import PRIVACIONES, Reconocimiento, reconocer
from tests.metodos.datos import paquete
from tests.metodos.hogares.test_nombres import ANONIMIZADA, NOMINAL, PREDECESORA

ESQUEMAS = paquete("esquemas_sisben")
MUESTRA = [
    "cod_mpio", "H_5", *[f"I{j}" for j in range(1, 16)], "Grupo", "Nivel", "Clasificacion", "ZONA",
    "llave", "CORTE", "HOGAR", "ORDEN", "FEX", "PER001", "PER002", "PER003",
]  # fmt: skip
CALDAS = [
    "ide_hogar", "ide_persona", "cod_dpto", "Cod_mpio", "cod_clase", "coord_x_auto_rec",
    "coord_y_auto_rec", "Grupo", "Nivel", "Clasificación", "h5", "num_personas_hogar",
    "sexo_persona", "edad_calculada", "tip_parentesco", *[f"i{j}" for j in range(1, 16)],
]  # fmt: skip


def cortar(columnas: Sequence[str]) -> list[str]:
    """Como GDAL escribe un shapefile: diez caracteres y, si se repiten, ocho y un número."""
    hechas: list[str] = []
    for columna in columnas:
        corta, numero = columna[:10], 0
        while corta.lower() in {h.lower() for h in hechas}:
            numero += 1
            corta = f"{columna[:8]}_{numero}" if numero < 10 else f"{columna[:8]}{numero}"
        hechas.append(corta)
    return hechas


def en_lugares(base: Reconocimiento, columnas: Sequence[str]) -> dict[str, int]:
    return {canonico: columnas.index(columna) for canonico, columna in base.columnas.items()}


@pytest.mark.parametrize("columnas", [NOMINAL, PREDECESORA, ANONIMIZADA, MUESTRA, CALDAS])
def test_un_shapefile_se_reconoce_como_su_base(columnas: list[str]) -> None:
    entera, cortada = reconocer(columnas, ESQUEMAS), reconocer(cortar(columnas), ESQUEMAS)
    assert cortada.esquema == entera.esquema
    dudosos = {n for nombres in cortada.ambiguas.values() for n in nombres}
    esperados = {c: i for c, i in en_lugares(entera, columnas).items() if c not in dudosos}
    assert en_lugares(cortada, cortar(columnas)) == esperados
    assert len(cortada.clave_hogar) == len(entera.clave_hogar)
    assert not dudosos & {*PRIVACIONES, "parentesco", "personas_hogar", "grupo", "nivel", "edad"}
    largas = {c for n, c in entera.columnas.items() if len(c) > 10 and n not in dudosos}
    assert len(cortada.cortadas) >= len(largas) > 0
    assert "cortados a diez" in cortada.avisos[0]


def test_un_corte_que_puede_ser_dos_no_se_adivina() -> None:
    coordenadas = ["Coord_x_auto_enc", "Coord_y_auto_enc"]
    base = reconocer(cortar([*PREDECESORA, *coordenadas]), ESQUEMAS)
    assert base.ambiguas == {
        columna: (f"{eje}_auto", f"{eje}_encuesta")
        for eje, columna in (("x", "Coord_x_au"), ("y", "Coord_y_au"), ("x", "Coord_x__1"),
                             ("y", "Coord_y__1"))
    }  # fmt: skip
    assert not {"x_auto", "x_encuesta", "y_auto", "y_encuesta"} & set(base.columnas)
    assert "«Coord_x_au» puede ser «x_auto» o «x_encuesta»" in base.avisos[1]


def test_los_gastos_cortados_se_nombran_y_no_se_usan() -> None:
    gastos = [v for v in ESQUEMAS["variables"] if v.startswith("ind_gasto_")]
    base = reconocer(cortar([*NOMINAL, *gastos]), ESQUEMAS)
    assert not set(gastos) & set(base.otras)
    assert set(base.ambiguas) == set(cortar(gastos))
    assert all(set(gastos) <= set(posibles) for posibles in base.ambiguas.values())


def test_dos_cortes_de_lo_mismo_son_un_error_que_los_nombra() -> None:
    with pytest.raises(ErrorDeMetodo, match="«tip_parent», «tip_pare_1» son la misma"):
        reconocer([*cortar(NOMINAL), "tip_pare_1"], ESQUEMAS)


def test_un_nombre_corto_que_coincide_con_un_corte_no_se_toca_si_esta_el_entero() -> None:
    base = reconocer([*NOMINAL, "tip_parent"], ESQUEMAS)
    assert base.columnas["parentesco"] == "tip_parentesco"
    assert not base.cortadas


def test_la_ficha_de_la_muestra_es_la_llave() -> None:
    base = reconocer(MUESTRA, ESQUEMAS)
    assert base.esquema == "muestra_nacional"
    assert base.clave_hogar == ("cod_mpio", "llave", "HOGAR")
    assert base.columnas["id_ficha"] == "llave"


@pytest.mark.parametrize(
    ("columnas", "esquema"),
    [
        ([c for c in MUESTRA if c != "llave"], "muestra_nacional"),
        (ANONIMIZADA, "anonimizada_departamental"),
        (CALDAS, "departamental_2026"),
        ([c for c in NOMINAL if c != "ide_ficha_origen"], "nominal_municipal"),
    ],
)
def test_sin_ficha_ni_llave_no_hay_clave_de_hogar(columnas: list[str], esquema: str) -> None:
    base = reconocer(columnas, ESQUEMAS)
    assert base.esquema == esquema
    assert base.clave_hogar == ()
    assert {"id_hogar"} <= set(base.columnas)


def test_un_departamental_con_ficha_si_tiene_clave() -> None:
    base = reconocer([*CALDAS, "ide_ficha_origen"], ESQUEMAS)
    assert base.clave_hogar == ("ide_ficha_origen", "ide_hogar")


@pytest.mark.parametrize(
    ("x", "y"), [("x", "y"), ("Lon", "LAT"), ("Longitud", "Latitud"), ("coord_x", "coord_y")]
)
def test_coordenadas_de_nombre_general(x: str, y: str) -> None:
    base = reconocer([*MUESTRA, x, y], ESQUEMAS)
    assert (base.columnas["x_auto"], base.columnas["y_auto"]) == (x, y)
    nominal = reconocer([*NOMINAL, x, y], ESQUEMAS)
    assert nominal.columnas["x_auto"] == "coord_x_auto_rec"
    assert "x_auto" not in reconocer([*MUESTRA, x], ESQUEMAS).columnas


def _nfd(nombre: str) -> str:
    return unicodedata.normalize("NFD", nombre)


ADORNOS = st.sampled_from([
    str.upper, str.title, lambda n: f'"{n}"', lambda n: f" {n}\u00a0", lambda n: f"{n}\r\n",
    lambda n: n.replace("_", " "), lambda n: n.replace("_", "_\n"), lambda n: n.replace("_", "-"),
    lambda n: f"\ufeff{n}", lambda n: f"ï»¿{n}", _nfd, lambda n: n.replace("ion", "ión"),
    lambda n: _nfd(n.replace("ion", "ión")), lambda n: n.replace("ion", "i\ufffdn"),
])  # fmt: skip


@given(st.data())
def test_el_adorno_del_encabezado_no_cambia_lo_reconocido(datos: st.DataObject) -> None:
    for columnas in (NOMINAL, MUESTRA, CALDAS):
        adornadas = [datos.draw(ADORNOS)(c) for c in columnas]
        base = reconocer(adornadas, ESQUEMAS)
        assert en_lugares(base, adornadas) == en_lugares(reconocer(columnas, ESQUEMAS), columnas)


def test_dos_escrituras_de_la_misma_columna_son_un_error() -> None:
    for otra in ("Tip parentesco", "TIP_PARENTESCO ", "tipparentesco"):
        with pytest.raises(ErrorDeMetodo, match="son la misma «tip_parentesco»"):
            reconocer([*NOMINAL, otra], ESQUEMAS)


def test_un_numero_pegado_no_es_otra_columna() -> None:
    assert not coincide("i1_1", "i11")
    assert coincide("I 1", "i1")
    assert compacta("H 5") == compacta("h_5") == "h5"
    assert clave("Coord. X auto-rec") == "coord_x_auto_rec"
    assert cortes("corto", ESQUEMAS["variables"]) == ()


def test_los_nombres_conocidos_no_se_confunden_sin_guiones() -> None:
    nombres = {n for e in ESQUEMAS["esquemas"] for ns in e["columnas"].values() for n in ns}
    nombres |= {*ESQUEMAS["variables"], *PRIVACIONES} - {"h5"}
    formas = [compacta(n) for n in nombres - {"h5"}]
    assert len(formas) == len(set(formas))
