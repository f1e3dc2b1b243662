"""El grupo de la caja de herramientas en que van estos algoritmos."""

from __future__ import annotations

G_PUBLICAR = "5. Publicar y entregar"
