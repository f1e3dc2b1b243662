"""Índice de Coady, Grosh y Hoddinott por territorio: dónde lo entregado llega a quien debía."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..metodos.evaluacion import Evaluacion, evaluar, evaluar_por
from ..metodos.grupos import Agrupacion
from ..metodos.hogares.avisos import con_miles
from ..salida import Columna, o_nada
from . import por_territorio
from .base import QUEDA_INTERNA, AlgoritmoKit, Ficha
from .nombres import G_FOCALIZAR
from .parametros import NUMERO, Numero, campo, capa, salida
from .pedido import Pedido

CORTES = (0.8, 0.95, 1.05, 1.5)
# De menos a más que su parte, con lo neutro en el medio: ocre y verde se distinguen con daltonismo.
CLASES = (
    ("mucho menos", "#a6611a"),
    ("menos", "#dfc27d"),
    ("su parte", "#f5f1e6"),
    ("más", "#80b9b5"),
    ("mucho más", "#1d525b"),
)


class CghPorTerritorio(AlgoritmoKit):
    """El CGH de cada territorio, con su cobertura y sus errores."""

    FICHA = Ficha(
        id="cgh_por_territorio",
        nombre="Índice CGH por territorio",
        grupo=G_FOCALIZAR,
        resumen="Dice, en cada vereda o barrio, si la población objetivo recibe más que su parte "
        "(CGH mayor que 1) o menos, con su cobertura, su exclusión y su filtración.",
        entrega="La capa de territorios (o una tabla por código) con el índice de Coady, Grosh y "
        "Hoddinott: la parte de los recursos del territorio que llega al objetivo, dividida entre "
        "la parte de su población que es objetivo. Donde nadie recibe, o nadie es objetivo, no hay "
        f"índice. El de todo el municipio va en los números. {QUEDA_INTERNA}",
        ejemplo="Hogares: la salida de «Seleccionar hogares», con los que no entraron. Objetivo: "
        "<code>pobre</code>. Beneficiario: <code>seleccion</code>. Personas: "
        "<code>personas</code>.",
        etiquetas=("cgh", "coady", "focalización", "evaluación", "cobertura", "filtración"),
        advertencia="Con pocos hogares el índice salta mucho: mire cuántos hay. Un CGH alto puede "
        "venir con una cobertura muy baja: léalos juntos.",
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("HOGARES", "Hogares (reciban o no)"),
        campo("OBJETIVO", "Campo que vale 1 si es del objetivo", "HOGARES", NUMERO,
              omision="pobre", obligatorio=True),
        campo("BENEFICIARIO", "Campo que vale 1 si recibe", "HOGARES", NUMERO,
              omision="seleccion", obligatorio=True),
        campo("PERSONAS", "Personas del hogar (vacío: se evalúa en hogares)", "HOGARES", NUMERO),
        campo("RECURSOS", "Recursos que recibe cada hogar", "HOGARES", NUMERO,
              ayuda="Vacío: lo mismo por persona, o por hogar si no hay personas."),
        *por_territorio.PARAMETROS,
        salida("SALIDA", "CGH por territorio"),
    )  # fmt: skip
    NUMEROS = (
        Numero("CGH", "Índice CGH del total"),
        Numero("COBERTURA", "Cobertura del total"),
        Numero("SIN_INDICE", "Territorios sin índice"),
        Numero("SIN_DATO", "Hogares sin dato"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Los campos que se usan."""
        usados = ("OBJETIVO", "BENEFICIARIO", "PERSONAS", "RECURSOS")
        for obligatorio in usados[:2]:
            pedido.campo(obligatorio)
        pedido.fuente("HOGARES").exigir(tuple(filter(None, map(pedido.texto, usados))))
        por_territorio.revisar(pedido)

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, ubica, evalúa y escribe."""
        pedido.modo = "interno"
        usados = ("OBJETIVO", "BENEFICIARIO", "PERSONAS", "RECURSOS")
        ubicados = por_territorio.leer(pedido, [c for c in map(pedido.texto, usados) if c])
        columnas = {p: ubicados.numeros(c) for p in usados if (c := pedido.texto(p))}
        hay = ~np.any([np.isnan(columnas[p]) for p in usados if p in columnas], axis=0)
        if not hay.any():
            raise ErrorDeCapa(
                "ningún hogar tiene los datos (0 filas)", que_hacer="revise los campos elegidos"
            )
        objetivo, recibe = (columnas[p][hay] == 1 for p in usados[:2])
        pesos = columnas["PERSONAS"][hay] if "PERSONAS" in columnas else None
        recursos = columnas["RECURSOS"][hay] if "RECURSOS" in columnas else None
        agrupacion = Agrupacion(ubicados.agrupacion.grupo[hay], ubicados.agrupacion.numero)
        hechas = evaluar_por(agrupacion, objetivo, recibe, ponderador=pesos, recursos=recursos)
        total = evaluar(objetivo, recibe, ponderador=pesos, recursos=recursos)
        unidad = "personas" if pesos is not None else "hogares"
        por_territorio.escribir(
            pedido, ubicados, _columnas(hechas, agrupacion.contar(), unidad), _leyenda()
        )
        sin_dato = int((~hay).sum())
        if sin_dato:
            pedido.avisar(
                f"{con_miles(sin_dato)} hogares no tienen alguno de los datos y no entran."
            )
        numeros = {
            "CGH": o_nada(total.cgh),
            "COBERTURA": o_nada(total.cobertura.valor),
            "SIN_INDICE": int(sum(np.isnan(e.cgh) for e in hechas)),
            "SIN_DATO": sin_dato,
        }
        pedido.contar(unidad=unidad, **{n.lower(): v for n, v in numeros.items()})
        return numeros


def _columnas(
    hechas: tuple[Evaluacion, ...], hogares: np.ndarray, unidad: str
) -> list[tuple[Columna, Any]]:
    def de(sacar: Any) -> np.ndarray:
        return np.array([sacar(e) for e in hechas], dtype=np.float64)

    return [
        (Columna("hogares", "entero", "Hogares con dato"), hogares),
        (
            Columna("poblacion", "real", f"Denominador ({unidad})"),
            de(lambda e: e.objetivo_en_la_poblacion.denominador),
        ),
        (
            Columna("objetivo", "real", f"Del objetivo ({unidad})"),
            de(lambda e: e.objetivo_en_la_poblacion.numerador),
        ),
        (
            Columna("reciben", "real", f"Reciben ({unidad})"),
            de(lambda e: e.inclusion.denominador),
        ),
        (Columna("cgh", "real", "Índice CGH"), de(lambda e: e.cgh)),
        (Columna("cobertura", "real", "Cobertura"), de(lambda e: e.cobertura.valor)),
        (Columna("exclusion", "real", "Error de exclusión"), de(lambda e: e.exclusion.valor)),
        (Columna("inclusion", "real", "Filtración"), de(lambda e: e.inclusion.valor)),
    ]


def _leyenda() -> estilo.Leyenda:
    """Lo que recibe el objetivo frente a lo que pesa en la población."""
    contadas = estilo.por_clases("cgh", CORTES, lambda c: f"{c:.2f}".replace(".", ","))
    reglas = [
        replace(regla, rotulo=f"{regla.rotulo}: {dice}", color=color)
        for regla, (dice, color) in zip(contadas, CLASES)
    ]
    vacio = "Nadie recibe, o nadie es objetivo"
    nadie = estilo.Regla('"cgh" IS NULL', vacio, estilo.GRIS, trama=True)
    return estilo.Leyenda("Índice CGH", [*reglas, nadie])
