"""Los hogares de una base, uno por uno, con los campos que usan las reglas y la prioridad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from generador.hogares.base_armada import (
    COMO_SE_DICE,
    armar_hogares,
    columnas_del_nucleo,
    leer_entrada,
)
from generador.hogares.base_reconocida import Base
from generador.hogares.columnas_leidas import ColumnasLeidas
from generador.hogares.dominio import con_lugar
from generador.metodos.depuracion import ReglaDeNulos
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.campos_del_hogar import (
    DEL_KIT,
    campo_ajeno,
    territorio_del_hogar,
    texto_del_hogar,
    un_solo_territorio,
)
from generador.metodos.hogares.entrada import Peticion, Unidad
from generador.metodos.hogares.leida import Leida, campos_de_los_hogares, conservados
from generador.metodos.instrumento import Instrumento
from generador.metodos.metodo import Metodo
from generador.metodos.tipos import Enteros, Reales


@dataclass(frozen=True)
class HogaresCargados:
    """n hogares.

    `fila` (n,): la fila del jefe en el archivo, contando el encabezado si es de texto: es lo único
    que permite volver a la base. `identidades` son para el sorteo y no se escriben. `factor` (n,)
    de expansión, 1 si no se usa. `territorio` agrupa según `territorios`. `avisos`: los del núcleo.
    """

    fila: Enteros
    identidades: tuple[str, ...]
    personas: Reales
    factor: Reales
    agrupacion: Agrupacion
    territorios: tuple[str, ...]
    campos: Mapping[str, Any]
    conservados: Mapping[str, Any]
    avisos: tuple[str, ...]


@dataclass(frozen=True)
class Carga:
    """Qué cargar: territorio, campos pedidos, y cómo. `en_texto`: los que no se vuelven números."""

    por: str | None
    campos: frozenset[str]
    conservar: tuple[str, ...]
    metodo: Metodo
    instrumento: Instrumento
    nulos: ReglaDeNulos = "fallar"
    filas: Unidad | None = None
    decimal: str | None = None
    con_factor: bool = True
    aceptar: bool = False

    @property
    def peticion(self) -> Peticion:
        """Lo que se le pide al núcleo."""
        return Peticion(
            self.instrumento,
            usados=self.campos,
            filas=self.filas,
            decimal=self.decimal,
            con_factor=self.con_factor,
            aceptar=self.aceptar,
            sorteo=True,
            como=COMO_SE_DICE,
        )

    en_texto: frozenset[str] = frozenset()


def leer_hogares(base: Base, carga: Carga) -> Leida:
    """Lee lo pedido y arma los hogares; ErrorDeDatos con la columna que no sirva."""
    por = base.columnas(carga.por) if carga.por else ()
    ajenas = {c: base.columna(c, DEL_KIT) for c in sorted(carga.campos) if c not in DEL_KIT}
    copiadas = {c: columna_a_conservar(base, c) for c in carga.conservar}
    pedidas = (*por, *ajenas.values(), *copiadas.values())
    entrada, _ = leer_entrada(base, ColumnasLeidas.de(base, columnas_del_nucleo(base, pedidas)))
    base.exigir_sin_personales({c: entrada.columnas[c] for c in pedidas})
    hechos = armar_hogares(base, entrada, carga.peticion)
    with con_lugar(base.nombre):
        donde = (
            territorio_del_hogar(entrada, hechos, por)
            if por
            else un_solo_territorio(len(hechos.jefe))
        )
        propias = {
            n: texto_del_hogar(entrada.columnas[c], hechos)
            if n in carga.en_texto
            else campo_ajeno(entrada, hechos, c, decimal=carga.decimal)
            for n, c in ajenas.items()
        }
        hechos.perdidas.comprobar(aceptadas=carga.aceptar, aceptar=COMO_SE_DICE.aceptar)
    return Leida(entrada, hechos, donde, propias, copiadas)


def cargar(base: Base, carga: Carga) -> HogaresCargados:
    """Lee la base y deja un renglón por hogar; ErrorDeDatos con la columna que no sirva.

    Con «excluir», el hogar al que le falta una privación sigue: no se sabe si es pobre, y se dice.
    """
    leida = leer_hogares(base, carga)
    hechos = leida.hechos
    with con_lugar(base.nombre):
        campos = campos_de_los_hogares(leida, carga.metodo, carga.instrumento, carga.nulos)
    hechos.avisos.anotar("sin_saber_si_es_pobre", int(np.isnan(campos["pobre"]).sum()))
    agrupacion, territorios = Agrupacion.de_codigos(campos["territorio"].tolist())
    return HogaresCargados(
        fila=hechos.fila,
        identidades=hechos.identidades or (),
        personas=hechos.personas,
        factor=hechos.factor,
        agrupacion=agrupacion,
        territorios=territorios,
        campos=campos,
        conservados=conservados(leida),
        avisos=hechos.textos,
    )


def columna_a_conservar(base: Base, nombre: str) -> str:
    """Como `base.columna`, pero la ficha se puede pedir por su nombre: hace falta para ubicarla."""
    if nombre in base.reservadas and nombre in base.esquema.columnas.values():
        return nombre
    return base.columna(nombre)
