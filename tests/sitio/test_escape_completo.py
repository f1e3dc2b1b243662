"""Ningún texto de los datos se vuelve HTML en ninguna página: se recorren todas con un analizador.

El sitio es chico (cuatro municipios), pero trae todas las guías, las herramientas y las descargas.
Hostiles son los nombres de todos los territorios, de sus centros poblados, veredas, áreas de
contexto y barrios, y los textos de indicadores, fuentes y normas.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

from generador.cubo import catalogo
from generador.cubo.catalogo import Indicador, Tema
from generador.cubo.procedencia import Fuente
from generador.lugares import capa
from generador.lugares import tabla_en_memoria as tabla_de_lugares
from generador.lugares.capa import Capa
from generador.lugares.tabla_en_memoria import Lugares
from generador.normas import tabla_de_normas
from generador.paginas import sitio_armado
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio, reunir
from generador.paginas.guias.seguro import seguro
from generador.paginas.publicacion.datos_publicados import COLUMNAS, TABLA
from tests.construido import PUBLICA
from tests.sitio.muestra import perfil

MALO = "\"'></td></title></script></svg><hostil onhostil=1>&lt;[x](javascript:hostil)*y*{{7}}|`z`"
CONSTRUIDOS = ("27025", "05001", "11001", "95001")


ENLAZADOS = "script de datos enlazados"
CADENA_DE_CSS = re.compile(r'"(?:[^"\\<&\n]|\\[0-9a-f]+ )*"')


def con(texto: str) -> str:
    return f"{texto} {MALO}"


def indicador_hostil(uno: Indicador) -> Indicador:
    return replace(
        uno,
        corto=con(uno.corto),
        largo=con(uno.largo),
        definicion=con(uno.definicion),
        advertencias=tuple(map(con, uno.advertencias)),
        categorias={clave: con(rotulo) for clave, rotulo in uno.categorias.items()},
    )


def fuente_hostil(una: Fuente) -> Fuente:
    cambios = {
        c: con(getattr(una, c)) for c in ("titulo", "productor", "corte", "licencia", "cita")
    }
    return replace(una, **cambios, notas=tuple(map(con, una.notas)))  # type: ignore[arg-type]


def hostil() -> DatosDelSitio:
    sano = reunir()
    return replace(
        sano,
        catalogo={i: indicador_hostil(uno) for i, uno in sano.catalogo.items()},
        fuentes={i: fuente_hostil(una) for i, una in sano.fuentes.items()},
        territorios={
            codigo: replace(
                uno, nombre=con(uno.nombre), nombre_departamento=con(uno.nombre_departamento)
            )
            for codigo, uno in sano.territorios.items()
        },
    )


def lugares_hostiles(fuente: str, carpeta: Path, leer: Callable[..., Lugares]) -> Lugares:
    leidos = leer(fuente, carpeta)
    nombres = {c: tuple(map(con, t)) for c, t in leidos.textos.items() if c.startswith("nombre")}
    return replace(leidos, textos=leidos.textos | nombres)


def capa_hostil(fuente: str, carpeta: Path, leer: Callable[..., Capa]) -> Capa:
    leida = leer(fuente, carpeta)
    propiedades = {
        codigo: {**propias, **{c: con(propias[c]) for c in propias if c.startswith("nombre")}}
        for codigo, propias in leida.propiedades.items()
    }
    return replace(leida, propiedades=propiedades)


def temas_hostiles() -> tuple[Tema, ...]:
    return tuple(
        replace(t, titulo=con(t.titulo), indicadores=tuple(map(indicador_hostil, t.indicadores)))
        for t in catalogo.temas()
    )


def en_todos(parche: pytest.MonkeyPatch, viejo: object, nuevo: Callable[[], object]) -> None:
    """Cambia una función en cada módulo del generador que la importó por su nombre."""
    for nombre, modulo in list(sys.modules.items()):
        if nombre.startswith("generador.paginas"):
            for atributo, valor in list(vars(modulo).items()):
                if valor is viejo:
                    parche.setattr(modulo, atributo, nuevo)


@pytest.fixture(scope="module")
def publico(tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("hostil") / "publico"
    acervo, temas = hostil(), temas_hostiles()
    normas = {
        clave: replace(una, norma=con(una.norma), que_dice=con(una.que_dice), fuente=MALO)
        for clave, una in tabla_de_normas.normas().items()
    }
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(sitio_armado, "reunir", lambda: acervo)
        en_todos(parche, catalogo.temas, lambda: temas)
        en_todos(parche, tabla_de_normas.normas, lambda: normas)
        parche.setattr(
            tabla_de_lugares, "leer", partial(lugares_hostiles, leer=tabla_de_lugares.leer)
        )
        parche.setattr(capa, "leer", partial(capa_hostil, leer=capa.leer))
        construir(CONSTRUIDOS, carpeta, PUBLICA)
    return carpeta


class Recorrido(HTMLParser):
    """Anota lo que un navegador ejecutaría o vería mal puesto."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hallazgos: list[str] = []
        self.texto: list[str] = []
        self.dentro = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.dentro = tag if tag in self.CDATA_CONTENT_ELEMENTS else ""
        if tag == "script" and dict(attrs).get("type") == "application/ld+json":
            self.dentro = ENLAZADOS
        if "hostil" in tag:
            self.hallazgos.append(f"etiqueta <{tag}>")
        for nombre, valor in attrs:
            if nombre.startswith("on") or "hostil" in nombre or "'" in nombre or '"' in nombre:
                self.hallazgos.append(f"atributo {nombre}={valor}")
            if nombre in ("href", "src", "action") and re.match(
                r"\s*(javascript:|data:(?!,$))", valor or ""
            ):
                self.hallazgos.append(f"{nombre}={valor}")

    def handle_data(self, data: str) -> None:
        if self.dentro == ENLAZADOS:
            self.enlazados(data)
            return
        # En una hoja de estilo solo va dentro de una cadena, con cada signo por su número.
        suelto = CADENA_DE_CSS.sub("", data) if self.dentro == "style" else data
        if self.dentro and ("hostil" in suelto or (self.dentro == "style" and "&" in data)):
            self.hallazgos.append(f"dato dentro de <{self.dentro}>: {data[:80]}")
        self.texto.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.dentro = ""

    def enlazados(self, data: str) -> None:
        """No se ejecutan y llevan textos de los datos: JSON que no puede cerrar su etiqueta."""
        try:
            json.loads(data)
        except ValueError:
            self.hallazgos.append(f"JSON roto en <script>: {data[:80]}")
        if "<" in data:
            self.hallazgos.append(f"«<» sin escapar en los datos enlazados: {data[:80]}")


