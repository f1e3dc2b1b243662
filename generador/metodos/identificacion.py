"""Identificación: quién cumple las reglas de entrada y salida de un programa, y por qué.

Las reglas son datos (se guardan tal cual en el registro de auditoría). Una condición es un
diccionario de una de estas formas:

    {"campo": "orden", "entre": [1, 16]}      extremos incluidos; None deja un extremo abierto
    {"campo": "zona", "en": [2, 3]}           uno de la lista (números o textos)
    {"todas": [c1, c2, …]}                    y
    {"alguna": [c1, c2, …]}                   o
    {"ninguna": [c1, …]}                      ni c1 ni …
    {"al_menos": 2, "de": [c1, c2, c3]}       cuántas de la lista

Los textos se comparan sin tildes ni mayúsculas, y los códigos sin sus ceros de la izquierda: «La
Peña» es «LA PENA» y «05001» es «5001».

Un campo sin dato no es falso: es desconocido (lógica de tres valores de Kleene). Un hogar que solo
podría cumplir con un dato que falta queda «sin dato», no «no elegible». Marco: Conpes Social 100 de
2006 y Decreto 1082 de 2015, parte 2, título 8 (criterios de entrada, permanencia y salida).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .errores import ErrorDeMetodo
from .hogares.textos import llave
from .tipos import Enteros, Logicos, Reales

NO_ELEGIBLE, ELEGIBLE, SIN_DATO = 0, 1, 2
NINGUNA = -1
CODIGO = re.compile(r"0*(\d+)(?:\.0+)?")
Condicion = Mapping[str, Any]
Datos = Mapping[str, Any]


@dataclass(frozen=True)
class Trivalente:
    """Verdadero donde `si`, falso donde `no`, desconocido donde ninguno de los dos."""

    si: Logicos
    no: Logicos


@dataclass(frozen=True)
class ConDuda:
    """Un número que solo se sabe entre qué valores está: de `bajo` a `alto`, (n,) cada uno.

    Son las cuentas por edad cuando alguien del hogar no tiene una edad que se pueda usar.
    """

    bajo: Reales
    alto: Reales

    def cierto(self) -> Reales:
        """El número donde se sabe con certeza, (n,); NaN donde no."""
        return np.where(self.bajo == self.alto, self.bajo, np.nan)

    def entre(self, desde: float | None, hasta: float | None) -> Trivalente:
        """Si está entre los dos, incluidos; None deja un extremo abierto."""
        de, a = (-np.inf if desde is None else desde), (np.inf if hasta is None else hasta)
        return Trivalente(
            np.asarray((self.bajo >= de) & (self.alto <= a)),
            np.asarray((self.alto < de) | (self.bajo > a)),
        )


@dataclass(frozen=True)
class Regla:
    """Una regla con nombre; `excluye` si quien la cumple queda por fuera aunque cumpla otra."""

    nombre: str
    condicion: Condicion
    excluye: bool = False


@dataclass(frozen=True)
class Identificacion:
    """Resultado de aplicar R reglas a n hogares.

    `estado` (n,): 0 no elegible, 1 elegible, 2 sin dato. `regla` (n,): la regla que decide (la
    primera de entrada que cumple, o la primera de salida si lo excluye), −1 si ninguna.
    `cumple` (n, R) y `desconoce` (n, R) por regla, en el orden dado.
    """

    reglas: tuple[Regla, ...]
    estado: Enteros
    regla: Enteros
    cumple: Logicos
    desconoce: Logicos

    def razones(self) -> tuple[str, ...]:
        """La razón de cada hogar, en una frase."""
        return tuple(
            self._razon(int(estado), int(regla), desconoce)
            for estado, regla, desconoce in zip(self.estado, self.regla, self.desconoce)
        )

    def _razon(self, estado: int, regla: int, desconoce: Logicos) -> str:
        if estado == SIN_DATO:
            faltan = [r.nombre for r, d in zip(self.reglas, desconoce.tolist()) if d]
            return f"faltan datos para decidir: {'; '.join(faltan)}"
        if regla == NINGUNA:
            return "no cumple ninguna regla de entrada"
        verbo = "cumple" if estado == ELEGIBLE else "excluido por"
        return f"{verbo}: {self.reglas[regla].nombre}"

    def recuento(self) -> tuple[dict[str, Any], ...]:
        """Por regla: cuántos la cumplen, en cuántos decide y en cuántos falta el dato."""
        return tuple(
            {
                "regla": regla.nombre,
                "excluye": regla.excluye,
                "cumplen": int(self.cumple[:, i].sum()),
                "deciden": int((self.regla == i).sum()),
                "sin_dato": int(self.desconoce[:, i].sum()),
            }
            for i, regla in enumerate(self.reglas)
        )


def identificar_hogares(datos: Datos, reglas: Sequence[Regla]) -> Identificacion:
    """Aplica las reglas: es elegible quien cumple alguna de entrada y ninguna de salida.

    `datos` {campo: (n,)}; nulo es NaN en los números y «» en los textos. Un campo puede ser
    `ConDuda`: decide donde la duda no cambia la respuesta.
    """
    if not any(not regla.excluye for regla in reglas):
        raise ErrorDeMetodo(
            "no hay ninguna regla de entrada: nadie sería elegible",
            que_hacer="declare al menos una regla que no excluya",
        )
    hallados = [evaluar(datos, regla.condicion) for regla in reglas]
    entran = _alguna([t for t, r in zip(hallados, reglas) if not r.excluye])
    salen = _alguna([t for t, r in zip(hallados, reglas) if r.excluye] or [_falso(entran)])
    elegible, descartado = entran.si & salen.no, entran.no | salen.si
    estado = np.select([elegible, descartado], [ELEGIBLE, NO_ELEGIBLE], default=SIN_DATO)

    cumple = np.stack([t.si for t in hallados], axis=1)
    excluyen = np.array([regla.excluye for regla in reglas])
    por_entrada = _primera(cumple & ~excluyen)
    por_salida = _primera(cumple & excluyen)
    decide = np.select([elegible, salen.si & ~entran.no], [por_entrada, por_salida], NINGUNA)
    return Identificacion(
        reglas=tuple(reglas),
        estado=estado.astype(np.int64),
        regla=decide.astype(np.int64),
        cumple=cumple,
        desconoce=np.stack([~(t.si | t.no) for t in hallados], axis=1),
    )


def evaluar(datos: Datos, condicion: Condicion) -> Trivalente:
    """Valor de una condición en cada fila."""
    forma = _FORMAS.get(frozenset(condicion))
    if forma is None:
        raise ErrorDeMetodo(
            f"no se entiende la condición {dict(condicion)}",
            que_hacer="use un campo con «entre» o «en», o «todas», «alguna», «ninguna», «al_menos»",
        )
    return forma(datos, condicion)


def _campo(datos: Datos, nombre: str, referencia: Sequence[Any]) -> tuple[Any, Logicos]:
    """La columna pedida y dónde tiene dato; error si no se puede comparar con la referencia."""
    if nombre not in datos:
        raise ErrorDeMetodo(
            f"la regla usa el campo «{nombre}» y la capa no lo trae",
            que_hacer=f"elija uno de: {', '.join(sorted(datos))}",
        )
    valores = np.asarray(datos[nombre])
    es_texto = valores.dtype.kind == "U"
    if valores.dtype.kind not in "Ubiuf" or any(isinstance(r, str) != es_texto for r in referencia):
        raise _no_se_compara(nombre, "texto" if es_texto else "número", referencia)
    if es_texto:
        return valores, valores != ""
    return valores, ~np.isnan(valores.astype(np.float64))


def _no_se_compara(nombre: str, tipo: str, referencia: Sequence[Any]) -> ErrorDeMetodo:
    escrita = ", ".join(f"«{r:g}»" if isinstance(r, float) else f"«{r}»" for r in referencia)
    return ErrorDeMetodo(
        f"el campo «{nombre}» es {tipo} y no se puede comparar con {escrita}",
        que_hacer="escriba textos entre comillas para un campo de texto, o números para uno "
        "numérico",
    )


def _entre(datos: Datos, condicion: Condicion) -> Trivalente:
    desde, hasta = condicion["entre"]
    extremos = [extremo for extremo in (desde, hasta) if extremo is not None]
    dudoso = _dudoso(datos, condicion["campo"], extremos)
    if dudoso is not None:
        return dudoso.entre(desde, hasta)
    valores, hay = _campo(datos, condicion["campo"], extremos)
    dentro = hay.copy()
    if desde is not None:
        dentro &= valores >= desde
    if hasta is not None:
        dentro &= valores <= hasta
    return Trivalente(dentro, hay & ~dentro)


def _dudoso(datos: Datos, nombre: str, referencia: Sequence[Any]) -> ConDuda | None:
    valor = datos.get(nombre)
    if not isinstance(valor, ConDuda):
        return None
    if any(isinstance(r, str) for r in referencia):
        raise _no_se_compara(nombre, "número", referencia)
    return valor


def _en(datos: Datos, condicion: Condicion) -> Trivalente:
    dudoso = _dudoso(datos, condicion["campo"], condicion["en"])
    if dudoso is not None:
        return _alguna([dudoso.entre(v, v) for v in condicion["en"]])
    buscados = condicion["en"]
    valores, hay = _campo(datos, condicion["campo"], buscados)
    if valores.dtype.kind == "U":
        formas = {_forma_de_comparar(texto) for texto in buscados}
        # Cada texto distinto se mira una vez; una base tiene muchas filas y pocas veredas.
        buscados = [t for t in set(valores.tolist()) if _forma_de_comparar(t) in formas]
    esta = np.isin(valores, np.asarray(buscados, dtype=valores.dtype if not buscados else None))
    esta &= hay
    return Trivalente(esta, hay & ~esta)


def _forma_de_comparar(texto: str) -> str:
    """El texto sin tildes ni mayúsculas; un código, sin ceros a la izquierda ni «.0»."""
    codigo = CODIGO.fullmatch(texto)
    return codigo[1] if codigo else llave(texto)


def _todas(datos: Datos, condicion: Condicion) -> Trivalente:
    return _contar(datos, condicion["todas"], len(condicion["todas"]))


def _alguna_de(datos: Datos, condicion: Condicion) -> Trivalente:
    return _contar(datos, condicion["alguna"], 1)


def _ninguna_de(datos: Datos, condicion: Condicion) -> Trivalente:
    alguna = _contar(datos, condicion["ninguna"], 1)
    return Trivalente(alguna.no, alguna.si)


def _al_menos(datos: Datos, condicion: Condicion) -> Trivalente:
    return _contar(datos, condicion["de"], condicion["al_menos"])


def _contar(datos: Datos, condiciones: Sequence[Condicion], cuantas: int) -> Trivalente:
    if not 1 <= cuantas <= len(condiciones):
        raise ErrorDeMetodo(
            f"se piden {cuantas} condiciones de una lista de {len(condiciones)}",
            que_hacer="dé una lista que no esté vacía y pida entre 1 y todas",
        )
    hallados = [evaluar(datos, c) for c in condiciones]
    ciertas = np.sum([t.si for t in hallados], axis=0)
    falsas = np.sum([t.no for t in hallados], axis=0)
    return Trivalente(ciertas >= cuantas, len(condiciones) - falsas < cuantas)


def _alguna(hallados: Sequence[Trivalente]) -> Trivalente:
    return Trivalente(
        np.logical_or.reduce([t.si for t in hallados]),
        np.logical_and.reduce([t.no for t in hallados]),
    )


def _falso(modelo: Trivalente) -> Trivalente:
    return Trivalente(np.zeros_like(modelo.si), np.ones_like(modelo.no))


def _primera(cumple: Logicos) -> Enteros:
    """Posición de la primera columna cierta de cada fila; −1 si ninguna."""
    return np.where(cumple.any(axis=1), cumple.argmax(axis=1), NINGUNA).astype(np.int64)


_FORMAS: dict[frozenset[str], Callable[[Datos, Condicion], Trivalente]] = {
    frozenset({"campo", "entre"}): _entre,
    frozenset({"campo", "en"}): _en,
    frozenset({"todas"}): _todas,
    frozenset({"alguna"}): _alguna_de,
    frozenset({"ninguna"}): _ninguna_de,
    frozenset({"al_menos", "de"}): _al_menos,
}
