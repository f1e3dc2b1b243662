"""Cada cifra que la página de comparar muestra, contra `datos/` por otro camino."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from generador.formato import con_signo
from generador.redondeo import redondear
from tests.navegador import Abrir, esperar_a, pestanas
from tests.perfiles.tablas import es_co
from tests.sitio import comparado
from tests.sitio.comparado import DURO, MENOS, corto, tablas
from tests.sitio.comparar_publicado import COMBINACIONES, LEER, TODO_ABIERTO, Publicado, ver

pytestmark = pytest.mark.navegador


@pytest.fixture(scope="module")
def leida(
    publicado: Publicado, navegador: Browser, request: pytest.FixtureRequest
) -> Iterator[Leida]:
    """Cada combinación se abre una vez; quien la cambia la deja como estaba."""
    codigos = request.param
    with pestanas(navegador) as abrir:
        visita = abrir()
        pagina = ver(visita, f"{publicado.desde('disco')}?t={','.join(codigos)}")
        pagina.evaluate(TODO_ABIERTO)
        assert visita.problemas == []
        yield Leida(codigos, pagina.evaluate(LEER), pagina)


class Leida(NamedTuple):
    """Una comparación como se ve."""

    codigos: tuple[str, ...]
    secciones: dict[str, list[dict[str, Any]]]
    pagina: Page

    def fila(self, seccion: str, nombre: str) -> dict[str, Any]:
        """La fila de ese nombre; falla si no está."""
        filas = [f for f in self.secciones[seccion] if f["nombre"] == nombre]
        assert len(filas) == 1, (nombre, [f["nombre"] for f in self.secciones[seccion]])
        return filas[0]


cada_combinacion = pytest.mark.parametrize(
    "leida", COMBINACIONES.values(), ids=COMBINACIONES.keys(), indirect=True
)


def exigir_restada(
    leida: Leida, fila: dict[str, Any], cuenta: Any, censal: bool, zona: str
) -> None:
    """Las cifras de una fila y su diferencia con la primera, o por qué no la hay."""
    valores = [cuenta(c) for c in leida.codigos]
    for n, (codigo, valor, celda) in enumerate(
        zip(leida.codigos, valores, fila["celdas"], strict=True)
    ):
        if math.isnan(valor):
            assert not any(c.isdigit() for c in celda["cifra"]), (fila, codigo)
            assert celda["diferencia"] == ""
            continue
        assert celda["cifra"] == comparado.por_ciento(valor), (fila["nombre"], codigo)
        if n == 0 or math.isnan(valores[0]):
            assert celda["diferencia"] == ""
        elif censal and max(comparado.omision(c, zona) for c in (leida.codigos[0], codigo)) > 0.5:
            assert celda["diferencia"] == "no se compara"
            assert celda["detalle"].endswith("describe solo a los contados")
        else:
            assert celda["diferencia"] == comparado.diferencia(valores[0], valor)


@cada_combinacion
def test_cifras_principales(leida: Leida) -> None:
    for nombre, (cuenta, censal) in comparado.RESTADAS["cifras"].items():
        exigir_restada(leida, leida.fila("cifras", nombre), cuenta, censal, "total")
    gente = leida.fila("cifras", corto("poblacion"))
    sin_contar = leida.fila("cifras", corto("omision_censal"))
    pobres = leida.fila("cifras", corto("personas_pobreza"))
    for n, codigo in enumerate(leida.codigos):
        valor = comparado.cantidad("poblacion", codigo)
        dicho = "no aplica" if math.isnan(valor) else es_co(valor)
        assert gente["celdas"][n]["cifra"] == dicho
        assert sin_contar["celdas"][n]["cifra"] == comparado.no_contados(codigo)
        assert pobres["celdas"][n]["cifra"] == comparado.personas(codigo)
    assert gente["debajo"].startswith(tablas().vigente("poblacion"))


@cada_combinacion
def test_pobreza_monetaria_con_su_intervalo(leida: Leida) -> None:
    fila = leida.fila("cifras", corto(comparado.PM))
    primero = leida.codigos[0]
    for codigo, celda in zip(leida.codigos, fila["celdas"], strict=True):
        if math.isnan(tablas().valor(comparado.PM, codigo)):
            assert not any(c.isdigit() for c in celda["cifra"])
            continue
        cifra, dicho = comparado.estimacion(codigo)
        assert (celda["cifra"], celda["detalle"]) == (cifra, dicho)
        con_que = len(primero) == 5 and not math.isnan(tablas().valor(comparado.PM, primero))
        if codigo == primero or not con_que:
            assert celda["diferencia"] == ""
            continue
        (a, b), (c, d) = comparado.intervalo(primero), comparado.intervalo(codigo)
        lado = "más baja" if d < a else "más alta" if c > b else "los intervalos se cruzan"
        assert celda["diferencia"] == lado


@cada_combinacion
def test_la_encuesta_solo_sale_de_departamento_para_arriba(leida: Leida) -> None:
    nombres = {f["nombre"] for f in leida.secciones["cifras"]}
    hay = any(len(c) == 2 for c in leida.codigos)
    for indicador in (comparado.ENCUESTA, "ipm_ecv"):
        assert (corto(indicador) in nombres) == hay
        anio = max(tablas().periodos(indicador))
        for n, codigo in enumerate(leida.codigos if hay else ()):
            celda = leida.fila("cifras", corto(indicador))["celdas"][n]
            valor = tablas().valor(indicador, codigo, "total", anio)
            nada = "no se mide por municipio" if len(codigo) == 5 else "sin dato"
            assert celda["cifra"] == (nada if math.isnan(valor) else comparado.por_ciento(valor))


@cada_combinacion
@pytest.mark.parametrize("zona", ["cabecera", "rural", "total"])
def test_las_quince_privaciones(leida: Leida, zona: str) -> None:
    leida.pagina.locator("#comparar-zona").select_option(zona)
    esperadas = comparado.privaciones(zona)
    esperar_a(leida.pagina, "z => document.querySelector('#comparar-zona').value === z", zona)
    vista = leida._replace(secciones=leida.pagina.evaluate(LEER))
    assert {f["nombre"] for f in vista.secciones["privaciones"]} == set(esperadas)
    for nombre, (cuenta, censal) in esperadas.items():
        exigir_restada(vista, vista.fila("privaciones", nombre), cuenta, censal, zona)


@cada_combinacion
def test_las_marcas_estan_donde_dice_su_cifra(leida: Leida) -> None:
    medir = """() => [...document.querySelectorAll('#privaciones tbody tr')].map((fila) => {
      const riel = fila.querySelector('.riel-comparado').getBoundingClientRect();
      return {
        puestas: [...fila.querySelectorAll('.riel-comparado path')].map((p) => {
          const r = p.getBoundingClientRect();
          const n = Number(p.getAttribute('class').match(/forma-(\\d)/)[1]) - 1;
          return [n, (100 * (r.x + r.width / 2 - riel.x)) / riel.width];
        }),
        cifras: [...fila.querySelectorAll('.cifra')].map((c) => c.textContent),
      };
    })"""
    for ancho, medio in ((1280, "screen"), (360, "screen"), (816, "print")):
        leida.pagina.set_viewport_size({"width": ancho, "height": 900})
        leida.pagina.emulate_media(media=medio)  # type: ignore[arg-type]
        filas = leida.pagina.evaluate(medir)
        assert len(filas) == 15
        for fila in filas:
            numeros = [comparado_leido(c) for c in fila["cifras"]]
            assert sorted(n for n, _ in fila["puestas"]) == list(range(len(numeros)))
            for n, lugar in fila["puestas"]:
                assert lugar == pytest.approx(numeros[n], abs=0.4), (ancho, medio, fila)
    leida.pagina.emulate_media(media="screen")
    leida.pagina.set_viewport_size({"width": 1280, "height": 900})


def comparado_leido(texto: str) -> float:
    """«90,6 %» → 90.6."""
    limpio = texto.replace(DURO, "").replace("%", "").replace(".", "").replace(MENOS, "-")
    return float(limpio.replace(",", "."))


@cada_combinacion
def test_como_cambio_la_nbi(leida: Leida) -> None:
    antes, despues = tablas().periodos("nbi")
    for zona, dominio in comparado.ZONAS.items():
        for codigo, celda in zip(leida.codigos, leida.fila("nbi", zona)["celdas"], strict=True):
            primera, segunda = (comparado.nbi(codigo, dominio, a) for a in (antes, despues))
            if math.isnan(segunda):
                assert not any(c.isdigit() for c in celda["cifra"])
                continue
            assert celda["cifra"] == comparado.por_ciento(segunda)
            assert celda["detalle"].endswith(f"en {antes}")
            if not math.isnan(primera):
                assert celda["detalle"].startswith(comparado.por_ciento(primera))
            puntos, _, lectura = celda["diferencia"].partition(" puntos")
            if not lectura:
                assert celda["diferencia"] == "no se compara"
                continue
            assert puntos.lstrip("+−") == comparado.diferencia(primera, segunda).split(" ")[0]
            assert puntos[0] != ("+" if segunda < primera else "−")
            assert lectura.endswith(("bajó", "subió", "no se distingue"))
            if lectura.endswith("bajó"):
                assert segunda < primera


@cada_combinacion
def test_cuanta_gente_y_de_que_edad(leida: Leida) -> None:
    t = tablas()
    anios = [f["nombre"].rsplit(" ", 1)[1] for f in leida.secciones["poblacion"][1:5]]
    assert anios == [t.periodos("poblacion")[0], "2018", t.vigente("poblacion"), "2035"]
    casos = [(f"{corto('poblacion')} en {a}", "total", a) for a in anios]
    casos += [(f"{corto('poblacion')}, {z}", z, "") for z in ("cabecera", "rural")]
    for nombre, zona, anio in casos:
        for n, codigo in enumerate(leida.codigos):
            valor = comparado.cantidad("poblacion", codigo, zona, anio)
            celda = leida.fila("poblacion", nombre)["celdas"][n]["cifra"]
            assert any(c.isdigit() for c in celda) != math.isnan(valor)
            if not math.isnan(valor):
                assert celda == es_co(valor)
    for nombre, (cuenta, censal) in comparado.RESTADAS["edades"].items():
        exigir_restada(leida, leida.fila("edades", nombre), cuenta, censal, "total")


@cada_combinacion
def test_recursos_por_habitante_con_su_anio(leida: Leida) -> None:
    nombres = {f["nombre"] for f in leida.secciones["recursos"]}
    for nombre, (cuenta, como) in comparado.RECURSOS.items():
        hechas = [cuenta(c) for c in leida.codigos]
        if nombre not in nombres:  # a ninguno le corresponde
            assert not any(anio for anio, _ in hechas)
            continue
        fila = leida.fila("recursos", nombre)
        anios = {anio for anio, _ in hechas if anio}
        assert ("años distintos" in fila["debajo"]) == (len(anios) > 1)
        for n, ((anio, valor), celda) in enumerate(zip(hechas, fila["celdas"], strict=True)):
            if not anio:
                assert not any(c.isdigit() for c in celda["cifra"]), (nombre, celda)
                continue
            assert celda["cifra"] == comparado.ESCRIBIR[como](valor), (nombre, leida.codigos[n])
            assert anio in (fila["debajo"] if len(anios) == 1 else celda["detalle"])
            primero, base = hechas[0]
            if como == "pesos" or n == 0 or not primero or "valor agregado" in nombre.lower():
                assert celda["diferencia"] == ""
            elif primero == anio:
                assert celda["diferencia"] == comparado.diferencia(base, valor)
            else:
                assert celda["diferencia"] == "no se compara"


@cada_combinacion
def test_centros_poblados(leida: Leida) -> None:
    filas = leida.secciones["centros"]
    for n, codigo in enumerate(leida.codigos):
        cuantos, pequenos, vistos = comparado.centros(codigo)
        todos, mayor, menor, ocultos = (f["celdas"][n] for f in filas)
        if not cuantos:
            assert todos["cifra"] == "no trae centros poblados"
            continue
        assert todos["cifra"] == es_co(cuantos)
        assert ocultos["cifra"] == es_co(pequenos)
        for celda, extremo in ((mayor, max), (menor, min)):
            if not vistos:
                assert celda["cifra"] == "ninguna se muestra"
                continue
            tasa = extremo(t for _, t in vistos)
            assert celda["cifra"] == comparado.por_ciento(tasa)
            iguales = [x for x, t in vistos if comparado.por_ciento(t) == celda["cifra"]]
            assert any(celda["detalle"].startswith(x) for x in iguales)


def test_el_navegador_redondea_como_python(publicado: Publicado, abrir: Abrir) -> None:
    """La misma regla en los dos lados, también en la mitad exacta y con signo."""
    azar = random.Random(7)
    mitades = [n / 2 / 10**d for n in range(-25, 26) for d in (0, 1, 2, 3)]
    sueltos = [azar.uniform(-1e4, 1e4) * 10 ** azar.randint(-6, 6) for _ in range(2000)]
    casos = [(v, d) for v in (2.345, 2.675, 1.005, *mitades, *sueltos) for d in (0, 1, 2)]
    pagina = ver(abrir(), publicado.desde("disco"))
    dichos = pagina.evaluate(
        "casos => casos.map(([v, d]) => [KitComparar.redondear(v, d), KitComparar.conSigno(v, d)])",
        casos,
    )
    for (valor, decimales), (redondo, escrito) in zip(casos, dichos, strict=True):
        assert redondo == redondear(valor, decimales), (valor, decimales)
        assert escrito == con_signo(valor, decimales), (valor, decimales)
