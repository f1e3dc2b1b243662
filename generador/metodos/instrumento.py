"""El instrumento de focalización: grupos y niveles, su orden total y los códigos truncados.

Qué grupos y niveles hay, desde cuándo y con qué código es un dato (`datos/instrumentos.json`), no
una constante: el Sisbén IV tiene 51 niveles, de A1 a D21, y el Registro Universal de Ingresos lo
reemplazará. El grupo y el nivel se leen; nunca se recalculan. A menor orden, menor capacidad.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos, Numeros

SIN_ORDEN = 0


@dataclass(frozen=True)
class Grupo:
    """Un grupo del instrumento: su letra, cuántos niveles tiene y cómo se llama."""

    letra: str
    niveles: int
    nombre: str


@dataclass(frozen=True)
class Instrumento:
    """Un instrumento con vigencia.

    `desde` y `hasta` son fechas «AAAA-MM-DD» o None si no se conocen. Si `verificado` es falso,
    todo lo que se publique con él lleva su `advertencia`. `cifras` es el ancho mínimo del nivel en
    el código: 1 para «A1», 2 para «A01».
    """

    id: str
    nombre: str
    norma: str
    desde: str | None
    hasta: str | None
    verificado: bool
    advertencia: str
    cifras: int
    grupos: tuple[Grupo, ...]

    @classmethod
    def de_datos(cls, datos: Mapping[str, Any]) -> Instrumento:
        """Un instrumento desde una entrada de `datos/instrumentos.json`."""
        grupos = tuple(Grupo(**grupo) for grupo in datos["grupos"])
        return cls(**{**datos, "grupos": grupos})

    @property
    def codigos(self) -> tuple[str, ...]:
        """Todos los códigos, del primero al último del orden: A1, A2, …, D21."""
        return tuple(
            f"{grupo.letra}{nivel:0{self.cifras}d}"
            for grupo in self.grupos
            for nivel in range(1, grupo.niveles + 1)
        )

    def orden_de(self, codigo: str) -> int:
        """Posición de un código en el orden total, desde 1; error si no existe."""
        if codigo not in self.codigos:
            raise ErrorDeMetodo(
                f"«{codigo}» no es un código de {self.nombre}",
                que_hacer=f"use uno entre {self.codigos[0]} y {self.codigos[-1]}",
            )
        return self.codigos.index(codigo) + 1

    def leer(self, textos: Sequence[str]) -> Enteros:
        """Orden de cada código escrito («C16» → 28), (n,); 0 si no es un código del instrumento."""
        unicos, posicion = np.unique(np.asarray(textos, dtype=np.str_), return_inverse=True)
        orden = {codigo: i for i, codigo in enumerate(self.codigos, start=1)}
        valores = [orden.get(texto.strip().upper(), SIN_ORDEN) for texto in unicos.tolist()]
        return np.array(valores, dtype=np.int64)[posicion.reshape(-1)]

    def ordenar(self, grupo: Sequence[str], nivel: Numeros) -> Enteros:
        """Orden total desde el grupo («C») y el nivel (16), (n,); 0 si esa pareja no existe."""
        letras = np.char.upper(np.char.strip(np.asarray(grupo, dtype=np.str_)))
        niveles = np.asarray(nivel, dtype=np.float64)
        orden = np.full(letras.shape, SIN_ORDEN, dtype=np.int64)
        base = 0
        for propio in self.grupos:
            existe = (niveles >= 1) & (niveles <= propio.niveles) & (niveles % 1 == 0)
            suyas = np.flatnonzero((letras == propio.letra) & existe)
            orden[suyas] = base + niveles[suyas].astype(np.int64)
            base += propio.niveles
        return orden

    def rotular(self, orden: Enteros) -> tuple[str, ...]:
        """Código de cada orden; «» donde el orden es 0."""
        codigos = ("", *self.codigos)
        return tuple(codigos[i] for i in orden.tolist())

    def grupo_de(self, orden: Enteros) -> Enteros:
        """Posición del grupo de cada orden (A es 0), (n,); −1 donde el orden es 0."""
        finales = np.cumsum([grupo.niveles for grupo in self.grupos])
        suyo = np.searchsorted(finales, orden, side="left")
        return np.where(orden == SIN_ORDEN, -1, suyo).astype(np.int64)


def vigentes(instrumentos: Sequence[Instrumento], fecha: str) -> tuple[Instrumento, ...]:
    """Los que rigen en una fecha «AAAA-MM-DD»; sin fecha de inicio conocida, ninguno rige."""
    return tuple(
        i
        for i in instrumentos
        if i.desde is not None and i.desde <= fecha and (i.hasta is None or fecha <= i.hasta)
    )


@dataclass(frozen=True)
class Clasificacion:
    """La clasificación rehecha desde el grupo y el nivel, y en qué difiere de la escrita.

    `orden` (n,) del grupo y el nivel, o de lo escrito si faltan. `truncadas` (n,): lo escrito es
    el comienzo del código («C1» por «C16»). `contradictorias` (n,): dice otra cosa; se conserva
    el grupo y el nivel y se informa. `sin_dato` (n,): no hay ni lo uno ni lo otro.
    """

    orden: Enteros
    truncadas: Logicos
    contradictorias: Logicos
    sin_dato: Logicos


def rehacer(
    instrumento: Instrumento, escrita: Sequence[str], grupo: Sequence[str], nivel: Numeros
) -> Clasificacion:
    """Rehace una columna de clasificación truncada con las de grupo y nivel."""
    armado = instrumento.ordenar(grupo, nivel)
    leido = instrumento.leer(escrita)
    codigos = np.array(instrumento.rotular(armado), dtype=np.str_)
    textos = np.char.upper(np.char.strip(np.asarray(escrita, dtype=np.str_)))
    difiere = (armado != SIN_ORDEN) & (textos != "") & (textos != codigos)
    truncadas = difiere & np.char.startswith(codigos, textos)
    orden = np.where(armado == SIN_ORDEN, leido, armado)
    return Clasificacion(orden, truncadas, difiere & ~truncadas, orden == SIN_ORDEN)
