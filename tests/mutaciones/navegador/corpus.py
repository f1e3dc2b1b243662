"""La familia del navegador: herramientas abiertas con una dirección o una memoria dañadas.

La página no puede fallar, mostrar «NaN» ni «undefined», quedarse en blanco, ni pedir nada afuera; y
un estado que no se entiende se dice.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generador.paginas.construir import construir
from tests.construido import PUBLICA
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.navegador import Visita, chromium, pestanas
from tests.sitio.servidor import servir

FAMILIA = "navegador"
HERRAMIENTAS = (
    *("compromisos", "diagnostico", "fuentes", "preparador", "priorizador", "privaciones"),
    *("ruta", "simulador", "sisben"),
)
TERRITORIOS = ("27025", "05001", "25754")
PROHIBIDO = re.compile(r"\b(NaN|undefined|Infinity|\[object Object\])\b")
CORTO = 40


def _en_base64(objeto: object) -> str:
    bruto = json.dumps(objeto).encode()
    return base64.urlsafe_b64encode(bruto).decode().rstrip("=")


# Lo que va después de «#»: con `e=` hay un estado, y si no se entiende tiene que decirse.
DIRECCIONES: dict[str, str] = {
    "municipio-ajeno": "m=99999",
    "municipio-html": "m=<img src=x onerror=alert(1)>",
    "municipio-largo": "m=" + "5" * 5000,
    "parametros-repetidos": "m=27025&m=05001&m=",
    "parametro-ajeno": "zzz=1&m=27025",
    "porcentaje-roto": "m=%E0%A4%A&s=%",
    "estado-vacio": "m=27025&e=",
    "estado-basura": "e=***",
    "estado-no-json": "e=" + base64.urlsafe_b64encode(b"{no es json").decode().rstrip("="),
    "estado-no-utf8": "e=" + base64.urlsafe_b64encode(b"\xff\xfe\xfa").decode().rstrip("="),
    "estado-nulo": "e=" + _en_base64(None),
    "estado-numero": "e=" + _en_base64(7),
    "estado-lista-vacia": "e=" + _en_base64([]),
    "estado-version-vieja": "e=" + _en_base64([0, {}]),
    "estado-version-nueva": "e=" + _en_base64([999, {}]),
    "estado-objeto-vacio": "e=" + _en_base64([1, {}]),
    "estado-anidado": "e=" + _en_base64([1, {"a": [[[[[[{}]]]]]]}]),
    "estado-con-prototipo": "e=" + _en_base64([1, {"__proto__": {"x": 1}, "constructor": 3}]),
    "estado-enorme": "e=" + _en_base64([1, {"x": "y" * 100_000}]),
}
MEMORIAS: dict[str, dict[str, str]] = {
    "memoria-corrupta": {
        "/kit-pobreza/.__palette": "{no es json",
        "__palette": "{no es json",
        "kit-pobreza/expediente/": "{no es json",
        "kit-pobreza/expediente/27025": '{"documento": "expediente", "version": 1}',
    },
    "memoria-de-otra-version": {"/kit-pobreza/.__palette": '{"index":99,"color":null}', "kit": "0"},
    "memoria-nula": {"/kit-pobreza/.__palette": "null", "/kit-pobreza/.__search": "null"},
}
CON_ESTADO = "e="
Direccion = Callable[[str], str]


def entradas() -> Iterator[Entrada]:
    """Cada dirección y cada memoria, en cada herramienta."""
    for herramienta in HERRAMIENTAS:
        for nombre in (*DIRECCIONES, *MEMORIAS):
            yield Entrada(FAMILIA, herramienta, nombre)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """Un sitio con pocos territorios y un solo navegador."""
    with (
        TemporaryDirectory() as nombre,
        servir(Path(nombre) / "publico") as url,
        chromium() as navegador,
    ):
        construir(TERRITORIOS, Path(nombre) / "publico", PUBLICA)

        def correr(entrada: Entrada, _carpeta: Path) -> Veredicto:
            with pestanas(navegador) as abridor:
                return visitar(abridor(), url, entrada)

        yield correr


def visitar(visita: Visita, url: str, entrada: Entrada) -> Veredicto:
    """Abre la herramienta dañada y la juzga."""
    memoria = MEMORIAS.get(entrada.operador, {})
    if memoria:
        puesta = "".join(
            f"localStorage.setItem({json.dumps(k)},{json.dumps(v)});" for k, v in memoria.items()
        )
        visita.pagina.add_init_script(f"try{{{puesta}}}catch(_){{}}")
    resto = DIRECCIONES.get(entrada.operador, "m=27025")
    pagina: Any = visita.ir(f"{url}herramientas/{entrada.sujeto}/index.html#{resto}")
    cuerpo = pagina.locator("#herramienta, main, article").first.inner_text()
    if visita.problemas:
        return Veredicto(Clase.TRAZA, "; ".join(visita.problemas)[:300])
    if hallado := PROHIBIDO.search(cuerpo):
        return Veredicto(Clase.CALLADA, f"muestra «{hallado[0]}»")
    if len(cuerpo.strip()) < CORTO:
        return Veredicto(Clase.A_MEDIAS, "la página quedó en blanco")
    if ajenos := visita.ajenos(url):
        return Veredicto(Clase.CALLADA, f"pidió afuera {ajenos[0][:100]}")
    return _segun_el_aviso(pagina, resto)


def _segun_el_aviso(pagina: Any, resto: str) -> Veredicto:
    aviso = pagina.locator(".kh-aviso")
    dicho = aviso.first.inner_text().strip() if aviso.count() else ""
    if dicho:
        return Veredicto(Clase.DICHO, dicho[:150])
    trae = CON_ESTADO in resto and not resto.endswith(CON_ESTADO)
    if trae and aviso.count():
        return Veredicto(Clase.CALLADA, "no dijo que el estado del enlace no se entendía")
    return Veredicto(Clase.IGUAL)
