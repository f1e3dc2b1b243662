"""Las columnas que la página compara, sacadas del cubo de una vez para los 1.156 territorios.

Cada celda es un número, o la seña de por qué no lo hay: None (sin dato), «a» (no aplica) o «d» (no
disponible). Lo que se resta va sin redondear, para que la diferencia se redondee una sola vez; lo
demás, ya redondeado por la regla del kit.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave
from generador.formato import redonda
from generador.indicadores.incertidumbre import MONETARIA
from generador.metodos import precision
from generador.paginas.comparar.filas_comparadas import EDADES, ULTIMO, VIGENTE, FilaDelComparador
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import CIFRAS, redondear_columna

Reales = NDArray[np.float64]
Celda = Any
SENAS = {NO_APLICA: "a", NO_DISPONIBLE: "d"}


def de_fila(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """La columna de una fila, en el orden de los territorios del cubo."""
    return FORMAS[fila.forma](acervo, fila)


def periodo_de(acervo: DatosDelSitio, fila: FilaDelComparador) -> str:
    """El año de la fila; «» si es el de cada territorio o son varios."""
    if fila.periodo == VIGENTE:
        return acervo.vigente(fila.indicador)
    return fila.periodo if fila.periodo.isdigit() else ""


def decimales_de(acervo: DatosDelSitio, fila: FilaDelComparador) -> int:
    """Con cuántos se escribe."""
    return acervo.catalogo[fila.indicador].decimales if fila.decimales is None else fila.decimales


def _cifra(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """Un número por territorio; si es el último de cada uno, el par (número, año)."""
    if fila.periodo == ULTIMO:
        return _ultima(acervo, fila)
    return _columna(acervo, fila, periodo_de(acervo, fila))


def _columna(acervo: DatosDelSitio, fila: FilaDelComparador, periodo: str) -> list[Celda]:
    llave = (fila.indicador, fila.dominio, periodo)
    if llave not in acervo.cubo.columnas:
        return [None] * len(acervo.cubo.territorios)
    decimales = decimales_de(acervo, fila)
    return _celdas(acervo.cubo, llave, _escritor(fila.resta, decimales))


def _escritor(crudo: bool, decimales: int) -> Callable[[Reales], list[float]]:
    if crudo:
        return lambda valores: [_exacta(v) for v in valores.tolist()]
    return lambda valores: _enteros(redondear_columna(valores, decimales), decimales)


def _exacta(valor: float) -> float:
    """Sin lo que pasa de las cifras significativas, que es ruido."""
    return float(f"{valor:.{CIFRAS}g}")


def _o_nada(valor: float) -> float | None:
    return None if isnan(valor) else valor


def _enteros(valores: Reales, decimales: int) -> list[float]:
    """Sin «.0» donde no hay decimales: pesa menos."""
    lista: list[float] = valores.tolist()
    return lista if decimales > 0 else [v if isnan(v) else int(v) for v in lista]


def _celdas(cubo: Cubo, llave: Llave, escribir: Callable[[Reales], list[float]]) -> list[Celda]:
    estados = cubo.estados[llave]
    celdas: list[Celda] = escribir(cubo.columnas[llave])
    for i in np.flatnonzero(estados != DATO).tolist():
        celdas[i] = SENAS.get(int(estados[i]))
    return celdas


def _ultima(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """Lo más reciente que tiene cada territorio con su año; sin ninguno, lo del último periodo."""
    periodos = acervo.cubo.periodos(fila.indicador, fila.dominio)
    columnas = [_columna(acervo, fila, periodo) for periodo in periodos]
    ultimas: list[Celda] = list(columnas[-1])
    for i, suyas in enumerate(zip(*columnas, strict=True)):
        hay = [n for n, celda in enumerate(suyas) if isinstance(celda, int | float)]
        if hay:
            ultimas[i] = [suyas[hay[-1]], periodos[hay[-1]]]
    return ultimas


def _serie(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """Un número por periodo, o None; el territorio sin ninguno queda en None."""
    decimales = decimales_de(acervo, fila)
    columnas = []
    for periodo in acervo.cubo.periodos(fila.indicador, fila.dominio):
        valores = acervo.cubo.columnas[fila.indicador, fila.dominio, periodo]
        columnas.append(_enteros(redondear_columna(valores, decimales), decimales))
    return [
        None if all(map(isnan, suyos)) else [_o_nada(v) for v in suyos]
        for suyos in zip(*columnas, strict=True)
    ]


def _personas(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """En orden de magnitud, con tres cifras."""

    def escribir(valores: Reales) -> list[float]:
        return [v if isnan(v) else int(redonda(v).replace(".", "")) for v in valores.tolist()]

    return _celdas(acervo.cubo, (fila.indicador, fila.dominio, periodo_de(acervo, fila)), escribir)


def _estimacion(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """(cifra, extremos del intervalo en enteros, clase de precisión); la seña, si no se publica."""
    anio = periodo_de(acervo, fila)
    bajo, alto, clase = (
        acervo.cubo.columnas[f"{MONETARIA}_{final}", "total", anio]
        for final in ("li", "ls", "precision")
    )
    desde, hasta = precision.hacia_afuera(bajo / 100, alto / 100)
    return [
        [celda, int(d), int(h), int(c)] if isinstance(celda, float) else _no_se_publica(celda, c)
        for celda, d, h, c in zip(
            _columna(acervo, fila._replace(resta=True), anio),
            desde.tolist(),
            hasta.tolist(),
            clase.tolist(),
            strict=True,
        )
    ]


def _no_se_publica(celda: Celda, clase: float) -> Celda:
    """Si la entidad la calculó y no la publica por su error, la seña es «p»."""
    return celda if isnan(clase) else "p"


def _encuesta(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """(cifra, extremos del intervalo), con None en los extremos que el archivo no trae."""
    anio = periodo_de(acervo, fila)
    bajo, alto = (
        redondear_columna(
            acervo.cubo.columnas[f"{fila.indicador}_{f}", "total", anio], decimales_de(acervo, fila)
        ).tolist()
        for f in ("li", "ls")
    )
    return [
        [c, _o_nada(b), _o_nada(a)] if isinstance(c, float) else c
        for c, b, a in zip(_columna(acervo, fila, anio), bajo, alto, strict=True)
    ]


def _cambio(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """(antes, después, puntos, margen, lectura) de la NBI en una zona."""
    antes, despues = acervo.cubo.periodos(fila.indicador)
    partes = [
        _columna(acervo, fila._replace(periodo=antes), antes),
        _columna(acervo, fila._replace(periodo=despues), despues),
        *(
            _columna(acervo, FilaDelComparador(f"nbi_cambio{final}", fila.dominio), despues)
            for final in ("", "_margen", "_lectura")
        ),
    ]
    return [list(celdas) for celdas in zip(*partes, strict=True)]


def _parte(acervo: DatosDelSitio, fila: FilaDelComparador) -> list[Celda]:
    """De cada 100 personas censadas, cuántas son de esa edad."""
    anio = periodo_de(acervo, fila)
    todas = sum(acervo.cubo.columnas[f"censo_edad_{edad}", "total", anio] for edad in EDADES)
    suyas = acervo.cubo.columnas[fila.indicador, "total", anio]
    return [None if isnan(v) else _exacta(v) for v in (100 * suyas / todas).tolist()]


FORMAS: dict[str, Callable[[DatosDelSitio, FilaDelComparador], list[Celda]]] = {
    "cifra": _cifra,
    "momento": _cifra,
    "omision": _cifra,
    "personas": _personas,
    "estimacion": _estimacion,
    "encuesta": _encuesta,
    "cambio": _cambio,
    "serie": _serie,
    "pesos": _serie,
    "parte": _parte,
}
