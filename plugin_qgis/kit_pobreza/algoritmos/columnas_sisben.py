"""Las columnas de la capa de hogares: qué se conserva de la base y qué se cuenta del hogar."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..metodos.hogares.agrupar import contar_personas
from ..metodos.hogares.nombres import PRIVACIONES as CANONICAS
from ..metodos.instrumento import SIN_ORDEN, Clasificacion, Instrumento
from ..salida import Columna, o_nada
from .base_sisben import Base, EnHogares
from .nombres import PRIVACIONES

MUJER = 2
# Columnas que pasan como texto si la base las trae: {canónica: (nombre, rótulo)}.
TEXTOS = {
    "cod_comuna": ("comuna", "Código de comuna"),
    "cod_corregimiento": ("corregim", "Código de corregimiento"),
    "nom_corregimiento": ("corregim_n", "Corregimiento"),
    "cod_vereda": ("vereda", "Código de vereda"),
    "nom_vereda": ("vereda_n", "Vereda"),
    "cod_barrio": ("barrio", "Código de barrio"),
    "nom_barrio": ("barrio_n", "Barrio"),
    "cod_centro_poblado": ("centro_pob", "Código de centro poblado"),
    "corte": ("corte", "Corte de la base"),
}
ENTEROS = {
    "clase": ("clase", "1 cabecera, 2 centro poblado, 3 rural disperso"),
    "zona": ("zona", "1 cabecera, 2 centro poblado y rural disperso"),
    "rango_edad": ("rango_edad", "Rango de edad del jefe"),
    "edad": ("edad_jefe", "Edad del jefe"),
    "h_5": ("h_5", "IPM proxy (Sisbén): hogar pobre"),
}
# Personas del hogar por edad cumplida: {nombre: (desde, hasta, rótulo)}.
EDADES = {
    "menores_6": (0, 5, "Personas de 0 a 5 años"),
    "menores_18": (0, 17, "Personas de 0 a 17 años"),
    "mayores_60": (60, 200, "Personas de 60 años o más"),
}


def columnas(
    base: Base, hogares: EnHogares, instrumento: Instrumento, niveles: Clasificacion,
    extra: list[str],
) -> list[tuple[Columna, list[Any]]]:  # fmt: skip
    """Las columnas de la capa y sus valores, uno por hogar; None sin dato."""
    jefe = hogares.jefe
    orden = niveles.orden[jefe]
    letras = [grupo.letra for grupo in instrumento.grupos]
    grupos = instrumento.grupo_de(orden).tolist()
    hechas = [
        (
            Columna("hogar", "entero", "Número del hogar en esta capa"),
            list(range(1, len(jefe) + 1)),
        ),
        (Columna("registro", "entero", "Fila del jefe en la base"), base.registro[jefe].tolist()),
        (Columna("cod_mpio", "texto", "Municipio"), codigos_de_municipio(base)[jefe].tolist()),
    ]
    hechas += [
        (Columna(nombre, "texto", rotulo), [t or None for t in base.textos(c)[jefe].tolist()])
        for c, (nombre, rotulo) in TEXTOS.items()
        if base.tiene(c)
    ]
    hechas += [
        (Columna(nombre, "entero", rotulo), _enteros(base.numeros(c)[jefe]))
        for c, (nombre, rotulo) in ENTEROS.items()
        if base.tiene(c)
    ]
    hechas += [
        (Columna("grupo", "texto", "Grupo"), [letras[g] if g >= 0 else None for g in grupos]),
        (Columna("nivel", "texto", f"Nivel ({instrumento.nombre})"),
         [t or None for t in instrumento.rotular(orden)]),
        (Columna("orden", "entero", "Orden del nivel: 1 es el de menor capacidad"),
         [o if o != SIN_ORDEN else None for o in orden.tolist()]),
        (Columna("personas", "entero", "Personas del hogar"), _enteros(hogares.personas)),
        *((Columna(c, "entero", nombre), _enteros(base.numeros(c)[jefe]))
          for c, nombre in zip(CANONICAS, PRIVACIONES)),
    ]  # fmt: skip
    if base.tiene("fex"):
        factor = list(map(o_nada, base.numeros("fex")[jefe].tolist()))
        hechas.append((Columna("fex", "real", "Factor de expansión"), factor))
    if base.tiene("sexo"):
        mujer = (base.numeros("sexo")[jefe] == MUJER).astype(int).tolist()
        hechas.append((Columna("jefa", "entero", "1 si la jefa es mujer"), mujer))
    if hogares.hogar is not None and base.tiene("edad"):
        edad = base.numeros("edad")
        for nombre, (desde, hasta, rotulo) in EDADES.items():
            cuenta = contar_personas(hogares.hogar, (edad >= desde) & (edad <= hasta), len(jefe))
            hechas.append((Columna(nombre, "entero", rotulo), cuenta.tolist()))
    usados = {columna.nombre.lower() for columna, _ in hechas}
    for c in extra:
        if c.lower() not in usados:
            textos = base.tabla.diccionarios[c].escribir(base.codigos(c))[jefe]
            hechas.append((Columna(c, "texto"), [t or None for t in textos.tolist()]))
    return hechas


def codigos_de_municipio(base: Base) -> np.ndarray:
    """El código DANE de 5 cifras de cada fila: sin «.0», con su cero y con el departamento."""
    codigos, vuelta = np.unique(base.textos("cod_mpio"), return_inverse=True)
    departamentos, vuelta_d = np.unique(base.textos("cod_dpto"), return_inverse=True)
    # Una pareja (departamento, municipio) por combinación presente, no una por fila.
    parejas, fila = np.unique(vuelta_d * len(codigos) + vuelta, return_inverse=True)
    escritos = [
        _codigo(str(departamentos[p // len(codigos)]), str(codigos[p % len(codigos)]))
        for p in parejas.tolist()
    ]
    return np.array(escritos, dtype=np.str_)[fila.reshape(-1)]


def _codigo(departamento: str, municipio: str) -> str:
    dpto, mpio = (texto.split(".")[0].strip() for texto in (departamento, municipio))
    if not mpio.isdigit():
        return mpio
    if len(mpio) <= 3 and dpto.isdigit():
        return f"{int(dpto):02d}{int(mpio):03d}"
    return mpio.zfill(5)


def _enteros(valores: np.ndarray) -> list[Any]:
    return [None if math.isnan(v) else int(v) for v in valores.tolist()]
