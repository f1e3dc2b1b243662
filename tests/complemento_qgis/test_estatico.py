"""Lo que revisa el repositorio de complementos, y Qt 6 sin tenerlo, sobre el zip descomprimido."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generador.compartido import COMPARTIDO
from generador.complemento_qgis.zip_del_complemento import empaquetar
from generador.errores import ErrorDelKit

# La única diferencia de Qt 6 que se resuelve al correr está en este archivo.
COMPAT = "compat.py"
# Clases de Qt y QGIS cuyos miembros en mayúscula son a su vez clases, no valores.
PREFIJOS = ("Q",)
# Constantes que no son de una enumeración.
NO_SON_ENUMERACION = {"Qgis.QGIS_VERSION", "Qgis.QGIS_VERSION_INT"}
# Lo que flake8-qgis pide y no aplica: QGIS entrega `iface` al cargar el complemento (QGS105), y
# los avisos «experimental» adivinan la clase por el nombre del método (QGS201 y QGS202).
PERMITIDAS = {("QGS105", "complemento.py"), ("QGS402", COMPAT)}


@pytest.fixture(scope="module")
def descomprimido(tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("zip")
    with zipfile.ZipFile(empaquetar(carpeta, "https://alcaldia.example/")) as paquete:
        paquete.extractall(carpeta / "todo")
    return carpeta / "todo" / "kit_pobreza"


def correr(*orden: str, carpeta: Path) -> str:
    """La salida de un módulo de Python; error si no está instalado."""
    hecho = subprocess.run(
        [sys.executable, "-m", *orden], cwd=carpeta, capture_output=True, text=True, check=False
    )
    if "No module named" in hecho.stderr:
        raise ErrorDelKit(hecho.stderr)
    return hecho.stdout


def bandit(carpeta: Path) -> list[str]:
    informe = json.loads(correr("bandit", "-q", "-r", "-f", "json", ".", carpeta=carpeta))
    assert informe["errors"] == []
    assert informe["metrics"]["_totals"]["loc"] > 0
    return [f"{r['filename']}:{r['line_number']} {r['test_id']}" for r in informe["results"]]


# Perdona las líneas como «clave = leer_clave()»: aquí no hace falta, y buscarlas se lleva más de
# la mitad del tiempo. Sin él, la revisión es más estricta.
INDIRECTAS = "detect_secrets.filters.heuristic.is_indirect_reference"


def secretos(carpeta: Path) -> dict[str, object]:
    orden = ("detect_secrets", "scan", "--all-files", "--disable-filter", INDIRECTAS, ".")
    informe = json.loads(correr(*orden, carpeta=carpeta))
    resultados: dict[str, object] = informe["results"]
    return resultados


def test_bandit_no_halla_nada(descomprimido: Path) -> None:
    assert bandit(descomprimido) == []


def test_detect_secrets_no_halla_nada(descomprimido: Path) -> None:
    assert secretos(descomprimido) == {}


def test_las_dos_revisiones_ven_lo_malo(tmp_path: Path) -> None:
    clave = "AKIA" + "QWERTYUIOPASDFGH"
    (tmp_path / "malo.py").write_text(f'import pickle\nassert pickle\nllave = "{clave}"\n')
    assert {h.split()[-1] for h in bandit(tmp_path)} >= {"B101", "B403"}
    assert "malo.py" in secretos(tmp_path)


def qgs(carpeta: Path) -> set[tuple[str, str]]:
    """(código, archivo) de cada aviso de flake8-qgis que no sea experimental."""
    formato = "%(code)s|%(path)s|%(text)s"
    dicho = correr(
        "flake8", "--isolated", "--select", "QGS", "--format", formato, ".", carpeta=carpeta
    )
    partes = [linea.split("|", 2) for linea in dicho.splitlines()]
    return {(c, Path(ruta).name) for c, ruta, texto in partes if "experimental" not in texto}


def test_flake8_qgis(descomprimido: Path) -> None:
    assert qgs(descomprimido) == PERMITIDAS


def test_flake8_qgis_ve_lo_malo(tmp_path: Path) -> None:
    (tmp_path / "malo.py").write_text(
        "from qgis.PyQt.QtCore import Qt\nfrom PyQt5.QtCore import QObject\nlado = Qt.Horizontal\n"
    )
    assert {"QGS403", "QGS103"} & {codigo for codigo, _ in qgs(tmp_path)}


def enumeraciones_cortas(codigo: str) -> Iterator[str]:
    """Valores como `QgsWkbTypes.Point`, que Qt 6 solo admite como `QgsWkbTypes.Type.Point`.

    Un miembro en mayúscula de una clase de Qt o QGIS es una clase anidada si de él se toma algo
    más, o si se llama; si se usa suelto, es un valor de una enumeración escrito a la antigua.
    """
    arbol = ast.parse(codigo)
    prefijos = {id(n.value) for n in ast.walk(arbol) if isinstance(n, ast.Attribute)}
    llamados = {id(n.func) for n in ast.walk(arbol) if isinstance(n, ast.Call)}
    for nodo in ast.walk(arbol):
        if not isinstance(nodo, ast.Attribute) or not isinstance(nodo.value, ast.Name):
            continue
        escrito = f"{nodo.value.id}.{nodo.attr}"
        de_qt = nodo.value.id.startswith(PREFIJOS) and nodo.attr[0].isupper()
        if de_qt and id(nodo) not in prefijos | llamados and escrito not in NO_SON_ENUMERACION:
            yield f"{nodo.lineno}: {escrito}"


def test_enumeraciones_completas(descomprimido: Path) -> None:
    cortas = {
        ruta.name: list(enumeraciones_cortas(ruta.read_text("utf-8")))
        for ruta in descomprimido.rglob("*.py")
        if ruta.name != COMPAT
    }
    assert len(cortas) > 50
    assert {nombre: lineas for nombre, lineas in cortas.items() if lineas} == {}


@pytest.mark.parametrize(
    ("codigo", "hallado"),
    [
        ("x = QgsWkbTypes.Point", ["1: QgsWkbTypes.Point"]),
        ("f(Qt.Horizontal)", ["1: Qt.Horizontal"]),
        ("x = QgsProcessing.TypeVector", ["1: QgsProcessing.TypeVector"]),
        ("x = QgsWkbTypes.Type.Point", []),
        ("x = QgsRuleBasedRenderer.Rule(None)", []),
        ("x = QgsProject.instance()", []),
        ("x = Qgis.QGIS_VERSION_INT", []),
    ],
)
def test_la_comprobacion_ve_las_cortas(codigo: str, hallado: list[str]) -> None:
    assert list(enumeraciones_cortas(codigo)) == hallado


def test_solo_python_39_en_lo_que_se_evalua(descomprimido: Path) -> None:
    """QGIS 3.22 en Windows trae Python 3.9: ni `match` ni `zip(strict=…)`."""
    for ruta in descomprimido.rglob("*.py"):
        texto = ruta.read_text("utf-8")
        arbol = ast.parse(texto, feature_version=(3, 9))
        assert texto.count("\n") < 3 or "from __future__ import annotations" in texto, ruta
        for nodo in ast.walk(arbol):
            if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Name):
                usados = {(nodo.func.id, a.arg) for a in nodo.keywords}
                assert not usados & {("zip", "strict"), ("dataclass", "slots")}, ruta


def test_ningun_modulo_pasa_de_300_lineas(descomprimido: Path) -> None:
    propios = [r for r in descomprimido.rglob("*.py") if not set(COMPARTIDO) & set(r.parts)]
    largos = {r.name: n for r in propios if (n := len(r.read_text("utf-8").splitlines())) > 300}
    assert largos == {}
