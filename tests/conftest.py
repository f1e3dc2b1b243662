"""Lo que comparten las pruebas: dónde están los archivos oficiales y qué hacer si faltan."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import oficiales

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from generador.paginas.acervo import Acervo
    from tests.navegador import Abrir

CARPETA_FUENTES = oficiales.CARPETA


@pytest.fixture(scope="session")
def fuentes() -> Path:
    """Carpeta con los archivos oficiales; en CI que falte es un fallo."""
    if CARPETA_FUENTES.is_dir():
        return CARPETA_FUENTES
    motivo = (
        f"faltan los archivos oficiales en {CARPETA_FUENTES}; tráigalos con "
        "«kit datos descargar CARPETA» y exporte KIT_FUENTES=CARPETA"
    )
    if os.environ.get("CI") == "true":
        pytest.fail(motivo)
    pytest.skip(motivo)


@pytest.fixture(scope="session")
def acervo() -> Acervo:
    """`datos/` leído una vez, con sus agregados, derivados y comparables."""
    # Dentro: el Python de QGIS corre tests/qgis y no tiene lo que el acervo necesita.
    from generador.paginas.acervo import reunir

    return reunir()


@pytest.fixture(scope="session")
def navegador() -> Iterator[Browser]:
    """Uno solo para toda la corrida: Playwright no admite dos a la vez en el mismo proceso."""
    from tests.navegador import chromium

    with chromium() as abierto:
        yield abierto


@pytest.fixture
def abrir(navegador: Browser) -> Iterator[Abrir]:
    """Abre pestañas que se cierran al terminar la prueba."""
    from tests.navegador import pestanas

    with pestanas(navegador) as abridor:
        yield abridor


@pytest.hookimpl(tryfirst=True)  # antes de que «-m oficiales» elija
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marca las pruebas que usan los archivos oficiales, ellas o algo que preparan."""
    for item in items:
        if "fuentes" in getattr(item, "fixturenames", ()):
            item.add_marker("oficiales")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Con archivos oficiales que faltan y se sabe, salta la prueba que los pide, nombrándolos."""
    informe = yield
    if informe.failed and call.excinfo and oficiales.incompletas():
        if item.get_closest_marker("oficiales"):
            faltan = oficiales.que_faltan(CARPETA_FUENTES, oficiales.con_huella())
            suyos = oficiales.los_que_nombra(call.excinfo.value, CARPETA_FUENTES, faltan)
            if suyos:
                informe.outcome = "skipped"
                informe.longrepr = (str(item.path), 0, f"Skipped: falta {', '.join(suyos)}")
                informe.user_properties.append(("faltan", suyos))
    return informe


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Cuántas pruebas corrieron sobre los archivos oficiales, también en el resumen de GitHub."""
    if not oficiales.incompletas():
        return
    saltadas = [
        dict(r.user_properties).get("faltan") for r in terminalreporter.getreports("skipped")
    ]
    corrieron = [
        informe
        for clase in ("passed", "failed")
        for informe in terminalreporter.getreports(clase)
        if informe.when == "call" and "oficiales" in informe.keywords
    ]
    texto = oficiales.resumen(
        len(corrieron),
        [rutas for rutas in saltadas if rutas],
        oficiales.que_faltan(CARPETA_FUENTES, oficiales.con_huella()),
    )
    terminalreporter.write_line(texto)
    if destino := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(destino).open("a", encoding="utf-8") as archivo:
            archivo.write(texto)
