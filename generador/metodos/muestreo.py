"""Errores de muestreo de H, A, M0, tasas y contribuciones, por linealización de Taylor.

Todo indicador es una razón de dos totales, R = Σ w y / Σ w x, con conglomerado último y con
reemplazo (Wolter, 2007, «Introduction to Variance Estimation», cap. 6; Alkire y otros, 2015,
«Multidimensional Poverty Measurement and Analysis», cap. 8):

    zᵢ  = wᵢ (yᵢ − R xᵢ) / Σ w x
    tₐ  = Σ zᵢ de la unidad primaria de muestreo (UPM) a
    V   = Σₕ (1 − fₕ) · nₕ/(nₕ − 1) · Σₐ (tₐ − t̄ₕ)²        error estándar = √V
    gl  = UPM − estratos

Un territorio es un dominio: no se borran las filas de los demás; las UPM que no tienen a nadie en
él cuentan con tₐ = 0 en su estrato. Un registro o un censo no tienen error de muestreo, y una
muestra que no publica estratos ni conglomerados no permite calcularlo.

Qué recibe `estimar`, fila por fila (una por persona o una por hogar, da lo mismo si la UPM es la
misma): `privado` (n, J); el `ponderador` (n,), que es el factor de expansión si hay una fila por
persona y factor × personas si hay una por hogar; el territorio, como `Agrupacion`; y el `Diseno`,
con el estrato y la UPM. La UPM es lo que se sorteó, no la persona: en el Sisbén IV, la vivienda
(`llave`), y el estrato es la zona dentro de cada municipio.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from .diseno import CeldasDelDiseno, Diseno
from .errores import ErrorDeMetodo
from .grupos import Agrupacion
from .metodo import Metodo
from .precision import clase, intervalo
from .privaciones import Indicador, Medida, medir
from .tipos import Enteros, Numeros, Octetos, Reales

EN_LA_TABLA: dict[str, Indicador] = {"h": "incidencia", "a": "intensidad", "m0": "m0"}


@dataclass(frozen=True)
class Diferencia:
    """Un indicador en el grupo `a` menos el mismo en el `b`, su error estándar y sus grados."""

    valor: float
    ee: float
    gl: int


@dataclass(frozen=True)
class Estimacion:
    """G territorios con su medida y con qué calcular el error de muestreo de cada indicador.

    `medida` es la de los G territorios. `por_upm` tiene las mismas sumas para las P parejas
    (UPM, territorio) que existen; `upm` y `territorio` (P,) dicen cuál es cada una.
    """

    medida: Medida
    por_upm: Medida
    upm: Enteros
    territorio: Enteros
    diseno: Diseno

    @property
    def gl(self) -> Enteros:
        """Grados de libertad de cada territorio, (G,): sus UPM menos sus estratos, con gente.

        Con un solo territorio que toma toda la muestra son los del diseño; en uno pequeño son
        menos, y por eso su intervalo es más ancho y puede no publicarse.
        """
        return self._celdas.gl

    def ee(self, indicador: Indicador) -> Reales:
        """Error estándar del indicador, (G,) o (G, J); NaN donde el indicador no existe."""
        valor = self.medida.valor(indicador)
        celdas, lineal = self._celdas, self._linealizar(indicador)
        varianza = (
            celdas.varianza(lineal)
            if lineal.ndim == 1
            else np.stack([celdas.varianza(columna) for columna in lineal.T], axis=1)
        )
        return np.where(np.isnan(valor), np.nan, np.sqrt(varianza))

    def columnas(self) -> dict[str, npt.NDArray[Any]]:
        """Lo que va en una tabla por territorio, (G,) cada columna.

        `casos` y `gl`; y de h, a y m0, el error estándar (`h_ee`), el intervalo de 95 % (`h_bajo`,
        `h_alto`) y si alcanza para publicarse (`h_clase`).
        """
        casos, gl = self.medida.registros, self.gl
        tabla: dict[str, npt.NDArray[Any]] = {"casos": casos, "gl": gl}
        for prefijo, indicador in EN_LA_TABLA.items():
            valor, ee = self.medida.valor(indicador), self.ee(indicador)
            bajo, alto = intervalo(valor, ee, gl)
            tabla[f"{prefijo}_ee"], tabla[f"{prefijo}_clase"] = ee, clase(valor, ee, gl, casos)
            tabla[f"{prefijo}_bajo"], tabla[f"{prefijo}_alto"] = bajo, alto
        return tabla

    def diferencia(
        self, indicador: Indicador, a: int, b: int, privacion: int | None = None
    ) -> Diferencia:
        """El indicador del territorio `a` menos el del `b`, con la covarianza de las UPM comunes.

        `privacion` es la posición de la privación en tasas y contribuciones. Dos muestras
        independientes no tienen covarianza: no son de aquí.
        """
        valor, lineal = self.medida.valor(indicador), self._linealizar(indicador)
        if (valor.ndim == 2) != (privacion is not None):
            raise ErrorDeMetodo(
                f"el indicador «{indicador}» {'' if valor.ndim == 2 else 'no '}es de una privación",
                que_hacer="dé la posición de la privación en tasas y contribuciones, y solo ahí",
            )
        if privacion is not None:
            valor, lineal = valor[:, privacion], lineal[:, privacion]
        del_par = (self.territorio == a) | (self.territorio == b)
        upm, posicion = np.unique(self.upm[del_par], return_inverse=True)
        signo = (self.territorio == a).astype(np.float64) - (self.territorio == b)
        juntos = Agrupacion(posicion.reshape(-1), len(upm)).sumar((signo * lineal)[del_par])
        celdas = CeldasDelDiseno(self.diseno, upm, np.zeros(len(upm), dtype=np.int64), 1)
        hallada = float(valor[a] - valor[b])
        ee = math.nan if math.isnan(hallada) else math.sqrt(celdas.varianza(juntos)[0])
        return Diferencia(hallada, ee, int(celdas.gl[0]))

    def total(self) -> Estimacion:
        """La estimación de todos los territorios juntos, como uno solo."""
        upm, posicion = np.unique(self.upm, return_inverse=True)
        return Estimacion(
            medida=self.medida.total(),
            por_upm=self.por_upm.agregar(Agrupacion(posicion.reshape(-1), len(upm))),
            upm=upm,
            territorio=np.zeros(len(upm), dtype=np.int64),
            diseno=self.diseno,
        )

    @cached_property
    def _celdas(self) -> CeldasDelDiseno:
        return CeldasDelDiseno(self.diseno, self.upm, self.territorio, len(self.medida.poblacion))

    def _linealizar(self, indicador: Indicador) -> Reales:
        """El total de z en cada pareja (UPM, territorio): (Y − R·X) / Σ w x, (P,) o (P, J)."""
        arriba, abajo = self.por_upm.partes(indicador)
        valor = self.medida.valor(indicador)[self.territorio]
        total = self.medida.partes(indicador)[1][self.territorio]
        if arriba.ndim == 2:
            abajo, total = abajo[:, None], total[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray((arriba - valor * abajo) / total, dtype=np.float64)


def estimar(
    privado: Octetos,
    metodo: Metodo,
    diseno: Diseno,
    *,
    ponderador: Numeros,
    agrupacion: Agrupacion | None = None,
    registros: Numeros | None = None,
) -> Estimacion:
    """Mide cada territorio como `medir`, y guarda lo que hace falta para sus errores estándar.

    Los mismos argumentos que `medir`, más el diseño; el ponderador es obligatorio porque sin factor
    de expansión no es una muestra. Las filas sin territorio no cuentan en ninguno, pero su UPM
    sigue en el diseño. `registros` es cuántas personas de la muestra resume cada fila, para el
    mínimo de casos (por omisión, una).
    """
    filas = len(diseno.upm)
    if len(privado) != filas:
        raise ErrorDeMetodo(
            f"el diseño es de {filas} filas y las privaciones son de {len(privado)}",
            que_hacer="declare el diseño con las mismas filas, después de quitar las excluidas",
        )
    grupos = agrupacion or Agrupacion.unica(filas)
    llaves, pareja = np.unique(
        np.where(grupos.tiene, diseno.upm * grupos.numero + grupos.grupo, -1), return_inverse=True
    )
    sin_territorio = int(llaves.size > 0 and llaves[0] == -1)
    parejas = Agrupacion(pareja.reshape(-1) - sin_territorio, len(llaves) - sin_territorio)
    llaves = llaves[sin_territorio:]
    por_upm = medir(privado, metodo, ponderador=ponderador, agrupacion=parejas, registros=registros)
    territorio = llaves % grupos.numero
    return Estimacion(
        medida=por_upm.agregar(Agrupacion(territorio, grupos.numero)),
        por_upm=por_upm,
        upm=llaves // grupos.numero,
        territorio=territorio,
        diseno=diseno,
    )
