"""La orden: qué se vuelve a escribir, qué pasa si algo falla y cómo entra al sitio."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generador.descargas import del_pais, hacer, libro_de_excel
from generador.descargas.hacer import hacer as correr
from generador.disco.arbol import Arbol
from generador.errores import ErrorDeDatos
from generador.paginas import llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import llevadas
from generador.paginas.publicacion.llevadas import DICCIONARIO, PARQUET, SOBRAN

CODIGOS = ("88564",)
HECHOS = {"00", "88", "88564"}


@pytest.fixture(scope="module", autouse=True)
def pocas(acervo: DatosDelSitio, parquet: Path) -> Iterator[None]:
    """Del país, solo el diccionario y el Parquet ya hecho: lo demás se prueba aparte."""

    def escribir(acervo: DatosDelSitio, arbol: Arbol) -> Iterator[str]:
        arbol.escribir(DICCIONARIO, del_pais.EN_BYTES[DICCIONARIO](acervo))
        yield DICCIONARIO
        arbol.escribir(PARQUET, parquet.read_bytes())
        yield PARQUET

    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(del_pais, "escribir", escribir)
        parche.setattr(hacer, "reunir", lambda: acervo)
        yield


def _foto(carpeta: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        r.relative_to(carpeta).as_posix(): (r.stat().st_ino, r.stat().st_mtime_ns, r.read_bytes())
        for r in carpeta.rglob("*")
        if r.is_file()
    }


@pytest.fixture(scope="module")
def recien_hecha(pocas: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("hecha") / "d"
    correr(carpeta, territorios=CODIGOS)
    return carpeta


@pytest.fixture
def hecha(recien_hecha: Path, tmp_path: Path) -> Path:
    """Una copia, para dañarla."""
    return Path(shutil.copytree(recien_hecha, tmp_path / "d"))


def test_deja_los_libros_y_su_registro(hecha: Path) -> None:
    leidas = llevadas.leer(hecha)
    assert set(leidas.libros) == HECHOS
    assert {r.name for r in (hecha / "territorio").iterdir()} == HECHOS
    assert leidas.danados() == []
    assert {DICCIONARIO, PARQUET, "datos/datapackage.json", "datos/lugares.gpkg"} <= set(
        leidas.por_ruta
    )
    for ruta, archivo in leidas.por_ruta.items():
        if ruta in leidas.rutas(()):
            assert archivo.bytes == (hecha / ruta).stat().st_size


def test_otra_vez_no_reescribe_nada(hecha: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    antes = _foto(hecha)
    monkeypatch.setattr(libro_de_excel, "en_bytes", lambda _: pytest.fail("se volvió a hacer"))
    assert correr(hecha, territorios=CODIGOS).escritos == 0
    assert _foto(hecha) == antes


def test_con_otro_codigo_lo_que_sale_igual_es_el_mismo_archivo(
    hecha: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    antes = _foto(hecha)
    monkeypatch.setattr(llave, "de", lambda _: "otra")
    monkeypatch.setattr(libro_de_excel, "en_bytes", lambda _: pytest.fail("se volvió a hacer"))
    assert correr(hecha, territorios=CODIGOS).escritos == 0
    ahora = _foto(hecha)
    # El registro dice con qué se hizo, y la marca es de la carpeta.
    for ruta in antes.keys() - {llevadas.REGISTRO, ".kit-pobreza"}:
        assert ahora[ruta] == antes[ruta], ruta


def test_un_libro_danado_se_rehace(hecha: Path) -> None:
    ruta = hecha / "territorio/88564/datos.xlsx"
    bueno = ruta.read_bytes()
    ruta.unlink()
    ruta.write_bytes(b"cortado")
    assert correr(hecha, territorios=CODIGOS).escritos == 1
    assert ruta.read_bytes() == bueno


@pytest.mark.parametrize("numero", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_si_el_disco_no_deja_escribir_queda_lo_de_antes(
    hecha: Path, monkeypatch: pytest.MonkeyPatch, numero: int
) -> None:
    antes = _foto(hecha)
    monkeypatch.setattr(llave, "de", lambda _: "otra")

    def lleno(*_: object) -> None:
        raise OSError(numero, os.strerror(numero))

    monkeypatch.setattr(Arbol, "escribir", lleno)
    with pytest.raises(ErrorDeDatos, match="no se pudo escribir"):
        correr(hecha, territorios=CODIGOS)
    assert _foto(hecha) == antes
    assert [r.name for r in hecha.parent.iterdir()] == ["d"]


def test_si_se_interrumpe_no_queda_nada_a_medias(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cortar(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(libro_de_excel, "en_bytes", cortar)
    with pytest.raises(KeyboardInterrupt):
        correr(tmp_path / "d", territorios=CODIGOS)
    assert list(tmp_path.iterdir()) == []


def test_no_pisa_lo_ajeno(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/tesis.doc").write_text("mía")
    with pytest.raises(ErrorDeDatos, match="no se reemplaza"):
        correr(tmp_path / "d", territorios=CODIGOS)
    assert (tmp_path / "d/tesis.doc").read_text() == "mía"


def test_sin_otra_version_donde_se_dijo(tmp_path: Path) -> None:
    (tmp_path / "vacia").mkdir()
    with pytest.raises(ErrorDeDatos, match="ahí no está la tabla larga"):
        correr(tmp_path / "d", tmp_path / "vacia", territorios=CODIGOS)


def test_entran_al_sitio_solo_las_de_estos_datos(hecha: Path, acervo: DatosDelSitio) -> None:
    leidas = llevadas.leer(hecha)
    leidas.exigir_de(acervo, HECHOS)
    with pytest.raises(ErrorDeDatos, match="no traen el libro de 27025"):
        leidas.exigir_de(acervo, ("27025",))
    publico = Arbol(hecha.parent / "publico")
    for sobra in SOBRAN:
        publico.escribir(sobra, b"del sitio")
    leidas.poner(publico, ("88564",))
    puestos = {r.relative_to(publico.carpeta).as_posix() for r in publico.carpeta.rglob("*.*")}
    assert {r.name for r in (publico.carpeta / "territorio").iterdir()} == {"88564"}
    assert (publico.carpeta / "datos/datapackage.json").read_bytes() != b"del sitio"
    assert puestos.isdisjoint(set(SOBRAN) - {"datos/datapackage.json"})
    (hecha / DICCIONARIO).write_bytes(b"otro")
    with pytest.raises(ErrorDeDatos, match="falta o no mide"):
        leidas.exigir_de(acervo, HECHOS)


def test_de_otros_datos_no_entran(
    hecha: Path, acervo: DatosDelSitio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llave, "de", lambda _: "otra")
    with pytest.raises(ErrorDeDatos, match="otros datos"):
        llevadas.leer(hecha).exigir_de(acervo, HECHOS)


@pytest.mark.parametrize("dano", [b"", b"{", b"[]", b'{"esquema": "0"}', b'{"esquema": "1"}'])
def test_un_registro_danado_lo_dice(hecha: Path, dano: bytes) -> None:
    (hecha / llevadas.REGISTRO).write_bytes(dano)
    with pytest.raises(ErrorDeDatos, match=r"dañado|otra versión"):
        llevadas.leer(hecha)
