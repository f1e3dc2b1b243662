"""La familia de la recodificación: un dato que falta nunca vuelve «no privado» a un hogar."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from generador.metodos.errores import ErrorDeMetodo
from tests.metodos.recodificacion import bases
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.errores import juzgar_excepcion

FAMILIA = "recodificacion"
VECES = 3
Hogares = list[list[dict[str, Any]]]
Dano = Callable[[Any, random.Random], Any]
# Lo que puede venir en una celda en vez de su código; ninguno se parece a otro código.
CELDAS: dict[str, Dano] = {
    "vacia": lambda _v, _a: None,
    "espacios": lambda _v, _a: "   ",
    "codigo-desconocido": lambda _v, a: a.choice([77, 88, 123, -4]),
    "texto": lambda _v, a: a.choice(["no sabe", "N/A", "#N/D", "sí", "<b>1</b>", "=1+1", "📍"]),
    "decimal": lambda _v, _a: "1,5",
    "infinito": lambda _v, a: a.choice(["inf", "-inf", "nan", "1e999"]),
    "muy-largo": lambda _v, _a: "9" * 400,
}
# Lo mismo, escrito de otra manera.
IGUALES: dict[str, Dano] = {
    "como-texto": lambda v, _a: v if v is None else f"{v}",
    "con-espacios": lambda v, _a: v if v is None else f" {v} ",
    "con-cero-decimal": lambda v, _a: v if v is None else f"{v}.0",
}


def entradas() -> Iterator[Entrada]:
    """Cada variable con cada daño, y todas con cada manera de escribir lo mismo."""
    for variable in (*bases.ADULTA, *bases.VIVIENDA):
        for nombre in (*CELDAS, "toda-la-columna"):
            for numero in range(1, (VECES if nombre in CELDAS else 1) + 1):
                yield Entrada(FAMILIA, variable, nombre, numero)
        for nombre in IGUALES:
            yield Entrada(FAMILIA, variable, nombre)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor."""
    yield _correr


def hogares() -> Hogares:
    """Hogares con y sin cada privación: adultos, niños, mayores, sin pisos y sin salud."""
    adulta, nina = bases.ADULTA, bases.nina
    return [
        bases.hogar(adulta),
        bases.hogar(adulta, nina(4), nina(9)),
        bases.hogar({**adulta, "lee": 2, "nivel": 0, "grado": 0}, nina(13, estudia=2)),
        bases.hogar({**adulta, "seguridad_social": 0}, nina(2, cuidado=3)),
        bases.hogar({**adulta, "enfermo_30": 1, "acudio_salud": 2}, nina(16, actividad=1)),
        bases.hogar({**adulta, "actividad": 2, "semanas": 60}, pisos=5, paredes=0),
        bases.hogar({**adulta, "edad": 70, "pension": 3}, acueducto=2, agua=5),
        bases.hogar(*[adulta] * 7, cuartos_dormir=1),
    ]


def _marcas(base: Hogares) -> np.ndarray:
    """1, 0 o −1 sin decidir de cada hogar, (H, J)."""
    return np.asarray(bases.recodificados(base).de_hogares)


def _correr(entrada: Entrada, _carpeta: Path) -> Veredicto:
    limpia, danada, azar = hogares(), hogares(), entrada.azar
    celdas = [persona for suyas in danada for persona in suyas]
    if entrada.operador == "toda-la-columna":
        for persona in celdas:
            persona.pop(entrada.sujeto, None)
    elif entrada.operador in IGUALES:
        for persona in celdas:
            persona[entrada.sujeto] = IGUALES[entrada.operador](persona.get(entrada.sujeto), azar)
    else:
        for persona in azar.sample(celdas, 4):
            persona[entrada.sujeto] = CELDAS[entrada.operador](persona.get(entrada.sujeto), azar)
    esperadas = _marcas(limpia)
    try:
        halladas = _marcas(danada)
    except ErrorDeMetodo as error:
        dicho = juzgar_excepcion(error)
        es_igual = entrada.operador in IGUALES and not dicho.falla
        return Veredicto(Clase.RECHAZO, dicho.detalle) if es_igual else dicho
    if np.array_equal(halladas, esperadas):
        return Veredicto(Clase.IGUAL)
    if entrada.operador in IGUALES:
        return Veredicto(Clase.CALLADA, "lo mismo, escrito de otra manera, da otra marca")
    decididas = (halladas >= 0) & (esperadas >= 0)
    cambian = int(np.count_nonzero(halladas[decididas] != esperadas[decididas]))
    if cambian:
        return Veredicto(Clase.CALLADA, f"{cambian} marcas decididas al revés")
    return Veredicto(Clase.DICHO, "lo que falta queda sin decidir")
