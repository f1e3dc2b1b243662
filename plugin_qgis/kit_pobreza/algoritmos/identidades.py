"""El identificador de cada hogar en el sorteo: el mismo texto en la orden y en el navegador."""

from __future__ import annotations

import re

from ..errores import ErrorDeCapa
from ..lectura import Fuente
from ..metodos.hogares.avisos import frase
from ..metodos.hogares.columna import Columna
from ..metodos.hogares.identidad import SEPARADOR, canonica

# Lo que no es un número sin ceros a la izquierda ni está separado por «|».
NO_CANONICO = re.compile(r"(?:^|[|\n])0\d|[^0-9|\n]")
POR_JEFES = ("hogar", "registro")


def exigir_identidad(fuente: Fuente, llave: str) -> None:
    """Error si el campo es el número que «Cargar base Sisbén» pone donde no hay identidad."""
    if llave == "hogar" and fuente.es_numero(llave) and set(POR_JEFES) <= set(fuente.nombres):
        raise ErrorDeCapa(frase("sin_sorteo"), que_hacer=frase("sin_sorteo_que_hacer"))


def identificadores_de(columna: Columna) -> list[str]:
    """La identidad canónica de cada fila, parte por parte; error si alguna está vacía.

    Así el sorteo no depende de cómo se guardó el código («05045» y «5045») ni del orden de las
    filas.
    """
    vacios = int((columna.codigos < 0).sum())
    propios = list(columna.textos)
    if NO_CANONICO.search("\n".join(propios)):
        propios = [SEPARADOR.join(canonica(p) for p in t.split(SEPARADOR)) for t in propios]
    usados = [propios[c] for c in columna.codigos.tolist() if c >= 0]
    vacios += usados.count("")
    if vacios:
        raise ErrorDeCapa(
            f"{vacios} hogares no tienen «{columna.nombre}»",
            que_hacer="elija un identificador completo",
        )
    return usados
