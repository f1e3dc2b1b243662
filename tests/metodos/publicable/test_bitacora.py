"""La bitácora rehúsa la tercera resta, y su archivo no se lee a medias."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.publicable import bitacora
from tests.metodos.publicable.datos import casos


def renglon(suma: str, hogares: int, **otros: Any) -> bitacora.Renglon:
    base: bitacora.Renglon = {"huella": casos()["huella_de_la_clave"], "suma": suma}
    return {**base, "hogares": hogares, "redondeo": 3, "fecha": "2024-05-01", "corte": "c", **otros}


def corridas() -> list[dict[str, Any]]:
    leidas: list[dict[str, Any]] = casos()["bitacora"]["corridas"]
    return leidas


def publicadas() -> list[bitacora.Renglon]:
    """Las cinco primeras corridas del oráculo, todas permitidas."""
    return [renglon(c["suma"], c["hogares"]) for c in corridas()[:5]]


def test_las_corridas_del_oraculo() -> None:
    assert casos()["bitacora"]["maximo_de_repeticiones"] == bitacora.MAXIMO_DE_REPETICIONES
    anteriores: list[Any] = []
    for corrida in corridas():
        nuevo = renglon(corrida["suma"], corrida["hogares"])
        if corrida["decision"].startswith("publica"):
            veces = bitacora.repeticiones([*anteriores, nuevo])
            anotar = bitacora.autorizar(anteriores, [nuevo])
            if "firmas_repetidas" in corrida:
                assert sorted(veces) == corrida["firmas_repetidas"]
                assert anotar == [nuevo]
            else:
                assert anotar == []
            anteriores += anotar
        else:
            veces = bitacora.repeticiones([nuevo], anteriores)
            graves = [f for f, n in veces.items() if n == corrida["mayor_repeticion"]]
            assert graves == corrida["firmas_repetidas"]
            with pytest.raises(ErrorDeMetodo, match="quedaría aislado por tercera vez"):
                bitacora.autorizar(anteriores, [nuevo])
    assert len(anteriores) == 5


def test_tres_restas_en_una_misma_salida_tambien_se_rehusan() -> None:
    juntos = [renglon(c["suma"], c["hogares"]) for c in corridas()[:6]]
    with pytest.raises(ErrorDeMetodo, match="tercera vez"):
        bitacora.autorizar([], juntos)


def test_con_otra_clave_no_se_sigue_publicando() -> None:
    otra = renglon("36dc55b447b0bfec", 38, huella="00000000")
    with pytest.raises(ErrorDeMetodo, match="huella de clave distinta a la de lo ya publicado"):
        bitacora.autorizar(publicadas(), [otra])


def test_el_mismo_territorio_no_sale_con_dos_redondeos() -> None:
    repetido = {**publicadas()[0], "redondeo": 5}
    with pytest.raises(ErrorDeMetodo, match="ya se publicó redondeado a base 3"):
        bitacora.autorizar(publicadas(), [repetido])


def test_los_que_difieren_en_diez_hogares_no_dan_firma() -> None:
    for diferencia, pares in ((9, 2), (10, 0)):
        lejos = [renglon(f"{s:016x}", n) for s, n in ((5, 40), (1, 40 - diferencia))]
        otros = [renglon(f"{s:016x}", n) for s, n in ((14, 90), (10, 90 - diferencia))]
        veces = bitacora.repeticiones([*lejos, *otros])
        assert sum(veces.values()) == pares


# Sumas de pocos valores, para que las firmas se repitan; y los dos extremos del módulo.
SUMAS = st.one_of(st.integers(0, 6), st.integers(2**64 - 3, 2**64 - 1))
TERRITORIOS = st.lists(st.tuples(SUMAS, st.integers(0, 40)), max_size=25)


@given(TERRITORIOS, TERRITORIOS)
def test_las_firmas_contra_todos_los_pares(
    antes: list[tuple[int, int]], ahora: list[tuple[int, int]]
) -> None:
    esperadas: dict[str, int] = {}
    tocadas = set()
    distintos = sorted({*antes, *ahora})
    for i, (s, n) in enumerate(distintos):
        for t, m in distintos[:i]:
            if s != t and abs(n - m) < 10:
                firma = f"{min((s - t) % 2**64, (t - s) % 2**64):016x}"
                esperadas[firma] = esperadas.get(firma, 0) + 1
                if {(s, n), (t, m)} & set(ahora):
                    tocadas.add(firma)
    anteriores, nuevos = ([renglon(f"{s:016x}", n) for s, n in ts] for ts in (antes, ahora))
    repetidas = {f: n for f, n in esperadas.items() if n > 1 and f in tocadas}
    assert bitacora.repeticiones(nuevos, anteriores) == repetidas


def test_el_archivo_tiene_vuelta() -> None:
    assert bitacora.de_texto(bitacora.a_texto(publicadas())) == publicadas()
    assert bitacora.de_texto("") == []
    de_windows = bitacora.a_texto(publicadas()).replace("\n", "\r\n")
    assert bitacora.de_texto(de_windows) == publicadas()
    raro = bitacora.a_texto([renglon("0" * 16, 1, corte="a\tb\nc")])
    assert bitacora.de_texto(raro)[0]["corte"] == "a b c"


@pytest.mark.parametrize("donde", [1, 3, 4, 6])
def test_un_archivo_cortado_o_con_un_renglon_de_menos_no_se_lee(donde: int) -> None:
    lineas = bitacora.a_texto(publicadas()).split("\n")
    for danado in ("\n".join(lineas[:donde]), "\n".join(lineas[:donde] + lineas[donde + 1 :])):
        with pytest.raises(ErrorDeMetodo, match="bitácora de publicación está dañada") as error:
            bitacora.de_texto(danado)
        assert "copia de seguridad" in error.value.que_hacer


def test_no_se_anota_lo_que_no_es_de_una_salida() -> None:
    with pytest.raises(ErrorDeMetodo, match="el campo «suma»"):
        bitacora.a_texto([renglon("nada", 1)])
