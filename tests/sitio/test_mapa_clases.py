"""Las clases del mapa: la cuenta del navegador, la del método y la de mapclassify dan lo mismo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mapclassify
import numpy as np
import pytest
from numpy.typing import NDArray

from generador.metodos import clasificacion
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear_columna
from generador.rutas import SITIO
from tests.navegador import Abrir

pytestmark = pytest.mark.navegador
GUION = SITIO / "recursos" / "mapa" / "partes" / "clases.js"
Valores = NDArray[np.float64]
Correr = Callable[..., Any]
DE_VERDAD = ("ipm_censal", "nbi", "poblacion", "internet_fijo", "ley617_icld", "pdet_terminado")


@pytest.fixture
def correr(abrir: Abrir) -> Correr:
    pagina = abrir().ir("about:blank")
    pagina.add_script_tag(path=GUION)

    def llamar(funcion: str, *argumentos: object) -> Any:
        return pagina.evaluate("([f, a]) => window.KitMapa[f](...a)", [funcion, list(argumentos)])

    return llamar


def casos(acervo: DatosDelSitio) -> dict[str, Valores]:
    azar = np.random.default_rng(20180)
    inventados = {
        f"al azar {n}": np.round(azar.lognormal(1, 1, size=n), 1) for n in (6, 40, 300, 1122)
    }
    empates = {"con muchos empates": azar.integers(0, 9, size=500).astype(np.float64)}
    reales = {}
    for indicador in DE_VERDAD:
        crudos = redondear_columna(
            acervo.municipal(indicador), acervo.catalogo[indicador].decimales
        )
        reales[indicador] = crudos[~np.isnan(crudos)]
    return {**inventados, **empates, **reales}


@pytest.mark.parametrize("k", [3, 5])
def test_los_cuantiles_son_los_del_metodo_y_los_de_numpy(
    correr: Correr, acervo: DatosDelSitio, k: int
) -> None:
    for nombre, valores in casos(acervo).items():
        suyos = correr("cuantiles", valores.tolist(), k)
        assert suyos == clasificacion.cuantiles(valores, k).tolist(), nombre
        assert set(suyos) <= set(np.quantile(valores, np.arange(1, k) / k).tolist()), nombre


@pytest.mark.parametrize("k", [3, 5])
def test_los_cortes_naturales_son_los_optimos(
    correr: Correr, acervo: DatosDelSitio, k: int
) -> None:
    for nombre, valores in casos(acervo).items():
        suyos = correr("naturales", valores.tolist(), k)
        propio = _dispersion(valores, suyos)
        assert len(suyos) == k - 1, nombre
        assert propio == pytest.approx(
            _dispersion(valores, clasificacion.fisher_jenks(valores, k).tolist()), rel=1e-9
        ), nombre
        if len(valores) <= 300:  # el de mapclassify es cuadrático
            oraculo = mapclassify.FisherJenks(valores, k=k).bins[:-1].tolist()
            assert propio <= _dispersion(valores, oraculo) * (1 + 1e-9), nombre


@pytest.mark.parametrize("k", [3, 5])
def test_los_intervalos_iguales_son_los_de_mapclassify(
    correr: Correr, acervo: DatosDelSitio, k: int
) -> None:
    for nombre, valores in casos(acervo).items():
        oraculo = mapclassify.EqualInterval(valores, k=k)
        suyos = correr("iguales", valores.tolist(), k)
        assert suyos == pytest.approx(oraculo.bins[:-1].tolist()), nombre


def test_cada_valor_cae_en_la_clase_del_metodo(correr: Correr, acervo: DatosDelSitio) -> None:
    for nombre, valores in casos(acervo).items():
        cortes = clasificacion.fisher_jenks(valores, 5)
        suyas = correr("clasificar", [*valores.tolist(), None], cortes.tolist())
        assert suyas == clasificacion.clasificar([*valores, np.nan], cortes).tolist(), nombre


def test_el_limite_de_una_clase_fija_va_a_la_de_arriba(correr: Correr) -> None:
    assert correr("clasificar", [19.9, 20, 35, 70, 100, None], [20, 35, 50, 70], True) == [
        0, 1, 2, 4, 4, -1,
    ]  # fmt: skip
    assert correr("clasificar", [19.9, 20, 35, 70, 100, None], [20, 35, 50, 70]) == [
        0, 0, 1, 3, 4, -1,
    ]  # fmt: skip


def test_con_menos_valores_distintos_que_clases_cada_uno_es_la_suya(correr: Correr) -> None:
    assert correr("naturales", [1, 0, 1, 0, 0, None], 5) == [0]
    assert correr("iguales", [3, 3, 3], 5) == []
    assert correr("cortar", "cuantiles", [None, None], 5, None) == {"cortes": [], "arriba": False}


def _dispersion(valores: Valores, cortes: list[float]) -> float:
    """Suma de cuadrados dentro de cada clase."""
    clases = clasificacion.clasificar(valores, cortes)
    return float(
        sum(((valores[clases == c] - valores[clases == c].mean()) ** 2).sum() for c in set(clases))
    )
