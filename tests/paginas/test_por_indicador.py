"""La página de cada indicador: sus cifras, rehechas con pandas desde `datos/`."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from generador.disco.arbol import Arbol
from generador.paginas import marco
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.marco import Marco
from generador.paginas.por_indicador import paginas_de_indicador
from generador.paginas.publicacion import por_indicador as descarga
from generador.paginas.territorios.cuerpos import Paginas
from tests import hojas
from tests.perfiles.tablas import Tablas, es_co

MINIMO = f"<title>{marco.TITULO}</title><meta content='{marco.DESCRIPCION}'>{marco.CUERPO}"
# Uno de cada clase: de cortes fijos, de quintos, en un eje de potencias, con muchos ceros, con
# signo, de pocos municipios y sin departamentos.
CON_REPARTO = (
    "ipm_censal", "nbi", "priv_agua", "poblacion", "pdet_terminado", "nbi_cambio", "reps_ips",
    "desercion_escolar", "pm_municipal_2024", "mdd", "ipm_ecv",
)  # fmt: skip
DEPARTAMENTALES = ("mdd", "ipm_ecv")
DEL_KIT = ("nbi_cambio",)  # no está en las tablas: lo prueba su propio módulo
MUNICIPALES = tuple(i for i in CON_REPARTO if i not in (*DEPARTAMENTALES, *DEL_KIT))


@pytest.fixture(scope="module")
def tablas() -> Tablas:
    return Tablas()


@pytest.fixture(scope="module")
def carpeta(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    destino = tmp_path_factory.mktemp("indicadores")
    arbol = Arbol(destino)
    fijo = Paginas(acervo, "").comun.fijo
    paginas_de_indicador.escribir(acervo, Marco(MINIMO), arbol, "", fijo)
    descarga.comunes(acervo, arbol)
    return destino


def _html(carpeta: Path, indicador: str) -> str:
    return (carpeta / paginas_de_indicador.ruta(indicador)).read_text(encoding="utf-8")


def _tabla(trozo: str) -> list[list[str]]:
    """Las celdas de la primera tabla de un HTML, que no trae los cierres que sobran."""
    primera = trozo.partition("<table")[2].partition("</table>")[0].partition(">")[2]
    filas = re.split(r"<tr\b[^>]*>", primera)[1:]
    return [re.split(r"<t[hd]\b[^>]*>", fila)[1:] for fila in filas]


def _celda(trozo: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", trozo)).split())


def _seccion(carpeta: Path, indicador: str, id_: str) -> str:
    pagina = _html(carpeta, indicador)
    return pagina.partition(f'<section id="{id_}">')[2].partition("</section>")[0]


def _leyenda(carpeta: Path, indicador: str) -> dict[str, int]:
    desde = _html(carpeta, indicador).partition('<table class="leyenda-con-cuentas"')
    filas = _tabla(desde[1] + desde[2])[1:]
    return {_celda(r): int(_celda(n).replace(".", "")) for r, n in filas}


def _serie(tablas: Tablas, indicador: str) -> pd.Series:
    """Las cifras municipales (o departamentales) del año vigente que trae `datos/`."""
    anios = tablas.periodos(indicador)
    anio = anios[-1] if indicador in DEPARTAMENTALES else tablas.vigente(indicador)
    llave = (indicador, "total", anio)
    todas = pd.Series(tablas.numeros[llave])
    municipales = todas[todas.index.str.len() == 5]
    return municipales if len(municipales) else todas[todas.index != "00"]


def test_hay_una_por_indicador_con_titulo_y_descripcion_propios(
    carpeta: Path, acervo: DatosDelSitio
) -> None:
    assert {r.parent.name for r in carpeta.rglob("index.html")} == set(acervo.catalogo)
    propias = [paginas_de_indicador.presentacion(ficha) for ficha in acervo.catalogo.values()]
    repetidas = [
        t for columna in zip(*propias, strict=True) for t, n in Counter(columna).items() if n > 1
    ]
    assert repetidas == []
    assert max(len(p.descripcion) for p in propias) <= 161


def test_ninguna_pesa_mas_de_60_kb_comprimida(carpeta: Path) -> None:
    import gzip

    pesos = {r.parent.name: len(gzip.compress(r.read_bytes(), 6)) for r in carpeta.rglob("*.html")}
    assert {i: p for i, p in pesos.items() if p > 60_000} == {}


@pytest.mark.parametrize("indicador", [*MUNICIPALES, *DEPARTAMENTALES])
def test_mediana_y_cuartiles(carpeta: Path, tablas: Tablas, indicador: str) -> None:
    serie = _serie(tablas, indicador)
    decimales = tablas.fichas[indicador]["decimales"]
    signo = " %" if tablas.fichas[indicador]["unidad"] == "porcentaje" else ""
    q1, q2, q3 = (f"{es_co(q, decimales)}{signo}" for q in serie.quantile([0.25, 0.5, 0.75]))
    quienes = "municipios" if len(serie.index[0]) == 5 else "departamentos"
    dicho = _celda(
        re.findall(r"<figcaption>(.*?)</figcaption>", _html(carpeta, indicador), re.S)[1]
    )
    assert f"la mitad de los {quienes}, {q2} o menos; una cuarta parte, {q1} o menos" in dicho
    assert f"y otra, {q3} o más" in dicho
    menor, mayor = (f"{es_co(v, decimales)}{signo}" for v in (serie.min(), serie.max()))
    assert f"Menor: {menor}. Mayor: {mayor}." in dicho


@pytest.mark.parametrize("indicador", CON_REPARTO)
def test_la_leyenda_cuenta_a_todos(carpeta: Path, tablas: Tablas, indicador: str) -> None:
    cuentas = _leyenda(carpeta, indicador)
    total = 33 if indicador in DEPARTAMENTALES else 1122
    assert sum(cuentas.values()) == total
    clases = {
        r: n for r, n in cuentas.items() if r not in ("sin dato", "no disponible", "no aplica")
    }
    if indicador in ("ipm_censal", "nbi"):
        return
    numeros = [[_numero(x) for x in rotulo.split(" a ")] for rotulo in clases]
    # Cada rótulo es la menor y la mayor cifra de su clase, y ninguna se monta en la siguiente.
    planos = [x for par in numeros for x in par]
    assert planos == sorted(planos)
    assert min(clases.values()) > 0


def _numero(texto: str) -> float:
    limpio = texto.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return float(limpio.replace("%", ""))


def test_las_clases_del_ipm_son_las_de_todo_el_sitio(carpeta: Path, tablas: Tablas) -> None:
    valores = _serie(tablas, "ipm_censal").map(lambda v: float(es_co(v, 1).replace(",", ".")))
    cuenta = pd.cut(valores, [0, 20, 35, 50, 70, 101], right=False).value_counts(sort=False)
    assert _leyenda(carpeta, "ipm_censal") == dict(
        zip(
            ["menos de 20", "20 a 35", "35 a 50", "50 a 70", "70 o más"],
            cuenta.tolist(),
            strict=True,
        )
    )


def _en_fila(tablas: Tablas, indicador: str) -> pd.Series:
    """Las que se ordenan, como se leen; las del censo, sin los muy omitidos."""
    serie = _serie(tablas, indicador)
    decimales = tablas.fichas[indicador]["decimales"]
    serie = serie.map(lambda v: _numero(es_co(v, decimales)))
    fuente = tablas.fichas[indicador]["fuente"]
    if fuente in ("medida_censal_2018", "nbi"):
        contadas = pd.Series(tablas.numeros["censo_personas", "total", "2018"])
        gente = pd.Series(tablas.numeros["poblacion", "total", "2018"])
        serie = serie[(1 - contadas / gente).reindex(serie.index) < 0.20]
    return serie


@pytest.mark.parametrize("indicador", [i for i in MUNICIPALES if i != "pm_municipal_2024"])
@pytest.mark.parametrize("signo", [1, -1], ids=["mayores", "menores"])
def test_los_extremos(carpeta: Path, tablas: Tablas, indicador: str, signo: int) -> None:
    serie = signo * _en_fila(tablas, indicador).sort_index()
    decimo = serie.sort_values(ascending=False, kind="stable").iloc[9]
    cabe = int((serie >= decimo).sum()) <= 10
    elegidos = serie[serie >= decimo] if cabe else serie[serie > decimo]
    elegidos = elegidos.sort_values(ascending=False, kind="stable")
    lado = re.split(r"<h3>", _seccion(carpeta, indicador, "extremos"))[1 if signo == 1 else 2]
    filas = _tabla(lado)[1:]
    codigos = [re.search(r"territorio/(\d+)/", enlace) for enlace, _ in filas]
    assert [m[1] for m in codigos if m] == elegidos.index.tolist()
    assert [_numero(_celda(v)) for _, v in filas] == (signo * elegidos).tolist()
    empatados = int((serie == decimo).sum())
    assert (f"{empatados} municipios" in _celda(lado)) != cabe


def test_la_monetaria_municipal_no_pone_a_nadie_en_fila(
    carpeta: Path, acervo: DatosDelSitio
) -> None:
    suyos = [
        i for i, f in acervo.catalogo.items() if i.startswith("pm_municipal") and not f.categorias
    ]
    assert len(suyos) == 5
    for indicador in suyos:
        pagina = _html(carpeta, indicador)
        assert 'id="extremos"' not in pagina
        assert "Su error no deja decir quién va primero" in pagina


def test_los_muy_omitidos_no_entran_en_los_extremos_del_censo(
    carpeta: Path, tablas: Tablas
) -> None:
    """Nuquí (más de la mitad sin contar) saldría entre los mayores si se ordenara."""
    contadas = pd.Series(tablas.numeros["censo_personas", "total", "2018"])
    gente = pd.Series(tablas.numeros["poblacion", "total", "2018"])
    omision = (1 - contadas / gente)[contadas.index.str.len() == 5]
    fuera = omision[omision >= 0.20].index
    seccion = _html(carpeta, "ipm_censal").partition('id="extremos"')[2].partition("</section>")[0]
    enlazados = re.findall(r"territorio/(\d+)/", seccion)
    assert len(enlazados) == 20
    assert not set(enlazados) & set(fuera)
    assert f"No se ponen en fila {len(fuera)} municipios" in _celda(seccion)
    # La omisión misma sí se sabe de todos: ahí están.
    propia = _html(carpeta, "omision_censal").partition('id="extremos"')[2]
    assert set(re.findall(r"territorio/(\d+)/", propia.partition("</section>")[0])) & set(fuera)


@pytest.mark.parametrize("indicador", ["poblacion", "mdm", "pdet_terminado", "madres_10_14"])
def test_la_cobertura_cuadra_con_las_tablas(carpeta: Path, tablas: Tablas, indicador: str) -> None:
    anio = tablas.vigente(indicador)
    marcas = Counter(
        {"NA": "No aplica", "ND": "No disponible", "": "Sin dato"}.get(t, "Con dato")
        for t in (tablas.texto(indicador, c, "total", anio) for c in tablas.municipios)
    )
    encabezado, primera = _tabla(_seccion(carpeta, indicador, "cobertura"))[:2]
    assert _celda(primera[0]) == "Todo el territorio"
    rotulos = [_celda(c) for c in encabezado[1:]]
    cuentas = [int(_celda(n).replace(".", "")) for n in primera[1:]]
    assert {r: n for r, n in zip(rotulos, cuentas, strict=True) if n} == dict(marcas)


def test_un_departamental_trae_sus_33_y_se_dice_de_quien_son(carpeta: Path) -> None:
    pagina = _html(carpeta, "mdd")
    assert "Mapa de Colombia por departamento" in pagina
    tabla = pagina.partition('<section id="departamentos">')[2].partition("</section>")[0]
    assert len(re.findall(r"territorio/\d\d/index", tabla)) == 33
    assert "no aplica" in tabla  # Bogotá no tiene gobernación
    assert "del kit" not in tabla
    assert (
        "no son cifras de la entidad"
        in _html(carpeta, "ipm_censal")
        .partition('<section id="departamentos">')[2]
        .partition("</section>")[0]
    )


def test_un_nacional_no_tiene_mapa_pero_si_sus_anios(carpeta: Path, tablas: Tablas) -> None:
    pagina = _html(carpeta, "ipc_enero")
    assert "<svg" not in pagina
    filas = _tabla(_seccion(carpeta, "ipc_enero", "cobertura"))[1:]
    anios = {_celda(a): _celda(v) for a, v in filas}
    esperados = {
        a: tablas.valor("ipc_enero", "00", "total", a) for a in tablas.periodos("ipc_enero")
    }
    assert {a: _numero(v) for a, v in anios.items()} == {
        a: pytest.approx(v, abs=0.005) for a, v in esperados.items()
    }


def test_el_mapa_pinta_a_cada_municipio_una_vez(carpeta: Path) -> None:
    svg = re.search(
        r'<figure class="mapa-pais">\s*(<svg.*?</svg>)', _html(carpeta, "poblacion"), re.S
    )
    assert svg
    territorios = re.findall(r'<path class="k[^"]*" d="([^"]*)"', svg[1])
    assert sum(d.count("M") for d in territorios) == 1122
    assert all(re.fullmatch(r"[MmlhvLz\d\s-]+", d) for d in territorios)


def test_el_mapa_municipal_pesa_menos_de_48_kb(carpeta: Path) -> None:
    pesos = [
        len(svg[0])
        for r in carpeta.rglob("*.html")
        if (svg := re.search(r'<svg viewBox="0 0 \d{3} 820".*?</svg>', r.read_text("utf-8"), re.S))
    ]
    assert len(pesos) > 350
    assert max(pesos) < 48_000


def test_todo_texto_del_catalogo_se_escapa(acervo: DatosDelSitio, tmp_path: Path) -> None:
    from dataclasses import replace

    malo = '<b>"x"</b>&'
    ficha = replace(
        acervo.catalogo["priv_agua"], largo=malo, corto=malo, definicion=malo, advertencias=(malo,)
    )
    copia = replace(acervo, catalogo={**acervo.catalogo, "priv_agua": ficha})
    paginas_de_indicador.escribir(
        copia, Marco(MINIMO), Arbol(tmp_path), "", Paginas(acervo, "").comun.fijo
    )
    for indicador in ("priv_agua", *ficha.no_comparar_con[:1]):
        pagina = _html(tmp_path, indicador)
        assert "<b>" not in pagina
        assert '"x"' not in pagina


@pytest.mark.parametrize("indicador", ["ipm_censal", "cultivo_1", "mdm", "pdet_subregion"])
def test_el_csv_trae_lo_de_las_tablas(carpeta: Path, tablas: Tablas, indicador: str) -> None:
    hoja = hojas.leer(carpeta / "indicador" / indicador / "datos.csv")
    dichos = {"NA": "no aplica", "ND": "no disponible"}
    decimales = tablas.fichas[indicador]["decimales"] + 1
    vistos = 0
    for fila in hoja.to_dict("records"):
        dominio = hojas.ZONAS[fila.get("Zona", "Total")]
        for anio in filter(str.isdecimal, hoja.columns):
            crudo = tablas.texto(indicador, fila["Código"], dominio, anio)
            if len(fila["Código"]) == 2 and not crudo:
                continue  # lo que el kit suma o promedia no está en las tablas
            vistos += 1
            if crudo in dichos or not re.fullmatch(r"-?[\d.]+", crudo):
                assert fila[anio] == dichos.get(crudo, crudo)
            else:
                leido = float(fila[anio].replace(",", "."))
                assert leido == pytest.approx(float(crudo), abs=0.51 * 10**-decimales)
    assert vistos >= 1122


def test_el_csv_escrito_es_uno_por_indicador(carpeta: Path, acervo: DatosDelSitio) -> None:
    for indicador in acervo.catalogo:
        hoja = hojas.leer(carpeta / "indicador" / indicador / "datos.csv")
        ficha = acervo.catalogo[indicador]
        zonas = [z for z in ("Zona",) if z in hoja]
        assert bool(zonas) == bool(acervo.cubo.periodos(indicador, "rural"))
        assert not hoja.duplicated(["Código", *zonas]).any(), indicador
        vigente = hoja[acervo.vigente(indicador)]
        numeros = pd.to_numeric(vigente.str.replace(",", "."), errors="coerce")
        assert (np.isfinite(numeros) | vigente.isin(ficha.categorias.values())).any(), indicador
