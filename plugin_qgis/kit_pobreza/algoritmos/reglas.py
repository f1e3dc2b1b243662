"""Las reglas de entrada y salida, escritas como las diría el manual del programa.

Una por renglón, «nombre: condición»; si empieza por «salvo», quien la cumple queda por fuera:

    Pobreza con niños: orden <= B7 y menores_6 >= 1
    Rural sin agua: clase en (2, 3) y I11 = 1
    Dos privaciones de vivienda: al menos 2 de (I11 = 1, I12 = 1, I13 = 1)
    salvo Otro municipio: cod_mpio != '05045'

Comparaciones: = != < <= > >=, «entre a y b», «en (a, b)». Se unen con «y», «o», «no» y paréntesis.
Un nivel (A1…D21) sin comillas se compara por su orden: `orden <= C5`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from ..errores import ErrorDeCapa
from ..metodos.errores import ErrorDeMetodo
from ..metodos.identificacion import Condicion, Regla
from ..metodos.instrumento import Instrumento

FICHAS = re.compile(
    r"\s*(?:(?P<texto>'[^']*'|\"[^\"]*\")|(?P<numero>-?\d+(?:\.\d+)?)|(?P<signo><=|>=|!=|<>|[=<>(),])"
    r"|(?P<palabra>\w+))",
    re.UNICODE,
)
RESERVADAS = {"y", "o", "no", "entre", "en", "al", "menos", "de"}
EJEMPLO = "Nombre de la regla: orden <= B7 y menores_6 >= 1"


def leer_reglas(
    texto: str, instrumento: Instrumento, campos: Collection[str], de_texto: Collection[str]
) -> list[Regla]:
    """Las reglas del texto. `campos` de la capa, y cuáles de ellos son `de_texto`."""
    reglas = []
    for numero, renglon in enumerate(texto.splitlines(), start=1):
        if not renglon.strip():
            continue
        nombre, dos_puntos, condicion = renglon.partition(":")
        if not dos_puntos or not nombre.strip():
            raise _error(numero, renglon, "falta el nombre de la regla y los dos puntos")
        excluye = nombre.strip().lower().startswith("salvo ")
        limpio = nombre.strip()[6:].strip() if excluye else nombre.strip()
        try:
            lector = _Lector(condicion, instrumento, campos, de_texto)
            reglas.append(Regla(limpio, lector.completa(), excluye))
        except (_Sintaxis, ErrorDeMetodo) as error:
            raise _error(numero, renglon, str(error)) from None
    if not reglas:
        raise ErrorDeCapa("no hay ninguna regla", que_hacer=f"escriba al menos una: {EJEMPLO}")
    return reglas


def campos_de(condicion: Condicion) -> set[str]:
    """Los campos que usa una condición."""
    if "campo" in condicion:
        return {condicion["campo"]}
    listas = [v for v in condicion.values() if isinstance(v, list)]
    return {campo for lista in listas for parte in lista for campo in campos_de(parte)}


class _Sintaxis(Exception):
    pass


def _error(numero: int, renglon: str, motivo: str) -> ErrorDeCapa:
    return ErrorDeCapa(
        f"la regla del renglón {numero} («{renglon.strip()}») no se entiende: {motivo}",
        que_hacer=f"escríbala así: {EJEMPLO}",
    )


class _Lector:
    """Analizador descendente de una condición."""

    def __init__(
        self,
        texto: str,
        instrumento: Instrumento,
        campos: Collection[str],
        de_texto: Collection[str],
    ) -> None:
        self._fichas = list(_fichas(texto))
        self._lugar = 0
        self._instrumento = instrumento
        self._campos = {campo.lower(): campo for campo in campos}
        self._de_texto = set(de_texto)

    def completa(self) -> Condicion:
        condicion = self._alguna()
        if self._lugar < len(self._fichas):
            raise _Sintaxis(f"sobra «{self._fichas[self._lugar][1]}»")
        return condicion

    def _alguna(self) -> Condicion:
        partes = [self._todas()]
        while self._toma("o"):
            partes.append(self._todas())
        return partes[0] if len(partes) == 1 else {"alguna": partes}

    def _todas(self) -> Condicion:
        partes = [self._una()]
        while self._toma("y"):
            partes.append(self._una())
        return partes[0] if len(partes) == 1 else {"todas": partes}

    def _una(self) -> Condicion:
        if self._toma("no"):
            return {"ninguna": [self._una()]}
        if self._toma("("):
            condicion = self._alguna()
            self._exige(")")
            return condicion
        if self._toma("al"):
            self._exige("menos")
            cuantas = self._valor("")
            self._exige("de")
            return {"al_menos": int(cuantas), "de": self._lista(self._alguna)}
        return self._comparacion()

    def _comparacion(self) -> Condicion:
        clase, escrito = self._sigue()
        campo = self._campos.get(escrito.lower())
        if clase != "palabra" or campo is None:
            raise _Sintaxis(
                f"«{escrito}» no es un campo de la capa; hay "
                f"{', '.join(sorted(self._campos.values()))}"
            )
        if self._toma("en"):
            return {"campo": campo, "en": self._lista(lambda: self._valor(campo))}
        if self._toma("entre"):
            desde = self._orden(campo)
            self._exige("y")
            return {"campo": campo, "entre": [desde, self._orden(campo)]}
        _, signo = self._sigue()
        if signo in ("=", "!=", "<>"):
            igual = {"campo": campo, "en": [self._valor(campo)]}
            return igual if signo == "=" else {"ninguna": [igual]}
        if signo not in ("<", "<=", ">", ">="):
            raise _Sintaxis(f"después de «{escrito}» va una comparación y hay «{signo}»")
        valor = self._orden(campo)
        desde_aqui = {"campo": campo, "entre": [valor, None]}
        hasta_aqui = {"campo": campo, "entre": [None, valor]}
        formas: dict[str, Condicion] = {
            "<=": hasta_aqui,
            ">=": desde_aqui,
            "<": {"ninguna": [desde_aqui]},
            ">": {"ninguna": [hasta_aqui]},
        }
        return formas[signo]

    def _orden(self, campo: str) -> Any:
        if campo in self._de_texto:
            raise _Sintaxis(f"«{campo}» es texto y no tiene orden; para niveles use «orden»")
        return self._valor(campo)

    def _valor(self, campo: str) -> Any:
        clase, escrito = self._sigue()
        if clase == "texto":
            return escrito[1:-1]
        if clase == "numero":
            return escrito if campo in self._de_texto else float(escrito)
        if clase == "palabra" and escrito.lower() not in RESERVADAS:
            if campo in self._de_texto:
                return escrito
            return float(self._instrumento.orden_de(escrito.upper()))
        raise _Sintaxis(f"se esperaba un valor y hay «{escrito}»")

    def _lista(self, leer: Any) -> list[Any]:
        self._exige("(")
        partes = [leer()]
        while self._toma(","):
            partes.append(leer())
        self._exige(")")
        return partes

    def _sigue(self) -> tuple[str, str]:
        if self._lugar >= len(self._fichas):
            raise _Sintaxis("está incompleta")
        self._lugar += 1
        return self._fichas[self._lugar - 1]

    def _toma(self, palabra: str) -> bool:
        hay = self._lugar < len(self._fichas) and self._fichas[self._lugar][1].lower() == palabra
        self._lugar += hay
        return hay

    def _exige(self, palabra: str) -> None:
        if not self._toma(palabra):
            visto: str | None = None
            if self._lugar < len(self._fichas):
                visto = self._fichas[self._lugar][1]
            raise _Sintaxis(
                f"falta «{palabra}»" + (f" antes de «{visto}»" if visto else " al final")
            )


def _fichas(texto: str) -> Any:
    lugar = 0
    texto = texto.rstrip()
    while lugar < len(texto):
        hallada = FICHAS.match(texto, lugar)
        if hallada is None:
            raise _Sintaxis(f"no se entiende «{texto[lugar:].strip()[:12]}»")
        lugar = hallada.end()
        yield str(hallada.lastgroup), hallada.group(str(hallada.lastgroup))
