"""Lo que varias frases comparten: comparar, decir una fracción, un puesto o una omisión."""

from __future__ import annotations

import math
import re
from functools import cache

import numpy as np

from tests.perfiles.registro import Frase
from tests.perfiles.tablas import Tablas, es_co, leido, redondo, tres_cifras

UNO, VARIOS = "punto porcentual", "puntos porcentuales"
FRENTE = re.compile(
    r"(?:(?P<igual>igual)|(?P<n>[\d.,]+) puntos? porcentual(?:es)? (?P<sentido>mayor|menor)) que "
    r"(?P<quien>.+?) \((?P<pct>[\d.,]+) %\)"
)
FRACCION = re.compile(r"(?P<matiz>casi |un poco más de )?(?P<a>[\d,]+) de cada (?P<b>\d+) personas")
OMITIDOS = re.compile(
    r"(?:a|a cerca de) (?P<n>[\d.]+) de cada 100 personas(?:: | \()"
    r"contó (?P<contadas>[\d.]+) de unas (?P<gente>\d[\d.]*\d|\d)\)?.*"
)


def exigir_diferencia(dicha: str, sentido: str, propio: float, otro: float) -> None:
    """La diferencia es la de las dos cifras publicadas, con un decimal, y hacia donde se dice."""
    resta = redondo(propio, 1) - redondo(otro, 1)
    assert (resta > 0) == (sentido == "mayor"), (propio, otro)
    assert dicha == es_co(float(abs(resta)), 1), (propio, otro)


def exigir_frente(trozo: str, propio: float, otro: float) -> str:
    """«X puntos porcentuales mayor que en Y (Z %)»; devuelve a quién nombra."""
    hallado = FRENTE.fullmatch(trozo)
    assert hallado, trozo
    assert hallado["pct"] == es_co(otro, 1)
    if hallado["igual"]:
        assert redondo(propio, 1) == redondo(otro, 1)
    else:
        exigir_diferencia(hallado["n"], hallado["sentido"], propio, otro)
        assert (UNO in trozo) == (hallado["n"] == "1,0")
    return hallado["quien"]


def exigir_fraccion(dicha: str, valor: float) -> None:
    """«9 de cada 10» es esa proporción: a menos de punto y medio, y del lado que dice el matiz."""
    hallada = FRACCION.fullmatch(dicha[0].lower() + dicha[1:])
    assert hallada, dicha
    exacta = 100 * leido(hallada["a"]) / leido(hallada["b"])
    if hallada["b"] == "100":
        assert hallada["a"] == es_co(float(redondo(valor, 1)))
    assert abs(valor - exacta) <= 1.5
    matiz = hallada["matiz"]
    if matiz:
        assert (valor < exacta) == (matiz == "casi "), valor
    elif hallada["b"] != "100":
        assert abs(valor - exacta) < 0.25, valor


def exigir_omitidos(texto: str, f: Frase, dominio: str = "total") -> float:
    """Las dos poblaciones y el redondeo; devuelve la omisión, de 0 a 1."""
    hallado = OMITIDOS.search(texto)
    assert hallado, texto
    o = f.tablas.omision(f.codigo, dominio)
    assert leido(hallado["n"]) == float(redondo(100 * o)), o
    contadas = "censo_personas" if dominio == "total" else "censo_personas_hogares"
    assert hallado["contadas"] == es_co(f.tablas.suma(contadas, f.codigo, dominio, "2018"))
    gente = f.tablas.suma("poblacion", f.codigo, dominio, "2018")
    assert hallado["gente"] == tres_cifras(gente)
    return o


@cache
def rangos(t: Tablas, codigos: tuple[str, ...]) -> dict[str, tuple[int, int, int, int, int]]:
    """Puesto, empatados, mejor, peor y cuántos, con la definición y lo publicado a un decimal."""
    h = np.array([float(redondo(t.incidencia(c), 1)) / 100 for c in codigos])
    o = np.maximum(np.array([t.omision(c) for c in codigos]), 0)
    bajo, alto = ((1 - o) * h + o * d * h / (1 - h + d * h) for d in (0.5, 2))
    return {
        c: (
            1 + int((h > h[i]).sum()),
            int((h == h[i]).sum()),
            1 + int((bajo > alto[i]).sum()),
            int((alto >= bajo[i]).sum()),
            len(h),
        )
        for i, c in enumerate(codigos)
    }


ESCRITO = re.compile(
    r"(?:puesto (?P<puesto>[\d.]+) de (?P<de>[\d.]+)"
    r"(?P<empate> \(empatado con (?:otro|otros (?P<otros>[\d.]+))\))?"
    r"(?:; entre (?P<mejor>[\d.]+) y (?P<peor>[\d.]+))?"
    r"|entre los puestos (?P<mejor2>[\d.]+) y (?P<peor2>[\d.]+) de (?P<de2>[\d.]+))"
    r"(?: si, por cada persona no pobre, hubiera entre los no contados la mitad o el doble de "
    r"pobres que entre los contados)?"
)


def exigir_puesto(dicho: str, cuenta: tuple[int, int, int, int, int], o: float) -> None:
    """El puesto, sus empates y su rango; desde 10 % de omisión, solo el rango."""
    hallado = ESCRITO.fullmatch(dicho)
    assert hallado, dicho
    puesto, empatados, mejor, peor, cuantos = cuenta
    limites = [hallado["mejor"] or hallado["mejor2"], hallado["peor"] or hallado["peor2"]]
    if mejor == peor:
        assert limites == [None, None], (dicho, cuenta)
    else:
        assert [leido(x) for x in limites] == [mejor, peor], (dicho, cuenta)
    assert leido(hallado["de"] or hallado["de2"]) == cuantos, (dicho, cuenta)
    assert (hallado["puesto"] is None) == (o >= 0.10 and mejor != peor), (dicho, o)
    if hallado["puesto"]:
        assert leido(hallado["puesto"]) == puesto
        otros = int(leido(hallado["otros"] or "1")) if hallado["empate"] else 0
        assert otros == empatados - 1


def sin_nan(*valores: float) -> bool:
    """Si todos son números."""
    return not any(math.isnan(v) for v in valores)
