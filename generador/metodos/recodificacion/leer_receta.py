"""De JSON a una receta, comprobada antes de leer un solo dato."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast

from ..errores import ErrorDeMetodo
from ..tablas import documento
from .leer_expresiones import LectorDeExpresiones, fraccion
from .leer_variables import leer_variables, nombres
from .nodo import Nodo
from .receta import (
    ESTADOS,
    FORMATO,
    Esquema,
    Estado,
    Faltantes,
    ModoDeUnidad,
    Poblacion,
    Privacion,
    Receta,
    SinElegibles,
)
from .validar import validar

EXIGIDAS = (
    *("formato", "id", "nombre", "medida", "version", "fuentes", "estado", "esquemas"),
    *("variables", "privaciones"),
)
OTRAS = ("$schema", "vigencia", "indicadores", "base", "unidad", "definiciones", "avisos")
DE_PRIVACION = (
    *("poblacion", "sin_elegibles", "faltantes", "evidencia", "nota", "peso"),
    *("privado", "no_se_puede"),
)

OFICIALES: dict[str, int] = {p["id"]: p["peso"] for p in documento("ipm")["privaciones"]}


def desde_texto(texto: str) -> Any:
    """El JSON de una receta; ErrorDeMetodo con el lugar si no lo es o si repite una clave."""

    def unicas(pares: list[tuple[str, Any]]) -> dict[str, Any]:
        hecho: dict[str, Any] = {}
        for clave, valor in pares:
            if clave in hecho:
                raise ErrorDeMetodo(
                    f"la receta dice dos veces «{clave}»", que_hacer="deje una sola"
                )
            hecho[clave] = valor
        return hecho

    try:
        return json.loads(texto, object_pairs_hook=unicas)
    except json.JSONDecodeError as error:
        raise ErrorDeMetodo(
            f"la receta no es un JSON que se entienda: línea {error.lineno}, columna {error.colno}",
            que_hacer="revise las comas, las llaves y las comillas de esa línea",
        ) from None
    except RecursionError:
        raise ErrorDeMetodo(
            "la receta anida demasiado", que_hacer="use una receta del kit como ejemplo"
        ) from None


def leer(documento: Any) -> Receta:
    """La receta comprobada; ErrorDeMetodo con la ruta, el valor y qué hacer si algo no va."""
    raiz = Nodo(documento)
    raiz.solo(EXIGIDAS, OTRAS)
    if raiz.campo("formato").texto() != FORMATO:
        raise raiz.campo("formato").error("no es ese formato", f"use {FORMATO}")
    definiciones = raiz.opcional("definiciones")
    lector = LectorDeExpresiones({} if definiciones is None else dict(definiciones.pares()))
    base, unidad = raiz.opcional("base"), raiz.opcional("unidad")
    indicadores, avisos = raiz.opcional("indicadores"), raiz.opcional("avisos")
    separar, modo = (None, "dentro") if unidad is None else _unidad(unidad, lector)
    es_ipm = indicadores is None or indicadores.de_una(("ipm", "propios")) == "ipm"
    receta = Receta(
        id=raiz.campo("id").texto(),
        nombre=raiz.campo("nombre").texto(),
        medida=raiz.campo("medida").texto(),
        version=raiz.campo("version").texto(),
        fuentes=raiz.campo("fuentes").textos(),
        esquemas=tuple(_esquema(c, n) for c, n in raiz.campo("esquemas").pares()),
        variables=leer_variables(raiz.campo("variables"), lector),
        privaciones=tuple(
            _privacion(c, n, lector, OFICIALES if es_ipm else {})
            for c, n in raiz.campo("privaciones").pares()
        ),
        separar=separar,
        modo=cast(ModoDeUnidad, modo),
        estado=cast(Estado, raiz.campo("estado").de_una(ESTADOS)),
        es_ipm=es_ipm,
        del_sisben=base is not None and base.de_una(("sisben", "otra")) == "sisben",
        avisos=() if avisos is None else avisos.textos(),
    )
    if definiciones is not None:
        for _, nodo in definiciones.pares():
            lector.leer(nodo)
    validar(receta, raiz, lector.nodos())
    return receta


def _unidad(nodo: Nodo, lector: LectorDeExpresiones) -> tuple[Any, str]:
    nodo.solo(("separar", "modo"), ("estado", "evidencia"))
    modo = nodo.campo("modo").de_una(("propia", "fuera", "dentro"))
    return lector.leer(nodo.campo("separar")), modo


def _esquema(id_: str, nodo: Nodo) -> Esquema:
    nodo.solo(("reconocer", "hogar", "persona", "columnas"), ("nucleo", "nombre", "sin"))
    nucleo, sin = nodo.opcional("nucleo"), nodo.opcional("sin")
    return Esquema(
        id=id_,
        reconocer=nodo.campo("reconocer").textos(),
        hogar=tuple(nombres(parte) for parte in nodo.campo("hogar").elementos()),
        persona=nombres(nodo.campo("persona")),
        columnas={v: nombres(c) for v, c in nodo.campo("columnas").pares()},
        nucleo={} if nucleo is None else {v: nombres(c) for v, c in nucleo.pares()},
        sin=() if sin is None else sin.textos(),
    )


def _privacion(
    id_: str, nodo: Nodo, lector: LectorDeExpresiones, oficiales: Mapping[str, int]
) -> Privacion:
    nodo.solo(("nombre", "estado"), DE_PRIVACION)
    privado, motivo = nodo.opcional("privado"), nodo.opcional("no_se_puede")
    if (privado is None) == (motivo is None):
        raise nodo.error(
            "va «privado» o, si no se puede, «no_se_puede»", "escriba una de las dos, no ambas"
        )
    peso, evidencia = nodo.opcional("peso"), nodo.opcional("evidencia")
    nota, vacias = nodo.opcional("nota"), nodo.opcional("sin_elegibles")
    return Privacion(
        id=id_,
        nombre=nodo.campo("nombre").texto(),
        peso=oficiales.get(id_, 0) if peso is None else peso.entero(),
        estado=cast(Estado, nodo.campo("estado").de_una(ESTADOS)),
        privado=None if privado is None else lector.leer(privado),
        poblacion=_poblacion(nodo.opcional("poblacion"), lector),
        sin_elegibles=cast(
            SinElegibles,
            "no_privado"
            if vacias is None
            else vacias.de_una(("privado", "no_privado", "sin_dato")),
        ),
        faltantes=_faltantes(nodo.opcional("faltantes")),
        evidencia="" if evidencia is None else evidencia.texto(),
        nota="" if nota is None else nota.texto(),
        no_se_puede="" if motivo is None else motivo.texto(),
    )


def _poblacion(nodo: Nodo | None, lector: LectorDeExpresiones) -> Poblacion:
    if nodo is None:
        return "todos"
    if isinstance(nodo.valor, dict):
        return lector.leer(nodo)
    return "hogar" if nodo.de_una(("todos", "hogar")) == "hogar" else "todos"


def _faltantes(nodo: Nodo | None) -> Faltantes:
    if nodo is None or not isinstance(nodo.valor, dict):
        if nodo is not None:
            nodo.de_una(("tres_valores",))
        return Faltantes()
    nodo.solo((), ("exigir", "asumir"))
    exigir, asumir = nodo.opcional("exigir"), nodo.opcional("asumir")
    if (exigir is None) == (asumir is None):
        raise nodo.error("va exigir o asumir", "escriba una de las dos")
    if asumir is not None:
        return Faltantes(asumir=asumir.de_una(("privado", "no_privado")) == "privado")
    parte = fraccion(nodo.campo("exigir"))
    if not Fraction(0) < parte <= 1:
        raise nodo.campo("exigir").error("va entre 0 y 1", "escriba, por ejemplo, «2/3»")
    return Faltantes(exigir=parte)
