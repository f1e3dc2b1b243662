"""Buscar en una tabla ancha (índice territorio, dominio y periodo; una columna por indicador)."""

from __future__ import annotations

import pandas as pd


def ensanchar(tabla: pd.DataFrame, *, con_dominio: bool = False) -> pd.DataFrame:
    """La tabla larga de una fuente con una columna por indicador; sin dominio si solo hay uno."""
    llave = ["territorio", *(["dominio"] if con_dominio else []), "periodo"]
    return tabla.pivot(index=llave, columns="indicador", values="valor")


def del_periodo(ancha: pd.DataFrame, periodo: str) -> pd.DataFrame:
    """Las filas de un año, sin el nivel del periodo en el índice."""
    return ancha[ancha.index.get_level_values("periodo") == periodo].droplevel("periodo")


def fila(ancha: pd.DataFrame, territorio: str, periodo: str) -> dict[str, float]:
    """Los valores de un territorio en un año, por indicador."""
    valores = ancha.loc[[(territorio, periodo)]].iloc[0]
    return {str(indicador): float(valor) for indicador, valor in valores.items()}
