"""Los hogares censados de cada zona, despejados de las quince privaciones."""

from __future__ import annotations

import numpy as np

from generador.cubo.catalogo import indicadores
from generador.cubo.leer import DATO, NO_APLICA, SIN_FILA, Llave
from generador.indicadores import pesos_de_hogares
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.indicadores.cubos import Celda, cubo, total

CATALOGO = indicadores()
ZONAS = ("cabecera", "rural")


def test_a_mano() -> None:
    """05001: 30 de 100 hogares en la cabecera. 05002 no tiene cabecera. 08001: mitad y mitad."""
    medida: dict[Llave, list[Celda]] = {
        total("priv_agua"): [47, 80, 30, 10],
        ("priv_agua", "cabecera", "2018"): [40, "NA", 10, 10],
        ("priv_agua", "rural", "2018"): [50, 80, 50, 10],
    }
    nuevo = cubo({total("censo_hogares"): [100, 40, 60, 20], **medida})
    assert len(pesos_de_hogares.calcular(nuevo, CATALOGO)) == 3
    valores, estados = nuevo.columna(("hogares_censados", "cabecera", "2018"))
    np.testing.assert_allclose(valores[3:6], [30, np.nan, 30])
    assert estados[3:5] == [DATO, NO_APLICA]
    valores, estados = nuevo.columna(("hogares_censados", "rural", "2018"))
    np.testing.assert_allclose(valores[3:6], [70, 40, 30])
    # En 08002 las zonas son iguales: no hay con qué despejarlas, y no se inventan.
    assert np.isnan(valores[6])
    assert nuevo.columna(total("hogares_censados"))[0][3:] == [100, 40, 60, 20]
    assert estados[:3] == [SIN_FILA] * 3  # departamento y país los suma el agregador


def test_sin_privaciones_por_zona_solo_hay_total() -> None:
    nuevo = cubo({total("censo_hogares"): [1, 2, 3, 4]})
    assert pesos_de_hogares.calcular(nuevo, CATALOGO) == [total("hogares_censados")]


def test_sobre_los_datos_las_quince_salen_de_sus_zonas(acervo: DatosDelSitio) -> None:
    """Con los hogares despejados, ninguna privación del municipio se aparta más que el redondeo.

    Cada una de las tres cifras trae media décima de redondeo: una décima entre todas.
    """
    todos = acervo.municipal("hogares_censados", "total", "2018")
    parte = [acervo.municipal("hogares_censados", z, "2018") / todos for z in ZONAS]
    np.testing.assert_allclose(np.nansum(parte, axis=0), 1, rtol=1e-12)
    privaciones = [i for i in acervo.catalogo if i.startswith("priv_")]
    assert len(privaciones) == 15
    for indicador in privaciones:
        zonas = [acervo.municipal(indicador, z) for z in ZONAS]
        rehecha = np.nansum([p * z for p, z in zip(parte, zonas, strict=True)], axis=0)
        assert np.abs(rehecha - acervo.municipal(indicador)).max() < 0.105, indicador


def test_sobre_los_datos_la_incidencia_sale_de_sus_zonas(acervo: DatosDelSitio) -> None:
    """El mismo examen con las personas que el censo contó en cada zona, que sí se publican."""
    contadas = {d: acervo.municipal("censo_personas_hogares", d) for d in ("total", *ZONAS)}
    rehecha = np.nansum([contadas[z] * acervo.municipal("ipm_censal", z) for z in ZONAS], axis=0)
    diferencia = rehecha / contadas["total"] - acervo.municipal("ipm_censal")
    assert np.abs(diferencia).max() < 0.1005
    np.testing.assert_array_equal(
        contadas["total"], acervo.municipal("censo_personas_hogares", "total", "2018")
    )
