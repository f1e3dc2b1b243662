"""Asignación: repartir un total de cupos entre territorios, y que la suma cuadre."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura import Pedido as Lectura
from ..metodos.asignacion import REGLAS, Limites, pesos_de_reparto, repartir
from ..metodos.clasificacion import cuantiles
from ..salida import Columna
from .base import AlgoritmoKit, Ficha, Pedido
from .copia import Copia, copiar, entidades
from .nombres import G_FOCALIZAR
from .parametros import NUMERO, Numero, campo, capa, lista, numero, salida

COLUMNAS = (
    Columna("peso", "real", "Parte que le corresponde"),
    Columna("cupos", "entero", "Cupos"),
)
CLASES = 5


class AsignarCupos(AlgoritmoKit):
    """Cupos por territorio con una regla declarada."""

    FICHA = Ficha(
        id="asignar_cupos",
        nombre="Asignar cupos a territorios",
        grupo=G_FOCALIZAR,
        resumen="Reparte un total de cupos entre veredas, barrios o municipios con una regla "
        "declarada; la suma siempre es el total.",
        entrega="La capa de territorios con su peso y sus cupos. El reparto es por restos mayores, "
        "con cuentas exactas: da lo mismo en cualquier equipo.",
        ejemplo="Territorios: la salida de «Incidencia de privaciones» con mínimo 0. Regla: "
        "proporcional a pobres. Total: 1.000. Mínimo: 5 por territorio.",
        etiquetas=("focalización", "cupos", "asignación", "reparto", "restos mayores"),
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("TERRITORIOS", "Territorios"),
        campo("POBRES", "Personas u hogares pobres", "TERRITORIOS", NUMERO, omision="pobres"),
        campo("POBLACION", "Total de personas u hogares", "TERRITORIOS", NUMERO,
              omision="poblacion"),
        lista("REGLA", "Regla de reparto",
              ("Proporcional a los pobres", "Por incidencia", "Mixta")),
        numero("PARTE", "En la mixta, parte que va por número de pobres (0 a 1)", 0.5, maximo=1.0,
               real=True),
        numero("TOTAL", "Total de cupos", None, minimo=1),
        numero("MINIMO", "Mínimo por territorio", 0),
        campo("MAXIMO", "Máximo por territorio (sus elegibles)", "TERRITORIOS", NUMERO),
        lista("NULOS", "Territorios sin dato", ("Detenerse y decir cuántos", "Quedan sin cupo")),
        salida("SALIDA", "Cupos por territorio"),
    )  # fmt: skip
    NUMEROS = (Numero("ASIGNADOS", "Cupos asignados"), Numero("TERRITORIOS_CON_CUPO", "Con cupo"))

    def revisar(self, pedido: Pedido) -> None:
        """Los campos existen."""
        nombres = (pedido.campo("POBRES"), pedido.campo("POBLACION"), pedido.texto("MAXIMO"))
        pedido.fuente("TERRITORIOS").exigir(tuple(n for n in nombres if n))

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, reparte y escribe."""
        fuente = pedido.fuente("TERRITORIOS")
        pobres, poblacion, maximo = map(pedido.texto, ("POBRES", "POBLACION", "MAXIMO"))
        usados = tuple(c for c in (pobres, poblacion, maximo) if c)
        bloque = fuente.leer(Lectura(numeros=usados, ids=True), pedido.avance)
        if not bloque.filas:
            raise ErrorDeCapa(f"«{fuente.nombre}» no tiene territorios (0 filas)",
                              que_hacer="revise su filtro")  # fmt: skip
        sin_dato = np.logical_or.reduce([np.isnan(bloque.columnas[c]) for c in usados])
        if sin_dato.any() and pedido.opcion("NULOS") == 0:
            raise ErrorDeCapa(
                f"{int(sin_dato.sum())} de {bloque.filas} territorios no tienen dato en "
                f"{', '.join(f'«{c}»' for c in usados)}",
                que_hacer="si son los que se ocultaron por tener pocos hogares, mida otra vez con "
                "mínimo 0 (uso interno), o elija que queden sin cupo",
            )
        con = {c: np.where(sin_dato, 0.0, bloque.columnas[c]) for c in usados}
        pesos = pesos_de_reparto(
            con[pobres], con[poblacion], REGLAS[pedido.opcion("REGLA")],
            parte_pobres=float(pedido.real("PARTE") or 0.0),
        )  # fmt: skip
        topes = con[maximo] if maximo else np.full(bloque.filas, float(pedido.entero("TOTAL") or 0))
        limites = Limites(pedido.entero("MINIMO") or 0, np.where(sin_dato, 0.0, topes))
        cupos = repartir(pedido.entero("TOTAL") or 0, pesos, limites)
        numeros = {"ASIGNADOS": int(cupos.sum()), "TERRITORIOS_CON_CUPO": int((cupos > 0).sum())}
        pedido.contar(sin_dato=int(sin_dato.sum()), **{n.lower(): v for n, v in numeros.items()})
        cortes = cuantiles(cupos, CLASES).tolist()
        leyenda = estilo.Leyenda(
            "Cupos", estilo.por_clases("cupos", cortes, lambda corte: f"{corte:.0f}")
        )
        filas = zip(pesos.tolist(), cupos.tolist())
        pares = zip(entidades(fuente, bloque.ids.tolist()), filas)
        copiar(pedido, "SALIDA", Copia(fuente, COLUMNAS, leyenda), pares)
        return numeros
