"""El calendario hábil da lo mismo en el navegador y en Python, y el .ics cumple el RFC 5545."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.herramientas.conftest import Calcular
from tests.herramientas.cuentas import calendario as metodo

pytestmark = pytest.mark.navegador
AHORA = "2026-03-10T15:00:00.000Z"


def test_los_festivos_y_los_plazos_son_los_mismos(navegador_con: Page) -> None:
    anios = range(metodo.PRIMER_ANIO, metodo.ULTIMO_ANIO + 1)
    js = navegador_con.evaluate("anios => anios.map(a => KitCalculos.festivos(a))", list(anios))
    assert js == [metodo.festivos(a) for a in anios]
    azar = random.Random(11)
    casos = [
        ((date(1984, 1, 1) + timedelta(azar.randrange(78000))).isoformat(), azar.randrange(90))
        for _ in range(300)
    ]
    plazos = navegador_con.evaluate(
        """casos => casos.map(([f, n]) => {
          const hasta = KitCalculos.sumarHabiles(f, n);
          return [hasta, KitCalculos.habilesEntre(f, hasta), KitCalculos.habilesEntre(hasta, f)];
        })""",
        casos,
    )
    esperados = []
    for fecha, dias in casos:
        hasta = metodo.sumar_habiles(fecha, dias)
        entre = (metodo.habiles_entre(fecha, hasta), metodo.habiles_entre(hasta, fecha))
        esperados.append([hasta, *entre])
    assert plazos == esperados


def _leer_ics(texto: str) -> list[tuple[str, str]]:
    """Lector propio y estricto: CRLF, pliegues de a lo sumo 75 octetos y «nombre:valor»."""
    assert texto.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", texto)
    renglones = texto[:-2].split("\r\n")
    assert max(len(r.encode()) for r in renglones) <= 75
    enteros: list[str] = []
    for renglon in renglones:
        if renglon.startswith(" "):
            enteros[-1] += renglon[1:]
        else:
            enteros.append(renglon)
    return [(r.split(":", 1)[0], r.split(":", 1)[1]) for r in enteros]


def _sin_escape(valor: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], valor)


def test_el_ics_cumple_la_norma_y_no_pierde_texto(calcular: Calcular) -> None:
    raro = 'Acta; «regla», C:\\año "ñandú" 🌱\nsegundo renglón ' + "áé🌱" * 60
    eventos = [
        {"llave": "27025|sesion|1", "titulo": raro, "fecha": "2026-03-24", "hora": "8:00",
         "minutos": 240, "lugar": "Alcaldía, piso 2", "avisoDias": 2},
        {"llave": "27025|compromiso|x", "titulo": "Vence", "fecha": "2026-12-31", "detalle": raro},
        {"llave": "sin-fecha", "titulo": "No entra", "fecha": ""},
    ]  # fmt: skip
    texto = calcular("calendarioIcs", eventos, AHORA)
    leido = _leer_ics(texto)
    assert leido[0] == ("BEGIN", "VCALENDAR")
    assert leido[-1] == ("END", "VCALENDAR")
    abiertos: list[str] = []
    for nombre, valor in leido:
        if nombre == "BEGIN":
            abiertos.append(valor)
        elif nombre == "END":
            assert abiertos.pop() == valor
    assert not abiertos
    assert leido.count(("BEGIN", "VEVENT")) == 2
    de = {nombre: [v for n, v in leido if n == nombre] for nombre, _ in leido}
    assert _sin_escape(de["SUMMARY"][0]) == raro
    assert _sin_escape(de["DESCRIPTION"][-1]) == raro
    assert de["DTSTART;TZID=America/Bogota"] == ["20260324T080000"]
    assert de["DTEND;TZID=America/Bogota"] == ["20260324T120000"]
    assert de["DTEND;VALUE=DATE"] == ["20270101"]
    assert de["DTSTAMP"] == ["20260310T150000Z"] * 2
    assert de["TRIGGER"] == ["-P2D"]
    assert len(set(de["UID"])) == 2
    otra = _leer_ics(calcular("calendarioIcs", eventos, "2027-01-01T00:00:00.000Z"))
    assert [v for n, v in otra if n == "UID"] == de["UID"]
