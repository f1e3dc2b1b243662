"""Lo que se corrige de una coordenada, lo que no sirve y por qué."""

from __future__ import annotations

import numpy as np
import pytest

from generador.metodos.hogares.avisos import Avisos
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.coordenadas import detectar_ejes, leer_puntos
from generador.metodos.hogares.perdidas import Perdidas


def leer(xs: list[str], ys: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, Perdidas]:
    perdidas = Perdidas(np.arange(2, len(xs) + 2))
    x, y = Columna.de_lista("x", xs), Columna.de_lista("y", ys)
    return (*leer_puntos(x, y, perdidas), perdidas)


@pytest.mark.parametrize(
    ("x", "y", "longitud", "latitud"),
    [
        ("-75,6", "6,2", -75.6, 6.2),
        ("-75.6", "6.2", -75.6, 6.2),
        ("75.6", "6.2", -75.6, 6.2),
        ("6.2", "75.6", -75.6, 6.2),
        ("6.2", "-75.6", -75.6, 6.2),
        ("-75.599", "-4.2", -75.599, -4.2),
    ],
)
def test_lo_seguro_se_corrige(x: str, y: str, longitud: float, latitud: float) -> None:
    *leido, _ = leer([x], [y])
    hallado = detectar_ejes(*leido)
    assert (hallado.longitud[0], hallado.latitud[0]) == (longitud, latitud)
    assert hallado.sirven == 1
    assert hallado.sin_signo == ("-75" not in x + y)


def test_lo_que_no_sirve_dice_por_que_y_las_cuentas_suman() -> None:
    xs = ["-75.599.500", "4.712.345,50", "4712345.5", "12.5", "", "0", "al lado del río"]
    ys = ["6.250.100", "2.245.678,10", "2245678.1", "45", "6.2", "0", "6.2"]
    x, y, miles, perdidas = leer(xs, ys)
    hallado = detectar_ejes(x, y, miles)
    assert x[1] == 4_712_345.5
    assert (hallado.con_miles, hallado.en_metros, hallado.fuera) == (1, 2, 4)
    assert hallado.sin_coordenada == 3
    assert hallado.sirven + hallado.sin_coordenada + hallado.fuera == len(xs)
    assert [p.texto for p in perdidas.lista] == [
        "«x»: 1 fila; no es una coordenada: «al lado del río» (fila 8)"
    ]
    avisos = Avisos()
    hallado.avisar(avisos)
    assert [a.id for a in avisos.lista] == [
        "coordenadas_en_metros",
        "coordenadas_con_miles",
        "fuera_de_colombia",
        "sin_coordenada",
    ]
