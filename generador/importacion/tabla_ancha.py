"""De la tabla larga de una fuente al texto de su `datos/<fuente>.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

import pandas as pd

from generador import redondeo
from generador.cubo import exigencias, forma
from generador.cubo.catalogo import Indicador
from generador.errores import ErrorDeDatos, Lugar


def texto_csv(larga: pd.DataFrame, fuente: str, catalogo: dict[str, Indicador]) -> str:
    """El CSV ancho, con una columna por indicador en orden de catálogo.

    Filas ordenadas por territorio, dominio (total, cabecera, rural) y periodo. ErrorDeDatos si los
    indicadores no son los del catálogo, si una llave se repite o si una categoría no tiene rótulo.
    """
    forma.exigir_columnas(fuente, larga["indicador"].unique(), catalogo)
    larga = larga.reset_index(drop=True)
    celdas = larga[[*forma.LLAVE, "indicador"]].assign(texto=_textos(larga, catalogo))
    try:
        ancha = celdas.pivot(index=list(forma.LLAVE), columns="indicador", values="texto")
    except ValueError as causa:
        raise ErrorDeDatos(
            "hay dos filas con el mismo territorio, dominio, periodo e indicador",
            lugar=Lugar(f"{fuente}.csv"),
            que_hacer="revise el módulo que lee la fuente",
        ) from causa
    ancha = ancha[forma.del_catalogo(catalogo, fuente)].fillna(forma.VACIA).reset_index()
    orden = ancha["dominio"].map(forma.DOMINIOS.index)
    ancha = ancha.assign(_orden=orden).sort_values(["territorio", "_orden", "periodo"])
    return escribir_csv(ancha.drop(columns="_orden"))


def escribir_csv(tabla: pd.DataFrame) -> str:
    """El CSV de una tabla de textos: saltos `LF`, comillas solo donde hacen falta."""
    salida = io.StringIO(newline="")
    escritor = csv.writer(salida, lineterminator="\n")
    escritor.writerow(tabla.columns)
    escritor.writerows(tabla.itertuples(index=False, name=None))
    return salida.getvalue()


def _textos(larga: pd.DataFrame, catalogo: dict[str, Indicador]) -> pd.Series[str]:
    con_dato = larga["estado"] == "dato"
    partes = [larga.loc[~con_dato, "estado"].map(forma.MARCAS)]
    for nombre, valores in larga.loc[con_dato, "valor"].groupby(larga["indicador"]):
        indicador = catalogo[str(nombre)]
        _exigir_rango(larga, indicador, valores)
        partes.append(pd.Series(_convertir(indicador, valores), index=valores.index))
    return pd.concat(partes)


def _exigir_rango(larga: pd.DataFrame, indicador: Indicador, valores: pd.Series[float]) -> None:
    if indicador.categorias:
        return  # su conversión solo admite los códigos del catálogo
    minimo, maximo = indicador.limites
    fuera = valores[(valores < minimo) | (valores > maximo)]
    if len(fuera):
        fila = larga.loc[fuera.index[0]]
        raise ErrorDeDatos(
            f"{', '.join(fila[list(forma.LLAVE)])}: {exigencias.fuera_de_rango(indicador)}",
            lugar=Lugar(f"{indicador.fuente}.csv", columna=indicador.id),
            valor=f"{fuera.iloc[0]:.15g}",
            que_hacer="revise la cifra en el archivo de la entidad; si es buena, amplíe `rango` en "
            "el catálogo",
        )


def _convertir(indicador: Indicador, valores: Iterable[float]) -> list[str]:
    a_texto = _conversor(indicador)
    try:
        return [a_texto(valor) for valor in valores]
    except (KeyError, ValueError, OverflowError) as causa:
        raise ErrorDeDatos(
            f"el indicador «{indicador.id}» trae un valor que no se puede escribir",
            lugar=Lugar(f"{indicador.fuente}.csv", columna=indicador.id),
            valor=causa,
            que_hacer="si es una categoría, agregue su código y rótulo al catálogo",
        ) from causa


def _conversor(indicador: Indicador) -> Callable[[float], str]:
    if indicador.categorias:
        rotulos = {float(codigo): rotulo for codigo, rotulo in indicador.categorias.items()}
        return rotulos.__getitem__
    return redondeo.texto
