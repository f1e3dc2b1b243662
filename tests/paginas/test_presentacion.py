"""El título y la descripción de cada página, como salen en un buscador."""

from __future__ import annotations

import pytest

from generador.paginas import presentacion
from generador.paginas.datos_del_sitio import DatosDelSitio


def test_los_homonimos_dicen_su_departamento(acervo: DatosDelSitio) -> None:
    titulos = [presentacion.de(acervo, codigo).titulo for codigo in acervo.territorios]
    assert len(set(titulos)) == len(titulos)
    assert presentacion.de(acervo, "52399").titulo.startswith("La Unión, Nariño · pobreza 2018")
    assert presentacion.de(acervo, "52480").titulo.startswith("Nariño, Nariño · ")
    assert presentacion.de(acervo, "52").titulo.startswith("Nariño (departamento) · ")
    assert presentacion.de(acervo, "11001").titulo.startswith("Bogotá, D.C. · ")


def test_la_descripcion_dice_de_quien_es_la_cifra(acervo: DatosDelSitio) -> None:
    assert "90,6\N{NO-BREAK SPACE}% de las personas censadas vivían" in (
        presentacion.de(acervo, "27025").descripcion
    )
    assert "(DANE, medida censal)" in presentacion.de(acervo, "27025").descripcion
    for agregado in ("00", "27"):
        assert "(promedio del kit" in presentacion.de(acervo, agregado).descripcion


@pytest.mark.parametrize(
    ("cuerpo", "esperado"),
    [
        ("<h1>Título</h1>", ""),
        ("<p>Un lema</p><p class='x'>Un párrafo <b>con</b> marcas &amp; más de 40 letras.</p>",
         "Un párrafo con marcas & más de 40 letras."),
        (f"<p>{'palabra ' * 40}</p>", f"{'palabra ' * 19}palabra…"),
    ],
)  # fmt: skip
def test_el_primer_parrafo(cuerpo: str, esperado: str) -> None:
    assert presentacion.primer_parrafo(cuerpo) == esperado
