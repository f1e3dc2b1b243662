"""El acceso publicable: lo que no tiene servicio se cuenta redondeado y no delata a un hogar."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.acceso.cobertura import (
    CON_SERVICIO,
    LEJOS,
    SIN_CONEXION,
    SIN_COORDENADA,
    SIN_TERRENO,
)
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.publicable.acceso import (
    COLUMNAS,
    DE_QUE,
    AccesoPublicable,
    comprobar_pregunta,
    publicar_acceso,
)
from generador.metodos.publicable.llaves import llave_de_celda, llaves_de_hogar
from generador.metodos.publicable.redondeo import redondear
from tests.metodos.datos import paquete

CLAVE = bytes(range(16))
TEXTOS = paquete("publicable")


def hogares(tamanos: list[int], semilla: int = 1) -> dict[str, Any]:
    """Hogares al azar repartidos en territorios de esos tamaños."""
    azar, n = np.random.default_rng(semilla), sum(tamanos)
    identidades = np.array([f"5045|{semilla}{i:05d}|1" for i in range(n)], dtype=np.bytes_)
    return {
        "estado": azar.choice(5, n, p=(0.5, 0.3, 0.1, 0.05, 0.05)).astype(np.int8),
        "personas": azar.integers(1, 9, n).astype(np.float64),
        "llaves": llaves_de_hogar(CLAVE, identidades),
        "grupo": np.repeat(np.arange(len(tamanos)), tamanos),
    }


def publicar(base: dict[str, Any], territorios: int, quedan: Any = slice(None)) -> AccesoPublicable:
    return publicar_acceso(
        base["estado"][quedan], base["personas"][quedan], base["llaves"][quedan],
        Agrupacion(base["grupo"][quedan], territorios), CLAVE,
    )  # fmt: skip


def test_cada_celda_es_la_de_la_especificacion() -> None:
    """Contada y redondeada de a una, con su suma de llaves y la del territorio."""
    base = hogares([40, 35])
    hecha = publicar(base, 2).territorios
    for t in range(2):
        suyos = base["grupo"] == t
        universo = base["llaves"][suyos].sum()
        for celda, estados in enumerate(DE_QUE):
            miembros = suyos & np.isin(base["estado"], estados)
            llave = llave_de_celda(np.array([universo]), base["llaves"][miembros].sum()[None])
            esperado = redondear(np.array([miembros.sum()]), llave, 3)[0]
            assert hecha.celdas[t, celda] == min(esperado, hecha.hogares[t])


def test_que_se_muestra_segun_los_hogares() -> None:
    base = hogares([40, 20, 6, 7, 0])
    filas = publicar(base, 5).territorios.filas(TEXTOS)
    assert [f["estado"] for f in filas] == [
        "publicado", "publicado", "pocos_hogares", "pocos_hogares", "sin_registros",
    ]  # fmt: skip
    completa, magnitud, oculta, _, vacia = filas
    assert int(completa["personas"] or 1) % 10 == 0
    assert completa["orden_magn"] == 0
    assert magnitud["orden_magn"] == 1
    assert magnitud["personas"] is None
    assert magnitud["nota"] == "orden de magnitud"
    assert {oculta[c] for c, tipo, _ in COLUMNAS if tipo != "texto" and c not in
            ("supresion", "orden_magn")} == {None}  # fmt: skip
    assert (vacia["hogares"], vacia["sin_serv"]) == (0, None)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4), st.integers(0, 50))
def test_lo_publicado_es_posible_y_esta_redondeado(tamanos: list[int], semilla: int) -> None:
    base = hogares(tamanos, semilla)
    hecha = publicar(base, len(tamanos))
    for visible in (hecha.territorios, hecha.total):
        celdas = visible.celdas[visible.publicado]
        assert (celdas % 3 == 0).all()
        assert (celdas <= celdas[:, :1]).all()
        baja, alta = visible.rango(visible.celdas[:, 1])
        con = visible.publicado
        assert (baja[con] <= visible.parte_sin_servicio[con]).all()
        assert (visible.parte_sin_servicio[con] <= alta[con]).all()
        completas = visible.completa
        assert (visible.personas[completas] % 10 == 0).all()
        assert np.isnan(visible.personas[~completas]).all()


def test_el_orden_de_las_filas_no_cambia_nada() -> None:
    base = hogares([40, 35, 20])
    otra = publicar(base, 3, np.random.default_rng(2).permutation(95))
    assert otra.tabla("abc", TEXTOS) == publicar(base, 3).tabla("abc", TEXTOS)


def test_quitar_a_un_hogar_no_dice_como_estaba() -> None:
    """Quien resta dos corridas acierta el estado como quien apuesta siempre por el más común.

    Con lo exacto acertaría siempre: es el control.
    """
    base = hogares([60] * 6)
    entera = publicar(base, 6).territorios.celdas
    de_a_uno = (2, 3, 4, 5)  # con servicio, lejos, sin conexión, no se sabe
    aciertos = exactos = 0
    for i in range(360):
        t = int(base["grupo"][i])
        resto = publicar(base, 6, np.arange(360) != i).territorios.celdas
        cambia = (entera[t] - resto[t])[list(de_a_uno)]
        suya = next(j for j, c in enumerate(de_a_uno) if base["estado"][i] in DE_QUE[c])
        aciertos += int(np.argmax(cambia) == suya and np.max(cambia) > 0)
        exactos += 1
    comun = max(np.isin(base["estado"], DE_QUE[c]).mean() for c in de_a_uno)
    assert aciertos / exactos < comun + 0.03


def test_el_total_no_es_la_suma_y_lo_dice() -> None:
    *filas, total = publicar(hogares([14, 17, 16, 5]), 4).tabla("abcd", TEXTOS)
    assert total["territorio"] == "TOTAL"
    assert "no es la suma" in str(total["nota"])
    # Un solo territorio oculto se despejaría del total: se calla otro.
    assert [f["territorio"] for f in filas if f["estado"] == "sin_publicar"] == [
        "2 territorios sin publicar"
    ]
    # La que no se publica no se lista: su etiqueta diría que allí vive alguien.
    assert "d" not in [f["territorio"] for f in filas]
    assert {f["uso"] for f in filas} == {"PRÁCTICA: clave conocida, no protege a nadie"}


def test_sin_personas_no_salen_y_con_factor_no_se_publica() -> None:
    base = hogares([40])
    base["personas"] = np.full(40, np.nan)
    assert publicar(base, 1).territorios.filas(TEXTOS)[0]["personas"] is None
    base["personas"] = np.full(40, 2.5)
    with pytest.raises(ErrorDeMetodo, match="factor de expansión"):
        publicar(base, 1)


@pytest.mark.parametrize(
    ("limite", "unidad", "cortes", "capacidad", "dice"),
    [
        (None, "km", False, False, "falta el límite"),
        (2.1, "km", False, False, "un límite de 2.1 km no se publica"),
        (20, "minutos", False, False, "un límite de 20 minutos"),
        (2, "km", True, False, "los cortes no se publican"),
        (2, "km", False, True, "2SFCA"),
    ],
)
def test_lo_que_no_se_publica(
    limite: float | None, unidad: str, cortes: bool, capacidad: bool, dice: str
) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        comprobar_pregunta(limite, unidad, cortes=cortes, capacidad=capacidad)


@pytest.mark.parametrize(("limite", "unidad"), [(1, "km"), (5.0, "km"), (60, "minutos")])
def test_lo_que_si(limite: float, unidad: str) -> None:
    comprobar_pregunta(limite, unidad, cortes=False, capacidad=False)


def test_los_estados_cuentan_en_la_celda_que_toca() -> None:
    """En exacto, sin servicio son los que lo tienen lejos y los que no tienen por dónde llegar."""
    estado = np.array([CON_SERVICIO, LEJOS, SIN_CONEXION, SIN_TERRENO, SIN_COORDENADA])
    assert [int(np.isin(estado, e).sum()) for e in DE_QUE] == [5, 2, 1, 1, 1, 2]
