"""Abrir el simulador y pedirle a su obrero lo mismo que le pide la página."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.herramientas.conftest import Sitio, Visita, herramienta

ELEGIR = """async ([texto, pedidos]) => {
  const archivo = new File([texto], "base.csv");
  const { id } = await KitMiBase.pedir("abrir", { id: "probada", archivo });
  const hechas = [];
  for (const pedido of pedidos) {
    hechas.push({
      lista: await KitMiBase.pedir("simular_lista", { id, ...pedido }),
      ...(await KitMiBase.pedir("simular", { id, cortes: Array(2).fill(pedido.corte), ...pedido })),
    });
  }
  await KitMiBase.pedir("quitar", { id });
  return hechas;
}"""


def ir(visita: Visita, sitio: Sitio, resto: str = "") -> Page:
    """La página del simulador, con la base inventada ya abierta."""
    pagina = visita.ir(sitio.url + herramienta("simulador", resto))
    expect(pagina.locator(".herramienta-errores")).to_be_visible()
    return pagina
