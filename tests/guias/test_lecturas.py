"""Las tablas que leen un territorio dicen lo que dicen los datos, el método y el catálogo."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from generador.formato import numero
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias import tablas_de_lectura, tablas_html
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.enlaces_de_las_guias import Enlaces
from generador.paginas.guias.metodologia import Metodologia
from generador.paginas.guias.tablas_de_lectura import Lecturas
from tests.oficiales import los_de


@pytest.fixture(scope="module")
def enlaces(acervo: DatosDelSitio) -> Enlaces:
    return Enlaces(acervo, lambda: "modulos/1-focalizacion/index.html")


@pytest.fixture(scope="module")
def leer(acervo: DatosDelSitio, enlaces: Enlaces) -> Lecturas:
    return Lecturas(Numeros(acervo), enlaces)


def celdas(html: str, columna: str) -> list[str]:
    """Los textos de una columna, sin etiquetas."""
    crudas = re.findall(rf'<td data-rotulo="{re.escape(columna)}">(.*?)</td>', html)
    return [re.sub(r"<[^>]+>", "", c) for c in crudas]


def test_los_vecinos_son_los_del_mapa_y_van_de_mayor_a_menor(
    leer: Lecturas, acervo: DatosDelSitio
) -> None:
    esperados = {v.codigo for v in acervo.topologia.vecinos["27025"]}
    tabla = leer.tabla_vecinos("27025")
    assert set(re.findall(r"territorio/(\d{5})/", tabla)) == esperados
    tasas = [float(t.split("\xa0")[0].replace(",", ".")) for t in celdas(tabla, "Incidencia")]
    assert tasas == sorted(tasas, reverse=True)
    pais = acervo.cubo.valor("ipm_censal", "00")
    altos = sum(acervo.cubo.valor("ipm_censal", v) > pais for v in esperados)
    assert leer.vecinos("27025") == {"cuantos": str(len(esperados)), "altos": str(altos)}


@pytest.mark.parametrize("departamento", ["27", "05", "88"])
def test_los_cuadrantes_suman_el_departamento(
    leer: Lecturas, acervo: DatosDelSitio, departamento: str
) -> None:
    tabla = leer.tabla_cuadrantes(departamento)
    contados = [int(c.replace(".", "")) for c in celdas(tabla, "Municipios")]
    assert sum(contados) == len(acervo.municipios_de(departamento))
    assert tabla.count("ninguno") == contados.count(0)


def test_la_mediana_fiscal_es_la_de_su_categoria(leer: Lecturas, acervo: DatosDelSitio) -> None:
    anio = acervo.cubo.ultimo("categoria_ley617")
    categoria = acervo.municipal("categoria_ley617", "total", anio)
    holgura = acervo.municipal("ley617_holgura", "total", acervo.cubo.ultimo("ley617_holgura"))
    esperada = np.nanmedian(holgura[categoria == acervo.cubo.valor("categoria_ley617", "41006")])
    assert numero(float(esperada), 1) in leer.tabla_fiscal("41006")


def test_los_errores_de_la_muestra_son_los_de_los_archivos(fuentes: Path) -> None:
    import csv

    hogares: dict[tuple[str, str, str], tuple[str, bool]] = {}
    for ruta in los_de(fuentes, "sisben/SIV2022_personas_*.csv"):
        with ruta.open(encoding="utf-8-sig", newline="") as archivo:
            for fila in csv.DictReader(archivo):
                llave = (fila["cod_mpio"], fila["llave"], fila["HOGAR"])
                if fila["PER003"] == "1":
                    hogares[llave] = (fila["Grupo"], fila["H_5"] == "1")
    assert tablas_de_lectura.hogares_de_la_muestra() == numero(len(hogares))
    pobres = sum(p for _, p in hogares.values())
    tabla = tablas_de_lectura.tabla_cortes()
    for fila, dentro in zip(
        re.findall(r"<tr>.*?</tr>", tabla)[1:], ("A", "AB", "ABC"), strict=True
    ):
        entran = [p for g, p in hogares.values() if g in dentro]
        assert f"({numero(len(entran) - sum(entran))} de {numero(len(entran))})" in fila
        assert f"({numero(pobres - sum(entran))} de {numero(pobres)})" in fila


def test_los_rangos_fiscales_no_dejan_huecos() -> None:
    assert celdas(tablas_html.tabla_idf(), "Puntaje") == [
        "0 a menos de 40", "40 a menos de 60", "60 a menos de 70", "70 a menos de 80", "80 a 100",
    ]  # fmt: skip


def test_la_metodologia_sale_del_catalogo(acervo: DatosDelSitio, enlaces: Enlaces) -> None:
    metodo = Metodologia(acervo, enlaces)
    derivados = [i for i in acervo.catalogo.values() if i.derivado_de]
    tabla = metodo.tabla_derivados()
    assert tabla.count("<tr>") == len(derivados) + 1
    assert all(i.largo in tabla for i in derivados)
    assert metodo.tabla_fuentes().count("<tr>") == len(acervo.fuentes) + 1
    assert metodo.cuantos_indicadores() == str(len(acervo.catalogo))
    assert metodo.clases_de_los_mapas() == "menos de 20, 20 a 35, 35 a 50, 50 a 70, y 70\xa0% o más"


def test_la_ruta_de_la_guia_es_la_de_la_herramienta(leer: Lecturas) -> None:
    tabla = leer.tabla_ruta()
    assert "Levantar el calendario de compras públicas" in tabla
    assert "datos/normas.html#ley_2046_7" in tabla
    fases = celdas(tabla, "Fase")
    assert fases.index("Focalización") < fases.index("Preparación") < fases.index("Seguimiento")
