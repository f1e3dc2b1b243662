"""FGT por territorio: qué parte de la gente no llega a la línea, y cuánto le falta."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..metodos.clasificacion import cuantiles
from ..metodos.fgt import Fgt, fgt
from ..metodos.grupos import Agrupacion
from ..metodos.hogares.avisos import con_miles
from ..numeros import porcentaje
from ..salida import Columna, o_nada
from . import por_territorio
from .base import QUEDA_INTERNA, AlgoritmoKit, Ficha
from .nombres import G_MEDIR
from .parametros import NUMERO, Numero, campo, capa, lista, numero, salida
from .pedido import Pedido

CLASES = 5
POR_PERSONA, DEL_HOGAR = range(2)


class PobrezaMonetaria(AlgoritmoKit):
    """Incidencia, brecha y severidad de la pobreza monetaria en cada territorio."""

    FICHA = Ficha(
        id="pobreza_monetaria",
        nombre="Pobreza monetaria por territorio (FGT)",
        grupo=G_MEDIR,
        resumen="Con el ingreso de cada hogar y una línea, dice en cada territorio cuánta gente no "
        "llega a la línea (FGT0), cuánto le falta (FGT1, la brecha) y qué tan severo es (FGT2).",
        entrega="La capa de territorios (o una tabla por código) con la población, los pobres, "
        "FGT0, FGT1 y FGT2 de 0 a 1, la parte de la línea que le falta en promedio a un pobre, y "
        "el dinero que les falta a todos por mes. Los hogares sin ingreso o sin línea no entran, y "
        f"se cuentan. {QUEDA_INTERNA}",
        ejemplo="Hogares: una encuesta propia, o una base con ingreso. Ingreso: <code>ingreso"
        "</code>, del hogar. Personas: <code>personas</code>. Línea: la de su dominio y su año.",
        etiquetas=("fgt", "brecha", "severidad", "ingreso", "línea de pobreza", "monetaria"),
        advertencia="No es la pobreza monetaria del DANE: esa sale de la GEIH cruzada con "
        "registros, y no existe por municipio. La línea cambia con el lugar y con el año: comparar "
        "un hogar rural con la línea nacional exagera su pobreza. El ingreso declarado en un "
        "registro suele ser menor que el de una encuesta.",
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("HOGARES", "Hogares"),
        campo("INGRESO", "Ingreso, en pesos por mes", "HOGARES", NUMERO, obligatorio=True),
        lista("ES_DE", "El ingreso es", ("De cada persona", "De todo el hogar"),
              ayuda="Si es de todo el hogar, se divide entre sus personas."),
        campo("PERSONAS", "Personas del hogar", "HOGARES", NUMERO, omision="personas",
              ayuda="También pesan: las medidas son de personas. Vacío: de hogares."),
        campo("CAMPO_LINEA", "Línea de cada hogar, en pesos por persona y mes", "HOGARES", NUMERO,
              ayuda="Si la capa la trae, por ejemplo según su zona."),
        numero("LINEA", "O una misma línea para todos", None, real=True, opcional=True),
        campo("PONDERADOR", "Factor de expansión", "HOGARES", NUMERO, avanzado=True,
              ayuda="Vacío: no se usa. Un registro no lleva."),
        *por_territorio.PARAMETROS,
        salida("SALIDA", "Pobreza monetaria por territorio"),
    )  # fmt: skip
    NUMEROS = (
        Numero("FGT0", "Incidencia del total"),
        Numero("FGT1", "Brecha del total"),
        Numero("FGT2", "Severidad del total"),
        Numero("FALTANTE", "Pesos que les faltan a los pobres, por mes"),
        Numero("SIN_DATO", "Hogares sin ingreso o sin línea"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Campos, y una línea: la de cada hogar o una misma."""
        usados = ("INGRESO", "PERSONAS", "CAMPO_LINEA", "PONDERADOR")
        pedido.campo("INGRESO")
        pedido.fuente("HOGARES").exigir(tuple(filter(None, map(pedido.texto, usados))))
        por_territorio.revisar(pedido)
        de_campo, unica = bool(pedido.texto("CAMPO_LINEA")), pedido.real("LINEA")
        if de_campo == (unica is not None):
            problema = "dos líneas" if de_campo else "ninguna línea"
            raise ErrorDeCapa(
                f"se eligió {problema}", que_hacer="elija el campo con la línea, o escriba una"
            )
        if unica is not None and not unica > 0:
            raise ErrorDeCapa(
                f"la línea es {unica:g}", que_hacer="escriba los pesos por persona y mes"
            )
        if pedido.opcion("ES_DE") == DEL_HOGAR and not pedido.texto("PERSONAS"):
            raise ErrorDeCapa(
                "el ingreso es de todo el hogar y no se sabe entre cuántas personas se reparte",
                que_hacer="elija «Personas del hogar»",
            )

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, ubica, mide y escribe."""
        pedido.modo = "interno"
        usados = ("INGRESO", "PERSONAS", "CAMPO_LINEA", "PONDERADOR")
        campos = [c for c in map(pedido.texto, usados) if c]
        ubicados = por_territorio.leer(pedido, campos)
        ingreso, linea, peso = _de_cada_hogar(pedido, ubicados)
        medida = fgt(ingreso, linea, ubicados.agrupacion, peso)
        total = fgt(ingreso, linea, Agrupacion.unica(len(ingreso)), peso)
        por_territorio.escribir(
            pedido, ubicados, _columnas(medida, _unidad(pedido)), _leyenda(pedido, medida)
        )
        sin_dato = int(total.sin_dato[0])
        if sin_dato:
            pedido.avisar(
                f"{con_miles(sin_dato)} hogares no tienen ingreso, línea o personas, y no entran."
            )
        numeros = {
            "FGT0": o_nada(total.incidencia[0]),
            "FGT1": o_nada(total.brecha[0]),
            "FGT2": o_nada(total.severidad[0]),
            "FALTANTE": float(total.faltante[0]),
            "SIN_DATO": sin_dato,
        }
        pedido.contar(unidad=_unidad(pedido), **{n.lower(): v for n, v in numeros.items()})
        return numeros


def _de_cada_hogar(
    pedido: Pedido, ubicados: por_territorio.Ubicados
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ingreso por persona, línea y peso de cada hogar, (n,); NaN donde falta algo."""
    ingreso = ubicados.numeros(pedido.texto("INGRESO"))
    filas = len(ingreso)
    campo_linea, campo_personas = pedido.texto("CAMPO_LINEA"), pedido.texto("PERSONAS")
    linea = (
        ubicados.numeros(campo_linea) if campo_linea else np.full(filas, pedido.real("LINEA"))
    ).astype(np.float64)
    peso = np.ones(filas)
    if campo_personas:
        personas = ubicados.numeros(campo_personas)
        personas = np.where(personas > 0, personas, np.nan)
        if pedido.opcion("ES_DE") == DEL_HOGAR:
            ingreso = ingreso / personas
        ingreso = np.where(np.isnan(personas), np.nan, ingreso)
        peso = np.nan_to_num(personas)
    if pedido.texto("PONDERADOR"):
        peso = peso * ubicados.numeros(pedido.texto("PONDERADOR"))
    return ingreso, linea, peso


