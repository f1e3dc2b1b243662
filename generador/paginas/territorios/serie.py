"""Una serie dibujada: la línea, su banda y lo que se escribe en las puntas, sin leyenda aparte.

El trazo va en un lienzo estirable, de un paso por año y 90 de alto; las marcas y los rótulos, en
porcentajes del mismo lienzo, para que ni el círculo se achate ni la letra se estire. Lo escrito
repite lo que dice el texto de la figura: se oculta a quien la oye.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isnan, nan
from typing import NamedTuple

from markupsafe import escape

from generador.paginas.territorios.marcas_y_riel import SIGNOS

ALTO = 90
# Lo que ocupa el rótulo de una punta con su nombre debajo, en % del alto del lienzo.
DE_ALTO = 32.0


class Linea(NamedTuple):
    """Una línea de la serie: `marca` dice de quién es; `primero` y `ultimo`, sus valores escritos.

    Un fondo no lleva marca. Sin `primero` solo se rotula la punta. `proyectado` es el lugar desde
    el que va a trazos.
    """

    marca: str
    nombre: str
    valores: Sequence[float]
    ultimo: str
    primero: str = ""
    proyectado: int | None = None


class Dibujo(NamedTuple):
    """El ancho del lienzo, lo que va en el `<svg>` y lo que va encima, en HTML ya escapado."""

    ancho: int
    trazos: str
    puntas: str


def dibujo(
    lineas: Sequence[Linea],
    tope: float,
    *,
    banda: Sequence[tuple[float, float]] = (),
    fondo: Linea | None = None,
) -> Dibujo:
    """El dibujo de `lineas`, la primera la propia, de 0 a `tope`.

    `banda` es (límite bajo, límite alto) de cada año, NaN donde no lo hay; `fondo`, lo que se
    rellena desde el eje. Una línea sin ningún dato no se dibuja ni se rotula.
    """
    con_dato = [una for una in lineas if _hay(una)]
    rotuladas = [*con_dato, fondo] if fondo and _hay(fondo) else con_dato
    relleno = area(fondo.valores, tope) if fondo else ""
    trazos = [_trazo("relleno", relleno), _trazo("banda", _banda(banda, tope))]
    trazos += [parte for una in reversed(con_dato) for parte in _linea(una, tope)]
    ancho = max(len(lineas[0].valores) - 1, 1)
    return Dibujo(ancho, "".join(trazos), _puntas(rotuladas, tope))


def _hay(una: Linea) -> bool:
    return not all(map(isnan, una.valores))


def _trazo(clase: str, d: str) -> str:
    return f'<path class="{clase}" d="{d}"/>' if d else ""


def _linea(una: Linea, tope: float) -> tuple[str, str]:
    """Lo observado y, desde `proyectado`, a trazos: los dos comparten ese año."""
    clase, corte = f"de-{una.marca}", una.proyectado
    if corte is None:
        return _trazo(clase, trazo(una.valores, tope)), ""
    antes = [v if i <= corte else nan for i, v in enumerate(una.valores)]
    despues = [v if i >= corte else nan for i, v in enumerate(una.valores)]
    return _trazo(clase, trazo(antes, tope)), _trazo(f"{clase} a-trazos", trazo(despues, tope))


def trazo(valores: Sequence[float], tope: float) -> str:
    """El trazo que une los valores, a un paso uno del otro; los NaN lo parten.

    Va en pasos relativos: como todos avanzan 1, comprimido pesa la mitad.
    """
    return "".join(
        f"M{inicio} {alturas[0]}{_pasos(alturas)}" for inicio, alturas in _tramos(valores, tope)
    )


def area(valores: Sequence[float], tope: float) -> str:
    """El mismo trazo cerrado contra el eje, por cada tramo de dos o más valores seguidos."""
    return "".join(
        f"M{inicio} {alturas[0]}{_pasos(alturas)}V{ALTO}H{inicio}z"
        for inicio, alturas in _tramos(valores, tope)
        if len(alturas) > 1
    )


def _tramos(valores: Sequence[float], tope: float) -> list[tuple[int, list[int]]]:
    """Los valores seguidos con dato: en qué paso empiezan y sus alturas en el lienzo."""
    tramos: list[tuple[int, list[int]]] = []
    abierto = False
    for i, valor in enumerate(valores):
        if isnan(valor):
            abierto = False
            continue
        if not abierto:
            tramos.append((i, []))
            abierto = True
        tramos[-1][1].append(round(ALTO - valor / tope * ALTO))
    return tramos


def _pasos(alturas: list[int]) -> str:
    pasos = [f"1{b - a}" if b < a else f"1 {b - a}" for a, b in pairwise(alturas)]
    return f"l{' '.join(pasos)}" if pasos else ""


def _banda(limites: Sequence[tuple[float, float]], tope: float) -> str:
    """El contorno de cada tramo de años con intervalo; uno suelto es una barra angosta."""
    trazos, tramo = [], []
    for i, (bajo, alto) in enumerate([*limites, (nan, nan)]):
        if not isnan(bajo + alto):
            tramo.append((float(i), bajo, alto))
        elif tramo:
            trazos.append(_contorno(tramo, tope))
            tramo = []
    return "".join(trazos)


def _contorno(tramo: list[tuple[float, float, float]], tope: float) -> str:
    if len(tramo) == 1:
        x, bajo, alto = tramo[0]
        tramo = [(x - 0.05, bajo, alto), (x + 0.05, bajo, alto)]
    bordes = [(x, alto) for x, _, alto in tramo] + [(x, bajo) for x, bajo, _ in reversed(tramo)]
    return "M" + "L".join(f"{x:g} {ALTO - v / tope * ALTO:.0f}" for x, v in bordes) + "z"


def _puntas(lineas: Sequence[Linea], tope: float) -> str:
    finales = [_ultimo(una.valores) for una in lineas]
    altos = [100 * una.valores[i] / tope for una, i in zip(lineas, finales, strict=True)]
    lugares = separados(altos) if len(lineas) > 1 else altos
    partes = []
    for una, i, alto, lugar in zip(lineas, finales, altos, lugares, strict=True):
        x = 100 * i / max(len(una.valores) - 1, 1)
        nombre = f" <small>{escape(una.nombre)}</small>" if una.nombre else ""
        signo = SIGNOS[una.marca] if una.marca else ""
        # La marca va dentro de su rótulo, salvo que la línea acabe antes o el rótulo se corra.
        if signo and (x < 100 or lugar != alto):
            partes.append(f'<i style="left:{x:.3g}%;bottom:{alto:.1f}%">{signo}</i>')
            signo = ""
        partes.append(f'<b style="bottom:{lugar:.1f}%">{signo}{una.ultimo}{nombre}</b>')
        if una.primero and i > (desde := _primero(una.valores)):
            partes.append(_inicio(una, desde, tope, lineas))
    return f'<div class="puntas" aria-hidden="true">{"".join(partes)}</div>'


def _inicio(una: Linea, desde: int, tope: float, lineas: Sequence[Linea]) -> str:
    """El primer valor, del lado de su punto por donde no pasan la otra línea ni la propia."""
    x, alto = 100 * desde / (len(una.valores) - 1), 100 * una.valores[desde] / tope
    otros = [otra.valores[desde] for otra in lineas if otra is not una and otra.marca]
    otros += [v for v in una.valores[desde + 1 :] if not isnan(v)][:1]
    debajo = alto > 80 or (otros[0] > una.valores[desde] and alto > 25)
    clase = "inicio debajo" if debajo else "inicio"
    return f'<b class="{clase}" style="left:{x:.3g}%;bottom:{alto:.1f}%">{una.primero}</b>'


def _primero(valores: Sequence[float]) -> int:
    return next(i for i, v in enumerate(valores) if not isnan(v))


def _ultimo(valores: Sequence[float]) -> int:
    return max(i for i, v in enumerate(valores) if not isnan(v))


def separados(altos: Sequence[float], hueco: float = DE_ALTO) -> list[float]:
    """Los mismos altos (%), corridos lo menos posible para que entre dos haya al menos `hueco`.

    Conserva el orden y no se sale del lienzo (de 0 a 100) mientras quepan.
    """
    orden = sorted(range(len(altos)), key=lambda i: altos[i])
    lugares = [min(max(altos[i], hueco / 4), 100 - hueco / 4) for i in orden]
    for _ in lugares:
        for (a, bajo), (b, alto) in pairwise(list(enumerate(lugares))):
            falta = hueco - (alto - bajo)
            if falta > 0:
                lugares[a], lugares[b] = bajo - falta / 2, alto + falta / 2
                corrido = max(hueco / 4 - lugares[a], 0) + min(100 - hueco / 4 - lugares[b], 0)
                lugares[a] += corrido
                lugares[b] += corrido
    return [lugares[orden.index(i)] for i in range(len(altos))]
