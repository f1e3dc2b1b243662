"""Rehace `sitio/recursos/iconos/`: `python -m iconos`.

El dibujo es el de `icono.svg`: un papel de esquinas redondas y tres barras. En el recortable, el
papel llega al borde y las barras caben en el círculo que el teléfono no recorta.
"""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from generador.disco.escritura import escribir_bytes
from generador.rutas import SITIO

ICONO = SITIO / "recursos" / "icono.svg"
CARPETA = SITIO / "recursos" / "iconos"
LADO = 32.0  # el del dibujo
ESQUINA = 6.0
DEL_CIRCULO = 0.8  # cuánto se encoge el recortable: el círculo seguro tiene 40 % de radio
VECES = 4  # se dibuja más grande y se promedia: así los bordes salen lisos
TRAZO = re.compile(r'<path d="([^"]+)" fill="#([0-9a-f]{6})"/>')
BARRA = re.compile(r"([Mm])([\d.]+)[ ]?(-?[\d.]+)h([\d.]+)v([\d.]+)")
# Nombre: lado en píxeles y si el teléfono lo recorta.
ICONOS = {"192.png": (192, False), "512.png": (512, False), "512-recortable.png": (512, True)}


def barras(svg: str) -> list[tuple[float, float, float, float, str]]:
    """(x, y, ancho, alto, color) de cada rectángulo del dibujo."""
    halladas = []
    for trazo, color in TRAZO.findall(svg):
        x = y = 0.0
        for cual, a, b, ancho, alto in BARRA.findall(trazo):
            # Después de «z» se sigue desde donde empezó la barra anterior.
            x, y = (x + float(a), y + float(b)) if cual == "m" else (float(a), float(b))
            halladas.append((x, y, float(ancho), float(alto), color))
    return halladas


def dibujar(lado: int, *, recortable: bool = False) -> npt.NDArray[np.uint8]:
    """El icono, (lado, lado, 4) en RGBA."""
    escala = (DEL_CIRCULO if recortable else 1.0) * lado * VECES / LADO
    puntos = (np.arange(lado * VECES) + 0.5 - lado * VECES / 2) / escala + LADO / 2
    x, y = puntos[None, :], puntos[:, None]
    fino = np.empty((lado * VECES, lado * VECES, 4))
    fino[...] = 255
    if not recortable:
        lejos = [np.maximum(abs(eje - LADO / 2) - (LADO / 2 - ESQUINA), 0) for eje in (x, y)]
        fino[..., 3] = 255 * (np.hypot(*lejos) <= ESQUINA)
    for izquierda, arriba, ancho, alto, color in barras(ICONO.read_text("utf-8")):
        dentro = (x >= izquierda) & (x < izquierda + ancho) & (y >= arriba) & (y < arriba + alto)
        fino[dentro, :3] = list(bytes.fromhex(color))
    por_punto = fino.reshape(lado, VECES, lado, VECES, 4).mean(axis=(1, 3))
    redondo: npt.NDArray[np.uint8] = np.rint(por_punto).astype(np.uint8)
    return redondo


def png(imagen: npt.NDArray[np.uint8]) -> bytes:
    """El archivo PNG de una imagen RGBA, siempre con los mismos octetos."""
    alto, ancho = imagen.shape[:2]
    renglones = b"".join(b"\0" + renglon.tobytes() for renglon in imagen)
    partes = {
        b"IHDR": struct.pack(">2I5B", ancho, alto, 8, 6, 0, 0, 0),
        b"IDAT": zlib.compress(renglones, 9),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(dato)) + tipo + dato + struct.pack(">I", zlib.crc32(tipo + dato))
        for tipo, dato in partes.items()
    )


def rehacer(carpeta: Path = CARPETA) -> None:
    """Escribe los iconos en `carpeta`."""
    for nombre, (lado, recortable) in ICONOS.items():
        escribir_bytes(carpeta / nombre, png(dibujar(lado, recortable=recortable)))


if __name__ == "__main__":
    rehacer()
