"""La lista de vecinos, el mapa y el número dicen lo mismo, en los 1.122 municipios."""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import NamedTuple

import geopandas as gpd
import libpysal
import pytest

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.municipio import contexto_municipio
from generador.paginas.territorios.rotulos_en_mapa import (
    CELULAR,
    Nombre,
    caja_en,
    chocan,
    rotulos,
)
from generador.paginas.territorios.secciones.lista_de_vecinos import (
    A_LA_VISTA,
    anterior_y_siguiente,
    lista_de_vecinos,
)
from generador.rutas import DATOS

ENLACE = re.compile(r'href="\.\./(\d{5})/index\.html"')


class Pagina(NamedTuple):
    """Los enlaces del mapa y los renglones de la lista: (código, cifra, diferencia)."""

    mapa: list[str]
    renglones: list[tuple[str, str, str]]
    frase: str
    plegados: int


@pytest.fixture(scope="module")
def paginas(acervo: DatosDelSitio) -> dict[str, Pagina]:
    """Las partes de los 1.122 perfiles, tal como salen."""
    comun = Comun(acervo, "")
    return {codigo: _leer(comun, codigo) for codigo in acervo.municipios}


@pytest.fixture(scope="module")
def por_frontera() -> dict[str, set[str]]:
    """Con quién comparte frontera cada uno, según libpysal sobre los polígonos de GDAL."""
    tabla = gpd.read_file(DATOS / "municipios.topojson", engine="pyogrio").set_index("codigo")
    vecindad = libpysal.weights.Rook.from_dataframe(tabla, use_index=True, silence_warnings=True)
    return {codigo: set(suyos) for codigo, suyos in vecindad.neighbors.items()}


@pytest.fixture(scope="module")
def cifras() -> dict[str, float]:
    """La medida censal de cada municipio, leída de `datos/` sin pasar por el kit."""
    with (DATOS / "medida_censal_2018.csv").open(encoding="utf-8", newline="") as archivo:
        return {
            fila["territorio"]: float(fila["ipm_censal"])
            for fila in csv.DictReader(archivo)
            if fila["dominio"] == "total" and len(fila["territorio"]) == 5
        }


def _leer(comun: Comun, codigo: str) -> Pagina:
    contexto = contexto_municipio(comun, codigo)
    lista = pintar("partes/vecinos.html", contexto)
    renglones = []
    for fila in lista.split("<tr")[1:]:  # lo que cierra solo se publica sin cerrar
        if 'scope="row"' not in fila:
            continue
        enlace = ENLACE.search(fila)
        celdas = [re.sub("<.*", "", c, flags=re.DOTALL).strip() for c in fila.split("<td>")[1:]]
        renglones.append((enlace[1] if enlace else codigo, celdas[0], celdas[2]))
    mapa = ENLACE.findall(str(contexto["mapa"]["dibujo"]))
    plegados = re.search(r"<summary>Ver (?:el otro|los otros (\d+))</summary>", lista)
    return Pagina(
        mapa,
        renglones,
        contexto["vecinos"]["frase"],
        int(plegados[1] or 1) if plegados else 0,
    )


def test_mapa_lista_y_numero_son_los_vecinos_de_verdad(
    paginas: dict[str, Pagina], por_frontera: dict[str, set[str]]
) -> None:
    assert len(paginas) == 1122
    for codigo, pagina in paginas.items():
        suyos = por_frontera[codigo]
        assert len(pagina.mapa) == len(suyos), codigo
        assert set(pagina.mapa) == suyos, codigo
        listados = [c for c, _, _ in pagina.renglones if c != codigo]
        assert len(listados) == len(suyos), codigo
        assert set(listados) == suyos, codigo
        dicho = re.match(r"Limita con (un municipio|(\d+) municipios)", pagina.frase)
        assert (int(dicho[2] or 1) if dicho else 0) == len(suyos), codigo


def test_tambien_los_de_otro_departamento(paginas: dict[str, Pagina]) -> None:
    cruzan = [c for c, p in paginas.items() if any(v[:2] != c[:2] for v in p.mapa)]
    assert len(cruzan) == 579


def test_la_diferencia_es_la_de_las_cifras_publicadas(
    paginas: dict[str, Pagina], cifras: dict[str, float], acervo: DatosDelSitio
) -> None:
    solo_contados = {c for c in acervo.municipios if acervo.valor("omision_censal", c) > 50}
    assert solo_contados
    calladas = 0
    for codigo, pagina in paginas.items():
        for suyo, cifra, diferencia in pagina.renglones:
            assert _numero(cifra.removesuffix("\N{NO-BREAK SPACE}%")) == cifras[suyo], codigo
            if suyo == codigo:
                assert diferencia == ""
            elif {codigo, suyo} & solo_contados:
                calladas += 1
                assert diferencia == "solo contados", (codigo, suyo)
            else:
                esperada = round(cifras[suyo] - cifras[codigo], 1)
                assert _numero(diferencia) == esperada, (codigo, suyo)
                assert diferencia.startswith("+") == (esperada > 0), (codigo, suyo)
    assert calladas > 10


