"""Lo que se exige a cada tabla de `datos/` al leerla: llaves, forma de los números y rangos.

Corre al leer las tablas y no al usar lo guardado: lo que no cumple nunca se guarda.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generador.cubo import forma
from generador.cubo.catalogo import Indicador
from generador.errores import ErrorDeDatos, Lugar
from generador.redondeo import CIFRAS
from generador.rutas import DATOS

if TYPE_CHECKING:
    from generador.cubo.leer import Cubo

PERIODO = re.compile(r"[0-9]{4}")
# Sin exponente, signo +, ceros de relleno, espacios ni coma: la única forma en que se escriben.
NUMERO = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_LARGO = re.compile(rf"[0-9]{{{CIFRAS + 1}}}")
_COLUMNA = re.compile(rf"(?:{NUMERO.pattern})?(?:\n(?:{NUMERO.pattern})?)*")
# Unidades que no se parten.
CONTADAS = frozenset(
    {
        *("personas", "hogares", "viviendas", "resguardos", "establecimientos"),
        *("unidades_productoras", "proyectos", "nacimientos", "defunciones", "emergencias"),
    }
)
MENOS_CERO = "-0"


def exigir_cortes(
    ruta: Path, cortes: Iterable[tuple[str, str]], filas: Sequence[Sequence[str]]
) -> None:
    """ErrorDeDatos si algún par (dominio, periodo) no es de los que admite el kit.

    `filas` son las de la tabla sin encabezado, para decir en cuál está.
    """
    for dominio, periodo in cortes:
        if dominio not in forma.DOMINIOS:
            lista = ", ".join(forma.DOMINIOS)
            raise _error(ruta, filas, 1, dominio, f"el dominio no es uno de {lista}")
        if not PERIODO.fullmatch(periodo):
            raise _error(ruta, filas, 2, periodo, "el periodo no es un año de cuatro cifras")


def exigir_sin_repetidas(
    ruta: Path, posiciones: NDArray[np.intp], filas: Sequence[Sequence[str]]
) -> None:
    """ErrorDeDatos si dos filas tienen el mismo territorio, dominio y periodo.

    `posiciones` (filas,): un entero no negativo por cada llave distinta.
    """
    if not posiciones.size or np.bincount(posiciones).max() == 1:
        return
    vistas: dict[int, int] = {}
    for fila, posicion in enumerate(posiciones.tolist()):
        if (primera := vistas.setdefault(posicion, fila)) != fila:
            raise ErrorDeDatos(
                f"la llave ya está en la fila {primera + 2}",
                lugar=Lugar(ruta.name, fila=fila + 2, columna=", ".join(forma.LLAVE)),
                valor=", ".join(filas[fila][: len(forma.LLAVE)]),
                que_hacer=forma.REIMPORTAR,
            )


def canonico(texto: str) -> bool:
    """Si `texto` es un número como los escribe el kit, sin más cifras que las que guarda."""
    if not NUMERO.fullmatch(texto) or texto == MENOS_CERO:
        return False
    return len(texto.lstrip("-").replace(".", "").strip("0")) <= CIFRAS


def todas_canonicas(textos: Sequence[str]) -> bool:
    """Si es seguro que todas lo son, o vacías, mirándolas de una vez; si no, hay que ir una a una.

    Una columna corriente cuesta así la quinta parte.
    """
    juntas = "\n".join(textos)
    return (
        max(map(len, textos), default=0) <= CIFRAS + 1  # con su coma
        and _COLUMNA.fullmatch(juntas) is not None
        and _LARGO.search(juntas) is None
        and MENOS_CERO not in textos
        and juntas.count("\n") == max(len(textos) - 1, 0)
    )


def exigir_rango(ruta: Path, indicador: Indicador, valores: NDArray[np.float64]) -> None:
    """ErrorDeDatos si un valor no cabe en el rango del catálogo.

    `valores` (filas,) va como las filas de la tabla; lo que no es finito no es un dato.
    """
    minimo, maximo = indicador.limites
    fuera = np.isfinite(valores) & ((valores < minimo) | (valores > maximo))
    if fuera.any():
        fila = int(fuera.argmax())
        raise ErrorDeDatos(
            fuera_de_rango(indicador),
            lugar=Lugar(ruta.name, None, fila + 2, indicador.id),
            valor=f"{valores[fila]:.15g}",
            que_hacer=f"{forma.REIMPORTAR}; si la cifra es buena, amplíe `rango` en el catálogo",
        )


def exigir_enteros(ruta: Path, indicador: Indicador, valores: NDArray[np.float64]) -> None:
    """ErrorDeDatos si lo que se cuenta de uno en uno (personas, hogares) trae una fracción.

    `valores` (filas,) va como las filas de la tabla; lo que no es finito no es un dato.
    """
    if indicador.unidad not in CONTADAS:
        return
    finitos = np.where(np.isfinite(valores), valores, 0.0)
    if (partido := finitos != np.rint(finitos)).any():
        fila = int(partido.argmax())
        raise ErrorDeDatos(
            f"«{indicador.corto}» se cuenta en {indicador.unidad}, de uno en uno",
            lugar=Lugar(ruta.name, None, fila + 2, indicador.id),
            valor=f"{valores[fila]:.15g}",
            que_hacer=forma.REIMPORTAR,
        )


def exigir_calculadas(
    cubo: Cubo, llaves: Iterable[tuple[str, str, str]], catalogo: dict[str, Indicador]
) -> None:
    """ErrorDeDatos si una columna que calculó el kit trae un valor que no cabe en su rango."""
    for llave in llaves:
        indicador, valores = catalogo[llave[0]], cubo.columnas[llave]
        minimo, maximo = indicador.limites
        # NaN (sin dato) no es menor ni mayor; el infinito de una división, sí.
        if (fuera := (valores < minimo) | (valores > maximo)).any():
            puesto = int(fuera.argmax())
            raise ErrorDeDatos(
                f"lo calculado para {cubo.territorios[puesto]} ({', '.join(llave[1:])}) "
                f"{fuera_de_rango(indicador)}",
                lugar=Lugar(DATOS.name, columna=indicador.id),
                valor=f"{valores[puesto]:.15g}",
                que_hacer="revise las tablas de datos/ de donde sale con «kit datos verificar»; si "
                "la cifra es buena, amplíe `rango` en el catálogo",
            )


def fuera_de_rango(indicador: Indicador) -> str:
    """La frase con los límites que no se cumplieron."""
    minimo, maximo = indicador.limites
    return f"está fuera del rango de «{indicador.corto}» ({minimo:.15g} a {maximo:.15g})"


def _error(
    ruta: Path, filas: Sequence[Sequence[str]], columna: int, valor: str, problema: str
) -> ErrorDeDatos:
    fila = next(i for i, f in enumerate(filas, start=2) if f[columna] == valor)
    return ErrorDeDatos(
        problema,
        lugar=Lugar(ruta.name, None, fila, forma.LLAVE[columna]),
        valor=valor,
        que_hacer=forma.REIMPORTAR,
    )
