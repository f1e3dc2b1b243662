"""De la celda al texto: cero, «no aplica», «no disponible» y «sin dato» se leen distinto."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA, Cubo
from generador.paginas.cifras import cifra, olvidar
from generador.paginas.datos_del_sitio import DatosDelSitio


@pytest.fixture
def con_estados(acervo: DatosDelSitio) -> DatosDelSitio:
    """Un cubo con una sola columna y un municipio en cada estado."""
    codigos = ("05001", "05002", "05004", "05021")
    llave = ("ipm_censal", "total", "2018")
    cubo = Cubo(
        codigos,
        {c: i for i, c in enumerate(codigos)},
        {llave: np.array([0.0, np.nan, np.nan, np.nan])},
        {llave: np.array([DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA], dtype=np.int8)},
    )
    return replace(acervo, cubo=cubo)


@pytest.mark.parametrize(
    ("codigo", "texto", "hay"),
    [
        ("05001", "0,0", True),
        ("05002", "no aplica", False),
        ("05004", "no disponible", False),
        ("05021", "sin dato", False),
    ],
)
def test_cuatro_cosas_distintas(
    con_estados: DatosDelSitio, codigo: str, texto: str, hay: bool
) -> None:
    una = cifra(con_estados, "ipm_censal", codigo)
    assert (una.texto, una.hay) == (texto, hay)
    assert isnan(una.crudo) != hay
    assert una.con_unidad == (f"{texto}\xa0%" if hay else texto)


@pytest.mark.parametrize(
    ("indicador", "codigo", "argumentos", "texto"),
    [
        ("ipm_censal", "27025", {}, "90,6 %"),
        ("ipm_censal", "05001", {"dominio": "total", "periodo": "2018"}, "12,8 %"),
        ("ipm_censal", "91263", {"dominio": "cabecera"}, "no aplica"),
        ("poblacion", "00", {"periodo": "2024"}, "52.695.952 personas"),
        ("cuadrante", "05001", {}, "Incidencia baja y concentración alta"),
        ("zomac", "27615", {}, "Sí"),
        ("zomac", "05001", {}, "No"),
        ("mdm", "91263", {}, "no aplica"),
    ],
)
def test_cifras_de_verdad(
    acervo: DatosDelSitio, indicador: str, codigo: str, argumentos: dict[str, str], texto: str
) -> None:
    una = cifra(acervo, indicador, codigo, **argumentos)
    assert una.con_unidad.replace("\xa0", " ") == texto
    assert una.fuente == acervo.catalogo[indicador].fuente


@pytest.mark.parametrize("indicador", ["poblacion", "valor_agregado"])
def test_sin_periodo_vale_el_vigente(acervo: DatosDelSitio, indicador: str) -> None:
    una = cifra(acervo, indicador, "05001")
    de_referencia = acervo.catalogo[indicador].periodo_de_referencia
    assert una.periodo == (de_referencia or acervo.cubo.periodos(indicador)[-1])
    assert una == cifra(acervo, indicador, "05001", "total", una.periodo)


def test_un_territorio_o_indicador_que_no_existe_es_un_error(acervo: DatosDelSitio) -> None:
    with pytest.raises(KeyError, match="99999"):
        cifra(acervo, "ipm_censal", "99999")
    with pytest.raises(KeyError, match="ipm_lunar"):
        cifra(acervo, "ipm_lunar", "05001")


def test_de_a_una_o_todas_juntas_dicen_lo_mismo(acervo: DatosDelSitio) -> None:
    """La primera de cada columna se escribe sola; después de unas pocas, se escriben todas."""
    for indicador in ("poblacion", "categoria_ley617", "zomac", "mdm", "luces_media"):
        olvidar()
        juntas = [cifra(acervo, indicador, codigo) for codigo in acervo.territorios]
        for codigo, junta in list(zip(acervo.territorios, juntas, strict=True))[::97]:
            olvidar()
            sola = cifra(acervo, indicador, codigo)
            np.testing.assert_equal(tuple(sola), tuple(junta))


def test_un_codigo_que_no_es_de_un_territorio_no_tiene_cifra(acervo: DatosDelSitio) -> None:
    for codigo in ("99999", *(["x"] * 20)):
        with pytest.raises(KeyError):
            cifra(acervo, "ipm_censal", codigo)
