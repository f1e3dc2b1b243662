"""El cubo guardado es el mismo que el leído, y nunca se usa si algo de lo que lo decide cambió."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from generador.cubo import cubo_guardado, leer
from generador.cubo.catalogo import indicadores
from generador.cubo.cubo_guardado import leer_guardado
from generador.cubo.leer import Cubo
from generador.errores import ErrorDeDatos
from generador.rutas import CATALOGO, DATOS


def _iguales(a: Cubo, b: Cubo) -> bool:
    return (
        a.territorios == b.territorios
        and a.indice == b.indice
        and list(a.columnas) == list(b.columnas)
        and all(
            np.array_equal(a.columnas[k], b.columnas[k], equal_nan=True)
            and np.array_equal(a.estados[k], b.estados[k])
            for k in a.columnas
        )
    )


@pytest.fixture
def copia(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATOS, tmp_path / "datos"))


def test_la_segunda_vez_no_se_relee_y_da_lo_mismo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leido = leer_guardado(DATOS, indicadores(), tmp_path)
    assert _iguales(leido, leer.leer(DATOS, indicadores()))
    monkeypatch.setattr(leer, "leer", lambda *_: pytest.fail("se volvió a leer"))
    assert _iguales(leido, leer_guardado(DATOS, indicadores(), tmp_path))


def test_una_cifra_cambiada_se_vuelve_a_leer(tmp_path: Path, copia: Path) -> None:
    leer_guardado(copia, indicadores(), tmp_path)
    tabla = copia / "medida_censal_2018.csv"
    tabla.write_text(
        tabla.read_text("utf-8").replace("27025,total,2018,90.6", "27025,total,2018,9")
    )
    nuevo = leer_guardado(copia, indicadores(), tmp_path)
    assert nuevo.valor("ipm_censal", "27025", periodo="2018") == 9
    assert len(list(tmp_path.glob("*.npz"))) == 1


def test_un_error_en_los_datos_no_se_tapa_con_lo_guardado(tmp_path: Path, copia: Path) -> None:
    leer_guardado(copia, indicadores(), tmp_path)
    (copia / "medida_censal_2018.csv").write_text("codigo\n")
    with pytest.raises(ErrorDeDatos, match=r"medida_censal_2018\.csv"):
        leer_guardado(copia, indicadores(), tmp_path)


@pytest.mark.parametrize("dano", [b"", b"PK\x03\x04", b"cualquier cosa"])
def test_lo_guardado_que_se_dano_se_rehace(tmp_path: Path, dano: bytes) -> None:
    leido = leer_guardado(DATOS, indicadores(), tmp_path)
    (ruta,) = tmp_path.glob("*.npz")
    ruta.write_bytes(dano or ruta.read_bytes()[: ruta.stat().st_size // 2])
    assert _iguales(leido, leer_guardado(DATOS, indicadores(), tmp_path))


def test_sin_donde_guardar_se_lee_igual(tmp_path: Path) -> None:
    ocupado = tmp_path / "archivo"
    ocupado.write_text("no es una carpeta")
    assert leer_guardado(DATOS, indicadores(), ocupado).valor("ipm_censal", "27025") == 90.6


def test_la_huella_mira_el_catalogo_y_el_codigo() -> None:
    assert Path(leer.__file__) in cubo_guardado.CODIGO
    assert any(CATALOGO.glob("*.yaml"))
