"""Una base mayor que la memoria da los mismos hogares, cifras y avisos que una que cabe."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generador.errores import ErrorDeDatos
from generador.hogares.archivo import abrir
from generador.hogares.base_reconocida import reconocer_base
from generador.hogares.incidencia import Opciones
from generador.hogares.motor_duckdb import conectar
from generador.hogares.reduccion import reducir
from generador.hogares.ubicacion import por_columnas
from generador.resguardo.clave import Clave
from tests.hogares import datos
from tests.metodos.hogares import bases

Tabla = dict[str, list[Any]]
# Las columnas que aquí no se usan: sus pérdidas solo se dicen cuando la base cabe en memoria.
SIN_USO = ("grupo", "nivel", "clasificacion", "edad_calculada", "cod_clase")


def resumen(ruta: Path, en_memoria: int, por: str, **opciones: Any) -> Any:
    """Lo que se mide, sin importar cómo se llegó: o el error, entero."""
    elegidas = Opciones(por=por, **opciones)
    try:
        with conectar() as conexion:
            base = reconocer_base(abrir(conexion, ruta))
            columnas = base.columnas(por)
            hechos, revisada = reducir(base, columnas, elegidas, en_memoria)
            donde = por_columnas(base, hechos, columnas)
    except ErrorDeDatos as error:
        return str(error)
    cuentas: dict[Any, list[int]] = {}
    llaves = hechos.llaves if hechos.llaves is not None else np.zeros(len(hechos.marcas), np.uint64)
    etiquetas = [*donde.etiquetas, ""]
    renglones = zip(
        donde.codigos.tolist(),
        hechos.marcas.tolist(),
        hechos.factor.tolist(),
        hechos.registros.tolist(),
        hechos.personas.tolist(),
        llaves.tolist(),
        strict=True,
    )
    for codigo, marcas, factor, registros, personas, llave in renglones:
        cuenta = cuentas.setdefault((etiquetas[codigo], marcas, factor), [0, 0, 0])
        cuenta[0] += registros
        cuenta[1] += personas
        cuenta[2] = (cuenta[2] + llave) % 2**64
    return cuentas, hechos.textos, hechos.leidas, hechos.sin_personas, revisada


def poner(columna: str, valor: Any) -> Callable[[Tabla, int], None]:
    def cambiar(tabla: Tabla, fila: int) -> None:
        if columna in tabla:
            tabla[columna][fila] = valor

    return cambiar


def repetir(tabla: Tabla, fila: int) -> None:
    for valores in tabla.values():
        valores.append(valores[fila])


def quitar(tabla: Tabla, fila: int) -> None:
    for valores in tabla.values():
        valores.pop(fila)


DANOS: dict[str, Callable[[Tabla, int], None]] = {
    "otra fila igual": repetir,
    "falta una fila": quitar,
    "otro jefe": poner("tip_parentesco", "Jefe(a)"),
    "sin jefe": poner("tip_parentesco", 3),
    "parentesco ilegible": poner("tip_parentesco", "¿quién?"),
    "marca distinta": poner("i3", "sí"),
    "marca ilegible": poner("i7", 9),
    "marca vacía": poner("i9", "NA"),
    "h_5 con error de hoja": poner("h_5", "#N/D"),
    "sin ficha": poner("ide_ficha_origen", ""),
    "ficha con ceros": poner("ide_ficha_origen", "0000000000001"),
    "ficha con decimal": poner("ide_ficha_origen", "2.0"),
    "ficha con letras": poner("ide_ficha_origen", " a-01  ñ|b"),
    "hogar con ceros": poner("ide_hogar", "01"),
    "sin municipio": poner("cod_mpio", ""),
    "municipio como número": poner("cod_mpio", "5045.0"),
    "municipio con miles": poner("cod_mpio", "5.045"),
    "municipio ilegible": poner("cod_mpio", "APARTADÓ"),
    "vereda sin tilde": poner("nom_vereda", "La Pena"),
    "vereda con error de hoja": poner("nom_vereda", "#N/D"),
    "otro tamaño": poner("num_personas_hogar", 7),
    "tamaño ilegible": poner("num_personas_hogar", "varias"),
    "persona sin número": poner("ide_persona", ""),
    "persona con espacios": poner("ide_persona", " 1 "),
    "persona lejana": poner("ide_persona", "62"),
}


@st.composite
def tablas(draw: st.DrawFn) -> Tabla:
    tabla = bases.nominal(draw(st.integers(4, 25)), draw(st.integers(0, 999)))
    for nombre in draw(st.lists(st.sampled_from(sorted(DANOS)), max_size=5)):
        filas = len(tabla["i1"])
        DANOS[nombre](tabla, draw(st.integers(0, filas - 1)))
    if draw(st.booleans()):
        factores = draw(st.sampled_from([("1,5", "2,25", "10"), ("1.234", "8"), ("1,5", "x", "")]))
        fex = [factores[i % len(factores)] for i in range(len(tabla["i1"]))]
        return bases.sin_filas(datos.como_muestra({**tabla, "fex": fex}), *SIN_USO)
    quitadas = draw(
        st.sets(st.sampled_from(["ide_persona", "num_personas_hogar", "cod_dpto"]), max_size=2)
    )
    return bases.sin_filas(tabla, *quitadas, *SIN_USO)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    tabla=tablas(),
    por=st.sampled_from(["cod_mpio", "nom_vereda", "cod_mpio,nom_vereda"]),
    aceptar=st.booleans(),
    filas=st.sampled_from([None, "personas", "hogares"]),
    con_factor=st.booleans(),
    clave=st.sampled_from([None, Clave(bytes(range(1, 17)))]),
)
def test_contar_en_el_motor_es_armar_en_memoria(
    tabla: Tabla, por: str, aceptar: bool, filas: Any, con_factor: bool, clave: Clave | None
) -> None:
    """Con clave, también las sumas de llaves: la identidad de cada hogar es la misma."""
    opciones = {"aceptar": aceptar, "filas": filas, "con_factor": con_factor, "clave": clave}
    with tempfile.TemporaryDirectory() as carpeta:
        ruta = datos.escribir_csv(Path(carpeta) / "b.csv", tabla)
        armada = resumen(ruta, 10**9, por, **opciones)
        assert resumen(ruta, 0, por, **opciones) == armada


@pytest.mark.parametrize("clave", ["texto", "entero"])
def test_en_parquet_tambien(tmp_path: Path, clave: str) -> None:
    tabla = bases.sin_filas(bases.nominal(200, 5), *SIN_USO)
    if clave == "entero":
        tabla["ide_ficha_origen"] = [int(f) for f in tabla["ide_ficha_origen"]]
    repetir(tabla, 3)
    tabla["tip_parentesco"][0] = 3
    ruta = datos.escribir_parquet(tmp_path / "b.parquet", tabla)
    con_llaves = {"clave": Clave(bytes(range(16)))}
    en_memoria = resumen(ruta, 10**9, "nom_vereda", **con_llaves)
    assert resumen(ruta, 0, "nom_vereda", **con_llaves) == en_memoria
    assert "repite a una persona" in str(en_memoria[1])
    otra = datos.escribir_csv(tmp_path / "b.csv", tabla)
    assert resumen(otra, 0, "nom_vereda", **con_llaves)[0] == en_memoria[0]


@pytest.mark.parametrize("dano", ["sin ficha en el esquema", "notación científica"])
def test_sin_identidad_se_cuentan_los_jefes(tmp_path: Path, dano: str) -> None:
    tabla = bases.sin_filas(bases.nominal(40, 2), *SIN_USO)
    if dano == "notación científica":
        tabla["ide_ficha_origen"] = ["1,1001E+11"] * len(tabla["i1"])
    else:
        tabla = bases.sin_filas(tabla, "ide_ficha_origen", "ide_persona")
    ruta = datos.escribir_csv(tmp_path / "b.csv", tabla)
    armada = resumen(ruta, 10**9, "nom_vereda")
    assert resumen(ruta, 0, "nom_vereda") == armada
    assert sum(r for r, *_ in armada[0].values()) == 40
    assert "los hogares se cuentan por su jefe" in armada[1][0].lower()


def test_sin_revisar_dice_lo_que_no_mira(tmp_path: Path) -> None:
    tabla = bases.sin_filas(bases.nominal(40, 2), *SIN_USO)
    limpia = datos.escribir_csv(tmp_path / "a.csv", tabla)
    sin, textos, *_ = resumen(limpia, 0, "nom_vereda", revisar=False)
    con, *_ = resumen(limpia, 0, "nom_vereda")
    assert sin == con
    assert "no se revisaron los hogares" in textos[0]
    repetir(tabla, 0)
    pegada = datos.escribir_csv(tmp_path / "b.csv", tabla)
    cuentas, *_ = resumen(pegada, 0, "nom_vereda", revisar=False)
    assert sum(r for r, *_ in cuentas.values()) == 40 + (tabla["tip_parentesco"][0] == 1)
    assert sum(p for _, p, _ in cuentas.values()) == len(tabla["i1"])


def test_las_muestras_reales_dan_lo_mismo(fuentes: Path) -> None:
    for municipio in datos.MUESTRAS:
        ruta = datos.muestra(fuentes, municipio)
        cuentas, textos, *_ = resumen(ruta, 0, "zona")
        armada, dichos, *_ = resumen(ruta, 10**9, "zona")
        assert cuentas == armada
        assert set(textos) <= set(dichos)
        assert np.sum([r for r, *_ in cuentas.values()]) in (1338, 1577, 1545)
