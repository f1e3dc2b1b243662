"""Los textos distintos de una columna, hallados octeto a octeto y sin crear un texto por celda.

Cada celda se carga en palabras de 8 octetos y se busca en una tabla de dispersión abierta, toda la
columna del tramo a la vez. Las celdas muy largas, que son pocas, van por un diccionario.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..tipos import Enteros, Octetos
from .columna import Codigos, Columna

Palabras = npt.NDArray[np.uint64]
PALABRA = 8
PALABRAS_MAXIMAS = 8
RANURAS = 1 << 10
OCUPACION = 2  # ranuras por texto distinto, al menos
LOTE = 256
VACIA = -1
# Impares grandes, uno por palabra: los de la dispersión multiplicativa (Knuth, TAOCP 3, 6.4).
FACTORES = np.array(
    [pow(0x9E3779B97F4A7C15, k + 1, 1 << 64) for k in range(PALABRAS_MAXIMAS)], dtype=np.uint64
)
# Deja los primeros k octetos de una palabra leída de menor a mayor.
MASCARAS = np.array([(1 << (8 * k)) - 1 for k in range(PALABRA + 1)], dtype=np.uint64)


class Distintos:
    """Acumula los textos de una columna y da a cada celda un código.

    Los códigos provisionales son el puesto en la tabla, o −2 − puesto en el diccionario de los
    largos; `columna` los deja en orden de aparición.
    """

    def __init__(self) -> None:
        self.cuantos = 0
        self.palabras: list[Palabras] = [np.zeros(RANURAS, dtype=np.uint64)]
        self.ranuras = np.full(RANURAS, VACIA, dtype=np.int32)
        self.largos: dict[bytes, int] = {}

    def codificar(
        self, octetos: Octetos, vista: Palabras, inicios: Enteros, largos: Enteros
    ) -> Codigos:
        """Código provisional (n,) de las celdas en [inicio, inicio + largo).

        `vista` (m,) es la palabra que comienza en cada octeto.
        """
        mayor = int(largos.max(initial=0))
        if mayor <= PALABRA:
            return self._buscar([vista[inicios] & MASCARAS[largos]])
        if mayor <= PALABRA * PALABRAS_MAXIMAS:
            return self._buscar(_cargar(vista, inicios, largos, -(-mayor // PALABRA)))
        codigos = np.empty(len(inicios), dtype=np.int32)
        cortas = largos <= PALABRA * PALABRAS_MAXIMAS
        codigos[cortas] = self._buscar(
            _cargar(vista, inicios[cortas], largos[cortas], PALABRAS_MAXIMAS)
        )
        limites = zip(inicios[~cortas].tolist(), largos[~cortas].tolist())
        codigos[~cortas] = self.codificar_textos([octetos[i : i + n].tobytes() for i, n in limites])
        return codigos

    def codificar_textos(self, textos: Sequence[bytes]) -> Codigos:
        """Lo mismo para celdas sueltas."""
        propios = self.largos
        return np.array([-2 - propios.setdefault(t, len(propios)) for t in textos], dtype=np.int32)

    def columna(self, nombre: str, codigos: Codigos, codificacion: str) -> Columna:
        """La columna, con sus textos en orden de aparición; reescribe `codigos`.

        Error de decodificación (ValueError) si un texto no está en esa codificación.
        """
        textos = [*self._textos(codificacion), *(t.decode(codificacion) for t in self.largos)]
        largos = codigos < VACIA
        if largos.any():
            codigos[largos] = self.cuantos - 2 - codigos[largos]
        lugares = {t: i for i, t in enumerate(textos)} if self.largos else {}
        if len(lugares) < len(textos) and lugares:
            codigos[:] = np.array([lugares[t] for t in textos], dtype=np.int32)[codigos]
        primera = np.full(len(textos), len(codigos), dtype=np.int64)
        primera[codigos[::-1]] = np.arange(len(codigos) - 1, -1, -1)
        orden = np.argsort(primera, kind="stable")[: int((primera < len(codigos)).sum())]
        puestos = np.zeros(len(textos), dtype=np.int32)
        puestos[orden] = np.arange(len(orden), dtype=np.int32)
        codigos[:] = puestos[codigos]
        return Columna(nombre, tuple(textos[i] for i in orden.tolist()), codigos)

    def _textos(self, codificacion: str) -> list[str]:
        if not self.cuantos:
            return []
        juntas = np.stack([p[: self.cuantos] for p in self.palabras], axis=1)
        crudos = np.ascontiguousarray(juntas).view(f"S{PALABRA * len(self.palabras)}").ravel()
        # Ninguna celda trae octetos nulos, así que sirven para decodificar todas de una vez.
        return b"\0".join(crudos.tolist()).decode(codificacion).split("\0")

    def _buscar(self, palabras: list[Palabras]) -> Codigos:
        """El puesto de cada celda en la tabla; las que no están se agregan."""
        while len(self.palabras) < len(palabras):
            self.palabras.append(np.zeros(len(self.palabras[0]), dtype=np.uint64))
        codigos: Codigos = self.ranuras[self._ranura(palabras)]
        pendientes = np.flatnonzero(~self._iguales(palabras, codigos))
        while len(pendientes):
            # De a pocas al comienzo: casi todas repiten y la tabla no crece de más.
            lote, pendientes = np.split(pendientes, [max(LOTE, self.cuantos)])
            self._reservar(len(lote))
            codigos[lote] = self._agregar([p[lote] for p in palabras])
            if len(pendientes):
                restantes = [p[pendientes] for p in palabras]
                hallados = self.ranuras[self._ranura(restantes)]
                iguales = self._iguales(restantes, hallados)
                codigos[pendientes[iguales]] = hallados[iguales]
                pendientes = pendientes[~iguales]
        return codigos

    def _ranura(self, palabras: Sequence[Palabras]) -> Enteros:
        suma = palabras[0] * FACTORES[0]
        for palabra, factor in zip(palabras[1:], FACTORES[1:]):
            suma += palabra * factor
        suma ^= suma >> np.uint64(29)
        suma *= FACTORES[1]
        bits = len(self.ranuras).bit_length() - 1
        ranuras: Enteros = (suma >> np.uint64(64 - bits)).view(np.int64)
        return ranuras

    def _iguales(self, palabras: Sequence[Palabras], codigos: Codigos) -> npt.NDArray[np.bool_]:
        """Si la celda es la de ese puesto; un puesto vacío (−1) no es igual a ninguna."""
        iguales = codigos >= 0
        for k, propias in enumerate(self.palabras):
            iguales &= propias[codigos] == (palabras[k] if k < len(palabras) else 0)
        return iguales

    def _agregar(self, palabras: list[Palabras]) -> Codigos:
        """Busca con sondeo lineal y ocupa la primera ranura libre; varias a la vez."""
        codigos = np.full(len(palabras[0]), VACIA, dtype=np.int32)
        ranura = self._ranura(palabras)
        faltan = np.arange(len(codigos))
        while len(faltan):
            suyas = ranura[faltan]
            libres = self.ranuras[suyas] == VACIA
            candidatas, lugares = faltan[libres], suyas[libres]
            # Si dos celdas quieren la misma ranura, se queda la última que escribe.
            self.ranuras[lugares] = candidatas
            ganan = self.ranuras[lugares] == candidatas
            nuevas = np.arange(self.cuantos, self.cuantos + int(ganan.sum()), dtype=np.int32)
            self.ranuras[lugares[ganan]] = nuevas
            for k, propias in enumerate(self.palabras):
                valores = palabras[k][candidatas[ganan]] if k < len(palabras) else 0
                propias[self.cuantos : self.cuantos + len(nuevas)] = valores
            self.cuantos += len(nuevas)
            hallados = self.ranuras[suyas]
            iguales = self._iguales([p[faltan] for p in palabras], hallados)
            codigos[faltan[iguales]] = hallados[iguales]
            faltan = faltan[~iguales]
            ranura[faltan] = (ranura[faltan] + 1) & (len(self.ranuras) - 1)
        return codigos

    def _reservar(self, nuevos: int) -> None:
        """Agranda la tabla para que quepan otros `nuevos` textos."""
        maximo = self.cuantos + nuevos
        if maximo > len(self.palabras[0]):
            capacidad = max(2 * len(self.palabras[0]), maximo)
            self.palabras = [np.resize(p, capacidad) for p in self.palabras]
        if maximo * OCUPACION <= len(self.ranuras):
            return
        ranuras = 1 << (2 * maximo * OCUPACION - 1).bit_length()
        self.ranuras = np.full(ranuras, VACIA, dtype=np.int32)
        propias = [p[: self.cuantos].copy() for p in self.palabras]
        self.cuantos = 0
        self._agregar_en_orden(propias)

    def _agregar_en_orden(self, palabras: list[Palabras]) -> None:
        """Vuelve a poner los textos en una tabla vacía, cada uno con su mismo puesto."""
        ranura = self._ranura(palabras)
        faltan = np.arange(len(ranura), dtype=np.int32)
        while len(faltan):
            suyas = ranura[faltan]
            libres = self.ranuras[suyas] == VACIA
            self.ranuras[suyas[libres]] = faltan[libres]
            faltan = faltan[self.ranuras[suyas] != faltan]
            ranura[faltan] = (ranura[faltan] + 1) & (len(self.ranuras) - 1)
        self.cuantos = len(palabras[0])


def _cargar(vista: Palabras, inicios: Enteros, largos: Enteros, cuantas: int) -> list[Palabras]:
    palabras = []
    for k in range(cuantas):
        quedan = np.clip(largos - PALABRA * k, 0, PALABRA)
        palabras.append(vista[inicios + PALABRA * k * (quedan > 0)] & MASCARAS[quedan])
    return palabras
