"""El campo disperso según el Censo Agropecuario: contexto, y entrada a la ruta productiva."""

from __future__ import annotations

from functools import cache
from typing import Any

from generador.formato import lista
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio

INCIDENCIA = "cna_ipm"
# Cuántas privaciones se nombran.
PRINCIPALES = 3
SIN_ETNICO = " No contó a nadie en territorio étnico."
# De cada 100 unidades, cuántas: indicador → cómo se rotula. Las dos últimas son de la tenencia.
PARTES = {
    "cna_asistencia": "Recibieron asistencia técnica",
    "cna_credito_solicitado": "Pidieron crédito",
    "cna_credito_aprobado": "Lo obtuvieron",
    "cna_no_agropecuaria": "Con otra actividad, no agropecuaria",
    "cna_propia": "De tenencia propia",
    "cna_colectiva": "De propiedad colectiva",
}


def campo_2014(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """La lectura en palabras, las privaciones más frecuentes y las partes de cada 100 unidades.

    `hay` es falso si el censo no contó a nadie; `partes`, vacío si las unidades son muy pocas.
    """
    personas = cifra(acervo, "cna_personas", codigo)
    partes = [(rotulo, cifra(acervo, i, codigo)) for i, rotulo in PARTES.items()]
    return {
        "hay": personas.hay and personas.crudo > 0,
        "lectura": _lectura(acervo, codigo, personas),
        "privaciones": _principales(acervo, codigo),
        "upa": cifra(acervo, "cna_upa", codigo),
        "partes": [(rotulo, una) for rotulo, una in partes if una.hay],
    }


def _lectura(acervo: DatosDelSitio, codigo: str, personas: Cifra) -> str:
    contadas = f"El Censo Agropecuario contó a {personas.texto} personas en el área rural dispersa"
    incidencia = cifra(acervo, INCIDENCIA, codigo)
    if not incidencia.hay:
        return f"{contadas}, muy pocas para publicar una tasa."
    etnico, fuera = (cifra(acervo, f"cna_ipm_{a}", codigo) for a in ("etnico", "no_etnico"))
    if etnico.hay and fuera.hay:
        zonas = f": {etnico.con_unidad} en territorio étnico y {fuera.con_unidad} fuera de él"
    else:
        zonas = ""
    solo = "" if cifra(acervo, "cna_personas_etnico", codigo).crudo else SIN_ETNICO
    return (
        f"{contadas}. El {incidencia.con_unidad} vivía en pobreza según su IPM ajustado{zonas}."
        f"{solo}"
    )


def _principales(acervo: DatosDelSitio, codigo: str) -> str:
    """Las privaciones de más hogares, con su porcentaje; «» si no se publican."""
    cifras = [(corto, cifra(acervo, i, codigo)) for i, corto in _privaciones(acervo)]
    mayores = sorted((par for par in cifras if par[1].hay), key=lambda par: -par[1].crudo)
    return lista([f"{corto} ({una.con_unidad})" for corto, una in mayores[:PRINCIPALES]])


@cache
def _privaciones(acervo: DatosDelSitio) -> list[tuple[str, str]]:
    """Cada una con su rótulo en una frase."""
    fichas = [f for f in acervo.catalogo.values() if f.id.startswith("cna_priv_")]
    return [(f.id, f.corto.removesuffix(", campo").lower()) for f in fichas]
