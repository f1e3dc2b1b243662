"""Las frases de lectura: gramática de los casos límite y honestidad de cada redondeo."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.paginas import frases_de_lectura

porcentajes = st.floats(0, 100, allow_nan=False)


@pytest.mark.parametrize(
    ("valor", "frase"),
    [
        (0, "ninguna persona"),
        (0.04, "menos de 1 de cada 100 personas"),
        (0.4, "menos de 1 de cada 100 personas"),
        (1, "1 de cada 100 personas"),
        (4.5, "5 de cada 100 personas"),
        (9.0, "casi 1 de cada 10 personas"),
        (10, "1 de cada 10 personas"),
        (11.4, "un poco más de 1 de cada 10 personas"),
        (12.5, "1 de cada 8 personas"),
        (16.46, "17 de cada 100 personas"),
        (25.1, "1 de cada 4 personas"),
        (26.1, "26 de cada 100 personas"),
        (33.3, "1 de cada 3 personas"),
        (37, "37 de cada 100 personas"),
        (50, "5 de cada 10 personas"),
        (66.2, "casi 2 de cada 3 personas"),
        (75.6, "un poco más de 3 de cada 4 personas"),
        (90.6, "un poco más de 9 de cada 10 personas"),
        (98.5, "99 de cada 100 personas"),
        (99.4, "99 de cada 100 personas"),
        (99.5, "casi todas las personas"),
        (99.9, "casi todas las personas"),
        (99.99, "casi todas las personas"),
        (100, "todas las personas"),
    ],
)
def test_de_cada(valor: float, frase: str) -> None:
    assert frases_de_lectura.de_cada(valor) == frase


@given(porcentajes)
def test_de_cada_nunca_se_aleja_de_la_cifra(valor: float) -> None:
    frase = frases_de_lectura.de_cada(valor)
    dicho = re.fullmatch(r"(casi |un poco más de |menos de )?(\d+) de cada (\d+) personas", frase)
    if dicho is None:
        assert valor == 0 or valor >= 99.4
        return
    leido = 100 * int(dicho[2]) / int(dicho[3])
    assert abs(leido - valor) <= frases_de_lectura.TOLERANCIA + 0.1
    assert int(dicho[2]) < int(dicho[3])
    assert int(dicho[2]) > 0
    if dicho[1] in ("casi ", "menos de "):
        assert valor < leido
    if dicho[1] == "un poco más de ":
        assert valor > leido


@pytest.mark.parametrize(
    ("valor", "verbo"),
    [
        (0, "vivía"), (0.4, "vivía"), (1, "vivía"), (9, "vivía"), (11.4, "vivía"), (25, "vivía"),
        (21, "vivían"), (31, "vivían"), (66.6, "vivían"), (81.9, "vivían"), (91, "vivían"),
        (99.9, "vivían"), (100, "vivían"),
    ],
)  # fmt: skip
def test_concuerda(valor: float, verbo: str) -> None:
    assert frases_de_lectura.concuerda(frases_de_lectura.de_cada(valor), "vivía", "vivían") == verbo


@pytest.mark.parametrize(
    ("valor", "referencia", "frase"),
    [
        (90.6, 63.6, "27,0 puntos porcentuales mayor que en Chocó (63,6 %)"),
        (9.0, 26.1, "17,1 puntos porcentuales menor que en Chocó (26,1 %)"),
        (13.4, 12.4, "1,0 punto porcentual mayor que en Chocó (12,4 %)"),
        (12.4, 12.5, "0,1 puntos porcentuales menor que en Chocó (12,5 %)"),
        (45.44, 45.36, "igual que en Chocó (45,4 %)"),
        (45.449, 45.451, "0,1 puntos porcentuales menor que en Chocó (45,5 %)"),
    ],
)
def test_comparacion(valor: float, referencia: float, frase: str) -> None:
    assert (
        frases_de_lectura.comparacion(valor, referencia, "en Chocó").replace("\xa0", " ") == frase
    )


@given(porcentajes, porcentajes)
def test_la_comparacion_es_la_resta_de_lo_que_se_lee(uno: float, otro: float) -> None:
    frase = frases_de_lectura.comparacion(uno, otro, "Colombia")
    cifras = [float(n.replace(",", ".")) for n in re.findall(r"\d+,\d", frase)]
    leido = round(uno + 1e-10, 1)
    if frase.startswith("igual"):
        assert abs(uno - otro) <= 0.1 + 1e-6
    else:
        diferencia, referencia = cifras
        signo = 1 if "mayor" in frase else -1
        assert abs(referencia + signo * diferencia - leido) < 0.1001


def test_con_articulo() -> None:
    assert frases_de_lectura.con_articulo("Chocó") == "Chocó"
    assert (
        frases_de_lectura.con_articulo("Archipiélago de San Andrés")
        == "el Archipiélago de San Andrés"
    )