def recorrer(html: str) -> Recorrido:
    recorrido = Recorrido()
    recorrido.feed(html)
    recorrido.close()
    return recorrido


def paginas(publico: Path) -> Iterator[tuple[str, Recorrido]]:
    for ruta in sorted(publico.rglob("*.html")):
        yield ruta.relative_to(publico).as_posix(), recorrer(ruta.read_text(encoding="utf-8"))


def test_ninguna_pagina_trae_html_de_los_datos(publico: Path) -> None:
    hallados = {ruta: r.hallazgos[:3] for ruta, r in paginas(publico) if r.hallazgos}
    assert hallados == {}


def test_el_texto_se_lee_tal_cual_donde_se_nombra(publico: Path) -> None:
    leidas = {ruta: " ".join("".join(r.texto).split()) for ruta, r in paginas(publico)}
    rutas = ["modulos/1-focalizacion/index.html", "datos/citar.html", "datos/normas.html"]
    rutas += ["index.html", "territorio/index.html", "datos/fuentes.html", "datos/catalogo.html"]
    for ruta in [*rutas, *map(perfil, ("00", "27", *CONSTRUIDOS))]:
        if ruta == "index.html":
            continue  # la portada solo nombra departamentos dentro del mapa
        assert MALO in leidas[ruta], ruta


