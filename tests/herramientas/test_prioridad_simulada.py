"""La firmeza de los puestos: el navegador y Python cuentan lo mismo con los datos publicados."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from generador.paginas import herramientas
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.herramientas.conftest import Calcular
from tests.herramientas.cuentas.prioridad_simulada import Criterio, simular_prioridad

pytestmark = pytest.mark.navegador
# (columnas, qué va primero, peso): con tasa y número, con empates, con ceros y con faltantes.
Indicador = tuple[tuple[str, ...], Literal["mayor", "menor"], int]
CASOS: dict[str, list[Indicador]] = {
    "tasa_y_numero": [(("ipm_censal", "personas_pobreza"), "mayor", 5), (("mdm",), "menor", 3)],
    "con_ceros": [(("priv_agua",), "menor", 1), (("nbi",), "mayor", 10), (("mdm",), "mayor", 0)],
    "uno_solo": [(("brecha_rural_cabecera",), "mayor", 7)],
}


@pytest.mark.parametrize("caso", CASOS)
@pytest.mark.parametrize(("semilla", "holgura"), [(1, 50), (2**53 - 1, 100)])
def test_el_navegador_da_lo_mismo(
    calcular: Calcular, acervo: DatosDelSitio, caso: str, semilla: int, holgura: int
) -> None:
    datos = {i["id"]: i["valores"] for i in herramientas.priorizador(acervo)["indicadores"]}
    opciones = {"primeros": 10, "semilla": semilla, "veces": 150, "holgura": holgura}
    suya = calcular(
        "simularPrioridad",
        [
            {"columnas": [datos[i] for i in ids], "primero": primero, "peso": peso}
            for ids, primero, peso in CASOS[caso]
        ],
        opciones,
    )
    propia = simular_prioridad(
        [
            Criterio(tuple(np.array(datos[i], dtype=float) for i in ids), primero, peso)
            for ids, primero, peso in CASOS[caso]
        ],
        **opciones,
    )
    for campo in ("entre", "bajo", "alto"):
        np.testing.assert_array_equal(suya[campo], getattr(propia, campo))
    assert (propia.bajo > 0).sum() > 1000
