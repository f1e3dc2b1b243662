"""El diseño de una muestra: a qué unidad primaria (UPM) y a qué estrato pertenece cada fila."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .errores import ErrorDeMetodo
from .tipos import Enteros, Numeros, Reales

UnaSolaUpm = Literal["fallar", "centrar"]
UNA_SOLA_UPM: tuple[UnaSolaUpm, ...] = ("fallar", "centrar")
NOMBRADOS = 5


@dataclass(frozen=True)
class Diseno:
    """n filas, U unidades primarias y E estratos.

    `upm` (n,) es la UPM de cada fila, de 0 a U − 1; `estrato` (U,) el de cada UPM, de 0 a E − 1;
    `fraccion` (E,) qué parte de las UPM del estrato se sorteó (0 si no se sabe o es despreciable).
    """

    upm: Enteros
    estrato: Enteros
    fraccion: Reales

    @classmethod
    def declarar(
        cls,
        filas: int,
        *,
        upm: Numeros | None = None,
        estrato: Numeros | None = None,
        fraccion: Numeros | None = None,
        una_sola_upm: UnaSolaUpm = "fallar",
    ) -> Diseno:
        """El diseño con los códigos (textos o números) de cada fila, (n,).

        Sin `upm` cada fila es su propia unidad; sin `estrato` hay uno solo. Los códigos de UPM se
        leen dentro del estrato: la 1 del A y la 1 del B son dos. `fraccion` (n,) es la del estrato
        de cada fila. Un estrato con una sola UPM no deja ver cuánto varía: es un error que los
        nombra, salvo que se declare «centrar», que lo compara con la media general.
        """
        if una_sola_upm not in UNA_SOLA_UPM:
            raise ErrorDeMetodo(
                f"la opción «{una_sola_upm}» para estratos con una sola UPM no existe",
                que_hacer=f"use una de: {', '.join(UNA_SOLA_UPM)}",
            )
        unico = np.zeros(filas, dtype=np.int64)
        por_fila, nombres = (
            (unico, ("único",)) if estrato is None else _codigos(estrato, filas, "estrato")
        )
        propia = np.arange(filas) if upm is None else _codigos(upm, filas, "UPM")[0]
        llaves, posicion = np.unique(por_fila * max(filas, 1) + propia, return_inverse=True)
        de_la_upm = llaves // max(filas, 1)
        solos = np.flatnonzero(np.bincount(de_la_upm, minlength=len(nombres)) == 1)
        if len(solos) and una_sola_upm == "fallar":
            cuales = ", ".join(f"«{nombres[h]}»" for h in solos[:NOMBRADOS].tolist())
            raise ErrorDeMetodo(
                f"{len(solos)} de {len(nombres)} estratos tienen una sola unidad primaria de "
                f"muestreo ({cuales}{'…' if len(solos) > NOMBRADOS else ''})",
                que_hacer="únalos a estratos parecidos, o elija «centrar» y declárelo",
            )
        return cls(
            upm=posicion.reshape(-1).astype(np.int64),
            estrato=de_la_upm.astype(np.int64),
            fraccion=_fracciones(fraccion, por_fila, len(nombres)),
        )

    @property
    def upm_por_estrato(self) -> Enteros:
        """nₕ: cuántas UPM tiene cada estrato, (E,)."""
        return np.bincount(self.estrato, minlength=len(self.fraccion)).astype(np.int64)

    @property
    def gl(self) -> int:
        """Grados de libertad del diseño: Σ (nₕ − 1)."""
        return len(self.estrato) - int(np.count_nonzero(self.upm_por_estrato))


class CeldasDelDiseno:
    """Las parejas (UPM, territorio) reunidas en celdas (estrato, territorio).

    `upm` y `territorio` (P,) dicen cuál es cada pareja, sin repetir; hay `numero` territorios.
    """

    def __init__(self, diseno: Diseno, upm: Enteros, territorio: Enteros, numero: int) -> None:
        estrato = diseno.estrato[upm]
        llaves, celda = np.unique(estrato * numero + territorio, return_inverse=True)
        de_la_celda = llaves // numero
        self._celda = celda.reshape(-1)
        self._territorio = llaves % numero
        self._numero = numero
        self._presentes = np.bincount(self._celda, minlength=len(llaves))
        self._upm = diseno.upm_por_estrato[de_la_celda]
        sueltas = np.maximum(self._upm - 1, 1)
        self._factor = (1 - diseno.fraccion[de_la_celda]) * self._upm / sueltas

    @property
    def gl(self) -> Enteros:
        """UPM con alguien en el territorio menos estratos con alguien, (numero,)."""
        upm = np.bincount(self._territorio, weights=self._presentes, minlength=self._numero)
        estratos = np.bincount(self._territorio, minlength=self._numero)
        return upm.astype(np.int64) - estratos

    def varianza(self, totales: Reales) -> Reales:
        """V de cada territorio, (numero,), con el total t de cada pareja, (P,).

        Las UPM del estrato que no están en el territorio cuentan con t = 0. Donde hay una sola UPM
        la media general es 0, porque los z de una razón suman 0 en el territorio.
        """
        celdas = len(self._upm)
        suma = np.bincount(self._celda, weights=totales, minlength=celdas)
        media = np.where(self._upm > 1, suma / self._upm, 0.0)
        desvios = (totales - media[self._celda]) ** 2
        ausentes = (self._upm - self._presentes) * media**2
        cuadrados = np.bincount(self._celda, weights=desvios, minlength=celdas) + ausentes
        return np.bincount(
            self._territorio, weights=self._factor * cuadrados, minlength=self._numero
        ).astype(np.float64)


def _codigos(valores: Numeros, filas: int, nombre: str) -> tuple[Enteros, tuple[str, ...]]:
    """Posición de cada código entre los distintos, (n,), y los distintos como texto."""
    codigos = np.asarray(valores)
    if codigos.shape != (filas,) or codigos.dtype.kind not in "biufU":
        raise ErrorDeMetodo(
            f"el código de {nombre} llegó como {codigos.dtype} de forma {codigos.shape} y hay "
            f"{filas} filas",
            que_hacer="dé un texto o un número por fila",
        )
    textos = codigos.dtype.kind == "U"
    vacios = codigos == "" if textos else np.isnan(codigos.astype(np.float64))
    if vacios.any():
        raise ErrorDeMetodo(
            f"{np.count_nonzero(vacios)} filas no tienen {nombre}; la primera, en la posición "
            f"{int(np.argmax(vacios))}",
            que_hacer=f"complete el código de {nombre} o quite esas filas antes de medir",
        )
    distintos, posicion = np.unique(codigos, return_inverse=True)
    return posicion.reshape(-1).astype(np.int64), tuple(str(c) for c in distintos.tolist())


def _fracciones(fraccion: Numeros | None, estrato: Enteros, estratos: int) -> Reales:
    if fraccion is None:
        return np.zeros(estratos)
    valores = np.asarray(fraccion, dtype=np.float64)
    if valores.shape != estrato.shape or not ((valores >= 0) & (valores <= 1)).all():
        raise ErrorDeMetodo(
            "la fracción de muestreo no es un número de 0 a 1 en cada fila",
            que_hacer="dé la fracción del estrato en cada fila, o no la dé",
        )
    del_estrato = np.zeros(estratos)
    del_estrato[estrato] = valores
    if (del_estrato[estrato] != valores).any():
        raise ErrorDeMetodo(
            "hay estratos con más de una fracción de muestreo",
            que_hacer="dé la misma fracción a todas las filas de un estrato",
        )
    return del_estrato
