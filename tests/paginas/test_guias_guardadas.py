"""Las guías guardadas son las recién hechas, y nunca las de antes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generador.disco.arbol import Arbol
from generador.paginas import guias_guardadas, llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.rutas import DATOS, GENERADOR, PLANTILLAS, RAIZ, SITIO

URL = "https://kit.ejemplo/"
HUELLA_DE = (GENERADOR, SITIO, PLANTILLAS, RAIZ / "mkdocs.yml", RAIZ / "kit.yaml", DATOS)
"""De dónde se puede leer al hacerlas: todo entra en su huella (`llave` trae datos y código)."""


VERSION = re.compile(rb'<meta name="kit-version" content="[0-9a-f]{16}">\s*')
NADA = re.compile(rb"(?!)")


def _contenido(carpeta: Path, sin: re.Pattern[bytes] = NADA) -> dict[str, bytes]:
    rutas = (ruta for ruta in carpeta.rglob("*") if ruta.is_file())
    return {r.relative_to(carpeta).as_posix(): sin.sub(b"", r.read_bytes()) for r in rutas}


def test_la_segunda_vez_se_enlazan_y_son_las_mismas(
    acervo: DatosDelSitio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sin_identidad = replace(acervo)
    hechas = guias_guardadas.escribir(
        sin_identidad, Arbol(tmp_path / "hechas"), URL, tmp_path / "x"
    )
    guias_guardadas.escribir(acervo, Arbol(tmp_path / "frio"), URL, tmp_path / "g")
    monkeypatch.setattr(guias_guardadas, "construir", lambda *_: pytest.fail("se rehicieron"))
    enlazadas = guias_guardadas.escribir(acervo, Arbol(tmp_path / "enlazadas"), URL, tmp_path / "g")
    # Solo lo que se reconoce por su huella dice de qué versión es.
    assert enlazadas.version == guias_guardadas.huella(acervo, URL)[:16]
    sin_version = {n: VERSION.sub(b"", m.encode()).decode() for n, m in enlazadas.marcos.items()}
    assert replace(enlazadas, marcos=sin_version, version="") == hechas
    assert hechas.direccion == URL
    assert _contenido(tmp_path / "enlazadas") == _contenido(tmp_path / "frio")
    assert _contenido(tmp_path / "frio") != _contenido(tmp_path / "hechas")
    assert _contenido(tmp_path / "frio", VERSION) == _contenido(tmp_path / "hechas")
    assert not (tmp_path / "x").exists()


def test_si_alguien_toca_lo_guardado_se_rehace(acervo: DatosDelSitio, tmp_path: Path) -> None:
    guias_guardadas.escribir(acervo, Arbol(tmp_path / "a"), URL, tmp_path / "g")
    bueno = (tmp_path / "a" / "glosario.html").read_bytes()
    (tmp_path / "a" / "glosario.html").write_bytes(b"tocado")  # es el mismo archivo que el guardado
    guias_guardadas.escribir(acervo, Arbol(tmp_path / "b"), URL, tmp_path / "g")
    assert (tmp_path / "b" / "glosario.html").read_bytes() == bueno


def test_la_huella_cambia_con_lo_que_decide_las_guias(
    acervo: DatosDelSitio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copia = tmp_path / "sitio"
    shutil.copytree(SITIO, copia)
    vistas = [guias_guardadas.huella(acervo, URL)]

    def es_otra(url: str | None = URL) -> None:
        vistas.append(guias_guardadas.huella(acervo, url))
        assert vistas.count(vistas[-1]) == 1

    es_otra(None)
    monkeypatch.setattr(guias_guardadas, "SITIO", copia)
    assert guias_guardadas.huella(acervo, URL) == vistas[0]  # el mismo contenido, en otra parte
    (copia / "glosario.md").write_text("otra cosa", encoding="utf-8")
    es_otra()
    (copia / "glosario.md").rename(copia / "otro-nombre.md")
    es_otra()
    monkeypatch.setenv("KIT_PRUEBA", "1")
    es_otra()
    (tmp_path / "paquetes" / "nuevo-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "paquetes")
    es_otra()
    configuracion = tmp_path / "mkdocs.yml"
    configuracion.write_text("site_name: otro", encoding="utf-8")
    monkeypatch.setattr(guias_guardadas, "CONFIGURACION", configuracion)
    es_otra()
    monkeypatch.setattr(llave, "de", lambda _: "otros datos, otro código")
    es_otra()


LEIDOS = """
import json, sys
leidos, anotar = set(), False
def oir(suceso, datos):
    if anotar and suceso == "open" and isinstance(datos[0], str):
        leidos.add(datos[0])
sys.addaudithook(oir)
from pathlib import Path
from generador.paginas import guias_guardadas
from generador.paginas.datos_del_sitio import reunir
acervo = reunir()
anotar = True
guias_guardadas.construir(acervo, Path(sys.argv[1]), None)
anotar = False
print(json.dumps(sorted(leidos)))
"""


def test_todo_lo_que_leen_las_guias_entra_en_su_huella(tmp_path: Path) -> None:
    """Si una guía empieza a leer de otra carpeta del proyecto, esa carpeta debe ir en la huella."""
    orden = [sys.executable, "-c", LEIDOS, str(tmp_path / "sitio")]
    hecho = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=True)
    leidos = {(RAIZ / ruta) for ruta in json.loads(hecho.stdout)}
    # Lo temporal tiene cada cosa su huella, y el entorno entra por los paquetes instalados.
    ajenos = (RAIZ / ".tmp", RAIZ / ".venv")
    del_proyecto = {
        ruta
        for ruta in leidos
        if ruta.is_relative_to(RAIZ) and not any(ruta.is_relative_to(c) for c in ajenos)
    }
    assert SITIO / "glosario.md" in del_proyecto
    fuera = {r for r in del_proyecto if not any(r.is_relative_to(c) for c in HUELLA_DE)}
    assert fuera == set()
