"""El año de cada medida, contado a mano sobre cubos pequeños."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generador.cubo import periodos
from generador.cubo.catalogo import indicadores
from generador.cubo.leer import Cubo
from generador.errores import ErrorDeDatos
from tests.indicadores.cubos import Celda, cubo

CATALOGO = indicadores()
NACION: list[Celda] = [1.0, "", "", "", "", "", ""]
MUNICIPIO: list[Celda] = ["", "", "", 1.0, "", "", ""]
SIN_CIFRA: list[Celda] = ["", "", "", "ND", "ND", "NA", "ND"]


def de(indicador: str, **celdas: list[Celda]) -> Cubo:
    """Un cubo con una columna por argumento: `total_2018=[…]`."""
    return cubo({(indicador, *nombre.split("_")): c for nombre, c in celdas.items()})  # type: ignore[misc]


def test_el_vigente_es_el_ultimo_con_dato() -> None:
    pequeno = de("ipm_censal", total_2018=MUNICIPIO, total_2028=MUNICIPIO, total_2038=SIN_CIFRA)
    assert periodos.con_dato(pequeno, "ipm_censal") == ("2018", "2028")
    assert periodos.vigente(pequeno, CATALOGO, "ipm_censal") == "2028"


def test_lo_que_solo_trae_la_nacion_no_adelanta_a_los_municipios() -> None:
    pequeno = de("ipm_censal", total_2018=MUNICIPIO, total_2028=NACION)
    assert periodos.vigente(pequeno, CATALOGO, "ipm_censal") == "2018"


def test_una_medida_que_no_baja_al_municipio_se_lee_en_el_ultimo_de_la_nacion() -> None:
    pequeno = de("ipm_ecv", total_2018=NACION, total_2025=NACION)
    assert periodos.vigente(pequeno, CATALOGO, "ipm_ecv") == "2025"


def test_cada_dominio_tiene_su_anio_y_la_comparacion_uno_solo() -> None:
    pequeno = de(
        "ipm_censal",
        total_2018=MUNICIPIO, rural_2018=MUNICIPIO, total_2023=MUNICIPIO, rural_2023=MUNICIPIO,
        rural_2028=MUNICIPIO,
    )  # fmt: skip
    leidos = periodos.Periodos(pequeno, CATALOGO)
    total, rural = ("ipm_censal", "total"), ("ipm_censal", "rural")
    assert (leidos.vigente(*total), leidos.vigente(*rural)) == ("2023", "2028")
    assert periodos.comunes(pequeno, (total, rural)) == ("2018", "2023")
    assert leidos.comun(total, rural) == "2023"
    assert leidos.comun(total, ("ipm_censal", "cabecera")) == "2023"  # esa zona no la trae nadie


def test_una_proyeccion_se_lee_en_su_anio_de_referencia() -> None:
    referencia = CATALOGO["poblacion"].periodo_de_referencia
    serie = {f"total_{anio}": MUNICIPIO for anio in ("2005", referencia, "2049")}
    pequeno = de("poblacion", **serie)
    assert periodos.vigente(pequeno, CATALOGO, "poblacion") == referencia
    # Los hogares y lo que sale de la población se leen en ese mismo año.
    for otro in ("hogares", "densidad", "poblacion_rural", "poblacion_cambio"):
        assert periodos.vigente(pequeno, CATALOGO, otro) == referencia


def test_sin_el_anio_de_referencia_se_dice_cual_falta() -> None:
    pequeno = de("poblacion", total_2005=MUNICIPIO)
    with pytest.raises(ErrorDeDatos) as error:
        periodos.vigente(pequeno, CATALOGO, "poblacion")
    for pedazo in ("poblacion", CATALOGO["poblacion"].periodo_de_referencia, "Qué hacer"):
        assert pedazo in str(error.value)


def test_una_medida_que_no_esta_es_un_error() -> None:
    with pytest.raises(ErrorDeDatos, match="ipm_censal"):
        periodos.vigente(de("nbi", total_2018=MUNICIPIO), CATALOGO, "ipm_censal")


def test_los_textos_del_catalogo_toman_el_anio() -> None:
    ficha = replace(CATALOGO["nbi"], largo="NBI, {nbi}", advertencias=("De {nbi} y {ipm_censal}.",))
    anios = {"nbi": "2029", "ipm_censal": "2028"}
    escrita = periodos.con_anios({"nbi": ficha}, anios.__getitem__)["nbi"]
    assert (escrita.largo, escrita.advertencias) == ("NBI, 2029", ("De 2029 y 2028.",))
    assert escrita.definicion == ficha.definicion
