"""Pobreza monetaria (FGT) e índice CGH por territorio, contra la cuenta de cada polígono."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from qgis.core import QgsVectorLayer

from tests.qgis.capas import cuadricula, hogares

AZAR = np.random.default_rng(8)


def con_ingreso(n: int = 300, *, sin_dato: int = 0) -> QgsVectorLayer:
    """Hogares con ingreso del hogar, línea según su cuadrante, si son objetivo y si reciben."""
    from kit_pobreza.compat import campo

    capa = hogares(n)
    for nombre in ("ingreso", "linea", "recursos"):
        capa.dataProvider().addAttributes([campo(nombre, "real")])
    for nombre in ("pobre", "seleccion"):
        capa.dataProvider().addAttributes([campo(nombre, "entero")])
    capa.updateFields()
    cambios = {}
    for k, fila in enumerate(capa.getFeatures()):
        linea = 200_000.0 if fila["codigo"] in ("05001", "05002") else 450_000.0
        ingreso = None if k < sin_dato else float(AZAR.integers(0, 3_000_000))
        propios = (ingreso, linea, 1000.0 + k, int(AZAR.random() < 0.4), int(AZAR.random() < 0.3))
        lugares = map(capa.fields().lookupField,
                      ("ingreso", "linea", "recursos", "pobre", "seleccion"))  # fmt: skip
        cambios[fila.id()] = dict(zip(lugares, propios, strict=True))
    assert capa.dataProvider().changeAttributeValues(cambios)
    return capa


def columnas(capa: QgsVectorLayer) -> dict[str, np.ndarray]:
    """Los campos de los hogares y su cuadrante, que en la malla de 2 × 2 es el territorio."""
    todas = list(capa.getFeatures())
    numeros = {
        c: np.array([np.nan if f[c] is None or str(f[c]) == "NULL" else float(f[c]) for f in todas])
        for c in ("ingreso", "linea", "recursos", "pobre", "seleccion", "personas")
    }
    return {**numeros, "donde": np.array([int(f["codigo"][-1]) - 1 for f in todas])}


@pytest.mark.parametrize("por_codigo", [False, True])
def test_fgt_de_cada_territorio(correr: Any, por_codigo: bool) -> None:
    capa = con_ingreso(sin_dato=7)
    propios = columnas(capa)
    lugar = {"CAMPO_HOGARES": "codigo"} if por_codigo else {"TERRITORIOS": cuadricula(2)}
    hecha = correr("pobreza_monetaria", HOGARES=capa, INGRESO="ingreso", ES_DE=1,
                   CAMPO_LINEA="linea", **lugar)  # fmt: skip
    filas = correr.filas(hecha["SALIDA"])
    llave = "territorio" if por_codigo else "codigo"
    de_codigo = {f[llave]: f for f in filas}
    for donde in range(4):
        fila = de_codigo[f"0500{donde + 1}"]
        suyas = (propios["donde"] == donde) & ~np.isnan(propios["ingreso"])
        gente = propios["personas"][suyas]
        por_persona = propios["ingreso"][suyas] / gente
        z = propios["linea"][suyas]
        falta = np.clip((z - por_persona) / z, 0, None)
        assert fila["hogares"] == suyas.sum()
        assert fila["fgt0"] == pytest.approx((gente * (falta > 0)).sum() / gente.sum())
        assert fila["fgt1"] == pytest.approx((gente * falta).sum() / gente.sum())
        assert fila["fgt2"] == pytest.approx((gente * falta**2).sum() / gente.sum())
        assert fila["brecha_p"] == pytest.approx(fila["fgt1"] / fila["fgt0"])
        assert fila["uso"] == "INTERNO: no publicar"
    assert hecha["SIN_DATO"] == 7
    assert "7 hogares no tienen ingreso" in correr.registro.texto
    assert hecha["FGT0"] == pytest.approx(
        sum(f["pobres"] for f in filas) / sum(f["poblacion"] for f in filas)
    )


@pytest.mark.parametrize("en", ["hogares", "personas"])
def test_cgh_de_cada_territorio(correr: Any, en: str) -> None:
    from kit_pobreza.metodos.evaluacion import evaluar

    capa = con_ingreso()
    propios = columnas(capa)
    pesos = {"PERSONAS": "personas", "RECURSOS": "recursos"} if en == "personas" else {}
    hecha = correr("cgh_por_territorio", HOGARES=capa, TERRITORIOS=cuadricula(2), **pesos)
    filas = {f["codigo"]: f for f in correr.filas(hecha["SALIDA"])}
    for donde in range(4):
        suyas = propios["donde"] == donde
        esperada = evaluar(
            propios["pobre"][suyas] == 1, propios["seleccion"][suyas] == 1,
            ponderador=propios["personas"][suyas] if pesos else None,
            recursos=propios["recursos"][suyas] if pesos else None,
        )  # fmt: skip
        fila = filas[f"0500{donde + 1}"]
        assert fila["cgh"] == pytest.approx(esperada.cgh)
        assert fila["cobertura"] == pytest.approx(esperada.cobertura.valor)
        assert fila["exclusion"] == pytest.approx(esperada.exclusion.valor)
        assert fila["inclusion"] == pytest.approx(esperada.inclusion.valor)
        assert fila["hogares"] == suyas.sum()


def test_un_territorio_sin_nadie_no_tiene_indice_ni_cero(correr: Any) -> None:
    """Hogares solo en la mitad de la malla: en la otra, sin dato."""
    veredas = cuadricula(4, (-77, 7, -75, 9))
    hecha = correr("cgh_por_territorio", HOGARES=con_ingreso(), TERRITORIOS=veredas)
    vacias = [f for f in correr.filas(hecha["SALIDA"]) if f["hogares"] == 0]
    assert len(vacias) == 12
    assert {f["cgh"] for f in vacias} == {f["cobertura"] for f in vacias} == {None}
    assert hecha["SIN_INDICE"] == 12
    pobreza = correr("pobreza_monetaria", HOGARES=con_ingreso(), TERRITORIOS=veredas,
                     INGRESO="ingreso", LINEA=500_000)  # fmt: skip
    sin_nadie = [f for f in correr.filas(pobreza["SALIDA"]) if f["hogares"] == 0]
    assert len(sin_nadie) == 12
    assert {f["fgt0"] for f in sin_nadie} == {None}


@pytest.mark.parametrize(
    ("algoritmo", "valores", "dicho"),
    [
        ("pobreza_monetaria", {}, "«Ingreso, en pesos por mes» está vacío"),
        ("pobreza_monetaria", {"INGRESO": "ingreso"}, "ninguna línea"),
        ("pobreza_monetaria", {"INGRESO": "ingreso", "LINEA": 5, "CAMPO_LINEA": "linea"},
         "dos líneas"),
        ("pobreza_monetaria", {"INGRESO": "ingreso", "LINEA": 0}, "la línea es 0"),
        ("cgh_por_territorio", {"OBJETIVO": "no_hay"}, "no_hay"),
    ],
)  # fmt: skip
def test_lo_que_no_sirve_se_dice(
    correr: Any, algoritmo: str, valores: dict[str, Any], dicho: str
) -> None:
    with pytest.raises(RuntimeError, match=dicho):
        correr(algoritmo, HOGARES=con_ingreso(20), TERRITORIOS=cuadricula(2), **valores)


def test_un_ingreso_negativo_detiene_con_su_fila(correr: Any) -> None:
    capa = con_ingreso(20)
    tercera = [f.id() for f in capa.getFeatures()][2]
    capa.dataProvider().changeAttributeValues(
        {tercera: {capa.fields().lookupField("ingreso"): -10.0}}
    )
    with pytest.raises(RuntimeError, match="negativo o infinito en 1 filas; la primera es la 3"):
        correr("pobreza_monetaria", HOGARES=capa, TERRITORIOS=cuadricula(2), INGRESO="ingreso",
               LINEA=100_000)  # fmt: skip
