"""Toda norma citada está en la tabla y va por la macro; lo no confirmado lleva su marca."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from generador.errores import ErrorDeDatos
from generador.normas.calendario import calendario
from generador.normas.instrumentos import instrumentos
from generador.normas.programas import programas
from generador.normas.tabla_de_normas import CAMPOS, RUTA, normas
from generador.paginas.herramientas import REGLAS
from generador.rutas import RAIZ, SITIO
from tests.guias.texto import DATOS, GUIAS, escrito, nombre

CITA = re.compile(
    r"\b((?:Ley|Decreto(?: Legislativo| Ley)?|Conpes(?: Social)?|Acto Legislativo"
    r"|Resolución(?: [A-Z]{3,})?) \d+)(?:(?: de |/)(\d{4}))?"
)
MACRO = re.compile(r'\bnorma\("([^"]+)"|\bnorma: (\w+)')
PAGINAS = sorted(SITIO.rglob("*.md"))
MARCA = re.compile(
    r'<a class="enlace-norma" href="[^"]*#([\w]+)">[^<]*</a>( <small class="por-verificar">)?'
)


def citas(texto: str) -> list[tuple[str, str]]:
    """Pares (norma, año o vacío) que nombra un texto."""
    return CITA.findall(texto)


def ajenas(texto: str) -> list[tuple[str, str]]:
    """Citas que no corresponden a ninguna norma de la tabla."""
    tabla = {(n.norma, n.anio) for n in normas().values()}
    return [
        (norma, anio)
        for norma, anio in citas(texto)
        if not any(norma == n and anio in ("", a) for n, a in tabla)
    ]


@pytest.mark.parametrize("ruta", [*PAGINAS, *DATOS], ids=nombre)
def test_toda_cita_esta_en_la_tabla(ruta: Path) -> None:
    assert ajenas(ruta.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("ruta", GUIAS, ids=nombre)
def test_en_las_guias_ninguna_norma_se_escribe_a_mano(ruta: Path) -> None:
    fuente = re.sub(r"\{\{.*?\}\}", "", ruta.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert citas(escrito(fuente)) == []


def test_ve_una_norma_que_no_esta() -> None:
    assert ajenas("según la Ley 9999 de 2020") == [("Ley 9999", "2020")]
    assert ajenas("según la Ley 715 de 1999") == [("Ley 715", "1999")]
    assert ajenas("la Resolución DPS 2002 de 2021 y la Ley 715") == []


def test_cada_norma_de_la_tabla_se_cita() -> None:
    fuentes = [*GUIAS, *DATOS, RAIZ / "generador/paginas/guias/tablas_html.py"]
    citadas = {
        clave
        for ruta in fuentes
        for grupos in MACRO.findall(ruta.read_text(encoding="utf-8"))
        for clave in grupos
        if clave
    }
    citadas |= {clave for regla in REGLAS.glob("*.json") for clave in _en_reglas(regla)}
    respaldos = [
        *(p.respaldo for p in programas().values()),
        *(d.respaldo for d in calendario()),
        *(i.respaldo for i in instrumentos().values()),
    ]
    citadas |= {clave for respaldo in respaldos for clave in respaldo.normas}
    assert set(normas()) - citadas == set()


def _en_reglas(ruta: Path) -> list[str]:
    """Las normas que cita una herramienta por su identificador."""
    listas = re.findall(r'"normas\w*": \[([^\]]*)\]', ruta.read_text(encoding="utf-8"))
    return re.findall(r'"(\w+)"', " ".join(listas))


def test_cada_norma_dice_algo_distinto() -> None:
    assert len({n.cita for n in normas().values()}) == len(normas())
    assert all(len(n.que_dice) > 20 and len(n.fuente) > 10 for n in normas().values())


def test_lo_no_confirmado_lleva_marca_en_cada_pagina(publico: Path) -> None:
    vistas = 0
    for ruta in publico.rglob("*.html"):
        for clave, marca in MARCA.findall(ruta.read_text(encoding="utf-8")):
            vistas += 1
            assert bool(marca) != normas()[clave].confirmada, (ruta.name, clave)
    assert vistas > 80


def test_la_pagina_de_normas_las_trae_todas(publico: Path) -> None:
    html = (publico / "datos" / "normas.html").read_text(encoding="utf-8")
    assert [c for c in normas() if f'<span id="{c}">' not in html] == []
    pendientes = sum(not n.confirmada for n in normas().values())
    assert html.count('data-rotulo="Estado"><small class="por-verificar">') == pendientes > 0


@pytest.mark.parametrize(
    ("campo", "valor", "mensaje"),
    [
        ("estado", "dudosa", "tiene el estado «dudosa»"),
        ("que_dice", "", "no dice cuál es"),
        ("fuente", "", "no dice cuál es"),
        ("id", "ley_1176_24", "está repetida"),
    ],
)
def test_una_tabla_danada_se_rechaza(tmp_path: Path, campo: str, valor: str, mensaje: str) -> None:
    with RUTA.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    filas[0][campo] = valor
    danada = tmp_path / "normas.csv"
    with danada.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.DictWriter(archivo, CAMPOS)
        escritor.writeheader()
        escritor.writerows(filas)
    with pytest.raises(ErrorDeDatos, match=mensaje) as error:
        normas(danada)
    assert "fila" in str(error.value)


def test_una_columna_renombrada_se_rechaza(tmp_path: Path) -> None:
    danada = tmp_path / "normas.csv"
    texto = RUTA.read_text(encoding="utf-8").replace("articulo", "artículo", 1)
    danada.write_text(texto, encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="las columnas son"):
        normas(danada)
