"""`kit construir` no publica un paquete de datos que no es el que describe su descriptor."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generador.cubo import integridad
from generador.cubo.catalogo import indicadores
from generador.cubo.leer import leer_territorios
from generador.errores import ErrorDeDatos
from generador.paginas import construir as modulo
from generador.rutas import DATOS
from tests.importacion.falsas import Taller

Dano = Callable[[Path], None]


def cambiar(nombre: str, viejo: str, nuevo: str) -> Dano:
    def hacer(datos: Path) -> None:
        texto = (datos / nombre).read_text("utf-8")
        assert viejo in texto
        (datos / nombre).write_text(texto.replace(viejo, nuevo, 1), encoding="utf-8", newline="")

    return hacer


def del_esquema(cambio: Callable[[dict[str, Any]], object]) -> Dano:
    def hacer(datos: Path) -> None:
        ruta = datos / "datapackage.json"
        descriptor = json.loads(ruta.read_text("utf-8"))
        cambio(next(r for r in descriptor["resources"] if r["path"] == "uno.csv"))
        ruta.write_text(json.dumps(descriptor), encoding="utf-8")

    return hacer


def test_lo_versionado_esta_entero() -> None:
    integridad.exigir(DATOS, indicadores())


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (cambiar("uno.csv", "90.6", "90.7"), ["uno.csv: el contenido no es el de su sha256"]),
        (cambiar("uno.csv", "27025,rural", "27025,rural "), ["uno.csv: el contenido"]),
        (lambda d: (d / "uno.csv").unlink(), ["uno.csv: está descrito", "no existe"]),
        (lambda d: (d / "nuevo.csv").write_text("x"), ["nuevo.csv: no está descrito"]),
        (lambda d: (d / "datapackage.json").unlink(), ["datapackage.json", "no está en"]),
        (lambda d: (d / "datapackage.json").write_text("[]"), ["no se puede leer"]),
        (lambda d: (d / "datapackage.json").write_text('{"resources": [1]}'), ["recursos"]),
        (del_esquema(lambda r: r.pop("schema")), ["uno.csv: el esquema descrito no es"]),
        (del_esquema(lambda r: r.update(schema={"fields": 3})), ["el esquema descrito"]),
        (del_esquema(lambda r: r["schema"]["fields"].pop()), ["el esquema descrito"]),
        (del_esquema(lambda r: r["schema"].pop("primaryKey")), ["el esquema descrito"]),
        (
            lambda d: [cambiar("uno.csv", "9", "8")(d), (d / "y.txt").write_text("")],
            ["uno.csv: el contenido", "y.txt: no está descrito"],
        ),
    ],
)
def test_cada_dano_se_nombra(hecho: Taller, danar: Dano, esperado: list[str]) -> None:
    danar(hecho.datos)
    with pytest.raises(ErrorDeDatos) as error:
        integridad.exigir(hecho.datos, hecho.receta.catalogo)
    for pedazo in [*esperado, "datapackage.json", "Qué hacer"]:
        assert pedazo in str(error.value)


def test_un_titulo_o_una_definicion_del_catalogo_no_impiden_construir(hecho: Taller) -> None:
    del_esquema(lambda r: r["schema"]["fields"][3].update(title="Otro"))(hecho.datos)
    integridad.exigir(hecho.datos, hecho.receta.catalogo)


@pytest.mark.parametrize(
    ("codigo", "columna", "valor"),
    [
        ("05001", "nombre", ""),
        ("05001", "nombre", " Medellín"),
        ("05001", "nombre", "Mede\u200bllín"),
        ("05001", "nombre", "Mede\nllín"),
        ("05001", "nombre", "x" * 200),
        ("05001", "departamento", "27"),
        ("05001", "nombre_departamento", "Chocó"),
        ("05001", "tipo", "Departamento"),
        ("00", "tipo", "País"),
        ("05001", "en_divipola_2026", "tal vez"),
    ],
)
def test_un_territorio_que_se_contradice(codigo: str, columna: str, valor: str) -> None:
    filas = leer_territorios(DATOS)
    filas[codigo] = {**filas[codigo], columna: valor}
    with pytest.raises(ErrorDeDatos) as error:
        integridad.exigir_territorios(filas)
    fila = list(filas).index(codigo) + 2
    for pedazo in ("territorios.csv", f"fila {fila}", f"«{columna}»"):
        assert pedazo in str(error.value)


def test_dos_territorios_en_otro_orden() -> None:
    filas = leer_territorios(DATOS)
    with pytest.raises(ErrorDeDatos, match="ordenados"):
        integridad.exigir_territorios(dict(reversed(filas.items())))


def test_construir_no_publica_nada_y_deja_lo_de_antes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datos, salida = tmp_path / "datos", tmp_path / "publico"
    shutil.copytree(DATOS, datos)
    ruta = datos / "medida_censal_2018.csv"
    with ruta.open(encoding="utf-8", newline="") as entrada:
        filas = list(csv.reader(entrada))
    filas[1][3] = "-37.5"
    with ruta.open("w", encoding="utf-8", newline="") as nueva:
        csv.writer(nueva, lineterminator="\n").writerows(filas)
    monkeypatch.setattr(modulo, "DATOS", datos)
    with pytest.raises(ErrorDeDatos, match=r"medida_censal_2018\.csv"):
        modulo.construir(("27025",), salida)
    assert sorted(r.name for r in tmp_path.iterdir()) == ["datos"]
