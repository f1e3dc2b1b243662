"""Identificación: qué hogares cumplen las reglas del programa, y por qué."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura import Bloque, Fuente
from ..metodos.identificacion import ELEGIBLE, NO_ELEGIBLE, SIN_DATO, Regla, identificar_hogares
from ..salida import Capa, Columna
from . import campos, hogares, ubicacion
from .base import PRIVADO, AlgoritmoKit, Ficha, Pedido
from .instrumentos import PARAMETRO as INSTRUMENTO
from .instrumentos import advertir, instrumento_de
from .nombres import G_FOCALIZAR
from .parametros import POLIGONOS, Numero, campo, capa, salida, si_no, texto
from .reglas import campos_de, leer_reglas

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
        ejemplo="Una regla por renglón, «nombre: condición».<br><code>Pobreza con niños: orden "
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
        """Lee solo los campos de las reglas, decide y escribe."""
        reglas = reglas_de(pedido, "REGLAS")
        advertir(pedido, instrumento_de(pedido))
        usados = sorted(set().union(*(campos_de(r.condicion) for r in reglas)))
        fuente = pedido.fuente("HOGARES")
        self._avisar_de_personas(pedido, fuente)
        bloque, codigos = self._leer(pedido, fuente, usados)
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
            pedido, "SALIDA", bloque.ids.tolist(), (*COLUMNAS, *([TERRITORIO] if codigos else [])),
            (hallado.estado.tolist(), elegible.astype(int).tolist(), hallado.razones(),
             *([codigos] if codigos else [])),
            elegible if solo else np.ones_like(elegible), ESTILO,
        )  # fmt: skip
        filas = (
            (None, [r["regla"], "salida" if r["excluye"] else "entrada", r["cumplen"], r["deciden"],
                    r["sin_dato"]])
            for r in hallado.recuento()
        )  # fmt: skip
        pedido.escribir("RECUENTOS", Capa([c.campo() for c in RECUENTOS]), filas)
        return numeros

    @staticmethod
    def _avisar_de_personas(pedido: Pedido, fuente: Fuente) -> None:
        base = campos.reconocida(fuente)
        parentesco = base.columnas.get("parentesco", "") if base else ""
        if parentesco:
            pedido.avisar(
                f"La capa «{fuente.nombre}» trae una fila por persona («{parentesco}»): el "
                "resultado es por persona. Para que sea por hogar, use «Cargar base Sisbén»."
            )

    @staticmethod
    def _leer(
        pedido: Pedido, fuente: Fuente, usados: list[str]
    ) -> tuple[Bloque, list[str | None] | None]:
        """Los hogares y, si se dio la capa de territorios, el código del polígono de cada uno."""
        if "TERRITORIOS" not in pedido.fuentes:
            return hogares.leer(fuente, usados, pedido.avance), None
        ubicador, _ = ubicacion.ubicador(pedido, fuente, ())
        crs = pedido.fuente("TERRITORIOS").crs
        bloque = hogares.leer(fuente, usados, pedido.avance, crs)
        territorio = ubicador.territorio(bloque)
        fuera = int(np.count_nonzero(territorio < 0))
        if fuera:
            pedido.avisar(
                f"{fuera} de {bloque.filas} hogares no están en ningún polígono "
                f"({ubicador.sin_coordenada} no tienen coordenada) y quedan sin territorio."
            )
        pedido.contar(sin_territorio=fuera)
        return bloque, ubicacion.escritos(
            territorio, ubicacion.codigos_de(pedido, ubicador.poligonos)
        )


def reglas_de(pedido: Pedido, parametro: str) -> list[Regla]:
    """Las reglas escritas en un parámetro; sin ninguna de entrada, error."""
    fuente = pedido.fuente("HOGARES")
    reglas = leer_reglas(
        pedido.texto(parametro), instrumento_de(pedido), fuente.nombres, hogares.de_texto(fuente)
    )
    if all(regla.excluye for regla in reglas):
        raise ErrorDeCapa(
            "todas las reglas son de salida («salvo»): nadie sería elegible",
            que_hacer="escriba al menos una regla de entrada",
        )
    return reglas
