"""Los derivados que combinan dos periodos comparan el mismo territorio, aunque cambie su código."""

from __future__ import annotations

from collections.abc import Mapping
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.cubo import codigos
from generador.cubo.catalogo import indicadores
from generador.cubo.codigos import Equivalencia
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave
from generador.indicadores import derivados
from generador.indicadores.territorio_comun import Cambio, cambios
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.indicadores.cubos import MARCAS, Celda

CATALOGO = indicadores()
GENTE = st.integers(1, 9_000_000)
ENTERO, PARTE = "94343", "94663"
ANTES, HOY = ("poblacion", "total", "2018"), ("poblacion", "total", "2026")


def amplia(codigo: str, base: str, desde: str, regla: str = "cubre") -> Equivalencia:
    return Equivalencia(codigo, codigo, base, regla, desde, "", "aviso", "norma")  # type: ignore[arg-type]


def cubo_de(codigos_: tuple[str, ...], columnas: Mapping[Llave, tuple[Celda, ...]]) -> Cubo:
    cubo = Cubo(codigos_, {c: i for i, c in enumerate(codigos_)}, {}, {})
    for llave, celdas in columnas.items():
        valores = [np.nan if isinstance(c, str) else c for c in celdas]
        estados = [MARCAS[c] if isinstance(c, str) else DATO for c in celdas]
        cubo.agregar(llave, np.array(valores, np.float64), np.array(estados, np.int8))
    return cubo


def en(periodo: str, llave: Llave, *celdas: Celda) -> list[tuple[float, int]]:
    """La columna de (94343, 94663, 05001) llevada a ese periodo: pares (valor, estado)."""
    cubo = cubo_de((ENTERO, PARTE, "05001"), {llave: celdas})
    columna = derivados.en_el_territorio_de(periodo, cubo, llave, CATALOGO)
    pares = zip(columna.valores.tolist(), columna.estados.tolist(), strict=True)
    return [(0.0 if np.isnan(v) else v, e) for v, e in pares]


def test_barrancominas_a_mano(acervo: DatosDelSitio) -> None:
    """8.088 + 1.022 = 9.110 habitantes en 2018 y 11.561 en 2026: 26,9 % y no 42,9 %."""
    cubo = acervo.cubo
    assert [cubo.valor("poblacion", c, "total", "2018") for c in (ENTERO, PARTE)] == [8088, 1022]
    assert cubo.valor("poblacion", ENTERO, "total", "2026") == 11_561
    assert cubo.valor("poblacion_cambio", ENTERO) == pytest.approx(100 * (11_561 / 9_110 - 1))
    assert round(cubo.valor("poblacion_cambio", ENTERO), 1) == 26.9
    assert cubo.estado("poblacion_cambio", PARTE) == NO_APLICA
    area = 9467.7720 + 4927.9050
    assert cubo.valor("densidad", ENTERO) == pytest.approx(11_561 / area, rel=1e-6)
    assert cubo.valor("densidad", ENTERO, "total", "2018") == pytest.approx(
        8088 / 9467.772, rel=1e-6
    )


def test_sobre_los_datos_ningun_otro_municipio_cambia_de_territorio(acervo: DatosDelSitio) -> None:
    antes, hoy = (acervo.cubo.columnas[k] for k in (ANTES, HOY))
    hallado = acervo.cubo.columnas["poblacion_cambio", "total", "2026"]
    distintos = np.flatnonzero(np.abs(hallado - 100 * (hoy / antes - 1)) > 1e-9)
    assert [acervo.cubo.territorios[i] for i in distintos] == [ENTERO]


def test_todo_codigo_que_cambia_de_territorio_tiene_su_aviso() -> None:
    for cambio in cambios("2005", "2035", se_suma=False):
        for codigo in (cambio.entero, cambio.parte):
            assert codigos.avisos(codigo), codigo


@pytest.mark.parametrize(
    ("desde", "hasta", "se_suma", "esperado"),
    [
        ("2018", "2026", True, [Cambio(ENTERO, PARTE, se_unen=True)]),
        ("2019", "2020", True, [Cambio(ENTERO, PARTE, se_unen=True)]),
        ("2018", "2019", True, []),
        ("2020", "2026", True, []),
        ("2026", "2018", True, [Cambio(ENTERO, PARTE, se_unen=False)]),
        ("2018", "2020", False, [Cambio(ENTERO, PARTE, se_unen=False)]),
        ("2020", "2024", False, [Cambio("27615", "27493", se_unen=False)]),
        ("2020", "2023", False, []),
    ],
)
def test_los_cambios_de_la_tabla_del_kit(
    desde: str, hasta: str, se_suma: bool, esperado: list[Cambio]
) -> None:
    assert cambios(desde, hasta, se_suma=se_suma) == esperado


