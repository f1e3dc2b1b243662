"""Los algoritmos dan los mismos números que la orden `kit` (ver tests/hogares)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from generador.hogares.suma import suma_de_control
from generador.metodos.publicable.filas import columnas as columnas_publicables
from generador.metodos.tablas import documento
from tests import misma_cuenta, misma_cuenta_acceso
from tests.qgis.corridas import filas

MEDIDA = "IPM proxy (Sisbén)"


@pytest.fixture
def practica(correr: Any, complemento: Path) -> tuple[Any, str]:
    """Los hogares cargados y los territorios, de los archivos que trae el zip."""
    carpeta = complemento / "practica"
    cargada = correr("cargar_sisben", ARCHIVO=str(carpeta / "hogares_de_practica.csv"))
    hogares = correr.capa(cargada["HOGARES"])
    QgsProject.instance().addMapLayer(hogares)
    return hogares, str(carpeta / "territorios_de_practica.geojson")


def test_incidencia(correr: Any, practica: tuple[Any, str]) -> None:
    hogares, territorios = practica
    medida = correr("incidencia_privaciones", HOGARES=hogares, TERRITORIOS=territorios,
                    CAMPO_TERRITORIOS="nombre")  # fmt: skip
    medidos = correr.filas(medida["SALIDA"])
    assert len(medidos) == 58
    assert misma_cuenta.de_incidencia(medidos, "nombre") == misma_cuenta.esperado()["interno"]


def test_incidencia_publicable(correr: Any, practica: tuple[Any, str]) -> None:
    """Con la misma clave, la tabla de la orden valor por valor: cifras, estados, notas y uso."""
    hogares, territorios = practica
    publicada = correr("incidencia_privaciones", HOGARES=hogares, TERRITORIOS=territorios,
                       CAMPO_TERRITORIOS="nombre", MODO=1)  # fmt: skip
    largos = {"pers_pobre": "personas_pobres", "orden_magn": "orden_de_magnitud"}
    filas = [
        {**{largos.get(c, c): v for c, v in f.items()}, "territorio": f["nombre"],
         "publicable": "no", "medida": MEDIDA}
        for f in correr.filas(publicada["SALIDA"])
    ]  # fmt: skip
    columnas = [c for c in columnas_publicables(documento("publicable")) if c != "territorio"]
    suma = suma_de_control(filas, "territorio", columnas)
    assert suma == misma_cuenta.esperado()["publicable_de_practica"]


def test_focalizacion(correr: Any, practica: tuple[Any, str]) -> None:
    hogares, _ = practica
    acordado = misma_cuenta.esperado()["focalizacion"]
    elegibles = correr("identificar_hogares", HOGARES=hogares, REGLAS=misma_cuenta.REGLA_QGIS,
                       CONSERVAR=["hogar", "registro", "orden"])  # fmt: skip
    lista = correr.capa(elegibles["SALIDA"])
    QgsProject.instance().addMapLayer(lista)
    seleccion = correr("seleccionar_hogares", HOGARES=lista, PRIORIDAD="orden menor",
                       CUPO=acordado["cupo"], SEMILLA="1",
                       CONSERVAR=["hogar", "registro"])  # fmt: skip
    seleccionada = correr.capa(seleccion["SALIDA"])
    elegidos = [f for f in filas(seleccionada) if f["seleccion"] == 1]
    # El registro es la fila como la ve quien abre el archivo: el encabezado es la 1.
    registros = [{"registro": f["registro"] - 1} for f in elegidos]
    assert suma_de_control(registros, "registro", ()) == acordado["elegidos"]
    QgsProject.instance().addMapLayer(seleccionada)
    razones = correr("evaluar_focalizacion", HOGARES=hogares, SELECCIONADOS=seleccionada,
                     OBJETIVO=misma_cuenta.OBJETIVO_QGIS)  # fmt: skip
    for propia, comun in (("INCLUSION", "inclusion"), ("EXCLUSION", "exclusion"),
                          ("COBERTURA", "cobertura"), ("CGH", "cgh")):  # fmt: skip
        assert razones[propia] == pytest.approx(acordado[comun], rel=1e-12)


@pytest.mark.parametrize(("metodo", "opcion"), [("recta", 0), ("terreno", 1), ("relieve", 1)])
def test_acceso(
    correr: Any, practica: tuple[Any, str], tmp_path: Path, metodo: str, opcion: int
) -> None:
    hogares, _ = practica
    ruta = misma_cuenta_acceso.escribir_sedes(tmp_path / "sedes.csv")
    sedes = QgsVectorLayer(
        f"file://{ruta}?delimiter=,&xField=longitud&yField=latitud&crs=EPSG:4326", "sedes",
        "delimitedtext",
    )  # fmt: skip
    assert sedes.featureCount() == len(misma_cuenta_acceso.SEDES)
    con_relieve = {}
    if metodo == "relieve":
        relieve = misma_cuenta_acceso.escribir_relieve(tmp_path / "relieve.asc")
        vias = misma_cuenta_acceso.escribir_vias(tmp_path / "vias.geojson")
        con_relieve = {
            "RELIEVE": str(relieve), "VIAS": QgsVectorLayer(str(vias), "vías", "ogr"),
            "CAMPO_VELOCIDAD": "kmh",
        }  # fmt: skip
    hecha = correr("acceso_servicios", HOGARES=hogares, CAMPO_HOGARES="vereda_n", SEDES=sedes,
                   NOMBRE="nombre", METODO=opcion, CELDA=misma_cuenta_acceso.CELDA,
                   LIMITE=misma_cuenta_acceso.LIMITES[metodo], CORTES=misma_cuenta_acceso.CORTES,
                   RESUMEN="TEMPORARY_OUTPUT", **con_relieve)  # fmt: skip
    hallado = misma_cuenta_acceso.resumido(correr.filas(hecha["RESUMEN"]))
    misma_cuenta_acceso.comparar(metodo, hallado)
