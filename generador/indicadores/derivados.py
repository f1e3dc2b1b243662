"""Indicadores propios del kit, calculados sobre los oficiales; cada uno está en el catálogo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave
from generador.metodos import clasificacion, posiciones

DOMINIOS = ("total", "cabecera", "rural")
CENSO = "2018"
ACTUAL = "2026"


def calcular(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> list[Llave]:
    """Agrega al cubo todos los indicadores derivados y devuelve sus llaves.

    Espera que departamento y nación ya estén completos.
    """
    antes = set(cubo.columnas)
    _personas_en_pobreza(cubo)
    _participaciones(cubo)
    _brechas(cubo)
    _poblacion(cubo)
    _cocientes(cubo, catalogo)
    _cuadrantes(cubo)
    return [llave for llave in cubo.columnas if llave not in antes]


def poner(cubo: Cubo, llave: Llave, valores: NDArray[np.float64], de: Sequence[Llave]) -> None:
    """Guarda una columna derivada; donde falta algún insumo hereda su estado."""
    insumos = np.stack([cubo.estados[d] for d in de])
    vacio = np.where((insumos == NO_APLICA).any(axis=0), NO_APLICA, NO_DISPONIBLE)
    hay = np.isfinite(valores) & (insumos == DATO).all(axis=0)
    estados = np.where(hay, DATO, vacio).astype(np.int8)
    cubo.agregar(llave, np.where(hay, valores, np.nan), estados)


def _personas_en_pobreza(cubo: Cubo) -> None:
    for dominio in DOMINIOS:
        de = [("ipm_censal", dominio, CENSO), ("poblacion", dominio, CENSO)]
        incidencia, poblacion = (cubo.columnas[d] for d in de)
        poner(cubo, ("personas_pobreza", dominio, CENSO), incidencia / 100 * poblacion, de)


def _participaciones(cubo: Cubo) -> None:
    llave = ("personas_pobreza", "total", CENSO)
    pobres = cubo.columnas[llave]
    del_depto = pobres[[cubo.indice[c[:2]] for c in cubo.territorios]]
    del_pais = np.full_like(pobres, pobres[cubo.indice["00"]])
    for nombre, base in (("departamento", del_depto), ("pais", del_pais)):
        con = np.divide(pobres, base, out=np.full_like(pobres, np.nan), where=base > 0)
        poner(cubo, (f"participacion_pobres_{nombre}", "total", CENSO), 100 * con, [llave])


def _brechas(cubo: Cubo) -> None:
    rural, cabecera = (("ipm_censal", d, CENSO) for d in ("rural", "cabecera"))
    brecha = posiciones.brecha(cubo.columnas[rural], cubo.columnas[cabecera])
    poner(cubo, ("brecha_rural_cabecera", "total", CENSO), brecha, [rural, cabecera])


def _poblacion(cubo: Cubo) -> None:
    for dominio in DOMINIOS:
        antes, hoy = (("poblacion", dominio, p) for p in (CENSO, ACTUAL))
        base = cubo.columnas[antes]
        razon = np.divide(cubo.columnas[hoy], base, out=np.full_like(base, np.nan), where=base > 0)
        poner(cubo, ("poblacion_cambio", dominio, ACTUAL), 100 * (razon - 1), [antes, hoy])
    for periodo in (CENSO, ACTUAL):
        rural, total = (("poblacion", d, periodo) for d in ("rural", "total"))
        parte = 100 * cubo.columnas[rural] / cubo.columnas[total]
        poner(cubo, ("poblacion_rural", "total", periodo), parte, [total])
        area = ("area_km2", "total", "2018")
        densidad = cubo.columnas[total] / cubo.columnas[area]
        poner(cubo, ("densidad", "total", periodo), densidad, [total, area])


def _cocientes(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> None:
    """Los derivados que el catálogo define como cociente: por habitante, cobertura y otros."""
    for indicador in catalogo.values():
        if (cociente := indicador.cociente) is None:
            continue
        for arriba in [k for k in cubo.columnas if k[0] == cociente.numerador]:
            abajo = (cociente.denominador, arriba[1], arriba[2])
            ultimo = arriba[2] == cubo.ultimo(arriba[0], arriba[1])
            if abajo not in cubo.columnas or (cociente.solo_ultimo and not ultimo):
                continue
            base = cubo.columnas[abajo]
            razon = np.divide(
                cubo.columnas[arriba], base, out=np.full_like(base, np.nan), where=base > 0
            )
            llave = (indicador.id, arriba[1], arriba[2])
            poner(cubo, llave, cociente.escala * razon, [arriba, abajo])


def _cuadrantes(cubo: Cubo) -> None:
    """Incidencia alta: mayor que la del país. Concentración alta: más personas en pobreza que el
    promedio de los municipios del país.
    """
    incidencia, personas = ((i, "total", CENSO) for i in ("ipm_censal", "personas_pobreza"))
    municipios = municipales(cubo)
    pobres = cubo.columnas[personas][municipios]
    cuadrante = clasificacion.cruzar(
        cubo.columnas[incidencia][municipios],
        pobres,
        umbral_incidencia=float(cubo.columnas[incidencia][cubo.indice["00"]]),
        umbral_concentracion=float(np.nanmean(pobres)),
    )
    llave = ("cuadrante", "total", CENSO)
    valores = np.full(len(cubo.territorios), np.nan)
    valores[municipios] = np.where(cuadrante < 0, np.nan, cuadrante + 1)
    poner(cubo, llave, valores, [incidencia, personas])
    agregados = [i for i, c in enumerate(cubo.territorios) if len(c) == 2]
    cubo.estados[llave][agregados] = NO_APLICA


def municipales(cubo: Cubo) -> NDArray[np.intp]:
    """Posiciones de los municipios en las columnas del cubo, en su orden."""
    return np.array([i for i, c in enumerate(cubo.territorios) if len(c) == 5], dtype=np.intp)
