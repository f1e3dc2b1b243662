"""El complemento, tal como sale del zip, cargado en un QGIS de verdad.

Se corren con el Python de QGIS (`make pruebas-qgis`); donde no hay QGIS, no se recogen.
"""

from __future__ import annotations

import gc
import importlib.util
import inspect
import io
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generador.complemento_qgis.empaquetar import comprimir, contenido

AQUI = Path(__file__).parent
HAY_QGIS = importlib.util.find_spec("qgis") is not None
collect_ignore_glob = [] if HAY_QGIS else ["test_*.py"]

COMO_TERMINO = pytest.StashKey[int]()
# Se borra sola al terminar las pruebas.
_TEMPORAL = tempfile.TemporaryDirectory(prefix="kit-complemento-")
DESCOMPRIMIDO = Path(_TEMPORAL.name)
if HAY_QGIS:
    with zipfile.ZipFile(io.BytesIO(comprimir(contenido()))) as paquete:
        paquete.extractall(DESCOMPRIMIDO)
    sys.path.insert(0, str(DESCOMPRIMIDO))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Guarda cómo terminó, para salir con eso."""
    session.config.stash[COMO_TERMINO] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Sale sin desarmar QGIS 3.22, que a veces se cae al destruir lo suyo con todo ya probado."""
    if COMO_TERMINO in config.stash:
        _TEMPORAL.cleanup()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[COMO_TERMINO])


@pytest.fixture(scope="session", autouse=True)
def _soltar_capas(qgis_app: Any) -> Iterator[None]:
    """Destruye antes que QGIS las capas que quedaron en las trazas de los errores probados.

    QGIS nunca suelta la traza de lo que lanza un algoritmo, y con ella quedan vivas las funciones
    que lo llamaron. Si las capas duran hasta que el intérprete sale, GDAL ya se fue y el proceso se
    cae después de la última prueba.
    """
    yield
    for marco in gc.get_objects():
        if isinstance(marco, FrameType) and _es_de_las_pruebas(marco):
            marco.clear()
    gc.collect()


def _es_de_las_pruebas(marco: FrameType) -> bool:
    """Si es una función nuestra que ya terminó; un generador en pausa es un accesorio en uso."""
    codigo = marco.f_code
    en_pausa = codigo.co_flags & inspect.CO_GENERATOR
    return not en_pausa and codigo.co_filename.startswith((str(AQUI), str(DESCOMPRIMIDO)))


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
