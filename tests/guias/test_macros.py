"""Las macros dicen lo que dicen los datos y el método, y no dejan huecos."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from generador.errores import ErrorDeDatos
from generador.formato import numero
from generador.metodos.metodo import PESOS_DEL_IPM
from generador.normas.tabla_de_normas import normas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias import archivos_de_las_guias, cifras_de_las_guias, sesion, tablas_html
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.enlaces_de_las_guias import Enlaces
from generador.rutas import DATOS


@pytest.fixture(scope="module")
def los_numeros(acervo: DatosDelSitio) -> Numeros:
    return Numeros(acervo)


@pytest.fixture(scope="module")
def enlaces(acervo: DatosDelSitio) -> Enlaces:
    return Enlaces(acervo, lambda: "modulos/1-focalizacion/index.html")


def test_la_cifra_es_la_del_archivo(los_numeros: Numeros) -> None:
    with (DATOS / "medida_censal_2018.csv").open(encoding="utf-8", newline="") as archivo:
        fila = next(
            f
            for f in csv.DictReader(archivo)
            if f["territorio"] == "27025" and f["dominio"] == "rural"
        )
    esperada = numero(float(fila["ipm_censal"]), 1) + "\N{NO-BREAK SPACE}%"
    assert los_numeros.cifra("ipm_censal", "27025", "rural") == esperada


def test_un_hueco_en_los_datos_detiene_la_guia(los_numeros: Numeros) -> None:
    with pytest.raises(ErrorDeDatos, match="no hay dato"):
        los_numeros.cifra("ipm_censal", "91263", "cabecera")


def test_resto_y_diferencia(los_numeros: Numeros, acervo: DatosDelSitio) -> None:
    propio, pais = (acervo.cubo.valor("ipm_censal", c) for c in ("27025", "00"))
    assert los_numeros.resto("ipm_censal", "27025").startswith(numero(100 - propio, 1))
    diferencia = los_numeros.diferencia("ipm_censal", "27025", "00")
    assert diferencia.startswith("+" + numero(propio - pais, 1))


@pytest.mark.parametrize("cupos", [1, 10, 10000])
def test_el_reparto_suma_los_cupos(los_numeros: Numeros, cupos: int) -> None:
    reparto = los_numeros.reparto("05001", cupos)
    assert sum(int(v.replace(".", "")) for v in reparto.values()) == cupos


def test_el_promedio_del_grupo_es_el_de_sus_municipios(
    los_numeros: Numeros, acervo: DatosDelSitio
) -> None:
    grupo = acervo.cubo.valor("mdm_grupo", "41006")
    suyos = [m for m in acervo.municipios if acervo.cubo.valor("mdm_grupo", m) == grupo]
    media = np.nanmean([acervo.cubo.valor("mdm", m) for m in suyos])
    assert los_numeros.promedio_del_grupo("mdm", "41006") == numero(float(media), 1)
    assert len(suyos) > 50


def test_los_errores_llevan_cada_uno_su_denominador() -> None:
    hechos = cifras_de_las_guias.errores(dentro=340, fuera=660, sobran=60)
    duro = "\N{NO-BREAK SPACE}"
    assert hechos["inclusion"] == f"15,0{duro}%"
    assert hechos["exclusion"] == f"66,0{duro}%"
    assert hechos["cobertura"] == f"34,0{duro}%"
    assert (hechos["beneficiarios"], hechos["objetivo"]) == ("400", "1.000")


@pytest.mark.parametrize(
    ("marcas", "puntos", "tercio", "otro"),
    [
        ([8, 11, 13, 14], "22", "no", "no"),
        ([1, 8, 4, 11, 13], "33", "no", "sí"),
        ([1, 8, 11, 13, 14, 15], "36", "sí", "sí"),
        (list(range(1, 16)), "100", "sí", "sí"),
    ],
)
def test_el_puntaje_en_el_borde(marcas: list[int], puntos: str, tercio: str, otro: str) -> None:
    hecho = cifras_de_las_guias.puntaje(marcas)
    assert (hecho["puntaje"], hecho["con_un_tercio"], hecho["con_033"]) == (puntos, tercio, otro)
    assert hecho["suma"].endswith(f"= {puntos}")


@pytest.mark.parametrize(
    ("notas", "puntaje", "nivel"),
    [
        ([0, 0, 0], "0", "inicial"),
        ([2, 2, 2, 0], "38", "inicial"),
        ([2, 2, 2, 1, 1], "40", "básico"),
        ([3, 2, 2, 2, 3], "60", "intermedio"),
        ([4, 4, 3], "92", "consolidado"),
        ([4, 4, 4], "100", "consolidado"),
    ],
)
def test_la_dimension_cambia_de_nivel_en_el_corte(
    notas: list[int], puntaje: str, nivel: str
) -> None:
    hecha = cifras_de_las_guias.dimension(notas)
    assert (hecha["puntaje"], hecha["nivel"]) == (puntaje, nivel)


@pytest.mark.parametrize(
    ("entrada", "salida", "esperada"),
    [(40, 70, "0,50"), (50, 50, "0,00"), (60, 50, "−0,25"), (0, 100, "1,00")],
)
def test_la_ganancia_normalizada(entrada: float, salida: float, esperada: str) -> None:
    assert sesion.ganancia(entrada, salida) == esperada


def test_sin_margen_la_ganancia_no_esta_definida() -> None:
    assert sesion.ganancia(100, 100) == "no definida"


def test_cada_regla_se_puede_escribir_y_su_norma_existe() -> None:
    for clave, una in archivos_de_las_guias.leer("reglas")["reglas"].items():
        assert any(letra.isalnum() for letra in cifras_de_las_guias.regla(clave)), clave
        assert cifras_de_las_guias.valor_de_regla(clave) > 0
        assert una["norma"] is None or una["norma"] in normas()
    assert cifras_de_las_guias.regla("compra_local") == "30\N{NO-BREAK SPACE}%"
    assert cifras_de_las_guias.regla("proposito_libre") == "42\N{NO-BREAK SPACE}%"


def test_los_enlaces_son_relativos_y_marcan_lo_pendiente(enlaces: Enlaces) -> None:
    assert 'href="../../territorio/27025/index.html"' in enlaces.enlace_perfil("27025")
    confirmada = enlaces.norma("ley_715_94")
    assert 'href="../../datos/normas.html#ley_715_94"' in confirmada
    assert "por verificar" not in confirmada
    assert "por verificar" in enlaces.norma("rui_fechas")
    assert 'href="../../glosario.html#icld"' in enlaces.termino("icld")


@pytest.mark.parametrize("pedido", ["norma", "termino"])
def test_pedir_lo_que_no_esta_es_un_error_con_salida(enlaces: Enlaces, pedido: str) -> None:
    with pytest.raises(ErrorDeDatos, match="no_existe"):
        getattr(enlaces, pedido)("no_existe")


def test_la_tabla_de_privaciones_trae_los_pesos_del_metodo() -> None:
    tabla = tablas_html.tabla_privaciones()
    filas = tabla.split("<tbody>")[1].split("</tr>")[:-1]
    assert [int(f.rsplit("<td", 1)[1].split(">")[1].split("<")[0]) for f in filas] == list(
        PESOS_DEL_IPM
    )
    assert tablas_html.tabla_programas().count("<tr>") == len(PESOS_DEL_IPM) + 1


def test_la_tabla_de_niveles_suma_51() -> None:
    tabla = tablas_html.tabla_niveles()
    assert "Los 51 niveles" in tabla
    assert all(rango in tabla for rango in ("A1 a A5", "B1 a B7", "C1 a C18", "D1 a D21"))


def test_la_tabla_de_categorias_no_deja_huecos() -> None:
    tabla = tablas_html.tabla_categorias()
    for borde in ("500.001 o más", "100.001 a 500.000", "10.001 a 20.000", "10.000 o menos"):
        assert borde in tabla
    for borde in ("más de 400.000", "más de 15.000 y hasta 25.000", "hasta 15.000"):
        assert borde in tabla
    assert "De 150 a 200 salarios" in tablas_html.tabla_personeria()


def test_los_porcentajes_del_sgp_y_de_las_regalias_cuadran() -> None:
    reglas = archivos_de_las_guias.leer("reglas")
    assert sum(f["parte"] for f in reglas["sgp"]) == pytest.approx(100)
    # Lo demás de las regalías (8 %) va a ahorro, Cormagdalena, administración y control.
    assert sum(f["parte"] for f in reglas["sgr"]) == 92
