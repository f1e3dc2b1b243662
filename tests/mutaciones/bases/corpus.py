"""La familia de las bases de hogares: nominal, muestras reales, de práctica y su archivo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from generador.hogares import incidencia, reduccion
from generador.hogares import tabla_interna as tabla_de
from tests.hogares import datos
from tests.mutaciones.bases import archivos, catalogo, muestras, oraculo
from tests.mutaciones.bases.catalogo import Mutacion
from tests.mutaciones.bases.correr import SALIDA, avisos, casa, correr
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto

FAMILIA = "bases"
NOMINAL = "nominal"
CAMINOS = ("memoria", "motor")
CUPO = 9
OPCIONES = ("--regla", "A1..C5", "--prioridad", "pobre mayor", "--cupo", str(CUPO))


def entradas() -> Iterator[Entrada]:
    """Las de la base nominal por dos órdenes y dos caminos, las muestras y los archivos dañados."""
    for puesto, (nombre, mutacion) in enumerate(nominales().items()):
        for camino in CAMINOS if puesto % 2 else CAMINOS[:1]:
            yield Entrada(FAMILIA, f"{NOMINAL}-{camino}", nombre)
        if mutacion.igual or not puesto % 5:
            yield Entrada(FAMILIA, f"{NOMINAL}-focalizar", nombre)
    yield from muestras.entradas(FAMILIA)
    yield from archivos.entradas(FAMILIA)


@cache
def nominales() -> dict[str, Mutacion]:
    """Las mutaciones de la base nominal, por un nombre corto y único."""
    veces: Counter[str] = Counter()
    salida: dict[str, Mutacion] = {}
    for mutacion in catalogo.mutaciones():
        corto = re.sub(r"\W+", "-", mutacion.nombre.split(" en ")[0]).strip("-")[:40]
        veces[corto] += 1
        salida[corto if veces[corto] == 1 else f"{corto}.{veces[corto]}"] = mutacion
    return salida


@contextmanager
def abrir(oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor; sin los archivos oficiales no hay muestras reales."""
    limpia = oraculo.contar(catalogo.limpia())

    def hacer(entrada: Entrada, carpeta: Path) -> Veredicto:
        if entrada.sujeto.startswith(NOMINAL):
            mutacion, como = nominales()[entrada.operador], entrada.sujeto.split("-")[1]
            if como == "focalizar":
                return _focalizar(mutacion, carpeta)
            return _incidencia(mutacion, carpeta, limpia, en_motor=como == "motor")
        de = muestras if entrada.sujeto in muestras.SUJETOS else archivos
        veredicto: Veredicto = de.correr_una(entrada, carpeta, oficiales)
        return veredicto

    with casa():
        yield hacer


def _incidencia(
    mutacion: Mutacion, carpeta: Path, limpia: list[oraculo.Cuenta] | None, *, en_motor: bool
) -> Veredicto:
    """Las cifras son las del oráculo, o se dice por qué no."""
    reducir = partial(reduccion.reducir, en_memoria=0) if en_motor else reduccion.reducir
    with patch.object(incidencia, "reducir", reducir):
        hecho, veredicto = correr(
            carpeta, "incidencia", mutacion.escribir(carpeta), "--por", "cod_vereda"
        )
    if veredicto is not None:
        return _rechazo(veredicto) if mutacion.igual else veredicto
    esperadas = limpia if mutacion.igual else oraculo.contar(mutacion.base)
    halladas = cifras(carpeta / SALIDA)
    if halladas == (esperadas or limpia):
        return Veredicto(Clase.IGUAL if halladas == limpia else Clase.CORRECTO)
    if dichos := avisos(hecho):
        return Veredicto(Clase.DICHO, dichos[0][:200])
    return Veredicto(Clase.CALLADA, f"otras cifras, y sin aviso: {halladas[:3]}")


def _rechazo(veredicto: Veredicto) -> Veredicto:
    return (
        Veredicto(Clase.RECHAZO, veredicto.detalle) if veredicto.clase is Clase.DICHO else veredicto
    )


def cifras(salida: Path) -> list[oraculo.Cuenta]:
    """Lo que la orden escribió de cada territorio, para comparar con el oráculo."""
    tabla = datos.leer_csv(salida)
    columnas = ("territorio", "hogares", "personas", "pobres")
    return sorted(
        (int(float(h)), int(float(p)), round(float(q)))
        for nombre, h, p, q in zip(*(tabla[c] for c in columnas), strict=True)
        if nombre != tabla_de.TOTAL
    )


def _focalizar(mutacion: Mutacion, carpeta: Path) -> Veredicto:
    """Los mismos hogares que de la limpia, si son los mismos datos; o el cupo, cumplido."""
    hecho, veredicto = correr(carpeta, "focalizar", mutacion.escribir(carpeta), *OPCIONES)
    if veredicto is not None:
        return _rechazo(veredicto) if mutacion.igual else veredicto
    elegidas = fichas(mutacion, carpeta / SALIDA)
    if elegidas == _de_la_limpia():
        return Veredicto(Clase.IGUAL)
    if mutacion.igual:
        return Veredicto(Clase.CALLADA, f"otros hogares: {elegidas}")
    if len(elegidas) <= CUPO and len(set(elegidas)) == len(elegidas):
        return Veredicto(Clase.DICHO if avisos(hecho) else Clase.CORRECTO)
    return Veredicto(Clase.CALLADA, f"{len(elegidas)} hogares con un cupo de {CUPO}")


def fichas(mutacion: Mutacion, salida: Path) -> list[str]:
    """Las fichas de los hogares seleccionados, por el número de su fila."""
    tabla: dict[str, list[Any]] = datos.leer_csv(salida)
    propias = next(v for c, v in mutacion.base.items() if c.lower() == "ide_ficha_origen")
    return sorted(
        str(propias[int(fila) - mutacion.primera])
        for fila, estado in zip(tabla["fila"], tabla["estado"], strict=True)
        if estado == "seleccionado"
    )


@cache
def _de_la_limpia() -> list[str]:
    """Las que elige de la base sin mutar: quien las elige bien lo prueba tests/hogares."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as nombre:
        carpeta = Path(nombre)
        ruta = datos.escribir_csv(carpeta / "base.csv", catalogo.limpia())
        salida = carpeta / SALIDA
        datos.correr("focalizar", ruta, *OPCIONES, "--salida", salida)
        return fichas(Mutacion("limpia", catalogo.limpia(), lambda _: ruta), salida)
