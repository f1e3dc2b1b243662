"""La firmeza de un puesto: casos de mano, propiedades y otra cuenta hecha con scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from generador.metodos.azar import palabras
from generador.metodos.errores import ErrorDeMetodo
from tests.herramientas.cuentas.prioridad_simulada import (
    ESCALAS,
    Criterio,
    PrioridadSimulada,
    simular_prioridad,
)

NAN = float("nan")


def columna(*valores: float) -> np.ndarray:
    return np.array(valores, dtype=np.float64)


def test_el_que_gana_en_todo_gana_siempre() -> None:
    criterios = [
        Criterio((columna(9, 5, 1), columna(900, 30, 20)), "mayor", 2),
        Criterio((columna(1, 2, 3),), "menor", 5),
    ]
    hecha = simular_prioridad(criterios, primeros=1, semilla=3, veces=200)
    assert hecha.entre.tolist() == [200, 0, 0]
    assert hecha.bajo.tolist() == hecha.alto.tolist() == [1, 2, 3]
    assert hecha.probabilidad.tolist() == [1, 0, 0]


def test_dos_opuestos_se_reparten() -> None:
    """Con pesos iguales y valores en espejo, cada uno gana la mitad; sin holgura, empatan."""
    espejo = [Criterio((columna(1, 0),), "mayor", 1), Criterio((columna(0, 1),), "mayor", 1)]
    hecha = simular_prioridad(espejo, primeros=1, semilla=8, veces=4000)
    # Cuatro desviaciones de una binomial de 4.000 con 1/2.
    assert abs(int(hecha.entre[0]) - 2000) < 4 * np.sqrt(1000)
    fija = simular_prioridad(espejo, primeros=1, semilla=8, veces=50, holgura=0)
    assert fija.entre.tolist() == [50, 50]


def test_sin_dato_no_hay_puesto() -> None:
    criterios = [
        Criterio((columna(3, NAN, 1),), "mayor", 1),
        Criterio((columna(NAN, 1, 1),), "mayor", 0),
    ]
    hecha = simular_prioridad(criterios, primeros=1, semilla=1, veces=20)
    assert hecha.entre.tolist() == [20, 0, 0]
    assert hecha.bajo.tolist() == [1, 0, 2]
    assert np.isnan(hecha.probabilidad).tolist() == [False, True, False]


def test_el_orden_de_los_territorios_no_cambia_nada() -> None:
    azar = np.random.default_rng(4)
    datos, orden = azar.integers(0, 50, (3, 40)).astype(float), azar.permutation(40)
    uno, otro = (
        simular_prioridad(
            [Criterio((d[donde],), "mayor", 1 + j) for j, d in enumerate(datos)],
            primeros=5,
            semilla=11,
            veces=300,
        )
        for donde in (np.arange(40), orden)
    )
    # La media del puntaje z se suma en otro orden: solo un empate exacto podría separarse.
    assert np.abs(uno.entre[orden] - otro.entre).max() <= 3


def con_scipy(criterios: list[Criterio], primeros: int, semilla: int, veces: int) -> np.ndarray:
    """Otra manera de contar: pesos y escalas del mismo azar, con zscore y rankdata."""
    azar = palabras(semilla, veces * (1 + 2 * len(criterios))).tolist()
    cuenta = np.zeros(len(criterios[0].columnas[0]), dtype=int)
    for vez in range(veces):
        suyas = azar[vez * (1 + 2 * len(criterios)) :]
        escala = ESCALAS[(suyas[0] >> 32) * 3 >> 32]
        indice = np.zeros(len(cuenta))
        for j, criterio in enumerate(criterios):
            factor = 0.5 + ((suyas[1 + 2 * j] >> 32) * 1001 >> 32) / 1000
            posibles = criterio.columnas
            valores = posibles[(suyas[2 + 2 * j] >> 32) * len(posibles) >> 32]
            valores = valores if criterio.primero == "mayor" else -valores
            if escala == "puntaje_z":
                z = stats.zscore(valores)
            elif escala == "puesto":
                z = 100 * (stats.rankdata(valores, method="min") - 1) / len(valores)
            else:
                z = 100 * (valores - valores.min()) / np.ptp(valores)
            indice += criterio.peso * factor * z
        cuenta += stats.rankdata(-indice, method="min") <= primeros
    return cuenta


def test_otra_cuenta_da_lo_mismo() -> None:
    azar = np.random.default_rng(20)
    criterios = [
        Criterio((azar.normal(size=60), azar.lognormal(3, 2, 60)), "mayor", 5),
        Criterio((azar.random(60),), "menor", 3),
        Criterio((azar.random(60),), "mayor", 1),
    ]
    hecha = simular_prioridad(criterios, primeros=7, semilla=99, veces=400)
    np.testing.assert_array_equal(hecha.entre, con_scipy(criterios, 7, 99, 400))
    assert isinstance(hecha, PrioridadSimulada)
    assert hecha.entre.sum() == 400 * 7  # sin empates entran exactamente siete


@pytest.mark.parametrize(
    ("criterios", "opciones"),
    [
        ([Criterio((columna(1, 2),), "mayor", 0)], {}),
        ([Criterio((columna(1, 2),), "mayor", -1)], {}),
        ([Criterio((columna(1, 2),), "mayor", 1), Criterio((columna(1),), "mayor", 1)], {}),
        ([Criterio((), "mayor", 1)], {}),
        ([Criterio((columna(1, 2),), "mayor", 1)], {"primeros": 0}),
        ([Criterio((columna(1, 2),), "mayor", 1)], {"holgura": 101}),
        ([Criterio((columna(1, 2),), "mayor", 1)], {"veces": 0}),
    ],
)
def test_lo_que_no_se_puede_ordenar(criterios: list[Criterio], opciones: dict[str, int]) -> None:
    with pytest.raises(ErrorDeMetodo) as error:
        simular_prioridad(criterios, **{"primeros": 1, "semilla": 1, **opciones})
    assert error.value.que_hacer
