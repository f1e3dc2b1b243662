"""Lo común a los anexos de pobreza del DANE: cuadros con notas al pie, blancos e intervalos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generador.fuentes.lectura.rejillas import HojaOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import Estado, Numeros, numeros

ESTIMACION, INFERIOR, SUPERIOR, CV = "Estimación", "Límite Inferior", "Límite Superior", "CV %"


@dataclass(frozen=True)
class FormaDelAnexo:
    """Qué valores admite un cuadro (de 0 a `maximo`) y cómo llevarlos a la unidad del catálogo."""

    maximo: float | None = None
    factor: float = 1


PORCENTAJE = FormaDelAnexo(maximo=100)
PROPORCION = FormaDelAnexo(maximo=1)
VARIACION = FormaDelAnexo()  # un coeficiente de variación puede pasar de 100 %


def cuadro(
    hoja: HojaOficial, encabezado: int | tuple[int, ...], nombre: str, columnas: Iterable[str]
) -> Tabla:
    """Un cuadro de la hoja: la columna de rótulos, llamada «nombre», y las pedidas por su título.

    Termina en la primera fila sin rótulo, para no leer las notas ni el cuadro siguiente.
    """
    pedidas = {"nombre": nombre, **{titulo: titulo for titulo in columnas}}
    tabla = hoja.tabla(encabezado, pedidas, clave="nombre")
    primera = tabla.filas[0]
    return tabla.filtrar([fila == primera + i for i, fila in enumerate(tabla.filas)])


def valores(
    tabla: Tabla,
    columna: str,
    forma: FormaDelAnexo = PORCENTAJE,
    huecos: Sequence[bool] | None = None,
) -> Numeros:
    """Números de una columna, en la unidad del catálogo.

    Solo las filas marcadas en `huecos` pueden venir en blanco: quedan «no_disponible». En las demás
    un blanco es un ErrorDeDatos, igual que un valor fuera del rango de `forma`.
    """
    vacio: Estado | None = "no_disponible" if huecos and any(huecos) else None
    leidos = numeros(tabla, columna, minimo=0, maximo=forma.maximo, vacio=vacio)
    for i, (_, estado) in enumerate(leidos):
        if estado != "dato" and not (huecos and huecos[i]):
            raise tabla.error(
                i, columna, "la celda está vacía", "complete el dato con el archivo publicado"
            )
    return [(valor * forma.factor, estado) for valor, estado in leidos]


def titulos_de_intervalo(prefijo: str) -> list[str]:
    """Las cuatro columnas de un intervalo de confianza bajo el encabezado `prefijo`."""
    return [f"{prefijo} | {final}" for final in (ESTIMACION, INFERIOR, SUPERIOR, CV)]


def intervalo(
    tabla: Tabla, prefijo: str, huecos: Sequence[bool] | None = None
) -> dict[str, Numeros]:
    """Límites al 95 % y coeficiente de variación, en porcentaje: claves «li», «ls» y «cv».

    ErrorDeDatos si la estimación del mismo cuadro no queda entre sus límites (columnas corridas).
    """
    titulo, inferior, superior, cv = titulos_de_intervalo(prefijo)
    estimacion = valores(tabla, titulo, huecos=huecos)
    li, ls = (valores(tabla, columna, huecos=huecos) for columna in (inferior, superior))
    for i, ((centro, _), (bajo, _), (alto, _)) in enumerate(zip(estimacion, li, ls, strict=True)):
        if centro < bajo or centro > alto:
            raise tabla.error(
                i,
                titulo,
                f"la estimación no está entre sus límites ({bajo} y {alto})",
                "revise que las columnas del cuadro no estén corridas",
            )
    return {"li": li, "ls": ls, "cv": valores(tabla, cv, VARIACION, huecos)}
