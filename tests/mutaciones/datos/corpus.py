"""La familia de `datos/`: cada tabla tocada, con su huella vieja y con el descriptor rehecho.

Con la huella vieja todo cambio se nota. Con el descriptor rehecho (lo que hace quien corre «kit
datos describir» tras editar a mano) queda lo que exige cada celda al leerla.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from generador.cubo import catalogo, forma, geometria_y_tablas, integridad, leer
from generador.cubo.leer import Cubo
from generador.mapas import topologia
from generador.rutas import DATOS
from tests.mutaciones.datos import celdas, topojson
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.errores import juzgar_excepcion

FAMILIA = "datos"
CON_HUELLA, CON_MAPA = "huella", "mapa"
CON_AREA = "mgn_2018"
DE_HUELLA = ("octeto-volteado", "sin-el-ultimo-octeto", "ausente", "vacio", "otro-nombre")


def entradas() -> Iterator[Entrada]:
    """Cada daño de cada tabla, de la geometría y de los archivos enteros."""
    for ruta in forma.tablas(DATOS):
        for nombre in celdas.DANOS:
            yield Entrada(FAMILIA, ruta.stem, nombre)
    for nombre in topojson.DANOS:
        yield Entrada(FAMILIA, CON_MAPA, nombre)
    for numero in range(1, len(_archivos()) + 1):
        for nombre in DE_HUELLA:
            yield Entrada(FAMILIA, CON_HUELLA, nombre, numero)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor: no necesita los archivos oficiales."""
    yield _correr


def _correr(entrada: Entrada, carpeta: Path) -> Veredicto:
    try:
        if entrada.sujeto == CON_HUELLA:
            return _de_huella(entrada, carpeta)
        if entrada.sujeto == CON_MAPA:
            return _del_mapa(entrada)
        return _de_tabla(entrada, carpeta)
    except Exception as error:
        return juzgar_excepcion(error)


def _archivos() -> list[str]:
    return sorted(r.name for r in DATOS.iterdir() if not r.name.startswith("."))


def _de_huella(entrada: Entrada, carpeta: Path) -> Veredicto:
    """Un archivo cambiado sin rehacer el descriptor: siempre se nota."""
    for nombre in _archivos():
        (carpeta / nombre).symlink_to(DATOS / nombre)
    victima = carpeta / _archivos()[entrada.numero - 1]
    bruto = victima.read_bytes()
    victima.unlink()
    if entrada.operador == "octeto-volteado":
        puesto = entrada.azar.randrange(len(bruto))
        victima.write_bytes(bruto[:puesto] + bytes([bruto[puesto] ^ 1]) + bruto[puesto + 1 :])
    elif entrada.operador == "sin-el-ultimo-octeto":
        victima.write_bytes(bruto[:-1])
    elif entrada.operador == "vacio":
        victima.write_bytes(b"")
    elif entrada.operador == "otro-nombre":
        shutil.copyfile(DATOS / victima.name, carpeta / f"copia_de_{victima.name}")
    integridad.exigir(carpeta, catalogo.indicadores())
    if victima.name == forma.DESCRIPTOR and entrada.operador in DE_HUELLA[:2]:
        objeto = orjson.loads(victima.read_bytes())
        if _que_decide(objeto) == _que_decide(orjson.loads((DATOS / victima.name).read_bytes())):
            return Veredicto(Clase.DECLARADO, "un título del descriptor: no cambia ninguna cifra")
    return Veredicto(Clase.CALLADA, f"{victima.name} no es el descrito y se aceptó")


def _que_decide(objeto: Any) -> Any:
    """Del descriptor, lo que no son textos para leer."""
    return [(r["path"], r["bytes"], r["hash"]) for r in objeto["resources"]]


