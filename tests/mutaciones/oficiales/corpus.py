"""La familia de los archivos oficiales: cada fuente, con cada daño que le cabe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from generador.fuentes import fuentes_registradas
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.errores import juzgar_excepcion
from tests.mutaciones.oficiales import geometrias, hojas, octetos, operadores
from tests.mutaciones.oficiales.banco import LIBROS, Banco
from tests.mutaciones.oficiales.juicio import juzgar, territorio
from tests.mutaciones.oficiales.rejilla import Lectura, copiar

FAMILIA = "oficiales"
NO_CABE = Veredicto(Clase.IGUAL, "el daño no tiene dónde aplicarse en esta fuente")
# Sin rejilla: son geometrías y rásteres.
SIN_REJILLA = ("luces_nocturnas", "mgn_2018")


def entradas() -> Iterator[Entrada]:
    """Todas, sin abrir ningún archivo."""
    for fuente in fuentes_registradas.entradas():
        rutas = [archivo.ruta for archivo in fuente.fuente.archivos]
        if fuente.id not in SIN_REJILLA:
            for operador in operadores.OPERADORES:
                for numero in range(1, operador.veces + 1):
                    yield Entrada(FAMILIA, fuente.id, operador.nombre, numero)
        for numero, ruta in enumerate(rutas, start=1):
            for dano in octetos.DANOS:
                if dano.aplica(ruta):
                    yield Entrada(FAMILIA, fuente.id, dano.nombre, numero)
            if ruta.endswith(LIBROS):
                for nombre in hojas.DANOS:
                    yield Entrada(FAMILIA, fuente.id, nombre, numero)
            for nombre in geometrias.danos_de(ruta):
                yield Entrada(FAMILIA, fuente.id, nombre, numero)


@contextmanager
def abrir(oficiales: Path) -> Iterator[Corredor]:
    """Un corredor con los bancos que se vayan necesitando; guarda el último."""
    fuentes = {entrada.id: entrada for entrada in fuentes_registradas.entradas()}

    @cache
    def banco_de(nombre: str) -> Banco:
        return Banco(fuentes[nombre], oficiales)

    def correr(entrada: Entrada, carpeta: Path) -> Veredicto:
        banco = banco_de(entrada.sujeto)
        banco.limpia  # noqa: B018 - la corrida limpia va antes de dañar nada
        return _correr(banco, entrada, carpeta)

    yield correr


def _correr(banco: Banco, entrada: Entrada, carpeta: Path) -> Veredicto:
    if entrada.operador in operadores.POR_NOMBRE:
        return _de_rejilla(banco, entrada, carpeta)
    ruta = banco.rutas[entrada.numero - 1]
    if entrada.operador in hojas.DANOS:
        enlazar(banco, carpeta)
        cambiadas = hojas.DANOS[entrada.operador](banco, ruta, entrada.azar)
        if cambiadas is None:
            return NO_CABE
        return _leer(banco, entrada, carpeta, hojas.ESPERA[entrada.operador], None, cambiadas)
    copia = enlazar(banco, carpeta, ruta)
    if entrada.operador in octetos.POR_NOMBRE:
        dano = octetos.POR_NOMBRE[entrada.operador]
        dano.hacer(copia, entrada.azar)
        return _leer(banco, entrada, carpeta, dano.espera, None)
    espera = geometrias.danar(copia, entrada.operador, entrada.azar)
    return _leer(banco, entrada, carpeta, espera, None)


def _de_rejilla(banco: Banco, entrada: Entrada, carpeta: Path) -> Veredicto:
    operador, azar = operadores.POR_NOMBRE[entrada.operador], entrada.azar
    # Un .dbf tiene tipos y anchos fijos: no admite espacios de más ni otro orden de columnas.
    fija = operador.espera == operadores.IGUAL
    lecturas = [x for x in banco.lecturas if not (fija and x.archivo.endswith(".dbf"))]
    azar.shuffle(lecturas)
    for lectura in lecturas:
        limpias = banco.celdas(lectura)
        celdas = copiar(limpias)
        tocadas = operador.hacer(celdas, lectura, azar)
        if tocadas is not None and celdas != limpias:
            break
    else:
        return NO_CABE
    ruta = banco.ruta_de(lectura)
    tocados = _territorios(limpias, lectura, tocadas) if tocadas else None
    if ruta.endswith(LIBROS):
        enlazar(banco, carpeta)
        cambiadas = {(ruta, lectura.hoja or ""): celdas}
        return _leer(banco, entrada, carpeta, operador.espera, tocados, cambiadas)
    banco.escribir(enlazar(banco, carpeta, ruta), celdas)
    return _leer(banco, entrada, carpeta, operador.espera, tocados)


def _territorios(celdas: list[list[object]], lectura: Lectura, filas: list[int]) -> set[str] | None:
    """De quién son las filas tocadas; None si la lectura no dice."""
    columna = lectura.codigo if lectura.codigo is not None else lectura.nombre
    if columna is None:
        return None
    propios = [territorio(celdas[f][columna]) for f in filas]
    return set().union(*propios) if all(propios) else None


def _leer(
    banco: Banco,
    entrada: Entrada,
    carpeta: Path,
    espera: str,
    tocados: set[str] | None,
    cambiadas: dict[tuple[str, str], list[list[object]]] | None = None,
) -> Veredicto:
    try:
        hallada = banco.leer(carpeta, cambiadas)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        veredicto = juzgar_excepcion(error)
        if espera == operadores.IGUAL and veredicto.clase is Clase.DICHO:
            return Veredicto(Clase.RECHAZO, veredicto.detalle)
        return veredicto
    return juzgar(entrada.operador, entrada.sujeto, espera, banco.limpia, hallada, tocados)


def enlazar(banco: Banco, carpeta: Path, ruta: str = "") -> Path:
    """Los archivos de la fuente enlazados en `carpeta`, salvo `ruta`, que es una copia."""
    for propia in banco.rutas:
        destino = carpeta / propia
        destino.parent.mkdir(parents=True, exist_ok=True)
        if propia == ruta:
            shutil.copyfile(banco.oficiales / propia, destino)
        else:
            destino.symlink_to(banco.oficiales / propia)
    return carpeta / ruta
