"""Los daños de un archivo entero, sin saber qué trae: cortes, octetos, codificación y formato."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.mutaciones.oficiales.operadores import DETECTABLE, IGUAL, PLAUSIBLE

TEXTOS = (".csv", ".txt", ".gz")
ZIPS = (".xlsx",)
PAGINA = "<!DOCTYPE html><html><head><title>404</title></head><body>No encontrado</body></html>"


@dataclass(frozen=True)
class DanoDeArchivo:
    """Un daño; `sufijos` son los archivos a los que aplica (vacío: a todos)."""

    nombre: str
    espera: str
    hacer: Callable[[Path, random.Random], None]
    sufijos: tuple[str, ...] = ()

    def aplica(self, ruta: str) -> bool:
        """Si el daño tiene sentido en ese archivo."""
        return not self.sufijos or ruta.endswith(self.sufijos)


def _octetos(
    cambiar: Callable[[bytes, random.Random], bytes],
) -> Callable[[Path, random.Random], None]:
    return lambda ruta, azar: _escribir(ruta, cambiar(ruta.read_bytes(), azar))


def _escribir(ruta: Path, contenido: bytes) -> None:
    ruta.write_bytes(contenido)


def _texto(
    cambiar: Callable[[bytes, random.Random], bytes],
) -> Callable[[Path, random.Random], None]:
    """Como `_octetos`, sobre lo que trae el comprimido."""

    def hacer(ruta: Path, azar: random.Random) -> None:
        bruto, gz = ruta.read_bytes(), ruta.suffix == ".gz"
        nuevo = cambiar(gzip.decompress(bruto) if gz else bruto, azar)
        ruta.write_bytes(gzip.compress(nuevo, 1) if gz else nuevo)

    return hacer


def _voltear(bruto: bytes, azar: random.Random) -> bytes:
    puesto = azar.randrange(len(bruto))
    return bruto[:puesto] + bytes([bruto[puesto] ^ (1 << azar.randrange(8))]) + bruto[puesto + 1 :]


def _hueco(bruto: bytes, azar: random.Random) -> bytes:
    puesto = azar.randrange(len(bruto))
    return bruto[:puesto] + bytes(min(512, len(bruto) - puesto)) + bruto[puesto + 512 :]


def _separador(bruto: bytes, _azar: random.Random) -> bytes:
    """Los separadores de la primera línea y de todas: la coma por punto y coma, o al revés."""
    primera = bruto.split(b"\n", 1)[0]
    viejo, nuevo = (b";", b",") if primera.count(b";") > primera.count(b",") else (b",", b";")
    return bruto.replace(viejo, nuevo)


def _comilla(bruto: bytes, azar: random.Random) -> bytes:
    lineas = bruto.split(b"\n")
    puesto = azar.randrange(1, len(lineas) - 1)
    lineas[puesto] = b'"' + lineas[puesto]
    return b"\n".join(lineas)


def _linea_partida(bruto: bytes, azar: random.Random) -> bytes:
    lineas = bruto.split(b"\n")
    puesto = azar.randrange(1, len(lineas) - 1)
    medio = len(lineas[puesto]) // 2
    lineas[puesto : puesto + 1] = [lineas[puesto][:medio], lineas[puesto][medio:]]
    return b"\n".join(lineas)


def _sin_encabezado(bruto: bytes, _azar: random.Random) -> bytes:
    return bruto.split(b"\n", 1)[1]


def _latin1(bruto: bytes, _azar: random.Random) -> bytes:
    return bruto.decode("utf-8-sig").encode("latin-1", "replace")


def _utf16(bruto: bytes, _azar: random.Random) -> bytes:
    return bruto.decode("utf-8-sig").encode("utf-16")


def _pieza(ruta: Path, azar: random.Random) -> None:
    """El zip se abre, pero una de sus hojas viene cortada."""
    with zipfile.ZipFile(ruta) as libro:
        piezas = {nombre: libro.read(nombre) for nombre in libro.namelist()}
    hojas = sorted(n for n in piezas if n.startswith("xl/worksheets/sheet"))
    for nombre in hojas:
        piezas[nombre] = piezas[nombre][: azar.randrange(len(piezas[nombre]) // 2)]
    _empacar(ruta, piezas)


def _sin_pieza(ruta: Path, azar: random.Random) -> None:
    """El zip se abre, pero le falta una pieza que el libro necesita."""
    with zipfile.ZipFile(ruta) as libro:
        piezas = {nombre: libro.read(nombre) for nombre in libro.namelist()}
    falta = azar.choice(["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
    _empacar(ruta, {n: c for n, c in piezas.items() if n != falta})


def _empacar(ruta: Path, piezas: dict[str, bytes]) -> None:
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as libro:
        for nombre, contenido in piezas.items():
            libro.writestr(nombre, contenido)
    ruta.write_bytes(memoria.getvalue())


def _carpeta(ruta: Path, _azar: random.Random) -> None:
    ruta.unlink()
    ruta.mkdir()


def _bom(bruto: bytes, _azar: random.Random) -> bytes:
    return b"\xef\xbb\xbf" + bruto.removeprefix(b"\xef\xbb\xbf")


def _con_cr(bruto: bytes, _azar: random.Random) -> bytes:
    return bruto.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


DANOS: tuple[DanoDeArchivo, ...] = (
    DanoDeArchivo("archivo-a-la-mitad", DETECTABLE, _octetos(lambda b, _: b[: len(b) // 2])),
    DanoDeArchivo("archivo-sin-el-ultimo-octeto", PLAUSIBLE, _octetos(lambda b, _: b[:-1])),
    DanoDeArchivo(
        "archivo-cortado-al-azar",
        DETECTABLE,
        _octetos(lambda b, a: b[: a.randrange(1, len(b) * 9 // 10)]),
    ),
    DanoDeArchivo("archivo-vacio", DETECTABLE, _octetos(lambda _b, _a: b"")),
    DanoDeArchivo("archivo-ausente", DETECTABLE, lambda ruta, _: ruta.unlink()),
    DanoDeArchivo("archivo-carpeta", DETECTABLE, _carpeta),
    DanoDeArchivo(
        "archivo-basura", DETECTABLE, _octetos(lambda b, a: a.randbytes(min(len(b), 20_000)))
    ),
    DanoDeArchivo("archivo-pagina-web", DETECTABLE, _octetos(lambda _b, _a: PAGINA.encode())),
    DanoDeArchivo("archivo-dos-veces", PLAUSIBLE, _octetos(lambda b, _: b + b)),
    DanoDeArchivo("octeto-volteado", PLAUSIBLE, _octetos(_voltear)),
    DanoDeArchivo("octetos-en-cero", PLAUSIBLE, _octetos(_hueco)),
    DanoDeArchivo("texto-en-latin1", "igual o error", _texto(_latin1), TEXTOS),
    DanoDeArchivo("texto-en-utf16", DETECTABLE, _texto(_utf16), TEXTOS),
    DanoDeArchivo("texto-con-bom", IGUAL, _texto(_bom), TEXTOS),
    DanoDeArchivo("texto-con-cr", IGUAL, _texto(_con_cr), TEXTOS),
    DanoDeArchivo("otro-separador", DETECTABLE, _texto(_separador), TEXTOS),
    DanoDeArchivo("comilla-sin-cerrar", DETECTABLE, _texto(_comilla), TEXTOS),
    DanoDeArchivo("linea-partida", DETECTABLE, _texto(_linea_partida), TEXTOS),
    DanoDeArchivo("sin-encabezado", DETECTABLE, _texto(_sin_encabezado), TEXTOS),
    DanoDeArchivo("texto-volteado", PLAUSIBLE, _texto(_voltear), TEXTOS),
    DanoDeArchivo("hoja-cortada", DETECTABLE, _pieza, ZIPS),
    DanoDeArchivo("libro-sin-indice", DETECTABLE, _sin_pieza, ZIPS),
)
POR_NOMBRE = {d.nombre: d for d in DANOS}
