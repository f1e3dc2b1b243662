"""Un Chromium de verdad para todas las pruebas, y las pestañas que anotan lo que no debe pasar."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Request,
    Route,
    sync_playwright,
)

Espera = Literal["load", "networkidle"]
DE_DEBIAN = Path("/usr/bin/chromium")
SIN_VENTANA = Path("/usr/bin/chromium-headless-shell")
# Abrir una página cuesta 1,3 s de procesador con la ventana que nadie ve, y 0,3 sin ella.
CHROMIUM = SIN_VENTANA if SIN_VENTANA.exists() else DE_DEBIAN
# Playwright abre cada vez un perfil de usuario nuevo y vacío.
ARGUMENTOS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--font-render-hinting=none",  # sin ventana, las letras miden lo mismo que con ella
]  # fmt: skip


# Guardar lo visitado gasta procesador en cada página y solo lo prueba tests/sitio/sin_conexion.
SIN_SERVICIO = "Service Worker registration blocked by Playwright"


LIMITE = 30.0


def esperar_a(pagina: Page, expresion: str, dato: object = None) -> None:
    """Espera a que la expresión, o función, dé algo cierto en la página.

    `wait_for_function` la corre con `eval` en la página, y la política del sitio no lo deja.
    """
    hasta = time.monotonic() + LIMITE
    while not _da_algo(pagina, expresion, dato):
        if time.monotonic() > hasta:
            pytest.fail(f"no se cumplió en {LIMITE:.0f} s: {expresion}", pytrace=False)
        pagina.wait_for_timeout(50)


def _da_algo(pagina: Page, expresion: str, dato: object) -> bool:
    try:
        return bool(pagina.evaluate_handle(expresion, dato).evaluate("Boolean"))
    except Error as error:
        if "context was destroyed" in str(error):
            return False  # la página se estaba yendo a otra
        raise


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium sin ventana; que no esté es un fallo, no una prueba que se salta."""
    if not CHROMIUM.exists():
        pytest.fail(f"falta {CHROMIUM}: instálelo con «apt-get install chromium»", pytrace=False)
    with sync_playwright() as playwright:
        navegador = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTOS)
        yield navegador
        navegador.close()


class Visita:
    """Una pestaña que anota lo que no debería pasar: errores, avisos y pedidos a otra parte."""

    def __init__(self, pagina: Page) -> None:
        self.pagina = pagina
        self.problemas: list[str] = []
        self.pedidos: list[Request] = []
        pagina.on("console", self._consola)
        pagina.on("pageerror", lambda error: self.problemas.append(f"error: {error}"))
        pagina.on("requestfailed", lambda p: self.problemas.append(f"no llegó: {p.url}"))
        pagina.on("dialog", self._dialogo)
        pagina.on("request", self._pedido)

    def _pedido(self, pedido: Request) -> None:
        self.pedidos.append(pedido)

    def _consola(self, mensaje: ConsoleMessage) -> None:
        if mensaje.type in ("error", "warning") and mensaje.text != SIN_SERVICIO:
            self.problemas.append(f"{mensaje.type}: {mensaje.text}")

    def _dialogo(self, dialogo: Dialog) -> None:
        self.problemas.append(f"se abrió un diálogo: {dialogo.message}")
        dialogo.dismiss()

    def ir(self, direccion: str, *, hasta: Espera = "load") -> Page:
        """Abre la dirección; con `networkidle` espera a que la página deje de pedir cosas."""
        self.pagina.goto(direccion, wait_until=hasta)
        return self.pagina

    def ajenos(self, prefijo: str) -> list[str]:
        """Direcciones pedidas que no empiezan por `prefijo` ni van dentro de la propia página."""
        return [p.url for p in self.pedidos if not p.url.startswith((prefijo, "data:", "blob:"))]


Abrir = Callable[..., Visita]


@contextmanager
def pestanas(navegador: Browser) -> Iterator[Abrir]:
    """Abre pestañas en contextos nuevos, sin caché ni memoria: siempre es la primera visita."""
    contextos = []

    def abrir(ancho: int = 1280, alto: int = 900, **opciones: object) -> Visita:
        opciones.setdefault("service_workers", "block")
        contexto = navegador.new_context(
            viewport={"width": ancho, "height": alto},
            reduced_motion="reduce",
            **opciones,  # type: ignore[arg-type]
        )
        contextos.append(contexto)
        return Visita(contexto.new_page())

    yield abrir
    for contexto in contextos:
        contexto.close()


FORMULA = "=HYPERLINK(1)"


def con_formula(pagina: Page, nombre: str) -> Page:
    """La pestaña; en cada página y guion, en lugar de ese nombre llega una fórmula de hoja."""

    def cambiar(ruta: Route) -> None:
        respuesta = ruta.fetch()
        ruta.fulfill(response=respuesta, body=respuesta.text().replace(nombre, FORMULA))

    pagina.route(re.compile(r"\.(js|html)$"), cambiar)
    return pagina
