"""Lo que se exige a cada celda de `datos/`: un número bien escrito, en su rango y una sola vez."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.cubo import exigencias
from generador.cubo.catalogo import indicadores, leer_tema
from generador.cubo.exigencias import canonico, todas_canonicas
from generador.cubo.leer import Cubo, leer, leer_territorios
from generador.errores import ErrorDeDatos
from generador.importacion.importar import importar
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import texto as escribir
from tests.importacion.falsas import FILAS, Taller, larga_de

MAL_ESCRITOS = [
    "1e18", "1E2", "NaN", "nan", "inf", "-inf", "Infinity", "1,5", " 5", "5 ", "+5", "05", "5.0",
    "5.", ".5", "-0", "1_000", "0x10", "٣", "5.123456789012345", "1.5.2", "--5", "5%", "na",
]  # fmt: skip
FUERA = ["-37.5", "100.1", "-0.1", "906"]


def danar(datos: Path, viejo: str, nuevo: str) -> None:
    ruta = datos / "uno.csv"
    texto = ruta.read_text("utf-8")
    assert viejo in texto
    ruta.write_text(texto.replace(viejo, nuevo, 1), encoding="utf-8", newline="")


def fallo(taller: Taller) -> str:
    with pytest.raises(ErrorDeDatos) as error:
        leer(taller.datos, taller.receta.catalogo)
    assert error.value.que_hacer
    return str(error.value)


@pytest.mark.parametrize("texto", MAL_ESCRITOS)
def test_un_numero_mal_escrito_dice_donde(hecho: Taller, texto: str) -> None:
    celda = f'"{texto}"' if "," in texto else texto
    danar(hecho.datos, ",90.6,", f",{celda},")
    dicho = fallo(hecho)
    for pedazo in ("«uno.csv»", "fila 5", "«uno_ipm»", f"«{texto}»"):
        assert pedazo in dicho


@pytest.mark.parametrize("texto", FUERA)
def test_un_valor_fuera_de_rango_dice_donde_y_cual_es(hecho: Taller, texto: str) -> None:
    danar(hecho.datos, ",90.6,", f",{texto},")
    dicho = fallo(hecho)
    for pedazo in ("«uno.csv»", "fila 5", "«uno_ipm»", f"«{texto}»", "0 a 100"):
        assert pedazo in dicho


@pytest.mark.parametrize("texto", ["0", "100"])
def test_los_extremos_del_rango_valen(hecho: Taller, texto: str) -> None:
    danar(hecho.datos, ",90.6,", f",{texto},")
    cubo = leer(hecho.datos, hecho.receta.catalogo)
    assert cubo.valor("uno_ipm", "27025", periodo="2018") == float(texto)


def test_una_llave_repetida_dice_las_dos_filas(hecho: Taller) -> None:
    danar(hecho.datos, "27025,rural,2018", "27025,total,2018")
    dicho = fallo(hecho)
    for pedazo in ("fila 8", "fila 5", "27025, total, 2018"):
        assert pedazo in dicho


@pytest.mark.parametrize(
    ("viejo", "nuevo", "columna"),
    [
        ("27025,rural,2018", "27025,urbano,2018", "dominio"),
        ("27025,rural,2018", "27025,rural,18", "periodo"),
        ("27025,rural,2018", "27025,rural,20181", "periodo"),
        ("27025,rural,2018", "27025,rural,٢٠١٨", "periodo"),
    ],
)
def test_un_dominio_o_un_periodo_ajeno(hecho: Taller, viejo: str, nuevo: str, columna: str) -> None:
    danar(hecho.datos, viejo, nuevo)
    dicho = fallo(hecho)
    assert "fila 8" in dicho
    assert f"«{columna}»" in dicho


def test_un_titulo_repetido_no_pasa(hecho: Taller) -> None:
    danar(hecho.datos, "uno_ipm,uno_grupo", "uno_ipm,uno_ipm")
    assert "se repite" in fallo(hecho)


@pytest.mark.parametrize("resto", ["", ",x,x", ",x,99,x,Municipio,sí,no,sobra"])
def test_una_fila_de_territorios_con_otras_celdas(hecho: Taller, resto: str) -> None:
    ruta = hecho.datos / "territorios.csv"
    ruta.write_text(ruta.read_text("utf-8") + f"99999{resto}\n", encoding="utf-8", newline="")
    with pytest.raises(ErrorDeDatos, match="fila 1158"):
        leer_territorios(hecho.datos)


def test_un_territorio_repetido_dice_su_fila(hecho: Taller) -> None:
    ruta = hecho.datos / "territorios.csv"
    texto = ruta.read_text("utf-8")
    ruta.write_text(texto.replace("\n05002,", "\n05001,", 1), encoding="utf-8", newline="")
    with pytest.raises(ErrorDeDatos, match=r"fila \d+, columna «codigo», valor «05001»"):
        leer_territorios(hecho.datos)


@given(st.floats(-1e300, 1e300))
def test_lo_que_escribe_la_importacion_es_canonico(valor: float) -> None:
    texto = escribir(valor)
    assert exigencias.canonico(texto)
    assert not exigencias.canonico(f"{texto} ")
    assert not exigencias.canonico(f"0{texto.lstrip('-')}")


def test_cada_valor_versionado_cabe_en_su_rango(acervo: DatosDelSitio) -> None:
    """También los agregados y los derivados, y ningún rango es infinito."""
    for (indicador, *_), valores in acervo.cubo.columnas.items():
        minimo, maximo = acervo.catalogo[indicador].limites
        assert math.isfinite(minimo)
        assert math.isfinite(maximo)
        assert not ((valores < minimo) | (valores > maximo)).any(), indicador


def test_los_rangos_declarados_hacen_falta() -> None:
    """Un `rango` en un porcentaje solo se escribe porque de verdad pasa de cien o de cero."""
    declarados = {i.id for i in indicadores().values() if i.rango and i.unidad == "porcentaje"}
    assert declarados
    for id_ in declarados:
        minimo, maximo = indicadores()[id_].limites
        assert minimo < 0 or maximo > 100 or minimo > 0, id_


def test_lo_calculado_tampoco_se_sale(acervo: DatosDelSitio) -> None:
    llave = ("densidad", "total", acervo.cubo.ultimo("densidad"))
    valores = acervo.cubo.columnas[llave].copy()
    valores[acervo.cubo.indice["05001"]] = math.inf
    cubo = Cubo(acervo.cubo.territorios, acervo.cubo.indice, {llave: valores}, {})
    with pytest.raises(ErrorDeDatos, match="05001") as error:
        exigencias.exigir_calculadas(cubo, [llave], acervo.catalogo)
    assert "«densidad»" in str(error.value)


def test_importar_no_escribe_un_valor_fuera_de_rango(taller: Taller) -> None:
    filas = [(*f[:4], 137.5, "dato") if f[4] == 96 else f for f in FILAS]
    taller.receta.entradas[1] = taller.entrada("uno", leer=lambda _: larga_de(filas))  # type: ignore[index]
    with pytest.raises(ErrorDeDatos, match="27025, rural, 2018") as error:
        importar(taller.oficiales, taller.datos, receta=taller.receta)
    assert "137.5" in str(error.value)
    assert not taller.datos.exists()


@pytest.mark.parametrize(
    ("unidad", "rango", "esperado"),
    [
        ("razon", "", "no tiene rango"),
        ("porcentaje", "[5, 5]", "mínimo, máximo"),
        ("porcentaje", "[100, 0]", "mínimo, máximo"),
        ("porcentaje", "[0]", "no sirven"),
        ("porcentaje", "[0, mucho]", "no sirven"),
        ("porcentaje", "7", "no sirven"),
    ],
)
def test_un_rango_mal_dicho_en_el_catalogo(
    tmp_path: Path, unidad: str, rango: str, esperado: str
) -> None:
    lineas = [
        "tema: t", "titulo: T", "indicadores:", "  - id: uno", "    corto: U", "    largo: U",
        "    definicion: U", f"    unidad: {unidad}", "    decimales: 1", "    sentido: neutro",
        "    denominador: personas", "    fuente: f", *([f"    rango: {rango}"] if rango else []),
    ]  # fmt: skip
    ruta = tmp_path / "t.yaml"
    ruta.write_text("\n".join(lineas), encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match=esperado) as error:
        leer_tema(ruta)
    assert "«uno»" in str(error.value)


@pytest.mark.parametrize("unidad", sorted(exigencias.CONTADAS))
def test_lo_que_se_cuenta_no_se_parte(unidad: str) -> None:
    ficha = replace(indicadores()["poblacion"], unidad=unidad)
    exigencias.exigir_enteros(Path("t.csv"), ficha, np.array([3.0, np.nan, np.inf, 0.0]))
    with pytest.raises(ErrorDeDatos) as error:
        exigencias.exigir_enteros(Path("t.csv"), ficha, np.array([3.0, 1716.25]))
    assert error.value.valor == "1716.25"
    assert error.value.lugar.fila == 3
    porcentaje = replace(ficha, unidad="porcentaje")
    exigencias.exigir_enteros(Path("t.csv"), porcentaje, np.array([3.5]))


CELDAS = st.one_of(
    st.sampled_from(["", "-0", "0", "1.0", "01", "1,5", "1\n2", "123456789012345", "1.5", "-0.5"]),
    st.sampled_from(["1234567890123456", "12345678.1234567", "-1234567890123456", " 1", "NaN"]),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(-(10**17), 10**17).map(str),
)


@given(st.lists(CELDAS, max_size=6))
def test_mirar_la_columna_junta_nunca_admite_lo_que_una_celda_no_es(celdas: list[str]) -> None:
    una_a_una = all(canonico(celda) for celda in celdas if celda)
    assert una_a_una or not todas_canonicas(celdas)


def test_una_columna_corriente_se_mira_junta() -> None:
    assert todas_canonicas([])
    assert todas_canonicas(["12.5", "", "-0.25", "100", "0.12345678901234"])
