"""Indicadores del catálogo que sirven para ordenar municipios, y lo que sirve para filtrarlos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generador.cubo.catalogo import Indicador
from generador.indicadores import incertidumbre
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.herramientas.columnas_municipales import columna, ficha
from generador.paginas.territorios.secciones import aviso_de_omision

# Lo que describe a las personas y viviendas que el censo contó.
DEL_CENSO = frozenset({"medida_censal_2018", "nbi", "nbi_etnico_2018", "censo_2018"})
MINIMO_CON_DATO = 0.5  # un indicador que falta en la mitad del país no ordena: descarta


def priorizador(acervo: DatosDelSitio) -> dict[str, Any]:
    """Municipios con sus filtros e indicadores con su columna.

    `poblacion` es la del año más reciente que no pasa del de la categoría: los dos filtros hablan
    del mismo momento.
    """
    anio = acervo.vigente("categoria_ley617")
    return {
        "municipios": [
            [c, acervo.territorios[c].nombre, acervo.territorios[c].nombre_departamento]
            for c in acervo.municipios
        ],
        "poblacion": columna(acervo, "poblacion", anio),
        "periodo_poblacion": anio,
        "categoria": columna(acervo, "categoria_ley617"),
        "categorias": acervo.catalogo["categoria_ley617"].categorias,
        "periodo_categoria": anio,
        "pdet": [int(v is not None) for v in columna(acervo, "pdet_subregion")],
        "omision": _omision(acervo),
        "temas": {t.id: t.titulo for t in acervo.temas},
        "indicadores": [
            {
                **ficha(acervo, i),
                "tema": acervo.catalogo[i].tema,
                "censal": del_censo(acervo.catalogo, i),
                "mayor_primero": acervo.catalogo[i].sentido != "mas_es_mejor",
            }
            for i in priorizables(acervo)
        ],
    }


def _omision(acervo: DatosDelSitio) -> dict[str, Any]:
    """Por lugar en `municipios`: quiénes no llevan puesto y quiénes van aparte, con su omisión.

    Solo cuando se ordena con algo del censo, que no describe a quienes no contó.
    """
    avisos = [aviso_de_omision.aviso(acervo, c) for c in acervo.municipios]
    sin_contar = columna(acervo, incertidumbre.OMISION)
    return {
        "solo_contados": [i for i, a in enumerate(avisos) if a.sin_comparar],
        "con_cautela": [
            [i, sin_contar[i]] for i, a in enumerate(avisos) if a.cautela and not a.sin_comparar
        ],
    }


def del_censo(catalogo: Mapping[str, Indicador], indicador: str) -> bool:
    """Si el indicador sale del censo o se calcula con algo que sale de él."""
    una = catalogo[indicador]
    return una.fuente in DEL_CENSO or any(del_censo(catalogo, i) for i in una.derivado_de)


def priorizables(acervo: DatosDelSitio) -> list[str]:
    """Los del catálogo que ordenan y tienen dato en bastantes municipios, en su orden."""
    minimo = MINIMO_CON_DATO * len(acervo.municipios)
    return [
        i
        for i, una in acervo.catalogo.items()
        if una.priorizable
        and acervo.cubo.periodos(i, "total")
        and sum(v is not None for v in columna(acervo, i)) >= minimo
    ]
