"""Cuánto cuesta construir con más territorios, frente a lo que admite GitHub Pages.

    python -m medir.crecimiento                   1.122, 10.000 y 33.000 municipios
    python -m medir.crecimiento --municipios 5000

Los de más son sintéticos (ver `pais_sintetico`) y la carpeta se borra: nada de esto se publica.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from generador.disco.arbol import Arbol
from generador.formato import numero
from generador.paginas.sitio_armado import armar
from generador.publicar import varas
from generador.publicar.pesos import comprimido
from generador.rutas import RAIZ, TEMPORAL
from medir import pais_sintetico
from medir.procesos import Consumo, correr

TAMANOS = (1_122, 10_000, 33_000)
URL = "https://kit.medir/"
ULTIMO = TEMPORAL / "medir" / "crecimiento.json"


@dataclass(frozen=True)
class Medido:
    """Una construcción: lo que gastó y lo que quedó, en octetos; los de páginas, sin comprimir."""

    municipios: int
    cpu: float
    segundos: float
    memoria: float
    archivos: int
    sitio: int
    perfiles: int
    descargas: int
    indice: int


def principal(argumentos: list[str] | None = None) -> int:
    """Mide cada tamaño en un proceso aparte, imprime la tabla y la guarda."""
    opciones = argparse.ArgumentParser(prog="python -m medir.crecimiento", description=__doc__)
    opciones.add_argument("--municipios", type=int, nargs="+", default=list(TAMANOS))
    opciones.add_argument("--solo-construir", metavar="CARPETA", help=argparse.SUPPRESS)
    pedido = opciones.parse_args(argumentos)
    if pedido.solo_construir:
        construir(pedido.municipios[0], Path(pedido.solo_construir))
        return 0
    medidos = [medir(municipios) for municipios in pedido.municipios]
    print(texto(medidos))
    ULTIMO.parent.mkdir(parents=True, exist_ok=True)
    ULTIMO.write_text(json.dumps([asdict(m) for m in medidos], indent=2) + "\n", encoding="utf-8")
    return 0


def construir(municipios: int, carpeta: Path) -> None:
    """El sitio entero en `carpeta`, sin nada guardado de antes."""
    carpeta.mkdir(parents=True)
    armar(Arbol(carpeta), url=URL, acervo=pais_sintetico.hacer(municipios))


def medir(municipios: int) -> Medido:
    """Una construcción, como proceso entero."""
    TEMPORAL.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TEMPORAL, prefix="crecimiento-") as nombre:
        publico = Path(nombre) / "publico"
        print(f"Construyendo con {numero(municipios)} municipios…", file=sys.stderr)
        gasto = correr(
            [sys.executable, "-m", "medir.crecimiento", "--municipios", str(municipios),
             "--solo-construir", str(publico)],
            os.environ, RAIZ,
        )  # fmt: skip
        return _pesar(municipios, gasto, publico)


def _pesar(municipios: int, gasto: Consumo, publico: Path) -> Medido:
    pesos = {r.relative_to(publico): r.stat().st_size for r in publico.rglob("*") if r.is_file()}
    por_territorio = {r: n for r, n in pesos.items() if r.parts[0] == "territorio"}
    return Medido(
        municipios=municipios,
        cpu=gasto.cpu,
        segundos=gasto.segundos,
        memoria=gasto.memoria,
        archivos=len(pesos),
        sitio=sum(pesos.values()),
        perfiles=sum(n for r, n in por_territorio.items() if r.name == "index.html"),
        descargas=sum(n for r, n in por_territorio.items() if r.name.startswith("datos.")),
        indice=comprimido((publico / "recursos/municipios.js").read_bytes()),
    )


def texto(medidos: list[Medido]) -> str:
    """La tabla en Markdown."""
    filas = [
        "| Municipios | CPU, s | Reloj, s | Memoria, MB | Archivos | Sitio, MB | Perfiles, MB "
        "| Descargas por territorio, MB | Lista del buscador, kB comprimidos | De Pages |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    filas += [
        f"| {numero(m.municipios)} | {numero(m.cpu, 1)} | {numero(m.segundos, 1)} "
        f"| {numero(m.memoria)} | {numero(m.archivos)} | {numero(m.sitio / 1e6)} "
        f"| {numero(m.perfiles / 1e6)} | {numero(m.descargas / 1e6)} | {numero(m.indice / 1e3)} "
        f"| {numero(100 * m.sitio / varas.DE_PAGES)} % |"
        for m in medidos
    ]
    return "\n".join(filas)


if __name__ == "__main__":
    sys.exit(principal())
