"""Lo que se baja del navegador para una hoja de cálculo pasa por un mismo cuidado con fórmulas."""

from __future__ import annotations

import json
import re

from generador.rutas import RAIZ

RECURSOS = RAIZ / "sitio" / "recursos"
REGLA = json.loads((RAIZ / "generador/metodos/datos/formulas.json").read_text("utf-8"))
# Los que entregan un archivo que no escribe la página, y por qué ya viene cuidado.
YA_CUIDADOS = {
    "herramientas/mi_base/publicar_resultado.js": "lo escribe publicable/escritura.js",
    "herramientas/simulador.js": "el ejemplo, que es fijo y lo escribe el kit",
}
# Quien hace un Blob: la única descarga, el Worker y la lista de Excel vuelta texto en memoria.
HACEN_BLOB = {
    "herramientas/base.js",
    "herramientas/mi_base/pedir.js",
    "herramientas/mi_base/lista_archivo.js",
}


def guiones() -> dict[str, str]:
    """Los guiones propios, por su ruta dentro de recursos."""
    return {
        ruta.relative_to(RECURSOS).as_posix(): ruta.read_text("utf-8")
        for ruta in RECURSOS.rglob("*.js")
        if "terceros" not in ruta.parts
    }


def _llamadas(texto: str, nombre: str) -> list[str]:
    """Lo que va entre paréntesis en cada llamada a esa función."""
    hechas = []
    for hallada in re.finditer(rf"(?<![\w.]){nombre}\(", texto):
        abiertos, fin = 1, hallada.end()
        while abiertos:
            abiertos += {"(": 1, ")": -1}.get(texto[fin], 0)
            fin += 1
        hechas.append(texto[hallada.end() : fin - 1])
    return hechas


def test_la_regla_es_la_misma_que_en_la_orden() -> None:
    celda = (RECURSOS / "herramientas" / "base.js").read_text("utf-8")
    assert f"/{REGLA['empieza']}/.test(texto)" in celda
    escritura = (RECURSOS / "herramientas/publicable/escritura.js").read_text("utf-8")
    assert 'H.documento("formulas")' in escritura


def test_cada_csv_lo_escribe_csv() -> None:
    """Un «text/csv» que se descarga sale de `KitH.csv`, que antecede un apóstrofo."""
    hallados: dict[str, list[str]] = {}
    for ruta, texto in guiones().items():
        de_csv = [c for c in _llamadas(texto, "descargar") if "text/csv" in c]
        if de_csv:
            hallados[ruta] = de_csv
    assert set(YA_CUIDADOS) <= set(hallados)
    sueltos = {
        ruta: llamadas
        for ruta, llamadas in hallados.items()
        if ruta not in YA_CUIDADOS and not all(re.search(r"\b(csv|enCsv)\(", c) for c in llamadas)
    }
    assert sueltos == {}
    informe = guiones()["herramientas/mi_base/informe.js"]
    assert re.search(r"function enCsv\(i\) {.{0,300}return csv\(", informe, re.DOTALL)


def test_nadie_mas_hace_un_archivo() -> None:
    hechos = {ruta for ruta, texto in guiones().items() if re.search(r"new (Blob|File)\(", texto)}
    propios = {
        ruta for ruta in hechos if re.search(r"URL\.createObjectURL|new Blob\(", guiones()[ruta])
    }
    assert propios <= HACEN_BLOB | {r for r in propios if r.startswith("servicio/")}


def test_los_libros_llevan_los_textos_como_textos() -> None:
    """Una celda de fórmula la escribe un solo guion, y solo si se le pide con `f`."""
    hacen = [r for r, texto in guiones().items() if re.search(r"\bformula\s*:", texto)]
    assert hacen == ["herramientas/documentos/escribir_libro.js"]
    assert 'if (f) return { value: null, type: "formula"' in guiones()[hacen[0]]


def test_esto_recorre_todo() -> None:
    """Un guion con su propio CSV lo hallaría."""
    suelto = 'descargar("a.csv", filas.map((f) => f.join(";")).join("\\n"), "text/csv")'
    (llamada,) = _llamadas(suelto, "descargar")
    assert not re.search(r"\b(csv|enCsv)\(", llamada)
