"""`python -m medir.lighthouse`: Lighthouse móvil en cada tipo de página del sitio construido.

    python -m medir.lighthouse publico
    python -m medir.lighthouse publico --veces 3 --solo perfil,mapa

Sirve el sitio como GitHub Pages (subruta y gzip) y toma la mediana de cada nota. Usa el Lighthouse
de `node_modules` (`make revisar` lo instala) y el Chromium del sistema; no sale a la red.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from generador.errores import ErrorDelKit
from generador.rutas import RAIZ
from tests.sitio.servidor import servir

PAGINAS = {
    "portada": "index.html",
    "lista": "territorio/index.html",
    "nacion": "territorio/00/index.html",
    "departamento": "territorio/05/index.html",
    "perfil": "territorio/27025/index.html",
    "guia": "modulos/2-sisben/index.html",
    "herramienta": "herramientas/priorizador/index.html",
    "sesion": "sesiones/1-focalizacion.html",
    "mapa": "mapa/index.html",
    "comparar": "comparar/index.html?t=27025,05001,27,00",
    "indicador": "indicador/ipm_censal/index.html",
    "datos": "datos/index.html",
}
CATEGORIAS = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = "--headless --no-sandbox --disable-gpu"
ORDEN = RAIZ / "node_modules" / "lighthouse" / "cli" / "index.js"
MAXIMO = 180  # segundos por página: más que eso es un Chromium colgado

Notas = dict[str, float]
Informe = dict[str, Any]


def principal(argumentos: list[str] | None = None) -> int:
    """Imprime una línea por página con sus cuatro notas (de 0 a 100) y lo que las baja."""
    orden = argparse.ArgumentParser(prog="python -m medir.lighthouse", description=__doc__)
    orden.add_argument("publico", type=Path, nargs="?", default=RAIZ / "publico")
    orden.add_argument("--veces", type=int, default=1)
    orden.add_argument("--solo", type=_tipos, default=tuple(PAGINAS), help="separados por coma")
    opciones = orden.parse_args(argumentos)
    if not ORDEN.is_file():
        print("Falta Lighthouse: corra «make revisar» una vez.", file=sys.stderr)
        return 1
    print(f"{'página':<14}" + "".join(f"{c:>16}" for c in CATEGORIAS))
    with servir(opciones.publico) as raiz:
        for tipo in opciones.solo:
            informes = [auditar(raiz + PAGINAS[tipo]) for _ in range(max(opciones.veces, 1))]
            notas = [notas_de(informe) for informe in informes]
            linea = "".join(f"{median(n[c] for n in notas):>16.0f}" for c in CATEGORIAS)
            print(f"{tipo:<14}{linea}", flush=True)
            for falla in fallas(informes[0]):
                print(f"    {falla}", flush=True)
    return 0


def _tipos(texto: str) -> tuple[str, ...]:
    tipos = tuple(texto.split(","))
    if desconocidos := [tipo for tipo in tipos if tipo not in PAGINAS]:
        raise argparse.ArgumentTypeError(
            f"«{', '.join(desconocidos)}» no es un tipo de página; son {', '.join(PAGINAS)}"
        )
    return tipos


def auditar(direccion: str) -> Informe:
    """El informe de Lighthouse de `direccion`; ErrorDelKit si no terminó."""
    with tempfile.TemporaryDirectory() as carpeta:
        salida = Path(carpeta) / "informe.json"
        orden = [
            _node(), str(ORDEN), direccion, "--quiet", "--output=json", f"--output-path={salida}",
            f"--only-categories={','.join(CATEGORIAS)}",
            f"--chrome-flags={CHROMIUM} --user-data-dir={carpeta}/chromium",
        ]  # fmt: skip
        entorno = os.environ | {"CHROME_PATH": "/usr/bin/chromium"}
        corrida = subprocess.run(  # noqa: S603 - la orden la arma este módulo, sin intérprete
            orden, env=entorno, capture_output=True, text=True, timeout=MAXIMO, check=False
        )
        if corrida.returncode:
            raise ErrorDelKit(f"Lighthouse no pudo con {direccion}: {corrida.stderr[-400:]}")
        leido: Informe = json.loads(salida.read_text(encoding="utf-8"))
        return leido


def _node() -> str:
    propio = Path(sys.executable).with_name("node")
    return str(propio) if propio.exists() else "node"


def notas_de(informe: Informe) -> Notas:
    """La nota de cada categoría, de 0 a 100."""
    return {c: 100 * (informe["categories"][c]["score"] or 0) for c in CATEGORIAS}


def fallas(informe: Informe) -> list[str]:
    """Lo que no sacó la nota entera y pesa en ella, con su cifra cuando la tiene."""
    auditorias = informe["audits"]
    pesan = (
        (categoria, auditorias[parte["id"]])
        for categoria in CATEGORIAS
        for parte in informe["categories"][categoria]["auditRefs"]
        if parte["weight"] > 0
    )
    return [
        f"{categoria}: {a['id']} {a.get('displayValue', '')}".rstrip()
        for categoria, a in pesan
        if a["score"] is not None and a["score"] < 0.9
    ]


if __name__ == "__main__":
    sys.exit(principal())
