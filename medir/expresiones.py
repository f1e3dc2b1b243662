"""Expresiones de Jinja escritas como las de las plantillas de Go con las funciones de Hugo."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from jinja2 import nodes

Origen = tuple[str, str] | None  # raíz del contexto y último nombre


@dataclass(frozen=True)
class Expresion:
    """Texto de Go, de qué dato sale y si la plantilla ya pidió escaparlo."""

    go: str
    origen: Origen = None
    escapada: bool = False


@dataclass
class Ambito:
    """Qué significa cada nombre: los propios (bucles, set, macros), los comunes y los de página."""

    comunes: frozenset[str]
    mapas: frozenset[str]
    propios: dict[str, Expresion] = field(default_factory=dict)
    bucle: tuple[str, str] | None = None  # variables del índice y de la lista

    def con(self, nombre: str, valor: Expresion) -> Ambito:
        """Una copia con un nombre más."""
        return replace(self, propios={**self.propios, nombre: valor})

    def con_bucle(self, indice: str, lista: str) -> Ambito:
        """Una copia dentro de un bucle."""
        return replace(self, propios=dict(self.propios), bucle=(indice, lista))


def traducir(nodo: nodes.Node, ambito: Ambito) -> Expresion:
    """La expresión de Go equivalente; NotImplementedError si no se sabe."""
    clase = type(nodo).__name__
    if clase not in _POR_CLASE:
        raise NotImplementedError(f"la expresión «{clase}»")
    return _POR_CLASE[clase](nodo, ambito)


def _go(nodo: nodes.Node, ambito: Ambito) -> str:
    return traducir(nodo, ambito).go


def _constante(nodo: nodes.Const, ambito: Ambito) -> Expresion:
    return Expresion("nil" if nodo.value is None else json.dumps(nodo.value, ensure_ascii=False))


def _nombre(nodo: nodes.Name, ambito: Ambito) -> Expresion:
    if nodo.name in ambito.propios:
        return ambito.propios[nodo.name]
    de = "$fijo" if nodo.name in ambito.comunes else "$c"
    return Expresion(f"{de}.{nodo.name}", (nodo.name, ""))


def _atributo(nodo: nodes.Getattr, ambito: Ambito) -> Expresion:
    if isinstance(nodo.node, nodes.Name) and nodo.node.name == "loop" and ambito.bucle:
        return _del_bucle(nodo.attr, *ambito.bucle)
    dueno = traducir(nodo.node, ambito)
    return Expresion(f"{dueno.go}.{nodo.attr}", dueno.origen and (dueno.origen[0], nodo.attr))


def _del_bucle(atributo: str, indice: str, lista: str) -> Expresion:
    formas = {
        "index0": indice,
        "index": f"(add {indice} 1)",
        "first": f"(eq {indice} 0)",
        "last": f"(eq (add {indice} 1) (len {lista}))",
        "length": f"(len {lista})",
    }
    if atributo not in formas:
        raise NotImplementedError(f"loop.{atributo}")
    return Expresion(formas[atributo])


def _elemento(nodo: nodes.Getitem, ambito: Ambito) -> Expresion:
    dueno, llave = traducir(nodo.node, ambito), _go(nodo.arg, ambito)
    # Con la llave calculada no se sabe el último nombre: vale el de la raíz.
    return Expresion(f"(index {dueno.go} {llave})", dueno.origen and (dueno.origen[0], ""))


def _condicional(nodo: nodes.CondExpr, ambito: Ambito) -> Expresion:
    si = traducir(nodo.expr1, ambito)
    no = traducir(nodo.expr2, ambito) if nodo.expr2 else Expresion('""')
    prueba = _go(nodo.test, ambito)
    return Expresion(f"(cond (not (not {prueba})) {si.go} {no.go})", si.origen)


def _comparacion(nodo: nodes.Compare, ambito: Ambito) -> Expresion:
    if len(nodo.ops) != 1:
        raise NotImplementedError("una comparación encadenada")
    izquierda, derecha = traducir(nodo.expr, ambito), traducir(nodo.ops[0].expr, ambito)
    operador = nodo.ops[0].op
    if operador in ("in", "notin"):
        es_mapa = derecha.origen and derecha.origen[1] == "" and derecha.origen[0] in ambito.mapas
        funcion = "isset" if es_mapa else "in"
        esta = f"({funcion} {derecha.go} {izquierda.go})"
        return Expresion(esta if operador == "in" else f"(not {esta})")
    nombres = {"eq": "eq", "ne": "ne", "gt": "gt", "gteq": "ge", "lt": "lt", "lteq": "le"}
    return Expresion(f"({nombres[operador]} {izquierda.go} {derecha.go})")


def _filtro(nodo: nodes.Filter, ambito: Ambito) -> Expresion:
    if nodo.name not in _FILTROS or nodo.node is None:
        raise NotImplementedError(f"el filtro «{nodo.name}»")
    valor = traducir(nodo.node, ambito)
    if nodo.name in ("e", "escape"):
        return replace(valor, escapada=True, origen=None)
    argumentos = [_go(a, ambito) for a in nodo.args]
    return Expresion(f"({_FILTROS[nodo.name](valor.go, *argumentos)})", valor.origen)


# Formato de Hugo para números es-CO: «negativo decimal miles».
_NUMERO = 'lang.FormatNumberCustom {1} {0} "− , ."'
_FILTROS: dict[str, Callable[..., str]] = {
    "e": lambda x: x,
    "escape": lambda x: x,
    "lower": lambda x: f"lower {x}",
    "upper": lambda x: f"upper {x}",
    "capitalize": lambda x: f"strings.FirstUpper (lower {x})",
    "length": lambda x: f"len {x}",
    "join": lambda x, union='""': f"delimit {x} {union}",
    "replace": lambda x, viejo, nuevo: f"replace {x} {viejo} {nuevo}",
    "round": lambda x, n="0": f"div (math.Round (mul {x} (math.Pow 10 {n}))) (math.Pow 10 {n})",
    "numero": lambda x, n="0": _NUMERO.format(x, n),
    "porcentaje": lambda x, n="1": f'printf "%s\\u00a0%%" ({_NUMERO.format(x, n)})',
}
_POR_CLASE: dict[str, Callable[..., Expresion]] = {
    "Const": _constante,
    "TemplateData": lambda n, a: Expresion(json.dumps(n.data, ensure_ascii=False)),
    "Name": _nombre,
    "Getattr": _atributo,
    "Getitem": _elemento,
    "CondExpr": _condicional,
    "Compare": _comparacion,
    "Filter": _filtro,
    "And": lambda n, a: Expresion(f"(and {_go(n.left, a)} {_go(n.right, a)})"),
    "Or": lambda n, a: Expresion(f"(or {_go(n.left, a)} {_go(n.right, a)})"),
    "Not": lambda n, a: Expresion(f"(not {_go(n.node, a)})"),
    "Concat": lambda n, a: Expresion(
        f'(printf "{"%v" * len(n.nodes)}" {" ".join(_go(p, a) for p in n.nodes)})'
    ),
    "Add": lambda n, a: Expresion(f"(add {_go(n.left, a)} {_go(n.right, a)})"),
    "Sub": lambda n, a: Expresion(f"(sub {_go(n.left, a)} {_go(n.right, a)})"),
}
