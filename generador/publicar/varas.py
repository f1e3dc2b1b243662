"""Las varas de lo que se publica, en octetos: aquí y en ningún otro lugar.

Las usan `kit publicar --revisar`, las pruebas del sitio y `make medir`. «Comprimido» es con gzip de
nivel 6, como lo sirve GitHub Pages.
"""

from __future__ import annotations

PERFIL = 24_000
"""El HTML de la página de un municipio, comprimido."""
PRIMERA_VISITA = 120_000
"""Todo lo que pide un perfil a quien llega por primera vez, comprimido, letras incluidas."""
SEGUNDA_PAGINA = 40_000
INDICE_DE_BUSQUEDA = 150_000
"""Lo que se pide al tocar el buscador, comprimido."""
TARJETA = 15_000
"""La página que se incrusta en otra, con su hoja, sin comprimir."""
FICHA = 120_000
"""Un PDF."""
SITIO = 280_000_000
"""El sitio con sus descargas, sin las fichas en PDF."""
SITIO_CON_FICHAS = 420_000_000
DE_PAGES = 1_000_000_000
"""El máximo que admite GitHub Pages."""
