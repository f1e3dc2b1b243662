"""DNP, TerriData: categoría de la Ley 617, clasificaciones del DNP y pertenencia étnica."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import larga, municipios_de_entonces
from generador.fuentes.lectura.bloques_de_terridata import Bloques, leer_bloques, territorios_de
from generador.fuentes.lectura.valores_de_celdas import Estado, Numeros, categorias, numeros

GENERAL = "finanzas/TerriData_Dim1_general.xlsx"
ETNICA = "finanzas/TerriData_Dim2_Sub5_etnica.xlsx"
BOGOTA = "11001"
SIN_FECHA = ("2000", "0")  # el relleno de TerriData para lo que no fecha
VACIOS, SIN_ROTULO = ("", "NA"), "sin rótulo"
PERSONAS = 60_000_000


@dataclass(frozen=True)
class ClasificacionDelDnp:
    """Un indicador cualitativo: rótulo del archivo → código del catálogo.

    `periodos` van del año y mes del archivo al del kit. `ausente` da el estado de un municipio que
    no trae valor; `en_departamento`, el de un departamento.
    """

    titulo: str
    rotulos: dict[str, str]
    periodos: dict[tuple[str, str], str]
    ausente: municipios_de_entonces.EstadoDe
    en_departamento: Estado


CLASIFICACIONES = {
    # La categoría sin fecha del archivo no es la de 2017 (ver la procedencia): no se publica.
    "categoria_ley617": ClasificacionDelDnp(
        "Categoría ley 617 de 2000",
        {"Especial": "0", **{str(n): str(n) for n in range(1, 7)}},
        {(str(anio), "12"): str(anio) for anio in range(2018, 2024)},
        municipios_de_entonces.estado_de_municipio,
        "no_disponible",
    ),
    "tipologia_dnp": ClasificacionDelDnp(
        "Tipología (DNP)",
        {letra: str(n) for n, letra in enumerate("ABCDEFG", start=1)},
        {SIN_FECHA: "2015"},
        municipios_de_entonces.estado_de_municipio,
        "no_disponible",
    ),
    "entorno_desarrollo": ClasificacionDelDnp(
        "Entorno de desarrollo (DNP)",
        {"Robusto": "1", "Intermedio": "2", "Temprano": "3"},
        {SIN_FECHA: "2015"},
        municipios_de_entonces.estado_de_municipio,
        "no_disponible",
    ),
    "ruralidad": ClasificacionDelDnp(
        "Categoría de ruralidad",
        {
            "Ciudades y aglomeraciones": "1",
            "Intermedio": "2",
            "Rural": "3",
            "Rural disperso": "4",
        },
        {SIN_FECHA: "2014"},
        municipios_de_entonces.siempre("no_disponible"),
        "no_aplica",
    ),
}
CONTEOS = {
    "etnica_total": "Población étnica total",
    "etnica_indigena": "Población indígena",
    "etnica_negra": "Población negra. mulata o afrocolombiana",
    "etnica_raizal": "Población raizal",
    "etnica_palenquera": "Población palenquero",
    "etnica_rom": "Población rom",
    "resguardos_poblacion": "Población de origen étnico en resguardos indígenas",
    "resguardos": "Número de resguardos indígenas en el territorio",
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con las clasificaciones (código del catálogo) y los conteos de personas.

    Dominio total. Trae también departamentos y nación, porque no se obtienen sumando: TerriData no
    publica las áreas no municipalizadas ni San Andrés. Bogotá va como 11001 y como 11.
    """
    general, etnica = leer_bloques(carpeta / GENERAL), leer_bloques(carpeta / ETNICA)
    partes = [
        *(p for i, c in CLASIFICACIONES.items() for p in _clasificacion(general, i, c)),
        *(p for i, titulo in CONTEOS.items() for p in _conteo(etnica, i, titulo)),
    ]
    return larga.unir(partes, lugar=general.lugar)


def _clasificacion(
    bloques: Bloques, indicador: str, c: ClasificacionDelDnp
) -> Iterable[pd.DataFrame]:
    for fecha, periodo in c.periodos.items():
        tabla = bloques.tabla(c.titulo, fecha)
        territorios = territorios_de(tabla)
        rotulos = categorias(tabla, "texto", c.rotulos | dict.fromkeys(VACIOS, SIN_ROTULO))
        valores: Numeros = [
            (math.nan, _sin_rotulo(c, t, periodo)) if r == SIN_ROTULO else (float(r), "dato")
            for t, r in zip(territorios, rotulos, strict=True)
        ]
        yield _con_bogota(territorios, indicador, periodo, valores)
        yield municipios_de_entonces.faltantes(territorios, indicador, periodo, c.ausente)


def _sin_rotulo(c: ClasificacionDelDnp, territorio: str, periodo: str) -> Estado:
    if territorio == codigos.NACION:
        return "no_aplica"
    return c.en_departamento if len(territorio) == 2 else c.ausente(territorio, periodo)


def _conteo(bloques: Bloques, indicador: str, titulo: str) -> Iterable[pd.DataFrame]:
    for fecha in bloques.fechas(titulo):
        tabla = bloques.tabla(titulo, fecha)
        territorios = territorios_de(tabla)
        valores = numeros(tabla, "numero", minimo=0, maximo=PERSONAS, vacio="no_disponible")
        yield _con_bogota(territorios, indicador, fecha[0], valores)
        ausente = municipios_de_entonces.siempre("no_disponible")
        yield municipios_de_entonces.faltantes(territorios, indicador, fecha[0], ausente)


def _con_bogota(
    territorios: list[str], indicador: str, periodo: str, valores: Numeros
) -> pd.DataFrame:
    """Agrega el 11: el archivo trae Bogotá solo como municipio y es también departamento."""
    bogota = valores[territorios.index(BOGOTA)]
    return larga.parte([*territorios, BOGOTA[:2]], indicador, [*valores, bogota], periodo=periodo)
