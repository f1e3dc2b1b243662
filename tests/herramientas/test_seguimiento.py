"""Los indicadores de la asistencia: mismas cuentas en el navegador y en Python."""

from __future__ import annotations

import random
from dataclasses import asdict
from typing import Any

import pytest

from generador.metodos.ganancia import ganancia
from generador.paginas.guias import archivos_de_las_guias
from generador.paginas.guias.formatos import horas
from generador.rutas import SITIO
from tests.herramientas.conftest import Calcular, leer_reglas
from tests.herramientas.cuentas import seguimiento as metodo
from tests.herramientas.cuentas.agenda import repartir_minutos

pytestmark = pytest.mark.navegador
REGLAS = leer_reglas("seguimiento")
HOY = "2026-03-10"
CAMPOS = ("nombre", "definicion", "formula", "unidad", "fuente", "periodicidad")


def test_el_catalogo_esta_completo() -> None:
    ids = [i["id"] for i in REGLAS["indicadores"]]
    assert len(set(ids)) == len(ids)
    for indicador in REGLAS["indicadores"]:
        assert all(indicador[campo] for campo in CAMPOS), indicador["id"]
        assert indicador["calculo"] in ("tablero", "a mano")
    calculados = {i["id"] for i in REGLAS["indicadores"] if i["calculo"] == "tablero"}
    nada = metodo.indicadores([], metodo.cumplimiento([], HOY, 15), 7)
    assert calculados == set(nada)
    for herramienta in REGLAS["herramientas"]:
        assert (SITIO / "herramientas" / herramienta["id"] / "index.md").is_file()


def test_la_ganancia_es_la_misma(calcular: Calcular) -> None:
    for entrada in range(0, 101, 5):
        for salida in range(0, 101, 7):
            assert calcular("ganancia", entrada, salida) == ganancia(entrada, salida)
    assert calcular("ganancia", 101, 50) is None


def _fecha(azar: random.Random) -> str:
    return azar.choice(["", f"2026-{azar.randint(2, 4):02d}-{azar.randint(1, 28):02d}"])


def _compromiso(azar: random.Random) -> metodo.Compromiso:
    return metodo.Compromiso(
        azar.choice([e["id"] for e in REGLAS["estados"]]),
        _fecha(azar), _fecha(azar), _fecha(azar), azar.choice(["", "acta"]),
    )  # fmt: skip


def _sesion(azar: random.Random) -> metodo.Sesion:
    def quizas(n: float) -> Any:
        return azar.choice([None, n])

    return metodo.Sesion(
        azar.random() < 0.7,
        quizas(azar.randint(0, 30)), quizas(azar.randint(0, 30)),
        quizas(azar.randint(0, 5)), quizas(azar.randint(0, 5)),
        quizas(azar.randint(0, 100)), quizas(azar.randint(0, 100)),
        azar.random() < 0.5,
        tuple(h["id"] for h in REGLAS["herramientas"] if azar.random() < 0.3),
        quizas(azar.randint(0, 20)),
    )  # fmt: skip


def test_quinientos_tableros_dan_lo_mismo(calcular: Calcular) -> None:
    azar = random.Random(7)
    dias, total = REGLAS["dias_proximos"], len(REGLAS["herramientas"])
    tableros = [
        ([_compromiso(azar) for _ in range(azar.randint(0, 12))], [_sesion(azar) for _ in range(5)])
        for _ in range(500)
    ]
    cuentas = [metodo.cumplimiento(compromisos, HOY, dias) for compromisos, _ in tableros]
    en_js = [[[asdict(c) for c in compromisos], HOY, dias] for compromisos, _ in tableros]
    suyas = calcular.cada("cumplimiento", en_js)
    assert suyas == [asdict(cuenta) for cuenta in cuentas]
    datos = [[asdict(s) for s in sesiones] for _, sesiones in tableros]
    hechos = calcular.cada(
        "indicadoresDeAsistencia",
        [[sesiones, cuenta, total] for sesiones, cuenta in zip(datos, suyas, strict=True)],
    )
    assert hechos == [
        metodo.indicadores(sesiones, cuenta, total)
        for (_, sesiones), cuenta in zip(tableros, cuentas, strict=True)
    ]
    sin = [metodo.sin_personas(sesiones) for _, sesiones in tableros]
    assert calcular.cada("sinPersonas", [[sesiones] for sesiones in datos]) == sin
    dichas = [metodo.incoherencias(sesion) for _, sesiones in tableros for sesion in sesiones]
    assert calcular.cada("incoherencias", [[s] for una in datos for s in una]) == dichas
    base = [(3, 7), (5, 11), (2, 9)]
    assert calcular("lineaDeBase", base) == metodo.linea_de_base(base)
    assert calcular("lineaDeBase", [*base, (0, 0)]) is None


def test_la_agenda_es_la_misma(calcular: Calcular) -> None:
    paso = REGLAS["paso_minutos"]
    for sesion in archivos_de_las_guias.leer("sesiones").values():
        minutos = [m[1] for m in sesion["agenda"]]
        for total in range(60, 605, 5):
            reparto = calcular("repartirMinutos", total, minutos, paso)
            assert reparto == repartir_minutos(total, minutos, paso)
            assert calcular("horas", "07:45", reparto) == horas("07:45", reparto)
    assert calcular("repartirMinutos", 63, [5, 5], paso) is None


def test_sumar_dias_cruza_meses_y_anios(calcular: Calcular) -> None:
    assert calcular("sumarDias", "2026-12-20", 15) == "2027-01-04"
    assert calcular("sumarDias", "2028-02-28", 1) == "2028-02-29"
