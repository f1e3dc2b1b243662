"""La lectura de lo que hay alrededor de un municipio."""

from __future__ import annotations

import numpy as np
import pytest

from generador.indicadores.vecindad_municipal import CODIGOS
from generador.metodos import agrupamientos as metodo
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.vecinos import (
    LECTURAS,
    NADA,
    SIN_AGRUPAMIENTO,
    SIN_VECINOS,
    vecinos,
)


def test_alto_baudo_es_parte_de_un_agrupamiento_alto(acervo: DatosDelSitio) -> None:
    suyo = vecinos(acervo, "27025")
    codigos = [v.codigo for v in acervo.topologia.vecinos["27025"]]
    media = sum(acervo.cubo.valor("ipm_censal", c) for c in codigos) / len(codigos)
    assert suyo["clase"] == "alta, rodeada de alta"
    assert suyo["frase"].startswith(f"Limita con {len(codigos)} municipios")
    assert f"{media:.1f}".replace(".", ",") in suyo["frase"]
    assert "menor que la suya" in suyo["frase"]


@pytest.mark.parametrize("codigo", ["88001", "88564"])
def test_una_isla_lo_dice(acervo: DatosDelSitio, codigo: str) -> None:
    assert vecinos(acervo, codigo) == {"frase": SIN_VECINOS, **NADA}


def test_de_quien_describe_solo_a_los_contados_no_se_dice_agrupamiento(
    acervo: DatosDelSitio,
) -> None:
    suyo = vecinos(acervo, "27495")
    assert suyo["frase"].startswith("Limita con 3 municipios")
    assert {c: suyo[c] for c in NADA} == NADA


def test_la_omision_propia_o_la_de_la_mitad_de_los_vecinos_pide_cautela(
    acervo: DatosDelSitio,
) -> None:
    for codigo in acervo.municipios:
        suyo = vecinos(acervo, codigo)
        if not suyo["clase"]:
            assert suyo["cautela"] == "", codigo
            continue
        falta = [
            acervo.valor("omision_censal", c) >= 20
            for c in (codigo, *(v.codigo for v in acervo.topologia.vecinos[codigo]))
        ]
        debe = falta[0] or 2 * sum(falta[1:]) >= len(falta) - 1
        assert bool(suyo["cautela"]) == debe, codigo


def test_cada_municipio_tiene_una_lectura_completa(acervo: DatosDelSitio) -> None:
    for codigo in acervo.municipios:
        suyo = vecinos(acervo, codigo)
        assert "nan" not in " ".join(suyo.values())
        if not suyo["clase"]:
            assert suyo["lectura"] in ("", SIN_AGRUPAMIENTO)
        else:
            media = f"{np.mean(acervo.municipal('ipm_censal')):.1f}".replace(".", ",")
            lecturas = {t.format(media=f"{media}\N{NO-BREAK SPACE}%") for t in LECTURAS.values()}
            assert suyo["lectura"] in lecturas


def test_lo_que_esta_en_el_limite_lo_dice(acervo: DatosDelSitio) -> None:
    limite = acervo.municipal("agrupamiento_limite") == 1
    for codigo, marcado in zip(acervo.municipios, limite.tolist(), strict=True):
        suyo = vecinos(acervo, codigo)
        calla = acervo.valor("omision_censal", codigo) > 50
        assert bool(suyo["limite"]) == (marcado and not calla), codigo
        if suyo["limite"]:
            assert ("podría no señalarlo" in suyo["limite"]) == bool(suyo["clase"]), codigo


def test_los_codigos_son_los_del_catalogo(acervo: DatosDelSitio) -> None:
    rotulos = acervo.catalogo["agrupamiento"].categorias
    assert set(CODIGOS.values()) == set(rotulos)
    assert rotulos[CODIGOS[metodo.ALTO_BAJO]] == "Alta, rodeada de baja"
