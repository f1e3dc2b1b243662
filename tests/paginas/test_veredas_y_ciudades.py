"""Lo que el perfil dice por debajo del municipio: veredas, contexto y la medida de cada ciudad."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generador.formato import numero
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.oficiales import bogota_upz
from generador.lugares import ciudades
from generador.lugares.veredas import MINIMO
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.publicacion import capas_descargables
from generador.paginas.territorios.capas_del_mapa import archivos_de_veredas
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.mapa_de_ciudad import archivos_de_bogota
from generador.paginas.territorios.municipio import contexto_municipio
from generador.paginas.territorios.secciones import ciudad, veredas_y_areas

GRUPOS = ("GRUPO_A", "GRUPO_B", "GRUPO_C", "GRUPO_D")
COLUMNAS = ("JOVENES_TOTAL", *GRUPOS)


@pytest.fixture(scope="module")
def comun(acervo: DatosDelSitio) -> Comun:
    return Comun(acervo, "https://kit.example/")


@pytest.fixture(scope="module")
def jovenes(fuentes: Path) -> list[dict[str, str]]:
    with (fuentes / bogota_upz.ARCHIVO).open(encoding="utf-8-sig", newline="") as entrada:
        return list(csv.DictReader(entrada))


class _Lector(HTMLParser):
    """Los `<title>` del mapa y el texto de cada fila de las tablas."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.titulos: list[str] = []
        self.filas: list[str] = []
        self._en = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("title", "tr"):
            self._en = tag
            (self.titulos if tag == "title" else self.filas).append("")

    def handle_endtag(self, tag: str) -> None:
        self._en = "" if tag == self._en else self._en

    def handle_data(self, data: str) -> None:
        if self._en == "title":
            self.titulos[-1] += data
        elif self._en == "tr":
            self.filas[-1] += f" {data}"


def test_los_1122_dicen_si_hay_veredas(acervo: DatosDelSitio) -> None:
    for codigo in acervo.municipios:
        leida, cobertura = (
            veredas_y_areas.veredas(acervo, codigo),
            acervo.veredas.coberturas.get(codigo),
        )
        assert leida["hay"] == (cobertura is not None and cobertura.suma >= MINIMO)
        assert bool(leida["pocas"]) == (cobertura is not None and cobertura.suma < MINIMO)
        assert leida["a_quien"] == (
            "la gobernación" if acervo.territorios[codigo].es_area else "la alcaldía"
        )


@pytest.mark.parametrize("codigo", ["95001", "18592", "05045", "18785"])
def test_cada_vereda_tiene_su_nombre_en_el_mapa(comun: Comun, codigo: str) -> None:
    capa, codigos = comun.acervo.veredas.de(codigo)
    titulos = _titulos_del_mapa(comun, codigo)
    nombres = [capa.propiedades[c]["nombre"] for c in codigos]
    assert {nombre for nombre in nombres if nombre} - set(titulos) <= _fuera_del_lienzo(codigo)
    areas = {a.nombre for a in comun.acervo.contexto.por_municipio.get(codigo, [])}
    assert areas <= set(titulos)


def cuerpo(comun: Comun, codigo: str) -> str:
    return pintar("municipio.html", contexto_municipio(comun, codigo))


def _titulos_del_mapa(comun: Comun, codigo: str) -> list[str]:
    """Los de la página y los del dibujo que, por pesado, viaja junto a ella."""
    acervo = comun.acervo
    titulos = _Lector(cuerpo(comun, codigo)).titulos
    if acervo.veredas.van_aparte(codigo):
        mapa = acervo.mapas_por_dentro[codigo]
        aparte = archivos_de_veredas(acervo.veredas, mapa, codigo)["veredas.svg"]
        titulos += _Lector(aparte.decode()).titulos
    return titulos


def _fuera_del_lienzo(codigo: str) -> set[str]:
    """En Solita, una vereda queda entera más allá del borde: el límite no es el mismo."""
    return {"18785": {"San Andresito"}}.get(codigo, set())


def test_el_limite_que_no_es_el_mismo_se_dice(comun: Comun) -> None:
    texto = _sin_etiquetas(cuerpo(comun, "18785"))
    assert "El 29 % de su área cae por fuera" in texto
    assert "cae por fuera" not in _sin_etiquetas(cuerpo(comun, "95200"))


def test_el_contexto_lleva_su_fecha_y_avisa_que_no_es_nacional(comun: Comun) -> None:
    texto = _sin_etiquetas(cuerpo(comun, "95001"))
    for pedazo in ("hacia 2014", "límites anteriores a 2018", "anterior a junio de 2021"):
        assert pedazo in texto
    assert "no son nacionales" in texto
    assert "no son nacionales" not in _sin_etiquetas(cuerpo(comun, "27025"))


