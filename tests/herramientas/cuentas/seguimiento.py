"""Seguimiento de la asistencia técnica: lo aprendido y lo cumplido.

La ganancia es la de `generador.metodos.ganancia`. Las fechas son textos ISO («2026-03-01»), que se
comparan como texto.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.ganancia import MAXIMO, ganancia
from generador.metodos.sumas import en_orden

HECHO, RETIRADO = "hecho", "retirado"


@dataclass(frozen=True)
class Compromiso:
    """Lo que un acta deja escrito; `cumplido` es la fecha en que se mostró la evidencia.

    `primera` es la fecha con que se acordó: si `fecha` es otra, se reprogramó.
    """

    estado: str
    fecha: str = ""
    primera: str = ""
    cumplido: str = ""
    evidencia: str = ""


@dataclass(frozen=True)
class Cumplimiento:
    """Recuento de compromisos en un día; las razones van de 0 a 100 y son None sin denominador."""

    total: int
    hechos: int
    vencidos: int
    proximos: int
    reprogramados: int
    retirados: int
    exigibles: int
    a_tiempo: int
    avance: float | None
    cumplidos_a_tiempo: float | None


@dataclass(frozen=True)
class Sesion:
    """Lo anotado de una sesión; None es lo que falta. `entrada` y `salida` van de 0 a 100.

    `presentaron` es cuántas personas respondieron las dos pruebas: el peso de esos promedios.
    """

    hecha: bool = False
    convocados: int | None = None
    asistentes: int | None = None
    convocados_deciden: int | None = None
    asistentes_deciden: int | None = None
    entrada: float | None = None
    salida: float | None = None
    producto: bool = False
    herramientas: tuple[str, ...] = ()
    presentaron: int | None = None


def ganancia_de_grupo(sesiones: Iterable[Sesion]) -> float | None:
    """Ganancia de las sesiones, con cada promedio ponderado por quienes presentaron las dos.

    Una sola sesión no necesita peso. Con varias, la que no dice cuántas personas presentaron las
    dos queda por fuera (`sin_personas` la nombra); None si ninguna sirve.
    """
    medidas = _con_pruebas(sesiones)
    pares = (
        [(s.entrada or 0.0, s.salida or 0.0, 1) for s in medidas]
        if len(medidas) == 1
        else [(s.entrada or 0.0, s.salida or 0.0, s.presentaron) for s in medidas if s.presentaron]
    )
    personas = sum(n for _, _, n in pares)
    if not personas:
        return None
    entrada = en_orden(a * n for a, _, n in pares) / personas
    salida = en_orden(b * n for _, b, n in pares) / personas
    return ganancia(entrada, salida)


def sin_personas(sesiones: Sequence[Sesion]) -> int:
    """Cuántas sesiones hechas quedan por fuera de la ganancia por no decir cuántos presentaron."""
    medidas = _con_pruebas(s for s in sesiones if s.hecha)
    return sum(not s.presentaron for s in medidas) if len(medidas) > 1 else 0


def incoherencias(sesion: Sesion) -> list[str]:
    """Lo que no puede ser o hay que explicar de una sesión, por su nombre.

    `mas_que_convocados`: llegó más gente de la convocada (pasa y se explica); las demás son
    imposibles: `deciden_mas_que_convocados`, `deciden_mas_que_asistentes`, que parte de un grupo
    sea mayor que el grupo, y `presentaron_mas_que_asistentes`.
    """
    pares = (
        ("mas_que_convocados", sesion.asistentes, sesion.convocados),
        ("deciden_mas_que_convocados", sesion.convocados_deciden, sesion.convocados),
        ("deciden_mas_que_asistentes", sesion.asistentes_deciden, sesion.asistentes),
        ("presentaron_mas_que_asistentes", sesion.presentaron, sesion.asistentes),
    )
    return [nombre for nombre, a, b in pares if a is not None and b is not None and a > b]


def puntaje(aciertos: int, items: int) -> float:
    """Aciertos de una prueba llevados a una escala de 0 a 100."""
    if not 0 <= aciertos <= items or items < 1:
        raise ErrorDeMetodo(
            f"{aciertos} aciertos no caben en {items} preguntas", que_hacer="revise la prueba"
        )
    return MAXIMO * aciertos / items


def razon(parte: float, total: float) -> float | None:
    """100 · parte / total; None si el total es 0."""
    return MAXIMO * parte / total if total else None


def esta_vencido(compromiso: Compromiso, hoy: str) -> bool:
    """Si su fecha ya pasó (el mismo día todavía no) y no está hecho ni retirado."""
    abierto = compromiso.estado not in (HECHO, RETIRADO)
    return abierto and bool(compromiso.fecha) and compromiso.fecha < hoy


def es_a_tiempo(compromiso: Compromiso) -> bool:
    """Si se cumplió con evidencia a más tardar en su fecha."""
    return (
        compromiso.estado == HECHO
        and bool(compromiso.evidencia)
        and bool(compromiso.cumplido)
        and compromiso.cumplido <= compromiso.fecha
    )


def cumplimiento(compromisos: Sequence[Compromiso], hoy: str, dias_proximos: int) -> Cumplimiento:
    """Cuántos van, cuántos se vencieron y qué parte de los exigibles se cumplió a tiempo.

    Exigible es el que no está retirado y cuya fecha ya pasó; próximo, el abierto que vence hoy o
    en los `dias_proximos` siguientes. Lo retirado no entra en ninguna razón: solo se cuenta.
    """
    vigentes = [c for c in compromisos if c.estado != RETIRADO]
    exigibles = [c for c in vigentes if c.fecha and c.fecha < hoy]
    hechos = sum(c.estado == HECHO for c in vigentes)
    a_tiempo = sum(es_a_tiempo(c) for c in exigibles)
    limite = str(np.datetime64(hoy, "D") + np.timedelta64(dias_proximos, "D"))
    return Cumplimiento(
        total=len(vigentes),
        hechos=hechos,
        vencidos=sum(esta_vencido(c, hoy) for c in vigentes),
        proximos=sum(c.estado != HECHO and hoy <= c.fecha <= limite for c in vigentes),
        reprogramados=sum(bool(c.primera) and c.fecha != c.primera for c in vigentes),
        retirados=len(compromisos) - len(vigentes),
        exigibles=len(exigibles),
        a_tiempo=a_tiempo,
        avance=razon(hechos, len(vigentes)),
        cumplidos_a_tiempo=razon(a_tiempo, len(exigibles)),
    )


def indicadores(
    sesiones: Sequence[Sesion], cuenta: Cumplimiento, total_herramientas: int
) -> dict[str, float | None]:
    """Cada indicador del catálogo que se puede calcular, por su identificador.

    Solo cuentan las sesiones hechas; una razón usa las que traen numerador y denominador y no se
    recorta en 100. La ganancia general pondera cada sesión por sus personas.
    """
    hechas = [s for s in sesiones if s.hecha]
    usadas = {h for s in hechas for h in s.herramientas}
    return {
        "recorrido": razon(len(hechas), len(sesiones)),
        "asistencia": _de_pares((s.asistentes, s.convocados) for s in hechas),
        "decisores": _de_pares((s.asistentes_deciden, s.convocados_deciden) for s in hechas),
        "ganancia": ganancia_de_grupo(hechas),
        "productos": razon(sum(s.producto for s in hechas), len(hechas)),
        "herramientas": razon(len(usadas), total_herramientas) if hechas else None,
        "avance": cuenta.avance,
        "a_tiempo": cuenta.cumplidos_a_tiempo,
        "reprogramados": cuenta.reprogramados,
    }


def linea_de_base(aciertos: Sequence[tuple[int, int]]) -> float | None:
    """Promedio de 0 a 100 de la entrada en los ítems que la prueba de cierre repite.

    Recibe, por ítem, (aciertos a la entrada, personas que lo respondieron); cada ítem pesa igual,
    como en la prueba. None si algún ítem no tiene personas: la base estaría incompleta.
    """
    if not aciertos or any(personas < 1 for _, personas in aciertos):
        return None
    return MAXIMO * en_orden(bien / personas for bien, personas in aciertos) / len(aciertos)


def _con_pruebas(sesiones: Iterable[Sesion]) -> list[Sesion]:
    return [s for s in sesiones if s.entrada is not None and s.salida is not None]


def _de_pares(pares: Iterable[tuple[int | None, int | None]]) -> float | None:
    completos = [(a, b) for a, b in pares if a is not None and b is not None]
    return razon(sum(a for a, _ in completos), sum(b for _, b in completos))
