"""DNP, SICODIS: Sistema General de Participaciones por concepto y entidad, 2020 a 2022."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import finanzas, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import Tabla, leer_texto, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/SICODIS_SGP_participaciones_2020_2023.csv.gz"
COLUMNAS = {
    "codigo": "cod_dane",
    "vigencia": "vigencia",
    "concepto": "concepto",
    "valor": "valor_cop",
    "nivel": "nivel",
}
VIGENCIAS = ("2020", "2021", "2022")
PARCIAL = "2023"  # un corte a mitad de año: no se publica
NIVELES = ("municipio", "departamento", "otro")
TOTAL = "sgp_total"
# «Otro» son las áreas no municipalizadas de cada departamento, en bloque.
BLOQUES = frozenset({"91ANM", "94ANM", "97ANM"})
INDICADORES = {
    TOTAL: "Total SGP",
    "sgp_educacion": "Educación",
    "sgp_educacion_prestacion": "Prestación Servicios",
    "sgp_salud": "Salud",
    "sgp_regimen_subsidiado": "Régimen Subsidiado",
    "sgp_salud_publica": "Salud Pública",
    "sgp_agua": "Agua Potable",
    "sgp_proposito_general": "Propósito General",
    "sgp_libre_destinacion": "Libre Destinación",
    "sgp_libre_inversion": "Libre Inversión",
    "sgp_alimentacion_escolar": "Alimentación Escolar",
    "sgp_riberenos": "Ribereños",
    "sgp_resguardos": "Resguardos Indígenas",
    "sgp_fonpet": "Fonpet 2,9%",
}
SUMAS = {
    TOTAL: (
        *("sgp_educacion", "sgp_salud", "sgp_agua", "sgp_proposito_general"),
        *("sgp_alimentacion_escolar", "sgp_riberenos", "sgp_resguardos", "sgp_fonpet"),
    ),
    "sgp_educacion": ("sgp_educacion_prestacion", "Calidad (Matrícula)", "Calidad (Gratuidad)"),
    "sgp_salud": ("sgp_regimen_subsidiado", "sgp_salud_publica", "Subsidio a la Oferta"),
    "sgp_proposito_general": (
        *("sgp_libre_destinacion", "sgp_libre_inversion", "Deporte", "Cultura", "Fonpet"),
    ),
}
# Lo único que SICODIS asigna a cada área no municipalizada; lo demás va en bloque (ver BLOQUES).
DE_AREAS = "sgp_resguardos"


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: el total y trece conceptos, en millones de pesos corrientes; dominio total.

    Un municipio lleva lo asignado a su alcaldía. Un departamento y la nación llevan la suma de
    todas sus entidades (gobernación, alcaldías y áreas no municipalizadas), que no se puede obtener
    de los municipios. En un área no municipalizada solo hay dato de resguardos indígenas.
    """
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS, clave="codigo")
    anios = categorias(tabla, "vigencia", {v: v for v in (*VIGENCIAS, PARCIAL)})
    tabla = tabla.filtrar([anio in VIGENCIAS for anio in anios])
    ancha = _ancha(tabla)
    _exigir_sumas(tabla, ancha)
    _exigir_entidades(tabla, ancha)
    return larga.unir(_partes(ancha), lugar=tabla.lugar)


def _ancha(tabla: Tabla) -> pd.DataFrame:
    """Una fila por nivel, entidad y vigencia; una columna en pesos por concepto, y `_fila`."""
    propios = {titulo: indicador for indicador, titulo in INDICADORES.items()}
    sueltos = {p: p for partes in SUMAS.values() for p in partes if p not in INDICADORES}
    celdas = pd.DataFrame(
        {
            "nivel": categorias(tabla, "nivel", {n: n for n in NIVELES}),
            "entidad": [limpiar(c) for c in tabla["codigo"]],
            "vigencia": [limpiar(v) for v in tabla["vigencia"]],
            "concepto": categorias(tabla, "concepto", propios | sueltos),
            "valor": [v for v, _ in numeros(tabla, "valor", minimo=0)],
        }
    )
    _exigir_codigos(tabla, celdas)
    llave = ["nivel", "entidad", "vigencia"]
    if (repetidas := celdas.duplicated([*llave, "concepto"])).any():
        raise tabla.error(
            int(repetidas.to_numpy().argmax()),
            "concepto",
            "la entidad ya traía ese concepto en esa vigencia",
            "traiga de nuevo el archivo",
        )
    ancha = celdas.pivot(index=llave, columns="concepto", values="valor")
    totales = celdas[celdas["concepto"] == TOTAL]
    filas = pd.Series(totales.index, index=pd.MultiIndex.from_frame(totales[llave]))
    return ancha.assign(_fila=filas).reset_index()


