"""Hogares de la base completa del Sisbén, hechos a mano, y su recodificación."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from generador.metodos.hogares.columna import Columna
from generador.metodos.recodificacion.receta import Receta
from generador.metodos.recodificacion.recetas import del_kit
from generador.metodos.recodificacion.recodificar import Recodificada, recodificar
from tests.metodos.recodificacion import oraculo

Persona = dict[str, Any]
# Una persona adulta sin ninguna privación y su vivienda, con los códigos del diccionario del DNP.
ADULTA: Persona = {
    "parentesco": 1, "edad": 40, "seguridad_social": 1, "enfermo_30": 2, "acudio_salud": 9,
    "cuidado": 9, "recibe_comida": 9, "lee": 1, "estudia": 2, "nivel": 5, "grado": 2, "pension": 1,
    "actividad": 1, "semanas": 999,
}  # fmt: skip
VIVIENDA: Persona = {
    "zona": 1, "paredes": 1, "pisos": 3, "acueducto": 1, "alcantarillado": 1, "sanitario": 1,
    "agua": 1, "cuartos_dormir": 2,
}  # fmt: skip


def nina(edad: int, **otros: Any) -> Persona:
    """Una niña que estudia al día, con lo que no se le pregunta en su código."""
    chica = edad < 5
    propia = {
        "parentesco": 3, "edad": edad, "pension": 2 if edad >= 14 else 9,
        "actividad": 3 if edad >= 8 else 9,
        "cuidado": 1 if chica else 9, "recibe_comida": 1 if chica else 9,
        "lee": 9 if chica else 1, "estudia": 9 if chica else 1,
        "nivel": 9 if chica else 1 if edad < 7 else 2 if edad < 12 else 3 if edad < 16 else 4,
        "grado": 99 if chica or edad < 7 else edad - 6,
    }  # fmt: skip
    return {**ADULTA, **propia, **otros}


def hogar(*personas: Persona, **vivienda: Any) -> list[Persona]:
    """Las personas con su vivienda."""
    return [{**p, **VIVIENDA, **vivienda} for p in personas]


def recodificados(
    hogares: Sequence[Sequence[Persona]], receta: Receta | None = None, esquema: str = ""
) -> Recodificada:
    """Los hogares recodificados; None en una celda es «no hay dato». El jefe va primero."""
    propia = del_kit("sisben_iv") if receta is None else receta
    filas = [p for h in hogares for p in h]
    columnas = {
        c: Columna.de_lista(c, [f.get(c) for f in filas])
        for c in dict.fromkeys(c for f in filas for c in f)
    }
    tamanos = [len(h) for h in hogares]
    de = np.repeat(np.arange(len(hogares)), tamanos).astype(np.int64)
    jefe = np.cumsum([0, *tamanos[:-1]]).astype(np.int64)
    return recodificar(
        propia, esquema or "base_completa", columnas, de, jefe, np.arange(len(filas)) + 2
    )


def privados(hecha: Recodificada) -> list[dict[str, int]]:
    """Por hogar, {indicador: 1, 0 o −1}."""
    return [dict(zip(hecha.receta.ids, fila, strict=True)) for fila in hecha.de_hogares.tolist()]


MARCAS = tuple(f"I{j}" for j in range(1, 16))
NOMBRES = {
    "zona": "Cod_clase", "parentesco": "tip_parentesco", "edad": "Edad_calculada",
    "seguridad_social": "tip_seg_social", "enfermo_30": "ind_enfermo_30",
    "acudio_salud": "ind_acudio_salud", "cuidado": "tip_cuidado_niños",
    "recibe_comida": "ind_recibe_comida", "lee": "ind_leer_escribir", "estudia": "ind_estudia",
    "nivel": "niv_educativo", "grado": "grado_alcanzado", "pension": "ind_fondo_pensiones",
    "actividad": "tip_actividad_mes", "semanas": "num_sem_buscando", "paredes": "tip_mat_paredes",
    "pisos": "tip_mat_pisos", "acueducto": "ind_tiene_acueducto",
    "alcantarillado": "ind_tiene_alcantarillado", "sanitario": "tip_sanitario",
    "agua": "tip_origen_agua", "cuartos_dormir": "num_cuartos_dormir",
}  # fmt: skip


def hogares_variados(cuantos: int, semilla: int = 7) -> list[list[Persona]]:
    """Hogares completos y coherentes, con privaciones al azar."""
    azar = np.random.default_rng(semilla)
    hechos = []
    for _ in range(cuantos):
        adulta = {
            **ADULTA,
            "edad": int(azar.integers(18, 80)), "nivel": int(azar.integers(0, 8)),
            "grado": int(azar.integers(0, 6)), "lee": int(azar.integers(1, 3)),
            "pension": int(azar.integers(1, 4)), "seguridad_social": int(azar.choice([0, 1, 3, 9])),
        }  # fmt: skip
        suyas = [adulta, *(nina(int(e)) for e in azar.integers(0, 18, azar.integers(0, 4)))]
        vivienda = {
            "zona": int(azar.integers(1, 4)), "pisos": int(azar.integers(1, 7)),
            "paredes": int(azar.integers(0, 8)), "acueducto": int(azar.integers(1, 3)),
            "agua": int(azar.integers(1, 10)), "cuartos_dormir": int(azar.integers(1, 4)),
        }  # fmt: skip
        hechos.append(hogar(*suyas, **vivienda))
    return hechos


def columnas_de(hogares: list[list[Persona]], *, con_marcas: bool = False) -> dict[str, list[Any]]:
    """La base completa del Sisbén de esos hogares, por columnas."""
    filas: list[dict[str, Any]] = []
    for i, suyas in enumerate(hogares, start=1):
        marcas = dict(zip(MARCAS, oraculo.marcas(suyas), strict=True)) if con_marcas else {}
        for j, persona in enumerate(suyas, start=1):
            filas.append(
                {
                    "cod_mpio": "05045", "ide_ficha_origen": f"{i:06d}", "ide_hogar": 1,
                    "ide_persona": j, "nom_vereda": f"VEREDA {i % 3}",
                    **{NOMBRES[v]: "" if persona[v] is None else persona[v] for v in NOMBRES},
                    "grupo": "A", "nivel": 1 + i % 5, "clasificacion": f"A{1 + i % 5}",
                    **marcas,
                }
            )  # fmt: skip
    return {c: [str(f[c]) for f in filas] for c in filas[0]}
