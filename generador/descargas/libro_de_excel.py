"""Un libro como archivo de Excel: los mismos datos dan los mismos bytes.

Los números van como números, y Excel los escribe a la manera de su país; un texto nunca es una
fórmula. El encabezado queda fijo al bajar y se repite al imprimir.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from generador.descargas.hoja import LLANO, Hoja, Libro, Valor
from generador.descargas.textos import a_salvo
from generador.disco.archivo_propio import no_se_pudo
from generador.errores_ajenos import en_el_sistema

FECHA = datetime(1980, 1, 1)  # la primera que cabe en un ZIP; `created` cambiaría los bytes
OPCIONES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
TINTA, PAPEL = "#0c2b31", "#ffffff"
HORIZONTAL_A4 = 9
# Cada celda y cada fila dicen en qué lugar están, y es la mitad del peso de un libro comprimido. El
# formato no lo exige (ECMA-376, 18.3.1.4 y 18.3.1.73): sin él, una sigue a la anterior. Por eso no
# quedan huecos. Una celda vacía tampoco necesita formato.
DE_SOBRA = re.compile(
    rb'(<c) r="[A-Z]+[0-9]+"(?: s="[0-9]+"(?=/>))?|(<row) r="[0-9]+"(?: spans="[0-9:]+")?'
)
# El escritor usa dieciséis cifras: 71,9 queda como 71.90000000000001.
LARGO = re.compile(rb"(?<=<v>)-?[0-9]+\.[0-9]{9,}(?=</v>)")
# De la aplicación no hay nada que decir, y el tema repetiría la letra y la tinta de siempre.
SIN_USO = ("xl/theme/theme1.xml", "docProps/app.xml")
REFERENCIA = re.compile(
    rb'<(?:Override|Relationship) [^>]*"/?(?:xl/)?(?:theme/theme1|docProps/app)\.xml"[^>]*/>'
)
DEL_TEMA = re.compile(rb'<color theme="1"/>|<scheme val="minor"/>')
COMPRESION = 9


def en_bytes(libro: Libro) -> bytes:
    """El archivo .xlsx; ErrorDeDatos si la carpeta temporal no alcanza."""
    memoria = io.BytesIO()
    try:
        with xlsxwriter.Workbook(memoria, OPCIONES) as archivo:
            archivo.set_properties({"title": libro.titulo, "created": FECHA})
            formatos = _Formatos(archivo)
            for hoja in libro.hojas:
                _escribir(archivo.add_worksheet(hoja.nombre), hoja, formatos, libro.pie)
    except (OSError, XlsxFileError) as causa:
        raise no_se_pudo(Path(tempfile.gettempdir()), en_el_sistema(causa)) from causa
    return _aligerado(memoria)


class _Formatos:
    """Los de un libro, cada uno una vez: con tantos decimales, o lo que diga su nombre."""

    def __init__(self, archivo: Any) -> None:
        self.texto = archivo.add_format({"valign": "top"})
        self.titulo = archivo.add_format({"bold": True, "font_size": 14})
        self.cabeza = archivo.add_format(
            {"bold": True, "font_color": PAPEL, "bg_color": TINTA, "text_wrap": True,
             "valign": "vcenter"}
        )  # fmt: skip
        self._archivo = archivo
        self._numeros: dict[int, Any] = {}

    def numero(self, decimales: int) -> Any:
        """Escrito a la inglesa, como pide el formato: en es-CO se ve «1.234,5»."""
        if decimales not in self._numeros:
            como = (
                "0" if decimales == LLANO else f"#,##0{'.' if decimales else ''}{'0' * decimales}"
            )
            self._numeros[decimales] = self._archivo.add_format({"num_format": como})
        return self._numeros[decimales]


def _escribir(pagina: Any, hoja: Hoja, formatos: _Formatos, pie: str) -> None:
    encabezado = len(hoja.arriba)
    for renglon, texto in enumerate(hoja.arriba):
        pagina.write_string(
            renglon, 0, a_salvo(texto), formatos.texto if renglon else formatos.titulo
        )
    for columna, titulo in enumerate(hoja.titulos):
        pagina.write_string(encabezado, columna, a_salvo(titulo), formatos.cabeza)
    for renglon, fila in enumerate(hoja.filas, start=encabezado + 1):
        for columna, valor in enumerate(_hasta_la_ultima(fila.valores)):
            if valor is None or valor == "":
                pagina.write_blank(renglon, columna, None, formatos.texto)
            elif isinstance(valor, str):
                pagina.write_string(renglon, columna, a_salvo(valor))
            else:
                como = formatos.numero(hoja.decimales.get(columna, fila.decimales))
                pagina.write_number(renglon, columna, valor, como)
    for columna in range(len(hoja.titulos)):
        pagina.set_column(columna, columna, hoja.anchos[min(columna, len(hoja.anchos) - 1)])
    pagina.freeze_panes(encabezado + 1, hoja.fijas)
    pagina.autofilter(encabezado, 0, encabezado + len(hoja.filas), len(hoja.titulos) - 1)
    _para_imprimir(pagina, encabezado, pie)


def _hasta_la_ultima(valores: Sequence[Valor]) -> Sequence[Valor]:
    """Sin las celdas vacías del final, que no tienen a nadie después."""
    largo = len(valores)
    while largo and valores[largo - 1] in (None, ""):
        largo -= 1
    return valores[:largo]


def _para_imprimir(pagina: Any, encabezado: int, pie: str) -> None:
    pagina.set_landscape()
    pagina.set_paper(HORIZONTAL_A4)
    pagina.fit_to_pages(1, 0)
    pagina.repeat_rows(encabezado)
    pagina.set_footer(f"&L{pie.replace('&', '&&')}&R&P de &N")


def _aligerado(memoria: io.BytesIO) -> bytes:
    """El mismo libro sin lo que sobra: el lugar de cada celda, el tema y los decimales de más."""
    salida = io.BytesIO()
    with zipfile.ZipFile(memoria) as antes, zipfile.ZipFile(salida, "w") as despues:
        for parte in antes.infolist():
            if parte.filename in SIN_USO:
                continue
            contenido = antes.read(parte)
            if parte.filename.startswith("xl/worksheets/sheet"):
                contenido = LARGO.sub(_corto, DE_SOBRA.sub(rb"\1\2", contenido))
            elif parte.filename.endswith((".rels", "[Content_Types].xml")):
                contenido = REFERENCIA.sub(b"", contenido)
            elif parte.filename == "xl/styles.xml":
                contenido = DEL_TEMA.sub(b"", contenido)
            propia = zipfile.ZipInfo(parte.filename, FECHA.timetuple()[:6])
            propia.compress_type = zipfile.ZIP_DEFLATED
            despues.writestr(propia, contenido, compresslevel=COMPRESION)
    return salida.getvalue()


def _corto(numero: re.Match[bytes]) -> bytes:
    return repr(float(numero[0])).encode()
