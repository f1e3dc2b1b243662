"""Selección: quiénes entran con el cupo o el presupuesto que hay, y quiénes esperan."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.grupos import Agrupacion
from ..metodos.hogares.avisos import Avisos
from ..metodos.hogares.codigos import comparable, territorio
from ..metodos.hogares.perdidas import Perdidas
from ..metodos.hogares.reglas import Contexto, leer_prioridad
from ..metodos.seleccion import (
    EN_ESPERA,
    NO_ELEGIBLE,
    SELECCIONADO,
    Candidatos,
    Criterio,
    LimitesDeSeleccion,
    seleccionar,
)  # fmt: skip
from ..preseleccion import ELEGIBLES
from ..salida import Columna
from . import hogares
from .agrupar_personas import exigir_hogares
from .base import PRIVADO, AlgoritmoKit, Ficha
from .campos_de_regla import en_numeros
from .identidades import exigir_identidad, identificadores_de
from .instrumentos import por_omision
from .nombres import G_FOCALIZAR
from .parametros import NUMERO, Numero, campo, capa, numero, prioridad, salida, si_no, texto
from .pedido import Pedido

COLUMNAS = (
    Columna("puesto", "entero", "Puesto en el orden de prioridad"),
    Columna("seleccion", "entero", "0 no elegible, 1 seleccionado, 2 en espera"),
    Columna("espera", "entero", "Lugar en la lista de espera"),
    Columna("razon_sel", "texto", "Por qué"),
)
ESTILO = estilo.Leyenda("Selección", (
    estilo.Regla(f'"seleccion" = {SELECCIONADO}', "Seleccionado", estilo.SI),
    estilo.Regla(f'"seleccion" = {EN_ESPERA}', "En espera", estilo.ESPERA),
    estilo.Regla(f'"seleccion" = {NO_ELEGIBLE}', "No elegible", estilo.GRIS),
))  # fmt: skip


class SeleccionarHogares(AlgoritmoKit):
    """Ordena a los elegibles y entrega hasta donde alcanza."""

    FICHA = Ficha(
        id="seleccionar_hogares",
        nombre="Seleccionar hogares",
        grupo=G_FOCALIZAR,
        resumen="Ordena a los hogares elegibles por la prioridad que se declare y selecciona hasta "
        "agotar el cupo o el presupuesto, en general o por territorio; los demás quedan en espera.",
        entrega="La lista con el puesto, si fue seleccionado, el lugar en la lista de espera y la "
        "razón. El empate lo decide un sorteo que cualquiera puede repetir con la semilla: gana la "
        "menor huella SHA-256 de «semilla:identificador». El presupuesto se detiene en el primero "
        "que no cabe.",
        ejemplo="Hogares: la salida de «Identificar hogares elegibles». Prioridad: <code>orden "
        "menor, menores_6 mayor</code>. Cupo: 500. Semilla: el número del acta.",
        etiquetas=("focalización", "selección", "cupo", "presupuesto", "priorización", "sorteo"),
        advertencia=PRIVADO,
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("HOGARES", "Hogares", busca=ELEGIBLES),
        campo("ID", "Identificador único del hogar", "HOGARES", omision="hogar", obligatorio=True),
        campo("ELEGIBLE", "Campo que vale 1 si es elegible", "HOGARES", NUMERO,
              ayuda="Vacío: «elegible» si la capa lo trae; si no, todos son elegibles."),
        prioridad("PRIORIDAD", "Prioridad, del primer criterio al último", "orden menor",
                  ayuda="Campos separados por coma, cada uno con «menor» o «mayor»: va primero "
                  "ese. También «-personas, orden»: con guion, primero el mayor."),
        si_no("NULOS_AL_FINAL", "Dejar al final a los que no tienen el dato", False,
              ayuda="Sin marcar, un elegible sin dato detiene la selección."),
        numero("CUPO", "Cupo general", None, opcional=True),
        numero("PRESUPUESTO", "Presupuesto, en pesos", None, real=True, opcional=True),
        campo("COSTO", "Costo de cada hogar, en pesos", "HOGARES", NUMERO),
        numero("COSTO_UNICO", "O un mismo costo por hogar, en pesos", None, real=True,
               opcional=True),
        campo("TERRITORIO", "Código del territorio en los hogares", "HOGARES"),
        numero("CUPO_TERRITORIO", "Un mismo cupo por territorio", None, opcional=True),
        capa("CUPOS", "O la capa de territorios con sus cupos", opcional=True),
        campo("CUPOS_CODIGO", "Código del territorio en esa capa", "CUPOS"),
        campo("CUPOS_NUMERO", "Cupos en esa capa", "CUPOS", NUMERO, omision="cupos"),
        texto("SEMILLA", "Semilla del sorteo de empates", opcional=False,
              ayuda="Cualquier texto que se decida antes: el número del acta o la fecha."),
        *hogares.CONSERVAR,
        salida("SALIDA", "Hogares seleccionados y en espera"),
    )  # fmt: skip
    NUMEROS = (
        Numero("SELECCIONADOS", "Hogares seleccionados"),
        Numero("EN_ESPERA", "Hogares en espera"),
        Numero("COSTO_TOTAL", "Pesos comprometidos, con sus centavos"),
        Numero("SORTEADOS", "Hogares decididos por sorteo"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Prioridad, semilla, límites y campos."""
        fuente = pedido.fuente("HOGARES")
        exigir_hogares(fuente)
        exigir_identidad(fuente, pedido.campo("ID"))
        criterios_de(pedido)
        fuente.exigir(
            tuple(c for c in map(pedido.texto, ("ID", "ELEGIBLE", "COSTO", "TERRITORIO")) if c)
        )
        if not pedido.texto("SEMILLA"):
            raise ErrorDeCapa("falta la semilla del sorteo", que_hacer="escriba el número del acta")
        por_territorio = pedido.entero("CUPO_TERRITORIO") is not None or "CUPOS" in pedido.fuentes
        if por_territorio and not pedido.texto("TERRITORIO"):
            raise ErrorDeCapa(
                "hay cupo por territorio y no se dijo en qué campo está el territorio del hogar",
                que_hacer="elija «Código del territorio en los hogares»",
            )
        limites = (pedido.entero("CUPO"), pedido.dinero("PRESUPUESTO"), por_territorio or None)
        if all(limite is None for limite in limites):
            raise ErrorDeCapa(
                "no hay cupo ni presupuesto",
                que_hacer="escriba un cupo, general o por territorio, o un presupuesto",
            )
        con_costo = pedido.texto("COSTO") or pedido.dinero("COSTO_UNICO")
        if pedido.dinero("PRESUPUESTO") is not None and not con_costo:
            raise ErrorDeCapa(
                "hay presupuesto y no hay costo por hogar",
                que_hacer="elija el campo del costo o escriba un mismo costo por hogar",
            )

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee los campos que deciden, selecciona y escribe."""
        pedido.modo = "interno"
        fuente = pedido.fuente("HOGARES")
        criterios = criterios_de(pedido)
        elegible = pedido.texto("ELEGIBLE") or ("elegible" if "elegible" in fuente.nombres else "")
        territorio, costo, llave = (*map(pedido.texto, ("TERRITORIO", "COSTO")), pedido.campo("ID"))
        usados = dict.fromkeys([*(c.campo for c in criterios), *filter(None, (elegible, costo))])
        leidos = hogares.leer(pedido, usados, (llave, *filter(None, [territorio])))
        identificadores = identificadores_de(leidos.textos[llave])
        agrupacion, cupos = self._territorios(pedido, leidos, territorio)
        costo_unico = pedido.dinero("COSTO_UNICO")
        campos, filas = leidos.campos, leidos.filas
        costos = campos[costo] if costo else np.full(filas, costo_unico or 0.0)
        limites = LimitesDeSeleccion(
            cupo=pedido.entero("CUPO"),
            por_territorio=cupos,
            presupuesto=pedido.dinero("PRESUPUESTO"),
            costos=costos if pedido.dinero("PRESUPUESTO") is not None else None,
        )
        entran = campos[elegible] == 1 if elegible else np.ones(filas, dtype=bool)
        if not entran.any():
            raise ErrorDeCapa("ningún hogar es elegible (0 filas)", que_hacer="revise las reglas")
        datos = {c.campo: en_numeros(campos[c.campo]) for c in criterios}
        hecha = seleccionar(
            Candidatos(entran, identificadores, agrupacion), datos, criterios, limites,
            pedido.texto("SEMILLA"),
        )  # fmt: skip
        numeros = {
            "SELECCIONADOS": int((hecha.estado == SELECCIONADO).sum()),
            "EN_ESPERA": int((hecha.estado == EN_ESPERA).sum()),
            "COSTO_TOTAL": hecha.costo,
            "SORTEADOS": int(hecha.sorteado.sum()),
        }
        pedido.contar(elegibles=int(entran.sum()), **{n.lower(): v for n, v in numeros.items()})
        valores = (
            _con_lugar(hecha.puesto), hecha.estado, _con_lugar(hecha.espera), list(hecha.razones()),
        )  # fmt: skip
        hogares.escribir(pedido, "SALIDA", leidos, list(zip(COLUMNAS, valores)), ESTILO)
        return numeros

    @staticmethod
    def _territorios(
        pedido: Pedido, leidos: hogares.Leidos, campo_: str
    ) -> tuple[Agrupacion, list[float] | None]:
        """La agrupación de los hogares y los cupos de cada territorio, si los hay."""
        if not campo_:
            return Agrupacion.unica(leidos.filas), None
        avisos = Avisos()
        propio = territorio(leidos.textos[campo_], Perdidas(np.arange(1, leidos.filas + 1)), avisos)
        for aviso in avisos.textos:
            pedido.avisar(aviso)
        textos = propio.etiquetas
        agrupacion = Agrupacion(propio.codigos.astype(np.int64), len(textos))
        unico = pedido.entero("CUPO_TERRITORIO")
        if unico is not None:
            return agrupacion, [float(unico)] * len(textos)
        if "CUPOS" not in pedido.fuentes:
            return agrupacion, None
        cupos = cupos_de(pedido)
        sin_cupo = [t for t in textos if comparable(t) not in cupos]
        if sin_cupo:
            pedido.avisar(
                f"{len(sin_cupo)} territorios de los hogares no están en la capa de cupos y quedan "
                f"en 0: {', '.join(sin_cupo[:10])}."
            )
        return agrupacion, [cupos.get(comparable(t), 0.0) for t in textos]


def criterios_de(pedido: Pedido) -> list[Criterio]:
    """Los criterios de prioridad: «orden menor, personas mayor» o «-personas, orden»."""
    escrita = pedido.texto("PRIORIDAD")
    contexto = Contexto.de_capa(por_omision(), *hogares.posibles(pedido, escrita))
    return leer_prioridad(escrita, contexto, nulos_al_final=pedido.marcado("NULOS_AL_FINAL"))


def cupos_de(pedido: Pedido) -> dict[str, float]:
    """Cupos de cada código (en la forma en que se comparan); error si un código se repite."""
    fuente = pedido.fuente("CUPOS")
    codigo, cupos = pedido.campo("CUPOS_CODIGO"), pedido.campo("CUPOS_NUMERO")
    bloque = fuente.leer(Lectura(numeros=(cupos,), textos=(codigo,)))
    escritos = fuente.diccionarios[codigo].escribir(bloque.columnas[codigo]).tolist()
    codigos = [comparable(c) if c else "" for c in escritos]
    if len(set(codigos)) != len(codigos):
        raise ErrorDeCapa(
            f"en la capa de cupos «{codigo}» se repite", que_hacer="deje uno por código"
        )
    numeros = np.nan_to_num(bloque.columnas[cupos].astype(float)).tolist()
    return {c: n for c, n in zip(codigos, numeros) if c}


def _con_lugar(numeros: np.ndarray) -> np.ndarray:
    """Los lugares desde 1; sin dato donde es 0."""
    return np.ma.masked_array(numeros, numeros == 0)
