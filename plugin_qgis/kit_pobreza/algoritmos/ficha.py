"""Lo que se lee de un algoritmo: antes de usarlo, su ayuda; después, lo que dio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..numeros import escrito
from .parametros import Numero, Parametro

SI_ES_INTERNA = (
    "Si alguna capa que recibe es interna, la salida también: lleva «INTERNO ·» delante del nombre."
)
QUEDA_INTERNA = "Queda marcada «INTERNO: no publicar»."
PRIVADO = (
    "Uso interno: cada fila es un hogar. No lo publique ni lo comparta fuera de quienes "
    "tramitan el programa (Ley 1581 de 2012)."
)


@dataclass(frozen=True)
class Ficha:
    """Lo que se lee de un algoritmo antes de usarlo."""

    id: str
    nombre: str
    grupo: str
    resumen: str
    entrega: str
    ejemplo: str
    etiquetas: tuple[str, ...]
    advertencia: str = ""
    secciones: tuple[tuple[str, str], ...] = ()

    @property
    def ayuda(self) -> str:
        """La ayuda en HTML."""
        partes = [
            f"<p>{self.resumen}</p>",
            f"<h3>Qué entrega</h3><p>{self.entrega}</p>",
            f"<h3>Ejemplo</h3><p>{self.ejemplo}</p>",
        ]
        if self.advertencia:
            partes.append(f"<h3>Tenga en cuenta</h3><p>{self.advertencia}</p>")
        partes += [f"<h3>{titulo}</h3><p>{texto}</p>" for titulo, texto in self.secciones]
        return "".join(partes)


def con_parametros(ayuda: str, parametros: Sequence[Parametro]) -> str:
    """La ayuda con la de cada parámetro: el globo solo se ve al pasar por encima."""
    explicados = [p for p in parametros if p.ayuda]
    if not explicados:
        return ayuda
    dichos = (f"<p><b>{p.etiqueta}</b>: {p.ayuda}</p>" for p in explicados)
    return f"{ayuda}<h3>Qué se elige</h3>{''.join(dichos)}"


def resultado(declarados: Sequence[Numero], numeros: Mapping[str, Any], registro: str) -> str:
    """Lo que dio, en renglones que se leen: Processing lo muestra como un diccionario."""
    con_dato = [n for n in declarados if numeros.get(n.nombre) is not None]
    dichos = [
        f"  {n.etiqueta}: {escrito(numeros[n.nombre], proporcion=n.proporcion)}" for n in con_dato
    ]
    return "\n".join(["Resultado", *dichos, f"  Registro: {registro}"])
