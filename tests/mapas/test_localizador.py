"""Los mapas del sitio: cobertura, peso, forma y recuadros."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pytest
import shapely

from generador.mapas.localizador import Mapa, mapa_departamento, mapa_nacional
from generador.mapas.topologia import Topologia
from generador.rutas import RAIZ
from tests.mapas.lector_svg import anillos


@pytest.fixture(scope="module")
def clases(topo: Topologia) -> dict[str, int | None]:
    return {c: (None if i % 6 == 5 else i % 6) for i, c in enumerate(topo.codigos)}


@pytest.fixture(scope="module")
def mapas(topo: Topologia, clases: dict[str, int | None]) -> dict[str, Mapa]:
    return {d: mapa_departamento(topo, d, clases) for d in topo.departamentos}


@pytest.fixture(scope="module")
def pais(topo: Topologia, clases: dict[str, int | None]) -> Mapa:
    return mapa_nacional(topo, clases)


def test_no_necesita_pandas_ni_shapely() -> None:
    orden = (
        "import sys, generador.mapas.localizador; "
        "print(sorted({'pandas', 'geopandas', 'shapely', 'pyproj', 'pyogrio'} & set(sys.modules)))"
    )
    salida = subprocess.run(
        [sys.executable, "-c", orden], cwd=RAIZ, capture_output=True, text=True, check=True
    )
    assert salida.stdout.strip() == "[]"


def test_cada_mapa_trae_todos_sus_municipios(topo: Topologia, mapas: dict[str, Mapa]) -> None:
    assert set(mapas) == set(topo.departamentos)
    for departamento, mapa in mapas.items():
        assert tuple(mapa.formas) == topo.departamentos[departamento]
        assert all(forma.d for forma in mapa.formas.values())


def test_las_capas_son_las_formas_agrupadas_por_clase(
    mapas: dict[str, Mapa], clases: dict[str, int | None]
) -> None:
    for mapa in mapas.values():
        assert set(mapa.capas) == {clases[c] for c in mapa.formas}
        for clase, d in mapa.capas.items():
            juntas = [a for c, f in mapa.formas.items() if clases[c] == clase for a in anillos(f.d)]
            assert anillos(d) == juntas


def test_un_municipio_ausente_de_las_clases_va_a_sin_dato(topo: Topologia) -> None:
    mapa = mapa_departamento(topo, "88", {})
    assert list(mapa.capas) == [None]


def test_todo_cae_dentro_de_la_caja_y_es_entero(mapas: dict[str, Mapa], pais: Mapa) -> None:
    for mapa in [*mapas.values(), pais]:
        for forma in mapa.formas.values():
            assert re.fullmatch(r"[mz0-9 -]+", forma.d)
            puntos = [p for anillo in anillos(forma.d) for p in anillo]
            assert all(0 <= x <= mapa.ancho and 0 <= y <= mapa.alto for x, y in puntos)
            x0, y0, x1, y1 = forma.caja
            assert x0 - 1 <= forma.x <= x1 + 1
            assert y0 - 1 <= forma.y <= y1 + 1


def test_todo_municipio_se_ve(mapas: dict[str, Mapa], pais: Mapa) -> None:
    for mapa in [*mapas.values(), pais]:
        for codigo, forma in mapa.formas.items():
            assert sum(_area(anillo) for anillo in anillos(forma.d)) >= 2, codigo


def test_los_municipios_casi_no_se_solapan_ni_dejan_huecos(mapas: dict[str, Mapa]) -> None:
    """La generalización por arco comparte fronteras: la suma de áreas es la del contorno."""
    for mapa in mapas.values():
        suma = sum(_area_con_huecos(f.d) for f in mapa.formas.values())
        assert suma == pytest.approx(_area_con_huecos(mapa.contorno), rel=0.002)


def test_pesos(mapas: dict[str, Mapa], pais: Mapa, topo: Topologia) -> None:
    pesos = {d: sum(map(len, mapa.capas.values())) for d, mapa in mapas.items()}
    assert max(pesos.values()) <= 9_000
    assert float(np.median(list(pesos.values()))) <= 5_000
    assert _peso(pais) <= 250_000
    assert _peso(mapa_nacional(topo, {}, por="departamento")) <= 25_000


def test_san_andres_y_providencia_van_en_dos_recuadros(mapas: dict[str, Mapa]) -> None:
    mapa = mapas["88"]
    a, b = mapa.recuadros
    assert (a.codigos, b.codigos) == (("88001",), ("88564",))
    assert a.x + a.ancho <= b.x
    for recuadro in mapa.recuadros:
        x0, y0, x1, y1 = mapa.formas[recuadro.codigos[0]].caja
        assert recuadro.x < x0 < x1 < recuadro.x + recuadro.ancho
        assert recuadro.y < y0 < y1 < recuadro.y + recuadro.alto
        assert y1 - y0 >= 100
    assert not any(m.recuadros for d, m in mapas.items() if d != "88")


def test_en_el_pais_el_recuadro_no_pisa_el_continente(pais: Mapa) -> None:
    (recuadro,) = pais.recuadros
    assert recuadro.codigos == ("88001", "88564")
    derecha, abajo = recuadro.x + recuadro.ancho, recuadro.y + recuadro.alto
    for codigo, forma in pais.formas.items():
        if codigo not in recuadro.codigos:
            assert forma.caja[0] > derecha or forma.caja[1] > abajo, codigo


def test_el_pais_por_departamento(topo: Topologia) -> None:
    clases: dict[str, int | None] = dict.fromkeys(topo.departamentos, 1)
    mapa = mapa_nacional(topo, clases, por="departamento")
    assert set(mapa.formas) == set(topo.departamentos)
    assert list(mapa.capas) == [1]
    assert len(anillos(mapa.formas["88"].d)) == 3  # San Andrés, Providencia y Santa Catalina
    assert mapa.contorno == ""


def test_los_limites_entre_departamentos_son_lineas_abiertas(pais: Mapa) -> None:
    assert "z" not in pais.contorno
    puntos = [p for linea in anillos(pais.contorno) for p in linea]
    assert all(0 <= x <= pais.ancho and 0 <= y <= pais.alto for x, y in puntos)


def _peso(mapa: Mapa) -> int:
    return sum(len(forma.d) for forma in mapa.formas.values()) + len(mapa.contorno)


def _area(anillo: list[tuple[int, int]]) -> float:
    return float(shapely.Polygon(anillo).area)


def _area_con_huecos(d: str) -> float:
    """Área con signo: los huecos giran al revés y restan."""
    total = 0
    for anillo in anillos(d):
        for (xa, ya), (xb, yb) in zip(anillo, [*anillo[1:], anillo[0]], strict=True):
            total += xa * yb - xb * ya
    return abs(total) / 2
