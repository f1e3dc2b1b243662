"""Los hogares de un caso antes de escribirlos en ningún archivo, y las cuentas hechas a mano.

Nada de aquí usa el kit: son listas de Python, fracciones y SHA-256, para que lo esperado no salga
de lo que se prueba.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

PESOS = (10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4)
NIVELES = {"A": 5, "B": 7, "C": 18, "D": 21}
MENOR = 6


@dataclass(frozen=True)
class Hogar:
    """Un hogar: dónde está, qué dice su ficha y la edad de cada persona; la primera es el jefe.

    `falta`: la posición de la privación que la base no trae; de ese no se sabe si es pobre.
    """

    municipio: str
    ficha: int
    numero: int
    vereda: str
    clase: int
    grupo: str
    nivel: int
    marcas: tuple[int, ...]
    edades: tuple[int, ...]
    falta: int | None = None

    @property
    def identidad(self) -> str:
        return f"{int(self.municipio)}|{self.ficha}|{self.numero}"

    @property
    def orden(self) -> int:
        antes = sum(n for letra, n in NIVELES.items() if letra < self.grupo)
        return antes + self.nivel

    @property
    def pobre(self) -> bool:
        return 3 * sum(p * m for p, m in zip(PESOS, self.marcas, strict=True)) >= 100


def dos_municipios() -> list[Hogar]:
    """24 hogares de 2 personas, 12 por municipio: H es 1/2 en 05001 y 1/4 en 05002."""
    pobre = (1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0)
    return [
        Hogar(
            municipio=municipio,
            ficha=12 * i + h + 1,
            numero=1,
            vereda=vereda,
            clase=3,
            grupo="A" if h < pobres else "C",
            nivel=3 if h < pobres else 7,
            marcas=pobre if h < pobres else (0,) * 15,
            edades=(31 + h, 32 + h),
        )
        for i, (municipio, vereda, pobres) in enumerate(
            [("05001", "EL ROSAL", 6), ("05002", "LA PEÑA", 3)]
        )
        for h in range(12)
    ]


def de_practica(cuantos: int = 300, semilla: int = 1) -> list[Hogar]:
    """Hogares inventados en tres veredas, con muchos empatados en el mismo nivel."""
    azar = random.Random(semilla)
    hogares = []
    for i in range(cuantos):
        grupo = azar.choice("AABBBCD")
        hogares.append(
            Hogar(
                municipio=azar.choice(["05045", "05837"]),
                ficha=azar.randrange(1, 10**9),
                numero=1 + i % 2,
                vereda=azar.choice(["LA PEÑA", "SAN JOSÉ", "CHURIDÓ PUEBLO"]),
                clase=azar.choice([1, 2, 3, 3]),
                grupo=grupo,
                nivel=azar.randrange(1, 1 + min(4, NIVELES[grupo])),
                marcas=tuple(int(azar.random() < 0.3) for _ in PESOS),
                edades=tuple(azar.randrange(0, 85) for _ in range(azar.choice([1, 2, 2, 3, 4, 6]))),
            )
        )
    return hogares


@dataclass(frozen=True)
class Cifras:
    """Lo que se cuenta en un territorio: con factor, `hogares_p` y `personas` van pesados."""

    hogares: int
    hogares_p: Fraction
    personas: Fraction
    h: Fraction


def incidencia(
    hogares: Sequence[Hogar],
    campo: str,
    factor: Callable[[Hogar], Fraction] = lambda _: Fraction(1),
) -> dict[str, Cifras]:
    """{territorio: sus cifras}, con H en personas."""
    grupos: dict[str, list[Hogar]] = defaultdict(list)
    for hogar in hogares:
        grupos[str(getattr(hogar, campo))].append(hogar)
    return {territorio: _cifras(suyos, factor) for territorio, suyos in grupos.items()}


def _cifras(hogares: Sequence[Hogar], factor: Callable[[Hogar], Fraction]) -> Cifras:
    pesadas = {h.identidad: factor(h) * len(h.edades) for h in hogares}
    personas = sum(pesadas.values(), Fraction(0))
    pobres = sum((pesadas[h.identidad] for h in hogares if h.pobre), Fraction(0))
    return Cifras(len(hogares), sum(map(factor, hogares), Fraction(0)), personas, pobres / personas)


def repartir(
    hogares: Sequence[Hogar], entran: Sequence[Hogar], total: int, minimo: int, pobres: Fraction
) -> dict[str, int]:
    """Los cupos de cada vereda: `pobres` es la parte que va por sus personas pobres.

    El resto va por incidencia. El mínimo es de todas; nadie recibe más que los que entran.
    """
    de: dict[str, list[Hogar]] = defaultdict(list)
    for hogar in hogares:
        if hogar.falta is None:
            de[hogar.vereda].append(hogar)
    maximos = {v: sum(h.vereda == v for h in entran) for v in sorted(de)}
    gente = {v: sum(len(h.edades) for h in suyos) for v, suyos in de.items()}
    malos = {v: sum(len(h.edades) for h in suyos if h.pobre) for v, suyos in de.items()}
    tasas = {v: Fraction(malos[v], gente[v]) for v in de}
    pesos = {
        v: pobres * Fraction(malos[v], sum(malos.values()))
        + (1 - pobres) * tasas[v] / sum(tasas.values())
        for v in de
    }
    cupos = {v: min(minimo, maximo) for v, maximo in maximos.items()}
    while resto := total - sum(cupos.values()):
        abiertas = [v for v in cupos if cupos[v] < maximos[v]]
        suma = sum(pesos[v] for v in abiertas)
        cuotas = {v: resto * pesos[v] / suma for v in abiertas}
        llenas = [v for v in abiertas if cupos[v] + cuotas[v] >= maximos[v]]
        for v in llenas:
            cupos[v] = maximos[v]
        if llenas:
            continue
        for v in abiertas:
            cupos[v] += int(cuotas[v])
        restos = sorted(abiertas, key=lambda v: int(cuotas[v]) - cuotas[v])
        for v in restos[: total - sum(cupos.values())]:
            cupos[v] += 1
    return cupos


def elegir_por_vereda(
    entran: Sequence[Hogar], cupos: Mapping[str, int], semilla: str, alcanza: int
) -> tuple[list[str], int]:
    """Como `elegir`, con el cupo de cada vereda; después, el presupuesto paga `alcanza` hogares."""
    en_orden = [
        h for i in elegir(entran, len(entran), semilla)[0] for h in entran if h.identidad == i
    ]
    van: dict[str, int] = defaultdict(int)
    dentro: list[Hogar] = []
    sin_cupo: list[Hogar] = []
    sin_plata: list[Hogar] = []
    for hogar in en_orden:
        van[hogar.vereda] += 1
        if van[hogar.vereda] > cupos[hogar.vereda]:
            sin_cupo.append(hogar)
        else:
            (dentro if len(dentro) < alcanza else sin_plata).append(hogar)
    por_vereda = {(h.vereda, h.orden) for h in dentro} & {(h.vereda, h.orden) for h in sin_cupo}
    por_plata = {h.orden for h in dentro} & {h.orden for h in sin_plata}
    sorteados = {h.identidad for h in dentro + sin_cupo if (h.vereda, h.orden) in por_vereda}
    sorteados |= {h.identidad for h in dentro + sin_plata if h.orden in por_plata}
    return [h.identidad for h in dentro], len(sorteados)


def elegir(
    entran: Sequence[Hogar],
    cupo: int,
    semilla: str,
    llave: Callable[[Hogar], Any] = lambda h: h.orden,
) -> tuple[list[str], int]:
    """Las identidades de los seleccionados, en su puesto, y a cuántos decidió el sorteo."""

    def turno(hogar: Hogar) -> tuple[Any, bytes]:
        return llave(hogar), hashlib.sha256(f"{semilla}:{hogar.identidad}".encode()).digest()

    en_orden = sorted(entran, key=turno)
    dentro, fuera = en_orden[:cupo], en_orden[cupo:]
    empatadas = {llave(h) for h in dentro} & {llave(h) for h in fuera}
    return [h.identidad for h in dentro], sum(llave(h) in empatadas for h in entran)
