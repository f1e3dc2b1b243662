"""El simulador: la selección y los errores de Python, y un CSV malo que se explica."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from generador.metodos import asignacion, evaluacion, seleccion
from generador.metodos.grupos import Agrupacion
from generador.paginas.herramientas import hogares_sinteticos
from tests.accesibilidad import infracciones
from tests.herramientas.armado_web import a_csv, en_python, renombrar
from tests.herramientas.conftest import (
    Abrir,
    Calcular,
    Sitio,
    Visita,
    bajar,
    evaluar,
    pedidos_nuevos,
)
from tests.herramientas.simulador_web import ELEGIR, ir
from tests.metodos.hogares.bases import barajar, nominal

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


CORTES = (1, 9, 12, 51)
PRIORIDADES = (
    ("orden", "sorteo"), ("orden", "menores"), ("personas", "sorteo"), ("sorteo", "orden"),
)  # fmt: skip
LIMITES: tuple[dict[str, Any], ...] = (
    {"cupo": 0}, {"cupo": 100}, {"cupo": 900}, {"presupuesto": 100_000_001, "costo": 2_000_000},
    {"presupuesto": 10, "costo": 0.9}, {"presupuesto": 0.3, "costo": 0.1},
    {"presupuesto": 90.45, "costo": 0.45}, {"cupo": 60, "presupuesto": 90, "costo": 2},
    {"cupo": 12, "reparto": {"regla": "pobres", "minimo": 0}},
    {"cupo": 12, "reparto": {"regla": "mixta", "minimo": 1}, "presupuesto": 10, "costo": 0.9},
)  # fmt: skip


def elegidos_en_python(corte: int, campos: tuple[str, ...], limite: dict[str, Any]) -> Any:
    primero = {"orden": "menor", "personas": "mayor", "menores": "mayor"}
    usados = [] if campos[0] == "sorteo" else [c for c in campos if c != "sorteo"]
    elegible = np.array(COLUMNAS["orden"]) <= corte
    agrupacion, _ = Agrupacion.de_codigos([f["territorio"] for f in FILAS])
    por_territorio = None
    if "reparto" in limite:
        personas = np.array(COLUMNAS["personas"])
        pobres, poblacion = agrupacion.sumar(personas * POBRE), agrupacion.sumar(personas)
        pesos = asignacion.pesos_de_reparto(pobres, poblacion, limite["reparto"]["regla"])
        topes = asignacion.Limites(limite["reparto"]["minimo"], agrupacion.sumar(elegible))
        por_territorio = asignacion.repartir(limite["cupo"], pesos, topes)
    con_costo = {"costos": np.full(len(IDS), limite["costo"])} if "costo" in limite else {}
    return seleccion.seleccionar(
        seleccion.Candidatos(elegible, IDS, agrupacion),
        COLUMNAS,
        [seleccion.Criterio(c, primero[c]) for c in usados],  # type: ignore[arg-type]
        seleccion.LimitesDeSeleccion(
            limite.get("cupo") if por_territorio is None else None,
            por_territorio,
            limite.get("presupuesto"),
            **con_costo,
        ),
        "2026",
    )


def test_se_selecciona_a_los_mismos(sitio: Sitio, abrir: Abrir) -> None:
    """Cada corte, prioridad y límite, por el obrero de verdad y en una sola pestaña."""
    pagina = ir(abrir(), sitio)
    casos = [(c, p, m) for c in CORTES for p in PRIORIDADES for m in LIMITES]
    regla = {"objetivo": "pobre", "unidad": "hogares", "semilla": "2026"}
    pedidos = [
        {
            "regla": {**regla, "primero": campos[0], "luego": campos[1]},
            "limites": limite,
            "corte": {"corte": NIVELES[corte - 1], "hasta": corte},
            "niveles": len(NIVELES),
            "por": "territorio",
        }
        for corte, campos, limite in casos
    ]
    hechos = evaluar(pagina, ELEGIR, [hogares_sinteticos(), pedidos])
    for (corte, campos, limite), hecho in zip(casos, hechos, strict=True):
        py = elegidos_en_python(corte, campos, limite)
        estados = ["no elegible", "seleccionado", "en espera"]
        esperado = {
            i: [estados[e], p or ""]
            for i, e, p in zip(IDS, py.estado.tolist(), py.puesto.tolist(), strict=True)
        }
        assert {f[0]: f[2:4] for f in hecho["lista"][1:]} == esperado, (corte, campos, limite)
        assert hecho["resultados"][0]["costo"] == py.costo


@pytest.mark.parametrize("unidad", ["hogares", "personas"])
def test_los_errores_son_los_mismos(sitio: Sitio, abrir: Abrir, unidad: str) -> None:
    pagina = ir(abrir(), sitio)
    regla = {"objetivo": "pobre", "unidad": unidad, "semilla": "2026", "primero": "orden"}
    pedido = {
        "regla": {**regla, "luego": "sorteo"}, "niveles": len(NIVELES), "por": "territorio",
        "corte": {"corte": "B4", "hasta": 9},
    }  # fmt: skip
    todos, nadie = pagina.evaluate(
        ELEGIR,
        [hogares_sinteticos(), [{**pedido, "limites": {"cupo": c}} for c in (600, 0)]],
    )
    recibe = np.array(COLUMNAS["orden"]) <= 9
    peso = np.array(COLUMNAS["personas"]) if unidad == "personas" else np.ones(len(IDS))
    py = evaluacion.evaluar(POBRE, recibe, ponderador=peso)
    for nombre in ("inclusion", "exclusion", "cobertura"):
        js, razon = todos["resultados"][0][nombre], getattr(py, nombre)
        assert (js["numerador"], js["denominador"]) == (razon.numerador, razon.denominador)
        assert js["valor"] == razon.valor
    assert nadie["resultados"][0]["inclusion"]["valor"] is None


def test_cambia_con_otro_corte(sitio: Sitio, abrir: Abrir) -> None:
    pagina = ir(abrir(), sitio)
    resultado = pagina.locator(".herramienta-resultado")
    expect(resultado.get_by_role("row", name=re.compile("^Seleccionados"))).to_contain_text("200")
    pagina.locator("#simulador-cupo").fill("20")
    expect(resultado).to_contain_text("se selecciona a los mismos hogares")
    pagina.locator("#simulador-cupo").fill("900")
    expect(resultado).to_contain_text("hogares que con B4 no")
    pagina.locator("#simulador-cupo").fill("muchos")
    expect(resultado).to_contain_text("El cupo debe ser un número entero")
    pagina.get_by_label("Hasta dónde alcanza").select_option("presupuesto")
    expect(resultado).to_contain_text("se comprometen $ 300.000.000")
    expect(pagina.locator("#simulador-limite")).to_be_focused()


def subir(pagina: Page, tmp_path: Path, texto: bytes) -> None:
    ruta = tmp_path / "mio.csv"
    ruta.write_bytes(texto)
    pagina.locator("#simulador-archivo").set_input_files(ruta)


MALOS = {
    b"": "El archivo está vacío",
    b"id;clasificacion;pobre\n": "solo tiene el encabezado",
    b"id;nivel\n1;A1\n": "faltan las columnas «clasificacion», «pobre»",
    b"id;clasificacion;pobre\n1;A1\n": "La fila 2 está incompleta",
    b'id;clasificacion;pobre\n"1;A1;1\n': "unas comillas que no se cierran",
    b"id;id;clasificacion;pobre\n1;2;A1;1\n": "son la misma «id»",
}


def test_un_csv_malo_se_explica_y_no_se_pierde_nada(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    visita: Visita = abrir()
    pagina = ir(visita, sitio)
    pagina.locator("#simulador-cupo").fill("77")
    antes = pagina.locator(".herramienta-cuerpo").inner_text()
    for contenido, dice in MALOS.items():
        subir(pagina, tmp_path, contenido)
        expect(pagina.locator(".herramienta-aviso.malo")).to_contain_text(dice)
        expect(pagina.locator(".herramienta-aviso")).to_contain_text("La base anterior sigue igual")
        assert pagina.locator(".herramienta-cuerpo").inner_text() == antes
    assert visita.problemas == []


def test_un_csv_bueno_se_lee_sin_datos_personales(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    visita = abrir()
    pagina = ir(visita, sitio)
    pedidos = len(visita.pedidos)
    texto = 'ID,Nombre,Clasificación,H_5,Personas\n7,"Pérez, Ana",a1,1,4\n8,=1+1,D3,0,2\n'
    subir(pagina, tmp_path, texto.encode("windows-1252"))
    expect(pagina.locator(".herramienta-aviso")).to_contain_text("Se leyeron 2 hogares")
    expect(pagina.locator(".herramienta-aviso")).to_contain_text("datos personales: Nombre")
    fila = pagina.get_by_role("row", name=re.compile("^Seleccionados"))
    expect(fila).to_contain_text("1")
    bajado = bajar(pagina, "Descargar CSV", tmp_path)
    assert "7;A1;seleccionado;1;sí" in bajado
    assert "Pérez" not in bajado + bajar(pagina, "Guardar", tmp_path) + pagina.url
    assert pedidos_nuevos(visita, pedidos) == []
    assert visita.problemas == []


PREGUNTAS = {
    "clasificacion": ("id;clasificacion;pobre\n1;A1;1\n2;Z9;0\n", "«Z9» (fila 3)"),
    "pobre": ("id;clasificacion;pobre\n1;A1;quizás\n2;A2;0\n", "no es 0 ni 1: «quizás» (fila 2)"),
    "personas": ("id;sisben;pobre;personas\n1;A1;1;dos\n2;A2;0;3\n", "«dos» (fila 2)"),
    "menores": ("id;sisben;pobre;menores\n1;A1;1;dos\n2;A2;0;3\n", "«dos» (fila 2)"),
    "identidad": ("id;sisben;pobre\n;A1;1\n2;A2;0\n", "no dice a qué hogar pertenece"),
}


@pytest.mark.parametrize("cual", PREGUNTAS)
def test_lo_que_cambia_el_resultado_se_pregunta(
    sitio: Sitio, abrir: Abrir, tmp_path: Path, cual: str
) -> None:
    texto, dice = PREGUNTAS[cual]
    visita = abrir()
    pagina = ir(visita, sitio)
    antes = pagina.locator(".herramienta-resultado").inner_text()
    subir(pagina, tmp_path, texto.encode())
    pregunta = pagina.get_by_role("group", name="«mio.csv» todavía no se usó.")
    expect(pregunta).to_contain_text(dice)
    expect(pregunta).to_be_focused()
    assert pagina.locator(".herramienta-resultado").inner_text() == antes
    pagina.get_by_role("button", name="No usar este archivo").click()
    expect(pregunta).to_have_count(0)
    assert pagina.locator(".herramienta-resultado").inner_text() == antes
    subir(pagina, tmp_path, texto.encode())
    pagina.get_by_role("button", name="Seguir sin esos datos").press("Enter")
    expect(pagina.locator(".aviso")).to_contain_text("«mio.csv»")
    expect(pagina.locator(".herramienta-avisos")).to_contain_text(dice)
    expect(pagina.locator("#simulador-elegir")).to_be_focused()
    assert "INTERNO: no publicar" in bajar(pagina, "Descargar CSV", tmp_path)
    assert visita.problemas == []


@pytest.mark.parametrize(("boton", "elegibles"), [("Coma", "4.936"), ("Punto", "5")])
def test_el_signo_decimal_se_pregunta(
    sitio: Sitio, abrir: Abrir, tmp_path: Path, boton: str, elegibles: str
) -> None:
    pagina = ir(abrir(360, 740), sitio)
    tabla = renombrar(nominal(4), "muestra_nacional")
    filas = len(tabla["nivel"])
    tabla = {**tabla, "fex": ["1.234"] * filas, "grupo": ["A"] * filas, "nivel": ["1"] * filas}
    subir(pagina, tmp_path, a_csv(tabla))
    expect(pagina.locator("#herramienta-pregunta")).to_contain_text("puede ser 1234 o 1,234")
    pagina.get_by_role("button", name=f"{boton}: «1.234» es").click()
    fila = pagina.get_by_role("row", name=re.compile("^Pueden entrar")).locator("td").first
    expect(fila).to_have_text(elegibles)
    expect(pagina.locator(".aviso")).to_contain_text("factor de expansión («fex») y se usó")
    assert not pagina.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_se_pregunta_que_es_cada_fila(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    """Para el simulador bastan el hogar, el nivel y la marca: las 15 privaciones no hacen falta."""
    texto = (
        "cod_mpio;llave;HOGAR;ORDEN;Grupo;Nivel;Clasificacion;H_5;nom_vereda\n"
        "27025;01;1;1;C;16;C1;0;Alta\n27025;01;1;2;C;16;C1;0;Alta\n"
        "27025;01;2;1;A;03;A3;1;Baja\n27025;02;1;1;B;1;B1;1;Alta\n27025;02;1;1;B;1;B1;1;Alta\n"
    )
    pagina = ir(abrir(), sitio)
    subir(pagina, tmp_path, texto.encode())
    pagina.get_by_role("button", name="Una persona").click()
    expect(pagina.locator(".herramienta-aviso")).to_contain_text("Se leyeron 3 hogares (5 filas")
    expect(pagina.locator(".herramienta-avisos")).to_contain_text("1 fila repite a una persona")
    bajado = bajar(pagina, "Descargar CSV", tmp_path)
    assert "27025|1|1;C16;no elegible;;no" in bajado
    assert "27025|1|2;A3;seleccionado;1;sí" in bajado


@pytest.mark.parametrize("esquema", ["anonimizada_departamental", "departamental_2026"])
def test_sin_identidad_no_se_sortea_y_se_dice(
    sitio: Sitio, abrir: Abrir, tmp_path: Path, esquema: str
) -> None:
    visita = abrir()
    pagina = ir(visita, sitio)
    subir(pagina, tmp_path, a_csv(renombrar(nominal(50), esquema)))
    expect(pagina.locator(".herramienta-aviso")).to_contain_text("Se leyeron 50 hogares")
    expect(pagina.locator(".herramienta-avisos")).to_contain_text(
        "los hogares se cuentan por su jefe"
    )
    resultado = pagina.locator(".herramienta-resultado")
    expect(resultado).to_contain_text("no se sortea ni se selecciona a nadie")
    assert resultado.locator("tbody th").all_inner_texts() == ["Pueden entrar"]
    assert "seleccionado;" not in bajar(pagina, "Descargar CSV", tmp_path)
    assert visita.problemas == []


def test_la_pregunta_y_los_avisos_son_accesibles(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    pagina = ir(abrir(360, 740), sitio)
    tabla = nominal(30)
    tabla["i7"] = ["quizás " * 12, "#N/D", *tabla["i7"][2:]]
    tabla["edad_calculada"] = [-1, 999, *tabla["edad_calculada"][2:]]
    subir(pagina, tmp_path, a_csv(tabla))
    expect(pagina.locator("#herramienta-pregunta")).to_be_visible()
    assert infracciones(pagina) == []
    pagina.get_by_role("button", name="Seguir sin esos datos").click()
    pagina.locator(".herramienta-avisos li").nth(2).wait_for(state="attached")
    assert infracciones(pagina) == []
    assert not pagina.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_los_avisos_son_los_de_python_y_en_su_orden(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    pagina = ir(abrir(), sitio)
    tabla = {n: [*v, *v[:3]] for n, v in nominal(40).items()}
    tabla["clasificacion"] = [c[0] for c in tabla["clasificacion"]]
    tabla["edad_calculada"] = [-1, *tabla["edad_calculada"][1:]]
    octetos = a_csv(barajar(tabla, 4))
    subir(pagina, tmp_path, octetos)
    expect(pagina.locator(".herramienta-avisos")).to_be_visible()
    dichos = pagina.locator(".herramienta-avisos li").all_inner_texts()
    esperados = [t[0].upper() + t[1:] + "." for t in en_python(octetos, usados=["orden"])["textos"]]
    assert len(esperados) >= 3
    assert dichos[: len(esperados)] == esperados


def test_se_ve_a_quien_deja_por_fuera_en_cada_territorio(sitio: Sitio, abrir: Abrir) -> None:
    pagina = ir(abrir(), sitio, "#m=27025")
    expect(pagina.locator(".herramienta-contexto")).to_contain_text(
        "personas en pobreza multidimensional"
    )
    pagina.get_by_text("Por territorio, con el corte B4", exact=True).click()
    tabla = pagina.get_by_role("table", name="Hogares por territorio")
    fuera = [int(t) for t in tabla.locator("tbody td:last-child").all_inner_texts()]
    excluidos = pagina.get_by_role("row", name=re.compile("^Error de exclusión")).locator("td")
    assert sum(fuera) == int(excluidos.first.inner_text().split("\n")[-1].split(" de ")[0])
    assert fuera == sorted(fuera, reverse=True)


def test_todo_con_el_teclado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = ir(abrir(360, 740), sitio)
    boton = pagina.get_by_role("button", name="Usar mi CSV")
    boton.focus()
    # Sin abrir la ventana del sistema: basta con que la tecla llegue a la casilla de archivo.
    pagina.evaluate(
        """() => document.getElementById('simulador-archivo').addEventListener('click', e => {
          e.preventDefault(); window.pidioArchivo = true; })"""
    )
    pagina.keyboard.press("Enter")
    assert pagina.evaluate("window.pidioArchivo") is True
    pagina.locator("#simulador-corte").focus()
    pagina.keyboard.press("Home")
    expect(pagina.locator("#simulador-corte")).to_have_value("A1")
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.id") == "simulador-otro"
    pagina.locator("#simulador-cupo").focus()
    pagina.keyboard.press("Control+A")
    pagina.keyboard.type("50")
    expect(pagina.locator(".herramienta-resultado")).to_contain_text("Hasta A1")


def test_el_corte_se_explica_y_lleva_al_lector(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(360, 740)
    pagina = ir(visita, sitio)
    pagina.get_by_text("¿Qué quiere decir este grupo?").press("Enter")
    ayuda = pagina.locator("details", has_text="¿Qué quiere decir este grupo?")
    expect(ayuda).to_contain_text("B4, pobreza moderada. Es el 4.º de los 7 niveles")
    pagina.locator("#simulador-corte").select_option("A5")
    expect(ayuda).to_contain_text("A5, pobreza extrema")
    assert infracciones(pagina) == []
    ayuda.get_by_role("link", name=re.compile("^A5 en el lector")).click()
    expect(pagina.locator("#sisben-codigo")).to_have_value("A5")
    assert visita.problemas == []


def test_un_enlace_y_un_archivo_de_antes_siguen_abriendo(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    """Los que se hicieron cuando el cupo no se podía repartir entre territorios."""
    regla = {"corte": "A3", "otro": "B1", "objetivo": "A", "limite": "cupo", "cupo": "12",
             "presupuesto": "1", "costo": "1", "primero": "personas", "luego": "orden",
             "semilla": "acta", "unidad": "personas"}  # fmt: skip
    enlace = base64.urlsafe_b64encode(json.dumps([1, regla]).encode()).decode().rstrip("=")
    pagina = ir(abrir(), sitio, f"#e={enlace}")
    expect(pagina.locator("#simulador-corte")).to_have_value("A3")
    expect(pagina.locator("#simulador-reparto")).to_have_value("ninguno")
    guardado = {"kit": "contra-la-pobreza", "herramienta": "simulador", "version": 1,
                "municipio": None, "estado": {**regla, "corte": "A4"}}  # fmt: skip
    ruta = tmp_path / "guardado.json"
    ruta.write_text(json.dumps(guardado), "utf-8")
    pagina.locator("#herramienta-abrir").set_input_files(ruta)
    expect(pagina.locator("#simulador-corte")).to_have_value("A4")
