"""Cada cuenta de lo publicable en el navegador da lo de Python: llaves, redondeo y etiquetas."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from generador.hogares.salida_publicable import suma_de_tabla
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.metodo import IPM
from generador.metodos.publicable import etiquetas
from generador.metodos.publicable.huella import huella, huella_de_entrada
from generador.metodos.publicable.siphash import siphash24
from generador.metodos.supresion import suprimir
from generador.metodos.tablas import documento
from tests.herramientas.publicable_web import (
    publicar_en_js,
)
from tests.metodos.publicable.datos import casos, clave, practica

pytestmark = pytest.mark.navegador


def test_los_vectores_de_las_llaves(web: Page) -> None:
    c = casos()
    hechos = web.evaluate(
        """([clave, textos, mezcla, celdas]) => {
          const P = KitPublicable;
          const k = P.claveDeTexto(clave);
          const todas = (p) => Array.from(p.baja, (_, i) => P.enHexadecimal(p, i));
          return {
            siphash: todas(P.siphash24(k, textos)),
            mezcla: todas(P.mezcla(P.deHexadecimal(mezcla))),
            celdas: celdas.map((c) => {
              const llave = P.llaveDeCelda(
                P.deHexadecimal([c.s_universo]), P.deHexadecimal([c.s_miembros]), c.etiqueta);
              return [P.enHexadecimal(llave, 0), ...[3, 10].map((b) => P.suerte(llave.alta[0], b))];
            }),
            huella: P.huella(k),
          };
        }""",
        [
            c["clave_de_prueba_hex"],
            [bytes.fromhex(v["texto_hex"]).decode() for v in c["siphash24"]],
            [v["z"] for v in c["mezcla"]],
            c["llave_celda"],
        ],
    )
    assert hechos["siphash"] == [v["llave"] for v in c["siphash24"]]
    assert hechos["mezcla"] == [v["mezcla"] for v in c["mezcla"]]
    assert hechos["celdas"] == [[v["llave"], v["u3"], v["u10"]] for v in c["llave_celda"]]
    assert hechos["huella"] == c["huella_de_la_clave"]


def test_mil_textos_y_claves_al_azar_dan_la_misma_palabra_y_la_misma_huella(web: Page) -> None:
    azar = np.random.default_rng(7)
    letras = list("0123456789|ÁñZ ß漢😀")
    textos = ["".join(azar.choice(letras, azar.integers(0, 40))) for _ in range(1000)]
    claves = [azar.bytes(16) for _ in range(20)]
    sumas = [azar.bytes(32).hex() for _ in claves]
    hechas = web.evaluate(
        """([claves, textos, sumas]) => claves.map((texto, i) => {
          const [P, clave] = [KitPublicable, KitPublicable.claveDeTexto(texto)];
          const llaves = P.siphash24(clave, textos);
          return [textos.map((_, t) => P.enHexadecimal(llaves, t)), P.huella(clave),
            P.huellaDeEntrada(clave, sumas[i]), P.claveATexto(clave)];
        })""",
        [[k.hex() for k in claves], textos, sumas],
    )
    for k, suma, (llaves, propia, de_entrada, texto) in zip(claves, sumas, hechas, strict=True):
        assert llaves == [f"{int(v):016x}" for v in siphash24(k, textos)]
        assert (propia, de_entrada) == (huella(k), huella_de_entrada(k, suma))
        assert texto == k.hex() + "\n"


def test_el_redondeo_y_la_supresion(web: Page) -> None:
    for base in (3, 10):
        tabla = casos()[f"redondear_base{base}"]
        hechos = web.evaluate(
            "([t, b]) => t.map((c) => KitPublicable.redondearCon(c.x, c.u, b))", [tabla, base]
        )
        assert hechos == [c["publicado"] for c in tabla]
    azar = np.random.default_rng(3)
    listas = [azar.integers(0, 30, azar.integers(0, 25)) * 3 for _ in range(400)]
    hechas = web.evaluate(
        """(listas) => listas.map((l) => {
          const s = KitPublicable.suprimir(Float64Array.from(l), 12);
          return [Array.from(s.territorios), s.total];
        })""",
        [lista.tolist() for lista in listas],
    )
    vistos = set()
    for lista, (territorios, total) in zip(listas, hechas, strict=True):
        esperada = suprimir(lista, minimo=12)
        assert territorios == esperada.territorios.tolist()
        assert total == esperada.total
        vistos |= set(territorios)
    assert vistos == {0, 1, 2}


def test_los_oraculos_de_un_territorio_y_de_la_practica(web: Page) -> None:
    """Lo exacto, la suma de llaves y lo publicado de cada caso escrito a mano."""
    hogares, codigos = practica()
    hecha, exactas = publicar_en_js(web, hogares, clave())
    for vereda, caso in casos()["base_de_practica"]["veredas"].items():
        i = codigos.index(vereda)
        publicado, verdad = caso["publicado"], caso["verdad"]
        cuentas = [verdad["hogares"], verdad["pobres"], *verdad["privados"], *verdad["censurados"]]
        assert exactas["hogares"][32 * i : 32 * (i + 1)] == cuentas
        assert exactas["universo"][i] == caso["suma_de_llaves"]
        for campo in ("hogares", "pobres", "privados", "censurados", "personas"):
            visible = publicado[campo] if publicado["estado"] == "publicado" else None
            assert hecha["territorios"][i][campo] == visible, (vereda, campo)
    total = casos()["base_de_practica"]["total_municipio"]["publicado"]
    assert hecha["total"]["hogares"] == total["hogares"]
    assert hecha["total"]["censurados"] == total["censurados"]
    ocultas = [c for c, f in zip(codigos, hecha["territorios"], strict=True) if f["estado"]]
    assert sorted(ocultas) == sorted(casos()["base_de_practica"]["territorios_sin_publicar"])


def test_las_etiquetas_que_se_rehusan_son_las_mismas(web: Page) -> None:
    reglas, variables = documento("publicable"), documento("esquemas_sisben")["variables"]
    pedidos = [
        [c["campo"].split(" + "), c.get("valores", [])]
        for c in casos()["etiquetas"]
        if "descripcion" not in c
    ]
    pedidos += [[[c], []] for c in ("x", "LONGITUD", "nuip", "Nivel", "i7", "mzn_ccdgo", "sector")]
    pedidos += [
        [["zona_mia"], [v]]
        for v in ("-76,428655", "7.9354", "7°56'07\"N", "5.001", "1.234.567", "LA HOZ", "12.5", "")
    ]
    pedidos += [[["nom_vereda", "sexo_persona"], []], [["grupo", "edad_calculada"], []]]
    hechos = web.evaluate(
        "([p, v]) => p.map(([c, t]) => KitPublicable.motivoDeRechazo(c, t, v))",
        [pedidos, variables],
    )
    esperados = [etiquetas.motivo_de_rechazo(c, t, reglas, variables) for c, t in pedidos]
    assert hechos == esperados
    assert None in esperados and len(set(esperados)) == 6


def test_los_reales_se_escriben_como_los_escribe_python(web: Page) -> None:
    azar = np.random.default_rng(5)
    reales = [*(10.0 ** azar.uniform(-7, 0, 3000)), 0.0, 1.0, 1e-4, 1e-5, 1 / 3, 3e-6, 9.5e-5]
    hecho = web.evaluate(
        """(reales) => KitPublicable.aCsv({
          columnas: ["h"], diccionario: [], filas: reales.map((n) => [n]) })""",
        reales,
    )
    assert hecho.split() == ["h", *(repr(float(n)) for n in reales)]


def test_la_huella_de_un_archivo_donde_el_navegador_no_la_saca(web: Page) -> None:
    """Alrededor de un bloque de 64 octetos, con y sin lugar para el largo."""
    archivos = [bytes(range(n)) for n in (0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 250)]
    hechas = web.evaluate(
        "(a) => a.map((o) => KitCalculos.sha256DeOctetos(Uint8Array.from(o)))",
        [list(a) for a in archivos],
    )
    assert hechas == [hashlib.sha256(a).hexdigest() for a in archivos]


def test_la_suma_de_control_escribe_los_numeros_como_python(web: Page) -> None:
    azar = np.random.default_rng(11)
    reales: list[Any] = [
        *(azar.integers(1, 2**26, 500) / 2**26),
        *10.0 ** azar.uniform(-9, 15, 500),
    ]
    # Empates en la cifra 12, enteros, lo nulo y textos que parecen números.
    reales += [4097 / 8192, 4099 / 8192, 2.0**-18, 0.0, 1.0, 123456789012.0, 1e12, 1e-5, None]
    nombres = [*("007", "1e5", "1_000", " 8 ", ".5", "5.", "1_", "0x1F", "LA PEÑA", "😀", "ﬁn", "")]
    filas: list[list[Any]] = [
        [f"v{i}", "publicado", float(r) if r is not None else r] for i, r in enumerate(reales)
    ]
    filas += [[nombre, "publicado", 3] for nombre in nombres] + [["TOTAL", "publicado", 9]]
    tabla = {"columnas": ["territorio", "estado", "h"], "filas": filas, "diccionario": []}
    esperada = suma_de_tabla(
        TablaDeSalida(("territorio", "estado", "h"), tuple(tuple(f) for f in filas))
    )
    assert web.evaluate("(t) => KitPublicable.sumaDePublicada(t)", tabla) == esperada


def test_los_pesos_y_el_corte_del_navegador_son_los_de_la_medida(web: Page) -> None:
    """Los 32.768 patrones posibles, pobres o no, con la tabla que lee el navegador."""
    hechos = web.evaluate(
        """() => {
          const patron = Int32Array.from({ length: 2 ** 15 }, (_, i) => i);
          const c = KitPublicable.contarCeldas({
            llaves: KitPublicable.palabras(patron.length), patron,
            personas: new Float64Array(patron.length).fill(1), territorio: patron,
            territorios: patron.length,
          });
          return Array.from(patron, (p) => c.hogares[p * c.ancho + 1]);
        }"""
    )
    pesos = np.array(IPM.pesos)
    bits = (np.arange(2**15)[:, None] >> np.arange(15)) & 1
    assert hechos == (bits @ pesos >= IPM.corte).astype(int).tolist()
