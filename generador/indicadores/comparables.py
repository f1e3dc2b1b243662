"""Los municipios comparables: qué variables, con qué escala y entre quiénes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generador.metodos import comparables as metodo
from generador.paquete.leer import Cubo

CUANTOS = 10
GRUPO = ("mdm_grupo", "total", "2021")
# Nunca la pobreza: se busca con quién compararla. Población, producción y densidad van en
# logaritmo porque se reparten en órdenes de magnitud.
VARIABLES = {
    "población": ("poblacion", "total", "2026"),
    "población rural": ("poblacion_rural", "total", "2026"),
    "valor agregado por habitante": ("valor_agregado_por_habitante", "total", "2022"),
    "densidad": ("densidad", "total", "2026"),
}
EN_LOGARITMO = {"población", "valor agregado por habitante", "densidad"}
CRITERIO = (
    "Mismo grupo de capacidades de la Medición de Desempeño Municipal 2021 y menor distancia entre "
    "población, porcentaje de población rural, valor agregado por habitante y densidad, "
    "estandarizados. No se usa ninguna medida de pobreza."
)


@dataclass(frozen=True)
class Parecidos:
    """Códigos de los comparables, del más al menos parecido; si no hay, el motivo."""

    codigos: tuple[str, ...]
    motivo: str = ""


def calcular(cubo: Cubo) -> dict[str, Parecidos]:
    """Los `CUANTOS` más parecidos a cada municipio, por código; departamentos y nación no llevan."""
    municipios = [i for i, c in enumerate(cubo.territorios) if len(c) == 5]
    codigos = [cubo.territorios[i] for i in municipios]
    grupo = cubo.columnas[GRUPO][municipios]
    grupos = np.where(np.isnan(grupo), -1, grupo).astype(int)
    columnas = [
        np.log(cubo.columnas[llave][municipios])
        if nombre in EN_LOGARITMO
        else cubo.columnas[llave][municipios]
        for nombre, llave in VARIABLES.items()
    ]
    hallados = metodo.mas_parecidos(grupos, np.column_stack(columnas), CUANTOS)
    return {
        codigo: Parecidos(tuple(codigos[j] for j in indices), _motivo(grupos[i], len(indices)))
        for i, (codigo, indices) in enumerate(zip(codigos, hallados, strict=True))
    }


def _motivo(grupo: int, cuantos: int) -> str:
    if cuantos:
        return ""
    if grupo < 0:
        return (
            "No está en la Medición de Desempeño Municipal 2021, que define los grupos con que el "
            "kit busca municipios comparables."
        )
    return "Le falta alguna de las variables con que el kit busca municipios comparables."
