"""Calendario hábil de Colombia: festivos de un año y plazos contados en días hábiles.

Festivos según la Ley 51 de 1983 y el artículo 6 de la Ley 2578 de 2026 (el 9 de julio): unos se
celebran en su fecha y otros el lunes siguiente cuando no caen en lunes. Los de Semana Santa salen
de la Pascua gregoriana (algoritmo anónimo de Meeus, Jones y Butcher). Hábil es el día de lunes a
viernes que no es festivo. Las fechas son textos ISO.
"""

from __future__ import annotations

from datetime import date, timedelta

from generador.metodos.errores import ErrorDeMetodo

PRIMER_ANIO, ULTIMO_ANIO = 1984, 2199
LUNES, SABADO = 0, 5
EN_SU_FECHA = (
    (1, 1, "Año Nuevo"),
    (5, 1, "Día del Trabajo"),
    (7, 20, "Grito de Independencia"),
    (8, 7, "Batalla de Boyacá"),
    (12, 8, "Inmaculada Concepción"),
    (12, 25, "Navidad"),
)
AL_LUNES = (
    (1, 6, "Reyes Magos"),
    (3, 19, "San José"),
    (6, 29, "San Pedro y San Pablo"),
    (8, 15, "Asunción de la Virgen"),
    (10, 12, "Día de la Diversidad Étnica y Cultural"),
    (11, 1, "Todos los Santos"),
    (11, 11, "Independencia de Cartagena"),
)
# Los que creó una ley posterior: primer año, mes, día y nombre; también pasan al lunes.
AL_LUNES_DESDE = ((2026, 7, 9, "Nuestra Señora del Rosario de Chiquinquirá"),)
# Días desde el domingo de Pascua; los tres últimos ya caen en lunes.
DESDE_PASCUA = (
    (-3, "Jueves Santo"),
    (-2, "Viernes Santo"),
    (43, "Ascensión del Señor"),
    (64, "Corpus Christi"),
    (71, "Sagrado Corazón de Jesús"),
)


def pascua(anio: int) -> date:
    """El domingo de Pascua gregoriana de un año."""
    a, (b, c) = anio % 19, divmod(anio, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    mes, dia = divmod(h + m - 7 * n + 114, 31)
    return date(anio, mes, dia + 1)


def festivos(anio: int) -> dict[str, str]:
    """Cada festivo del año, en orden: fecha ISO → nombre; si dos coinciden, los dos nombres."""
    if not PRIMER_ANIO <= anio <= ULTIMO_ANIO:
        raise ErrorDeMetodo(
            f"no hay festivos calculados para {anio}",
            que_hacer=f"use un año entre {PRIMER_ANIO} y {ULTIMO_ANIO}",
        )
    domingo = pascua(anio)
    todos = [(date(anio, mes, dia), nombre) for mes, dia, nombre in EN_SU_FECHA]
    todos += [(_al_lunes(date(anio, mes, dia)), nombre) for mes, dia, nombre in AL_LUNES]
    todos += [
        (_al_lunes(date(anio, mes, dia)), nombre)
        for primero, mes, dia, nombre in AL_LUNES_DESDE
        if anio >= primero
    ]
    todos += [(domingo + timedelta(dias), nombre) for dias, nombre in DESDE_PASCUA]
    hallados: dict[str, str] = {}
    for dia, nombre in sorted(todos):
        iso = dia.isoformat()
        hallados[iso] = f"{hallados[iso]} y {nombre}" if iso in hallados else nombre
    return hallados


def es_habil(fecha: str) -> bool:
    """Si el día es de lunes a viernes y no es festivo."""
    dia = _leer(fecha)
    return dia.weekday() < SABADO and fecha not in festivos(dia.year)


def sumar_habiles(fecha: str, dias: int) -> str:
    """El día en que se cumplen `dias` hábiles contados desde el siguiente a `fecha`.

    Con 0 es la misma fecha si es hábil o, si no, el primer día hábil que sigue.
    """
    if dias < 0:
        raise ErrorDeMetodo(
            f"{dias} no es un plazo en días hábiles", que_hacer="escriba un entero de 0 en adelante"
        )
    dia, faltan = _leer(fecha), dias
    while faltan or not es_habil(dia.isoformat()):
        dia += timedelta(1)
        faltan -= es_habil(dia.isoformat()) and faltan > 0
    return dia.isoformat()


def habiles_entre(desde: str, hasta: str) -> int:
    """Días hábiles después de `desde` y hasta `hasta`, inclusive; negativo si `hasta` es antes."""
    menor, mayor = sorted((_leer(desde), _leer(hasta)))
    dias = (menor + timedelta(i) for i in range(1, (mayor - menor).days + 1))
    cuantos = sum(es_habil(dia.isoformat()) for dia in dias)
    return cuantos if desde <= hasta else -cuantos


def _al_lunes(dia: date) -> date:
    return dia + timedelta((LUNES - dia.weekday()) % 7)


def _leer(fecha: str) -> date:
    try:
        return date.fromisoformat(fecha)
    except ValueError:
        raise ErrorDeMetodo(
            f"«{fecha}» no es una fecha", que_hacer="escríbala como 2026-03-31"
        ) from None
