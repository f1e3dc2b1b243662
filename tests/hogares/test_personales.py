"""Lo que trae datos de personas no llega a un temporal, a una etiqueta ni a un mensaje."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from generador import errores_ajenos
from generador.errores import ErrorDeDatos
from generador.hogares.motor_duckdb import conectar
from generador.hogares.texto import CANONICO, abrir_texto
from generador.metodos.hogares.avisos import ejemplos
from generador.metodos.hogares.textos import LARGO_DE_MENSAJE
from tests.hogares import datos

SIN_LEER = ("PERSONAVERDADERA", "1000000001")


@pytest.mark.parametrize("codificacion", ["utf-16", "cp1252"])
@pytest.mark.parametrize("al_final", [False, True])
@pytest.mark.parametrize("separador", [";", ","])
def test_lo_reescrito_no_lleva_las_columnas_personales(
    tmp_path: Path, codificacion: str, al_final: bool, separador: str
) -> None:
    base = datos.base_de_hogares(40, semilla=2)
    base["cod_vereda"] = ["LA PEÑA", *base["cod_vereda"][1:]]
    if al_final:
        base = {**base, "pri_nombre": base.pop("pri_nombre")}
    ruta = datos.escribir_csv(tmp_path / "b.csv", base, separador)
    ruta.write_bytes(ruta.read_text("utf-8").encode(codificacion))
    hecho = abrir_texto(ruta, tmp_path / "temporal")
    copia = (tmp_path / "temporal" / CANONICO).read_text("utf-8")
    assert not any(dato in copia for dato in SIN_LEER)
    leida = datos.leer_csv(hecho.ruta)
    quedan = [c for c in base if c not in ("pri_nombre", "num_documento")]
    assert list(leida) == quedan
    assert leida["cod_vereda"] == [str(v) for v in base["cod_vereda"]]
    assert leida["i15"] == [str(v) for v in base["i15"]]
    igual = datos.correr("incidencia", ruta, "--por", "cod_mpio")
    assert igual.exit_code == 0, igual.output


PEDIDOS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "incidencia": lambda c: ("incidencia", "--por", c),
    "publicable": lambda c: ("incidencia", "--por", c, "--modo", "publicable"),
    "focalizar": lambda c: ("focalizar", "--por", c, "--regla", "A1..C5"),
    "conservar": lambda c: ("focalizar", "--conservar", c, "--regla", "A1..C5"),
}


@pytest.mark.parametrize("pedido", PEDIDOS.values(), ids=PEDIDOS)
def test_una_columna_con_datos_personales_no_es_un_territorio(
    tmp_path: Path, pedido: Callable[[str], tuple[str, ...]]
) -> None:
    base = datos.base_de_hogares(60, semilla=2)
    base["dpi"] = [str(1_032_400_000 + 7_919 * i) for i in range(len(base["i1"]))]
    ruta = datos.escribir_csv(tmp_path / "b.csv", base)
    orden, *opciones = pedido("dpi")
    salida = tmp_path / "s.csv"
    hecho = datos.correr(orden, ruta, *opciones, "--salida", salida)
    assert hecho.exit_code == 1
    assert "documentos de identidad" in hecho.stderr
    assert "10324" not in hecho.output
    assert not salida.exists()


def test_lo_que_dice_duckdb_no_se_repite() -> None:
    texto = errores_ajenos.en_palabras(duckdb.ConversionException("Could not convert 'ANA RUIZ'"))
    assert "ANA" not in texto
    assert "Qué hacer:" in texto


@pytest.mark.parametrize("memoria", ["nada", "-5GB", "", "5", "1e9GB"])
def test_una_memoria_que_no_es_un_tamano(memoria: str) -> None:
    with pytest.raises(ErrorDeDatos, match="no es un tamaño"), conectar(memoria):
        pass


def test_una_celda_enorme_no_se_repite_entera_y_una_fila_que_no_se_sabe_no_se_inventa() -> None:
    assert len(ejemplos([("x" * 70_000, 3)])) < LARGO_DE_MENSAJE + 20
    assert ejemplos([("inf", 0)]) == "«inf»"
