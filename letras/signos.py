"""Los signos que traen las letras: los del español, sus cifras y su puntuación."""

from __future__ import annotations

ASCII = "".join(map(chr, range(0x20, 0x7F)))
ESPANOL = "ÁÉÍÑÓÚÜáéíñóúü¡¿«»ªº°§·"
# Nombres propios que escribe quien usa una herramienta.
DE_NOMBRES = "ÀÂÃÄÇÈÊËÌÎÏÒÔÕÖÙÛàâãäçèêëìîïòôõöùû"
PUNTUACION = "\u00a0–—‘’“”…‹›•¶©"
CUENTAS = "−±×÷²³¹½¼¾€↑↓"
# No vienen en los archivos publicados: son «↑» girada.
GIRADAS = {"→": 1, "←": 3}  # cuartos de vuelta en el sentido del reloj

SIGNOS = ASCII + ESPANOL + DE_NOMBRES + PUNTUACION + CUENTAS
