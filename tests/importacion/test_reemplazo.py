"""Cambiar la carpeta entera: todo o nada, también si falla a mitad o muere entre los dos pasos."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.errores import ErrorDelKit
from generador.importacion import reemplazo

DESCRIPTOR = b'{"name": "kit-pobreza", "resources": []}'
VIEJO = {"a.csv": b"viejo\n", "b.csv": b"se retira\n", "datapackage.json": DESCRIPTOR}
NUEVO = {"a.csv": b"nuevo\n", "c.csv": b"entra\n", "datapackage.json": DESCRIPTOR}


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
    descriptor = '{"name": "kit-pobreza", "resources": [{"path": "b.csv"}]}'
    (destino / "datapackage.json").write_text(descriptor, "utf-8")
    reemplazo.exigir_sin_ajenos(destino, NUEVO)


@pytest.mark.parametrize("descriptor", ["no es JSON", '{"name": "kit', "[]", ""])
def test_un_descriptor_ilegible_dice_como_salir(destino: Path, descriptor: str) -> None:
    """Ni se borra lo que quizá no es del kit, ni se aconseja lo mismo que acaba de fallar."""
    (destino / "datapackage.json").write_text(descriptor, "utf-8")
    with pytest.raises(ErrorDelKit, match=r"no se deja leer[\s\S]*con git, o mueva la carpeta"):
        reemplazo.exigir_sin_ajenos(destino, VIEJO)
    destino.rename(destino.with_name("aparte"))
    reemplazo.exigir_sin_ajenos(destino, VIEJO)


@pytest.mark.parametrize("descriptor", [None, '{"name": "otro", "resources": []}'])
def test_sin_el_descriptor_del_kit_todo_es_ajeno(destino: Path, descriptor: str | None) -> None:
    (destino / "datapackage.json").unlink()
    if descriptor is not None:
        (destino / "datapackage.json").write_text(descriptor, "utf-8")
    with pytest.raises(ErrorDelKit, match=r"a\.csv"):
        reemplazo.exigir_sin_ajenos(destino, VIEJO)


def test_lo_oculto_tambien_cuenta(destino: Path) -> None:
    (destino / ".notas").write_text("mías", encoding="utf-8")
    with pytest.raises(ErrorDelKit, match=r"\.notas"):
        reemplazo.exigir_sin_ajenos(destino, VIEJO)


def test_la_carpeta_que_contiene_lo_que_se_lee_no_se_reemplaza(destino: Path) -> None:
    (destino / "oficiales").mkdir()
    with pytest.raises(ErrorDelKit, match="contiene la entrada"):
        reemplazo.exigir_sin_ajenos(destino, VIEJO, [destino / "oficiales"])


def test_una_carpeta_ajena_con_el_nombre_de_la_de_trabajo_no_se_borra(destino: Path) -> None:
    ajena = destino.parent / ".tmp" / "datos.anterior"
    ajena.mkdir()
    (ajena / "mio.txt").write_text("mío", encoding="utf-8")
    with pytest.raises(ErrorDelKit, match="no la hizo el kit"):
        reemplazo.reemplazar(destino, NUEVO)
    assert contenido(destino) == VIEJO
    assert (ajena / "mio.txt").read_text("utf-8") == "mío"
