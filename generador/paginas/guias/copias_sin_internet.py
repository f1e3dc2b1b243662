"""Las copias para descargar, con su tamaño y su huella, como las dice «Llevar sin internet»."""

from __future__ import annotations

from datetime import date
from html import escape

from generador import publicador
from generador.formato import numero
from generador.paquetes import registro_de_paquetes
from generador.paquetes.registro_de_paquetes import PaqueteHecho, Registro

# `kit empaquetar` cambia lo que va entre las dos marcas: una copia no puede decir su propia huella.
MARCAS = ("<!-- paquetes -->", "<!-- /paquetes -->")
SIN_HACER = "<p>Quien publica este sitio todavía no ha hecho las copias para descargar.</p>"


def tabla_de_paquetes() -> str:
    """Una fila por copia; sin copias hechas, que no las hay."""
    hecho = registro_de_paquetes.leer(registro_de_paquetes.ARCHIVO)
    dicho = _tabla(hecho) if hecho and hecho.paquetes else SIN_HACER
    return f"{MARCAS[0]}{dicho}{MARCAS[1]}"


def _tabla(hecho: Registro) -> str:
    dia = f" con los datos al {_dia(hecho.fecha)}" if hecho.fecha else ""
    donde = "" if hecho.direccion else " Pídalas a quien publica este sitio."
    filas = "".join(_fila(paquete, hecho.direccion) for paquete in hecho.paquetes)
    return (
        f"<p>{len(hecho.paquetes)} copias{dia}.{donde}</p>"
        "<table><thead><tr><th>Copia</th><th>Tamaño</th><th>Huella SHA-256</th></tr></thead>"
        f"<tbody>{filas}</tbody></table>"
    )


def _fila(paquete: PaqueteHecho, direccion: str) -> str:
    nombre = escape(paquete.nombre[:1].upper() + paquete.nombre[1:])
    if direccion:
        nombre = f'<a href="{escape(direccion + paquete.archivo)}">{nombre}</a>'
    sin = f"<br><small>Sin {escape(', '.join(paquete.sin[1:]))}</small>" if paquete.sin[1:] else ""
    megas = numero(paquete.octetos / 1e6, 1)
    huella = f"<code>{escape(paquete.archivo)}</code><br><code>{escape(paquete.sha256)}</code>"
    return f"<tr><td>{nombre}{sin}</td><td>{megas}\u00a0MB</td><td>{huella}</td></tr>"


def _dia(fecha: str) -> str:
    return publicador.en_palabras(date.fromisoformat(fecha))
