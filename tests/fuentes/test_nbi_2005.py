"""Las NBI del censo de 2005: cifras, su precisión, lo que no se midió y libros dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import nbi_2005
from generador.fuentes.lectura.nbi_2018 import COMPONENTES
from generador.fuentes.oficiales import nbi
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar

MUNICIPIOS, DEPARTAMENTOS = nbi_2005.HOJA_MUNICIPIOS, nbi_2005.HOJA_DEPARTAMENTOS
LIBRO = Path(nbi_2005.ARCHIVO).name
NOTA = 46  # posición de la columna «Nota Aclaratoria»


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return nbi.leer(fuentes).query("periodo == '2005'")


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla, con_dominio=True)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> dict[str, list[object]]:
    """Las filas de municipios por su código, por posición y sin pasar por el lector del kit."""
    libro = CalamineWorkbook.from_path(fuentes / nbi_2005.ARCHIVO)
    filas = libro.get_sheet_by_name(MUNICIPIOS).to_python(skip_empty_area=False)[6:1128]
    return {f"{_entero(f[0], 2)}{_entero(f[2], 3)}": list(f) for f in filas}


def _entero(celda: object, cifras: int) -> str:
    return celda if isinstance(celda, str) else f"{celda:0{cifras}.0f}"


@pytest.mark.parametrize(
    ("territorio", "dominio", "indicador", "valor"),
    [
        ("00", "total", "nbi", 27.778792284023428),
        ("00", "total", "nbi_cv", 0.2249513383031572),
        ("00", "rural", "nbi", 53.50872149619317),
        ("05", "total", "nbi", 22.959642174002163),
        ("05001", "total", "nbi", 12.424089750899133),
        ("05001", "cabecera", "nbi_cv", 2.705095706302111),
        ("27001", "total", "nbi", 89.47),
        ("99773", "rural", "nbi_dependencia", 27.748154224774407),
    ],
)
def test_cifras_del_libro(
    ancha: pd.DataFrame, territorio: str, dominio: str, indicador: str, valor: float
) -> None:
    assert ancha.loc[(territorio, dominio, "2005"), indicador] == pytest.approx(valor, abs=0.02)


def test_cubre_los_mismos_territorios_que_2018(tabla: pd.DataFrame) -> None:
    assert set(tabla["territorio"]) == set(codigos.territorios())
    indicadores = {*COMPONENTES, *(f"{c}_cv" for c in COMPONENTES)}
    assert set(tabla["indicador"]) == indicadores
    assert len(tabla) == 1156 * 3 * len(indicadores)


def test_la_suma_de_cada_columna_es_la_del_libro(
    crudas: dict[str, list[object]], tabla: pd.DataFrame
) -> None:
    """Suma de lo que se publica = suma de la columna − lo asignado y las zonas sin medir."""
    municipal = tabla[tabla["territorio"].str.len() == 5]
    for dominio, inicio in (("cabecera", 4), ("rural", 18), ("total", 32)):
        for n, componente in enumerate(COMPONENTES):
            columna = [f[inicio + 2 * n] for f in crudas.values() if _vale(f, dominio)]
            esperada = sum(c for c in columna if isinstance(c, float))
            propia = municipal[municipal["dominio"].eq(dominio)]
            suma = propia.loc[propia["indicador"].eq(componente), "valor"].sum()
            assert suma == pytest.approx(esperada, rel=1e-12)


def _vale(fila: list[object], dominio: str) -> bool:
    sin_rural = f"{_entero(fila[0], 2)}{_entero(fila[2], 3)}" in ("81065", "81591")
    return "asignó" not in str(fila[NOTA]) and (dominio == "cabecera" or not sin_rural)


def test_un_cien_asignado_no_es_una_cifra(
    crudas: dict[str, list[object]], tabla: pd.DataFrame
) -> None:
    asignados = {codigo for codigo, fila in crudas.items() if "asignó" in str(fila[NOTA])}
    assert len(asignados) == 35
    sin_dato = tabla.query("estado == 'no_disponible' and indicador == 'nbi'")
    del_total = sin_dato.query("dominio == 'total'")["territorio"]
    assert set(del_total) == asignados | {"81065", "81591"}
    assert (tabla.query("dominio == 'total' and indicador == 'nbi'")["valor"] < 100).sum() == 1119


def test_el_coeficiente_falta_donde_se_censo_entero(tabla: pd.DataFrame) -> None:
    precision = tabla.query("indicador == 'nbi_cv' and dominio == 'total'")
    cifra = tabla.query("indicador == 'nbi' and dominio == 'total'")
    assert (precision["estado"] == "dato").sum() == 527
    assert set(precision["estado"].values[cifra["estado"].values == "dato"]) == {
        "dato",
        "no_aplica",
    }


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        (MUNICIPIOS, {"AG8": 101.0}, ["fila 8", "Total | Prop de Personas en NBI", "rango"]),
        (MUNICIPIOS, {"AG8": "33,8"}, ["fila 8", "33,8", "punto decimal"]),
        (MUNICIPIOS, {"AG8": None}, ["fila 8", "Total | Prop", "vacía"]),
        (MUNICIPIOS, {"AH8": None}, ["fila 8", "cve (%)", "no trae su coeficiente"]),
        (MUNICIPIOS, {"AH7": "n.d."}, ["fila 7", "cve (%)", "n.d."]),
        (MUNICIPIOS, {"AG8": 60.0}, ["fila 8", "no queda entre sus zonas"]),
        (MUNICIPIOS, {"C8": "001"}, ["los territorios del marco 2018", "se repiten 1: 05001"]),
        (MUNICIPIOS, {"D8": "MEDELLIN"}, ["fila 8", "el código 05002 es de"]),
        (MUNICIPIOS, {"E6": "NBI"}, ["falta la columna", "Prop de Personas en NBI"]),
        (MUNICIPIOS, {"AU4": "Notas"}, ["falta la columna", "Nota Aclaratoria"]),
        (MUNICIPIOS, {"AU13": "", "AU4": "Nota"}, ["falta la columna"]),
        (DEPARTAMENTOS, {"A8": "08"}, ["los departamentos", "faltan 1: 05"]),
        (DEPARTAMENTOS, {"B8": "ATLANTICO"}, ["fila 8", "el código 05 es de"]),
        (DEPARTAMENTOS, {"AE8": -1.0}, ["fila 8", "fuera de rango"]),
    ],
)
def test_libro_danado(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    hoja: str,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, LIBRO, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        nbi.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, LIBRO, hoja, *esperado)


def test_un_cien_sin_su_nota_se_dice(
    fuentes: Path, monkeypatch: pytest.MonkeyPatch, crudas: dict[str, list[object]]
) -> None:
    fila = 7 + list(crudas).index("05134")
    en_memoria.cambiar_celdas(monkeypatch, LIBRO, MUNICIPIOS, {f"AU{fila}": None})
    with pytest.raises(ErrorDeDatos, match=f"fila {fila}.*«máximo valor»"):
        nbi.leer(fuentes)
