"""La clave y la bitácora de estas pruebas tampoco son las de quien las corre."""

from tests.hogares.conftest import casa

__all__ = ["casa"]
