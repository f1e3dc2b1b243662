"""Comparar dos cortes de la base: los números de `kit comparar-cortes`, en QGIS."""

from __future__ import annotations

from typing import Any

from ..metodos.hogares import cortes_comparados as comparacion
from . import base_nominal
from .base import PRIVADO, AlgoritmoKit, Ficha
from .incidencia_privaciones import metodo_de
from .instrumentos import por_omision
from .nombres import G_FOCALIZAR
from .parametros import Numero, salida, texto
from .pedido import Pedido
from .tabla_escrita import escribir_tabla

ANTES, DESPUES = "_ANTES", "_DESPUES"
DE_TERRITORIOS = tuple(comparacion.DE_TERRITORIOS)[2:]


class CompararCortes(AlgoritmoKit):
    """Qué hogares entran, salen y cambian entre dos cortes de la misma base."""

    FICHA = Ficha(
        id="comparar_cortes",
        nombre="Comparar dos cortes",
        grupo=G_FOCALIZAR,
        resumen="Dice qué hogares entraron, salieron o cambiaron de grupo, de nivel, de pobreza o "
        "de privación entre dos cortes de la base.",
        entrega="Tres tablas: de dónde a dónde pasan los hogares que siguen; lo que pasó en cada "
        "territorio; y, si se pide, un hogar por fila con su ficha. Son los números de la orden "
        "<code>kit comparar-cortes</code> y de «Mi base» en el sitio. Los hogares se casan por "
        "municipio, ficha y hogar; una ficha que se dividió, se juntó o se renumeró cuenta como "
        "que sale y que entra, y se dice cuántas son.",
        ejemplo="Corte anterior: la base de junio. Corte posterior: la de diciembre. Territorio: "
        "<code>nom_vereda</code>. Las dos bases, como las entrega la oficina del Sisbén.",
        etiquetas=("sisbén", "cortes", "comparar", "cambio", "entran", "salen", "seguimiento"),
        advertencia=f"{PRIVADO} Que un hogar salga de la base no dice que haya dejado de ser "
        "pobre: pudo mudarse, o no haberse vuelto a encuestar.",
    )
    PRINCIPAL = "TERRITORIOS"
    PARAMETROS = (
        *base_nominal.entradas(ANTES, "Corte anterior"),
        *base_nominal.entradas(DESPUES, "Corte posterior"),
        texto("POR", "Columna del territorio (vereda, barrio…)",
              ayuda="Como se llama en la base; varias se separan con coma. Vacío: todo junto."),
        *base_nominal.METODO,
        *base_nominal.LECTURA,
        salida("MATRICES", "De dónde a dónde pasan los que siguen"),
        salida("TERRITORIOS", "Lo que pasó en cada territorio"),
        salida("HOGARES", "Un hogar por fila", opcional=True),
    )  # fmt: skip
    NUMEROS = (
        Numero("SIGUEN", "Hogares que siguen"),
        Numero("ENTRAN", "Hogares que entran"),
        Numero("SALEN", "Hogares que salen"),
        Numero("ENTRAN_EN_POBREZA", "De los que siguen, entran en pobreza"),
        Numero("SALEN_DE_POBREZA", "De los que siguen, salen de pobreza"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Las dos bases, k y pesos."""
        for sufijo in (ANTES, DESPUES):
            base_nominal.revisar(pedido, sufijo)
        metodo_de(pedido)

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee los dos cortes, los casa y escribe."""
        pedido.modo = "interno"
        instrumento, metodo = por_omision(), metodo_de(pedido)
        pide = base_nominal.Pide(instrumento, pedido.texto("POR"), frozenset({"orden"}))
        cortes = []
        for sufijo, cual in ((ANTES, "Corte anterior"), (DESPUES, "Corte posterior")):
            nominal = base_nominal.leer(pedido, sufijo, pide, cual)
            with base_nominal.en(nominal.nombre):
                cortes.append(comparacion.corte_de(nominal.leida, base_nominal.SIN_FACTOR))
            pedido.comprobar()
        hecha = comparacion.comparar_cortes(cortes[0], cortes[1], instrumento, metodo)
        for aviso in (*comparacion.avisos_de_fichas(hecha.fichas), PRIVADO):
            pedido.avisar(aviso)
        self._escribir(pedido, hecha)
        pobreza, casados = hecha.comparacion.pobreza, hecha.casados
        pedido.contar(metodo=metodo.resumen(), **comparacion.resumen(hecha))
        return {
            "SIGUEN": len(casados.antes),
            "ENTRAN": len(casados.entran),
            "SALEN": len(casados.salen),
            "ENTRAN_EN_POBREZA": int(pobreza[0, 1]),
            "SALEN_DE_POBREZA": int(pobreza[1, 0]),
        }

    @staticmethod
    def _escribir(pedido: Pedido, hecha: comparacion.CortesComparados) -> None:
        escribir_tabla(
            pedido, "MATRICES", comparacion.tabla_de_matrices(hecha), comparacion.DICCIONARIO,
            enteros=("hogares",),
        )  # fmt: skip
        escribir_tabla(
            pedido, "TERRITORIOS", comparacion.tabla_de_territorios(hecha),
            comparacion.DE_TERRITORIOS, enteros=DE_TERRITORIOS,
        )  # fmt: skip
        if pedido.valores.get("HOGARES"):
            escribir_tabla(
                pedido, "HOGARES", comparacion.tabla_de_hogares(hecha), comparacion.DE_HOGARES,
                enteros=("fila_antes", "fila_despues"),
            )  # fmt: skip
