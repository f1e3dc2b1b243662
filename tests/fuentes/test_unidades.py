"""Qué unidades son municipio: la lista del kit contra la DIVIPOLA."""

from __future__ import annotations

from pathlib import Path

from generador.cubo import codigos
from generador.cubo.leer import leer
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.lectura.rejillas import LibroOficial, limpiar


def test_las_que_no_son_municipio_son_las_de_la_divipola(fuentes: Path) -> None:
    libro = LibroOficial(fuentes / "divipola/DIVIPOLA_Municipios_2023-12.xlsx")
    filas = [[limpiar(c) for c in fila] for fila in libro.hoja("Municipios").celdas]
    tipos = {fila[2]: fila[4] for fila in filas if fila[2].isdigit()}
    otros = {codigo: tipo for codigo, tipo in tipos.items() if tipo != "Municipio"}
    # Mapiripana ya no está en la DIVIPOLA: hace parte del municipio de Barrancominas.
    assert set(otros) | {"94663"} == municipios_de_entonces.NO_SON_MUNICIPIO
    assert [c for c, t in otros.items() if t == "Isla"] == [municipios_de_entonces.ISLA]
    assert set(codigos.base()) - set(tipos) == {"94663"}


def test_barrancominas_es_municipio_desde_2020_y_mapiripana_deja_de_existir() -> None:
    assert not municipios_de_entonces.es_municipio("94343", "2019")
    assert municipios_de_entonces.es_municipio("94343", "2020")
    assert municipios_de_entonces.absorbidas("2019") == frozenset()
    assert municipios_de_entonces.absorbidas("2020") == {"94663"}


def test_faltantes_son_los_ausentes_de_la_base_con_su_estado() -> None:
    presentes = set(codigos.base()) - {"05001", "91263"}
    vacias = municipios_de_entonces.faltantes(
        presentes, "mdm", "2021", municipios_de_entonces.estado_de_municipio
    )
    estados = dict(zip(vacias["territorio"], vacias["estado"], strict=True))
    assert estados == {"05001": "no_disponible", "91263": "no_aplica"}


def test_lo_que_tiene_todo_territorio_no_aplica_solo_al_absorbido() -> None:
    assert municipios_de_entonces.estado_de_territorio("94663", "2019") == "no_disponible"
    assert municipios_de_entonces.estado_de_territorio("94663", "2020") == "no_aplica"
    assert municipios_de_entonces.estado_de_territorio("91263", "2020") == "no_disponible"


def test_faltantes_en_otro_dominio() -> None:
    presentes = set(codigos.base()) - {"91263"}
    vacias = municipios_de_entonces.faltantes(
        presentes,
        "cobertura_aseo",
        "2024",
        municipios_de_entonces.estado_de_territorio,
        dominio="rural",
    )
    assert vacias[["dominio", "estado"]].to_numpy().tolist() == [["rural", "no_disponible"]]


def test_los_municipios_nuevos_son_los_que_estrenan_poblacion() -> None:
    cubo = leer()
    estrenos = {}
    for codigo in codigos.base():
        con_dato = [anio for anio, _ in cubo.serie("poblacion", codigo)]
        if con_dato[0] > "2005":
            estrenos[codigo] = con_dato[0]
    assert estrenos == municipios_de_entonces.PRIMER_ANIO
    assert not municipios_de_entonces.es_municipio("23682", "2007")
    assert municipios_de_entonces.es_municipio("23682", "2008")
