"""La recodificación frente a las marcas que el archivo ya trae: en cuántos hogares coinciden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .base import BaseRecodificada

EJEMPLOS = 5


@dataclass(frozen=True)
class Contraste:
    """Un indicador frente a la marca del archivo, en hogares y en personas.

    `comparados`: los que los dos deciden; `iguales`, de ellos; `sin_decidir`, los que la receta no
    decide y la base sí, y `sin_decidir_privados`, de ellos. `distintos`: filas del jefe de los
    primeros hogares que difieren.
    """

    id: str
    comparados: int
    iguales: int
    sin_decidir: int
    sin_decidir_privados: int
    personas: int
    personas_iguales: int
    distintos: tuple[int, ...]


def contrastar(base: BaseRecodificada) -> tuple[Contraste, ...]:
    """Uno por indicador que el archivo trae; () si no trae ninguno."""
    if base.del_archivo is None:
        return ()
    de_personas, jefe = base.hecha.de_personas, base.hechos.jefe
    de_hogares, filas = base.hecha.de_hogares, base.hechos.fila
    hechos = []
    for j, id_ in enumerate(base.hecha.receta.ids):
        marca, propia = base.del_archivo[jefe, j], de_hogares[:, j]
        trae = marca >= 0
        if not trae.any():
            continue
        ambas = trae & (propia >= 0)
        difiere = ambas & (marca != propia)
        sin = trae & (propia < 0)
        cuenta = base.hecha.unidades.de >= 0
        dos = cuenta & (base.del_archivo[:, j] >= 0) & (de_personas[:, j] >= 0)
        hechos.append(
            Contraste(
                id=id_,
                comparados=int(ambas.sum()),
                iguales=int((ambas & ~difiere).sum()),
                sin_decidir=int(sin.sum()),
                sin_decidir_privados=int((sin & (marca == 1)).sum()),
                personas=int(dos.sum()),
                personas_iguales=int((dos & (base.del_archivo[:, j] == de_personas[:, j])).sum()),
                distintos=tuple(np.sort(filas[difiere])[:EJEMPLOS].tolist()),
            )
        )
    return tuple(hechos)
