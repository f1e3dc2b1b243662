"""El navegador acepta, rechaza y dice de un texto lo mismo que Python.

Sobre los archivos de `tests/casos/texto` y sobre otros armados al azar con trozos difíciles.
"""

from __future__ import annotations

import base64
import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generador.metodos.hogares.examen import examinar
from generador.metodos.hogares.frases import ErrorDeTexto

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


CELDAS = ["1", "A3", "LA PEÑA", "Jefe(a)", '"x"', '"a;b"', '"a""b"', '""', "", " ", "é", "\x1a",
          '"con\nsalto"', 'x"y', '"z"w', '"ab', "Fuente: DNP", "Total", "José Ávila", "12,5", "Ñ",
          '"con\r\notro"', "–", "“q”", "Ã±", "\ufffd", "#N/D"]  # fmt: skip
NOMBRES = ["ficha", "hogar", "i1", "vereda", "año", "Num", "", "unnamed: 0", "x"]
CODIFICACIONES = ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac-roman", "latin-1", "utf-16"]
PIES = [[], [], ["Fuente: DNP"], ["", "Nota: x"], ["(3 filas)"], ["\x1a"]]


def al_azar(semilla: int) -> bytes:
    """Un texto como los que llegan: casi bien, con algo raro."""
    azar = random.Random(semilla)
    separador, fin = azar.choice(";;,\t|"), azar.choice(["\n", "\n", "\r\n", "\r"])
    ancho = azar.randint(1, 6)
    filas = [azar.sample(NOMBRES, ancho)]
    de_mas = azar.choice([0, 0, 0, 1])
    for numero in range(azar.randint(0, 9)):
        fila = [azar.choice(CELDAS) for _ in range(ancho + de_mas)]
        if de_mas and semilla % 2:
            fila[0] = str(numero + 1)
        filas.append(fila[: -1 if azar.random() < 0.03 and ancho > 1 else None])
    lineas = [separador.join(fila) for fila in filas] + azar.choice(PIES)
    if azar.random() < 0.1:
        lineas.insert(0, azar.choice([f"sep={separador}", "", "Título de la base"]))
    saltos = ["\n", "\r\n", "\r"]
    texto = "".join(x + (fin if azar.random() < 0.97 else azar.choice(saltos)) for x in lineas)
    return texto.encode(azar.choice(CODIFICACIONES), "ignore")


def en_python(octetos: bytes) -> dict[str, Any]:
    try:
        hecho = examinar([octetos])
    except ErrorDeTexto as error:
        return {"error": error.problema, "clave": error.clave, "fila": error.fila}
    return {
        "columnas": list(hecho.columnas),
        "avisos": list(hecho.avisos),
        "codificacion": hecho.codificacion,
        "separador": hecho.separador,
        "fin_de_linea": hecho.fin_de_linea,
        "filas": hecho.filas,
        "pie": [[p.fila, p.texto] for p in hecho.pie],
    }


def test_textos_al_azar(hogares_web: Page) -> None:
    textos = [al_azar(semilla) for semilla in range(1500)]
    guion = f"(lista) => lista.map((datos) => ({EXAMINAR})([datos, {{}}, []]))"
    dichos = hogares_web.evaluate(guion, [base64.b64encode(t).decode() for t in textos])
    aceptados = 0
    for semilla, (octetos, dicho) in enumerate(zip(textos, dichos, strict=True)):
        esperado = en_python(octetos)
        if "filas" in esperado:
            aceptados += 1
            dicho["filas"] = len(dicho.pop("numeros"))
        assert dicho == esperado, (semilla, octetos)
    assert 300 < aceptados < 1200


CELDAS_POR_FILA = """([octetos, desde, signo]) => {
  const todos = Uint8Array.from(octetos);
  return Array.from(KitHogares.registros(todos.subarray(desde), signo).celdas);
}"""


def test_las_celdas_se_cuentan_en_cualquier_ancho_y_lugar(hogares_web: Page) -> None:
    """Los separadores se cuentan de a cuatro octetos: ni el comienzo ni el final caen parejos."""
    azar = random.Random(1)
    anchos = [1, 2, 3, 255, 256, 1019, 1021, 2500, *(azar.randint(1, 60) for _ in range(60))]
    filas = [
        ";".join(azar.choice(["", "x", ":", "ñ", "\x7f", "{", "123456789"]) for _ in range(ancho))
        for ancho in anchos
    ]
    for desde in range(4):
        octetos = list(b";" * desde + "\n".join([*filas, "a;b"]).encode())
        contadas = hogares_web.evaluate(CELDAS_POR_FILA, [octetos, desde, ";"])
        # Una fila vacía también es una celda.
        assert contadas == [*anchos, 2]
