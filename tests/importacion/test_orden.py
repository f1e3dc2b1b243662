"""La orden `kit`: arranque ligero, errores sin traza y salidas de cada suborden."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generador.importacion import huellas_de_archivos, importar
from generador.ordenes.kit import DEL_EXTRA_IMPORTAR, principal
from generador.paginas import construir as construccion
from generador.rutas import PUBLICO
from tests.importacion.falsas import Taller


def correr(*argumentos: str) -> tuple[int, str]:
    corrida = CliRunner().invoke(principal, list(argumentos))
    return corrida.exit_code, corrida.output


def python(codigo: str) -> subprocess.CompletedProcess[str]:
    orden = [sys.executable, "-c", codigo]
    return subprocess.run(orden, check=False, capture_output=True, text=True)


@pytest.fixture
def receta(taller: Taller, monkeypatch: pytest.MonkeyPatch) -> Taller:
    """El taller, puesto en lugar del proyecto."""
    monkeypatch.setattr(importar.InsumosDelPaquete, "del_kit", classmethod(lambda _: taller.receta))
    return taller


def test_arranca_sin_cargar_lo_pesado() -> None:
    pesados = sorted({*DEL_EXTRA_IMPORTAR, "mkdocs", "requests"})
    hecho = python(
        f"import sys, generador.ordenes.kit; print([m for m in {pesados!r} if m in sys.modules])"
    )
    assert hecho.stdout.strip() == "[]", hecho.stderr


@pytest.mark.parametrize(
    ("modulo", "orden"),
    [
        ("pandas", "['datos', 'importar', 'x']"),
        ("frictionless", "['datos', 'verificar']"),
        ("pooch", "['datos', 'descargar', 'x']"),
    ],
)
def test_sin_el_extra_dice_como_instalarlo(modulo: str, orden: str) -> None:
    hecho = python(
        f"import sys; sys.modules[{modulo!r}] = None\n"
        f"from generador.ordenes.kit import principal; principal({orden})"
    )
    assert hecho.returncode == 1
    assert f"falta instalar «{modulo}»" in hecho.stderr
    assert "pip install -e '.[importar]'" in hecho.stderr
    assert "Traceback" not in hecho.stderr


def test_modulo_ajeno_que_falta_no_se_disfraza() -> None:
    hecho = python(
        "import sys; sys.modules['generador.paginas.construir'] = None\n"
        "from generador.ordenes.kit import principal; principal(['construir'])"
    )
    assert hecho.returncode == 1
    assert "falta instalar" not in hecho.stderr
    assert "ModuleNotFoundError" in hecho.stderr


def test_importar_y_verificar(receta: Taller) -> None:
    codigo, texto = correr("datos", "importar", str(receta.oficiales), "--datos", str(receta.datos))
    assert codigo == 0, texto
    assert "uno.csv" in texto
    assert (receta.datos / "uno.csv").is_file()
    codigo, texto = correr("datos", "verificar", "--datos", str(receta.datos))
    assert codigo == 0, texto
    assert "Sin fallos" in texto
    (receta.datos / "uno.csv").unlink()
    codigo, texto = correr("datos", "verificar", "--datos", str(receta.datos))
    assert codigo == 1
    assert "Fallo uno.csv: está descrito en datapackage.json y no existe" in texto


def test_verificar_fuera_de_git_avisa_y_no_falla(
    receta: Taller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(receta.datos.parent.parent))
    correr("datos", "importar", str(receta.oficiales), "--datos", str(receta.datos))
    codigo, texto = correr("datos", "verificar", "--datos", str(receta.datos))
    assert codigo == 0, texto
    assert "Aviso git no puede comparar" in texto


def test_error_en_rojo_sin_traza_y_salida_1(receta: Taller) -> None:
    (receta.oficiales / "dos.txt").write_text("otra versión\n", encoding="utf-8")
    codigo, texto = correr("datos", "importar", str(receta.oficiales), "--datos", str(receta.datos))
    assert codigo == 1
    assert "Error: archivo «dos.txt»" in texto
    assert "no es la versión con la que se construyó datos/" in texto
    assert "Traceback" not in texto


def test_aceptar_version_nueva(receta: Taller) -> None:
    (receta.oficiales / "dos.txt").write_text("otra versión\n", encoding="utf-8")
    orden = ["datos", "importar", str(receta.oficiales), "--datos", str(receta.datos)]
    codigo, texto = correr(*orden, "--aceptar-version-nueva")
    assert codigo == 0, texto
    assert correr(*orden)[0] == 0


def test_describir_pone_al_dia_el_descriptor(receta: Taller) -> None:
    correr("datos", "importar", str(receta.oficiales), "--datos", str(receta.datos))
    ruta = receta.datos / "datapackage.json"
    antes = ruta.read_bytes()
    ruta.write_bytes(b'{"name": "kit-pobreza"}')
    codigo, texto = correr("datos", "describir", "--datos", str(receta.datos))
    assert codigo == 0, texto
    assert ruta.read_bytes() == antes


def test_describir_no_pisa_el_descriptor_de_otro_paquete(receta: Taller) -> None:
    correr("datos", "importar", str(receta.oficiales), "--datos", str(receta.datos))
    ruta = receta.datos / "datapackage.json"
    ruta.write_text('{"name": "otro"}', encoding="utf-8")
    codigo, texto = correr("datos", "describir", "--datos", str(receta.datos))
    assert (codigo, ruta.read_text("utf-8")) == (1, '{"name": "otro"}')
    assert "no es el descriptor de un paquete del kit" in texto


def test_huellas_dice_que_cambio(
    fuentes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabla = tmp_path / "huellas.csv"
    otra = huellas_de_archivos.Huella(1, "0" * 64)
    monkeypatch.setattr(huellas_de_archivos, "TABLA", tabla)
    monkeypatch.setattr(
        huellas_de_archivos, "leer", lambda: {"finanzas/PDET_ZOMAC.txt": otra, "x.txt": otra}
    )
    escritas: dict[str, huellas_de_archivos.Huella] = {}
    monkeypatch.setattr(huellas_de_archivos, "escribir", escritas.update)
    codigo, texto = correr("datos", "huellas", str(fuentes))
    assert codigo == 0, texto
    assert "cambió: finanzas/PDET_ZOMAC.txt" in texto
    assert "retirada: x.txt" in texto
    assert escritas == huellas_de_archivos.calcular(fuentes)


@pytest.mark.parametrize(
    ("opciones", "esperado"),
    [
        ([], ((), PUBLICO, None, ())),
        (
            ["--territorios", "27025, 44847", "--salida", "/x", "--url", "https://ejemplo.org/kit"],
            (("27025", "44847"), Path("/x"), "https://ejemplo.org/kit", ()),
        ),
    ],
)
def test_construir_pasa_las_opciones(
    monkeypatch: pytest.MonkeyPatch, opciones: list[str], esperado: tuple[object, ...]
) -> None:
    recibido: list[tuple[object, ...]] = []
    nombradas: list[dict[str, object]] = []

    def construir(*opciones: object, **otras: object) -> None:
        recibido.append(opciones)
        nombradas.append(otras)

    monkeypatch.setattr(construccion, "construir", construir)
    monkeypatch.delenv("KIT_URL", raising=False)
    codigo, texto = correr("construir", *opciones)
    assert codigo == 0, texto
    assert recibido == [esperado]
    assert nombradas == [{"con_practica": False, "descargas": None}]


@pytest.mark.parametrize("escritos", ["", ",", "99999"])
def test_unos_territorios_que_no_lo_son_no_construyen_el_pais(
    monkeypatch: pytest.MonkeyPatch, escritos: str
) -> None:
    monkeypatch.setattr(construccion, "construir", lambda *_: pytest.fail("construyó"))
    codigo, texto = correr("construir", "--territorios", escritos)
    assert codigo == 1
    assert "Qué hacer" in texto
