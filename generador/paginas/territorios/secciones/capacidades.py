"""Con qué cuenta: desempeño municipal, categoría, producción y luces nocturnas."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from generador.formato import numero
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.atipicos import avisos

MDM = ("mdm", "mdm_gestion", "mdm_resultados")
COMPONENTES = ("mdm_movilizacion", "mdm_ejecucion", "mdm_gobierno", "mdm_ordenamiento")
ACTIVIDADES = ("valor_agregado_primarias", "valor_agregado_secundarias",
               "valor_agregado_terciarias")  # fmt: skip


class Puntaje(NamedTuple):
    """Un puntaje de la MDM (0 a 100) y la mediana de su grupo, para la barra."""

    nombre: str
    texto: str
    ancho: str
    grupo: str
    principal: bool


def capacidades(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Puntajes de la MDM con la mediana de su grupo, y la categoría de Ley 617."""
    anio = anio_de_la_mdm(acervo)
    grupo = cifra(acervo, "mdm_grupo", codigo, "total", anio)
    filas = []
    for indicador in (*MDM, *COMPONENTES):
        propia = cifra(acervo, indicador, codigo, "total", anio)
        filas.append(
            Puntaje(
                acervo.catalogo[indicador].corto,
                propia.texto,
                f"{propia.crudo:.0f}" if propia.hay else "",
                f"{mediana_de_grupo(acervo, indicador, grupo.crudo):.0f}" if grupo.hay else "",
                indicador in MDM,
            )
        )
    return {
        "hay": bool(filas[0].ancho),
        "anio": anio,
        "grupo": grupo,
        "categoria": cifra(acervo, "categoria_ley617", codigo),
        "filas": filas,
    }


@cache
def anio_de_la_mdm(acervo: DatosDelSitio) -> str:
    """El último con los puntajes y el grupo: un puntaje solo se compara con los de su grupo."""
    return acervo.comun(*((i, "total") for i in ("mdm_grupo", *MDM, *COMPONENTES)))


@cache
def mediana_de_grupo(acervo: DatosDelSitio, indicador: str, grupo: float) -> float:
    """Mediana de un puntaje de la MDM entre los municipios del mismo grupo de capacidades."""
    anio = anio_de_la_mdm(acervo)
    grupos = acervo.municipal("mdm_grupo", "total", anio)
    valores = acervo.municipal(indicador, "total", anio)
    return float(np.nanmedian(valores[grupos == grupo]))


def economia(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Valor agregado y su composición, y las luces del primer y del último año."""
    total = cifra(acervo, "valor_agregado", codigo)
    partes = [_parte(acervo, i, codigo, total) for i in ACTIVIDADES]
    luces = acervo.cubo.periodos("luces_media")
    antes, despues = (cifra(acervo, "luces_media", codigo, "total", luces[i]) for i in (0, -1))
    return {
        "hay": total.hay,
        "total": total,
        "por_habitante": cifra(acervo, "valor_agregado_por_habitante", codigo),
        "atipicos": avisos(acervo, codigo, ("valor_agregado_por_habitante",)),
        "partes": [p for p in partes if p],
        "luces_antes": antes,
        "luces_despues": despues,
    }


def _parte(
    acervo: DatosDelSitio, indicador: str, codigo: str, total: Cifra
) -> dict[str, Any] | None:
    propia = cifra(acervo, indicador, codigo)
    if not (propia.hay and total.hay and total.crudo > 0):
        return None
    parte = 100 * propia.crudo / total.crudo
    return {
        "nombre": acervo.catalogo[indicador].corto,
        "valor": numero(parte, 1),
        "ancho": f"{max(parte, 0):.1f}",
    }
