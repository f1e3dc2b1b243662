"""Un caso en Chromium, por la lectura y las cuentas del obrero: las del simulador y «Mi base»."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.casos.caso import Caso
from tests.casos.comparar import Resumen

PRIORIDADES = {None: ["orden", "sorteo"], "personas mayor, orden menor": ["personas", "orden"]}
# La incidencia en personas con que el simulador dice quién es pobre: la de las privaciones.
RESPONDER = """([datos, respuestas, por, pedida]) => {
  const { examinarBase, leerBase } = KitSimulador;
  const H = KitHogares;
  const sisben = KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv");
  const codigos = KitCalculos.codigosSisben(sisben);
  let b;
  try {
    const octetos = Uint8Array.from(atob(datos), (c) => c.charCodeAt(0));
    b = leerBase(examinarBase(octetos), sisben, respuestas);
  } catch (error) {
    if (!(error instanceof H.ErrorDeMetodo)) throw error;
    return { error: `${error.problema}. ${error.queHacer}` };
  }
  const territorio = por === "cod_mpio" ? b.armado.municipio : b.territorio;
  const territorios = {};
  if (por) {
    b.orden.forEach((_, i) => {
      const etiqueta = territorio.etiquetas[territorio.codigos[i]];
      if (etiqueta === undefined) return;
      const t = (territorios[etiqueta] ||= { hogares: 0, hogares_p: 0, personas: 0, pobres: 0 });
      const personas = b.factor[i] * b.personas[i];
      t.hogares += 1;
      t.hogares_p += b.factor[i];
      t.personas += personas;
      t.pobres += b.pobre[i] ? personas : 0;
    });
    Object.values(territorios).forEach((t) => { t.h = t.pobres / t.personas; });
  }
  let lista = null, cupos = null;
  if (pedida && b.ids) {
    const [primero, luego] = pedida.campos;
    const e = { objetivo: "pobre", primero, luego, unidad: "hogares", semilla: pedida.semilla };
    const hasta = codigos.indexOf(pedida.corte) + 1;
    const porDonde = pedida.por === "cod_mpio" ? b.armado.municipio : b.territorio;
    let estados;
    try {
      const { cuposPorTerritorio } = KitObrero;
      const propios = pedida.por && cuposPorTerritorio(b, porDonde, pedida.limites, hasta);
      const donde = propios && { codigos: porDonde.codigos, cupos: propios };
      estados = KitObrero.elegir(b, e, pedida.limites, hasta, donde);
      cupos = propios && Object.fromEntries(porDonde.etiquetas.map((t, k) => [t, propios[k]]));
    } catch (error) {
      if (!(error instanceof H.ErrorDeMetodo)) throw error;
      return { error: `${error.problema}. ${error.queHacer}` };
    }
    lista = KitObrero.enOrden(b, e, hasta).map((i, n) => [b.ids[i], n + 1, estados[i]]);
  }
  const sinSorteo = b.ids ? null : KitSimulador.SIN_SORTEO;
  return { avisos: b.avisos, territorios, lista, cupos, sinSorteo };
}"""


def responder(caso: Caso, carpeta: Path, pagina: Page) -> Resumen:
    """Lo que responde el simulador a cada parte del pedido."""
    partes = [p for p in ("incidencia", "focalizar") if caso.corre("navegador", p)]
    datos = base64.b64encode((carpeta / caso.base).read_bytes()).decode()
    por = caso.pedido["incidencia"]["por"] if "incidencia" in partes else None
    hecho = pagina.evaluate(RESPONDER, [datos, _respuestas(caso), por, _pedida(caso, partes)])
    if "error" in hecho:
        return Resumen(error=dict.fromkeys(partes, hecho["error"]))
    avisos = dict.fromkeys(partes, hecho["avisos"])
    if "focalizar" in partes and hecho["sinSorteo"]:
        # La página no se detiene: dice, en lugar del resultado, por qué no hay a quién seleccionar.
        return Resumen(avisos, hecho["territorios"], error={"focalizar": hecho["sinSorteo"]})
    lista = hecho["lista"] or []
    return Resumen(
        avisos,
        hecho["territorios"],
        [identidad for identidad, _, _ in lista],
        [identidad for identidad, _, estado in lista if estado == 1],
        cupos=hecho["cupos"],
    )


def _respuestas(caso: Caso) -> dict[str, Any]:
    dichas = caso.pedido.get("opciones", {})
    return {n: dichas[n] for n in ("decimal", "aceptar", "filas") if n in dichas}


def _pedida(caso: Caso, partes: list[str]) -> dict[str, Any] | None:
    if "focalizar" not in partes:
        return None
    pedida = caso.pedido["focalizar"]
    campos = PRIORIDADES[pedida.get("prioridad")]
    limites: dict[str, Any] = {
        c: float(pedida[c]) for c in ("cupo", "presupuesto", "costo") if c in pedida
    }
    if "reparto" in pedida:
        limites["reparto"] = {"regla": pedida["reparto"], "minimo": pedida["minimo"]}
    propios = {c: pedida.get(c) for c in ("corte", "semilla", "por")}
    return {**propios, "campos": campos, "limites": limites}
