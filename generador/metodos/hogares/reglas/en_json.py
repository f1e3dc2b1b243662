"""Las reglas en JSON, con la forma de `generador.metodos.identificacion`, comprobadas una por una.

[{"nombre": "Rural pobre", "condicion": {"campo": "zona", "en": [2]}, "excluye": false}, …]
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ...errores import ErrorDeMetodo
from ...identificacion import Regla
from .campos import Contexto
from .gramatica import ANIDADAS

FORMA = '[{"nombre": "…", "condicion": {"campo": "zona", "en": [2]}, "excluye": false}]'
CLAVES = frozenset({"nombre", "condicion", "excluye"})


class _NoSirve(Exception):
    """Por qué no sirve una condición, y en qué parte de ella."""

    def __init__(self, motivo: str, donde: str) -> None:
        self.motivo = motivo
        self.donde = donde
        super().__init__(motivo)


def leer_json(texto: str, contexto: Contexto) -> list[Regla]:
    """Las reglas de un texto JSON ya leído; error que dice cuál regla, qué parte y por qué."""
    try:
        datos = json.loads(texto.lstrip("\ufeff"), parse_constant=_sin_constantes)
    except json.JSONDecodeError as causa:
        raise _error(
            f"el JSON está mal escrito en el renglón {causa.lineno}, posición {causa.colno}"
        ) from causa
    except RecursionError as causa:
        raise _error("tiene demasiados niveles") from causa
    except _NoSirve as causa:
        raise _error(causa.motivo) from causa
    if not isinstance(datos, list) or not datos:
        raise _error("se esperaba una lista con al menos una regla")
    return [_regla(dato, numero, contexto) for numero, dato in enumerate(datos, start=1)]


def _regla(dato: Any, numero: int, contexto: Contexto) -> Regla:
    cual = f"la regla {numero}"
    if not isinstance(dato, dict):
        raise _error(f"{cual} no es un objeto con «nombre» y «condicion»")
    for clave in ("nombre", "condicion"):
        if clave not in dato:
            raise _error(f"a {cual} le falta «{clave}»")
    nombre, excluye = dato["nombre"], dato.get("excluye", False)
    if not isinstance(nombre, str) or not nombre.strip():
        raise _error(f"en {cual}, «nombre» tiene que ser un texto")
    cual = f"{cual} («{nombre.strip()}»)"
    sobran = sorted(set(dato) - CLAVES)
    if sobran:
        raise _error(f"en {cual}, la clave «{sobran[0]}» no se conoce")
    if not isinstance(excluye, bool):
        raise _error(f"en {cual}, «excluye» tiene que ser true o false, sin comillas")
    try:
        condicion = _condicion(dato["condicion"], "condicion", contexto, 0)
    except _NoSirve as causa:
        raise _error(f"en {cual}, {causa.donde}: {causa.motivo}") from None
    return Regla(nombre.strip(), condicion, excluye)


def _condicion(dato: Any, donde: str, contexto: Contexto, hondo: int) -> dict[str, Any]:
    if hondo > ANIDADAS:
        raise _NoSirve(f"hay más de {ANIDADAS} condiciones anidadas", donde)
    if not isinstance(dato, dict):
        raise _NoSirve("se esperaba un objeto", donde)
    leer = _FORMAS.get(frozenset(dato))
    if leer is None:
        dichas = ", ".join(f"«{c}»" for c in dato) or "ninguna clave"
        raise _NoSirve(
            f"no es una condición (trae {dichas}); use «campo» con «entre» o «en», o «todas», "
            "«alguna», «ninguna», «al_menos» con «de»",
            donde,
        )
    return leer(dato, donde, contexto, hondo)


def _entre(dato: Mapping[str, Any], donde: str, contexto: Contexto, _: int) -> dict[str, Any]:
    campo, extremos = _campo(dato, donde, contexto), dato["entre"]
    if not isinstance(extremos, list) or len(extremos) != len(("desde", "hasta")):
        raise _NoSirve("lleva dos valores, [desde, hasta]", f"{donde}.entre")
    if contexto.tipo(campo) == "texto":
        raise _NoSirve(f"«{campo}» es texto y no tiene orden", f"{donde}.entre")
    numeros = [e for e in extremos if e is not None]
    if not numeros or not all(map(_es_numero, numeros)):
        raise _NoSirve("los extremos son números, y a lo más uno es null", f"{donde}.entre")
    if numeros != sorted(numeros):
        raise _NoSirve("el intervalo está al revés: va primero el menor", f"{donde}.entre")
    return {"campo": campo, "entre": list(extremos)}


def _en(dato: Mapping[str, Any], donde: str, contexto: Contexto, _: int) -> dict[str, Any]:
    campo, valores = _campo(dato, donde, contexto), dato["en"]
    if not isinstance(valores, list) or not valores:
        raise _NoSirve("es una lista con al menos un valor", f"{donde}.en")
    tipos = {"texto" if isinstance(v, str) else "numero" if _es_numero(v) else "" for v in valores}
    if tipos not in ({"texto"}, {"numero"}):
        raise _NoSirve("los valores son todos textos o todos números", f"{donde}.en")
    suyo = contexto.tipo(campo)
    if suyo is not None and tipos != {suyo}:
        raise _NoSirve(f"«{campo}» es de tipo {suyo} y los valores no", f"{donde}.en")
    return {"campo": campo, "en": list(valores)}


def _de_lista(clave: str) -> Callable[..., dict[str, Any]]:
    def leer(dato: Mapping[str, Any], donde: str, contexto: Contexto, hondo: int) -> dict[str, Any]:
        return {clave: _partes(dato[clave], f"{donde}.{clave}", contexto, hondo)}

    return leer


def _al_menos(
    dato: Mapping[str, Any], donde: str, contexto: Contexto, hondo: int
) -> dict[str, Any]:
    partes = _partes(dato["de"], f"{donde}.de", contexto, hondo)
    cuantas = dato["al_menos"]
    if not isinstance(cuantas, int) or isinstance(cuantas, bool) or not 1 <= cuantas <= len(partes):
        raise _NoSirve(f"es un entero de 1 a {len(partes)}", f"{donde}.al_menos")
    return {"al_menos": cuantas, "de": partes}


def _partes(lista: Any, donde: str, contexto: Contexto, hondo: int) -> list[dict[str, Any]]:
    if not isinstance(lista, list) or not lista:
        raise _NoSirve("es una lista con al menos una condición", donde)
    return [
        _condicion(parte, f"{donde}[{i}]", contexto, hondo + 1)
        for i, parte in enumerate(lista, start=1)
    ]


def _campo(dato: Mapping[str, Any], donde: str, contexto: Contexto) -> str:
    campo = dato["campo"]
    if not isinstance(campo, str) or not campo.strip():
        raise _NoSirve("es el nombre de un campo", f"{donde}.campo")
    try:
        return contexto.campo(campo)
    except ErrorDeMetodo as error:
        raise _NoSirve(f"{error.problema}; {error.que_hacer}", f"{donde}.campo") from error


def _es_numero(valor: Any) -> bool:
    return isinstance(valor, (int, float)) and not isinstance(valor, bool)


def _sin_constantes(escrita: str) -> Any:
    raise _NoSirve(f"{escrita} no es un número que se pueda usar", "")


def _error(motivo: str) -> ErrorDeMetodo:
    return ErrorDeMetodo(
        f"las reglas no se pueden leer: {motivo}", que_hacer=f"escríbalas así: {FORMA}"
    )


_FORMAS: dict[frozenset[str], Callable[..., dict[str, Any]]] = {
    frozenset({"campo", "entre"}): _entre,
    frozenset({"campo", "en"}): _en,
    frozenset({"todas"}): _de_lista("todas"),
    frozenset({"alguna"}): _de_lista("alguna"),
    frozenset({"ninguna"}): _de_lista("ninguna"),
    frozenset({"al_menos", "de"}): _al_menos,
}
