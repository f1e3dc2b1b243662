"""El priorizador: las cuentas de Python con los datos de verdad, filtros, mapa y sensibilidad."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from generador.metodos.errores import ErrorDeMetodo
from generador.paginas import herramientas
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.herramientas.conftest import Abrir, Calcular, Sitio, bajar, herramienta
from tests.herramientas.cuentas import priorizacion
from tests.herramientas.cuentas.prioridad_simulada import Criterio, simular_prioridad

pytestmark = pytest.mark.navegador
CASOS = [
    (("ipm_censal", "mayor", 5), ("personas_pobreza", "mayor", 5)),
    (("ipm_censal", "mayor", 3), ("mdm", "menor", 1), ("nbi", "mayor", 0)),
    (("brecha_rural_cabecera", "mayor", 10), ("mdm_ingresos_propios", "menor", 7)),
    (("priv_agua", "mayor", 1),),
]  # fmt: skip


@pytest.mark.parametrize("regla", priorizacion.REGLAS)
@pytest.mark.parametrize("caso", CASOS, ids=lambda c: "+".join(i[0] for i in c))
def test_los_1122_municipios_dan_lo_mismo(
    calcular: Calcular, acervo: DatosDelSitio, caso: tuple[tuple[str, str, int], ...], regla: str
) -> None:
    datos = {i["id"]: i["valores"] for i in herramientas.priorizador(acervo)["indicadores"]}
    pesos = [peso for _, _, peso in caso]
    columnas = [calcular("normalizar", datos[i], primero, regla) for i, primero, _ in caso]
    propias = [
        priorizacion.normalizar(np.array(datos[i], dtype=float), primero, regla)  # type: ignore[arg-type]
        for i, primero, _ in caso
    ]
    for suya, propia in zip(columnas, propias, strict=True):
        np.testing.assert_array_equal(np.array(suya, dtype=float), propia)
    js = calcular("priorizar", columnas, pesos)
    py = priorizacion.priorizar(propias, pesos)
    np.testing.assert_array_equal(np.array(js["indice"], dtype=float), py.indice)
    for campo in ("puesto", "mejor", "peor"):
        np.testing.assert_array_equal(js[campo], getattr(py, campo))
    assert calcular("escenariosDePesos", pesos) == [list(e) for e in priorizacion.escenarios(pesos)]
    assert (py.puesto > 0).sum() > 1000


def test_un_caso_a_mano() -> None:
    z = [np.array([0.0, 50.0, 100.0, np.nan]), np.array([90.0, 50.0, 0.0, 10.0])]
    hecho = priorizacion.priorizar(z, [1, 3])
    np.testing.assert_allclose(hecho.indice, [67.5, 50, 25, np.nan])
    assert hecho.puesto.tolist() == [1, 2, 3, 0]
    assert hecho.mejor.tolist() == [1, 1, 1, 0]
    assert hecho.peor.tolist() == [3, 2, 3, 0]


@pytest.mark.parametrize("pesos", [[0, 0], [1], [1, -1], [0.5, 1]])
def test_pesos_malos(pesos: list[int]) -> None:
    with pytest.raises(ErrorDeMetodo, match="peso"):
        priorizacion.priorizar([np.zeros(2), np.zeros(2)], pesos)


def test_se_filtra_y_se_resalta_el_municipio(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("priorizador", "#m=27025"))
    cuerpo = pagina.locator(".herramienta-cuerpo")
    expect(cuerpo).to_contain_text("1.119 municipios con puesto")
    expect(cuerpo).to_contain_text("3 sin puesto porque el censo no contó a la mayoría")
    expect(cuerpo).to_contain_text("Alto Baudó queda de 7")
    assert pagina.locator("svg path.propio").count() == 1
    assert pagina.locator("svg path[class^=clase-]").count() == 1119
    pagina.get_by_label("Departamento").select_option(label="Chocó")
    expect(cuerpo).to_contain_text("29 municipios con puesto")  # Nuquí no lo tiene
    expect(pagina.locator("tr.propio")).to_contain_text("Alto Baudó")
    assert pagina.locator("svg path[class^=clase-]").count() == 29
    cerca = pagina.locator(".herramienta-mapa svg").get_attribute("viewBox") or ""
    assert float(cerca.split()[2]) < 400  # el mapa se acerca a lo elegido
    pagina.get_by_label("PDET").select_option("1")
    pagina.get_by_label("Tamaño").select_option("5")
    expect(cuerpo).to_contain_text("Ningún municipio cumple todos los filtros")


def test_lo_que_el_censo_no_conto_va_aparte(sitio: Sitio, abrir: Abrir) -> None:
    """Los de cautela, al final y con su aviso; la mayoría sin contar, sin puesto."""
    pagina = abrir().ir(sitio.url + herramienta("priorizador", "#m=27495"))
    expect(pagina.locator(".herramienta-cuerpo")).to_contain_text(
        "Nuquí no tiene puesto: su cifra del censo describe solo a los contados."
    )
    primeros, aparte = pagina.locator(".herramienta-puestos tbody").all()
    expect(primeros).not_to_contain_text("Cautela")
    assert primeros.locator("tr").count() == 25
    rotulo, *otros = aparte.locator("tr").all()
    expect(rotulo).to_contain_text("Aparte: el censo dejó por fuera a 20 o más de cada 100")
    for fila in otros:
        expect(fila).to_contain_text("de cada 100 sin contar")
    pagina.locator("#filtro-agregar").select_option("mdm")
    pagina.get_by_role("button", name="Agregar").click()
    for i in (0, 1):  # sin nada del censo con peso, vuelven a su lugar
        pagina.locator(f"#peso-{i}").fill("0")
    expect(pagina.locator(".herramienta-puestos tbody")).to_have_count(1)


def test_la_estimacion_municipal_no_ordena(acervo: DatosDelSitio) -> None:
    ofrecidos = {i["id"]: i["censal"] for i in herramientas.priorizador(acervo)["indicadores"]}
    assert not any(i.startswith("pm_municipal") for i in ofrecidos)
    censales = ("ipm_censal", "personas_pobreza", "priv_agua", "ipm_vecinos", "nbi")
    assert all(ofrecidos[i] for i in censales)
    assert not ofrecidos["mdm"]


def test_se_escoge_el_municipio_en_el_mapa(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("priorizador", "#m=05001"))
    pagina.locator("svg path[data-municipio='27025']").dispatch_event("click")
    expect(pagina.locator("#herramienta-municipio")).to_have_value("Alto Baudó, Chocó")
    expect(pagina.locator("tr.propio")).to_contain_text("Alto Baudó")
    assert "m=27025" in pagina.url


def test_los_pesos_con_el_teclado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + herramienta("priorizador"))
    pagina.locator("#peso-1").focus()
    pagina.keyboard.press("Home")
    expect(pagina.locator("output").nth(1)).to_have_text("0")
    primera = pagina.locator(".herramienta-puestos tbody tr").first
    expect(primera).to_contain_text("Pacoa")  # la más alta de las que no piden cautela
    expect(pagina.locator(".herramienta-puestos thead")).not_to_contain_text("Personas en pobreza")
    pagina.locator("#filtro-agregar").select_option("mdm")
    pagina.get_by_role("button", name="Agregar").press("Enter")
    expect(pagina.locator("#sentido-2")).to_have_value("menor")
    pagina.get_by_role("button", name="Quitar Incidencia de la pobreza multidimensional").press(
        "Enter"
    )
    expect(pagina.locator(".herramienta-lista > li")).to_have_count(2)


def test_el_csv_trae_todos_con_puesto(
    sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio, tmp_path: Path
) -> None:
    pagina = abrir().ir(sitio.url + herramienta("priorizador"))
    lineas = bajar(pagina, "Descargar CSV", tmp_path).splitlines()
    assert lineas[1].startswith("1;44847;Uribia;La Guajira;")
    assert sum(linea[:1].isdigit() for linea in lineas) == 1119
    con_cautela = [linea.split(";") for linea in lineas if linea.startswith("2;99773;")]
    columna = lineas[0].split(";").index("cautela_sin_contar_de_cada_100")
    assert [fila[columna] for fila in con_cautela] == ["41"]
    assert any(linea.startswith("Normalización;percentil") for linea in lineas)
    # La columna de firmeza es la que cuenta Python con los mismos 1.119 y la semilla escrita.
    filas = [linea.split(";") for linea in lineas[1:1120]]
    en = {n: lineas[0].split(";").index(n) for n in lineas[0].split(";") if "veces_entre" in n}
    assert list(en) == ["veces_entre_los_10_primeros_de_1000"]
    valores = {i["id"]: i["valores"] for i in herramientas.priorizador(acervo)["indicadores"]}
    lugar = {m[0]: i for i, m in enumerate(herramientas.priorizador(acervo)["municipios"])}
    cuales = [lugar[fila[1]] for fila in filas]
    hecha = simular_prioridad(
        [
            Criterio((np.array([valores[i][c] for c in cuales], dtype=float),), "mayor", 5)
            for i in ("ipm_censal", "personas_pobreza")
        ],
        primeros=10,
        semilla=1,
    )
    escritas = [int(fila[en["veces_entre_los_10_primeros_de_1000"]]) for fila in filas]
    assert escritas == hecha.entre.tolist()
    # En la pantalla, la misma cuenta de cada 100.
    expect(pagina.locator("[data-firmeza]").first).to_have_text(
        f"{round(escritas[0] / 10)} de 100" if 0 < escritas[0] < 995 else "100 de 100"
    )
