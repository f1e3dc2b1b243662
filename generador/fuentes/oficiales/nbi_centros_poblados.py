"""DANE, NBI de 2018 por cabecera, centro poblado y rural disperso, con su punto de la DIVIPOLA."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, nbi_2018
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.lectura.puntos_publicados import Punto, coordenadas
from generador.fuentes.lectura.rejillas import DESCARGAR, LibroOficial, Tabla, limpiar, llave
from generador.fuentes.lectura.valores_de_celdas import categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos
from generador.fuentes.oficiales.divipola import ARCHIVO_POBLADOS

ARCHIVO = "nbi/CNPV-2018-NBI-CENTROS-POBLADOS.xlsx"
HOJA, HOJA_POBLADOS = "NBI-PERSONAS", "Worksheet"
ENCABEZADO = (8, 9)
GRUPO = "Personas en Necesidades Básicas Insatisfechas por Categorías"
CLASES = {
    "Cabecera municipal": "cabecera",
    "Centro Poblado": "centro_poblado",
    "Rural Disperso": "rural_disperso",
}
# La cabecera termina en 000; sin cabecera, ese código es el del poblado principal.
TERMINACIONES = {"000": {"cabecera", "centro_poblado"}, "999": {"rural_disperso"}}
DISTRITO = ", DISTRITO "
EN_LA_DIVIPOLA = {"cabecera", "centro_poblado"}
DOMINIO = {"cabecera": "cabecera", "centro_poblado": "rural", "rural_disperso": "rural"}
COMPONENTES = {
    "nbi": "Personas en NBI (%)",
    "nbi_miseria": "Personas en miseria (%)",
    "nbi_vivienda": "Componente vivienda (%)",
    "nbi_servicios": "Componente Servicios (%)",
    "nbi_hacinamiento": "Componente Hacinamiento (%)",
    "nbi_inasistencia": "Componente Inasistencia (%)",
    "nbi_dependencia": "Componente dependencia económica (%)",
}
COLUMNAS = {
    "departamento": "Código de departamento",
    "nombre_departamento": "Departamento",
    "municipio": "Código de municipio",
    "nombre": "Municipio",
    "clase": "Clase",
    "codigo": "Código de centro poblado",
    "lugar": "Centro Poblado",
    **{nombre: f"{GRUPO} | {titulo}" for nombre, titulo in COMPONENTES.items()},
    "personas": "Total personas en hogares particulares",
}
# Centros poblados del censo que la DIVIPOLA no trae: si son otros, a ese archivo le faltan filas.
FUERA_DE_LA_DIVIPOLA = 74
# El censo los nombra como a otro poblado del mismo municipio; la DIVIPOLA los llama distinto, o no
# los trae. Otro así es un código cambiado de fila.
CON_EL_NOMBRE_DE_OTRO = frozenset(
    {
        *("05129005", "05129006", "15218007", "15693002", "23660024", "25126016", "47745001"),
        *("47745002", "52001058", "52001087", "54001068", "76109044", "76109105", "76890003"),
        *("86001020", "95001044"),
    }
)
IGUALES = 1e-9
"""Puntos porcentuales: el promedio de los lugares es la cifra municipal salvo coma flotante."""


def leer_lugares(carpeta: Path) -> pd.DataFrame:
    """Un lugar por fila, con las columnas de `cubo/lugares/nbi_centros_poblados.yaml`.

    Los porcentajes son de personas en hogares particulares, como vienen. El promedio ponderado de
    los lugares de cada municipio debe ser la NBI que el DANE publica para él: una fila perdida o
    una cifra cambiada lanza `ErrorDeDatos`. Sin punto quedan el rural disperso y los centros que
    la DIVIPOLA no trae o trae sin coordenadas.
    """
    tabla = LibroOficial(carpeta / ARCHIVO).hoja(HOJA).tabla(ENCABEZADO, COLUMNAS, clave="codigo")
    municipios = leer_codigos(tabla, "municipio")
    cruce_de_nombres.exigir(tabla, municipios)
    lista = leer_codigos(tabla, "codigo", cifras=8)
    clases = categorias(tabla, "clase", CLASES)
    _exigir_codigos(tabla, lista, municipios, clases)
    datos = {
        nombre: [valor for valor, _ in numeros(tabla, nombre, minimo=0, maximo=100)]
        for nombre in COMPONENTES
    }
    personas = [valor for valor, _ in numeros(tabla, "personas", minimo=1)]
    poblados = _poblados(carpeta)
    _exigir_de_la_divipola(tabla, lista, clases, poblados)
    puntos = [poblados.get(codigo, ("", (np.nan, np.nan)))[1] for codigo in lista]
    leida = pd.DataFrame(
        {
            "codigo": lista,
            "territorio": municipios,
            "clase": clases,
            "nombre": _nombres(tabla, lista, clases, poblados),
            "personas": personas,
            **datos,
            "longitud": [longitud for _, longitud in puntos],
            "latitud": [latitud for latitud, _ in puntos],
        }
    )
    _exigir_promedios(leida, carpeta, tabla.lugar)
    return leida


def _exigir_codigos(
    tabla: Tabla, lista: Sequence[str], municipios: Sequence[str], clases: Sequence[str]
) -> None:
    """El código es del municipio de su fila y dice su misma clase; ninguno falta ni se repite."""
    deptos = leer_codigos(tabla, "departamento", cifras=2)
    filas = zip(lista, municipios, clases, deptos, strict=True)
    for i, (codigo, municipio, clase, depto) in enumerate(filas):
        if codigo[:5] != municipio or municipio[:2] != depto:
            problema = f"el código no es del municipio {municipio} (departamento {depto})"
            raise tabla.error(i, "codigo", problema, "revise si las columnas están corridas")
        if clase not in TERMINACIONES.get(codigo[5:], {"centro_poblado"}):
            problema = f"la clase no es la del código {codigo}"
            raise tabla.error(i, "clase", problema, "revise la fila con la entidad")
    dispersos = [c[:5] for c, clase in zip(lista, clases, strict=True) if clase == "rural_disperso"]
    exigir_exactos(tabla.lugar, dispersos, codigos.base(), "los 1.122 de rural disperso")
    exigir_exactos(tabla.lugar, lista, set(lista), "los lugares, uno por fila")


def _poblados(carpeta: Path) -> dict[str, tuple[str, Punto]]:
    """Código de ocho cifras → nombre y punto (latitud, longitud) en la DIVIPOLA."""
    columnas = {
        "codigo": "Código centro poblado",
        "municipio": "Código municipio",
        "nombre": "Nombre municipio",
        "nombre_departamento": "Nombre departamento",
        "lugar": "Nombre centro poblado",
        "latitud": "Latitud",
        "longitud": "Longitud",
    }
    tabla = (
        LibroOficial(carpeta / ARCHIVO_POBLADOS)
        .hoja(HOJA_POBLADOS)
        .tabla(1, columnas, clave="codigo")
    )
    lista = leer_codigos(tabla, "codigo", cifras=8)
    municipios = leer_codigos(tabla, "municipio")
    cruce_de_nombres.exigir(tabla, municipios)
    exigir_exactos(tabla.lugar, lista, set(lista), "los poblados, uno por fila")
    for i, (codigo, municipio) in enumerate(zip(lista, municipios, strict=True)):
        if codigo[:5] != municipio:
            problema = f"el código no es del municipio {municipio}"
            raise tabla.error(i, "codigo", problema, "revise si las columnas están corridas")
    puntos = coordenadas(tabla, vacio="no_disponible")
    return dict(zip(lista, zip(map(limpiar, tabla["lugar"]), puntos, strict=True), strict=True))


def _exigir_de_la_divipola(
    tabla: Tabla,
    lista: Sequence[str],
    clases: Sequence[str],
    poblados: Mapping[str, tuple[str, Punto]],
) -> None:
    """La DIVIPOLA trae a los que traía, y ningún lugar lleva el nombre del código de otro.

    Dos códigos intercambiados dentro de un municipio no cambian su promedio: solo los delata el
    nombre.
    """
    fuera = sum(
        c not in poblados for c, clase in zip(lista, clases, strict=True) if clase in EN_LA_DIVIPOLA
    )
    if fuera != FUERA_DE_LA_DIVIPOLA:
        raise ErrorDeDatos(
            f"no trae {fuera} cabeceras y centros poblados del censo; se esperan "
            f"{FUERA_DE_LA_DIVIPOLA}",
            lugar=Lugar(Path(ARCHIVO_POBLADOS).name, HOJA_POBLADOS),
            que_hacer=f"compruebe que no le falten filas; {DESCARGAR}",
        )
    llamados = {(codigo[:5], llave(nombre)) for codigo, (nombre, _) in poblados.items()}
    for i, (codigo, clase) in enumerate(zip(lista, clases, strict=True)):
        propio = llave(limpiar(tabla["lugar"][i]))
        ajeno = propio != llave(poblados.get(codigo, ("",))[0]) and (codigo[:5], propio) in llamados
        if ajeno and clase in EN_LA_DIVIPOLA and codigo not in CON_EL_NOMBRE_DE_OTRO:
            problema = f"el código {codigo} es de «{poblados.get(codigo, ('otro',))[0]}»"
            raise tabla.error(i, "lugar", problema, "revise que los códigos no estén corridos")


def _nombres(
    tabla: Tabla, lista: list[str], clases: list[str], poblados: dict[str, tuple[str, Punto]]
) -> list[str]:
    """El del censo; la DIVIPOLA solo pone las tildes cuando es el mismo nombre.

    El rural disperso, y la cabecera que se llama como su municipio, llevan el nombre del municipio.
    """
    nombres = []
    for i, (codigo, clase) in enumerate(zip(lista, clases, strict=True)):
        propio = limpiar(tabla["lugar"][i])
        if not propio:
            raise tabla.error(i, "lugar", "la celda está vacía", DESCARGAR)
        municipio = codigos.nombres()[codigo[:5]]
        es_el_municipio = DISTRITO in propio.upper() or llave(propio) == llave(municipio)
        if clase == "rural_disperso" or (clase == "cabecera" and es_el_municipio):
            nombres.append(municipio)
            continue
        otro = poblados.get(codigo, ("",))[0]
        nombres.append(nombre_de_lugar(otro if llave(otro) == llave(propio) else propio))
    return nombres


def _exigir_promedios(leida: pd.DataFrame, carpeta: Path, lugar: Lugar) -> None:
    """El promedio por personas de los lugares es la cifra municipal, en cada zona y componente."""
    publicada = pd.concat(
        nbi_2018.partes(LibroOficial(carpeta / nbi_2018.ARCHIVO)), ignore_index=True
    )
    publicada = publicada[
        (publicada["estado"] == "dato") & publicada["territorio"].isin(codigos.base())
    ].pivot(index=["territorio", "dominio"], columns="indicador", values="valor")
    publicada = publicada[list(COMPONENTES)]
    zonas = leida["clase"].map(DOMINIO)
    partes = [leida.assign(dominio=zonas), leida.assign(dominio="total")]
    todas = pd.concat(partes, ignore_index=True).set_index(["territorio", "dominio"])
    pesadas = todas[list(COMPONENTES)].mul(todas["personas"], axis=0)
    personas = todas["personas"].groupby(level=[0, 1]).sum()
    medias = pesadas.groupby(level=[0, 1]).sum().div(personas, axis=0)
    lejos = ~(medias.sub(publicada).abs() <= IGUALES)  # también lo que falta en una de las dos
    if lejos.to_numpy().any():
        (territorio, dominio), componente = lejos.stack()[lambda s: s].index[0][:2], ""
        componente = str(lejos.columns[lejos.loc[(territorio, dominio)]][0])
        raise ErrorDeDatos(
            f"los lugares de {territorio} no promedian la cifra municipal ({dominio}, "
            f"«{COMPONENTES[componente]}»)",
            lugar=Lugar(lugar.archivo, lugar.hoja, None, COMPONENTES[componente]),
            que_hacer=f"compruebe que no falten filas y que {Path(nbi_2018.ARCHIVO).name} sea del "
            "mismo censo",
        )
