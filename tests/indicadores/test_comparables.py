"""Los comparables de cada municipio, sobre los datos: mismo grupo, nunca él mismo, sin pobreza."""

from __future__ import annotations

from math import isnan

import numpy as np

from generador.indicadores import municipios_comparables
from generador.paginas.datos_del_sitio import DatosDelSitio


def _grupo(acervo: DatosDelSitio, codigo: str) -> float:
    return acervo.valor("mdm_grupo", codigo)


def test_los_de_alto_baudo_son_de_su_mismo_grupo(acervo: DatosDelSitio) -> None:
    suyos = acervo.parecidos["27025"].codigos
    assert len(suyos) == municipios_comparables.CUANTOS
    assert {_grupo(acervo, c) for c in suyos} == {_grupo(acervo, "27025")}


def test_cada_municipio_tiene_diez_de_su_grupo_o_un_motivo(acervo: DatosDelSitio) -> None:
    assert set(acervo.parecidos) == set(acervo.municipios)
    for codigo, parecidos in acervo.parecidos.items():
        assert codigo not in parecidos.codigos
        assert len(set(parecidos.codigos)) == len(parecidos.codigos)
        assert all(_grupo(acervo, c) == _grupo(acervo, codigo) for c in parecidos.codigos)
        if parecidos.motivo:
            assert parecidos.codigos == ()
        else:
            assert len(parecidos.codigos) == municipios_comparables.CUANTOS


def test_solo_les_faltan_a_los_que_no_tienen_grupo_o_variables(acervo: DatosDelSitio) -> None:
    sin = {c for c, p in acervo.parecidos.items() if p.motivo}
    assert "88001" in sin
    assert "91263" in sin
    for codigo in sin:
        valores = [acervo.valor(i, codigo) for i in municipios_comparables.VARIABLES.values()]
        assert isnan(_grupo(acervo, codigo)) or any(isnan(v) or v == 0 for v in valores), codigo


def test_ninguna_variable_es_de_pobreza(acervo: DatosDelSitio) -> None:
    pobreza = {"pobreza_multidimensional", "nbi", "pobreza_monetaria", "ipm_ecv"}
    for indicador in (municipios_comparables.GRUPO, *municipios_comparables.VARIABLES.values()):
        ficha = acervo.catalogo[indicador]
        assert ficha.tema not in pobreza
        for insumo in ficha.derivado_de:
            assert acervo.catalogo[insumo].tema not in pobreza


def test_el_criterio_publicado_nombra_todas_las_variables() -> None:
    for nombre in municipios_comparables.VARIABLES:
        assert nombre.removeprefix("población ") in municipios_comparables.CRITERIO
    assert set(municipios_comparables.VARIABLES) >= municipios_comparables.EN_LOGARITMO


def test_el_primero_es_el_mas_cercano_contado_a_mano(acervo: DatosDelSitio) -> None:
    columnas = []
    for nombre, indicador in municipios_comparables.VARIABLES.items():
        valores = acervo.municipal(indicador)
        en_log = np.where(valores > 0, valores, np.nan)
        escala = np.log(en_log) if nombre in municipios_comparables.EN_LOGARITMO else valores
        columnas.append((escala - np.nanmean(escala)) / np.nanstd(escala))
    z = np.column_stack(columnas)
    grupos = acervo.municipal(municipios_comparables.GRUPO)
    yo = acervo.posicion_municipal["27025"]
    distancia = np.sqrt(((z - z[yo]) ** 2).sum(axis=1))
    distancia[(grupos != grupos[yo]) | (np.arange(len(z)) == yo)] = np.inf
    cercanos = [
        acervo.municipios[i] for i in np.argsort(distancia)[: municipios_comparables.CUANTOS]
    ]
    assert list(acervo.parecidos["27025"].codigos) == cercanos