def test_lo_que_se_cuenta_se_une_y_la_parte_no_aplica() -> None:
    assert en("2026", ANTES, 8088, 1022, 7) == [(9110, DATO), (0, NO_APLICA), (7, DATO)]
    assert en("2019", ANTES, 8088, 1022, 7) == [(8088, DATO), (1022, DATO), (7, DATO)]


def test_lo_que_no_aplica_no_suma_y_lo_que_falta_deja_sin_suma() -> None:
    assert en("2026", ANTES, 8088, "NA", 7)[:2] == [(8088, DATO), (0, NO_APLICA)]
    assert en("2026", ANTES, "NA", 1022, 7)[:2] == [(1022, DATO), (0, NO_APLICA)]
    assert en("2026", ANTES, "NA", "NA", 7)[:2] == [(0, NO_APLICA), (0, NO_APLICA)]
    assert en("2026", ANTES, 8088, "ND", 7)[:2] == [(0, NO_DISPONIBLE), (0, NO_APLICA)]
    assert en("2026", ANTES, "ND", 1022, 7)[0] == (0, NO_DISPONIBLE)


def test_una_tasa_o_un_regreso_no_se_pueden_llevar() -> None:
    sin = [(0, NO_DISPONIBLE), (0, NO_DISPONIBLE), (7, DATO)]
    assert en("2026", ("ipm_censal", "total", "2018"), 80, 90, 7) == sin
    assert en("2018", HOY, 11_561, "NA", 7) == sin


def cambio_de(cubo: Cubo) -> dict[str, tuple[float, int]]:
    """El de `poblacion_cambio`, por código."""
    for dominio in ("cabecera", "rural"):
        for _, _, periodo in (ANTES, HOY):
            llave = ("poblacion", dominio, periodo)
            cubo.agregar(llave, cubo.columnas[ANTES].copy(), cubo.estados[ANTES].copy())
    unos = np.ones(len(cubo.territorios))
    cubo.agregar(("area_km2", "total", "2018"), unos, np.full(len(unos), DATO, np.int8))
    derivados._poblacion(cubo, CATALOGO, ("2018",))
    llave = ("poblacion_cambio", "total", "2026")
    pares = zip(cubo.columnas[llave].tolist(), cubo.estados[llave].tolist(), strict=True)
    return dict(zip(cubo.territorios, pares, strict=True))


@settings(deadline=None)
@given(GENTE, GENTE, GENTE)
def test_partir_el_territorio_en_dos_codigos_no_cambia_el_derivado(
    una: int, otra: int, hoy: int
) -> None:
    partido = cubo_de((ENTERO, PARTE), {ANTES: (una, otra), HOY: (hoy, "NA")})
    entero = cubo_de((ENTERO, PARTE), {ANTES: (una + otra, "NA"), HOY: (hoy, "NA")})
    assert cambio_de(partido)[ENTERO] == cambio_de(entero)[ENTERO]
    assert cambio_de(partido)[PARTE][1] == cambio_de(entero)[PARTE][1] == NO_APLICA


@settings(deadline=None)
@given(
    st.lists(GENTE, min_size=4, max_size=4),
    st.permutations(["05001", "05002", "08001", "13001"]),
    st.integers(2019, 2026),
)
def test_renombrar_los_codigos_con_su_equivalencia_no_cambia_el_derivado(
    gente: list[int], nombres: list[str], anio: int
) -> None:
    una, otra, ajena, hoy = gente
    hallados = []
    for entero, parte, ajeno in (("94343", "94663", "05001"), tuple(nombres[:3])):
        columnas: dict[Llave, tuple[float | str, ...]] = {
            ANTES: (una, otra, ajena),
            HOY: (hoy, "NA", ajena),
        }
        cubo = cubo_de((entero, parte, ajeno), columnas)
        tabla = (amplia(entero, parte, f"{anio}-01-01"),)
        with patch.object(codigos, "equivalencias", lambda tabla=tabla: tabla):
            cambio = cambio_de(cubo)
        hallados.append([repr(cambio[c]) for c in (entero, parte, ajeno)])
    assert hallados[0] == hallados[1]
    assert hallados[0][2] == repr((0.0, DATO))
