"""De los puntos a los cupos por vereda sin otra herramienta, y con veredas que no se muestran."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from tests.qgis.capas import cuadricula, hogares
from tests.qgis.corridas import filas as leer_filas

UNA = "Todos: personas >= 1"


def capa(correr: Any, resultado: Any) -> QgsVectorLayer:
    abierta = correr.capa(resultado)
    QgsProject.instance().addMapLayer(abierta)
    return abierta


def test_la_incidencia_deja_el_codigo_en_cada_hogar(correr: Any) -> None:
    base = hogares(200)
    hecho = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=cuadricula(2),
                   CAMPO_TERRITORIOS="nombre", UBICADOS="TEMPORARY_OUTPUT")  # fmt: skip
    filas = correr.filas(hecho["UBICADOS"])
    assert [f"Vereda {int(f['codigo']) - 5000}" for f in filas] == [f["territorio"] for f in filas]
    por_vereda = Counter(f["territorio"] for f in filas)
    assert por_vereda == {f["nombre"]: f["hogares"] for f in correr.filas(hecho["SALIDA"])}
    assert "Ley 1581" in correr.registro.texto


def test_sin_pedirlo_no_se_escribe(correr: Any) -> None:
    hecho = correr("incidencia_privaciones", HOGARES=hogares(50), TERRITORIOS=cuadricula(2))
    assert "UBICADOS" not in hecho


def test_por_codigo_y_fuera_de_todo(correr: Any) -> None:
    base = hogares(80)
    hecho = correr("incidencia_privaciones", HOGARES=base, CAMPO_HOGARES="codigo",
                   UBICADOS="TEMPORARY_OUTPUT")  # fmt: skip
    filas = correr.filas(hecho["UBICADOS"])
    assert [f["codigo"] for f in filas] == [f["territorio"] for f in filas]
    media = cuadricula(1, marco=(-77, 7, -76.5, 8))
    hecho = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=media,
                   UBICADOS="TEMPORARY_OUTPUT")  # fmt: skip
    filas = correr.filas(hecho["UBICADOS"])
    assert len(filas) == 80
    assert sum(f["territorio"] is None for f in filas) == hecho["SIN_TERRITORIO"] > 0
    assert "los hogares llevan «codigo»" in correr.registro.texto


def test_identificar_deja_el_codigo_y_los_cupos_salen_por_vereda(correr: Any) -> None:
    base, veredas = hogares(200), cuadricula(2)
    base.addExpressionField("$id", campo_del_kit("hogar", "entero"))
    medida = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=veredas)
    medidas = capa(correr, medida["SALIDA"])
    cupos = capa(correr, correr("asignar_cupos", TERRITORIOS=medidas, TOTAL=40)["SALIDA"])
    hecho = correr("identificar_hogares", HOGARES=base, REGLAS=UNA, TERRITORIOS=veredas,
                   CAMPO_TERRITORIOS="codigo")  # fmt: skip
    elegibles = capa(correr, hecho["SALIDA"])
    assert all(f["codigo"] == f["territorio"] for f in elegibles.getFeatures())
    hecho = correr("seleccionar_hogares", HOGARES=elegibles, PRIORIDAD="personas mayor",
                   TERRITORIO="territorio", CUPOS=cupos, CUPOS_CODIGO="codigo",
                   SEMILLA="acta")  # fmt: skip
    entran = Counter(f["territorio"] for f in correr.filas(hecho["SALIDA"]) if f["seleccion"] == 1)
    assert entran == {f["codigo"]: f["cupos"] for f in cupos.getFeatures() if f["cupos"]}
    assert sum(entran.values()) == 40


def test_identificar_dice_los_que_quedan_fuera(correr: Any) -> None:
    media = cuadricula(1, marco=(-77, 7, -76.5, 8))
    hecho = correr("identificar_hogares", HOGARES=hogares(80), REGLAS=UNA, TERRITORIOS=media)
    fuera = sum(f["territorio"] is None for f in correr.filas(hecho["SALIDA"]))
    assert 0 < fuera < 80
    assert f"{fuera} de 80 hogares no están en ningún polígono" in correr.registro.texto


def test_sin_territorios_no_hay_columna(correr: Any) -> None:
    hecho = correr("identificar_hogares", HOGARES=hogares(20), REGLAS=UNA)
    assert "territorio" not in correr.filas(hecho["SALIDA"])[0]


def test_una_base_de_personas_se_dice(correr: Any) -> None:
    base = hogares(20)
    base.addExpressionField("1", campo_del_kit("tip_parentesco", "entero"))
    correr("identificar_hogares", HOGARES=base, REGLAS=UNA)
    assert "una fila por persona" in correr.registro.texto


def ocultas(correr: Any, minimo: int = 10) -> QgsVectorLayer:
    """Doce de dieciséis veredas tienen pocos hogares y no se muestran."""
    hecho = correr("incidencia_privaciones", HOGARES=hogares(120), TERRITORIOS=cuadricula(4),
                   MODO=1, MINIMO=minimo)  # fmt: skip
    return capa(correr, hecho["SALIDA"])


@pytest.mark.parametrize("minimo", [0, 2])
def test_asignar_acepta_los_territorios_ocultos_y_los_nombra(correr: Any, minimo: int) -> None:
    territorios = ocultas(correr)
    suprimidos = [f["codigo"] for f in leer_filas(territorios) if f["supresion"]]
    assert 0 < len(suprimidos) < 16
    hecho = correr("asignar_cupos", TERRITORIOS=territorios, TOTAL=60, MINIMO=minimo)
    filas = correr.filas(hecho["SALIDA"])
    assert hecho["ASIGNADOS"] == sum(f["cupos"] for f in filas) == 60
    assert {f["cupos"] for f in filas if f["supresion"]} == {minimo}
    assert f"{len(suprimidos)} territorios vienen ocultos" in correr.registro.texto
    assert all(f"«{codigo}»" in correr.registro.texto for codigo in suprimidos[:10])
    assert correr.auditoria(hecho["AUDITORIA"])["recuentos"]["ocultos"] == len(suprimidos)


def test_si_todos_estan_ocultos_no_hay_con_que_repartir(correr: Any) -> None:
    with pytest.raises(RuntimeError, match="ninguno de los 16 territorios tiene dato"):
        correr("asignar_cupos", TERRITORIOS=ocultas(correr, 10_000), TOTAL=60, NULOS=1)


def test_un_nulo_que_no_es_por_supresion_detiene(correr: Any) -> None:
    territorios = ocultas(correr, 0)
    territorios.startEditing()
    primera = next(territorios.getFeatures())
    territorios.changeAttributeValue(primera.id(), territorios.fields().lookupField("pobres"), None)
    assert territorios.commitChanges()
    with pytest.raises(RuntimeError, match=r"1 de 16 territorios no tienen dato.*«05001»"):
        correr("asignar_cupos", TERRITORIOS=territorios, TOTAL=60)
    hecho = correr("asignar_cupos", TERRITORIOS=territorios, TOTAL=60, NULOS=1, MINIMO=1)
    assert correr.filas(hecho["SALIDA"])[0]["cupos"] == 0
    assert "quedan sin cupo: «05001»" in correr.registro.texto


COSTOS = (
    ({"COSTO_UNICO": 0.9}, None),
    ({"COSTO": "costo"}, "0.9"),
    ({"COSTO": "costo"}, "'0,9'"),
)


@pytest.mark.parametrize(("opcion", "expresion"), COSTOS)
def test_centavos(correr: Any, opcion: dict[str, Any], expresion: str | None) -> None:
    """Presupuesto 10 y 100 hogares de 0,9: entran 11, no los 100."""
    base = hogares(100)
    base.addExpressionField("$id", campo_del_kit("hogar", "entero"))
    if expresion:
        tipo = "texto" if "'" in expresion else "real"
        base.addExpressionField(expresion, campo_del_kit("costo", tipo))
    hecho = correr("seleccionar_hogares", HOGARES=base, PRIORIDAD="personas mayor", PRESUPUESTO=10,
                   SEMILLA="1", **opcion)  # fmt: skip
    assert (hecho["SELECCIONADOS"], hecho["COSTO_TOTAL"]) == (11, 9.9)


@pytest.mark.parametrize(
    ("opciones", "dicho"),
    [
        ({"PRESUPUESTO": 10.005, "COSTO_UNICO": 1}, "«Presupuesto, en pesos», «10.005»"),
        ({"PRESUPUESTO": 10, "COSTO_UNICO": 0.999}, "«0.999» no es un valor en pesos"),
        ({"PRESUPUESTO": 10, "COSTO": "costo"}, "la fila 4, «sin dato»"),
    ],
)
def test_dinero_que_no_es_exacto_detiene(correr: Any, opciones: dict[str, Any], dicho: str) -> None:
    base = hogares(10)
    base.addExpressionField("$id", campo_del_kit("hogar", "entero"))
    base.addExpressionField("if($id = 4, null, 1.5)", campo_del_kit("costo", "real"))
    base.addExpressionField("$id != 4", campo_del_kit("puede", "entero"))
    with pytest.raises(RuntimeError) as error:
        correr("seleccionar_hogares", HOGARES=base, PRIORIDAD="personas mayor", SEMILLA="1",
               **opciones)  # fmt: skip
    assert dicho in str(error.value)
    if "COSTO" in opciones:  # el nulo de uno que no es elegible no importa
        hecho = correr("seleccionar_hogares", HOGARES=base, PRIORIDAD="personas mayor",
                       SEMILLA="1", ELEGIBLE="puede", **opciones)  # fmt: skip
        assert (hecho["SELECCIONADOS"], hecho["COSTO_TOTAL"]) == (6, 9)


def campo_del_kit(nombre: str, tipo: str) -> Any:
    from kit_pobreza.compat import campo

    return campo(nombre, tipo)
