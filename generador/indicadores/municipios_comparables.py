"""Los municipios comparables: qué variables, con qué escala y entre quiénes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generador.cubo import periodos
from generador.cubo.catalogo import Indicador
from generador.cubo.leer import Cubo
from generador.indicadores.derivados import municipales
from generador.metodos import comparables as metodo
from generador.metodos.grupos import Agrupacion

CUANTOS = 10
GRUPO = "mdm_grupo"
# Nunca la pobreza: se busca con quién compararla. Población, producción y densidad van en
# logaritmo porque se reparten en órdenes de magnitud.
VARIABLES = {
    "población": "poblacion",
    "población rural": "poblacion_rural",
    "valor agregado por habitante": "valor_agregado_por_habitante",
    "densidad": "densidad",
}
EN_LOGARITMO = {"población", "valor agregado por habitante", "densidad"}
# Desde qué distancia el más parecido ya está lejos. Con cuatro variables, 1 es apartarse media
# desviación en cada una, o una entera en una sola. La mediana de los municipios tiene al suyo a 0,4
# y 19 de cada 20 a menos de 0,9, que es también donde termina el bigote de la distribución.
LEJOS = 1.0
CRITERIO = (
    "Mismo grupo de capacidades (MDM {anio}) y menor distancia en población, porcentaje rural, "
    "valor agregado por habitante y densidad. La pobreza no entra."
)


@dataclass(frozen=True)
class Parecidos:
    """Códigos de los comparables, del más al menos parecido; si no hay, el motivo.

    `distancias` va con `codigos`, en desviaciones estándar de las cuatro variables juntas.
    """

    codigos: tuple[str, ...]
    motivo: str = ""
    distancias: tuple[float, ...] = ()

    @property
    def lejos(self) -> bool:
        """Si ni el más parecido se parece lo suficiente."""
        return bool(self.distancias) and self.distancias[0] > LEJOS


MOTIVOS = {
    "completo": "",
    "grupo_pequeno": "",
    "sin_grupo": "No está en la Medición de Desempeño Municipal {anio}, que define los grupos con "
    "que el kit busca municipios comparables.",
    "sin_dato": "Le falta alguna de las variables con que el kit busca municipios comparables.",
}


def criterio(anio: str) -> str:
    """Cómo se escogen, en palabras; `anio` es el de la medición que define los grupos."""
    return CRITERIO.format(anio=anio)


def calcular(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> dict[str, Parecidos]:
    """Los `CUANTOS` más parecidos a cada municipio, por código de municipio.

    Cada variable se lee en su año vigente.
    """
    anios = {i: periodos.vigente(cubo, catalogo, i) for i in (GRUPO, *VARIABLES.values())}
    municipios = municipales(cubo)
    codigos = [cubo.territorios[i] for i in municipios]
    grupo = cubo.columnas[GRUPO, "total", anios[GRUPO]][municipios].tolist()
    agrupacion, _ = Agrupacion.de_codigos(["" if math.isnan(g) else str(g) for g in grupo])
    variables = np.column_stack(
        [
            _escala(nombre, cubo.columnas[i, "total", anios[i]][municipios])
            for nombre, i in VARIABLES.items()
        ]
    )
    hallados = metodo.comparables(variables, agrupacion, codigos, n=CUANTOS)
    return {
        codigo: Parecidos(
            tuple(codigos[j] for j in indices if j != metodo.SIN_COMPARABLE),
            MOTIVOS[motivo].format(anio=anios[GRUPO]),
            tuple(d for d in distancias if not math.isnan(d)),
        )
        for codigo, indices, motivo, distancias in zip(
            codigos,
            hallados.indices.tolist(),
            hallados.motivos,
            hallados.distancias.tolist(),
            strict=True,
        )
    }


def _escala(nombre: str, valores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logaritmo donde corresponde; un cero queda sin dato."""
    if nombre not in EN_LOGARITMO:
        return valores
    return np.log(valores, out=np.full_like(valores, np.nan), where=valores > 0)
