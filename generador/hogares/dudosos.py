"""Los hogares que el motor no puede contar solo: se traen sus filas y los arma el núcleo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from generador.hogares.claros import SUCIOS, Grupos
from generador.hogares.columnas_leidas import ColumnasLeidas, Leidas, leer
from generador.hogares.preparacion import Preparacion
from generador.hogares.renglones import Renglones, de_armados
from generador.metodos.hogares.armar import MARCAS, MOTIVOS, armar
from generador.metodos.hogares.avisos import Avisos
from generador.metodos.hogares.categorias import lector
from generador.metodos.hogares.codigos import TerritorioDeCadaFila, municipios
from generador.metodos.hogares.columna import SIN_TEXTO, Columna
from generador.metodos.hogares.entrada import Entrada, Peticion
from generador.metodos.hogares.marcas import anotar_ilegibles
from generador.metodos.hogares.perdidas import Perdida, Perdidas

# Las pérdidas que todas caen en un hogar dudoso: las demás columnas no se usan aquí.
DE_DUDOSOS = frozenset(
    ("parentesco", "municipio", "identidad", "privacion", "h_5", "personas_hogar")
)


@dataclass(frozen=True)
class Dudosos:
    """Los hogares dudosos armados: sus renglones, su factor sin leer, y lo que se notó."""

    renglones: Renglones
    factor: Columna
    avisos: Avisos
    perdidas: tuple[Perdida, ...]

    def avisados(self, aviso: str) -> int:
        """Cuántos de ellos tienen ese aviso."""
        return sum(a.n for a in self.avisos.lista if a.id == aviso)


def armar_dudosos(
    lectura: ColumnasLeidas,
    hecha: Preparacion,
    grupos: Grupos,
    columnas: Sequence[str],
    peticion: Peticion,
    publicacion: bytes | None = None,
) -> Dudosos | None:
    """Arma los hogares que `grupos` apartó; None si no hay. `publicacion`: la clave, si se usa."""
    if grupos.con_identidad:
        leidas = _filas_de_dudosos(lectura, hecha, grupos) if grupos.dudosos else None
    else:
        leidas = leer_malas(lectura, hecha.mala)
    if leidas is None or not leidas.filas.size:
        return None
    esquema = lectura.base.esquema
    if not grupos.con_identidad:
        esquema = replace(esquema, clave_hogar=())
    entrada = Entrada(esquema, leidas.columnas, leidas.filas)
    propia = replace(peticion, filas=hecha.unidad, con_factor=False, aceptar=True)
    hechos = armar(entrada, propia)
    perdidas = tuple(p for p in hechos.perdidas.lista if p.motivo in DE_DUDOSOS)
    return Dudosos(
        de_armados(entrada, hechos, tuple(columnas), leidas.puntos, publicacion),
        entrada.de("fex").tomar(hechos.jefe),
        hechos.avisos,
        perdidas,
    )


def leer_malas(lectura: ColumnasLeidas, mala: str) -> Leidas | None:
    """Las filas con algo ilegible; None si no hay."""
    return None if mala == "false" else leer(lectura, f"WHERE {mala}")


def perdidas_de(leidas: Leidas | None, hecha: Preparacion) -> Perdidas:
    """Lo ilegible de unas filas, cuando cada fila cuenta con lo suyo."""
    if leidas is None:
        return Perdidas(np.zeros(0, dtype=np.int64))
    base = hecha.uniones.lectura.base
    entrada, perdidas = Entrada(base.esquema, leidas.columnas, leidas.filas), Perdidas(leidas.filas)
    perdidas.leer(entrada.de("parentesco"), "parentesco", lector("parentesco"), detiene=True)
    if entrada.tiene("cod_mpio"):
        departamento = entrada.de("cod_dpto") if entrada.tiene("cod_dpto") else None
        municipios(entrada.de("cod_mpio"), departamento, perdidas, Avisos())
    todas = np.ones(len(leidas.filas), dtype=np.bool_)
    anotar_ilegibles([entrada.de(c) for c in MARCAS], MOTIVOS, todas, perdidas)
    return perdidas


def juntar(claros: Renglones, dudosos: Renglones) -> Renglones:
    """Los renglones de los dos, uno detrás del otro."""
    return replace(
        claros,
        marcas=np.concatenate([claros.marcas, dudosos.marcas]),
        registros=np.concatenate([claros.registros, dudosos.registros]),
        personas=np.concatenate([claros.personas, dudosos.personas]),
        factor=np.concatenate([claros.factor, dudosos.factor]),
        filas=np.concatenate([claros.filas, dudosos.filas]),
        columnas={c: v.seguida_de(dudosos.columnas[c]) for c, v in claros.columnas.items()},
        municipio=_municipio(claros.municipio, dudosos.municipio),
        puntos=claros.puntos
        and dudosos.puntos
        and (
            np.concatenate([claros.puntos[0], dudosos.puntos[0]]),
            np.concatenate([claros.puntos[1], dudosos.puntos[1]]),
        ),
        sin_personas=claros.sin_personas + dudosos.sin_personas,
        llaves=None
        if claros.llaves is None or dudosos.llaves is None
        else np.concatenate([claros.llaves, dudosos.llaves]),
    )


def _filas_de_dudosos(lectura: ColumnasLeidas, hecha: Preparacion, grupos: Grupos) -> Leidas:
    nombres = [f"k{i}" for i in range(len(grupos.llaves) - (hecha.municipio is not None))]
    propios = [*nombres, *(["municipio"] if hecha.municipio else [])]
    en = " AND ".join(
        f"{expresion} IS NOT DISTINCT FROM s.{nombre}"
        for expresion, nombre in zip(grupos.llaves, propios, strict=True)
    )
    uniones = " ".join(hecha.uniones.uniones)
    return leer(lectura, f"{uniones} JOIN {SUCIOS} AS s ON s.dudoso AND {en}")


def _municipio(
    claro: TerritorioDeCadaFila | None, dudoso: TerritorioDeCadaFila | None
) -> TerritorioDeCadaFila | None:
    if claro is None or dudoso is None:
        return claro
    lugar = {e: i for i, e in enumerate(claro.etiquetas)}
    tabla = np.array([*(lugar[e] for e in dudoso.etiquetas), SIN_TEXTO], dtype=np.int32)
    return TerritorioDeCadaFila(
        claro.etiquetas, np.concatenate([claro.codigos, tabla[dudoso.codigos]])
    )
