"""La hoja recortada del tema: se queda lo que alguna página puede pedir, y nada más."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.errores import ErrorDelKit
from generador.paginas.hoja_del_tema import HOJA, escribir, recortada, reglas

USADAS = {"kit", "tabla", "abierto", "slate"}


@pytest.mark.parametrize(
    ("hoja", "queda"),
    [
        (".kit{top:0}.sobra{top:1px}", ".kit{top:0}"),
        (".sobra,.kit a{top:0}", ".kit a{top:0}"),
        ("a:hover,table>td{top:0}", "a:hover,table>td{top:0}"),
        (".kit.sobra{top:0}#sobra{top:0}#tabla{top:0}", "#tabla{top:0}"),
        (".kit:not(.sobra){top:0}", ".kit:not(.sobra){top:0}"),
        (":is(.sobra,.kit) a{top:0}", ":is(.sobra,.kit) a{top:0}"),
        (":not(:is(.sobra,b)) a{top:0}", ":not(:is(.sobra,b)) a{top:0}"),
        ("[data-c=slate]{top:0}[data-c=indigo]{top:0}", "[data-c=slate]{top:0}"),
        ("[hidden]{top:0}", "[hidden]{top:0}"),
        ("@media print{.sobra{top:0}.kit{top:0}}", "@media print{.kit{top:0}}"),
        ("@media print{.sobra{top:0}}a{top:0}", "a{top:0}"),
        ("@page{margin:1cm}", "@page{margin:1cm}"),
        ("@keyframes x{0%{top:0}to{top:1px}}", "@keyframes x{0%{top:0}to{top:1px}}"),
        ('@charset "UTF-8";a{top:0}/* .sobra{ */b{top:0}', "a{top:0}b{top:0}"),
        ('.kit:after{content:"}.sobra{"}', '.kit:after{content:"}.sobra{"}'),
    ],
)
def test_que_se_queda(hoja: str, queda: str) -> None:
    assert recortada(hoja, USADAS) == queda


def test_un_icono_se_queda_si_una_regla_que_quedo_lo_pinta() -> None:
    iconos = ":root{--md-a:url('data:;<svg>');--md-b:url('data:;x');--md-c:red}"
    hoja = iconos + ".kit{mask:var(--md-a)}.sobra{mask:var(--md-b)}"
    assert recortada(hoja, USADAS) == ":root{--md-a:url('data:;<svg>')}.kit{mask:var(--md-a)}"


@pytest.mark.parametrize("rota", ["a{top:0", "a{top:0}}b{top:0}"])
def test_unas_llaves_que_no_cierran_se_dicen(rota: str) -> None:
    with pytest.raises(ErrorDelKit, match="llaves"):
        reglas(rota)


def test_sin_las_hojas_del_tema_no_se_publica(tmp_path: Path) -> None:
    with pytest.raises(ErrorDelKit, match="no trae sus hojas"):
        escribir(tmp_path, [])


def test_es_determinista_y_lee_las_paginas_de_la_carpeta(tmp_path: Path) -> None:
    hojas = tmp_path / "assets" / "stylesheets"
    hojas.mkdir(parents=True)
    (tmp_path / "recursos").mkdir()
    (hojas / "main.1.min.css").write_text(".solo-de-esta{top:0}.de-nadie-mas{top:0}", "utf-8")
    (hojas / "palette.2.min.css").write_text(".del-marco{top:0}", "utf-8")
    (tmp_path / "a.html").write_text("<p class=solo-de-esta>", "utf-8")
    escritas = []
    for _ in range(2):
        escribir(tmp_path, ["<p class=del-marco>"])
        escritas.append((tmp_path / HOJA).read_text("utf-8"))
    assert escritas[0] == escritas[1]
    assert escritas[0].endswith(" */\n.solo-de-esta{top:0}.del-marco{top:0}\n")
