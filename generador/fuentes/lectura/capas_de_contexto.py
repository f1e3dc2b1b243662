"""Capas de contexto: polígonos que pasan de un municipio a otro y se guardan sin partirlos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generador.fuentes.lectura import identificadores
from generador.fuentes.lectura.capa_de_lugares import escribir
from generador.fuentes.lectura.contra_el_municipio import municipios_que_toca
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa, a_metros
from generador.fuentes.lectura.rasgos import Rasgos


def capa(
    rasgos: Rasgos,
    prefijo: str,
    propiedades: Sequence[Mapping[str, str]],
    municipios: Mapping[str, Any],
    metadatos: Mapping[str, Any],
    tolerancia: float = 100.0,
) -> bytes:
    """La capa, con el municipio en que cada polígono tiene más área y todos los que toca.

    `propiedades` trae al menos `nombre`; el código es del kit: `prefijo` y nombre. `municipios`
    (código → polígono) va en metros.
    """
    toca = municipios_que_toca(a_metros(rasgos.geometrias), municipios)
    codigos = identificadores.del_kit(
        [prefijo] * len(propiedades), [p["nombre"] for p in propiedades]
    )
    completas = [
        {"codigo": codigo, "territorio": propios[0], "territorios": propios, **propias}
        for codigo, propios, propias in zip(codigos, toca, propiedades, strict=True)
    ]
    return escribir(rasgos, completas, LimpiezaDeCapa(tolerancia, cobertura=False), metadatos)
