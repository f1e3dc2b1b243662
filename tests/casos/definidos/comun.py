"""Cómo se arma un caso: de los hogares y lo que se pide, a lo que se espera."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from tests.casos.caso import MOTORES, Caso
from tests.casos.escribir import Escrita, Suciedad, escribir
from tests.casos.verdad import (
    NIVELES,
    Hogar,
    dos_municipios,
    elegir,
    elegir_por_vereda,
    incidencia,
    repartir,
)

Esperado = Mapping[str, Any] | Callable[[dict[str, Any]], Mapping[str, Any]]
SEMILLA = "acta 7"
CORTE = "el simulador elige por corte de grupo y nivel: no tiene más reglas"
HASTA_B7: dict[str, Any] = {
    "regla": "A1..B7",
    "cumple": lambda h: h.orden <= NIVELES["A"] + NIVELES["B"],
    "corte": "B7",
}
CAMPOS = {"cod_mpio": "municipio", "nom_vereda": "vereda"}


def sin_factor(_: Hogar) -> Fraction:
    """Cada hogar cuenta por uno."""
    return Fraction(1)


def medir(
    hogares: Sequence[Hogar],
    por: str = "cod_mpio",
    factor: Callable[[Hogar], Fraction] = sin_factor,
) -> dict[str, Any]:
    """Lo que se espera de la incidencia por ese campo."""
    cifras = incidencia(hogares, CAMPOS.get(por, por), factor)
    return {"territorios": {t: {n: _numero(v) for n, v in asdict(c).items()}
                            for t, c in sorted(cifras.items())}}  # fmt: skip


def _numero(valor: Fraction | int) -> int | str:
    return int(valor) if Fraction(valor).denominator == 1 else str(valor)


def seleccionar(hogares: Sequence[Hogar], pedida: Mapping[str, Any]) -> dict[str, Any]:
    """Lo que se espera de la focalización: `pedida` lleva la regla y quién la cumple."""
    entran = [h for h in hogares if pedida["cumple"](h)]
    if "reparto" in pedida:
        return por_vereda(hogares, entran, pedida)
    llave = pedida.get("llave", lambda h: h.orden)
    cupo = pedida.get("cupo")
    if cupo is None:
        cupo = int(Fraction(pedida["presupuesto"]) // Fraction(pedida["costo"]))
    dentro, sorteados = elegir(entran, cupo, SEMILLA, llave)
    return {
        "elegibles": sorted(h.identidad for h in entran),
        "seleccionados": dentro,
        "sorteados": sorteados,
    }


def por_vereda(
    hogares: Sequence[Hogar], entran: Sequence[Hogar], pedida: Mapping[str, Any]
) -> dict[str, Any]:
    """Lo que se espera si el cupo se reparte entre las veredas."""
    parte = {"pobres": Fraction(1), "incidencia": Fraction(0), "mixta": Fraction(1, 2)}
    cupos = repartir(hogares, entran, pedida["cupo"], pedida["minimo"], parte[pedida["reparto"]])
    alcanza = len(entran)
    if "presupuesto" in pedida:
        alcanza = int(Fraction(pedida["presupuesto"]) // Fraction(pedida["costo"]))
    dentro, sorteados = elegir_por_vereda(entran, cupos, SEMILLA, alcanza)
    return {
        "elegibles": sorted(h.identidad for h in entran),
        "seleccionados": dentro,
        "sorteados": sorteados,
        "cupos": cupos,
    }


def caso(
    nombre: str,
    que_es: str,
    *,
    hogares: Sequence[Hogar] | None = None,
    suciedades: Sequence[Suciedad] = (),
    archivo: str = "base.csv",
    primera: int = 2,
    otros: Mapping[str, bytes] | None = None,
    escrita: Escrita | None = None,
    por: str | None = "cod_mpio",
    focalizar: Mapping[str, Any] | None = None,
    factor: Callable[[Hogar], Fraction] = sin_factor,
    opciones: Mapping[str, Any] | None = None,
    motores: Mapping[str, Any] | None = None,
    avisos: Sequence[str] = (),
    de_incidencia: Sequence[str] = (),
    esperado: Esperado | None = None,
    como: Mapping[str, Any] | None = None,
) -> Caso:
    """El caso, con lo esperado hecho por el oráculo; `esperado` pone en su lugar otra cosa.

    `como`: los argumentos de `escribir`. `por` None: no se pide la incidencia. `focalizar`: la
    regla, quién la cumple y, si es un corte, cuál. `de_incidencia`: los avisos que solo dice quien
    mide por territorio.
    """
    de_verdad = dos_municipios() if hogares is None else hogares
    hecha = escrita or escribir(de_verdad, suciedades, **(como or {}))
    pedido: dict[str, Any] = {"opciones": dict(opciones or {})}
    espera: dict[str, Any] = {"avisos": list(avisos)}
    dichos = dict.fromkeys(MOTORES, True) | dict(motores or {})
    if por is not None:
        pedido["incidencia"] = {"por": por}
        espera["incidencia"] = medir(de_verdad, por, factor)
        if de_incidencia:
            espera["incidencia"]["avisos"] = list(de_incidencia)
    if focalizar is not None:
        limite = {} if "presupuesto" in focalizar else {"cupo": 5}
        pedida = {**limite, "semilla": SEMILLA, **focalizar}
        pedido["focalizar"] = {c: v for c, v in pedida.items() if c not in ("cumple", "llave")}
        espera["focalizar"] = seleccionar(de_verdad, pedida)
        if "corte" not in pedida and dichos["navegador"] is True:
            dichos["navegador"] = CORTE if por is None else {"focalizar": CORTE}
    return Caso(
        nombre,
        que_es,
        archivo,
        dichos,
        pedido,
        dict(esperado(espera)) if callable(esperado) else {**espera, **(esperado or {})},
        {"primera": primera, "identidades": hecha.identidades} if focalizar else {},
        {archivo: hecha.contenido, **(otros or {})},
    )
