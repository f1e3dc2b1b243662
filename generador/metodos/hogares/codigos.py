"""Códigos y nombres de territorio en una sola forma, para que se junten y se comparen.

«05001», 5001, «5001.0», «="05001"» y «5.001» son el municipio 05001; «LA PEÑA», «La Peña» y la
misma en dos piezas (NFD) son una vereda. Lo que no se puede leer sin adivinar queda como viene.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .avisos import Avisos
from .columna import EJEMPLOS, SIN_TEXTO, Codigos, Columna
from .perdidas import Perdidas
from .textos import componer, limpiar, llave

UNION = "-"
# Un entero guardado como decimal («5001.0») y uno con separador de miles («5.001», «5,001,002»).
DECIMAL_ENTERO = re.compile(r"([0-9]+)[.,]0{1,2}")
CON_MILES = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+"
)
COLUMNA_DE_CODIGO = re.compile(r"cod(igo)?(_|$)|dane|divipola", re.IGNORECASE)
DE_MUNICIPIO, DE_DEPARTAMENTO = 5, 2


@dataclass(frozen=True)
class TerritorioDeCadaFila:
    """El territorio de cada fila: `etiquetas` (T,) en orden y `codigos` (n,), −1 si no hay."""

    etiquetas: tuple[str, ...]
    codigos: Codigos


def digitos(texto: str) -> str | None:
    """Las cifras de un código escrito como número, con sus ceros; None si no es uno.

    No distingue «5.000» (¿cinco mil o cinco?): ahí devuelve None.
    """
    limpio = limpiar(texto)
    if limpio.isascii() and limpio.isdigit():
        return limpio
    entero = DECIMAL_ENTERO.fullmatch(limpio)
    if entero:
        return entero[1]
    if CON_MILES.fullmatch(limpio) and not limpio.endswith((".000", ",000", " 000")):
        return re.sub(r"[., ]", "", limpio)
    return None


def municipio(texto: str, departamento: str = "") -> str | None:
    """El código DANE de cinco cifras; None si no lo es.

    Con tres cifras o menos, es el municipio dentro de su departamento.
    """
    propio = digitos(texto)
    if propio is None:
        return None
    propio = propio.lstrip("0") if len(propio) > DE_MUNICIPIO else propio
    suyo = digitos(departamento) if departamento else None
    if len(propio) <= DE_MUNICIPIO - DE_DEPARTAMENTO:
        return None if suyo is None else f"{int(suyo):02d}{int(propio):03d}"
    return propio.zfill(DE_MUNICIPIO) if len(propio) <= DE_MUNICIPIO else None


def municipios(
    codigo: Columna, departamento: Columna | None, perdidas: Perdidas, avisos: Avisos
) -> TerritorioDeCadaFila:
    """El municipio de cada fila; lo que no es un código queda sin municipio y anotado."""
    dptos = departamento or Columna("", (), np.full(len(codigo), SIN_TEXTO, dtype=np.int32))
    ancho = len(codigo.textos) + 1
    parejas, fila = np.unique(
        (dptos.codigos.astype(np.int64) + 1) * ancho + codigo.codigos + 1, return_inverse=True
    )
    textos_d, textos_m = ("", *dptos.textos), ("", *codigo.textos)
    escritos = [(textos_m[p % ancho], textos_d[p // ancho]) for p in parejas.tolist()]
    leidos = [municipio(m, d) if limpiar(m) else "" for m, d in escritos]
    malas = np.array([leido is None for leido in leidos])[fila.reshape(-1)]
    perdidas.anotar(codigo, "municipio", malas, detiene=True)
    _avisar_de_miles(codigo, avisos)
    etiquetas = tuple(sorted({leido for leido in leidos if leido}))
    lugar = {e: i for i, e in enumerate(etiquetas)}
    tabla = np.array([lugar.get(leido or "", SIN_TEXTO) for leido in leidos], dtype=np.int32)
    return TerritorioDeCadaFila(etiquetas, tabla[fila.reshape(-1)])


def territorio(columna: Columna, perdidas: Perdidas, avisos: Avisos) -> TerritorioDeCadaFila:
    """El territorio de una columna de códigos o de nombres, con sus escrituras juntas.

    La etiqueta es la escritura más completa: la de más ceros si es código, la que tiene tildes si
    es nombre.
    """
    perdidas.leer(columna, "territorio", lambda _: 0.0)
    es_codigo = COLUMNA_DE_CODIGO.search(columna.nombre) is not None
    usados = set(columna.usados())
    escrituras: dict[str, list[str]] = {}
    propias = []
    for texto in columna.textos:
        limpio = limpiar(texto)
        forma = comparable(limpio, es_codigo=es_codigo) if limpio else ""
        propias.append(forma)
        if forma and texto in usados:
            escrituras.setdefault(forma, []).append(limpio)
    etiqueta = {
        forma: mejor_escritura(lista, es_codigo=es_codigo) for forma, lista in escrituras.items()
    }
    etiquetas = tuple(sorted(set(etiqueta.values())))
    lugar = {e: i for i, e in enumerate(etiquetas)}
    tabla = [lugar[etiqueta[f]] if f in etiqueta else SIN_TEXTO for f in propias]
    _avisar_de_escrituras(columna, escrituras, avisos)
    if es_codigo:
        _avisar_de_miles(columna, avisos)
    return TerritorioDeCadaFila(
        etiquetas, np.array([*tabla, SIN_TEXTO], dtype=np.int32)[columna.codigos]
    )


def comparable(texto: str, *, es_codigo: bool = True) -> str:
    """Con qué se comparan dos etiquetas: las cifras sin ceros, o el nombre sin tildes."""
    cifras = digitos(texto) if es_codigo or texto.isdigit() else None
    return (cifras.lstrip("0") or "0") if cifras is not None else llave(texto)


def unir(partes: Sequence[TerritorioDeCadaFila]) -> TerritorioDeCadaFila:
    """El territorio de varias columnas («05001-V01»); −1 si falta alguna."""
    if len(partes) == 1:
        return partes[0]
    junto = np.zeros(len(partes[0].codigos), dtype=np.int64)
    falta = np.zeros(len(junto), dtype=np.bool_)
    for parte in partes:
        junto = junto * (len(parte.etiquetas) + 1) + parte.codigos + 1
        falta |= parte.codigos == SIN_TEXTO
    distintos, fila = np.unique(np.where(falta, SIN_TEXTO, junto), return_inverse=True)
    escritos = [_separar(d, partes) for d in distintos.tolist()]
    etiquetas = tuple(sorted({e for e in escritos if e}))
    lugar = {e: i for i, e in enumerate(etiquetas)}
    tabla = np.array([lugar.get(e, SIN_TEXTO) for e in escritos], dtype=np.int32)
    return TerritorioDeCadaFila(etiquetas, tabla[fila.reshape(-1)])


def _separar(junto: int, partes: Sequence[TerritorioDeCadaFila]) -> str:
    if junto == SIN_TEXTO:
        return ""
    textos = []
    for parte in reversed(partes):
        junto, propio = divmod(junto, len(parte.etiquetas) + 1)
        textos.append(parte.etiquetas[propio - 1])
    return UNION.join(reversed(textos))


def mejor_escritura(escritas: Sequence[str], *, es_codigo: bool) -> str:
    """La escritura que se muestra, siempre la misma sin importar el orden de las filas."""
    cifras = [digitos(e) for e in escritas] if es_codigo or escritas[0].isdigit() else [None]
    if all(c is not None for c in cifras):
        return max((str(c) for c in cifras), key=len)
    return min(escritas, key=lambda e: (-sum(not c.isascii() for c in e), e))


def _avisar_de_escrituras(
    columna: Columna, escrituras: dict[str, list[str]], avisos: Avisos
) -> None:
    varias = [sorted(set(e)) for e in escrituras.values() if len(set(e)) > 1]
    dichas = "; ".join(" = ".join(f"«{t}»" for t in e) for e in sorted(varias)[:EJEMPLOS])
    avisos.anotar("escrituras_juntas", len(varias), columna=columna.nombre, ejemplos=dichas)


def _avisar_de_miles(columna: Columna, avisos: Avisos) -> None:
    con = sorted(
        componer(t)
        for t in columna.usados()
        if CON_MILES.fullmatch(limpiar(t)) and digitos(t) is not None
    )
    dichos = ", ".join(f"«{t}»" for t in con[:EJEMPLOS])
    avisos.anotar("codigo_con_miles", len(con), columna=columna.nombre, ejemplos=dichos)
