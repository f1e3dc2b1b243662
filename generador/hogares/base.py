"""Qué trae una base de hogares: qué columna es cada cosa, qué se descarta y qué es cada fila."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import Archivo
from generador.hogares.dominio import con_lugar, documento
from generador.metodos.hogares.mapeo import Mapeo
from generador.metodos.hogares.nombres import (
    PRIVACIONES,
    Reconocimiento,
    clave,
    coincide,
    reconocer,
)
from generador.metodos.hogares.personales import columnas_personales, permitida

Filas = Literal["personas", "hogares"]
FILAS: tuple[Filas, ...] = ("personas", "hogares")


@dataclass(frozen=True)
class Base:
    """Un archivo reconocido.

    `personales` {columna: motivo} son las que no se leen. `reservadas` identifican personas o
    fichas: sirven para contar y no se escriben en ninguna salida.
    """

    archivo: Archivo
    esquema: Reconocimiento
    personales: dict[str, str]
    reservadas: tuple[str, ...]

    @property
    def nombre(self) -> str:
        """Nombre del archivo, sin carpeta: es lo que va en los mensajes y en el registro."""
        return self.archivo.ruta.name

    @property
    def privaciones(self) -> tuple[str, ...]:
        """Las 15 columnas de privación, en orden."""
        return tuple(self.esquema.columnas[p] for p in PRIVACIONES)

    def canonica(self, nombre: str) -> str | None:
        """La columna de un nombre canónico (`parentesco`, `fex`…), o None si no está."""
        return self.esquema.columnas.get(nombre)

    def columna(self, nombre: str) -> str:
        """La columna que alguien pidió, por su nombre o el canónico; error si falta o es personal.

        No distingue mayúsculas ni letras rotas.
        """
        lectura = self.archivo.columnas
        iguales = [c for c in lectura if c == nombre]
        parecidas = iguales or [c for c in lectura if clave(c) == clave(nombre)]
        rotas = parecidas or [c for c in lectura if "?" in clave(c) and coincide(c, nombre)]
        hallada = rotas[0] if rotas else self.canonica(nombre)
        if hallada is None:
            raise ErrorDeDatos(
                "la base no trae esa columna",
                lugar=Lugar(self.nombre, columna=nombre),
                que_hacer=f"elija una de: {', '.join(self.ofrecidas)}",
            )
        if hallada in self.personales or hallada in self.reservadas:
            motivo = self.personales.get(hallada, "identifica una ficha o una persona")
            raise ErrorDeDatos(
                f"esa columna no se usa: {motivo}",
                lugar=Lugar(self.nombre, columna=hallada),
                que_hacer=f"elija una de: {', '.join(self.ofrecidas)}",
            )
        return hallada

    def columnas(self, nombres: str) -> tuple[str, ...]:
        """Las columnas de una lista separada por comas: «cod_mpio,cod_vereda»."""
        if nombres in self.archivo.columnas:
            return (self.columna(nombres),)
        return tuple(self.columna(nombre.strip()) for nombre in nombres.split(","))

    @property
    def ofrecidas(self) -> tuple[str, ...]:
        """Columnas que se pueden pedir."""
        prohibidas = {*self.personales, *self.reservadas}
        return tuple(c for c in self.archivo.columnas if c not in prohibidas)

    def aviso_de_personales(self) -> str | None:
        """Qué columnas con datos personales no se leyeron."""
        if not self.personales:
            return None
        cuales = ", ".join(f"«{c}»" for c in self.personales)
        return f"no se leyeron las columnas con datos personales (Ley 1581 de 2012): {cuales}"


def reconocer_base(archivo: Archivo, mapeo: Mapeo | None = None) -> Base:
    """Reconoce el esquema; ErrorDeDatos si no están las 15 privaciones o hay columnas repetidas.

    El `mapeo` dice qué columna es cada cosa, por encima de lo que se reconoce.
    """
    _sin_repetidas(archivo)
    with con_lugar(archivo.ruta.name):
        esquema = reconocer(archivo.columnas, documento("esquemas_sisben"), mapeo)
    conocidas = {*esquema.columnas.values(), *esquema.otras.values()}
    privados = documento("datos_personales")
    reservadas = tuple(c for c in archivo.columnas if permitida(c, privados).uso == "contar")
    personales = columnas_personales(archivo.columnas, privados, conocidas)
    return Base(archivo, esquema, personales, reservadas)


def que_es_cada_fila(base: Base, pedido: Filas | None, no_jefes: int | None) -> Filas:
    """Personas u hogares. `no_jefes`: filas con parentesco distinto de 1; None sin esa columna."""
    if pedido is not None:
        return pedido
    if no_jefes:
        return "personas"
    if base.canonica("personas_hogar"):
        return "hogares"
    if no_jefes == 0:
        return "personas"
    raise ErrorDeDatos(
        "no se sabe si cada fila es una persona o un hogar: no hay columna de parentesco ni de "
        "personas del hogar",
        lugar=Lugar(base.nombre),
        que_hacer="dígalo con --filas personas o --filas hogares",
    )


def _sin_repetidas(archivo: Archivo) -> None:
    repetidas = sorted({c for c in archivo.columnas if archivo.columnas.count(c) > 1})
    if repetidas or "" in archivo.columnas[:-1]:
        cuales = ", ".join(f"«{c}»" for c in repetidas) or "una columna sin nombre"
        raise ErrorDeDatos(
            f"en el encabezado se repite o falta un nombre: {cuales}",
            lugar=Lugar(archivo.ruta.name, fila=1),
            que_hacer="dé a cada columna un nombre distinto",
        )


def comprobar_filas(texto: str | None) -> Filas | None:
    """`personas`, `hogares` o None; error con otra cosa."""
    for valor in FILAS:
        if texto == valor:
            return valor
    if texto is None:
        return None
    raise ErrorDeDatos(f"--filas «{texto}» no existe", que_hacer=f"use {' o '.join(FILAS)}")


def faltantes(base: Base, canonicas: Sequence[str]) -> list[str]:
    """Las canónicas que la base no trae."""
    return [c for c in canonicas if base.canonica(c) is None]
