"""La base de personas con que se miden los pasos por hogar del complemento, siempre la misma."""

from __future__ import annotations

from pathlib import Path

import numpy as np

SEMILLA = 1
NIVELES = np.array([5, 7, 18, 21])
TAMANOS, PARTES = [1, 2, 3, 4, 5, 6], [0.22, 0.27, 0.25, 0.14, 0.08, 0.04]
VEREDAS = 300
ENCABEZADO = (
    "ide_ficha_origen;ide_hogar;ide_persona;num_documento;pri_nombre;cod_mpio;cod_clase;cod_vereda;"
    "nom_vereda;coord_x_auto_rec;coord_y_auto_rec;grupo;nivel;clasificacion;h_5;num_personas_hogar;"
    "marca;tip_parentesco;sexo_persona;edad_calculada;niv_educativo;"
    + ";".join(f"i{j}" for j in range(1, 16))
)


def escribir(ruta: Path, hogares: int) -> int:
    """Escribe el CSV, una fila por persona, y devuelve cuántas son."""
    azar = np.random.default_rng(SEMILLA)
    tamanos = azar.choice(TAMANOS, hogares, p=PARTES)
    personas = int(tamanos.sum())
    hogar = np.repeat(np.arange(hogares), tamanos)
    persona = np.arange(personas) - np.repeat(np.cumsum(tamanos) - tamanos, tamanos) + 1
    edad = np.where(persona == 1, azar.integers(25, 80, personas), azar.integers(0, 60, personas))
    del_hogar, marcas = _del_hogar(azar, hogares, tamanos)
    columnas = (hogar, persona, np.where(persona == 1, 1, 3), azar.integers(1, 3, personas), edad,
                azar.choice([0, 1, 2, 3, 4, 5, 9], personas))  # fmt: skip
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        archivo.write(ENCABEZADO + "\n")
        archivo.writelines(
            f"{1_000_000 + h};1;{p};FICTICIO;FICTICIA;{del_hogar[h]};{jefe};{sexo};{anos};{nivel};"
            f"{marcas[h]}\n"
            for h, p, jefe, sexo, anos, nivel in zip(*(c.tolist() for c in columnas), strict=True)
        )
    return personas


def _del_hogar(
    azar: np.random.Generator, hogares: int, tamanos: np.ndarray
) -> tuple[list[str], list[str]]:
    """Lo que se repite en cada persona del hogar: su sitio y su nivel, y sus privaciones."""
    grupo = azar.integers(0, len(NIVELES), hogares)
    nivel = azar.integers(0, 1 << 30, hogares) % NIVELES[grupo] + 1
    privado = (azar.random((hogares, 15)) < 0.3).astype(int)
    columnas = (
        azar.integers(1, 4, hogares), azar.integers(0, VEREDAS, hogares),
        azar.uniform(-76.9, -76.1, hogares), azar.uniform(7.1, 7.9, hogares), grupo, nivel,
        (privado.sum(axis=1) > 5).astype(int), tamanos,
    )  # fmt: skip
    escritos = [
        f"05045;{clase};{vereda:05d};Vereda Ñ {vereda};{x:.6f};{y:.6f};{'ABCD'[g]};{n};"
        f"{'ABCD'[g]}{n};{h_5};{gente};0"
        for clase, vereda, x, y, g, n, h_5, gente in zip(
            *(c.tolist() for c in columnas), strict=True
        )
    ]
    return escritos, [";".join(m) for m in privado.astype(str).tolist()]
