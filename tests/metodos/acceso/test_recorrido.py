"""El tiempo por el terreno, contra el Dijkstra de SciPy sobre un grafo armado aparte."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.sparse import coo_matrix  # type: ignore[import-untyped]
from scipy.sparse.csgraph import dijkstra  # type: ignore[import-untyped]

from generador.metodos.acceso.recorrido import llegar, recorrer
from generador.metodos.acceso.terreno import Terreno, velocidad_a_pie
from generador.metodos.acceso.vias import celdas_con_rio
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.rejilla import CELDAS_MAXIMAS, Rejilla, celdas_de_lineas, rejilla_de

LLANO = 6 * math.exp(-0.175)  # km/h


def grafo(terreno: Terreno) -> coo_matrix:
    """Las aristas de la sede hacia afuera, con los minutos de andarlas hacia la sede."""
    filas, columnas = terreno.rejilla.filas, terreno.rejilla.columnas
    aristas = []
    for f in range(filas):
        for c in range(columnas):
            for df in (-1, 0, 1):
                for dc in (-1, 0, 1):
                    g, d = f + df, c + dc
                    if (df or dc) and 0 <= g < filas and 0 <= d < columnas:
                        aristas.append((f * columnas + c, g * columnas + d))
    tabla = [(a, b, _minutos(terreno, b, a)) for a, b in aristas
             if terreno.paso[a] and terreno.paso[b]]  # fmt: skip
    a, b, minutos = zip(*tabla, strict=True)
    return coo_matrix((minutos, (a, b)), shape=(terreno.rejilla.celdas,) * 2)


def _minutos(terreno: Terreno, de: int, a: int) -> float:
    (f, c), (g, d) = (divmod(i, terreno.rejilla.columnas) for i in (de, a))
    km = math.hypot((f - g) * terreno.rejilla.alto, (c - d) * terreno.rejilla.ancho) / 1000
    pendiente = (terreno.altura[a] - terreno.altura[de]) / (km * 1000)
    a_pie = 6 * math.exp(-3.5 * abs(pendiente + 0.05))
    total = 0.0
    for celda in (de, a):
        via = terreno.kmh[celda]
        kmh = a_pie * terreno.fuera if math.isnan(via) else via or a_pie
        total += km / 2 / kmh * 60
    return total


@pytest.mark.parametrize("semilla", range(4))
def test_es_el_camino_minimo_de_scipy(semilla: int) -> None:
    azar = np.random.default_rng(semilla)
    rejilla = Rejilla(0, 0, 90, 120, 23, 31)
    altura = np.cumsum(azar.normal(0, 15, (23, 31)), axis=1)
    altura[azar.random((23, 31)) < 0.25] = np.nan
    kmh = np.full((23, 31), np.nan)
    kmh[7], kmh[:, 12], kmh[15, :9] = 40, 12.5, 0
    terreno = Terreno.armar(rejilla, altura, kmh)
    abiertas = np.flatnonzero(terreno.paso)
    celdas = azar.choice(abiertas, 4, replace=False)
    ya = azar.uniform(0, 30, 4)
    hecho = recorrer(terreno, celdas, ya, np.arange(4))
    por_sede = dijkstra(grafo(terreno).tocsr(), indices=celdas) + ya[:, None]
    mejor = por_sede.min(axis=0)
    mejor[np.isinf(mejor)] = np.nan
    np.testing.assert_allclose(hecho.minutos, mejor, rtol=1e-12)
    llegan = ~np.isnan(mejor)
    assert np.count_nonzero(~llegan) > 0
    assert np.array_equal(hecho.sede[llegan], por_sede.argmin(axis=0)[llegan])
    assert np.all(hecho.sede[~llegan] == -1)


def test_tobler_como_se_publico() -> None:
    """En lo plano, 5 km/h; lo más rápido, 6, bajando 5 %; subir no cuesta lo mismo que bajar."""
    kmh = velocidad_a_pie(np.array([0, -0.05, 0.364, -0.364]))
    assert kmh.round(2).tolist() == [5.04, 6.0, 1.41, 2.0]


def test_cuesta_arriba_se_tarda_mas_en_ir_que_en_volver() -> None:
    """La sede arriba: el tiempo es el de subir, que es como va quien la busca."""
    rejilla = Rejilla(0, 0, 100, 100, 1, 2)
    arriba = Terreno.armar(rejilla, np.array([0.0, 30.0]), fuera=1)
    subir = recorrer(arriba, np.array([1]), np.zeros(1), np.array([0])).minutos[0]
    bajar = recorrer(arriba, np.array([0]), np.zeros(1), np.array([0])).minutos[1]
    assert subir == pytest.approx(0.1 / (6 * math.exp(-3.5 * 0.35)) * 60)
    assert bajar == pytest.approx(0.1 / (6 * math.exp(-3.5 * 0.25)) * 60)


def test_un_caso_de_mano_con_una_via() -> None:
    """Tres celdas en fila: la del medio y la de la sede están en una vía de 30 km/h."""
    rejilla = Rejilla(0, 100, 100, 100, 1, 3)
    terreno = Terreno.armar(rejilla, kmh=np.array([np.nan, 30, 30]))
    llegada, sin_usar = llegar(terreno, [50, 150, 260], [50, 50, 50], [250], [50])
    a_pie = LLANO * 0.6
    esperado = [0.05 / a_pie * 60 + 0.15 / 30 * 60, 0.1 / 30 * 60, 0.01 / 30 * 60]
    assert llegada.minutos.tolist() == pytest.approx(esperado)
    assert llegada.sede.tolist() == [0, 0, 0]
    assert sin_usar.size == 0


def test_lo_que_no_tiene_por_donde_no_es_infinito_ni_cero() -> None:
    """Un muro de lado a lado, y terreno que no se conoce."""
    altura = np.zeros((3, 5))
    altura[:, 2] = np.nan
    terreno = Terreno.armar(Rejilla(0, 300, 100, 100, 3, 5), altura)
    x = np.array([50, 450, 250, 9999, np.nan])
    llegada, sin_usar = llegar(terreno, x, np.full(5, 150.0), [60, 255], [150, 150])
    assert np.isfinite(llegada.minutos).tolist() == [True, False, False, False, False]
    assert llegada.sede.tolist() == [0, -1, -1, -1, -1]
    assert llegada.fuera.tolist() == [False, False, True, True, False]
    assert sin_usar.tolist() == [1]


def test_el_rio_solo_se_cruza_por_el_puente() -> None:
    """Un río en diagonal: por el resto es el camino mínimo de SciPy, y quien vive en él sale."""
    rejilla = Rejilla(0, 900, 100, 100, 9, 9)
    rio = celdas_con_rio(rejilla, [np.array([(-10, 873), (455, 455), (913, 31)])])
    assert not Terreno.armar(rejilla, rio=rio).paso[rio].any()
    orilla, otra = np.array([[50], [50]]), np.array([850, 850])  # abajo a la izquierda, y arriba
    sin_puente = Terreno.armar(rejilla, rio=rio)
    llegada, _ = llegar(sin_puente, [otra[0]], [otra[1]], *orilla)
    assert np.isnan(llegada.minutos).all()
    kmh = np.full(81, np.nan)
    kmh[rejilla.celda(np.array([455.0]), np.array([455.0]))] = 0
    con_puente = Terreno.armar(rejilla, kmh=kmh, rio=rio)
    llegada, _ = llegar(con_puente, [otra[0]], [otra[1]], *orilla)
    sede = rejilla.celda(*orilla.astype(float))
    minimo = dijkstra(grafo(con_puente).tocsr(), indices=sede)[0]
    assert llegada.minutos[0] == pytest.approx(
        minimo[rejilla.celda(otra[:1].astype(float), otra[1:].astype(float))][0]
    )


def test_quien_vive_en_la_celda_del_rio_sale_por_su_orilla() -> None:
    """A un lado y al otro de un río derecho; la sede está abajo."""
    rejilla = Rejilla(0, 900, 100, 100, 9, 9)
    terreno = Terreno.armar(
        rejilla, rio=celdas_con_rio(rejilla, [np.array([(-10, 455), (950, 455)])])
    )
    x, y = np.array([250.0, 250.0]), np.array([410.0, 490.0])
    assert terreno.rio is not None
    assert terreno.rio[rejilla.celda(x, y)].all()
    llegada, sin_usar = llegar(terreno, x, y, [50], [50])
    assert np.isfinite(llegada.minutos).tolist() == [True, False]
    assert sin_usar.size == 0


def test_se_puede_cancelar_y_acotar() -> None:
    terreno = Terreno.armar(Rejilla(0, 0, 100, 100, 40, 40))
    todo = recorrer(terreno, np.array([0]), np.zeros(1), np.array([0]))
    corto = recorrer(terreno, np.array([0]), np.zeros(1), np.array([0]), hasta=20)
    cerca = todo.minutos <= 20
    assert 3 < cerca.sum() < 1600
    assert np.array_equal(corto.minutos[cerca], todo.minutos[cerca])
    assert np.isnan(corto.minutos[~cerca]).all()

    def detener() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        recorrer(terreno, np.array([0]), np.zeros(1), np.array([0]), detener)


@pytest.mark.parametrize(
    ("malo", "dice"),
    [({"fuera": 0.0}, "factor fuera de la vía"), ({"kmh": np.array([-1.0, 5])}, "-1 km/h"),
     ({"kmh": np.array([5, 900.0])}, "900 km/h")],
)  # fmt: skip
def test_lo_que_no_puede_ser_se_dice(malo: dict[str, object], dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        Terreno.armar(Rejilla(0, 0, 1, 1, 1, 2), **malo)  # type: ignore[arg-type]


def test_la_rejilla_contiene_los_puntos_y_no_pasa_de_lo_que_cabe() -> None:
    rejilla = rejilla_de([1010, 1990, np.nan], [505, 700, 3], 100, 250)
    assert (rejilla.x0, rejilla.y0) == (700, 1000)
    assert (rejilla.celda([760, 2239], [255, 949]) >= 0).all()
    assert rejilla.celda([1e6, np.nan], [0, 0]).tolist() == [-1, -1]
    with pytest.raises(ErrorDeMetodo, match=r"celdas de .* m o más") as error:
        rejilla_de([0, 1e6], [0, 1e6], 30, 0)
    pedido = float(error.value.que_hacer.split("celdas de ")[1].split(" ")[0])
    assert rejilla_de([0, 1e6], [0, 1e6], pedido, 0).celdas <= CELDAS_MAXIMAS * 1.01


def test_las_celdas_de_una_linea() -> None:
    rejilla = Rejilla(0, 3, 1, 1, 3, 3)
    linea, celda = celdas_de_lineas(
        rejilla, [[(-5, 2.5), (1.5, 2.5), (1.5, 0.5)], [(0.2, 0.2), (0.3, 0.2)], [(9, 9), (9, 8)]]
    )
    assert list(zip(linea, celda, strict=True)) == [(0, 0), (0, 1), (0, 4), (0, 7), (1, 6)]
