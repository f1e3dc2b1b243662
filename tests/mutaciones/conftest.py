"""La clave y la bitácora no son las de quien corre las pruebas."""

from tests.hogares.conftest import casa

__all__ = ["casa"]
