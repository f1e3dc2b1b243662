"""La tabla larga: la forma común en que toda fuente entrega sus valores."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd
import pandera.pandas as pa

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura.valores_de_celdas import DOMINIOS, ESTADOS, Numeros

COLUMNAS = ["territorio", "dominio", "periodo", "indicador", "valor", "estado"]
LLAVE = ["territorio", "dominio", "periodo", "indicador"]

ESQUEMA = pa.DataFrameSchema(
    {
        "territorio": pa.Column(str, pa.Check.isin(codigos.territorios())),
        "dominio": pa.Column(str, pa.Check.isin(DOMINIOS)),
        "periodo": pa.Column(str, pa.Check.str_matches(r"^\d{4}$")),
        "indicador": pa.Column(str, pa.Check.str_matches(r"^[a-z][a-z0-9_]*$")),
        "valor": pa.Column(float, nullable=True),
        "estado": pa.Column(str, pa.Check.isin(ESTADOS)),
    },
    checks=[
        pa.Check(
            lambda t: t["valor"].notna() == (t["estado"] == "dato"),
            error="hay valor si y solo si el estado es «dato»",
        )
    ],
    unique=LLAVE,
    strict=True,
    ordered=True,
)


def parte(
    territorios: Sequence[str],
    indicador: str | Sequence[str],
    numeros: Numeros,
    *,
    periodo: str | Sequence[str],
    dominio: str | Sequence[str] = "total",
) -> pd.DataFrame:
    """Trozo de tabla larga; lo que es igual en todas las filas se da una sola vez."""
    return pd.DataFrame(
        {
            "territorio": list(territorios),
            "dominio": dominio if isinstance(dominio, str) else list(dominio),
            "periodo": periodo if isinstance(periodo, str) else list(periodo),
            "indicador": indicador if isinstance(indicador, str) else list(indicador),
            "valor": [n[0] for n in numeros],
            "estado": [n[1] for n in numeros],
        },
        columns=COLUMNAS,
    )


def unir(
    partes: Iterable[pd.DataFrame], *, lugar: Lugar, aditivos: Iterable[str] | None = ()
) -> pd.DataFrame:
    """Une, traduce códigos a la base, valida y ordena.

    `aditivos` son los indicadores de conteo: solo esos se suman cuando un código ajeno equivale a
    uno de la base (None: todos lo son); los demás valores del código ajeno se omiten.
    """
    tabla = pd.concat(list(partes), ignore_index=True)
    tabla["valor"] = tabla["valor"].astype(float)
    tabla = a_la_base(tabla, lugar, None if aditivos is None else set(aditivos))
    return validar(tabla.sort_values(LLAVE, ignore_index=True), lugar)


def a_la_base(tabla: pd.DataFrame, lugar: Lugar, aditivos: set[str] | None) -> pd.DataFrame:
    """Lleva cada código a la base del MGN 2018 según la tabla de equivalencias."""
    extranos = codigos.desconocidos(tabla["territorio"].unique())
    if extranos:
        raise ErrorDeDatos(
            "códigos que no están en el MGN 2018 ni en la tabla de equivalencias",
            lugar=lugar,
            valor=", ".join(extranos[:12]),
            que_hacer="agregue el código, con vigencia y norma, a generador/cubo/equivalencias.csv",
        )
    destino = {c: codigos.resolver(c) for c in tabla["territorio"].unique()}
    ajenos = {c for c, (_, regla) in destino.items() if regla != "igual"}
    if not ajenos:
        return tabla
    es_ajeno = tabla["territorio"].isin(ajenos)
    suma = es_ajeno & (True if aditivos is None else tabla["indicador"].isin(aditivos))
    suma &= tabla["territorio"].map(lambda c: destino[c][1] == "sumar")
    propias, extras = tabla[~es_ajeno], tabla[suma & (tabla["estado"] == "dato")].copy()
    extras["territorio"] = extras["territorio"].map(lambda c: destino[c][0])
    extra = extras.groupby(LLAVE)["valor"].agg(math.fsum).rename("_extra").reset_index()
    propias = propias.merge(extra, on=LLAVE, how="left")
    propias["valor"] += propias["_extra"].fillna(0)
    return propias[COLUMNAS]


def validar(tabla: pd.DataFrame, lugar: Lugar) -> pd.DataFrame:
    """Comprueba la tabla contra el esquema; el error dice la primera fila que no cumple."""
    try:
        return ESQUEMA.validate(tabla)
    except pa.errors.SchemaError as causa:
        casos = causa.failure_cases
        muestra = "" if casos is None else str(casos.head(3).to_dict("records"))
        raise ErrorDeDatos(
            f"la tabla larga no cumple su esquema: {causa.args[0].splitlines()[0][:200]}",
            lugar=lugar,
            valor=muestra[:300],
            que_hacer="revise el módulo que lee la fuente o la versión del archivo",
        ) from causa
