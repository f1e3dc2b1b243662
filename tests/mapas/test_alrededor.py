"""Los mapas de cada municipio con sus vecinos: todos, sin rendijas y con el nombre adentro."""

from __future__ import annotations

import gzip
from pathlib import Path

import geopandas as gpd
import libpysal
import numpy as np
import pytest
import shapely

from generador.errores import ErrorDeDatos
from generador.mapas import alrededor_guardado, topologia
from generador.mapas.acotar import acotar, partir_largos
from generador.mapas.alrededor import ORILLA, Alrededor
from generador.mapas.capitales import capital
from generador.mapas.silueta import LADO, silueta
from generador.mapas.topologia import Topologia
from generador.mapas.ventana import ALTO, ANCHO, cajas_municipales, ventanas
from generador.rutas import DATOS
from tests.mapas.lector_svg import anillos

SIN_VECINOS = {"88001", "88564"}
PESO = 2_200
"""Bytes comprimidos de los trazos de un mapa: lo que cabe en el perfil más pesado."""


@pytest.fixture(scope="module")
def mapas() -> dict[str, Alrededor]:
    return alrededor_guardado.leer(DATOS)


@pytest.fixture(scope="module")
def por_frontera() -> dict[str, set[str]]:
    """Con quién comparte frontera cada uno, según libpysal sobre los polígonos de GDAL."""
    tabla = gpd.read_file(DATOS / "municipios.topojson", engine="pyogrio").set_index("codigo")
    vecindad = libpysal.weights.Rook.from_dataframe(tabla, use_index=True, silence_warnings=True)
    return {codigo: set(suyos) for codigo, suyos in vecindad.neighbors.items()}


def test_cada_mapa_dibuja_a_todos_sus_vecinos_y_a_nadie_mas(
    mapas: dict[str, Alrededor], por_frontera: dict[str, set[str]]
) -> None:
    assert len(mapas) == 1122
    for codigo, mapa in mapas.items():
        assert set(mapa.formas) == {codigo} | por_frontera[codigo], codigo
        assert all(mapa.formas.values()), codigo
    assert {c for c, m in mapas.items() if len(m.formas) == 1} == SIN_VECINOS


def test_todos_se_ven_dentro_del_marco(mapas: dict[str, Alrededor]) -> None:
    marco = shapely.box(0, 0, ANCHO, ALTO)
    for codigo, mapa in mapas.items():
        for suyo, d in mapa.formas.items():
            forma = _poligono(d)
            oeste, norte, este, sur = forma.bounds
            assert min(oeste, norte) >= -ORILLA, (codigo, suyo)
            assert este <= ANCHO + ORILLA, (codigo, suyo)
            assert sur <= ALTO + ORILLA, (codigo, suyo)
            assert forma.intersection(marco).area >= 2, (codigo, suyo)


def test_el_propio_se_ve_entero_y_ocupa_buena_parte_del_mapa(mapas: dict[str, Alrededor]) -> None:
    for codigo, mapa in mapas.items():
        oeste, norte, este, sur = _poligono(mapa.formas[codigo]).bounds
        assert min(oeste, norte) >= 0, codigo
        assert este <= ANCHO, codigo
        assert sur <= ALTO, codigo
        assert max((este - oeste) / ANCHO, (sur - norte) / ALTO) >= 0.4, codigo


def test_no_quedan_rendijas_entre_vecinos(mapas: dict[str, Alrededor]) -> None:
    """Los anillos de dos vecinos comparten los mismos vértices: unirlos no deja área de más."""
    for codigo in ("27025", "05001", "11001", "05873", "25175", "95001", "68077", "18460"):
        formas = [_poligono(d) for d in mapas[codigo].formas.values()]
        suma = sum(f.area for f in formas)
        assert shapely.union_all(formas).area == pytest.approx(suma, rel=0.003), codigo


def test_cada_nombre_cae_dentro_de_su_municipio(mapas: dict[str, Alrededor]) -> None:
    """Con un píxel de holgura: el dibujo está generalizado y el ancla no."""
    con_ancla = 0
    for codigo, mapa in mapas.items():
        assert codigo in mapa.anclas, codigo
        for suyo, (x, y) in mapa.anclas.items():
            assert 0 <= x <= ANCHO, (codigo, suyo)
            assert 0 <= y <= ALTO, (codigo, suyo)
            if suyo not in mapa.formas:
                assert suyo == capital(codigo[:2]), (codigo, suyo)
                continue
            con_ancla += 1
            assert _poligono(mapa.formas[suyo]).distance(shapely.Point(x, y)) <= 1.5, (codigo, suyo)
    dibujados = sum(len(m.formas) for m in mapas.values())
    assert con_ancla >= 0.97 * dibujados


def test_el_limite_departamental_sale_donde_lo_hay(mapas: dict[str, Alrededor]) -> None:
    """Entre un vecino y otro de departamentos distintos, la línea pasa por su frontera."""
    mapa = mapas["05873"]
    lineas = shapely.union_all([shapely.LineString(p) for p in anillos(mapa.limites)])
    murindo, carmen = _poligono(mapa.formas["05475"]), _poligono(mapa.formas["27150"])
    frontera = murindo.boundary.intersection(carmen.boundary)
    assert frontera.length > 20
    assert frontera.difference(lineas.buffer(1)).length < 0.05 * frontera.length
    assert mapas["88001"].limites == ""


def test_pesos(mapas: dict[str, Alrededor]) -> None:
    pesos = {c: _peso(m) for c, m in mapas.items()}
    assert {c: p for c, p in pesos.items() if p > PESO} == {}
    assert float(np.median(list(pesos.values()))) <= 1_500


