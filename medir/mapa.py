"""Cuánto tarda `/mapa/` en cambiar de indicador en un celular con la CPU frenada cuatro veces.

    python -m medir.mapa [CARPETA_DEL_SITIO]

Desde que se escoge en la lista hasta el primer cuadro pintado con el nuevo, con el indicador ya
pedido una vez (lo que tarda la red no lo decide la página). Con la máquina ocupada ese tiempo no
vale: también se dan los milisegundos de procesador del hilo de la página, sin freno y por cuatro.
Informa: un tiempo absoluto depende de la máquina.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from generador.rutas import PUBLICO

CHROMIUM = "/usr/bin/chromium"
CELULAR = {"width": 360, "height": 740}
FRENO = 4
VECES = 3
INDICADORES = ("nbi", "pm_municipal_2024", "poblacion", "internet_fijo", "priv_agua", "ipm_censal")
VARA = 200  # milisegundos
CAMBIAR = """indicador => new Promise(listo => {
  const lista = document.getElementById("mapa-indicador");
  const titulo = document.getElementById("mapa-a-titulo");
  const desde = performance.now();
  new MutationObserver((_, ojo) => {
    ojo.disconnect();
    requestAnimationFrame(() => setTimeout(() => listo(performance.now() - desde)));
  }).observe(titulo, { childList: true });
  lista.value = indicador;
  lista.dispatchEvent(new Event("change", { bubbles: true }));
})"""


def medir(carpeta: Path) -> dict[str, float]:
    """Milisegundos: la mediana y el mayor de los cambios con freno, y el procesador por cuatro."""
    with sync_playwright() as playwright:
        navegador = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        pagina = navegador.new_page(viewport=CELULAR)  # type: ignore[arg-type]
        pagina.goto((carpeta / "mapa" / "index.html").as_uri())
        pagina.locator("#mapa-tabla-viva tbody tr").first.wait_for()
        sesion = pagina.context.new_cdp_session(pagina)
        _cambios(pagina)  # que ya estén todos pedidos
        procesador = _procesador(pagina, sesion)
        sesion.send("Emulation.setCPUThrottlingRate", {"rate": FRENO})
        cambios = _cambios(pagina)
        navegador.close()
    mediana = statistics.median(cambios)
    return {"mediana": mediana, "mayor": max(cambios), "procesador": FRENO * procesador}


def _cambios(pagina: Page) -> list[float]:
    return [pagina.evaluate(CAMBIAR, indicador) for _ in range(VECES) for indicador in INDICADORES]


def _procesador(pagina: Page, sesion: CDPSession) -> float:
    """Milisegundos de procesador del hilo principal en un cambio, en promedio."""
    sesion.send("Performance.enable", {"timeDomain": "threadTicks"})

    def gastado() -> float:
        medidas = sesion.send("Performance.getMetrics")["metrics"]
        return next(float(m["value"]) for m in medidas if m["name"] == "TaskDuration")

    antes = gastado()
    cuantos = len(_cambios(pagina))
    return 1000 * (gastado() - antes) / cuantos


def texto(medido: dict[str, float]) -> str:
    """El informe, en renglones."""
    return (
        f"/mapa/ con la CPU frenada {FRENO}×: cambia de indicador en {medido['mediana']:.0f} ms "
        f"(mediana; el mayor, {medido['mayor']:.0f}; vara, {VARA}). Procesador del hilo de la "
        f"página, por {FRENO}: {medido['procesador']:.0f} ms"
    )


if __name__ == "__main__":
    print(texto(medir(Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLICO)))
