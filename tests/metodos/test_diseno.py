"""Diseños de muestra que no sirven: se nombra qué les falta, o se centran si se declara."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from generador.metodos.diseno import Diseno
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.muestreo import estimar
from tests.metodos.test_muestreo import DE_MANO, PESO, PRIVADO, UPM


def test_un_estrato_con_una_sola_upm_se_nombra_o_se_centra() -> None:
    estrato, upm = ["A", "A", "B", "C"], [1, 2, 3, 4]
    with pytest.raises(ErrorDeMetodo, match=r"2 de 3 estratos tienen una sola .* \(«B», «C»\)"):
        Diseno.declarar(4, upm=upm, estrato=estrato)
    diseno = Diseno.declarar(4, upm=upm, estrato=estrato, una_sola_upm="centrar")
    privado = np.array([[1, 1, 1], [0, 0, 0], [1, 1, 1], [0, 0, 0]], np.uint8)
    hecha = estimar(privado, DE_MANO, diseno, ponderador=[1, 2, 3, 4])
    # z = w(y − 2/5)/10: 0,06; −0,08; 0,18; −0,16. En A, 2·((z₁ − z̄)² + (z₂ − z̄)²); B y C, z².
    v = 2 * 2 * 0.07**2 + 0.18**2 + 0.16**2
    assert hecha.ee("incidencia")[0] == pytest.approx(math.sqrt(v))
    assert (diseno.gl, hecha.gl.tolist()) == (1, [1])


@pytest.mark.parametrize(
    ("partes", "dice"),
    [
        ({"upm": ["a", "", "b"]}, "1 filas no tienen UPM; la primera, en la posición 1"),
        ({"estrato": [1.0, 2.0, math.nan]}, "no tienen estrato; la primera, en la posición 2"),
        ({"upm": [1, 2]}, r"UPM llegó como int64 de forma \(2,\)"),
        ({"upm": [None, "a", "b"]}, "UPM llegó como object"),
        ({"una_sola_upm": "ignorar"}, "«ignorar»"),
        ({"fraccion": [0, 0.5, 2]}, "de 0 a 1"),
        ({"fraccion": [0, 0.5, 0.5]}, "más de una fracción"),
    ],
)
def test_un_diseno_que_no_sirve(partes: dict[str, Any], dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        Diseno.declarar(3, **partes)


def test_el_diseno_es_de_las_mismas_filas_y_del_indicador() -> None:
    diseno = Diseno.declarar(3)
    with pytest.raises(ErrorDeMetodo, match="el diseño es de 3 filas y las privaciones son de 8"):
        estimar(PRIVADO, DE_MANO, diseno, ponderador=PESO)
    grupos = Agrupacion(np.array([0, 1] * 4), 2)
    hecha = estimar(
        PRIVADO, DE_MANO, Diseno.declarar(8, upm=UPM), ponderador=PESO, agrupacion=grupos
    )
    with pytest.raises(ErrorDeMetodo, match="«tasas» es de una privación"):
        hecha.diferencia("tasas", 0, 1)
    with pytest.raises(ErrorDeMetodo, match="«m0» no es de una privación"):
        hecha.diferencia("m0", 0, 1, 2)
