"""El mapa de fuentes: las cuentas fiscales de Python y la marca de cada norma."""

from __future__ import annotations

import dataclasses
import math
import random

import pytest
from playwright.sync_api import expect

from generador.metodos.errores import ErrorDeMetodo
from generador.normas.tabla_de_normas import normas
from generador.paginas import herramientas
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.herramientas.conftest import Abrir, Calcular, Sitio, herramienta, leer_reglas
from tests.herramientas.cuentas import fiscal

pytestmark = pytest.mark.navegador
REGLAS = leer_reglas("fuentes")
RANGOS = REGLAS["rangos"]
ESPECIAL, PRIMERA, SEGUNDA, TERCERA, CUARTA, QUINTA, SEXTA = range(7)


@pytest.mark.parametrize(
    ("poblacion", "icld", "opciones", "categoria"),
    [
        (600_000, 500_000, {}, ESPECIAL),
        (500_001, 400_001, {}, ESPECIAL),
        (500_000, 400_000, {}, PRIMERA),
        (100_000, 100_000, {}, SEGUNDA),
        (30_000, 25_001, {}, CUARTA),
        (20_000, 15_001, {}, QUINTA),
        (10_000, 15_000, {}, SEXTA),
        # ICLD por encima de su rango: un solo escalón, aunque alcance para varios.
        (8_000, 200_000, {}, QUINTA),
        (25_000, 60_000, {}, TERCERA),
        # ICLD por debajo: la que corresponde a los ICLD, aunque caiga varios.
        (600_000, 20_000, {}, QUINTA),
        (600_000, 20_000, {"anterior": ESPECIAL}, SEGUNDA),
        (25_000, 26_000, {"excede_gasto": True}, QUINTA),
        (8_000, 1_000, {"excede_gasto": True}, SEXTA),
        (80_000, 1_000, {"frontera": True}, CUARTA),
        (70_000, 1_000, {"frontera": True}, SEXTA),
        (8_000, 1_000, {"anterior": TERCERA}, QUINTA),
        (600_000, 500_000, {"anterior": CUARTA}, SEGUNDA),
    ],
)
def test_la_categoria(
    calcular: Calcular, poblacion: int, icld: float, opciones: dict[str, object], categoria: int
) -> None:
    caso = fiscal.Circunstancias(**opciones)  # type: ignore[arg-type]
    py = fiscal.categorizar(poblacion, icld, RANGOS, caso)
    assert py.categoria == categoria
    js_opciones = {{"excede_gasto": "excedeGasto"}.get(k, k): v for k, v in opciones.items()}
    assert calcular("categorizar", poblacion, icld, RANGOS, js_opciones) == dataclasses.asdict(py)


def test_trescientos_municipios_al_azar_dan_lo_mismo(calcular: Calcular) -> None:
    azar = random.Random(617)
    for _ in range(300):
        poblacion, icld = azar.randrange(1_000, 900_000), azar.uniform(0, 5e11)
        salario, anio = azar.uniform(1e6, 2e6), azar.randrange(2023, 2033)
        categoria = fiscal.categorizar(poblacion, icld / salario, RANGOS)
        hecho = calcular("categorizar", poblacion, icld / salario, RANGOS, {})
        assert hecho == dataclasses.asdict(categoria)
        n = categoria.categoria
        assert calcular("limiteDeGasto", icld, n, RANGOS) == fiscal.limite_de_gasto(icld, n, RANGOS)
        honorarios = azar.uniform(0, 1e9)
        concejo = (honorarios, icld / 100, salario, REGLAS["concejo"])
        assert calcular("limiteDeConcejo", *concejo) == fiscal.limite_de_concejo(*concejo)
        personeria = (icld, salario, n, anio, REGLAS["personeria"])
        assert calcular("limiteDePersoneria", *personeria) == fiscal.limite_de_personeria(
            *personeria
        )
        total = azar.uniform(1e9, 5e10)
        menores, exento = azar.choice([0.0, total / 5]), azar.random() < 0.5
        libre = azar.randrange(0, 43) if n >= CUARTA else 0
        reglas = REGLAS["proposito_general"]
        py = fiscal.repartir_proposito_general(
            fiscal.Asignado(total, menores, libre, exento), n, reglas
        )
        js = calcular("repartirPropositoGeneral", total, menores, n, libre, reglas, exento)
        assert js == dataclasses.asdict(py)
        partes = py.libre_destinacion + py.deporte + py.cultura + py.fonpet + py.inversion
        assert partes == pytest.approx(total)
        compra = (total, REGLAS["compra_local"])
        assert calcular("minimoDeCompraLocal", *compra) == fiscal.minimo_de_compra_local(*compra)


