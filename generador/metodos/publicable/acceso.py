"""Cuántos hogares de cada territorio no tienen un servicio, de modo que se pueda publicar.

La cuenta es la de la incidencia con otra pregunta: cada celda (con servicio, lejos, sin conexión…)
se redondea con la llave de sus hogares y la de todo su territorio, y se muestra según sus hogares.

Solo se publican los límites de una lista corta, por lo mismo que un solo k: mover el límite de a
poco sobre el mismo territorio diría a qué distancia vive cada hogar. Por eso tampoco salen cortes
ni el costo medio, que es exacto y delata al hogar que se quita.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..acceso.cobertura import (
    CON_SERVICIO,
    LEJOS,
    SIN_CONEXION,
    SIN_COORDENADA,
    SIN_TERRENO,
    Codigos,
)  # fmt: skip
from ..azar import Palabras
from ..calculo import razon, suma_modular
from ..errores import ErrorDeMetodo
from ..grupos import Agrupacion
from ..listas import en_lista, enteros
from ..supresion import PUBLICADO, suprimir
from ..tipos import Logicos, Numeros, Reales
from .bitacora import Renglon
from .celdas import HOGARES, Celdas, redondeadas
from .clave import es_de_practica
from .etiquetas import comprobar_tamanos, se_listan
from .filas import NOTA, RESUMEN, TERRITORIO, TOTAL, Fila, uso
from .huella import huella
from .llaves import exigir_llaves
from .pedido import comprobar_opciones
from .redondeo import BASE
from .textos import sin_publicar
from .visible import (
    ESTADOS,
    MINIMO,
    SIN_REGISTROS,
    Visible,
    estado_de,
    publicados,
    renglones_de,
    si,
    vacias,
)

LIMITES: Mapping[str, tuple[float, ...]] = {"km": (1, 2, 5, 10), "minutos": (15, 30, 60, 120)}
# Las celdas de hogares, en orden, y qué estados entran en cada una.
SIN_SERVICIO = 1
DE_QUE: tuple[tuple[int, ...], ...] = (
    (CON_SERVICIO, LEJOS, SIN_CONEXION, SIN_TERRENO, SIN_COORDENADA),
    (LEJOS, SIN_CONEXION),
    (CON_SERVICIO,),
    (LEJOS,),
    (SIN_CONEXION,),
    (SIN_TERRENO, SIN_COORDENADA),
)
# nombre (≤ 10 letras, por el shapefile), tipo, qué es
COLUMNAS: tuple[tuple[str, str, str], ...] = (
    ("estado", "texto", "Si el territorio se publica"),
    ("hogares", "entero", "Hogares, redondeados"),
    ("sin_serv", "entero", "Hogares sin servicio, lejos o sin conexión: redondeados"),
    ("con_serv", "entero", "Hogares con servicio, redondeados"),
    ("lejos", "entero", "Hogares que lo tienen lejos, redondeados"),
    ("sin_conex", "entero", "Hogares sin conexión, redondeados"),
    ("no_se_sabe", "entero", "Hogares de los que no se sabe, redondeados"),
    ("parte_sin", "real", "Proporción de hogares sin servicio"),
    ("parte_baja", "real", "El menor valor que puede tener por el redondeo"),
    ("parte_alta", "real", "El mayor valor que puede tener por el redondeo"),
    ("personas", "entero", "Personas, redondeadas a 10"),
    ("pers_sin", "entero", "Personas sin servicio, redondeadas a 10"),
    ("orden_magn", "entero", "1 si tiene de 12 a 29 hogares: orden de magnitud"),
    (NOTA, "texto", "Cómo leer la fila"),
    ("supresion", "entero", "0 se muestra, 1 pocos hogares, 2 protege a otro, 3 vacío"),
)


@dataclass(frozen=True)
class AccesoPublicado(Visible):
    """G territorios, o el total: sus `celdas` (G, 6) como `DE_QUE`, y sus personas (G,).

    `personas` y `personas_sin_servicio`, a 10 y solo desde 30 hogares; NaN donde se callan.
    """

    celdas: Reales
    personas: Reales
    personas_sin_servicio: Reales

    @property
    def parte_sin_servicio(self) -> Reales:
        """Hogares sin servicio / hogares, (G,)."""
        return razon(self.celdas[:, SIN_SERVICIO], self.hogares)

    def filas(self, textos: Mapping[str, Any]) -> list[Fila]:
        """Los valores de `COLUMNAS` de cada fila, con los `textos` del método; None se calla.

        Un territorio sin registros dice 0 hogares y nada más.
        """
        baja, alta = self.rango(self.celdas[:, SIN_SERVICIO])
        magnitud, estado = (
            self.orden_de_magnitud.tolist(),
            [ESTADOS[e] for e in self.estado.tolist()],
        )
        conteos = [self.hogares, *self.celdas[:, SIN_SERVICIO:].T]
        valores = (
            estado,
            *map(enteros, conteos),
            *map(en_lista, (self.parte_sin_servicio, baja, alta)),
            *map(enteros, (self.personas, self.personas_sin_servicio)),
            [int(m) for m in magnitud],
            [
                textos["rotulos"]["orden_de_magnitud"] if m else textos["estados"][e]
                for m, e in zip(magnitud, estado)
            ],
            self.estado.tolist(),
        )
        nombres = [nombre for nombre, _, _ in COLUMNAS]
        return [dict(zip(nombres, fila)) for fila in zip(*valores)]


@dataclass(frozen=True)
class AccesoPublicable:
    """T territorios y su total, que es su propia celda; `huella` y `practica` son de la clave."""

    territorios: AccesoPublicado
    total: AccesoPublicado
    huella: str
    practica: bool
    _universos: tuple[tuple[int, int], ...] = field(repr=False)

    def renglones(self, fecha: str, corte: str) -> list[Renglon]:
        """Lo que se anota en la bitácora, privada."""
        return renglones_de(self._universos, self.huella, self.total.base, fecha, corte)

    @property
    def sin_publicar(self) -> int:
        """Territorios con registros que no se publican."""
        return int(np.isin(self.territorios.estado, (PUBLICADO, SIN_REGISTROS), invert=True).sum())

    def tabla(self, etiquetas: Sequence[str], textos: Mapping[str, Any]) -> list[Fila]:
        """Las filas que se listan, una que dice cuántas no, y el total: cuando salen de la base."""
        listadas = se_listan(self.territorios, etiquetas_de_la_base=True).tolist()
        marca = uso(textos, practica=self.practica)
        filas: list[Fila] = [
            {TERRITORIO: etiqueta, **propia, **marca}
            for etiqueta, propia, va in zip(etiquetas, self.territorios.filas(textos), listadas)
            if va
        ]
        if self.sin_publicar:
            vacia = dict.fromkeys(nombre for nombre, _, _ in COLUMNAS)
            dice = sin_publicar(textos, self.sin_publicar)
            filas.append({TERRITORIO: dice, **vacia, "estado": RESUMEN, **marca})
        total = {TERRITORIO: TOTAL, **self.total.filas(textos)[0], **marca}
        if self.total.publicado[0]:
            total[NOTA] = textos["rotulos"]["total"]
        return [*filas, total]


def comprobar_pregunta(limite: float | None, unidad: str, *, cortes: bool, capacidad: bool) -> None:
    """ErrorDeMetodo si lo que se pregunta no se publica. `unidad`: «km» o «minutos»."""
    admitidos = LIMITES[unidad]
    if limite not in admitidos:
        dichos = ", ".join(f"{x:g}" for x in admitidos[:-1])
        raise ErrorDeMetodo(
            "falta el límite del servicio" if limite is None else
            f"con un límite de {limite:g} {unidad} no se publica: moverlo de a poco diría a qué "
            "distancia vive cada hogar",
            que_hacer=f"use {dichos} o {admitidos[-1]:g} {unidad}, o mida en modo interno",
        )  # fmt: skip
    if cortes or capacidad:
        que = "los cortes" if cortes else "la capacidad por persona (2SFCA)"
        raise ErrorDeMetodo(f"{que} no se publican", que_hacer="quítelos, o mida en modo interno")


def publicar_acceso(
    estado: Codigos, personas: Numeros, llaves: Palabras | None, grupos: Agrupacion, clave: bytes,
    *, base: int = BASE, minimo: int = MINIMO, exigir_tamanos: bool = False,
) -> AccesoPublicable:  # fmt: skip
    """Lo que se puede publicar: el `estado`, las `personas` y la llave de n hogares, (n,).

    Quien no tiene territorio no cuenta. Si ningún hogar dice sus personas, no salen personas.
    ErrorDeMetodo sin llaves, o si la base de redondeo o el mínimo no son publicables.
    """
    comprobar_opciones(base, minimo)
    gente = np.asarray(personas, dtype=np.float64)
    if (np.nan_to_num(gente) % 1 != 0).any():
        raise ErrorDeMetodo(
            "la base trae factor de expansión: sus territorios no se publican",
            que_hacer="mida en modo interno",
        )
    exactas = [contar_acceso(estado, gente, exigir_llaves(llaves), grupos)]
    exactas.append(exactas[0].total())
    redondas = [_redondear(c, base) for c in exactas]
    if exigir_tamanos:
        comprobar_tamanos(redondas[0].hogares[~vacias(exactas[0]), HOGARES], minimo)
    supresion = suprimir(redondas[0].hogares[:, HOGARES], (), minimo=minimo)
    codigos = supresion.territorios, np.array([supresion.total], dtype=np.int64)
    con_personas = not bool(np.isnan(gente).all())
    territorios, total = (
        _callar(visibles, estado_de(visibles.hogares[:, HOGARES], vacias(c), codigo, minimo), base,
                con_personas=con_personas)
        for c, visibles, codigo in zip(exactas, redondas, codigos)
    )  # fmt: skip
    return AccesoPublicable(
        territorios, total, huella(clave), es_de_practica(clave),
        publicados(exactas, (territorios, total)),
    )  # fmt: skip


def contar_acceso(
    estado: Codigos, personas: Reales, llaves: Palabras, grupos: Agrupacion
) -> Celdas:
    """Los conteos exactos de cada territorio y las sumas de sus llaves: lo que no se publica."""
    marcas = [np.isin(estado, estados) for estados in DE_QUE]
    gente = np.nan_to_num(personas)
    sumas = [grupos.sumar(gente), grupos.sumar(gente * marcas[SIN_SERVICIO])]
    return Celdas(
        np.stack([grupos.sumar(m.astype(np.float64)) for m in marcas], axis=1).astype(np.int64),
        np.stack(sumas, axis=1).astype(np.int64),
        np.stack([_llaves_de(llaves, m, grupos) for m in marcas], axis=1),
    )


def _llaves_de(llaves: Palabras, marca: Logicos, grupos: Agrupacion) -> Palabras:
    con = grupos.tiene & marca
    return suma_modular(grupos.grupo[con], llaves[con], grupos.numero)


def _redondear(exactas: Celdas, base: int) -> Celdas:
    """Redondeadas y recortadas: ninguna parte es mayor que su total."""
    hogares, personas = redondeadas(exactas, base)
    np.minimum(hogares[:, 1:], hogares[:, :1], out=hogares[:, 1:])
    np.minimum(personas[:, 1], personas[:, 0], out=personas[:, 1])
    personas[hogares[:, SIN_SERVICIO] == 0, 1] = 0
    return Celdas(hogares, personas, exactas.llaves)


def _callar(redondas: Celdas, estado: Any, base: int, *, con_personas: bool) -> AccesoPublicado:
    celdas = si(redondas.hogares, estado == PUBLICADO)
    primera = np.where(estado == SIN_REGISTROS, 0.0, celdas[:, HOGARES])
    callada = np.full(len(estado), np.nan)
    sin_personas = AccesoPublicado(base, estado, primera, celdas, callada, callada)
    if not con_personas:
        return sin_personas
    personas = si(redondas.personas, sin_personas.completa)
    return replace(sin_personas, personas=personas[:, 0], personas_sin_servicio=personas[:, 1])
