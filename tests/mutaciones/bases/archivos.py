"""El archivo de la base, dañado en cada formato que se admite."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import openpyxl

from tests.hogares import datos
from tests.mutaciones.bases import catalogo
from tests.mutaciones.bases.correr import SALIDA, avisos, correr
from tests.mutaciones.entrada import Clase, Entrada, Veredicto

Base = catalogo.Base


def _csv(ruta: Path, base: Base) -> Path:
    return datos.escribir_csv(ruta, base)


def _gz(ruta: Path, base: Base) -> Path:
    texto = datos.escribir_csv(ruta.with_suffix(""), base)
    ruta.write_bytes(gzip.compress(texto.read_bytes()))
    texto.unlink()
    return ruta


def _xlsx(ruta: Path, base: Base) -> Path:
    libro = openpyxl.Workbook()
    hoja = libro.active
    hoja.append(list(base))
    for fila in zip(*base.values(), strict=True):
        hoja.append(fila)
    libro.save(ruta)
    return ruta


FORMATOS: dict[str, Callable[[Path, Base], Path]] = {
    "csv": _csv,
    "csv.gz": _gz,
    "xlsx": _xlsx,
    "parquet": datos.escribir_parquet,
    "gpkg": datos.escribir_gpkg,
}


def _ceros(bruto: bytes, azar: random.Random) -> bytes:
    puesto = azar.randrange(max(1, len(bruto) - 600))
    return bruto[:puesto] + bytes(512) + bruto[puesto + 512 :]


OCTETOS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "a-la-mitad": lambda b, _: b[: len(b) // 2],
    "cortado": lambda b, a: b[: a.randrange(1, len(b) - 20)],
    "cortado-al-final": lambda b, a: b[: -a.randrange(1, 20)],
    "vacio": lambda _b, _a: b"",
    "pagina-web": lambda _b, _a: b"<html><body>404</body></html>",
    "basura": lambda b, a: a.randbytes(min(len(b), 5000)),
    "en-ceros": lambda b, _: bytes(len(b)),
    "cabeza-en-ceros": lambda b, _: bytes(16) + b[16:],
    "hueco-en-ceros": _ceros,
    "con-otro-delante": lambda b, _: b"PK\x03\x04" + b,
}
REPETIDOS = ("cortado", "cortado-al-final", "hueco-en-ceros")
VECES = 4


def entradas(familia: str) -> Iterator[Entrada]:
    """Cada daño en cada formato."""
    for formato in FORMATOS:
        for nombre in OCTETOS:
            for numero in range(1, (VECES if nombre in REPETIDOS else 1) + 1):
                yield Entrada(familia, formato, nombre, numero)


def correr_una(entrada: Entrada, carpeta: Path, _oficiales: Path | None) -> Veredicto:
    """Escribe la base en su formato, la daña y compara con la limpia."""
    ruta = FORMATOS[entrada.sujeto](carpeta / f"base.{entrada.sujeto}", catalogo.limpia())
    ruta.write_bytes(OCTETOS[entrada.operador](ruta.read_bytes(), entrada.azar))
    hecho, veredicto = correr(carpeta, "incidencia", ruta, "--por", "cod_vereda")
    if veredicto is not None:
        return veredicto
    if (carpeta / SALIDA).read_text("utf-8") == _limpia():
        return Veredicto(Clase.IGUAL)
    if dichos := avisos(hecho):
        return Veredicto(Clase.DICHO, dichos[0][:200])
    return Veredicto(Clase.CALLADA, (carpeta / SALIDA).read_text("utf-8").splitlines()[1][:150])


@cache
def _limpia() -> str:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as nombre:
        carpeta = Path(nombre)
        ruta = _csv(carpeta / "base.csv", catalogo.limpia())
        correr(carpeta, "incidencia", ruta, "--por", "cod_vereda")
        return (carpeta / SALIDA).read_text("utf-8")
