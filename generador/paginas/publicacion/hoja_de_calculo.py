"""Un CSV que Excel y LibreOffice en español abren tal cual: marca UTF-8, «;» y coma decimal.

Es para una persona. Para programas están `datos.json` y la tabla completa, con punto y sin rótulos.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import NO_DISPONIBLE
from generador.cubo.procedencia import Fuente
from generador.disco.tablas_sin_formulas import inofensivo
from generador.paginas.cifras import SIN_CIFRA

MARCA = "\ufeff"
SEPARADOR = ";"
ZONAS = {"total": "Total", "cabecera": "Cabecera", "rural": "Rural"}
DICHOS = {**SIN_CIFRA, NO_DISPONIBLE: "no disponible"}
"""Lo que dice la celda sin cifra, por estado. Vacía queda la de un año que la fuente no publica."""
AVISO = "fuera de lo usual: {anios}"
# Las que en la página no llevan símbolo, y una hoja de cálculo debe decir.
SIN_SIMBOLO = {
    "indice": "índice",
    "razon": "razón",
    "si_no": "1 es sí, 0 es no",
    "categoria": "categoría",
}


def celda(texto: str) -> str:
    """Un texto que viene de los datos, como una sola celda que nunca se lee como fórmula."""
    return entre_comillas(inofensivo(texto))


def entre_comillas(texto: str) -> str:
    """El texto tal cual, con comillas si hacen falta para que sea una sola celda."""
    if any(c in texto for c in f'{SEPARADOR}"\r\n'):
        return '"' + texto.replace('"', '""') + '"'
    return texto


def unidad_en_palabras(ficha: Indicador) -> str:
    """La unidad de una cifra: «%», «millones de pesos», «categoría»."""
    return SIN_SIMBOLO.get(ficha.unidad, ficha.unidad_publicada)


def unidad(ficha: Indicador) -> str:
    """La misma, ya como celda."""
    return entre_comillas(unidad_en_palabras(ficha))


def nombres_llanos(catalogo: dict[str, Indicador]) -> dict[str, str]:
    """El nombre corto de cada indicador, o el largo si otro se llama igual."""
    veces = Counter(ficha.corto for ficha in catalogo.values())
    return {
        i: ficha.corto if veces[ficha.corto] == 1 else ficha.largo for i, ficha in catalogo.items()
    }


def nombres(catalogo: dict[str, Indicador]) -> dict[str, str]:
    """Los mismos, ya como celdas."""
    return {i: celda(nombre) for i, nombre in nombres_llanos(catalogo).items()}


def origen(fuente: Fuente | None, agregada: bool) -> str:
    """De dónde sale una fila. Sin `fuente`, es un indicador que calcula el kit.

    `agregada`: el kit sumó o promedió los municipios de esa fuente.
    """
    if fuente is None:
        return "cálculo del kit"
    return f"cálculo del kit con {fuente.rotulo}" if agregada else fuente.rotulo


def procedencia(fuente: Fuente | None, agregada: bool) -> str:
    """El mismo origen, ya como celda."""
    return celda(origen(fuente, agregada))


def anios_en_orden(anios: Iterable[str], hoy: str) -> list[str]:
    """Las columnas de años: de `hoy` hacia atrás y, al final, las proyecciones hacia adelante.

    Así lo último se ve sin correr la tabla. Y casi toda serie es de un solo año reciente: los
    separadores de las celdas vacías que la preceden pesarían 12 MB más.
    """
    distintos = sorted(set(anios))
    return [a for a in reversed(distintos) if a <= hoy] + [a for a in distintos if a > hoy]


def aviso(anios: Iterable[str]) -> str:
    """El de una fila: en qué años la cifra se sale de lo que se espera. Sin años, vacío."""
    juntos = ", ".join(anios)
    return AVISO.format(anios=juntos) if juntos else ""


def con_coma(numeros: str) -> list[str]:
    """Números separados por comas y con punto decimal → cada uno aparte, con coma decimal."""
    return numeros.replace(",", SEPARADOR).replace(".", ",").split(SEPARADOR)