def test_el_gasto_baja_un_escalon_igual_en_los_dos_lados(calcular: Calcular) -> None:
    azar = random.Random(1551)
    bajaron = 0
    for _ in range(200):
        poblacion, icld = azar.randrange(1_000, 600_000), azar.uniform(5e8, 5e11)
        gasto = azar.choice([None, icld * azar.uniform(0.3, 1.1)])
        anterior = azar.choice([None, *range(7)])
        py, excede = fiscal.categorizar_con_gasto(
            poblacion, icld, 1.3e6, gasto, RANGOS, fiscal.Circunstancias(anterior=anterior)
        )
        js = calcular(
            "categorizarConGasto", poblacion, icld, 1.3e6, gasto, RANGOS, {"anterior": anterior}
        )
        assert js == {**dataclasses.asdict(py), "excede": excede}
        bajaron += excede
    assert 20 < bajaron < 180


def test_la_base_del_proposito_general_no_es_el_total() -> None:
    hecho = fiscal.repartir_proposito_general(
        fiscal.Asignado(1000, 200, 42), SEXTA, REGLAS["proposito_general"]
    )
    assert (hecho.libre_destinacion, hecho.base) == (420, 380)
    assert (hecho.deporte, hecho.cultura, hecho.fonpet) == pytest.approx((15.2, 11.4, 38))
    assert hecho.inversion == pytest.approx(1000 - 420 - 15.2 - 11.4 - 38)


@pytest.mark.parametrize(
    ("anio", "categoria", "salarios"),
    [(2024, QUINTA, 190), (2025, TERCERA, 360), (2025, CUARTA, 290), (2025, QUINTA, 200),
     (2025, SEXTA, 160), (2026, TERCERA, 370), (2026, SEXTA, 170), (2029, TERCERA, 400),
     (2035, SEXTA, 200)],
)  # fmt: skip
def test_la_personeria_sube_cinco_vigencias(anio: int, categoria: int, salarios: int) -> None:
    hecho = fiscal.limite_de_personeria(0, 1, categoria, anio, REGLAS["personeria"])
    assert hecho == salarios


def test_el_concejo_de_un_municipio_pequeno() -> None:
    reglas = REGLAS["concejo"]
    assert fiscal.limite_de_concejo(100, 1e9, 10, reglas) == 700
    assert fiscal.limite_de_concejo(100, 2e9, 10, reglas) == 100 + 3e7


def test_lo_que_no_se_puede_calcular() -> None:
    reglas = REGLAS["proposito_general"]
    with pytest.raises(ErrorDeMetodo, match="tope de su categoría es 0"):
        fiscal.repartir_proposito_general(fiscal.Asignado(1, 0, 10), TERCERA, reglas)
    with pytest.raises(ErrorDeMetodo, match="superan el total"):
        fiscal.repartir_proposito_general(fiscal.Asignado(100, 80, 42), SEXTA, reglas)
    with pytest.raises(ErrorDeMetodo, match="población"):
        fiscal.categorizar(-1, 0, RANGOS)


def test_cada_problema_tiene_fuentes_y_cada_fuente_su_norma() -> None:
    ids = {f["id"] for f in REGLAS["fuentes"]}
    assert len(REGLAS["problemas"]) == 15
    assert {f for lista in REGLAS["problemas"].values() for f in lista} <= ids
    for fuente in REGLAS["fuentes"]:
        assert fuente["normas"] or fuente["nota"]
        citadas = [normas()[clave] for clave in fuente["normas"]]
        if fuente["estado"] == "confirmada":
            assert citadas
            assert all(n.confirmada for n in citadas)
            assert "erificar" not in str(fuente)
        else:
            assert fuente["estado"] == "por verificar"
            assert (
                "erificar" in str(fuente.get("nota", ""))
                or not all(n.confirmada for n in citadas)
                or not citadas
            )


def claves_de_normas(nodo: object) -> list[str]:
    """Todas las normas que nombra un archivo de reglas, estén donde estén."""
    if isinstance(nodo, dict):
        propias = [c for k, v in nodo.items() if k.startswith("normas") for c in v]
        return propias + [c for v in nodo.values() for c in claves_de_normas(v)]
    if isinstance(nodo, list):
        return [c for v in nodo for c in claves_de_normas(v)]
    return []


@pytest.mark.parametrize("archivo", ["fuentes", "ruta", "programas_sisben"])
def test_toda_norma_de_las_reglas_esta_en_la_tabla(archivo: str) -> None:
    citadas = claves_de_normas(leer_reglas(archivo))
    assert len(citadas) > 3
    assert set(citadas) <= set(normas())


def test_cada_casilla_sale_del_catalogo_o_de_la_persona(acervo: DatosDelSitio) -> None:
    datos = herramientas.fiscal(acervo, REGLAS)
    for casilla in REGLAS["casillas"]:
        assert casilla["grupo"] in {g["id"] for g in REGLAS["grupos"]}
        if "indicador" in casilla:
            ficha = datos["indicadores"][casilla["indicador"]]
            assert len(ficha["valores"]) == len(datos["codigos"]) == 1122
            if "periodo_de" in casilla:
                assert ficha["periodo"] == acervo.cubo.ultimo(casilla["periodo_de"])
    assert {s["anio"] for s in REGLAS["salarios"]} >= {int(acervo.cubo.ultimo("ley617_icld"))}


