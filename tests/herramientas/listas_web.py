"""Las cuentas de una lista y de dos cortes, en Python y en el navegador, en una forma común."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from playwright.sync_api import Page

from generador.metodos.beneficiarios import Cruce, cruzar_documentos, cruzar_llaves
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.documentos import leer_documentos
from generador.metodos.hogares.partes import llaves_de_columnas
from generador.rutas import RAIZ, SITIO

CASOS = json.loads((RAIZ / "tests" / "casos" / "listas" / "casos.json").read_text("utf-8"))
HERRAMIENTAS = SITIO / "recursos" / "herramientas"
Textos = Sequence[str] | None

COLUMNA = """const columna = (nombre, valores) => {
  if (!valores) return null;
  const textos = [...new Set(valores)];
  return { nombre, textos, codigos: Int32Array.from(valores, (v) => textos.indexOf(v)) };
};
const dicho = ({ resultado, hogar }) => [Array.from(resultado), Array.from(hogar)];"""
POR_DOCUMENTO = f"""([lista, base]) => {{
  {COLUMNA}
  const leer = ({{ numero, tipo }}) => KitCalculos.leerDocumentos(
    columna("n", numero), columna("t", tipo), Int32Array.from(numero.keys()));
  return dicho(KitCalculos.cruzarDocumentos(leer(lista), leer(base), Int32Array.from(base.hogar)));
}}"""
POR_FICHA = f"""([lista, base]) => {{
  {COLUMNA}
  const leer = ({{ ficha, hogar, municipio }}) => KitCalculos.llavesDeColumnas(
    columna("f", ficha), columna("h", hogar), columna("m", municipio));
  return dicho(KitCalculos.cruzarLlaves(leer(lista), leer(base)));
}}"""


def columna(valores: Textos) -> Columna | None:
    return None if valores is None else Columna.de_lista("c", list(valores))


def por_documento(lista: dict[str, Any], base: dict[str, Any]) -> Cruce:
    """El cruce en Python."""
    propios, suyos = (
        leer_documentos(
            Columna.de_lista("n", tabla["numero"]),
            columna(tabla["tipo"]),
            np.arange(len(tabla["numero"])),
        )
        for tabla in (lista, base)
    )
    return cruzar_documentos(propios, suyos, np.array(base["hogar"], dtype=np.int64))


def por_ficha(lista: dict[str, Any], base: dict[str, Any]) -> Cruce:
    """El cruce en Python."""
    propias, suyas = (
        llaves_de_columnas(
            Columna.de_lista("f", tabla["ficha"]),
            columna(tabla["hogar"]),
            columna(tabla["municipio"]),
        )
        for tabla in (lista, base)
    )
    return cruzar_llaves(propias, suyas)


def en_el_navegador(
    pagina: Page, cual: str, lista: dict[str, Any], base: dict[str, Any]
) -> list[list[int]]:
    """Los resultados y los hogares que da el navegador."""
    respuesta: list[list[int]] = pagina.evaluate(
        POR_DOCUMENTO if cual == "por_documento" else POR_FICHA, [lista, base]
    )
    return respuesta


def dicho(cruce: Cruce) -> list[list[int]]:
    return [cruce.resultado.tolist(), cruce.hogar.tolist()]


def documentos_al_azar(semilla: int, cuantos: int) -> list[str]:
    """Textos que se parecen a un documento, y otros que no."""
    azar = np.random.default_rng(semilla)
    signos = list("0123456789" * 4 + "..,, -CTEac\u00a0\u200b=")
    return ["".join(azar.choice(signos, azar.integers(0, 14))) for _ in range(cuantos)]
