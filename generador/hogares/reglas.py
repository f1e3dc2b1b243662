"""Las reglas de focalización como se escriben en la orden, y como las entiende el método.

    A1..B7                         del nivel A1 al B7, los dos incluidos
    puntaje>=34                    también <=; y campo=0..17 para un intervalo
    zona=2                         un valor; grupo=A|B, varios
    rural pobre: zona=2 y pobre=1  con nombre, y todas las condiciones unidas con «y»

Varias reglas son alternativas: basta cumplir una. Lo que no quepa aquí (contar condiciones, negar)
se escribe en un JSON con la forma de `generador.metodos.identificacion`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generador.errores import ErrorDeDatos, Lugar
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.identificacion import Regla
from generador.metodos.instrumento import Instrumento
from generador.metodos.seleccion import Criterio

NIVELES = re.compile(r"([A-Za-z])0?(\d{1,2})\s*\.\.\s*([A-Za-z])0?(\d{1,2})")
COMPARACION = re.compile(r"(\w+)\s*(>=|<=|=)\s*(.+)")
NUMERO = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
DE_TEXTO = frozenset({"grupo", "clasificacion", "territorio"})


def leer_regla(texto: str, instrumento: Instrumento, *, excluye: bool = False) -> Regla:
    """Una regla escrita; ErrorDeDatos si no se entiende. Sin nombre, se llama como se escribió."""
    nombre, _, cuerpo = texto.rpartition(":")
    partes = [p.strip() for p in re.split(r"\s+y\s+", cuerpo.strip())]
    condiciones = [_condicion(parte, instrumento) for parte in partes]
    unica = condiciones[0] if len(condiciones) == 1 else {"todas": condiciones}
    return Regla(nombre.strip() or cuerpo.strip(), unica, excluye)


def leer_archivo(ruta: Path) -> list[Regla]:
    """Reglas de un JSON: [{"nombre": …, "condicion": {…}, "excluye": false}, …]."""
    try:
        datos = json.loads(ruta.read_text("utf-8"))
        return [Regla(d["nombre"], d["condicion"], bool(d.get("excluye", False))) for d in datos]
    except (OSError, ValueError, KeyError, TypeError) as causa:
        raise ErrorDeDatos(
            f"las reglas no se pueden leer ({causa.__class__.__name__})",
            lugar=Lugar(ruta.name),
            que_hacer='use una lista JSON de {"nombre": …, "condicion": {…}, "excluye": false}',
        ) from causa


def leer_criterio(texto: str) -> Criterio:
    """«orden» pone primero el menor; «-puntaje», el mayor."""
    campo = texto.strip().removeprefix("-")
    return Criterio(campo, "mayor" if texto.strip().startswith("-") else "menor")


def campos(condicion: Mapping[str, Any]) -> Iterator[str]:
    """Los campos que nombra una condición, con los de sus partes."""
    if "campo" in condicion:
        yield str(condicion["campo"])
    for lista in ("todas", "alguna", "ninguna", "de"):
        for parte in condicion.get(lista, []):
            yield from campos(parte)


def _condicion(texto: str, instrumento: Instrumento) -> dict[str, Any]:
    niveles = NIVELES.fullmatch(texto)
    if niveles:
        de, a = (
            _orden(f"{letra.upper()}{int(nivel):0{instrumento.cifras}d}", instrumento)
            for letra, nivel in (niveles.groups()[:2], niveles.groups()[2:])
        )
        return {"campo": "orden", "entre": [de, a]}
    comparacion = COMPARACION.fullmatch(texto)
    if not comparacion:
        raise _no_se_entiende(texto)
    campo, signo, valor = comparacion.groups()
    if signo != "=":
        limite = _numero(valor, texto)
        return {"campo": campo, "entre": [limite, None] if signo == ">=" else [None, limite]}
    if ".." in valor:
        desde, _, hasta = valor.partition("..")
        return {"campo": campo, "entre": [_numero(desde, texto), _numero(hasta, texto)]}
    return {"campo": campo, "en": _lista(campo, valor.split("|"))}


def _lista(campo: str, valores: Sequence[str]) -> list[Any]:
    limpios = [v.strip().strip("\"'") for v in valores]
    entrecomillados = all(v.strip()[:1] in "\"'" for v in valores)
    numericos = all(NUMERO.fullmatch(v) for v in limpios)
    if campo in DE_TEXTO or entrecomillados or not numericos:
        return limpios
    return [float(v.replace(",", ".")) for v in limpios]


def _numero(texto: str, regla: str) -> float:
    if not NUMERO.fullmatch(texto.strip()):
        raise _no_se_entiende(regla)
    return float(texto.strip().replace(",", "."))


def _orden(codigo: str, instrumento: Instrumento) -> int:
    try:
        return instrumento.orden_de(codigo)
    except ErrorDeMetodo as error:
        raise ErrorDeDatos(error.problema, que_hacer=error.que_hacer) from error


def _no_se_entiende(texto: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        f"no se entiende la regla «{texto}»",
        que_hacer="escríbala como «A1..B7», «puntaje>=34», «zona=2» o «grupo=A|B», unidas con «y»",
    )
