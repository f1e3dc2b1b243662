"""Lo que cambió de una versión publicada a otra, como se guarda y como se lee en la página."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from generador.cubo.procedencia import Fuente
from generador.formato import con_signo, lista, numero
from generador.paginas.publicacion.hoja_de_calculo import DICHOS, ZONAS
from generador.paginas.publicacion.texto_de_celda import AGREGADA, NOMBRES

EJEMPLOS = 3
"""Cuántas cifras se muestran de cada indicador que cambió."""
RETIRADA = "retirada"
ESTADOS = {NOMBRES[estado]: dicho for estado, dicho in DICHOS.items() if NOMBRES[estado]}


class CifraCambiada(NamedTuple):
    """Una cifra que cambió o se retiró, como se escribe en la tabla larga.

    `antes` y `ahora` son un número, una categoría o un estado; `ahora`, «» si se retiró.
    """

    fuente: str
    indicador: str
    territorio: str
    dominio: str
    periodo: str
    antes: str
    ahora: str

    @property
    def de_cuanto_a_cuanto(self) -> str:
        """«91,5 → 90,6 (−0,9)»; sin la diferencia, si alguna no es un número."""
        ahora = cifra_en_palabras(self.ahora) if self.ahora else RETIRADA
        paso = diferencia(self.antes, self.ahora)
        cuanto = "" if paso is None else f" ({con_signo(float(paso), _decimales(paso))})"
        return f"{cifra_en_palabras(self.antes)} → {ahora}{cuanto}"


class NombresEscritos(NamedTuple):
    """Cómo se llama cada cosa: las fuentes y, de su identificador o código, lo demás."""

    fuentes: Mapping[str, Fuente]
    indicadores: Mapping[str, str]
    lugares: Mapping[str, str]

    def fuente(self, id_: str) -> str:
        """La de una cifra, y si el kit la sumó o la promedió."""
        propia = id_.removeprefix(f"{AGREGADA}:")
        titulo = self.fuentes[propia].rotulo if propia in self.fuentes else "Cálculos del kit"
        return titulo if propia == id_ else f"{titulo}, sumada o promediada por el kit"

    def indicador(self, id_: str) -> str:
        """El suyo, o su identificador si ya no está en el catálogo."""
        return self.indicadores.get(id_, id_)

    def lugar(self, codigo: str) -> str:
        """El suyo, o su código si ya no está."""
        return self.lugares.get(codigo, codigo)


@dataclass(frozen=True)
class DeIndicador:
    """Cuántas cifras de un indicador son nuevas, se retiraron o cambiaron, y unas de ejemplo.

    Cada ejemplo es (territorio, zona, año, antes, ahora), como se escriben en la tabla larga: las
    que más cambiaron. `suben` y `bajan`, cuántas de las cambiadas son números mayores o menores.
    """

    indicador: str
    fuente: str
    nuevas: int
    retiradas: int
    cambiadas: int
    territorios: int
    periodos: tuple[str, ...]
    ejemplos: tuple[tuple[str, str, str, str, str], ...] = ()
    suben: int = 0
    bajan: int = 0

    @property
    def contado(self) -> str:
        """«3 cambiadas (2 suben y 1 baja), 1 nueva, en 2 territorios»."""
        hacia = [
            f"{numero(cuantas)} {palabra if cuantas == 1 else palabra + 'n'}"
            for cuantas, palabra in ((self.suben, "sube"), (self.bajan, "baja"))
            if cuantas
        ]
        sentido = f" ({' y '.join(hacia)})" if hacia else ""
        partes = contadas(self.nuevas, self.retiradas, self.cambiadas, sentido)
        uno = self.territorios == 1
        donde = "un territorio" if uno else f"{numero(self.territorios)} territorios"
        return f"{', '.join(partes)}, en {donde}"


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


def contadas(nuevas: int, retiradas: int, cambiadas: int, sentido: str = "") -> list[str]:
    """«1 cambiada», «2 nuevas»…: las que haya; `sentido` va después de las cambiadas."""
    return [
        f"{numero(cuantas)} {palabra if cuantas == 1 else palabra + 's'}{mas}"
        for cuantas, palabra, mas in (
            (cambiadas, "cambiada", sentido),
            (nuevas, "nueva", ""),
            (retiradas, "retirada", ""),
        )
        if cuantas
    ]


def cuantas(nuevas: int, retiradas: int, cambiadas: int) -> str:
    """«12 cifras cambiadas, 1 nueva y 2 retiradas»; alguna hay."""
    primera, *demas = contadas(nuevas, retiradas, cambiadas)
    cuantas_, palabra = primera.split(" ")
    cifra = "cifra" if cuantas_ == "1" else "cifras"
    return lista([f"{cuantas_} {cifra} {palabra}", *demas])


def en_palabras(cambios: Cambios, nombres: NombresEscritos) -> list[tuple[str, list[str]]]:
    """Por fuente, en el orden de los cambios, una frase por indicador: cuántas y las que más."""
    grupos: dict[str, list[str]] = {}
    for uno in cambios.indicadores:
        grupos.setdefault(nombres.fuente(uno.fuente), []).append(_frase(uno, nombres))
    return list(grupos.items())


def _frase(uno: DeIndicador, nombres: NombresEscritos) -> str:
    frase = f"{nombres.indicador(uno.indicador)}, {_anios(uno.periodos)}: {uno.contado}"
    dichos = [
        f"{nombres.lugar(territorio)}{_zona(dominio)}, {periodo}: "
        + CifraCambiada("", "", territorio, dominio, periodo, antes, ahora).de_cuanto_a_cuanto
        for territorio, dominio, periodo, antes, ahora in uno.ejemplos
    ]
    if not dichos:
        return f"{frase}."
    antes = "Las que más: " if uno.cambiadas > len(dichos) else ""
    return f"{frase}. {antes}{'; '.join(dichos)}."


def diferencia(antes: str, ahora: str) -> Decimal | None:
    """Cuánto subió (o bajó, con signo); None si alguna no es un número."""
    try:
        return Decimal(ahora) - Decimal(antes)
    except InvalidOperation:
        return None


def _decimales(valor: Decimal) -> int:
    exponente = valor.as_tuple().exponent
    return max(-exponente, 0) if isinstance(exponente, int) else 0


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
        return numero(float(cifra), _decimales(Decimal(cifra)))
    except (ValueError, InvalidOperation):
        return cifra
