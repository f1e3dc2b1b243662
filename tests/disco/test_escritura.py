"""Escribir varios archivos: quedan todos o ninguno, sin restos, también con el disco lleno."""

from __future__ import annotations

import resource
import subprocess
import sys
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generador.disco import escritura
from generador.disco.escritura import escribir_juntos
from generador.rutas import RAIZ

ANTES = {"tabla.csv": b"tabla de antes", "tabla.csv.json": b"registro de antes"}


def carpeta_con(carpeta: Path, archivos: dict[str, bytes]) -> Path:
    for nombre, contenido in archivos.items():
        (carpeta / nombre).write_bytes(contenido)
    return carpeta


def contenido(carpeta: Path) -> dict[str, bytes]:
    return {r.name: r.read_bytes() for r in carpeta.iterdir()}


def nuevos(carpeta: Path, grande: int = 1) -> dict[Path, bytes]:
    return {carpeta / "tabla.csv": b"n", carpeta / "tabla.csv.json": b"r" * grande}


def test_escribe_los_dos_y_crea_la_carpeta(tmp_path: Path) -> None:
    carpeta = tmp_path / "a" / "b"
    escribir_juntos(nuevos(carpeta))
    assert contenido(carpeta) == {"tabla.csv": b"n", "tabla.csv.json": b"r"}


@pytest.mark.parametrize("habia", [ANTES, {}, {"tabla.csv": b"sola"}])
@pytest.mark.parametrize("error", [OSError("se cayó la red"), KeyboardInterrupt()])
@pytest.mark.parametrize("cual", ["tabla.csv", "tabla.csv.json"])
def test_si_un_renombrado_falla_se_deshace_el_otro(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    habia: dict[str, bytes],
    error: BaseException,
    cual: str,
) -> None:
    carpeta_con(tmp_path, habia)
    reemplazar = Path.replace

    def falla(origen: Path, destino: Path) -> Path:
        if destino.name == cual and origen.read_bytes() in (b"n", b"r"):
            raise error
        return reemplazar(origen, destino)

    monkeypatch.setattr(Path, "replace", falla)
    with pytest.raises(type(error)):
        escribir_juntos(nuevos(tmp_path))
    assert contenido(tmp_path) == habia


def test_sin_enlaces_duros_el_respaldo_es_una_copia(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carpeta_con(tmp_path, ANTES)

    def no_se_puede(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", no_se_puede)
    test_si_un_renombrado_falla_se_deshace_el_otro(
        tmp_path, monkeypatch, ANTES, OSError("se cayó la red"), "tabla.csv.json"
    )


@pytest.mark.parametrize("nueva", [True, False])
def test_disco_lleno(tmp_path: Path, nueva: bool) -> None:
    """El límite de tamaño de archivo falla donde falla un disco lleno: al escribir los octetos."""
    carpeta = tmp_path / "aparte" if nueva else carpeta_con(tmp_path, ANTES)
    codigo = (
        "import resource, sys; from pathlib import Path\n"
        "from generador.disco.archivo_propio import guardar\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "a = Path(sys.argv[1])\n"
        "guardar({a / 'tabla.csv': b'n', a / 'tabla.csv.json': b'r' * 5000})"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000
    hecho = subprocess.run(
        [sys.executable, "-c", codigo, str(carpeta)],
        cwd=RAIZ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert hecho.returncode == 1
    assert "ErrorDeDatos" in hecho.stderr
    assert "lo que había quedó como estaba" in hecho.stderr
    assert contenido(tmp_path) == ({} if nueva else ANTES)


def interrumpida_en(paso: int, carpeta: Path) -> bool:
    """Escribe los dos con un Ctrl-C al llegar a ese renglón, contando los corridos."""
    corridos = count()

    def mirar(marco: FrameType, evento: str, _: Any) -> Any:
        if marco.f_code.co_filename != escritura.__file__:
            return None
        if evento == "line" and next(corridos) == paso:
            raise KeyboardInterrupt
        return mirar

    de_antes = sys.gettrace()
    sys.settrace(mirar)
    try:
        escribir_juntos(nuevos(carpeta))
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(de_antes)
    return False


@pytest.mark.parametrize("habia", [False, True])
def test_interrumpida_en_cualquier_renglon(tmp_path: Path, habia: bool) -> None:
    """Quedan los de antes o los nuevos, todos, y ningún temporal ni respaldo."""
    antes = ANTES if habia else {}
    despues = {ruta.name: dato for ruta, dato in nuevos(tmp_path).items()}
    malos = {}
    for paso in count():
        propia = tmp_path / str(paso)
        propia.mkdir()
        interrumpida = interrumpida_en(paso, carpeta_con(propia, antes))
        if contenido(propia) not in (antes, despues):
            malos[paso] = sorted(contenido(propia))
        if not interrumpida:
            break
    assert paso > 20
    assert malos == {}
