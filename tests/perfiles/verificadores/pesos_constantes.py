"""Las series en pesos de un mismo año: cada extremo, su cambio y los años que faltan."""

from __future__ import annotations

import math
from functools import cache

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import Tablas, es_co

DEL_BLOQUE = {
    "recursos": ("sgp_total", "sgp_pg_total", "ingresos_tributarios", "ley617_icld", "sgr_total"),
    "capacidades": ("valor_agregado",),
}
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
MINIMO = 3


@cache
def _ipc(t: Tablas) -> dict[str, float]:
    """El promedio de los años que traen los doce meses."""
    anios = {}
    for anio in t.periodos("ipc_enero"):
        meses = [t.valor(f"ipc_{m}", "00", "total", anio) for m in MESES]
        if not any(map(math.isnan, meses)):
            anios[anio] = sum(meses) / 12
    return anios


@cache
def _serie(t: Tablas, indicador: str, codigo: str) -> dict[str, float]:
    """Año a año en pesos del último con IPC; NaN donde el territorio no tiene cifra."""
    ipc = _ipc(t)
    base = ipc[max(ipc)]
    return {
        a: t.valor(indicador, codigo, "total", a) * base / ipc[a]
        for a in t.periodos(indicador)
        if a in ipc
    }


def _series(f: Frase) -> list[dict[str, float]]:
    """Las del bloque en que está la frase, que tienen al menos tres años."""
    bloque = next(b for b, suyos in DEL_BLOQUE.items() if f.seccion and _es_de(f, suyos))
    todas = [_serie(f.tablas, i, f.codigo) for i in DEL_BLOQUE[bloque]]
    return [s for s in todas if sum(not math.isnan(v) for v in s.values()) >= MINIMO]


def _es_de(f: Frase, indicadores: tuple[str, ...]) -> bool:
    return ("valor agregado" in f.seccion.lower()) == (indicadores == ("valor_agregado",))


def _decimales(f: Frase) -> int:
    return len(f["n"].partition(",")[2])


@verifica("recursos capacidades", r"{anio}: {n}(?: \((?P<cambio>[^)]+) %\))?\.",
          compara=[("la misma serie", "el primer año"), ("la misma serie", "el último")],
          rotulo="Cada año, llevado a los precios de")  # fmt: skip
def extremos(f: Frase) -> None:
    """El primer año con cifra de una de las series, o el último con su cambio frente a él."""
    assert any(_es_extremo(f, serie) for serie in _series(f))


def _es_extremo(f: Frase, serie: dict[str, float]) -> bool:
    con_cifra = {a: v for a, v in serie.items() if not math.isnan(v)}
    primero, ultimo = min(con_cifra), max(con_cifra)
    if f["anio"] not in (primero, ultimo) or f["n"] != es_co(con_cifra[f["anio"]], _decimales(f)):
        return False
    if not f["cambio"]:
        return f["anio"] == primero or con_cifra[primero] == 0
    sube = 100 * (con_cifra[ultimo] / con_cifra[primero] - 1)
    escrito = es_co(sube)
    return f["anio"] == ultimo and f["cambio"] == (
        f"+{escrito}" if escrito[0] in "123456789" else escrito
    )


@verifica("recursos capacidades", r"Sin dato: (?P<lista>[\d, ]+)\.")
def sin_dato(f: Frase) -> None:
    faltan = [[a for a, v in s.items() if math.isnan(v)] for s in _series(f)]
    assert f["lista"].split(", ") in faltan


@verifica("recursos capacidades", r"Cada año, llevado a los precios de {anio} con el IPC promedio del país; "
                                  r"lo calcula el kit\.")  # fmt: skip
def a_precios_de(f: Frase) -> None:
    assert f["anio"] == max(_ipc(f.tablas))


@verifica(
    "recursos capacidades", r"Sin llevar, porque a ese año le faltan meses de IPC: (?P<lista>.+)\."
)
def sin_ipc(f: Frase) -> None:
    t = f.tablas
    faltan = {
        f"{t.fichas[i]['corto']} de {' y '.join(anios)}"
        for i in DEL_BLOQUE["recursos"]
        if (anios := [a for a in t.periodos(i) if a not in _ipc(t)])
    }
    assert {f["lista"]} == faltan
