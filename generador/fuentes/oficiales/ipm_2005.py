"""DNP, TerriData: el IPM municipal de 2005, aproximación con los datos del censo de ese año."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from generador.fuentes.lectura import larga, municipios_de_entonces
from generador.fuentes.lectura.bloques_de_terridata import Bloques, leer_bloques, territorios_de
from generador.fuentes.lectura.valores_de_celdas import Dominio, Estado, Numeros, numeros

ARCHIVO = "pobreza/TerriData_Dim14_pobreza.xlsx"
INDICADOR = "ipm_2005"
PERIODO, MES = "2005", "12"
TITULOS: dict[Dominio, str] = {
    "total": "Índice de pobreza multidimensional - IPM",
    "cabecera": "IPM - Cabecera",
    "rural": "IPM - Rural",
}
# El DANE declara que no tuvo información suficiente en los dos municipios cuyo total es 100: no es
# una medición, como tampoco lo es un 100 en una sola zona.
MAXIMO = 100.0


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `ipm_2005` (% de personas), solo de municipios, en tres dominios.

    «no_disponible»: un 100 exacto, que no es una medición, y las zonas en blanco. «no_aplica»: las
    unidades que en 2005 no eran municipio. ErrorDeDatos si falta un territorio de TerriData.
    """
    bloques = leer_bloques(carpeta / ARCHIVO)
    return larga.unir(_partes(bloques), lugar=bloques.lugar)


def _partes(bloques: Bloques) -> Iterator[pd.DataFrame]:
    sin_medir = _asignados(bloques)
    for dominio, titulo in TITULOS.items():
        tabla = bloques.tabla(titulo, (PERIODO, MES))
        territorios = territorios_de(tabla)
        leidos = numeros(tabla, "numero", minimo=0, maximo=MAXIMO, vacio="no_disponible")
        pares = [
            (codigo, _propio(codigo, *leido, asignado=codigo in sin_medir))
            for codigo, leido in zip(territorios, leidos, strict=True)
            if len(codigo) == 5
        ]
        propios = [codigo for codigo, _ in pares]
        valores: Numeros = [valor for _, valor in pares]
        yield larga.parte(propios, INDICADOR, valores, periodo=PERIODO, dominio=dominio)
        yield municipios_de_entonces.faltantes(
            propios, INDICADOR, PERIODO, municipios_de_entonces.estado_de_municipio, dominio=dominio
        )


def _asignados(bloques: Bloques) -> set[str]:
    """Los municipios cuyo total es 100: tampoco valen sus zonas."""
    tabla = bloques.tabla(TITULOS["total"], (PERIODO, MES))
    leidos = numeros(tabla, "numero", minimo=0, maximo=MAXIMO, vacio="no_disponible")
    return {
        codigo
        for codigo, (valor, _) in zip(territorios_de(tabla), leidos, strict=True)
        if valor == MAXIMO
    }


def _propio(codigo: str, valor: float, estado: Estado, *, asignado: bool) -> tuple[float, Estado]:
    if estado == "dato" and valor != MAXIMO and not asignado:
        return valor, estado
    return float("nan"), municipios_de_entonces.estado_de_municipio(codigo, PERIODO)
