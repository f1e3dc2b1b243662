"""Una tabla de lugares: lo declarado se exige celda por celda, y cada daño dice dónde está."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from generador.cubo import catalogo_de_lugares, forma
from generador.errores import ErrorDeDatos
from generador.lugares import comprobar_lugares, tabla_en_memoria
from generador.rutas import DATOS, LUGARES

NOMBRE = "nbi_centros_poblados.csv"
DECLARADA = catalogo_de_lugares.tablas()[NOMBRE]


@pytest.fixture
def filas() -> list[list[str]]:
    return forma.filas_csv(DATOS / NOMBRE)


def test_la_versionada_se_deja_leer_y_guarda_lo_que_dice() -> None:
    leida = tabla_en_memoria.leer("nbi_centros_poblados")
    assert len(leida) == 8558
    assert len(leida.tramos) == 1122
    assert sum(map(len, leida.tramos.values())) == 8558
    assert leida.numeros["personas"].sum() == 43_835_324


@pytest.mark.parametrize(
    ("fila", "columna", "valor", "esperado"),
    [
        (3, "codigo", "5001004", r"no tiene la forma \d{8}"),
        (3, "codigo", "05001001", "la llave se repite"),
        (3, "codigo", "05001000", "no van en orden"),
        (3, "territorio", "99999", "el territorio no está"),
        (3, "clase", "vereda", "se esperaba uno de cabecera"),
        (3, "nombre", "", "la celda está vacía"),
        (3, "nombre", " Santa  Elena", "espacios de más"),
        (3, "personas", "389.5", "no cabe en «Personas» (entero"),
        (3, "personas", "0", "no cabe en «Personas»"),
        (3, "personas", "", "la celda está vacía"),
        (3, "nbi", "100.1", "no cabe en «NBI»"),
        (3, "nbi", "7,5", "no es un número como los escribe el kit"),
        (3, "nbi", "", "la celda está vacía"),
        (3, "latitud", "75.5", "no cabe en «Latitud»"),
    ],
)
def test_una_celda_que_no_cumple_dice_su_fila(
    filas: list[list[str]], fila: int, columna: str, valor: str, esperado: str
) -> None:
    filas[fila][DECLARADA.titulos.index(columna)] = valor
    with pytest.raises(ErrorDeDatos) as error:
        tabla_en_memoria.desde_filas(DECLARADA, filas)
    assert esperado in str(error.value)
    assert error.value.lugar.archivo == NOMBRE
    assert error.value.lugar.fila == fila + 1
    assert error.value.que_hacer


def test_la_coordenada_puede_faltar(filas: list[list[str]]) -> None:
    filas[3][DECLARADA.titulos.index("longitud")] = ""
    assert len(tabla_en_memoria.desde_filas(DECLARADA, filas)) == 8558


def test_otras_columnas_o_una_fila_corta_no_se_leen(filas: list[list[str]]) -> None:
    with pytest.raises(ErrorDeDatos, match="las columnas no son las declaradas"):
        tabla_en_memoria.desde_filas(DECLARADA, [filas[0][::-1], *filas[1:]])
    filas[5].pop()
    with pytest.raises(ErrorDeDatos, match=r"fila 6.*trae 13 celdas"):
        tabla_en_memoria.desde_filas(DECLARADA, filas)


def test_el_esquema_declarado_es_el_que_se_exige() -> None:
    campos = {c.nombre: c.esquema() for c in DECLARADA.columnas}
    assert campos["codigo"]["constraints"] == {"required": True, "pattern": r"^\d{8}$"}
    assert campos["nbi"]["constraints"] == {"required": True, "minimum": 0, "maximum": 100}
    assert "required" not in campos["longitud"]["constraints"]


@pytest.mark.parametrize(
    ("viejo", "nuevo"),
    [
        ("llave: [codigo]", "llave: [nombre]"),
        ("tipo: territorio", "tipo: texto"),
        ("tipo: entero", "tipo: decimal"),
        ("    rango: [1, 10000000]\n", ""),
        ("titulo: Clase", "rotulo: Clase"),
        ("columnas:", "campos:"),
    ],
)
def test_una_declaracion_mala_se_dice(tmp_path: Path, viejo: str, nuevo: str) -> None:
    texto = (LUGARES / "nbi_centros_poblados.yaml").read_text("utf-8")
    assert viejo in texto
    (tmp_path / "mala.yaml").write_text(texto.replace(viejo, nuevo, 1), encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match=r"mala\.yaml"):
        catalogo_de_lugares.tablas(tmp_path)


def test_comprobar_nombra_cada_archivo_danado(tmp_path: Path) -> None:
    for nombre in (NOMBRE, "mgn_2018.topojson"):
        shutil.copy(DATOS / nombre, tmp_path / nombre)
    assert list(comprobar_lugares.fallos(tmp_path)) == []
    comprobar_lugares.exigir(tmp_path)
    with (tmp_path / NOMBRE).open("a", encoding="utf-8", newline="") as salida:
        csv.writer(salida).writerow(["05001000"])
    (tmp_path / "mgn_2018.topojson").write_text("{}", encoding="utf-8")
    fallos = list(comprobar_lugares.fallos(tmp_path))
    assert [nombre in fallo for nombre, fallo in zip((NOMBRE, "mgn_2018"), fallos, strict=True)]
    with pytest.raises(ErrorDeDatos, match=NOMBRE):
        comprobar_lugares.exigir(tmp_path)
