"""Seguimiento de la asistencia técnica: lo aprendido y lo cumplido.

Ganancia normalizada g = (salida − entrada) / (100 − entrada), con promedios de 0 a 100 de quienes
presentaron las dos pruebas (Hake, 1998): qué parte de lo que faltaba por aprender se aprendió. Con
una entrada perfecta no está definida.
Las fechas son textos ISO («2026-03-01»), que se comparan como texto.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .errores import ErrorDeMetodo
from .sumas import en_orden

MAXIMO = 100.0
HECHO, RETIRADO = "hecho", "retirado"
Par = tuple[float | None, float | None]


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
    """Lo anotado de una sesión; None es lo que falta. `entrada` y `salida` van de 0 a 100."""

    hecha: bool = False
    convocados: int | None = None
    asistentes: int | None = None
    convocados_deciden: int | None = None
    asistentes_deciden: int | None = None
    entrada: float | None = None
    salida: float | None = None
    producto: bool = False
    herramientas: tuple[str, ...] = ()


def ganancia(entrada: float, salida: float) -> float | None:
    """Ganancia normalizada de dos promedios de 0 a 100; None si la entrada fue perfecta."""
    for nombre, valor in (("entrada", entrada), ("salida", salida)):
        if not 0 <= valor <= MAXIMO:
            raise ErrorDeMetodo(
                f"la prueba de {nombre} dio {valor}, por fuera de 0 a 100",
                que_hacer="escriba el promedio del grupo en esa escala",
            )
    return None if entrada >= MAXIMO else (salida - entrada) / (MAXIMO - entrada)


def ganancia_de_grupo(pares: Iterable[Par]) -> float | None:
    """Ganancia con los promedios de quienes tienen las dos pruebas; None si nadie las tiene."""
    completos = [(a, b) for a, b in pares if a is not None and b is not None]
    if not completos:
        return None
    entrada = en_orden(a for a, _ in completos) / len(completos)
    salida = en_orden(b for _, b in completos) / len(completos)
    return ganancia(entrada, salida)


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

    Solo cuentan las sesiones hechas; una razón usa las que traen numerador y denominador. La
    ganancia general es la de los promedios de las sesiones que traen las dos pruebas.
    """
    hechas = [s for s in sesiones if s.hecha]
    usadas = {h for s in hechas for h in s.herramientas}
    return {
        "recorrido": razon(len(hechas), len(sesiones)),
        "asistencia": _de_pares((s.asistentes, s.convocados) for s in hechas),
        "decisores": _de_pares((s.asistentes_deciden, s.convocados_deciden) for s in hechas),
        "ganancia": ganancia_de_grupo((s.entrada, s.salida) for s in hechas),
        "productos": razon(sum(s.producto for s in hechas), len(hechas)),
        "herramientas": razon(len(usadas), total_herramientas) if hechas else None,
        "avance": cuenta.avance,
        "a_tiempo": cuenta.cumplidos_a_tiempo,
        "reprogramados": cuenta.reprogramados,
    }


def _de_pares(pares: Iterable[tuple[int | None, int | None]]) -> float | None:
    completos = [(a, b) for a, b in pares if a is not None and b is not None]
    return razon(sum(a for a, _ in completos), sum(b for _, b in completos))
