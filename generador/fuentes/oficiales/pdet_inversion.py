"""ART: proyectos de inversión en los 170 municipios PDET, por pilar y estado, a enero de 2025.

Solo suma lo que es de un único municipio. El valor de un proyecto que abarca varios viene repetido
en cada fila, o con otra cifra que el archivo no explica, y no se reparte.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import DESCARGAR, LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, numeros
from generador.fuentes.oficiales.pdet_zomac import MUNICIPIOS_PDET

ARCHIVO = "finanzas/ART_PDET_inversion_nacional_2025-01-31.xlsx"
HOJA = "Inversión Nacional"
PERIODO = "2025"
ENCABEZADO = 12
FILAS = 9422
COLUMNAS = {
    "proyecto": "BPIN/Id Proyecto",
    "municipios": "Municipio(s)",
    "valor": "Valor (Valores en millones de pesos)",
    "estado": "Estado",
    "pilar": "Pilar(es)",
}
# El vacío es una sola fila, del sur de Bolívar que no es PDET.
SIN_MUNICIPIO = ("NACIONAL", "DEPARTAMENTAL", "")
ESTADOS = {
    "5. TERMINADO": "terminado",
    "4. EN EJECUCIÓN": "ejecucion",
    "3. ESTRUCTURADO Y FINANCIADO": "estructurado",
}
PILARES = ("1", "2", "3", "4", "5", "6", "7", "8")
VARIOS = "varios"
GRUPOS = (*PILARES, VARIOS)
# Con punto y no con guion, solo está en filas de varios municipios o del país y es de cualquier
# sector: parece lo que se escribió cuando no había pilar.
SIN_PILAR_CIERTO = "8. RECONCILIACIÓN, CONVIVENCIA Y CONSTRUCCIÓN DE PAZ"
UN_PILAR = re.compile(r"([1-8]) - [^\d]+")
UN_MUNICIPIO = re.compile(r"\((\d{5})\) ([^()]+)")
Clave = tuple[str, str]  # territorio, grupo o estado


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: millones de pesos corrientes por pilar y estado, y proyectos; dominio total.

    Solo lo de un único municipio. «no_aplica» fuera de los 170 municipios PDET.
    """
    tabla = LibroOficial(carpeta / ARCHIVO).hoja(HOJA).tabla(ENCABEZADO, COLUMNAS, clave="proyecto")
    if len(tabla) != FILAS:
        raise ErrorDeDatos(
            f"trae {len(tabla)} filas y se esperaban {FILAS}",
            lugar=tabla.lugar,
            que_hacer=f"{DESCARGAR}; si el corte es otro, actualice FILAS",
        )
    lugares = _lugares(tabla)
    de_cada_proyecto: dict[str, set[str]] = defaultdict(set)
    for proyecto, lugar in zip(map(limpiar, tabla["proyecto"]), lugares, strict=True):
        de_cada_proyecto[proyecto] |= lugar
    propias = [
        len(de_cada_proyecto[limpiar(proyecto)]) == 1 and not lugar.intersection(SIN_MUNICIPIO)
        for proyecto, lugar in zip(tabla["proyecto"], lugares, strict=True)
    ]
    pdet = _municipios(tabla, lugares)
    partes = [*_montos(tabla, lugares, propias, pdet), *_proyectos(de_cada_proyecto, pdet)]
    vacias = [
        municipios_de_entonces.faltantes(
            pdet, p["indicador"].iloc[0], PERIODO, municipios_de_entonces.siempre("no_aplica")
        )
        for p in partes
    ]
    return larga.unir([*partes, *vacias], lugar=tabla.lugar)


