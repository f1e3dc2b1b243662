"""La NBI por centro poblado: fila a fila contra el archivo, promedios, puntos y daños."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from generador.cubo import catalogo_de_lugares, leer
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import nbi_2018
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.lectura.rejillas import llave
from generador.fuentes.oficiales import divipola, nbi_centros_poblados
from generador.importacion.tabla_de_lugares import texto_de_lugares
from generador.rutas import DATOS
from tests import danos

ARCHIVO, HOJA = nbi_centros_poblados.ARCHIVO, nbi_centros_poblados.HOJA
COMPONENTES = list(nbi_centros_poblados.COMPONENTES)
CLASES = {
    "Cabecera municipal": "cabecera",
    "Centro Poblado": "centro_poblado",
    "Rural Disperso": "rural_disperso",
}
ZONAS = {
    "cabecera": ("cabecera",),
    "rural": ("centro_poblado", "rural_disperso"),
    "total": tuple(CLASES.values()),
}


@pytest.fixture(scope="module")
def versionada() -> list[dict[str, str]]:
    with (DATOS / "nbi_centros_poblados.csv").open(encoding="utf-8", newline="") as entrada:
        return list(csv.DictReader(entrada))


def test_cada_fila_es_la_del_archivo_leido_por_otro_camino(
    fuentes: Path, versionada: list[dict[str, str]]
) -> None:
    libro = openpyxl.load_workbook(fuentes / ARCHIVO, read_only=True, data_only=True)
    oficiales = {
        str(fila[5]): fila
        for fila in libro[HOJA].iter_rows(values_only=True)
        if str(fila[5] or "").isdigit()
    }
    assert len(oficiales) == len(versionada) == 8558
    for guardada in versionada:
        fila = oficiales[guardada["codigo"]]
        assert (guardada["territorio"], guardada["clase"]) == (fila[2], CLASES[str(fila[4])])
        assert Decimal(guardada["personas"]) == Decimal(repr(fila[14]))
        for componente, celda in zip(COMPONENTES, fila[7:14], strict=True):
            assert float(guardada[componente]) == pytest.approx(celda, rel=1e-14, abs=1e-15)
        if guardada["clase"] == "centro_poblado":
            assert llave(guardada["nombre"]).replace(" (", "(") == llave(str(fila[6])).replace(
                " (", "("
            )


def test_cuadra_con_lo_que_se_sabe_del_archivo(versionada: list[dict[str, str]]) -> None:
    clases = Counter(fila["clase"] for fila in versionada)
    assert clases == {"cabecera": 1102, "centro_poblado": 6334, "rural_disperso": 1122}
    assert sum(int(fila["personas"]) for fila in versionada) == 43_835_324
    con_punto = Counter(fila["clase"] for fila in versionada if fila["longitud"])
    # 6.260 centros cruzan con la DIVIPOLA, y 11 de ellos no traen coordenadas.
    assert con_punto == {"cabecera": 1102, "centro_poblado": 6249}
    pocos = [f for f in versionada if int(f["personas"]) < 30]
    assert (len(pocos), {f["clase"] for f in pocos}) == (298, {"centro_poblado"})


def test_los_lugares_promedian_la_cifra_municipal_publicada(
    versionada: list[dict[str, str]],
) -> None:
    cubo = leer.leer(DATOS)
    tabla = pd.DataFrame(versionada).astype(dict.fromkeys(["personas", *COMPONENTES], float))
    comparadas = 0
    for dominio, clases in ZONAS.items():
        propia = tabla[tabla["clase"].isin(clases)]
        for municipio, filas in propia.groupby("territorio"):
            pesos = filas["personas"].to_numpy()
            for componente in COMPONENTES:
                media = np.average(filas[componente].to_numpy(), weights=pesos)
                publicada = cubo.valor(componente, str(municipio), dominio, "2018")
                assert media == pytest.approx(publicada, abs=1e-9)
                comparadas += 1
    assert comparadas == (1102 + 1122 + 1122) * 7


def test_un_punto_leido_a_ojo(versionada: list[dict[str, str]]) -> None:
    (palmitas,) = [f for f in versionada if f["codigo"] == "05001001"]
    assert palmitas["nombre"] == "Palmitas"
    assert float(palmitas["longitud"]) == pytest.approx(-75.69, abs=0.01)
    assert float(palmitas["latitud"]) == pytest.approx(6.343, abs=0.001)


@pytest.mark.parametrize(
    ("oficial", "escrito"),
    [
        ("SAN JERÓNIMO(GOLERO)", "San Jerónimo (Golero)"),
        ("LOS ANDES-LA BELLA", "Los Andes-La Bella"),
        ("ALTO DE LA VIRGEN", "Alto de la Virgen"),
        ("LA Y", "La Y"),
        ("ARGELIA III", "Argelia III"),
        ("CAMILO C", "Camilo C"),
        ("BOCAS DEL RIO ATRATO", "Bocas del Rio Atrato"),
        ("EL CARMEN  KM 36", "El Carmen Km 36"),
    ],
)
def test_nombre_de_lugar(oficial: str, escrito: str) -> None:
    assert nombre_de_lugar(oficial) == escrito


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"H12": 101.5}, ["fila 12", "Personas en NBI", "101.5", "rango"]),
        ({"H12": "7,45"}, ["fila 12", "7,45", "punto decimal"]),
        ({"I12": None}, ["fila 12", "miseria", "vacía"]),
        ({"O12": 0}, ["fila 12", "Total personas", "fuera de rango"]),
        ({"F12": 5001004}, ["fila 12", "Código de centro poblado", "«05001004»"]),
        ({"F12": "05002004"}, ["fila 12", "no es del municipio 05001"]),
        ({"F12": "05001001"}, ["se repiten 1: 05001001"]),
        ({"C12": "05002"}, ["fila 12", "Municipio", "el código 05002 es de «Abejorral»"]),
        ({"E12": "Rural Disperso"}, ["fila 12", "Clase", "la clase no es la del código"]),
        ({"E12": "Vereda"}, ["fila 12", "Clase", "desconocido", "Vereda"]),
        ({"G12": None}, ["fila 12", "Centro Poblado", "vacía"]),
        ({"F11": "05001004", "F12": "05001001"}, ["fila 11", "Centro Poblado", "05001004 es de"]),
        ({"H12": 8.5}, ["05001", "no promedian la cifra municipal", "Personas en NBI"]),
        ({"O12": 398}, ["05001", "no promedian la cifra municipal"]),
        ({"F12": None}, ["05001", "no promedian la cifra municipal"]),
        ({"H9": "NBI"}, ["falta la columna", "Personas en NBI (%)"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], esperado: list[str]
) -> None:
    for ruta in (nbi_2018.ARCHIVO, divipola.ARCHIVO_POBLADOS):
        (tmp_path / ruta).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ruta).symlink_to(fuentes / ruta)
    copia = danos.copiar(fuentes, tmp_path, ARCHIVO)
    danos.cambiar_celdas(copia, HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        nbi_centros_poblados.leer_lugares(tmp_path)
    for pedazo in [copia.name, f"«{HOJA}»", "Qué hacer", *esperado]:
        assert pedazo in str(error.value)


def test_otras_columnas_no_se_escriben() -> None:
    declarada = catalogo_de_lugares.tablas()["nbi_centros_poblados.csv"]
    with pytest.raises(ErrorDeDatos, match="otras columnas"):
        texto_de_lugares(pd.DataFrame({"codigo": ["1"]}), declarada)
