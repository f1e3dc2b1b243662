"""Los paquetes de veredas que se agregan a una construcción: se leen enteros y se comprueban.

Si uno no sirve no se construye nada. El método dice si sus cifras se pueden publicar
(`metodos/paquete`); aquí, que su municipio exista y que sus polígonos caigan en él.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.lugares import capa as capas
from generador.lugares import nbi_por_dentro
from generador.lugares.capa import Capa
from generador.metodos.cobertura import DECIMALES
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.paquete import caja
from generador.metodos.paquete.comprobar import Paquete, comprobar
from generador.metodos.paquete.esquema import MANIFIESTO
from generador.metodos.territorio import Territorios
from generador.rutas import DATOS

ADENTRO = 0.5
"""La parte de sus territorios que debe caer en el municipio: las dos líneas no son la misma."""
OTRO = "pase con --local una carpeta con paquetes de «Preparar para publicar», o uno de ellos"


@dataclass(frozen=True)
class PaqueteLocal:
    """Un paquete comprobado: de dónde se leyó, lo que trae y sus polígonos como capa."""

    ruta: Path
    paquete: Paquete
    capa: Capa = field(repr=False)

    @property
    def municipio(self) -> str:
        """Su código DIVIPOLA."""
        return str(self.paquete.manifiesto["municipio"])


def leer(
    rutas: Iterable[Path], *, con_practica: bool = False, datos: Path = DATOS
) -> dict[str, PaqueteLocal]:
    """Los paquetes por municipio; ErrorDeDatos con el primero que no se pueda publicar.

    Cada ruta es un paquete (.zip o carpeta) o una carpeta con varios. `con_practica` admite los
    que se hicieron con la base de práctica. `datos` es la carpeta de los límites municipales.
    """
    leidos: dict[str, PaqueteLocal] = {}
    limites: Capa | None = None
    for ruta in rutas:
        for suya in _hallar(ruta):
            local = _leer(suya, con_practica=con_practica)
            if local.municipio in leidos:
                raise _error(
                    suya,
                    f"el municipio {local.municipio} ya tiene otro paquete, "
                    f"«{leidos[local.municipio].ruta.name}»",
                    "deje uno solo por municipio",
                )
            limites = limites or capas.leer(nbi_por_dentro.CONTORNOS, datos)
            _exigir_su_municipio(local, limites)
            leidos[local.municipio] = local
    return leidos


def _hallar(ruta: Path) -> Iterator[Path]:
    """La ruta, si es un paquete; si es una carpeta con varios, cada uno, por nombre."""
    if ruta.is_file() or (ruta / MANIFIESTO).is_file():
        yield ruta
        return
    if not ruta.is_dir():
        raise _error(ruta, "no existe", OTRO)
    hijos = sorted(h for h in ruta.iterdir() if not h.name.startswith("."))
    suyos = [h for h in hijos if h.suffix.lower() == ".zip" or (h / MANIFIESTO).is_file()]
    if not suyos:
        raise _error(ruta, f"no trae ningún paquete: ni .zip, ni carpetas con {MANIFIESTO}", OTRO)
    yield from suyos


def _leer(ruta: Path, *, con_practica: bool) -> PaqueteLocal:
    try:
        paquete = comprobar(_octetos(ruta))
    except ErrorDeMetodo as error:
        raise _error(ruta, error.problema, error.que_hacer) from error
    if paquete.manifiesto["practica"] and not con_practica:
        raise _error(
            ruta,
            "se hizo con la base de práctica: sus cifras no describen a ningún municipio",
            "prepare el paquete con la base de la entidad, o agregue --practica para ensayar",
        )
    return PaqueteLocal(ruta, paquete, _capa(paquete))


def _octetos(ruta: Path) -> Mapping[str, bytes]:
    """Las piezas de un zip o de una carpeta; ninguna se lee si es enorme o no es un archivo."""
    try:
        if ruta.is_file():
            return caja.de_zip(_contenido(ruta, 2 * caja.MAXIMO))
        return {n: _contenido(ruta / n, caja.MAXIMO) for n in caja.ARCHIVOS if (ruta / n).exists()}
    except OSError as causa:
        raise _error(ruta, f"no se puede leer ({causa.strerror})", "revise sus permisos") from causa


def _contenido(ruta: Path, maximo: int) -> bytes:
    estado = ruta.stat()
    if not stat.S_ISREG(estado.st_mode) or estado.st_size > maximo:
        raise _error(ruta, f"no es un archivo, o mide más de {maximo} octetos", OTRO)
    return ruta.read_bytes()


def _capa(paquete: Paquete) -> Capa:
    """Sus polígonos como las demás capas del kit: arcos compartidos, en grados."""
    cobertura, contenido = paquete.cobertura, paquete.contenido
    municipio = paquete.manifiesto["municipio"]
    pares = list(zip(contenido.codigos, contenido.nombres, cobertura.anillos, strict=True))
    return Capa(
        paquete.manifiesto,
        cobertura.puntos / 10**DECIMALES,
        cobertura.inicios,
        {c: {"codigo": c, "nombre": n, "territorio": municipio} for c, n, _ in pares},
        {c: [list(poligono) for poligono in suyos] for c, _, suyos in pares},
    )


def _exigir_su_municipio(local: PaqueteLocal, limites: Capa) -> None:
    """ErrorDeDatos si el municipio no existe o si la mitad de los territorios no cae en él."""
    if local.municipio not in limites.anillos:
        raise _error(
            local.ruta,
            f"el municipio «{local.municipio}» no está en la DIVIPOLA del kit",
            "use el código de cinco cifras de un municipio o de un área no municipalizada",
        )
    propio = Territorios.de_anillos(
        [[anillo for poligono in limites.partes(local.municipio) for anillo in poligono]]
    )
    centros = np.array([_centro(local.capa, c) for c in local.capa.anillos])
    adentro = float((propio.ubicar(centros[:, 0], centros[:, 1]).poligono == 0).mean())
    if adentro < ADENTRO:
        nombre = codigos.nombres()[local.municipio]
        raise _error(
            local.ruta,
            f"dice ser de {nombre} ({local.municipio}) y solo {100 * adentro:.0f} de cada 100 de "
            "sus territorios caen allí",
            "corrija el municipio al preparar el paquete, o el sistema de coordenadas de la capa",
        )


def _centro(capa: Capa, codigo: str) -> np.ndarray:
    """El medio de la caja del lugar: basta para saber de qué municipio es."""
    puntos = np.concatenate([anillo for poligono in capa.partes(codigo) for anillo in poligono])
    medio: np.ndarray = (puntos.min(axis=0) + puntos.max(axis=0)) / 2
    return medio


def _error(ruta: Path, problema: str, que_hacer: str) -> ErrorDeDatos:
    return ErrorDeDatos(problema, lugar=Lugar(str(ruta)), que_hacer=que_hacer)
