"""El censo 2018: sumas de control, cada variable contra su diccionario y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import personas_por_zona
from generador.fuentes.lectura.censo_2018_variables import COBERTURAS, CONTEOS, SUMAS, VARIABLES
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.oficiales import censo_2018
from tests import danos
from tests.fuentes import en_memoria

# Lo que el diccionario debe decir de cada variable para que el nombre del indicador sea cierto.
DICE = {
    "censo_personas": "Número de personas",
    "censo_personas_hogares": "personas en hogares particulares",
    "censo_personas_lea": "personas en LEAS",
    "censo_hombres": "Conteo de hombres",
    "censo_mujeres": "Conteo de mujeres",
    "censo_edad_0_9": "entre 0 - 9 años",
    "censo_edad_10_19": "entre 10 - 19 años",
    "censo_edad_20_29": "entre 20 - 29 años",
    "censo_edad_30_39": "entre 30 - 39 años",
    "censo_edad_40_49": "entre 40 - 49 años",
    "censo_edad_50_59": "entre 50 - 59 años",
    "censo_edad_60_69": "entre 60 - 69 años",
    "censo_edad_70_79": "entre 70 - 79 años",
    "censo_edad_80_y_mas": "80 y más años",
    "censo_educacion_primaria": "Y Básica primaria",
    "censo_educacion_secundaria": "es Básica secundaria",
    "censo_educacion_superior": "es Técnica profesional",
    "censo_educacion_posgrado": "maestría doctorado",
    "censo_educacion_ninguna": "alcanzado es Ninguno",
    "censo_educacion_sin_informacion": "alcanzado es Sin información",
    "censo_hogares": "Conteo de hogares",
    "censo_viviendas": "Conteo de viviendas",
    "censo_viviendas_casa": "tipo Casa",
    "censo_viviendas_apartamento": "tipo Apartamento",
    "censo_viviendas_cuarto": "tipo cuarto",
    "censo_viviendas_indigena": "tradicional Indígena",
    "censo_viviendas_etnica": "tradicional étnica (Afrocolombiana, Isleña, Rrom)",
    "censo_viviendas_otra": "tipo Otro",
    "censo_viviendas_ocupadas": "Ocupada con personas presentes",
    "censo_viviendas_ausentes": "Ocupada con todas las personas ausentes",
    "censo_viviendas_temporales": "Vivienda temporal",
    "censo_viviendas_desocupadas": "viviendas Desocupada",
    "censo_viviendas_energia": "con energía eléctrica",
    "censo_viviendas_acueducto": "con servicio de acueducto",
    "censo_viviendas_alcantarillado": "con servicio de alcantarillado",
    "censo_viviendas_gas": "con servicio de gas natural conectado a red pública",
    "censo_viviendas_gas_sin_informacion": "sin información de servicio de gas natural",
    "censo_viviendas_basuras": "con servicio de recolección de basuras",
    "censo_viviendas_internet": "con servicio de internet",
    "censo_viviendas_internet_sin_informacion": "sin información de servicio de internet",
    "censo_estrato_1": "en Estrato 1",
    "censo_estrato_2": "en Estrato 2",
    "censo_estrato_3": "en Estrato 3",
    "censo_estrato_4": "en Estrato 4",
    "censo_estrato_5": "en Estrato 5",
    "censo_estrato_6": "en Estrato 6",
    "censo_estrato_sin_informacion": "No sabe o no tiene estrato",
}


@pytest.fixture(scope="module")
def completa(fuentes: Path) -> pd.DataFrame:
    return censo_2018.leer(fuentes)


@pytest.fixture(scope="module")
def tabla(completa: pd.DataFrame) -> pd.DataFrame:
    """Sin la división por zona, que solo tienen las personas en hogares."""
    return completa[completa["dominio"] == "total"]


@pytest.fixture(scope="module")
def diccionario(fuentes: Path) -> dict[str, str]:
    """Descripción de cada variable de nivel municipal, con los espacios simples."""
    hoja = LibroOficial(fuentes / censo_2018.DICCIONARIO).hoja(censo_2018.HOJA_DICCIONARIO)
    return {str(f[0]): " ".join(str(f[3]).split()) for f in hoja.celdas[3:]}


@pytest.fixture
def copia(fuentes: Path, tmp_path: Path) -> Path:
    danos.copiar(fuentes, tmp_path, censo_2018.DICCIONARIO)
    danos.copiar(fuentes, tmp_path, personas_por_zona.ARCHIVO)
    return danos.copiar(fuentes, tmp_path, censo_2018.ARCHIVO)


def test_cada_columna_leida_esta_en_el_diccionario(diccionario: dict[str, str]) -> None:
    assert set(VARIABLES) | {censo_2018.CODIGO} <= set(diccionario)


@pytest.mark.parametrize("indicador", list(CONTEOS))
def test_cada_indicador_es_lo_que_dice_el_diccionario(
    diccionario: dict[str, str], indicador: str
) -> None:
    assert DICE[indicador] in diccionario[CONTEOS[indicador]]


@pytest.mark.parametrize(
    ("indicador", "total"),
    [
        ("censo_personas", 44_164_417),
        ("censo_hogares", 14_243_223),
        ("censo_viviendas", 16_070_893),
        ("censo_viviendas_cuarto", 657_660),
        ("censo_viviendas_ocupadas", 13_480_729),
    ],
)
def test_sumas_de_control(tabla: pd.DataFrame, indicador: str, total: int) -> None:
    assert tabla.loc[tabla["indicador"] == indicador, "valor"].sum() == total


def test_cubre_los_1122_y_las_coberturas_tambien_sus_agregados(tabla: pd.DataFrame) -> None:
    conteos = tabla[tabla["indicador"].isin(list(CONTEOS))]
    coberturas = tabla[tabla["indicador"].isin(list(COBERTURAS))]
    assert set(conteos["territorio"]) == set(codigos.base())
    assert set(coberturas["territorio"]) == set(codigos.territorios())
    assert len(conteos) == 1122 * len(CONTEOS)
    assert len(tabla) == len(conteos) + len(coberturas)
    assert set(tabla["estado"]) == {"dato"}
    assert coberturas["valor"].between(0, 100).all()


@pytest.mark.parametrize(
    ("territorio", "indicador", "valor"),
    [
        ("18001", "censo_cobertura_acueducto", 100 * 45179 / 49809),
        ("94663", "censo_cobertura_energia", 100 * 8 / 134),
        ("00", "censo_cobertura_internet", 100 * 5_857_149 / 13_480_729),
        ("88", "censo_cobertura_gas", 0.0),
    ],
)
def test_cobertura_es_conteo_entre_viviendas_ocupadas(
    tabla: pd.DataFrame, territorio: str, indicador: str, valor: float
) -> None:
    fila = tabla.query("territorio == @territorio and indicador == @indicador")
    assert fila["valor"].item() == pytest.approx(valor)


def test_cobertura_departamental_sale_de_los_conteos_sumados(tabla: pd.DataFrame) -> None:
    ancha = tabla.pivot(index="territorio", columns="indicador", values="valor")
    chocoanos = ancha[ancha.index.str.match(r"27\d{3}")]
    esperado = (
        100
        * chocoanos["censo_viviendas_alcantarillado"].sum()
        / chocoanos["censo_viviendas_ocupadas"].sum()
    )
    assert ancha.loc["27", "censo_cobertura_alcantarillado"] == pytest.approx(esperado)


@pytest.mark.parametrize(
    ("viejo", "nuevo", "esperado"),
    [
        (b"STP27_PERS", b"STP27_PERX", ["falta la columna", "«STP27_PERS»"]),
        (b" 18001 ", b" 8001  ", ["fila 2", "«MPIO_CDPMP»", "«8001»", "08001"]),
        (b" 18001 ", b" 18009 ", ["faltan 1: 18001", "sobran 1: 18009"]),
        (b" 1.56789", b" 1.56788", ["fila 2", "«STP27_PERS»", "L, STPERSON_S (156789)"]),
        (b" 1.56789", b"-1.56789", ["fila 2", "«STP27_PERS»", "-156789", "fuera de rango"]),
        (b" 4.51790", b" 4.51780", ["fila 2", "«STP15_1_OC»", "STP19_ACU1, STP19_ACU2", "49808"]),
    ],
)
def test_registro_danado_dice_donde_y_que_hacer(
    copia: Path, viejo: bytes, nuevo: bytes, esperado: list[str]
) -> None:
    """Florencia (18001) es el primer registro: la fila 2 de quien abre el archivo."""
    contenido = copia.read_bytes()
    assert viejo in contenido
    copia.write_bytes(contenido.replace(viejo, nuevo, 1))
    with pytest.raises(ErrorDeDatos) as error:
        censo_2018.leer(copia.parent.parent)
    for pedazo in [copia.name, "Qué hacer", *esperado]:
        assert pedazo in str(error.value)


def test_archivo_truncado_o_que_no_es_dbf(copia: Path) -> None:
    danos.truncar(copia)
    with pytest.raises(ErrorDeDatos, match=r"MGN_ANM.*truncado(.|\n)*Qué hacer"):
        censo_2018.leer(copia.parent.parent)
    copia.write_bytes(b"<html>no encontrado</html>")
    with pytest.raises(ErrorDeDatos, match=r"MGN_ANM.*no se puede leer"):
        censo_2018.leer(copia.parent.parent)


def test_un_nombre_en_latin1_se_dice(copia: Path) -> None:
    """El .dbf no declara codificación, y de él se comprueba el nombre de cada municipio."""
    nombre = "SAN JOSÉ DEL FRAGUA"
    contenido = copia.read_bytes()
    assert nombre.encode() in contenido
    copia.write_bytes(contenido.replace(nombre.encode(), nombre.encode("latin-1") + b" "))
    with pytest.raises(ErrorDeDatos, match="no están en UTF-8") as error:
        censo_2018.leer(copia.parent.parent)
    assert error.value.lugar.archivo == copia.name


def test_las_zonas_suman_las_personas_en_hogares(completa: pd.DataFrame) -> None:
    propias = completa[completa["indicador"] == censo_2018.EN_HOGARES]
    ancha = propias.pivot(index="territorio", columns="dominio", values="valor")
    assert (ancha["cabecera"].sum(), ancha["rural"].sum()) == (33_905_550, 9_929_774)
    assert (ancha["total"] == ancha["cabecera"].fillna(0) + ancha["rural"]).all()
    sin_cabecera = propias[propias["estado"] == "no_aplica"]
    assert len(sin_cabecera) == 20
    assert set(sin_cabecera["dominio"]) == {"cabecera"}


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"O10": 2_320_247}, ["fila 10", "05001 suman 2359800", "2359801"]),
        ({"O11": -5}, ["fila 11", "mínimo 0"]),
        ({"O11": None}, ["fila 11", "vacía"]),
        ({"E10": "Cabecera"}, ["fila 10", "«Clase»", "«Cabecera»"]),
        ({"C10": 5001}, ["fila 10", "05001"]),
        ({"C10": "05999"}, ["sobran 1: 05999"]),
        ({"O8": "Personas"}, ["falta la columna", "Total personas en hogares particulares"]),
    ],
)
def test_zonas_danadas(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    archivo = Path(personas_por_zona.ARCHIVO).name
    en_memoria.cambiar_celdas(monkeypatch, archivo, personas_por_zona.HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        censo_2018.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, archivo, *esperado)


def test_variable_que_no_esta_en_el_diccionario(copia: Path) -> None:
    ruta = copia.parent.parent / censo_2018.DICCIONARIO
    danos.cambiar_celdas(ruta, censo_2018.HOJA_DICCIONARIO, {"A72": "STP27_OTRA"})
    with pytest.raises(ErrorDeDatos) as error:
        censo_2018.leer(copia.parent.parent)
    for pedazo in [ruta.name, "«Municipio»", "«VARIABLE»", "«STP27_PERS»", "Qué hacer"]:
        assert pedazo in str(error.value)


def test_las_sumas_prueban_el_denominador_de_cada_cobertura() -> None:
    sumandos = {v for grupo in SUMAS["STP15_1_OC"] for v in grupo}
    assert {CONTEOS[conteo] for conteo in COBERTURAS.values()} <= sumandos
