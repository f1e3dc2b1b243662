"""`python -m medir.mi_base`: lo que «Mi base» tarda en leer una base y en responder a un cambio.

    python -m medir.mi_base publico
    python -m medir.mi_base publico --veces 9 --hogares 60000

Abre la página del disco en Chromium. Cada lectura va junto a una de referencia: un Worker que solo
recorre el archivo y cuenta renglones. Informa mínimo y mediana, en pared y en CPU de Chromium.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from generador.errores import ErrorDelKit
from generador.rutas import RAIZ
from medir.base_de_personas import escribir

PAGINA = "herramientas/mi-base/index.html"
OPCIONES = ["--headless", "--no-sandbox", "--disable-gpu"]
HOGARES = 217_000  # con ellos son 600.000 personas
# Las columnas que no se leen también están en el archivo: con estas, unos 280 octetos por fila.
RELLENO = ";".join(islice(cycle(["1", "2", "0", "9", "27", "2023-05-14", "SIN DATO"]), 42))
TITULOS = ";".join(f"sin_uso_{j}" for j in range(42))
META_DE_CARGA, META_DE_CAMBIO = 4.0, 0.1
CONTAR = """self.onmessage = async ({ data }) => {
  const lector = data.stream().getReader();
  let cuantas = 0;
  for (;;) {
    const { done, value } = await lector.read();
    if (done) break;
    for (let i = 0; i < value.length; i += 1) if (value[i] === 10) cuantas += 1;
  }
  postMessage(cuantas);
};"""
REFERENCIA = """async (codigo) => {
  const obrero = new Worker(URL.createObjectURL(new Blob([codigo])));
  const [archivo] = document.getElementById("medido").files;
  const antes = performance.now();
  const cuantas = await new Promise((listo) => {
    obrero.onmessage = ({ data }) => listo(data);
    obrero.postMessage(archivo);
  });
  obrero.terminate();
  return [(performance.now() - antes) / 1000, cuantas];
}"""
CARGA = """async () => {
  const campo = document.getElementById("mi-base-archivo");
  const antes = performance.now();
  campo.files = document.getElementById("medido").files;
  campo.dispatchEvent(new Event("change", { bubbles: true }));
  await new Promise((listo) => {
    const vigia = new MutationObserver(() => {
      if (!document.querySelector(".mi-base-abiertas li")) return;
      vigia.disconnect();
      listo();
    });
    vigia.observe(document.body, { childList: true, subtree: true });
  });
  return (performance.now() - antes) / 1000;
}"""
CAMBIO = """async ([id, valor]) => {
  const nodo = document.getElementById(id);
  const salida = document.querySelector(".herramienta-resultado");
  const antes = performance.now();
  const listo = new Promise((cumplir) => {
    new MutationObserver((_, vigia) => { vigia.disconnect(); cumplir(); })
      .observe(salida, { childList: true });
  });
  nodo.value = valor;
  nodo.dispatchEvent(new Event(nodo.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  await listo;
  return (performance.now() - antes) / 1000;
}"""
# Qué se cambia y entre qué valores, en el orden en que lo haría una persona.
CAMBIOS: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("cupo", "simulador-cupo", ("500", "5000", "50000")),
    ("corte", "simulador-corte", ("A5", "B4", "B7", "C10")),
    ("prioridad", "simulador-primero", ("personas", "menores", "sorteo", "orden")),
    ("semilla", "simulador-semilla", ("acta 1", "acta 2", "acta 3")),
    ("objetivo", "simulador-objetivo", ("A", "AB", "pobre")),
    ("reparto", "simulador-reparto", ("pobres", "incidencia", "mixta")),
    ("cupo repartido", "simulador-cupo", ("500", "5000", "50000")),
)


@dataclass(frozen=True)
class Gasto:
    """Segundos de pared y de CPU de todo Chromium."""

    pared: float
    cpu: float


def principal(argumentos: list[str] | None = None) -> int:
    """Imprime lo medido; sale con 0 aunque no se cumpla la meta, que depende de la máquina."""
    orden = argparse.ArgumentParser(prog="python -m medir.mi_base", description=__doc__)
    orden.add_argument("publico", type=Path, nargs="?", default=RAIZ / "publico")
    orden.add_argument("--veces", type=int, default=5)
    orden.add_argument("--hogares", type=int, default=HOGARES)
    opciones = orden.parse_args(argumentos)
    with tempfile.TemporaryDirectory(prefix="medir-") as carpeta, sync_playwright() as juego:
        ruta = Path(carpeta) / "base.csv"
        filas = base(ruta, opciones.hogares)
        print(f"{filas:,} filas, {ruta.stat().st_size / 1e6:.0f} MB".replace(",", "."))
        navegador = juego.chromium.launch(executable_path="/usr/bin/chromium", args=OPCIONES)
        pares, cambios = medir(navegador, opciones.publico, ruta, max(opciones.veces, 1))
        navegador.close()
    informar(pares, cambios)
    return 0


def base(ruta: Path, hogares: int) -> int:
    """Escribe la base con que se mide y devuelve cuántas filas trae."""
    flaca = ruta.with_suffix(".flaca")
    filas = escribir(flaca, hogares)
    with flaca.open(encoding="utf-8") as de, ruta.open("w", encoding="utf-8", newline="") as a:
        a.write(f"{next(de).rstrip()};{TITULOS}\n")
        a.writelines(f"{renglon.rstrip()};{RELLENO}\n" for renglon in de)
    flaca.unlink()
    return filas


def medir(
    navegador: Browser, publico: Path, ruta: Path, veces: int
) -> tuple[list[tuple[Gasto, Gasto]], dict[str, list[Gasto]]]:
    """Los pares (referencia, carga) y lo que gastó cada cambio, por su nombre."""
    reloj = navegador.new_browser_cdp_session()
    pares = []
    for _ in range(veces + 1):
        pagina = abrir(navegador, publico, ruta)
        referencia = gastar(reloj, partial(_contar, pagina))
        carga = gastar(reloj, partial(pagina.evaluate, CARGA))
        pares.append((referencia, carga))
        if len(pares) <= veces:
            pagina.context.close()
    pagina.get_by_role("tab", name="Simular").click()
    pagina.locator(".herramienta-errores").wait_for()
    cambios: dict[str, list[Gasto]] = {}
    for nombre, campo, valores in CAMBIOS:
        for valor in islice(cycle(valores), veces * len(valores)):
            hecho = gastar(reloj, partial(pagina.evaluate, CAMBIO, [campo, valor]))
            cambios.setdefault(nombre, []).append(hecho)
    pagina.context.close()
    return pares[1:], cambios  # el primero calienta


def abrir(navegador: Browser, publico: Path, ruta: Path) -> Page:
    """La página de «Mi base», desde el disco, con el archivo escogido en una casilla aparte."""
    pagina = navegador.new_context(offline=True).new_page()
    pagina.goto((publico.resolve() / PAGINA).as_uri())
    pagina.evaluate(
        """() => document.body.append(Object.assign(document.createElement("input"),
          { type: "file", id: "medido" }))"""
    )
    pagina.locator("#medido").set_input_files(ruta)
    return pagina


def _contar(pagina: Page) -> float:
    segundos, cuantas = pagina.evaluate(REFERENCIA, CONTAR)
    if not cuantas:
        raise ErrorDelKit("el Worker de referencia no leyó el archivo")
    return float(segundos)


def gastar(reloj: CDPSession, hacer: Callable[[], float]) -> Gasto:
    """Lo que tardó, según la página, y la CPU que en ello gastaron los procesos de Chromium."""
    antes = _cpu(reloj)
    pared = hacer()
    return Gasto(pared, _cpu(reloj) - antes)


def _cpu(reloj: CDPSession) -> float:
    procesos: Any = reloj.send("SystemInfo.getProcessInfo")["processInfo"]
    return float(sum(p["cpuTime"] for p in procesos))


def informar(pares: Sequence[tuple[Gasto, Gasto]], cambios: dict[str, list[Gasto]]) -> None:
    """Una línea por lo medido: mínimo y mediana, y el cociente frente a la referencia."""
    print(f"{'':<18}{'pared mín':>10}{'mediana':>10}{'CPU mín':>10}{'mediana':>10}")
    _linea("contar renglones", [r for r, _ in pares])
    _linea("cargar", [c for _, c in pares], META_DE_CARGA)
    razones = [c.pared / r.pared for r, c in pares], [c.cpu / r.cpu for r, c in pares]
    print(
        f"{'cociente':<18}" + "".join(f"{v:>10.2f}" for r in razones for v in (min(r), median(r)))
    )
    for nombre, gastos in cambios.items():
        _linea(f"cambiar {nombre}", gastos, META_DE_CAMBIO)


def _linea(nombre: str, gastos: Sequence[Gasto], meta: float | None = None) -> None:
    columnas = [g.pared for g in gastos], [g.cpu for g in gastos]
    cifras = "".join(f"{v:>10.3f}" for c in columnas for v in (min(c), median(c)))
    dicho = (
        ""
        if meta is None
        else f"  (meta {meta:g} s{'' if median(columnas[0]) <= meta else ': NO'})"
    )
    print(f"{nombre:<18}{cifras}{dicho}")


if __name__ == "__main__":
    sys.exit(principal())
