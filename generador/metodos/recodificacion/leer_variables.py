"""De JSON a las variables de una receta: sus códigos, sus rangos y de qué salen las derivadas."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .leer_expresiones import LectorDeExpresiones
from .nodo import Nodo
from .receta import Caso, Codigos, DesdeGrupos, Estrecha, Variable
from .textos import codigo

DE_VARIABLE = (
    *("etiqueta", "codigos", "etiquetas", "numero", "no_aplica", "falta", "nivel_de", "si_falta"),
    *("universo", "no_aplica_como", "desde_grupos", "casos", "por_esquema", "nota"),
    *("no_preguntada",),
)
NOMBRE = re.compile(r"[a-z][a-z0-9_]*")
CABEN = 60  # categorías de una variable: una por bit


def leer_variables(nodo: Nodo, lector: LectorDeExpresiones) -> dict[str, Variable]:
    """Las variables, {id: variable}."""
    return {id_: _variable(id_, hijo, lector) for id_, hijo in nodo.pares()}


def nombres(nodo: Nodo) -> tuple[str, ...]:
    """Los nombres posibles de una columna: «a|b», o una lista."""
    escritos = nodo.textos() if isinstance(nodo.valor, list) else (nodo.texto(),)
    partes = [p.strip() for e in escritos for p in e.split("|")]
    if not all(partes):
        raise nodo.error("hay un nombre de columna vacío", "quite el «|» que sobra")
    return tuple(partes)


def _variable(id_: str, nodo: Nodo, lector: LectorDeExpresiones) -> Variable:
    nodo.solo((), DE_VARIABLE)
    if not NOMBRE.fullmatch(id_):
        raise nodo.error(f"«{id_}» no sirve de nombre", "use minúsculas, cifras y «_», sin tildes")
    codigos = _codigos(nodo)
    otros = nodo.opcional("por_esquema")
    por_esquema = {} if otros is None else {e: _codigos_solos(n) for e, n in otros.pares()}
    rango, casos, grupos = (nodo.opcional(c) for c in ("numero", "casos", "desde_grupos"))
    if (rango is not None) == (nodo.opcional("codigos") is not None):
        raise nodo.error("va «codigos», si es de categorías, o «numero»", "escriba una de las dos")
    minimo, maximo = (0, 0) if rango is None else _rango(rango)
    categorias = _categorias([codigos, *por_esquema.values()]) if rango is None else ()
    if len(categorias) > CABEN:
        raise nodo.error(f"son {len(categorias)} categorías", f"junte hasta {CABEN}")
    universo, como = nodo.opcional("universo"), nodo.opcional("no_aplica_como")
    if como is not None and como.texto() not in categorias:
        raise como.error(f"«{como.valor}» no es una categoría", f"use {', '.join(categorias)}")
    nivel, falta = nodo.opcional("nivel_de"), nodo.opcional("si_falta")
    callada = nodo.opcional("no_preguntada")
    etiqueta, etiquetas = nodo.opcional("etiqueta"), nodo.opcional("etiquetas")
    return Variable(
        id=id_,
        etiqueta=id_.replace("_", " ") if etiqueta is None else etiqueta.texto(),
        codigos=codigos,
        por_esquema=por_esquema,
        categorias=categorias,
        etiquetas={} if etiquetas is None else _etiquetas(etiquetas, categorias),
        minimo=minimo,
        maximo=maximo,
        de_hogar=nivel is not None and nivel.de_una(("hogar", "persona")) == "hogar",
        contar_filas=falta is not None and falta.de_una(("contar_filas",)) == "contar_filas",
        no_preguntada=() if callada is None else callada.textos(),
        universo=None if universo is None else lector.leer(universo),
        no_aplica_como=None if como is None else como.texto(),
        grupos=None if grupos is None else _grupos(grupos),
        casos=() if casos is None else tuple(_caso(c, lector) for c in casos.elementos()),
    )


def _codigos(nodo: Nodo) -> Codigos:
    dichos = nodo.opcional("codigos")
    propios: dict[str, str] = {}
    for escrito, hijo in [] if dichos is None else dichos.pares():
        propio = codigo(escrito)
        if propio in propios:
            raise hijo.error(f"el código «{escrito}» está dos veces", "deje uno")
        if not propio:
            raise hijo.error(f"«{escrito}» es lo que se lee como sin dato", "use otro código")
        propios[propio] = hijo.texto()
    no_aplica, falta = (_lista(nodo, c) for c in ("no_aplica", "falta"))
    for escrito in (*no_aplica, *falta):
        if escrito in propios or (escrito in no_aplica and escrito in falta):
            raise nodo.error(f"el código «{escrito}» está en dos listas", "déjelo en una sola")
    return Codigos(propios, no_aplica, falta)


def _codigos_solos(nodo: Nodo) -> Codigos:
    nodo.solo((), ("codigos", "no_aplica", "falta", "nota"))
    return _codigos(nodo)


def _lista(nodo: Nodo, clave: str) -> frozenset[str]:
    """Los códigos de una lista, escritos como número o como texto."""
    propia = nodo.opcional(clave)
    if propia is None:
        return frozenset()
    escritos = [
        str(e.valor) if isinstance(e.valor, int) and not isinstance(e.valor, bool) else e.texto()
        for e in propia.elementos()
    ]
    return frozenset(map(codigo, escritos))


def _categorias(juegos: Iterable[Codigos]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for juego in juegos for c in juego.codigos.values()))


def _etiquetas(nodo: Nodo, categorias: tuple[str, ...]) -> dict[str, str]:
    for categoria, hijo in nodo.pares():
        if categoria not in categorias:
            raise hijo.error("no es una categoría", f"use {', '.join(categorias)}")
    return {categoria: hijo.texto() for categoria, hijo in nodo.pares()}


def _rango(nodo: Nodo) -> tuple[int, int]:
    nodo.solo(("min", "max"))
    minimo, maximo = nodo.campo("min").entero(), nodo.campo("max").entero()
    if minimo > maximo:
        raise nodo.error(f"va de {minimo} a {maximo}", "ponga primero el menor")
    return minimo, maximo


def _grupos(nodo: Nodo) -> DesdeGrupos:
    nodo.solo(("variable", "rangos"), ("estrechar",))
    rangos = {c: _pareja(n) for c, n in nodo.campo("rangos").pares()}
    estrechar = nodo.opcional("estrechar")
    reglas = () if estrechar is None else tuple(map(_estrecha, estrechar.elementos()))
    return DesdeGrupos(nodo.campo("variable").texto(), rangos, reglas)


def _pareja(nodo: Nodo) -> tuple[int, int]:
    extremos = [e.entero() for e in nodo.elementos()]
    if len(extremos) != 2 or extremos[0] > extremos[1]:
        raise nodo.error("no es un rango", "escriba dos enteros, primero el menor")
    return extremos[0], extremos[1]


def _estrecha(nodo: Nodo) -> Estrecha:
    nodo.solo(("var", "no_aplica"), ("desde", "hasta"))
    aplica = nodo.campo("no_aplica")
    if not isinstance(aplica.valor, bool):
        raise aplica.error("va verdadero o falso", "escriba true o false")
    desde, hasta = nodo.opcional("desde"), nodo.opcional("hasta")
    if desde is None and hasta is None:
        raise nodo.error("no dice hasta dónde", "escriba desde o hasta")
    return Estrecha(
        nodo.campo("var").texto(),
        aplica.valor,
        None if desde is None else desde.entero(),
        None if hasta is None else hasta.entero(),
    )


def _caso(nodo: Nodo, lector: LectorDeExpresiones) -> Caso:
    nodo.solo(("cuando", "es"))
    cuando, es = lector.leer(nodo.campo("cuando")), nodo.campo("es")
    if not isinstance(es.valor, dict):
        return Caso(cuando, None, es.entero())
    es.solo(("var",), ("mas", "tope"))
    mas, tope = es.opcional("mas"), es.opcional("tope")
    return Caso(
        cuando,
        es.campo("var").texto(),
        0 if mas is None else mas.entero(),
        None if tope is None else tope.entero(),
    )
