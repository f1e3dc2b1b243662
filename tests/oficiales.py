"""Las pruebas sobre archivos oficiales cuando solo se pudo traer una parte de ellos.

Con KIT_FUENTES_INCOMPLETAS=1, la que falla porque le falta un archivo se salta nombrándolo, y al
final se cuenta cuántas corrieron y cuántas pide cada archivo que no está. Sin esa variable, un
archivo que falta es un fallo como cualquiera.
"""

from __future__ import annotations

import csv
import errno
import os
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

RAIZ = Path(__file__).resolve().parent.parent
CARPETA = Path(os.environ.get("KIT_FUENTES", RAIZ.parent / "shared" / "fuentes"))
VARIABLE = "KIT_FUENTES_INCOMPLETAS"


def incompletas() -> bool:
    """Si quien corre las pruebas dijo que faltan archivos."""
    return os.environ.get(VARIABLE, "") not in ("", "0")


def con_huella() -> list[str]:
    """Las rutas de los archivos oficiales que el kit sabe traer, relativas a su carpeta."""
    (tabla,) = (RAIZ / "generador").rglob("huellas.csv")
    with tabla.open(encoding="utf-8", newline="") as archivo:
        return [fila["ruta"] for fila in csv.DictReader(archivo)]


def que_faltan(carpeta: Path, rutas: Iterable[str]) -> list[str]:
    """Las rutas que no están en la carpeta."""
    return [ruta for ruta in rutas if not (carpeta / ruta).exists()]


def los_de(carpeta: Path, patron: str) -> list[Path]:
    """Los archivos oficiales de ese patrón, en orden; FileNotFoundError que lo nombra si no hay."""
    if hallados := sorted(carpeta.glob(patron)):
        return hallados
    raise FileNotFoundError(errno.ENOENT, "no hay ninguno", str(carpeta / patron))


def los_que_nombra(causa: BaseException, carpeta: Path, faltan: Iterable[str]) -> list[str]:
    """Los archivos ausentes a los que el error, o alguno de los que lo causaron, se refiere.

    El kit los llama por su nombre y lo demás, por su ruta entera. Uno que está nunca sale: si la
    prueba falló con todo lo que pide, falló.
    """
    texto = "\n".join(_textos(causa))
    nombrados = {ruta for ruta in faltan if Path(ruta).name in texto}
    escrita = re.escape(carpeta.as_posix())
    texto = texto.replace("\\", "/")
    restos = re.findall(rf"{escrita}/([^\s'\"»:,;)]+)", texto)
    if carpeta.as_posix() in texto:
        restos += re.findall(r"[\w-]+/[\w.-]*\*[\w.*-]*", texto)  # «sisben/SIV2022_*.csv»
    return sorted(nombrados | {resto for resto in restos if not _esta(carpeta, resto)})


def _esta(carpeta: Path, ruta: str) -> bool:
    return any(carpeta.glob(ruta)) if "*" in ruta else (carpeta / ruta).exists()


def _textos(causa: BaseException | None) -> Iterator[str]:
    vistas: set[int] = set()
    while causa is not None and id(causa) not in vistas:
        vistas.add(id(causa))
        yield str(causa)
        if isinstance(causa, OSError):
            yield from (str(r) for r in (causa.filename, causa.filename2) if r is not None)
        causa = causa.__cause__ or causa.__context__


def resumen(corrieron: int, saltadas: Iterable[list[str]], faltan: Iterable[str]) -> str:
    """El resumen en Markdown: qué corrió y, de cada archivo que falta, cuántas lo pedían.

    `saltadas` trae, por prueba, los archivos que le faltaron.
    """
    listas = list(saltadas)
    veces = Counter(ruta for rutas in listas for ruta in rutas)
    todas = sorted({*faltan, *veces})
    lineas = [
        "### Pruebas sobre los archivos oficiales",
        "",
        f"Corrieron {corrieron}; {len(listas)} se saltaron porque falta un archivo que piden.",
    ]
    if todas:
        lineas += ["", "| Archivo que falta | Pruebas saltadas |", "|---|---:|"]
        lineas += [f"| `{ruta}` | {veces[ruta]} |" for ruta in todas]
    return "\n".join(lineas) + "\n"


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
    """Con archivos que faltan y se sabe, salta la prueba que los pide, nombrándolos."""
    informe = yield
    suya = incompletas() and item.get_closest_marker("oficiales")
    if suya and informe.failed and call.excinfo:
        faltan = que_faltan(CARPETA, con_huella())
        if nombrados := los_que_nombra(call.excinfo.value, CARPETA, faltan):
            informe.outcome = "skipped"
            informe.longrepr = (str(item.path), 0, f"Skipped: falta {', '.join(nombrados)}")
            informe.user_properties.append(("faltan", nombrados))
    return informe


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """El resumen, en la terminal y en el de GitHub."""
    if not incompletas():
        return
    informes = [i for c in ("passed", "failed") for i in terminalreporter.getreports(c)]
    corrieron = [i for i in informes if i.when == "call" and "oficiales" in i.keywords]
    saltados = terminalreporter.getreports("skipped")
    saltadas = [dict(i.user_properties).get("faltan") for i in saltados]
    texto = resumen(len(corrieron), [r for r in saltadas if r], que_faltan(CARPETA, con_huella()))
    terminalreporter.write_line(texto)
    if destino := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(destino).open("a", encoding="utf-8") as archivo:
            archivo.write(texto)
