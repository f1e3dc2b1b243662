"""El paquete con que una alcaldía devuelve al sitio lo que midió por vereda.

Son tres piezas: `manifiesto.json`, `tabla.csv` y `territorios.geojson`. QGIS y la orden lo arman
con este mismo código, y `kit construir --local` lo comprueba con él antes de publicar.
"""

from __future__ import annotations
