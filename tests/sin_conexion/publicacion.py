"""Un sitio publicado que cambia de versión con las páginas abiertas, o que se cae."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.sitio.servidor import SUBRUTA, Paginas, Servidor

NUEVA = "ffff0000ffff0000"
MARCA = "window.MARCA_DE_LA_NUEVA = 1;\n"
GUIONES = ("recursos/kit.js", "recursos/municipios.js", "recursos/territorio.js")


@dataclass
class Publicacion:
    """Lo que el servidor entrega ahora; caída, cierra sin responder."""

    carpeta: Path
    url: str = ""
    caida: bool = False


class _Paginas(Paginas):
    def __init__(self, *argumentos: object, publicacion: Publicacion) -> None:
        self.publicacion = publicacion
        super().__init__(*argumentos, carpeta=publicacion.carpeta)

    def do_GET(self) -> None:  # noqa: N802 - la llama http.server
        if self.publicacion.caida:
            self.close_connection = True
            return
        self.carpeta = self.publicacion.carpeta  # una conexión sigue abierta de una a otra
        super().do_GET()


@contextmanager
def publicar(publicacion: Publicacion) -> Iterator[str]:
    """Sirve lo que diga `publicacion`, bajo la subruta, y da su dirección."""
    servidor = Servidor(("127.0.0.1", 0), partial(_Paginas, publicacion=publicacion))
    hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    try:
        yield f"http://127.0.0.1:{servidor.server_port}{SUBRUTA}"
    finally:
        servidor.shutdown()
        servidor.server_close()
        hilo.join()


def otra_version(carpeta: Path, destino: Path) -> Path:
    """El mismo sitio como quedaría al publicar otra vez: otra versión y guiones que la delatan."""
    shutil.copytree(carpeta, destino)
    vieja = (destino / "version.txt").read_text("utf-8").strip()
    for pagina in destino.rglob("*.html"):
        pagina.write_text(pagina.read_text("utf-8").replace(vieja, NUEVA), "utf-8")
    (destino / "version.txt").write_text(f"{NUEVA}\n")
    for guion in GUIONES:
        ruta = destino / guion
        ruta.write_text(MARCA + ruta.read_text("utf-8"), "utf-8")
    return destino
