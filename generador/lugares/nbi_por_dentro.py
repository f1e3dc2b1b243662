"""La NBI dentro del municipio: qué se puede mostrar de cada lugar y en qué orden se lee."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generador.cubo.minimos import PERSONAS_MINIMAS
from generador.lugares import tabla_en_memoria
from generador.lugares.cortes_de_nbi import CORTES
from generador.lugares.tabla_en_memoria import Lugares, Reales
from generador.metodos.grupos import Agrupacion
from generador.metodos.supresion import suprimir
from generador.rutas import DATOS

FUENTE, CONTORNOS = "nbi_centros_poblados", "mgn_2018"
CABECERA, CENTRO, DISPERSO = "cabecera", "centro_poblado", "rural_disperso"
MINIMO = PERSONAS_MINIMAS
"""Personas de un lugar por debajo de las cuales su tasa no sale de `datos/`."""
OCULTA = -1
COMPONENTES = {
    "nbi_vivienda": "vivienda",
    "nbi_servicios": "servicios",
    "nbi_hacinamiento": "hacinamiento",
    "nbi_inasistencia": "inasistencia",
    "nbi_dependencia": "dependencia",
}
NINGUNO, VARIOS = "ninguno", "varios por igual"
TASAS = ("nbi", "nbi_miseria", *COMPONENTES)

_ORDEN = {CABECERA: 0, DISPERSO: 1, CENTRO: 2}


@dataclass(frozen=True)
class Nbi:
    """La tabla de lugares con lo que se deduce de ella; todo va fila a fila con la tabla.

    `se_muestra`: si la tasa se puede publicar. No, si el lugar tiene menos de `MINIMO` personas, ni
    si hace falta callarla para que otra no salga restando de la cifra rural del municipio.
    """

    tabla: Lugares = field(repr=False)
    se_muestra: NDArray[np.bool_] = field(repr=False)

    @property
    def codigos(self) -> tuple[str, ...]:
        """Código de ocho cifras de cada lugar."""
        return self.tabla.textos["codigo"]

    @property
    def nombres(self) -> tuple[str, ...]:
        """Nombre de cada lugar."""
        return self.tabla.textos["nombre"]

    @property
    def clases(self) -> tuple[str, ...]:
        """Cabecera, centro poblado o rural disperso."""
        return self.tabla.textos["clase"]

    @property
    def personas(self) -> Reales:
        """Personas en hogares particulares, (lugares,)."""
        return self.tabla.numeros["personas"]

    @cached_property
    def publicadas(self) -> dict[str, Reales]:
        """Cada tasa, en % de personas, con NaN donde no se muestra."""
        numeros = self.tabla.numeros
        return {tasa: np.where(self.se_muestra, numeros[tasa], np.nan) for tasa in TASAS}

    @cached_property
    def con_nbi(self) -> Reales:
        """Cuántas personas tenían NBI; NaN donde no se muestra. La tasa sale de este entero."""
        return np.rint(self.publicadas["nbi"] * self.personas / 100)

    @cached_property
    def color(self) -> list[int]:
        """Clase de la NBI de cada lugar, de 0 a 4; `OCULTA` donde no se muestra."""
        nbi = self.publicadas["nbi"]
        clases = np.searchsorted(CORTES, nbi, side="right")
        return list(np.where(np.isnan(nbi), OCULTA, clases).tolist())

    @cached_property
    def pesa_mas(self) -> list[str]:
        """El componente más frecuente de cada lugar; dos si empatan y «» donde no se muestra."""
        matriz = np.column_stack([self.publicadas[c] for c in COMPONENTES])
        nombres = list(COMPONENTES.values())
        salida = []
        for fila, mayor in zip(matriz.tolist(), matriz.max(axis=1).tolist(), strict=True):
            iguales = [n for n, v in zip(nombres, fila, strict=True) if v == mayor]
            if mayor == 0:
                salida.append(NINGUNO)
            else:
                salida.append(" y ".join(iguales) if len(iguales) < 3 else VARIOS)
        return salida

    @cached_property
    def con_punto(self) -> NDArray[np.bool_]:
        """Si el lugar tiene coordenadas."""
        return np.isfinite(self.tabla.numeros["longitud"])

    @cached_property
    def orden(self) -> dict[str, list[int]]:
        """Municipio → sus filas: cabecera, rural disperso y centros, de más a menos personas."""
        personas = self.personas.tolist()

        def llave(fila: int) -> tuple[int, float, str]:
            return _ORDEN[self.clases[fila]], -personas[fila], self.codigos[fila]

        return {m: sorted(filas, key=llave) for m, filas in self.tabla.tramos.items()}


def leer(carpeta: Path = DATOS) -> Nbi:
    """La NBI por lugar de `carpeta`; ErrorDeDatos si la tabla no cumple lo declarado."""
    return desde_tabla(tabla_en_memoria.leer(FUENTE, carpeta))


def desde_tabla(lugares: Lugares) -> Nbi:
    """Decide qué se muestra: lo rural de cada municipio se publica, así que se protege en grupo."""
    rural = [
        "" if clase == CABECERA else municipio
        for clase, municipio in zip(lugares.textos["clase"], lugares.territorios, strict=True)
    ]
    grupos, _ = Agrupacion.de_codigos(rural)
    personas = lugares.numeros["personas"]
    return Nbi(lugares, suprimir(personas, [grupos], minimo=MINIMO).territorios == 0)
