"""Capas de una sola ciudad: barrios, comunas, UPZ… todas encajan y son de un solo municipio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generador.fuentes.lectura.capa_de_lugares import escribir, procedencia
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.rasgos import Rasgos


def capa(
    rasgos: Rasgos,
    municipio: str,
    propiedades: Sequence[Mapping[str, str]],
    *,
    receta: LimpiezaDeCapa,
    origen: tuple[Path, str],
    rotulo: tuple[str, str],
) -> bytes:
    """La capa de la ciudad `municipio`, con las `propiedades` (código, nombre…) de cada rasgo.

    `origen`: la carpeta y la ruta del archivo. `rotulo`: título de la capa y quién la publica.
    """
    completas = [{"territorio": municipio, **propias} for propias in propiedades]
    return escribir(rasgos, completas, receta, procedencia(*origen, *rotulo))
