"""`make medir`: el kit frente a Hugo, la construcción parcial y el peso del sitio.

    python -m medir              5 pares
    python -m medir --veces 9

Informa y sale con 0 aunque no se cumpla la vara: un tiempo absoluto depende de la máquina.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from generador.errores import ErrorDelKit
from generador.rutas import RAIZ
from medir import hugo, informe, mapa
from medir.equivalencia import comparar
from medir.informe import Medicion
from medir.peso import pesar
from medir.procesos import Consumo, correr, intercalar

URL = "https://kit.medir/"
TEMPORAL = RAIZ / ".tmp"
ULTIMO = TEMPORAL / "medir" / "ultimo.json"
PARCIAL = "27025,44847"
ARRANQUE = "from generador.ordenes.kit import principal; principal()"


def principal(argumentos: list[str] | None = None) -> int:
    """Mide, imprime y guarda; 1 solo si algo no se pudo construir."""
    opciones = argparse.ArgumentParser(prog="python -m medir", description=__doc__)
    opciones.add_argument("--veces", type=int, default=5, help="pares que se miden (por omisión 5)")
    veces = max(opciones.parse_args(argumentos).veces, 1)
    try:
        medicion = medir(veces)
    except ErrorDelKit as error:
        print(error, file=sys.stderr)
        return 1
    print(informe.texto(medicion))
    ULTIMO.parent.mkdir(parents=True, exist_ok=True)
    contenido = json.dumps(informe.datos(medicion), ensure_ascii=False, indent=2)
    ULTIMO.write_text(contenido + "\n", encoding="utf-8")
    print(f"\nGuardado en {ULTIMO.relative_to(RAIZ)}")
    return 0


def medir(veces: int) -> Medicion:
    """Corre todo en una carpeta temporal que se borra al terminar."""
    TEMPORAL.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TEMPORAL, prefix="medir-") as nombre:
        carpeta = Path(nombre)
        publico, sitio, salida = carpeta / "publico", carpeta / "hugo", carpeta / "salida"
        print("Construyendo una vez para armar los insumos de Hugo…", file=sys.stderr)
        kit(publico)
        _python(["-m", "medir.insumos", str(publico), str(sitio)])
        print(f"Midiendo {veces} pares…", file=sys.stderr)
        pares = intercalar(partial(kit, publico), partial(_hugo, sitio, salida), veces)
        unos = partial(kit, carpeta / "parcial", "--territorios", PARCIAL)
        unos()
        parcial = [unos() for _ in range(veces)]
        # Con otra dirección las guías son otras: es lo que se paga al cambiar una.
        otras = [f"{URL}{n}-{os.getpid()}/" for n in range(veces)]
        rehecho = [unos("--url", otra) for otra in otras]
        # Y lo dicho de cada territorio también: es lo que se paga al cambiar los datos o el código.
        recalculado = [kit(publico, "--url", f"{otra}entero/") for otra in otras]
        testigos = json.loads((sitio / "testigos.json").read_text(encoding="utf-8"))
        equivalencia = comparar(publico, salida, testigos)
        return Medicion(
            pares, parcial, rehecho, recalculado, pesar(publico), equivalencia, mapa.medir(publico)
        )


def kit(salida: Path, *opciones: str) -> Consumo:
    """`kit construir` completo a una carpeta que no existe, como proceso entero.

    Lo guardado de la vez anterior se usa, como en cualquier construcción que no es la primera.
    """
    shutil.rmtree(salida, ignore_errors=True)
    orden = ["construir", "--salida", str(salida), "--url", URL, *opciones]
    return _python(["-c", ARRANQUE, *orden])


def _hugo(sitio: Path, salida: Path) -> Consumo:
    shutil.rmtree(salida, ignore_errors=True)
    return correr(hugo.orden(sitio, salida), os.environ | hugo.ENTORNO, RAIZ)


def _python(argumentos: list[str]) -> Consumo:
    """Un Python con su bytecode guardado, como queda en cualquier instalación tras la primera vez.

    El bytecode va aparte para no depender de si el entorno se puede escribir o se instaló sin él.
    """
    entorno = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    entorno["PYTHONPYCACHEPREFIX"] = str(TEMPORAL / "medir" / "bytecode")
    return correr([sys.executable, *argumentos], entorno, RAIZ)


if __name__ == "__main__":
    sys.exit(principal())
