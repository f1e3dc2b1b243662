"""H, A, M0 y privaciones por territorio en el navegador: lo mismo que `kit incidencia`."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from generador.hogares.incidencia import Opciones, leer_pesos
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.metodo import IPM, Metodo
from generador.metodos.patrones import descodificar
from generador.metodos.privaciones import es_pobre
from tests.herramientas.armado_web import a_csv
from tests.herramientas.conftest import CALCULOS
from tests.hogares.datos import base_de_hogares, medir
from tests.metodos.hogares.bases import Tabla, barajar

pytestmark = pytest.mark.navegador
DEL_IPM = ["0,10", "0.1", "5 %", "1/20", "0,05", "0,05", *["10/100"] * 4, *["4 %"] * 5]
DEL_MUNDIAL = [*["1/6"] * 4, *["1/33"] * 11]
MEDIR = """([datos, columna, pesos, k, unidad, regla]) => {
  const H = KitHogares, C = KitCalculos;
  const lista = (v) => Array.from(v, (x) => (Number.isNaN(x) ? null : x));
  try {
    const examen = H.examinar(Uint8Array.from(atob(datos), (c) => c.charCodeAt(0)));
    const esquema = H.reconocer(examen.columnas, H.documento("esquemas_sisben"));
    const nombres = new Set([...Object.values(esquema.columnas), columna]);
    const { columnas, filas } = H.leerColumnas(examen, [...nombres]);
    const entrada = new H.Entrada(esquema, columnas, filas);
    const armado = H.armar(entrada, H.peticion(H.documento("instrumentos").instrumentos[0]));
    const suya = H.tomar(columnas.get(columna), armado.jefe);
    const donde = H.territorio(suya, armado.perdidas, armado.avisos);
    const n = donde.etiquetas.length;
    const tabla = C.resumirPatrones(armado, donde.codigos, n, regla);
    const metodo = C.declararMetodo(pesos, k);
    const decir = (t) => {
      const [m, h] = [C.medirPatrones(t, metodo, unidad), C.medirPatrones(t, metodo, "hogares")];
      return {
        registros: lista(m.registros), poblacion: lista(m.poblacion), pobres: lista(m.pobres),
        incidencia: lista(m.h), intensidad: lista(m.a), m0: lista(m.m0),
        tasas: h.tasas.map(lista), tasas_censuradas: m.censuradas.map(lista),
        contribuciones: m.contribuciones.map(lista),
      };
    };
    return {
      etiquetas: donde.etiquetas, territorios: decir(tabla), total: decir(C.tablaDelTotal(tabla)),
      cruce: C.cruzarPrivaciones(C.tablaDelTotal(tabla)).map(lista),
    };
  } catch (error) {
    if (!(error instanceof H.ErrorDeMetodo)) throw error;
    return { problema: error.problema, que_hacer: error.queHacer };
  }
}"""
DECLARAR = """([pesos, k]) => {
  try { return KitCalculos.declararMetodo(pesos, k); }
  catch (error) { return { problema: error.problema, que_hacer: error.queHacer }; }
}"""
POBRES = """(metodo) => {
  const n = 32768;
  const cada = Int32Array.from({ length: n }, (_, i) => i);
  const bit = (j) => Float64Array.from(cada, (i) => (i >> j) & 1);
  const unos = new Float64Array(n).fill(1);
  const privaciones = Array.from({ length: 15 }, (_, j) => bit(j));
  const armado = { privaciones, personas: unos, factor: unos };
  const tabla = KitCalculos.resumirPatrones(armado, cada, n, "fallar");
  return Array.from(KitCalculos.medirPatrones(tabla, metodo, "hogares").pobres);
}"""


@pytest.fixture(scope="module")
def pagina(hogares_web: Page) -> Page:
    hogares_web.add_script_tag(path=CALCULOS / "incidencia.js")
    return hogares_web


def en_el_navegador(pagina: Page, octetos: bytes, columna: str, opciones: Opciones) -> Any:
    pesos = [str(p) for p in opciones.pesos]
    datos = base64.b64encode(octetos).decode()
    return pagina.evaluate(
        MEDIR, [datos, columna, pesos, opciones.k, opciones.unidad, opciones.nulos]
    )


def comparar(dicho: Any, medida: Any, en_hogares: Any, con_factor: bool) -> None:
    """Sin factor, bit a bit; con él, el orden de las sumas cambia el último decimal."""
    for campo, valores in dicho.items():
        suya = np.array(valores, dtype=float)
        de = en_hogares if campo == "tasas" else medida
        propia = np.asarray(getattr(de, campo), dtype=float)
        if suya.ndim == 2:
            suya = suya.T
        np.testing.assert_allclose(suya, propia, rtol=1e-12 if con_factor else 0, err_msg=campo)


def con_huecos() -> Tabla:
    """300 hogares en tres veredas, unos sin territorio y otros con una privación sin dato."""
    tabla = {n: [str(v) for v in columna] for n, columna in base_de_hogares(300, 6).items()}
    fichas = sorted(set(tabla["ide_ficha_origen"]))
    for i, ficha in enumerate(tabla["ide_ficha_origen"]):
        if ficha in fichas[:9]:
            tabla["i7"][i] = ""
        if ficha in fichas[40:44]:
            tabla["cod_vereda"][i] = ""
    tabla["cod_clase"] = [str(1 + int(f[1:]) % 3) for f in tabla["ide_ficha_origen"]]
    return tabla


CASOS = {
    "vereda": Opciones(por="cod_vereda", nulos="excluir"),
    "clase": Opciones(por="cod_clase", k="0,33", unidad="hogares", nulos="no_privado"),
    "otros_pesos": Opciones(
        por="cod_vereda", pesos=leer_pesos(";".join(DEL_MUNDIAL)), k="1/3", nulos="no_privado"
    ),
}


@pytest.mark.parametrize("caso", CASOS)
def test_la_orden_y_el_navegador_miden_lo_mismo(pagina: Page, tmp_path: Path, caso: str) -> None:
    tabla = con_huecos()
    opciones = CASOS[caso]
    ruta = tmp_path / "base.csv"
    ruta.write_bytes(a_csv(tabla))
    hecha, _ = medir(ruta, opciones)
    dicho = en_el_navegador(pagina, a_csv(tabla), opciones.por, opciones)
    assert "problema" not in dicho, dicho
    assert dicho["etiquetas"] == list(hecha.territorios)
    comparar(dicho["territorios"], hecha.medida, hecha.en_hogares, con_factor=False)
    comparar(dicho["total"], hecha.total, hecha.en_hogares.total(), con_factor=False)
    # Barajar no cambia nada, y el cruce es la suma de los pares de cada hogar.
    otra = en_el_navegador(pagina, a_csv(barajar(tabla, 5)), opciones.por, opciones)
    assert otra == dicho
    privado = hecha.depurada.tabla.privado.astype(float)
    pares = (privado * hecha.depurada.tabla.hogares[:, None]).T @ privado
    np.testing.assert_array_equal(np.array(dicho["cruce"]), pares)


def test_la_muestra_real_con_factor(pagina: Page, fuentes: Path) -> None:
    ruta = fuentes / "sisben" / "SIV2022_personas_76113_Bugalagrande.csv"
    opciones = Opciones(por="ZONA")
    hecha, _ = medir(ruta, opciones)
    dicho = en_el_navegador(pagina, ruta.read_bytes(), "ZONA", opciones)
    assert "problema" not in dicho, dicho
    assert dicho["etiquetas"] == list(hecha.territorios)
    comparar(dicho["territorios"], hecha.medida, hecha.en_hogares, con_factor=True)
    comparar(dicho["total"], hecha.total, hecha.en_hogares.total(), con_factor=True)


def test_lo_que_no_tiene_dato_detiene(pagina: Page) -> None:
    dicho = en_el_navegador(
        pagina, a_csv(con_huecos()), "cod_vereda", Opciones(por="cod_vereda", nulos="fallar")
    )
    assert "9 de 300 hogares tienen privaciones sin dato" in dicho["problema"]


@pytest.mark.parametrize("k", ["1/3", "0,33", "34 %", "1"])
@pytest.mark.parametrize("pesos", [DEL_IPM, DEL_MUNDIAL], ids=["ipm", "treintaitresavos"])
def test_los_32768_patrones(pagina: Page, pesos: list[str], k: str) -> None:
    metodo = Metodo.declarar(IPM.nombres, pesos, k)
    dicho = pagina.evaluate(DECLARAR, [pesos, k])
    assert (tuple(dicho["pesos"]), dicho["denominador"], dicho["corte"]) == (
        metodo.pesos,
        metodo.denominador,
        metodo.corte,
    )
    pobres = es_pobre(descodificar(np.arange(2**15), 15), metodo)
    assert pagina.evaluate(POBRES, dicho) == pobres.astype(int).tolist()


@pytest.mark.parametrize(
    ("pesos", "k"),
    [
        ([*DEL_IPM[:14], "0,05"], "1/3"),
        (DEL_IPM, "0"),
        (DEL_IPM, "4/3"),
        (DEL_IPM, "un tercio"),
        (DEL_IPM, "1/0"),
        (DEL_IPM, "0,3333333333"),
    ],
)
def test_lo_que_no_es_un_metodo_se_dice_igual(pagina: Page, pesos: list[str], k: str) -> None:
    with pytest.raises(ErrorDeMetodo) as error:
        Metodo.declarar(IPM.nombres, pesos, k)
    dicho = pagina.evaluate(DECLARAR, [pesos, k])
    assert (dicho["problema"], dicho["que_hacer"]) == (error.value.problema, error.value.que_hacer)
