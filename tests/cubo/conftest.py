"""El taller de `datos/` de mentira, que comparte con las pruebas de la importación."""

from tests.importacion.conftest import hecho, taller

__all__ = ["hecho", "taller"]
