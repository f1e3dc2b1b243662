"""Las series en pesos, a precios de un mismo año: así se ve si el dinero rinde más o menos."""

from __future__ import annotations

from functools import cache
from math import isnan
from typing import Any

from generador.cubo.catalogo import DEFLACTOR, Indicador
from generador.formato import con_signo, lista, numero
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.graficos import tope
from generador.paginas.territorios.marcas_y_riel import PROPIO
from generador.paginas.territorios.serie import Linea, dibujo

# Menos años que estos no son una serie: la cifra queda en las descargas.
MINIMO = 3


def series(acervo: DatosDelSitio, codigo: str, *temas: str) -> dict[str, Any]:
    """Una serie por cada recurso de `temas` con pesos constantes y al menos `MINIMO` años.

    `sin_ipc` dice qué años de esos recursos no se llevaron porque les falta IPC.
    """
    fichas = [f for f in _constantes(acervo) if acervo.catalogo[f.constante_de].tema in temas]
    return {
        "base": acervo.vigente(DEFLACTOR),
        "series": [s for f in fichas if (s := _serie(acervo, f, codigo))],
        "sin_ipc": _sin_ipc(acervo, *temas),
    }


@cache
def _constantes(acervo: DatosDelSitio) -> tuple[Indicador, ...]:
    return tuple(f for f in acervo.catalogo.values() if f.constante_de)


def _serie(acervo: DatosDelSitio, ficha: Indicador, codigo: str) -> dict[str, Any] | None:
    periodos = acervo.cubo.periodos(ficha.id)
    valores = acervo.cubo.trayectoria(ficha.id, codigo)
    hay = [i for i, valor in enumerate(valores) if not isnan(valor)]
    if len(hay) < MINIMO:
        return None
    primero, ultimo = hay[0], hay[-1]
    maximo = tope(max(valores[i] for i in hay))
    antes, despues = (
        cifra(acervo, ficha.id, codigo, periodo=periodos[i]) for i in (primero, ultimo)
    )
    original = acervo.catalogo[ficha.constante_de]
    return {
        "id": ficha.id,
        "titulo": original.corto,
        "unidad": ficha.simbolo,
        "desde": periodos[0],
        "hasta": periodos[-1],
        "maximo": numero(maximo),
        "dibujo": dibujo([Linea(PROPIO, "", valores, despues.texto, antes.texto)], maximo),
        "antes": (periodos[primero], antes.texto),
        "despues": (periodos[ultimo], despues.texto),
        "cambio": _cambio(antes.crudo, despues.crudo),
        "faltan": [p for p, valor in zip(periodos, valores, strict=True) if isnan(valor)],
        "fuente": original.fuente,
    }


def _cambio(antes: float, despues: float) -> str:
    """«+12 %» entre el primer año y el último; vacío si se parte de 0."""
    return f"{con_signo(100 * (despues / antes - 1), 0)}\N{NO-BREAK SPACE}%" if antes > 0 else ""


@cache
def _sin_ipc(acervo: DatosDelSitio, *temas: str) -> str:
    """«Regalías, total (proyección) de 20XX»: lo que no se llevó; vacío si se llevó todo."""
    faltan = []
    for ficha in _constantes(acervo):
        original = acervo.catalogo[ficha.constante_de]
        anios = set(acervo.cubo.periodos(original.id)) - set(acervo.cubo.periodos(ficha.id))
        if original.tema in temas and anios:
            faltan.append(f"{original.corto} de {lista(sorted(anios))}")
    return lista(faltan)
