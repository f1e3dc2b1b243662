"""Cómo ha cambiado de un censo a otro: las NBI, con el margen del primero, y el IPM al lado."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from generador.formato import con_signo, numero
from generador.indicadores import cambio_de_las_nbi
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.marcas_y_riel import ANTES, PROPIO, riel
from generador.paginas.territorios.secciones.cambio_en_palabras import (
    NBI,
    avisos,
    comparacion,
    frase,
)
from generador.paginas.territorios.secciones.poblacion import DOMINIOS

IPM_ANTES, IPM_DESPUES = "ipm_2005", "ipm_censal"


class ZonaEnDosCensos(NamedTuple):
    """Una zona en los dos censos; `margen` en puntos (0 si no lo hay) y `cambio`, ya escrito."""

    zona: str
    antes: Cifra
    margen: float
    despues: Cifra
    cambio: str
    lectura: str

    @property
    def riel(self) -> str:
        """○ antes, con su margen, y ● después; unidos solo si se pueden restar."""
        antes, despues = self.antes.crudo, self.despues.crudo
        return riel(
            [(ANTES, antes), (PROPIO, despues)],
            raya=(antes, despues) if self.cambio else None,
            franja=(antes - self.margen, antes + self.margen) if self.margen > 0 else None,
        )

    @property
    def antes_texto(self) -> str:
        """Con un decimal, como se compara; o por qué no hay cifra."""
        return numero(self.antes.crudo, 1) if self.antes.hay else self.antes.texto

    @property
    def despues_texto(self) -> str:
        """Lo mismo, del último censo."""
        return numero(self.despues.crudo, 1) if self.despues.hay else self.despues.texto

    @property
    def mas_menos(self) -> str:
        """«±0,6», o vacío donde no hay margen."""
        return f"±{numero(self.margen, 1)}" if self.margen > 0 else ""


def cambio(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """La respuesta a «¿mejoró?», la tabla por zona, su gráfico y lo que hay que tener en cuenta."""
    antes, despues = _censos(acervo)
    filas = [fila for d in DOMINIOS if (fila := _fila(acervo, codigo, d, antes, despues))]
    return {
        "antes": antes,
        "despues": despues,
        "frase": frase(acervo, codigo, antes, despues),
        "avisos": avisos(acervo, codigo, antes, despues),
        "filas": filas,
        "ipm": _ipm(acervo, codigo, antes),
    }


@cache
def _censos(acervo: DatosDelSitio) -> tuple[str, str]:
    return cambio_de_las_nbi.censos(acervo.cubo)


def _fila(
    acervo: DatosDelSitio, codigo: str, dominio: str, antes: str, despues: str
) -> ZonaEnDosCensos | None:
    primera, segunda = (cifra(acervo, NBI, codigo, dominio, p) for p in (antes, despues))
    if not (primera.hay or segunda.hay):
        return None
    puntos, margen, lectura = comparacion(acervo, codigo, dominio, despues)
    comparable = lectura.hay
    return ZonaEnDosCensos(
        DOMINIOS[dominio],
        primera,
        margen.crudo if comparable else 0.0,
        segunda,
        con_signo(puntos.crudo) if comparable else "",
        lectura.texto if comparable else "no se compara",
    )


def _ipm(acervo: DatosDelSitio, codigo: str, antes: str) -> dict[str, Any] | None:
    """El IPM de antes al lado del de la medida censal, sin restarlos; None si no lo hay."""
    if len(codigo) < 5:
        return None
    primera, segunda = (cifra(acervo, i, codigo) for i in (IPM_ANTES, IPM_DESPUES))
    if not primera.hay:
        return None
    return {
        "antes": primera,
        "despues": segunda,
        "con_reserva": not cifra(acervo, NBI, codigo, "total", antes).hay,
    }
