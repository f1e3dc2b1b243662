"""Una base de hogares inventada y repetible, para probar reglas de focalización sin datos de nadie.

No describe ningún municipio: las proporciones son redondas a propósito.
"""

from __future__ import annotations

import numpy as np

HOGARES = 600
SEMILLA = 2018
NIVELES = 51
COLUMNAS = ("id", "clasificacion", "pobre", "personas", "menores", "territorio")
TERRITORIOS = ("Cabecera", "El Carmen", "La Esperanza", "San José", "Alto Bonito")


def base(codigos: tuple[str, ...]) -> str:
    """CSV de 600 hogares con las `COLUMNAS`; `codigos` son los 51 niveles, en orden.

    Cuanto menor el nivel, más probable que el hogar sea pobre: por eso un corte por nivel acierta
    casi siempre y se equivoca a veces, que es lo que se quiere ver.
    """
    azar = np.random.default_rng(SEMILLA)
    nivel = np.clip(np.floor(azar.beta(1.1, 1.9, HOGARES) * NIVELES), 0, NIVELES - 1).astype(int)
    pobre = azar.random(HOGARES) < 1 / (1 + np.exp((nivel - 11) / 4))
    personas = 1 + azar.poisson(2.4 - nivel / 40, HOGARES)
    menores = azar.binomial(personas - 1, 0.4)
    territorio = azar.choice(len(TERRITORIOS), HOGARES, p=(0.4, 0.2, 0.15, 0.15, 0.1))
    filas = zip(nivel, pobre, personas, menores, territorio, strict=True)
    lineas = [
        f"H{i:03d};{codigos[n]};{int(p)};{gente};{chicos};{TERRITORIOS[t]}"
        for i, (n, p, gente, chicos, t) in enumerate(filas, start=1)
    ]
    return "\n".join([";".join(COLUMNAS), *lineas]) + "\n"
