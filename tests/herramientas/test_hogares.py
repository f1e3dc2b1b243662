"""El navegador arma los mismos hogares que Python: identidad, nivel, marcas, factor y avisos."""

from __future__ import annotations

import base64
import csv
import io
import math
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from generador.metodos import seleccion
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares import categorias, clasificacion, codigos, textos
from generador.practica.lugares_de_practica import Municipio
from generador.practica.salida_marcada import a_texto
from generador.practica.sintesis import sintetizar
from tests.herramientas.armado_web import ARMAR, a_csv, en_python, leer_las_dos, renombrar
from tests.metodos.hogares.bases import Tabla, barajar, nominal, sin_filas
from tests.metodos.hogares.test_armar import SUCIEDADES, con

pytestmark = pytest.mark.navegador
MUESTRAS = ["11001_Bogota", "15759_Sogamoso", "76113_Bugalagrande"]
ESQUEMAS = [
    "nominal_municipal",
    "anonimizada_departamental",
    "muestra_nacional",
    "departamental_2026",
    "predecesora_2020",
]


def muestra(fuentes: Path, archivo: str) -> Tabla:
    """Una muestra real como tabla; se vuelve a escribir con «;»."""
    texto = (fuentes / "sisben" / f"SIV2022_personas_{archivo}.csv").read_text("utf-8-sig")
    filas = list(csv.reader(io.StringIO(texto, newline="")))
    return {nombre: [f[i] for f in filas[1:]] for i, nombre in enumerate(filas[0])}


@cache
def practica() -> Tabla:
    """La base de práctica de 800 hogares que hace `kit sintetizar`."""
    base = sintetizar(Municipio.de_datos("05045"), 800, 1)
    filas = list(
        csv.reader(io.StringIO(a_texto(base).decode("utf-8-sig"), newline=""), delimiter=";")
    )
    return {nombre: [f[i] for f in filas[1:]] for i, nombre in enumerate(filas[0])}


@pytest.mark.parametrize("archivo", MUESTRAS)
def test_las_muestras_reales(hogares_web: Page, fuentes: Path, archivo: str) -> None:
    tabla = muestra(fuentes, archivo)
    leida = leer_las_dos(hogares_web, a_csv(tabla), usados=["orden"])
    leida.iguales()
    assert len(leida.navegador["identidades"]) > 1300
    assert any("factor de expansión" in t for t in leida.navegador["textos"])
    # Barajada da los mismos hogares; sin la llave, se cuentan jefes y no hay identidad.
    revuelta = leer_las_dos(hogares_web, a_csv(barajar(tabla, 3)), usados=["orden"])
    revuelta.iguales()
    assert revuelta.navegador["orden"] == leida.navegador["orden"]
    sin_llave = leer_las_dos(hogares_web, a_csv(sin_filas(tabla, "llave")), usados=["orden"])
    sin_llave.iguales()
    assert sin_llave.navegador["identidades"] is None
    jefes = sum(p == "1" for p in tabla["PER003"])
    assert len(sin_llave.navegador["orden"]) == jefes


@pytest.mark.parametrize("como", ["limpia", "barajada", "ensuciada"])
def test_la_base_de_practica(hogares_web: Page, como: str) -> None:
    tabla = practica()
    if como == "barajada":
        tabla = barajar(tabla, 11)
    if como == "ensuciada":
        tabla = {n: [*v, *v[:50]] for n, v in tabla.items()}
        tabla = con(tabla, "tip_parentesco", lambda v: "1. Jefe(a)" if v == "1" else f" {v} ")
        tabla = con(tabla, "grupo", lambda v: f"sisben iv - {v}")
        tabla = con(tabla, "ide_hogar", lambda v: f"{v}.0")
    leida = leer_las_dos(hogares_web, a_csv(tabla), usados=["orden"])
    leida.iguales()
    assert leida.navegador["identidades"] == en_python(a_csv(practica()))["identidades"]


@pytest.mark.parametrize("personas", ["de 1 a 9", "con su documento"])
def test_quien_se_repite(hogares_web: Page, personas: str) -> None:
    """Con un documento por persona las parejas posibles son millones; con 1, 2, 3… son pocas."""
    tabla = practica()
    if personas == "con su documento":
        documentos = [str(10**9 + 7 * i) for i in range(len(tabla["ide_persona"]))]
        tabla = {**tabla, "ide_persona": documentos}
    repetida = barajar({n: [*v, *v[5:25]] for n, v in tabla.items()}, 4)
    leida = leer_las_dos(hogares_web, a_csv(repetida), usados=["orden"])
    leida.iguales()
    assert leida.navegador["personas"] == en_python(a_csv(tabla))["personas"]


@pytest.mark.parametrize("esquema", ESQUEMAS)
def test_cada_esquema(hogares_web: Page, esquema: str) -> None:
    leida = leer_las_dos(hogares_web, a_csv(renombrar(nominal(60), esquema)), usados=["orden"])
    leida.iguales()
    assert leida.navegador["esquema"] == esquema
    sin_ficha = esquema in ("anonimizada_departamental", "departamental_2026")
    assert (leida.navegador["identidades"] is None) == sin_ficha


