"""De las columnas de una base a sus hogares: el camino único de la orden, QGIS y el navegador.

Primero se decide qué es cada fila y a qué hogar pertenece; después, quién habla por el hogar (su
jefe); y solo entonces se leen, de esa fila, los datos del hogar. Todo lo que no se pudo leer queda
contado y nombrado.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..instrumento import Clasificacion
from ..tipos import Enteros, Reales
from .avisos import Avisos
from .codigos import TerritorioDeCadaFila
from .del_jefe import DelJefe
from .edades import CuentaPorEdad
from .entrada import Entrada, Peticion, Unidad
from .marcas import anotar_ilegibles, desarmar, la_marca, leer_marcas, sin_dato
from .nombres import PRIVACIONES
from .perdidas import Perdidas
from .reunir import reunir

H_5 = len(PRIVACIONES)
MARCAS = (*PRIVACIONES, "h_5")
MOTIVOS = (*["privacion"] * H_5, "h_5")


@dataclass(frozen=True)
class HogaresArmados:
    """H hogares de una base de n filas.

    `jefe` (H,): la fila (posición) que habla por el hogar, y `fila` (H,) su número en la base.
    `hogar` (n,): el hogar de cada fila, −1 si no cuenta; None si la base no permite saberlo.
    `identidades` (H,), o None. `personas` (H,), NaN si no se sabe. `marcas` (H,): las privaciones
    y `h_5` en un entero, que pesa la decimosexta parte que su matriz. `factor` (H,) de expansión,
    1 si no se usa. `municipio`: el de cada hogar. `edades`: cuántas personas de cada edad, si la
    base las trae.
    """

    unidad: Unidad
    jefe: Enteros
    fila: Enteros
    hogar: Enteros | None
    identidades: tuple[str, ...] | None
    personas: Reales
    marcas: Enteros
    clasificacion: Clasificacion
    zona: Reales
    clase: Reales
    factor: Reales
    municipio: TerritorioDeCadaFila | None
    edades: Mapping[str, CuentaPorEdad]
    avisos: Avisos
    perdidas: Perdidas

    @property
    def privaciones(self) -> Reales:
        """La matriz (H, 15) de 0, 1 y NaN sin dato; se arma cada vez."""
        return desarmar(self.marcas, H_5)

    @property
    def h_5(self) -> Reales:
        """La marca de pobre que trae la base, (H,); NaN sin dato."""
        return la_marca(self.marcas, H_5)

    @property
    def textos(self) -> tuple[str, ...]:
        """Todo lo que hay que decir: los avisos y las pérdidas, en orden."""
        return (*self.avisos.textos, *(p.texto for p in self.perdidas.lista))


def armar(entrada: Entrada, peticion: Peticion) -> HogaresArmados:
    """Los hogares de la base; ErrorDeMetodo si algo que cambia el resultado no se pudo leer."""
    avisos, perdidas = Avisos(), Perdidas(entrada.filas)
    columnas = [entrada.de(c) for c in MARCAS]
    marcas = leer_marcas(columnas)
    reunion = reunir(entrada, peticion, marcas, avisos, perdidas)
    jefe = reunion.resumen.jefe
    habla = np.zeros(len(marcas), dtype=np.bool_)
    habla[jefe] = True
    anotar_ilegibles(columnas, MOTIVOS, habla, perdidas)
    del_jefe = DelJefe(entrada, peticion, reunion, avisos, perdidas.de(jefe))
    marcas = marcas[jefe]
    avisos.anotar("privaciones_sin_dato", int(sin_dato(marcas, H_5).sum()))
    clase, zona = del_jefe.clase_y_zona()
    identidad, municipio = reunion.identidad, reunion.municipio
    hechos = HogaresArmados(
        unidad=reunion.unidad,
        jefe=jefe,
        fila=entrada.filas[jefe],
        hogar=None if identidad is None else np.where(reunion.resumen.cuenta, identidad.hogar, -1),
        identidades=None if identidad is None else identidad.textos,
        personas=del_jefe.tamanos(),
        marcas=marcas,
        clasificacion=del_jefe.niveles(),
        zona=zona,
        clase=clase,
        factor=del_jefe.factor(),
        municipio=municipio
        and TerritorioDeCadaFila(municipio.etiquetas, np.asarray(municipio.codigos[jefe])),
        edades=del_jefe.edades(perdidas),
        avisos=avisos,
        perdidas=perdidas,
    )
    perdidas.comprobar(aceptadas=peticion.aceptar, aceptar=peticion.como.aceptar)
    return hechos
