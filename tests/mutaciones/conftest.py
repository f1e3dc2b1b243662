"""La clave y la bitácora no son las de quien corre las pruebas; el sitio, con tres municipios."""

from tests.herramientas.conftest import sitio
from tests.hogares.conftest import casa

__all__ = ["casa", "sitio"]
