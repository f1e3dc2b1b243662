"""Lo que no debe entrar al repositorio se nombra, y lo que hay hoy está bien."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from tests import lo_versionado
from tests.oficiales import RAIZ

DE_PERSONAS = "ide_ficha_origen;pri_nombre;sexo\n1;ANA;2\n"


@pytest.fixture
def casa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un proyecto con una huella, la de «oficial»."""
    tabla = tmp_path / "generador" / "huellas.csv"
    tabla.parent.mkdir()
    suma = "16f3ffe57509112f7ac27e3a042efc409633f3459e588ccf8ff57a5ca800a2e6"
    tabla.write_text(f"ruta,bytes,sha256\nipm/anexo censal.xlsx,7,{suma}\n")
    monkeypatch.setattr(lo_versionado, "RAIZ", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("ruta", "contenido", "esperado"),
    [
        ("a.csv", "x" * 2_000_001, "más de 2 MB"),
        ("datos/proyecciones_poblacion.csv", "x" * 2_000_001, ""),
        ("otra/anexo censal.xlsx", "otro contenido", "archivo oficial"),
        ("base.parquet", "PAR1", "bases o capas de hogares"),
        ("hogares.GPKG", "SQLite", "bases o capas de hogares"),
        ("muestra.csv", DE_PERSONAS, "columnas de personas"),
        ("muestra.txt", DE_PERSONAS.upper().replace(";", "|"), "columnas de personas"),
        ("tests/casos/uno/base.csv", DE_PERSONAS, ""),
        ("agregado.csv", "cod_mpio,hogares\n05001,3\n", ""),
        ("reglas.json", '{"a": 1,}', "no es JSON válido"),
        ("reglas.json", '{"a": 1, "a": 2}', "llaves repetidas: a"),
        ("fuente.yaml", "a: [1", "no es YAML válido"),
        ("fuente.yaml", "a: [1]", ""),
        ("nota.md", "ide_ficha_origen", ""),
    ],
)
def test_cada_falta_se_dice(
    casa: Path, capsys: pytest.CaptureFixture[str], ruta: str, contenido: str, esperado: str
) -> None:
    archivo = casa / ruta
    archivo.parent.mkdir(parents=True, exist_ok=True)
    archivo.write_text(contenido)
    codigo = lo_versionado.principal([ruta])
    dicho = capsys.readouterr().err
    if esperado:
        assert codigo == 1
        assert dicho.startswith(f"{ruta}: ")
        assert esperado in dicho
        assert "Qué hacer" in dicho
    else:
        assert (codigo, dicho) == (0, "")


def test_un_archivo_oficial_se_conoce_aunque_le_cambien_el_nombre(
    casa: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # La huella de siete octetos, «oficial», calculada aparte con sha256sum.
    suma = "16f3ffe57509112f7ac27e3a042efc409633f3459e588ccf8ff57a5ca800a2e6"
    (casa / "generador" / "huellas.csv").write_text(f"ruta,bytes,sha256\na/b.xlsx,7,{suma}\n")
    (casa / "mi copia.xlsx").write_bytes(b"oficial")
    assert lo_versionado.principal(["mi copia.xlsx"]) == 1
    assert "archivo oficial" in capsys.readouterr().err


def test_lo_que_se_borra_no_se_revisa(casa: Path) -> None:
    assert lo_versionado.principal(["ya no está.csv"]) == 0


def test_todo_lo_versionado_esta_bien(capsys: pytest.CaptureFixture[str]) -> None:
    hecho = subprocess.run(["git", "ls-files", "-z"], cwd=RAIZ, capture_output=True, check=True)
    codigo = lo_versionado.principal(hecho.stdout.decode().rstrip("\0").split("\0"))
    assert codigo == 0, capsys.readouterr().err


def test_en_windows_git_no_cambia_los_saltos_de_linea() -> None:
    """Con CRLF, las huellas de `datos/` y del complemento serían otras y el sitio no se haría."""
    rutas = subprocess.run(["git", "ls-files", "-z"], cwd=RAIZ, capture_output=True, check=True)
    hecho = subprocess.run(
        ["git", "check-attr", "-z", "--stdin", "text", "eol"],
        cwd=RAIZ,
        input=rutas.stdout,
        capture_output=True,
        check=True,
    )
    campos = hecho.stdout.decode().rstrip("\0").split("\0")
    atributos: dict[str, dict[str, str]] = {}
    for ruta, atributo, valor in zip(campos[::3], campos[1::3], campos[2::3], strict=True):
        atributos.setdefault(ruta, {})[atributo] = valor
    assert "datos/territorios.csv" in atributos
    cambiarian = {r for r, a in atributos.items() if a["text"] != "unset" and a["eol"] != "lf"}
    assert cambiarian == set()


def test_pre_commit_corre_lo_mismo_que_revisar() -> None:
    """Cada herramienta de `make revisar` tiene su gancho, y ninguna se baja de otra parte."""
    makefile = (RAIZ / "Makefile").read_text("utf-8")
    receta = "\n".join(
        makefile.split(f"\nrevisar-{parte}:")[1].split("\n\n")[0]
        for parte in ("python", "lo-demas")
    )
    (repositorio,) = yaml.safe_load((RAIZ / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    ganchos = {gancho["entry"] for gancho in repositorio["hooks"]}
    assert repositorio["repo"] == "local"
    assert all(gancho["language"] == "system" for gancho in repositorio["hooks"])
    ordenes = [linea.split("$(BIN)/")[1] for linea in receta.splitlines() if "$(BIN)/" in linea]
    assert len(ordenes) > 10
    for entera in ordenes:
        # El gancho recibe los archivos que cambiaron; la orden, todos.
        orden = entera.removesuffix(" .").removesuffix(" $(JAVASCRIPT)")
        orden = f"{orden} ." if orden.endswith("--project") else orden
        assert any(gancho.startswith(f".venv/bin/{orden}") for gancho in ganchos), orden
