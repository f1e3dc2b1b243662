"""Copias dañadas a propósito de los archivos oficiales, para probar los mensajes de error."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl


def copiar(fuentes: Path, destino: Path, ruta: str) -> Path:
    """Copia un archivo oficial dentro de `destino`, con su misma ruta relativa."""
    copia = destino / ruta
    copia.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(fuentes / ruta, copia)
    copia.chmod(0o644)
    return copia


def truncar(copia: Path) -> None:
    """Deja la primera mitad del archivo, como una descarga interrumpida."""
    contenido = copia.read_bytes()
    copia.write_bytes(contenido[: len(contenido) // 2])


def cambiar_celdas(copia: Path, hoja: str, celdas: Mapping[str, object]) -> None:
    """Escribe valores en celdas («B2») de un .xlsx ya copiado."""
    libro = openpyxl.load_workbook(copia)
    for celda, valor in celdas.items():
        libro[hoja][celda] = valor
    libro.save(copia)


def renombrar_hoja(copia: Path, hoja: str, nueva: str) -> None:
    """Cambia el nombre de una hoja de un .xlsx ya copiado."""
    libro = openpyxl.load_workbook(copia)
    libro[hoja].title = nueva
    libro.save(copia)


def parchar_celdas(copia: Path, hoja: str, celdas: Mapping[str, object]) -> None:
    """Como `cambiar_celdas`, pero reescribe solo esa hoja: sirve para libros muy grandes."""
    partes = _partes(copia)
    interna = _ruta_de_hoja(partes, hoja)
    xml = partes[interna].decode("utf-8")
    for celda, valor in celdas.items():
        patron = rf'<c r="{celda}"[^>]*?/>|<c r="{celda}"[^>]*>.*?</c>'
        hallada = re.search(patron, xml, flags=re.S)
        if hallada is None:
            raise KeyError(f"la hoja {hoja} no tiene la celda {celda}")
        xml = xml[: hallada.start()] + _celda(celda, valor) + xml[hallada.end() :]
    _guardar(copia, {**partes, interna: xml.encode("utf-8")})


def parchar_hoja(copia: Path, hoja: str, nueva: str) -> None:
    """Como `renombrar_hoja`, sin abrir el libro."""
    partes = _partes(copia)
    indice = partes["xl/workbook.xml"].decode("utf-8")
    antes = f'name="{escape(hoja)}"'
    if antes not in indice:
        raise KeyError(f"el libro no tiene la hoja {hoja}")
    nuevo = indice.replace(antes, f'name="{escape(nueva)}"')
    _guardar(copia, {**partes, "xl/workbook.xml": nuevo.encode("utf-8")})


def _celda(celda: str, valor: object) -> str:
    if valor is None:
        return f'<c r="{celda}"/>'
    if isinstance(valor, str):
        return f'<c r="{celda}" t="inlineStr"><is><t>{escape(valor)}</t></is></c>'
    return f'<c r="{celda}"><v>{valor}</v></c>'


def _partes(copia: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(copia) as libro:
        return {nombre: libro.read(nombre) for nombre in libro.namelist()}


def _guardar(copia: Path, partes: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(copia, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as libro:
        for nombre, contenido in partes.items():
            libro.writestr(nombre, contenido)


def _ruta_de_hoja(partes: Mapping[str, bytes], hoja: str) -> str:
    indice = partes["xl/workbook.xml"].decode("utf-8")
    vinculos = partes["xl/_rels/workbook.xml.rels"].decode("utf-8")
    hojas = [e for e in re.findall(r"<sheet [^>]*>", indice) if f'name="{escape(hoja)}"' in e]
    vinculo = re.search(r'r:id="([^"]+)"', hojas[0])
    destinos = [
        d[1]
        for e in re.findall(r"<Relationship [^>]*>", vinculos)
        if vinculo and f'Id="{vinculo[1]}"' in e and (d := re.search(r'Target="([^"]+)"', e))
    ]
    return "xl/" + destinos[0].removeprefix("/xl/")
