"""Los casos compartidos de cortes y listas, con la orden."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.casos.cruces_de_casos import CARPETA, CASOS, comparables
from tests.hogares import datos


@pytest.mark.parametrize("caso", CASOS, ids=[c["que_es"][:40] for c in CASOS])
def test_la_orden_da_lo_esperado(caso: dict[str, Any], tmp_path: Path) -> None:
    rutas = {tabla: tmp_path / f"{tabla}.csv" for tabla in caso["salidas"].values()}
    hecho = datos.correr(
        *(caso["orden"], *(CARPETA / a for a in caso["archivos"]), "--por", "nom_vereda"),
        *caso["extra"],
        *(p for opcion, tabla in caso["salidas"].items() for p in (f"--{opcion}", rutas[tabla])),
    )
    assert hecho.exit_code == 0, hecho.output
    for tabla, ruta in rutas.items():
        with ruta.open(encoding="utf-8-sig") as abierto:
            filas = list(csv.DictReader(abierto))
        assert comparables(tabla, filas) == comparables(tabla, caso["tablas"][tabla])
