"""Las hojas de cálculo: se reabren, y cada celda es la de `datos.json` y la de `datos/`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from generador.disco.arbol import Arbol
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import datos_publicados, por_indicador
from generador.paginas.publicacion import hoja_de_calculo as hoja
from tests import hojas
from tests.perfiles.tablas import Tablas

# El país, dos departamentos, una capital, municipios grandes y chicos, y un área no municipalizada.
CODIGOS = ("00", "11", "27", "88", "05001", "11001", "27025", "27800", "88564", "94343", "94663")


@pytest.fixture(scope="module")
def carpeta(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    destino = tmp_path_factory.mktemp("hojas")
    datos_publicados.de_territorios(acervo, Arbol(destino), CODIGOS)
    datos_publicados.comunes(acervo, Arbol(destino))
    por_indicador.comunes(acervo, Arbol(destino))
    return destino


@pytest.fixture(scope="module")
def tablas() -> Tablas:
    return Tablas()


def _ruta(carpeta: Path, codigo: str) -> Path:
    return carpeta / "territorio" / codigo / "datos.csv"


def _json(carpeta: Path, codigo: str) -> dict[str, Any]:
    leido: dict[str, Any] = json.loads(_ruta(carpeta, codigo).with_suffix(".json").read_bytes())
    return leido


@pytest.mark.parametrize("codigo", CODIGOS)
def test_cada_celda_es_la_del_json(carpeta: Path, acervo: DatosDelSitio, codigo: str) -> None:
    leida, publicado = hojas.leer(_ruta(carpeta, codigo)), _json(carpeta, codigo)
    assert tuple(leida.columns[:6]) == hojas.DE_TERRITORIO
    dicho = hojas.celdas(leida)
    series = json.loads((carpeta / "datos/series.json").read_bytes())
    assert dicho == hojas.segun_json(publicado, series)
    anios = sorted({periodo for *_, periodo in dicho})
    hoy = acervo.vigente("poblacion")
    assert list(leida.columns[6:]) == [
        *(a for a in reversed(anios) if a <= hoy), *(a for a in anios if a > hoy)
    ]  # fmt: skip
    assert hojas.avisadas(leida) == set(map(tuple, publicado["atipicos"]))
    assert not leida.duplicated(["Código", "Zona"]).any()


@pytest.mark.parametrize("codigo", CODIGOS)
def test_cada_celda_es_la_de_las_tablas(carpeta: Path, tablas: Tablas, codigo: str) -> None:
    marcas = {"NA": "no aplica", "ND": "no disponible"}
    vistas = 0
    for (indicador, dominio, anio), dicho in hojas.celdas(
        hojas.leer(_ruta(carpeta, codigo))
    ).items():
        crudo = tablas.texto(indicador, codigo, dominio, anio)
        if not crudo:
            continue  # lo que el kit suma, promedia o deriva no está en las tablas
        vistas += 1
        if crudo in marcas:
            assert dicho == marcas[crudo], (indicador, anio)
        elif tablas.fichas[indicador]["unidad"] == "categoria":
            assert dicho == crudo
        else:
            decimales = tablas.fichas[indicador]["decimales"] + 1
            assert _numero(dicho) == pytest.approx(float(crudo), abs=0.51 * 10**-decimales)
    assert vistas > 300


def _numero(texto: str) -> float:
    assert "." not in texto
    return float(texto.replace(",", "."))


@pytest.mark.parametrize("codigo", CODIGOS)
def test_con_csv_y_con_pandas_da_lo_mismo(carpeta: Path, codigo: str) -> None:
    """Lo que se abre en una hoja de cálculo: «;», coma decimal, y texto donde no hay cifra."""
    crudo = _ruta(carpeta, codigo).read_bytes()
    assert crudo.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in crudo
    titulos, *filas = csv.reader(io.StringIO(crudo.decode("utf-8-sig")), delimiter=";", strict=True)
    assert len(filas) + 1 == crudo.count(b"\n")
    assert all(6 < len(fila) <= len(titulos) for fila in filas)
    assert all(fila[-1] for fila in filas)
    # Sin las filas de categorías, todo año es una columna de números.
    sueltas = [fila for fila in filas if fila[3] != "categoría"]
    salida = io.StringIO()
    csv.writer(salida, delimiter=";").writerows([titulos, *sueltas])
    numerica = pd.read_csv(
        io.StringIO(salida.getvalue()), sep=";", decimal=",",
        na_values=["no aplica", "no disponible", "sin dato"],
    )  # fmt: skip
    assert {str(t) for t in numerica.dtypes[6:]} <= {"float64", "int64"}
    for fila, valores in zip(sueltas, numerica.iloc[:, 6:].to_numpy(), strict=True):
        for texto, valor in zip(fila[6:], valores, strict=False):
            hay = texto not in ("", "no aplica", "no disponible", "sin dato")
            assert valor == _numero(texto) if hay else np.isnan(valor)


def test_un_cero_no_se_confunde_con_lo_que_falta(carpeta: Path) -> None:
    leida = hojas.leer(_ruta(carpeta, "27025")).set_index(["Código", "Zona"])
    assert leida.loc[("zomac", "Total"), "2017"] == "0"
    assert leida.loc[("pdet_subregion", "Total"), "2017"] == "no aplica"
    vistos = {v for columna in leida.columns[4:] for v in leida[columna]}
    assert {"0", "", "no aplica", "no disponible"} <= vistos
    de_departamento = hojas.leer(_ruta(carpeta, "27"))
    assert "sin dato" in {
        v for columna in de_departamento.columns[6:] for v in de_departamento[columna]
    }


def test_se_nombra_y_se_dice_de_donde_sale(carpeta: Path, acervo: DatosDelSitio) -> None:
    for codigo in CODIGOS:
        del_kit = _json(carpeta, codigo)["agregados"]
        assert bool(del_kit) == (len(codigo) == 2)
        for fila in hojas.leer(_ruta(carpeta, codigo)).to_dict("records"):
            ficha = acervo.catalogo[fila["Código"]]
            assert fila["Indicador"] in (ficha.corto, ficha.largo)
            assert fila["Unidad"] == hoja.unidad(ficha)
            if ficha.fuente == "kit":
                assert fila["Fuente"] == "cálculo del kit"
                continue
            antes = "cálculo del kit con " if ficha.id in del_kit else ""
            assert fila["Fuente"] == antes + acervo.fuentes[ficha.fuente].rotulo


def test_ningun_nombre_se_repite(acervo: DatosDelSitio) -> None:
    nombres = list(hoja.nombres(acervo.catalogo).values())
    assert len(set(nombres)) == len(nombres) == len(acervo.catalogo)


@pytest.mark.parametrize(
    "indicador", ["ipm_censal", "poblacion", "ipm_ecv", "idf_ejecucion_ingresos"]
)
def test_la_de_un_indicador_es_la_de_cada_territorio(carpeta: Path, indicador: str) -> None:
    leida = hojas.leer(carpeta / "indicador" / indicador / "datos.csv")
    assert tuple(leida.columns[:3]) == ("Código", "Territorio", "Departamento")
    filas = leida.to_dict("records")
    for codigo in CODIGOS:
        propia = hojas.leer(_ruta(carpeta, codigo))
        esperado = {llave: v for llave, v in hojas.celdas(propia).items() if llave[0] == indicador}
        suyas = [f for f in filas if f["Código"] == codigo]
        assert esperado == {
            (indicador, hojas.ZONAS[f.get("Zona", "Total")], anio): f[anio]
            for f in suyas
            for anio in leida.columns
            if anio.isdecimal() and f[anio] not in ("", "sin dato")
        }
        avisos = [f.get("Aviso", "") for f in suyas]
        assert avisos == propia[propia["Código"] == indicador]["Aviso"].tolist()


@pytest.mark.parametrize(
    ("texto", "celda"),
    [
        ("Grupo B, medio", "Grupo B, medio"),
        ("uno; dos", '"uno; dos"'),
        ('dicho "así"', '"dicho ""así"""'),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@A1", "'@A1"), ("\t=1", "'\t=1"),
        (" =1", "' =1"), ('=A1;"b"', '"\'=A1;""b"""'),
    ],
)  # fmt: skip
def test_un_texto_es_una_celda_y_nunca_una_formula(texto: str, celda: str) -> None:
    assert hoja.celda(texto) == celda
