"""La tabla de territorios: cobertura, nombres, ubicación y archivos dañados."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import llave
from generador.fuentes.oficiales import divipola
from tests import danos

ARCHIVOS = (
    divipola.ARCHIVO_2023,
    divipola.ARCHIVO_2026,
    divipola.ARCHIVO_POBLADOS,
    divipola.ARCHIVO_NOMBRES,
)


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return divipola.leer_territorios(fuentes).set_index("codigo")


@pytest.fixture
def copia(fuentes: Path, tmp_path: Path) -> Path:
    for archivo in ARCHIVOS:
        danos.copiar(fuentes, tmp_path, archivo)
    return tmp_path


def test_son_los_1156_territorios_en_orden(tabla: pd.DataFrame) -> None:
    assert list(tabla.index) == sorted(codigos.territorios())
    assert len(tabla) == 1156


def test_tipos(tabla: pd.DataFrame) -> None:
    assert tabla["tipo"].value_counts().to_dict() == {
        "Municipio": 1093,
        "Departamento": 33,
        "Área no municipalizada": 19,
        "Distrito": 9,
        "Isla": 1,
        "Nación": 1,
    }
    assert tabla.loc["94663", "tipo"] == "Área no municipalizada"
    assert tabla.loc["11001", "tipo"] == "Distrito"


@pytest.mark.parametrize(
    ("codigo", "nombre"),
    [
        ("00", "Colombia"),
        ("11", "Bogotá, D.C."),
        ("11001", "Bogotá, D.C."),
        ("88001", "San Andrés"),
        ("23682", "San José de Uré"),
        ("63", "Quindío"),
        ("05658", "San José de la Montaña"),  # el modelo dice «de La Montaña»
        ("13442", "María La Baja"),
        ("13468", "Santa Cruz de Mompox"),  # el modelo dice «Mompós»
        ("13838", "Turbaná"),  # la DIVIPOLA 2023 perdió la tilde
        ("91460", "Mirití - Paraná"),
        ("94343", "Barrancominas"),  # el modelo trae asterisco
        ("94663", "Mapiripana"),
        ("54", "Norte de Santander"),
        ("88", "Archipiélago de San Andrés, Providencia y Santa Catalina"),
    ],
)
def test_nombres_bien_escritos(tabla: pd.DataFrame, codigo: str, nombre: str) -> None:
    assert tabla.loc[codigo, "nombre"] == nombre


def test_los_nombres_son_los_de_la_divipola(fuentes: Path, tabla: pd.DataFrame) -> None:
    vigentes = divipola._de_2023(fuentes) | divipola._de_2026(fuentes)
    distintos = {
        c
        for c in set(vigentes) & set(tabla.index)
        if llave(str(tabla.loc[c, "nombre"])) != llave(vigentes[c]["nombre"])
    }
    assert distintos == set()
    assert not tabla["nombre"].str.contains(r"[*(]|\s{2}|^\s|\s$", regex=True).any()


def test_cada_municipio_lleva_su_departamento(tabla: pd.DataFrame) -> None:
    municipios = tabla[[len(c) == 5 for c in tabla.index]]
    assert (municipios["departamento"] == municipios.index.str[:2]).all()
    assert tabla.loc["44847", "nombre_departamento"] == "La Guajira"
    assert list(tabla.loc["00", ["departamento", "nombre_departamento"]]) == ["", ""]


def test_ubicacion_es_la_de_la_cabecera(tabla: pd.DataFrame) -> None:
    sin = tabla[tabla["latitud"].isna()]
    assert set(sin.index) == {codigos.NACION, *codigos.departamentos(), "94663"}
    assert list(tabla.loc["05001", ["latitud", "longitud"]]) == [6.246631, -75.581775]
    # 88001 no está en 2026: sale del poblado principal de 2021, no del punto interior de 2023.
    assert tabla.loc["88001", "latitud"] == pytest.approx(12.58301369)


def test_presencia_en_cada_divipola(tabla: pd.DataFrame) -> None:
    municipios = tabla[[len(c) == 5 for c in tabla.index]]
    assert set(municipios.query("en_divipola_2023 == 'no'").index) == {"94663"}
    fuera = municipios.query("en_divipola_2026 == 'no'")
    assert len(fuera) == 20
    assert set(fuera["tipo"]) == {"Área no municipalizada", "Isla"}


def test_27493_se_conoce_pero_no_es_territorio_propio(fuentes: Path, tabla: pd.DataFrame) -> None:
    assert "27493" in divipola._de_2026(fuentes)
    assert codigos.resolver("27493") == ("27615", "sumar")
    assert "27493" not in tabla.index


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"F12": -75.6, "G12": 6.25}, ["fila 12", "LATITUD", "invertidas", "intercambie"]),
        ({"F12": 46.2}, ["fila 12", "46.2", "fuera de Colombia"]),
        ({"F12": "6,25"}, ["fila 12", "6,25", "punto decimal"]),
        ({"C12": "5001"}, ["fila 12", "«Municipio | Código»", "cero inicial", "05001"]),
        ({"C13": "05001"}, ["fila 13", "repetido"]),
        ({"C12": "05999"}, ["faltan 1: 05001", "sobran 1: 05999"]),
        ({"E12": "Ciudad"}, ["fila 12", "«Ciudad»", "«Municipio»"]),
        ({"C10": "Entidad"}, ["falta la columna", "«Municipio | Código»", "«Entidad | Código»"]),
    ],
)
def test_celda_danada_de_2023(copia: Path, celdas: dict[str, object], esperado: list[str]) -> None:
    danos.cambiar_celdas(copia / divipola.ARCHIVO_2023, "Municipios", celdas)
    _falla_diciendo(copia, divipola.ARCHIVO_2023, esperado)


def _invertir(datos: dict[str, Any]) -> None:
    datos["municipalities"]["05002"].update(latitude=-75.4, longitude=5.7)


def _quitar(datos: dict[str, Any]) -> None:
    del datos["municipalities"]["05002"]


def _agregar(datos: dict[str, Any]) -> None:
    datos["municipalities"]["27999"] = datos["municipalities"]["27001"]


def _vaciar(datos: dict[str, Any]) -> None:
    datos["municipalities"]["05002"]["latitude"] = None


@pytest.mark.parametrize(
    ("dano", "esperado"),
    [
        (_invertir, ["fila 13", "latitude", "invertidas"]),
        (_quitar, ["faltan 1: 05002"]),
        (_agregar, ["sobran 1: 27999", "equivalencias.csv"]),
        (_vaciar, ["fila 13", "latitude", "vacía"]),
    ],
)
def test_json_danado_de_2026(
    copia: Path, dano: Callable[[dict[str, Any]], None], esperado: list[str]
) -> None:
    ruta = copia / divipola.ARCHIVO_2026
    datos = json.loads(ruta.read_text(encoding="utf-8"))
    dano(datos)
    ruta.write_text(json.dumps(datos, ensure_ascii=False, indent=2), encoding="utf-8")
    _falla_diciendo(copia, divipola.ARCHIVO_2026, esperado)


@pytest.mark.parametrize("archivo", ARCHIVOS)
def test_archivo_truncado_o_ausente(copia: Path, archivo: str) -> None:
    danos.truncar(copia / archivo)
    _falla_diciendo(copia, archivo, ["trunca"])
    (copia / archivo).unlink()
    _falla_diciendo(copia, archivo, ["no está en", "kit datos descargar"])


def test_hoja_que_falta(copia: Path) -> None:
    danos.renombrar_hoja(copia / divipola.ARCHIVO_2023, "Municipios", "Otra")
    _falla_diciendo(copia, divipola.ARCHIVO_2023, ["falta la hoja", "«Otra»", "«Municipios»"])


def _falla_diciendo(carpeta: Path, archivo: str, esperado: list[str]) -> None:
    with pytest.raises(ErrorDeDatos) as error:
        divipola.leer_territorios(carpeta)
    texto = str(error.value)
    for pedazo in [Path(archivo).name, "Qué hacer", *esperado]:
        assert pedazo in texto
