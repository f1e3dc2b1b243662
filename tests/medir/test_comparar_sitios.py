"""El comparador de sitios: perdona los nombres de la tabla y el espacio inerte, y nada más."""

from __future__ import annotations

from pathlib import Path

import pytest

from medir.comparar_sitios import IGUAL, SALVO_ESPACIO, TABLA, TRAS_LA_TABLA, Diferencia, comparar
from medir.tabla_de_clases import TablaDeClases

VIEJA = '<ul class="pr md"><li class="f"><i style="--v:3"></i>uno<li>dos</ul><i class="md"></i>'
NUEVA = (
    '<ul class="lista-barras compacta"><li class="destacada"><i style="--valor:3"></i>uno<li>dos'
    '</ul><i class="marca-departamento"></i>'
)


@pytest.fixture(scope="module")
def tabla() -> TablaDeClases:
    return TablaDeClases.leer(TABLA)


def hallado(tmp_path: Path, tabla: TablaDeClases, nombre: str, antes: str, ahora: str) -> object:
    for carpeta, texto in (("antes", antes), ("ahora", ahora)):
        (tmp_path / carpeta).mkdir()
        (tmp_path / carpeta / nombre).write_text(texto, encoding="utf-8")
    (uno,) = comparar(tmp_path / "antes", tmp_path / "ahora", tabla)
    return uno


@pytest.mark.parametrize(
    ("nombre", "antes", "ahora", "como"),
    [
        ("a.csv", "1;2", "1;2", IGUAL),
        ("a.html", VIEJA, NUEVA, TRAS_LA_TABLA),
        ("a.html", VIEJA, NUEVA.replace("<li>", "</li>\n  <li>"), SALVO_ESPACIO),
        ("a.css", ".pr.md{--v:1}", ".lista-barras.compacta {\n  --valor: 1;\n}\n", SALVO_ESPACIO),
        ("a.js", 'el("p", {class: "av"})', 'el("p", { class: "aviso" })', SALVO_ESPACIO),
    ],
)
def test_lo_que_es_igual(
    tmp_path: Path, tabla: TablaDeClases, nombre: str, antes: str, ahora: str, como: str
) -> None:
    assert hallado(tmp_path, tabla, nombre, antes, ahora) == como


@pytest.mark.parametrize(
    ("nombre", "antes", "ahora"),
    [
        ("a.csv", "1;2", "1;3"),
        ("a.html", VIEJA, NUEVA.replace("uno", "un0")),
        ("a.html", VIEJA, NUEVA.replace("compacta", "marca-departamento")),
        ("a.html", "<b>a</b> <i>b</i>", "<b>a</b><i>b</i>"),
        ("a.html", '<i style="--v:3">', '<i style="--valor:4">'),
        ("a.css", ".pr{margin:0 1px}", ".lista-barras{margin:0}"),
        ("a.css", ".a .b{}", ".a.b{}"),
        ("a.js", 'el("p", {class: "av"})', 'el("p", {class: "nota"})'),
    ],
)
def test_lo_que_no(
    tmp_path: Path, tabla: TablaDeClases, nombre: str, antes: str, ahora: str
) -> None:
    assert isinstance(hallado(tmp_path, tabla, nombre, antes, ahora), Diferencia)


def test_un_archivo_que_falta(tmp_path: Path, tabla: TablaDeClases) -> None:
    (tmp_path / "antes").mkdir()
    (tmp_path / "ahora").mkdir()
    (tmp_path / "antes" / "a.html").write_text("a")
    assert list(comparar(tmp_path / "antes", tmp_path / "ahora", tabla)) == [
        Diferencia("a.html", "ya no está")
    ]


def test_cada_nombre_nuevo_se_entiende_y_es_de_uno_solo(tabla: TablaDeClases) -> None:
    nuevas = list(tabla.clases.values())
    assert len(nuevas) == len(set(nuevas))
    assert all(len(n) > 2 and n == n.lower() and n.isascii() for n in nuevas)
