"""Las reglas del Sisbén IV contadas persona por persona, sin receta ni numpy: solo datos completos.

Es otra escritura de las mismas reglas, para contrastar: nada de `metodos.recodificacion` se usa.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

Persona = dict[str, Any]
NO_APLICA_PENSION = 9


def anios(p: Persona) -> int:
    if p["nivel"] in (0, 1):
        return 0
    if p["nivel"] in (2, 3, 4):
        return int(min(p["grado"], 11))
    return int(p["grado"] + (11 if p["nivel"] in (5, 6) else 16))


def marcas(hogar: Sequence[Persona]) -> tuple[int, ...]:
    """Las 15 de un hogar con todos sus datos."""
    uno = hogar[0]
    adultas = [p for p in hogar if p["edad"] >= 15]
    sin_salud = [p for p in hogar if p["seguridad_social"] in (0, 9)]
    trabajan = [p for p in hogar if p["edad"] >= 8 and p["actividad"] == 1]
    buscan = [p for p in hogar if p["edad"] >= 8 and p["actividad"] == 2]
    largos = [p for p in buscan if p["semanas"] >= 52]
    recientes = [p for p in buscan if p["semanas"] < 52]
    solo_pensionados = all(p["edad"] >= 14 and p["pension"] == 3 for p in hogar)
    urbana = uno["zona"] == 1
    chicas = [p for p in hogar if p["edad"] < 5]
    razon = Fraction(len(hogar), uno["cuartos_dormir"])
    return tuple(
        int(bool(privado))
        for privado in (
            not adultas or Fraction(sum(map(anios, adultas)), len(adultas)) < 9,
            not adultas or any(p["lee"] == 2 for p in adultas),
            any(p["estudia"] == 2 for p in hogar if 6 <= p["edad"] <= 16),
            any(anios(p) < p["edad"] - 6 for p in hogar if 7 <= p["edad"] <= 17),
            sin_salud
            or any(p["cuidado"] in (3, 6, 7) for p in chicas)
            or any(p["cuidado"] == 1 and p["recibe_comida"] == 2 for p in chicas)
            or any(p["edad"] == 5 and p["estudia"] == 2 for p in hogar),
            any(12 <= p["edad"] <= 17 for p in trabajan),
            largos or (not trabajan and not buscan and not solo_pensionados),
            any(p["edad"] < 14 or p["pension"] not in (1, 3) for p in trabajan)
            or (not trabajan and not recientes and not solo_pensionados),
            any(p["edad"] >= 5 for p in sin_salud),
            any(p["enfermo_30"] == 1 and p["acudio_salud"] == 2 for p in hogar),
            uno["acueducto"] == 2 if urbana else uno["agua"] in (3, 4, 5, 7, 8, 9),
            uno["alcantarillado"] == 2 if urbana else uno["sanitario"] in (3, 5),
            uno["pisos"] == 5,
            uno["paredes"] in (0, 6, 7) or (urbana and uno["paredes"] == 5),
            razon >= 3 if urbana else razon > 3,
        )
    )
