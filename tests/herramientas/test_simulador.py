"""El simulador: la selección y los errores de Python, y un CSV malo que se explica."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from generador.metodos import evaluacion, seleccion
from generador.metodos.grupos import Agrupacion
from generador.paginas.herramientas import hogares_sinteticos
from tests.herramientas.conftest import (
    Abrir,
    Calcular,
    Sitio,
    Visita,
    bajar,
    herramienta,
    pedidos_nuevos,
)

pytestmark = pytest.mark.navegador
FILAS = list(csv.DictReader(hogares_sinteticos().splitlines(), delimiter=";"))
NIVELES = [
    f"{g}{n}" for g, t in (("A", 5), ("B", 7), ("C", 18), ("D", 21)) for n in range(1, t + 1)
]
IDS = [f["id"] for f in FILAS]
COLUMNAS = {
    "orden": [NIVELES.index(f["clasificacion"]) + 1 for f in FILAS],
    "personas": [int(f["personas"]) for f in FILAS],
    "menores": [int(f["menores"]) for f in FILAS],
}
POBRE = np.array([f["pobre"] == "1" for f in FILAS])


def test_la_base_inventada_es_repetible_y_mezclada() -> None:
    assert hogares_sinteticos() == hogares_sinteticos()
    assert len(FILAS) == 600
    assert 0.1 < POBRE.mean() < 0.9


@pytest.mark.parametrize(
    "texto", ["", "abc", "2026:H001", "ñandú " * 40, "x" * 55, "x" * 56, "x" * 64]
)
def test_la_huella_es_sha_256(calcular: Calcular, texto: str) -> None:
    assert calcular("sha256", texto) == hashlib.sha256(texto.encode()).hexdigest()


@pytest.mark.parametrize("corte", [1, 9, 12, 51])
@pytest.mark.parametrize("campos", [["orden"], ["orden", "menores"], ["personas"], []])
@pytest.mark.parametrize("limite", [{"cupo": 0}, {"cupo": 100}, {"cupo": 900},
                                    {"presupuesto": 100_000_001, "costo": 2_000_000},
                                    {"presupuesto": 10, "costo": 0.9},
                                    {"presupuesto": 0.3, "costo": 0.1},
                                    {"presupuesto": 90.45, "costo": 0.45}])  # fmt: skip
def test_se_selecciona_a_los_mismos(
    calcular: Calcular, corte: int, campos: list[str], limite: dict[str, int]
) -> None:
    primero = {"orden": "menor", "personas": "mayor", "menores": "mayor"}
    elegible = np.array(COLUMNAS["orden"]) <= corte
    js = calcular(
        "seleccionarHogares", IDS, elegible.tolist(), COLUMNAS,
        [{"campo": c, "primero": primero[c]} for c in campos], limite, "2026",
    )  # fmt: skip
    con_costo = {"costos": np.full(len(IDS), limite["costo"])} if "costo" in limite else {}
    py = seleccion.seleccionar(
        seleccion.Candidatos(elegible, IDS, Agrupacion.unica(len(IDS))),
        COLUMNAS,
        [seleccion.Criterio(c, primero[c]) for c in campos],  # type: ignore[arg-type]
        seleccion.Limites(limite.get("cupo"), None, limite.get("presupuesto"), **con_costo),
        "2026",
    )
    assert js["puesto"] == py.puesto.tolist()
    assert js["estado"] == py.estado.tolist()
    assert js["costo"] == py.costo


@pytest.mark.parametrize("unidad", ["hogares", "personas"])
def test_los_errores_son_los_mismos(calcular: Calcular, unidad: str) -> None:
    recibe = np.array(COLUMNAS["orden"]) <= 9
    peso = np.array(COLUMNAS["personas"]) if unidad == "personas" else np.ones(len(IDS))
    js = calcular("evaluarFocalizacion", POBRE.tolist(), recibe.tolist(), peso.tolist())
    py = evaluacion.evaluar(POBRE, recibe, ponderador=peso)
    for nombre in ("inclusion", "exclusion", "cobertura"):
        razon = getattr(py, nombre)
        assert (js[nombre]["numerador"], js[nombre]["denominador"]) == (
            razon.numerador,
            razon.denominador,
        )
        assert js[nombre]["valor"] == razon.valor
    nadie = calcular("evaluarFocalizacion", [True], [False], [1])
    assert nadie["inclusion"]["valor"] is None


def test_cambia_con_otro_corte(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("simulador"))
    resultado = pagina.locator(".kh-resultado")
    expect(resultado.get_by_role("row", name=re.compile("^Seleccionados"))).to_contain_text("200")
    pagina.locator("#i-cupo").fill("20")
    expect(resultado).to_contain_text("se selecciona a los mismos hogares")
    pagina.locator("#i-cupo").fill("900")
    expect(resultado).to_contain_text("hogares que con B4 no")
    pagina.locator("#i-cupo").fill("muchos")
    expect(resultado).to_contain_text("El cupo debe ser un número entero")
    pagina.get_by_label("Hasta dónde alcanza").select_option("presupuesto")
    expect(resultado).to_contain_text("se comprometen $ 300.000.000")
    expect(pagina.locator("#i-limite")).to_be_focused()


def subir(pagina: Page, tmp_path: Path, texto: bytes) -> None:
    ruta = tmp_path / "mio.csv"
    ruta.write_bytes(texto)
    pagina.locator("#i-archivo").set_input_files(ruta)


MALOS = {
    b"": "está vacío",
    b"id;clasificacion;pobre\n": "ningún hogar",
    b"id;nivel\n1;A1\n": "Línea 1: faltan las columnas «clasificacion», «pobre»",
    b"id;clasificacion;pobre\n1;A1;1\n2;Z9;0\n": "Línea 3: «Z9» no es un grupo y nivel",
    b"id;clasificacion;pobre\n1;A1;si\n": "Línea 2: «si» en la columna «pobre»",
    b"id;clasificacion;pobre\n1;A1;1\n1;A2;1\n": "ya estaba en la línea 2",
    b"id;clasificacion;pobre\n1;A1\n": "trae 2 columnas y se esperaban 3",
    b'id;clasificacion;pobre\n"1;A1;1\n': "una comilla que no se cierra",
    b"id;sisben;pobre;personas\n1;A1;1;dos\n": "«dos» en la columna «personas»",
}


def test_un_csv_malo_se_explica_y_no_se_pierde_nada(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    visita: Visita = abrir()
    pagina = visita.ir(sitio.url + herramienta("simulador"))
    pagina.locator("#i-cupo").fill("77")
    antes = pagina.locator(".kh-cuerpo").inner_text()
    for contenido, dice in MALOS.items():
        subir(pagina, tmp_path, contenido)
        expect(pagina.locator(".kh-aviso.malo")).to_contain_text(dice)
        expect(pagina.locator(".kh-aviso")).to_contain_text("La base anterior sigue igual")
        assert pagina.locator(".kh-cuerpo").inner_text() == antes
    assert visita.problemas == []


def test_un_csv_bueno_se_lee_sin_datos_personales(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + herramienta("simulador"))
    pedidos = len(visita.pedidos)
    texto = 'ID,Nombre,Clasificación,H_5,Personas\n7,"Pérez, Ana",a1,1,4\n8,=1+1,D3,0,2\n'
    subir(pagina, tmp_path, texto.encode("windows-1252"))
    expect(pagina.locator(".kh-aviso")).to_contain_text("Se leyeron 2 hogares")
    expect(pagina.locator(".kh-aviso")).to_contain_text("datos personales: Nombre")
    fila = pagina.get_by_role("row", name=re.compile("^Seleccionados"))
    expect(fila).to_contain_text("1")
    bajado = bajar(pagina, "Descargar CSV", tmp_path)
    assert "7;A1;seleccionado;1;sí" in bajado
    assert "Pérez" not in bajado + bajar(pagina, "Guardar", tmp_path) + pagina.url
    assert pedidos_nuevos(visita, pedidos) == []
    assert visita.problemas == []


def test_una_base_por_persona_se_junta_por_hogar(calcular: Calcular) -> None:
    orden = {codigo: n for n, codigo in enumerate(NIVELES, start=1)}
    texto = (
        "cod_mpio;llave;HOGAR;ORDEN;Grupo;Nivel;Clasificacion;H_5;edad;nom_vereda\n"
        "27025;01;1;1;C;16;C1;0;40;Alta\n27025;01;1;2;C;16;C1;0;9;Alta\n"
        "27025;01;2;1;A;03;A3;1;30;Baja\n27025;02;1;1;B;1;B1;1;20;Alta\n27025;02;1;2;B;2;B2;1;3;Alta\n"
    )
    leido = calcular("leerHogares", texto, orden)
    assert leido["porPersona"] is True
    assert leido["distintos"] == 1  # dos personas de un hogar con nivel distinto: vale la primera
    assert leido["hogares"] == {
        "ids": ["27025-01-1", "27025-01-2", "27025-02-1"],
        "clasificacion": ["C16", "A3", "B1"],
        "orden": [orden["C16"], orden["A3"], orden["B1"]],
        "pobre": [False, True, True],
        "personas": [2, 1, 2],
        "menores": [1, 0, 1],
        "territorio": ["Alta", "Baja", "Alta"],
    }


@pytest.mark.parametrize("archivo", ["11001_Bogota", "15759_Sogamoso", "76113_Bugalagrande"])
def test_la_muestra_del_dnp_se_lee_como_la_lee_python(
    calcular: Calcular, fuentes: Path, archivo: str
) -> None:
    texto = (fuentes / "sisben" / f"SIV2022_personas_{archivo}.csv").read_text("utf-8-sig")
    filas = list(csv.DictReader(texto.splitlines()))
    hogares: dict[tuple[str, str], list[dict[str, str]]] = {}
    for fila in filas:
        hogares.setdefault((fila["llave"], fila["HOGAR"]), []).append(fila)
    orden = {codigo: n for n, codigo in enumerate(NIVELES, start=1)}
    leido = calcular("leerHogares", texto, orden)["hogares"]
    assert sum(leido["personas"]) == len(filas)
    assert leido["personas"] == [len(h) for h in hogares.values()]
    primeras = [h[0] for h in hogares.values()]
    assert leido["clasificacion"] == [f["Grupo"] + f["Nivel"] for f in primeras]
    assert leido["pobre"] == [f["H_5"] == "1" for f in primeras]


def test_se_ve_a_quien_deja_por_fuera_en_cada_territorio(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("simulador", "#m=27025"))
    expect(pagina.locator(".kh-contexto")).to_contain_text("personas en pobreza multidimensional")
    pagina.get_by_text("Por territorio, con el corte B4", exact=True).click()
    tabla = pagina.get_by_role("table", name="Hogares por territorio")
    fuera = [int(t) for t in tabla.locator("tbody td:last-child").all_inner_texts()]
    excluidos = pagina.get_by_role("row", name=re.compile("^Error de exclusión")).locator("td")
    assert sum(fuera) == int(excluidos.first.inner_text().split("\n")[-1].split(" de ")[0])
    assert fuera == sorted(fuera, reverse=True)


def test_todo_con_el_teclado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + herramienta("simulador"))
    boton = pagina.get_by_role("button", name="Usar mi CSV")
    boton.focus()
    # Sin abrir la ventana del sistema: basta con que la tecla llegue a la casilla de archivo.
    pagina.evaluate(
        """() => document.getElementById('i-archivo').addEventListener('click', e => {
          e.preventDefault(); window.pidioArchivo = true; })"""
    )
    pagina.keyboard.press("Enter")
    assert pagina.evaluate("window.pidioArchivo") is True
    pagina.locator("#i-corte").focus()
    pagina.keyboard.press("Home")
    expect(pagina.locator("#i-corte")).to_have_value("A1")
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.id") == "i-otro"
    pagina.locator("#i-cupo").focus()
    pagina.keyboard.press("Control+A")
    pagina.keyboard.type("50")
    expect(pagina.locator(".kh-resultado")).to_contain_text("Hasta A1")
