"""`datos/` en memoria para construir el sitio: solo csv, numpy y biblioteca estándar."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from math import isnan
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generador.cubo import catalogo, exigencias, forma
from generador.cubo.catalogo import Indicador
from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import DATOS

Llave = tuple[str, str, str]  # indicador, dominio, periodo
Valores = NDArray[np.float64]
Estados = NDArray[np.int8]

SIN_FILA, DATO, NO_APLICA, NO_DISPONIBLE = 0, 1, 2, 3
# Mientras se leen, las marcas viajan como números que ningún dato puede tener: así una columna se
# convierte de una sola vez y el estado se deduce después sin volver al texto.
_MARCAS = {forma.VACIA: np.nan, forma.NO_APLICA: np.inf, forma.NO_DISPONIBLE: -np.inf}


@dataclass(frozen=True)
class Cubo:
    """Todos los valores del kit por (indicador, dominio, periodo).

    `territorios` son los 1.156 códigos en el orden de territorios.csv (nación, departamentos y
    municipios) e `indice` su posición. Cada arreglo de `columnas` (float64) y `estados` (int8) mide
    `len(territorios)`: NaN donde no hay dato; 0 sin fila, 1 dato, 2 no aplica, 3 no disponible.
    Los valores de un indicador de unidad «categoria» son el código entero del catálogo.
    """

    territorios: tuple[str, ...]
    indice: dict[str, int]
    columnas: dict[Llave, Valores] = field(repr=False)
    estados: dict[Llave, Estados] = field(repr=False)

    @cached_property
    def es_municipio(self) -> NDArray[np.bool_]:
        """Cuáles posiciones son de un municipio, (n territorios,)."""
        return np.array([len(codigo) == 5 for codigo in self.territorios])

    @cached_property
    def _periodos(self) -> dict[tuple[str, str], tuple[str, ...]]:
        hallados = defaultdict(list)
        for indicador, dominio, periodo in self.columnas:
            hallados[indicador, dominio].append(periodo)
        return {llave: tuple(sorted(periodos)) for llave, periodos in hallados.items()}

    @cached_property
    def _trayectorias(self) -> dict[tuple[str, str], Valores]:
        return {}

    def agregar(self, llave: Llave, valores: Valores, estados: Estados) -> None:
        """Guarda una columna calculada, de la misma medida que las demás."""
        self.columnas[llave] = valores
        self.estados[llave] = estados
        self.__dict__.pop("_periodos", None)
        self._trayectorias.pop(llave[:2], None)

    def periodos(self, indicador: str, dominio: str = "total") -> tuple[str, ...]:
        """Periodos en que el indicador existe en ese dominio, del más viejo al último."""
        return self._periodos.get((indicador, dominio), ())

    def ultimo(self, indicador: str, dominio: str = "total") -> str:
        """El periodo más reciente; KeyError si el indicador no existe en ese dominio."""
        if not (periodos := self.periodos(indicador, dominio)):
            raise KeyError(f"datos/ no trae el indicador «{indicador}» en el dominio «{dominio}»")
        return periodos[-1]

    def valor(
        self, indicador: str, territorio: str, dominio: str = "total", periodo: str | None = None
    ) -> float:
        """El valor, o NaN si no hay dato; sin `periodo`, el del último del indicador.

        KeyError si el territorio no existe, o si se pide el último de un indicador que no está.
        """
        llave = (indicador, dominio, periodo or self.ultimo(indicador, dominio))
        posicion = self.indice[territorio]
        return float(self.columnas[llave][posicion]) if llave in self.columnas else float("nan")

    def estado(
        self, indicador: str, territorio: str, dominio: str = "total", periodo: str | None = None
    ) -> int:
        """El estado (SIN_FILA, DATO, NO_APLICA o NO_DISPONIBLE), con las reglas de `valor`."""
        llave = (indicador, dominio, periodo or self.ultimo(indicador, dominio))
        posicion = self.indice[territorio]
        return int(self.estados[llave][posicion]) if llave in self.estados else SIN_FILA

    def celda(self, llave: Llave, fila: int) -> tuple[float, int]:
        """Valor y estado de un territorio, por su posición; sin fila si la llave no existe."""
        if llave not in self.columnas:
            return float("nan"), SIN_FILA
        return float(self.columnas[llave][fila]), int(self.estados[llave][fila])

    def columna(self, llave: Llave) -> tuple[list[float], list[int]]:
        """Valores y estados de todos los territorios, en listas; sin fila si la llave no existe."""
        if llave not in self.columnas:
            vacia = len(self.territorios)
            return [float("nan")] * vacia, [SIN_FILA] * vacia
        return self.columnas[llave].tolist(), self.estados[llave].tolist()

    def trayectoria(self, indicador: str, territorio: str, dominio: str = "total") -> list[float]:
        """Un valor por cada periodo de `periodos`, con NaN donde el territorio no tiene dato."""
        llave = (indicador, dominio)
        periodos = self.periodos(*llave)
        if not periodos:
            return []
        if llave not in self._trayectorias:
            columnas = [self.columnas[indicador, dominio, p] for p in periodos]
            self._trayectorias[llave] = np.column_stack(columnas)
        valores: list[float] = self._trayectorias[llave][self.indice[territorio]].tolist()
        return valores

    def serie(
        self, indicador: str, territorio: str, dominio: str = "total"
    ) -> list[tuple[str, float]]:
        """Pares (periodo, valor) de los periodos en que el territorio tiene dato."""
        valores = self.trayectoria(indicador, territorio, dominio)
        pares = zip(self.periodos(indicador, dominio), valores, strict=True)
        return [par for par in pares if not isnan(par[1])]


def leer(carpeta: Path = DATOS, indicadores: dict[str, Indicador] | None = None) -> Cubo:
    """Lee todas las tablas de `carpeta`; `indicadores` es el catálogo (por omisión, el del kit).

    ErrorDeDatos si una columna no está en el catálogo o al revés, si un territorio, un dominio o un
    rótulo no existe, o si una celda no es un número.
    """
    indicadores = catalogo.indicadores() if indicadores is None else indicadores
    territorios = leer_territorios(carpeta)
    indice = {codigo: posicion for posicion, codigo in enumerate(territorios)}
    cubo = Cubo(tuple(territorios), indice, {}, {})
    rutas = forma.tablas(carpeta)
    forma.exigir_fuentes([ruta.stem for ruta in rutas], indicadores)
    with _sin_recolector():
        for ruta in rutas:
            _agregar_tabla(cubo, ruta, indicadores)
    return cubo


@contextmanager
def _sin_recolector() -> Iterator[None]:
    """Aplaza el recolector: recorrería en vano cientos de miles de filas (un cuarto del tiempo)."""
    estaba = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if estaba:
            gc.enable()


def leer_territorios(carpeta: Path = DATOS) -> dict[str, dict[str, str]]:
    """Las filas de territorios.csv por código, en su orden; cada una va de columna a texto."""
    ruta = carpeta / forma.TERRITORIOS
    titulos, filas = _exigir_forma(ruta, forma.filas_csv(ruta), ("codigo",))
    hallados = {fila[0]: dict(zip(titulos, fila, strict=True)) for fila in filas}
    if len(hallados) < len(filas):
        veces = Counter(fila[0] for fila in filas)
        fila = next(i for i, f in enumerate(filas, start=2) if veces[f[0]] > 1)
        raise ErrorDeDatos(
            "el territorio está repetido",
            lugar=Lugar(ruta.name, None, fila, "codigo"),
            valor=filas[fila - 2][0],
            que_hacer=forma.REIMPORTAR,
        )
    return hallados


def _agregar_tabla(cubo: Cubo, ruta: Path, indicadores: dict[str, Indicador]) -> None:
    titulos, filas = _exigir_forma(ruta, forma.filas_csv(ruta))
    propias = titulos[len(forma.LLAVE) :]
    forma.exigir_columnas(ruta.stem, propias, indicadores)
    columnas = list(zip(*filas, strict=True)) or [()] * len(titulos)
    donde = _posiciones(ruta, columnas[0], cubo.indice)
    pares = list(zip(columnas[1], columnas[2], strict=True))
    cortes = {par: orden for orden, par in enumerate(dict.fromkeys(pares))}
    exigencias.exigir_cortes(ruta, cortes, filas)
    corte = np.fromiter(map(cortes.__getitem__, pares), np.intp, len(pares))
    exigencias.exigir_sin_repetidas(ruta, corte * len(cubo.territorios) + donde, filas)
    del filas
    for nombre, textos in zip(propias, columnas[len(forma.LLAVE) :], strict=True):
        matriz = np.full((len(cortes), len(cubo.territorios)), np.nan)
        matriz[corte, donde] = _numeros(ruta, indicadores[nombre], textos)
        _repartir(cubo, nombre, matriz, cortes)


def _repartir(
    cubo: Cubo, indicador: str, matriz: Valores, cortes: dict[tuple[str, str], int]
) -> None:
    """Separa valores y estados, y guarda solo los cortes en que el indicador existe."""
    estados = np.zeros(matriz.shape, np.int8)
    estados[np.isfinite(matriz)] = DATO
    estados[matriz == np.inf] = NO_APLICA
    estados[matriz == -np.inf] = NO_DISPONIBLE
    matriz[estados != DATO] = np.nan
    existe = (estados != SIN_FILA).any(axis=1).tolist()
    for (dominio, periodo), fila in cortes.items():
        if existe[fila]:
            cubo.columnas[indicador, dominio, periodo] = matriz[fila]
            cubo.estados[indicador, dominio, periodo] = estados[fila]


class _Conversor(dict[str, float]):
    """Texto → número, recordando los ya vistos: en una columna casi todos se repiten.

    ValueError si el texto no es un número como los escribe el kit, aunque se pueda leer.
    """

    def __missing__(self, texto: str) -> float:
        if not exigencias.canonico(texto):
            raise ValueError(texto)
        self[texto] = numero = float(texto)
        return numero


def _leidos(textos: tuple[str, ...]) -> dict[str, float]:
    """Lo que vale cada texto; los que no estén, al pedirlos se miran uno a uno."""
    distintos = list(set(textos) - _MARCAS.keys())
    if "" in distintos or not exigencias.todas_canonicas(distintos):
        return _Conversor(_MARCAS)
    return {**_MARCAS, **dict(zip(distintos, map(float, distintos), strict=True))}


def _numeros(ruta: Path, indicador: Indicador, textos: tuple[str, ...]) -> Valores:
    conocidos: dict[str, float]
    if indicador.categorias:
        rotulos = {rotulo: float(codigo) for codigo, rotulo in indicador.categorias.items()}
        conocidos = {**rotulos, **_MARCAS}
    else:
        conocidos = _leidos(textos)
    try:
        valores = np.fromiter(map(conocidos.__getitem__, textos), np.float64, len(textos))
    except (KeyError, ValueError) as causa:
        fila = next(i for i, t in enumerate(textos) if not _vale(conocidos, t))
        raise ErrorDeDatos(
            "no es un rótulo del catálogo"
            if indicador.categorias
            else "no es un número como los escribe el kit (con punto decimal y sin otros signos)",
            lugar=Lugar(ruta.name, None, fila + 2, indicador.id),
            valor=textos[fila],
            que_hacer=forma.REIMPORTAR,
        ) from causa
    exigencias.exigir_rango(ruta, indicador, valores)
    exigencias.exigir_enteros(ruta, indicador, valores)
    return valores


def _vale(conocidos: dict[str, float], texto: str) -> bool:
    try:
        conocidos[texto]
    except (KeyError, ValueError):
        return False
    return True


def _posiciones(ruta: Path, codigos: tuple[str, ...], indice: dict[str, int]) -> NDArray[np.intp]:
    try:
        return np.fromiter(map(indice.__getitem__, codigos), np.intp, len(codigos))
    except KeyError as causa:
        fila = next(i for i, c in enumerate(codigos) if c not in indice)
        raise ErrorDeDatos(
            f"el territorio no está en {forma.TERRITORIOS}",
            lugar=Lugar(ruta.name, None, fila + 2, "territorio"),
            valor=codigos[fila],
            que_hacer=forma.REIMPORTAR,
        ) from causa


def _exigir_forma(
    ruta: Path, filas: list[list[str]], llave: tuple[str, ...] = forma.LLAVE
) -> tuple[list[str], list[list[str]]]:
    """Separa el encabezado de las filas; todas deben medir lo mismo que él, que no repite."""
    titulos = filas[0] if filas else []
    if tuple(titulos[: len(llave)]) != llave or len(set(titulos)) < len(titulos):
        primera = "la primera columna debe ser" if len(llave) == 1 else "las primeras columnas son"
        raise ErrorDeDatos(
            f"{primera} «{', '.join(llave)}», y ningún título se repite",
            lugar=Lugar(ruta.name, fila=1),
            valor=",".join(titulos[:3]),
            que_hacer=forma.REIMPORTAR,
        )
    if set(map(len, filas)) != {len(titulos)}:
        numero = next(n for n, fila in enumerate(filas, start=1) if len(fila) != len(titulos))
        raise ErrorDeDatos(
            f"la fila trae {len(filas[numero - 1])} celdas y el encabezado {len(titulos)}",
            lugar=Lugar(ruta.name, fila=numero),
            que_hacer=forma.REIMPORTAR,
        )
    return titulos, filas[1:]
