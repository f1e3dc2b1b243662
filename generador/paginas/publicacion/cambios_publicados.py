"""Lo que cambió de una versión publicada a otra, como se guarda y como se lee en la página."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from generador.cubo.procedencia import Fuente
from generador.formato import numero
from generador.paginas.publicacion.hoja_de_calculo import DICHOS, ZONAS
from generador.paginas.publicacion.texto_de_celda import AGREGADA, NOMBRES

EJEMPLOS = 3
"""Cuántas cifras se muestran de cada indicador que cambió."""
ESTADOS = {NOMBRES[estado]: dicho for estado, dicho in DICHOS.items() if NOMBRES[estado]}


@dataclass(frozen=True)
class DeIndicador:
    """Cuántas cifras de un indicador son nuevas, se retiraron o cambiaron, y unas de ejemplo.

    Cada ejemplo es (territorio, zona, año, antes, ahora), como se escriben en la tabla larga.
    """

    indicador: str
    fuente: str
    nuevas: int
    retiradas: int
    cambiadas: int
    territorios: int
    periodos: tuple[str, ...]
    ejemplos: tuple[tuple[str, str, str, str, str], ...] = ()


@dataclass(frozen=True)
class Cambios:
    """Lo que cambió de `desde` a `hasta`: el día de cada versión, o «» si no se sabe."""

    desde: str
    hasta: str
    indicadores: tuple[DeIndicador, ...]

    @property
    def hay(self) -> bool:
        """Si alguna cifra es otra."""
        return bool(self.indicadores)

    @property
    def total(self) -> tuple[int, int, int]:
        """Cifras nuevas, retiradas y cambiadas."""
        partes = [(i.nuevas, i.retiradas, i.cambiadas) for i in self.indicadores]
        nuevas, retiradas, cambiadas = map(sum, zip(*partes, strict=True)) if partes else (0, 0, 0)
        return nuevas, retiradas, cambiadas

    def como_registro(self) -> dict[str, Any]:
        """Para guardarlo como JSON."""
        return asdict(self)


def leer(registro: dict[str, Any]) -> Cambios:
    """Lo que guardó `como_registro`."""
    return Cambios(
        registro["desde"],
        registro["hasta"],
        tuple(
            DeIndicador(
                **{
                    **uno,
                    "periodos": tuple(uno["periodos"]),
                    "ejemplos": tuple(map(tuple, uno["ejemplos"])),
                }
            )
            for uno in registro["indicadores"]
        ),
    )


def en_palabras(
    cambios: Cambios, fuentes: dict[str, Fuente], nombres: dict[str, str], lugares: dict[str, str]
) -> list[tuple[str, list[str]]]:
    """Por fuente, una frase por indicador: cuántas cifras y unas de ejemplo, con sus nombres.

    `nombres` va de indicador a su nombre y `lugares`, de código a nombre de territorio.
    """
    grupos: dict[str, list[str]] = {}
    for uno in cambios.indicadores:
        propia = uno.fuente.removeprefix(f"{AGREGADA}:")
        titulo = fuentes[propia].rotulo if propia in fuentes else "Cálculos del kit"
        grupos.setdefault(titulo, []).append(_frase(uno, nombres, lugares))
    return sorted(grupos.items())


def _frase(uno: DeIndicador, nombres: dict[str, str], lugares: dict[str, str]) -> str:
    partes = [
        f"{numero(cuantas)} {palabra if cuantas == 1 else palabra + 's'}"
        for cuantas, palabra in (
            (uno.cambiadas, "cambiada"),
            (uno.nuevas, "nueva"),
            (uno.retiradas, "retirada"),
        )
        if cuantas
    ]
    donde = "un territorio" if uno.territorios == 1 else f"{numero(uno.territorios)} territorios"
    frase = f"{nombres.get(uno.indicador, uno.indicador)}, {_anios(uno.periodos)}: "
    frase += f"{', '.join(partes)}, en {donde}"
    dichos = [
        f"{lugares.get(territorio, territorio)}{_zona(dominio)}, {periodo}: "
        f"{cifra_en_palabras(antes)} → {cifra_en_palabras(ahora)}"
        for territorio, dominio, periodo, antes, ahora in uno.ejemplos
    ]
    if not dichos:
        return f"{frase}."
    antes = "Por ejemplo, " if uno.cambiadas > EJEMPLOS else ""
    return f"{frase}. {antes}{'; '.join(dichos)}."


def _anios(periodos: Iterable[str]) -> str:
    lista = list(periodos)
    return lista[0] if len(lista) == 1 else f"{lista[0]} a {lista[-1]}"


def _zona(dominio: str) -> str:
    return "" if dominio == "total" else f" ({ZONAS[dominio].lower()})"


def cifra_en_palabras(cifra: str) -> str:
    """La cifra como se escribe en Colombia; lo que no lo es, como se dice en una hoja."""
    if cifra in ESTADOS:
        return ESTADOS[cifra]
    try:
        decimales = len(cifra.partition(".")[2])
        return numero(float(cifra), decimales)
    except ValueError:
        return cifra
