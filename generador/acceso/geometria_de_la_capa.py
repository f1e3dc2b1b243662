"""Qué guarda una capa sin leerla entera: puntos, polígonos o ninguna geometría."""
# ruff: noqa: PLC0415 - pyogrio es del extra «hogares»

from __future__ import annotations

from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import CAPAS, mensajes_de_capa


def geometria_de(ruta: Path, capa: str | None) -> str:
    """El tipo de geometría de la capa («Point», «MultiPolygon»…); «» si no es una capa.

    También «» si trae varias capas y no se dijo cuál: de eso se queja quien la abre. Una que
    mezcla tipos se conoce por su primera entidad; ErrorDeDatos si no tiene ninguna.
    """
    if ruta.suffix.lower() not in CAPAS or not ruta.is_file():
        return ""
    import pyogrio

    with mensajes_de_capa(ruta):
        tipos = {str(n): str(t or "") for n, t in pyogrio.list_layers(ruta)}
        elegida = capa or (next(iter(tipos)) if len(tipos) == 1 else "")
        tipo = tipos.get(elegida, "")
        if tipo != "Unknown":
            return tipo
        primera = pyogrio.read_dataframe(ruta, layer=elegida, columns=[], max_features=1)
    if not len(primera):
        raise ErrorDeDatos(
            "la capa está vacía",
            lugar=Lugar(ruta.name),
            que_hacer="revise su filtro y expórtela otra vez",
        )
    return str(primera.geometry.geom_type.iloc[0])
