"""Una fuente lista para dañarla muchas veces: sus libros leídos una vez y su resultado limpio.

Un texto o un .dbf se reescribe en una copia; un libro de cálculo, que tarda en escribirse, se daña
donde la biblioteca entrega sus celdas: de ahí en adelante todo es el lector de verdad.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

import orjson
from python_calamine import CalamineWorkbook

from generador.cubo import catalogo, catalogo_de_lugares, forma
from generador.fuentes.fuentes_registradas import FUNCIONES, FuenteRegistrada
from generador.fuentes.lectura import rejillas as modulo_de_lectura
from generador.importacion import tabla_ancha
from generador.importacion.importar import texto_territorios
from generador.importacion.tabla_de_lugares import texto_de_lugares
from tests.mutaciones.oficiales import dbf
from tests.mutaciones.oficiales.rejilla import Celdas, Lectura, anotar

LIBROS = (".xls", ".xlsx")
Salidas = dict[str, str]
"""De función de la fuente a lo que escribiría en `datos/`."""


class Banco:
    """Los archivos de una fuente, su lectura limpia y cómo leerla con uno dañado."""

    def __init__(self, fuente: FuenteRegistrada, oficiales: Path) -> None:
        self.fuente = fuente
        self.oficiales = oficiales
        self.rutas = [archivo.ruta for archivo in fuente.fuente.archivos]
        self._libros: dict[str, CalamineWorkbook] = {}
        self._hojas: dict[tuple[str, str], Celdas] = {}

    @cached_property
    def _corrida(self) -> tuple[Salidas, list[Lectura]]:
        with anotar() as anotadas:
            salidas = self.leer(self.oficiales)
        return salidas, anotadas.lista

    @property
    def limpia(self) -> Salidas:
        """Lo que la fuente escribe sin ningún daño."""
        return self._corrida[0]

    @property
    def lecturas(self) -> list[Lectura]:
        """Las tablas que su lector pide."""
        return self._corrida[1]

    def leer(
        self, carpeta: Path, cambiadas: Mapping[tuple[str, str], Celdas] | None = None
    ) -> Salidas:
        """Corre todas las funciones de la fuente, hasta lo que quedaría escrito."""
        with self._servir(cambiadas or {}):
            return {
                funcion: self._escrito(funcion, leer(carpeta))
                for funcion in FUNCIONES
                if (leer := self.fuente.funcion(funcion)) is not None
            }

    def _escrito(self, funcion: str, leido: Any) -> str:
        if funcion == "leer":
            return tabla_ancha.texto_csv(leido, self.fuente.id, catalogo.indicadores())
        if funcion == "leer_territorios":
            return texto_territorios(leido)
        if funcion == "leer_lugares":
            return texto_de_lugares(leido, catalogo_de_lugares.tablas()[f"{self.fuente.id}.csv"])
        geometria = orjson.loads(leido)
        geometria.pop("metadatos")  # trae la huella del archivo, que cambia con cualquier daño
        return orjson.dumps(geometria, option=orjson.OPT_SORT_KEYS).decode()

    def celdas(self, lectura: Lectura) -> Celdas:
        """La rejilla limpia de donde sale una lectura."""
        ruta = self.ruta_de(lectura)
        if ruta.endswith(LIBROS):
            return self.hoja(ruta, lectura.hoja or "")
        if ruta.endswith(".dbf"):
            return dbf.leer(self.oficiales / ruta)
        bruto = (self.oficiales / ruta).read_bytes()
        texto = (gzip.decompress(bruto) if ruta.endswith(".gz") else bruto).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(texto, newline=""), delimiter=self.separador(texto)))

    @staticmethod
    def separador(texto: str) -> str:
        """El que más veces está en la primera línea."""
        primera = texto.split("\n", 1)[0]
        return max(",;\t|", key=primera.count)

    def ruta_de(self, lectura: Lectura) -> str:
        """La ruta del archivo de una lectura, dentro de la carpeta de oficiales."""
        return next(r for r in self.rutas if Path(r).name == lectura.archivo)

    def hoja(self, ruta: str, nombre: str) -> Celdas:
        """Las celdas de una hoja, leídas una sola vez."""
        if (ruta, nombre) not in self._hojas:
            hoja = self.libro(ruta).get_sheet_by_name(nombre)
            self._hojas[ruta, nombre] = hoja.to_python(skip_empty_area=False)
        return self._hojas[ruta, nombre]

    def libro(self, ruta: str) -> CalamineWorkbook:
        """El libro, abierto una sola vez."""
        if ruta not in self._libros:
            self._libros[ruta] = CalamineWorkbook.from_path(str(self.oficiales / ruta))
        return self._libros[ruta]

    def escribir(self, copia: Path, celdas: Celdas) -> None:
        """Reescribe un texto (o un .dbf) con esas celdas, en el formato que tenía."""
        if copia.suffix == ".dbf":
            dbf.escribir(copia, celdas)
            return
        gz = copia.suffix == ".gz"
        bruto = copia.read_bytes()
        separador = self.separador(
            (gzip.decompress(bruto) if gz else bruto)[:4000].decode("utf-8-sig", "ignore")
        )
        memoria = io.StringIO(newline="")
        csv.writer(memoria, delimiter=separador, lineterminator="\n").writerows(celdas)
        nuevo = memoria.getvalue().encode()
        copia.write_bytes(gzip.compress(nuevo, 1) if gz else nuevo)

    @contextmanager
    def _servir(self, cambiadas: Mapping[tuple[str, str], Celdas]) -> Iterator[None]:
        """Los libros sin daño de octetos salen de la memoria; los demás se abren de verdad."""
        banco = self

        class Servido:
            def __init__(self, ruta: str) -> None:
                self.ruta = ruta
                renombradas = {h: n for (r, h), n in _nombres(cambiadas).items() if r == ruta}
                self.reales = {renombradas.get(h, h): h for h in banco.libro(ruta).sheet_names}
                self.sheet_names = list(self.reales)

            def get_sheet_by_name(self, nombre: str) -> Any:
                real = self.reales[nombre]
                celdas = cambiadas.get((self.ruta, real)) or banco.hoja(self.ruta, real)
                return _Hoja(celdas)

            @staticmethod
            def from_path(ruta: str) -> Any:
                relativa = next(r for r in banco.rutas if ruta.endswith(r))
                if Path(ruta).is_file() and Path(ruta).samefile(banco.oficiales / relativa):
                    return Servido(relativa)
                return CalamineWorkbook.from_path(ruta)

        with patch.object(modulo_de_lectura, "CalamineWorkbook", Servido):
            yield


RENOMBRADA = "\0renombrada"


def _nombres(cambiadas: Mapping[tuple[str, str], Celdas]) -> dict[tuple[str, str], str]:
    """Hojas a las que solo se les cambió el nombre: su «rejilla» dice el nuevo."""
    return {
        llave: str(celdas[0][1])
        for llave, celdas in cambiadas.items()
        if celdas and celdas[0] and celdas[0][0] == RENOMBRADA
    }


class _Hoja:
    def __init__(self, celdas: Celdas) -> None:
        self._celdas = celdas

    def to_python(self, *, skip_empty_area: bool) -> Celdas:
        return self._celdas


def municipios_de(salidas: Salidas) -> set[str]:
    """Los territorios que salen en lo escrito."""
    filas = csv.reader(io.StringIO(salidas.get("leer", "")))
    return {fila[0] for fila in filas if fila and fila[0] != forma.LLAVE[0]}