def test_lo_guardado_es_lo_que_se_calcula(
    mapas: dict[str, Alrededor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Se guarda al hacerlo y la segunda vez no se calcula; dañado, se rehace."""
    guardado = next(alrededor_guardado.CARPETA.glob("*.json"))
    (tmp_path / guardado.name).write_bytes(guardado.read_bytes())
    with monkeypatch.context() as m:
        m.setattr(alrededor_guardado.alrededor, "alrededores", lambda _: pytest.fail("recalcula"))
        assert alrededor_guardado.leer(DATOS, tmp_path) == mapas
    (tmp_path / guardado.name).write_bytes(b"{]")
    with monkeypatch.context() as m:
        m.setattr(alrededor_guardado.alrededor, "alrededores", lambda _: mapas)
        assert alrededor_guardado.leer(DATOS, tmp_path) == mapas
    assert alrededor_guardado.leer(DATOS, tmp_path) == mapas


def test_sin_la_geometria_lo_dice(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeDatos, match=r"mgn_2018\.topojson"):
        alrededor_guardado.leer(tmp_path)


def test_las_ventanas_muestran_al_municipio_y_conservan_la_forma(topo: Topologia) -> None:
    cajas = cajas_municipales(topo)
    hechas = ventanas(topo, cajas)
    assert (hechas.cajas[:, :2] < cajas[:, :2]).all()
    assert (hechas.cajas[:, 2:] > cajas[:, 2:]).all()
    medio = np.radians((cajas[:, 1] + cajas[:, 3]) / 2)
    assert -hechas.escalas[:, 0] / hechas.escalas[:, 1] == pytest.approx(np.cos(medio))
    esquina = hechas.proyectar(hechas.cajas[:, [2, 1]], np.arange(len(cajas)))
    assert esquina == pytest.approx(np.tile([ANCHO, ALTO], (len(cajas), 1)))


def test_acotar_aplasta_lo_de_afuera_y_no_toca_lo_de_adentro() -> None:
    arcos = np.array([(5, 5), (8, 6), (30, 7), (40, 9), (50, 3), (8, 2), (5, 5), (5, 1.0)])
    puntos, inicios = acotar(arcos, np.array([0, 6, 8]), 20, 10, 2)
    assert puntos.tolist() == [[5, 5], [8, 6], [22, 7], [22, 3], [8, 2], [5, 5], [5, 1]]
    assert inicios.tolist() == [0, 5, 7]


def test_acotar_conserva_la_esquina_por_la_que_se_da_la_vuelta() -> None:
    """De un borde al otro sin volver a entrar: sin la esquina, el lado cortaría el mapa."""
    arco = np.array([(5, 5), (-9, 5), (-9, 8), (-9, 30), (-8, 31), (-5, 30), (9, 30), (9, 5.0)])
    puntos, _ = acotar(arco, np.array([0, 8]), 20, 10, 2)
    assert [-2, 12] in puntos.tolist()
    esperado = shapely.Polygon(arco).intersection(shapely.box(-2, -2, 22, 12))
    assert shapely.Polygon(puntos).intersection(shapely.box(0, 0, 20, 10)).area == pytest.approx(
        esperado.intersection(shapely.box(0, 0, 20, 10)).area, rel=0.05
    )


def test_partir_los_lados_largos_no_mueve_los_vertices() -> None:
    arcos = np.array([(0, 0), (100, 0), (100, 10), (7, 7), (7, 90.0)])
    puntos, inicios = partir_largos(arcos, np.array([0, 3, 5]))
    largos = np.hypot(*np.diff(puntos, axis=0).T)
    dentro = np.ones(len(largos), dtype=bool)
    dentro[inicios[1] - 1] = False  # de un arco al siguiente no hay lado
    assert largos[dentro].max() <= 40
    assert {tuple(p) for p in arcos.tolist()} <= {tuple(p) for p in puntos.tolist()}
    assert puntos[inicios[1]].tolist() == [7, 7]


def test_la_capital_es_un_municipio_del_departamento_salvo_la_de_cundinamarca(
    topo: Topologia,
) -> None:
    for departamento, suyos in topo.departamentos.items():
        suya = capital(departamento)
        assert suya in suyos or (departamento, suya) == ("25", "11001")


def test_la_silueta_ubica_a_cada_municipio_en_su_departamento(topo: Topologia) -> None:
    for departamento, suyos in topo.departamentos.items():
        hecha = silueta(topo, departamento)
        assert max(hecha.ancho, hecha.alto) <= LADO
        assert set(hecha.formas) == set(suyos)
        entero = _poligono(hecha.contorno).buffer(4)
        for codigo, d in hecha.formas.items():
            assert entero.contains(_poligono(d)), codigo
        assert (hecha.capital is None) == (capital(departamento) not in suyos)


def test_la_geometria_detallada_tiene_los_mismos_vecinos(topo: Topologia) -> None:
    detallada = topologia.cargar(DATOS / alrededor_guardado.ARCHIVO, alrededor_guardado.OBJETO)
    for codigo, suyos in topo.vecinos.items():
        assert {v.codigo for v in detallada.vecinos[codigo]} == {v.codigo for v in suyos}, codigo


def _peso(mapa: Alrededor) -> int:
    trazos = "".join([*mapa.formas.values(), mapa.fondo, mapa.lineas, mapa.limites])
    return len(gzip.compress(trazos.encode(), 6))


def _poligono(d: str) -> shapely.Geometry:
    """Con los huecos restados: giran al revés que los de afuera."""
    con_area = [shapely.Polygon(a) for a in anillos(d) if len(a) > 2]
    hecho = shapely.Polygon()
    for anillo in con_area:
        hecho = shapely.symmetric_difference(hecho, shapely.make_valid(anillo))
    return hecho
