"""Los daños de una rejilla: qué le hacen, a qué territorios tocan y si alguien los puede notar."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.mutaciones.oficiales.rejilla import Celdas, Lectura

IGUAL, DETECTABLE, PLAUSIBLE = "igual", "detectable", "plausible"
NO_CABE = None
"""Lo que devuelve un operador que no tiene dónde aplicarse en esa lectura."""
Tocadas = list[int]
Dano = Callable[[Celdas, Lectura, random.Random], Tocadas | None]


@dataclass(frozen=True)
class Operador:
    """Un daño; `espera` dice si el resultado debe ser igual, un error, o puede ser otro."""

    nombre: str
    espera: str
    hacer: Dano
    veces: int = 1


def _texto(celda: Any) -> str:
    if isinstance(celda, float) and celda.is_integer():
        celda = int(celda)
    return str(celda)


def _con_numero(celdas: Celdas, lectura: Lectura, azar: random.Random) -> tuple[int, int] | None:
    """Fila y columna de una celda con número distinto de cero."""
    sitios = [
        (f, c)
        for f in azar.sample(lectura.filas, min(40, len(lectura.filas)))
        for c in lectura.valores
    ]
    azar.shuffle(sitios)
    return next((s for s in sitios if _numero(celdas[s[0]], s[1])), None)


def _numero(fila: list[Any], columna: int) -> float:
    celda = fila[columna] if columna < len(fila) else ""
    try:
        valor = float(str(celda).strip().removesuffix("%").replace(",", "."))
    except ValueError:
        return 0.0
    return valor if math.isfinite(valor) else 0.0


def celda(cambiar: Callable[[Any], Any]) -> Dano:
    """Cambia una celda con número."""

    def hacer(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
        if (sitio := _con_numero(celdas, lectura, azar)) is None:
            return NO_CABE
        fila, columna = sitio
        celdas[fila][columna] = cambiar(celdas[fila][columna])
        return [fila]

    return hacer


def codigo(cambiar: Callable[[Any, list[Any], random.Random], Any]) -> Dano:
    """Cambia el código de una fila; recibe también los de todas las demás."""

    def hacer(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
        if (columna := lectura.codigo) is None:
            return NO_CABE
        fila = azar.choice(lectura.filas)
        todos = [celdas[f][columna] for f in lectura.filas]
        celdas[fila][columna] = cambiar(celdas[fila][columna], todos, azar)
        return [fila]

    return hacer


def intercambiar(cual: str, *, en_todas: bool, homonimos: bool = False) -> Dano:
    """Cambia entre sí el código o el nombre de dos territorios: en todas sus filas, o en dos."""

    def hacer(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
        columna = lectura.codigo if cual == "codigo" else lectura.nombre
        if columna is None:
            return NO_CABE
        filas = _dos_filas(celdas, lectura, columna, azar, homonimos)
        if filas is None:
            return NO_CABE
        a, b = (celdas[f][columna] for f in filas)
        tocadas = [f for f in lectura.filas if celdas[f][columna] in (a, b)] if en_todas else filas
        for f in tocadas:
            celdas[f][columna] = b if celdas[f][columna] == a else a
        return tocadas

    return hacer


def _dos_filas(
    celdas: Celdas, lectura: Lectura, columna: int, azar: random.Random, homonimos: bool
) -> list[int] | None:
    """Dos filas con distinto valor y, si lo hay, distinto nombre: o el mismo, si son homónimos."""
    nombre = lectura.nombre
    if homonimos and nombre is None:
        return None
    primera = list(lectura.filas)
    azar.shuffle(primera)
    if not homonimos:
        otras = [f for f in primera[1:] if celdas[f][columna] != celdas[primera[0]][columna]]
        if nombre is not None:
            otras = [f for f in otras if celdas[f][nombre] != celdas[primera[0]][nombre]]
        return [primera[0], otras[0]] if otras else None
    vistos: dict[str, int] = {}
    for f in primera:
        propio = _texto(celdas[f][nombre or 0])
        otra = vistos.setdefault(propio, f)
        if celdas[otra][columna] != celdas[f][columna]:
            return [otra, f]
    return None


def correr_codigos(celdas: Celdas, lectura: Lectura, _azar: random.Random) -> Tocadas | None:
    """Toda la columna del código, una fila más abajo; el último pasa a la primera."""
    if (columna := lectura.codigo) is None or len(lectura.filas) < 2:
        return NO_CABE
    valores = [celdas[f][columna] for f in lectura.filas]
    for f, valor in zip(lectura.filas, valores[-1:] + valores[:-1], strict=True):
        celdas[f][columna] = valor
    return list(lectura.filas)


def correr_valores(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Una columna de valores, una fila más abajo."""
    if not lectura.valores or len(lectura.filas) < 2:
        return NO_CABE
    columna = azar.choice(lectura.valores)
    valores = [celdas[f][columna] for f in lectura.filas]
    for f, valor in zip(lectura.filas, valores[-1:] + valores[:-1], strict=True):
        celdas[f][columna] = valor
    return list(lectura.filas)


