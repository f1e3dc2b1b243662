"""Escribir tablas en CSV, XLSX o GPKG, enteras o nada, con su registro al lado."""
# ruff: noqa: PLC0415 - openpyxl y pyogrio solo hacen falta para esos formatos

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generador.errores import ErrorDeDatos, Lugar
from generador.escritura import escribir_bytes
from generador.hogares.tabla import Tabla

FORMATOS = (".csv", ".xlsx", ".gpkg")
SUFIJO_DE_REGISTRO = ".auditoria.json"
# GeoPackage guarda la fecha de la última escritura: sin fijarla no hay dos archivos iguales.
FECHA_FIJA = "1970-01-01T00:00:00Z"


def comprobar_salida(ruta: Path) -> None:
    """ErrorDeDatos si el formato no se conoce, antes de empezar el trabajo largo."""
    if ruta.suffix.lower() not in FORMATOS:
        raise ErrorDeDatos(
            "no se sabe escribir ese formato",
            lugar=Lugar(str(ruta)),
            que_hacer=f"termine la salida en {', '.join(FORMATOS)}",
        )


def escribir(
    ruta: Path,
    tabla: Tabla,
    registro: Mapping[str, Any],
    diccionario: Mapping[str, str],
    geometria: Any = None,
) -> Path:
    """Escribe la tabla y, al lado, su registro; devuelve la ruta del registro.

    Todo se arma antes de escribir el primer byte. `geometria`: GeoDataFrame con el territorio
    como índice, para que el GPKG lleve los polígonos.
    """
    comprobar_salida(ruta)
    contenido = {
        ".csv": lambda: a_csv(tabla),
        ".xlsx": lambda: a_xlsx(tabla, diccionario, registro),
        ".gpkg": lambda: a_gpkg(
            tabla, geometria, f"INTERNO_{ruta.stem}" if es_interna(registro) else ruta.stem
        ),
    }[ruta.suffix.lower()]()
    al_lado = ruta.with_name(ruta.name + SUFIJO_DE_REGISTRO)
    texto = json.dumps(registro, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    escribir_bytes(al_lado, texto.encode("utf-8"))
    escribir_bytes(ruta, contenido)
    return al_lado


def es_interna(registro: Mapping[str, Any]) -> bool:
    """Si la salida es de uso interno: la hoja y la capa llevan la marca en su nombre."""
    return str(registro.get("uso", "")).startswith("INTERNO")


def a_csv(tabla: Tabla) -> bytes:
    """CSV en UTF-8 con coma y punto decimal; los números, con todas sus cifras."""
    salida = io.StringIO()
    escritor = csv.writer(salida, lineterminator="\n")
    escritor.writerow(tabla.columnas)
    escritor.writerows(["" if v is None else v for v in fila] for fila in tabla.filas)
    return salida.getvalue().encode("utf-8")


def a_xlsx(tabla: Tabla, diccionario: Mapping[str, str], registro: Mapping[str, Any]) -> bytes:
    """Libro con la tabla, qué es cada columna y de dónde salió."""
    from openpyxl import Workbook

    libro = Workbook()
    hoja = libro.active
    hoja.title = "INTERNO - no publicar" if es_interna(registro) else "Resultado"
    _llenar(hoja, [tabla.columnas, *tabla.filas])
    hoja.freeze_panes = "B2"
    _llenar(libro.create_sheet("Columnas"), [("columna", "qué es"), *diccionario.items()])
    procedencia = [(k, json.dumps(v, ensure_ascii=False)) for k, v in registro.items()]
    _llenar(libro.create_sheet("Registro"), [("dato", "valor"), *procedencia])
    memoria = io.BytesIO()
    libro.save(memoria)
    return memoria.getvalue()


def _llenar(hoja: Any, filas: list[tuple[Any, ...]]) -> None:
    for i, fila in enumerate(filas, start=1):
        for j, valor in enumerate(fila, start=1):
            celda = hoja.cell(row=i, column=j, value=valor)
            if isinstance(valor, str):
                celda.data_type = "s"  # un código que empieza por «=» no es una fórmula


def a_gpkg(tabla: Tabla, geometria: Any, capa: str) -> bytes:
    """GeoPackage con los polígonos si los hay; si no, una tabla sin geometría."""
    import pandas as pd
    import pyogrio

    datos: Any = pd.DataFrame(list(tabla.filas), columns=list(tabla.columnas))
    if geometria is not None:
        # El total no tiene polígono: en el mapa sobra.
        datos = geometria[["geometry"]].join(datos.set_index("territorio"), how="inner")
        datos = datos.reset_index(names="territorio")
    with tempfile.TemporaryDirectory(prefix="kit-gpkg-") as carpeta:
        destino = Path(carpeta) / "salida.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FECHA_FIJA})
        try:
            pyogrio.write_dataframe(datos, destino, layer=capa, driver="GPKG")
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return destino.read_bytes()
