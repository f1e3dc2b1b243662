"""Evaluar una focalización: errores, cobertura, CGH y curva de concentración."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..errores import ErrorDeCapa
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.evaluacion import Evaluacion, curva_de_concentracion, evaluar_estados
from ..metodos.identificacion import ELEGIBLE, SIN_DATO, identificar_hogares
from ..metodos.seleccion import SELECCIONADO
from ..salida import Capa, Columna, o_nada
from . import hogares
from .agrupar_personas import exigir_hogares
from .base import QUEDA_INTERNA, AlgoritmoKit, Ficha
from .campos_de_regla import en_numeros
from .curva import svg_de_curva
from .identidades import identificadores_de
from .identificar_hogares import campos_de_reglas, reglas_de
from .instrumentos import PARAMETRO as INSTRUMENTO
from .nombres import G_FOCALIZAR
from .parametros import NUMERO, Numero, campo, capa, informe, reglas, salida, texto
from .pedido import Pedido

COLUMNAS = (
    Columna("indicador", "texto", "Indicador"),
    Columna("valor", "real", "Valor"),
    Columna("numerador", "real", "Numerador"),
    Columna("denominador", "real", "Denominador"),
    Columna("lectura", "texto", "Cómo se lee"),
)

# Cómo se pregunta por cada unidad y cómo se nombran todas.
GENERO = {"personas": ("cuántas", "las personas"), "hogares": ("cuántos", "los hogares")}


class EvaluarFocalizacion(AlgoritmoKit):
    """Cuánto de lo entregado llegó a quien debía, y cuántos faltaron."""

    FICHA = Ficha(
        id="evaluar_focalizacion",
        nombre="Evaluar la focalización",
        grupo=G_FOCALIZAR,
        resumen="Compara a los seleccionados con la población objetivo: errores de inclusión y de "
        "exclusión, cobertura, filtración, índice CGH y curva de concentración.",
        entrega="Una tabla con cada indicador, su numerador y su denominador (el mismo nombre se "
        "usa con denominadores distintos), y la curva de concentración en SVG.",
        ejemplo="Referencia: todos los hogares de la base. Objetivo: <code>Objetivo: orden &lt;= "
        "B7</code>. Seleccionados: la salida de «Seleccionar hogares». Personas: personas.",
        etiquetas=("focalización", "evaluación", "errores", "cobertura", "filtración", "cgh"),
        advertencia="La tabla y la curva no tienen datos de hogares, pero van exactas, sin la "
        f"protección de «Preparar para publicar». {QUEDA_INTERNA}",
    )
    PRINCIPAL = "INDICADORES"
    PARAMETROS = (
        capa("HOGARES", "Hogares de referencia (toda la población)"),
        campo("ID", "Identificador único del hogar", "HOGARES", omision="hogar", obligatorio=True),
        reglas("OBJETIVO", "Quién es la población objetivo", "Objetivo: orden <= B7",
               ayuda="Las mismas reglas de «Identificar hogares elegibles»."),
        capa("SELECCIONADOS", "Seleccionados", opcional=True,
             ayuda="Vacío: los de la misma capa de referencia."),
        campo("SELECCIONADOS_ID", "Identificador en los seleccionados", "SELECCIONADOS",
              omision="hogar"),
        texto("CAMPO_SELECCION", "Campo que vale 1 si fue seleccionado", "seleccion"),
        campo("PERSONAS", "Personas del hogar (vacío: se evalúa en hogares)", "HOGARES", NUMERO),
        campo("RECURSOS", "Recursos que recibe cada hogar", "HOGARES", NUMERO,
              ayuda="Vacío: lo mismo por persona, o por hogar si no hay personas."),
        campo("ORDEN", "Orden de pobreza, para la curva", "HOGARES", NUMERO,
              ayuda="Menor es más pobre. Vacío: «orden» si la capa lo trae."),
        INSTRUMENTO,
        salida("INDICADORES", "Indicadores"),
        informe("CURVA", "Curva de concentración", "SVG (*.svg)"),
    )  # fmt: skip
    NUMEROS = (
        Numero("INCLUSION", "Error de inclusión (filtración)", proporcion=True),
        Numero("EXCLUSION", "Error de exclusión (subcobertura)", proporcion=True),
        Numero("COBERTURA", "Cobertura", proporcion=True),
        Numero("CGH", "Índice CGH"),
        Numero("CONCENTRACION", "Índice de concentración"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Campos y reglas."""
        pedido.campo("ID")
        fuente = pedido.fuente("HOGARES")
        exigir_hogares(fuente)
        elegidos = map(pedido.texto, ("ID", "PERSONAS", "RECURSOS", "ORDEN"))
        fuente.exigir(tuple(c for c in elegidos if c))
        reglas_de(pedido, "OBJETIVO")
        if "SELECCIONADOS" in pedido.fuentes:
            pedido.fuente("SELECCIONADOS").exigir((pedido.texto("SELECCIONADOS_ID") or "hogar",))
        else:
            fuente.exigir((pedido.campo("CAMPO_SELECCION"),))

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, evalúa y escribe."""
        pedido.modo = "interno"
        fuente = pedido.fuente("HOGARES")
        pedidas = reglas_de(pedido, "OBJETIVO")
        personas, recursos = pedido.texto("PERSONAS"), pedido.texto("RECURSOS")
        orden = pedido.texto("ORDEN") or ("orden" if "orden" in fuente.nombres else "")
        marca = pedido.texto("CAMPO_SELECCION") if "SELECCIONADOS" not in pedido.fuentes else ""
        propios = [c for c in (personas, recursos, orden, marca) if c]
        llave = () if marca else (pedido.campo("ID"),)
        leidos = hogares.leer(pedido, [*campos_de_reglas(pedidas), *propios], llave, conservar="")
        campos = {c: en_numeros(v) for c, v in leidos.campos.items() if c in propios}
        recibe = campos[marca] == SELECCIONADO if marca else self._seleccionados(pedido, leidos)
        hallado = identificar_hogares(leidos.campos, pedidas)
        cuenta = hallado.estado != SIN_DATO
        if not cuenta.all():
            pedido.avisar(
                f"{int((~cuenta).sum())} hogares no tienen dato para saber si son objetivo y no "
                "entran en la evaluación."
            )
        if not cuenta.any():
            raise ErrorDeCapa(
                "ningún hogar se puede evaluar (0 filas)", que_hacer="revise el objetivo"
            )
        pesos = campos[personas] if personas else np.ones(leidos.filas)
        dinero = campos[recursos] if recursos else pesos
        hecha = evaluar_estados(hallado.estado, recibe, ponderador=pesos, recursos=dinero)
        indice = self._curva(
            pedido, (orden, campos.get(orden)), np.where(recibe, dinero, 0.0), pesos
        )
        unidad = "personas" if personas else "hogares"
        filas = ((None, fila) for fila in indicadores(hecha, indice, unidad))
        pedido.escribir("INDICADORES", Capa([c.campo() for c in COLUMNAS]), filas)
        numeros = {
            "INCLUSION": hecha.inclusion.valor,
            "EXCLUSION": hecha.exclusion.valor,
            "COBERTURA": hecha.cobertura.valor,
            "CGH": hecha.cgh,
            "CONCENTRACION": indice,
        }
        limpios = {n: None if v is None else o_nada(v) for n, v in numeros.items()}
        pedido.contar(
            hogares=leidos.filas, seleccionados=int(recibe.sum()), unidad=unidad,
            objetivo=int((hallado.estado == ELEGIBLE).sum()),
            **{n.lower(): v for n, v in limpios.items()},
        )  # fmt: skip
        return limpios

    @staticmethod
    def _seleccionados(pedido: Pedido, leidos: hogares.Leidos) -> np.ndarray:
        """Qué hogares de la referencia fueron seleccionados."""
        otra, suya = pedido.fuente("SELECCIONADOS"), pedido.texto("SELECCIONADOS_ID") or "hogar"
        marca = pedido.texto("CAMPO_SELECCION")
        marcada = (marca,) if marca in otra.nombres else ()
        elegidos = otra.leer(Lectura(numeros=marcada, textos=(suya,)), pedido.avance)
        columna = otra.columna(elegidos, suya)
        if marcada:
            columna = columna.tomar(elegidos.columnas[marca] == SELECCIONADO)
        ids = set(identificadores_de(columna))
        propios = identificadores_de(leidos.textos[pedido.campo("ID")])
        ajenos = ids.difference(propios)
        if ajenos:
            pedido.avisar(f"{len(ajenos)} seleccionados no están en la referencia y no cuentan.")
        return np.fromiter((propio in ids for propio in propios), np.bool_, len(propios))

    @staticmethod
    def _curva(
        pedido: Pedido, orden: tuple[str, Any], dinero: np.ndarray, pesos: np.ndarray
    ) -> Any:
        nombre, valores = orden
        if not nombre:
            pedido.avisar("No hay campo de orden: no se traza la curva de concentración.")
            return None
        con = ~np.isnan(valores)
        if not con.all():
            pedido.avisar(f"{int((~con).sum())} hogares sin «{nombre}» no entran en la curva.")
        curva = curva_de_concentracion(valores[con], dinero[con], pesos[con])
        pedido.escribir_archivo("CURVA", "svg", svg_de_curva(curva))
        return float(curva.indice)


def indicadores(hecha: Evaluacion, indice: Any, unidad: str) -> list[list[Any]]:
    """Las filas de la tabla."""
    cuantos, todos = GENERO[unidad]
    razones = (
        ("Error de inclusión (filtración)", hecha.inclusion,
         f"De cada 100 {unidad} que reciben, {cuantos} no son objetivo"),
        ("Error de exclusión (subcobertura)", hecha.exclusion,
         f"De cada 100 {unidad} objetivo, {cuantos} no reciben"),
        ("Cobertura", hecha.cobertura, f"De cada 100 {unidad} objetivo, {cuantos} reciben"),
        ("Recursos al objetivo", hecha.recursos_al_objetivo,
         "Parte de los recursos que llega al objetivo"),
        ("Objetivo en la población", hecha.objetivo_en_la_poblacion,
         f"Parte de {todos} que es objetivo"),
    )  # fmt: skip
    filas = [[n, o_nada(r.valor), r.numerador, r.denominador, lectura] for n, r, lectura in razones]
    filas.append(
        [
            "Índice CGH",
            o_nada(hecha.cgh),
            None,
            None,
            "Mayor que 1: el objetivo recibe más que su parte",
        ]
    )
    filas.append(
        [
            "Índice de concentración",
            indice,
            None,
            None,
            "−1 todo a los más pobres, 0 igual para todos, 1 todo a los menos pobres",
        ]
    )
    return filas
