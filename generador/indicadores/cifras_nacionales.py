"""La cifra oficial del país que sirve de constante para leer una estimación municipal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generador import texto_yaml
from generador.errores import ErrorDeDatos, Lugar

TABLA = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class CifraNacional:
    """Un porcentaje oficial del país: su año, de dónde salió y si se comprobó en la entidad.

    `ciudades` son los municipios con cifra oficial propia en la misma encuesta.
    """

    valor: float
    anio: str
    fuente: str
    comprobada: bool
    ciudades: frozenset[str]

    @property
    def rotulo(self) -> str:
        """Cómo se presenta al lado de la cifra: solo es oficial si se leyó en la entidad."""
        return "cifra oficial" if self.comprobada else "según la prensa"


def cifra_nacional(indicador: str, periodo: str) -> CifraNacional:
    """La del país para `indicador`; ErrorDeDatos si no la hay o es de un año distinto."""
    una = _todas().get(indicador)
    if una is None or una.anio != periodo:
        raise ErrorDeDatos(
            f"no hay cifra oficial del país para «{indicador}» en {periodo}",
            lugar=Lugar(TABLA.name),
            que_hacer="escriba la de ese año, con su fuente, en generador/indicadores",
        )
    return una


@cache
def _todas() -> dict[str, CifraNacional]:
    leidas = texto_yaml.leer(TABLA.read_text(encoding="utf-8"))
    return {
        indicador: CifraNacional(
            float(c["valor"]),
            str(c["anio"]),
            str(c["fuente"]),
            bool(c["comprobada"]),
            frozenset(c["ciudades"]),
        )
        for indicador, c in leidas.items()
    }
