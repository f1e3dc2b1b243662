"""Los cuadros municipales del 3er Censo Nacional Agropecuario: sus 1.122 filas y la del país."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, finanzas
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla, limpiar, llave
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

# Nombre interno de la columna que los cuadros no traen: el código con sus cinco cifras.
TERRITORIO = "territorio"
PAIS = "total nacional"
ROTULOS_DE_PAIS = ("depto", "nombre_departamento")


@dataclass(frozen=True)
class Cuadro:
    """Un cuadro de conteos: dónde está y de qué títulos (sumados) sale cada indicador.

    `municipio` es el título con que nombra la columna de municipios; `ambito`, el encabezado de
    los totales. `sumas` va de un título a los que deben sumarlo; prueban qué es cada columna.
    """

    libro: int
    hoja: str
    encabezado: tuple[int, ...]
    ambito: str
    conteos: Mapping[str, tuple[str, ...]]
    sumas: tuple[tuple[str, tuple[str, ...]], ...] = ()
    municipio: str = "Municipio"

    @property
    def titulos(self) -> tuple[str, ...]:
        """Todos los títulos que se leen, sin repetir."""
        contados = (t for partes in self.conteos.values() for t in partes)
        sumados = (t for total, partes in self.sumas for t in (total, *partes))
        return tuple(dict.fromkeys((*contados, *sumados)))


def de_poblacion(libro: LibroOficial, hoja: str, columnas: Mapping[str, str]) -> Tabla:
    """Un cuadro del anexo de población: el país («00») y los 1.122 municipios.

    Sus códigos vienen sin el cero inicial; la columna `TERRITORIO` los trae completos.
    """
    fijas = {"depto": "DOMINIO", "codigo": "Código DIVIPOLA", "nombre": "Municipio"}
    todas = _con_departamento(libro.hoja(hoja).tabla(4, {**fijas, **columnas}, datos_desde=5))
    pais, municipios = _partir(todas, sin_cero_inicial=True)
    juntas = {n: [*pais[n], *celdas] for n, celdas in municipios.columnas.items()}
    return Tabla(todas.lugar, [*pais.filas, *municipios.filas], juntas, todas.rotulos)


def conteos(libro: LibroOficial, cuadro: Cuadro) -> tuple[list[str], dict[str, Numeros]]:
    """Los 1.122 códigos y, por título del cuadro, sus valores en ese orden.

    Una celda vacía es un 0. ErrorDeDatos si los municipios no suman lo que el cuadro da para el
    país, o si no se cumplen sus `sumas`.
    """
    columnas = {
        "depto": "Código DIVIPOLA Departamento",
        "codigo": "Código DIVIPOLA Municipio",
        "nombre": cuadro.municipio,
        "nombre_departamento": "Departamento",
        **{titulo: f"{cuadro.ambito} | {titulo}" for titulo in cuadro.titulos},
    }
    pais, tabla = _partir(libro.hoja(cuadro.hoja).tabla(cuadro.encabezado, columnas))
    tabla = _con_ceros(tabla, cuadro.titulos)
    valores = {t: numeros(tabla, t, minimo=0) for t in cuadro.titulos}
    for titulo, propios in valores.items():
        finanzas.exigir_suma(pais, titulo, numeros(pais, titulo), [[v] for v in propios])
    for total, partes in cuadro.sumas:
        finanzas.exigir_suma(tabla, total, valores[total], [valores[p] for p in partes])
    return tabla[TERRITORIO], valores


def _con_ceros(tabla: Tabla, columnas: Sequence[str]) -> Tabla:
    """La tabla con un 0 en las celdas vacías de `columnas`."""
    llenas = {n: [0 if limpiar(c) == "" else c for c in tabla[n]] for n in columnas}
    return replace(tabla, columnas=tabla.columnas | llenas)


def _con_departamento(tabla: Tabla) -> Tabla:
    """La tabla con el departamento en cada fila: el cuadro solo lo escribe en la primera suya."""
    nombre, escritos = "", []
    for celda in tabla["depto"]:
        nombre = limpiar(celda) or nombre
        escritos.append(nombre)
    return replace(
        tabla,
        columnas=tabla.columnas | {cruce_de_nombres.DEPARTAMENTO: escritos},
        rotulos=tabla.rotulos | {cruce_de_nombres.DEPARTAMENTO: tabla.rotulos["depto"]},
    )


def _partir(todas: Tabla, *, sin_cero_inicial: bool = False) -> tuple[Tabla, Tabla]:
    """La fila del país y las de los 1.122 municipios, las dos con su `TERRITORIO`."""
    # «Total Nacional» está en la primera columna de unos cuadros y en la segunda de otros.
    rotulos = [todas[n] for n in ROTULOS_DE_PAIS]
    es_pais = [PAIS in map(llave, map(str, fila)) for fila in zip(*rotulos, strict=True)]
    con_codigo = [limpiar(celda) != "" for celda in todas["codigo"]]
    pais = todas.filtrar([si and not mpio for si, mpio in zip(es_pais, con_codigo, strict=True)])
    exigir_exactos(todas.lugar, [codigos.NACION] * len(pais), [codigos.NACION], "la fila del país")
    tabla = todas.filtrar(con_codigo)
    territorios = leer_codigos(tabla, "codigo", sin_cero_inicial=sin_cero_inicial)
    exigir_exactos(todas.lugar, territorios, codigos.base(), "los municipios del marco 2018")
    cruce_de_nombres.exigir(tabla, territorios)
    return (
        replace(pais, columnas=pais.columnas | {TERRITORIO: [codigos.NACION]}),
        replace(tabla, columnas=tabla.columnas | {TERRITORIO: territorios}),
    )
