"""Lo que queda a mano después de construir las guías."""

from __future__ import annotations

from dataclasses import dataclass

from generador.paginas.secciones_de_las_guias import Seccion


@dataclass(frozen=True)
class GuiasConstruidas:
    """La dirección pública («» si no la hay) y lo que otros publican a partir de las guías.

    `marco` es la página del tema con las marcas de `marco.py`; `mapa`, el mapa del sitio, al que le
    faltan los perfiles; `secciones`, lo que el buscador halla.
    """

    direccion: str
    marco: str
    mapa: str
    secciones: tuple[Seccion, ...]
