"""De JSON a expresiones: cada operador es una clave, y lo que no se entiende dice su ruta."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from .expresiones import (
    Alguna,
    Cuantos,
    Cuenta,
    DePersonas,
    EnCategorias,
    EnRango,
    Expresion,
    Media,
    Menor,
    No,
    Proporcion,
    RazonDesdeCorte,
    Termino,
    Todas,
)
from .nodo import Nodo

CUANTOS: tuple[Cuantos, ...] = ("alguno", "ninguno", "todos")


@dataclass
class LectorDeExpresiones:
    """Lee expresiones; `definiciones` {nombre: nodo}, las que se citan con `def`.

    Recuerda de dónde salió cada una (`nodos`), para que validar diga la ruta.
    """

    definiciones: Mapping[str, Nodo]
    _abiertas: list[str] = field(default_factory=list)
    _leidas: list[tuple[Expresion, Nodo]] = field(default_factory=list)

    def leer(self, nodo: Nodo) -> Expresion:
        """La expresión del nodo; ErrorDeMetodo con la ruta si no se entiende."""
        claves = {clave for clave, _ in nodo.pares()}
        operadores = [clave for clave in OPERADORES if clave in claves]
        if len(operadores) != 1:
            raise nodo.error(
                "no es una expresión" if not operadores else "mezcla dos operadores",
                f"use uno solo de {', '.join(OPERADORES)}",
            )
        leida = OPERADORES[operadores[0]](self, nodo)
        self._leidas.append((leida, nodo))
        return leida

    def nodos(self) -> dict[int, Nodo]:
        """De dónde salió cada expresión, por su identidad: {id(expresión): nodo}."""
        return {id(leida): nodo for leida, nodo in reversed(self._leidas)}

    def _var(self, nodo: Nodo) -> Expresion:
        if nodo.opcional("en") is not None:
            nodo.solo(("var", "en"), ("ambiguo",))
            ambiguo = nodo.opcional("ambiguo")
            dudosas = frozenset() if ambiguo is None else frozenset(ambiguo.textos())
            return EnCategorias(
                nodo.campo("var").texto(), frozenset(nodo.campo("en").textos()), dudosas
            )
        nodo.solo(("var",), ("desde", "hasta"))
        desde, hasta = rango(nodo)
        return EnRango(nodo.campo("var").texto(), desde, hasta)

    def _todas(self, nodo: Nodo) -> Expresion:
        return Todas(self._partes(nodo, "todas_de"))

    def _alguna(self, nodo: Nodo) -> Expresion:
        return Alguna(self._partes(nodo, "alguna_de"))

    def _partes(self, nodo: Nodo, clave: str) -> tuple[Expresion, ...]:
        nodo.solo((clave,))
        return tuple(self.leer(parte) for parte in nodo.campo(clave).elementos())

    def _negar(self, nodo: Nodo) -> Expresion:
        nodo.solo(("negar",))
        return No(self.leer(nodo.campo("negar")))

    def _menor(self, nodo: Nodo) -> Expresion:
        nodo.solo(("menor",))
        terminos = nodo.campo("menor").elementos()
        if len(terminos) != 2:
            raise nodo.campo("menor").error("se comparan dos términos", "escriba los dos")
        return Menor(termino(terminos[0]), termino(terminos[1]))

    def _def(self, nodo: Nodo) -> Expresion:
        nodo.solo(("def",))
        nombre = nodo.campo("def").texto()
        if nombre not in self.definiciones:
            hay = ", ".join(self.definiciones) or "ninguna"
            raise nodo.campo("def").error(f"no hay una definición «{nombre}»", f"hay {hay}")
        if nombre in self._abiertas:
            vuelta = " → ".join((*self._abiertas, nombre))
            raise nodo.error(f"las definiciones dan vueltas: {vuelta}", "quite la que sobra")
        self._abiertas.append(nombre)
        try:
            return self.leer(self.definiciones[nombre])
        finally:
            self._abiertas.pop()

    def _de_personas(self, nodo: Nodo) -> Expresion:
        cuantos = next(c for c in CUANTOS if nodo.opcional(c) is not None)
        nodo.solo((cuantos,))
        return DePersonas(cuantos, self.leer(nodo.campo(cuantos)))

    def _media(self, nodo: Nodo) -> Expresion:
        nodo.solo(("media",))
        media = nodo.campo("media")
        media.solo(("de", "donde", "menor_que"))
        return Media(
            Termino(media.campo("de").texto()),
            self.leer(media.campo("donde")),
            fraccion(media.campo("menor_que")),
        )

    def _proporcion(self, nodo: Nodo) -> Expresion:
        nodo.solo(("proporcion",))
        dicha = nodo.campo("proporcion")
        dicha.solo(("num", "den", "sin_denominador"), ("menor_que", "igual"))
        num, den = self.leer(dicha.campo("num")), self.leer(dicha.campo("den"))
        cortes = [c for c in ("menor_que", "igual") if dicha.opcional(c) is not None]
        if len(cortes) != 1:
            raise dicha.error("falta el corte, o hay dos", "escriba menor_que o igual: 1")
        corte = fraccion(dicha.campo(cortes[0]))
        privado = dicha.campo("sin_denominador").de_una(("privado", "no_privado")) == "privado"
        if cortes == ["menor_que"]:
            return Proporcion(num, den, corte, privado)
        if corte != 1:
            raise dicha.campo("igual").error("solo se compara con 1", "use menor_que")
        return No(Proporcion(num, den, corte, not privado))

    def _cuenta(self, nodo: Nodo) -> Expresion:
        nodo.solo(("cuenta",))
        cuenta = nodo.campo("cuenta")
        cuenta.solo(("de",), ("desde", "hasta"))
        desde, hasta = rango(cuenta)
        return Cuenta(self.leer(cuenta.campo("de")), desde, hasta)

    def _razon(self, nodo: Nodo) -> Expresion:
        nodo.solo(("razon",))
        razon = nodo.campo("razon")
        razon.solo(("num", "den"), ("desde", "mayor_que"))
        cortes = [c for c in ("desde", "mayor_que") if razon.opcional(c) is not None]
        if len(cortes) != 1:
            raise razon.error("falta el corte, o hay dos", "escriba desde o mayor_que")
        corte = razon.campo(cortes[0]).entero()
        num, den = razon.campo("num").texto(), razon.campo("den").texto()
        return RazonDesdeCorte(num, den, corte, estricta=cortes == ["mayor_que"])


OPERADORES: dict[str, Callable[[LectorDeExpresiones, Nodo], Expresion]] = {
    "var": LectorDeExpresiones._var,
    "todas_de": LectorDeExpresiones._todas,
    "alguna_de": LectorDeExpresiones._alguna,
    "negar": LectorDeExpresiones._negar,
    "menor": LectorDeExpresiones._menor,
    "def": LectorDeExpresiones._def,
    **dict.fromkeys(CUANTOS, LectorDeExpresiones._de_personas),
    "media": LectorDeExpresiones._media,
    "proporcion": LectorDeExpresiones._proporcion,
    "cuenta": LectorDeExpresiones._cuenta,
    "razon": LectorDeExpresiones._razon,
}


def rango(nodo: Nodo) -> tuple[int | None, int | None]:
    """Los extremos `desde` y `hasta`; error si faltan los dos o están al revés."""
    desde, hasta = (
        None if extremo is None else extremo.entero()
        for extremo in (nodo.opcional("desde"), nodo.opcional("hasta"))
    )
    if desde is None and hasta is None:
        raise nodo.error("falta con qué comparar", "escriba en, desde o hasta")
    if desde is not None and hasta is not None and desde > hasta:
        raise nodo.error(f"va de {desde} a {hasta}", "ponga primero el menor")
    return desde, hasta


def termino(nodo: Nodo) -> Termino:
    """Una variable y, si se dice, cuánto se le suma."""
    nodo.solo(("var",), ("mas",))
    mas = nodo.opcional("mas")
    return Termino(nodo.campo("var").texto(), 0 if mas is None else mas.entero())


def fraccion(nodo: Nodo) -> Fraction:
    """Un entero o una fracción escrita («2/3»), sin coma flotante."""
    if isinstance(nodo.valor, int) and not isinstance(nodo.valor, bool):
        return Fraction(nodo.valor)
    escrita = nodo.texto()
    try:
        return Fraction(escrita)
    except (ValueError, ZeroDivisionError):
        raise nodo.error(f"«{escrita}» no es una fracción", "escriba 9 o «2/3»") from None
