"""Las celdas publicadas: dicen lo que dice el cubo y ningún rótulo se lee como fórmula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.cubo.leer import SIN_FILA, Cubo
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import series_publicadas
from generador.paginas.publicacion.texto_de_celda import (
    AVISO,
    NOMBRES,
    CeldasPublicables,
    celda_de_texto,
    celdas,
)
from tests import hojas

QUINCE = Context(prec=15, rounding=ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("valor", "celda"),
    [
        ("Sexta", "Sexta"),
        ("G5 (capacidades bajas)", "G5 (capacidades bajas)"),
        ("Grupo B, medio", '"Grupo B, medio"'),
        ('Dicho "así"', '"Dicho ""así"""'),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("a\r\nb", '"a\r\nb"'),
        ("", ""),
    ],
)  # fmt: skip
def test_celda(valor: str, celda: str) -> None:
    assert celda_de_texto(valor) == celda


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_una_celda_es_una_celda(valor: str) -> None:
    ((leido, final),) = csv.reader(
        io.StringIO(f"{celda_de_texto(valor)},fin\n", newline=""), strict=True
    )
    assert (leido.removeprefix("'"), final) == (valor.removeprefix("'"), "fin")
    assert not leido.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.fixture(scope="module")
def todas(acervo: DatosDelSitio) -> CeldasPublicables:
    return celdas(acervo)


@pytest.mark.parametrize("codigo", ["00", "27", "88", "27025", "94663", "88564"])
def test_las_dos_descargas_dicen_lo_que_dice_el_cubo(
    acervo: DatosDelSitio, todas: CeldasPublicables, codigo: str
) -> None:
    publicado = todas.de(codigo)
    series = todas.en_series[acervo.territorios[codigo].nivel].descritas()
    objeto = hojas.en_celdas(json.loads(publicado.json), series)
    assert {indicador for indicador, *_ in objeto} == set(todas.indicadores_de(codigo))
    filas = list(csv.reader(io.StringIO(publicado.csv, newline=""), strict=True))
    cubo, fila = acervo.cubo, acervo.cubo.indice[codigo]
    presentes = [k for k in cubo.columnas if cubo.estados[k][fila] != SIN_FILA]
    assert len(filas) == len(presentes) == len(objeto)
    for territorio, dominio, periodo, indicador, valor, estado, _, _, aviso in filas:
        llave = (indicador, dominio, periodo)
        ficha = acervo.catalogo[indicador]
        assert (aviso == AVISO) == (llave in todas.atipicos(codigo))
        en_json = objeto[llave]
        assert territorio == codigo
        assert estado == NOMBRES[int(cubo.estados[llave][fila])]
        if estado != "dato":
            assert (valor, en_json) == ("", estado)
        elif ficha.categorias:
            assert valor == en_json == ficha.categorias[int(cubo.columnas[llave][fila])]
        else:
            paso = Decimal(1).scaleb(-ficha.decimales - 1)
            crudo = QUINCE.create_decimal(repr(float(cubo.columnas[llave][fila])))
            assert float(valor) == en_json == float(crudo.quantize(paso, ROUND_HALF_UP))
            assert not valor.endswith(".0")


def test_ninguna_categoria_se_llama_como_un_estado(acervo: DatosDelSitio) -> None:
    """En el JSON van las dos como texto."""
    rotulos = {r for ficha in acervo.catalogo.values() for r in ficha.categorias.values()}
    assert rotulos
    assert rotulos.isdisjoint(NOMBRES.values())


def test_cada_serie_va_en_su_lugar_y_lo_que_falta_es_nulo() -> None:
    llaves = [("a", "total", "2018"), ("a", "rural", "2018"),
              *(("b", "total", anio) for anio in ("2005", "2006", "2008"))]  # fmt: skip
    territorios = ("00", "05", "05001", "05002")
    # Del país solo «a»; del departamento, nada; un municipio no trae la segunda cifra de «b».
    traen = {llaves[0]: (1, 0, 1, 1), llaves[1]: (0, 0, 1, 0), llaves[2]: (0, 0, 1, 1),
             llaves[3]: (0, 0, 0, 1), llaves[4]: (0, 0, 1, 1)}  # fmt: skip
    estados = {llave: np.array(hay, np.int8) for llave, hay in traen.items()}
    cubo = Cubo(territorios, {c: n for n, c in enumerate(territorios)}, {}, estados)
    series = series_publicadas.por_nivel(cubo, llaves)
    suyas = np.array([0, 1, 2, 4])
    assert series["municipio"].escribir(suyas, np.array(list("1234"), object)) == (
        "[[1],[2],[3,null,4]]"
    )
    assert series["municipio"].descritas()[2] == {
        "indicador": "b", "zona": "total", "anios": ["2005", "2006", "2008"]
    }  # fmt: skip
    assert series["nacion"].escribir(np.array([0]), np.array(["5"], object)) == "[[5]]"
    assert series["departamento"].escribir(np.array([], int), np.array([], object)) == "[]"
    otro_orden = series_publicadas.por_nivel(cubo, llaves[::-1])
    assert series_publicadas.huella(series) != series_publicadas.huella(otro_orden)


def test_sin_celdas_las_descargas_quedan_vacias_y_validas(todas: CeldasPublicables) -> None:
    nada = replace(todas, estados=np.zeros_like(todas.estados))
    csv_, en_json, hoja = nada.de("27025")
    assert (csv_, hoja) == ("", "\ufeffCódigo;Indicador;Zona;Unidad;Fuente;Aviso\n")
    assert {valor for lista in json.loads(en_json) for valor in lista} == {None}


def test_las_de_unos_pocos_son_las_mismas(acervo: DatosDelSitio, todas: CeldasPublicables) -> None:
    """El orden en que se piden no cambia de quién es cada una."""
    pocas = celdas(acervo, ("94663", "00", "27025"))
    for codigo in ("94663", "00", "27025"):
        assert pocas.de(codigo) == todas.de(codigo)
        assert pocas.lineas(codigo) == todas.de(codigo).csv
        assert pocas.atipicos(codigo) == todas.atipicos(codigo)


def test_lo_que_se_sale_de_lo_esperado_lo_dice_en_las_descargas(
    acervo: DatosDelSitio, todas: CeldasPublicables
) -> None:
    """Cada aviso corresponde a una cifra publicada fuera de lo plausible, y no falta ninguno."""
    avisadas = 0
    for codigo in acervo.territorios:
        atipicos = todas.atipicos(codigo)
        avisadas += len(atipicos)
        for linea in csv.reader(io.StringIO(todas.de(codigo).csv, newline="")):
            llave = (linea[3], linea[1], linea[2])
            ficha = acervo.catalogo[linea[3]]
            if linea[5] != "dato" or ficha.categorias:
                assert linea[8] == ""
                continue
            desde, hasta = ficha.plausibles
            crudo = QUINCE.create_decimal(repr(acervo.cubo.valor(llave[0], codigo, *llave[1:])))
            paso = Decimal(1).scaleb(-ficha.decimales)
            visto = float(crudo.quantize(paso, ROUND_HALF_UP, QUINCE))
            assert (linea[8] == AVISO) == (not desde <= visto <= hasta), (codigo, llave)
            assert (llave in atipicos) == (linea[8] == AVISO)
    assert 500 < avisadas < 900