@pytest.mark.parametrize("cual", SUCIEDADES)
def test_una_base_ensuciada(hogares_web: Page, cual: str) -> None:
    limpia = nominal()
    leida = leer_las_dos(hogares_web, a_csv(barajar(SUCIEDADES[cual](limpia), 5)), usados=["orden"])
    leida.iguales()
    assert leida.navegador["orden"] == en_python(a_csv(limpia))["orden"]


def primera(tabla: Tabla, columna: str, valor: Any) -> Tabla:
    return {**tabla, columna: [valor, *tabla[columna][1:]]}


CASOS: dict[str, Callable[[Tabla], Tabla]] = {
    "sin ficha": lambda t: sin_filas(t, "ide_ficha_origen"),
    "ficha en notación científica": lambda t: con(
        t, "ide_ficha_origen", lambda v: f"1,{v[-4:]}E+11"
    ),
    "ficha vacía": lambda t: primera(t, "ide_ficha_origen", "NA"),
    "parentesco ilegible": lambda t: primera(t, "tip_parentesco", "patrón"),
    "dos jefes": lambda t: con(t, "tip_parentesco", lambda v: 1),
    "sin jefe": lambda t: con(t, "tip_parentesco", lambda v: 3),
    "edades que no son": lambda t: primera(
        con(t, "edad_calculada", lambda v: -1 if v < 5 else v), "edad_calculada", 999
    ),
    "marca ilegible": lambda t: primera(t, "i7", "quizás"),
    "h_5 con error de hoja": lambda t: con(t, "h_5", lambda v: "#N/D" if v else v),
    "nivel que no existe": lambda t: primera(con(t, "nivel", lambda v: 9), "clasificacion", "Z1"),
    "clasificación cortada": lambda t: con(t, "clasificacion", lambda v: v[0]),
    "clasificación contraria": lambda t: con(t, "clasificacion", lambda v: "D21"),
    "municipio ilegible": lambda t: primera(t, "cod_mpio", "Turbo"),
    "municipio con punto": lambda t: con(t, "cod_mpio", lambda v: f"{v[1]}.{v[2:]}"),
    "departamento y tres cifras": lambda t: con(
        con(t, "cod_mpio", lambda v: v[2:]), "cod_dpto", lambda v: "5.0"
    ),
    "tamaño ilegible": lambda t: primera(
        sin_filas(t, "ide_ficha_origen", "tip_parentesco"), "num_personas_hogar", "muchos"
    ),
    "qué es cada fila": lambda t: sin_filas(t, "tip_parentesco", "num_personas_hogar"),
    "letras de dos piezas": lambda t: con(
        t, "clasificacion", lambda v: unicodedata.normalize("NFD", f"\u200b{v}\u00a0")
    ),
    "nombres cortados a diez": lambda t: {n[:10]: v for n, v in t.items()},
    "nombres rotos": lambda t: {n.replace("_", " ").upper(): v for n, v in t.items()},
}


@pytest.mark.parametrize("aceptar", [False, True])
@pytest.mark.parametrize("cual", CASOS)
def test_los_casos_dificiles(hogares_web: Page, cual: str, aceptar: bool) -> None:
    tabla = CASOS[cual](nominal(25))
    leer_las_dos(hogares_web, a_csv(tabla), usados=["orden"], aceptar=aceptar).iguales()


@pytest.mark.parametrize(
    "factor", ["1.234", "1,234", "1.234,5", "1,5", "", "0", "-2", "1.234.567", "1E3"]
)
@pytest.mark.parametrize("decimal", [None, ",", "."])
def test_el_factor_se_pregunta_o_se_lee_igual(
    hogares_web: Page, factor: str, decimal: str | None
) -> None:
    tabla = renombrar(nominal(20), "muestra_nacional")
    tabla["fex"] = [factor] * len(tabla["fex"])
    for aceptar in (False, True):
        leida = leer_las_dos(hogares_web, a_csv(tabla), decimal=decimal, aceptar=aceptar)
        leida.iguales()
    if factor == "1.234" and decimal is None:
        assert "puede ser 1234 o 1,234" in leida.navegador["problema"]


def test_filas_se_puede_decir(hogares_web: Page) -> None:
    tabla = sin_filas(nominal(10), "tip_parentesco", "num_personas_hogar")
    for filas in ("personas", "hogares"):
        leida = leer_las_dos(hogares_web, a_csv(tabla), filas=filas)
        leida.iguales()
        assert leida.navegador["unidad"] == filas


