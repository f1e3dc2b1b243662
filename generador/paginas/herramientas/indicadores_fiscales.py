"""Indicadores fiscales de cada municipio para el mapa de fuentes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.herramientas.columnas_municipales import con_columna, ficha

TEMA = "recursos"


def fiscal(acervo: DatosDelSitio, reglas: Mapping[str, Any]) -> dict[str, Any]:
    """Los del tema de recursos que salen en el perfil y los que nombran las reglas, con su columna.

    `perfil` son los que se muestran en la tabla del municipio; los demás llenan casillas o dicen
    cuánto recibe de una fuente. Con `periodo_de`, una casilla toma el año de otro indicador.
    """
    suyos = (una for una in acervo.catalogo.values() if una.tema == TEMA and una.perfil)
    # Una categoría no tiene mediana ni se escribe como número.
    perfil = [una.id for una in suyos if not una.categorias]
    casillas = {
        c["indicador"]: acervo.vigente(c["periodo_de"]) if "periodo_de" in c else None
        for c in reglas["casillas"]
        if "indicador" in c
    }
    montos = [f["indicador"] for f in reglas["fuentes"] if "indicador" in f]
    pedidos = {**dict.fromkeys([*perfil, *montos]), **casillas}
    return {
        "codigos": acervo.municipios,
        "perfil": [i for i in perfil if con_columna(acervo, i)],
        "indicadores": {
            i: ficha(acervo, i, periodo) for i, periodo in pedidos.items() if con_columna(acervo, i)
        },
    }
