"""Un servidor local que publica una carpeta como GitHub Pages: subruta, gzip, caché y 404.html."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

SUBRUTA = "/kit-pobreza/"
TIPOS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
}


@cache
def comprimido(ruta: Path) -> bytes:
    """El archivo como viaja: gzip de nivel 6."""
    return gzip.compress(ruta.read_bytes(), 6, mtime=0)


class Paginas(BaseHTTPRequestHandler):
    """Sirve `carpeta` bajo la subruta; fuera de ella no hay nada."""

    # Una herramienta pide sesenta archivos: que no sean sesenta conexiones.
    protocol_version = "HTTP/1.1"

    def __init__(self, *argumentos: object, carpeta: Path) -> None:
        self.carpeta = carpeta
        super().__init__(*argumentos)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        ruta = self._archivo()
        estado = HTTPStatus.OK
        if ruta is None:
            ruta, estado = self.carpeta / "404.html", HTTPStatus.NOT_FOUND
        cuerpo = comprimido(ruta)
        self.send_response(estado)
        self.send_header("Content-Type", TIPOS.get(ruta.suffix, "application/octet-stream"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(cuerpo)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(cuerpo)

    def _archivo(self) -> Path | None:
        pedido = unquote(urlsplit(self.path).path)
        if not pedido.startswith(SUBRUTA):
            return None
        ruta = self.carpeta / pedido.removeprefix(SUBRUTA)
        ruta = ruta / "index.html" if ruta.is_dir() else ruta
        dentro = ruta.resolve().is_relative_to(self.carpeta.resolve())
        return ruta if dentro and ruta.is_file() else None

    def log_message(self, format: str, *args: object) -> None:
        """Sin registro: lo que importa lo dicen las pruebas."""


class Servidor(ThreadingHTTPServer):
    """Con lugar en la cola: con las cinco de fábrica, la que no cabe espera hasta 30 segundos."""

    request_queue_size = 128


@contextmanager
def servir(carpeta: Path) -> Iterator[str]:
    """Publica `carpeta` (que puede llenarse después) y da su dirección, subruta incluida."""
    servidor = Servidor(("127.0.0.1", 0), partial(Paginas, carpeta=carpeta))
    hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    try:
        yield f"http://127.0.0.1:{servidor.server_port}{SUBRUTA}"
    finally:
        servidor.shutdown()
        servidor.server_close()
        hilo.join()
