"""Una columna municipal en texto: enteros sin coma, para que pese poco y se lea sin perder nada."""

from __future__ import annotations

from functools import cache

import numpy as np

from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear_columna

DOMINIOS = ("total", "cabecera", "rural")
MARCAS = {NO_APLICA: "x", NO_DISPONIBLE: "n"}
"""Lo que va en lugar de un número; «sin dato» va vacío."""


@cache
def llaves(acervo: DatosDelSitio) -> dict[str, tuple[Llave, ...]]:
    """Las columnas numéricas con algún dato municipal, por indicador y en el orden del catálogo.

    Una categoría no es un número y no entra: se lee en el perfil.
    """
    filas, cubo = acervo.filas_municipales, acervo.cubo
    halladas: dict[str, list[Llave]] = {i: [] for i in acervo.catalogo}
    for llave in cubo.columnas:
        if llave[1] in DOMINIOS and (cubo.estados[llave][filas] == DATO).any():
            halladas[llave[0]].append(llave)
    return {
        i: tuple(sorted(suyas, key=lambda k: (k[2], DOMINIOS.index(k[1]))))
        for i, suyas in halladas.items()
        if suyas and not acervo.catalogo[i].categorias
    }


def texto(acervo: DatosDelSitio, llave: Llave) -> str:
    """Los 1.122 valores publicados × 10^decimales, unidos por «|», en el orden de `municipios`."""
    decimales = acervo.catalogo[llave[0]].decimales
    estados = acervo.cubo.estados[llave][acervo.filas_municipales]
    hay = estados == DATO
    publicados = redondear_columna(acervo.municipal(*llave), decimales)
    enteros = np.rint(np.where(hay, publicados, 0) * 10.0**decimales).astype(np.int64)
    pares = zip(enteros.tolist(), estados.tolist(), strict=True)
    return "|".join(str(v) if e == DATO else MARCAS.get(e, "") for v, e in pares)
