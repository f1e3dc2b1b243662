"""Una guía mal escrita se dice con su archivo y su renglón, y no se publica."""

from __future__ import annotations

import pytest

from generador.errores import ErrorDelKit
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.macros import Macros


@pytest.fixture(scope="module")
def macros(acervo: DatosDelSitio) -> Macros:
    return Macros(acervo, "")


def test_llena_el_texto_y_deja_lo_demas(macros: Macros) -> None:
    assert macros.llenar("g.md", "# Título\n\n{{ numero(1234) }} | a", "g.html") == (
        "# Título\n\n1.234 | a"
    )


def test_los_enlaces_parten_de_la_pagina_que_se_llena(macros: Macros) -> None:
    texto = '{{ enlace("datos/citar.html", "citar") }}'
    cerca = macros.llenar("datos/a.md", texto, "datos/a.html")
    lejos = macros.llenar("modulos/1/index.md", texto, "modulos/1/index.html")
    assert 'href="citar.html"' in cerca
    assert 'href="../../datos/citar.html"' in lejos


def test_una_guia_que_cambio_se_vuelve_a_leer(macros: Macros) -> None:
    assert macros.llenar("g.md", "uno", "g.html") == "uno"
    assert macros.llenar("g.md", "otro", "g.html") == "otro"


@pytest.mark.parametrize(
    ("texto", "renglon", "dicho"),
    [
        ("a\n{{ no_existe }}\n", 2, "no_existe"),
        ("a\n\n{{ cifra('ipm_censal', '91263', 'cabecera') }}", 3, "no hay dato"),
        ("a\n{{ cifra('ipm_censal') }}", 2, "codigo"),
        ("a\n{% si %}", 2, "si"),
    ],
)
def test_lo_que_no_se_puede_llenar_dice_donde(
    macros: Macros, texto: str, renglon: int, dicho: str
) -> None:
    with pytest.raises(ErrorDelKit, match=rf"modulos/x\.md, renglón {renglon} .*: .*{dicho}"):
        macros.llenar("modulos/x.md", texto, "modulos/x.html")
