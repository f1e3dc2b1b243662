"""`kit construir` no borra nada que no haya hecho: ni en la salida, ni donde trabaja."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generador.disco import carpeta_propia
from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.paginas import construir as modulo
from generador.rutas import RAIZ

Armar = Callable[[Path, tuple[str, ...], str | None], None]


def arma_bien(provisional: Path, _: tuple[str, ...], __: str | None) -> None:
    (provisional / "index.html").write_text("nuevo", encoding="utf-8")
    (provisional / "datos").mkdir()


@pytest.fixture
def armar(monkeypatch: pytest.MonkeyPatch) -> Callable[[Armar], None]:
    """Pone otra cosa en lugar de MkDocs."""
    return lambda hace: monkeypatch.setattr(
        modulo, "armar", lambda arbol, territorios, url, *_: hace(arbol.carpeta, territorios, url)
    )


@pytest.fixture
def salida(tmp_path: Path, armar: Callable[[Armar], None]) -> Path:
    armar(arma_bien)
    return tmp_path / "publico"


def todo(carpeta: Path) -> dict[str, bytes]:
    return {
        r.relative_to(carpeta).as_posix(): r.read_bytes() for r in carpeta.rglob("*") if r.is_file()
    }


def test_estrena_y_luego_reemplaza_la_suya(salida: Path) -> None:
    modulo.construir(salida=salida)
    assert set(todo(salida)) == {"index.html", carpeta_propia.MARCA}
    (salida / "vieja.html").write_text("de antes", encoding="utf-8")
    modulo.construir(salida=salida)
    assert set(todo(salida)) == {"index.html", carpeta_propia.MARCA}
    assert [r.name for r in salida.parent.iterdir()] == ["publico"]


def test_una_carpeta_vacia_sirve(salida: Path) -> None:
    salida.mkdir()
    modulo.construir(salida=salida)
    assert (salida / "index.html").is_file()


@pytest.mark.parametrize(
    ("que", "motivo"),
    [
        ("archivos", "no lleva la marca"),
        ("marca de otro", "no lleva la marca"),
        ("repositorio", "repositorio de git"),
        ("enlace", "es un enlace"),
        ("archivo", "no es una carpeta"),
        ("actual", "contiene la carpeta actual"),
        ("padre de la actual", "contiene la carpeta actual"),
        ("casa", "contiene la carpeta del usuario"),
    ],
)
def test_lo_ajeno_no_se_toca(
    salida: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, que: str, motivo: str
) -> None:
    aparte = tmp_path / "aparte"
    aparte.mkdir()
    (aparte / "mio.txt").write_text("mío", encoding="utf-8")
    if que == "enlace":
        carpeta_propia.marcar(aparte)
        salida.symlink_to(aparte)
    elif que == "archivo":
        salida.write_text("mío", encoding="utf-8")
    else:
        salida.mkdir()
        (salida / "mio.txt").write_text("mío", encoding="utf-8")
        if que == "marca de otro":
            (salida / carpeta_propia.MARCA).write_text("{}", encoding="utf-8")
        elif que != "archivos":
            carpeta_propia.marcar(salida)
        if que == "repositorio":
            (salida / ".git").mkdir()
        elif que == "casa":
            monkeypatch.setattr(Path, "home", lambda: salida)
        elif "actual" in que:
            adentro = salida / "adentro" if que.startswith("padre") else salida
            adentro.mkdir(exist_ok=True)
            monkeypatch.chdir(adentro)
    antes = todo(tmp_path)
    with pytest.raises(ErrorDeDatos, match=motivo):
        modulo.construir(salida=Path() if que == "actual" else salida)
    assert todo(tmp_path) == antes


@pytest.mark.parametrize("carpeta", [Path("/"), RAIZ, RAIZ.parent, RAIZ / "datos", RAIZ / "docs"])
def test_ni_la_raiz_ni_el_kit_ni_lo_que_se_lee(carpeta: Path, salida: Path) -> None:
    del salida
    with pytest.raises(ErrorDeDatos, match="contiene"):
        modulo.construir(salida=carpeta)


@pytest.mark.parametrize("auxiliar", [".publico.nuevo", ".publico.viejo"])
def test_las_carpetas_de_trabajo_tampoco_pisan(salida: Path, auxiliar: str) -> None:
    modulo.construir(salida=salida)
    ajena = salida.parent / auxiliar
    ajena.mkdir()
    (ajena / "mio.txt").write_text("mío", encoding="utf-8")
    antes = todo(salida.parent)
    with pytest.raises(ErrorDeDatos, match="no lleva la marca"):
        modulo.construir(salida=salida)
    assert todo(salida.parent) == antes


@pytest.mark.parametrize(
    ("error", "sale"),
    [
        (KeyboardInterrupt(), KeyboardInterrupt),
        (OSError(28, "No space left on device"), ErrorDelKit),
        (ErrorDelKit("MkDocs avisó"), ErrorDelKit),
    ],
)
def test_si_algo_falla_queda_lo_de_antes_y_nada_mas(
    salida: Path,
    armar: Callable[[Armar], None],
    error: BaseException,
    sale: type[BaseException],
) -> None:
    modulo.construir(salida=salida)
    antes = todo(salida.parent)

    def falla(provisional: Path, codigos: tuple[str, ...], url: str | None) -> None:
        arma_bien(provisional, codigos, url)
        raise error

    armar(falla)
    with pytest.raises(sale):
        modulo.construir(salida=salida)
    assert todo(salida.parent) == antes


def test_si_el_cambio_falla_vuelve_lo_de_antes(
    salida: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modulo.construir(salida=salida)
    (salida / "index.html").write_text("de antes", encoding="utf-8")
    antes = todo(salida.parent)
    renombrar = Path.rename

    def falla_el_segundo(origen: Path, destino: Path) -> Path:
        if origen.name == ".publico.nuevo":
            raise OSError(5, "Input/output error")
        return renombrar(origen, destino)

    monkeypatch.setattr(Path, "rename", falla_el_segundo)
    with pytest.raises(ErrorDeDatos, match="quedó como estaba"):
        modulo.construir(salida=salida)
    assert todo(salida.parent) == antes


def test_lo_que_dejo_una_construccion_que_murio_se_recoge(salida: Path) -> None:
    """Murió entre los dos cambios: la de antes vuelve, y la de trabajo se quita."""
    modulo.construir(salida=salida)
    salida.rename(salida.with_name(".publico.viejo"))
    provisional = salida.with_name(".publico.nuevo")
    provisional.mkdir()
    carpeta_propia.marcar(provisional)
    (provisional / "a medias.html").write_text("", encoding="utf-8")
    modulo.construir(salida=salida)
    assert [r.name for r in salida.parent.iterdir()] == ["publico"]
    assert set(todo(salida)) == {"index.html", carpeta_propia.MARCA}


def test_lo_que_aparece_durante_la_construccion_no_se_borra(
    salida: Path, armar: Callable[[Armar], None]
) -> None:
    def aparece(provisional: Path, codigos: tuple[str, ...], url: str | None) -> None:
        arma_bien(provisional, codigos, url)
        salida.mkdir()
        (salida / "mio.txt").write_text("mío", encoding="utf-8")

    armar(aparece)
    with pytest.raises(ErrorDeDatos, match="no lleva la marca"):
        modulo.construir(salida=salida)
    assert todo(salida.parent) == {"publico/mio.txt": "mío".encode()}
