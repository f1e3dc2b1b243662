"""Los flujos de GitHub, sin correrlos: acciones fijas, permisos y tiempos dichos, y órdenes reales.

Que GitHub los corra bien solo se sabe en GitHub.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.oficiales import RAIZ

CARPETA = RAIZ / ".github" / "workflows"
FLUJOS = sorted(CARPETA.glob("*.yml"))
# «uses: dueño/acción@40 hexadecimales # v1.2.3»
FIJADA = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
LLAMADO = re.compile(r"uses: \./\.github/workflows/([\w-]+\.yml)")


def test_estan_todos() -> None:
    assert {f.stem for f in FLUJOS} >= {"pruebas", "semanal", "publicar", "version"}


@pytest.mark.parametrize("flujo", FLUJOS, ids=lambda f: f.stem)
def test_toda_accion_esta_fijada_con_su_version_al_lado(flujo: Path) -> None:
    usos = [
        linea.strip(" -") for linea in flujo.read_text("utf-8").splitlines() if "uses:" in linea
    ]
    assert usos
    for uso in usos:
        if llamado := LLAMADO.fullmatch(uso):
            assert "workflow_call" in _disparadores(_leer(CARPETA / llamado[1])), uso
        else:
            assert FIJADA.fullmatch(uso), uso


def test_una_misma_accion_lleva_la_misma_version_en_todas_partes() -> None:
    usos = {
        uso.group().removeprefix("uses: ")
        for flujo in FLUJOS
        for uso in FIJADA.finditer(flujo.read_text("utf-8"))
    }
    repositorios = [
        "/".join(uso.split("@")[0].split("/")[:2]) + uso[uso.index("@") :] for uso in usos
    ]
    versiones = {uso.split("@")[0]: uso for uso in repositorios}
    assert set(versiones.values()) == set(repositorios)


@pytest.mark.parametrize("flujo", FLUJOS, ids=lambda f: f.stem)
def test_permisos_minimos_y_dichos(flujo: Path) -> None:
    contenido = _leer(flujo)
    assert contenido["permissions"] == {"contents": "read"}
    escriben = {
        nombre: {permiso for permiso, nivel in trabajo["permissions"].items() if nivel == "write"}
        for nombre, trabajo in contenido["jobs"].items()
        if set(trabajo.get("permissions", {}).values()) - {"read", "none"}
    }
    # Solo desplegar y adjuntar escriben, y esos trabajos no traen ni corren código del repositorio.
    permitidos = {
        "publicar": {"publicar": {"pages", "id-token"}},
        "version": {"adjuntar": {"contents", "actions"}},
    }
    assert escriben == permitidos.get(flujo.stem, {})
    for nombre in escriben:
        for paso in contenido["jobs"][nombre]["steps"]:
            assert paso.get("run", "gh ").startswith("gh "), paso
            assert "checkout" not in paso.get("uses", ""), paso


@pytest.mark.parametrize("flujo", FLUJOS, ids=lambda f: f.stem)
def test_cada_trabajo_dice_cuanto_puede_durar(flujo: Path) -> None:
    for nombre, trabajo in _leer(flujo)["jobs"].items():
        if "uses" not in trabajo:  # el que llama a otro flujo no admite tiempo propio
            assert 0 < trabajo["timeout-minutes"] <= 120, nombre


@pytest.mark.parametrize("flujo", FLUJOS, ids=lambda f: f.stem)
def test_dos_corridas_del_mismo_flujo_no_se_pisan(flujo: Path) -> None:
    assert _leer(flujo)["concurrency"]["group"]


@pytest.mark.parametrize("flujo", FLUJOS, ids=lambda f: f.stem)
def test_el_clon_no_guarda_la_llave(flujo: Path) -> None:
    for paso in _pasos(flujo):
        if paso.get("uses", "").startswith("actions/checkout@"):
            assert paso["with"]["persist-credentials"] is False


@pytest.mark.parametrize("flujo", FLUJOS, ids=lambda f: f.stem)
def test_ningun_guion_mete_una_expresion_en_la_consola(flujo: Path) -> None:
    # Lo que decide otro (una rama, un título) se ejecutaría: va por `env`.
    for paso in _pasos(flujo):
        assert "${{" not in paso.get("run", ""), paso["run"]


@pytest.mark.parametrize("flujo", FLUJOS, ids=lambda f: f.stem)
def test_todo_lo_que_el_flujo_llama_existe(flujo: Path) -> None:
    objetivos = set(re.findall(r"^([\w-]+):", (RAIZ / "Makefile").read_text("utf-8"), re.MULTILINE))
    for paso in _pasos(flujo):
        orden = paso.get("run", "")
        for objetivo in re.findall(r"\bmake ([a-z][\w-]*)", orden):
            assert objetivo in objetivos or "apt-get" in orden, objetivo
        for guion in re.findall(r"\btests/\S+\.(?:py|sh)", orden):
            assert (RAIZ / guion).is_file(), guion


def test_no_se_publica_sin_pruebas_ni_con_datos_danados() -> None:
    trabajos = _leer(CARPETA / "publicar.yml")["jobs"]
    assert trabajos["pruebas"]["uses"].endswith("/pruebas.yml")
    assert trabajos["construir"]["needs"] == "pruebas"
    assert trabajos["publicar"]["needs"] == "construir"
    ordenes = [paso["run"] for paso in trabajos["construir"]["steps"] if "run" in paso]
    # «make publicar» verifica los datos, construye y revisa: lo que se sube salió de ahí.
    assert ordenes.index("make descargas") < ordenes.index("make publicar")
    assert ordenes.index("make publicado") < ordenes.index("make publicar")
    assert "make sitio" not in ordenes
    assert "kit publicar --revisar" in (RAIZ / "Makefile").read_text("utf-8")
    # Un trabajo que sigue aunque falle otro publicaría lo que no pasó.
    texto = (CARPETA / "publicar.yml").read_text("utf-8")
    assert "continue-on-error" not in texto
    assert "always()" not in texto


def test_las_copias_se_adjuntan_solo_si_pasan_las_pruebas() -> None:
    trabajos = _leer(CARPETA / "version.yml")["jobs"]
    assert trabajos["pruebas"]["uses"].endswith("/pruebas.yml")
    assert trabajos["empaquetar"]["needs"] == "pruebas"
    assert trabajos["adjuntar"]["needs"] == "empaquetar"
    ordenes = [paso.get("run", "") for paso in trabajos["empaquetar"]["steps"]]
    pasos = [o.split(" DIRECCION")[0] for o in ordenes if o]
    assert pasos == ["make verificar", "make sitio", "make paquetes"]


def test_windows_y_cada_python_que_se_admite() -> None:
    matriz = _leer(CARPETA / "pruebas.yml")["jobs"]["ordenes"]["strategy"]["matrix"]
    assert matriz["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert any(sistema.startswith("windows") for sistema in matriz["sistema"])


def test_actionlint() -> None:
    actionlint = shutil.which("actionlint", path=str(Path(sys.executable).parent))
    assert actionlint, "falta actionlint: reinstale con «make revisar»"
    hecho = subprocess.run(
        [actionlint, *map(str, FLUJOS)], capture_output=True, text=True, check=False
    )
    assert hecho.returncode == 0, hecho.stdout


def _leer(flujo: Path) -> dict[Any, Any]:
    return dict(yaml.safe_load(flujo.read_text("utf-8")))


def _disparadores(contenido: dict[Any, Any]) -> set[str]:
    return set(contenido[True])  # «on» es verdadero en YAML 1.1


def _pasos(flujo: Path) -> Iterator[dict[str, Any]]:
    for trabajo in _leer(flujo)["jobs"].values():
        yield from trabajo.get("steps", [])
