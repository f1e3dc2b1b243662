"""La calculadora: las mismas cuentas que Python y lo que ve quien la usa."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from generador.metodos import privaciones as metodo
from generador.metodos.metodo import CENTESIMAS, IPM, K_033, PESOS_DEL_IPM, UN_TERCIO
from tests.herramientas.conftest import Abrir, Calcular, Sitio, bajar, herramienta, leer_reglas

pytestmark = pytest.mark.navegador
REGLAS = leer_reglas("privaciones")


def test_las_reglas_son_las_del_metodo() -> None:
    assert [p["id"] for p in REGLAS["privaciones"]] == list(IPM.nombres)
    assert [p["peso"] for p in REGLAS["privaciones"]] == list(PESOS_DEL_IPM)
    assert [c["minimo"] for c in REGLAS["cortes"]] == [
        math.ceil(CENTESIMAS * k) for k in (UN_TERCIO, K_033)
    ]
    for dimension in REGLAS["dimensiones"]:
        pesos = [p["peso"] for p in REGLAS["privaciones"] if p["dimension"] == dimension["id"]]
        assert sum(pesos) == 20


def test_los_32768_hogares_posibles_dan_lo_mismo(calcular: Calcular, navegador_con: Page) -> None:
    privado = (np.arange(2**15)[:, None] >> np.arange(15) & 1).astype(np.uint8)
    hecho = navegador_con.evaluate(
        """(reglas) => {
          const salida = [];
          for (let n = 0; n < 32768; n++) {
            const marcas = reglas.privaciones.filter((_, j) => n >> j & 1).map(p => p.id);
            const r = KitCalculos.privaciones(reglas, marcas);
            salida.push([r.puntaje, ...r.cortes.map(c => Number(c.pobre))]);
          }
          return salida;
        }""",
        REGLAS,
    )
    js = np.array(hecho)
    assert (js[:, 0] == metodo.en_centesimas(metodo.puntajes(privado, IPM), IPM)).all()
    assert (js[:, 1] == metodo.es_pobre(privado, IPM)).all()
    assert (js[:, 2] == metodo.es_pobre(privado, IPM.con_corte(K_033))).all()
    assert (js[:, 0] == 33).sum() == 840
    uno = calcular("privaciones", REGLAS, ["I1", "I15"])
    assert [d["puntos"] for d in uno["dimensiones"]] == [10, 0, 0, 0, 4]


def test_se_usa_con_el_raton(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("privaciones", "#m=27025"))
    assert pagina.locator("#herramienta-municipio").input_value() == "Alto Baudó, Chocó"
    for nombre in ("Bajo logro educativo", "Analfabetismo", "Trabajo informal"):
        pagina.get_by_label(nombre).check()
    resultado = pagina.locator(".herramienta-resultado")
    expect(resultado).to_contain_text("0,30")
    expect(resultado).to_contain_text("No es pobre multidimensional")
    expect(resultado).to_contain_text("Le faltan 0,04")
    pagina.get_by_label("Hacinamiento").check()
    expect(resultado).to_contain_text("Es pobre multidimensional")
    expect(pagina.locator("#definicion-I2")).to_contain_text("En Alto Baudó, 47,0")


def test_en_0_33_los_dos_cortes_dan_distinto(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("privaciones"))
    for codigo in ("I3", "I4", "I5", "I6", "I7"):  # 5 + 5 + 5 + 5 + 10 = 30
        pagina.locator(f"#privacion-{codigo}").check()
    expect(pagina.locator(".herramienta-resultado")).to_contain_text("0,30")
    pagina.locator("#privacion-I6").uncheck()
    for codigo in ("I11", "I12"):
        pagina.locator(f"#privacion-{codigo}").check()  # 25 + 8
    resultado = pagina.locator(".herramienta-resultado")
    expect(resultado).to_contain_text("Depende del corte")
    expect(resultado.locator("tbody tr").nth(0)).to_contain_text("No")
    expect(resultado.locator("tbody tr").nth(1)).to_contain_text("Sí")


def test_se_usa_con_el_teclado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + herramienta("privaciones"))
    pagina.locator("#herramienta-municipio").focus()
    pagina.keyboard.type("medellin")
    expect(pagina.get_by_role("option")).to_have_text(["Medellín, Antioquia"])
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("Enter")
    assert pagina.locator("#herramienta-municipio").input_value() == "Medellín, Antioquia"
    assert "m=05001" in pagina.url
    for _ in range(7):
        pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.id") == "privacion-I1"
    pagina.keyboard.press("Space")
    expect(pagina.locator(".herramienta-resultado .herramienta-cifra")).to_contain_text("0,10")
    expect(pagina.locator(".herramienta-tira")).to_contain_text("Puntaje 0,10")


def test_el_csv_trae_las_quince_y_el_resultado(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    pagina = abrir().ir(sitio.url + herramienta("privaciones"))
    pagina.locator("#privacion-I1").check()
    lineas = bajar(pagina, "Descargar CSV", tmp_path).removeprefix("\ufeff").splitlines()
    assert lineas[0] == "dimension;privacion;codigo;peso;marcada"
    assert lineas[1] == "Condiciones educativas;Bajo logro educativo;I1;0,1;sí"
    assert lineas[16] == ";Puntaje;;0,1;"
    assert len(lineas) == 1 + 15 + 3