def intercambiar_valores(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Los valores de dos filas en una columna."""
    if not lectura.valores or len(lectura.filas) < 2:
        return NO_CABE
    columna = azar.choice(lectura.valores)
    a, b = azar.sample(lectura.filas, 2)
    celdas[a][columna], celdas[b][columna] = celdas[b][columna], celdas[a][columna]
    return [a, b]


def duplicar_fila(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Una fila, dos veces seguidas."""
    fila = azar.choice(lectura.filas)
    celdas.insert(fila, list(celdas[fila]))
    return [fila]


def borrar_fila(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Una fila menos."""
    fila = azar.choice(lectura.filas)
    del celdas[fila]
    return list(lectura.filas)


def truncar_filas(celdas: Celdas, lectura: Lectura, _azar: random.Random) -> Tocadas | None:
    """La segunda mitad de las filas no está."""
    if len(lectura.filas) < 2:
        return NO_CABE
    desde = lectura.filas[len(lectura.filas) // 2]
    del celdas[desde : lectura.filas[-1] + 1]
    return list(lectura.filas)


def barajar(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Las mismas filas en otro orden."""
    if lectura.codigo is None:
        return NO_CABE
    filas = [celdas[f] for f in lectura.filas]
    azar.shuffle(filas)
    for f, propia in zip(lectura.filas, filas, strict=True):
        celdas[f] = propia
    return []


def _columna(lectura: Lectura, azar: random.Random) -> int:
    return azar.choice(list(lectura.columnas.values()))


def borrar_columna(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Una columna que el kit lee, con su título."""
    columna = _columna(lectura, azar)
    for fila in celdas:
        if columna < len(fila):
            del fila[columna]
    return []


def encabezado(cambiar: Callable[[Any], Any]) -> Dano:
    """Cambia el título de una columna que el kit lee."""

    def hacer(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
        fila, columna = lectura.encabezado[-1] - 1, _columna(lectura, azar)
        filas = [f - 1 for f in lectura.encabezado]
        if not _texto(celdas[fila][columna]):
            fila = next((f for f in filas if _texto(celdas[f][columna])), fila)
        celdas[fila][columna] = cambiar(celdas[fila][columna])
        return []

    return hacer


def encabezado_repetido(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Otra columna con el mismo título, al final."""
    columna = _columna(lectura, azar)
    ancho = max(map(len, celdas))
    for numero, fila in enumerate(celdas, start=1):
        fila.extend([""] * (ancho - len(fila)))
        fila.append(fila[columna] if numero in lectura.encabezado else "7")
    for uno in lectura.encabezado[:-1]:
        celdas[uno - 1][ancho] = _arrastrado(celdas[uno - 1], columna)
    return []


def _arrastrado(fila: list[Any], columna: int) -> Any:
    return next((fila[c] for c in range(columna, -1, -1) if _texto(fila[c])), "")


def encabezados_cruzados(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Los títulos de dos columnas de valores, el uno en el lugar del otro."""
    fila = celdas[lectura.encabezado[-1] - 1]
    parejas = [
        (a, b) for a in lectura.valores for b in lectura.valores if a < b and fila[a] != fila[b]
    ]
    if not parejas:
        return NO_CABE
    a, b = azar.choice(parejas)
    fila[a], fila[b] = fila[b], fila[a]
    return list(lectura.filas)


def codigo_por_valor(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """El título del código y el de un valor, el uno en el lugar del otro."""
    if lectura.codigo is None or not lectura.valores:
        return NO_CABE
    fila, a, b = celdas[lectura.encabezado[-1] - 1], lectura.codigo, azar.choice(lectura.valores)
    if fila[a] == fila[b] or len(lectura.encabezado) > 1:
        return NO_CABE
    fila[a], fila[b] = fila[b], fila[a]
    return []


def mover_columnas(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Las columnas enteras, con su título, en otro orden."""
    if len(lectura.encabezado) > 1:
        return NO_CABE
    ancho = max(map(len, celdas))
    orden = azar.sample(range(ancho), ancho)
    for fila in celdas:
        fila.extend([""] * (ancho - len(fila)))
        fila[:] = [fila[c] for c in orden]
    return []


def columna_de_mas(celdas: Celdas, lectura: Lectura, _azar: random.Random) -> Tocadas | None:
    """Una columna nueva, al final, que nadie pidió."""
    ancho = max(map(len, celdas))
    for numero, fila in enumerate(celdas, start=1):
        fila.extend([""] * (ancho - len(fila)))
        fila.append("Observaciones" if numero in lectura.encabezado else "x")
    return []


def correr_fila(celdas: Celdas, lectura: Lectura, azar: random.Random) -> Tocadas | None:
    """Una celda de más en medio de una fila: los valores quedan una columna a la derecha."""
    if not lectura.valores:
        return NO_CABE
    fila = azar.choice(lectura.filas)
    celdas[fila].insert(min(lectura.valores), "")
    return [fila]


def pie(celdas: Celdas, lectura: Lectura, _azar: random.Random) -> Tocadas | None:
    """Una nota debajo de la última fila."""
    del celdas[lectura.filas[-1] + 1 :]
    ancho = len(celdas[lectura.filas[0]])
    celdas.append(["Fuente: DANE"] + [""] * (ancho - 1))
    return []


def desde_numero(escribir: Callable[[float], Any]) -> Callable[[Any], Any]:
    """Del número de la celda a otra cosa."""
    return lambda c: escribir(_numero([c], 0))


FECHA = datetime(2024, 1, 1)
OPERADORES: tuple[Operador, ...] = (
    Operador("celda-a-texto", DETECTABLE, celda(lambda _: "pendiente")),
    Operador("celda-a-infinito", DETECTABLE, celda(lambda _: "inf")),
    Operador("celda-a-1e18", DETECTABLE, celda(lambda _: 1e18), 2),
    Operador("celda-a-menos-1e18", DETECTABLE, celda(lambda _: -1e18)),
    Operador("celda-negativa", DETECTABLE, celda(desde_numero(lambda n: -abs(n))), 2),
    Operador("celda-a-fecha", DETECTABLE, celda(lambda _: FECHA)),
    Operador("celda-a-formula", DETECTABLE, celda(lambda _: "=B2+1")),
    Operador("celda-a-error", DETECTABLE, celda(lambda _: "#N/D")),
    Operador("celda-a-verdadero", DETECTABLE, celda(lambda _: True)),
    Operador("celda-en-blanco", "blanco", celda(lambda _: ""), 2),
    Operador(
        "celda-con-coma", DETECTABLE, celda(desde_numero(lambda n: f"{n:.3f}".replace(".", ",")))
    ),
    Operador("celda-con-dos-signos", DETECTABLE, celda(lambda c: f"--{_texto(c)}")),
    Operador("celda-con-apostrofo", DETECTABLE, celda(lambda c: f"'{_texto(c)}")),
    Operador("celda-con-espacios", IGUAL, celda(lambda c: f" {_texto(c)}\u00a0")),
    Operador("celda-mil-menor", PLAUSIBLE, celda(desde_numero(lambda n: n / 1000))),
    Operador("celda-por-diez", PLAUSIBLE, celda(desde_numero(lambda n: n * 10))),
    Operador("celda-por-mil", PLAUSIBLE, celda(desde_numero(lambda n: n * 1000))),
    Operador("codigos-intercambiados", DETECTABLE, intercambiar("codigo", en_todas=True), 3),
    Operador("codigos-de-dos-filas", DETECTABLE, intercambiar("codigo", en_todas=False), 2),
    Operador(
        "codigos-de-homonimos", DETECTABLE, intercambiar("codigo", en_todas=True, homonimos=True), 2
    ),
    Operador("nombres-intercambiados", DETECTABLE, intercambiar("nombre", en_todas=False)),
    Operador("codigos-corridos", DETECTABLE, correr_codigos),
    Operador("codigo-sin-cero", DETECTABLE, codigo(lambda c, _t, _a: _texto(c).lstrip("0")[1:])),
    Operador("codigo-ajeno", DETECTABLE, codigo(lambda c, _t, _a: "99999")),
    Operador("codigo-en-blanco", DETECTABLE, codigo(lambda c, _t, _a: "")),
    Operador(
        "codigo-de-otro",
        DETECTABLE,
        codigo(lambda c, t, a: a.choice([x for x in t if x != c] or [c])),
    ),
    Operador("codigo-con-letras", DETECTABLE, codigo(lambda c, _t, _a: f"{_texto(c)[:-1]}O")),
    Operador("valores-corridos", PLAUSIBLE, correr_valores),
    Operador("valores-intercambiados", PLAUSIBLE, intercambiar_valores),
    Operador("fila-repetida", DETECTABLE, duplicar_fila, 2),
    Operador("fila-borrada", DETECTABLE, borrar_fila, 2),
    Operador("mitad-de-las-filas", DETECTABLE, truncar_filas),
    Operador("filas-barajadas", IGUAL, barajar),
    Operador("columna-borrada", DETECTABLE, borrar_columna, 2),
    Operador("titulo-cambiado", DETECTABLE, encabezado(lambda t: f"{_texto(t)} (nuevo)")),
    Operador("titulo-en-blanco", DETECTABLE, encabezado(lambda _: "")),
    Operador("titulo-repetido", DETECTABLE, encabezado_repetido),
    Operador("titulos-cruzados", PLAUSIBLE, encabezados_cruzados),
    Operador("codigo-por-valor", DETECTABLE, codigo_por_valor),
    Operador("columnas-movidas", IGUAL, mover_columnas),
    Operador("columna-de-mas", IGUAL, columna_de_mas),
    Operador("fila-corrida", PLAUSIBLE, correr_fila),
    Operador("nota-al-pie", "igual o error", pie),
)
POR_NOMBRE = {o.nombre: o for o in OPERADORES}
