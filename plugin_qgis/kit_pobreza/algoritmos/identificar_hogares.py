"""Identificación: qué hogares cumplen las reglas del programa, y por qué."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .. import estilo
from ..columnas import Textos
from ..errores import ErrorDeCapa
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.hogares.reglas import Contexto, campos_de, leer_reglas
from ..metodos.identificacion import (
    ELEGIBLE,
    NO_ELEGIBLE,
    SIN_DATO,
    Identificacion,
    Regla,
    identificar_hogares,
)  # fmt: skip
from ..salida import Capa, Columna
from . import hogares, ubicacion
from .agrupar_personas import solo
from .base import PRIVADO, AlgoritmoKit, Ficha
from .instrumentos import PARAMETRO as INSTRUMENTO
from .instrumentos import advertir, instrumento_de
from .nombres import G_FOCALIZAR
from .parametros import POLIGONOS, Numero, campo, capa, reglas, salida, si_no
from .pedido import Pedido

# Con más reglas, la combinación no cabe en un entero de 64 bits.
REGLAS_MAXIMAS = 40
COLUMNAS = (
    Columna("estado", "entero", "0 no elegible, 1 elegible, 2 sin dato"),
    Columna("elegible", "entero", "1 si es elegible"),
    Columna("razon", "texto", "Por qué"),
)
TERRITORIO = Columna("territorio", "texto", "Código de su territorio")
RECUENTOS = (
    Columna("regla", "texto", "Regla"),
    Columna("tipo", "texto", "Entrada o salida"),
    Columna("cumplen", "entero", "Hogares que la cumplen"),
    Columna("deciden", "entero", "Hogares en que decide"),
    Columna("sin_dato", "entero", "Hogares sin el dato"),
)
ESTILO = estilo.Leyenda("Elegibilidad", (
    estilo.Regla(f'"estado" = {ELEGIBLE}', "Elegible", estilo.SI),
    estilo.Regla(f'"estado" = {NO_ELEGIBLE}', "No elegible", estilo.GRIS),
    estilo.Regla(f'"estado" = {SIN_DATO}', "Faltan datos", estilo.ESPERA),
))  # fmt: skip


class IdentificarHogares(AlgoritmoKit):
    """Aplica las reglas de entrada y salida de un programa a cada hogar."""

    FICHA = Ficha(
        id="identificar_hogares",
        nombre="Identificar hogares elegibles",
        grupo=G_FOCALIZAR,
        resumen="Aplica las reglas de entrada y salida de un programa y dice, de cada hogar, si es "
        "elegible y por qué.",
        entrega="La lista de hogares con su estado (elegible, no elegible o sin dato) y la razón, "
        "y una tabla con cuántos cumplen cada regla. Un dato que falta no es un «no»: el hogar "
        "queda «sin dato» si solo con él podría entrar.",
        ejemplo="Una regla por renglón, «nombre: condición»; sin nombre, se llama como se escribe."
        "<br><code>Pobreza con niños: orden "
        "&lt;= B7 y menores_6 &gt;= 1<br>Rural sin agua: clase en (2, 3) y I11 = 1<br>Vivienda: al "
        "menos 2 de (I13 = 1, I14 = 1, I15 = 1)<br>salvo Otro municipio: "
        "cod_mpio != '05045'</code>",
        etiquetas=("focalización", "identificación", "elegibles", "reglas", "conpes 100"),
        advertencia=PRIVADO,
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("HOGARES", "Hogares"),
        reglas("REGLAS", "Reglas, una por renglón", "Pobreza extrema y moderada: orden <= B7",
               ayuda="Se arman eligiendo campo, comparación y valor, o se escriben. La misma "
               "escritura sirve en la orden «kit focalizar»."),
        INSTRUMENTO,
        capa("TERRITORIOS", "Territorios (polígonos)", POLIGONOS, opcional=True, avanzado=True,
             ayuda="Si se da, cada hogar lleva el código de su vereda o barrio en «territorio»: "
             "sirve para repartir cupos por territorio en «Seleccionar hogares»."),
        campo("CAMPO_TERRITORIOS", "Código o nombre en la capa de territorios", "TERRITORIOS",
              avanzado=True),
        si_no("SOLO_ELEGIBLES", "Dejar solo los elegibles en la salida", False),
        *hogares.CONSERVAR,
        salida("SALIDA", "Hogares con su razón"),
        salida("RECUENTOS", "Recuento por regla"),
    )  # fmt: skip
    NUMEROS = (
        Numero("ELEGIBLES", "Hogares elegibles"),
        Numero("NO_ELEGIBLES", "Hogares no elegibles"),
        Numero("SIN_DATO", "Hogares sin dato para decidir"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Las reglas se entienden y usan campos de la capa."""
        reglas_de(pedido, "REGLAS")
        pedido.fuente("HOGARES").exigir(tuple(pedido.campos("CONSERVAR")))
        if "TERRITORIOS" in pedido.fuentes:
            ubicacion.revisar(pedido)

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee los campos de las reglas y lo que pasa a la salida, decide y escribe."""
        pedido.modo = "interno"
        pedidas = reglas_de(pedido, "REGLAS")
        advertir(pedido, instrumento_de(pedido))
        leidos = hogares.leer(pedido, campos_de_reglas(pedidas))
        donde = territorio_de(pedido, leidos)
        hallado = identificar_hogares(leidos.campos, pedidas)
        elegible = hallado.estado == ELEGIBLE
        numeros = {
            "ELEGIBLES": int(elegible.sum()),
            "NO_ELEGIBLES": int((hallado.estado == NO_ELEGIBLE).sum()),
            "SIN_DATO": int((hallado.estado == SIN_DATO).sum()),
        }
        pedido.contar(reglas=list(hallado.recuento()), **{n.lower(): v for n, v in numeros.items()})
        valores = (hallado.estado, elegible.astype(np.int64), razones_de(hallado))
        hogares.escribir(
            pedido, "SALIDA", leidos, [*zip(COLUMNAS, valores), *donde], ESTILO,
            elegible if pedido.marcado("SOLO_ELEGIBLES") else None,
        )  # fmt: skip
        filas = (
            (None, [r["regla"], "salida" if r["excluye"] else "entrada", r["cumplen"], r["deciden"],
                    r["sin_dato"]])
            for r in hallado.recuento()
        )  # fmt: skip
        pedido.escribir("RECUENTOS", Capa([c.campo() for c in RECUENTOS]), filas)
        return numeros


def reglas_de(pedido: Pedido, parametro: str) -> list[Regla]:
    """Las reglas escritas en un parámetro; sin ninguna de entrada, error."""
    escritas = pedido.texto(parametro)
    contexto = Contexto.de_capa(instrumento_de(pedido), *hogares.posibles(pedido, escritas))
    leidas = leer_reglas(escritas, contexto)
    if all(regla.excluye for regla in leidas):
        raise ErrorDeCapa(
            "todas las reglas son de salida («salvo»): nadie sería elegible",
            que_hacer="escriba al menos una regla de entrada",
        )
    return leidas


def territorio_de(pedido: Pedido, leidos: hogares.Leidos) -> list[tuple[Columna, Textos]]:
    """La columna con el código del polígono de cada hogar, si se dio la capa de territorios."""
    if "TERRITORIOS" not in pedido.fuentes:
        return []
    fuente = leidos.fuente
    ubicador, _ = ubicacion.ubicador(pedido, fuente, ())
    if ubicador.poligonos is None:
        return []
    bloque = fuente.leer(Lectura(crs=pedido.fuente("TERRITORIOS").crs))
    if leidos.jefes is not None:
        bloque = solo(bloque, leidos.jefes)
    territorio = ubicador.territorio(bloque)
    fuera = int(np.count_nonzero(territorio < 0))
    if fuera:
        pedido.avisar(
            f"{fuera} de {bloque.filas} hogares no están en ningún polígono "
            f"({ubicador.sin_coordenada} no tienen coordenada) y quedan sin territorio."
        )
    pedido.contar(sin_territorio=fuera)
    codigos = ubicacion.codigos_de(pedido, ubicador.poligonos)
    return [(TERRITORIO, Textos.de_etiquetas(codigos, territorio))]


def campos_de_reglas(leidas: Sequence[Regla]) -> list[str]:
    """Los campos que usan las reglas, en orden alfabético."""
    return sorted(set().union(*(campos_de(r.condicion) for r in leidas)))


def razones_de(hallado: Identificacion) -> Textos:
    """La razón de cada hogar, escrita una vez por cada combinación de estado y reglas."""
    cuantas = len(hallado.reglas)
    if cuantas > REGLAS_MAXIMAS:
        razones = hallado.razones()
        return Textos.de_etiquetas(razones, np.arange(len(razones)))
    llave = hallado.estado * (cuantas + 1) + hallado.regla + 1
    for j in range(cuantas):
        # Solo a quien le falta el dato le importa cuál.
        llave = llave * 2 + (hallado.desconoce[:, j] & (hallado.estado == SIN_DATO))
    _, una, vuelta = np.unique(llave, return_index=True, return_inverse=True)
    distintas = replace(
        hallado, estado=hallado.estado[una], regla=hallado.regla[una],
        cumple=hallado.cumple[una], desconoce=hallado.desconoce[una],
    )  # fmt: skip
    return Textos.de_etiquetas(distintas.razones(), vuelta.reshape(-1))
