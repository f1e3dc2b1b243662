"""Las reglas y la prioridad que se escriben en la orden: la gramática es la del método.

Cómo se escriben está en `generador.metodos.hogares.reglas`; aquí solo se lee el archivo y se le
pone el lugar a los errores.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.dominio import con_lugar
from generador.metodos.hogares import reglas as gramatica
from generador.metodos.identificacion import Regla
from generador.metodos.instrumento import Instrumento
from generador.metodos.seleccion import Criterio


def leer(textos: Sequence[str], instrumento: Instrumento, *, excluye: bool = False) -> list[Regla]:
    """Las reglas escritas, o ninguna; ErrorDeDatos con cuál y por qué si no se entiende."""
    if not textos:
        return []
    with con_lugar():
        contexto = gramatica.Contexto.del_kit(instrumento)
        return gramatica.leer_reglas(textos, contexto, excluye=excluye)


def leer_una(texto: str, instrumento: Instrumento) -> Regla:
    """Una sola regla, p. ej. la población objetivo."""
    with con_lugar():
        return gramatica.leer_regla(texto, gramatica.Contexto.del_kit(instrumento))


def leer_archivo(ruta: Path, instrumento: Instrumento) -> list[Regla]:
    """Las reglas de un archivo: JSON con la forma del método, o una por renglón."""
    try:
        texto = ruta.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as causa:
        raise ErrorDeDatos(
            "las reglas no se pueden leer",
            lugar=Lugar(ruta.name),
            que_hacer="guárdelas en un archivo de texto en UTF-8",
        ) from causa
    leer_como = gramatica.leer_json if ruta.suffix.lower() == ".json" else gramatica.leer_reglas
    with con_lugar(ruta.name):
        return leer_como(texto, gramatica.Contexto.del_kit(instrumento))


def leer_prioridad(textos: Sequence[str], instrumento: Instrumento) -> list[Criterio]:
    """Los criterios escritos: «orden menor, menores_6 mayor» o «-puntaje»."""
    with con_lugar():
        return gramatica.leer_prioridad(textos, gramatica.Contexto.del_kit(instrumento))
