"""Una base de la orden, leída como columnas y armada en hogares por el núcleo."""

from __future__ import annotations

from collections.abc import Iterable

from generador.hogares.base_reconocida import Base
from generador.hogares.columnas_leidas import ColumnasLeidas, Leidas, leer
from generador.hogares.dominio import con_lugar
from generador.metodos.hogares.armar import MARCAS, HogaresArmados, armar
from generador.metodos.hogares.entrada import ComoSeDice, Entrada, Peticion

COMO_SE_DICE = ComoSeDice(
    aceptar="use --aceptar-perdidas",
    filas="--filas personas o --filas hogares",
    decimal="--decimal , o --decimal .",
)
# Lo que el núcleo lee de cualquier base, si lo trae.
CANONICAS = (
    *("parentesco", "id_persona", "edad", "grupo", "nivel", "clasificacion", "fex", "zona"),
    *("clase", "personas_hogar", "cod_mpio", "cod_dpto", *MARCAS),
)


def columnas_del_nucleo(base: Base, ajenas: Iterable[str] = ()) -> list[str]:
    """Las columnas de la base que hay que leer, sin repetir."""
    propias = [c for c in map(base.canonica, CANONICAS) if c]
    return list(dict.fromkeys([*propias, *base.esquema.clave_hogar, *ajenas]))


def leer_entrada(base: Base, lectura: ColumnasLeidas) -> tuple[Entrada, Leidas]:
    """Las columnas de la lectura, en el orden del archivo."""
    leidas = leer(lectura)
    return Entrada(base.esquema, leidas.columnas, leidas.filas), leidas


def armar_hogares(base: Base, entrada: Entrada, peticion: Peticion) -> HogaresArmados:
    """Los hogares; ErrorDeDatos, con el archivo, si algo que cambia el resultado no se entiende."""
    with con_lugar(base.nombre):
        return armar(entrada, peticion)
