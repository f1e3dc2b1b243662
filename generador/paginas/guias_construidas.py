"""Lo que queda a mano después de construir las guías."""

from __future__ import annotations

from dataclasses import dataclass

from generador.paginas.secciones_de_las_guias import SeccionDeGuia


@dataclass(frozen=True)
class GuiasConstruidas:
    """La dirección pública («» si no la hay) y lo que otros publican a partir de las guías.

    `marcos` son las páginas del tema con las marcas de `marco.py`; `mapa`, el del sitio, al que
    le falta lo vertido; `secciones`, lo que el buscador halla. `version` es la que llevan escrita
    todas las páginas, o «» si no se sabe de qué salieron.
    """

    direccion: str
    marcos: dict[str, str]
    mapa: str
    secciones: tuple[SeccionDeGuia, ...]
    version: str = ""
