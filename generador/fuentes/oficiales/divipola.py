"""DANE, DIVIPOLA: la tabla de territorios con su nombre, tipo y ubicación."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres
from generador.fuentes.lectura.ortografia import nombre_propio, sin_marcas
from generador.fuentes.lectura.puntos_publicados import coordenadas
from generador.fuentes.lectura.rejillas import (
    DESCARGAR,
    LibroOficial,
    Tabla,
    decodificar,
    exigir_archivo,
    limpiar,
)
from generador.fuentes.lectura.valores_de_celdas import categorias, diferencia
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO_2023 = "divipola/DIVIPOLA_Municipios_2023-12.xlsx"
ARCHIVO_2026 = "divipola/DIVIPOLA_gdxc-w37w_2026-06-14.json"
ARCHIVO_POBLADOS = "divipola/DIVIPOLA_centros_poblados_2021.xls"
ARCHIVO_NOMBRES = "poblacion/DCD-area-proypoblacion-Mun-2020-2035-ActPostCOVID-19.xlsx"

ANM = "Área no municipalizada"
TIPOS = {"Municipio": "Municipio", ANM: ANM, "Isla": "Isla"}
COLUMNAS = [
    "codigo",
    "nombre",
    "departamento",
    "nombre_departamento",
    "tipo",
    "latitud",
    "longitud",
    "en_divipola_2023",
    "en_divipola_2026",
]
ENCABEZADO_2023 = {
    "departamento": "Departamento | Código",
    "nombre_departamento": "Departamento | Nombre",
    "codigo": "Municipio | Código",
    "nombre": "Municipio | Nombre",
    "tipo": "Tipo: Municipio / Isla / Área no municipalizada",
    "latitud": "Localización | LATITUD",
    "longitud": "Localización | LONGITUD",
}
Filas = dict[str, dict[str, Any]]


def leer_territorios(carpeta: Path) -> pd.DataFrame:
    """1.156 filas ordenadas por código: la nación (`00`), 33 departamentos y los 1.122 de la base.

    `latitud` y `longitud` (grados, EPSG:4326) son de la cabecera: de la DIVIPOLA 2026 y, si no
    está allí, del poblado principal de 2021; vacías para departamentos, nación y lo que ninguna
    trae. `en_divipola_*` es «sí» o «no». En la nación `departamento` es «».
    """
    d2023, d2026, poblados = _de_2023(carpeta), _de_2026(carpeta), _poblados(carpeta)
    nombres = _nombres(carpeta)
    _exigir(d2026, {c for c, f in d2023.items() if f["tipo"] == "Municipio"}, ARCHIVO_2026)
    filas = [_fila_nacion(), *_filas_departamento(d2023, d2026, nombres)]
    for codigo in codigos.base():
        oficial = d2026.get(codigo) or d2023.get(codigo) or {"nombre": sin_marcas(nombres[codigo])}
        punto = d2026.get(codigo) or poblados.get(codigo) or {}
        distrito = poblados.get(codigo, {}).get("distrito", False)
        filas.append(
            {
                "codigo": codigo,
                "nombre": nombre_propio(oficial["nombre"], nombres[codigo]),
                "departamento": codigo[:2],
                "tipo": "Distrito" if distrito else d2023.get(codigo, {"tipo": ANM})["tipo"],
                "latitud": punto.get("latitud"),
                "longitud": punto.get("longitud"),
                **_presencia(codigo in d2023, codigo in d2026),
            }
        )
    tabla = pd.DataFrame(filas).sort_values("codigo", ignore_index=True)
    por_codigo = dict(zip(tabla["codigo"], tabla["nombre"], strict=True)) | {"": ""}
    tabla["nombre_departamento"] = tabla["departamento"].map(por_codigo)
    return tabla.astype({"latitud": float, "longitud": float})[COLUMNAS]


def _de_2023(carpeta: Path) -> Filas:
    """Municipios vigentes en diciembre de 2023; sus puntos se validan, pero no son la cabecera."""
    hoja = LibroOficial(carpeta / ARCHIVO_2023).hoja("Municipios")
    tabla = hoja.tabla((10, 11), ENCABEZADO_2023, clave="codigo")
    tipos = categorias(tabla, "tipo", TIPOS)
    filas = _por_codigo(tabla, leer_codigos(tabla, "codigo"), ["nombre", "nombre_departamento"])
    leer_codigos(tabla, "departamento", cifras=2)
    coordenadas(tabla)
    for fila, tipo in zip(filas.values(), tipos, strict=True):
        fila["tipo"] = tipo
    absorbidos = {e.codigo_base for e in codigos.equivalencias() if e.regla == "cubre"}
    _exigir(filas, set(codigos.base()) - absorbidos, ARCHIVO_2023)
    cruce_de_nombres.exigir(tabla, list(filas))
    return filas


def _de_2026(carpeta: Path) -> Filas:
    """Municipios de la consulta de 2026, con su cabecera; incluye códigos posteriores a 2018."""
    ruta = exigir_archivo(carpeta / ARCHIVO_2026)
    texto = decodificar(ruta.read_bytes(), Lugar(ruta.name))
    try:
        municipios = {c: dict(m) for c, m in json.loads(texto)["municipalities"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as causa:
        raise ErrorDeDatos(
            f"no se puede leer como JSON con «municipalities»; parece truncado ({causa})",
            lugar=Lugar(ruta.name),
            que_hacer=DESCARGAR,
        ) from causa
    rotulos = {"nombre": "name", "latitud": "latitude", "longitud": "longitude"}
    columnas = {n: [m.get(r) for m in municipios.values()] for n, r in rotulos.items()}
    columnas["codigo"] = list(municipios)
    lineas = [texto.count("\n", 0, texto.index(f'"{codigo}"')) + 1 for codigo in municipios]
    tabla = Tabla(Lugar(ruta.name), lineas, columnas, rotulos)
    filas = _por_codigo(tabla, leer_codigos(tabla, "codigo"), ["nombre"])
    cruce_de_nombres.exigir(tabla, list(filas))
    return _con_punto(filas, tabla)


def _poblados(carpeta: Path) -> Filas:
    """Poblado principal (el terminado en 000) de cada municipio, y si es distrito."""
    hoja = LibroOficial(carpeta / ARCHIVO_POBLADOS).hoja("Worksheet")
    columnas = {
        "codigo": "Código municipio",
        "nombre": "Nombre municipio",
        "nombre_departamento": "Nombre departamento",
        "poblado": "Código centro poblado",
        "latitud": "Latitud",
        "longitud": "Longitud",
        "distrito": "Distrito",
    }
    tabla = hoja.tabla(1, columnas, clave="codigo")
    principal = [c.endswith("000") for c in leer_codigos(tabla, "poblado", cifras=8)]
    tabla = tabla.filtrar(principal)
    filas = _por_codigo(tabla, leer_codigos(tabla, "codigo"), ["distrito"])
    cruce_de_nombres.exigir(tabla, list(filas))
    for fila in filas.values():
        fila["distrito"] = bool(fila["distrito"])
    return _con_punto(filas, tabla)


def _nombres(carpeta: Path) -> dict[str, str]:
    """Nombres con mayúsculas y minúsculas de municipios y departamentos, por código."""
    columnas = {"dp": "DP", "nombre_departamento": "DPNOM", "mpio": "MPIO", "nombre": "DPMP"}
    libro = LibroOficial(carpeta / ARCHIVO_NOMBRES)
    tabla = libro.hoja("Hoja1").tabla(9, columnas, clave="mpio")
    municipios = leer_codigos(tabla, "mpio")
    cruce_de_nombres.exigir(tabla, municipios)
    nombres = dict(zip(municipios, map(limpiar, tabla["nombre"]), strict=True))
    deptos = leer_codigos(tabla, "dp", cifras=2)
    nombres |= dict(zip(deptos, map(limpiar, tabla["nombre_departamento"]), strict=True))
    _exigir(nombres, {*codigos.base(), *codigos.departamentos()}, ARCHIVO_NOMBRES)
    return nombres


def _por_codigo(tabla: Tabla, lista: list[str], columnas: list[str]) -> Filas:
    filas: Filas = {}
    for i, codigo in enumerate(lista):
        if codigo in filas:
            raise tabla.error(i, "codigo", "el código está repetido", "deje una sola fila")
        filas[codigo] = {c: limpiar(tabla[c][i]) for c in columnas}
    return filas


def _con_punto(filas: Filas, tabla: Tabla) -> Filas:
    for fila, (latitud, longitud) in zip(filas.values(), coordenadas(tabla), strict=True):
        fila["latitud"], fila["longitud"] = latitud, longitud
    return filas


def _exigir(hallados: Filas | dict[str, str], esperados: set[str], archivo: str) -> None:
    """Exige los códigos esperados; de más solo se admiten los de la tabla de equivalencias."""
    extranos = set(codigos.desconocidos(hallados))
    if falta := diferencia(set(hallados) & (esperados | extranos), esperados):
        raise ErrorDeDatos(
            f"los códigos no son los esperados ({falta})",
            lugar=Lugar(Path(archivo).name),
            que_hacer="compruebe que el archivo está completo; si el código es nuevo, agréguelo a "
            "generador/cubo/equivalencias.csv con su vigencia y norma",
        )


def _filas_departamento(
    d2023: Filas, d2026: Filas, nombres: dict[str, str]
) -> list[dict[str, Any]]:
    oficiales = {c[:2]: f["nombre_departamento"] for c, f in d2023.items()}
    en_2026 = {c[:2] for c in d2026}
    return [
        {
            "codigo": codigo,
            "nombre": nombre_propio(oficiales[codigo], nombres[codigo]),
            "departamento": codigo,
            "tipo": "Departamento",
            **_presencia(codigo in oficiales, codigo in en_2026),
        }
        for codigo in codigos.departamentos()
    ]


def _fila_nacion() -> dict[str, Any]:
    nacion = {"codigo": codigos.NACION, "nombre": "Colombia", "departamento": "", "tipo": "Nación"}
    return nacion | _presencia(False, False)


def _presencia(en_2023: bool, en_2026: bool) -> dict[str, str]:
    return {
        "en_divipola_2023": "sí" if en_2023 else "no",
        "en_divipola_2026": "sí" if en_2026 else "no",
    }
