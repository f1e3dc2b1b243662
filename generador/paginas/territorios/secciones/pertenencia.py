"""Cuánta población es indígena o NARP, y su NBI donde el grupo pesa en el municipio."""

from __future__ import annotations

from typing import Any, NamedTuple

from generador.formato import porcentaje
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio

NBI = "nbi"
SE_NOMBRA, PESA = 1.0, 5.0  # en porcentaje de la población proyectada


class GrupoEtnico(NamedTuple):
    """Un grupo: cómo se llama su gente, su parte de la población y su NBI."""

    parte: str
    nbi: str
    rotulo: str
    gente: str


GRUPOS = (
    GrupoEtnico("indigena_porcentaje", "nbi_indigena", "Indígena", "indígenas"),
    GrupoEtnico(
        "narp_porcentaje",
        "nbi_narp",
        "Negra, afrocolombiana, raizal o palenquera",
        "negras, afrocolombianas, raizales o palenqueras",
    ),
)


def pertenencia(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Los porcentajes desde 1 % y, desde 5 %, la frase que compara el NBI con el del municipio."""
    partes = [(g, cifra(acervo, g.parte, codigo)) for g in GRUPOS]
    nombrados = [(g, una) for g, una in partes if una.hay and una.crudo >= SE_NOMBRA]
    frases = [_frase(acervo, g, codigo) for g, una in nombrados if una.crudo >= PESA]
    return {
        "partes": [(g.rotulo, una) for g, una in nombrados],
        "frases": [frase for frase in frases if frase],
    }


def _frase(acervo: DatosDelSitio, grupo: GrupoEtnico, codigo: str) -> str:
    del_grupo = cifra(acervo, grupo.nbi, codigo)
    if not del_grupo.hay:
        return ""
    del_municipio = cifra(acervo, NBI, codigo, "total", del_grupo.periodo)
    return (
        f"En {del_grupo.periodo}, el {_con_un_decimal(del_grupo)} de las personas {grupo.gente} "
        f"vivía en hogares con NBI; en todo el municipio, el {_con_un_decimal(del_municipio)}."
    )


def _con_un_decimal(una: Cifra) -> str:
    return porcentaje(una.crudo, 1)
