"""Cambiar la carpeta entera: todo o nada, también si falla a mitad o muere entre los dos pasos."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.errores import ErrorDelKit
from generador.paquete import reemplazo

VIEJO = {"a.csv": b"viejo\n", "b.csv": b"se retira\n"}
NUEVO = {"a.csv": b"nuevo\n", "c.csv": b"entra\n"}


@pytest.fixture
def destino(tmp_path: Path) -> Path:
    reemplazo.reemplazar(tmp_path / "datos", VIEJO)
    return tmp_path / "datos"


def contenido(carpeta: Path) -> dict[str, bytes]:
    return {r.name: r.read_bytes() for r in carpeta.iterdir()}


def sobras(destino: Path) -> list[str]:
    return [r.name for r in (destino.parent / ".tmp").iterdir()]


def test_deja_exactamente_lo_nuevo(destino: Path) -> None:
    reemplazo.reemplazar(destino, NUEVO)
    assert contenido(destino) == NUEVO
    assert sobras(destino) == []
    assert destino.stat().st_mode & 0o777 == 0o755


def test_fallo_al_escribir_deja_lo_de_antes(destino: Path) -> None:
    with pytest.raises(TypeError):
        reemplazo.reemplazar(destino, {**NUEVO, "d.csv": "no son bytes"})  # type: ignore[dict-item]
    assert contenido(destino) == VIEJO
    assert sobras(destino) == []


def test_fallo_al_cambiar_devuelve_lo_de_antes(
    destino: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renombrar = Path.rename

    def falla_el_segundo(origen: Path, a: Path) -> Path:
        if a == destino and origen.name != "datos.anterior":
            raise OSError("disco lleno")
        return renombrar(origen, a)

    monkeypatch.setattr(Path, "rename", falla_el_segundo)
    with pytest.raises(OSError, match="disco lleno"):
        reemplazo.reemplazar(destino, NUEVO)
    assert contenido(destino) == VIEJO
    assert sobras(destino) == []


def test_recupera_si_murio_entre_los_dos_pasos(destino: Path) -> None:
    destino.rename(destino.parent / ".tmp" / "datos.anterior")
    reemplazo.recuperar(destino)
    assert contenido(destino) == VIEJO


def test_recuperar_no_toca_lo_que_esta_bien(destino: Path) -> None:
    (destino.parent / ".tmp" / "datos.anterior").mkdir()
    reemplazo.recuperar(destino)
    assert contenido(destino) == VIEJO


def test_archivo_ajeno_no_se_borra_en_silencio(destino: Path) -> None:
    reemplazo.exigir_sin_ajenos(destino, VIEJO)
    (destino / "notas.txt").write_text("mías", encoding="utf-8")
    with pytest.raises(ErrorDelKit, match=r"notas\.txt[\s\S]*muévalos"):
        reemplazo.exigir_sin_ajenos(destino, VIEJO)


def test_lo_que_describe_el_paquete_anterior_no_es_ajeno(destino: Path) -> None:
    with pytest.raises(ErrorDelKit, match=r"b\.csv"):
        reemplazo.exigir_sin_ajenos(destino, NUEVO)
    (destino / "datapackage.json").write_text('{"resources": [{"path": "b.csv"}]}', "utf-8")
    reemplazo.exigir_sin_ajenos(destino, NUEVO)
