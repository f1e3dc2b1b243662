"""Los archivos de `tests/casos/texto`: el navegador acepta, rechaza y dice lo mismo que Python."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.navegador
CARPETA = Path(__file__).resolve().parents[1] / "casos" / "texto"
CASOS = json.loads((CARPETA / "casos.json").read_text("utf-8"))
# Lo que solo le sirve a la orden, que puede dejarle el archivo a DuckDB tal como está.
DE_LA_ORDEN = {"limpio"}

EXAMINAR = """([datos, pedido, pedir]) => {
  const H = KitHogares;
  try {
    const x = H.examinar(Uint8Array.from(atob(datos), (c) => c.charCodeAt(0)), pedido);
    const { columnas, filas } = H.leerColumnas(x, pedir || x.columnas);
    const celdas = [...columnas.values()];
    return {
      columnas: x.columnas,
      filas: Array.from(filas, (_, i) => celdas.map((c) => c.textos[c.codigos[i]])),
      avisos: x.avisos,
      codificacion: x.codificacion,
      separador: x.separador,
      fin_de_linea: x.finDeLinea,
      numeros: Array.from(filas),
      pie: x.pie.map((p) => [p.fila, p.texto]),
    };
  } catch (error) {
    if (!(error instanceof H.ErrorDeTexto)) throw error;
    const fila = error.fila === undefined ? null : error.fila;
    return { error: error.problema, clave: error.clave, fila };
  }
}"""


@pytest.mark.parametrize("caso", CASOS, ids=[c["archivo"] for c in CASOS])
def test_caso(hogares_web: Page, caso: dict[str, Any]) -> None:
    esperado = caso["esperado"]
    datos = base64.b64encode((CARPETA / caso["archivo"]).read_bytes()).decode()
    dicho = hogares_web.evaluate(EXAMINAR, [datos, caso["pedido"], esperado.get("pedir")])
    if "error" in esperado:
        assert dicho == {c: esperado[c] for c in ("error", "clave", "fila")}
        return
    assert {c: dicho[c] for c in esperado.keys() - DE_LA_ORDEN - {"pedir"}} == {
        c: v for c, v in esperado.items() if c not in DE_LA_ORDEN | {"pedir"}
    }
