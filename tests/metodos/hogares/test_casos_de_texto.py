"""Los archivos de `tests/casos/texto`, que el navegador lee también: lo mismo y con lo mismo dicho.

Cada caso: `archivo`, `pedido` (separador, codificación) y `esperado`: `columnas`, `filas` y
`avisos`, o `error` (su `clave` y su `fila`). Lo demás que traiga `esperado` es del examen
(`codificacion`, `limpio`…), `numeros` de fila o `pie`; `pedir`, qué columnas se leen.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generador.metodos.hogares.examen import Examen, examinar
from generador.metodos.hogares.frases import ErrorDeTexto
from generador.metodos.hogares.normalizar import Normalizado
from generador.metodos.hogares.tabla_de_texto import leer_tabla

CARPETA = Path(__file__).resolve().parents[2] / "casos" / "texto"
CASOS = json.loads((CARPETA / "casos.json").read_text("utf-8"))
DEL_EXAMEN = {"codificacion", "separador", "fin_de_linea", "limpio"}


def celdas(octetos: bytes, examen: Examen) -> tuple[list[list[str]], list[int]]:
    lectura = leer_tabla([octetos], examen, examen.columnas)
    columnas = [[c.textos[i] for i in c.codigos.tolist()] for c in lectura.columnas.values()]
    return [list(fila) for fila in zip(*columnas, strict=True)], lectura.filas.tolist()


@pytest.mark.parametrize("caso", CASOS, ids=[c["archivo"] for c in CASOS])
def test_caso(caso: dict[str, Any]) -> None:
    octetos = (CARPETA / caso["archivo"]).read_bytes()
    esperado = caso["esperado"]
    if "error" in esperado:
        with pytest.raises(ErrorDeTexto) as error:
            examen = examinar([octetos], **caso["pedido"])
            assert list(examen.avisos) == esperado["avisos"]
            leer_tabla([octetos], examen, esperado["pedir"])
        assert error.value.problema == esperado["error"]
        assert (error.value.clave, error.value.fila) == (esperado["clave"], esperado["fila"])
        assert error.value.que_hacer
        return
    examen = examinar([octetos], **caso["pedido"])
    assert list(examen.columnas) == esperado["columnas"]
    assert list(examen.avisos) == esperado["avisos"]
    filas, numeros = celdas(octetos, examen)
    assert filas == esperado["filas"]
    assert numeros == esperado.get("numeros", numeros)
    assert [[p.fila, p.texto] for p in examen.pie] == esperado.get("pie", [])
    for campo in DEL_EXAMEN & set(esperado):
        assert getattr(examen, campo) == esperado[campo], campo


@pytest.mark.parametrize(
    "caso", [c for c in CASOS if "error" not in c["esperado"]], ids=lambda c: str(c["archivo"])
)
def test_normalizado_dice_lo_mismo_y_queda_limpio(caso: dict[str, Any]) -> None:
    octetos = (CARPETA / caso["archivo"]).read_bytes()
    examen = examinar([octetos], **caso["pedido"])
    normalizado = Normalizado([octetos], examen)
    canonico = b"".join(normalizado)
    otro = examinar([canonico], separador=",", codificacion="utf-8")
    assert otro.limpio
    filas, numeros = celdas(canonico, otro)
    assert filas == caso["esperado"]["filas"]
    assert normalizado.filas_originales(np.array(numeros)).tolist() == celdas(octetos, examen)[1]


def test_cada_archivo_de_la_carpeta_tiene_su_caso() -> None:
    archivos = {ruta.name for ruta in CARPETA.iterdir()} - {"casos.json"}
    assert archivos == {caso["archivo"] for caso in CASOS}
