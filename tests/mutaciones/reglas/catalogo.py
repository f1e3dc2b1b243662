"""Las reglas limpias, lo que se les hace, los archivos JSON y las opciones de la orden."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

REGLAS = (
    *("A1..B2", "pobre=1 y grupo=A", "puntaje>=34,5", "nivel=2..4", "grupo=A|B y personas>=3"),
    *("al menos 2 de (I13=1, I14=1, I15=1)", "Los de abajo: orden<=B1", "no (grupo=C) y pobre!=0"),
    *("(grupo=A o grupo=B) y nivel<4", "personas > 2 y (i1=1 o i2=1)", "clasificacion=A1|B2|C3"),
)
SIGNOS = "=<>!|().,:\"'yo01A9Z-+*%&;\\\n\t\0ñ½📍 "
Danar = Callable[[str, random.Random], str]


def _puesto(texto: str, azar: random.Random) -> int:
    return azar.randrange(len(texto))


def _sin_una(texto: str, azar: random.Random) -> str:
    p = _puesto(texto, azar)
    return texto[:p] + texto[p + 1 :]


def _doble(texto: str, azar: random.Random) -> str:
    p = _puesto(texto, azar)
    return texto[:p] + texto[p] + texto[p:]


def _trocada(texto: str, azar: random.Random) -> str:
    p = azar.randrange(len(texto) - 1)
    return texto[:p] + texto[p + 1] + texto[p] + texto[p + 2 :]


def _otra(texto: str, azar: random.Random) -> str:
    p = _puesto(texto, azar)
    return texto[:p] + azar.choice(SIGNOS) + texto[p + 1 :]


def _de_mas(texto: str, azar: random.Random) -> str:
    p = _puesto(texto, azar)
    return texto[:p] + azar.choice(SIGNOS) + texto[p:]


def _sin_nombre(texto: str) -> str:
    return texto.split(":", 1)[-1]


# Las primeras dicen lo mismo; con las demás puede ser otra regla, o ninguna.
MISMA: dict[str, Danar] = {
    "en-mayusculas": lambda t, _: t.upper(),
    "con-espacios": lambda t, _: f"  {t}   ",
    "entre-parentesis": lambda t, _: f"({_sin_nombre(t)})",
    "negada-dos-veces": lambda t, _: f"no (no ({_sin_nombre(t)}))",
    "con-nombre": lambda t, _: f"Regla de prueba: {_sin_nombre(t)}",
    "consigo-misma": lambda t, _: f"({_sin_nombre(t)}) y ({_sin_nombre(t)})",
}
OTRA: dict[str, Danar] = {
    "sin-una-letra": _sin_una,
    "letra-doble": _doble,
    "letras-trocadas": _trocada,
    "otra-letra": _otra,
    "letra-de-mas": _de_mas,
    "cortada": lambda t, a: t[: a.randrange(1, len(t))],
    "campo-ajeno": lambda t, _: f"{t} y estatura>=1",
    "operador-ajeno": lambda t, _: f"{t} y pobre =~ 1",
    "muy-honda": lambda t, _: "(" * 300 + _sin_nombre(t) + ")" * 300,
    "muy-larga": lambda t, _: " o ".join([_sin_nombre(t)] * 3000),
    "numero-enorme": lambda t, _: f"{t} y personas<=1{'0' * 400}",
    "con-sql": lambda t, _: f"{t}'; DROP TABLE x; --",
    "vacia": lambda _t, _a: "",
    "negada": lambda t, _: f"no ({_sin_nombre(t)})",
}
DE_UNA_LETRA = ("sin-una-letra", "letra-doble", "letras-trocadas", "otra-letra", "letra-de-mas")
VECES = dict.fromkeys(DE_UNA_LETRA, 3)

CAMPO = {"campo": "grupo", "en": ["A", "B"]}
BUENO = [{"nombre": "A y B", "condicion": CAMPO, "excluye": False}]


def _json(condicion: object) -> bytes:
    return json.dumps([{"nombre": "x", "condicion": condicion}]).encode()


def _hondo(veces: int) -> bytes:
    """A mano: json.dumps no escribe más hondo que la pila de Python."""
    adentro = '{"todas": [' * veces + json.dumps(CAMPO) + "]}" * veces
    return f'[{{"nombre": "x", "condicion": {adentro}}}]'.encode()


# Nombre → contenido y el texto de la regla que debe valer; None: tiene que parar.
ARCHIVOS: dict[str, tuple[bytes, str | None]] = {
    "bueno": (json.dumps(BUENO).encode(), "grupo=A|B"),
    "con-bom": (b"\xef\xbb\xbf" + json.dumps(BUENO).encode(), "grupo=A|B"),
    "con-sangria": (json.dumps(BUENO, indent=4).encode(), "grupo=A|B"),
    "hondo-10": (_hondo(10), "grupo=A|B"),
    "hondo-500": (_hondo(500), None),
    "hondo-90000": (b"[" * 90_000, None),
    "vacio": (b"", None),
    "lista-vacia": (b"[]", None),
    "objeto": (json.dumps(BUENO[0]).encode(), None),
    "null": (b"null", None),
    "numero": (b"7", None),
    "texto": (b'"A1..B7"', None),
    "coma-de-mas": (b'[{"nombre":"x","condicion":{"campo":"grupo","en":["A"]}},]', None),
    "comillas-simples": (b"[{'nombre':'x'}]", None),
    "comentario": (b'// regla\n[{"nombre":"x","condicion":{"campo":"grupo","en":["A"]}}]', None),
    "latin1": ('[{"nombre":"ñ","condicion":{"campo":"grupo","en":["A"]}}]'.encode("latin-1"), None),
    "utf16": (json.dumps(BUENO).encode("utf-16"), None),
    "nan": (_json({"campo": "puntaje", "entre": [float("nan"), 3]}), None),
    "infinito": (_json({"campo": "puntaje", "entre": [0, float("inf")]}), None),
    "sin-nombre": (json.dumps([{"condicion": CAMPO}]).encode(), None),
    "sin-condicion": (json.dumps([{"nombre": "x"}]).encode(), None),
    "nombre-numero": (json.dumps([{"nombre": 7, "condicion": CAMPO}]).encode(), None),
    "excluye-texto": (json.dumps([{**BUENO[0], "excluye": "no"}]).encode(), None),
    "clave-de-mas": (json.dumps([{**BUENO[0], "peso": 3}]).encode(), None),
    "operador-inexistente": (_json({"campo": "grupo", "parecido": "A"}), None),
    "campo-numero": (_json({"campo": 7, "en": ["A"]}), None),
    "campo-nulo": (_json({"campo": None, "en": ["A"]}), None),
    "campo-inexistente": (_json({"campo": "estatura", "entre": [1, 2]}), None),
    "en-vacio": (_json({"campo": "grupo", "en": []}), None),
    "en-texto": (_json({"campo": "grupo", "en": "A"}), None),
    "en-mezclado": (_json({"campo": "grupo", "en": ["A", 1]}), None),
    "en-nulo": (_json({"campo": "grupo", "en": [None]}), None),
    "en-logico": (_json({"campo": "pobre", "en": [True]}), None),
    "entre-uno": (_json({"campo": "nivel", "entre": [2]}), None),
    "entre-al-reves": (_json({"campo": "nivel", "entre": [4, 2]}), None),
    "entre-textos": (_json({"campo": "nivel", "entre": ["2", "4"]}), None),
    "entre-nulos": (_json({"campo": "nivel", "entre": [None, None]}), None),
    "entre-de-texto": (_json({"campo": "grupo", "entre": ["A", "B"]}), None),
    "entre-bueno": (_json({"campo": "nivel", "entre": [2, 4]}), "nivel=2..4"),
    "entre-abierto": (_json({"campo": "nivel", "entre": [2, None]}), "nivel>=2"),
    "entre-enorme": (_json({"campo": "nivel", "entre": [2, 10**30]}), "nivel>=2"),
    "todas-vacias": (_json({"todas": []}), None),
    "al-menos-de-mas": (_json({"al_menos": 3, "de": [CAMPO]}), None),
    "al-menos-cero": (_json({"al_menos": 0, "de": [CAMPO]}), None),
    "al-menos-medio": (_json({"al_menos": 1.5, "de": [CAMPO, CAMPO]}), None),
    "al-menos-bueno": (_json({"al_menos": 1, "de": [CAMPO, CAMPO]}), "grupo=A|B"),
    "condicion-lista": (_json([CAMPO]), None),
    "repetida": (json.dumps(BUENO * 2).encode(), "grupo=A|B"),
    "octeto-nulo": (json.dumps(BUENO).encode() + b"\x00", None),
    "basura": (bytes(range(256)), None),
}

# Valores que ninguna de estas opciones admite.
OPCIONES: dict[str, tuple[str, ...]] = {
    "--cupo": ("-1", "1e18", "x", "3.5", ""),
    "--presupuesto": ("-5", "mil", "1.2.3,4", "inf", "nan", "", "1e5"),
    "--costo": ("-5", "gratis", "nan", ""),
    "--campo-costo": ("no_existe", "grupo"),
    "--por": ("no_existe", "sin_ella"),
    "--prioridad": ("estatura", "orden mayor menor", "", "-", "x" * 5000),
    "--objetivo": ("pobre==", "estatura=1", ""),
    "--k": ("0", "-1", "2", "x", "1/0", "nan", "", "101 %"),
    "--pesos": ("1,2,3", "x", "-1", "{}", "I99=3"),
    "--nulos": ("otra", ""),
    "--decimal": ("x", ""),
    "--separador": ("xx", "@@"),
    "--codificacion": ("klingon", "utf-99"),
    "--memoria": ("mucha", "-1GB", ""),
    "--filas": ("hogar es", ""),
    "--reparto": ("pobres", "otro"),
    "--conservar": ("no_existe", ""),
    "--columnas": ("no_existe.json", "."),
    "--reglas": ("no_existe.json", "."),
    "--minimo-por-territorio": ("-1", "x"),
}
