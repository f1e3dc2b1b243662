"""Los saltos de la serie de población: los que dicen los datos, y ninguno más."""

from __future__ import annotations

import itertools
import re

import numpy as np

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import limites_de_la_poblacion as limites
from generador.paginas.territorios.secciones.poblacion import poblacion

SALTO = re.compile(r"De (\d{4}) a (\d{4}) la serie (baja|sube) (\d+)\u00a0%")


def test_cada_aviso_es_cierto_y_no_falta_ninguno(acervo: DatosDelSitio) -> None:
    empiezan = saltan = 0
    for codigo in acervo.municipios:
        serie = acervo.cubo.serie("poblacion", codigo)
        textos = limites.avisos(acervo, codigo)
        inicio = [t for t in textos if t.startswith("Su serie empieza")]
        if serie[0][0] != "1985":
            assert inicio == [
                f"Su serie empieza en {serie[0][0]}: antes, su población estaba en otro municipio."
            ]
            empiezan += 1
        else:
            assert not inicio
        esperados = []
        for (antes, uno), (despues, otro) in itertools.pairwise(serie):
            if abs(otro / uno - 1) > 0.2:
                esperados.append((antes, despues, "baja" if otro < uno else "sube"))
        hallados = [m.groups()[:3] for t in textos if (m := SALTO.search(t))]
        assert hallados == esperados, codigo
        saltan += bool(esperados)
    assert empiezan == 89
    assert saltan > 50


def test_nombra_al_que_empieza_ese_ano_en_su_departamento(acervo: DatosDelSitio) -> None:
    (caloto,) = limites.avisos(acervo, "19142")
    assert caloto == (
        "De 2006 a 2007 la serie baja 52\u00a0%: ese año empieza la de Guachené, en su "
        "departamento; es un cambio de límites."
    )
    assert limites.avisos(acervo, "19300") == [
        "Su serie empieza en 2007: antes, su población estaba en otro municipio."
    ]
    assert limites.avisos(acervo, "05001") == []
    assert limites.avisos(acervo, "00") == []


def test_la_pagina_dice_de_que_serie_es_cada_cantidad(acervo: DatosDelSitio) -> None:
    seccion = poblacion(acervo, "05001")
    assert (seccion["desde"], seccion["hasta"]) == ("1985", "2035")
    assert seccion["extremos"][0] == ("1985", "1.450.177")
    assert seccion["serie"] != seccion["serie_de_hogares"]
    assert seccion["anios"][0] == "1985"


def test_el_area_rural_se_dibuja_aunque_el_municipio_sea_nuevo(acervo: DatosDelSitio) -> None:
    rural = acervo.cubo.trayectoria("poblacion", "19300", "rural")
    assert np.isnan(rural[0])
    assert '<path class="relleno" d="M' in poblacion(acervo, "19300")["dibujo"].trazos
