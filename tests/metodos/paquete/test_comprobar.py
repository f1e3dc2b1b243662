"""Un paquete que no cumple se rechaza y dice por qué, también con las huellas rehechas."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import numpy as np
import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.paquete import caja, esquema
from generador.metodos.paquete.armar import TerritorioDeLaCapa, armar
from generador.metodos.paquete.comprobar import comprobar
from generador.metodos.paquete.esquema import MANIFIESTO, TABLA, TERRITORIOS
from generador.metodos.paquete.validar import problema
from tests.metodos.paquete.datos import (
    DECLARADO,
    RAROS,
    con_huellas,
    fila,
    paquete,
    procedencia,
    territorios,
)

Piezas = dict[str, bytes]


@pytest.fixture(scope="module")
def piezas() -> Piezas:
    return paquete()


def cambiado(piezas: Piezas, nombre: str, viejo: str, nuevo: str, veces: int = 1) -> Piezas:
    texto = piezas[nombre].decode()
    assert viejo in texto
    return {**piezas, nombre: texto.replace(viejo, nuevo, veces).encode()}


def en_la_fila(piezas: Piezas, codigo: str, columna: str, valor: str) -> Piezas:
    """La tabla con otra celda, sin tocar lo demás."""
    renglones = piezas[TABLA].decode().split("\n")
    columnas = renglones[0].split(",")
    for i, renglon in enumerate(renglones):
        celdas = renglon.split(",")
        if celdas[0] == codigo:
            celdas[columnas.index(columna)] = valor
            renglones[i] = ",".join(celdas)
    return {**piezas, TABLA: "\n".join(renglones).encode()}


def test_el_que_se_arma_se_recibe_igual(piezas: Piezas) -> None:
    recibido = comprobar(piezas)
    assert recibido.contenido.codigos == tuple(sorted(t.codigo for t in territorios()))
    assert comprobar(caja.de_zip(caja.en_zip(piezas))).manifiesto == recibido.manifiesto
    assert sum(recibido.manifiesto["territorios"].values()) == len(recibido.contenido.codigos)


def test_el_orden_de_llegada_no_cambia_un_octeto(piezas: Piezas) -> None:
    revueltos = territorios()
    random.Random(4).shuffle(revueltos)
    assert armar(revueltos, procedencia(), DECLARADO) == piezas


def test_los_nombres_raros_van_y_vuelven() -> None:
    hechas = paquete(raros=True)
    recibido = comprobar(hechas)
    assert set(RAROS) <= set(recibido.contenido.nombres)
    assert b"'=SUMA(A1)" in hechas[TABLA] and b'"=SUMA(A1)"' in hechas[TERRITORIOS]


def test_las_coordenadas_llevan_cinco_decimales(piezas: Piezas) -> None:
    for entidad in json.loads(piezas[TERRITORIOS])["features"]:
        for anillo in (a for p in entidad["geometry"]["coordinates"] for a in p):
            assert anillo[0] == anillo[-1]
            puntos = np.array(anillo)
            assert np.array_equal(puntos, np.round(puntos, 5))


@pytest.mark.parametrize(
    ("columna", "valor", "dice"),
    [
        ("hogares", "301", "múltiplo de 3"),
        ("hogares", "9", "menos de 12"),
        ("hogares", "-3", "múltiplo de 3"),
        ("hogares", "1e400", "finito"),
        ("hogares", "mil", "no es un número"),
        ("pobres", "303", "más que su total"),
        ("pobres", "10", "múltiplo de 3"),
        ("personas", "1001", "múltiplo de 10"),
        ("t_i3", "0.5001", "múltiplo de 3"),
        ("t_i3", "1.5", "no está entre 0 y 1"),
        ("c_i1", "1.0", "más privados y pobres"),
        ("estado", "publicada", "no es uno de"),
        ("estado", "pocos_hogares", "no muestra cifras"),
    ],
)
def test_una_celda_que_se_sale_de_las_reglas(
    piezas: Piezas, columna: str, valor: str, dice: str
) -> None:
    codigo = comprobar(piezas).contenido.codigos[0]
    mala = con_huellas(en_la_fila(piezas, codigo, columna, valor))
    with pytest.raises(ErrorDeMetodo, match=dice) as fallo:
        comprobar(mala)
    assert "columna «" in str(fallo.value) and "Qué hacer" in str(fallo.value)


@pytest.mark.parametrize(
    ("columna", "valor"), [("h", "0.1"), ("a", "0.9"), ("m0", "0.5"), ("f_i1", "0.7"),
                           ("principal", "Otra"), ("nota", "la peor"), ("publicable", "no"),
                           ("uso", "interno"), ("medida", "IPM"), ("orden_de_magnitud", "1")]
)  # fmt: skip
def test_lo_derivado_no_se_cree(piezas: Piezas, columna: str, valor: str) -> None:
    codigo = comprobar(piezas).contenido.codigos[0]
    with pytest.raises(ErrorDeMetodo, match="no es el que sale de sus conteos"):
        comprobar(con_huellas(en_la_fila(piezas, codigo, columna, valor)))


def test_un_territorio_de_pocos_hogares_con_cifras() -> None:
    """Ni en la tabla ni en los polígonos."""
    hechas = paquete()
    callado = next(t.codigo for t in territorios() if t.fila["estado"] == "pocos_hogares")
    with pytest.raises(ErrorDeMetodo, match="no muestra cifras"):
        comprobar(con_huellas(en_la_fila(hechas, callado, "hogares", "6")))
    entidades = json.loads(hechas[TERRITORIOS])
    suya = next(e for e in entidades["features"] if e["properties"]["territorio"] == callado)
    suya["properties"]["hogares"] = 6
    texto = json.dumps(entidades, ensure_ascii=False).encode()
    with pytest.raises(ErrorDeMetodo, match="no es el que sale"):
        comprobar(con_huellas({**hechas, TERRITORIOS: texto}))


def test_una_columna_de_mas_no_pasa(piezas: Piezas) -> None:
    tabla = b"\n".join(r + b",exactos" for r in piezas[TABLA].splitlines()) + b"\n"
    with pytest.raises(ErrorDeMetodo, match="columnas"):
        comprobar(con_huellas({**piezas, TABLA: tabla}))
    with pytest.raises(ErrorDeMetodo, match="no es el que sale"):
        comprobar(con_huellas(cambiado(piezas, TERRITORIOS, '"nombre":', '"jefe":"X","nombre":')))


def test_huellas_que_no_cuadran(piezas: Piezas) -> None:
    with pytest.raises(ErrorDeMetodo, match=r"la huella de tabla\.csv no cuadra"):
        comprobar({**piezas, TABLA: piezas[TABLA] + b"\n"})
    with pytest.raises(ErrorDeMetodo, match=r"la huella de territorios\.geojson no cuadra"):
        comprobar(cambiado(piezas, TERRITORIOS, "Polygon", "polygon"))


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        ({"modo": "interno"}, "no está en modo publicable"),
        ({"modo": None}, "no está en modo publicable"),
        ({"version": 2}, "solo admite: 1"),
        ({"version": True}, "no es de tipo integer"),
        ({"paquete": "otro"}, "solo admite: kit-veredas"),
        ({"municipio": "5045"}, "municipio"),
        ({"corte": "2026-13"}, "corte"),
        ({"huella_del_metodo": "0" * 64}, "otro método"),
        ({"metodo": {"D": 300, "K": 99, "W": []}}, "pesos o el corte"),
        ({"nota": "de más"}, "trae de más: nota"),
        ({"fuente": "con\nsaltos"}, "fuente"),
    ],
)
def test_un_manifiesto_que_no_sirve(piezas: Piezas, cambios: dict[str, Any], dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        comprobar(con_huellas(piezas, **cambios))


@pytest.mark.parametrize(
    "reglas",
    [{"redondeo": 1}, {"minimo": 3}, {"minimo_completo": 1}, {"redondeo_de_personas": 1}, {"x": 1}],
)
def test_unas_reglas_mas_flojas_se_rechazan(piezas: Piezas, reglas: dict[str, int]) -> None:
    propias = json.loads(piezas[MANIFIESTO])["reglas"]
    with pytest.raises(ErrorDeMetodo):
        comprobar(con_huellas(piezas, reglas={**propias, **reglas}))


@pytest.mark.parametrize("nombre", [MANIFIESTO, TABLA, TERRITORIOS])
def test_piezas_que_faltan_o_no_son(piezas: Piezas, nombre: str) -> None:
    with pytest.raises(ErrorDeMetodo, match="le falta"):
        comprobar({n: p for n, p in piezas.items() if n != nombre})
    for basura in (b"", b"\xff\xfe", b"[]", b"{", b"[" * 100_000, b"null"):
        danada = {**piezas, nombre: basura}
        with pytest.raises(ErrorDeMetodo):
            comprobar(danada if nombre == MANIFIESTO else con_huellas(danada))


def test_octetos_al_azar_nunca_dan_una_traza_ni_otra_cifra(piezas: Piezas) -> None:
    """Con las huellas rehechas puede pasar otro vértice u otra letra; nunca otra cifra."""
    azar = random.Random(11)
    entero = comprobar(piezas).contenido.filas()
    rechazados = 0
    for _ in range(60):
        nombre = azar.choice(list(piezas))
        octetos = bytearray(piezas[nombre])
        for _ in range(azar.randint(1, 4)):
            octetos[azar.randrange(len(octetos))] = azar.randrange(256)
        if bytes(octetos) == piezas[nombre]:
            continue
        danada = {**piezas, nombre: bytes(octetos)}
        try:
            recibido = comprobar(danada if nombre == MANIFIESTO else con_huellas(danada))
        except ErrorDeMetodo:
            rechazados += 1
        else:
            assert recibido.contenido.filas() == entero
    assert rechazados > 40


@pytest.mark.parametrize("octetos", [b"", b"PK", b"no es un zip", b"PK\x05\x06" + b"\0" * 18])
def test_un_zip_que_no_es(octetos: bytes) -> None:
    with pytest.raises(ErrorDeMetodo):
        comprobar(caja.de_zip(octetos))


def test_el_zip_cortado_o_danado(piezas: Piezas) -> None:
    entero = caja.en_zip(piezas)
    for corte in (10, len(entero) // 2, len(entero) - 5):
        with pytest.raises(ErrorDeMetodo):
            comprobar(caja.de_zip(entero[:corte]))
    malo = bytearray(entero)
    malo[len(entero) // 2] ^= 0xFF
    with pytest.raises(ErrorDeMetodo):
        comprobar(caja.de_zip(bytes(malo)))


def solo(**cambios: Any) -> list[TerritorioDeLaCapa]:
    primero, *resto = territorios()
    return [replace(primero, **cambios), *resto]


@pytest.mark.parametrize(
    ("suyos", "dice"),
    [
        (list, "ningún territorio"),
        (lambda: solo(codigo=""), "no tienen código"),
        (lambda: [*territorios(), territorios()[0]], "se repiten"),
        (lambda: solo(poligonos=()), "polígono"),
        (lambda: solo(codigo="TOTAL"), "código"),
        (lambda: solo(nombre="", fila={"estado": "publicado"}), "le falta la columna"),
    ],
)
def test_lo_que_no_se_puede_armar(suyos: Callable[[], list[TerritorioDeLaCapa]], dice: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dice):
        armar(suyos(), procedencia(), DECLARADO)


def test_el_validador_dice_lo_mismo_que_jsonschema(piezas: Piezas) -> None:
    """Sobre cientos de manifiestos con un campo cambiado, quitado o de más."""
    azar = random.Random(5)
    valores: list[Any] = [None, True, 1, 2, -1, 3.5, "", "publicable", "05045", [], {}, "x" * 400]
    base = json.loads(piezas[MANIFIESTO])
    oraculo = jsonschema.Draft202012Validator(con_anclas(esquema.ESQUEMA))
    vistos = {True: 0, False: 0}
    for _ in range(400):
        otro = json.loads(json.dumps(base))
        nodo: Any = otro
        while True:
            clave = azar.choice(list(nodo))
            if isinstance(nodo[clave], dict) and nodo[clave] and azar.random() < 0.6:
                nodo = nodo[clave]
                continue
            break
        if azar.random() < 0.3:
            del nodo[clave]
        else:
            nodo[azar.choice([clave, clave, "nuevo"])] = azar.choice(valores)
        sirve = not problema(otro, esquema.ESQUEMA, MANIFIESTO)
        assert sirve == oraculo.is_valid(otro), otro
        vistos[sirve] += 1
    assert vistos[False] > 100 and vistos[True] > 3


def con_anclas(nodo: Any) -> Any:
    """En JSON Schema un patrón vale en cualquier parte; aquí, el texto entero."""
    if isinstance(nodo, dict):
        return {
            c: f"^(?:{v})$" if c == "pattern" and isinstance(v, str) else con_anclas(v)
            for c, v in nodo.items()
        }
    return [con_anclas(v) for v in nodo] if isinstance(nodo, list) else nodo


def test_una_fila_de_practica_lo_dice() -> None:
    hechas = paquete(practica=True)
    assert comprobar(hechas).manifiesto["practica"] is True
    assert "PRÁCTICA" in hechas[TABLA].decode()


def test_sin_personas_en_la_base(piezas: Piezas) -> None:
    azar = np.random.default_rng(1)
    capa = territorios()
    suyos = [
        TerritorioDeLaCapa(t.codigo, t.nombre, {**fila(60, azar), "personas": None,
                                        "personas_pobres": None}, t.poligonos)
        for t in capa
    ]  # fmt: skip
    assert comprobar(armar(suyos, procedencia(total=None), DECLARADO)).contenido.total is None
