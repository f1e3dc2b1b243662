"""Una base de práctica de 300 hogares: limpia, barajada y con cada suciedad, sola y con las demás.

Se hace al correr las pruebas: versionarla pesaría más que todo lo demás.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso
from tests.casos.escribir import SUCIEDADES, Suciedad, barajar
from tests.casos.verdad import Hogar, de_practica, elegir

CUPO = 100
# Las que se pueden juntar: el código y el nivel se escriben de una sola manera.
SOLAS = ("código con", "código como decimal", "grupo con el nombre", "clasificación cortada")
JUNTAS = [n for n in SUCIEDADES if not n.startswith(SOLAS)]


def casos() -> list[Caso]:
    """Todas dan los hogares, las cifras y los seleccionados de la limpia."""
    hogares = de_practica()
    dentro, sorteados = elegir([h for h in hogares if HASTA_B7["cumple"](h)], CUPO, "1")
    assert len(dentro) == CUPO and sorteados > CUPO / 4, "sin empates no se prueba el sorteo"
    avisos = _avisos(hogares)
    return [
        _una(hogares, "limpia", []),
        _una(hogares, "barajada", [barajar(11)]),
        *(_una(hogares, n, [s], avisos.get(n, ())) for n, s in SUCIEDADES.items()),
        _una(hogares, "junta todas", [*(SUCIEDADES[n] for n in JUNTAS), barajar(12)],
             avisos["pegado dos veces"]),
        _una(hogares, "con miles, pegada y barajada",
             [SUCIEDADES["código con punto de miles"], SUCIEDADES["pegado dos veces"], barajar(7)],
             [*avisos["código con punto de miles"], *avisos["pegado dos veces"]]),
    ]  # fmt: skip


def _una(
    hogares: Sequence[Hogar],
    nombre: str,
    suciedades: Sequence[Suciedad],
    avisos: Sequence[str] = (),
) -> Caso:
    return caso(f"practica-{nombre.replace(' ', '-')}", f"La base de práctica: {nombre}",
                hogares=hogares, suciedades=suciedades, por="nom_vereda", avisos=avisos,
                focalizar={**HASTA_B7, "cupo": CUPO})  # fmt: skip


def _avisos(hogares: Sequence[Hogar]) -> dict[str, list[str]]:
    """Lo que se dice de las suciedades que cambian algo más que la escritura."""
    personas = sum(len(h.edades) for h in hogares)
    return {
        "pegado dos veces": [
            f"{personas} filas repiten a una persona del mismo hogar: cada una se contó una vez"
        ],
        "clasificación cortada": [
            f"{len(hogares)} hogares traen la clasificación cortada: se rehízo con el grupo y el "
            "nivel"
        ],
        "código con punto de miles": [
            "«cod_mpio» trae códigos con punto de miles («5.045», «5.837»): se leyeron sin él"
        ],
    }
