"""Los municipios sintéticos: los que se piden, rotulados y sin pisar a los de verdad."""

from __future__ import annotations

import pytest

from medir.pais_sintetico import MARCA, con_copias, repartir

DE_VERDAD = {"05": ("05001", "05002", "05004"), "27": ("27001",), "88": ("88001", "88564")}
CUANTOS = sum(map(len, DE_VERDAD.values()))


@pytest.mark.parametrize("municipios", [CUANTOS, CUANTOS + 1, 500, 1_990, 2_500])
def test_son_los_que_se_piden_y_ninguno_pisa_a_otro(municipios: int) -> None:
    copias = repartir(DE_VERDAD, municipios)
    reales = {c for suyos in DE_VERDAD.values() for c in suyos}
    nuevos = [c for c in copias if len(c) == 5]
    assert len(nuevos) + CUANTOS == municipios
    assert not reales & set(nuevos)
    assert {copias[c] for c in nuevos} <= reales - {"88001", "88564"}
    # Cada uno copia a uno de su departamento o, si el departamento es nuevo, a uno del mayor.
    for nuevo in nuevos:
        assert copias[nuevo][:2] == copias.get(nuevo[:2], nuevo[:2])


def test_se_reparten_por_igual() -> None:
    copias = repartir(DE_VERDAD, CUANTOS + 100)
    por_departamento = [sum(c.startswith(d) for c in copias) for d in ("05", "27", "88")]
    assert por_departamento == [50, 50, 0]


def test_si_no_caben_se_agregan_departamentos() -> None:
    copias = repartir(DE_VERDAD, 2_500)
    assert [c for c in copias if len(c) == 2] == ["01"]
    assert copias["01"] == "05"


def test_menos_de_los_que_hay_no_se_puede() -> None:
    with pytest.raises(ValueError, match="ya hay más"):
        repartir(DE_VERDAD, 1)


def test_toda_copia_dice_que_es_sintetica() -> None:
    filas = {"27001": {"codigo": "27001", "nombre": "Quibdó", "departamento": "27"}}
    copiadas = con_copias(filas, {"27002": "27001"})
    assert list(copiadas) == ["27001", "27002"]
    assert MARCA in copiadas["27002"]["nombre"]
    assert copiadas["27002"]["codigo"] == "27002"
