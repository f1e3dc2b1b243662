"""El expediente guardado en el navegador: leerlo, sembrarlo, importarlo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.herramientas.conftest import leer_reglas

REGLAS = leer_reglas("expediente")
LLAVE = "kit-pobreza/expediente/"


def guardado(pagina: Page, municipio: str = "27025") -> dict[str, Any]:
    """Lo que hay en el equipo de un municipio, por herramienta."""
    texto = pagina.evaluate("llave => localStorage.getItem(llave)", LLAVE + municipio)
    leido = {} if texto is None else json.loads(texto)["herramientas"]
    return {h: s["estado"] for h, s in leido.items()}


def sembrar(pagina: Page, texto: str, municipio: str = "27025") -> None:
    pagina.evaluate("([k, v]) => localStorage.setItem(k, v)", [LLAVE + municipio, texto])


def expediente(compromisos: list[dict[str, Any]], municipio: str = "27025") -> dict[str, Any]:
    seccion = {"version": 1, "guardado": "2026-01-02T03:04:05Z", "sello": "a",
               "estado": {"compromisos": compromisos}}  # fmt: skip
    return {"kit": "contra-la-pobreza", "documento": "expediente", "version": REGLAS["version"],
            "municipio": municipio, "herramientas": {"compromisos": seccion}}  # fmt: skip


def compromiso(numero: int, que: str, quien: str = "") -> dict[str, Any]:
    return {"id": numero, "sesion": "", "que": que, "quien": quien, "fecha": "", "primera": "",
            "cumplido": "", "evidencia": "", "estado": "por_hacer"}  # fmt: skip


def aviso(pagina: Page) -> Any:
    return pagina.locator(".herramienta-aviso")


def importar(pagina: Page, ruta: Path, documento: object) -> None:
    texto = documento if isinstance(documento, str) else json.dumps(documento)
    ruta.write_text(texto, "utf-8")
    pagina.locator("#expediente-archivo").set_input_files(ruta)
