"""Las quince privaciones de la página y las acciones que se sugieren por ellas."""

from __future__ import annotations

import re

import pytest

from generador.formato import numero
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import acciones
from generador.paginas.territorios.secciones.quince_privaciones import (
    frente_a,
    ids,
    lejanas,
    privaciones,
    referencias_de,
)
from generador.rutas import SITIO


@pytest.mark.parametrize("codigo", ["27025", "05001", "11001", "88001", "91263", "05", "00"])
def test_son_quince_de_mayor_a_menor(acervo: DatosDelSitio, codigo: str) -> None:
    filas = privaciones(acervo, codigo)
    assert len(filas) == 15
    assert [f.crudo for f in filas] == sorted((f.crudo for f in filas), reverse=True)
    assert {f.id for f in filas} == set(ids(acervo))


@pytest.mark.parametrize(
    ("codigo", "referencias"),
    [
        ("27025", (("depto", "27"), ("pais", "00"))),
        ("11001", (("pais", "00"),)),
        ("05", (("pais", "00"),)),
        ("00", ()),
    ],
)
def test_con_quien_se_compara(codigo: str, referencias: tuple[tuple[str, str], ...]) -> None:
    assert referencias_de(codigo) == referencias


def test_alto_baudo_a_mano(acervo: DatosDelSitio) -> None:
    fila = next(f for f in privaciones(acervo, "27025") if f.id == "priv_agua")
    choco = acervo.cubo.valor("priv_agua", "27")
    assert (fila.valor, fila.cabecera, fila.rural) == ("73,3", "30,2", "81,0")
    assert fila.lejania == pytest.approx(73.3 - choco)
    pais = acervo.cubo.valor("priv_agua", "00")
    assert fila.referencias == (numero(choco, 1), numero(pais, 1))
    assert re.findall(r'#m-(\w+)" x="([\d.]+)%', fila.riel) == [
        ("pais", f"{pais:.1f}"),
        ("depto", f"{choco:.1f}"),
        ("propio", "73.3"),
    ]
    assert f'x="{choco:.0f}%" width="{73 - round(choco)}%"' in fila.riel


@pytest.mark.parametrize(
    ("codigo", "nombres"),
    [("27025", ["Chocó", "Colombia"]), ("11001", ["Colombia"]), ("05", ["Colombia"]), ("00", [])],
)
def test_la_cabeza_nombra_a_quien_trae_cifra(
    acervo: DatosDelSitio, codigo: str, nombres: list[str]
) -> None:
    assert [f.nombre for f in frente_a(acervo, codigo)] == nombres
    assert {len(f.referencias) for f in privaciones(acervo, codigo)} == {len(nombres)}


def test_lo_que_describe_solo_a_los_contados_no_lleva_referencias(acervo: DatosDelSitio) -> None:
    assert frente_a(acervo, "27495", comparar=False) == []
    for fila in privaciones(acervo, "27495", comparar=False):
        assert (fila.referencias, fila.diferencia) == ((), "")
        assert fila.riel.count("<use") == 1
        assert "<rect" not in fila.riel


def test_sin_cabecera_lo_dice(acervo: DatosDelSitio) -> None:
    assert {f.cabecera for f in privaciones(acervo, "91263")} == {"no aplica"}


PUBLICABLE = 0.05  # con un decimal, menos que esto se lee 0,0


def test_las_lejanas_son_las_peores_y_van_en_orden(acervo: DatosDelSitio) -> None:
    for codigo in acervo.municipios:
        filas = privaciones(acervo, codigo)
        elegidas = [f.lejania for f in lejanas(filas)]
        assert (
            elegidas
            == sorted((f.lejania for f in filas if f.lejania >= PUBLICABLE), reverse=True)[:3]
        )


def test_hay_municipios_sin_ninguna_por_encima(acervo: DatosDelSitio) -> None:
    assert any(not lejanas(privaciones(acervo, c)) for c in acervo.municipios)


def test_cada_privacion_tiene_una_accion_entera(acervo: DatosDelSitio) -> None:
    tabla = acciones.tabla()
    assert list(tabla["privaciones"]) == list(ids(acervo))
    for accion in tabla["privaciones"].values():
        assert set(accion) - {"servicio"} == {"modulo", "accion"}
        assert accion.get("servicio", "priv_agua") in acervo.catalogo
        assert accion["modulo"] in tabla["modulos"]
        assert len(accion["accion"].split()) >= 4
        assert not accion["accion"].endswith(".")


def test_cada_modulo_lleva_a_una_pagina_que_existe() -> None:
    for modulo in acciones.tabla()["modulos"].values():
        assert (SITIO / modulo["ruta"]).with_suffix(".md").is_file()


def test_una_accion_por_privacion(acervo: DatosDelSitio) -> None:
    filas = lejanas(privaciones(acervo, "27025"))
    hechas = acciones.acciones(filas)
    assert [a["privacion"] for a in hechas] == [f.nombre for f in filas]
    assert all(a["modulo"]["titulo"] and a["accion"] for a in hechas)
