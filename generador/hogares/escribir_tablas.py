"""Escribir tablas en CSV, XLSX o GPKG, enteras o nada, con su registro al lado."""
# ruff: noqa: PLC0415 - openpyxl y pandas solo hacen falta para esos formatos

from __future__ import annotations

import csv
import gc
import io
import json
import re
import sys
import tempfile
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generador import errores_ajenos
from generador.disco import archivo_propio, geopaquete
from generador.disco.tablas_sin_formulas import inofensivas, inofensivo
from generador.errores import ErrorDeDatos, Lugar
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida

FORMATOS = (".csv", ".xlsx", ".gpkg")
HOJAS = {"INTERNO_": "INTERNO - no publicar", "PRACTICA_": "PRÁCTICA - no protege"}
ANCHO_DE_NOMBRE, ANCHO_DE_TEXTO = 28, 100
# Columna → formato de Excel, escrito a la inglesa: en es-CO se ve «21,9%», «0,090» y «1.234».
COMO_SE_VE = {
    "[tcf]_i[0-9]+|[ha]|h_personas|[ha]_(baja|alta|bajo|alto|ee)": "0.0%",
    "m0(_(bajo|alto|ee))?": "0.000",
    "hogares|hogares_p|personas|personas_pobres|poblacion|pobres|casos|gl": "#,##0",
}
SUFIJO_DE_REGISTRO = ".auditoria.json"


def comprobar_formato(ruta: Path) -> None:
    """ErrorDeDatos si no se sabe escribir ese formato."""
    if ruta.suffix.lower() not in FORMATOS:
        raise ErrorDeDatos(
            "no se sabe escribir ese formato",
            lugar=Lugar(str(ruta)),
            que_hacer=f"termine la salida en {', '.join(FORMATOS)}",
        )


def comprobar_salida(
    ruta: Path, entradas: Iterable[Path | None] = (), *, reemplazar: bool = False
) -> None:
    """ErrorDeDatos si el formato no se conoce o se perdería algo ajeno: ver `archivo_propio`."""
    comprobar_formato(ruta)
    archivo_propio.exigir_reemplazable(ruta, registro_de(ruta), entradas, reemplazar=reemplazar)


def registro_de(ruta: Path) -> Path:
    """Dónde va el registro de una salida."""
    return ruta.with_name(ruta.name + SUFIJO_DE_REGISTRO)