def test_un_indicador_nuevo_del_catalogo_entra_sin_tocar_codigo(acervo: DatosDelSitio) -> None:
    catalogo = dict(acervo.catalogo)
    catalogo["ley617_icld"] = dataclasses.replace(catalogo["ley617_icld"], perfil="detalle")
    catalogo["ley617_icld"] = dataclasses.replace(catalogo["ley617_icld"], prioriza=True)
    con_el = dataclasses.replace(acervo, catalogo=catalogo)
    assert "ley617_icld" not in herramientas.fiscal(acervo, REGLAS)["perfil"]
    assert "ley617_icld" in herramientas.fiscal(con_el, REGLAS)["perfil"]
    assert "ley617_icld" not in [i["id"] for i in herramientas.priorizador(acervo)["indicadores"]]
    assert "ley617_icld" in [i["id"] for i in herramientas.priorizador(con_el)["indicadores"]]


def test_la_categoria_calculada_es_la_publicada(calcular: Calcular, acervo: DatosDelSitio) -> None:
    """Con las casillas de fábrica, la cuenta da la categoría de TerriData en casi todo el país."""
    datos = herramientas.fiscal(acervo, REGLAS)
    columnas = {i: datos["indicadores"][i]["valores"] for i in ("poblacion", "ley617_icld")}
    (salario,) = (s["valor"] for s in REGLAS["salarios"] if s["anio"] == 2023)
    publicada = acervo.municipal("categoria_ley617", "total", "2023")
    iguales, total = 0, 0
    for gente, icld, oficial in zip(
        columnas["poblacion"], columnas["ley617_icld"], publicada, strict=True
    ):
        if gente is None or icld is None or math.isnan(oficial):
            continue
        total += 1
        caso = fiscal.Circunstancias(anterior=int(oficial))
        hecha = fiscal.categorizar(gente, icld * 1e6 / salario, RANGOS, caso)
        iguales += hecha.categoria == oficial
    assert total > 1000
    assert iguales / total > 0.9


def test_se_llena_con_el_municipio_y_se_corrige(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("fuentes", "#m=27025"))
    cuerpo = pagina.locator(".herramienta-cuerpo")
    cuentas = pagina.locator(".herramienta-cuentas")
    expect(pagina.locator("#fuentes-problema")).to_have_value("priv_trabajo_informal")
    expect(pagina.locator("#fuentes-salario")).to_have_value("1.160.000")
    expect(cuentas).to_contain_text("Sexta")
    expect(cuentas).to_contain_text("170 salarios mínimos")
    expect(cuerpo).to_contain_text("Las finanzas de Alto Baudó")
    fila = pagina.get_by_role("row", name="Holgura frente al límite")
    expect(fila).to_contain_text("28,8 p. p.")
    pagina.locator("#fuentes-poblacion").fill("8.000")
    pagina.locator("#fuentes-icld").fill("2.000.000.000")
    pagina.locator("#fuentes-salario").fill("")
    expect(cuentas).to_contain_text("Falta población, ICLD o salario mínimo")
    pagina.locator("#fuentes-salario").fill("1.000.000")
    pagina.locator("#fuentes-anterior").select_option("")
    expect(cuentas).to_contain_text("$ 1.600.000.000")  # 80 % de los ICLD
    pagina.locator("#fuentes-salario_personeria").fill("1.000.000")
    expect(cuentas).to_contain_text("$ 170.000.000")  # 170 salarios en 2026
    pagina.locator("#fuentes-anio").select_option("2025")
    expect(pagina.locator("#fuentes-salario_personeria")).to_have_value("1.423.500")
    expect(pagina.locator("#fuentes-anio")).to_be_focused()
    expect(cuentas).to_contain_text("$ 227.760.000")  # 160 salarios de 2025
    pagina.locator("#fuentes-honorarios").fill("100.000.000")
    expect(cuentas).to_contain_text("$ 130.000.000")  # honorarios y 1,5 % de los ICLD
    pagina.locator("#fuentes-alimentos").fill("1000")
    expect(cuentas).to_contain_text("$ 300")
    pagina.locator("#fuentes-libre").fill("50")
    expect(cuentas).to_contain_text("no puede pasar de 42 %")
    pagina.locator("#fuentes-icld").fill("doce")
    expect(cuerpo).to_contain_text("No se entiende: ingresos corrientes")
    assert pagina.locator("#fuentes-icld").get_attribute("aria-invalid") == "true"


def test_un_problema_con_el_teclado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + herramienta("fuentes"))
    pagina.locator("#fuentes-problema").focus()
    pagina.keyboard.type("Sin acceso")
    pagina.locator("#fuentes-problema").select_option("priv_agua")
    expect(pagina.locator(".herramienta-fuente").first).to_contain_text("Ley 2538 de 2025")
    expect(pagina.locator(".herramienta-fuente")).to_have_count(5)
    expect(pagina.locator(".herramienta-fuente", has_text="Obras por impuestos")).to_contain_text(
        "el detalle, por verificar"
    )
    enlace = pagina.locator(".herramienta-fuente").first.get_by_role(
        "link", name="Ley 2538 de 2025"
    )
    assert (enlace.get_attribute("href") or "").endswith("datos/normas.html#ley_2538_2")
