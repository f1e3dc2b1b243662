"""El complemento, tal como sale del zip, cargado en un QGIS de verdad.

Se corren con el Python de QGIS (`make pruebas-qgis`); donde no hay QGIS, no se recogen.
"""

from __future__ import annotations

import importlib.util
import io
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generador.complemento_qgis.zip_del_complemento import comprimir, contenido

HAY_QGIS = importlib.util.find_spec("qgis") is not None
collect_ignore_glob = [] if HAY_QGIS else ["test_*.py"]

# Se borra sola al terminar las pruebas.
_TEMPORAL = tempfile.TemporaryDirectory(prefix="kit-complemento-")
DESCOMPRIMIDO = Path(_TEMPORAL.name)
if HAY_QGIS:
    with zipfile.ZipFile(io.BytesIO(comprimir(contenido()))) as paquete:
        paquete.extractall(DESCOMPRIMIDO)
    sys.path.insert(0, str(DESCOMPRIMIDO))


@pytest.fixture(scope="session", autouse=True)
def _soltar_capas(qgis_app: Any, request: pytest.FixtureRequest) -> Iterator[None]:
    """Destruye antes que QGIS las capas que quedaron en las trazas de los errores probados."""
    from tests.qgis import trazas

    yield
    trazas.vaciar()
    if not request.session.testsfailed:
        assert trazas.capas_de_gdal() == []


@pytest.fixture(autouse=True)
def _sin_argumentos(request: pytest.FixtureRequest) -> Iterator[None]:
    """Suelta los argumentos de la prueba: los de la última durarían más que QGIS."""
    yield
    request.node.funcargs.clear()


@pytest.fixture(autouse=True)
def configuracion(tmp_path_factory: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Una carpeta de configuración propia de la prueba, con una clave conocida.

    Con una clave al azar lo redondeado cambiaría de una corrida a otra.
    """
    raiz = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(raiz))
    carpeta = raiz / "kit-pobreza"
    carpeta.mkdir()
    (carpeta / "clave_de_publicacion.txt").write_text("a1" * 16 + "\n", encoding="utf-8")
    return carpeta


@pytest.fixture(scope="session")
def complemento() -> Path:
    """La carpeta del complemento descomprimido."""
    return DESCOMPRIMIDO / "kit_pobreza"


@pytest.fixture
def proveedor(qgis_app: Any, qgis_processing: None) -> Iterator[Any]:
    """El proveedor registrado en Processing."""
    from kit_pobreza.complemento import Complemento

    cargado = Complemento(None)
    cargado.initProcessing()
    yield cargado.proveedor
    cargado.unload()


@pytest.fixture
def correr(proveedor: Any, qgis_new_project: None) -> Any:
    """Corre un algoritmo del kit como lo haría la caja de herramientas."""
    from tests.qgis.corridas import Corridas

    return Corridas()


@pytest.fixture(scope="session")
def carpeta_de_entradas(tmp_path_factory: Any) -> Path:
    """Dónde van las entradas de `entradas.py`, que se escriben una vez."""
    return tmp_path_factory.mktemp("entradas") / "todas"


@pytest.fixture
def entradas(correr: Any, carpeta_de_entradas: Path) -> Path:
    """La carpeta con las entradas de `usos.py`, y dentro su copia con tildes y comillas."""
    from tests.qgis.entradas import preparar

    if not carpeta_de_entradas.exists():
        preparar(carpeta_de_entradas, correr)
    return carpeta_de_entradas


@pytest.fixture(scope="session")
def perfil(complemento: Path, tmp_path_factory: Any) -> dict[str, str]:
    """Un perfil de QGIS con el complemento activado."""
    from tests.qgis.corridas import qgis_process

    casa = tmp_path_factory.mktemp("casa")
    datos = casa / ".local" / "share"
    carpeta = datos / "QGIS" / "QGIS3" / "profiles" / "default" / "python" / "plugins"
    carpeta.mkdir(parents=True)
    (carpeta / "kit_pobreza").symlink_to(complemento)
    # pytest-qgis fija otra carpeta de perfiles en las variables QGIS_…
    heredado = {n: v for n, v in os.environ.items() if not n.startswith(("QGIS_", "XDG_DATA"))}
    entorno = {**heredado, "HOME": str(casa),
               "QT_QPA_PLATFORM": "offscreen"}  # fmt: skip
    qgis_process(["plugins", "enable", "kit_pobreza"], entorno)
    return entorno
