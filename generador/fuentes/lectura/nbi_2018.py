"""El libro de las necesidades básicas insatisfechas (NBI) del censo 2018."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla, limpiar
from generador.fuentes.lectura.valores_de_celdas import DOMINIOS, Dominio, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "poblacion/CNPV-2018-NBI.xlsx"
# «Departamento_OLD» quedó en el libro con cifras anteriores (nación 14,13); «Departamento» (14,28)
# es la que coincide con «Municipios».
HOJA_DEPARTAMENTOS = "Departamento"
HOJA_MUNICIPIOS = "Municipios"
ENCABEZADO = (8, 9, 10)
PERIODO = "2018"
GRUPOS: dict[Dominio, str] = {
    "total": "Total",
    "cabecera": "Cabeceras",
    "rural": "Centros Poblados y Rural Disperso",
}
SUBTITULO = "Necesidades Basicas Insatisfechas por Categorias %"
CODIGOS_MUNICIPALES = {
    "departamento": "Código Departamento",
    "municipio": "Código Municipio",
    "nombre": "Nombre Municipio",
    "nombre_departamento": "Nombre Departamento",
}
COMPONENTES = {
    "nbi": "Prop de Personas en NBI (%)",
    "nbi_miseria": "Prop de Personas en miseria",
    "nbi_vivienda": "Componente vivienda",
    "nbi_servicios": "Componente Servicios",
    "nbi_hacinamiento": "Componente Hacinamiento",
    "nbi_inasistencia": "Componente Inasistencia",
    "nbi_dependencia": "Componente dependencia económica",
}
VALORES = {
    f"{dominio} {indicador}": f"{grupo} | {SUBTITULO} | {titulo}"
    for dominio, grupo in GRUPOS.items()
    for indicador, titulo in COMPONENTES.items()
}


def partes(libro: LibroOficial) -> Iterator[pd.DataFrame]:
    """Trozos de tabla larga de 2018, con los indicadores de `COMPONENTES`.

    Las celdas vacías de la cabecera (unidades que no la tienen) son «no_aplica». ErrorDeDatos si
    falta un territorio.
    """
    departamentos = libro.hoja(HOJA_DEPARTAMENTOS).tabla(
        ENCABEZADO,
        {
            "codigo": "Departamentos | Código Departamento",
            "nombre": "Departamentos | Nombre Departamento",
            **VALORES,
        },
        clave="nombre",
    )
    todos = libro.hoja(HOJA_MUNICIPIOS).tabla(
        ENCABEZADO,
        {**CODIGOS_MUNICIPALES, **VALORES},
        clave="municipio",
    )
    # La fila nacional «00000» repite, con más decimales, la de la hoja de departamentos.
    municipios = todos.filtrar([limpiar(c) != codigos.NACION for c in todos["departamento"]])
    propios = leer_codigos(departamentos, "codigo", cifras=2)
    pares = zip(
        leer_codigos(municipios, "departamento", cifras=2),
        leer_codigos(municipios, "municipio", cifras=3),
        strict=True,
    )
    completos = [d + m for d, m in pares]
    _exigir_territorios(departamentos, propios, (codigos.NACION, *codigos.departamentos()))
    _exigir_territorios(municipios, completos, codigos.base())
    yield from _partes(departamentos, propios)
    yield from _partes(municipios, completos)


def _exigir_territorios(tabla: Tabla, hallados: list[str], esperados: tuple[str, ...]) -> None:
    exigir_exactos(tabla.lugar, hallados, esperados, "los territorios del marco 2018")
    cruce_de_nombres.exigir(tabla, hallados)


def _partes(tabla: Tabla, territorios: list[str]) -> list[pd.DataFrame]:
    _exigir_cabecera_entera(tabla)
    return [
        larga.parte(
            territorios,
            indicador,
            numeros(
                tabla,
                f"{dominio} {indicador}",
                minimo=0,
                maximo=100,
                vacio="no_aplica" if dominio == "cabecera" else None,
            ),
            periodo=PERIODO,
            dominio=dominio,
        )
        for dominio in DOMINIOS
        for indicador in COMPONENTES
    ]


def _exigir_cabecera_entera(tabla: Tabla) -> None:
    """Sin cabecera van vacías las siete celdas; una vacía suelta es un dato perdido."""
    columnas = [f"cabecera {indicador}" for indicador in COMPONENTES]
    for i in range(len(tabla)):
        vacias = [c for c in columnas if limpiar(tabla[c][i]) == ""]
        if 0 < len(vacias) < len(columnas):
            raise tabla.error(
                i,
                vacias[0],
                "la celda está vacía, pero otras de la misma cabecera traen dato",
                "complete el dato o traiga de nuevo el archivo",
            )
