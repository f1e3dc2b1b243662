"""Los hogares de una base, uno por uno, con los campos que usan las reglas y la prioridad."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import mensajes_de
from generador.hogares.base import Base, Filas, que_es_cada_fila
from generador.hogares.conteos import Lectura
from generador.hogares.dominio import con_lugar, documento
from generador.metodos.depuracion import ReglaDeNulos, depurar
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.agrupar import contar_personas, identificar, resumir_hogares
from generador.metodos.hogares.codificacion import sin_no_aplica
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.instrumento import Instrumento, rehacer
from generador.metodos.metodo import Metodo
from generador.metodos.privaciones import en_centesimas, es_pobre, puntajes
from generador.metodos.tipos import Enteros, Octetos, Reales
from generador.paginas.formato import numero

EDADES: dict[str, Callable[[Reales], Any]] = {
    "menores_6": lambda edad: edad < 6,
    "menores_18": lambda edad: edad < 18,
    "mayores_60": lambda edad: edad >= 60,
}
PROPIOS = (
    *("orden", "grupo", "nivel", "clasificacion", "puntaje", "pobre", "h_5", "personas", "zona"),
    *("territorio", *EDADES, *PRIVACIONES),
)


@dataclass(frozen=True)
class Hogares:
    """n hogares.

    `fila` (n,): la fila del jefe en el archivo, contando el encabezado si es de texto: es lo único
    que permite volver a la base. `identificadores` son para el sorteo y no se escriben.
    `territorio` agrupa según `territorios`.
    """

    fila: Enteros
    identificadores: tuple[str, ...]
    personas: Reales
    privado: Octetos
    agrupacion: Agrupacion
    territorios: tuple[str, ...]
    campos: Mapping[str, Any]
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
    filas: Filas | None = None
    en_texto: frozenset[str] = frozenset()


def cargar(base: Base, carga: Carga) -> Hogares:
    """Lee la base y deja un renglón por hogar; ErrorDeDatos con la columna que no sirva."""
    ajenas = _columnas_ajenas(base, carga)
    lectura = Lectura.de(base, _columnas(base, carga, ajenas)).en_orden()
    leidas = _leer(lectura, base, carga, ajenas)
    with con_lugar(base.nombre):
        jefe, hogar, personas, avisos = _resumir(base, leidas, carga.filas)
        privado = depurar([leidas[p][jefe] for p in PRIVACIONES], PRIVACIONES, carga.nulos)
        jefe = jefe[privado.conservadas]
        agrupacion, territorios = Agrupacion.de_codigos(leidas["territorio"][jefe])
        campos = {
            **_del_instrumento(base, leidas, jefe, carga.instrumento),
            **{p: leidas[p][jefe] for p in PRIVACIONES},
            "puntaje": en_centesimas(puntajes(privado.privado, carga.metodo), carga.metodo),
            "pobre": es_pobre(privado.privado, carga.metodo).astype(np.int64),
            "h_5": leidas["h_5"][jefe],
            "personas": personas[privado.conservadas],
            "zona": leidas["zona"][jefe],
            "territorio": leidas["territorio"][jefe],
            **_edades(base, leidas, hogar, len(privado.conservadas), privado.conservadas),
            **{nombre: leidas[nombre][jefe] for nombre in ajenas},
        }
    encabezado = 2 if base.archivo.dialecto else 1
    if privado.filas_con_nulos:
        avisos.append(f"{numero(privado.filas_con_nulos)} hogares tienen privaciones sin dato")
    return Hogares(
        fila=jefe + encabezado,
        identificadores=_identificadores(base, leidas, jefe),
        personas=personas[privado.conservadas],
        privado=privado.privado,
        agrupacion=agrupacion,
        territorios=territorios,
        campos=campos,
        avisos=tuple(avisos),
    )


def _columnas_ajenas(base: Base, carga: Carga) -> dict[str, str]:
    """Campos que no arma el kit: se toman del jefe del hogar, {campo: columna}."""
    pedidos = [c for c in sorted(carga.campos) if c not in PROPIOS]
    return {
        **{c: base.columna(c) for c in pedidos},
        **{c: columna_a_conservar(base, c) for c in carga.conservar},
    }


def columna_a_conservar(base: Base, nombre: str) -> str:
    """Como `base.columna`, pero la ficha se puede pedir por su nombre: hace falta para ubicarla."""
    if nombre in base.reservadas and nombre in base.esquema.columnas.values():
        return nombre
    return base.columna(nombre)


def _columnas(base: Base, carga: Carga, ajenas: Mapping[str, str]) -> list[str]:
    canonicas = (
        *("parentesco", "personas_hogar", "h_5", "cod_dpto", "grupo", "nivel"),
        *("clasificacion", "zona", "clase", "edad"),
    )
    propias = [c for c in map(base.canonica, canonicas) if c]
    por = base.columnas(carga.por) if carga.por else ()
    pedidas = [*base.esquema.clave_hogar, *por, *ajenas.values()]
    return list(dict.fromkeys([*base.privaciones, *propias, *pedidas]))


def _leer(lectura: Lectura, base: Base, carga: Carga, ajenas: Mapping[str, str]) -> dict[str, Any]:
    """Columnas como arreglos: números con NaN, o textos con «»."""
    nulo = "CAST(NULL AS DOUBLE)"

    def como_numero(canonico: str) -> str:
        columna = base.canonica(canonico)
        return lectura.numero(columna) if columna else nulo

    def texto(canonico: str) -> str:
        columna = base.canonica(canonico)
        return lectura.texto(columna) if columna else "''"

    zona = como_numero("zona")
    if base.canonica("zona") is None and base.canonica("clase"):
        clase = como_numero("clase")
        zona = f"CASE WHEN {clase} IS NULL THEN NULL WHEN {clase} = 1 THEN 1.0 ELSE 2.0 END"
    expresiones = {
        **dict(zip(PRIVACIONES, lectura.privaciones(), strict=True)),
        **{c: como_numero(c) for c in ("parentesco", "personas_hogar", "h_5", "nivel", "edad")},
        **{c: texto(c) for c in ("grupo", "clasificacion")},
        "zona": zona,
        "territorio": lectura.codigo(base.columnas(carga.por)) if carga.por else "'TODOS'",
        **{f"llave_{i}": lectura.texto(c) for i, c in enumerate(base.esquema.clave_hogar)},
        **{f"ajeno_{i}": lectura.texto(c) for i, c in enumerate(ajenas.values())},
    }
    lista = ", ".join(f"{expresion} AS {nombre}" for nombre, expresion in expresiones.items())
    with mensajes_de(base.archivo.ruta):
        crudas = lectura.relacion.project(lista).fetchnumpy()
    de_texto = ("grupo", "clasificacion", "territorio", "llave_", "ajeno_")
    leidas = {n: _textos(v) if n.startswith(de_texto) else _numeros(v) for n, v in crudas.items()}
    otras = {columna: variable for variable, columna in base.esquema.otras.items()}
    for i, (campo, columna) in enumerate(ajenas.items()):
        propia = leidas.pop(f"ajeno_{i}")
        leidas[campo] = (
            propia
            if campo in carga.conservar or campo in carga.en_texto
            else _segun_lo_que_sea(propia, otras.get(columna))
        )
    return leidas


def _textos(columna: Any) -> Any:
    rellena = np.ma.filled(columna, "") if np.ma.isMaskedArray(columna) else columna
    return np.array(["" if v is None else str(v) for v in rellena], dtype=np.str_)


def _numeros(columna: Any) -> Reales:
    return np.asarray(np.ma.filled(np.ma.asarray(columna, dtype=np.float64), np.nan))


def _segun_lo_que_sea(textos: Any, variable: str | None) -> Any:
    """Números si toda la columna lo es («no aplica» queda nulo); si no, los textos."""
    try:
        numeros = np.array([float(t.replace(",", ".")) if t else np.nan for t in textos])
    except ValueError:
        return textos
    return sin_no_aplica(numeros, variable or "", documento("codigos_sisben"))


def _resumir(
    base: Base, leidas: Mapping[str, Any], pedido: Filas | None
) -> tuple[Enteros, Enteros | None, Reales, list[str]]:
    """Fila del jefe de cada hogar, hogar de cada fila (None si no se sabe), personas y avisos."""
    parentesco = leidas["parentesco"]
    hay = base.canonica("parentesco") is not None
    otros = int((~np.isnan(parentesco) & (parentesco != 1)).sum()) if hay else None
    filas = que_es_cada_fila(base, pedido, otros)
    if filas == "hogares":
        return np.arange(len(parentesco)), None, _tamanos(base, leidas), []
    if base.esquema.clave_hogar:
        llaves = [leidas[f"llave_{i}"] for i in range(len(base.esquema.clave_hogar))]
        hogar = identificar(*llaves)
        resumen = resumir_hogares(hogar, parentesco)
        avisos = [
            f"{numero(len(cuales))} hogares {texto}"
            for cuales, texto in (
                (resumen.sin_jefe, "no tienen jefe: se usó su primera persona"),
                (resumen.varios_jefes, "tienen varios jefes: se usó el primero"),
            )
            if len(cuales)
        ]
        return resumen.jefe, hogar, resumen.personas.astype(np.float64), avisos
    jefes = np.flatnonzero(parentesco == 1)
    aviso = "la base no dice qué personas son de un mismo hogar: se usó solo al jefe"
    return jefes, None, _tamanos(base, leidas)[jefes], [aviso]


def _tamanos(base: Base, leidas: Mapping[str, Any]) -> Reales:
    tamanos: Reales = leidas["personas_hogar"]
    if np.isnan(tamanos).any() or (tamanos < 1).any():
        raise ErrorDeDatos(
            "hay hogares que no dicen cuántas personas tienen",
            lugar=Lugar(base.nombre, columna=base.canonica("personas_hogar")),
            que_hacer="complete el dato con un entero desde 1",
        )
    return tamanos


def _del_instrumento(
    base: Base, leidas: Mapping[str, Any], jefe: Enteros, instrumento: Instrumento
) -> dict[str, Any]:
    """Grupo, nivel, clasificación rehecha y orden total; vacíos si la base no los trae."""
    clasificacion = rehacer(
        instrumento, leidas["clasificacion"][jefe], leidas["grupo"][jefe], leidas["nivel"][jefe]
    )
    orden = clasificacion.orden
    codigos = np.array(instrumento.rotular(orden), dtype=np.str_)
    letras = np.array([c[:1] for c in codigos.tolist()], dtype=np.str_)
    niveles = np.array([float(c[1:]) if c else np.nan for c in codigos.tolist()])
    return {
        "orden": np.where(orden == 0, np.nan, orden),
        "clasificacion": codigos,
        "grupo": letras,
        "nivel": niveles,
    }


def _edades(
    base: Base, leidas: Mapping[str, Any], hogar: Enteros | None, hogares: int, quedan: Any
) -> dict[str, Any]:
    """Cuántas personas de cada edad hay; solo si se sabe la edad y el hogar de cada persona."""
    if hogar is None or base.canonica("edad") is None:
        return {}
    edad = leidas["edad"]
    return {
        nombre: contar_personas(hogar, cumple(edad), hogares)[quedan]
        for nombre, cumple in EDADES.items()
    }


def _identificadores(base: Base, leidas: Mapping[str, Any], jefe: Enteros) -> tuple[str, ...]:
    """Las llaves del hogar unidas con «|»; si no las hay, el número de fila."""
    llaves: Iterable[Any] = [
        leidas[f"llave_{i}"][jefe] for i in range(len(base.esquema.clave_hogar))
    ]
    columnas = [columna.tolist() for columna in llaves]
    if not columnas:
        return tuple(str(f) for f in jefe.tolist())
    return tuple("|".join(partes) for partes in zip(*columnas, strict=True))
