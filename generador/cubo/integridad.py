"""Que `datos/` sea el paquete que describe su `datapackage.json`, comprobado antes de publicar.

Barato (huellas y encabezados): `kit construir` lo corre siempre. Lo de cada celda lo exige
`leer`, y lo que además mira frictionless, `verificar`.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from generador.cubo import codigos, forma, leer
from generador.cubo.catalogo import Indicador
from generador.cubo.descriptor import esquema
from generador.errores import ErrorDeDatos, ErrorDelKit, Lugar

TIPOS = {
    "nacion": {"Nación"},
    "departamento": {"Departamento"},
    "municipio": {"Municipio", "Distrito", "Isla", "Área no municipalizada"},
}
SI_NO = {"sí", "no"}
LARGO_DE_NOMBRE = 80
# Lo que decide cómo se lee una columna; títulos y definiciones cambian sin tocar los datos.
DE_UN_CAMPO = ("name", "type", "constraints", "unidad")
DEL_ESQUEMA = ("missingValues", "primaryKey", "foreignKeys")


def exigir(carpeta: Path, catalogo: dict[str, Indicador]) -> None:
    """ErrorDeDatos si el paquete de `carpeta` no es el que describe su descriptor.

    Archivos de más o de menos, tamaño y sha256, esquema de cada tabla, y los territorios con sus
    nombres. El mensaje trae todo lo hallado, no solo lo primero.
    """
    descriptor = leer_descriptor(carpeta)
    hallados = [*de_archivos(carpeta, descriptor), *de_esquemas(carpeta, descriptor, catalogo)]
    if hallados:
        raise ErrorDeDatos(
            "el paquete de datos no es el que describe su descriptor:\n  " + "\n  ".join(hallados),
            lugar=Lugar(str(carpeta / forma.DESCRIPTOR)),
            que_hacer=f"{forma.REIMPORTAR}; si el cambio es suyo y está bien, actualice el "
            "descriptor con «kit datos describir» y compruébelo con «kit datos verificar»",
        )
    exigir_territorios(leer.leer_territorios(carpeta))


def leer_descriptor(carpeta: Path) -> dict[str, Any]:
    """El objeto de datapackage.json; ErrorDeDatos si no está o no se puede leer."""
    try:
        objeto = orjson.loads((carpeta / forma.DESCRIPTOR).read_bytes())
        if all(isinstance(recurso, dict) for recurso in objeto["resources"]) and isinstance(
            objeto["resources"], list
        ):
            return dict(objeto)
        problema = "`resources` no es una lista de recursos"
    except FileNotFoundError:
        problema = f"no está en {carpeta}"
    except (OSError, ValueError, KeyError, TypeError) as causa:
        problema = f"no se puede leer como descriptor ({causa!r})"
    raise ErrorDeDatos(problema, lugar=Lugar(forma.DESCRIPTOR), que_hacer=forma.RECUPERAR)


def de_archivos(carpeta: Path, descriptor: dict[str, Any]) -> Iterator[str]:
    """Archivos que faltan, sobran o no tienen el tamaño y el sha256 del descriptor."""
    recursos = {str(r.get("path")): r for r in descriptor["resources"]}
    hallados = {r.name for r in carpeta.iterdir() if not r.name.startswith(".")}
    for nombre in sorted(hallados - recursos.keys() - {forma.DESCRIPTOR}):
        yield f"{nombre}: no está descrito en {forma.DESCRIPTOR}"
    for nombre, recurso in recursos.items():
        if nombre not in hallados:
            yield f"{nombre}: está descrito en {forma.DESCRIPTOR} y no existe"
            continue
        contenido = (carpeta / nombre).read_bytes()
        huella = f"sha256:{hashlib.sha256(contenido).hexdigest()}"
        if (len(contenido), huella) != (recurso.get("bytes"), recurso.get("hash")):
            yield f"{nombre}: el contenido no es el de su sha256 en {forma.DESCRIPTOR}"


def de_esquemas(
    carpeta: Path, descriptor: dict[str, Any], catalogo: dict[str, Indicador]
) -> Iterator[str]:
    """Tablas cuyo esquema descrito no es el que les da hoy el catálogo."""
    for recurso in descriptor["resources"]:
        nombre = str(recurso.get("path"))
        if not nombre.endswith(".csv") or not (carpeta / nombre).is_file():
            continue
        try:
            with (carpeta / nombre).open(encoding="utf-8", newline="") as entrada:
                titulos = next(csv.reader(entrada, strict=True), [])
            esperado = _lo_que_decide(esquema(nombre, titulos, catalogo))
        except (ErrorDelKit, UnicodeDecodeError, csv.Error) as error:
            yield str(error)
            continue
        descrito = recurso.get("schema")
        if not isinstance(descrito, dict) or _lo_que_decide(descrito) != esperado:
            yield f"{nombre}: el esquema descrito no es el del catálogo"


def _lo_que_decide(esquema: dict[str, Any]) -> tuple[Any, ...]:
    campos = esquema.get("fields")
    lista = [c for c in campos if isinstance(c, dict)] if isinstance(campos, list) else []
    return (
        [[campo.get(clave) for clave in DE_UN_CAMPO] for campo in lista],
        [esquema.get(clave) for clave in DEL_ESQUEMA],
    )


def exigir_territorios(filas: dict[str, dict[str, str]]) -> None:
    """ErrorDeDatos si los territorios no son los del marco 2018, o uno se contradice.

    `filas` va de código a su fila de territorios.csv, en el orden del archivo.
    """
    if list(filas) != sorted(codigos.territorios()):
        raise ErrorDeDatos(
            "no son los territorios del marco 2018 ordenados por código",
            lugar=Lugar(forma.TERRITORIOS),
            que_hacer=forma.REIMPORTAR,
        )
    for numero, (codigo, fila) in enumerate(filas.items(), start=2):
        padre = filas.get(codigo[:2], {}) if codigo != codigos.NACION else {}
        propios = {
            "departamento": {padre.get("codigo", "")},
            "nombre_departamento": {padre.get("nombre", "")},
            "tipo": TIPOS[_nivel(codigo)],
            "en_divipola_2023": SI_NO,
            "en_divipola_2026": SI_NO,
        }
        for columna, admitidos in propios.items():
            if fila.get(columna) not in admitidos:
                lista = ", ".join(f"«{a}»" for a in sorted(admitidos))
                raise _de_territorio(numero, columna, fila, f"se esperaba {lista}")
        if not _es_nombre(fila.get("nombre", "")):
            raise _de_territorio(numero, "nombre", fila, "no es un nombre escrito en una línea")


def _nivel(codigo: str) -> str:
    if codigo == codigos.NACION:
        return "nacion"
    return "departamento" if len(codigo) == 2 else "municipio"


def _es_nombre(texto: str) -> bool:
    """Con algo escrito, sin espacios sobrantes ni caracteres que no se ven."""
    return (
        0 < len(texto) <= LARGO_DE_NOMBRE
        and texto.isprintable()
        and texto == " ".join(texto.split(" "))
        and texto == texto.strip()
    )


def _de_territorio(fila: int, columna: str, datos: dict[str, str], problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        problema,
        lugar=Lugar(forma.TERRITORIOS, None, fila, columna),
        valor=datos.get(columna),
        que_hacer=forma.REIMPORTAR,
    )
