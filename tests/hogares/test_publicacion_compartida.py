"""La orden y el complemento comparten la clave, la bitácora y su cerrojo: es el mismo código."""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generador.complemento_qgis.zip_del_complemento import del_programa
from generador.metodos.publicable.bitacora import Renglon
from generador.resguardo import bitacora, clave
from generador.resguardo.errores import ErrorDeResguardo


@pytest.fixture(scope="module")
def en_qgis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """`resguardo` tal como sale del zip, donde no está el resto del kit; no necesita QGIS."""
    carpeta = tmp_path_factory.mktemp("complemento")
    for ruta, datos in del_programa().items():
        (carpeta / ruta).parent.mkdir(parents=True, exist_ok=True)
        (carpeta / ruta).write_bytes(datos)
    sys.path.insert(0, str(carpeta))
    yield del_zip()
    sys.path.remove(str(carpeta))
    for nombre in [n for n in sys.modules if n.split(".")[0] == "kit_pobreza"]:
        del sys.modules[nombre]


def del_zip() -> Any:
    """Lo que el complemento usa de su copia."""
    partes: dict[str, Any] = {
        parte: importlib.import_module(f"kit_pobreza.resguardo.{parte}")
        for parte in ("clave", "bitacora", "errores")
    }
    return SimpleNamespace(
        obtener=partes["clave"].obtener,
        publicando=partes["bitacora"].publicando,
        error=partes["errores"].ErrorDeResguardo,
    )


@pytest.fixture(autouse=True)
def casa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """La carpeta de configuración, dentro de la de la prueba."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "kit-pobreza"


def renglon(i: int, huella: str) -> Renglon:
    return {
        "huella": huella,
        "suma": f"{i * i + 1:016x}",
        "hogares": 20 + 50 * i,
        "redondeo": 3,
        "fecha": "2024-05-01",
        "corte": "c",
    }


@pytest.mark.parametrize("primero", ["orden", "qgis"])
def test_la_clave_que_crea_uno_la_usa_el_otro(en_qgis: Any, primero: str) -> None:
    creadores = [clave.obtener, en_qgis.obtener]
    una, otra = [crear() for crear in (creadores if primero == "orden" else creadores[::-1])]
    assert (una.nueva, otra.nueva) == (True, False)
    assert (una.octetos, una.ruta, una.huella) == (otra.octetos, otra.ruta, otra.huella)
    assert una.octetos.hex() not in repr(una) + repr(otra)


def test_lo_que_anota_uno_lo_cuenta_el_otro(en_qgis: Any, casa: Path) -> None:
    de_la_orden, de_qgis = clave.obtener(), en_qgis.obtener()
    huella = de_la_orden.huella
    archivo = casa / "bitacora_de_publicacion.txt"
    with bitacora.publicando(de_la_orden, [renglon(1, huella)]):
        pass
    de_la_orden_sola = archivo.read_bytes()
    with en_qgis.publicando(de_qgis, [renglon(1, huella)]):
        pass
    assert archivo.read_bytes() == de_la_orden_sola
    with en_qgis.publicando(de_qgis, [renglon(2, huella)]):
        pass
    assert bitacora.leer(archivo) == [renglon(1, huella), renglon(2, huella)]
    archivo.unlink()
    with en_qgis.publicando(de_qgis, [renglon(1, huella)]):
        pass
    assert archivo.read_bytes() == de_la_orden_sola


def test_dos_procesos_uno_de_cada_uno_no_se_pierden_nada(en_qgis: Any, casa: Path) -> None:
    assert en_qgis is not None
    huella = clave.obtener().huella
    with multiprocessing.get_context("fork").Pool(4) as procesos:
        procesos.map(_publicar, range(12))
    anotados = bitacora.leer(casa / "bitacora_de_publicacion.txt")
    assert {r["hogares"] for r in anotados} == {20 + 50 * i for i in range(12)}
    assert {r["huella"] for r in anotados} == {huella}


def _publicar(i: int) -> None:
    en_qgis = del_zip()
    propia: Any = en_qgis.obtener() if i % 2 else clave.obtener()
    publicando = en_qgis.publicando if i % 2 else bitacora.publicando
    with publicando(propia, [renglon(i, propia.huella)]):
        pass


def test_la_tercera_resta_se_rehusa_aunque_la_primera_sea_de_la_orden(en_qgis: Any) -> None:
    de_la_orden, de_qgis = clave.obtener(), en_qgis.obtener()

    def pareja(base: int) -> list[Renglon]:
        comun = renglon(0, de_la_orden.huella)
        return [{**comun, "suma": f"{base + 7 * i:016x}", "hogares": base + i} for i in (0, 1)]

    with bitacora.publicando(de_la_orden, pareja(100)):
        pass
    with en_qgis.publicando(de_qgis, pareja(1000)):
        pass
    with (
        pytest.raises(en_qgis.error, match="tercera vez"),
        en_qgis.publicando(de_qgis, pareja(9000)),
    ):
        pytest.fail("no se debía escribir la salida")
    with (
        pytest.raises(ErrorDeResguardo, match="tercera vez"),
        bitacora.publicando(de_la_orden, pareja(9000)),
    ):
        pytest.fail("no se debía escribir la salida")


def test_si_el_turno_no_llega_se_dice_sin_traza(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows deja de esperar a los diez segundos, y una unidad de red puede no dar turnos."""
    from generador.resguardo import privado

    def sin_turno(_descriptor: int) -> None:
        raise OSError(36, "Resource deadlock avoided")

    monkeypatch.setattr(privado, "_bloquear", sin_turno)
    with (
        pytest.raises(ErrorDeResguardo, match="otro proceso está publicando"),
        privado.cerrojo(tmp_path / "bitacora.csv"),
    ):
        pytest.fail("entró sin turno")
