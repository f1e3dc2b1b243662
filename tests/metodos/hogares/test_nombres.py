"""Reconocer bases por sus columnas, con nombres rotos, y descartar datos personales."""

from __future__ import annotations

import numpy as np
import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.codificacion import (
    categorias_de_marca,
    sin_no_aplica,
)
from generador.metodos.hogares.nombres import PRIVACIONES, clave, coincide, reconocer
from generador.metodos.hogares.personales import columnas_personales
from generador.metodos.metodo import IPM, PESOS_DEL_IPM
from tests.metodos.datos import dominio, paquete

ESQUEMAS = paquete("esquemas_sisben")
PERSONALES = paquete("datos_personales")
CODIGOS = paquete("codigos_sisben")
I_MAYUSCULA = [f"I{j}" for j in range(1, 16)]

NOMINAL = [
    "ide_ficha_origen", "ide_hogar", "ide_persona", "num_documento", "pri_nombre", "sec_nombre",
    "pri_apellido", "seg_apellido", "dir_vivienda", "num_tel_contacto", "email_contacto",
    "fec_nacimiento", "cod_mpio", "cod_clase", "nom_vereda", "coord_x_auto_rec",
    "coord_y_auto_rec", "grupo", "nivel", "clasificacion", "h_5", "marca", "estado",
    "num_personas_hogar", "edad_calculada", "tip_parentesco", *[i.lower() for i in I_MAYUSCULA],
]  # fmt: skip
ANONIMIZADA = [
    "cod_dpto", "cod_mpio", "Cod_clase", "NOM_CORREGIMIENTO", "NOM_VEREDA", "NOM_BARRIO",
    "ind_discap_ba\ufffdarse", "tip_cuidado_ni?os", "Num_evento_vendaval", "tip_santario",
    "ind_gasto_celular", "num_personas_hogar", "sexo_persona", "tip_parentesco", "ide_hogar",
    "H_5", *I_MAYUSCULA, "Clasificación", "Edad_calculada", "anio",
]  # fmt: skip
PREDECESORA = [
    "Ide_ficha_origen", "llave_hogar", "Coord_x_auto_rec", "Coord_y_auto_rec",
    "Ind_grupo_sisben_4", "Ind_nivel_sisben_4", "Clasificacion", "IndicadorPobrezaMulti",
    "privado_logroeduca", "privado_analfabe", "privado_Inasistencia", "privado_Rezago",
    "privado_PI", "TI", "privado_desemplarga", "privado_trabajoinfo", "privado_asegura",
    "privado_accesosalud", "privado_agua", "privado_excreta", "privado_suelo", "privado_pared",
    "privado_hacina", "edad", "Tip_parentesco",
]  # fmt: skip


@pytest.mark.parametrize(
    ("columnas", "esquema", "clave_hogar"),
    [
        (NOMINAL, "nominal_municipal", ("ide_ficha_origen", "ide_hogar")),
        (ANONIMIZADA, "anonimizada_departamental", ()),
        (PREDECESORA, "predecesora_2020", ("Ide_ficha_origen", "llave_hogar")),
    ],
)
def test_reconoce_cada_esquema(
    columnas: list[str], esquema: str, clave_hogar: tuple[str, ...]
) -> None:
    base = reconocer(columnas, ESQUEMAS)
    assert base.esquema == esquema
    assert base.clave_hogar == clave_hogar
    assert set(PRIVACIONES) <= set(base.columnas)
    assert set(base.columnas.values()) <= set(columnas)


def test_reconoce_nombres_rotos_y_mal_escritos() -> None:
    base = reconocer(ANONIMIZADA, ESQUEMAS)
    assert base.columnas["clasificacion"] == "Clasificación"
    assert base.otras["ind_discap_banarse"] == "ind_discap_ba\ufffdarse"
    assert base.otras["tip_cuidado_ninos"] == "tip_cuidado_ni?os"
    assert base.otras["tip_sanitario"] == "tip_santario"
    assert base.otras["num_evento_vendaval"] == "Num_evento_vendaval"


@pytest.mark.parametrize(
    "rota",
    ["ind_discap_ba?arse", "ind_discap_bañarse", "Ind_discap_baÃ±arse", "\ufeffind_discap_ba�arse"],
)
def test_una_letra_rota_vale_por_una_letra(rota: str) -> None:
    assert clave(rota) == "ind_discap_ba?arse"
    assert coincide(rota, "ind_discap_banarse")
    assert not coincide(rota, "ind_discap_bannarse")
    assert not coincide("ind_discap_ver", "ind_discap_banarse")


def test_la_capa_recortada_dice_que_le_falta() -> None:
    base = reconocer(["COD_MPIO", "Grupo", "Nivel", "FEX", *I_MAYUSCULA], ESQUEMAS)
    assert base.esquema == "muestra_nacional"
    assert "parentesco" in base.ausentes
    assert base.clave_hogar == ()


