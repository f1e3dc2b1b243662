"""Lo que nadie puede notar leyendo el archivo, con su razón.

La primera defensa es otra: «kit datos importar» compara cada archivo con su sha256 de huellas.csv.
El corpus prueba lo que queda con `--aceptar-version-nueva`, cuando el archivo sí es otro.
"""

from __future__ import annotations

from typing import NamedTuple

SIN_NOMBRES = "el archivo trae el código y no el nombre: nada dice de quién es la fila"
TODAS = "*"


class Declarada(NamedTuple):
    """`operador` y `fuente`, o `TODAS`; `razon` es la que sale en el informe."""

    operador: str
    fuente: str
    razon: str


DE_GEOMETRIA = ("poligonos-cruzados", "arco-roto", "arco-al-reves", "movido", "otro-tipo")
INDETECTABLES: tuple[Declarada, ...] = (
    *(
        Declarada(
            f"topo-{operador}",
            "luces_nocturnas",
            "mgn_2018 lee el mismo archivo en la misma importación y para: nada se escribe",
        )
        for operador in DE_GEOMETRIA
    ),
    *(
        Declarada(operador, fuente, SIN_NOMBRES)
        for operador in (
            "codigos-intercambiados",
            "codigos-de-dos-filas",
            "codigos-corridos",
            "codigo-de-otro",
        )
        for fuente in ("eva_cultivos", "idf_anterior", "sgp_participaciones", "viaje_a_salud")
    ),
    Declarada(
        "fila-borrada",
        "eva_cultivos",
        "una fila es un cultivo de un municipio, y el archivo no dice cuántos debe haber",
    ),
    *(
        Declarada(
            operador,
            "emergencias_ungrd",
            "una fila es un evento, y el archivo no dice cuántos hubo; en los años que no repite, "
            "nada separa dos iguales del mismo día de uno copiado",
        )
        for operador in ("fila-borrada", "fila-repetida")
    ),
    *(
        Declarada(
            "codigos-de-homonimos",
            fuente,
            "dos municipios del mismo nombre, y el archivo no trae el departamento",
        )
        for fuente in ("medida_censal_2018", "sgr_plan_recursos")
    ),
)


def razon(operador: str, fuente: str) -> str:
    """Por qué no se puede notar; «» si no está declarado."""
    return next(
        (d.razon for d in INDETECTABLES if d.operador == operador and d.fuente in (fuente, TODAS)),
        "",
    )