def _de_tabla(entrada: Entrada, carpeta: Path) -> Veredicto:
    dano = celdas.DANOS[entrada.operador]
    original = (DATOS / f"{entrada.sujeto}.csv").read_text("utf-8")
    nueva = dano.hacer(original, entrada.azar)
    if nueva is None or nueva == original.encode():
        return Veredicto(Clase.IGUAL, "el daño no tiene dónde aplicarse en esta tabla")
    (carpeta / f"{entrada.sujeto}.csv").write_bytes(nueva)
    shutil.copyfile(DATOS / forma.TERRITORIOS, carpeta / forma.TERRITORIOS)
    hallado = leer.leer(carpeta, _propios(entrada.sujeto))
    limpio = _limpio(entrada.sujeto)
    distintas = _distintas(limpio, hallado)
    if not distintas:
        return Veredicto(Clase.IGUAL)
    detalle = "; ".join(distintas[:3])
    if dano.plausible and len(distintas) <= dano.plausible:
        return Veredicto(Clase.DECLARADO, "otra cifra posible, y el descriptor dice que es esa")
    return Veredicto(Clase.CALLADA, f"{len(distintas)} celdas: {detalle}")


def _propios(fuente: str) -> dict[str, catalogo.Indicador]:
    return {i.id: i for i in catalogo.indicadores().values() if i.fuente == fuente}


@cache
def _limpio(fuente: str) -> Cubo:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as nombre:
        carpeta = Path(nombre)
        for archivo in (f"{fuente}.csv", forma.TERRITORIOS):
            shutil.copyfile(DATOS / archivo, carpeta / archivo)
        return leer.leer(carpeta, _propios(fuente))


def _distintas(limpio: Cubo, hallado: Cubo) -> list[str]:
    """Las celdas cuyo valor o estado cambió."""
    salida = []
    for llave in {**limpio.columnas, **hallado.columnas}:
        if llave not in limpio.columnas or llave not in hallado.columnas:
            salida.append(f"{llave}: una columna entera")
            continue
        iguales = np.array_equal(limpio.columnas[llave], hallado.columnas[llave], equal_nan=True)
        if iguales and np.array_equal(limpio.estados[llave], hallado.estados[llave]):
            continue
        a, b = limpio.columnas[llave], hallado.columnas[llave]
        otras = ~((a == b) | (np.isnan(a) & np.isnan(b)))
        otras |= limpio.estados[llave] != hallado.estados[llave]
        salida += [
            f"{limpio.territorios[i]} {llave}: {a[i]} → {b[i]}" for i in np.flatnonzero(otras)
        ]
    return salida


def _del_mapa(entrada: Entrada) -> Veredicto:
    objeto = orjson.loads((DATOS / forma.GEOMETRIA).read_bytes())
    espera = topojson.DANOS[entrada.operador](objeto, entrada.azar)
    contenido = espera if isinstance(espera, bytes) else orjson.dumps(objeto)
    leida = topologia.desde_bytes(contenido)
    geometria_y_tablas.exigir(leida, leer.leer_territorios(DATOS), _limpio(CON_AREA))
    limpia = topologia.cargar(DATOS / forma.GEOMETRIA)
    if set(leida.anillos) == set(limpia.anillos) and _areas(leida) == _areas(limpia):
        return Veredicto(Clase.IGUAL)
    if entrada.operador in topojson.DECLARADOS:
        return Veredicto(Clase.DECLARADO, topojson.DECLARADOS[entrada.operador])
    return Veredicto(Clase.CALLADA, "otra geometría, y se aceptó")


def _areas(mapa: topologia.Topologia) -> dict[str, list[int]]:
    """Los arcos de cada municipio: bastan para saber si es el mismo dibujo."""
    largos = np.diff(mapa.inicios)
    suma = float(np.abs(mapa.puntos).sum())
    propios = {
        c: [int(largos[r if r >= 0 else ~r]) for a in lista for r in a]
        for c, lista in mapa.anillos.items()
    }
    return {**propios, "": [round(suma * 1000)]}
