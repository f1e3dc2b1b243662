"""Incidencia de privaciones: los números del método, los dos caminos y la supresión."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.qgis.capas import CAMPOS, cuadricula, hogares


def esperado(capa: Any, codigo: str) -> Any:
    """La medida de un territorio, calculada con el método y sin el complemento."""
    from kit_pobreza.metodos.depuracion import depurar
    from kit_pobreza.metodos.metodo import IPM
    from kit_pobreza.metodos.privaciones import medir

    filas = [f for f in capa.getFeatures() if f["codigo"] == codigo]
    columnas = [np.array([f[c] for f in filas], dtype=float) for c in CAMPOS]
    privado = depurar(columnas, IPM.nombres).privado
    return medir(privado, IPM, ponderador=[f["personas"] for f in filas])


def test_los_numeros_son_los_del_metodo(correr: Any) -> None:
    base = hogares(400)
    resultado = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=cuadricula(2))
    filas = correr.filas(resultado["SALIDA"])
    assert [f["codigo"] for f in filas] == ["05001", "05002", "05003", "05004"]
    for fila in filas:
        medida = esperado(base, fila["codigo"])
        assert fila["h"] == pytest.approx(medida.incidencia[0])
        assert fila["m0"] == pytest.approx(fila["h"] * fila["a"])
        assert [fila[f"f_i{j}"] for j in range(1, 16)] == pytest.approx(medida.contribuciones[0])
    assert sum(f["hogares"] for f in filas) == resultado["TOTAL_HOGARES"] == 400
