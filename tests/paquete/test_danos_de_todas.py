"""Cada archivo de cada fuente, truncado, vacío o ausente: un error que lo nombra."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.errores import ErrorDeDatos
from generador.fuentes import registro
from generador.fuentes.registro import FUNCIONES, Entrada
from tests import danos

CASOS = [
    pytest.param(entrada, archivo.ruta, dano, id=f"{entrada.id}-{archivo.nombre}-{dano}")
    for entrada in registro.entradas()
    for archivo in entrada.fuente.archivos
    for dano in ("truncado", "vacío", "ausente")
]


def preparar(fuentes: Path, carpeta: Path, entrada: Entrada, ruta: str, dano: str) -> None:
    """Los archivos de la fuente enlazados en `carpeta`, salvo `ruta`, que queda dañado."""
    for archivo in entrada.fuente.archivos:
        if archivo.ruta != ruta:
            enlace = carpeta / archivo.ruta
            enlace.parent.mkdir(parents=True, exist_ok=True)
            enlace.symlink_to(fuentes / archivo.ruta)
    copia = danos.copiar(fuentes, carpeta, ruta)
    if dano == "truncado":
        danos.truncar(copia)
    elif dano == "vacío":
        copia.write_bytes(b"")
    else:
        copia.unlink()


@pytest.mark.parametrize(("entrada", "ruta", "dano"), CASOS)
def test_dano_nombra_el_archivo(
    fuentes: Path, tmp_path: Path, entrada: Entrada, ruta: str, dano: str
) -> None:
    preparar(fuentes, tmp_path, entrada, ruta, dano)
    errores = []
    for funcion in filter(None, map(entrada.funcion, FUNCIONES)):
        try:
            funcion(tmp_path)
        except ErrorDeDatos as error:
            errores.append(error)
    assert errores, f"ninguna función de {entrada.id} se quejó"
    for hallado in errores:
        assert hallado.lugar.archivo == Path(ruta).name
        assert hallado.que_hacer
