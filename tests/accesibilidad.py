"""axe en una página abierta, y los medios en que se mira."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

DESPLEGAR = "document.querySelectorAll('details').forEach(d => d.open = true)"
OSCURO = "document.body.dataset.mdColorScheme = 'slate'"
CLARO = "document.body.dataset.mdColorScheme = 'default'"
CELULAR = {"width": 360, "height": 740}
ESCRITORIO = {"width": 1280, "height": 900}
CARTA = {"width": 816, "height": 1056}
# axe lo trae apagado: lo que se toca mide 24 px o tiene ese aire alrededor.
CON_DEDO = {"target-size": {"enabled": True}}
# En papel no hay nada que desplazar ni que enfocar.
EN_PAPEL = {"scrollable-region-focusable": {"enabled": False}}
# Un perfil le hace entender 25.000 veces los mismos nueve colores: era la mitad de lo que tardaba.
RECORDAR_LOS_COLORES = """
(() => {
  const color = axe.commons.color.Color.prototype;
  const entender = color.parseString;
  const entendidos = new Map();
  color.parseString = function (texto) {
    if (!entendidos.has(texto)) {
      entender.call(this, texto);
      entendidos.set(texto, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = entendidos.get(texto);
    return this;
  };
})();
"""


def infracciones(
    pagina: Page, reglas: dict[str, Any] | None = None, *, solo: str = ""
) -> list[str]:
    """«regla: elemento» de cada infracción que axe halla; `reglas` cambia las de fábrica.

    Con `solo`, no se mira más que esa regla: al cambiar los colores sin cambiar el ancho, las demás
    dirían lo mismo.
    """
    opciones = {"resultTypes": ["violations"], "selectors": False, "rules": reglas or {}}
    if solo:
        opciones |= {"rules": {}, "runOnly": {"type": "rule", "values": [solo]}}
    if pagina.evaluate("typeof window.axe === 'undefined'"):
        pagina.evaluate(AXE_SCRIPT)
        pagina.evaluate(RECORDAR_LOS_COLORES)
    hallado = pagina.evaluate("async (o) => (await axe.run(document, o)).violations", opciones)
    return [
        f"{regla['id']}: {nodo['html'][:160]} {nodo['failureSummary']}"
        for regla in hallado
        for nodo in regla["nodes"]
    ]
