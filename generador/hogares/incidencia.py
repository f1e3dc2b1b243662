"""Incidencia de privaciones por territorio: de un archivo de hogares a lo medido, exacto."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from generador.hogares import modos
from generador.hogares.base_armada import COMO_SE_DICE
from generador.hogares.base_reconocida import Base
from generador.hogares.dominio import con_lugar, instrumento
from generador.hogares.error_de_muestreo import estimar_muestra
from generador.hogares.modos import Modo
from generador.hogares.poligonos import CapaDeTerritorios
from generador.hogares.reduccion import reducir
from generador.hogares.renglones import Renglones
from generador.hogares.sin_dato import Depurada, depurar
from generador.hogares.ubicacion import columnas_de_punto, por_columnas, por_poligonos
from generador.metodos.depuracion import ReglaDeNulos
from generador.metodos.hogares.entrada import Peticion, Unidad
from generador.metodos.metodo import IPM, Metodo, Proporcion
from generador.metodos.metodo import leer_pesos as pesos_escritos
from generador.metodos.muestreo import Estimacion
from generador.metodos.patrones import Unidad as Denominador
from generador.metodos.patrones import medir_patrones
from generador.metodos.privaciones import Medida
from generador.metodos.publicable.redondeo import BASE
from generador.metodos.supresion import MINIMO
from generador.resguardo.clave import Clave


@dataclass(frozen=True)
class Opciones:
    """Lo que se declara para medir. `k` como se escribió, para el registro; `pesos`, fracciones.

    `clave` y `redondeo`, solo en modo publicable: con qué clave y a múltiplos de cuánto.
    """

    por: str = "cod_mpio"
    k: str = "1/3"
    pesos: tuple[Proporcion, ...] = IPM.proporciones
    minimo: int = MINIMO
    nulos: ReglaDeNulos = "fallar"
    unidad: Denominador = "personas"
    filas: Unidad | None = None
    con_factor: bool = True
    x: str | None = None
    y: str | None = None
    modo: Modo = "interno"
    revisar: bool = True
    decimal: str | None = None
    aceptar: bool = False
    clave: Clave | None = None
    redondeo: int = BASE

    @property
    def metodo(self) -> Metodo:
        """El método declarado; ErrorDeDatos si el corte o los pesos no sirven."""
        with con_lugar():
            return Metodo.declarar(IPM.nombres, self.pesos, self.k)

    @property
    def peticion(self) -> Peticion:
        """Lo que se le pide al núcleo."""
        return Peticion(
            instrumento(),
            filas=self.filas,
            decimal=self.decimal,
            con_factor=self.con_factor,
            aceptar=self.aceptar,
            como=COMO_SE_DICE,
        )


@dataclass(frozen=True)
class IncidenciaMedida:
    """T territorios medidos, y el total.

    `medida` en la unidad pedida y `en_hogares` siempre en hogares (la de las tasas sin censurar).
    Todo es exacto: lo que se publica sale de `depurada.tabla` (ver `publicable`). `territorios`
    (T,) sus códigos, en orden. `avisos` son los del núcleo y `avisos_de_la_orden`, los propios;
    `cuentas`, qué pasó con las coordenadas. `estimacion`: los errores de muestreo, si la base trae
    factor de expansión y con qué calcularlos.
    """

    territorios: tuple[str, ...]
    medida: Medida
    en_hogares: Medida
    total: Medida
    personas: Any
    estimacion: Estimacion | None
    depurada: Depurada
    renglones: Renglones
    revisada: bool
    avisos: tuple[str, ...]
    avisos_de_la_orden: tuple[str, ...]
    cuentas: dict[str, int]

    @property
    def filas(self) -> Unidad:
        """Qué es cada fila de la base."""
        return self.renglones.unidad


def medir_incidencia(
    base: Base, opciones: Opciones, capa: CapaDeTerritorios | None = None
) -> IncidenciaMedida:
    """Lee la base y mide cada territorio: del campo `por`, o de la capa si se da."""
    metodo = opciones.metodo
    ejes = columnas_de_punto(base, opciones.x, opciones.y) if capa else None
    columnas = (ejes or ()) if capa else base.columnas(opciones.por)
    renglones, revisada = reducir(base, columnas, opciones)
    cuentas: dict[str, int] = {}
    with con_lugar(base.nombre):
        if capa is None:
            donde = por_columnas(base, renglones, columnas)
        else:
            donde, cuentas = por_poligonos(base, renglones, capa, ejes)
        renglones.perdidas.comprobar(aceptadas=opciones.aceptar, aceptar=COMO_SE_DICE.aceptar)
        codigos = donde.codigos.astype(np.int64)
        depurada = depurar(base, renglones, codigos, len(donde.etiquetas), opciones.nulos)
        medida = medir_patrones(depurada.tabla, metodo, opciones.unidad)
        avisos = renglones.avisos
        avisos.anotar("sin_territorio", 0 if capa else depurada.sin_territorio)
        avisos.anotar("otro_h_5", depurada.distintos_de_h_5 or 0)
        estimacion, de_muestra = estimar_muestra(
            renglones, codigos, depurada.cuentan, len(donde.etiquetas), metodo, opciones.unidad
        )
        modos.avisar(medida, opciones.modo, opciones.minimo, avisos)
        return IncidenciaMedida(
            territorios=donde.etiquetas,
            medida=medida,
            en_hogares=medir_patrones(depurada.tabla, metodo, "hogares"),
            total=medida.total(),
            personas=depurada.tabla.agrupacion.sumar(depurada.tabla.personas),
            estimacion=estimacion,
            depurada=depurada,
            renglones=renglones,
            revisada=revisada,
            avisos=renglones.textos,
            avisos_de_la_orden=(
                *base.avisos,
                *(capa.avisos if capa else ()),
                *_propios(base, de_muestra),
            ),
            cuentas=cuentas,
        )


def _propios(base: Base, de_muestra: Sequence[str]) -> list[str]:
    avisos = [*de_muestra]
    if base.canonica("marca"):
        avisos.append(
            "no se filtró por «marca»: hay dos codificaciones sin verificar; si la base "
            "trae registros excluidos, quítelos antes"
        )
    return avisos


def leer_pesos(texto: str | None) -> tuple[Fraction, ...]:
    """Los 15 pesos que se escribieron, en centésimas o fracciones; los del IPM si no se dan."""
    if texto is None:
        return IPM.proporciones
    with con_lugar():
        return pesos_escritos(texto)
