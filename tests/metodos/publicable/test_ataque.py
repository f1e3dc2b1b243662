"""Restar dos corridas no dice qué tiene el hogar que falta; con la llave clásica, sí."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from generador.metodos.azar import palabras
from generador.metodos.metodo import IPM
from generador.metodos.patrones import TablaDePatrones, codificar
from generador.metodos.publicable.llaves import llaves_de_hogar
from generador.metodos.publicable.publicada import Publicada
from generador.metodos.publicable.redondeo import suerte
from generador.metodos.publicable.tabla import publicar
from tests.metodos.publicable.ataque import (
    Resultado,
    atacar,
    base_3,
    celda_clasica,
    perturbar_clasica,
)
from tests.metodos.publicable.datos import Hogares, clave, marcas, practica

PUNTOS = 3.0
TAMANO = 10


@dataclass(frozen=True)
class Blancos:
    """Cada hogar atacado, los de su territorio y lo que de verdad tiene."""

    hogares: Hogares
    quien: np.ndarray
    vecinos: tuple[np.ndarray, ...]
    verdad: np.ndarray
    tasas: np.ndarray


@cache
def blancos() -> Blancos:
    """Todos los hogares de práctica de los territorios con 10 o más."""
    hogares, _ = practica()
    suyas = marcas(hogares)
    quien, vecinos, tasas = [], [], []
    for territorio in range(hogares.territorios):
        propios = np.flatnonzero(hogares.territorio == territorio)
        if len(propios) >= TAMANO:
            quien += propios.tolist()
            vecinos += [propios] * len(propios)
            tasas += [suyas[propios].mean(axis=0)] * len(propios)
    return Blancos(hogares, np.array(quien), tuple(vecinos), suyas[quien], np.array(tasas))


def corridas(filtro: int, llave: bytes) -> tuple[Publicada, Publicada]:
    """Un territorio por hogar atacado: con él y sin él, ambos pasados por el mismo filtro.

    El filtro 0 deja a todos; los demás quitan cerca de la quinta parte de los vecinos.
    """
    b = blancos()
    fuera = suerte(palabras(filtro, len(b.hogares.identidades)), 5) == 0
    fuera &= filtro > 0
    con = [v[~fuera[v] | (v == h)] for h, v in zip(b.quien, b.vecinos, strict=True)]
    sin = [c[c != h] for h, c in zip(b.quien, con, strict=True)]
    return publicar_juntos(con, llave), publicar_juntos(sin, llave)


def publicar_juntos(grupos: Sequence[np.ndarray], llave: bytes) -> Publicada:
    """Cada grupo de hogares como un territorio, todos a la vez: una fila de la tabla por hogar."""
    hogares = blancos().hogares
    filas = np.concatenate(grupos)
    tamanos = [len(g) for g in grupos]
    tabla = TablaDePatrones(
        territorio=np.repeat(np.arange(len(grupos)), tamanos),
        patron=codificar(hogares.privado)[filas],
        registros=np.ones(len(filas), dtype=np.int64),
        hogares=np.ones(len(filas)),
        personas=hogares.personas[filas].astype(np.float64),
        territorios=len(grupos),
        bits=15,
        llaves=llaves_de_hogar(llave, hogares.identidades)[filas],
        distintos=np.ones(len(filas), dtype=np.int64),
    )
    return publicar(tabla, IPM, llave).territorios


def celdas16(publicada: Publicada) -> np.ndarray:
    return np.column_stack([publicada.pobres, publicada.privados])


def atacar_publicable(filtros: int, llave: bytes) -> Resultado:
    b = blancos()
    pares = [corridas(filtro, llave) for filtro in range(filtros)]
    visibles = np.logical_and.reduce([p.publicado for par in pares for p in par])
    # La previa sale de todo lo publicado del territorio: cuantas más corridas, más precisa.
    tasas = np.mean([celdas16(p) / p.hogares[:, None] for par in pares for p in par], axis=0)
    return atacar(
        base_3(),
        [tuple(celdas16(p)[visibles].astype(np.int64) for p in par) for par in pares],  # type: ignore[misc]
        tasas[visibles],
        b.verdad[visibles],
        b.tasas[visibles],
    )


def atacar_clasica(llave: bytes) -> Resultado:
    b = blancos()
    r = llaves_de_hogar(llave, b.hogares.identidades)
    suyas = marcas(b.hogares)
    como = celda_clasica()
    conteos = np.array([suyas[v].sum(axis=0) for v in b.vecinos])
    sumas = np.array([(r[v, None] * suyas[v].astype(np.uint64)).sum(axis=0) for v in b.vecinos])
    con = perturbar_clasica(conteos, sumas, como)
    propia = r[b.quien, None] * b.verdad.astype(np.uint64)
    sin = perturbar_clasica(conteos - b.verdad, sumas - propia, como)
    tamanos = np.array([len(v) for v in b.vecinos])
    return atacar(como, [(con, sin)], con / tamanos[:, None], b.verdad, b.tasas)


def test_una_resta_no_mejora_lo_que_ya_se_adivina_sin_atacar() -> None:
    hecho = atacar_publicable(1, clave())
    assert hecho.hogares > 2_400
    assert hecho.patron - hecho.sin_atacar <= PUNTOS
    assert hecho.rara == 0


@pytest.mark.parametrize("semilla", [1, 2])
def test_con_otra_clave_tampoco(semilla: int) -> None:
    hecho = atacar_publicable(1, palabras(semilla, 2).tobytes())
    assert hecho.patron - hecho.sin_atacar <= PUNTOS
    assert hecho.rara == 0


def test_ni_tres_restas_revelan_una_privacion_poco_comun() -> None:
    """La bitácora rehúsa la tercera; aun por fuera de ella no se llega a la certeza."""
    assert atacar_publicable(3, clave()).rara == 0


def test_control_positivo_con_la_llave_clasica_el_mismo_ataque_acierta() -> None:
    hecho = atacar_clasica(clave())
    assert hecho.patron > 50
    assert hecho.rara > 50
    assert hecho.sin_atacar < 20


def test_restar_dos_capas_de_poligonos_no_recupera_la_vereda_oculta() -> None:
    """V21 (9 hogares, oculta) junta con V34 en una capa y V34 sola en otra: 400 claves."""
    hogares, codigos = practica()
    pequena, grande = (
        np.flatnonzero(hogares.territorio == codigos.index(c)) for c in ("V21", "V34")
    )
    capas = [np.concatenate([grande, pequena]), grande]
    verdad = [len(pequena), *marcas(hogares)[pequena].sum(axis=0)]
    recuperado = 0
    for semilla in range(400):
        hecha = publicar_juntos(capas, palabras(semilla, 2).tobytes())
        vector = np.column_stack([hecha.hogares, celdas16(hecha)])
        assert hecha.publicado.all()
        recuperado += (vector[0] - vector[1]).tolist() == verdad
    assert recuperado == 0
    exactas = [np.append(len(c), marcas(hogares)[c].sum(axis=0)) for c in capas]
    assert (exactas[0] - exactas[1]).tolist() == verdad
