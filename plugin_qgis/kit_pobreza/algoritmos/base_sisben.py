"""Una base Sisbén leída: columnas por su nombre canónico, hogares y marcas de calidad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errores import ErrorDeCapa
from ..lectura import Fuente, Pedido
from ..lectura.archivo import Archivo, Tabla, leer
from ..metodos.hogares.agrupar import JEFE, Hogares, identificar, resumir_hogares
from ..metodos.hogares.codificacion import categorias_de_marca
from ..metodos.hogares.columna import Columna
from ..metodos.hogares.nombres import Reconocimiento, reconocer
from ..metodos.hogares.numeros import convertir, detectar_separadores
from ..metodos.hogares.personales import contenido_personal, permitida
from ..recursos import tabla
from .campos import personales, vedado

VALIDO = "valido"


@dataclass
class Base:
    """Las filas (personas) de la base que se conservan.

    `registro` (n,): número de cada fila en el archivo, desde 1. `ambiguas`: columnas numéricas en
    las que «1.234» podría ser mil doscientos.
    """

    reconocimiento: Reconocimiento
    tabla: Tabla
    descartadas: dict[str, str]
    registro: np.ndarray
    ambiguas: list[str]

    def tiene(self, canonico: str) -> bool:
        """Si la base trae esa columna."""
        return canonico in self.reconocimiento.columnas

    def codigos(self, columna: str) -> np.ndarray:
        """Código de cada fila de una columna de la base."""
        return self.tabla.codigos[columna][self.registro - 1]

    def textos(self, canonico: str) -> np.ndarray:
        """La columna como texto, (n,); «» si falta."""
        columna = self.reconocimiento.columnas.get(canonico, canonico)
        if columna not in self.tabla.codigos:
            return np.full(len(self.registro), "")
        return self.tabla.diccionarios[columna].escribir(self.codigos(columna))

    def numeros(self, canonico: str) -> np.ndarray:
        """La columna como números, (n,); NaN si falta o no es un número."""
        columna = self.reconocimiento.columnas.get(canonico, canonico)
        if columna not in self.tabla.codigos:
            return np.full(len(self.registro), np.nan)
        distintos = self.tabla.diccionarios[columna].textos
        separadores = detectar_separadores(distintos)
        if separadores.ambiguo and columna not in self.ambiguas:
            self.ambiguas.append(columna)
        valores = convertir(distintos, separadores)
        return np.append(valores, np.nan)[self.codigos(columna)]

    def conservar(self, filas: np.ndarray) -> Base:
        """La base con solo esas filas."""
        return Base(
            self.reconocimiento, self.tabla, self.descartadas, self.registro[filas], self.ambiguas
        )


@dataclass(frozen=True)
class EnHogares:
    """Las filas de la base agrupadas.

    `hogar` (n,) número de hogar de cada fila, o None si la base no trae con qué agrupar; `jefe`
    (H,) fila del jefe; `personas` (H,).
    """

    hogar: np.ndarray | None
    jefe: np.ndarray
    personas: np.ndarray
    resumen: Hogares | None


def leer_archivo(archivo: Archivo, conservar: list[str], avance: Any) -> Base:
    """La base de un CSV o TXT."""
    reconocida = reconocer(archivo.nombres, tabla("esquemas_sisben"))
    leidas = _columnas(reconocida, archivo.nombres, conservar)
    datos = leer(archivo, leidas, avance)
    _sin_contenido_personal(datos, conservar)
    return _base(reconocida, datos, list(archivo.nombres))


def leer_capa(fuente: Fuente, conservar: list[str], avance: Any, crs: Any) -> tuple[Base, Any, Any]:
    """La base de una capa, y las coordenadas de sus puntos si los tiene."""
    reconocida = reconocer(fuente.nombres, tabla("esquemas_sisben"))
    columnas = _columnas(reconocida, fuente.nombres, conservar)
    bloque = fuente.leer(Pedido(textos=tuple(columnas), crs=crs), avance)
    codigos = {c: bloque.columnas[c].astype(np.int32) for c in columnas}
    datos = Tabla(bloque.filas, codigos, fuente.diccionarios)
    _sin_contenido_personal(datos, conservar)
    return _base(reconocida, datos, fuente.nombres), bloque.x, bloque.y


def agrupar(base: Base) -> EnHogares:
    """Los hogares, por su llave o, si el esquema no la tiene, por sus jefes."""
    parentesco = base.numeros("parentesco")
    llave = base.reconocimiento.clave_hogar
    if not llave:
        jefe = np.flatnonzero(parentesco == JEFE) if base.tiene("parentesco") else None
        if jefe is None:
            jefe = np.arange(len(base.registro))
        return EnHogares(None, jefe, base.numeros("personas_hogar")[jefe], None)
    hogar = identificar(*(base.codigos(columna) for columna in llave))
    resumen = resumir_hogares(hogar, parentesco)
    return EnHogares(hogar, resumen.jefe, resumen.personas.astype(float), resumen)


def solo_validos(base: Base, codificacion: str) -> Base:
    """La base sin los registros excluidos o en verificación."""
    if not base.tiene("marca"):
        raise ErrorDeCapa(
            "se pidió conservar solo los registros válidos y la base no trae «marca»",
            que_hacer="elija no filtrar por marca",
        )
    categorias = categorias_de_marca(base.numeros("marca"), codificacion, tabla("codigos_sisben"))
    return base.conservar(np.flatnonzero(np.array(categorias) == VALIDO))


def sin_llave(base: Base) -> np.ndarray:
    """Qué filas no dicen a qué hogar pertenecen, (n,)."""
    vacias = np.zeros(len(base.registro), dtype=bool)
    for columna in base.reconocimiento.clave_hogar:
        vacias |= base.codigos(columna) < 0
    return vacias


def _columnas(reconocida: Reconocimiento, nombres: Any, conservar: list[str]) -> list[str]:
    faltan = [c for c in conservar if c not in nombres]
    if faltan:
        raise ErrorDeCapa(
            f"la base no trae la columna «{faltan[0]}»", que_hacer="revise las columnas a conservar"
        )
    for columna, motivo in personales(conservar).items():
        raise vedado(columna, motivo)
    return list(dict.fromkeys([*reconocida.columnas.values(), *conservar]))


def _sin_contenido_personal(datos: Tabla, conservar: list[str]) -> None:
    """Error si una columna desconocida que se pidió trae datos personales."""
    for c in conservar:
        if permitida(c, nombrada=True).uso == "pedida":
            textos = tuple(datos.diccionarios[c].textos)
            motivo = contenido_personal(Columna(c, textos, datos.codigos[c]))
            if motivo:
                raise vedado(c, motivo)


def _base(reconocida: Reconocimiento, datos: Tabla, nombres: list[str]) -> Base:
    if not datos.filas:
        raise ErrorDeCapa(
            "la base no tiene registros (0 filas)", que_hacer="revise el archivo o el filtro"
        )
    registro = np.arange(1, datos.filas + 1)
    return Base(reconocida, datos, personales(nombres), registro, [])