def _lugares(tabla: Tabla) -> list[set[str]]:
    """Los municipios de cada fila, con su nombre comprobado; «NACIONAL» se queda con su rótulo."""
    salida, filas, ids, nombres = [], [], [], []
    for i, celda in enumerate(tabla["municipios"]):
        texto = limpiar(celda)
        if texto in SIN_MUNICIPIO:
            salida.append({texto})
            continue
        hallados = UN_MUNICIPIO.findall(texto)
        if not hallados or len(hallados) != texto.count("("):
            raise tabla.error(
                i,
                "municipios",
                "no dice de qué municipio es",
                f"se espera «(05001) NOMBRE» o «{SIN_MUNICIPIO[0]}»; {DESCARGAR}",
            )
        salida.append({codigo for codigo, _ in hallados})
        filas += [i] * len(hallados)
        ids += [codigo for codigo, _ in hallados]
        nombres += [nombre.strip(" ,") for _, nombre in hallados]
    sueltas = tabla.elegir(filas)
    con_nombre = replace(
        sueltas,
        columnas=sueltas.columnas | {"nombre": nombres},
        rotulos=sueltas.rotulos | {"nombre": tabla.rotulos["municipios"]},
    )
    cruce_de_nombres.exigir(con_nombre, ids)
    return salida


def _municipios(tabla: Tabla, lugares: list[set[str]]) -> list[str]:
    """Los que tienen filas propias: exactamente los 170 PDET; ErrorDeDatos si no."""
    sueltos = sorted({next(iter(lugar)) for lugar in lugares if len(lugar) == 1} - {*SIN_MUNICIPIO})
    if (ajenos := codigos.desconocidos(sueltos)) or len(sueltos) != MUNICIPIOS_PDET:
        detalle = f"; no existen: {', '.join(ajenos)}" if ajenos else ""
        raise ErrorDeDatos(
            f"trae {len(sueltos)} municipios con filas propias y los PDET son {MUNICIPIOS_PDET}"
            f"{detalle}",
            lugar=tabla.lugar,
            que_hacer=f"compruebe que el archivo está completo; {DESCARGAR}",
        )
    return sueltos


def _montos(
    tabla: Tabla, lugares: list[set[str]], propias: list[bool], pdet: list[str]
) -> Iterable[pd.DataFrame]:
    """Lo que suman las filas `propias`; las demás también se leen, para notar lo que esté mal."""
    estados, grupos = categorias(tabla, "estado", ESTADOS), _grupos(tabla, propias)
    valores = numeros(tabla, "valor", minimo=0)
    sumas: Mapping[Clave, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for i in (i for i, propia in enumerate(propias) if propia):
        (codigo,) = lugares[i]
        sumas[estados[i], ""][codigo] += valores[i][0]
        sumas[estados[i], grupos[i]][codigo] += valores[i][0]
    for estado in ESTADOS.values():
        yield _parte(pdet, f"pdet_{estado}", sumas[estado, ""])
    for grupo in GRUPOS:
        for estado in ("terminado", "ejecucion"):
            yield _parte(pdet, f"pdet_{estado}_{grupo}", sumas[estado, grupo])


def _grupos(tabla: Tabla, propias: list[bool]) -> list[str]:
    """El pilar de cada fila o «varios»; uno desconocido es un ErrorDeDatos."""
    salida = []
    for i, celda in enumerate(tabla["pilar"]):
        texto = limpiar(celda)
        pilares = UN_PILAR.findall(texto)
        if texto == SIN_PILAR_CIERTO and not propias[i]:
            salida.append(VARIOS)
        elif pilares and texto.startswith(f"{pilares[0]} - "):
            salida.append(pilares[0] if len(pilares) == 1 else VARIOS)
        else:
            que_hacer = "revise la versión del archivo"
            raise tabla.error(i, "pilar", "no es un pilar conocido", que_hacer)
    return salida


def _proyectos(de_cada_proyecto: Mapping[str, set[str]], pdet: list[str]) -> Iterable[pd.DataFrame]:
    """Cuántos son solo de cada municipio y cuántos lo abarcan con otros."""
    cuentas: dict[str, dict[str, float]] = {"propios": {}, "compartidos": {}}
    for lugares in de_cada_proyecto.values():
        cuenta = cuentas["propios" if len(lugares) == 1 else "compartidos"]
        for codigo in lugares:
            cuenta[codigo] = cuenta.get(codigo, 0) + 1
    for clase, cuenta in cuentas.items():
        yield _parte(pdet, f"pdet_proyectos_{clase}", cuenta)


def _parte(territorios: list[str], indicador: str, sumas: Mapping[str, float]) -> pd.DataFrame:
    valores: Numeros = [(sumas.get(codigo, 0.0), "dato") for codigo in territorios]
    return larga.parte(territorios, indicador, valores, periodo=PERIODO)
