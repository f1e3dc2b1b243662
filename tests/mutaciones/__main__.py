"""«python -m tests.mutaciones listar» y «… correr»: el corpus entero, o una parte."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.conftest import CARPETA_FUENTES
from tests.mutaciones import informe
from tests.mutaciones.entrada import Entrada
from tests.mutaciones.familias import FAMILIAS, de_oficiales, entradas


def main(argumentos: Sequence[str] | None = None) -> int:
    """El código de salida: 1 si hubo algún fallo o falta lo que en CI no puede faltar."""
    pedido = _opciones(argumentos)
    elegidas = [e for e in entradas(pedido.familia) if pedido.solo in e.id]
    if pedido.desde:
        puestos = [i for i, e in enumerate(elegidas) if e.id == pedido.desde]
        if not puestos:
            sys.stderr.write(f"no hay ninguna entrada «{pedido.desde}»\n")
            return 2
        elegidas = elegidas[puestos[0] :]
    if pedido.orden == "listar":
        sys.stdout.writelines(f"{e.id}\n" for e in elegidas)
        return 0
    return _correr(elegidas, pedido.procesos)


def _correr(elegidas: list[Entrada], procesos: int) -> int:
    faltan = not CARPETA_FUENTES.is_dir()
    if faltan:
        saltadas = [e for e in elegidas if de_oficiales(e)]
        elegidas = [e for e in elegidas if not de_oficiales(e)]
        sys.stdout.write(
            f"Faltan los archivos oficiales en {CARPETA_FUENTES}: se saltan {len(saltadas)}; "
            "tráigalos con «kit datos descargar CARPETA» y exporte KIT_FUENTES=CARPETA\n"
        )
    with ProcessPoolExecutor(procesos) as taller:
        partes = taller.map(_una_parte, _lotes(elegidas))
        total = informe.Informe([juzgada for parte in partes for juzgada in parte.juzgadas])
    sys.stdout.write(total.texto() + "\n")
    return int(bool(total.fallos) or (faltan and os.environ.get("CI") == "true"))


def _una_parte(lote: list[Entrada]) -> informe.Informe:
    warnings.simplefilter("ignore")
    return informe.correr(lote, CARPETA_FUENTES)


def _lotes(elegidas: list[Entrada]) -> list[list[Entrada]]:
    """Por familia y sujeto: lo limpio de cada uno se lee una sola vez. El navegador, uno solo."""
    lotes: dict[tuple[str, str], list[Entrada]] = {}
    for entrada in elegidas:
        sujeto = "" if entrada.familia == "navegador" else entrada.sujeto
        lotes.setdefault((entrada.familia, sujeto), []).append(entrada)
    return list(lotes.values())


def _opciones(argumentos: Sequence[str] | None) -> argparse.Namespace:
    lector = argparse.ArgumentParser(prog="python -m tests.mutaciones", description=__doc__)
    lector.add_argument("orden", choices=("listar", "correr"))
    lector.add_argument("--familia", choices=tuple(FAMILIAS), default="", help="solo esa")
    lector.add_argument(
        "--solo", default="", metavar="TEXTO", help="las que lo traigan en su nombre"
    )
    lector.add_argument("--desde", default="", metavar="ENTRADA", help="esa y las que siguen")
    lector.add_argument("--procesos", type=int, default=os.cpu_count() or 1)
    return lector.parse_args(argumentos)


if __name__ == "__main__":
    sys.exit(main())