TEXTOS = [
    "", " ", "NA", "n/a", "#N/D", "#¡REF!", '="05001"', "05001", "5001.0", "5.001", "5,001",
    "5.000", "1.234", "1,5", "Jefe(a)", "1. Jefe(a)", "1 - Jefe", "03", "3,0", "-1", "-0", "+1",
    "Sí", "SÍ", "no", "A3", "A03", "a-3", "Grupo A", "1. SISBEN IV - A", "A3 Pobreza extrema",
    "Nivel 3", "D22", "B 7", "LA PEN\u0303A", "LA PEÑA", "\ufeffA1", "A\u00a01", "ﬁn", "ß", "00",
    "1.234.567", "1,1001E+11", "5,04501E+12", "0", "a|b", "X\x85Y", "\x1c7\x1c", "😀", "\ue000",
]  # fmt: skip
TABLAS_DE_CODIGOS = ("parentesco", "zona", "clase", "marca_de_privacion")
LEER_TEXTOS = """([textos, tablas]) => {
  const H = KitHogares;
  const codigo = (t) => H.leerCodigo(t) && [H.leerCodigo(t).letra, H.leerCodigo(t).nivel];
  return textos.map((t) => [
    H.limpiar(t), H.llave(t), H.esErrorDeHoja(t), H.digitos(t), H.municipio(t),
    H.municipio(t, "05"), H.comparable(t), H.comparable(t, false), codigo(t),
    ...tablas.map((tabla) => String(H.lector(tabla)(H.limpiar(t)))),
  ]);
}"""


def test_cada_texto_se_lee_igual(hogares_web: Page) -> None:
    leidos = hogares_web.evaluate(LEER_TEXTOS, [TEXTOS, TABLAS_DE_CODIGOS])
    for texto, hecho in zip(TEXTOS, leidos, strict=True):
        codigo = clasificacion.leer_codigo(texto)
        lectores = [categorias.lector(t) for t in TABLAS_DE_CODIGOS]
        assert hecho == [
            textos.limpiar(texto),
            textos.llave(texto),
            textos.es_error_de_hoja(texto),
            codigos.digitos(texto),
            codigos.municipio(texto),
            codigos.municipio(texto, "05"),
            codigos.comparable(texto),
            codigos.comparable(texto, es_codigo=False),
            codigo and [codigo.letra, codigo.nivel],
            *(en_javascript(lector(textos.limpiar(texto))) for lector in lectores),
        ], repr(texto)


def en_javascript(numero: float) -> str:
    """El número como lo escribe `String()`."""
    if math.isfinite(numero):
        return str(int(numero))
    return "NaN" if math.isnan(numero) else "Infinity"


ORDENAR = f"""([datos, [primero = "sorteo", luego = "sorteo"], cupo, semilla]) => {{
  const a = ({ARMAR})([datos, {{usados: ["orden"]}}]);
  const base = {{ids: a.identidades, orden: Int32Array.from(a.orden), personas: a.personas,
    menores: a.edades.menores_18[0]}};
  return [...KitObrero.elegir(base, {{primero, luego, semilla}}, {{cupo}}, 12)];
}}"""


@pytest.mark.parametrize("semilla", ["2026", "acta 7 ñ"])
@pytest.mark.parametrize("campos", [["orden"], ["orden", "menores"], ["personas"], []])
def test_se_sortea_a_los_mismos_con_empates(
    hogares_web: Page, campos: list[str], semilla: str
) -> None:
    octetos = a_csv(barajar(practica(), 2))
    sentido = {"orden": "menor", "personas": "mayor", "menores": "mayor"}
    datos = base64.b64encode(octetos).decode()
    js = hogares_web.evaluate(ORDENAR, [datos, campos, 120, semilla])
    armado = en_python(octetos, usados=["orden"])
    columnas = {
        "orden": armado["orden"],
        "personas": armado["personas"],
        "menores": armado["edades"]["menores_18"][0],
    }
    orden = np.array(armado["orden"])
    py = seleccion.seleccionar(
        seleccion.Candidatos(
            (orden > 0) & (orden <= 12), armado["identidades"], Agrupacion.unica(len(orden))
        ),
        columnas,
        [seleccion.Criterio(c, sentido[c]) for c in campos],  # type: ignore[arg-type]
        seleccion.LimitesDeSeleccion(120),
        semilla,
    )
    assert js == py.estado.tolist()
    assert py.sorteado.any()


def test_los_datos_personales_ni_se_leen(hogares_web: Page) -> None:
    tabla = {
        **nominal(5),
        **{
            c: ["x"] * len(nominal(5)["nivel"])
            for c in ("pri_nombre", "nuip", "whatsapp", "c�dula")
        },
    }
    leidas = hogares_web.evaluate(
        """(datos) => { const H = KitHogares;
          const examen = H.examinar(Uint8Array.from(atob(datos), (c) => c.charCodeAt(0)));
          const esquema = H.reconocer(examen.columnas, H.documento("esquemas_sisben"));
          const conocidas = [...Object.values(esquema.columnas), ...Object.values(esquema.otras)];
          const personales = H.columnasPersonales(examen.columnas, conocidas);
          return [Object.values(esquema.columnas), personales]; }""",
        base64.b64encode(a_csv(tabla)).decode(),
    )
    assert leidas[1] == ["pri_nombre", "nuip", "whatsapp", "c�dula"]
    assert not set(leidas[0]) & set(leidas[1])
