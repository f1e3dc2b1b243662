"""`kit empaquetar`: el sitio ya construido, en un zip entero y uno por departamento."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generador.disco import carpeta_propia
from generador.disco.archivo_propio import huella_de, no_se_pudo
from generador.disco.cerrojo import cerrojo
from generador.disco.escritura import escribir_bytes
from generador.errores import ErrorDelKit
from generador.formato import numero
from generador.paquetes import comprimido, contenido_de_paquetes, paginas, registro_de_paquetes
from generador.paquetes.contenido_de_paquetes import Sitio
from generador.paquetes.registro_de_paquetes import TODO, PaqueteHecho, Registro
from generador.publicador import en_palabras

MAXIMO = 12_000_000
"""Octetos del paquete de un departamento: lo que se lleva por mensajería o en una memoria vieja."""
LEAME = """\
Kit contra la pobreza: {nombre}

1. Extraiga todo el zip en una carpeta. Dentro del zip, sin extraer, las páginas no se ven bien.
2. Abra index.html con doble clic. No necesita internet ni instalar nada.
{sin}"""


@dataclass(frozen=True)
class PaquetePorHacer:
    """Un paquete por hacer: el sitio, qué parte y dónde."""

    sitio: Sitio
    codigo: str
    carpeta: Path
    fecha: str

    @property
    def nombre(self) -> str:
        """Lo que trae, en palabras."""
        return "todo el país" if self.codigo == TODO else self.sitio.territorios[self.codigo]

    @property
    def raiz(self) -> str:
        """La carpeta dentro del zip, y el nombre de este."""
        propio = TODO if self.codigo == TODO else f"{self.codigo}-{_en_ascii(self.nombre)}"
        return f"kit-pobreza-{propio}"

    def rotulo(self) -> str:
        """Lo que dice cada página de la copia."""
        dia = f", al {en_palabras(date.fromisoformat(self.fecha))}" if self.fecha else ""
        fuera = "" if self.codigo == TODO else " Los enlaces a otros departamentos no abren."
        return f"Copia para abrir sin internet: {self.nombre}{dia}.{fuera}"


def empaquetar(
    publico: Path, salida: Path, elegidos: tuple[str, ...] = (), direccion: str = ""
) -> Registro:
    """Deja en `salida` los zip, `huellas.txt` y `paquetes.json`; la de antes se reemplaza entera.

    `elegidos` limita los paquetes a esos códigos de departamento, o «todo». `direccion` es de dónde
    se van a descargar. ErrorDelKit si en `publico` no hay un sitio, si un departamento no está o
    no cabe en `MAXIMO`, o si `salida` tiene algo que no hizo el kit.
    """
    direccion = registro_de_paquetes.exigir_direccion(direccion)
    carpeta_propia.exigir_reemplazable(salida, (publico,))
    sitio = contenido_de_paquetes.abrir(publico)
    codigos = _elegir(sitio, elegidos)
    dia = paginas.fecha((publico / "index.html").read_text("utf-8"))
    salida = salida.resolve()
    nueva, vieja, tomada = (
        salida.with_name(f".{salida.name}.{que}") for que in ("nuevo", "viejo", "cerrojo")
    )
    with cerrojo(tomada, f"otra orden está haciendo {salida}"):
        carpeta_propia.recuperar(salida, vieja)
        for auxiliar in (nueva, vieja):
            carpeta_propia.quitar(auxiliar)
        try:
            nueva.mkdir(parents=True)
            carpeta_propia.marcar(nueva)
            # Comprimir suelta al intérprete: con hilos se usan todos los núcleos.
            with ThreadPoolExecutor(os.cpu_count()) as hilos:
                pedidos = [PaquetePorHacer(sitio, codigo, nueva, dia) for codigo in codigos]
                hechos = tuple(hilos.map(_hacer, pedidos))
            hecho = Registro(hechos, dia, direccion)
            escribir_bytes(
                nueva / registro_de_paquetes.HUELLAS, registro_de_paquetes.huellas(hechos)
            )
            escribir_bytes(nueva / registro_de_paquetes.ARCHIVO.name, hecho.escrito())
            carpeta_propia.intercambiar(nueva, salida, vieja)
        except OSError as causa:
            raise no_se_pudo(nueva, causa) from causa
        finally:
            with suppress(OSError, ErrorDelKit):
                carpeta_propia.quitar(nueva)
    return hecho


def _elegir(sitio: Sitio, elegidos: tuple[str, ...]) -> list[str]:
    hay = [*sitio.departamentos(), TODO]
    if ajenos := sorted(set(elegidos) - set(hay)):
        raise ErrorDelKit(
            f"en el sitio no están: {', '.join(ajenos)}\n"
            f"  Qué hacer: use códigos de departamento (27) o «{TODO}», y construya todo el sitio"
        )
    return [codigo for codigo in hay if codigo in elegidos or not elegidos]


def _hacer(pedido: PaquetePorHacer) -> PaqueteHecho:
    """El zip; si el de un departamento no cabe, sin las descargas que menos falta hacen."""
    destino = pedido.carpeta / f"{pedido.raiz}.zip"
    quitables = _quitables(pedido)
    for quitadas in range(len(quitables) + 1):
        fuera = quitables[:quitadas]
        rutas = _rutas(pedido, [extension for extension, _ in fuera])
        sin = _lo_que_falta(pedido, [que for _, que in fuera])
        comprimido.escribir(destino, _archivos(pedido, rutas, sin))
        octetos = destino.stat().st_size
        if pedido.codigo == TODO or octetos <= MAXIMO:
            return PaqueteHecho(
                destino.name, pedido.codigo, pedido.nombre, octetos, huella_de(destino), sin
            )
    raise ErrorDelKit(
        f"el paquete de {pedido.nombre} pesa {numero(octetos / 1e6, 1)} MB y el máximo son "
        f"{numero(MAXIMO / 1e6)} MB\n"
        "  Qué hacer: quite algo de lo que va en todos, en "
        "generador/paquetes/contenido_de_paquetes.py"
    )


def _rutas(pedido: PaquetePorHacer, sin: list[str]) -> list[str]:
    if pedido.codigo == TODO:
        return list(pedido.sitio.rutas)
    return contenido_de_paquetes.del_departamento(pedido.sitio, pedido.codigo, sin)


def _quitables(pedido: PaquetePorHacer) -> list[tuple[str, str]]:
    """Lo que se puede quitar y de verdad está."""
    if pedido.codigo == TODO:
        return []
    rutas = _rutas(pedido, [])
    return [
        (extension, que)
        for extension, que in contenido_de_paquetes.QUITABLES
        if len(_rutas(pedido, [extension])) < len(rutas)
    ]


def _lo_que_falta(pedido: PaquetePorHacer, quitado: list[str]) -> tuple[str, ...]:
    if pedido.codigo == TODO:
        return ()
    return ("las páginas por indicador y las descargas del país", *quitado)


def _archivos(
    pedido: PaquetePorHacer, rutas: list[str], sin: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    """(nombre en el zip, contenido), en orden."""
    entero = pedido.codigo == TODO
    codigos = [] if entero else contenido_de_paquetes.territorios_de(pedido.sitio, pedido.codigo)
    hay = frozenset({*rutas, paginas.DATOS})
    falta = f"3. No trae {', '.join(sin)}: están en el sitio publicado.\n" if sin else ""
    leame = LEAME.format(nombre=pedido.nombre, sin=falta).replace("\n", "\r\n")
    # Con marca de UTF-8: el Bloc de notas de antes no la adivina.
    yield f"{pedido.raiz}/LEAME.txt", leame.encode("utf-8-sig")
    for ruta in sorted(hay):
        if ruta == paginas.DATOS:
            propio = paginas.datos(pedido.nombre, codigos).encode()
        else:
            propio = (pedido.sitio.carpeta / ruta).read_bytes()
        if ruta.endswith(".html"):
            propio = paginas.preparada(propio.decode(), ruta, hay, pedido.rotulo()).encode()
        elif codigos and ruta in (
            contenido_de_paquetes.TERRITORIOS,
            contenido_de_paquetes.CONTENIDOS,
        ):
            propio = contenido_de_paquetes.solo_de(codigos, ruta, propio.decode()).encode()
        yield f"{pedido.raiz}/{ruta}", propio


def _en_ascii(nombre: str) -> str:
    """«bogota-d-c»: para que el nombre se lea igual en cualquier sistema."""
    llano = unicodedata.normalize("NFKD", nombre).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", llano))
