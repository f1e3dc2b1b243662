"""Los cuadros de estadísticas vitales del DANE: por residencia, con lo que no tiene municipio.

Cada año es un libro con una hoja por departamento, o una sola hoja con todos. Un renglón es de un
municipio, de un departamento, del país, o de nadie en el mapa: residentes en el exterior y sin
información. Lo que no tiene municipio se cuenta aparte y las sumas tienen que cuadrar con ello.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres
from generador.fuentes.lectura.rejillas import DESCARGAR, HojaOficial, Tabla, limpiar, llave
from generador.fuentes.lectura.valores_de_celdas import exigir_exactos, numeros

Clase = Literal[
    "pais", "departamento", "municipio", "sin_municipio", "exterior", "un_pais", "sin_departamento"
]
CON_SUMA: tuple[Clase, ...] = ("departamento", "exterior", "pais")  # reúnen otros renglones
EXTERIOR = "75"  # con que el DANE numera los países de residencia
MAXIMO = 1_000_000  # hechos vitales de un año: más de los del país
LUGAR = "lugar"  # nombre interno de la celda que dice el sitio


class FilaDelCuadro(NamedTuple):
    """Una fila del cuadro: de quién es y dónde está, para poder señalarla."""

    clase: Clase
    codigo: str
    tabla: Tabla
    posicion: int


class FilasDelCuadro(NamedTuple):
    """Los de una tabla: la clase y el código de cada fila, con la columna «nombre» ya separada."""

    tabla: Tabla
    clases: list[Clase]
    codigos: list[str]


@dataclass(frozen=True)
class Residencias:
    """Un año de hechos vitales por residencia: columna → cifra, por territorio.

    `territorios` va de código del kit a sus cifras: municipios, departamentos y, en `00`, la suma
    de los departamentos. `aparte` son los totales de lo que no tiene municipio.
    """

    territorios: dict[str, dict[str, float]]
    aparte: dict[Clase, float]


Clasificar = Callable[[Tabla, int], tuple[Clase, str, str]]
"""De una fila a su clase, su código y el nombre que trae."""


def separar(tabla: Tabla, clasificar: Clasificar) -> FilasDelCuadro:
    """La tabla con la columna «nombre», y la clase y el código de cada fila."""
    leidas = [clasificar(tabla, i) for i in range(len(tabla))]
    propia = replace(
        tabla,
        columnas={**tabla.columnas, cruce_de_nombres.NOMBRE: [nombre for _, _, nombre in leidas]},
        rotulos={**tabla.rotulos, cruce_de_nombres.NOMBRE: tabla.rotulos[LUGAR]},
    )
    return FilasDelCuadro(
        propia, [clase for clase, *_ in leidas], [codigo for _, codigo, _ in leidas]
    )


def reunir(
    partes: Iterable[FilasDelCuadro], columnas: Sequence[str], *, exigir: Collection[str], que: str
) -> Residencias:
    """Las cifras de `columnas` por territorio; la primera es el total y las demás lo suman.

    ErrorDeDatos si los municipios no son los de `exigir` (`que` los nombra), si un nombre no es el
    de su código, si una fila no suma su total o si los municipios no suman el departamento, y los
    departamentos con lo que va aparte, el país.
    """
    renglones: list[FilaDelCuadro] = []
    cifras: list[dict[str, float]] = []
    for tabla, clases, propios in partes:
        municipios = [i for i, clase in enumerate(clases) if clase == "municipio"]
        cruce_de_nombres.exigir(tabla.elegir(municipios), [propios[i] for i in municipios])
        leidas = {c: [v for v, _ in numeros(tabla, c, minimo=0, maximo=MAXIMO)] for c in columnas}
        for i, clase in enumerate(clases):
            renglones.append(FilaDelCuadro(clase, propios[i], tabla, i))
            cifras.append({c: leidas[c][i] for c in columnas})
            _exigir_fila(renglones[-1], cifras[-1], columnas)
    hallados = [r.codigo for r in renglones if r.clase == "municipio"]
    exigir_exactos(Lugar(renglones[0].tabla.lugar.archivo), hallados, exigir, que)
    for columna in columnas:
        _exigir_sumas(renglones, [propias[columna] for propias in cifras], columna)
    return _residencias(renglones, cifras, columnas)


def _residencias(
    renglones: Sequence[FilaDelCuadro],
    cifras: Sequence[Mapping[str, float]],
    columnas: Sequence[str],
) -> Residencias:
    territorios: dict[str, dict[str, float]] = {}
    aparte: dict[Clase, float] = {"sin_municipio": 0, "exterior": 0, "sin_departamento": 0}
    nacion = dict.fromkeys(columnas, 0.0)
    for renglon, propias in zip(renglones, cifras, strict=True):
        if renglon.clase in ("municipio", "departamento"):
            territorios[renglon.codigo] = dict(propias)
        if renglon.clase == "departamento":
            nacion = {c: nacion[c] + propias[c] for c in columnas}
        if renglon.clase in aparte:
            aparte[renglon.clase] += propias[columnas[0]]
    return Residencias({codigos.NACION: nacion, **territorios}, aparte)


def _exigir_fila(
    renglon: FilaDelCuadro, cifras: Mapping[str, float], columnas: Sequence[str]
) -> None:
    total, *partes = (cifras[c] for c in columnas)
    if partes and total != sum(partes):
        raise renglon.tabla.error(
            renglon.posicion,
            columnas[0],
            f"el total no es la suma de sus grupos ({sum(partes):.0f})",
            "revise la fila con la entidad",
        )


def _exigir_sumas(
    renglones: Sequence[FilaDelCuadro], valores: Sequence[float], columna: str
) -> None:
    """Los municipios suman su departamento, los países el exterior, y todo junto el país."""
    de_abajo: dict[str, float] = {}
    for renglon, valor in zip(renglones, valores, strict=True):
        clase, codigo = renglon.clase, renglon.codigo
        arriba = codigos.NACION
        if clase in ("municipio", "sin_municipio", "un_pais"):
            arriba = codigo[:2]
        if clase != "pais":
            de_abajo[arriba] = de_abajo.get(arriba, 0) + valor
    sumas = [(r, v) for r, v in zip(renglones, valores, strict=True) if r.clase in CON_SUMA]
    for renglon, valor in sorted(sumas, key=lambda par: par[0].clase == "pais"):
        if (suma := de_abajo.get(renglon.codigo, 0)) != valor:
            raise renglon.tabla.error(
                renglon.posicion,
                columna,
                f"no es la suma de lo que reúne ({suma:.0f})",
                "compruebe que no falte ni sobre una fila; " + DESCARGAR,
            )


def con_titulo(hoja: HojaOficial, fila: int, columna: int, titulo: str) -> HojaOficial:
    """La hoja con un título en una celda del encabezado que el archivo deja en blanco.

    `fila` y `columna` cuentan desde 1.
    """
    celdas = [list(f) if n == fila else f for n, f in enumerate(hoja.celdas, start=1)]
    titulos = celdas[fila - 1] if fila <= len(celdas) else []
    if columna <= len(titulos) and limpiar(titulos[columna - 1]) == "":
        titulos[columna - 1] = titulo
    return replace(hoja, celdas=celdas)


def exigir_anio(hoja: HojaOficial, anio: str, hasta: int) -> None:
    """ErrorDeDatos si en las primeras `hasta` filas no dice «Año» y el año pedido."""
    textos = [llave(limpiar(celda)) for fila in hoja.celdas[:hasta] for celda in fila[:1]]
    dichos = [t for t in textos if re.fullmatch(r"ano \d{4}", t)]
    if dichos != [f"ano {anio}"]:
        raise ErrorDeDatos(
            f"el cuadro no dice que sea del año {anio}",
            lugar=hoja.lugar,
            valor="; ".join(dichos) or "sin año",
            que_hacer="compruebe que el archivo es el de ese año; " + DESCARGAR,
        )
