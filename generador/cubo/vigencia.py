"""Hasta cuándo llega una fuente, cuándo se espera la siguiente y si ya quedó vieja.

Lo que la entidad no ha confirmado va vacío: el kit no supone fechas de publicación. Sin fecha
confirmada, lo único que se sabe es cada cuánto trae cortes la propia serie.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

SIN_CONFIRMAR = "sin fecha confirmada"
PERIODOS = 2
"""Cuántos cortes de la serie pueden faltar antes de avisar: publicar uno toma tiempo."""
# De este siglo o del pasado: con el año 9999, la cuenta de los cortes que faltan se sale.
_FECHA = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
CADA = {1: "mensual", 3: "trimestral", 12: "anual", 24: "de cada dos años"}


@dataclass(frozen=True)
class Vigencia:
    """Las fechas van como «2018», «2018-10» o «2018-10-31»; «» es que no constan.

    `hasta` es lo último que cubre o, en una proyección, cuándo se hizo; `cada`, los meses entre un
    corte y el siguiente en la propia serie (0 si es de una vez o no consta); `proxima`, cuándo dijo
    la entidad que publica la siguiente, y `consta`, dónde lo dijo.
    """

    hasta: str = ""
    cada: int = 0
    proxima: str = ""
    consta: str = ""

    def fallos(self) -> list[str]:
        """Lo que no se entiende, en frases; vacía si está bien."""
        frases = [
            f"`{campo}` no es una fecha como 2018, 2018-10 o 2018-10-31"
            for campo in ("hasta", "proxima")
            if getattr(self, campo) and ultimo_dia(getattr(self, campo)) is None
        ]
        if self.cada and self.cada not in CADA:
            frases.append(f"`cada` son los meses entre cortes: {', '.join(map(str, CADA))}")
        if self.cada and not self.hasta:
            frases.append("`cada` sin `hasta` no dice desde cuándo se cuenta")
        if bool(self.proxima) != bool(self.consta):
            frases.append("`proxima` va con `consta`: una fecha sin respaldo no se publica")
        return frases

    def aviso(self, dia: date) -> str:
        """Por qué quedó vieja el día `dia`; «» si no consta que lo esté."""
        if (esperada := ultimo_dia(self.proxima)) and dia > esperada:
            return f"Quedó vieja: la siguiente se esperaba en {self.proxima} ({self.consta})."
        fin = ultimo_dia(self.hasta)
        if not (self.cada and fin) or dia <= _mas_meses(fin, PERIODOS * self.cada):
            return ""
        return (
            f"Quedó vieja: su serie es {CADA[self.cada]} y llega hasta {self.hasta}. Busque si la "
            "entidad ya publicó otro corte."
        )


def ultimo_dia(escrita: str) -> date | None:
    """El último día de «2018», «2018-10» o «2018-10-31»; None si no es una fecha."""
    hallada = _FECHA.fullmatch(escrita)
    if not hallada:
        return None
    anio, mes, dia = hallada.groups()
    try:
        del_mes = int(mes or 12)
        ultimo = calendar.monthrange(int(anio), del_mes)[1]
        return date(int(anio), del_mes, int(dia or ultimo))
    except (ValueError, calendar.IllegalMonthError):
        return None


def _mas_meses(dia: date, meses: int) -> date:
    """El último día del mes que va `meses` después."""
    anio, mes = divmod(dia.year * 12 + dia.month - 1 + meses, 12)
    return date(anio, mes + 1, calendar.monthrange(anio, mes + 1)[1])