def _exigir_codigos(tabla: Tabla, celdas: pd.DataFrame) -> None:
    """Las entidades con código del DANE lo traen completo; las demás son las de BLOQUES."""
    otras = celdas["nivel"] == "otro"
    leer_codigos(tabla.filtrar((~otras).tolist()), "codigo")
    conocidas = list(celdas.loc[otras, "entidad"].unique())
    exigir_exactos(tabla.lugar, conocidas, BLOQUES, "las entidades de nivel «otro»")


def _exigir_sumas(tabla: Tabla, ancha: pd.DataFrame) -> None:
    """Cada participación es la suma de sus partes al peso; una que falte también lo rompe."""
    for total, partes in SUMAS.items():
        distintas = ancha[list(partes)].agg(math.fsum, axis=1) != ancha[total]
        if not distintas.any():
            continue
        fila = ancha[distintas].iloc[0]
        raise ErrorDeDatos(
            f"los conceptos de «{INDICADORES[total]}» no suman ese valor en la entidad "
            f"{fila['entidad']}, vigencia {fila['vigencia']}",
            lugar=_lugar(tabla, fila["_fila"]),
            valor=f"{fila[total]:.0f}",
            que_hacer="compruebe que el archivo está completo o revise la entidad con el DNP",
        )


def _lugar(tabla: Tabla, fila: float) -> Lugar:
    """El del total de la entidad; si no trae total, el archivo."""
    return tabla.lugar if pd.isna(fila) else tabla.lugar_de(int(fila), "valor")


def _exigir_entidades(tabla: Tabla, ancha: pd.DataFrame) -> None:
    gobernaciones = {f"{d}000" for d in codigos.departamentos() if d != "11"}
    for vigencia, filas in ancha.groupby("vigencia"):
        absorbidas = municipios_de_entonces.absorbidas(str(vigencia))
        esperadas = {*codigos.base(), *gobernaciones, *BLOQUES} - absorbidas
        presentes = filas[~filas["entidad"].isin(absorbidas)]
        exigir_exactos(
            tabla.lugar, list(presentes["entidad"]), esperadas, f"las entidades de {vigencia}"
        )
    exigir_exactos(tabla.lugar, list(ancha["vigencia"].unique()), VIGENCIAS, "las vigencias")


def _partes(ancha: pd.DataFrame) -> Iterable[pd.DataFrame]:
    municipal = ancha[ancha["nivel"] == "municipio"].assign(territorio=lambda t: t["entidad"])
    departamental = ancha.assign(territorio=ancha["entidad"].str[:2])
    nacional = ancha.assign(territorio=codigos.NACION)
    llave = ["territorio", "vigencia"]
    suma = pd.concat([departamental, nacional]).groupby(llave)[list(INDICADORES)].agg(math.fsum)
    todos = pd.concat([municipal, suma.reset_index()])
    for vigencia in VIGENCIAS:
        filas = todos[todos["vigencia"] == vigencia]
        territorios = filas["territorio"].tolist()
        for indicador in INDICADORES:
            valores: Numeros = [
                (pesos, "dato") if _tiene(t, indicador, vigencia) else (math.nan, "no_aplica")
                for t, pesos in zip(territorios, filas[indicador], strict=True)
            ]
            millones = finanzas.a_millones(valores, finanzas.PESOS)
            yield larga.parte(territorios, indicador, millones, periodo=vigencia)
            yield municipios_de_entonces.faltantes(
                territorios, indicador, vigencia, municipios_de_entonces.siempre("no_aplica")
            )


def _tiene(territorio: str, indicador: str, vigencia: str) -> bool:
    """Si SICODIS asigna ese concepto a ese territorio por su nombre."""
    if territorio in municipios_de_entonces.absorbidas(vigencia):
        return False
    return (
        indicador == DE_AREAS or territorio not in municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS
    )
