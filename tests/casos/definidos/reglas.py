"""Reglas, prioridad y sorteo: quién entra y en qué puesto."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso
from tests.casos.escribir import Fila, barajar, cambiar, escribir
from tests.casos.verdad import PESOS, Hogar, de_practica

POCOS = de_practica(40, 5)
MUCHOS = de_practica(160, 11)


def casos() -> list[Caso]:
    """Cada regla de la gramática que los tres motores deben entender igual."""
    return [*_de_campos(), *_prioridades(), *_por_vereda(), *_sin_una_privacion(), *_dudas()]


def regla(
    nombre: str, que_es: str, dicha: str, cumple: Callable[[Hogar], bool], **otros: Any
) -> Caso:
    """Un caso sobre 40 hogares inventados, con cupo para seis."""
    pedida = {"regla": dicha, "cumple": cumple, **otros.pop("focalizar", {})}
    pedida |= {} if "presupuesto" in pedida else {"cupo": pedida.get("cupo", 6)}
    return caso(nombre, que_es, hogares=POCOS, por=None, focalizar=pedida, **otros)


def _puntaje(hogar: Hogar) -> int:
    return sum(p * m for p, m in zip(PESOS, hogar.marcas, strict=True))


def _de_campos() -> list[Caso]:
    return [
        regla("regla-zona", "La zona sale de la clase", "zona=2", lambda h: h.clase != 1),
        regla("regla-pobre", "Pobre según las 15 privaciones", "pobre=1", lambda h: h.pobre),
        regla("regla-puntaje", "El puntaje, en centésimas", "puntaje>=34",
              lambda h: _puntaje(h) >= 34),
        regla("regla-clasificacion", "Un nivel solo", "clasificacion='B2'",
              lambda h: (h.grupo, h.nivel) == ("B", 2)),
        regla("regla-con-nombre", "«R: A1..B7» es un corte con nombre", "R: A1..B7",
              HASTA_B7["cumple"], focalizar={"corte": "B7"}),
        regla("regla-con-ceros", "«A01..B02» es «A1..B2»", "A01..B02",
              lambda h: h.orden <= 5 + 2, focalizar={"corte": "B2"}),
        regla("regla-personas", "Cuántas personas tiene el hogar", "personas>=3 y A1..C18",
              lambda h: len(h.edades) >= 3 and h.grupo != "D"),
        regla("regla-al-menos-dos", "Dos de tres privaciones", "al menos 2 de (I1=1, I2=1, I7=1)",
              lambda h: h.marcas[0] + h.marcas[1] + h.marcas[6] >= 2),
    ]  # fmt: skip


def _prioridades() -> list[Caso]:
    return [
        regla("sorteo-barajado", "Empatados en el corte, y las filas barajadas", "A1..B7",
              HASTA_B7["cumple"], suciedades=[barajar(8)],
              focalizar={"corte": "B7", "cupo": 9}),
        regla("prioridad-personas", "Primero el que tiene más personas", "A1..D21", lambda _: True,
              focalizar={"corte": "D21", "prioridad": "personas mayor, orden menor",
                         "llave": lambda h: (-len(h.edades), h.orden)}),
        regla("presupuesto-con-centavos", "Con 10 pesos y hogares de 0,9 alcanza para once",
              "A1..D21", lambda _: True,
              focalizar={"corte": "D21", "presupuesto": "10", "costo": "0.9"}),
        regla("cupo-de-sobra", "Con cupo para todos nadie espera ni se sortea", "A1..B7",
              HASTA_B7["cumple"], focalizar={"corte": "B7", "cupo": 400}),
    ]  # fmt: skip


def _por_vereda() -> list[Caso]:
    def al_reves(filas: list[Fila]) -> list[Fila]:
        return [{**f, "h_5": "0" if f["h_5"] == "1" else "1"} for f in filas]

    def repartido(nombre: str, que_es: str, pedida: dict[str, Any], **otros: Any) -> Caso:
        por = {"por": "nom_vereda", "minimo": 0, **HASTA_B7, **pedida}
        hecho = caso(nombre, que_es, hogares=MUCHOS, por=None, focalizar=por, **otros)
        assert sum(hecho.esperado["focalizar"]["cupos"].values()) == por["cupo"]
        return hecho

    return [
        repartido("cupos-por-pobres", "El cupo se reparte por las personas pobres de cada vereda",
                  {"cupo": 40, "reparto": "pobres"}),
        repartido("cupos-con-la-marca-contraria",
                  "La marca de pobreza contradice a las privaciones: se reparte por estas",
                  {"cupo": 40, "reparto": "pobres"}, suciedades=[al_reves]),
        repartido("cupos-por-incidencia", "El cupo se reparte por la incidencia, con un mínimo",
                  {"cupo": 31, "reparto": "incidencia", "minimo": 4}),
        repartido("cupos-y-presupuesto", "Cupo por mitades y un presupuesto que no lo alcanza",
                  {"cupo": 50, "reparto": "mixta", "presupuesto": "29.5", "costo": "0.9"}),
        repartido("cupos-hasta-los-elegibles", "Ninguna vereda recibe más cupos que elegibles",
                  {"cupo": 12, "reparto": "pobres", "regla": "A1..A1", "corte": "A1",
                   "cumple": lambda h: h.orden == 1},
                  motores={"qgis": "en QGIS el máximo es una columna de la capa, que aquí no hay"}),
    ]  # fmt: skip


def _sin_una_privacion() -> list[Caso]:
    """De uno de cada cuatro falta una privación: ni es «no pobre» ni queda por fuera."""
    faltan = [replace(h, falta=2) if h.ficha % 4 == 0 else h for h in MUCHOS]
    cuantos = sum(h.falta is not None for h in faltan)
    comun: dict[str, Any] = {
        "hogares": faltan,
        "por": None,
        "opciones": {"nulos": "excluir"},
        "avisos": [f"{cuantos} hogares tienen privaciones sin dato"],
    }
    return [
        caso("sin-una-privacion", "A quien le falta una privación entra por su grupo y nivel, y "
             "no pesa en la tasa que reparte los cupos",
             focalizar={"por": "nom_vereda", "reparto": "incidencia", "minimo": 0, "cupo": 41,
                        **HASTA_B7}, **comun),
        caso("sin-una-privacion-y-pobre", "Una regla que pide ser pobre no lo da por pobre ni por "
             "no pobre", focalizar={"regla": "pobre=1", "cupo": 12,
                                    "cumple": lambda h: h.falta is None and h.pobre}, **comun),
    ]  # fmt: skip


def _dudas() -> list[Caso]:
    def edades(filas: list[Fila]) -> list[Fila]:
        raras = {35: "-1", 36: "999"}
        return [{**f, "edad_calculada": raras.get(int(f["edad_calculada"]), f["edad_calculada"])}
                for f in filas]  # fmt: skip

    def sin_rara(hogar: Hogar) -> bool:
        return any(e < 6 for e in hogar.edades if e not in (35, 36))

    sucia = escribir(POCOS, [edades])
    malas = [(i, e) for i, e in enumerate(
        (e for h in POCOS for e in h.edades), start=2) if e in (35, 36)]  # fmt: skip
    primeras = {"-1" if e == 35 else "999": i for i, e in reversed(malas)}
    dichas = ", ".join(f"«{v}» (fila {i})" for v, i in sorted(primeras.items(), key=lambda p: p[1]))

    def educativo(filas: list[Fila]) -> list[Fila]:
        return [{**f, "niv_educativo": str((9, 5, 2)[int(f["ide_ficha_origen"]) % 3])}
                for f in filas]  # fmt: skip

    return [
        regla("edades-imposibles", "−1 y 999 no son edades: ni se cuentan ni se niegan",
              "menores_6>=1", sin_rara, escrita=sucia,
              avisos=[f"«edad_calculada»: {len(malas)} filas; no es una edad entre 0 y 120 años: "
                      f"{dichas}"]),
        regla("edades-imposibles-leidas", "Las mismas edades, con una regla que no las usa",
              "A1..B7", HASTA_B7["cumple"], escrita=sucia, focalizar={"corte": "B7"},
              avisos=[f"«edad_calculada»: {len(malas)} filas; no es una edad entre 0 y 120 años: "
                      f"{dichas}"]),
        regla("nivel-que-no-existe", "El nivel 99 no existe: detiene", "A1..B7",
              HASTA_B7["cumple"], focalizar={"corte": "B7"},
              suciedades=[cambiar("nivel", lambda _: "99"), cambiar("clasificacion", lambda _: "")],
              esperado=lambda _: {"error": ["no se entiende el grupo o el nivel",
                                            "«99» (fila 2)"]}),
        regla("no-aplica", "El 9 de «niv_educativo» es «no aplica», y no un nivel mayor que 5",
              "niv_educativo>=5", lambda h: h.ficha % 3 == 1, suciedades=[educativo],
              focalizar={"conservar": ["niv_educativo"]}),
    ]  # fmt: skip