def _unidad(pedido: Pedido) -> str:
    return "personas" if pedido.texto("PERSONAS") else "hogares"


def _columnas(medida: Fgt, unidad: str) -> list[tuple[Columna, Any]]:
    return [
        (Columna("hogares", "entero", "Hogares con ingreso y línea"), medida.registros),
        (Columna("sin_dato", "entero", "Hogares sin ingreso o sin línea"), medida.sin_dato),
        (Columna("poblacion", "real", f"Denominador ({unidad})"), medida.poblacion),
        (Columna("pobres", "real", f"Bajo la línea ({unidad})"), medida.pobres),
        (Columna("fgt0", "real", f"FGT0, incidencia (de {unidad})"), medida.incidencia),
        (Columna("fgt1", "real", "FGT1, brecha"), medida.brecha),
        (Columna("fgt2", "real", "FGT2, severidad"), medida.severidad),
        (
            Columna("brecha_p", "real", "Parte de la línea que le falta a un pobre"),
            medida.brecha_de_los_pobres,
        ),
        (
            Columna("faltante", "real", "Pesos que les faltan a los pobres, por mes"),
            medida.faltante,
        ),
    ]


def _leyenda(pedido: Pedido, medida: Fgt) -> estilo.Leyenda:
    visibles = medida.incidencia[~np.isnan(medida.incidencia)]
    cortes = cuantiles(visibles, CLASES).tolist() if visibles.size else []
    reglas = [
        *estilo.por_clases("fgt0", cortes, porcentaje),
        estilo.Regla('"fgt0" IS NULL', "Sin hogares con dato", estilo.VACIO),
    ]
    return estilo.Leyenda(f"FGT0: {_unidad(pedido)} bajo la línea", reglas)
