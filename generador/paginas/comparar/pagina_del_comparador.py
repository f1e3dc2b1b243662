"""El cuerpo de la página: lo que se lee sin JavaScript y los lugares que el guion llena."""

from __future__ import annotations

from generador.paginas import conjunto
from generador.paginas.comparar.ejemplos import ejemplos
from generador.paginas.entorno_jinja import pintar
from generador.paginas.territorios.contexto_comun import Comun


def comparar(comun: Comun) -> str:
    """HTML de la página, sin el armazón del tema."""
    acervo = comun.acervo
    codigos = dict.fromkeys(c for _, suyos in ejemplos(acervo) for c in suyos)
    return pintar(
        "comparar.html",
        {
            **comun.fijo,
            "lista": conjunto.lista_del_pais(acervo),
            "perfiles": [acervo.territorios[c] for c in codigos],
        },
    )
