"""Buscar en una tabla ancha (índice territorio y periodo, una columna por indicador)."""

from __future__ import annotations

import pandas as pd


def ensanchar(tabla: pd.DataFrame) -> pd.DataFrame:
    """La tabla larga de una fuente de un solo dominio, con una columna por indicador."""
    return tabla.pivot(index=["territorio", "periodo"], columns="indicador", values="valor")


def fila(ancha: pd.DataFrame, territorio: str, periodo: str) -> dict[str, float]:
    """Los valores de un territorio en un año, por indicador."""
    valores = ancha.loc[[(territorio, periodo)]].iloc[0]
    return {str(indicador): float(valor) for indicador, valor in valores.items()}
