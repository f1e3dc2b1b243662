"""Asignación: repartir un total de cupos entre territorios, y que la suma cuadre."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura import Fuente
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.asignacion import REGLAS, Limites, pesos_de_reparto, repartir
from ..metodos.clasificacion import cuantiles
from ..preseleccion import MEDIDOS
from ..salida import Columna
from .base import SI_ES_INTERNA, AlgoritmoKit, Ficha
from .copia import Copia, copiar, entidades
from .nombres import G_FOCALIZAR
from .parametros import NUMERO, Numero, campo, capa, lista, numero, salida
from .pedido import Pedido

COLUMNAS = (
    Columna("peso", "real", "Parte que le corresponde"),
    Columna("cupos", "entero", "Cupos"),
)
CLASES = 5
NOMBRADOS = 10
# La columna con que la incidencia dice qué territorios no muestra.
SUPRESION = "supresion"


class AsignarCupos(AlgoritmoKit):
    """Cupos por territorio con una regla declarada."""

    FICHA = Ficha(
        id="asignar_cupos",
        nombre="Asignar cupos a territorios",
        grupo=G_FOCALIZAR,
        resumen="Reparte un total de cupos entre veredas, barrios o municipios con una regla "
        "declarada; la suma siempre es el total.",
        entrega="La capa de territorios con su peso y sus cupos. El reparto es por restos mayores, "
        "con cuentas exactas: da lo mismo en cualquier equipo. Un territorio que el paso anterior "
        f"ocultó recibe solo el mínimo, y se dice cuáles son. {SI_ES_INTERNA}",
        ejemplo="Territorios: la salida de «Incidencia de privaciones». Regla: "
        "proporcional a pobres. Total: 1.000. Mínimo: 5 por territorio.",
        etiquetas=("focalización", "cupos", "asignación", "reparto", "restos mayores"),
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("TERRITORIOS", "Territorios", busca=MEDIDOS),
        campo("POBRES", "Personas u hogares pobres", "TERRITORIOS", NUMERO, omision="pobres",
              obligatorio=True),
        campo("POBLACION", "Total de personas u hogares", "TERRITORIOS", NUMERO,
              omision="poblacion", obligatorio=True),
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
        oculta = SUPRESION in fuente.nombres
        leidos = dict.fromkeys((*usados, SUPRESION) if oculta else usados)
        bloque = fuente.leer(Lectura(numeros=tuple(leidos), ids=True), pedido.avance)
        if not bloque.filas:
            raise ErrorDeCapa(f"«{fuente.nombre}» no tiene territorios (0 filas)",
                              que_hacer="revise su filtro")  # fmt: skip
        sin_dato = np.logical_or.reduce([np.isnan(bloque.columnas[c]) for c in usados])
        ocultos = sin_dato & (bloque.columnas[SUPRESION] > 0) if oculta else np.zeros_like(sin_dato)
        self._sin_dato(pedido, fuente, usados, sin_dato, ocultos)
        con = {c: np.where(sin_dato, 0.0, bloque.columnas[c]) for c in usados}
        pesos = pesos_de_reparto(
            con[pobres], con[poblacion], REGLAS[pedido.opcion("REGLA")],
            parte_pobres=float(pedido.real("PARTE") or 0.0),
        )  # fmt: skip
        total = float(pedido.entero("TOTAL") or 0)
        topes = bloque.columnas[maximo] if maximo else np.full(bloque.filas, total)
        minimo = pedido.entero("MINIMO") or 0
        # De un territorio oculto no se sabe cuántos pobres tiene: recibe el mínimo y nada más.
        topes = np.where(ocultos, np.fmin(minimo, topes), np.where(sin_dato, 0.0, topes))
        limites = Limites(minimo, topes)
        cupos = repartir(pedido.entero("TOTAL") or 0, pesos, limites)
        numeros = {"ASIGNADOS": int(cupos.sum()), "TERRITORIOS_CON_CUPO": int((cupos > 0).sum())}
        pedido.contar(
            sin_dato=int(sin_dato.sum()),
            ocultos=int(ocultos.sum()),
            **{n.lower(): v for n, v in numeros.items()},
        )
        cortes = cuantiles(cupos, CLASES).tolist()
        leyenda = estilo.Leyenda(
            "Cupos", estilo.por_clases("cupos", cortes, lambda corte: f"{corte:.0f}")
        )
        filas = zip(pesos.tolist(), cupos.tolist())
        pares = zip(entidades(fuente, bloque.identificadores), filas)
        copiar(pedido, "SALIDA", Copia(fuente, COLUMNAS, leyenda), pares)
        return numeros

    @staticmethod
    def _sin_dato(
        pedido: Pedido, fuente: Fuente, usados: tuple[str, ...], sin_dato: Any, ocultos: Any
    ) -> None:
        """Dice qué pasa con los territorios sin dato; error si no se puede seguir."""
        if ocultos.all() or sin_dato.all():
            raise ErrorDeCapa(
                f"ninguno de los {len(sin_dato)} territorios tiene dato: no hay con qué repartir",
                que_hacer="mida otra vez en modo interno o con territorios más grandes",
            )
        otros = sin_dato & ~ocultos
        if otros.any() and pedido.opcion("NULOS") == 0:
            raise ErrorDeCapa(
                f"{int(otros.sum())} de {len(otros)} territorios no tienen dato en "
                f"{', '.join(f'«{c}»' for c in usados)}: {nombrar(fuente, otros)}",
                que_hacer="complete el dato, o elija que queden sin cupo",
            )
        if ocultos.any():
            minimo = pedido.entero("MINIMO") or 0
            reciben = f"el mínimo ({minimo})" if minimo else "0 cupos"
            pedido.avisar(
                f"{int(ocultos.sum())} territorios vienen ocultos del paso anterior, por tener "
                f"pocos hogares o proteger a otro, y reciben {reciben}: "
                f"{nombrar(fuente, ocultos)}. Para que entren en el reparto, mida otra vez en "
                "modo interno."
            )
        if otros.any():
            pedido.avisar(
                f"{int(otros.sum())} territorios no tienen dato y quedan sin cupo: "
                f"{nombrar(fuente, otros)}."
            )


def nombrar(fuente: Fuente, cuales: Any) -> str:
    """Los primeros territorios de los que se dicen: su primer campo de texto, o su fila."""
    filas = np.flatnonzero(cuales)[:NOMBRADOS].tolist()
    textos = [c.name() for c in fuente.campos if not c.isNumeric()][:1]
    nombres = [f"fila {i + 1}" for i in filas]
    if textos:
        leido = fuente.leer(Lectura(textos=tuple(textos), ids=True)).columnas[textos[0]]
        suyos = fuente.diccionarios[textos[0]].escribir(leido)
        nombres = [f"«{suyos[i]}»" if suyos[i] else dicho for i, dicho in zip(filas, nombres)]
    return ", ".join(nombres) + ("…" if np.count_nonzero(cuales) > NOMBRADOS else "")
