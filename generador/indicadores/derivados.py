"""Indicadores propios del kit, calculados sobre los oficiales; cada uno está en el catálogo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.cubo import periodos
from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave
from generador.indicadores.agregados import UNIDADES_QUE_SE_SUMAN, Agregador
from generador.indicadores.territorio_comun import cambios
from generador.metodos import clasificacion, posiciones

DOMINIOS = ("total", "cabecera", "rural")
IPM = "ipm_censal"


def calcular(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> list[Llave]:
    """Agrega al cubo todos los indicadores derivados y devuelve sus llaves.

    Espera que departamento y nación ya estén completos. Lo que sale de la medida censal se calcula
    en cada año que ella trae.
    """
    antes = set(cubo.columnas)
    _personas_en_pobreza(cubo)
    censos = periodos.con_dato(cubo, IPM)
    for censo in censos:
        _participaciones(cubo, censo)
        _cuadrantes(cubo, censo)
    _brechas(cubo)
    _poblacion(cubo, catalogo, censos)
    _cocientes(cubo, catalogo)
    return [llave for llave in cubo.columnas if llave not in antes]


class ValoresConEstado(NamedTuple):
    """Valores (territorios,), con NaN donde no hay dato, y sus estados, de la misma medida."""

    valores: NDArray[np.float64]
    estados: NDArray[np.int8]


def poner(
    cubo: Cubo, llave: Llave, valores: NDArray[np.float64], de: Sequence[Llave | ValoresConEstado]
) -> None:
    """Guarda una columna derivada; donde falta algún insumo hereda su estado."""
    insumos = np.stack(
        [d.estados if isinstance(d, ValoresConEstado) else cubo.estados[d] for d in de]
    )
    vacio = np.where((insumos == NO_APLICA).any(axis=0), NO_APLICA, NO_DISPONIBLE)
    hay = np.isfinite(valores) & (insumos == DATO).all(axis=0)
    estados = np.where(hay, DATO, vacio).astype(np.int8)
    cubo.agregar(llave, np.where(hay, valores, np.nan), estados)


def en_el_territorio_de(
    periodo: str, cubo: Cubo, llave: Llave, catalogo: Mapping[str, Indicador]
) -> ValoresConEstado:
    """La columna `llave` en el territorio que cada código tenía en `periodo`.

    Todo derivado que combina dos periodos lleva antes las dos columnas al mismo. Lo que no se puede
    llevar queda «no disponible».
    """
    valores, estados = cubo.columnas[llave].copy(), cubo.estados[llave].copy()
    se_suma = catalogo[llave[0]].unidad in UNIDADES_QUE_SE_SUMAN
    for cambio in cambios(llave[2], periodo, se_suma=se_suma):
        puestos = [cubo.indice[c] for c in (cambio.entero, cambio.parte) if c in cubo.indice]
        if cambio.se_unen and len(puestos) > 1:
            _unir(valores, estados, *puestos)
        else:
            valores[puestos], estados[puestos] = np.nan, NO_DISPONIBLE
    return ValoresConEstado(valores, estados)


def _unir(valores: NDArray[np.float64], estados: NDArray[np.int8], entero: int, parte: int) -> None:
    """Suma al entero lo de la parte. Lo que no aplica no suma; si falta una, falta la suma."""
    juntos = estados[[entero, parte]]
    if not np.isin(juntos, (DATO, NO_APLICA)).all():
        estados[entero] = NO_DISPONIBLE
    elif (juntos == DATO).any():
        estados[entero] = DATO
    valores[entero] = np.nansum(valores[[entero, parte]]) if estados[entero] == DATO else np.nan
    valores[parte], estados[parte] = np.nan, NO_APLICA


def _personas_en_pobreza(cubo: Cubo) -> None:
    """Con la población del mismo año de la medida; ErrorDeDatos si las tablas no la traen.

    El municipio es la suma de sus zonas: el censo omitió a más gente en unas que en otras, y su
    incidencia, que es la de los contados, no se puede llevar a la población entera de una vez. El
    departamento y el país son la suma de sus municipios.
    """
    for censo in periodos.con_dato(cubo, IPM):
        for dominio in DOMINIOS:
            if censo in periodos.con_dato(cubo, IPM, dominio):
                de = [(IPM, dominio, censo), ("poblacion", dominio, censo)]
                periodos.exigir(cubo, de[1])
                incidencia, poblacion = (cubo.columnas[d] for d in de)
                poner(cubo, ("personas_pobreza", dominio, censo), incidencia / 100 * poblacion, de)
        _sumar_las_zonas(cubo, "personas_pobreza", censo)
        for dominio in DOMINIOS:
            if (llave := ("personas_pobreza", dominio, censo)) in cubo.columnas:
                Agregador(cubo).sumar_columna(llave)


def _sumar_las_zonas(cubo: Cubo, indicador: str, periodo: str) -> None:
    """Pone en el total la suma de las zonas, donde están todas las que el municipio tiene."""
    zonas = [llave for d in DOMINIOS[1:] if (llave := (indicador, d, periodo)) in cubo.columnas]
    if len(zonas) < len(DOMINIOS) - 1:
        return
    estados = np.stack([cubo.estados[z] for z in zonas])
    todas = np.isin(estados, (DATO, NO_APLICA)).all(axis=0) & (estados == DATO).any(axis=0)
    suma = np.nansum([cubo.columnas[z] for z in zonas], axis=0)
    total = cubo.columnas[indicador, "total", periodo]
    total[todas] = suma[todas]


def _participaciones(cubo: Cubo, censo: str) -> None:
    llave = ("personas_pobreza", "total", censo)
    pobres = cubo.columnas[llave]
    del_depto = pobres[[cubo.indice[c[:2]] for c in cubo.territorios]]
    del_pais = np.full_like(pobres, pobres[cubo.indice["00"]])
    for nombre, base in (("departamento", del_depto), ("pais", del_pais)):
        parte = 100 * _dividir(pobres, base)
        poner(cubo, (f"participacion_pobres_{nombre}", "total", censo), parte, [llave])


def _brechas(cubo: Cubo) -> None:
    for censo in periodos.comunes(cubo, ((IPM, "rural"), (IPM, "cabecera"))):
        rural, cabecera = ((IPM, d, censo) for d in ("rural", "cabecera"))
        brecha = posiciones.brecha(cubo.columnas[rural], cubo.columnas[cabecera])
        poner(cubo, ("brecha_rural_cabecera", "total", censo), brecha, [rural, cabecera])


def inicio_del_cambio(cubo: Cubo, actual: str) -> str:
    """Desde qué año se mide el cambio de la población: el de la última medida censal anterior.

    Si no hay una anterior a `actual`, el primero de la serie de población.
    """
    anteriores = [censo for censo in periodos.con_dato(cubo, IPM) if censo < actual]
    return anteriores[-1] if anteriores else cubo.periodos("poblacion")[0]


def _poblacion(cubo: Cubo, catalogo: Mapping[str, Indicador], censos: Sequence[str]) -> None:
    actual = periodos.vigente(cubo, catalogo, "poblacion")
    for dominio in DOMINIOS:
        antes, hoy = (
            en_el_territorio_de(actual, cubo, ("poblacion", dominio, p), catalogo)
            for p in (inicio_del_cambio(cubo, actual), actual)
        )
        cambio = 100 * _dividir(hoy.valores - antes.valores, antes.valores)
        poner(cubo, ("poblacion_cambio", dominio, actual), cambio, [antes, hoy])
    # El año del marco geoestadístico que da las áreas.
    marco = periodos.vigente(cubo, catalogo, "area_km2")
    for periodo in dict.fromkeys((*censos, actual)):
        rural, total = (("poblacion", d, periodo) for d in ("rural", "total"))
        parte = 100 * cubo.columnas[rural] / cubo.columnas[total]
        poner(cubo, ("poblacion_rural", "total", periodo), parte, [total])
        area = en_el_territorio_de(periodo, cubo, ("area_km2", "total", marco), catalogo)
        densidad = _dividir(cubo.columnas[total], area.valores)
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
            entre = cubo.columnas[abajo]
            razon = _dividir(cubo.columnas[arriba], np.where(entre < cociente.minimo, 0, entre))
            llave = (indicador.id, arriba[1], arriba[2])
            poner(cubo, llave, cociente.escala * razon, [arriba, abajo])


def _cuadrantes(cubo: Cubo, censo: str) -> None:
    """Incidencia alta: mayor que la del país. Concentración alta: más personas en pobreza que el
    promedio de los municipios del país.
    """
    incidencia, personas = ((i, "total", censo) for i in (IPM, "personas_pobreza"))
    municipios = municipales(cubo)
    pobres = cubo.columnas[personas][municipios]
    cuadrante = clasificacion.cruzar(
        cubo.columnas[incidencia][municipios],
        pobres,
        umbral_incidencia=float(cubo.columnas[incidencia][cubo.indice["00"]]),
        umbral_concentracion=float(np.nanmean(pobres)),
    )
    llave = ("cuadrante", "total", censo)
    valores = np.full(len(cubo.territorios), np.nan)
    valores[municipios] = np.where(cuadrante < 0, np.nan, cuadrante + 1)
    poner(cubo, llave, valores, [incidencia, personas])
    agregados = [i for i, c in enumerate(cubo.territorios) if len(c) == 2]
    cubo.estados[llave][agregados] = NO_APLICA


def _dividir(arriba: NDArray[np.float64], abajo: NDArray[np.float64]) -> NDArray[np.float64]:
    """El cociente; NaN donde el denominador no es mayor que cero."""
    return np.divide(arriba, abajo, out=np.full_like(abajo, np.nan), where=abajo > 0)


def municipales(cubo: Cubo) -> NDArray[np.intp]:
    """Posiciones de los municipios en las columnas del cubo, en su orden."""
    return np.array([i for i, c in enumerate(cubo.territorios) if len(c) == 5], dtype=np.intp)
