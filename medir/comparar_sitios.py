"""¿El sitio de después dice y muestra lo mismo que el de antes?

    python -m medir.comparar_sitios ANTES DESPUES [--clases TABLA] [--causas CAUSAS]

Cada página de antes, con los nombres de ahora, debe ser igual byte a byte a la de después. Lo que
no lo es se busca en CAUSAS (una lista de {"archivos": patrón, "causa": texto}); sale con 1 si
algo difiere y nadie dice por qué.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import zip_longest
from pathlib import Path

from generador.rutas import RAIZ
from medir import espacio_inerte
from medir.tabla_de_clases import TablaDeClases

TABLA = RAIZ / "tests" / "sitio" / "clases_renombradas.json"
CAUSAS = RAIZ / "tests" / "sitio" / "diferencias_con_causa.json"
IGUAL, TRAS_LA_TABLA, SALVO_ESPACIO = "iguales", "iguales tras la tabla", "salvo espacio inerte"


@dataclass(frozen=True)
class Diferencia:
    """Un archivo que no es igual, con lo primero que cambia o por qué falta uno de los dos."""

    archivo: str
    detalle: str


def principal(argumentos: list[str] | None = None) -> int:
    """Imprime cuántos archivos son iguales, cómo, y qué difiere con su causa."""
    opciones = argparse.ArgumentParser(prog="python -m medir.comparar_sitios", description=__doc__)
    opciones.add_argument("antes", type=Path)
    opciones.add_argument("despues", type=Path)
    opciones.add_argument("--clases", type=Path, default=TABLA)
    opciones.add_argument("--causas", type=Path, default=CAUSAS)
    pedido = opciones.parse_args(argumentos)
    cuentas: Counter[str] = Counter()
    diferencias: list[Diferencia] = []
    for hallado in comparar(pedido.antes, pedido.despues, TablaDeClases.leer(pedido.clases)):
        if isinstance(hallado, str):
            cuentas[hallado] += 1
        else:
            diferencias.append(hallado)
    for como, cuantos in cuentas.most_common():
        print(f"{como}: {cuantos}")
    causas = json.loads(pedido.causas.read_text("utf-8")) if pedido.causas.exists() else []
    return _explicar(diferencias, causas)


def comparar(antes: Path, despues: Path, tabla: TablaDeClases) -> Iterator[str | Diferencia]:
    """Por cada archivo de los dos sitios, cómo es igual o en qué difiere."""
    for nombre in sorted(_archivos(antes) | _archivos(despues)):
        viejo, nuevo = antes / nombre, despues / nombre
        if not viejo.is_file():
            yield Diferencia(nombre, "no estaba antes")
        elif not nuevo.is_file():
            yield Diferencia(nombre, "ya no está")
        else:
            yield _archivo(nombre, viejo, nuevo, tabla)


def _archivo(nombre: str, viejo: Path, nuevo: Path, tabla: TablaDeClases) -> str | Diferencia:
    antes, ahora = viejo.read_bytes(), nuevo.read_bytes()
    if nombre.endswith(".gz"):
        antes, ahora = gzip.decompress(antes), gzip.decompress(ahora)
    if antes == ahora:
        return IGUAL
    sufijo = viejo.suffix
    if sufijo not in (".html", ".css", ".js"):
        return Diferencia(nombre, f"{len(antes)} y {len(ahora)} bytes distintos")
    uno, otro = antes.decode("utf-8"), ahora.decode("utf-8")
    if sufijo == ".html":
        uno = tabla.pagina(uno)
        partir = espacio_inerte.html
    else:
        uno, otro = tabla.comparable(uno), tabla.comparable(otro)
        partir = espacio_inerte.hoja if sufijo == ".css" else espacio_inerte.guion
    if uno == otro:
        return TRAS_LA_TABLA
    primera = _primera(partir(uno), partir(otro))
    return Diferencia(nombre, primera) if primera else SALVO_ESPACIO


def _primera(antes: Sequence[str], ahora: Sequence[str]) -> str:
    """Las primeras piezas que difieren; «» si son las mismas."""
    for uno, otro in zip_longest(antes, ahora, fillvalue="(nada)"):
        if uno != otro:
            return f"«{uno[:160]}» → «{otro[:160]}»"
    return ""


def _archivos(sitio: Path) -> set[str]:
    return {r.relative_to(sitio).as_posix() for r in sitio.rglob("*") if r.is_file()}


def _explicar(diferencias: list[Diferencia], causas: list[dict[str, str]]) -> int:
    """Agrupa por causa; 1 si queda alguna sin ella."""
    sin_causa = 0
    explicadas: Counter[str] = Counter()
    for una in diferencias:
        causa = next((c["causa"] for c in causas if fnmatch(una.archivo, c["archivos"])), None)
        if causa:
            explicadas[causa] += 1
        else:
            sin_causa += 1
            print(f"SIN CAUSA {una.archivo}: {una.detalle}")
    for causa, cuantos in explicadas.items():
        print(f"{cuantos} con causa: {causa}")
    return 1 if sin_causa else 0


if __name__ == "__main__":
    sys.exit(principal())
