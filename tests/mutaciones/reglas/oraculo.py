"""Qué hogares cumplen una regla, con otra lectura de la gramática: corta y sin el núcleo.

Ante lo que no sabe leer lanza `NoSabe`: ahí lo que se exige al kit es que pare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.mutaciones.bases.oraculo import PESOS

Hogar = Mapping[str, Any]
Condicion = Callable[[Hogar], bool]
FICHA = re.compile(r"\s*(?:(\d+(?:[.,]\d+)?)|([^\W\d]\w*)|(\.\.|<=|>=|!=|<>|==|≤|≥|≠|[<>=|(),:]))")
NIVELES = [
    f"{g}{n}"
    for g, hasta in (("A", 5), ("B", 7), ("C", 18), ("D", 21))
    for n in range(1, hasta + 1)
]
NUMERICOS = {"orden", "nivel", "puntaje", "pobre", "personas", *(f"i{n}" for n in range(1, 16))}
TEXTOS = {"grupo", "clasificacion"}
IGUALES = ("=", "==", "!=", "<>", "≠")
# Hasta donde sigue otra cosa: otro valor, el final de un paréntesis o de la condición.
DE_TEXTO = re.compile(r"\s*([^|(),]+?)\s*(?=[|),]|\s[yo]\s|$)", re.IGNORECASE)
COMPARA: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "==": lambda a, b: bool(a == b),
    "!=": lambda a, b: bool(a != b),
    "<>": lambda a, b: bool(a != b),
    "≠": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    ">": lambda a, b: bool(a > b),
    "<=": lambda a, b: bool(a <= b),
    "≤": lambda a, b: bool(a <= b),
    ">=": lambda a, b: bool(a >= b),
    "≥": lambda a, b: bool(a >= b),
}


class NoSabe(Exception):
    """Lo que este oráculo no lee."""


def hogares(base: Mapping[str, list[Any]]) -> dict[str, Hogar]:
    """Los campos de cada hogar que usan las reglas del corpus, por su ficha."""
    salida: dict[str, Hogar] = {}
    for i, parentesco in enumerate(base["tip_parentesco"]):
        if str(parentesco) != "1":
            continue
        marcas = {f"i{n}": int(base[f"i{n}"][i]) for n in range(1, 16)}
        puntaje = sum(p for n, p in enumerate(PESOS, start=1) if marcas[f"i{n}"])
        ficha, codigo = base["ide_ficha_origen"][i], f"{base['grupo'][i]}{base['nivel'][i]}"
        salida[ficha] = {
            **marcas,
            "grupo": base["grupo"][i].lower(),
            "nivel": base["nivel"][i],
            "orden": NIVELES.index(codigo) + 1,
            "puntaje": puntaje,
            "pobre": int(puntaje * 3 >= 100),
            "personas": base["ide_ficha_origen"].count(ficha),
            "clasificacion": codigo.lower(),
        }
    return salida


def leer(texto: str) -> Condicion:
    """La condición de una regla, con nombre o sin él."""
    lector = _Lector(re.sub(r"^[^:()=<>]*:", "", texto.strip(), count=1))
    hecha = lector.alguna()
    if lector.fichas:
        raise NoSabe(texto)
    return hecha


class _Lector:
    def __init__(self, texto: str) -> None:
        self.fichas: list[str] = []
        puesto = 0
        while texto[puesto:].strip():
            forma = DE_TEXTO if self._espera_texto() else FICHA
            hallada = forma.match(texto, puesto)
            if hallada is None:
                raise NoSabe(texto)
            self.fichas.append(hallada[0].strip().lower())
            puesto = hallada.end()

    def _espera_texto(self) -> bool:
        """Tras «grupo=» o «grupo=A|» va un texto cualquiera: el que no esté no es de nadie."""
        if not self.fichas or self.fichas[-1] not in ("|", *IGUALES):
            return False
        signos = [i for i, f in enumerate(self.fichas) if f in IGUALES]
        return bool(signos) and self.fichas[signos[-1] - 1] in TEXTOS

    def _ver(self, lugar: int = 0) -> str:
        return self.fichas[lugar] if lugar < len(self.fichas) else ""

    def _sigue(self) -> str:
        if not self.fichas:
            raise NoSabe("incompleta")
        return self.fichas.pop(0)

    def _exigir(self, ficha: str) -> None:
        if self._sigue() != ficha:
            raise NoSabe(ficha)

    def alguna(self) -> Condicion:
        partes = [self._todas()]
        while self._ver() == "o":
            self._sigue()
            partes.append(self._todas())
        return lambda h: any(p(h) for p in partes)

    def _todas(self) -> Condicion:
        partes = [self._una()]
        while self._ver() == "y":
            self._sigue()
            partes.append(self._una())
        return lambda h: all(p(h) for p in partes)

    def _una(self) -> Condicion:
        if self._ver() == "no":
            self._sigue()
            negada = self._una()
            return lambda h: not negada(h)
        if self._ver() == "(":
            self._sigue()
            adentro = self.alguna()
            self._exigir(")")
            return adentro
        if (self._ver(), self._ver(1)) == ("al", "menos"):
            return self._al_menos()
        return self._comparacion()

    def _al_menos(self) -> Condicion:
        del self.fichas[:2]
        cuantas = self._sigue()
        self._exigir("de")
        self._exigir("(")
        partes = [self.alguna()]
        while self._ver() == ",":
            self._sigue()
            partes.append(self.alguna())
        self._exigir(")")
        if not cuantas.isdigit() or not 1 <= int(cuantas) <= len(partes):
            raise NoSabe(cuantas)
        return lambda h: sum(p(h) for p in partes) >= int(cuantas)

    def _comparacion(self) -> Condicion:
        campo, signo = self._sigue(), self._sigue()
        if signo == "..":
            desde, hasta = _orden(campo), _orden(self._sigue())
            if desde > hasta:
                raise NoSabe("al revés")
            return lambda h: desde <= h["orden"] <= hasta
        if signo not in COMPARA or campo not in NUMERICOS | TEXTOS:
            raise NoSabe(campo)
        primero = _valor(campo, self._sigue())
        if self._ver() == ".." and signo in ("=", "=="):
            self._sigue()
            ultimo = _valor(campo, self._sigue())
            if campo not in NUMERICOS or primero > ultimo:
                raise NoSabe(campo)
            return lambda h: bool(primero <= h[campo] <= ultimo)
        varios = [primero]
        while self._ver() == "|":
            self._sigue()
            varios.append(_valor(campo, self._sigue()))
        if campo not in NUMERICOS and signo not in IGUALES:
            raise NoSabe(signo)
        if len(varios) > 1 and signo not in ("=", "=="):
            raise NoSabe(signo)
        return lambda h: any(COMPARA[signo](h[campo], v) for v in varios)


def _orden(codigo: str) -> int:
    forma = re.fullmatch(r"([a-d])0*(\d+)", codigo)
    if forma is None or f"{forma[1].upper()}{forma[2]}" not in NIVELES:
        raise NoSabe(codigo)
    return NIVELES.index(f"{forma[1].upper()}{forma[2]}") + 1


def _valor(campo: str, ficha: str) -> Any:
    if campo not in NUMERICOS:
        return ficha.strip("\"'") if len(ficha) > 1 and ficha[0] == ficha[-1] else ficha
    if re.fullmatch(r"\d+([.,]\d+)?", ficha):
        return float(ficha.replace(",", "."))
    return _orden(ficha)
