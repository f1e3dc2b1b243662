"""Cuánto tarda en verse un cambio en `kit servir`: `python -m medir.recarga`.

Corre la orden de verdad sobre una copia del kit, hace lo que haría el navegador (espera el aviso y
vuelve a pedir la página) y mide desde que se guarda el archivo hasta que la página trae lo escrito.
La CPU es la del servidor y no depende de qué más haga la máquina; el reloj sí. Rehacer el sitio
entero, lo primero que hace la orden, sirve de referencia.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generador.errores import ErrorDelKit
from generador.formato import numero
from generador.rutas import RAIZ, TEMPORAL
from medir.informe import Fila, tabla

VARA = 2.0  # segundos de reloj, con la máquina tranquila
PLAZO = 120.0
FECHA = "1767225600"  # la copia no tiene git que la diga
MARCA = "recien-escrito-{}"
_EPOCA = re.compile(r"livereload\((\d+), (\d+)\)")


@dataclass(frozen=True)
class Caso:
    """Un archivo, lo que se le agrega al final y dónde se ve."""

    nombre: str
    archivo: str
    agrega: str
    se_ve_en: str


CASOS = (
    Caso("La portada", "plantillas/portada.html", "<p>{}</p>", "index.html"),
    Caso("El perfil", "plantillas/municipio.html", "<p>{}</p>", "territorio/27025/index.html"),
    Caso(
        "Una parte de los perfiles", "plantillas/partes/barra.html", "<p>{}</p>",
        "territorio/27025/index.html",
    ),
    Caso(
        "Los indicadores", "plantillas/indicador.html", "<p>{}</p>",
        "indicador/ipm_censal/index.html",
    ),
    Caso("El tema", "plantillas/tema/partials/footer.html", "<p>{}</p>", "preguntas.html"),
    Caso("Una guía", "sitio/preguntas.md", "\n\n{}\n", "preguntas.html"),
    Caso(
        "Una guía con macros", "sitio/modulos/1-focalizacion/index.md", "\n\n{}\n",
        "modulos/1-focalizacion/index.html",
    ),
    Caso(
        "Una herramienta", "sitio/herramientas/priorizador/index.md", "\n\n{}\n",
        "herramientas/priorizador/index.html",
    ),
    Caso(
        "Un estilo", "sitio/recursos/estilos/kit/colores-y-espacios.css", "\n.{} {{ top: 0 }}\n",
        "recursos/kit.css",
    ),
    Caso("Un guion", "sitio/recursos/kit.js", "\n// {}\n", "recursos/kit.js"),
)  # fmt: skip


@dataclass(frozen=True)
class Medida:
    """De un cambio: segundos de reloj y de CPU del servidor."""

    reloj: float
    cpu: float


class Servidor:
    """`kit servir` en la copia de `carpeta`, con su CPU a la vista."""

    def __init__(self, carpeta: Path, proceso: subprocess.Popen[bytes], puerto: int) -> None:
        self.carpeta, self._proceso, self._puerto = carpeta, proceso, puerto

    def pedir(self, ruta: str) -> str:
        """Lo que el servidor da por `ruta`; espera mientras rehace."""
        direccion = f"http://127.0.0.1:{self._puerto}/{ruta}"
        with urllib.request.urlopen(direccion, timeout=PLAZO) as dado:
            texto: str = dado.read().decode("utf-8")
        return texto

    def esperar(self) -> None:
        """Hasta que responda; ErrorDelKit si la orden terminó."""
        while self._proceso.poll() is None:
            with suppress(OSError):
                self.pedir("index.html")
                return
            time.sleep(0.1)
        raise ErrorDelKit("kit servir terminó sin mostrar nada")

    def cpu(self) -> float:
        """Segundos de usuario y sistema que lleva."""
        campos = Path(f"/proc/{self._proceso.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(campos[11]) + int(campos[12])) / os.sysconf("SC_CLK_TCK")

    def cambiar(self, caso: Caso, vez: int) -> Medida:
        """Guarda el cambio y espera a verlo; ErrorDelKit si la página recarga sin él."""
        marca = MARCA.format(vez)
        epoca = _EPOCA.search(self.pedir("index.html"))
        if not epoca:
            raise ErrorDelKit("la página no trae el guion que la recarga")
        archivo = self.carpeta / caso.archivo
        antes, cpu, inicio = archivo.read_text("utf-8"), self.cpu(), time.perf_counter()
        archivo.write_text(antes + caso.agrega.format(marca), encoding="utf-8")
        # Responde al haber algo nuevo, o al minuto.
        self.pedir(f"livereload/{epoca[1]}/{epoca[2]}")
        visto = self.pedir(caso.se_ve_en)
        medida = Medida(time.perf_counter() - inicio, self.cpu() - cpu)
        if marca not in visto:
            raise ErrorDelKit(f"{caso.se_ve_en} recargó sin lo escrito en {caso.archivo}")
        return medida


@contextmanager
def sirviendo() -> Iterator[Servidor]:
    """El servidor sobre una copia de lo versionado, que se borra al terminar."""
    TEMPORAL.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TEMPORAL, prefix="recarga-") as nombre:
        carpeta = Path(nombre)
        for ruta in _versionados():
            (carpeta / ruta).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(RAIZ / ruta, carpeta / ruta)
        with socket.socket() as libre:
            libre.bind(("127.0.0.1", 0))
            puerto = libre.getsockname()[1]
        orden = [sys.executable, "-m", "generador", "servir", "--puerto", str(puerto)]
        entorno = os.environ | {"PYTHONPATH": str(carpeta), "SOURCE_DATE_EPOCH": FECHA}
        proceso = subprocess.Popen(  # noqa: S603 - la orden del kit
            orden, cwd=carpeta, env=entorno, stdout=subprocess.DEVNULL
        )
        try:
            servidor = Servidor(carpeta, proceso, puerto)
            servidor.esperar()
            yield servidor
        finally:
            proceso.terminate()
            proceso.wait()


def _versionados() -> list[str]:
    orden = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    dicho = subprocess.run(orden, cwd=RAIZ, capture_output=True, check=True)  # noqa: S603
    return [r for r in dicho.stdout.decode().split("\0") if r and (RAIZ / r).is_file()]


def filas(medidas: dict[str, list[Medida]], entero: float) -> list[Fila]:
    """Una por caso: reloj y CPU medianos, y cuánto es de rehacer el sitio."""
    hechas = [("Rehacer el sitio al arrancar, CPU", f"{numero(entero, 2)} s", "", "")]
    for nombre, suyas in medidas.items():
        reloj = statistics.median(m.reloj for m in suyas)
        cpu = statistics.median(m.cpu for m in suyas)
        dicho = f"{numero(reloj, 2)} s; CPU {numero(cpu, 2)} s ({numero(cpu / entero, 3)})"
        hechas.append((nombre, dicho, f"≤ {numero(VARA)} s", "sí" if reloj <= VARA else "no"))
    return hechas


def principal() -> int:
    """Mide cada caso e imprime la tabla; 1 si algo no se vio."""
    opciones = argparse.ArgumentParser(prog="python -m medir.recarga", description=__doc__)
    opciones.add_argument("--veces", type=int, default=5, help="cambios por caso (por omisión 5)")
    veces = max(opciones.parse_args().veces, 1)
    try:
        with sirviendo() as servidor:
            entero = servidor.cpu()
            medidas = {
                caso.nombre: [servidor.cambiar(caso, vez) for vez in range(veces)] for caso in CASOS
            }
    except ErrorDelKit as error:
        print(error, file=sys.stderr)
        return 1
    print(f"De guardar a verlo, mediana de {veces}; entre paréntesis, CPU / la de rehacer el sitio")
    print(tabla(filas(medidas, entero)))
    return 0


if __name__ == "__main__":
    sys.exit(principal())
