"""Dos construcciones a la vez: la segunda lo dice, y si la primera muere, se suelta."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generador.disco import carpeta_propia
from generador.disco.cerrojo import cerrojo
from generador.errores import ErrorDelKit
from generador.paginas import construir as modulo
from generador.rutas import RAIZ

TOMA = """
import sys
from pathlib import Path
from generador.disco.cerrojo import cerrojo
with cerrojo(Path(sys.argv[1]), "ocupado"):
    print("tomado", flush=True)
    sys.stdin.read()
"""


def otro(ruta: Path) -> subprocess.Popen[str]:
    """Un proceso que toma el cerrojo hasta que se cierre su entrada."""
    proceso = subprocess.Popen(
        [sys.executable, "-c", TOMA, str(ruta)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=RAIZ,
    )
    assert proceso.stdout is not None
    assert proceso.stdout.readline() == "tomado\n"
    return proceso


def soltar(proceso: subprocess.Popen[str]) -> None:
    proceso.communicate("")


def test_mientras_otro_lo_tiene_se_dice_quien(tmp_path: Path) -> None:
    ruta = tmp_path / "uno.cerrojo"
    proceso = otro(ruta)
    try:
        dicho = rf"ocupado \(proceso {proceso.pid}\)"
        with pytest.raises(ErrorDelKit, match=dicho) as error, cerrojo(ruta, "ocupado"):
            pytest.fail("los dos lo tomaron")
        assert "Qué hacer" in str(error.value)
    finally:
        soltar(proceso)
    with cerrojo(ruta, "ocupado"):
        assert ruta.is_file()
    assert not ruta.exists()


def test_si_quien_lo_tiene_muere_se_suelta(tmp_path: Path) -> None:
    ruta = tmp_path / "uno.cerrojo"
    proceso = otro(ruta)
    proceso.kill()
    soltar(proceso)
    assert ruta.exists()  # murió sin poder borrarlo, y no importa
    with cerrojo(ruta, "ocupado"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_un_error_adentro_lo_suelta(tmp_path: Path) -> None:
    ruta = tmp_path / "uno.cerrojo"
    with pytest.raises(KeyboardInterrupt), cerrojo(ruta, "ocupado"):
        raise KeyboardInterrupt
    with cerrojo(ruta, "ocupado"):
        pass


def test_un_archivo_ajeno_con_ese_nombre_no_se_toca(tmp_path: Path) -> None:
    ruta = tmp_path / "uno.cerrojo"
    ruta.write_text("mis notas", encoding="utf-8")
    with pytest.raises(ErrorDelKit, match="no lo hizo el kit"), cerrojo(ruta, "ocupado"):
        pytest.fail("se tomó")
    assert ruta.read_text("utf-8") == "mis notas"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows pide permiso para hacer enlaces")
def test_un_enlace_no_se_sigue(tmp_path: Path) -> None:
    ajeno, ruta = tmp_path / "ajeno.txt", tmp_path / "uno.cerrojo"
    ajeno.write_text("", encoding="utf-8")
    ruta.symlink_to(ajeno)
    with pytest.raises(ErrorDelKit, match="no se pudo"), cerrojo(ruta, "ocupado"):
        pytest.fail("se tomó")
    assert ajeno.read_text("utf-8") == ""


def test_construir_no_entra_donde_otro_construye(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ni toca la carpeta en que el otro está trabajando."""
    monkeypatch.setattr(modulo, "armar", lambda *_: pytest.fail("construyó"))
    salida = tmp_path / "publico"
    trabajo = tmp_path / ".publico.nuevo"
    trabajo.mkdir()
    (trabajo / carpeta_propia.MARCA).write_bytes(carpeta_propia.texto_de_la_marca())
    proceso = otro(tmp_path / ".publico.cerrojo")
    try:
        with pytest.raises(ErrorDelKit, match="otra construcción"):
            modulo.construir(salida=salida)
    finally:
        soltar(proceso)
    assert trabajo.is_dir()
    assert not salida.exists()