def escribir(
    ruta: Path,
    tabla: TablaDeSalida,
    registro: Mapping[str, Any],
    diccionario: Mapping[str, str],
    geometria: Any = None,
    *,
    reemplazar: bool = False,
) -> Path:
    """Escribe la tabla y, al lado, su registro; devuelve la ruta del registro.

    Todo se arma antes de escribir el primer byte, y los dos archivos quedan o ninguno.
    `geometria`: GeoDataFrame con el territorio como índice, para que el GPKG lleve los polígonos.
    """
    contenido = {
        ".csv": lambda: a_csv(tabla),
        ".xlsx": lambda: a_xlsx(tabla, diccionario, registro),
        ".gpkg": lambda: a_gpkg(tabla, geometria, f"{marca(registro)}{ruta.stem}"),
    }[ruta.suffix.lower()]()
    al_lado = registro_de(ruta)
    anotado = archivo_propio.anotado(registro, ruta.name, contenido)
    texto = json.dumps(anotado, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    # Otra vez: el cálculo pudo durar minutos, y en ese tiempo alguien pudo dejar ahí algo suyo.
    comprobar_salida(ruta, reemplazar=reemplazar)
    archivo_propio.guardar({ruta: contenido, al_lado: texto.encode("utf-8")})
    return al_lado


def marca(registro: Mapping[str, Any]) -> str:
    """Lo que va delante del nombre de la capa: de uso interno, de práctica o nada."""
    if es_interna(registro):
        return "INTERNO_"
    return "PRACTICA_" if str(registro.get("uso", "")).startswith("PRÁCTICA") else ""


def es_interna(registro: Mapping[str, Any]) -> bool:
    """Si la salida es de uso interno: la hoja y la capa llevan la marca en su nombre."""
    return str(registro.get("uso", "")).startswith("INTERNO")


def a_csv(tabla: TablaDeSalida) -> bytes:
    """CSV en UTF-8 con coma y punto decimal; los números, con todas sus cifras.

    Un texto que parece fórmula lleva un apóstrofo delante: `disco.formulas.original` lo quita.
    """
    salida = io.StringIO()
    escritor = csv.writer(salida, lineterminator="\n")
    escritor.writerow(map(inofensivo, tabla.columnas))
    escritor.writerows(inofensivas(tabla.columnas, tabla.filas))
    return salida.getvalue().encode("utf-8")


def a_xlsx(
    tabla: TablaDeSalida, diccionario: Mapping[str, str], registro: Mapping[str, Any]
) -> bytes:
    """Libro con la tabla, qué es cada columna y de dónde salió."""
    from openpyxl import Workbook

    libro = Workbook()
    hoja = libro.active
    hoja.title = HOJAS.get(marca(registro), "Resultado")
    _llenar(hoja, [tabla.columnas, *tabla.filas])
    _dar_formato(hoja, tabla.columnas)
    hoja.freeze_panes = "B2"
    _llenar(libro.create_sheet("Columnas"), [("columna", "qué es"), *diccionario.items()])
    procedencia = [
        (k, v if isinstance(v, str) else json.dumps(v, ensure_ascii=False))
        for k, v in registro.items()
    ]
    _llenar(libro.create_sheet("Registro"), [("dato", "valor"), *procedencia])
    for nombre in ("Columnas", "Registro"):
        libro[nombre].column_dimensions["A"].width = ANCHO_DE_NOMBRE
        libro[nombre].column_dimensions["B"].width = ANCHO_DE_TEXTO
    memoria = io.BytesIO()
    try:
        libro.save(memoria)
    except Exception as causa:
        # Las hojas se arman en la carpeta temporal, con lxml si está, que trae sus errores.
        if not isinstance(causa, OSError) and type(causa).__module__ != "lxml.etree":
            raise
        _soltar_callado(causa)
        raise archivo_propio.no_se_pudo(
            Path(tempfile.gettempdir()), errores_ajenos.en_el_sistema(causa)
        ) from None
    return memoria.getvalue()


def _soltar_callado(causa: BaseException) -> None:
    """Suelta las hojas a medio armar: al cerrarse, lxml repite el fallo con una traza."""
    antes, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        anterior: BaseException | None = causa
        while anterior is not None:
            traceback.clear_frames(anterior.__traceback__)
            anterior = anterior.__context__
        gc.collect()
    finally:
        sys.unraisablehook = antes


def _llenar(hoja: Any, filas: list[tuple[Any, ...]]) -> None:
    for i, fila in enumerate(filas, start=1):
        for j, valor in enumerate(fila, start=1):
            celda = hoja.cell(row=i, column=j, value=valor)
            if isinstance(valor, str):
                celda.data_type = "s"  # un código que empieza por «=» no es una fórmula


def _dar_formato(hoja: Any, columnas: tuple[str, ...]) -> None:
    """Cómo se ve cada número; el valor queda entero, y los signos los pone la región de Excel."""
    hoja.column_dimensions["A"].width = ANCHO_DE_NOMBRE
    for j, columna in enumerate(columnas, start=1):
        formato = next((f for patron, f in COMO_SE_VE.items() if re.fullmatch(patron, columna)), "")
        if formato:
            for (celda,) in hoja.iter_rows(min_row=2, min_col=j, max_col=j):
                celda.number_format = formato


def a_gpkg(tabla: TablaDeSalida, geometria: Any, capa: str) -> bytes:
    """GeoPackage con los polígonos si los hay; si no, una tabla sin geometría."""
    import pandas as pd

    datos: Any = pd.DataFrame(list(tabla.filas), columns=list(tabla.columnas))
    if geometria is not None:
        # El total no tiene polígono: en el mapa sobra.
        datos = geometria[["geometry"]].join(datos.set_index("territorio"), how="inner")
        datos = datos.reset_index(names="territorio")
    return geopaquete.en_bytes(datos, capa)
