"""Hasta cuándo llega cada fuente y cuándo se dice que quedó vieja."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generador.cubo import procedencia
from generador.cubo.vigencia import Vigencia, ultimo_dia
from generador.errores import ErrorDeDatos
from generador.rutas import OFICIALES


@pytest.mark.parametrize(
    ("escrita", "dia"),
    [
        ("2018", date(2018, 12, 31)), ("2018-10", date(2018, 10, 31)),
        ("2024-02", date(2024, 2, 29)), ("2018-10-05", date(2018, 10, 5)),
        ("", None), ("2018-13", None), ("2018-02-30", None), ("18", None), ("octubre", None),
        ("0000", None), ("9999-12", None), ("٢٠١٨", None), ("2018-00", None), ("2018-2-3", None),
        (" 2018", None), ("2023-02-29", None),
    ],
)  # fmt: skip
def test_el_ultimo_dia_que_cubre(escrita: str, dia: date | None) -> None:
    assert ultimo_dia(escrita) == dia


@pytest.mark.parametrize(
    ("vigencia", "dia", "vieja"),
    [
        (Vigencia("2023", 12), date(2025, 12, 31), False),
        (Vigencia("2023", 12), date(2026, 1, 1), True),
        (Vigencia("2026-01", 1), date(2026, 3, 31), False),
        (Vigencia("2026-01", 1), date(2026, 4, 1), True),
        (Vigencia("2005"), date(2026, 1, 1), False),  # de una vez: nadie prometió otra
        (Vigencia(), date(2026, 1, 1), False),
        (Vigencia("2025", 12, "2026-06", "calendario del DANE"), date(2026, 6, 30), False),
        (Vigencia("2025", 12, "2026-06", "calendario del DANE"), date(2026, 7, 1), True),
    ],
)  # fmt: skip
def test_cuando_quedo_vieja(vigencia: Vigencia, dia: date, vieja: bool) -> None:
    assert vigencia.fallos() == []
    assert bool(vigencia.aviso(dia)) == vieja


@pytest.mark.parametrize(
    ("campos", "queja"),
    [
        ('{hasta: "ayer"}', "`hasta` no es una fecha"),
        ("{hasta: 2018}", "vigencia: hasta"),
        ("{hasta: 2026-02-30}", "no es una fecha ni un número, cerca del renglón"),
        ("{hasta: 2026-02-03}", "vigencia: hasta"),
        ('{hasta: "9999", cada: 12}', "`hasta` no es una fecha"),
        ('{hasta: "2018", cada: true}', "vigencia: cada"),
        ('{hasta: "2018", hasta: "2019"}', "«hasta» está dos veces"),
        ('{hasta: "2018", cada: 5}', "`cada` son los meses"),
        ("{cada: 12}", "`cada` sin `hasta`"),
        ('{proxima: "2027"}', "una fecha sin respaldo no se publica"),
        ('{consta: "alguien"}', "una fecha sin respaldo no se publica"),
        ('{proximo: "2027"}', "campos desconocidos: proximo"),
        ("pronto", "`vigencia` debe ser"),
    ],
)
def test_lo_mal_escrito_se_dice(tmp_path: Path, campos: str, queja: str) -> None:
    modelo = (OFICIALES / "medida_censal_2018.yaml").read_text("utf-8")
    otra = "\n".join(
        f"vigencia: {campos}" if renglon.startswith("vigencia:") else renglon
        for renglon in modelo.splitlines()
    )
    ruta = tmp_path / "otra.yaml"
    ruta.write_text(otra, encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match=queja):
        procedencia.leer_fuente(ruta)


def test_toda_fuente_dice_su_vigencia_y_ninguna_fecha_va_sin_respaldo() -> None:
    for ruta in sorted(OFICIALES.glob("*.yaml")):
        assert "\nvigencia: {" in ruta.read_text("utf-8"), ruta.name
    for fuente in procedencia.fuentes().values():
        assert bool(fuente.vigencia.proxima) == bool(fuente.vigencia.consta), fuente.id
        # Lo que cubre no puede pasar del año que se cita, salvo en una proyección.
        if fuente.vigencia.hasta and fuente.anio.isdigit() and "royecci" not in fuente.corte:
            assert fuente.vigencia.hasta[:4] <= fuente.anio, fuente.id
