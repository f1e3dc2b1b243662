"""Quién pide el servicio: los hogares de una base, o los territorios de una capa de polígonos."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from generador.acceso.geometria_de_la_capa import geometria_de
from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import Apertura, abrir, sha256_de
from generador.hogares.base_armada import COMO_SE_DICE
from generador.hogares.base_reconocida import Base, reconocer_base
from generador.hogares.dominio import GEOGRAFICAS, con_lugar
from generador.hogares.incidencia import Opciones
from generador.hogares.motor_duckdb import conectar
from generador.hogares.poligonos import CapaDeTerritorios, anillos, leer_capa, transformar
from generador.hogares.reduccion import reducir
from generador.hogares.ubicacion import columnas_de_punto, por_columnas, puntos_de
from generador.metodos.acceso.medir import Puntos
from generador.metodos.azar import Palabras
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.auditoria import ArchivoLeido
from generador.metodos.polo import polo
from generador.metodos.tipos import Enteros, Reales
from generador.resguardo.clave import Clave

METRICO = "EPSG:9377"


@dataclass(frozen=True)
class ComoEsLaDemanda:
    """Lo que se escribió en la orden de los hogares o de los territorios.

    `clave_de`: con qué clave se publica esa base, si se va a publicar.
    """

    archivo: Path
    por: str | None
    opciones: Opciones
    apertura: Apertura = field(default_factory=Apertura)
    columnas: Path | None = None
    personas: str | None = None
    memoria: str = "600MB"
    clave_de: Callable[[Base], Clave] | None = None


@dataclass(frozen=True)
class Demanda:
    """n puntos en EPSG:9377, las `personas` (n,) de cada uno (NaN si no se sabe) y su territorio.

    `filas` (n,): la del jefe en la base; None si son territorios, y entonces `base` también.
    `llaves` (n,): la de cada hogar con la `clave`, si se va a publicar.
    """

    puntos: Puntos
    personas: Reales
    grupos: Agrupacion
    territorios: tuple[str, ...]
    filas: Enteros | None
    base: Base | None
    geometria: Any
    entradas: tuple[ArchivoLeido, ...]
    avisos: tuple[str, ...]
    avisos_de_la_orden: tuple[str, ...]
    clave: Clave | None = None
    llaves: Palabras | None = None

    @property
    def de_que(self) -> str:
        """Qué es cada punto."""
        return "territorios" if self.base is None else "hogares"


def leer_demanda(como: ComoEsLaDemanda) -> Demanda:
    """Los hogares o los territorios, según lo que sea el archivo; ErrorDeDatos si no sirve."""
    if "Polygon" in geometria_de(como.archivo, como.apertura.capa):
        return _de_territorios(como)
    if como.personas is not None:
        raise ErrorDeDatos(
            "--personas solo sirve con una capa de territorios",
            que_hacer="quítela: en una base de hogares las personas se cuentan",
        )
    return _de_hogares(como)


def _de_territorios(como: ComoEsLaDemanda) -> Demanda:
    if como.por is None:
        raise ErrorDeDatos(
            "falta decir qué campo de la capa es el código del territorio",
            lugar=Lugar(como.archivo.name),
            que_hacer="dígalo con --por",
        )
    capa = leer_capa(como.archivo, como.por, como.apertura.capa, campo_cantidad=como.personas)
    x, y, sin_punto = polos(capa)
    personas = np.full(len(capa.codigos), np.nan) if capa.cantidad is None else capa.cantidad
    avisos = [*capa.avisos]
    if sin_punto:
        avisos.append(f"{sin_punto} territorios no encierran área y quedan sin coordenada")
    if como.personas is None:
        avisos.append(
            "no se dijo cuánta gente hay en cada territorio (--personas CAMPO): no se cuenta la "
            "que tiene o no servicio"
        )
    return Demanda(
        Puntos(x, y), personas, Agrupacion(np.arange(len(x)), len(x)), capa.codigos, None, None,
        capa.geometria, (ArchivoLeido(capa.archivo, sha256_de(capa.ruta)),), (), tuple(avisos),
    )  # fmt: skip


def polos(capa: CapaDeTerritorios) -> tuple[Reales, Reales, int]:
    """El punto interior más alejado del borde de cada territorio, en EPSG:9377; y cuántos no.

    Siempre cae adentro, a diferencia del centroide.
    """
    en_metros = capa.geometria.geometry.to_crs(METRICO).reindex(list(capa.codigos))
    x, y = np.full(len(en_metros), np.nan), np.full(len(en_metros), np.nan)
    for i, geometria in enumerate(en_metros):
        partes = [] if geometria is None else anillos(geometria)
        try:
            x[i], y[i], _ = polo(partes) if partes else (np.nan, np.nan, 0.0)
        except ValueError:  # sin área: queda sin coordenada, y se cuenta
            continue
    return x, y, int(np.count_nonzero(np.isnan(x)))


def _de_hogares(como: ComoEsLaDemanda) -> Demanda:
    opciones = como.opciones
    with conectar(como.memoria) as conexion:
        base = reconocer_base(abrir(conexion, como.archivo, como.apertura), como.columnas)
        clave = como.clave_de(base) if como.clave_de is not None else None
        opciones = replace(opciones, clave=clave)
        ejes = columnas_de_punto(base, opciones.x, opciones.y)
        columnas = base.columnas(opciones.por)
        renglones, _ = reducir(base, (*columnas, *(ejes or ())), opciones)
        with con_lugar(base.nombre):
            donde = por_columnas(base, renglones, columnas)
            x, y, _ = puntos_de(base, renglones, ejes)
            aceptar = COMO_SE_DICE.aceptar
            renglones.perdidas.comprobar(aceptadas=opciones.aceptar, aceptar=aceptar)
    if (renglones.registros != 1).any():
        raise ErrorDeDatos(
            "la base no deja saber de a un hogar: no dice qué personas son de cada uno, o es muy "
            "grande",
            lugar=Lugar(base.nombre),
            que_hacer="use la base con su ficha y su hogar, o pártala por municipio",
        )
    sin_personas = np.where(renglones.personas > 0, renglones.personas, np.nan)
    renglones.avisos.anotar("sin_territorio", int(np.count_nonzero(donde.codigos < 0)))
    renglones.avisos.anotar("sin_coordenada", int(np.count_nonzero(np.isnan(x) | np.isnan(y))))
    x, y = transformar(x, y, base.archivo.crs or GEOGRAFICAS, METRICO)
    codigos = donde.codigos.astype(np.int64)
    return Demanda(
        Puntos(x, y), sin_personas * renglones.factor, Agrupacion(codigos, len(donde.etiquetas)),
        donde.etiquetas, renglones.filas, base, None, (), renglones.textos, base.avisos,
        clave, renglones.llaves,
    )  # fmt: skip
