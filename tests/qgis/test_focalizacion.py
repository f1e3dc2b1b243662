"""De la base a la lista: identificar, asignar, seleccionar y evaluar, encadenados."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import QgsProject

from tests.qgis.capas import cuadricula, hogares
from tests.qgis.corridas import filas as leer_filas


@pytest.fixture
def base(correr: Any, fuentes: Path) -> Any:
    """Los hogares de la muestra de Bugalagrande."""
    archivo = fuentes / "sisben" / "SIV2022_personas_76113_Bugalagrande.csv"
    capa = correr.capa(correr("cargar_sisben", ARCHIVO=str(archivo))["HOGARES"])
    QgsProject.instance().addMapLayer(capa)
    return capa


REGLAS = """Pobreza extrema o moderada: orden <= B7
Vivienda: al menos 2 de (I13 = 1, I14 = 1, I15 = 1)
salvo Rural: zona = 2 y no I1 = 1"""


def elegible(fila: dict[str, Any]) -> bool:
    """Las mismas reglas, escritas a mano."""
    vivienda = fila["I13"] + fila["I14"] + fila["I15"] >= 2
    sale = fila["zona"] == 2 and fila["I1"] != 1
    return (fila["orden"] <= 12 or vivienda) and not sale


def test_identificar(correr: Any, base: Any) -> None:
    hecho = correr("identificar_hogares", HOGARES=base, REGLAS=REGLAS)
    filas = correr.filas(hecho["SALIDA"])
    assert [bool(f["elegible"]) for f in filas] == [elegible(f) for f in filas]
    assert hecho["ELEGIBLES"] == sum(map(elegible, filas))
    assert {f["razon"] for f in filas} == {
        "cumple: Pobreza extrema o moderada", "cumple: Vivienda", "excluido por: Rural",
        "no cumple ninguna regla de entrada",
    }  # fmt: skip
    recuentos = correr.filas(hecho["RECUENTOS"])
    assert sum(r["deciden"] for r in recuentos if r["tipo"] == "entrada") == hecho["ELEGIBLES"]
    assert "Ley 1581" in correr.registro.texto


@pytest.mark.parametrize(
    ("regla", "dice"),
    [
        ("Uno: orden <= B7\nDos: orden <=", "renglón 2"),
        ("Uno: ordem <= B7", "«ordem» no es un campo"),
        ("Uno: orden <= B9", "«B9» no es un código"),
        ("Uno: grupo <= 'B'", "es texto y no tiene orden"),
        ("Uno: orden <=", "está incompleta"),
        ("Uno: (orden <= B7", "falta «)»"),
        ("Uno: orden <= B7 edad", "sobra «edad»"),
        ("salvo Uno: orden <= B7", "nadie sería elegible"),
        ("", "«Reglas, una por renglón» está vacío"),
        ("   ", "no hay ninguna regla"),
        ("Uno: al menos 3 de (I1 = 1, I2 = 1)", "se piden 3"),
    ],
)
def test_reglas_mal_escritas(correr: Any, base: Any, regla: str, dice: str) -> None:
    with pytest.raises(RuntimeError, match="Qué hacer") as error:
        correr("identificar_hogares", HOGARES=base, REGLAS=regla)
    assert dice in str(error.value)


def test_seleccionar_por_cupo_y_repetir_el_sorteo(correr: Any, base: Any) -> None:
    def seleccion(semilla: str) -> list[dict[str, Any]]:
        hecha = correr("seleccionar_hogares", HOGARES=base, PRIORIDAD="orden menor, personas mayor",
                       CUPO=100, SEMILLA=semilla)  # fmt: skip
        assert hecha["SELECCIONADOS"] == 100
        return correr.filas(hecha["SALIDA"])

    una, otra, distinta = seleccion("acta 1"), seleccion("acta 1"), seleccion("acta 2")
    assert una == otra
    assert [f["seleccion"] for f in una] != [f["seleccion"] for f in distinta]
    entran = [f for f in una if f["seleccion"] == 1]
    esperan = [f for f in una if f["seleccion"] == 2]
    assert max((f["orden"], -f["personas"]) for f in entran) <= min(
        (f["orden"], -f["personas"]) for f in esperan
    )
    assert sorted(f["espera"] for f in esperan) == list(range(1, len(esperan) + 1))


def test_presupuesto(correr: Any, base: Any) -> None:
    hecha = correr("seleccionar_hogares", HOGARES=base, PRESUPUESTO=1_050_000, COSTO_UNICO=100_000,
                   SEMILLA="acta 1")  # fmt: skip
    assert hecha["SELECCIONADOS"] == 10
    assert hecha["COSTO_TOTAL"] == 1_000_000


def test_un_presupuesto_de_miles_de_millones(correr: Any, base: Any) -> None:
    """Pasa de 32 bits: un presupuesto municipal en pesos no cabe en un entero de QGIS."""
    hecha = correr("seleccionar_hogares", HOGARES=base, PRESUPUESTO=5_000_000_000,
                   COSTO_UNICO=50_000_000, SEMILLA="acta 1")  # fmt: skip
    assert hecha["SELECCIONADOS"] == 100
    assert hecha["COSTO_TOTAL"] == 5_000_000_000


def test_cupos_por_territorio_cuadran(correr: Any) -> None:
    capa = hogares(400)
    territorios = correr.capa(
        correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=cuadricula(2))["SALIDA"]
    )
    asignados = correr("asignar_cupos", TERRITORIOS=territorios, TOTAL=53, MINIMO=3)
    cupos = correr.capa(asignados["SALIDA"])
    por_codigo = {f["codigo"]: f["cupos"] for f in cupos.getFeatures()}
    assert sum(por_codigo.values()) == asignados["ASIGNADOS"] == 53
    capa.addExpressionField("$id", campo_entero("hogar"))
    hecha = correr(
        "seleccionar_hogares", HOGARES=capa, PRIORIDAD="personas mayor", TERRITORIO="codigo",
        CUPOS=cupos, CUPOS_CODIGO="codigo", SEMILLA="acta",
    )  # fmt: skip
    filas = correr.filas(hecha["SALIDA"])
    for codigo, cupo in por_codigo.items():
        assert sum(f["codigo"] == codigo and f["seleccion"] == 1 for f in filas) == cupo


def campo_entero(nombre: str) -> Any:
    from kit_pobreza.compat import campo

    return campo(nombre, "entero")


def test_evaluar(correr: Any, base: Any) -> None:
    hecha = correr("seleccionar_hogares", HOGARES=base, CUPO=300, SEMILLA="acta 1")
    elegidos = correr.capa(hecha["SALIDA"])
    evaluada = correr("evaluar_focalizacion", HOGARES=base, SELECCIONADOS=elegidos,
                      OBJETIVO="Objetivo: orden <= A5", PERSONAS="personas")  # fmt: skip
    filas = leer_filas(elegidos)
    objetivo = sum(f["personas"] for f in filas if f["orden"] <= 5)
    recibe = sum(f["personas"] for f in filas if f["seleccion"] == 1)
    ambos = sum(f["personas"] for f in filas if f["seleccion"] == 1 and f["orden"] <= 5)
    assert evaluada["INCLUSION"] == pytest.approx(1 - ambos / recibe)
    assert evaluada["COBERTURA"] == pytest.approx(ambos / objetivo)
    assert evaluada["CGH"] == pytest.approx(
        (ambos / recibe) / (objetivo / sum(f["personas"] for f in filas))
    )
    assert -1 < evaluada["CONCENTRACION"] < 0
    svg = Path(evaluada["CURVA"]).read_text("utf-8")
    assert svg.startswith("<svg")
    assert f"{evaluada['CONCENTRACION']:.3f}".replace(".", ",").replace("-", "−") in svg


def test_lo_personal_no_pasa_y_lo_desconocido_solo_si_se_pide(correr: Any) -> None:
    from kit_pobreza.compat import campo

    capa = hogares(20)
    capa.addExpressionField("'Ana'", campo("pri_nombre", "texto"))
    capa.addExpressionField("'1'", campo("num_documento", "texto"))
    salida = correr("identificar_hogares", HOGARES=capa, REGLAS="Todos: personas >= 0")["SALIDA"]
    nombres = {c.name() for c in correr.capa(salida).fields()}
    assert {"personas", "razon"} <= nombres
    assert not {"pri_nombre", "num_documento"} & nombres
    capa.addExpressionField("3001234500 + $id", campo("referencia", "entero"))
    capa.addExpressionField("$id % 3", campo("tenencia", "entero"))
    sin_pedir = correr("identificar_hogares", HOGARES=capa, REGLAS="personas >= 0")["SALIDA"]
    assert not {"referencia", "tenencia"} & {c.name() for c in correr.capa(sin_pedir).fields()}
    pedida = correr("identificar_hogares", HOGARES=capa, REGLAS="personas >= 0",
                    CONSERVAR=["tenencia"])["SALIDA"]  # fmt: skip
    assert "tenencia" in {c.name() for c in correr.capa(pedida).fields()}
    for pedido in ("num_documento", "pri_nombre", "referencia"):
        with pytest.raises(RuntimeError, match=f"«{pedido}» es un dato personal"):
            correr("identificar_hogares", HOGARES=capa, REGLAS="personas >= 0", CONSERVAR=[pedido])


@pytest.mark.parametrize(("ubicacion", "con_mapa"), [(False, False), (True, True)])
def test_la_ubicacion_solo_va_si_se_pide(correr: Any, ubicacion: bool, con_mapa: bool) -> None:
    salida = correr("identificar_hogares", HOGARES=hogares(20), REGLAS="Todos: personas >= 0",
                    UBICACION=ubicacion)["SALIDA"]  # fmt: skip
    assert correr.capa(salida).isSpatial() is con_mapa


def test_supresion_no_se_puede_restar(correr: Any) -> None:
    """Con un mínimo de 10, lo oculto junto tiene al menos 10 hogares."""
    capa = hogares(120)
    hecha = correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=cuadricula(4), MODO=1,
                   MINIMO=10)  # fmt: skip
    filas = correr.filas(hecha["SALIDA"])
    ocultos = [f for f in filas if f["supresion"]]
    assert ocultos
    assert all(f["hogares"] is None and f["h"] is None for f in ocultos)
    assert hecha["TOTAL_HOGARES"] - sum(f["hogares"] for f in filas if not f["supresion"]) >= 10
    assert {f["supresion"] for f in filas} <= {0, 1, 2}
    assert hecha["SUPRIMIDOS"] == len(ocultos)


def test_m0_se_descompone_por_territorio(correr: Any) -> None:
    hecha = correr("incidencia_privaciones", HOGARES=hogares(400), TERRITORIOS=cuadricula(3))
    filas = [f for f in correr.filas(hecha["SALIDA"]) if f["hogares"]]
    partes = [f["m0"] * f["poblacion"] for f in filas]
    assert sum(partes) / sum(f["poblacion"] for f in filas) == pytest.approx(hecha["M0"])
    assert hecha["M0"] == pytest.approx(hecha["H"] * hecha["A"])
    for fila in filas:
        pesos = np.array([10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4]) / 100
        censuradas = np.array([fila[f"c_i{j}"] for j in range(1, 16)])
        assert fila["m0"] == pytest.approx(float(pesos @ censuradas))


@pytest.mark.parametrize(("instrumento", "dice"), [(0, "Sisbén IV"), (1, "Universal de Ingresos")])
def test_el_instrumento_elegido_dice_su_advertencia(
    correr: Any, base: Any, instrumento: int, dice: str
) -> None:
    hecho = correr("identificar_hogares", HOGARES=base, REGLAS="Uno: personas >= 2",
                   INSTRUMENTO=instrumento)  # fmt: skip
    avisos = correr.auditoria(hecho["AUDITORIA"])["avisos"]
    assert any(dice in aviso for aviso in avisos)
    assert any("Por verificar" in aviso for aviso in avisos) is (instrumento == 1)
