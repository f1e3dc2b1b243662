"""Lo que dijo un motor, en una sola forma, y si es lo que el caso espera."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.casos.caso import CARPETA, Caso

# Lo que dice un solo motor, por algo que solo él hace; todo lo demás debe ser igual en los tres.
PROPIOS = json.loads((CARPETA / "propios.json").read_text("utf-8"))
CERCA = 1e-12


@dataclass(frozen=True)
class Resumen:
    """Lo que respondió un motor. `avisos` {parte: lo que dijo}; `error` {parte: el mensaje}."""

    avisos: dict[str, list[str]] = field(default_factory=dict)
    incidencia: Mapping[str, Mapping[str, float]] | None = None
    elegibles: list[str] | None = None
    seleccionados: list[str] | None = None
    sorteados: int | None = None
    cupos: Mapping[str, int] | None = None
    error: dict[str, str] = field(default_factory=dict)


def exigir(caso: Caso, motor: str, hecho: Resumen) -> None:
    """Falla en el primer dato que no es el del caso."""
    esperado = caso.esperado
    partes = [p for p in ("incidencia", "focalizar") if caso.corre(motor, p)]
    assert partes, f"{motor} no corre nada de {caso.nombre}"
    for parte in partes:
        propio = {**esperado.get(parte, {})}
        trozos = esperado.get("error") or propio.get("error")
        if trozos:
            assert parte in hecho.error, f"{parte}: debía parar, y respondió"
            faltan = [t for t in trozos if t not in hecho.error[parte]]
            assert not faltan, f"{parte}: no dice {faltan}: {hecho.error[parte]}"
            continue
        assert parte not in hecho.error, f"{parte}: {hecho.error.get(parte)}"
        dichos = comunes(motor, hecho.avisos[parte])
        solo_al_medir = [] if motor == "navegador" else propio.get("avisos", [])
        assert [a for a in dichos if a not in solo_al_medir] == esperado.get("avisos", []), (
            f"{parte}: dijo {dichos}"
        )
        assert [a for a in dichos if a in solo_al_medir] == solo_al_medir, f"{parte}: dijo {dichos}"
        _incidencia(propio, hecho) if parte == "incidencia" else _focalizar(propio, hecho)


def comunes(motor: str, avisos: Iterable[str]) -> list[str]:
    """Los avisos que los tres motores dicen, escritos como los dice el núcleo.

    QGIS repite al medir, con el nombre en la capa, lo que ya dijo al cargar: ahí cuentan una vez.
    """
    propios = [re.compile(p["empieza"]) for p in PROPIOS[motor]]
    dichos = [a for a in map(en_minuscula, avisos) if not any(p.match(a) for p in propios)]
    if motor == "qgis":
        return list(reversed({a.casefold(): a for a in reversed(dichos)}.values()))
    return dichos


def en_minuscula(aviso: str) -> str:
    """El aviso sin la mayúscula ni el punto con que QGIS y la página lo vuelven oración."""
    suelto = aviso[:-1] if aviso.endswith(".") and not aviso.endswith("…") else aviso
    return f"{suelto[:1].lower()}{suelto[1:]}"


def _incidencia(esperado: Mapping[str, Any], hecho: Resumen) -> None:
    assert hecho.incidencia is not None
    assert sorted(hecho.incidencia) == sorted(esperado["territorios"])
    for territorio, cifras in esperado["territorios"].items():
        for nombre, valor in cifras.items():
            dado, exacto = hecho.incidencia[territorio][nombre], float(Fraction(valor))
            assert abs(dado - exacto) <= CERCA * max(1.0, abs(exacto)), (territorio, nombre, dado)


def _focalizar(esperado: Mapping[str, Any], hecho: Resumen) -> None:
    assert hecho.elegibles is not None and sorted(hecho.elegibles) == sorted(esperado["elegibles"])
    assert hecho.seleccionados == esperado["seleccionados"]
    if hecho.cupos is not None:
        assert dict(hecho.cupos) == esperado["cupos"]
    if hecho.sorteados is not None:
        assert hecho.sorteados == esperado["sorteados"]
