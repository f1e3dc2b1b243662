"""Lo que se cumple en toda base: múltiplos, sesgo nulo, y que ni orden ni bloques cuentan."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.azar import palabras
from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM
from generador.metodos.patrones import unir
from generador.metodos.publicable.celdas import Celdas, contar_celdas
from generador.metodos.publicable.llaves import llave_de_celda
from generador.metodos.publicable.publicada import Publicada
from generador.metodos.publicable.redondeo import redondear
from generador.metodos.publicable.tabla import publicar
from tests.metodos.publicable.datos import Hogares, clave

TERRITORIOS = 3


@st.composite
def bases(dibujar: st.DrawFn) -> Hogares:
    filas = dibujar(st.integers(1, 90))
    return Hogares(
        [f"5045|{i}|1" for i in range(filas)],
        dibujar(hnp.arrays(np.int64, filas, elements=st.integers(1, 9))),
        dibujar(hnp.arrays(np.uint8, (filas, 15), elements=st.integers(0, 1))),
        dibujar(hnp.arrays(np.int64, filas, elements=st.integers(-1, TERRITORIOS - 1))),
        TERRITORIOS,
    )


def todo(hecha: Publicada) -> list[dict[str, object]]:
    return [dict(f) for f in hecha.filas()]


@given(
    hnp.arrays(np.int64, 50, elements=st.integers(0, 10_000)),
    st.integers(0, 2**64 - 1),
    st.sampled_from([3, 5, 10]),
)
def test_el_redondeo_es_un_multiplo_vecino(x: np.ndarray, semilla: int, base: int) -> None:
    publicado = redondear(x, palabras(semilla, 50), base)
    assert (publicado % base == 0).all()
    assert (abs(publicado - x) < base).all()
    assert (publicado[x % base == 0] == x[x % base == 0]).all()


@pytest.mark.parametrize("base", [3, 5, 10])
@pytest.mark.parametrize("x", [0, 1, 2, 4, 7, 13, 29])
def test_la_media_de_diez_mil_llaves_es_lo_verdadero(x: int, base: int) -> None:
    veces = 10_000
    universo = palabras(x * 100 + base, veces)
    llaves = llave_de_celda(universo, palabras(7, veces))
    publicado = redondear(np.full(veces, x), llaves, base)
    p = (x % base) / base
    error_tipico = base * np.sqrt(p * (1 - p) / veces)
    assert abs(publicado.mean() - x) <= 4 * error_tipico


@given(bases(), st.randoms(use_true_random=False))
def test_ni_el_orden_ni_los_bloques_cambian_nada(base: Hogares, azar: object) -> None:
    filas = np.arange(len(base.identidades))
    barajadas = filas.copy()
    azar.shuffle(barajadas)  # type: ignore[attr-defined]
    directa = base.publicar()
    assert todo(directa.territorios) == todo(base.elegir(barajadas).publicar().territorios)
    mitades = np.array_split(barajadas, 3)
    por_bloques = unir([base.elegir(m).tabla() for m in mitades])
    unida = publicar(por_bloques, IPM, clave())
    assert todo(unida.territorios) == todo(directa.territorios)
    assert todo(unida.total) == todo(directa.total)
    assert unida.renglones("f", "c") == directa.renglones("f", "c")


@given(bases())
def test_los_mismos_hogares_dan_la_misma_fila(base: Hogares) -> None:
    """El territorio se llame como se llame, y aunque la base traiga además a otros.

    Los otros solo pueden callarlo, si hace falta para proteger a uno pequeño.
    """
    filas = np.flatnonzero(base.territorio == 1)
    solos = base.elegir(filas)
    mudados = Hogares(solos.identidades, solos.personas, solos.privado, solos.territorio - 1, 1)
    (sola,), acompanada = (
        todo(mudados.publicar().territorios),
        todo(base.publicar().territorios)[1],
    )
    if acompanada["estado"] == "protege_a_otro":
        assert sola["estado"] == "publicado"
    else:
        assert sola == acompanada


@given(bases())
def test_lo_publicado_no_es_imposible(base: Hogares) -> None:
    hecha = base.publicar()
    for p in (hecha.territorios, hecha.total):
        v = p.publicado
        assert (p.hogares[v] >= 12).all()
        assert np.isnan(p.pobres[~v]).all()
        assert (p.pobres[v] <= p.hogares[v]).all()
        assert (p.privados[v] <= p.hogares[v, None]).all()
        topes = np.minimum(p.privados[v], p.pobres[v, None])
        assert (p.censurados[v] <= topes).all()
        c = p.completa
        assert (p.personas_pobres[c] <= p.personas[c]).all()
        assert (p.personas_pobres[c & (p.pobres == 0)] == 0).all()
        assert np.isnan(p.personas[~c]).all()
        alta = p.intensidad[p.con_intensidad]
        assert ((alta >= 1 / 3) & (alta <= 1)).all()


@given(bases())
def test_las_celdas_de_los_grupos_suman_las_de_sus_territorios(base: Hogares) -> None:
    celdas = contar_celdas(base.tabla(), IPM)
    juntas = celdas.agregar(Agrupacion(np.array([0, 0, -1]), 1))
    dos = celdas_de(base, [0, 1])
    for campo in ("hogares", "personas", "llaves"):
        assert (getattr(juntas, campo) == getattr(dos, campo)).all()


def celdas_de(base: Hogares, cuales: list[int]) -> Celdas:
    filas = np.flatnonzero(np.isin(base.territorio, cuales))
    suyos = base.elegir(filas)
    juntos = Hogares(
        suyos.identidades, suyos.personas, suyos.privado, np.zeros(len(filas), dtype=np.int64), 1
    )
    return contar_celdas(juntos.tabla(), IPM)
