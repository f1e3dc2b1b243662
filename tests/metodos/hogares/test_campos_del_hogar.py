"""Los campos que usan las reglas, y lo que se puede decidir cuando una cuenta es dudosa."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.campos_del_hogar import (
    DE_EDAD,
    DEL_KIT,
    campo_ajeno,
    campos_del_hogar,
    territorio_del_hogar,
    un_solo_territorio,
)
from generador.metodos.identificacion import ConDuda, evaluar
from generador.metodos.tablas import documento
from tests.metodos.hogares import bases

DUDOSO = ConDuda(np.array([0.0, 0.0, 2.0]), np.array([0.0, 3.0, 2.0]))


@pytest.mark.parametrize(
    "condicion",
    [
        {"campo": "m", "entre": [1, None]},
        {"campo": "m", "entre": [None, 2]},
        {"campo": "m", "entre": [1, 3]},
        {"campo": "m", "en": [0, 2]},
        {"campo": "m", "en": [5]},
        {"ninguna": [{"campo": "m", "entre": [3, None]}]},
    ],
)
def test_decide_solo_lo_que_no_depende_de_la_duda(condicion: dict[str, object]) -> None:
    """Oráculo: evaluar la condición con cada número posible."""
    hallado = evaluar({"m": DUDOSO}, condicion)
    for i in range(3):
        posibles = np.arange(DUDOSO.bajo[i], DUDOSO.alto[i] + 1)
        ciertas = evaluar({"m": posibles}, condicion).si
        assert hallado.si[i] <= ciertas.all()
        assert hallado.no[i] <= (~ciertas).all()
        if len(posibles) == 1 or "entre" in condicion:
            assert hallado.si[i] == ciertas.all()
            assert hallado.no[i] == (~ciertas).all()


def test_una_cuenta_dudosa_no_se_compara_con_un_texto() -> None:
    with pytest.raises(ErrorDeMetodo, match="no se puede comparar"):
        evaluar({"m": DUDOSO}, {"campo": "m", "en": ["dos"]})
    assert np.isnan(DUDOSO.cierto()).tolist() == [False, True, False]


def test_los_campos_son_los_del_kit_y_uno_por_hogar() -> None:
    tabla = bases.nominal(12, 3)
    tabla["edad_calculada"][0] = 999
    hechos = bases.hacer(tabla)
    hogares = len(hechos.jefe)
    cero = np.zeros(hogares)
    campos = campos_del_hogar(hechos, bases.SISBEN, un_solo_territorio(hogares), cero, cero)
    assert set(campos) == set(DEL_KIT)
    assert set(DE_EDAD) == set(documento("edades")["cuentas"])
    dudas = campos["menores_6"]
    assert isinstance(dudas, ConDuda)
    assert sorted((dudas.alto - dudas.bajo).tolist()) == [0.0] * (hogares - 1) + [1.0]
    escritas = [tabla["clasificacion"][i] for i in hechos.jefe.tolist()]
    assert np.asarray(campos["clasificacion"]).tolist() == escritas


def test_un_campo_ajeno_es_numero_texto_o_codigo() -> None:
    tabla = bases.nominal(9, 3)
    largo = range(len(tabla["i1"]))
    ficha = [int(f) for f in tabla["ide_ficha_origen"]]
    tabla["tip_vivienda"] = [(1, 2, "")[f % 3] for f in ficha]
    tabla["cod_vereda"] = [("001", "2", "1")[f % 3] for f in ficha]
    tabla["material"] = [("Bahareque", "ADOBE", "N/A")[i % 3] for i in largo]
    entrada = bases.entrada(tabla)
    hechos = bases.hacer(tabla)
    vivienda = np.asarray(campo_ajeno(entrada, hechos, "tip_vivienda"))
    assert vivienda.dtype.kind == "f" and np.isnan(vivienda).sum() == 3
    assert set(np.asarray(campo_ajeno(entrada, hechos, "cod_vereda")).tolist()) == {"001", "2"}
    assert np.asarray(campo_ajeno(entrada, hechos, "material")).dtype.kind == "U"
    assert set(np.asarray(campo_ajeno(entrada, hechos, "cod_mpio")).tolist()) == {"05001", "05045"}


def test_el_territorio_une_sus_columnas() -> None:
    tabla = bases.nominal(12, 3)
    hechos = bases.hacer(tabla)
    donde = territorio_del_hogar(bases.entrada(tabla), hechos, ("cod_mpio", "nom_vereda"))
    municipios, veredas = ("05001", "05045"), ("EL ROSAL", "LA PEÑA", "SAN JOSÉ")
    posibles = {"-".join(p) for p in itertools.product(municipios, veredas)}
    assert set(donde.etiquetas) == posibles
    assert (donde.codigos >= 0).all()
