"""Qué cambió frente a lo versionado: celdas, filas, columnas y archivos, contra git de verdad."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generador.importacion import cambios_en_datos
from generador.importacion.cambios_en_datos import CambioEnDatos, SinGit, comparar, frente_a
from tests.importacion.falsas import CSV_UNO, Taller


def git(carpeta: Path, *argumentos: str) -> None:
    quien = ["-c", "user.name=Prueba", "-c", "user.email=prueba@ejemplo.org"]
    subprocess.run(
        ["git", "-C", str(carpeta), *quien, *argumentos], check=True, capture_output=True
    )


@pytest.fixture
def versionado(hecho: Taller) -> Path:
    git(hecho.datos.parent, "init")
    git(hecho.datos.parent, "add", "datos")
    git(hecho.datos.parent, "commit", "-m", "Datos")
    return hecho.datos


def test_sin_cambios(versionado: Path) -> None:
    assert frente_a(versionado) == []


def test_celdas_filas_y_archivos(versionado: Path) -> None:
    tabla = versionado / "uno.csv"
    texto = tabla.read_text("utf-8").replace("90.6", "91").replace("27025,rural", "27027,rural")
    tabla.write_text(texto.replace("12.8", ""), encoding="utf-8", newline="")
    (versionado / "municipios.topojson").unlink()
    (versionado / "nueva.csv").write_text("x\n", encoding="utf-8")
    geometria, nueva, uno = frente_a(versionado)
    assert geometria == CambioEnDatos("municipios.topojson", "retirado")
    assert nueva == CambioEnDatos("nueva.csv", "nuevo")
    assert uno.celdas == {"uno_ipm": 2}
    assert uno.ejemplos["uno_ipm"] == [
        "05001 total 2018: 12.8 → (vacía)",
        "27025 total 2018: 90.6 → 91",
    ]
    assert (uno.filas_nuevas, uno.filas_perdidas) == (["27027 rural 2018"], ["27025 rural 2018"])


def test_contra_otra_revision(versionado: Path) -> None:
    tabla = versionado / "uno.csv"
    tabla.write_text(CSV_UNO.replace("90.6", "91"), encoding="utf-8", newline="")
    git(versionado, "commit", "-am", "Corrige")
    assert frente_a(versionado) == []
    assert [c.celdas for c in frente_a(versionado, "HEAD~1")] == [{"uno_ipm": 1}]


def test_columnas_que_entran_y_salen() -> None:
    nuevo = CSV_UNO.replace("uno_grupo", "uno_otro")
    cambio = comparar("uno.csv", CSV_UNO.encode(), nuevo.encode())
    assert (cambio.columnas_nuevas, cambio.columnas_perdidas) == (["uno_otro"], ["uno_grupo"])
    assert cambio.celdas == {}
    assert [rotulo for rotulo, _ in cambio.resumen()] == ["columnas nuevas", "columnas perdidas"]


def test_los_saltos_de_windows_no_son_cambio() -> None:
    con_crlf = CSV_UNO.replace("\n", "\r\n").encode()
    assert comparar("uno.csv", con_crlf, CSV_UNO.encode()) == CambioEnDatos("uno.csv")


def test_los_ejemplos_no_llenan_la_pantalla() -> None:
    filas = [f"{codigo:05d},total,2018,1\n" for codigo in range(50)]
    titulos = "territorio,dominio,periodo,x\n"
    viejo, nuevo = titulos + "".join(filas), titulos + "".join(f[:-2] + "2\n" for f in filas)
    cambio = comparar("x.csv", viejo.encode(), nuevo.encode())
    assert cambio.celdas == {"x": 50}
    assert len(cambio.ejemplos["x"]) == cambios_en_datos.EJEMPLOS


def test_sin_git_lo_dice(versionado: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SinGit, match="no se encontró git"):
        frente_a(versionado)


def test_carpeta_sin_versionar_lo_dice(hecho: Taller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(hecho.datos.parent.parent))
    with pytest.raises(SinGit, match="git no puede comparar"):
        frente_a(hecho.datos)


def test_revision_desconocida_lo_dice(versionado: Path) -> None:
    with pytest.raises(SinGit, match="no_existe"):
        frente_a(versionado, "no_existe")
