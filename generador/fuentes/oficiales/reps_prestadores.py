"""MinSalud, REPS: instituciones prestadoras de salud por municipio en Nariño, Cauca y Valle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla, leer_texto, limpiar
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias

ARCHIVO = "salud/REPS_prestadores_IPS_2023-06-19_narino_cauca_valle.csv"
PERIODO = "2023"
COLUMNAS = {
    "departamento": "depa_nombre",
    "nombre": "muni_nombre",
    "codigo": "codigo_habilitacion",
    "clase": "clpr_nombre",
    "ese": "ese",
    "naturaleza": "naju_nombre",
    "habilitado": "habilitado",
}
# El registro lleva aparte a Cali y a Buenaventura, como entidades de salud propias.
DEPARTAMENTOS = {
    "Cauca": "19",
    "Nariño": "52",
    "Valle del cauca": "76",
    "Cali": "76",
    "Buenaventura": "76",
}
# Cuántas instituciones trae cada departamento en el corte.
FILAS = {"19": 277, "52": 371, "76": 1045}
CIFRAS_DE_HABILITACION = 10
CIFRAS_DE_MUNICIPIO = 5
IPS = "Instituciones Prestadoras de Servicios de Salud - IPS"


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: instituciones con sede principal en el municipio, las públicas y las ESE.

    Dominio total, 2023. En los tres departamentos, 0 es que ninguna tiene allí su sede principal;
    fuera de ellos todo queda en «no_disponible».
    """
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS, clave="codigo")
    categorias(tabla, "clase", {IPS: IPS})
    categorias(tabla, "habilitado", {"SI": "SI"})
    deptos = categorias(tabla, "departamento", DEPARTAMENTOS)
    territorios = _territorios(tabla, deptos)
    cruce_de_nombres.exigir(tabla, territorios)
    _exigir_completa(tabla, deptos)
    publicas = categorias(tabla, "naturaleza", {"Pública": "1", "Privada": "", "Mixta": ""})
    eses = categorias(tabla, "ese", {"SI": "1", "NO": "", "N/A": ""})
    partes = [
        _parte("reps_ips", territorios),
        _parte("reps_ips_publicas", _marcados(territorios, publicas)),
        _parte("reps_ese", _marcados(territorios, eses)),
    ]
    return larga.unir(partes, lugar=tabla.lugar)


def _territorios(tabla: Tabla, deptos: list[str]) -> list[str]:
    """El municipio son las cinco primeras cifras del código de habilitación."""
    salida = []
    for i, celda in enumerate(tabla["codigo"]):
        codigo = limpiar(celda)
        if not (codigo.isdigit() and len(codigo) == CIFRAS_DE_HABILITACION):
            problema = f"no es un código de habilitación de {CIFRAS_DE_HABILITACION} cifras"
            raise tabla.error(i, "codigo", problema, "guarde la columna como texto")
        municipio = codigo[:CIFRAS_DE_MUNICIPIO]
        if municipio not in codigos.base() or municipio[:2] != deptos[i]:
            problema = f"{municipio} no es un municipio de {limpiar(tabla['departamento'][i])}"
            raise tabla.error(i, "codigo", problema, "revise la fila en el registro")
        salida.append(municipio)
    return salida


def _exigir_completa(tabla: Tabla, deptos: list[str]) -> None:
    for depto, cuantas in FILAS.items():
        if (hay := deptos.count(depto)) != cuantas:
            raise ErrorDeDatos(
                f"trae {hay} instituciones del departamento {depto} y se esperaban {cuantas}",
                lugar=tabla.lugar,
                que_hacer=f"{DESCARGAR}; si el corte es otro, actualice FILAS",
            )


def _marcados(territorios: list[str], marcas: list[str]) -> Iterable[str]:
    return (codigo for codigo, marca in zip(territorios, marcas, strict=True) if marca)


def _parte(indicador: str, hallados: Iterable[str]) -> pd.DataFrame:
    cuentas = Counter(hallados)
    valores: Numeros = [
        (float(cuentas[codigo]), "dato") if codigo[:2] in FILAS else (float("nan"), "no_disponible")
        for codigo in codigos.base()
    ]
    return larga.parte(codigos.base(), indicador, valores, periodo=PERIODO)
