"""La capa de resultados de la incidencia: qué columnas lleva y cómo se pinta."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import estilo
from ..marcas import uso_de
from ..metodos.clasificacion import cuantiles
from ..metodos.patrones import TablaDePatrones, Unidad, medir_patrones
from ..metodos.privaciones import Medida
from ..metodos.supresion import PUBLICADO
from ..salida import Capa, Columna, o_nada
from .copia import Copia, copiar
from .nombres import PRIVACIONES
from .pedido import Pedido
from .ubicacion import Ubicador

CLASES = 5
# La posición de «personas» en las columnas.
PERSONAS = 2
J = range(1, len(PRIVACIONES) + 1)


def columnas(unidad: str) -> tuple[Columna, ...]:
    """Las columnas de resultados, con el denominador en su rótulo."""
    nombres = list(zip(J, PRIVACIONES))
    return (
        Columna("hogares", "entero", "Hogares de la base"),
        Columna("hogares_p", "real", "Hogares (con factor de expansión)"),
        Columna("personas", "real", "Personas"),
        Columna("poblacion", "real", f"Denominador ({unidad})"),
        Columna("pobres", "real", f"En pobreza multidimensional ({unidad})"),
        Columna("h", "real", f"H, incidencia (de {unidad})"),
        Columna("a", "real", f"A, intensidad (de {unidad})"),
        Columna("m0", "real", f"M0, incidencia ajustada (de {unidad})"),
        *(Columna(f"t_i{j}", "real", f"{n}: proporción de hogares") for j, n in nombres),
        *(Columna(f"c_i{j}", "real", f"{n}: pobres y privados (de {unidad})") for j, n in nombres),
        *(Columna(f"f_i{j}", "real", f"{n}: contribución a M0") for j, n in nombres),
        Columna("principal", "texto", "Privación que más contribuye"),
        Columna("supresion", "entero", "0: se muestra"),
        Columna("uso", "texto", "Para qué sirve: interno o publicable"),
    )


@dataclass(frozen=True)
class Resultado:
    """Lo medido en modo interno: los conteos y la medida en su `unidad`, exactos.

    `con_personas`: si se sabe cuántas personas hay; si no, la columna queda sin dato.
    """

    tabla: TablaDePatrones
    medida: Medida
    unidad: Unidad
    con_personas: bool = True


def escribir_resultados(
    pedido: Pedido, ubicador: Ubicador, resultado: Resultado, despues: Any
) -> None:
    """Escribe la salida: los polígonos con sus campos, o una tabla por código."""
    medida = resultado.medida
    declaradas = columnas(resultado.unidad)
    nuevos = [c.campo() for c in declaradas]
    filas = ([*fila, uso_de("interno")] for fila in _filas(resultado))
    visibles = medida.incidencia[medida.poblacion > 0]
    leyenda = leyenda_de_incidencia(resultado.unidad, visibles)
    if ubicador.poligonos is None:
        codigo = Columna("territorio", "texto", "Código del territorio").campo()
        pares = ((None, [texto, *fila]) for texto, fila in zip(ubicador.etiquetas, filas))
        pedido.escribir("SALIDA", Capa([codigo, *nuevos]), pares, None, despues)
        return
    copiar(
        pedido,
        "SALIDA",
        Copia(pedido.fuente("TERRITORIOS"), declaradas, leyenda, despues=despues),
        zip(ubicador.poligonos.entidades, filas),
    )


def leyenda_de_incidencia(unidad: str, valores: np.ndarray) -> estilo.Leyenda:
    """H por cuantiles, más lo vacío."""
    con_dato = valores[~np.isnan(valores)]
    cortes = cuantiles(con_dato, CLASES).tolist() if con_dato.size else []
    return estilo.de_incidencia(unidad, cortes)


def _filas(resultado: Resultado) -> Iterator[list[Any]]:
    """Los valores de cada territorio, en el orden de `columnas`; None donde no hay dato."""
    tabla, medida = resultado.tabla, resultado.medida
    agrupacion = tabla.agrupacion
    en_hogares = medir_patrones(tabla, medida.metodo, "hogares")
    principal = medida.privacion_principal.tolist()
    numeros = np.column_stack(
        [
            agrupacion.sumar(tabla.registros),
            agrupacion.sumar(tabla.hogares),
            agrupacion.sumar(tabla.personas),
            medida.poblacion,
            medida.pobres,
            medida.incidencia,
            medida.intensidad,
            medida.m0,
            en_hogares.tasas,
            medida.tasas_censuradas,
            medida.contribuciones,
        ]
    )
    for i, fila in enumerate(numeros.tolist()):
        valores = list(map(o_nada, fila))
        valores[0] = int(fila[0])
        if not resultado.con_personas:
            valores[PERSONAS] = None
        yield [*valores, PRIVACIONES[principal[i]] if principal[i] >= 0 else None, PUBLICADO]