def test_los_lugares_de_adentro_tambien_son_hostiles(publico: Path) -> None:
    """Sin esto, que no se rompa nada no diría nada de centros poblados, veredas ni barrios."""
    leida = (publico / perfil("95001")).read_text(encoding="utf-8")
    ciudad = (publico / perfil("05001")).read_text(encoding="utf-8")
    for nombre in ("El Capricho", "Catalina"):
        assert str(escape(con(nombre))) in leida, nombre
    assert str(escape(con("Popular"))) in ciudad
    geo = json.loads((publico / "territorio/95001/veredas.geojson").read_bytes())
    assert all(MALO in objeto["properties"]["nombre"] for objeto in geo["features"])
    guion = (publico / "recursos/contenidos.js").read_text(encoding="utf-8")
    centros = json.loads(guion.partition(" = ")[2].rstrip(";\n"))["centros"]
    assert len(centros) > 20
    assert all(MALO in centro[0] for centro in centros)


def test_se_veria_si_algo_no_se_escapara() -> None:
    assert recorrer(f"<p>{MALO}</p>").hallazgos
    assert recorrer('<a href="javascript:hostil">x</a>').hallazgos
    assert recorrer("<script>var a = 'hostil'</script>").hallazgos
    assert recorrer(f'<script type="application/ld+json">["{MALO}"]</script>').hallazgos
    assert not recorrer(f"<p>{seguro(MALO)}</p>").hallazgos


def test_los_svg_estan_bien_formados(publico: Path) -> None:
    for ruta in publico.rglob("*.svg"):
        ET.parse(ruta)
    for ruta in publico.rglob("territorio/*/index.html"):
        for svg in re.findall(r"<svg viewBox.*?</svg>", ruta.read_text("utf-8"), re.S):
            assert "hostil" not in {e.tag for e in ET.fromstring(svg).iter()}


def test_los_guiones_de_datos_son_json_que_no_cierra_su_etiqueta(publico: Path) -> None:
    con_malo = 0
    for ruta in [
        *publico.glob("recursos/herramientas/datos/*.js"),
        publico / "recursos/municipios.js",
        publico / "recursos/contenidos.js",
    ]:
        texto = ruta.read_text("utf-8")
        assert "</" not in texto, ruta.name
        assert "<!--" not in texto, ruta.name
        hallado = re.fullmatch(
            r".*?(?:KIT_TERRITORIOS|KIT_CONTENIDOS|\"\]) = (.*?);?\s*", texto, re.S
        )
        assert hallado, ruta.name
        leido = json.loads(hallado[1])
        con_malo += "hostil" in json.dumps(leido)
    assert con_malo >= 2


def test_las_descargas_se_leen_enteras(publico: Path) -> None:
    for ruta in publico.rglob("*.json"):
        json.loads(ruta.read_bytes())
    with gzip.open(publico / TABLA, "rt", encoding="utf-8", newline="") as entrada:
        filas = list(csv.DictReader(entrada, strict=True))
    assert all(tuple(fila) == COLUMNAS for fila in filas)
    assert any(MALO in fila["valor"] for fila in filas)
    for nombre in ("complemento/plugins.xml", "sitemap.xml"):
        ET.parse(publico / nombre)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("Bogotá, D.C.", "Bogotá, D.C."),
        ("90,6\N{NO-BREAK SPACE}%", "90,6\N{NO-BREAK SPACE}%"),
        ("<b>", "&#60;b&#62;"),
        ("[a](b)", "&#91;a&#93;(b)"),
        ("&lt;", "&#38;lt;"),
    ],
)
def test_seguro_solo_cambia_las_marcas(texto: str, esperado: str) -> None:
    assert seguro(texto) == esperado
    assert seguro(seguro(texto)) == esperado