def test_van_de_mayor_a_menor_y_los_que_no_se_comparan_al_final(
    acervo: DatosDelSitio, cifras: dict[str, float]
) -> None:
    """Con lo plegado incluido; la fila propia solo se adelanta cuando quedaría plegada."""
    for codigo in acervo.municipios:
        hecha = lista_de_vecinos(acervo, codigo)
        filas = [*hecha["vistas"], *hecha["resto"]]
        orden = [
            (acervo.valor("omision_censal", f.codigo) > 50, -cifras[f.codigo])
            for f in filas
            if not f.propia
        ]
        assert orden == sorted(orden), codigo


def test_quedan_a_la_vista_diez_vecinos_y_el_propio(
    paginas: dict[str, Pagina], acervo: DatosDelSitio, por_frontera: dict[str, set[str]]
) -> None:
    for codigo, pagina in paginas.items():
        hecha = lista_de_vecinos(acervo, codigo)
        vistos = [f for f in hecha["vistas"] if not f.propia]
        cuantos = len(por_frontera[codigo])
        # Uno solo no se pliega: su botón ocuparía lo mismo.
        assert len(vistos) == (cuantos if cuantos <= A_LA_VISTA + 1 else A_LA_VISTA), codigo
        assert pagina.plegados == len(hecha["resto"]), codigo
        assert sum(f.propia for f in hecha["vistas"]) == (len(por_frontera[codigo]) > 0), codigo
        assert not any(f.propia for f in hecha["resto"]), codigo


def test_bogota_y_su_isla(paginas: dict[str, Pagina], acervo: DatosDelSitio) -> None:
    assert len(paginas["11001"].mapa) == 19
    assert paginas["11001"].plegados == 9
    assert paginas["88001"] == Pagina([], [], "No limita por tierra con otro municipio.", 0)
    assert lista_de_vecinos(acervo, "11001")["de_otro"].startswith("Todos son de otros")


def test_anterior_y_siguiente_recorren_cada_departamento_en_orden(acervo: DatosDelSitio) -> None:
    for departamento in acervo.departamentos:
        suyos = acervo.municipios_de(departamento)
        primeros = [c for c in suyos if anterior_y_siguiente(acervo, c).antes is None]
        assert len(primeros) == 1, departamento
        recorrido, paso = primeros, anterior_y_siguiente(acervo, primeros[0])
        while paso.despues:
            recorrido.append(paso.despues.codigo)
            paso = anterior_y_siguiente(acervo, recorrido[-1])
            assert paso.antes
            assert paso.antes.codigo == recorrido[-2]
        assert sorted(recorrido) == sorted(suyos)
        nombres = [_llano(acervo.territorios[c].nombre) for c in recorrido]
        assert nombres == sorted(nombres), departamento


def test_los_nombres_del_mapa_no_chocan_ni_se_salen(acervo: DatosDelSitio) -> None:
    """Con la letra que se les calcula, en el celular y en el escritorio."""
    nombres = [
        Nombre("Alto Baudó", 200, 200, fuerte=True),
        Nombre("Quibdó", 210, 204, "capital"),
        Nombre("El Cantón del San Pablo", 430, 10),
        Nombre("Nuquí", 3, 395),
        Nombre("Bojayá", 205, 210),
    ]
    for ancho_visto in (CELULAR, 440):
        escala = ancho_visto / 440
        cajas = [caja_en(n, 440, 400, escala, 0) for n in nombres]
        assert all(x0 >= 0 and x1 <= ancho_visto for x0, _, x1, _ in cajas)
        assert all(y0 >= 0 and y1 <= 400 * escala for _, y0, _, y1 in cajas)
    assert chocan((0, 0, 10, 10), (9, 9, 12, 12))
    assert not chocan((0, 0, 10, 10), (10, 0, 12, 12))
    html = rotulos(nombres, 440, 400)
    assert html.count("<b ") == 1
    assert len(re.findall("style=", html)) == len(nombres)


def test_un_nombre_con_signos_se_escapa() -> None:
    assert "&lt;i&gt;&amp;" in rotulos([Nombre("<i>&", 50, 50)], 440, 400)


def test_sobre_el_mismo_punto_no_caben_dos_que_no_se_pueden_correr() -> None:
    iguales = [Nombre("Villavicencio", 220, 200)] * 6
    assert rotulos(iguales, 440, 400).count("Villavicencio") < 6


def _numero(texto: str) -> float:
    return float(texto.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-"))


def _llano(nombre: str) -> str:
    partes = unicodedata.normalize("NFD", nombre.lower().replace("ñ", "n~"))
    return "".join(c for c in partes if not unicodedata.combining(c))
