"""Qué pide cada archivo que cambia, y cómo se nota que cambió."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

from generador.paginas import vigia
from generador.paginas.plan_de_cambios import planear
from generador.paginas.vista_previa import pide_reiniciar
from generador.rutas import DATOS, GENERADOR, PLANTILLAS, RAIZ, SITIO


@pytest.mark.parametrize(
    ("ruta", "reinicia"),
    [
        (PLANTILLAS / "municipio.html", False),
        (SITIO / "recursos" / "kit.css", False),
        (GENERADOR / "formato.py", True),
        (DATOS / "territorios.csv", True),
        (RAIZ / "mkdocs.yml", True),
    ],
)
def test_que_arranca_de_nuevo(ruta: Path, reinicia: bool) -> None:
    assert pide_reiniciar(ruta) is reinicia


@pytest.mark.parametrize(
    ("ruta", "perfiles", "indicadores", "tema", "otra"),
    [
        ("municipio.html", True, False, False, "municipio.html"),
        ("partes/vecinos.html", True, False, False, "municipio.html"),
        ("partes/necesidades_basicas.html", True, False, False, "departamento.html"),
        ("partes/piezas.html", True, False, False, "portada.html"),
        ("portada.html", False, False, False, "portada.html"),
        ("indicador.html", False, True, False, "indicador.html"),
        ("tema/main.html", True, True, True, ""),
        ("tema/partials/footer.html", True, True, True, ""),
        ("ficha/municipio.typ", False, False, False, ""),
    ],
)
def test_de_quien_es_cada_plantilla(
    ruta: str, perfiles: bool, indicadores: bool, tema: bool, otra: str
) -> None:
    plan = planear([PLANTILLAS / ruta])
    assert plan is not None
    assert (plan.perfiles, plan.indicadores, plan.tema) == (perfiles, indicadores, tema)
    assert not otra or otra in plan.plantillas


@pytest.mark.parametrize(
    "ruta",
    ["recursos/paquete/paquete.js", "recursos/icono.svg",
     "recursos/herramientas/documentos/plantillas/acta.docx"],
)  # fmt: skip
def test_lo_que_lee_otra_parte_rehace_todo(ruta: str) -> None:
    assert planear([SITIO / ruta]) is None


def test_el_vigia_nota_lo_escrito_lo_nuevo_y_lo_borrado(tmp_path: Path) -> None:
    carpeta, suelto = tmp_path / "a", tmp_path / "suelto.yml"
    (carpeta / "b").mkdir(parents=True)
    suelto.write_text("1")
    (carpeta / "b" / "x.md").write_text("uno")
    (carpeta / "__pycache__").mkdir()
    raices = (carpeta, suelto, tmp_path / "no está")
    antes = vigia.fotografiar(raices)
    assert set(antes) == {str(carpeta / "b" / "x.md"), str(suelto)}
    (carpeta / "__pycache__" / "x.pyc").write_text("nada")
    assert vigia.fotografiar(raices) == antes
    (carpeta / "b" / "x.md").write_text("otros")
    (carpeta / "nuevo.md").write_text("2")
    suelto.unlink()
    assert vigia.diferencias(antes, vigia.fotografiar(raices)) == {
        carpeta / "b" / "x.md",
        carpeta / "nuevo.md",
        suelto,
    }


def test_el_vigia_avisa(tmp_path: Path) -> None:
    avisos: queue.Queue[vigia.ArchivosCambiados] = queue.Queue()
    (tmp_path / "x.md").write_text("uno")

    class Oye:
        def on_any_event(self, event: vigia.ArchivosCambiados) -> None:
            avisos.put(event)

    mira = vigia.Vigia((tmp_path,))
    mira.schedule(Oye(), str(tmp_path), recursive=True)
    mira.start()
    try:
        (tmp_path / "otro.md").write_text("dos")
        assert not avisos.get(timeout=60).is_directory
    finally:
        mira.stop()
        mira.join()
