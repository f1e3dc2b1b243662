"""De la base leída a sus hogares recodificados: el camino único de la orden y de QGIS."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..errores import ErrorDeMetodo
from ..hogares.armar import HogaresArmados, armar
from ..hogares.avisos import Avisos
from ..hogares.entrada import Entrada, Peticion
from ..hogares.marcas import desarmar, leer_marcas, rearmar
from ..hogares.nombres import PRIVACIONES
from ..hogares.personales import contenido_personal, permitida
from ..tipos import Enteros, Logicos
from .recodificar import SIN_DECIDIR, Puntajes, Recodificada, puntajes, recodificar
from .reconocer import Reconocida


@dataclass(frozen=True)
class BaseRecodificada:
    """H hogares de n personas, con sus indicadores.

    `de_personas` (n, J) y `de_hogares` (H, J): 1, 0 o −1. Donde el archivo ya trae la marca, vale
    la suya. `del_archivo` (n, 15): esas marcas, −1 si no hay; None si no trae ninguna. `hechos`:
    los hogares del núcleo.
    """

    reconocida: Reconocida
    entrada: Entrada
    hechos: HogaresArmados
    hecha: Recodificada
    de_personas: Enteros
    de_hogares: Enteros
    del_archivo: Enteros | None

    @property
    def puntajes(self) -> Puntajes:
        """Los de los hogares, (H,)."""
        return puntajes(self.de_hogares, self.hecha.receta)

    @property
    def sin_columna(self) -> tuple[str, ...]:
        """Las variables que faltan enteras y dejan algún indicador sin poder medirse."""
        traidas: Logicos = np.zeros(len(self.hecha.receta.ids), dtype=np.bool_)
        if self.del_archivo is not None:
            traidas = np.asarray((self.del_archivo >= 0).any(axis=0))
        return tuple(
            dict.fromkeys(
                falta
                for j, p in enumerate(self.hecha.receta.privaciones)
                if not traidas[j]
                for falta in self.hecha.faltan[p.id]
            )
        )


def recodificar_base(
    reconocida: Reconocida, entrada: Entrada, peticion: Peticion
) -> BaseRecodificada:
    """Arma los hogares, los recodifica y, si la base ya trae marcas, las respeta.

    ErrorDeMetodo si la base no es de personas, si no dice de qué hogar son o si una columna de la
    receta trae datos personales.
    """
    for columna in reconocida.columnas.values():
        if permitida(columna, nombrada=True).uso == "pedida":
            motivo = contenido_personal(entrada.columnas[columna])
            if motivo:
                raise ErrorDeMetodo(
                    f"la columna «{columna}» no se usa: {motivo} (Ley 1581 de 2012)",
                    que_hacer="quítela de la receta",
                )
    hechos = armar(entrada, replace(peticion, filas="personas"))
    if hechos.hogar is None:
        raise ErrorDeMetodo(
            "la base no dice qué personas son de un mismo hogar",
            que_hacer="agregue la ficha y el hogar, o diga cuáles son con una receta propia",
        )
    hecha = recodificar(
        reconocida.receta,
        reconocida.esquema.id,
        {v: entrada.columnas[c] for v, c in reconocida.columnas.items()},
        hechos.hogar,
        hechos.jefe,
        entrada.filas,
    )
    propias = _del_archivo(entrada) if reconocida.receta.es_ipm else None
    de_personas, de_hogares = hecha.de_personas, hecha.de_hogares
    if propias is not None:
        de_personas = np.where(propias >= 0, propias, de_personas)
        suyas = propias[hechos.jefe]
        de_hogares = np.where(suyas >= 0, suyas, de_hogares)
    avisos = Avisos([a for a in hechos.avisos.lista if a.id not in _sin_sentido(propias)])
    sin_nan = np.where(de_hogares < 0, np.nan, de_hogares)
    if reconocida.receta.es_ipm:
        h_5 = rearmar(hechos.h_5[:, None], desde=len(PRIVACIONES))
        hechos = replace(hechos, marcas=rearmar(sin_nan) + h_5)
    return BaseRecodificada(
        reconocida=reconocida,
        entrada=entrada,
        hechos=replace(hechos, avisos=avisos),
        hecha=hecha,
        de_personas=de_personas,
        de_hogares=de_hogares,
        del_archivo=propias,
    )


def _del_archivo(entrada: Entrada) -> Enteros | None:
    """Las 15 marcas de cada persona, como vienen; None si la base no trae ninguna."""
    if not any(entrada.tiene(p) for p in PRIVACIONES):
        return None
    marcas = desarmar(leer_marcas([entrada.de(p) for p in PRIVACIONES]), len(PRIVACIONES))
    return np.where(np.isnan(marcas), SIN_DECIDIR, marcas).astype(np.int64)


def _sin_sentido(propias: Enteros | None) -> tuple[str, ...]:
    """Los avisos del núcleo que hablan de marcas que aquí no había."""
    return ("privaciones_sin_dato",) if propias is None or (propias < 0).any() else ()
