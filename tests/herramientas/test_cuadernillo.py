"""Las cifras del cuadernillo son las de la página del municipio, y el guion no pesa de más."""

from __future__ import annotations

import gzip
import math
from typing import Any

import pytest

from generador.formato import con_signo
from generador.paginas import herramientas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias import archivos_de_las_guias, cuadernillo
from generador.paginas.territorios.secciones import pobreza
from generador.paginas.territorios.secciones.aviso_de_omision import aviso
from generador.paginas.territorios.secciones.quince_privaciones import lejanas, privaciones
from tests.herramientas.conftest import Calcular

PESO = 150_000  # los puestos van escritos, con su rango
# Rural, capital, Bogotá (departamento y municipio), área sin alcaldía, isla y uno sin sus pares.
# El último, con más de la mitad sin contar: ni puesto ni comparación.
CODIGOS = ("27025", "05001", "11001", "91263", "88564", "94663", "44847", "27495")


@pytest.fixture(scope="module")
def armado(acervo: DatosDelSitio) -> dict[str, Any]:
    return cuadernillo.cuadernillo(acervo)


def valor(columna: dict[str, Any], i: int, zona: str = "total") -> float | None:
    crudo = columna["v"][zona][i]
    return crudo / 10 ** columna["d"] if isinstance(crudo, int) else None


@pytest.mark.parametrize("codigo", CODIGOS)
def test_cada_cifra_es_la_del_cubo(
    acervo: DatosDelSitio, armado: dict[str, Any], codigo: str
) -> None:
    i = armado["municipios"].index(codigo)
    for indicador, columna in armado["columnas"].items():
        for zona in columna["v"]:
            propio = acervo.cubo.valor(indicador, codigo, zona, columna["p"])
            hallado = valor(columna, i, zona)
            if not math.isnan(propio):
                assert hallado == pytest.approx(propio, abs=0.51 / 10 ** columna["d"]), indicador
            else:
                assert hallado is None, indicador


@pytest.mark.parametrize(("estado", "dice"), [(0, None), (1, 906), (2, "x"), (3, "?")])
def test_un_hueco_no_es_cero_ni_todos_los_huecos_son_iguales(estado: int, dice: object) -> None:
    assert cuadernillo.entero(90.6, estado, 1) == dice


@pytest.mark.parametrize("codigo", CODIGOS)
@pytest.mark.navegador
def test_el_navegador_dice_lo_mismo_que_la_pagina(
    acervo: DatosDelSitio, armado: dict[str, Any], calcular_cuadernillo: Any, codigo: str
) -> None:
    js = calcular_cuadernillo(codigo)
    omitidos = aviso(acervo, codigo)
    comparar = not omitidos.sin_comparar
    esperadas = lejanas(privaciones(acervo, codigo, comparar=comparar), 4)
    assert [f["nombre"] for f in js["lejanas"]] == [f.nombre for f in esperadas]
    lectura = pobreza.pobreza(acervo, codigo)
    assert js["puesto"] == lectura["puesto"]
    assert bool(js["puesto"]) == comparar != js["sinComparar"]
    assert js["omision"] == (omitidos.frase if omitidos.visible else "")
    comparables = pobreza.comparables(acervo, codigo)
    todas: Any = comparables["filas"]
    filas = [f for f in todas[:5] if f.diferencia]  # sin los que no se comparan
    assert [c["codigo"] for c in js["comparables"]] == [f.codigo for f in filas]
    diferencias = [con_signo(c["diferencia"]["v"]) for c in js["comparables"]]
    assert diferencias == [f.diferencia for f in filas]
    assert js["sinComparables"] == comparables["motivo"] or filas
    assert js["ipm"]["v"] == pytest.approx(lectura["valor"])
    assert len(js["referencias"]) == (1 if codigo == "11001" else 2)


@pytest.fixture(scope="module")
def calcular_cuadernillo(calcular: Calcular, armado: dict[str, Any], navegador: Any) -> Any:
    """`calcular_cuadernillo("27025")`: lo que el navegador dice de un municipio."""
    from tests.herramientas.conftest import CALCULOS

    contexto = navegador.new_context(offline=True)
    pagina = contexto.new_page()
    pagina.add_script_tag(path=CALCULOS / "cuadernillo.js")
    pagina.add_script_tag(content=herramientas.guion("cuadernillo", armado))

    def correr(codigo: str) -> Any:
        return pagina.evaluate(
            """codigo => { const c = KitCalculos.cuadernillo(KIT_DATOS.cuadernillo, codigo);
            return {lejanas: c.lejanas(), comparables: c.comparables(), puesto: c.puesto,
              omision: c.omision, sinComparar: c.sinComparar,
              sinComparables: c.sinComparables, ipm: c.cifra('ipm_censal'),
              referencias: c.referencias}; }""",
            codigo,
        )

    yield correr
    contexto.close()


def test_el_guion_no_pesa_de_mas(armado: dict[str, Any]) -> None:
    guion = herramientas.guion("cuadernillo", armado).encode()
    assert len(gzip.compress(guion, 6)) <= PESO


def test_cada_sesion_pide_tablas_y_datos_que_existen() -> None:
    leidas = archivos_de_las_guias.leer("sesiones")
    assert [s["numero"] for s in leidas.values()] == [1, 2, 3, 4, 5]
    for sesion in leidas.values():
        assert sesion["cifras"]
        assert len(sesion["compromisos"]) >= 2
        assert all(c["que"] and c["evidencia"] and c["dias"] > 0 for c in sesion["compromisos"])
        assert all(m[1] % 5 == 0 for m in sesion["agenda"])
