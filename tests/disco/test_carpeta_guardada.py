"""Lo guardado se enlaza tal cual, y lo que alguien tocó no se publica."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generador.disco import carpeta_guardada
from generador.disco.arbol import Arbol
from generador.errores import ErrorDelKit

RUTAS = ("territorio/05001/datos.csv", "datos/catalogo.json")


def _escribir(arbol: Arbol) -> None:
    for ruta in RUTAS:
        arbol.escribir(ruta, ruta.encode())


@pytest.fixture
def guardada(tmp_path: Path) -> carpeta_guardada.Guardada:
    hecha = carpeta_guardada.hacer(tmp_path / "guardado" / "a", _escribir)
    assert hecha is not None
    return hecha


def test_lo_guardado_se_vuelve_a_abrir_y_se_enlaza(
    guardada: carpeta_guardada.Guardada, tmp_path: Path
) -> None:
    abierta = carpeta_guardada.abrir(guardada.carpeta)
    assert abierta == guardada
    assert set(abierta.sellos) == set(RUTAS)
    assert abierta.sirve(RUTAS)
    abierta.enlazar(Arbol(tmp_path / "publico"), RUTAS)
    for ruta in RUTAS:
        publicada = tmp_path / "publico" / ruta
        assert publicada.read_bytes() == ruta.encode()
        assert publicada.samefile(guardada.carpeta / ruta)


def test_un_archivo_cambiado_en_el_sitio_no_se_vuelve_a_publicar(
    guardada: carpeta_guardada.Guardada, tmp_path: Path
) -> None:
    """El enlace es el mismo archivo: quien lo edite en el sitio cambia también lo guardado."""
    guardada.enlazar(Arbol(tmp_path / "publico"), RUTAS)
    tocado = tmp_path / "publico" / RUTAS[0]
    tocado.write_bytes(RUTAS[0].upper().encode())  # mide lo mismo
    os.utime(tocado, ns=(0, 1))
    assert not guardada.sirve(RUTAS)
    assert guardada.sirve(RUTAS[1:])


@pytest.mark.parametrize("dano", [b"", b"{", b"[]", b"7"])
def test_sin_indice_entero_no_hay_nada_guardado(
    guardada: carpeta_guardada.Guardada, dano: bytes
) -> None:
    (guardada.carpeta / carpeta_guardada.INDICE).write_bytes(dano)
    abierta = carpeta_guardada.abrir(guardada.carpeta)
    assert abierta is None or not abierta.sirve(RUTAS)


def test_lo_que_no_se_guardo_no_sirve(guardada: carpeta_guardada.Guardada) -> None:
    assert not guardada.sirve(["territorio/05002/datos.csv"])


def test_si_otra_construccion_los_borro_lo_dice(
    guardada: carpeta_guardada.Guardada, tmp_path: Path
) -> None:
    (guardada.carpeta / RUTAS[0]).unlink()
    with pytest.raises(ErrorDelKit, match="vuelva a correr"):
        guardada.enlazar(Arbol(tmp_path / "publico"), RUTAS)


def test_solo_quedan_dos_versiones(tmp_path: Path) -> None:
    for n, huella in enumerate("abcd"):
        hecha = carpeta_guardada.hacer(tmp_path / huella, _escribir)
        assert hecha is not None
        os.utime(hecha.carpeta, (n, n))
    assert {ruta.name for ruta in tmp_path.iterdir()} == {"c", "d"}


def test_no_se_borra_la_que_otra_construccion_esta_usando(tmp_path: Path) -> None:
    guardado = tmp_path / "guardado"
    for huella in "abc":
        carpeta_guardada.hacer(guardado / huella, _escribir)
    for huella in "abc":
        os.utime(guardado / huella, (1, 1))
    en_uso = carpeta_guardada.abrir(guardado / "a")
    for huella in "de":
        carpeta_guardada.hacer(guardado / huella, _escribir)
    assert {ruta.name for ruta in guardado.iterdir()} == {"a", "d", "e"}
    assert en_uso is not None
    en_uso.enlazar(Arbol(tmp_path / "publico"), RUTAS)


def test_si_no_se_puede_guardar_no_falla(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_bytes(b"")
    assert carpeta_guardada.hacer(tmp_path / "archivo" / "a", _escribir) is None


def test_sin_enlaces_se_copia(
    guardada: carpeta_guardada.Guardada, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rehusar(*_: object) -> None:
        raise OSError("este disco no admite enlaces")

    monkeypatch.setattr(os, "link", rehusar)
    guardada.enlazar(Arbol(tmp_path / "publico"), RUTAS)
    publicada = tmp_path / "publico" / RUTAS[0]
    assert publicada.read_bytes() == RUTAS[0].encode()
    assert not publicada.samefile(guardada.carpeta / RUTAS[0])
