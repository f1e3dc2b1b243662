"""Errores que el usuario puede resolver, y la cancelación."""

from __future__ import annotations


class ErrorDeCapa(Exception):
    """La capa, el campo o el parámetro elegidos no sirven; dice qué hacer."""

    def __init__(self, problema: str, *, que_hacer: str) -> None:
        super().__init__(f"{problema}\n  Qué hacer: {que_hacer}")


class Cancelado(Exception):
    """El usuario canceló: no queda ninguna salida a medias."""

    def __init__(self) -> None:
        super().__init__("Cancelado: no se dejó ninguna salida.")


# Lo que dicen SQLite, GDAL y el sistema de cada causa (sus mensajes van en inglés), y qué hacer.
CAUSAS = (
    (("disk is full", "no space left", "disk full", "not enough space"),
     "libere espacio en el disco de la salida, o elija otra carpeta"),
    (("locked", "being used by another", "sharing violation", "busy"),
     "cierre el programa que tiene abierto el archivo, o elija otra ruta"),
    (("readonly", "read-only", "permission denied", "access is denied", "unable to open"),
     "elija una carpeta donde pueda escribir"),
    (("disk i/o error", "input/output error"),
     "revise que el disco o la unidad de red siga conectada, o elija otra carpeta"),
    (("malformed", "not a database", "corrupt"),
     "el archivo está dañado: elija otra ruta para la salida"),
    (("unique constraint", "datatype mismatch", "too long", "conversion", "type mismatch"),
     "el formato de la salida no admite esos valores: escriba en GeoPackage (.gpkg)"),
)  # fmt: skip
SIN_CAUSA = "elija otra ruta; si se repite, escriba en GeoPackage (.gpkg) o como capa temporal"


def al_escribir(mensaje: str) -> str:
    """Qué hacer según por qué no se pudo escribir, tomado del mensaje de quien escribía."""
    dicho = mensaje.lower()
    for senales, que_hacer in CAUSAS:
        if any(senal in dicho for senal in senales):
            return que_hacer
    return SIN_CAUSA
