"""El catálogo no escribe el año vigente de una medida: `{medida}` lo toma de las tablas.

Puede decir otro (el de un hecho, una norma, una serie cerrada), y también ese si la frase habla de
lo que se comprobó en esa edición del archivo: al importar otra, hay que volver a mirarlo.
"""

from __future__ import annotations

import re

import pytest

from generador.cubo.catalogo import Indicador, indicadores, temas
from generador.paginas.datos_del_sitio import DatosDelSitio

ANIO = re.compile(r"(?<![\w.,-])(?:199\d|20[0-4]\d)(?![\w.,]*\d|\w)")
# Lo comprobado en una edición, y por qué no vale para la siguiente.
DE_UNA_EDICION = {
    "año de pandemia": "solo esa edición mide un año de pandemia",
    "Mezcla variables de": "cada edición puede mezclar otros años",
    "son provisionales": "en la siguiente serán otros los provisionales",
    "faltan siete de los ocho": "cuenta municipios de ese año",
    "las dos conviven hasta": "serie cerrada: no va a tener otro año",
    "endeudamiento de largo plazo, vigencias": "serie cerrada: no va a tener otro año",
    "la cifra nacional es 39,3": "cita cifras de un año",
    "se cruzó con los registros": "pasó en esos años",
    "llevó la cifra nacional": "cita cifras de un año",
    "Ponderada por la población de": "cita cifras de un año",
    "marca «Inconsistente»": "cuenta municipios de ese año",
    "Nuevo Belén de Bajirá": "desde ese año el archivo lo trae aparte",
    "viene redondeada a enteros": "solo ese año viene así",
    "cambia 50 puntos o más": "cuenta municipios entre dos años",
    "2011 a 2017": "serie cerrada: no va a tener otro año",
    "Decreto": "año de una norma",
}


def escritos(ficha: Indicador, vigente: str) -> list[str]:
    """Los textos de la ficha que escriben su año vigente sin ser de una edición."""
    return [
        texto
        for texto in (ficha.largo, *ficha.advertencias)
        if vigente in ANIO.findall(texto) and not any(frase in texto for frase in DE_UNA_EDICION)
    ]


def test_ninguna_ficha_escribe_su_anio(acervo: DatosDelSitio) -> None:
    assert {i: e for i, f in indicadores().items() if (e := escritos(f, acervo.vigente(i)))} == {}


def test_ningun_tema_escribe_un_anio() -> None:
    assert [t.titulo for t in temas() if ANIO.search(t.titulo)] == []


@pytest.mark.parametrize("frase", DE_UNA_EDICION)
def test_cada_excepcion_se_usa(acervo: DatosDelSitio, frase: str) -> None:
    dichas = [
        texto
        for i, ficha in indicadores().items()
        for texto in (ficha.largo, *ficha.advertencias)
        if acervo.vigente(i) in ANIO.findall(texto)
    ]
    assert any(frase in texto for texto in dichas)


def test_las_marcas_salen_con_su_anio(acervo: DatosDelSitio) -> None:
    con_marca = [i for i, f in indicadores().items() if f"{{{i}}}" in f.largo]
    assert len(con_marca) > 40
    for i in con_marca:
        assert acervo.vigente(i) in acervo.catalogo[i].largo
    for ficha in acervo.catalogo.values():
        assert "{" not in "".join((ficha.largo, ficha.definicion, *ficha.advertencias))
