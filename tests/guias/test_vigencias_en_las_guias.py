"""Lo que las guías muestran de las tablas con vigencia, de la pobreza por ingresos y por lugar."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from generador.formato import numero, porcentaje
from generador.normas import calendario, instrumentos, programas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.enlaces_de_las_guias import Enlaces
from generador.paginas.guias.pobreza_monetaria import PobrezaMonetaria
from generador.paginas.guias.tabla_de_centros import CentrosPoblados
from generador.paginas.guias.tablas_con_vigencia import TITULOS, Vigencias
from generador.rutas import DATOS, SITIO

MODULOS = sorted(SITIO.glob("modulos/[1-4]-*/index.md"))
CASO = re.compile(r'## Caso completo: \{\{ nombre\("(\d{5})"\) \}\}')


@pytest.fixture(scope="module")
def los_numeros(acervo: DatosDelSitio) -> Numeros:
    return Numeros(acervo)


@pytest.fixture(scope="module")
def enlaces(acervo: DatosDelSitio) -> Enlaces:
    return Enlaces(acervo, lambda: "modulos/1-focalizacion/index.html")


def filas(html: str) -> list[list[str]]:
    """Las celdas de cada renglón del cuerpo, sin marcado."""
    cuerpo = html.split("<tbody>")[1]
    renglones = re.findall(r"<tr>(.*?)</tr>", cuerpo)
    return [
        [re.sub(r"<[^>]+>", "", c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", r)]
        for r in renglones
    ]


def test_la_oferta_trae_los_vigentes_y_nada_mas(enlaces: Enlaces) -> None:
    dichas = filas(Vigencias(enlaces).tabla_de_oferta())
    dia = programas.revisados()
    esperados = [p.programa for p in programas.programas().values() if p.se_ofrece(dia)]
    assert len(dichas) == len(esperados) > 5
    assert all(d[0].startswith(e) for d, e in zip(dichas, esperados, strict=True))
    assert not any(d[0].startswith(("Familias en Acción", "Generación E")) for d in dichas)


def test_cada_deber_va_en_el_calendario_con_su_respaldo(enlaces: Enlaces) -> None:
    dichas = filas(Vigencias(enlaces).tabla_calendario())
    assert len(dichas) == len(calendario.calendario())
    assert all(celda.strip() for fila in dichas for celda in fila)


@pytest.mark.parametrize("frente", TITULOS)
def test_el_instrumento_inexequible_no_sale(enlaces: Enlaces, frente: str) -> None:
    dichas = filas(Vigencias(enlaces).tabla_de_instrumentos(frente))
    suyos = [i for i in instrumentos.instrumentos().values() if i.frente == frente]
    assert len(dichas) == sum(not i.terminado for i in suyos) > 3
    assert not any("público-populares" in fila[0] for fila in dichas)


def test_lo_que_consta_solo_en_prensa_lleva_marca(enlaces: Enlaces) -> None:
    html = str(Vigencias(enlaces).tabla_de_oferta())
    for uno in programas.programas().values():
        if uno.se_ofrece(programas.revisados()) and not uno.respaldo.confirmada:
            renglon = html[html.index(uno.programa.partition("«")[0]) :].partition("</tr>")[0]
            assert "por-verificar" in renglon, uno.id


@pytest.mark.parametrize(
    ("archivo", "cuantas"),
    [
        ("calendario-municipal", len(calendario.calendario())),
        ("programas-con-vigencia", len(programas.programas())),
        ("instrumentos", len(instrumentos.instrumentos())),
    ],
)
def test_la_tabla_se_baja_entera(publico: Path, archivo: str, cuantas: int) -> None:
    texto = (publico / "datos" / f"{archivo}.csv").read_text(encoding="utf-8-sig")
    leidas = list(csv.DictReader(io.StringIO(texto, newline=""), delimiter=";"))
    assert len(leidas) == cuantas
    assert all(fila["consta_en"] and fila["revisado"] for fila in leidas)


def test_cada_modulo_trae_su_caso_en_un_municipio_distinto() -> None:
    casos = [CASO.findall(ruta.read_text("utf-8")) for ruta in MODULOS]
    assert [len(c) for c in casos] == [1, 1, 1, 1]
    assert len({c[0] for c in casos}) == len(casos)
    for ruta in MODULOS:
        caso = CASO.split(ruta.read_text("utf-8"))[2].split("\n## ")[0]
        assert '<div class="documento" markdown>' in caso
        assert "falta(" in caso
        assert "cifra(" in caso


def test_el_aviso_del_registro_va_antes_que_todo(publico: Path) -> None:
    html = (publico / "modulos/2-sisben/index.html").read_text("utf-8")
    articulo = html[html.index("<article") :]
    assert articulo.index("aviso-fechado") < articulo.index("Para quién.")
    assert "Aviso al 28 de noviembre de 2026" in articulo
    assert "no son oficiales" in articulo


def test_las_lineas_son_las_del_archivo(los_numeros: Numeros, enlaces: Enlaces) -> None:
    macros = PobrezaMonetaria(los_numeros, enlaces)
    with (DATOS / "pobreza_monetaria_2021_2023.csv").open(encoding="utf-8") as archivo:
        crudas = [f for f in csv.DictReader(archivo) if f["dominio"] == "total"]
    pais = [f for f in crudas if f["territorio"] == "00"]
    for dicha, fila in zip(filas(macros.tabla_monetaria_del_pais()), pais, strict=True):
        assert dicha[0] == fila["periodo"]
        assert dicha[1].startswith(numero(float(fila["linea_pobreza_2021_2023"])))
        assert dicha[2] == porcentaje(float(fila["pm_2021_2023"]))
    ultimo = max(f["periodo"] for f in crudas)
    lineas = [
        float(f["linea_pobreza_2021_2023"])
        for f in crudas
        if f["periodo"] == ultimo
        and f["territorio"] != "00"
        and f["linea_pobreza_2021_2023"] not in ("ND", "NA")
    ]
    dicho = macros.linea_mas_baja_y_mas_alta()
    assert dicho["baja"].startswith(numero(min(lineas)))
    assert dicho["alta"].startswith(numero(max(lineas)))
    assert dicho["cuantos"] == numero(len(lineas))


def test_la_estimacion_nunca_va_sin_su_intervalo(los_numeros: Numeros, enlaces: Enlaces) -> None:
    macros = PobrezaMonetaria(los_numeros, enlaces)
    (fila,) = filas(macros.tabla_de_estimaciones(["27025"]))
    # El intervalo de control: 90,0 a 97,8, redondeado hacia afuera.
    assert fila[2].startswith(("89 a 98", "90 a 98"))
    assert fila[3] == "Precisión suficiente"
    assert "más alta" in fila[4]


def test_un_lugar_de_muy_poca_gente_no_se_muestra(los_numeros: Numeros) -> None:
    # Osos tiene menos de treinta personas, y otro se calla para que no se despeje restando.
    tabla = filas(CentrosPoblados(los_numeros).tabla_de_centros("70508", "nbi", 99))
    assert "Osos" not in {fila[0] for fila in tabla}
    assert "Almagra Sector Las Pasas" not in {fila[0] for fila in tabla}
    assert len(tabla) == 18


@pytest.mark.parametrize("codigo", ["19532", "41006"])
@pytest.mark.parametrize("carencia", ["nbi_servicios", "nbi_vivienda", "nbi"])
def test_los_lugares_suman_la_zona_rural(los_numeros: Numeros, codigo: str, carencia: str) -> None:
    with (DATOS / "nbi_centros_poblados.csv").open(encoding="utf-8") as archivo:
        rurales = [
            f for f in csv.DictReader(archivo)
            if f["territorio"] == codigo and f["clase"] != "cabecera" and int(f["personas"]) >= 30
        ]  # fmt: skip
    esperado = sum(float(f[carencia]) * int(f["personas"]) / 100 for f in rurales)
    dicho = CentrosPoblados(los_numeros).primeros_centros(codigo, carencia, 3)
    assert dicho["todas"] == numero(esperado)
    tabla = filas(CentrosPoblados(los_numeros).tabla_de_centros(codigo, carencia, 4))
    assert len(tabla) == min(5, len(rurales))
    suma = sum(int(fila[1].replace(".", "")) for fila in tabla)
    assert suma == sum(int(f["personas"]) for f in rurales)
