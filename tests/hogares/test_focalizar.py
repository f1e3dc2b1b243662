"""Focalizar: reglas escritas, cupos que cuadran, una razón por hogar y las mismas cuentas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generador.errores import ErrorDeDatos
from generador.hogares.dominio import instrumento
from generador.hogares.reglas_escritas import leer, leer_archivo, leer_prioridad
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.auditoria import faltantes
from generador.metodos.metodo import IPM
from generador.metodos.seleccion import Candidatos, Criterio, LimitesDeSeleccion, seleccionar
from tests.hogares import datos


def test_las_reglas_de_un_archivo(tmp_path: Path) -> None:
    ruta = tmp_path / "r.json"
    ruta.write_text(json.dumps([{"nombre": "n", "condicion": {"campo": "zona", "en": [2]}}]))
    assert leer_archivo(ruta, instrumento())[0].nombre == "n"
    ruta = tmp_path / "r.txt"
    ruta.write_text("\ufeffRural: zona=2\n\nsalvo A1..A2\n", "utf-8")
    assert [(r.nombre, r.excluye) for r in leer_archivo(ruta, instrumento())] == [
        ("Rural", False),
        ("A1..A2", True),
    ]


@pytest.mark.parametrize(
    ("nombre", "octetos", "dice"),
    [
        (
            "r.json",
            b'[{"nombre": 1',
            "«r.json»: las reglas no se pueden leer: el JSON está mal escrito",
        ),
        ("r.txt", b"Rural: zona==\xf1", "no se pueden leer"),
        ("r.txt", b"Rural: zona=2\nOtra: zona=", "renglón 2"),
        ("r.txt", b"", "no hay ninguna regla"),
    ],
)
def test_un_archivo_de_reglas_malo_dice_por_que(
    tmp_path: Path, nombre: str, octetos: bytes, dice: str
) -> None:
    ruta = tmp_path / nombre
    ruta.write_bytes(octetos)
    with pytest.raises(ErrorDeDatos, match="Qué hacer") as error:
        leer_archivo(ruta, instrumento())
    assert dice in str(error.value)


@pytest.mark.parametrize("texto", ["", "A1", "puntaje>=mucho", "E1..E3", "zona", "C1..C19"])
def test_una_regla_que_no_se_entiende_es_un_error_de_datos(texto: str) -> None:
    with pytest.raises(ErrorDeDatos, match="Qué hacer"):
        leer([texto], instrumento())


def test_la_prioridad_se_escribe_de_las_dos_maneras() -> None:
    esperada = [Criterio("orden", "menor"), Criterio("puntaje", "mayor")]
    assert leer_prioridad(["orden", "-puntaje"], instrumento()) == esperada
    assert leer_prioridad(["orden menor, Puntaje mayor"], instrumento()) == esperada


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(150, semilla=9))


def focalizar(base: Path, *opciones: object) -> tuple[dict[str, list[str]], dict[str, Any]]:
    salida = base.with_name("f.csv")
    hecho = datos.correr("focalizar", base, "--salida", salida, *opciones)
    assert hecho.exit_code == 0, hecho.output
    assert "INTERNO: no publicar" in hecho.stderr
    return datos.leer_csv(salida), datos.registro_de(salida)


def test_cada_hogar_tiene_su_razon_y_su_fila(base: Path) -> None:
    original = datos.leer_csv(base, ";")
    tabla, registro = focalizar(base, "--regla", "A1..B7", "--cupo", 20)
    assert len(tabla["fila"]) == 150
    assert set(tabla["uso"]) == {"INTERNO: no publicar"}
    assert tabla["estado"].count("seleccionado") == 20
    assert all(tabla["razon_de_identificacion"]) and all(tabla["razon_de_seleccion"])
    for fila, clasificacion in zip(tabla["fila"], tabla["clasificacion"], strict=True):
        i = int(fila) - 2
        assert original["tip_parentesco"][i] == "1"
        assert original["grupo"][i] + original["nivel"][i] == clasificacion
    elegibles = [e in ("seleccionado", "en espera") for e in tabla["estado"]]
    assert elegibles == [c[0] in "AB" for c in tabla["clasificacion"]]
    assert registro["recuentos"]["elegibles"] == sum(elegibles)


def test_con_quinceavos_el_puntaje_sigue_en_centesimas(base: Path) -> None:
    """3 de 15 privaciones iguales son 20 centésimas justas; 1 de 15 no es una centésima."""
    pesos = ";".join(["1/15"] * 15)
    opciones = ("--cupo", 200, "--k", "20 %", "--pesos", pesos)
    tabla, registro = focalizar(base, "--regla", "puntaje>=20", *opciones)
    original = datos.leer_csv(base, ";")
    nombres = {c.upper(): c for c in original}
    for fila, puntaje, estado in zip(tabla["fila"], tabla["puntaje"], tabla["estado"], strict=True):
        cuantas = sum(original[nombres[p]][int(fila) - 2] == "1" for p in IPM.nombres)
        assert float(puntaje) == pytest.approx(100 * cuantas / 15)
        assert (estado == "no elegible") == (cuantas < 3)
    assert registro["parametros"]["k"] == "20 %"
    assert registro["parametros"]["metodo"] == {"D": 15, "W": [1] * 15, "K": 3}


def test_son_los_numeros_del_metodo(base: Path) -> None:
    """La misma selección, armada a mano con los métodos."""
    original = datos.leer_csv(base, ";")
    jefes = [i for i, p in enumerate(original["tip_parentesco"]) if p == "1"]
    llaves = [f"5045|{original['ide_ficha_origen'][i]}|{original['ide_hogar'][i]}" for i in jefes]
    codigos = [original["grupo"][i] + original["nivel"][i] for i in jefes]
    orden = instrumento().leer(codigos)
    esperada = seleccionar(
        Candidatos(orden <= 12, llaves, Agrupacion.unica(len(jefes))),
        {"orden": orden},
        [Criterio("orden", "menor")],
        LimitesDeSeleccion(cupo=35),
        "semilla de prueba",
    )
    tabla, _ = focalizar(base, "--regla", "A1..B7", "--cupo", 35, "--semilla", "semilla de prueba")
    assert [int(p or 0) for p in tabla["puesto"]] == esperada.puesto.tolist()
    assert tabla["razon_de_seleccion"] == list(esperada.razones())
    assert esperada.sorteado.any()


def test_la_semilla_cambia_el_sorteo_y_se_repite(base: Path) -> None:
    orden = ("--regla", "A1..C18", "--cupo", 45)
    una, _ = focalizar(base, *orden, "--semilla", "a")
    otra_vez, _ = focalizar(base, *orden, "--semilla", "a")
    distinta, _ = focalizar(base, *orden, "--semilla", "b")
    assert una == otra_vez
    assert una["estado"] != distinta["estado"]


def test_el_reparto_cuadra_por_territorio(base: Path) -> None:
    tabla, registro = focalizar(
        base,
        *("--regla", "puntaje>=34", "--cupo", 45, "--por", "cod_vereda"),
        *("--reparto", "mixta", "--minimo-por-territorio", 5),
    )
    cupos = registro["recuentos"]["cupos"]
    assert sum(cupos.values()) == 45
    assert min(cupos.values()) >= 5
    pares = list(zip(tabla["territorio"], tabla["estado"], strict=True))
    assert {t: pares.count((t, "seleccionado")) for t in cupos} == cupos


def test_el_presupuesto_se_detiene_y_se_evalua(base: Path) -> None:
    tabla, registro = focalizar(
        base, "--regla", "A1..C18", "--presupuesto", 1_050_000, "--costo", 100_000
    )
    recuentos = registro["recuentos"]
    assert recuentos["seleccionados"] == 10
    assert recuentos["costo"] == 1_000_000
    puntajes = np.array([int(p) for p in tabla["puntaje"]])
    elegido = np.array(tabla["estado"]) == "seleccionado"
    inclusion = recuentos["evaluacion_en_hogares"]["error_de_inclusion"]
    assert inclusion["denominador"] == 10
    assert inclusion["numerador"] == int((elegido & (puntajes < 34)).sum())
    exclusion = recuentos["evaluacion_en_hogares"]["error_de_exclusion"]
    assert exclusion["denominador"] == int((puntajes >= 34).sum())


def test_csv_y_parquet_eligen_a_los_mismos(base: Path, tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(150, semilla=9)
    orden = ("--regla", "menores_6>=1 y A1..B7", "--cupo", 15, "--conservar", "cod_vereda")
    de_csv, _ = focalizar(base, *orden)
    de_parquet, _ = focalizar(datos.escribir_parquet(tmp_path / "b.parquet", columnas), *orden)
    filas = [int(f) - 1 for f in de_csv.pop("fila")]
    assert filas == [int(f) for f in de_parquet.pop("fila")]
    assert de_csv == de_parquet


@pytest.mark.parametrize(
    ("opciones", "dice"),
    [
        (("--cupo", 5), "no hay ninguna regla de entrada"),
        (("--regla", "A1..B7"), "no hay cupo ni presupuesto"),
        (("--regla", "A1..B7", "--presupuesto", 5), "cuánto cuesta atender"),
        (("--regla", "A1..B7", "--cupo", 5, "--reparto", "mixta"), "entre los que repartir"),
        (("--regla", "estrato=1", "--cupo", 5), "no trae esa columna"),
        (("--regla", "num_documento=1", "--cupo", 5), "esa columna no se usa"),
        (("--regla", "A1..B7", "--cupo", 5, "--conservar", "pri_nombre"), "esa columna no se usa"),
    ],
)
def test_lo_que_falta_se_dice(base: Path, opciones: tuple[object, ...], dice: str) -> None:
    salida = base.with_name("f.csv")
    hecho = datos.correr("focalizar", base, "--salida", salida, *opciones)
    assert hecho.exit_code == 1, hecho.output
    assert dice in hecho.stderr
    assert not salida.exists()


def test_la_muestra_real_se_focaliza(fuentes: Path, tmp_path: Path) -> None:
    salida = tmp_path / "f.csv"
    ruta = datos.muestra(fuentes, "76113")
    orden = ("--regla", "A1..A5", "--cupo", 50, "--por", "zona", "--salida", salida)
    hecho = datos.correr("focalizar", ruta, *orden)
    assert hecho.exit_code == 0, hecho.output
    columnas = datos.leer_csv(ruta)
    jefes = [i for i, p in enumerate(columnas["PER003"]) if p == "1"]
    tabla = datos.leer_csv(salida)
    assert len(tabla["fila"]) == len(jefes) == 1545
    # La clasificación truncada («C1» por «C16») sale rehecha.
    reales = sorted(columnas["Grupo"][i] + columnas["Nivel"][i] for i in jefes)
    assert sorted(tabla["clasificacion"]) == reales


def test_sin_salida_solo_resume_y_no_deja_archivos(tmp_path: Path) -> None:
    ruta = datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(60, semilla=1))
    hecho = datos.correr("focalizar", ruta, "--regla", "A1..B7", "--cupo", 5)
    assert hecho.exit_code == 0, hecho.output
    assert "Seleccionados" in hecho.stdout
    assert [r.name for r in tmp_path.iterdir()] == ["b.csv"]


def test_una_columna_pedida_que_trae_datos_personales_no_pasa(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(60, semilla=9)
    n = len(columnas["i1"])
    columnas["codigo_interno"] = [str(1_000_000_000 + 7919 * i) for i in range(n)]
    columnas["tenencia"] = ["propia" if i % 3 else "arriendo" for i in range(n)]
    base = datos.escribir_csv(tmp_path / "b.csv", columnas)
    opciones = ("focalizar", base, "--regla", "A1..B7", "--cupo", 5, "--conservar")
    hecho = datos.correr(*opciones, "codigo_interno")
    assert hecho.exit_code != 0
    assert "documentos de identidad" in hecho.output + hecho.stderr
    assert datos.correr(*opciones, "tenencia").exit_code == 0


def test_las_reglas_de_qgis_dan_lo_mismo_en_la_orden(base: Path) -> None:
    de_la_orden, _ = focalizar(base, "--regla", "R: A1..B7 y zona=2", "--cupo", 30)
    de_qgis, registro = focalizar(base, "--regla", "R: orden <= B7 y zona = 2", "--cupo", 30)
    assert de_la_orden == de_qgis
    assert registro["modo"] == "interno"
    assert faltantes(registro) == ()


def test_presupuesto_y_costos_con_centavos(tmp_path: Path) -> None:
    """100 hogares de 0,9 y un presupuesto de 10: entran 11, por la opción y por la columna."""
    columnas = datos.base_de_hogares(100, semilla=8)
    columnas["costo"] = ["0,9"] * len(columnas["i1"])
    base = datos.escribir_csv(tmp_path / "b.csv", columnas)
    comun = ("focalizar", base, "--regla", "A1..C18", "--presupuesto", "10,00")
    for costo in (("--costo", "0,9"), ("--costo", "0.90"), ("--campo-costo", "costo")):
        salida = tmp_path / "t.csv"
        hecho = datos.correr(*comun, *costo, "--salida", salida)
        assert hecho.exit_code == 0, hecho.output
        resumen = datos.registro_de(salida)["recuentos"]
        assert (resumen["seleccionados"], resumen["costo"]) == (11, 9.9)
        assert "9,90" in hecho.output


@pytest.mark.parametrize(
    ("opciones", "dicho"),
    [
        (("--presupuesto", "1.500", "--costo", "5"), "«1.500» no es un valor en pesos"),
        (("--presupuesto", "15", "--costo", "0,999"), "«0,999» no es un valor en pesos"),
        (("--presupuesto", "15"), "no se sabe cuánto cuesta"),
        (("--presupuesto", "15", "--costo", "0"), "no se sabe cuánto cuesta"),
        (("--presupuesto", "15", "--campo-costo", "costo"), "«450.000»"),
    ],
)
def test_dinero_que_no_se_entiende(tmp_path: Path, opciones: tuple[str, ...], dicho: str) -> None:
    columnas = datos.base_de_hogares(10, semilla=8)
    columnas["costo"] = ["450.000"] * len(columnas["i1"])
    base = datos.escribir_csv(tmp_path / "b.csv", columnas)
    hecho = datos.correr("focalizar", base, "--regla", "A1..C18", *opciones)
    assert hecho.exit_code == 1
    assert dicho in " ".join(hecho.stderr.split())


def test_el_costo_que_falta_se_nombra_por_su_fila_y_solo_si_es_elegible(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(30, semilla=8)
    primera = columnas["ide_ficha_origen"].index("F00004")
    columnas["costo"] = ["" if ficha == "F00004" else "5" for ficha in columnas["ide_ficha_origen"]]
    columnas["edad"] = [1 if f == "F00004" else 2 for f in columnas["ide_ficha_origen"]]
    base = datos.escribir_csv(tmp_path / "b.csv", columnas)
    comun = ("focalizar", base, "--presupuesto", "20", "--campo-costo", "costo")
    hecho = datos.correr(*comun, "--regla", "A1..C18")
    assert hecho.exit_code == 1
    assert f"la fila {primera + 2}, «sin dato»" in " ".join(hecho.stderr.split())
    hecho = datos.correr(*comun, "--regla", "A1..C18", "--excluir", "edad=1")
    assert hecho.exit_code == 0, hecho.output
