"""Llaves, mezcla y redondeo contra los vectores publicados y contra aritmética entera de Python."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.azar import mezcla
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.publicable.huella import huella
from generador.metodos.publicable.llaves import llave_de_celda
from generador.metodos.publicable.redondeo import redondear_con, suerte
from generador.metodos.publicable.siphash import TANDA, siphash24
from tests.metodos.publicable.datos import casos, clave, palabra

M = 2**64 - 1


def siphash_de_libro(llave: bytes, datos: bytes) -> int:
    """SipHash-2-4 con enteros de Python, un octeto tras otro, como en el artículo."""

    def girar(x: int, b: int) -> int:
        return (x << b | x >> (64 - b)) & M

    def ronda(v: list[int]) -> None:
        v[0] = (v[0] + v[1]) & M
        v[1] = girar(v[1], 13) ^ v[0]
        v[0] = girar(v[0], 32)
        v[2] = (v[2] + v[3]) & M
        v[3] = girar(v[3], 16) ^ v[2]
        v[0] = (v[0] + v[3]) & M
        v[3] = girar(v[3], 21) ^ v[0]
        v[2] = (v[2] + v[1]) & M
        v[1] = girar(v[1], 17) ^ v[2]
        v[2] = girar(v[2], 32)

    k = [int.from_bytes(llave[i : i + 8], "little") for i in (0, 8)]
    texto = b"somepseudorandomlygeneratedbytes"
    v = [int.from_bytes(texto[8 * i : 8 * i + 8], "big") ^ k[i % 2] for i in range(4)]
    relleno = datos + bytes(-(len(datos) + 1) % 8) + bytes([len(datos) % 256])
    for i in range(0, len(relleno), 8):
        m = int.from_bytes(relleno[i : i + 8], "little")
        v[3] ^= m
        ronda(v)
        ronda(v)
        v[0] ^= m
    v[2] ^= 0xFF
    for _ in range(4):
        ronda(v)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def test_los_vectores_de_siphash() -> None:
    textos = [bytes.fromhex(c["texto_hex"]).decode() for c in casos()["siphash24"]]
    esperadas = [int(c["llave"], 16) for c in casos()["siphash24"]]
    assert siphash24(clave(), textos).tolist() == esperadas
    assert siphash24(clave(), np.array(textos)[2:]).tolist() == esperadas[2:]


@given(st.binary(min_size=16, max_size=16), st.lists(st.text(max_size=300), max_size=12))
def test_textos_de_largos_distintos(llave: bytes, textos: list[str]) -> None:
    sanos = [t.encode("utf-8", "ignore").decode() for t in textos]
    esperadas = [siphash_de_libro(llave, t.encode()) for t in sanos]
    assert siphash24(llave, sanos).tolist() == esperadas
    # Los mismos textos ya en octetos, como los entrega un lector por columnas.
    sin_ceros = [t.rstrip("\0") for t in sanos]
    de_libro = [siphash_de_libro(llave, t.encode()) for t in sin_ceros]
    octetos = np.array([t.encode() for t in sin_ceros], dtype=np.bytes_)
    assert siphash24(llave, octetos).tolist() == de_libro


def test_las_tandas_no_cambian_nada() -> None:
    textos = [f"5045|{i}|{i % 7}" for i in range(2 * TANDA + 3)]
    llaves = siphash24(clave(), textos)
    for i in (0, TANDA - 1, TANDA, 2 * TANDA + 2):
        assert int(llaves[i]) == siphash_de_libro(clave(), textos[i].encode())
    assert len(set(llaves.tolist())) == len(textos)


def test_una_clave_corta_es_un_error() -> None:
    with pytest.raises(ErrorDeMetodo, match="15 octetos"):
        siphash24(bytes(15), ["a"])


def test_la_mezcla() -> None:
    for caso in casos()["mezcla"]:
        assert int(mezcla(palabra(caso["z"]))[0]) == int(caso["mezcla"], 16)


def test_la_llave_de_la_celda() -> None:
    for caso in casos()["llave_celda"]:
        llave = llave_de_celda(
            palabra(caso["s_universo"]), palabra(caso["s_miembros"]), caso["etiqueta"]
        )
        assert int(llave[0]) == int(caso["llave"], 16)
        assert suerte(llave, 3).tolist() == [caso["u3"]]
        assert suerte(llave, 10).tolist() == [caso["u10"]]


@pytest.mark.parametrize("base", [3, 10])
def test_el_redondeo(base: int) -> None:
    filas = casos()[f"redondear_base{base}"]
    x, u = (np.array([f[c] for f in filas], dtype=np.int64) for c in ("x", "u"))
    assert redondear_con(x, u, base).tolist() == [f["publicado"] for f in filas]


def test_la_huella() -> None:
    assert huella(clave()) == casos()["huella_de_la_clave"]
    assert huella(bytes(16)) != huella(clave())
