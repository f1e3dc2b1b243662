"""La clasificación por incidencia y concentración, sobre los datos versionados."""

from __future__ import annotations

import pytest

from generador.cubo.catalogo import indicadores
from generador.metodos.clasificacion import CUADRANTES
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import reunir


def test_los_rotulos_del_catalogo_son_los_del_metodo() -> None:
    rotulos = indicadores()["cuadrante"].categorias
    assert {c: r.lower() for c, r in rotulos.items()} == dict(enumerate(CUADRANTES, start=1))


@pytest.mark.parametrize(
    ("codigo", "esperado"),
    [
        ("05001", "Incidencia baja y concentración alta"),  # Medellín: poca proporción, mucha gente
        ("44847", "Incidencia alta y concentración alta"),  # Uribia
        ("05425", "Incidencia alta y concentración baja"),  # Maceo: alta proporción, poca gente
        ("05631", "Incidencia baja y concentración baja"),  # Sabaneta
    ],
)
def test_cuadrante(codigo: str, esperado: str) -> None:
    assert cifra(reunir(), "cuadrante", codigo).texto == esperado
