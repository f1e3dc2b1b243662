"""Dónde parte el kit la NBI para pintarla: en la página, en la capa que se descarga y en QGIS.

Va solo porque el zip del complemento se empaqueta sin nada más que numpy.
"""

from __future__ import annotations

CORTES = (10.0, 25.0, 50.0, 75.0)
"""Cortes de las clases 0 a 4 (%); cada uno pertenece a la de arriba. Los mismos en todo el país."""
