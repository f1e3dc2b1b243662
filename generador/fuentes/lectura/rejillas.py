"""Abrir archivos oficiales y entregar rejillas de celdas que saben de dónde salieron."""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from generador.errores import ErrorDeDatos, Lugar

PANICO = "PanicException"
SALIDA_DE_ERRORES = 2
DESCARGAR = "vuelva a traer el archivo con «kit datos descargar» o desde la página de la entidad"


@dataclass(frozen=True)
class Tabla:
    """Columnas pedidas de una hoja, con el número de fila que ve quien abre el archivo.

    `columnas` va de nombre interno a lista de celdas; `rotulos` de nombre interno al título
    original, para que los errores hablen como el archivo. Todas las listas miden `len(filas)`.
    """

    lugar: Lugar
    filas: list[int]
    columnas: dict[str, list[Any]]
    rotulos: dict[str, str]

    def __len__(self) -> int:
        return len(self.filas)

    def __getitem__(self, columna: str) -> list[Any]:
        return self.columnas[columna]

    def lugar_de(self, posicion: int, columna: str) -> Lugar:
        """Lugar exacto de la celda `posicion` (desde 0) de `columna`."""
        return Lugar(
            self.lugar.archivo,
            self.lugar.hoja,
            self.filas[posicion],
            self.rotulos.get(columna, columna),
        )

    def error(self, posicion: int, columna: str, problema: str, que_hacer: str) -> ErrorDeDatos:
        """Error listo para lanzar sobre una celda."""
        return ErrorDeDatos(
            problema,
            lugar=self.lugar_de(posicion, columna),
            valor=self.columnas[columna][posicion],
            que_hacer=que_hacer,
        )

    def filtrar(self, conservar: Sequence[bool]) -> Tabla:
        """La misma tabla solo con las filas marcadas; conserva su numeración."""
        return self.elegir([i for i, si in enumerate(conservar) if si])

    def elegir(self, elegidas: Sequence[int]) -> Tabla:
        """La misma tabla solo con esas posiciones (desde 0); conserva su numeración."""
        return Tabla(
            self.lugar,
            [self.filas[i] for i in elegidas],
            {n: [c[i] for i in elegidas] for n, c in self.columnas.items()},
            self.rotulos,
        )


@dataclass(frozen=True)
class HojaOficial:
    """Rejilla de celdas de una hoja (o de un archivo de texto, que tiene una sola)."""

    lugar: Lugar
    celdas: list[list[Any]]

    def titulos(self, encabezado: int | tuple[int, ...]) -> list[str]:
        """Títulos por columna; varias filas se rellenan a la derecha y se unen con « | »."""
        filas = (encabezado,) if isinstance(encabezado, int) else encabezado
        if max(filas) > len(self.celdas):
            raise ErrorDeDatos(
                f"la hoja termina antes del encabezado (fila {max(filas)})",
                lugar=self.lugar,
                que_hacer=DESCARGAR,
            )
        ancho = max(len(self.celdas[f - 1]) for f in filas)
        niveles = []
        for orden, fila in enumerate(filas):
            textos = [limpiar(c) for c in self.celdas[fila - 1]]
            textos += [""] * (ancho - len(textos))
            if orden < len(filas) - 1:
                textos = _arrastrar(textos)
            niveles.append(textos)
        return [" | ".join(t for t in partes if t) for partes in zip(*niveles, strict=True)]

    def tabla(
        self,
        encabezado: int | tuple[int, ...],
        columnas: Mapping[str, str],
        *,
        datos_desde: int | None = None,
        clave: str | None = None,
    ) -> Tabla:
        """Toma las columnas `{nombre interno: título}`; falla si alguna no está o se repite.

        `encabezado` y `datos_desde` cuentan filas desde 1, como en la hoja de cálculo. Con `clave`
        se omiten las filas en que esa columna está vacía (pies de página y separadores).
        """
        titulos = self.titulos(encabezado)
        posiciones = {n: self._posicion(titulos, t) for n, t in columnas.items()}
        ultima = encabezado if isinstance(encabezado, int) else max(encabezado)
        inicio = datos_desde or ultima + 1
        filas: list[int] = []
        lista: dict[str, list[Any]] = {n: [] for n in columnas}
        for numero, celdas in enumerate(self.celdas[inicio - 1 :], start=inicio):
            if clave and not limpiar(_celda(celdas, posiciones[clave])):
                continue
            filas.append(numero)
            for nombre, posicion in posiciones.items():
                lista[nombre].append(_celda(celdas, posicion))
        if not filas:
            raise ErrorDeDatos("no hay filas de datos", lugar=self.lugar, que_hacer=DESCARGAR)
        rotulos = {n: titulos[p] for n, p in posiciones.items()}
        return Tabla(self.lugar, filas, lista, rotulos)

    def _posicion(self, titulos: list[str], buscado: str) -> int:
        objetivo = llave(buscado)
        halladas = [i for i, t in enumerate(titulos) if llave(t) == objetivo]
        if len(halladas) == 1:
            return halladas[0]
        trae = ", ".join(f"«{t}»" for t in titulos if t)
        problema = "falta la columna" if not halladas else "la columna está repetida"
        raise ErrorDeDatos(
            f"{problema} (la hoja trae: {trae})",
            lugar=Lugar(self.lugar.archivo, self.lugar.hoja, None, buscado),
            que_hacer="compruebe que es la versión citada en los metadatos de la fuente; "
            "si la entidad cambió el título, actualice el módulo que la lee",
        )


