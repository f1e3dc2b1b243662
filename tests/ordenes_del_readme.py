"""Las órdenes del README para Windows, en un clon recién hecho y como las sufriría quien las corre.

    python tests/ordenes_del_readme.py CARPETA

El clon va en una carpeta con tildes y espacios, con los saltos de línea que pone Git en Windows y
una consola cp1252. En Windows se corren tal cual, en PowerShell; en lo demás, con sus rutas.
Después, las órdenes sobre bases de hogares, con una de práctica. Sale con 1 en la primera que
falle, o que muestre una traza.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
EN_WINDOWS = sys.platform == "win32"
CARPETA = "Alcaldía de Peñón (área)"
CODIFICACION = "cp1252"
# La base y las salidas traen tildes en el nombre; la última, una letra que cp1252 no tiene.
CON_UNA_BASE = (
    r".venv\Scripts\pip install --quiet --require-hashes -r requisitos\importar.txt",
    r".venv\Scripts\kit sintetizar --municipio 05045 --hogares 2000 --salida práctica.csv",
    r".venv\Scripts\kit incidencia práctica.csv --por clase --salida 'por área.xlsx'",
    r".venv\Scripts\kit incidencia práctica.csv --modo publicable --salida publicable.csv",
    r".venv\Scripts\kit focalizar práctica.csv --regla A1..B7 --cupo 500 --salida '→.csv'",
    r".venv\Scripts\kit datos verificar",
)
SALIDAS = ("publico/index.html", "por área.xlsx", "publicable.csv", "→.csv")


def del_readme(texto: str) -> list[str]:
    """Las órdenes del bloque de PowerShell, en su orden."""
    (bloque,) = re.findall(r"```powershell\n(.+?)```", texto, re.DOTALL)
    return [linea for linea in bloque.splitlines() if linea.strip()]


def para_este_python(orden: str, version: str) -> str:
    """La orden, con el Python que la corre si no es el que dice el README."""
    return re.sub(r"^py -\S+", f"py -{version}", orden)


def fuera_de_windows(orden: str, python: str) -> str:
    """La misma orden con las rutas de Linux."""
    orden = re.sub(r"^py -\S+", python.replace("\\", "/"), orden)
    return orden.replace(r".venv\Scripts" + "\\", ".venv/bin/").replace("\\", "/")


def clonar(carpeta: Path) -> Path:
    """Un clon de lo confirmado, con los saltos de línea de Windows donde Git los pondría."""
    clon = carpeta / CARPETA / "kit de pobreza"
    clon.parent.mkdir(parents=True, exist_ok=True)
    _correr(["git", "clone", "--quiet", "-c", "core.autocrlf=true", str(RAIZ), str(clon)], carpeta)
    return clon


def correr(ordenes: Iterable[str], clon: Path, entorno: Mapping[str, str]) -> None:
    """Cada orden en la consola de este sistema; se detiene en la primera que falle."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for orden in ordenes:
        print(f"> {orden}", flush=True)
        if EN_WINDOWS:
            # La página de códigos es de cada consola: se cambia en la misma que corre la orden.
            pedido = f"chcp 1252 > $null; {para_este_python(orden, version)}; exit $LASTEXITCODE"
            consola = ["pwsh", "-NoProfile", "-Command", pedido]
        else:
            consola = ["sh", "-c", fuera_de_windows(orden, sys.executable)]
        _correr(consola, clon, entorno)


def _correr(orden: list[str], carpeta: Path, entorno: Mapping[str, str] | None = None) -> None:
    hecho = subprocess.run(
        orden,
        cwd=carpeta,
        env=entorno,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    dicho = hecho.stdout.decode(CODIFICACION, "replace")
    print(dicho, flush=True)
    if hecho.returncode != 0 or "Traceback" in dicho:
        raise SystemExit(f"Falló con {hecho.returncode}: {' '.join(orden)}")


def principal() -> None:
    """Clona, corre todo y exige que lo prometido quede escrito."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    clon = clonar(Path(sys.argv[1]).resolve())
    entorno = {**os.environ, "PYTHONIOENCODING": CODIFICACION, "APPDATA": str(clon / "..")}
    entorno |= {"XDG_CONFIG_HOME": str(clon.parent)}
    for sobra in ("PYTHONPATH", "PYTHONUTF8"):
        entorno.pop(sobra, None)
    correr((*del_readme((clon / "README.md").read_text("utf-8")), *CON_UNA_BASE), clon, entorno)
    if faltan := [ruta for ruta in SALIDAS if not (clon / ruta).is_file()]:
        raise SystemExit(f"No quedaron: {', '.join(faltan)}")
    print(f"Todo corrió con Python {sys.version.split()[0]}.")


if __name__ == "__main__":
    principal()
