"""`kit preparar-veredas` sobre la tabla que escribe la orden: une por código y no pisa lo ajeno."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from generador.metodos.paquete.caja import de_zip
from generador.metodos.paquete.comprobar import comprobar
from generador.ordenes.kit import principal
from tests.metodos.paquete.datos import RAROS, paquete

REGISTRO = {
    "registro": 2, "orden": "kit incidencia", "kit": "0.1.0", "huella_metodos": "b" * 64,
    "fecha": "2026-11-29T10:00:00+00:00", "modo": "publicable", "publicable": "sí",
    "uso": "publicable", "huella_de_clave": "deadbeef",
    "parametros": {"base_de_redondeo": 3, "minimo_de_hogares": 12},
}  # fmt: skip


@pytest.fixture
def entrada(tmp_path: Path) -> Path:
    """La tabla de la orden, su registro y la capa, que trae los nombres y los polígonos."""
    piezas = paquete(raros=True)
    (tmp_path / "publica.csv").write_bytes(piezas["tabla.csv"])
    (tmp_path / "veredas.geojson").write_bytes(piezas["territorios.geojson"])
    anotar(tmp_path)
    return tmp_path


def anotar(carpeta: Path, **cambios: Any) -> None:
    texto = json.dumps({**REGISTRO, **cambios}, ensure_ascii=False)
    (carpeta / "publica.csv.auditoria.json").write_text(texto, encoding="utf-8")


def correr(carpeta: Path, *otros: str) -> Any:
    return CliRunner().invoke(
        principal,
        ["preparar-veredas", str(carpeta / "publica.csv"), "--capa",
         str(carpeta / "veredas.geojson"), "--codigo", "territorio", "--nombre", "nombre",
         "--municipio", "05045", "--fuente", "Alcaldía de Apartadó", "--corte", "2026-03",
         "--salida", str(carpeta / "p.zip"), *otros],
    )  # fmt: skip


def dicho(hecho: Any) -> str:
    return re.sub(r"\s+", " ", hecho.output + getattr(hecho, "stderr", ""))


def test_el_paquete_de_la_tabla_trae_lo_mismo_con_su_total(entrada: Path) -> None:
    hecho = correr(entrada)
    assert hecho.exit_code == 0, dicho(hecho)
    piezas = de_zip((entrada / "p.zip").read_bytes())
    assert piezas["tabla.csv"] == (entrada / "publica.csv").read_bytes()
    contenido = comprobar(piezas).contenido
    assert contenido.total is not None and set(RAROS) <= set(contenido.nombres)
    # Otra vez reemplaza el suyo.
    assert correr(entrada).exit_code == 0


def test_barajada_da_los_mismos_octetos(entrada: Path) -> None:
    assert correr(entrada).exit_code == 0
    antes = (entrada / "p.zip").read_bytes()
    encabezado, *filas = (entrada / "publica.csv").read_text("utf-8").splitlines()
    texto = "\n".join([encabezado, *reversed(filas)]) + "\n"
    (entrada / "publica.csv").write_text(texto, encoding="utf-8")
    assert correr(entrada).exit_code == 0
    assert (entrada / "p.zip").read_bytes() == antes


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        ({"modo": "interno"}, "no está en modo publicable"),
        ({"publicable": "no"}, "no dice que se pueda publicar"),
        ({"orden": "kit focalizar"}, "no de la incidencia"),
        ({"parametros": {}}, "a qué se redondeó"),
        ({"fecha": ""}, "le falta: fecha"),
    ],
)
def test_un_registro_que_no_sirve(entrada: Path, cambios: dict[str, Any], dice: str) -> None:
    anotar(entrada, **cambios)
    hecho = correr(entrada)
    assert hecho.exit_code == 1 and dice in dicho(hecho)
    assert not (entrada / "p.zip").exists()


def test_sin_registro_sin_capa_o_con_otra(entrada: Path) -> None:
    hecho = CliRunner().invoke(
        principal,
        ["preparar-veredas", str(entrada / "publica.csv"), "--municipio", "05045", "--fuente", "x",
         "--corte", "2026-03", "--salida", str(entrada / "p.zip")],
    )  # fmt: skip
    assert hecho.exit_code == 1 and "no trae los polígonos" in dicho(hecho)
    capa = json.loads((entrada / "veredas.geojson").read_bytes())
    quitada = capa["features"].pop()
    (entrada / "veredas.geojson").write_text(json.dumps(capa), encoding="utf-8")
    hecho = correr(entrada)
    assert "1 filas sin polígono" in dicho(hecho)
    assert quitada["properties"]["territorio"] in dicho(hecho)
    (entrada / "publica.csv.auditoria.json").unlink()
    assert "registro de la salida publicable" in dicho(correr(entrada))
    assert not (entrada / "p.zip").exists()


def test_no_pisa_lo_ajeno(entrada: Path) -> None:
    (entrada / "p.zip").write_bytes(b"las fotos de alguien")
    hecho = correr(entrada)
    assert hecho.exit_code == 1 and "no es un paquete del kit" in dicho(hecho)
    assert (entrada / "p.zip").read_bytes() == b"las fotos de alguien"
    assert correr(entrada, "--reemplazar").exit_code == 0


def test_una_celda_exacta_se_nombra(entrada: Path) -> None:
    with (entrada / "publica.csv").open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    filas[0]["hogares"] = "301"
    with (entrada / "publica.csv").open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.DictWriter(archivo, filas[0])
        escritor.writeheader()
        escritor.writerows(filas)
    hecho = correr(entrada)
    assert hecho.exit_code == 1
    assert "columna «hogares», valor «301»" in dicho(hecho) and "múltiplo de 3" in dicho(hecho)
