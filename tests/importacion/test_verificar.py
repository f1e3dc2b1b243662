"""Verificar: cada clase de daño en `datos/` se nombra; lo versionado no tiene ninguno."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generador.importacion import verificar
from generador.importacion.importar import describir
from tests.importacion import falsas
from tests.importacion.falsas import Taller

Dano = Callable[[Path], None]


def cambiar(nombre: str, viejo: str, nuevo: str) -> Dano:
    def hacer(datos: Path) -> None:
        texto = (datos / nombre).read_text("utf-8")
        assert viejo in texto
        (datos / nombre).write_text(texto.replace(viejo, nuevo, 1), encoding="utf-8", newline="")

    return hacer


def quitar(nombre: str) -> Dano:
    return lambda datos: (datos / nombre).unlink()


def poner(nombre: str, contenido: str) -> Dano:
    def hacer(datos: Path) -> None:
        (datos / nombre).write_text(contenido, encoding="utf-8")

    return hacer


def quitar_recursos(datos: Path) -> None:
    (datos / "datapackage.json").write_text('{"name": "kit"}', encoding="utf-8")


def romper_esquema(datos: Path) -> None:
    descriptor = json.loads((datos / "datapackage.json").read_text("utf-8"))
    tabla = next(r for r in descriptor["resources"] if r["path"] == "uno.csv")
    tabla["schema"]["fields"][3]["type"] = "inventado"
    (datos / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def test_lo_recien_importado_no_tiene_fallos(hecho: Taller) -> None:
    assert verificar.fallos(hecho.datos, hecho.receta) == []


def test_lo_versionado_no_tiene_fallos() -> None:
    assert verificar.fallos() == []


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (cambiar("uno.csv", "90.6", "90.7"), ["uno.csv: el contenido no es el de su sha256"]),
        (
            cambiar("uno.csv", ",90.6", ",x"),
            ["uno.csv: celdas que no son del tipo", "fila 5 columna «uno_ipm» valor «x»"],
        ),
        (
            cambiar("uno.csv", "Grupo A", "Grupo Z"),
            ["uno.csv: celdas con un valor no admitido (1)", "valor «Grupo Z»"],
        ),
        (cambiar("uno.csv", ",rural,", ",urbano,"), ["columna «dominio» valor «urbano»"]),
        (
            cambiar("uno.csv", "27025,rural", "99999,rural"),
            ["uno.csv: territorios que no existen (1): fila 8 99999, rural, 2018"],
        ),
        (
            cambiar("uno.csv", "27025,rural,2018,96,", "27025,rural,2018,96"),
            ["uno.csv: filas con celdas de menos (1): fila 8"],
        ),
        (
            cambiar("uno.csv", "27025,rural,2018", "27025,total,2018"),
            ["uno.csv: llaves repetidas (1): fila", "1 llaves repetidas: 27025, total, 2018"],
        ),
        (
            cambiar("uno.csv", "uno_ipm", "otro"),
            ["título no es el del esquema", "no están en el catálogo", "otro"],
        ),
        (
            cambiar("territorios.csv", "99773,x,99,x,Municipio,sí,no\n", ""),
            ["no son los territorios del marco 2018"],
        ),
        (
            quitar("uno.csv"),
            ["uno.csv: está descrito en datapackage.json y no existe", "tabla: uno"],
        ),
        (poner("notas.txt", "mías"), ["notas.txt: no está descrito"]),
        (quitar("datapackage.json"), ["datapackage.json", "no está en"]),
        (poner("datapackage.json", "{"), ["datapackage.json", "no se puede leer"]),
        (quitar_recursos, ["datapackage.json", "resources"]),
        (romper_esquema, ["datapackage.json", "inventado"]),
    ],
)
def test_cada_dano_se_nombra(hecho: Taller, danar: Dano, esperado: list[str]) -> None:
    danar(hecho.datos)
    texto = "\n".join(verificar.fallos(hecho.datos, hecho.receta))
    for pedazo in esperado:
        assert pedazo in texto


def test_columnas_en_otro_orden(hecho: Taller) -> None:
    vuelta = dict(reversed(hecho.receta.catalogo.items()))
    fallos = list(verificar.de_una_tabla(hecho.datos / "uno.csv", vuelta))
    assert fallos == ["uno.csv: las columnas no siguen el orden del catálogo"]


def test_texto_del_catalogo_cambiado_pide_describir(hecho: Taller) -> None:
    catalogo = hecho.receta.catalogo
    catalogo["uno_ipm"] = falsas.indicador("uno_ipm", "uno", definicion="Otra redacción.")
    (fallo,) = verificar.fallos(hecho.datos, hecho.receta)
    assert "kit datos describir" in fallo
    archivos = hecho.foto()
    del archivos["datapackage.json"]
    (hecho.datos / "datapackage.json").write_bytes(describir(archivos, hecho.receta))
    assert verificar.fallos(hecho.datos, hecho.receta) == []
