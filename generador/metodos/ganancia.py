"""Ganancia normalizada entre dos pruebas: qué parte de lo que faltaba por aprender se aprendió.

g = (salida − entrada) / (100 − entrada), con promedios de 0 a 100 de quienes presentaron las dos
(Hake, 1998). Con una entrada perfecta no está definida.
"""

from __future__ import annotations

from .errores import ErrorDeMetodo

MAXIMO = 100.0


def ganancia(entrada: float, salida: float) -> float | None:
    """Ganancia normalizada de dos promedios de 0 a 100; None si la entrada fue perfecta."""
    for nombre, valor in (("entrada", entrada), ("salida", salida)):
        if not 0 <= valor <= MAXIMO:
            raise ErrorDeMetodo(
                f"la prueba de {nombre} dio {valor}, por fuera de 0 a 100",
                que_hacer="escriba el promedio del grupo en esa escala",
            )
    return None if entrada >= MAXIMO else (salida - entrada) / (MAXIMO - entrada)
