"""Publicar desde el navegador da, octeto por octeto, lo mismo que la orden."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.publicable import bitacora
from tests.herramientas.publicable_web import (
    SOURCE_DATE_EPOCH,
    Entidad,
    en_el_navegador,
)
from tests.hogares.test_publicable import Tabla, con_veredas, sin
from tests.metodos.publicable.datos import clave

pytestmark = pytest.mark.navegador
ERROR = """(error) => {
  if (!(error instanceof KitHogares.ErrorDeMetodo)) throw error;
  return { problema: error.problema, que_hacer: error.queHacer };
}"""


@pytest.fixture
def entidad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entidad:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Entidad(tmp_path)


@pytest.mark.parametrize(
    ("opciones", "pedido"),
    [
        ((), {}),
        (("--base", 5, "--minimo", 20), {"base": 5, "minimo": 20}),
        (("--nulos", "excluir"), {"nulos": "excluir"}),
        (("--nulos", "no_privado"), {"nulos": "no_privado"}),
        (("--por", "cod_mpio"), {"columna": "cod_mpio"}),
    ],
)
def test_la_tabla_y_la_bitacora_son_las_de_la_orden(
    web: Page, entidad: Entidad, opciones: tuple[object, ...], pedido: dict[str, Any]
) -> None:
    tabla = con_veredas()
    if "nulos" in pedido:
        tabla["i4"] = ["" if i % 9 == 0 else v for i, v in enumerate(tabla["i4"])]
    base = entidad.base(tabla)
    navegador = en_el_navegador(web, base, entidad.bitacora, **pedido)
    hecho = entidad.con_la_orden(base, *opciones)
    assert hecho.exit_code == 0, hecho.output
    assert navegador["csv"] == entidad.escrito
    assert navegador["bitacora"] == entidad.bitacora.read_text("utf-8")
    # Con lo que la orden dejó anotado, publicar lo mismo no anota nada más.
    otra = en_el_navegador(web, base, entidad.bitacora, **pedido)
    assert otra == navegador


def test_nombres_que_hay_que_cuidar_en_el_csv(web: Page, entidad: Entidad) -> None:
    tabla = con_veredas()
    otros = {"GRANDE": "=LA, GRANDE", "MAYOR": 'LA "MAYOR"', "MEDIANA": "ÑAME"}
    tabla["nom_vereda"] = [otros.get(v, v) for v in tabla["nom_vereda"]]
    base = entidad.base(tabla, "corte; de mayo.csv")
    navegador = en_el_navegador(web, base, entidad.bitacora)
    assert entidad.con_la_orden(base).exit_code == 0
    assert '"\'=LA, GRANDE"' in entidad.escrito
    assert navegador["csv"] == entidad.escrito
    assert navegador["bitacora"] == entidad.bitacora.read_text("utf-8")


def test_se_alternan_sobre_una_misma_bitacora_hasta_que_los_dos_rehusan(
    web: Page, entidad: Entidad
) -> None:
    """La orden publica con y sin un hogar; el navegador, filtrada; sin él otra vez, nadie."""
    tabla = con_veredas()
    ficha, *otras = mayor(tabla)
    filtro = otras[5:20]
    for quitados in ([], [ficha]):
        base = entidad.base(sin(tabla, *quitados))
        navegador = en_el_navegador(web, base, entidad.bitacora)
        assert entidad.con_la_orden(base).exit_code == 0
        assert navegador["csv"] == entidad.escrito
        assert navegador["bitacora"] == entidad.bitacora.read_text("utf-8")
    filtrada = entidad.base(sin(tabla, *filtro))
    hecha = en_el_navegador(web, filtrada, entidad.bitacora)
    entidad.bitacora.write_bytes(hecha["bitacora"].encode())
    assert entidad.con_la_orden(filtrada).exit_code == 0
    assert entidad.bitacora.read_text("utf-8") == hecha["bitacora"]
    exigir_el_mismo_error(web, entidad, entidad.base(sin(tabla, *filtro, ficha)), "tercera vez")


def exigir_el_mismo_error(web: Page, entidad: Entidad, base: Path, dice: str = "") -> None:
    navegador = en_el_navegador(web, base, entidad.bitacora)
    hecho = entidad.con_la_orden(base)
    assert hecho.exit_code == 1, hecho.output
    junto = " ".join(hecho.stderr.split())
    for parte in ("problema", "que_hacer"):
        assert " ".join(navegador[parte].split()) in junto
    assert dice in navegador["problema"]


def mayor(tabla: Tabla) -> list[str]:
    """Las fichas de la vereda mayor."""
    pares = zip(tabla["ide_ficha_origen"], tabla["nom_vereda"], strict=True)
    return list(dict.fromkeys(f for f, v in pares if v == "MAYOR"))


def cambiada(texto: str, de: str, a: str) -> str:
    nuevo = re.sub(de, a, texto, count=1)
    assert nuevo != texto
    return nuevo


DANOS: dict[str, Callable[[str], str]] = {
    "cortada": lambda t: t[: len(t) // 2],
    "sin cierre": lambda t: cambiada(t, r"fin\t\d+\n", ""),
    "con un renglón menos": lambda t: cambiada(t, r"\n[0-9a-f]{8}\t[^\n]+", ""),
    "con un campo que no es": lambda t: cambiada(t, r"\t3\t", "\ttres\t"),
    "otro archivo": lambda _: "territorio,hogares\nMAYOR,66\n",
    "de otra clave": lambda t: cambiada(t, r"\n[0-9a-f]{8}\t", "\n0badc0de\t"),
    "con otra base de redondeo": lambda t: t.replace("\t3\t", "\t5\t"),
}


@pytest.mark.parametrize("dano", DANOS)
def test_una_bitacora_que_no_sirve_da_el_mismo_error(
    web: Page, entidad: Entidad, dano: str
) -> None:
    base = entidad.base(con_veredas())
    assert entidad.con_la_orden(base).exit_code == 0
    danada = DANOS[dano](entidad.bitacora.read_text("utf-8"))
    entidad.bitacora.write_bytes(danada.encode())
    exigir_el_mismo_error(web, entidad, base)


def sin_columna(tabla: Tabla, columna: str) -> Tabla:
    return {c: v for c, v in tabla.items() if c != columna}


def test_lo_que_no_se_publica_se_rehusa_igual(web: Page, entidad: Entidad) -> None:
    tabla = con_veredas()
    n = len(tabla["i1"])
    tabla |= {
        "lugar": ["-75.5123 6.2518"] * n,
        "lote": [int(f) // 4 for f in tabla["ide_ficha_origen"]],
    }
    for pedido, opciones in (
        ({"minimo": 11}, ("--minimo", 11)),
        ({"base": 4}, ("--base", 4)),
        ({"columna": "grupo"}, ("--por", "grupo")),
        ({"columna": "lugar"}, ("--por", "lugar")),
        ({"columna": "lote"}, ("--por", "lote")),
    ):
        base = entidad.base(tabla)
        navegador = en_el_navegador(web, base, entidad.bitacora, **pedido)
        hecho = entidad.con_la_orden(base, *opciones)
        assert hecho.exit_code == 1
        assert navegador["problema"] in " ".join(hecho.stderr.split()), pedido
    base = entidad.base(sin_columna(tabla, "ide_ficha_origen"))
    assert "sin llave" in en_el_navegador(web, base, entidad.bitacora)["problema"]
    assert "sin llave" in entidad.con_la_orden(base).stderr
    de_practica = en_el_navegador(web, entidad.base(tabla), entidad.bitacora, clave=clave().hex())
    assert "base de práctica" in de_practica["problema"]
    mala = en_el_navegador(web, entidad.base(tabla), entidad.bitacora, clave="00ff")
    assert "32 cifras hexadecimales" in mala["problema"] and "00ff" not in str(mala)


def test_dos_mil_bitacoras_al_azar_se_autorizan_igual(web: Page) -> None:
    """Pocas sumas y tamaños cercanos: hay firmas que se repiten, territorios iguales y rehúsos."""
    azar = np.random.default_rng(11)
    pedidos = [(una_bitacora(azar), una_bitacora(azar)) for _ in range(2000)]
    hechos = web.evaluate(
        f"""(pedidos) => pedidos.map(([anteriores, nuevos]) => {{
          try {{
            return KitPublicable.bitacoraATexto(KitPublicable.autorizar(anteriores, nuevos));
          }} catch (error) {{
            return ({ERROR})(error);
          }}
        }})""",
        pedidos,
    )
    rehusados = 0
    for (anteriores, nuevos), hecho in zip(pedidos, hechos, strict=True):
        try:
            esperado: Any = bitacora.a_texto(bitacora.autorizar(anteriores, nuevos))
        except ErrorDeMetodo as error:
            esperado = {"problema": error.problema, "que_hacer": error.que_hacer}
            rehusados += 1
        assert hecho == esperado
    assert 200 < rehusados < 1800


def una_bitacora(azar: np.random.Generator) -> list[dict[str, Any]]:
    cuantos = int(azar.integers(0, 6))
    pasos = azar.integers(0, 5, cuantos) * int(azar.choice([1, 3, 2**33 + 5]))
    comienzo = int(azar.integers(0, 2**63)) if azar.random() < 0.5 else 0
    comun = {"huella": "809a3cc7", "redondeo": 3, "fecha": "2024-05-01", "corte": "c"}
    return [
        {**comun, "suma": f"{(comienzo - int(p)) % 2**64:016x}", "hogares": int(n)}
        for p, n in zip(pasos, azar.integers(20, 40, cuantos), strict=True)
    ]
