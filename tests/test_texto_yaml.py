"""El YAML que PyYAML acepta callado, o que tumba con un error que no es suyo."""

from __future__ import annotations

import pytest
import yaml

from generador import texto_yaml


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [
        ("a: 1\nb: 2\na: 3\n", "«a» está dos veces, cerca del renglón 3"),
        ("x:\n  a: 1\n  a: 1\n", "«a» está dos veces, cerca del renglón 3"),
        ("a: 1\nhasta: 2026-02-30\n", "no es una fecha ni un número, cerca del renglón 2"),
        ("a: 0x_\n", "no es una fecha ni un número, cerca del renglón 1"),
        ("a: !!timestamp hoy\n", "no es una fecha ni un número, cerca del renglón 1"),
        (f"a: {'[' * 60_000}{']' * 60_000}\n", "más de 100 grupos uno dentro de otro"),
        ("- " * 60_000, "más de 100 grupos uno dentro de otro"),
        ("a: [\n", "no es YAML válido, cerca del renglón 2"),
        ("a: !!python/object/apply:os.system [ls]\n", "no es YAML válido, cerca del renglón 1"),
    ],
)
def test_lo_que_no_se_lee_se_dice_en_espanol_y_donde(texto: str, dicho: str) -> None:
    with pytest.raises(yaml.YAMLError) as caida:
        texto_yaml.leer(texto)
    assert dicho in texto_yaml.en_palabras(caida.value)


def test_un_alias_a_si_mismo_no_da_vueltas() -> None:
    assert list(texto_yaml.leer("a: &x [*x]\nb: {c: 1}\nd: {c: 1}\n")) == ["a", "b", "d"]


def test_lo_escrito_no_cambia_de_tipo() -> None:
    escrito = texto_yaml.leer_escrito("a: [05, 013, no, 2026-02-30]\nb:\n")
    assert escrito == {"a": ["05", "013", "no", "2026-02-30"], "b": ""}
