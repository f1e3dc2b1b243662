"""Comparaciones de un toque para quien llega sin nada: salen de las mismas listas que el perfil."""

from __future__ import annotations

from generador.formato import lista
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio

CON_SU_DEPARTAMENTO, CON_COMPARABLES, CON_VECINOS = "27025", "05873", "52835"
CIUDADES = ("11001", "05001", "76001", "08001")
MAXIMO = 4


def ejemplos(acervo: DatosDelSitio) -> list[tuple[str, list[str]]]:
    """(qué muestra, códigos) de cada una."""
    parecidos = acervo.parecidos[CON_COMPARABLES].codigos
    vecinos = [v.codigo for v in acervo.topologia.vecinos[CON_VECINOS]]
    hechos = [
        ("Un municipio, su departamento y el país",
         [CON_SU_DEPARTAMENTO, CON_SU_DEPARTAMENTO[:2], NACION]),
        ("Un municipio y sus comparables", [CON_COMPARABLES, *parecidos]),
        ("Un municipio y sus vecinos", [CON_VECINOS, *vecinos]),
        ("Cuatro ciudades", list(CIUDADES)),
    ]  # fmt: skip
    return [
        (f"{que}: {_nombrados(acervo, codigos[:MAXIMO])}", codigos[:MAXIMO])
        for que, codigos in hechos
    ]


def _nombrados(acervo: DatosDelSitio, codigos: list[str]) -> str:
    return lista([acervo.territorios[c].nombre for c in codigos])
