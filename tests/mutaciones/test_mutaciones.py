"""Cualquier base, por rara que venga: el valor correcto, o un error o un aviso; nunca otra cosa.

Cada mutación pasa por la orden entera, con los hogares armados en memoria o contados en el motor, y
se compara con un oráculo en Python plano.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from generador.hogares import incidencia, reduccion
from generador.hogares import tabla as tabla_de
from tests.hogares import datos
from tests.mutaciones import catalogo, oraculo
from tests.mutaciones.catalogo import NOMBRE, Mutacion

TODAS = list(catalogo.mutaciones())
IGUALES = [m for m in TODAS if m.igual]
LIMPIA = oraculo.contar(catalogo.limpia())
# Lo que nunca sale en pantalla: una traza, un error que el kit no esperaba o el nombre de alguien.
NUNCA = re.compile(rf"Traceback|Warning:|donde no debía|DuckDB|{NOMBRE}")
LARGO = 8_000
AVISO_DE_SIEMPRE = "datos personales"


@pytest.fixture
def correr(tmp_path: Path, casa: Path) -> Callable[..., Result]:
    """Corre una orden sobre una mutación, y comprueba que no deje nada a medias."""

    def hacer(mutacion: Mutacion, orden: str, *opciones: str) -> Result:
        ruta = mutacion.escribir(tmp_path)
        antes = {p.name for p in tmp_path.iterdir()}
        hecho = datos.correr(orden, ruta, *opciones, "--salida", tmp_path / "s.csv")
        nuevos = {p.name for p in tmp_path.iterdir()} - antes
        assert hecho.exit_code in (0, 1)
        assert nuevos == (set() if hecho.exit_code else {"s.csv", "s.csv.auditoria.json"})
        assert not NUNCA.search(hecho.output), hecho.output
        assert len(hecho.output) < LARGO
        if hecho.exit_code:
            assert "Qué hacer:" in hecho.stderr
        return hecho

    return hacer


def cifras(salida: Path) -> list[oraculo.Cuenta]:
    """Lo que la orden escribió de cada territorio, para comparar con el oráculo."""
    tabla = datos.leer_csv(salida)
    columnas = ("territorio", "hogares", "personas", "pobres")
    return sorted(
        (int(float(h)), int(float(p)), round(float(q)))
        for nombre, h, p, q in zip(*(tabla[c] for c in columnas), strict=True)
        if nombre != tabla_de.TOTAL
    )


def avisos(hecho: Result) -> list[str]:
    """Los avisos que no están siempre."""
    lineas = hecho.stderr.splitlines()
    return [s for s in lineas if s.startswith("Aviso") and AVISO_DE_SIEMPRE not in s]


# En el motor, una de cada dos: de que los dos caminos den lo mismo se ocupa test_en_el_motor.
CAMINOS = [
    pytest.param(m, en_motor, id=f"{i}-{'motor' if en_motor else 'memoria'}")
    for i, m in enumerate(TODAS)
    for en_motor in ((False, True) if i % 2 else (False,))
]


@pytest.mark.parametrize(("mutacion", "en_motor"), CAMINOS)
def test_las_cifras_son_las_del_oraculo_o_se_dice(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    correr: Callable[..., Result],
    mutacion: Mutacion,
    en_motor: bool,
) -> None:
    if en_motor:
        monkeypatch.setattr(incidencia, "reducir", partial(reduccion.reducir, en_memoria=0))
    hecho = correr(mutacion, "incidencia", "--por", "cod_vereda")
    esperadas = LIMPIA if mutacion.igual else oraculo.contar(mutacion.base)
    if hecho.exit_code:
        assert not mutacion.igual, hecho.stderr
        return
    if cifras(tmp_path / "s.csv") != (esperadas or LIMPIA):
        assert avisos(hecho), f"{mutacion.nombre}: otras cifras, y calladas"


def elegidas(mutacion: Mutacion, salida: Path) -> list[str]:
    """Las fichas de los hogares seleccionados, por el número de su fila."""
    tabla: dict[str, list[Any]] = datos.leer_csv(salida)
    fichas = mutacion.base["ide_ficha_origen"]
    return sorted(
        fichas[int(fila) - mutacion.primera]
        for fila, estado in zip(tabla["fila"], tabla["estado"], strict=True)
        if estado == "seleccionado"
    )


@pytest.mark.parametrize("mutacion", [pytest.param(m, id=m.nombre) for m in IGUALES])
def test_los_mismos_hogares_se_eligen(
    tmp_path: Path, correr: Callable[..., Result], mutacion: Mutacion
) -> None:
    limpia = catalogo.limpia()
    (tmp_path / "limpia").mkdir()
    ruta = datos.escribir_csv(tmp_path / "limpia" / "base.csv", limpia)
    opciones = ("--regla", "A1..C5", "--prioridad", "pobre mayor", "--cupo", "9")
    salida = tmp_path / "limpia" / "s.csv"
    assert datos.correr("focalizar", ruta, *opciones, "--salida", salida).exit_code == 0
    hecho = correr(mutacion, "focalizar", *opciones)
    assert hecho.exit_code == 0, hecho.stderr
    esperadas = elegidas(Mutacion("limpia", limpia, lambda _: ruta), salida)
    assert elegidas(mutacion, tmp_path / "s.csv") == esperadas
    assert len(esperadas) == 9


def test_el_oraculo_distingue() -> None:
    """Si todo fuera «no sé», la prueba no exigiría nada."""
    entendidas = [m for m in TODAS if set(m.base) >= {"i15"} and oraculo.contar(m.base)]
    assert len(entendidas) > len(TODAS) // 3
    assert len(TODAS) >= 150
