"""Traer los archivos oficiales desde la dirección que publica cada entidad."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import quote, urlsplit

import pooch
import requests

from generador import __version__
from generador.cubo import procedencia
from generador.cubo.procedencia import ArchivoOficial
from generador.importacion import huellas_de_archivos
from generador.importacion.huellas_de_archivos import Huella

Situacion = Literal["descargado", "ya estaba", "falló", "sin dirección"]

ESPERA = 30  # segundos sin recibir nada
REINTENTOS = 1
TROZO = 1 << 16
AJENO = (
    "ya hay un archivo con ese nombre y no es el de huellas.csv; muévalo a otra carpeta, o agregue "
    "--reemplazar"
)
CABECERAS = {
    "User-Agent": f"kit-pobreza/{__version__}",
    "Accept-Encoding": "identity",  # un .gz debe llegar tal cual, no descomprimido por el camino
}


class BarraDeAvance(Protocol):
    """Lo que pooch espera de una barra de avance, en bytes."""

    total: int

    def update(self, n: int) -> object:
        """Suma `n` bytes."""

    def reset(self) -> object:
        """Vuelve a cero."""

    def close(self) -> object:
        """Termina."""


@dataclass(frozen=True)
class ArchivoTraido:
    """Qué pasó con un archivo; `detalle` dice por qué y qué hacer si no quedó."""

    archivo: ArchivoOficial
    situacion: Situacion
    detalle: str = ""

    @property
    def esta(self) -> bool:
        """Si el archivo quedó en la carpeta, con el contenido esperado."""
        return self.situacion in ("descargado", "ya estaba")


def descargar(
    carpeta: Path,
    base: str | None = None,
    *,
    archivos: dict[str, ArchivoOficial] | None = None,
    guardadas: dict[str, Huella] | None = None,
    barra: Callable[[ArchivoOficial], BarraDeAvance] | None = None,
    reemplazar: bool = False,
) -> list[ArchivoTraido]:
    """Deja en `carpeta` los archivos oficiales que falten.

    Uno que esté y no sea el de huellas.csv pudo ponerlo alguien: solo se cambia con `reemplazar`.
    Con `base`, cada uno se pide a `base`/ruta en vez de a su dirección oficial. Un archivo solo
    ocupa su lugar si su sha256 es el esperado: lo demás no toca lo que ya había. Devuelve un
    resultado por archivo; un servidor que no responde no se vuelve a intentar.
    """
    archivos = procedencia.archivos() if archivos is None else archivos
    guardadas = huellas_de_archivos.leer() if guardadas is None else guardadas
    pooch.get_logger().setLevel("WARNING")
    sesion = _Sesion(carpeta, base, guardadas, barra, reemplazar)
    return [sesion.resolver(archivo) for archivo in archivos.values()]


@dataclass
class _Sesion:
    """Lo común a todos los archivos de una descarga, y los servidores que no respondieron."""

    carpeta: Path
    base: str | None
    guardadas: dict[str, Huella]
    barra: Callable[[ArchivoOficial], BarraDeAvance] | None
    reemplazar: bool = False
    caidos: set[str] = field(default_factory=set)

    def resolver(self, archivo: ArchivoOficial) -> ArchivoTraido:
        huella = self.guardadas.get(archivo.ruta)
        if huella is None:
            return ArchivoTraido(
                archivo, "falló", f"no está en {huellas_de_archivos.TABLA.name}: sin huella"
            )
        if (hay := self._lo_que_hay(archivo, huella)) is not None:
            return hay
        direccion = direccion_de(archivo, self.base)
        if direccion is None:
            return ArchivoTraido(archivo, "sin dirección", _a_mano(archivo))
        servidor = urlsplit(direccion).netloc
        if servidor in self.caidos:
            return ArchivoTraido(archivo, "falló", _sin_red(servidor))
        try:
            self._pedir(archivo, huella, direccion)
        except (requests.RequestException, ValueError, OSError) as causa:
            if _no_responde(causa):
                self.caidos.add(servidor)
            return ArchivoTraido(archivo, "falló", explicar(causa, direccion))
        return ArchivoTraido(archivo, "descargado")

    def _lo_que_hay(self, archivo: ArchivoOficial, huella: Huella) -> ArchivoTraido | None:
        """El resultado, si con lo que hay en la carpeta no se va a pedir nada."""
        destino = self.carpeta / archivo.ruta
        if destino.is_file() and huellas_de_archivos.de_archivo(destino) == huella:
            return ArchivoTraido(archivo, "ya estaba")
        if os.path.lexists(destino) and not self.reemplazar:
            return ArchivoTraido(archivo, "falló", AJENO)
        return None

    def _pedir(self, archivo: ArchivoOficial, huella: Huella, direccion: str) -> None:
        barra = self.barra(archivo) if self.barra else False
        traer = pooch.HTTPDownloader(
            progressbar=barra, chunk_size=TROZO, timeout=ESPERA, headers=CABECERAS
        )
        repertorio = pooch.create(
            path=self.carpeta,
            base_url="",
            registry={archivo.ruta: f"sha256:{huella.sha256}"},
            urls={archivo.ruta: direccion},
            retry_if_failed=REINTENTOS,
        )
        repertorio.fetch(archivo.ruta, downloader=traer)


def direccion_de(archivo: ArchivoOficial, base: str | None) -> str | None:
    """La dirección de la que se pide el archivo; None si no se conoce ninguna."""
    return f"{base.rstrip('/')}/{quote(archivo.ruta)}" if base else archivo.descarga


def _a_mano(archivo: ArchivoOficial) -> str:
    """Qué hacer con un archivo cuya dirección directa no se conoce."""
    pagina = procedencia.publicacion_de(archivo.ruta)
    donde = f" desde {pagina}" if pagina else ""
    return f"no se conoce una dirección directa; tráigalo a mano{donde} y déjelo con ese nombre"


def explicar(causa: Exception, direccion: str) -> str:
    """El error de la red o del contenido, en una frase que dice qué hacer."""
    if isinstance(causa, requests.exceptions.SSLError):
        return f"no se pudo comprobar el certificado de {direccion} ({causa}); tráigalo a mano"
    if _no_responde(causa):
        return _sin_red(urlsplit(direccion).netloc)
    if isinstance(causa, requests.HTTPError) and causa.response is not None:
        return (
            f"el servidor respondió {causa.response.status_code} a {direccion}; "
            "búsquelo en la página de la publicación"
        )
    if isinstance(causa, requests.RequestException):
        return f"la descarga de {direccion} se cortó ({causa}); vuelva a intentarlo"
    if isinstance(causa, ValueError):
        return (
            f"lo que hay en {direccion} no es la versión con la que se construyó datos/ (su sha256 "
            "es otro): puede ser una versión nueva o una página de error; revísela a mano"
        )
    return f"no se pudo guardar ({causa})"


def _no_responde(causa: Exception) -> bool:
    return isinstance(causa, requests.ConnectionError | requests.Timeout)


def _sin_red(servidor: str) -> str:
    return f"{servidor} no responde; revise la conexión a internet y vuelva a intentarlo"
