"""La clave y la bitácora en el disco: privadas, enteras y de un proceso a la vez."""

from __future__ import annotations

import json
import multiprocessing
import stat
from pathlib import Path

import pytest

from generador.metodos.publicable.bitacora import Renglon
from generador.resguardo import bitacora, clave, privado
from generador.resguardo.anterior import comprobar_salida_anterior
from generador.resguardo.errores import ErrorDeResguardo


@pytest.fixture(autouse=True)
def casa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """La carpeta de configuración, dentro de la de la prueba."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "kit-pobreza"


def renglon(suma: int, hogares: int, huella: str) -> Renglon:
    return {
        "huella": huella,
        "suma": f"{suma:016x}",
        "hogares": hogares,
        "redondeo": 3,
        "fecha": "2024-05-01",
        "corte": "c",
    }


def permisos(ruta: Path) -> int:
    return stat.S_IMODE(ruta.stat().st_mode)


def test_la_clave_se_crea_una_vez_privada_y_para_siempre(casa: Path) -> None:
    nueva = clave.obtener()
    assert nueva.nueva
    assert nueva.ruta == casa / "clave_de_publicacion.txt"
    assert permisos(nueva.ruta) == 0o600
    assert permisos(casa) == 0o700
    assert nueva.ruta.read_text("utf-8").strip() == nueva.octetos.hex()
    otra_vez = clave.obtener()
    assert otra_vez.octetos == nueva.octetos
    assert not otra_vez.nueva
    assert [r.name for r in casa.iterdir()] == ["clave_de_publicacion.txt"]


def test_la_clave_no_sale_al_mostrarla() -> None:
    nueva = clave.obtener()
    for texto in (repr(nueva), str(nueva), f"{nueva}"):
        assert nueva.octetos.hex() not in texto
        assert repr(nueva.octetos) not in texto
        assert nueva.huella in texto


def test_la_base_de_practica_usa_la_conocida_y_no_deja_nada(casa: Path) -> None:
    de_practica = clave.obtener(base_de_practica=True)
    assert de_practica.practica
    assert de_practica.huella == "809a3cc7"
    with bitacora.publicando(de_practica, [renglon(1, 20, "809a3cc7")]):
        pass
    assert not casa.exists()


def test_una_clave_indicada_tiene_que_existir_y_servir(tmp_path: Path) -> None:
    ruta = tmp_path / "otra.txt"
    with pytest.raises(ErrorDeResguardo, match="no está el archivo de la clave"):
        clave.obtener(ruta)
    ruta.write_text("no es una clave", encoding="utf-8")
    with pytest.raises(ErrorDeResguardo, match=r"otra\.txt.*no trae una clave"):
        clave.obtener(ruta)
    assert ruta.read_text("utf-8") == "no es una clave"
    ruta.write_text("ab" * 16, encoding="utf-8")
    assert clave.obtener(ruta).octetos == bytes.fromhex("ab" * 16)


def test_la_clave_de_practica_en_el_archivo_no_publica_una_base_de_verdad(tmp_path: Path) -> None:
    ruta = tmp_path / "clave.txt"
    ruta.write_text(bytes(range(16)).hex(), encoding="utf-8")
    with pytest.raises(ErrorDeResguardo, match="no protege a nadie"):
        clave.obtener(ruta)


def test_si_falta_la_clave_de_lo_publicado_no_se_crea_otra() -> None:
    primera = clave.obtener()
    with bitacora.publicando(primera, [renglon(1, 20, primera.huella)]):
        pass
    assert primera.ruta is not None
    primera.ruta.unlink()
    with pytest.raises(ErrorDeResguardo, match="no está la clave con que se publicó"):
        clave.obtener()
    assert not primera.ruta.exists()


def test_dos_procesos_que_la_crean_a_la_vez_quedan_con_la_misma(casa: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as procesos:
        octetos = procesos.map(_crear, range(8))
    assert len(set(octetos)) == 1
    assert [r.name for r in casa.iterdir()] == ["clave_de_publicacion.txt"]


def _crear(_: int) -> bytes:
    return clave.obtener().octetos


def test_se_anota_lo_que_quedo_escrito_y_solo_eso(casa: Path) -> None:
    propia = clave.obtener()
    archivo = casa / "bitacora_de_publicacion.txt"
    uno, dos = renglon(1, 20, propia.huella), renglon(2, 40, propia.huella)
    with bitacora.publicando(propia, [uno]):
        assert not archivo.exists()
    assert bitacora.leer(archivo) == [uno]
    assert permisos(archivo) == 0o600
    antes = archivo.read_bytes()
    with pytest.raises(OSError, match="disco lleno"), bitacora.publicando(propia, [dos]):
        raise OSError("disco lleno")
    assert archivo.read_bytes() == antes
    with bitacora.publicando(propia, [uno, dos]):
        pass
    assert bitacora.leer(archivo) == [uno, dos]
    assert not [r for r in casa.iterdir() if r.name.startswith(".")]


def test_la_tercera_resta_no_llega_a_escribirse(tmp_path: Path) -> None:
    propia = clave.obtener()
    aparte = tmp_path / "aparte" / "bitacora.txt"
    for base in (100, 1_000):
        pareja = [
            renglon(base, 20 + base, propia.huella),
            renglon(base + 7, 21 + base, propia.huella),
        ]
        with bitacora.publicando(propia, pareja, aparte):
            pass
    tercera = [renglon(9_000, 30, propia.huella), renglon(9_007, 31, propia.huella)]
    with (
        pytest.raises(ErrorDeResguardo, match="tercera vez"),
        bitacora.publicando(propia, tercera, aparte),
    ):
        pytest.fail("no se debía escribir la salida")
    assert len(bitacora.leer(aparte)) == 4


def test_lo_que_no_se_puede_leer_ni_escribir_dice_que_archivo_es_una_sola_vez(casa: Path) -> None:
    propia = clave.obtener()
    archivo = casa / "bitacora_de_publicacion.txt"
    archivo.write_bytes(b"\xff\xfe")
    with pytest.raises(ErrorDeResguardo, match="no se puede leer la bitácora") as error:
        bitacora.leer(archivo)
    assert str(error.value).count(archivo.name) == 1
    assert error.value.archivo == archivo
    assert error.value.__cause__ is None, "la causa repite los octetos leídos"
    archivo.unlink()
    archivo.mkdir()
    with (
        pytest.raises(ErrorDeResguardo, match="no se puede leer la bitácora"),
        bitacora.publicando(propia, [renglon(1, 20, propia.huella)]),
    ):
        pytest.fail("no se debía escribir la salida")
    with pytest.raises(ErrorDeResguardo, match="no se puede escribir la clave"):
        privado.preparar(casa / "clave_de_publicacion.txt" / "x", "", clave.QUE_ES)


def test_una_bitacora_danada_no_se_pisa(casa: Path) -> None:
    propia = clave.obtener()
    archivo = casa / "bitacora_de_publicacion.txt"
    archivo.write_text("cortada", encoding="utf-8")
    with (
        pytest.raises(ErrorDeResguardo, match="está dañada") as error,
        bitacora.publicando(propia, [renglon(1, 20, propia.huella)]),
    ):
        pytest.fail("no se debía escribir la salida")
    assert str(archivo) in str(error.value)
    assert archivo.read_text("utf-8") == "cortada"


def test_dos_procesos_no_se_pierden_lo_que_anota_el_otro(casa: Path) -> None:
    propia = clave.obtener()
    with multiprocessing.get_context("fork").Pool(4) as procesos:
        procesos.map(_publicar, range(12))
    anotados = bitacora.leer(casa / "bitacora_de_publicacion.txt")
    assert {r["hogares"] for r in anotados} == {20 + 50 * i for i in range(12)}
    assert {r["huella"] for r in anotados} == {propia.huella}


def _publicar(i: int) -> None:
    propia = clave.obtener()
    with bitacora.publicando(propia, [renglon(i * i + 1, 20 + 50 * i, propia.huella)]):
        pass


def test_una_salida_anterior_con_otra_clave_se_rehusa(tmp_path: Path) -> None:
    propia = clave.obtener()
    registro = tmp_path / "t.csv.auditoria.json"
    comprobar_salida_anterior(propia, registro)
    propio = json.dumps({"huella_de_clave": propia.huella}).encode()
    for contenido in (propio, b"{}", b"[1]", b"no es json", b'"\xf1"'):
        registro.write_bytes(contenido)
        comprobar_salida_anterior(propia, registro)
    registro.write_text(json.dumps({"huella_de_clave": "00000000"}), encoding="utf-8")
    with pytest.raises(ErrorDeResguardo, match=r"t\.csv\.auditoria.*dice «00000000»"):
        comprobar_salida_anterior(propia, registro)
