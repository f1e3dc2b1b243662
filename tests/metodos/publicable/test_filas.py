"""Las filas que escriben la orden y QGIS, y la huella con clave de lo que se leyó."""

from __future__ import annotations

import numpy as np

from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.publicable.filas import (
    columnas,
    fila_sin_publicar,
    fila_total,
    filas_de_territorios,
)
from generador.metodos.publicable.huella import huella_de_entrada
from generador.metodos.tablas import documento
from tests.metodos.publicable import datos

TEXTOS = documento("publicable")
# La medida la pone quien escribe: la misma tabla sirve a otra medida declarada.
ESCRITAS = [c for c in columnas(TEXTOS) if c != "medida"]


def dos_territorios() -> datos.Hogares:
    """Uno de 40 hogares y otro de 4."""
    hogares = np.arange(44)
    privado = (hogares[:, None] % np.arange(2, 17) == 0).astype(np.uint8)
    return datos.Hogares(
        [f"5045|{h}|1" for h in hogares],
        np.full(44, 3),
        privado,
        (hogares >= 40).astype(np.int64),
        2,
    )


def test_las_etiquetas_de_la_base_que_no_se_publican_no_se_listan() -> None:
    hecha = dos_territorios().publicar()
    etiquetas = ("MUCHOS", "POCOS")
    como = (hecha, etiquetas, PRIVACIONES, TEXTOS)
    de_la_base = filas_de_territorios(*como, etiquetas_de_la_base=True)
    de_una_capa = filas_de_territorios(*como, etiquetas_de_la_base=False)
    assert "POCOS" not in str(de_la_base)
    assert [f["territorio"] for f in de_una_capa] == list(etiquetas)
    oculta = {c: v for c, v in de_una_capa[1].items() if v is not None}
    assert set(oculta) == {
        *("territorio", "estado", "orden_de_magnitud", "nota", "publicable", "uso")
    }
    resumen = fila_sin_publicar(hecha, TEXTOS)
    assert resumen is not None
    assert str(resumen["territorio"]).endswith("sin publicar")
    for fila in (*de_la_base, *de_una_capa, fila_total(hecha, PRIVACIONES, TEXTOS)):
        assert list(fila) == ESCRITAS
    assert set(resumen) - {"medida"} == set(ESCRITAS)


def test_la_clave_conocida_se_marca() -> None:
    practica = fila_total(dos_territorios().publicar(bytes(range(16))), PRIVACIONES, TEXTOS)
    propia = fila_total(dos_territorios().publicar(b"una clave propia"), PRIVACIONES, TEXTOS)
    assert str(practica["uso"]).startswith("PRÁCTICA")
    assert propia["uso"] == "publicable"


def test_la_huella_de_la_base_no_se_comprueba_sin_la_clave() -> None:
    una = huella_de_entrada(b"a" * 16, "0" * 64)
    assert una == huella_de_entrada(b"a" * 16, "0" * 64)
    assert (
        len({una, huella_de_entrada(b"b" * 16, "0" * 64), huella_de_entrada(b"a" * 16, "1")}) == 3
    )
