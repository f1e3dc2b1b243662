"""Lo que se puede leer y conservar: por el nombre y por lo que la columna trae."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generador.hogares.focalizacion import DICCIONARIO
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.personales import columnas_personales, contenido_personal, permitida
from tests.metodos.datos import dominio, paquete
from tests.metodos.hogares.test_esquemas_cortados import MUESTRA, cortar
from tests.metodos.hogares.test_nombres import ANONIMIZADA, NOMINAL, PREDECESORA

RAIZ = Path(__file__).resolve().parents[3]
PERSONALES = paquete("datos_personales")
DE_CONTAR = {"ide_ficha_origen", "ide_hogar", "ide_persona", "llave", "llave_hogar"}


@pytest.mark.parametrize(
    "columna",
    ["nuip", "NUIP", "whatsapp", "nom_persona", "identificacion", "Identificación", "cédula",
     "c\ufffddula", "Nombre completo", "NOMBRES Y APELLIDOS", "numdoc", "Nro. Doc", "tel", "Tel 2",
     "cel_contacto", "Correo electrónico", "dirección", "DIREC", "fecha nacimiento", "f_nac",
     "num_docume", "pri_apelli", "dir_vivien", "fec_nacimi", "pasaporte", "firma",
     "cuenta_bancaria", "num_cuenta", "cedula_catastral", "matricula_inmobiliaria",
     "facebook", "cc_jefe", "informante"],
)  # fmt: skip
def test_un_nombre_personal_no_pasa_ni_nombrandolo(columna: str) -> None:
    permiso = permitida(columna, nombrada=True)
    assert (permiso.permitida, permiso.uso) == (False, "personal")
    assert columna in columnas_personales([columna], PERSONALES)


def test_pasa_lo_de_los_esquemas_y_nada_mas() -> None:
    for columna in {*NOMINAL, *ANONIMIZADA, *PREDECESORA, *MUESTRA}:
        permiso = permitida(columna)
        if columna.lower() in DE_CONTAR:
            assert (permiso.permitida, permiso.uso) == (False, "contar"), columna
        elif columna in PERSONALES["descartar"]:
            assert permiso.uso == "personal", columna
        else:
            assert permiso.permitida, columna


def test_cortadas_a_diez_siguen_siendo_lo_que_son() -> None:
    for entera, corta in zip(NOMINAL, cortar(NOMINAL), strict=True):
        assert permitida(corta).permitida == permitida(entera).permitida, corta
        assert (permitida(corta).uso == "contar") == (permitida(entera).uso == "contar"), corta


def test_las_variables_del_diccionario_se_pueden_leer() -> None:
    for fila in dominio("sisben_iv_diccionario.csv"):
        permiso = permitida(fila["variable"])
        assert permiso.uso in ("sisben", "kit", "territorio", "contar"), fila["variable"]


def test_una_desconocida_pasa_solo_si_se_nombra() -> None:
    for columna in ("tenencia", "puntaje_local", "tiene_huerta", "id", "observacion"):
        assert permitida(columna).uso == "desconocida"
        assert not permitida(columna).permitida
        assert permitida(columna, nombrada=True).uso == "pedida"


@pytest.mark.parametrize(
    "columna",
    ["nom_vereda", "NOM_BARRIO", "nombre_municipio", "Cod_vereda", "MPIO_CCDGO", "MPIO_CNMBR",
     "codigo_vereda", "vereda", "municipio", "cod_dane"],
)  # fmt: skip
def test_los_territorios_pasan(columna: str) -> None:
    assert permitida(columna).permitida


def test_lo_que_escribe_el_kit_se_puede_conservar() -> None:
    fuente = (RAIZ / "plugin_qgis/kit_pobreza/algoritmos").glob("*hogares*.py")
    columnas = (RAIZ / "plugin_qgis/kit_pobreza/algoritmos/columnas_sisben.py").read_text("utf-8")
    textos = [columnas, *(ruta.read_text("utf-8") for ruta in fuente)]
    nombres = {
        n for t in textos for n in re.findall(r'Columna\("(\w+)", "(?:entero|texto|real)"', t)
    }
    nombres |= set(re.findall(r'"\w+": \("(\w+)", "', columnas))
    nombres -= {"regla", "tipo", "cumplen", "deciden", "sin_dato"}  # de la tabla de recuentos
    assert {"hogar", "registro", "elegible", "vereda_n", "razon_sel"} <= nombres
    for nombre in nombres | set(DICCIONARIO):
        assert permitida(nombre).permitida, nombre


NOMBRES = ["María José Pérez", "Luis Cuesta Mena", "ANA RENTERIA", "Jhon Fredy Zapata Gil",
           "Rosa Elena Usuga", "Pedro Palacios", "Carlos A. Gómez", "Luz Marina Díaz"]  # fmt: skip


@pytest.mark.parametrize(
    ("textos", "dice"),
    [
        ([f"{1_020_300_400 + 17 * i}" for i in range(30)], "documentos"),
        ([f"{43_567_890 + 31 * i:,}".replace(",", ".") for i in range(30)], "documentos"),
        ([f"CC {71_200_000 + i}" for i in range(30)], "documentos"),
        ([f"{8_123_456 + 3 * i}.0" for i in range(30)], "documentos"),
        (["3001234567", "310 456 7890", "+57 3209876543", "6044448899", "3151112233"], "teléfonos"),
        (["sin", "ana.perez@correo.com", "no"], "correos"),
        (["Calle 12 # 3-45", "CRA 7 No. 12-30", "Kr 45 # 10 - 2", "Mz 3 Cs 12", "Cl 1 # 2-3"],
         "direcciones"),
        ([f"{1940 + i}-0{1 + i % 9}-1{i % 9}" for i in range(60)], "nacimiento"),
        ([f"1{i % 9}/0{1 + i % 9}/{1950 + i}" for i in range(60)], "nacimiento"),
        (NOMBRES, "nombres de personas"),
    ],
)  # fmt: skip
def test_lo_que_trae_la_columna_la_delata(textos: list[str], dice: str) -> None:
    motivo = contenido_personal(Columna.de_lista("dato", textos))
    assert motivo is not None
    assert dice in motivo


@pytest.mark.parametrize(
    "textos",
    [
        ["propia", "arriendo", "familiar"] * 20,
        [str(1_160_000 + 10_000 * (i % 12)) for i in range(200)],
        ["05045001", "05045002", "05045003"] * 30,
        [f"{i}" for i in range(200)],
        ["San José", "Santa Rosa", "El Carmen", "La Peña", "Villa María", "San Pedro de Urabá"],
        ["La Unión", "El Tres", "Currulao", "Nueva Colonia", "Puerto Girón", "Zungo"] * 4,
        [f"2023-0{1 + i % 9}-1{i % 9}" for i in range(80)],
        [f"{0.5 + i / 7:.4f}" for i in range(80)],
        ["", "NA", "#N/D"],
        [],
    ],
)
def test_lo_que_no_es_personal_no_se_confunde(textos: list[str]) -> None:
    assert contenido_personal(Columna.de_lista("dato", textos)) is None
