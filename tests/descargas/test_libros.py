"""Los libros de Excel se reabren con otro programa y dicen, celda por celda, lo del CSV."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from math import isnan
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from generador.descargas import libro_de_excel, libros_del_pais
from generador.descargas.hoja import LLANO, Fila, Hoja, Libro
from generador.descargas.libro_de_territorio import Libros
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.texto_de_celda import celdas
from tests.conftest import RAIZ
from tests.descargas.conftest import FORMULA

CODIGOS = ("00", "11", "27", "05001", "11001", "27025", "88564", "94343", "94663")
HOJAS = ["Perfil", "Privaciones", "Series", "Centros poblados", "Fuentes"]


@pytest.fixture(scope="module")
def hechos(acervo: DatosDelSitio) -> dict[str, tuple[bytes, str]]:
    """Por código, el libro y el CSV del mismo territorio."""
    todas, libros = celdas(acervo, CODIGOS), Libros(acervo)
    textos = {codigo: todas.de(codigo).hoja for codigo in CODIGOS}
    return {c: (libro_de_excel.en_bytes(libros.de(c, t)), t) for c, t in textos.items()}


def abrir(contenido: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(contenido))


def filas(contenido: bytes, hoja: str) -> list[list[Any]]:
    return abrir(contenido).get_sheet_by_name(hoja).to_python(skip_empty_area=False)


def como_en_csv(celda: Any) -> str:
    """Lo que el CSV dice de una celda de Excel: coma decimal y ningún «.0»."""
    if isinstance(celda, float):
        return repr(int(celda) if celda.is_integer() else celda).replace(".", ",")
    assert isinstance(celda, str)
    return celda


@pytest.mark.parametrize("codigo", CODIGOS)
def test_series_es_el_csv_celda_por_celda(
    hechos: dict[str, tuple[bytes, str]], codigo: str
) -> None:
    contenido, texto = hechos[codigo]
    titulos, *esperadas = csv.reader(io.StringIO(texto.removeprefix("\ufeff")), delimiter=";")
    leidas = filas(contenido, "Series")
    assert leidas[0] == titulos
    assert len(leidas) == len(esperadas) + 1 > 300
    for leida, esperada in zip(leidas[1:], esperadas, strict=True):
        llena = esperada + [""] * (len(titulos) - len(esperada))
        assert list(map(como_en_csv, leida)) == llena


@pytest.mark.parametrize("codigo", CODIGOS)
def test_las_cifras_son_numeros_y_no_textos(
    hechos: dict[str, tuple[bytes, str]], codigo: str
) -> None:
    sueltos = {"no aplica", "no disponible", "sin dato", ""}
    titulos, *leidas = filas(hechos[codigo][0], "Series")
    for fila in leidas:
        if fila[titulos.index("Unidad")] != "categoría":
            assert all(isinstance(v, float) or v in sueltos for v in fila[6:]), fila[0]


@pytest.mark.parametrize("codigo", CODIGOS)
def test_el_perfil_dice_lo_de_las_series(hechos: dict[str, tuple[bytes, str]], codigo: str) -> None:
    contenido, _ = hechos[codigo]
    titulos, *series = filas(contenido, "Series")
    propias = {(f[1], f[2]): dict(zip(titulos, f, strict=True)) for f in series}
    perfil = filas(contenido, "Perfil")
    donde = next(i for i, fila in enumerate(perfil) if fila[0] == "Tema")
    assert codigo in perfil[0][0]
    assert len(perfil) - donde > 25
    for _, indicador, zona, anio, cifra, unidad, *_ in perfil[donde + 1 :]:
        serie = propias[indicador, zona]
        assert serie[str(int(anio))] == cifra, (indicador, zona)
        assert serie["Unidad"] == unidad


def test_las_privaciones_traen_al_departamento_y_al_pais(
    hechos: dict[str, tuple[bytes, str]],
) -> None:
    titulos, *leidas = filas(hechos["27025"][0], "Privaciones")
    assert titulos[1:] == ["Total", "Cabecera", "Rural", "Chocó", "Colombia"]
    assert len(leidas) == 15
    assert [f[1] for f in leidas] == sorted((f[1] for f in leidas), reverse=True)
    del_pais = {f[0]: f[1] for f in filas(hechos["00"][0], "Privaciones")[1:]}
    assert {f[0]: f[5] for f in leidas} == del_pais


def test_trae_sus_hojas_con_nombres_y_fuentes(hechos: dict[str, tuple[bytes, str]]) -> None:
    for codigo, (contenido, _) in hechos.items():
        assert abrir(contenido).sheet_names == HOJAS, codigo
        fuentes = filas(contenido, "Fuentes")[1:]
        rotulos = {f[0] for f in fuentes}
        citadas = {
            f[4].removeprefix("cálculo del kit con ") for f in filas(contenido, "Series")[1:]
        }
        assert citadas - {"cálculo del kit"} <= rotulos, codigo
        assert all(f[2] and f[5] for f in fuentes)


def test_lo_que_se_calla_de_un_lugar_no_sale(
    acervo: DatosDelSitio, hechos: dict[str, tuple[bytes, str]]
) -> None:
    titulos, *leidas = filas(hechos["27025"][0], "Centros poblados")
    nbi = acervo.nbi_por_lugar
    assert len(leidas) == len(nbi.orden["27025"])
    callados = 0
    for fila, puesto in zip(leidas, nbi.orden["27025"], strict=True):
        assert fila[titulos.index("Lugar")] == nbi.nombres[puesto]
        cifras = fila[titulos.index("NBI (%)") :]
        if not nbi.se_muestra[puesto]:
            callados += 1
            assert not any(isinstance(v, float) for v in cifras)
            assert fila[titulos.index("Personas con NBI")] == "no se muestra"
    todos = filas(hechos["00"][0], "Centros poblados")[1:]
    assert sum(f[titulos.index("NBI (%)")] == "no se muestra" for f in todos) == int(
        (~nbi.se_muestra).sum()
    )


def test_el_encabezado_queda_fijo_y_se_ve_como_en_colombia(
    hechos: dict[str, tuple[bytes, str]],
) -> None:
    """Miles y decimales separados como diga la región, años sin miles y columnas con su ancho."""
    libro = openpyxl.load_workbook(io.BytesIO(hechos["05001"][0]))
    for hoja in libro:
        renglon = int(re.sub("[A-Z]", "", hoja.freeze_panes))
        assert hoja.cell(row=renglon - 1, column=1).font.bold, hoja.title
        assert all(hoja.column_dimensions[c].width for c in "ABC")
    perfil = libro["Perfil"]
    cabeza = next(f for f in perfil.iter_rows() if f[0].value == "Tema")
    primera = perfil[cabeza[0].row + 1]
    assert primera[3].number_format == "0"
    assert primera[4].number_format == "#,##0"
    formatos = {c.number_format for fila in libro["Series"].iter_rows(min_col=7) for c in fila}
    assert {"#,##0.0", "#,##0.00"} <= formatos


def test_una_formula_es_un_texto(hostil: DatosDelSitio) -> None:
    texto = celdas(hostil, ("27025",)).de("27025").hoja
    contenido = libro_de_excel.en_bytes(Libros(hostil).de("27025", texto))
    with zipfile.ZipFile(io.BytesIO(contenido)) as partes:
        hojas = b"".join(partes.read(n) for n in partes.namelist() if "/sheet" in n)
    assert b"<f>" not in hojas
    assert b"<hyperlink" not in hojas
    dichos = {v for h in HOJAS for f in filas(contenido, h) for v in f if isinstance(v, str)}
    assert {f"'{FORMULA}, @Chocó (27025)", f"'{FORMULA}", "'+1+1"} <= dichos
    assert not any(re.match(r"\s*[=+\-@]", v) for v in dichos)


def test_una_formula_tampoco_sale_en_los_libros_del_pais(hostil: DatosDelSitio) -> None:
    for libro in (libros_del_pais.ancho(hostil), libros_del_pais.centros_poblados(hostil)):
        abierto = abrir(libro_de_excel.en_bytes(libro))
        for nombre in abierto.sheet_names:
            for fila in abierto.get_sheet_by_name(nombre).to_python():
                assert not any(isinstance(v, str) and re.match(r"\s*[=+\-@]", v) for v in fila)


def test_la_tabla_ancha_dice_lo_del_cubo(acervo: DatosDelSitio) -> None:
    contenido = libro_de_excel.en_bytes(libros_del_pais.ancho(acervo))
    leidas = filas(contenido, "Municipios")
    donde = next(i for i, fila in enumerate(leidas) if fila[0] == "Código")
    titulos, municipios = leidas[donde], leidas[donde + 1 :]
    assert [f[0] for f in municipios] == list(acervo.municipios)
    anio = acervo.vigente("ipm_censal")
    columna = titulos.index(f"{acervo.catalogo['ipm_censal'].corto} (%, {anio})")
    for fila in municipios:
        valor = acervo.cubo.valor("ipm_censal", fila[0])
        if isnan(valor):
            assert fila[columna] in ("no aplica", "no disponible", "sin dato")
        else:
            assert fila[columna] == pytest.approx(valor, abs=0.0051)
    assert {f[0] for f in filas(contenido, "Diccionario")[1:]} == set(acervo.catalogo)


def test_los_mismos_datos_dan_los_mismos_bytes() -> None:
    hoja = Hoja("Á", ("a", "b"), [Fila(("x", 1.5), 1), Fila((None, 2000), LLANO)], anchos=(9,))
    libro = Libro("t", "a & b", (hoja,))
    assert libro_de_excel.en_bytes(libro) == libro_de_excel.en_bytes(libro)
    assert filas(libro_de_excel.en_bytes(libro), "Á") == [["a", "b"], ["x", 1.5], ["", 2000.0]]


def test_lo_abren_tambien_excel_y_openpyxl(hechos: dict[str, tuple[bytes, str]]) -> None:
    """Sin el lugar de cada celda, otro lector las pone donde van."""
    with zipfile.ZipFile(io.BytesIO(hechos["27025"][0])) as partes:
        assert b'<c r="' not in partes.read("xl/worksheets/sheet3.xml")
    hoja = openpyxl.load_workbook(io.BytesIO(hechos["27025"][0]), read_only=True)["Series"]
    leidas = [[v if v is not None else "" for v in f] for f in hoja.iter_rows(values_only=True)]
    for una, otra in zip(leidas, filas(hechos["27025"][0], "Series"), strict=True):
        largo = max(len(una), len(otra))
        assert una + [""] * (largo - len(una)) == otra + [""] * (largo - len(otra))


def test_no_lleva_lo_que_nadie_usa(hechos: dict[str, tuple[bytes, str]]) -> None:
    """Ni el tema, ni cifras de más, ni el lugar de cada fila; y nada nombra lo que se quitó."""
    for contenido, _ in hechos.values():
        with zipfile.ZipFile(io.BytesIO(contenido)) as partes:
            assert not any(n.endswith(("theme1.xml", "app.xml")) for n in partes.namelist())
            for nombre in partes.namelist():
                leida = partes.read(nombre)
                assert not re.search(rb"theme|app\.xml", leida), nombre
                assert not re.search(rb"<v>[0-9.]{16,}</v>|<row r=", leida), nombre


def test_los_admite_el_esquema_de_office(
    hechos: dict[str, tuple[bytes, str]], tmp_path: Path
) -> None:
    rutas = [tmp_path / f"{codigo}.xlsx" for codigo in ("00", "27025", "94663")]
    for ruta in rutas:
        ruta.write_bytes(hechos[ruta.stem][0])
    salida = subprocess.run(
        [RAIZ / ".venv/bin/node", RAIZ / "tests/herramientas/validar_oficina.mjs", *rutas],
        cwd=RAIZ, capture_output=True, text=True, check=True, timeout=240,
    )  # fmt: skip
    dichos = [json.loads(linea) for linea in salida.stdout.splitlines()]
    assert [dicho["faltas"] for dicho in dichos] == [[], [], []]


def test_sin_espacio_lo_dice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from generador.errores import ErrorDeDatos

    def lleno(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.Workbook", lleno)
    with pytest.raises(ErrorDeDatos, match="no se pudo escribir"):
        libro_de_excel.en_bytes(Libro("t", "p", ()))
