"""Los cuadros de privaciones por hogar de los anexos del IPM de la ECV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import privaciones_censales
from generador.fuentes.lectura.rejillas import HojaOficial, Tabla, limpiar, llave
from generador.fuentes.lectura.valores_de_celdas import categorias

# Las mismas claves y los mismos títulos que la medida censal, que cambia una sola privación.
PRIVACIONES = {
    clave: titulo
    for clave, titulo in privaciones_censales.PRIVACIONES.items()
    if clave != "dependencia_economica"
} | {"desempleo_larga_duracion": "Desempleo de larga duración"}
INDICADORES = {titulo: f"ecv_priv_{clave}" for clave, titulo in PRIVACIONES.items()}


def apilados(
    hoja: HojaOficial, encabezado: tuple[int, int], grupo: str, columnas: Iterable[str]
) -> tuple[Tabla, list[str]]:
    """Los cuadros de una hoja, uno bajo otro, en una sola tabla; y el indicador de cada fila.

    La columna «grupo» (dominio o departamento), que el archivo escribe solo en la primera de sus
    quince filas, viene repetida en todas. ErrorDeDatos si un cuadro cambia de columnas o no trae
    las quince privaciones una vez cada una.
    """
    _exigir_mismo_encabezado(hoja, encabezado)
    pedidas = {"grupo": grupo, "variable": "Variable", **{titulo: titulo for titulo in columnas}}
    tabla = hoja.tabla(encabezado, pedidas, clave="variable")
    tabla = tabla.filtrar([llave(v) != "variable" for v in tabla["variable"]])
    tabla = replace(tabla, columnas={**tabla.columnas, "grupo": _repetir(tabla["grupo"])})
    indicadores = categorias(tabla, "variable", INDICADORES)
    _exigir_las_quince(tabla, indicadores)
    return tabla, indicadores


def _repetir(celdas: Sequence[object]) -> list[str]:
    salida, ultimo = [], ""
    for celda in celdas:
        ultimo = limpiar(celda) or ultimo
        salida.append(ultimo)
    return salida


def _exigir_mismo_encabezado(hoja: HojaOficial, encabezado: tuple[int, int]) -> None:
    filas = [n for n, fila in enumerate(hoja.celdas, 1) if "variable" in map(llave, fila)]
    desfases = [fila - filas[0] for fila in filas]
    primero = [llave(t) for t in hoja.titulos(encabezado)]
    for desfase in desfases:
        suyo = (encabezado[0] + desfase, encabezado[1] + desfase)
        if [llave(t) for t in hoja.titulos(suyo)] != primero:
            raise ErrorDeDatos(
                f"el cuadro no tiene las mismas columnas que el primero (fila {encabezado[1]})",
                lugar=Lugar(hoja.lugar.archivo, hoja.lugar.hoja, suyo[1]),
                que_hacer="compare los títulos de los dos cuadros con el archivo publicado",
            )


def _exigir_las_quince(tabla: Tabla, indicadores: Sequence[str]) -> None:
    veces = Counter(zip(tabla["grupo"], indicadores, strict=True))
    for grupo in dict.fromkeys(tabla["grupo"]):
        mal = [i for i in INDICADORES.values() if veces[grupo, i] != 1]
        if mal:
            raise ErrorDeDatos(
                f"«{grupo}» no trae cada privación una sola vez: {', '.join(mal)}",
                lugar=tabla.lugar,
                que_hacer="revise que el cuadro esté completo y tenga su nombre en la primera fila",
            )
