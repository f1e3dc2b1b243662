"""La geometría del kit ya decodificada: anillos, vecinos, departamentos y cajas (solo numpy)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.errores import ErrorDeDatos, Lugar
from generador.mapas import coherencia
from generador.mapas.topojson import (
    Anillo,
    Enteros,
    a_grados,
    decodificar_arcos,
    poligonos,
)

OBJETO = "municipios"
RADIO_KM = 6371.0088
AFUERA = -1


class Vecino(NamedTuple):
    """Municipio que comparte frontera, con la longitud compartida en kilómetros."""

    codigo: str
    km: float


class Caja(NamedTuple):
    """Rectángulo envolvente en grados."""

    oeste: float
    sur: float
    este: float
    norte: float


@dataclass(frozen=True)
class Topologia:
    """Arcos de la cobertura municipal y cómo se arman con ellos los territorios.

    `puntos` (n, 2) son longitud y latitud de todos los arcos; el arco `i` ocupa las filas
    `inicios[i]:inicios[i + 1]`. `extremos` (arcos, 2) numera los nodos donde cada arco empieza y
    acaba. `anillos` da, por código de municipio, sus anillos (exteriores y huecos, estos en sentido
    contrario) como referencias a arcos.
    """

    metadatos: Mapping[str, Any]
    puntos: NDArray[np.float64]
    inicios: Enteros
    extremos: Enteros
    anillos: Mapping[str, tuple[Anillo, ...]]

    @cached_property
    def codigos(self) -> tuple[str, ...]:
        """Códigos de municipio, ordenados."""
        return tuple(self.anillos)

    @cached_property
    def departamentos(self) -> Mapping[str, tuple[str, ...]]:
        """Municipios de cada departamento, por código de dos cifras."""
        grupos: dict[str, list[str]] = {}
        for codigo in self.codigos:
            grupos.setdefault(codigo[:2], []).append(codigo)
        return {d: tuple(lista) for d, lista in grupos.items()}

    @cached_property
    def duenos(self) -> Enteros:
        """(arcos, 2): puesto en `codigos` del municipio a cada lado del arco, o -1 si es afuera.

        La columna 0 es quien lo recorre hacia adelante y la 1 quien lo recorre al revés.
        """
        duenos = np.full((len(self.inicios) - 1, 2), AFUERA, dtype=np.int64)
        for puesto, codigo in enumerate(self.codigos):
            for anillo in self.anillos[codigo]:
                for ref in anillo:
                    duenos[(ref, 0) if ref >= 0 else (~ref, 1)] = puesto
        return duenos

    @cached_property
    def km_por_arco(self) -> NDArray[np.float64]:
        """Longitud de cada arco en kilómetros, sobre la esfera."""
        lon, lat = np.radians(self.puntos).T
        dx = np.diff(lon) * np.cos((lat[1:] + lat[:-1]) / 2)
        pasos = np.concatenate([[0.0], RADIO_KM * np.hypot(dx, np.diff(lat))])
        pasos[self.inicios[:-1]] = 0.0  # el salto de un arco al siguiente no es frontera
        return np.add.reduceat(pasos, self.inicios[:-1])

    @cached_property
    def vecinos(self) -> Mapping[str, tuple[Vecino, ...]]:
        """Por municipio, los que comparten frontera con él, de la más larga a la más corta.

        Tocarse en un solo punto no cuenta. Un municipio rodeado de mar tiene la tupla vacía.
        """
        compartido: dict[tuple[int, int], float] = {}
        for (a, b), km in zip(self.duenos.tolist(), self.km_por_arco.tolist(), strict=True):
            if AFUERA not in (a, b):
                par = (min(a, b), max(a, b))
                compartido[par] = compartido.get(par, 0.0) + km
        listas: dict[str, list[Vecino]] = {c: [] for c in self.codigos}
        for (a, b), km in compartido.items():
            listas[self.codigos[a]].append(Vecino(self.codigos[b], round(km, 1)))
            listas[self.codigos[b]].append(Vecino(self.codigos[a], round(km, 1)))
        return {c: tuple(sorted(v, key=lambda x: (-x.km, x.codigo))) for c, v in listas.items()}

    @cached_property
    def _momentos(self) -> NDArray[np.float64]:
        """(arcos, 3): aporte de cada arco al doble del área y a los momentos de su polígono."""
        (x0, y0), (x1, y1) = self.puntos[:-1].T, self.puntos[1:].T
        cruz = x0 * y1 - x1 * y0
        sumas = np.zeros((len(self.puntos), 3))
        sumas[1:] = np.column_stack([cruz, cruz * (x0 + x1), cruz * (y0 + y1)])
        sumas[self.inicios[:-1]] = 0.0
        return np.add.reduceat(sumas, self.inicios[:-1], axis=0)

    @cached_property
    def areas_km2(self) -> NDArray[np.float64]:
        """(municipios,): área de cada uno, en el orden de `codigos`, sin sus huecos.

        Plana, con los grados de longitud acortados a la latitud de su centro: para comparar.
        """
        largos = [sum(map(len, self.anillos[c])) for c in self.codigos]
        refs = np.array([r for c in self.codigos for a in self.anillos[c] for r in a])
        signo = np.where(refs < 0, -1.0, 1.0)[:, None]
        aportes = signo * self._momentos[np.where(refs < 0, ~refs, refs)]
        inicios = np.concatenate([[0], np.cumsum(largos)[:-1]])
        doble, _, my = np.add.reduceat(aportes, inicios, axis=0).T
        latitud = np.divide(my, 3 * doble, out=np.zeros_like(doble), where=doble != 0)
        areas: NDArray[np.float64] = (
            np.abs(doble) / 2 * np.radians(1) ** 2 * RADIO_KM**2 * np.cos(np.radians(latitud))
        )
        return areas

    def centro(self, territorio: str) -> tuple[float, float]:
        """Centroide (longitud, latitud) de un territorio; puede caer fuera si es muy cóncavo."""
        refs = np.array(
            [r for c in self.municipios(territorio) for a in self.anillos[c] for r in a]
        )
        signo = np.where(refs < 0, -1.0, 1.0)
        doble, mx, my = signo @ self._momentos[np.where(refs < 0, ~refs, refs)]
        return float(mx / (3 * doble)), float(my / (3 * doble))

    def municipios(self, territorio: str) -> tuple[str, ...]:
        """Municipios de un territorio: él mismo, los de su departamento o los del país (`00`)."""
        if territorio == "00":
            return self.codigos
        return self.departamentos[territorio] if len(territorio) == 2 else (territorio,)

    def arcos(self, codigos: Iterable[str]) -> Enteros:
        """Números de los arcos que tocan a esos municipios, sin repetir y en orden."""
        refs = [ref for c in codigos for anillo in self.anillos[c] for ref in anillo]
        lista = np.array(refs, dtype=np.int64)
        return np.unique(np.where(lista < 0, ~lista, lista))

    def tramos(self, arcos: Enteros) -> tuple[NDArray[np.float64], Enteros]:
        """Puntos e inicios de solo esos arcos, en ese orden."""
        largos = np.diff(self.inicios)[arcos]
        inicios = np.concatenate([[0], np.cumsum(largos)])
        filas = np.arange(inicios[-1]) + np.repeat(self.inicios[arcos] - inicios[:-1], largos)
        return self.puntos[filas], inicios

    @cached_property
    def _nodos(self) -> list[list[int]]:
        """`extremos` como listas: convertirlo por cada grupo costaría más que enlazarlo."""
        nodos: list[list[int]] = self.extremos.tolist()
        return nodos

    def puntos_de(self, anillo: Anillo) -> NDArray[np.float64]:
        """Longitud y latitud (n, 2) de un anillo, sin repetir el punto de cada empalme."""
        tramos = []
        for ref in anillo:
            arco = ref if ref >= 0 else ~ref
            tramo = self.puntos[self.inicios[arco] : self.inicios[arco + 1]]
            tramos.append((tramo if ref >= 0 else tramo[::-1])[:-1])
        return np.concatenate(tramos)

    def caja(self, codigos: Iterable[str]) -> Caja:
        """Rectángulo que envuelve a un grupo de municipios."""
        puntos, _ = self.tramos(self.arcos(codigos))
        return Caja(*puntos.min(axis=0).tolist(), *puntos.max(axis=0).tolist())

    def anillos_disueltos(self, codigos: Iterable[str]) -> tuple[Anillo, ...]:
        """Contorno de un grupo: los arcos que no comparten dos de sus municipios, enlazados."""
        refs = [ref for c in codigos for anillo in self.anillos[c] for ref in anillo]
        propios = set(refs)
        return _enlazar([ref for ref in refs if ~ref not in propios], self._nodos)


def cargar(ruta: Path, objeto: str = OBJETO) -> Topologia:
    """Lee `municipios.topojson`; ErrorDeDatos si no está o no es el archivo que el kit escribe.

    `objeto` es el nombre que el archivo da a la cobertura: la del detalle del MGN trae otro.
    """
    if not ruta.is_file():
        raise ErrorDeDatos(
            f"no está en {ruta.parent}",
            lugar=Lugar(ruta.name),
            que_hacer="rehaga los datos con «kit datos importar CARPETA»",
        )
    return desde_bytes(ruta.read_bytes(), ruta.name, objeto)


def desde_bytes(
    contenido: bytes, nombre: str = "municipios.topojson", objeto: str = OBJETO
) -> Topologia:
    """La topología de un TopoJSON cuantizado con ese objeto y la propiedad `codigo`."""
    try:
        topojson = orjson.loads(contenido)
        puntos, inicios = decodificar_arcos(topojson)
        objetos = topojson["objects"][objeto]["geometries"]
        anillos = {
            g["properties"]["codigo"]: tuple(a for p in poligonos(g) for a in p) for g in objetos
        }
        grados = a_grados(puntos, topojson)
        _exigir(coherencia.problemas_de_objetos(objetos), nombre)
        _exigir(coherencia.problemas_de_anillos(anillos, len(inicios) - 1), nombre)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as causa:
        raise _danada(f"no es la geometría del kit o está dañada ({causa!r})", nombre) from causa
    _exigir(coherencia.problemas_de_puntos(grados, inicios, anillos), nombre)
    puntas = np.concatenate([puntos[inicios[:-1]], puntos[inicios[1:] - 1]])
    _, nodos = np.unique((puntas[:, 0] << 32) | puntas[:, 1], return_inverse=True)
    extremos = nodos.reshape(2, -1).T
    _exigir(coherencia.problemas_de_cierre(anillos, extremos), nombre)
    return Topologia(
        topojson.get("metadatos", {}),
        grados,
        inicios,
        extremos,
        {c: anillos[c] for c in sorted(anillos)},
    )


def _exigir(problemas: list[str], nombre: str) -> None:
    if problemas:
        raise _danada("; ".join(problemas), nombre)


def _danada(problema: str, nombre: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        problema,
        lugar=Lugar(nombre),
        que_hacer="rehaga los datos con «kit datos importar CARPETA» o recupérelos con git",
    )


def _enlazar(refs: list[int], extremos: list[list[int]]) -> tuple[Anillo, ...]:
    """Une arcos orientados en anillos cerrados, siguiendo cada uno por el nodo donde acaba."""
    por_nodo: dict[int, list[int]] = {}
    for ref in reversed(refs):
        por_nodo.setdefault(_punta(ref, extremos, 0), []).append(ref)
    anillos = []
    for primero in refs:
        inicio = _punta(primero, extremos, 0)
        if primero not in por_nodo[inicio]:
            continue
        por_nodo[inicio].remove(primero)
        anillo = [primero]
        while (nodo := _punta(anillo[-1], extremos, 1)) != inicio:
            anillo.append(por_nodo[nodo].pop())
        anillos.append(tuple(anillo))
    return tuple(anillos)


def _punta(ref: int, extremos: list[list[int]], lado: int) -> int:
    return extremos[ref][lado] if ref >= 0 else extremos[~ref][1 - lado]
