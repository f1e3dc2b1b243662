"""Cada guía y cada sesión trae todo lo suyo, y lo construido no deja enlaces ni huecos rotos."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from generador.disco import carpeta_propia
from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias import archivos_de_las_guias, cifras_de_las_guias, sesion
from generador.rutas import SITIO
from tests.guias.texto import GUIAS, nombre, visible

MODULOS = sorted(SITIO.glob("modulos/[1-4]-*/index.md"))
SESIONES = sorted(SITIO.glob("sesiones/[1-5]-*.md"))
PARTES_DE_GUIA = [
    "Conceptos, con ejemplo",
    "Paso a paso",
    "Errores frecuentes",
    "Lista de chequeo",
    "Herramientas",
    "Norma",
    "Para profundizar",
    "Sesión que lo acompaña",
]
PARTES_DE_SESION = [
    "## Objetivo",
    "## Participantes",
    "## Agenda",
    "## Guion de quien facilita",
    "## Materiales",
    "## Ejercicio con los datos del municipio",
    'id="prueba"',
    'id="asistencia"',
    'id="acta"',
    'id="clave"',
]
# Lo que el kit promete de cada módulo, además de las partes comunes.
PEDIDO_MINIMO = {
    "1-focalizacion": [
        "Las tres etapas", "Entrada, permanencia y salida", "Tipos de focalización",
        "Cómo escoger en cuatro preguntas", "Incidencia y concentración", "tabla_cuadrantes",
        "Agrupamientos", "tabla_vecinos", "Dos errores que se miden", "tabla_cortes",
        "## Ejemplo urbano", "## Ejemplo rural disperso", "Modelo de acto",
        "Quién fija los criterios", "La otra pobreza", "tabla_de_estimaciones", "## Caso completo",
    ],
    "2-sisben": [
        "Qué cambió frente al Sisbén III", "Registro Universal de Ingresos", "tabla_niveles",
        "Ficha, vivienda, hogar y persona", "tabla_privaciones", "Mapas de pobreza",
        "Clasificar territorios", "Georreferenciación y su calidad", "No es un censo",
        "No es el índice oficial", "Protección de datos", "Modelo de solicitud",
        "complemento de QGIS", "Incidencia de privaciones", "Leer el resultado",
        "aviso-fechado", "Quién hace qué con la base", "Si alguien no está de acuerdo",
        "tabla_de_oferta", "La pobreza por ingresos", "geo_completas", "## Caso completo",
    ],
    "3-recursos": [
        "tabla_sgp", "tabla_sgr", "tabla_otras_fuentes", "El ciclo del proyecto",
        "tabla_categorias",
        "tabla_personeria", "tabla_idf", "Medición de Desempeño Municipal", "tabla_fiscal",
        "Cuellos de botella y qué hacer", "Calendario del año", "tabla_calendario",
        "El ciclo del presupuesto", "Vigencias futuras", "Quién decide en cada asignación",
        "Obras por impuestos", "## Caso completo",
    ],
    "4-capacidades": [
        "instrumento propio", "tabla_escala", "tabla_diagnostico", "regla de la evidencia",
        "Plan de cualificación", "Reactivación económica", "Emprendimiento",
        "Conexión a mercados", "Compras públicas", "tabla_ruta", "MIPG, FURAG",
        "tabla_de_instrumentos", "tabla_del_campo", "Divida en lotes", "## Caso completo",
    ],
}  # fmt: skip
HUECO = re.compile(r"\{\{|\{%|<built-in|<bound method|Undefined|\bNone\b|\bnan\b")
ENLACE = re.compile(r'<a[^>]* href="([^"#:]*)(?:#([^"]*))?"')


def construida(publico: Path, ruta: Path) -> str:
    """El HTML de una página escrita."""
    return (publico / ruta.relative_to(SITIO)).with_suffix(".html").read_text(encoding="utf-8")


def test_hay_cuatro_guias_y_cinco_sesiones() -> None:
    assert (len(MODULOS), len(SESIONES)) == (4, 5)


@pytest.mark.parametrize("ruta", MODULOS, ids=nombre)
def test_cada_guia_trae_sus_partes_en_orden(ruta: Path) -> None:
    texto = ruta.read_text(encoding="utf-8")
    lugares = [texto.find(f"\n## {parte}\n") for parte in PARTES_DE_GUIA]
    assert -1 not in lugares
    assert lugares == sorted(lugares)
    assert "**Para quién.**" in texto
    assert "**Qué logra.**" in texto
    assert texto.count("\n## Ejemplo") >= 1
    assert [p for p in PEDIDO_MINIMO[ruta.parent.name] if p not in texto] == []


@pytest.mark.parametrize("ruta", SESIONES, ids=nombre)
def test_cada_sesion_trae_sus_partes(ruta: Path) -> None:
    texto = ruta.read_text(encoding="utf-8")
    assert [p for p in PARTES_DE_SESION if p not in texto] == []


@pytest.mark.parametrize("ruta", SESIONES, ids=nombre)
def test_la_agenda_cabe_en_media_jornada(publico: Path, ruta: Path) -> None:
    html = construida(publico, ruta)
    minutos = [int(m) for m in re.findall(r'data-rotulo="Dura">(\d+) min', html)]
    assert sum(minutos[:-1]) == minutos[-1]
    assert 180 <= minutos[-1] <= 300


@pytest.mark.parametrize("ruta", SESIONES, ids=nombre)
def test_el_acta_la_lista_y_el_preparador_estan_completos(publico: Path, ruta: Path) -> None:
    html = construida(publico, ruta)
    acta = html[html.index('id="acta"') : html.index('id="clave"')]
    for campo in ("Convocados", "Asistentes", "ganancia", "Qué", "Quién", "Cuándo", "Evidencia",
                  "Estado", "Próxima sesión", "Firma de la alcaldía", "retirado"):  # fmt: skip
        assert campo in acta
    assert ">Decide<" in html[html.index('id="asistencia"') : html.index('id="acta"')]
    clave = list(archivos_de_las_guias.leer("sesiones"))[int(ruta.stem[0]) - 1]
    assert f"herramientas/preparador/index.html#s={clave}" in html


def test_la_prueba_de_entrada_y_la_de_salida_son_la_misma(publico: Path) -> None:
    for ruta in SESIONES:
        assert construida(publico, ruta).count('<ol class="preguntas">') == 1


@pytest.mark.parametrize("modulo", archivos_de_las_guias.leer("pruebas"))
def test_cada_item_tiene_una_respuesta_y_su_razon(modulo: str) -> None:
    items = archivos_de_las_guias.leer("pruebas")[modulo]
    assert len(items) >= 6
    for item in items:
        assert len(item["opciones"]) == len(set(item["opciones"])) == 3
        assert 0 <= item["correcta"] < 3
        assert len(item["razon"]) > 15
    correctas = [item["correcta"] for item in items]
    assert max(correctas.count(c) for c in range(3)) < len(items) - 1  # no siempre la misma letra
    assert sum(bool(item.get("cierre")) for item in items) == 2


def test_el_cierre_pregunta_dos_de_cada_modulo() -> None:
    assert sesion.cuantas_preguntas("cierre") == 2 * len(archivos_de_las_guias.leer("pruebas"))


@pytest.mark.parametrize("ruta", GUIAS, ids=nombre)
def test_lo_construido_no_tiene_huecos(publico: Path, ruta: Path) -> None:
    html = construida(publico, ruta)
    articulo = html[html.index("<article") : html.index("</article>")]
    assert HUECO.findall(articulo) == []
    assert len(visible(html)) > 800


@pytest.mark.parametrize("malo", ["{{ x }}", "es <built-in method items>", "el nan %", "None"])
def test_ve_un_hueco(malo: str) -> None:
    assert HUECO.search(malo)


@pytest.mark.parametrize("ruta", GUIAS, ids=nombre)
def test_todo_enlace_lleva_a_algo(publico: Path, acervo: DatosDelSitio, ruta: Path) -> None:
    destino = (publico / ruta.relative_to(SITIO)).with_suffix(".html")
    assert rotos(publico, acervo, destino, destino.read_text(encoding="utf-8")) == []


def test_ve_un_enlace_y_un_ancla_rotos(publico: Path, acervo: DatosDelSitio) -> None:
    pagina = publico / "modulos" / "index.html"
    for malo in ("../datos/normas.html#no_existe", "../no.html", "../territorio/99999/index.html"):
        assert rotos(publico, acervo, pagina, f'<article><a href="{malo}"></article>') == [malo]


def rotos(publico: Path, acervo: DatosDelSitio, pagina: Path, html: str) -> list[str]:
    """Enlaces del artículo sin página o sin ancla; un territorio que existe vale sin construir."""
    articulo = html[html.index("<article") :]
    malos = []
    for camino, ancla in ENLACE.findall(articulo):
        destino = (pagina.parent / unquote(camino)).resolve() if camino else pagina
        if destino.parent.parent == publico / "territorio":
            if destino.parent.name not in acervo.territorios:
                malos.append(camino)
        elif not destino.is_file() or (
            ancla  # «s=sisben» no es un ancla: es lo que recibe una herramienta
            and "=" not in ancla
            and f'id="{ancla}"' not in destino.read_text(encoding="utf-8") + html
        ):
            malos.append(f"{camino}#{ancla}" if ancla else camino)
    return malos


def test_una_guia_con_un_error_no_se_publica_y_dice_cual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falla(*_: object) -> str:
        raise ErrorDeDatos("no hay dato a propósito", que_hacer="nada: es una prueba")

    monkeypatch.setattr(cifras_de_las_guias.Numeros, "de_cada", falla)
    salida = tmp_path / "publico"
    salida.mkdir()
    (salida / "anterior.html").touch()
    carpeta_propia.marcar(salida)
    # Con una dirección que nadie más usa, las guías no están guardadas: se hacen.
    with pytest.raises(ErrorDelKit, match="no hay dato a propósito") as error:
        construir(("27025",), salida, "https://guia-con-error.example/")
    assert "modulos/1-focalizacion/index.md" in str(error.value)
    assert {r.name for r in tmp_path.rglob("*")} == {
        "publico", "anterior.html", carpeta_propia.MARCA
    }  # fmt: skip