def test_lo_que_no_es_pobreza_no_se_llama_pobreza(comun: Comun) -> None:
    """En la parte de la ciudad, la palabra solo sale para negarla o en el nombre de un grupo."""
    for codigo in ciudades.CAPAS:
        html = cuerpo(comun, codigo)
        propia = html[html.index('id="dentro"') : html.index("<h3>Veredas")]
        propia = propia[propia.index("tabla-lugares") :]
        parte = _sin_etiquetas(propia[propia.index("<h3>") :])
        for hallada in re.finditer(r"[^.:]*\bpobre\w*[^.]*\.", parte):
            assert re.search(
                r"\b(no|ninguna|sin)\b|\(pobreza (extrema|moderada)\)", hallada[0], re.I
            )


def test_bogota_no_deja_deducir_una_celda_pequena(
    comun: Comun, jovenes: list[dict[str, str]]
) -> None:
    """Ni la cifra callada, ni un total con que se despeje, ni en la página ni en lo que se baja."""
    acervo = comun.acervo
    html = cuerpo(comun, ciudades.BOGOTA)
    leido = _Lector(html)
    capa = acervo.ciudades.capas["bogota_upz"]
    bajado = capas_descargables.coleccion(
        acervo,
        capa,
        list(capa.anillos),
        "upz",
        "",
        capas_descargables.cifras_de(acervo, "bogota_upz"),
    ).decode()
    aparte = archivos_de_bogota(acervo.ciudades)["upz.svg"].decode()
    dibujadas = _Lector(aparte).titulos
    publicados = set(re.findall(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d,])", " ".join(leido.filas)))
    enteros = {int(float(n)) for n in re.findall(r'"(?:jovenes|grupo_.)":([\d.]+)', bajado)}
    prohibidos = list(_despejan(jovenes))
    assert 923_786 in prohibidos
    for valor in prohibidos:
        assert numero(valor) not in publicados, valor
        assert valor not in enteros, valor
        assert numero(valor) not in _sin_etiquetas(html + aparte), valor
    for fila in (f for f in jovenes if _pequena(f)):
        nombre = nombre_de_lugar(fila["UPZ"])
        assert f"{nombre}: sin cifra publicada" in dibujadas
        assert not any(f.split("  ")[0].strip() == nombre for f in leido.filas)


def _pequena(fila: dict[str, str]) -> bool:
    return min(int(fila[grupo]) for grupo in GRUPOS) < 5


def _despejan(filas: list[dict[str, str]]) -> Iterator[int]:
    """Los totales que incluyen una fila callada, de la ciudad y de cada localidad.

    El que es igual a la cifra de una UPZ que sí se publica no dice nada si aparece.
    """
    suyas = {int(f[c]) for f in filas if not _pequena(f) for c in COLUMNAS}
    sumas: dict[tuple[str, str], int] = defaultdict(int)
    calladas = {fila["LOCALIDAD"] for fila in filas if _pequena(fila)}
    for fila in filas:
        for columna in COLUMNAS:
            sumas["ciudad", columna] += int(fila[columna])
            if fila["LOCALIDAD"] in calladas:
                sumas[fila["LOCALIDAD"], columna] += int(fila[columna])
    yield from (valor for valor in sumas.values() if valor >= 1000 and valor not in suyas)


def test_bogota_publica_las_demas_tal_como_vienen(
    acervo: DatosDelSitio, jovenes: list[dict[str, str]]
) -> None:
    leida = ciudad.ciudad(acervo, ciudades.BOGOTA)
    filas = {f.nombre: f for f in [*leida["upz"], *leida["mas_upz"]]}
    esperadas = [f for f in jovenes if not _pequena(f)]
    assert len(filas) == len(esperadas) == 97
    for fila in esperadas:
        propia = filas[nombre_de_lugar(fila["UPZ"])]
        assert propia.jovenes == numero(int(fila["JOVENES_TOTAL"]))
        assert propia.grupo_a == numero(int(fila["GRUPO_A"]))
        assert propia.grupo_b == numero(int(fila["GRUPO_B"]))
    a_y_b = [int(f["GRUPO_A"]) + int(f["GRUPO_B"]) for f in esperadas]
    assert leida["upz"][0].nombre == nombre_de_lugar(esperadas[a_y_b.index(max(a_y_b))]["UPZ"])


def test_las_otras_ciudades_dicen_que_no_traen_medida(comun: Comun) -> None:
    for codigo in (ciudades.MEDELLIN, ciudades.CALI):
        texto = _sin_etiquetas(cuerpo(comun, codigo))
        assert "no traen ninguna medida de pobreza" in texto
    assert not ciudad.ciudad(comun.acervo, "95001")["hay"]


def _sin_etiquetas(html: str) -> str:
    # Un párrafo puede llegar sin su cierre: donde empieza otro bloque, empieza otra palabra.
    sueltos = re.sub(r"<(?:p|li|h\d|td|th|tr|div|figure|figcaption|table|dt|dd)\b[^>]*>", " ", html)
    texto = re.sub(r"<[^>]*>", "", sueltos).replace("&nbsp;", "\N{NO-BREAK SPACE}")
    return re.sub(r"\s+", " ", texto)
