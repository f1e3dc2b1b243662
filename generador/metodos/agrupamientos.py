"""Agrupamientos: dónde un valor alto (o bajo) está rodeado de valores parecidos.

Moran local (Anselin, 1995) con pesos de contigüidad estandarizados por fila: zᵢ = xᵢ − x̄ y
retraso(z)ᵢ = media de z en los vecinos de i; Iᵢ = zᵢ · retraso(z)ᵢ / m₂, con m₂ = Σ z² / (n − 1).
Gi* (Ord y Getis, 1995) con pesos de 0 y 1, i entre sus propios vecinos y wᵢ de ellos en total:
Gi*ᵢ = (Σ x − wᵢ x̄) / (s √((n wᵢ − wᵢ²) / (n − 1))), con s² = Σ z² / n; es una desviación normal.

La significancia es por permutación condicional: se deja fijo el valor de i y los demás se reparten
al azar entre sus vecinos. Como Iᵢ y Gi*ᵢ crecen las dos con la media de los vecinos, su valor p es
el mismo: se distinguen en lo que llaman agrupamiento. El valor p es de dos colas,
p = mín(1, 2 · (mín(#≥, #≤) + 1) / (R + 1)): la cola no se escoge antes de mirar, y contar una sola
da la mitad de lo que corresponde.

Con n pruebas a la vez muchas saldrían «significativas» por azar, y por eso el corte es el de
Benjamini y Hochberg (1995), que controla la tasa de falsos descubrimientos entre los territorios
que tienen vecinos. Con pocas permutaciones ningún p es tan chico como pide ese corte.

El sorteo tiene su propio error: quien queda a menos de `MARGEN` errores estándar del corte podría
cambiar de lado con otra semilla. Está «en el límite», y así se debe mostrar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from .azar import barajas
from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos, Numeros, Reales
from .vecindad import Vecindad

NO_SIGNIFICATIVO, ALTO_ALTO, BAJO_ALTO, BAJO_BAJO, ALTO_BAJO = 0, 1, 2, 3, 4
CALIENTE, FRIO = 1, 2
SIN_VECINOS = -1
# Dos medias iguales se separan hasta aquí, en desviaciones, por el orden en que se suman: empatan.
HOLGURA = 1e-12
# Errores estándar del sorteo dentro de los que un p no es firme: el cuantil 99,5 % de la normal
# (2,576) por √2, porque el otro sorteo también tiene el suyo (decisión 25).
MARGEN = 3.643
PERMUTACIONES = 9999
# Lo más grande cuyo cuadrado, sumado un millón de veces, cabe en un número.
MAXIMO = 1e150
# Cuántas cartas se barajan a la vez.
POR_TANDA = 4_000_000


@dataclass(frozen=True)
class Agrupamientos:
    """Resultado por territorio, formas (N,).

    `moran` Iᵢ, `gi` Gi*ᵢ y `retraso`, la media del valor en los vecinos, en las unidades del valor
    (NaN sin valor o sin vecinos con valor); `p` valor p de dos colas por permutación (NaN igual).
    `clase` es `ALTO_ALTO`, `BAJO_ALTO`, `BAJO_BAJO` o `ALTO_BAJO` si es significativo (el primer
    nombre es el del territorio y el segundo el de sus vecinos), `NO_SIGNIFICATIVO` si no, y
    `SIN_VECINOS` si no se puede evaluar. `foco` es `CALIENTE` o `FRIO` si es significativo y el
    conjunto que hace con sus vecinos está por encima o por debajo de la media; si él solo le cambia
    el signo a sus vecinos, no es ninguno. `en_el_limite`: con otro sorteo podría quedar al otro
    lado del corte, sea o no significativo. `global_` es el Moran del conjunto.
    """

    moran: Reales
    gi: Reales
    retraso: Reales
    p: Reales
    clase: Enteros
    foco: Enteros
    en_el_limite: Logicos
    global_: float

    def en_orden(self, orden: Enteros) -> Agrupamientos:
        """El mismo con los territorios en ese orden, (N,): el primero es el que era `orden[0]`."""
        suyos = {c.name: getattr(self, c.name) for c in fields(self) if c.name != "global_"}
        return replace(self, **{nombre: valores[orden] for nombre, valores in suyos.items()})


def agrupamientos(
    valores: Numeros,
    vecinos: Vecindad | Sequence[Sequence[int]],
    *,
    permutaciones: int = PERMUTACIONES,
    semilla: int = 0,
    tasa: float = 0.05,
) -> Agrupamientos:
    """Clasifica cada territorio según su valor y el de sus vecinos.

    `valores` (N,) con NaN donde no hay dato; `vecinos` lleva, por territorio, las posiciones de sus
    vecinos. Quien no tiene dato no cuenta como vecino. `tasa` es la de falsos descubrimientos que
    se admite. La misma semilla da el mismo resultado. ErrorDeMetodo si un valor es infinito.
    """
    x = np.asarray(valores, dtype=np.float64)
    red = vecinos if isinstance(vecinos, Vecindad) else Vecindad.de_listas(vecinos)
    red.exigir(x.size)
    _exigir_finitos(x)
    hay = ~np.isnan(x)
    red = red.solo(hay)
    cuantos, sirve = red.cuantos, red.cuantos > 0
    con_vecinos = np.where(sirve, cuantos, np.nan)
    # En las unidades del valor y sin restar ni sumar la media, que dejaría ruido en el redondeo.
    retraso = red.sumar(x) / con_vecinos
    if len(np.unique(x[hay])) < 2:  # todos iguales, o nadie con dato: no hay nada que agrupar
        nada, nadie = np.full(len(x), np.nan), np.zeros(len(x), dtype=np.bool_)
        clase = np.where(sirve, NO_SIGNIFICATIVO, SIN_VECINOS)
        return Agrupamientos(nada, nada, retraso, nada, clase, clase, nadie, float("nan"))
    n = int(hay.sum())
    # En desviaciones: así la holgura de los empates no depende de las unidades.
    z = np.where(hay, (x - x[hay].mean()) / x[hay].std(ddof=1), 0.0)
    atras = red.sumar(z) / con_vecinos
    moran = z * atras
    gi = _gi(z, atras, con_vecinos, n)
    mayores, menores = _extremas(z, hay, red, permutaciones, semilla)
    extremas = np.where(sirve, np.minimum(mayores, menores), np.nan)
    p = np.minimum(1.0, 2 * (extremas + 1) / (permutaciones + 1))
    significativo = descubrimientos(p, tasa)
    clase = np.select(
        [~sirve, ~significativo, (z > 0) & (atras > 0), (z <= 0) & (atras > 0), z <= 0],
        [SIN_VECINOS, NO_SIGNIFICATIVO, ALTO_ALTO, BAJO_ALTO, BAJO_BAJO],
        default=ALTO_BAJO,
    )
    foco = np.select(
        [~sirve, ~significativo, (mayores < menores) & (gi > 0), (mayores > menores) & (gi < 0)],
        [SIN_VECINOS, NO_SIGNIFICATIVO, CALIENTE, FRIO],
        default=NO_SIGNIFICATIVO,
    )
    conjunto = float(moran[sirve].sum() / (n - 1) * n / sirve.sum()) if sirve.any() else np.nan
    limite = _en_el_limite(p, extremas, permutaciones, tasa)
    return Agrupamientos(moran, gi, retraso, p, clase, foco, limite, conjunto)


def descubrimientos(p: Reales, tasa: float = 0.05) -> Logicos:
    """Cuáles se declaran significativos, (N,): el mayor k con p₍ₖ₎ ≤ tasa · k / m, y los menores.

    NaN no cuenta entre las m pruebas ni se declara nunca.
    """
    return np.asarray(p <= _corte(p, tasa, -1.0))


def _corte(p: Reales, tasa: float, si_no_hay: float) -> float:
    """El mayor valor p que se declara significativo; `si_no_hay` si ninguno."""
    orden = np.sort(p[~np.isnan(p)])
    cumplen = np.flatnonzero(orden <= tasa * np.arange(1, len(orden) + 1) / max(len(orden), 1))
    return float(orden[cumplen[-1]]) if cumplen.size else si_no_hay


def _en_el_limite(p: Reales, extremas: Reales, permutaciones: int, tasa: float) -> Logicos:
    """Cuáles podrían cambiar de lado con otro sorteo, (N,).

    |p − corte| ≤ `MARGEN` · 2 · √(p̂ (1 − p̂) / R), con p̂ = máx(extremas, 1) / R: el error estándar
    de la proporción de una cola, por dos. Si ninguno es significativo, el corte es el que tendría
    que pasar el primero.
    """
    pruebas = max(int(np.count_nonzero(~np.isnan(p))), 1)
    corte = _corte(p, tasa, tasa / pruebas)
    cola = np.maximum(extremas, 1) / permutaciones
    return np.asarray(np.abs(p - corte) <= MARGEN * 2 * np.sqrt(cola * (1 - cola) / permutaciones))


def _gi(z: Reales, atras: Reales, cuantos: Reales, n: int) -> Reales:
    """Gi* de cada territorio, (N,); NaN sin vecinos, o si lo son todos los demás.

    `z` (N,) en desviaciones (con n − 1), `atras` su media en los vecinos y `cuantos` son.
    """
    pesos = cuantos + 1
    varianza = (n - 1) / n * (n * pesos - pesos**2) / (n - 1)
    return np.asarray((z + atras * cuantos) / np.sqrt(np.where(varianza > 0, varianza, np.nan)))


def _extremas(
    z: Reales, hay: Logicos, red: Vecindad, permutaciones: int, semilla: int
) -> tuple[Reales, Reales]:
    """En cuántas permutaciones la suma de los vecinos es ≥, y en cuántas ≤, a la que hay, (N,).

    Los empates cuentan en las dos; NaN sin valor. Las mismas barajas sirven para todos.
    """
    con_dato = np.flatnonzero(hay)
    k, suma = red.cuantos[con_dato], red.sumar(z)[con_dato]
    primeras = min(int(k.max(initial=0)) + 1, len(con_dato))
    tanda = max(1, POR_TANDA // primeras)
    colas = np.zeros((2, len(con_dato)))
    for desde in range(0, permutaciones, tanda):
        veces = min(tanda, permutaciones - desde)
        cartas = barajas(semilla, veces, len(con_dato), primeras, desde)
        colas += _colas(z[con_dato], cartas, k, suma)
    todas = np.full((2, len(z)), np.nan)
    todas[:, con_dato] = colas
    return todas[0], todas[1]


def _colas(z: Reales, cartas: Enteros, k: Enteros, suma: Reales) -> Reales:
    """Cuántas barajas dan a cada uno de n territorios una suma ≥ y una ≤ a la suya, (2, n).

    Repartir al azar a los demás entre los `k` (n,) vecinos de i es barajar a todos, quitar a i y
    mirar a los k primeros: su suma o, si i está entre ellos, la de k + 1 menos él. `cartas`
    (veces, c) y la `suma` (n,) que hay en los vecinos de cada uno.
    """
    sumas = np.zeros((len(cartas), cartas.shape[1] + 1))
    np.cumsum(z[cartas], axis=1, out=sumas[:, 1:])
    piso, techo = suma - HOLGURA * np.maximum(k, 1), suma + HOLGURA * np.maximum(k, 1)
    colas = np.zeros((2, len(k)))
    for tantos in np.unique(k).tolist():
        suyos, columna = k == tantos, np.sort(sumas[:, tantos])
        colas[0, suyos] = len(cartas) - np.searchsorted(columna, piso[suyos], side="left")
        colas[1, suyos] = np.searchsorted(columna, techo[suyos], side="right")
    # Donde i está entre los primeros, se quita lo que se contó y se cuenta lo que es.
    filas, columnas = np.nonzero(np.arange(cartas.shape[1]) < k[cartas])
    i = cartas[filas, columnas]
    contada, buena = sumas[filas, k[i]], sumas[filas, k[i] + 1] - z[i]
    cambios = (
        (buena >= piso[i]).astype(np.float64) - (contada >= piso[i]),
        (buena <= techo[i]).astype(np.float64) - (contada <= techo[i]),
    )
    colas += [np.bincount(i, weights=cambio, minlength=len(k)) for cambio in cambios]
    return colas


def _exigir_finitos(x: Reales) -> None:
    infinitos = np.flatnonzero(np.isinf(x))
    if infinitos.size:
        raise ErrorDeMetodo(
            f"hay {infinitos.size} valores infinitos; el primero, en el lugar {infinitos[0] + 1}",
            que_hacer="corrija el campo o elija otro",
        )
    grandes = np.flatnonzero(np.abs(np.nan_to_num(x)) > MAXIMO)
    if grandes.size:
        raise ErrorDeMetodo(
            f"el valor del lugar {grandes[0] + 1} es {x[grandes[0]]:g}: su cuadrado no cabe",
            que_hacer="corrija el campo, o mídalo en otra unidad",
        )