def test_sin_las_15_privaciones_no_se_reconoce() -> None:
    with pytest.raises(ErrorDeMetodo, match="faltan las privaciones I7, I15"):
        reconocer([c for c in NOMINAL if c not in ("i7", "i15")], ESQUEMAS)


def test_dos_columnas_iguales_son_un_error() -> None:
    with pytest.raises(ErrorDeMetodo, match="«grupo», «Grupo» son la misma"):
        reconocer([*NOMINAL, "Grupo"], ESQUEMAS)


def test_se_descartan_los_datos_personales_y_nada_mas() -> None:
    base = reconocer(NOMINAL, ESQUEMAS)
    conocidas = [*base.columnas.values(), *base.otras.values()]
    personales = columnas_personales(NOMINAL, PERSONALES, conocidas)
    assert list(personales) == [c for c in NOMINAL if c in PERSONALES["descartar"]]
    assert len(personales) == 9


@pytest.mark.parametrize(
    "columna",
    ["NUMERO_DOCUMENTO", "Nombres", "primer_nombre", "Segundo_Apellido", "telefono2", "celular",
     "correo_electronico", "direccion", "e_mail", "fecha_nacimiento", "cedula_jefe", "DOC"],
)  # fmt: skip
def test_una_columna_desconocida_que_parece_personal_se_descarta(columna: str) -> None:
    assert columna in columnas_personales([columna], PERSONALES)


def test_ninguna_variable_del_diccionario_se_toma_por_personal() -> None:
    variables = [fila["variable"] for fila in dominio("sisben_iv_diccionario.csv")]
    base = reconocer(variables, ESQUEMAS)
    conocidas = [*base.columnas.values(), *base.otras.values()]
    assert set(conocidas) == set(variables)
    assert columnas_personales(variables, PERSONALES, conocidas) == {}


def test_los_territorios_con_nombre_no_son_personas() -> None:
    nombres = ["nom_vereda", "NOM_BARRIO", "nombre_municipio", "Cod_vereda", "director_id"]
    assert columnas_personales(nombres, PERSONALES) == {}


def test_los_pesos_y_el_orden_son_los_de_la_tabla_de_dominio() -> None:
    tabla = dominio("ipm_15_privaciones.csv")
    assert [fila["sisben"] for fila in tabla] == list(IPM.nombres)
    assert [int(fila["peso_centesimas"]) for fila in tabla] == list(PESOS_DEL_IPM)


def test_los_esquemas_traen_las_columnas_de_la_tabla_de_dominio() -> None:
    """Los nombres de parentesco y de h_5 de cada esquema están en la tabla de esquemas."""
    tabla = {fila["canonico"]: fila for fila in dominio("sisben_iv_esquemas.csv")}
    columna_de = {
        "nominal_municipal": "base_municipal_nominal",
        "anonimizada_departamental": "base_anonimizada_departamental",
        "muestra_nacional": "muestra_nacional_datos_gov",
        "departamental_2026": "csv_departamental_2026_caldas",
        "predecesora_2020": "base_2020_previa",
    }
    assert {e["id"] for e in ESQUEMAS["esquemas"]} == set(columna_de)
    for esquema in ESQUEMAS["esquemas"]:
        for canonico, fila in (("parentesco", "parentesco"), ("h_5", "ipm_pobre")):
            publicado = tabla[fila][columna_de[esquema["id"]]].lower()
            assert publicado in esquema["columnas"][canonico]


def test_los_codigos_son_los_de_las_tablas_de_dominio() -> None:
    estados = [f for f in dominio("sisben_estado_marca.csv") if f["campo"] == "estado"]
    assert [f["codigo"] for f in estados] == list(CODIGOS["estado"]["codigos"])
    for fila in dominio("sisben_iv_diccionario.csv"):
        variable = fila["variable"].lower().replace("ñ", "n")
        codigo = CODIGOS["no_aplica"].get(variable)
        assert (f"{codigo} No aplica" in fila["valores"]) == ("No aplica" in fila["valores"])


def test_no_aplica_es_nulo_solo_con_el_codigo_de_su_variable() -> None:
    assert np.isnan(sin_no_aplica([1, 9, 99], "tip_actividad_mes", CODIGOS)).tolist() == [0, 1, 0]
    assert np.isnan(sin_no_aplica([9, 99, 11], "grado_alcanzado", CODIGOS)).tolist() == [0, 1, 0]
    assert not np.isnan(sin_no_aplica([9, 99, 999], "edad_calculada", CODIGOS)).any()


def test_la_categoria_de_cada_marca() -> None:
    assert categorias_de_marca([0, 1, 10, 7, np.nan], "dnp", CODIGOS) == (
        "valido", "excluido", "verificacion", "", "",
    )  # fmt: skip
