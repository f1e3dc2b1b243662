"""La familia del disco: se llena, no deja escribir, o interrumpen la orden a media escritura.

Cada orden que escribe se corre antes sin falla, para contar sus operaciones y saber qué deja; la
semilla dice en cuál falla. Bien: o queda todo lo de antes, o queda todo lo nuevo, y lo que se dice
es una frase en español.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generador.rutas import RAIZ
from tests.mutaciones.bases.correr import casa
from tests.mutaciones.disco.ordenes import ORDENES
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.errores import TRAZA, juzgar_texto

FAMILIA = "disco"
LLENO, TOPE, INTERRUMPIDA, SOLO_LECTURA = "lleno", "tope", "interrumpida", "solo-lectura"
VECES = {LLENO: 3, TOPE: 2, INTERRUMPIDA: 4, SOLO_LECTURA: 1}
INTERRUMPIDO = 130
DE_INTERRUPCION = "se interrumpió"
# Para quien administra la máquina una carpeta sin permiso de escritura no es un obstáculo.
SIN_PRIVILEGIOS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")

# Lo que lleva la fecha en que se hizo, y cuántos octetos puede mover.
CON_FECHA, DE_FECHA = (".gpkg", ".xlsx", ".json"), 64

Foto = dict[str, bytes]


@dataclass(frozen=True)
class Limpia:
    """La orden sin ninguna falla: qué deja y cuántas operaciones hace en la carpeta."""

    foto: Foto
    operaciones: int


def entradas() -> Iterator[Entrada]:
    """Cada orden con cada falla, varias veces en momentos distintos."""
    for sujeto in ORDENES:
        for falla, veces in VECES.items():
            for numero in range(1, veces + 1):
                yield Entrada(FAMILIA, sujeto, falla, numero)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor: no necesita los archivos oficiales."""
    with casa():
        yield correr_una


def correr_una(entrada: Entrada, carpeta: Path) -> Veredicto:
    """Corre la orden con su falla y juzga lo que dijo y lo que dejó."""
    limpia = _limpia(entrada.sujeto)
    ORDENES[entrada.sujeto].preparar(carpeta)
    antes = fotografiar(carpeta)
    if entrada.operador == SOLO_LECTURA:
        with _cerrada(carpeta):
            hecho = _kit(entrada.sujeto, "ninguna", 0, carpeta)
    else:
        hecho = _kit(entrada.sujeto, entrada.operador, _momento(entrada, limpia), carpeta)
    return juzgar(entrada.operador, hecho, antes, fotografiar(carpeta), limpia.foto)


def juzgar(
    falla: str, hecho: subprocess.CompletedProcess[str], antes: Foto, ahora: Foto, limpia: Foto
) -> Veredicto:
    """Qué pasó, por lo que se dijo y por lo que hay en la carpeta."""
    if hallada := TRAZA.search(hecho.stderr):
        return Veredicto(Clase.TRAZA, hecho.stderr[max(0, hallada.start() - 80) :][:300])
    entera, intacta = _mismas(ahora, limpia), ahora == antes
    if hecho.returncode == 0:
        if entera:
            return Veredicto(Clase.IGUAL)
        return Veredicto(Clase.A_MEDIAS, f"terminó bien y dejó {_que_cambio(ahora, limpia)}")
    # Una interrupción puede llegar cuando ya todo está en su sitio.
    if not (intacta or (entera and falla == INTERRUMPIDA)):
        return Veredicto(Clase.A_MEDIAS, f"falló y dejó {_que_cambio(ahora, antes)}")
    return _de_interrupcion(hecho) if falla == INTERRUMPIDA else juzgar_texto(hecho.stderr)


def _de_interrupcion(hecho: subprocess.CompletedProcess[str]) -> Veredicto:
    bien = hecho.returncode == INTERRUMPIDO and DE_INTERRUPCION in hecho.stderr
    return Veredicto(Clase.DICHO if bien else Clase.SIN_LUGAR, hecho.stderr[-200:])


def fotografiar(carpeta: Path) -> Foto:
    """Cada archivo con su contenido, y cada carpeta vacía."""
    return {
        r.relative_to(carpeta).as_posix(): r.read_bytes() if r.is_file() else b""
        for r in sorted(carpeta.rglob("*"))
        if r.is_file() or not any(r.iterdir())
    }


@cache
def _limpia(sujeto: str) -> Limpia:
    with TemporaryDirectory() as nombre:
        carpeta = Path(nombre)
        ORDENES[sujeto].preparar(carpeta)
        hecho = _kit(sujeto, "ninguna", 0, carpeta)
        if hecho.returncode:
            raise AssertionError(f"{sujeto} no corre ni sin fallas: {hecho.stderr}")
        return Limpia(fotografiar(carpeta), int(hecho.stdout))


def _momento(entrada: Entrada, limpia: Limpia) -> int:
    """En qué operación falla, o de cuántos octetos no puede pasar un archivo."""
    if entrada.operador == TOPE:
        return entrada.azar.randrange(1, max(len(b) for b in limpia.foto.values()))
    return entrada.azar.randrange(1, limpia.operaciones + 1)


@contextmanager
def _cerrada(carpeta: Path) -> Iterator[None]:
    carpetas = [carpeta, *(r for r in carpeta.rglob("*") if r.is_dir())]
    for una in carpetas:
        una.chmod(0o555)
    try:
        yield
    finally:
        for una in carpetas:
            una.chmod(0o755)


def _kit(sujeto: str, falla: str, en: int, carpeta: Path) -> subprocess.CompletedProcess[str]:
    """Corre la orden; en `stdout` quedan cuántas operaciones vio."""
    with TemporaryDirectory() as aparte:
        vistas = Path(aparte, "vistas")
        orden = [
            *(SIN_PRIVILEGIOS if os.geteuid() == 0 else ()),
            *(sys.executable, "-m", "tests.mutaciones.disco.guion"),
            *(falla, str(en), str(carpeta), str(vistas)),
            *map(str, ORDENES[sujeto].argumentos(carpeta)),
        ]
        hecho = subprocess.run(
            orden,
            cwd=RAIZ,
            env={**os.environ, "PYTHONPATH": str(RAIZ)},
            capture_output=True,
            text=True,
            check=False,
        )
        contadas = vistas.read_text("utf-8") if vistas.is_file() else ""
    return subprocess.CompletedProcess(orden, hecho.returncode, contadas, hecho.stderr)


def _mismas(una: Foto, otra: Foto) -> bool:
    """Los mismos archivos; los que llevan la fecha en que se hicieron, del mismo tamaño."""
    return una.keys() == otra.keys() and all(
        contenido == otra[nombre]
        or (nombre.endswith(CON_FECHA) and abs(len(contenido) - len(otra[nombre])) < DE_FECHA)
        for nombre, contenido in una.items()
    )


def _que_cambio(ahora: Foto, antes: Foto) -> str:
    distintos = sorted(n for n in ahora.keys() | antes.keys() if ahora.get(n) != antes.get(n))
    return ", ".join(distintos[:5])
