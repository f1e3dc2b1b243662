"""De qué año es cada medida: sale de las tablas, y ningún módulo ni plantilla lo escribe.

El año vigente de una medida es el último con dato. Una proyección llega al futuro: la suya es la
que declara el catálogo en `periodo_de_referencia`, y las medidas que la acompañan la toman de ella
con `periodo_de`. En una comparación vale un solo año, el último que tienen todas las partes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, Cubo, Llave
from generador.errores import ErrorDeDatos, Lugar

TOTAL = "total"
MARCA = re.compile(r"\{([a-z]\w*)\}")
Medida = tuple[str, str]  # indicador, dominio


def con_dato(cubo: Cubo, indicador: str, dominio: str = TOTAL) -> tuple[str, ...]:
    """Los años en que algún municipio tiene la cifra, del más viejo al último.

    Si la medida no baja al municipio, aquellos en que la tiene cualquier territorio.
    """
    periodos = cubo.periodos(indicador, dominio)
    hay = {p: cubo.estados[indicador, dominio, p] == DATO for p in periodos}
    de_municipios = tuple(p for p in periodos if hay[p][cubo.es_municipio].any())
    return de_municipios or tuple(p for p in periodos if hay[p].any())


def comunes(cubo: Cubo, medidas: Iterable[Medida]) -> tuple[str, ...]:
    """Los años con dato en todas las `medidas`, del más viejo al último; puede no haber ninguno."""
    conjuntos = [set(con_dato(cubo, *medida)) for medida in medidas]
    return tuple(sorted(set.intersection(*conjuntos)))


def exigir(cubo: Cubo, llave: Llave) -> None:
    """ErrorDeDatos si el cubo no trae la columna con que se pesa una medida de ese mismo año."""
    if llave not in cubo.columnas:
        indicador, dominio, periodo = llave
        raise ErrorDeDatos(
            f"la medida de {periodo} no tiene con qué pesarse: falta «{indicador}» de ese año "
            f"en el dominio «{dominio}»",
            lugar=Lugar("datos/"),
            que_hacer="importe la fuente que trae ese año",
        )


def vigente(
    cubo: Cubo, catalogo: Mapping[str, Indicador], indicador: str, dominio: str = TOTAL
) -> str:
    """El año con que se lee la medida; ErrorDeDatos si las tablas no lo traen."""
    ficha = catalogo[indicador]
    if ficha.periodo_de:
        return vigente(cubo, catalogo, ficha.periodo_de)
    hallados = con_dato(cubo, indicador, dominio) or cubo.periodos(indicador, dominio)
    referencia = ficha.periodo_de_referencia
    if not hallados or (referencia and referencia not in hallados):
        raise ErrorDeDatos(
            f"«{indicador}» no tiene cifras{f' de {referencia}' if referencia else ''} en el "
            f"dominio «{dominio}»",
            lugar=Lugar("datos/"),
            que_hacer="importe la fuente que las trae, o corrija `periodo_de_referencia` en "
            "generador/cubo/catalogo",
        )
    return referencia or hallados[-1]


class Periodos:
    """Los años vigentes de un cubo ya completo; se preguntan miles de veces por construcción."""

    def __init__(self, cubo: Cubo, catalogo: Mapping[str, Indicador]) -> None:
        self._cubo = cubo
        self._catalogo = catalogo
        self._vigentes: dict[Medida, str] = {}
        self._comunes: dict[tuple[Medida, ...], str] = {}

    def vigente(self, indicador: str, dominio: str = TOTAL) -> str:
        """Como `vigente`, recordando lo ya preguntado."""
        medida = (indicador, dominio)
        if medida not in self._vigentes:
            self._vigentes[medida] = vigente(self._cubo, self._catalogo, *medida)
        return self._vigentes[medida]

    def comun(self, *medidas: Medida) -> str:
        """El último año con dato en todas; si no lo hay, el vigente de la primera."""
        if medidas not in self._comunes:
            hallados = comunes(self._cubo, medidas)
            self._comunes[medidas] = hallados[-1] if hallados else self.vigente(*medidas[0])
        return self._comunes[medidas]


def con_anios(
    catalogo: Mapping[str, Indicador], anio: Callable[[str], str]
) -> dict[str, Indicador]:
    """El catálogo con cada `{medida}` de sus textos cambiada por su año, que da `anio`."""
    return {
        id_: replace(
            ficha,
            corto=escrito(ficha.corto, anio),
            largo=escrito(ficha.largo, anio),
            definicion=escrito(ficha.definicion, anio),
            advertencias=tuple(escrito(texto, anio) for texto in ficha.advertencias),
        )
        for id_, ficha in catalogo.items()
    }


def escrito(texto: str, anio: Callable[[str], str]) -> str:
    """`texto` con cada `{medida}` cambiada por lo que da `anio`."""
    return MARCA.sub(lambda hallada: anio(hallada[1]), texto) if "{" in texto else texto
