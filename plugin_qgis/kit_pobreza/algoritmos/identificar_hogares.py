"""Identificación: qué hogares cumplen las reglas del programa, y por qué."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..metodos.hogares.reglas import Contexto, campos_de, leer_reglas
from ..metodos.identificacion import ELEGIBLE, NO_ELEGIBLE, SIN_DATO, Regla, identificar_hogares
from ..salida import Capa, Columna
from . import hogares
from .base import PRIVADO, AlgoritmoKit, Ficha, Pedido
from .instrumentos import PARAMETRO as INSTRUMENTO
from .instrumentos import advertir, instrumento_de
from .nombres import G_FOCALIZAR
from .parametros import Numero, capa, salida, si_no, texto

COLUMNAS = (
    Columna("estado", "entero", "0 no elegible, 1 elegible, 2 sin dato"),
    Columna("elegible", "entero", "1 si es elegible"),
    Columna("razon", "texto", "Por qué"),
)
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
        texto("REGLAS", "Reglas, una por renglón", "Pobreza extrema y moderada: orden <= B7",
              renglones=True, opcional=False),
        INSTRUMENTO,
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

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee solo los campos de las reglas, decide y escribe."""
        reglas = reglas_de(pedido, "REGLAS")
        advertir(pedido, instrumento_de(pedido))
        usados = sorted(set().union(*(campos_de(r.condicion) for r in reglas)))
        bloque = hogares.leer(pedido.fuente("HOGARES"), usados, pedido.avance)
        hallado = identificar_hogares(bloque.columnas, reglas)
        elegible = hallado.estado == ELEGIBLE
        numeros = {
            "ELEGIBLES": int(elegible.sum()),
            "NO_ELEGIBLES": int((hallado.estado == NO_ELEGIBLE).sum()),
            "SIN_DATO": int((hallado.estado == SIN_DATO).sum()),
        }
        pedido.contar(reglas=list(hallado.recuento()), **{n.lower(): v for n, v in numeros.items()})
        solo = pedido.marcado("SOLO_ELEGIBLES")
        hogares.escribir(
            pedido, "SALIDA", bloque.ids, COLUMNAS,
            (hallado.estado.tolist(), elegible.astype(int).tolist(), hallado.razones()),
            elegible if solo else np.ones_like(elegible), ESTILO,
        )  # fmt: skip
        filas = (
            (None, [r["regla"], "salida" if r["excluye"] else "entrada", r["cumplen"], r["deciden"],
                    r["sin_dato"]])
            for r in hallado.recuento()
        )  # fmt: skip
        pedido.escribir("RECUENTOS", Capa([c.campo() for c in RECUENTOS]), filas)
        return numeros


def contexto_de(pedido: Pedido) -> Contexto:
    """Los campos de la capa de hogares, con su tipo."""
    fuente = pedido.fuente("HOGARES")
    return Contexto.de_capa(instrumento_de(pedido), fuente.nombres, hogares.de_texto(fuente))


def reglas_de(pedido: Pedido, parametro: str) -> list[Regla]:
    """Las reglas escritas en un parámetro; sin ninguna de entrada, error."""
    reglas = leer_reglas(pedido.texto(parametro), contexto_de(pedido))
    if all(regla.excluye for regla in reglas):
        raise ErrorDeCapa(
            "todas las reglas son de salida («salvo»): nadie sería elegible",
            que_hacer="escriba al menos una regla de entrada",
        )
    return reglas
