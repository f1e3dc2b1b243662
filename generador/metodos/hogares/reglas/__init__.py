"""Las reglas y la prioridad, como las escribe quien focaliza: una sola gramática.

Una regla por renglón (o por elemento de una lista), con nombre o sin él:

    A1..B7                                    del nivel A1 al B7, los dos incluidos
    puntaje>=34,5                             también <= < > != y =; coma o punto decimal
    edad_jefe=0..17                           un intervalo; también «edad_jefe entre 0 y 17»
    grupo=A|B                                 uno de varios; también «clase en (2, 3)»
    Rural pobre: zona=2 y pobre=1             con nombre; se une con «y», «o», «no» y paréntesis
    Vivienda: al menos 2 de (I13=1, I14=1)    cuántas se cumplen
    salvo Otro municipio: cod_mpio != 05045   quien la cumple queda por fuera

Un nivel (B7, b07) donde va un número vale su orden. Los nombres de campo y los textos se comparan
sin tildes ni mayúsculas. Lo que lleva signos va entre comillas; una comilla adentro, doble.

La prioridad: «orden menor, menores_6 mayor» o «-puntaje, orden» (con guion, primero el mayor).
"""

from __future__ import annotations

from .armado import Comparacion, armar, comparaciones_de, unir
from .campos import Campo, Contexto, catalogo
from .en_json import leer_json
from .escritura import escribir, escribir_reglas
from .lectura import campos_de, leer_regla, leer_reglas
from .prioridad import escribir_prioridad, leer_prioridad

__all__ = [
    "Campo",
    "Comparacion",
    "Contexto",
    "armar",
    "campos_de",
    "catalogo",
    "comparaciones_de",
    "escribir",
    "escribir_prioridad",
    "escribir_reglas",
    "leer_json",
    "leer_prioridad",
    "leer_regla",
    "leer_reglas",
    "unir",
]
