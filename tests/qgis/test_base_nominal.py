"""Una base municipal nominal con sus trampas: nombres rotos, ejes, marca y coordenadas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.qgis.capas import cuadricula, guardar

PRIVACIONES = ";".join(f"i{j}" for j in range(1, 16))
ENCABEZADO = (
    "ide_ficha_origen;ide_hogar;ide_persona;num_documento;pri_nombre;pri_apellido;dir_vivienda;"
    "cod_dpto;cod_mpio;Cod_clase;nom_vereda;coord_x_auto_rec;coord_y_auto_rec;coord_x_manual_rec;"
    f"coord_y_manual_rec;grupo;nivel;clasificacion;h_5;marca;tip_cuidado_niños;tip_parentesco;"
    f"edad_calculada;sexo_persona;{PRIVACIONES}"
)


def fila(ficha: int, persona: int, x: str, y: str, **cambios: Any) -> str:
    valores = {
        "mpio": "045", "clase": 3, "vereda": "Churidó", "xm": "", "ym": "", "grupo": "A",
        "nivel": 3, "marca": 0, "parentesco": 1 if persona == 1 else 3,
        "edad": 40 if persona == 1 else 4,
        "sexo": 2, "privado": 1, **cambios,
    }  # fmt: skip
    v = valores
    return (
        f"{ficha};1;{persona};9900{ficha}{persona};ANA;PÉREZ;CALLE 1;5;{v['mpio']};{v['clase']};"
        f"{v['vereda']};{x};{y};{v['xm']};{v['ym']};{v['grupo']};{v['nivel']};{v['grupo']};0;"
        f"{v['marca']};9;{v['parentesco']};{v['edad']};{v['sexo']};"
        + ";".join([str(v["privado"])] * 15)
    )


FILAS = [
    fila(1, 1, "-76,61", "7,88"),
    fila(1, 2, "-76,61", "7,88"),
    fila(2, 1, "7,85", "-76,62"),  # ejes invertidos
    fila(3, 1, "0", "0", xm="-76,63", ym="7,86"),  # respaldo manual
    fila(4, 1, "", ""),  # sin coordenada
    fila(5, 1, "-76,60", "7,80", marca=1),  # excluida
    fila(6, 1, "-74,05", "4,60", mpio="001"),  # otro municipio y fuera del límite
    fila(6, 1, "-74,05", "4,60", mpio="001"),  # la misma persona otra vez
    fila(7, 1, "-76,61", "7,87", privado=0),
    fila(7, 2, "-76,61", "7,87", privado=1),  # marcas distintas en el hogar
]


@pytest.fixture(params=["utf-8", "latin-1"])
def archivo(request: Any, tmp_path: Path) -> Path:
    ruta = tmp_path / "Base Sisbén Apartadó.txt"
    ruta.write_text("\n".join([ENCABEZADO, *FILAS]) + "\n", encoding=request.param)
    return ruta


def test_calidad_y_privacidad(correr: Any, archivo: Path) -> None:
    limite = cuadricula(1, (-77, 7.5, -76, 8.5))
    hecha = correr("cargar_sisben", ARCHIVO=str(archivo), MUNICIPIO="05045", LIMITE=limite, MARCA=1)
    hogares = correr.filas(hecha["HOGARES"])
    calidad = {f["concepto"]: f["cantidad"] for f in correr.filas(hecha["CALIDAD"])}
    assert hecha["REGISTROS"] == 10
    assert hecha["TOTAL_HOGARES"] == len(hogares) == 6
    assert calidad["Registros sin marca válida"] == 1
    assert hecha["EJES_INVERTIDOS"] == 1
    assert hecha["SIN_COORDENADA"] == 1
    assert hecha["FUERA_MUNICIPIO"] == 1
    assert hecha["DUPLICADOS"] == 1
    assert calidad["Registros de otro municipio"] == 2
    # La fila repetida es la misma persona: se cuenta una vez y no hace un segundo jefe.
    assert calidad["Hogares con varios jefes"] == 0
    assert calidad["Hogares con marcas distintas entre sus miembros"] == 1
    # La fila, como la muestra una hoja de cálculo (el encabezado es la 1); los hogares, por su
    # identidad y no por el orden de las filas.
    assert {h["hogar"]: h["registro"] for h in hogares} == {
        "5001|6|1": 8, "5045|1|1": 2, "5045|2|1": 4, "5045|3|1": 5, "5045|4|1": 6, "5045|7|1": 10,
    }  # fmt: skip
    hogares.sort(key=lambda h: h["registro"])
    assert hogares[0]["personas"] == 2
    assert hogares[0]["menores_6"] == 1
    assert hogares[0]["nivel"] == "A3"
    assert hogares[0]["orden"] == 3
    assert hogares[0]["cod_mpio"] == "05045"
    assert hogares[0]["vereda_n"] == "Churidó"
    prohibidas = {"num_documento", "pri_nombre", "pri_apellido", "dir_vivienda", "ide_ficha_origen"}
    assert not prohibidas & set(hogares[0])
    assert hecha["DESCARTADAS"] >= 4
    texto = correr.registro.texto
    assert "num_documento" in texto
    for personal in ("ANA", "PÉREZ", "990011", "CALLE 1"):
        assert personal not in texto
        assert personal not in Path(hecha["AUDITORIA"]).read_text("utf-8")
        assert all(personal not in str(valor) for h in hogares for valor in h.values())


def test_los_puntos_quedan_en_su_lugar(correr: Any, archivo: Path) -> None:
    hecha = correr("cargar_sisben", ARCHIVO=str(archivo))
    puntos = {}
    for entidad in correr.capa(hecha["HOGARES"]).getFeatures():
        geometria = entidad.geometry()
        puntos[entidad["registro"]] = None if geometria.isNull() else geometria.asPoint()
    assert (puntos[4].x(), puntos[4].y()) == (-76.62, 7.85)
    assert (puntos[5].x(), puntos[5].y()) == (-76.63, 7.86)
    assert puntos[6] is None


def test_conservar_una_columna_personal_no_se_admite(correr: Any, archivo: Path) -> None:
    with pytest.raises(RuntimeError, match="«num_documento» es un dato personal"):
        correr("cargar_sisben", ARCHIVO=str(archivo), CONSERVAR="num_documento")
    with pytest.raises(RuntimeError, match="«ide_ficha_origen» es un dato personal"):
        correr("cargar_sisben", ARCHIVO=str(archivo), CONSERVAR="ide_ficha_origen")


def test_desde_una_capa_da_lo_mismo(correr: Any, archivo: Path, tmp_path: Path) -> None:
    """La misma base abierta en QGIS como capa de texto."""
    from qgis.core import QgsVectorLayer

    if archivo.read_bytes().decode("utf-8", "ignore").find("Churidó") < 0:
        codificacion = "latin-1"
    else:
        codificacion = "UTF-8"
    uri = f"{archivo.as_uri()}?delimiter=;&encoding={codificacion}&detectTypes=no&geomType=none"
    capa = QgsVectorLayer(uri, "base", "delimitedtext")
    assert capa.isValid()

    def cargados(**entrada: Any) -> list[dict[str, Any]]:
        return correr.filas(correr("cargar_sisben", **entrada)["HOGARES"])

    # En el archivo la primera persona está en la fila 2; en la tabla de atributos, en la 1.
    otra = [{**h, "registro": h["registro"] - 1} for h in cargados(ARCHIVO=str(archivo))]
    assert cargados(CAPA=capa) == otra
    assert cargados(CAPA=guardar(capa, tmp_path / "base.gpkg")) == otra


def test_muestra_con_hogares_de_marcas_distintas(correr: Any, fuentes: Path) -> None:
    """En las tres muestras reales, ninguno: los 2 que difieren tienen un pensionista."""
    total = 0
    for archivo in sorted((fuentes / "sisben").glob("*.csv")):
        hecha = correr("cargar_sisben", ARCHIVO=str(archivo))
        calidad = {f["concepto"]: f["cantidad"] for f in correr.filas(hecha["CALIDAD"])}
        total += calidad["Hogares con marcas distintas entre sus miembros"]
    assert total == 0