class LibroOficial:
    """Un libro de cálculo (.xls o .xlsx) abierto una sola vez."""

    def __init__(self, ruta: Path) -> None:
        self.lugar = Lugar(exigir_archivo(ruta).name)
        with _mensajes_de_calamine(self.lugar):
            self._libro = CalamineWorkbook.from_path(str(ruta))

    @property
    def hojas(self) -> list[str]:
        """Nombres de las hojas, en orden."""
        return list(self._libro.sheet_names)

    def hoja(self, nombre: str) -> HojaOficial:
        """Entrega una hoja por su nombre; el error dice cuáles hay."""
        reales = {llave(h): h for h in self.hojas}
        if llave(nombre) not in reales:
            raise ErrorDeDatos(
                "falta la hoja (el archivo trae: " + ", ".join(f"«{h}»" for h in self.hojas) + ")",
                lugar=Lugar(self.lugar.archivo, nombre),
                que_hacer=DESCARGAR,
            )
        real = reales[llave(nombre)]
        lugar = Lugar(self.lugar.archivo, real)
        with _mensajes_de_calamine(lugar):
            celdas = self._libro.get_sheet_by_name(real).to_python(skip_empty_area=False)
        return HojaOficial(lugar, celdas)


@contextmanager
def _mensajes_de_calamine(lugar: Lugar) -> Iterator[None]:
    """Lo que dice la biblioteca de un libro dañado, con su lugar.

    Ante algunos daños entra en pánico, que en Python no es `Exception`: se reconoce por su nombre.
    """
    try:
        with _sin_su_traza():
            yield
    except BaseException as causa:
        if not isinstance(causa, CalamineError | OSError) and type(causa).__name__ != PANICO:
            raise
        raise ErrorDeDatos(
            f"no se puede abrir como hoja de cálculo; parece truncado o dañado ({causa})",
            lugar=lugar,
            que_hacer=DESCARGAR,
        ) from causa


@contextmanager
def _sin_su_traza() -> Iterator[None]:
    """Calla la salida de errores del sistema: al entrar en pánico, la biblioteca escribe en ella.

    Lo que importa llega como excepción. Donde no hay salida de errores, no hay nada que callar.
    """
    try:
        suya = os.dup(SALIDA_DE_ERRORES)
    except OSError:
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nada:
            os.dup2(nada.fileno(), SALIDA_DE_ERRORES)
            yield
    finally:
        os.dup2(suya, SALIDA_DE_ERRORES)
        os.close(suya)


def leer_texto(ruta: Path, *, separador: str = ",") -> HojaOficial:
    """Lee un CSV o TXT en UTF-8 (también .gz) como rejilla."""
    lugar = Lugar(exigir_archivo(ruta).name)
    bruto = ruta.read_bytes()
    if ruta.suffix == ".gz":
        try:
            bruto = gzip.decompress(bruto)
        except (EOFError, OSError) as causa:
            raise ErrorDeDatos(
                f"el comprimido está truncado o dañado ({causa})", lugar=lugar, que_hacer=DESCARGAR
            ) from causa
    texto = decodificar(bruto, lugar)
    try:
        return HojaOficial(lugar, [list(f) for f in _filas_csv(texto, separador)])
    except csv.Error as causa:
        raise ErrorDeDatos(
            f"no se puede leer como tabla: unas comillas no se cierran, o sobran ({causa})",
            lugar=lugar,
            que_hacer=DESCARGAR,
        ) from causa


def decodificar(bruto: bytes, lugar: Lugar) -> str:
    """El texto de `bruto`, en UTF-8 con o sin marca; el error dice en qué línea deja de estarlo."""
    try:
        return bruto.decode("utf-8-sig")
    except UnicodeDecodeError as causa:
        linea = bruto[: causa.start].count(b"\n") + 1
        raise ErrorDeDatos(
            "el texto no está en UTF-8; parece Latin-1 (ISO-8859-1)",
            lugar=Lugar(lugar.archivo, None, linea),
            valor=bruto[max(0, causa.start - 12) : causa.end + 12].decode("latin-1").strip(),
            que_hacer="guarde el archivo como UTF-8 o tráigalo de nuevo con «kit datos descargar»",
        ) from causa


def _filas_csv(texto: str, separador: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(texto, newline=""), delimiter=separador)


def exigir_archivo(ruta: Path) -> Path:
    """Devuelve `ruta` si es un archivo con contenido; si no, dice cuál falta y cómo traerlo."""
    if not ruta.is_file():
        raise ErrorDeDatos(f"no está en {ruta.parent}", lugar=Lugar(ruta.name), que_hacer=DESCARGAR)
    if ruta.stat().st_size == 0:
        raise ErrorDeDatos("está vacío", lugar=Lugar(ruta.name), que_hacer=DESCARGAR)
    return ruta


def limpiar(celda: object) -> str:
    """Texto de una celda sin espacios sobrantes; las vacías dan «»; 2018.0 da «2018»."""
    if celda is None:
        return ""
    if isinstance(celda, float) and celda.is_integer():
        celda = int(celda)
    return re.sub(r"\s+", " ", str(celda)).strip()


def llave(texto: str) -> str:
    """Forma de comparar títulos: sin mayúsculas, tildes, espacios dobles ni asteriscos de nota."""
    plano = unicodedata.normalize("NFKD", limpiar(texto)).encode("ascii", "ignore").decode()
    return re.sub(r"\s+", " ", plano.replace("*", " ")).strip().casefold()


def _arrastrar(textos: list[str]) -> list[str]:
    salida, ultimo = [], ""
    for texto in textos:
        ultimo = texto or ultimo
        salida.append(ultimo)
    return salida


def _celda(celdas: list[Any], posicion: int) -> Any:
    return celdas[posicion] if posicion < len(celdas) else ""
