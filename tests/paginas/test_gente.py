"""Juventud, emergencias y pertenencia: cada frase de los 1.122 perfiles es cierta con los datos."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import emergencias, juventud, pertenencia


def _leido(texto: str) -> float:
    return float(texto.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("indicador", [juventud.JOVENES, juventud.NINAS, juventud.PESO])
def test_solo_se_dice_mas_o_menos_si_el_intervalo_deja_fuera_al_pais(
    acervo: DatosDelSitio, indicador: str
) -> None:
    """Otro camino: el intervalo de Wilson, que tampoco contiene al país donde se afirma."""
    cual = {juventud.JOVENES: "jovenes", juventud.NINAS: "ninas", juventud.PESO: "peso"}[indicador]
    pais = acervo.valor(indicador, "00") / 100
    afirmados = 0
    for codigo in acervo.municipios:
        tasa = juventud.juventud(acervo, codigo)[cual]
        valor = acervo.valor(indicador, codigo)
        assert tasa.hay == (not math.isnan(valor))
        if not tasa.hay:
            assert tasa.motivo or cual == "ninas"
            continue
        p, n = valor / 100, acervo.valor(juventud.BASES[indicador], codigo)
        centro, ancho = (p + 1.92 / n), 1.96 * np.sqrt(p * (1 - p) / n + 0.96 / n**2)
        bajo, alto = ((centro + s * ancho) / (1 + 3.84 / n) for s in (-1, 1))
        dice_mas, dice_menos = (tasa.frente.startswith(f"{x} que") for x in ("más", "menos"))
        margen = 0.003  # los dos intervalos no son el mismo
        assert not dice_mas or bajo > pais - margen
        assert not dice_menos or alto < pais + margen
        propio, nacional = _leido(tasa.de_cada_100), _leido(re.findall(r"[\d,]+", tasa.frente)[-1])
        assert not dice_mas or propio > nacional
        assert not dice_menos or propio < nacional
        afirmados += dice_mas or dice_menos
    assert afirmados > 100


def test_cada_motivo_es_el_que_es(acervo: DatosDelSitio) -> None:
    motivos = {"falta": 0, "pocos": 0, "niñas": 0}
    for codigo in acervo.municipios:
        una = juventud.juventud(acervo, codigo)
        todos = acervo.valor("nacimientos", codigo)
        base = acervo.valor("nacimientos_con_edad", codigo)
        if "les falta la edad" in una["jovenes"].motivo:
            motivos["falta"] += 1
            assert base >= 100
            assert todos - base > 0.1 * todos
        elif una["jovenes"].motivo:
            motivos["pocos"] += 1
            assert base < 100
        if una["ninas"].motivo:
            motivos["niñas"] += 1
            assert una["jovenes"].hay
            assert not una["ninas"].hay
    assert motivos == {"falta": 11, "pocos": 87, "niñas": 1024 - 377}


def test_las_muertes_concuerdan_y_no_son_una_tasa(acervo: DatosDelSitio) -> None:
    for codigo in acervo.municipios:
        frase = juventud.juventud(acervo, codigo)["frase_de_muertes"]
        cuantas = acervo.valor(juventud.MUERTES, codigo)
        assert "tasa" not in frase
        if math.isnan(cuantas):
            assert "de ninguna edad" in frase
        elif cuantas > 1:
            assert f"se registraron {cuantas:,.0f}".replace(",", ".") in frase
        else:
            assert ("ninguna muerte de menores" in frase) == (cuantas == 0)


def test_las_emergencias_suman(acervo: DatosDelSitio) -> None:
    sin = 0
    for codigo in acervo.municipios:
        una = emergencias.emergencias(acervo, codigo)
        if not una.hay:
            sin += 1
            continue
        total = int(_leido(re.findall(r"[\d.]+", una.total)[0]))
        assert total == sum(int(_leido(n)) for _, n in una.anios) > 0
        assert total == sum(int(n) for n in re.findall(r"\d+", una.tipos))
        assert ("se reportó" in una.total) == (total == 1)
        por_anio = [acervo.cubo.valor("emergencias", codigo, "total", a) for a, _ in una.anios]
        assert total == sum(por_anio)
    assert sin == 43


def test_el_nbi_de_un_grupo_se_compara_solo_donde_pesa(acervo: DatosDelSitio) -> None:
    con_frase = 0
    for codigo in acervo.municipios:
        una = pertenencia.pertenencia(acervo, codigo)
        for rotulo, parte in una["partes"]:
            assert parte.crudo >= pertenencia.SE_NOMBRA, rotulo
        pesan = [parte for _, parte in una["partes"] if parte.crudo >= pertenencia.PESA]
        assert len(una["frases"]) <= len(pesan)
        for frase in una["frases"]:
            con_frase += 1
            anios = set(re.findall(r"\b20\d\d\b", frase))
            assert len(anios) == 1  # una sola medida y un solo año
            propio, del_municipio = (_leido(n) for n in re.findall(r"el ([\d,]+)", frase))
            nbi = acervo.cubo.valor("nbi", codigo, "total", anios.pop())
            assert del_municipio == pytest.approx(nbi, abs=0.0501)
            grupos = [acervo.valor(g.nbi, codigo) for g in pertenencia.GRUPOS]
            assert any(abs(propio - g) < 0.0501 for g in grupos)
    assert con_frase > 300
