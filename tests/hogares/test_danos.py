"""Bases dañadas: un mensaje que dice dónde y qué hacer, y nada escrito."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generador.hogares import incidencia, reduccion
from tests.hogares import datos

Base = dict[str, list[Any]]
# La fila de un jefe en la base de 20 hogares: es la que habla por el suyo.
JEFE = 6


def cambiar(columna: str, fila: int, valor: Any) -> Callable[[Base], Base]:
    def aplicar(base: Base) -> Base:
        nueva = list(base[columna])
        nueva[fila] = valor
        return {**base, columna: nueva}

    return aplicar


def quitar(columna: str) -> Callable[[Base], Base]:
    return lambda base: {c: v for c, v in base.items() if c != columna}


def fallar(tmp_path: Path, ruta: Path, *opciones: str) -> str:
    """Corre la orden, comprueba que falló sin dejar nada y devuelve el mensaje."""
    antes = sorted(p.name for p in tmp_path.iterdir())
    salida = tmp_path / "salida.csv"
    hecho = datos.correr("incidencia", ruta, "--salida", salida, *opciones)
    assert hecho.exit_code == 1, hecho.output
    assert hecho.exception is None or isinstance(hecho.exception, SystemExit)
    assert sorted(p.name for p in tmp_path.iterdir()) == antes
    assert "Qué hacer:" in hecho.stderr
    assert "PERSONAVERDADERA" not in hecho.output
    return hecho.stderr


@pytest.mark.parametrize(
    ("dano", "dice"),
    [
        (
            cambiar("i3", JEFE, 9),
            ["«i3»: 1 fila; no es 0 ni 1: «9» (fila 8)", "--aceptar-perdidas"],
        ),
        (cambiar("i3", JEFE, "0,5"), ["«i3»: 1 fila; no es 0 ni 1: «0,5» (fila 8)"]),
        (cambiar("i15", 0, "quizás"), ["«i15»: 1 fila; no es 0 ni 1: «quizás» (fila 2)"]),
        (cambiar("i8", JEFE, ""), ["1 de 20 hogares", "privaciones sin dato", "i8: 1", "--nulos"]),
        (cambiar("tip_parentesco", 5, "¿?"), ["no se entiende el parentesco: «¿?» (fila 7)"]),
        (cambiar("ide_ficha_origen", 5, ""), ["no dice a qué hogar pertenece: «vacía» (fila 7)"]),
        (quitar("i4"), ["faltan las privaciones I4"]),
        (quitar("cod_mpio"), ["columna «cod_mpio»", "no trae esa columna"]),
    ],
)
def test_valores_y_columnas(tmp_path: Path, dano: Callable[[Base], Base], dice: list[str]) -> None:
    base = dano(datos.base_de_hogares(20, semilla=1))
    mensaje = fallar(tmp_path, datos.escribir_csv(tmp_path / "b.csv", base))
    for parte in dice:
        assert parte in mensaje


@pytest.mark.parametrize("quedan", [0.5, 0.97])
def test_truncado(tmp_path: Path, quedan: float) -> None:
    ruta = datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(200, semilla=1))
    texto = ruta.read_text("utf-8")
    corte = texto.rindex("\n", 0, int(len(texto) * quedan)) + 40
    ruta.write_text(texto[:corte], "utf-8")
    fila = texto[:corte].count("\n") + 1
    mensaje = fallar(tmp_path, ruta)
    assert f"fila {fila}" in mensaje
    assert "cortado" in mensaje


def test_coma_decimal_sin_comillas_en_un_csv_de_comas(tmp_path: Path) -> None:
    base = datos.base_de_hogares(20, semilla=1)
    base["coord_x_auto_rec"] = ["-76,5"] * len(base["i1"])
    ruta = datos.escribir_csv(tmp_path / "b.csv", base, ";")
    ruta.write_text(ruta.read_text("utf-8").replace(";", ","), "utf-8")
    mensaje = fallar(tmp_path, ruta)
    assert "¿un decimal con coma" in mensaje
    assert "la fila 2 trae 29 columnas y el encabezado 28" in mensaje


def test_latin_1_se_lee_y_se_avisa(tmp_path: Path) -> None:
    base = datos.base_de_hogares(60, semilla=1)
    base["nom_vereda"] = ["EL PEÑÓN" if v == "V0" else "CHURIDÓ" for v in base["cod_vereda"]]
    ruta = datos.escribir_csv(tmp_path / "b.csv", base)
    esperada = datos.correr("incidencia", ruta, "--por", "nom_vereda")
    ruta.write_bytes(ruta.read_text("utf-8").encode("latin-1"))
    hecho = datos.correr("incidencia", ruta, "--por", "nom_vereda")
    assert hecho.exit_code == 0, hecho.output
    assert "se leyó como Windows-1252" in hecho.stderr
    assert "EL PEÑÓN" in hecho.stdout
    assert hecho.stdout == esperada.stdout


def test_codificacion_que_no_es(tmp_path: Path) -> None:
    base = datos.base_de_hogares(20, semilla=1)
    base["nom_vereda"] = ["PEÑÓN"] * len(base["i1"])
    ruta = datos.escribir_csv(tmp_path / "b.csv", base)
    ruta.write_bytes(ruta.read_text("utf-8").encode("latin-1"))
    mensaje = fallar(tmp_path, ruta, "--codificacion", "utf-8")
    assert "no están en UTF-8" in mensaje


@pytest.mark.parametrize(
    ("nombre", "contenido", "dice"),
    [
        ("vacio.csv", b"", "está vacío"),
        ("utf16.csv", "i1;i2\n0;1\n".encode("utf-16"), "no es una base Sisbén conocida"),
        ("binario.csv", b"PK\x03\x04\x00\x00;\n", "no es un archivo de texto"),
        ("una.csv", b"solouna\n1\n", "no tiene columnas separadas"),
        ("otra.csv", b"a;b;c\n1;2;3\n", "no es una base Sisbén conocida"),
        ("repetida.csv", b"i1;i1;i2\n1;0;1\n", "«i1»"),
        ("roto.parquet", b"PAR1 no lo es", "no se puede leer"),
        ("roto.gpkg", b"SQLite no lo es", "no se puede abrir"),
        ("base.xlsx", b"PK", "no se conoce el formato «.xlsx»"),
    ],
)
def test_archivos_que_no_son(tmp_path: Path, nombre: str, contenido: bytes, dice: str) -> None:
    (tmp_path / nombre).write_bytes(contenido)
    assert dice in fallar(tmp_path, tmp_path / nombre)


@pytest.mark.parametrize(
    ("opciones", "dice"),
    [
        (("--k", "un tercio"), "no es una proporción"),
        (("--k", "2"), "el corte k = 2 no es mayor que 0 y hasta 1"),
        (("--pesos", "10,10"), "15 privaciones y 2 pesos"),
        (("--pesos", "a,b"), "el peso 1 «a» no es una proporción"),
        (("--nulos", "olvidar"), "«olvidar» no existe"),
        (("--filas", "casas"), "«casas» no existe"),
        (("--por", "num_documento"), "esa columna no se usa"),
        (("--por", "ide_ficha_origen"), "identifica una ficha o una persona"),
        (("--poligonos", "no_esta.gpkg"), "no es una capa de polígonos que exista"),
    ],
)
def test_opciones_que_no_sirven(tmp_path: Path, opciones: tuple[str, ...], dice: str) -> None:
    ruta = datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(20, semilla=1))
    assert dice in fallar(tmp_path, ruta, *opciones)


def test_salida_de_formato_desconocido(tmp_path: Path) -> None:
    ruta = datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(20, semilla=1))
    hecho = datos.correr("incidencia", ruta, "--salida", tmp_path / "t.pdf")
    assert hecho.exit_code == 1
    assert "no se sabe escribir" in hecho.stderr


def test_los_nulos_se_excluyen_o_cuentan_como_no_privados(tmp_path: Path) -> None:
    base = datos.base_de_hogares(40, semilla=6)
    n = len(base["i1"])
    con_nulo = cambiar("i2", 3, "NA")(base)
    ruta = datos.escribir_csv(tmp_path / "b.csv", con_nulo)
    for regla, personas in (("excluir", n - 1), ("no_privado", n)):
        salida = tmp_path / f"{regla}.csv"
        hecho = datos.correr("incidencia", ruta, "--nulos", regla, "--salida", salida)
        assert hecho.exit_code == 0, hecho.output
        assert float(datos.leer_csv(salida)["personas"][-1]) == personas
        assert datos.registro_de(salida)["recuentos"]["nulos_por_columna"] == {"i2": 1}


def test_la_columna_de_texto_con_ceros_y_decimales_se_entiende(tmp_path: Path) -> None:
    base = datos.base_de_hogares(40, semilla=6)
    variada = {
        **base,
        "i1": [("1,0", " 1 ", "1.0")[i % 3] if v else "0" for i, v in enumerate(base["i1"])],
        "cod_mpio": ["5045.0"] * len(base["i1"]),
    }
    una, tabla = datos.medir(datos.escribir_csv(tmp_path / "a.csv", base))
    otra, distinta = datos.medir(datos.escribir_csv(tmp_path / "b.csv", variada))
    assert una.territorios == otra.territorios == ("05045",)
    assert np.array_equal(una.medida.privados, otra.medida.privados)
    assert tabla == distinta


def test_sin_duckdb_se_dice_que_instalar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ruta = datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(20, semilla=1))
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    assert "pip install -e '.[hogares]'" in fallar(tmp_path, ruta)


@pytest.mark.parametrize("factor", ["1e308", "inf", "1e400", "2000000000"])
@pytest.mark.parametrize("en_memoria", [0, 10_000])
def test_un_factor_desbordado_para_y_dice_su_fila(
    tmp_path: Path, factor: str, en_memoria: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    reducir = partial(reduccion.reducir, en_memoria=en_memoria)
    monkeypatch.setattr(incidencia, "reducir", reducir)
    base = datos.como_muestra(datos.base_de_hogares(20, semilla=1))
    base["fex"] = ["2.5"] * len(base["i1"])
    base["fex"][JEFE] = factor
    mensaje = fallar(tmp_path, datos.escribir_csv(tmp_path / "b.csv", base))
    assert f"no es un factor de expansión: va un número desde 0: «{factor}» (fila 8)" in mensaje


def test_la_regla_usa_el_territorio_y_no_se_dijo_cual(tmp_path: Path) -> None:
    ruta = datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(20, semilla=1))
    regla = ("focalizar", ruta, "--regla", "territorio=V1", "--cupo", "3")
    hecho = datos.correr(*regla)
    assert hecho.exit_code == 1
    assert "dé --por CAMPO" in hecho.stderr
    assert datos.correr(*regla, "--por", "cod_vereda").exit_code == 0
