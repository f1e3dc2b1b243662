"""El aviso que acompaña a una cifra que se sale de lo que se espera de ella."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from generador.formato import numero
from generador.indicadores.plausibilidad import fuera_de_lo_usual
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear

AVISO = "Fuera de lo usual: {nombre} ({periodo}), {valor}; se espera de {desde} a {hasta}. {causa}"
SIN_CAUSA = "Verifíquela con la entidad antes de usarla."


@cache
def se_salen(acervo: DatosDelSitio, indicador: str, periodo: str) -> frozenset[str]:
    """Los territorios cuya cifra de ese año se sale de lo que se espera de ella."""
    valores = acervo.cubo.columnas[indicador, "total", periodo]
    fuera = fuera_de_lo_usual(acervo.catalogo[indicador], valores)
    if fuera is None:
        return frozenset()
    return frozenset(acervo.cubo.territorios[fila] for fila in np.flatnonzero(fuera))


def aviso(acervo: DatosDelSitio, indicador: str, una: Cifra) -> str:
    """Por qué dudar de esa cifra; vacío si está en lo que se espera o no la hay."""
    ficha = acervo.catalogo[indicador]
    desde, hasta = ficha.plausibles
    if not una.hay or desde <= redondear(una.crudo, ficha.decimales) <= hasta:
        return ""
    return AVISO.format(
        nombre=ficha.corto.lower() if ficha.corto[1:2].islower() else ficha.corto,
        periodo=una.periodo,
        valor=una.con_unidad,
        desde=numero(desde),
        hasta=numero(hasta),
        causa=ficha.atipico or SIN_CAUSA,
    )


def avisos(acervo: DatosDelSitio, codigo: str, indicadores: Iterable[str]) -> list[str]:
    """Los de las cifras vigentes de un territorio, en orden."""
    dichos = (aviso(acervo, i, cifra(acervo, i, codigo)) for i in indicadores)
    return [dicho for dicho in dichos if dicho]
