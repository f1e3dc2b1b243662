"""Los datos del hogar, leídos de la fila que habla por él."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..instrumento import Clasificacion
from ..tipos import Reales
from .avisos import Avisos
from .categorias import entero, lector, zona_de_clase
from .clasificacion import clasificar
from .columna import Columna
from .edades import CuentaPorEdad, contar_por_edad, leer_edades
from .entrada import Entrada, Peticion
from .numeros import leer_reales
from .perdidas import ILEGIBLE, Perdidas
from .reunir import Reunion

DEL_NIVEL = frozenset({"orden", "grupo", "nivel", "clasificacion"})


@dataclass(frozen=True)
class DelJefe:
    """Lee las columnas del jefe de cada hogar y anota lo que no se entiende."""

    entrada: Entrada
    peticion: Peticion
    reunion: Reunion
    avisos: Avisos
    perdidas: Perdidas

    def columna(self, canonico: str) -> Columna:
        """La columna, con una fila por hogar."""
        return self.entrada.de(canonico).tomar(self.reunion.resumen.jefe)

    def niveles(self) -> Clasificacion:
        """El grupo y el nivel de cada hogar."""
        hecha = clasificar(
            self.peticion.instrumento,
            self.columna("grupo"),
            self.columna("nivel"),
            self.columna("clasificacion"),
            self.perdidas,
            detiene=bool(DEL_NIVEL & self.peticion.usados),
        )
        self.avisos.anotar("truncadas", int(hecha.truncadas.sum()))
        self.avisos.anotar("contradictorias", int(hecha.contradictorias.sum()))
        return hecha

    def clase_y_zona(self) -> tuple[Reales, Reales]:
        """La clase (1 a 3) y la zona (1 o 2); la zona sale de la clase si la base no la trae."""
        usados = self.peticion.usados
        detiene = "clase" in usados or ("zona" in usados and not self.entrada.tiene("zona"))
        clase = self.perdidas.leer(self.columna("clase"), "clase", lector("clase"), detiene=detiene)
        if not self.entrada.tiene("zona"):
            return clase, np.array([zona_de_clase(c) for c in (1.0, 2.0, 3.0, np.nan)])[
                np.where(np.isnan(clase), 4, clase).astype(np.int64) - 1
            ]
        propia = self.columna("zona")
        return clase, self.perdidas.leer(propia, "zona", lector("zona"), detiene="zona" in usados)

    def tamanos(self) -> Reales:
        """Las personas de cada hogar; NaN si la base no permite saberlo."""
        escrita = self.columna("personas_hogar")
        contadas = self.reunion.resumen.personas.astype(np.float64)
        if self.reunion.unidad == "personas" and self.reunion.identidad is not None:
            dichas = escrita.numeros(personas_escritas)
            otro = np.isfinite(dichas) & (dichas != contadas)
            self.avisos.anotar("otro_tamano", int(otro.sum()), columna=escrita.nombre)
            return contadas
        leidas = escrita.numeros(personas_escritas)
        if self.entrada.tiene("personas_hogar"):
            malas = ~np.isfinite(leidas)
            self.perdidas.anotar(escrita, "personas_hogar", malas, detiene=True)
        return np.where(np.isfinite(leidas), leidas, np.nan)

    def factor(self) -> Reales:
        """El factor de expansión del hogar, 1 si la base no lo trae o se pidió no usarlo."""
        if not self.entrada.tiene("fex"):
            return np.ones(len(self.reunion.resumen.jefe))
        return leer_factor(self.columna("fex"), self.peticion, self.avisos, self.perdidas)

    def edades(self, de_las_filas: Perdidas) -> Mapping[str, CuentaPorEdad]:
        """Personas de cada edad por hogar; {} si no se sabe la edad o el hogar de cada una."""
        identidad = self.reunion.identidad
        if identidad is None or self.reunion.unidad == "hogares" or not self.entrada.tiene("edad"):
            return {}
        edad = leer_edades(self.entrada.de("edad"), de_las_filas)
        resumen = self.reunion.resumen
        return contar_por_edad(edad, identidad.hogar, resumen.cuenta, len(resumen.jefe))


# Un registro no representa a más hogares que los que caben en el país: lo demás está dañado, y
# con ella las sumas se desbordan.
MAXIMO_DE_FACTOR = 1e9


def leer_factor(columna: Columna, peticion: Peticion, avisos: Avisos, perdidas: Perdidas) -> Reales:
    """El factor de expansión, (n,), y lo dice; 1 si se pidió no usarlo."""
    if not peticion.con_factor:
        avisos.anotar("factor_sin_usar", len(columna), columna=columna.nombre)
        return np.ones(len(columna))
    factor = leer_reales(
        columna,
        "factor",
        Perdidas(perdidas.filas),
        decimal=peticion.decimal,
        minimo=0.0,
        como=peticion.como.decimal,
    )
    malas = ~(factor <= MAXIMO_DE_FACTOR)
    perdidas.anotar(columna, "factor", malas, detiene=True)
    avisos.anotar("factor", len(columna), columna=columna.nombre)
    return np.where(malas, 0.0, factor)


def personas_escritas(texto: str) -> float:
    """Las personas que dice una celda, o `ILEGIBLE` si no es un entero desde 1."""
    valor = entero(texto.strip())
    return valor if valor >= 1 else ILEGIBLE
