"""`kit descargas`: la carpeta entera se arma aparte y reemplaza a la anterior, o no cambia nada.

Con los mismos datos y el mismo código no se rehace nada. Si algo cambió, el libro de un territorio
se reconoce por lo que lo decide, y el archivo que sale igual se enlaza al de antes.
"""

from __future__ import annotations

import hashlib
import inspect
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import orjson
import xlsxwriter

from generador import publicador
from generador.cubo import catalogo, integridad
from generador.descargas import cambios as registro_de_cambios
from generador.descargas import del_pais, hoja, libro_de_excel
from generador.descargas.hoja import Libro
from generador.descargas.libro_de_territorio import Libros
from generador.disco import carpeta_propia
from generador.disco.arbol import Arbol
from generador.disco.cerrojo import cerrojo
from generador.errores import ErrorDeDatos, Lugar
from generador.paginas import llave
from generador.paginas.construir import exigir_conocidos
from generador.paginas.datos_del_sitio import DatosDelSitio, reunir
from generador.paginas.publicacion import fuentes_publicadas, llevadas
from generador.paginas.publicacion.datos_publicados import TABLA
from generador.paginas.publicacion.llevadas import CAMBIOS, PARQUET, Archivo, DelLibro, Llevadas
from generador.paginas.publicacion.pagina_de_descargas import nombres_de
from generador.paginas.publicacion.texto_de_celda import celdas
from generador.paginas.sitio_armado import con_sus_padres
from generador.rutas import DATOS, GENERADOR, PLANTILLAS, PUBLICO, SITIO

ENTRADAS = (DATOS, PLANTILLAS, SITIO, GENERADOR, PUBLICO)
PUBLICADAS = (PARQUET, TABLA)
"""En qué archivo de una versión anterior están todas sus cifras; vale el primero que haya."""
Avance = Callable[[str, int], None]


@dataclass(frozen=True)
class Hechas:
    """Lo que quedó, y cuántos archivos se escribieron: los demás ya estaban."""

    llevadas: Llevadas
    escritos: int


def hacer(
    salida: Path,
    anterior: Path | None = None,
    avance: Avance = lambda *_: None,
    territorios: tuple[str, ...] = (),
) -> Hechas:
    """Deja las descargas en `salida` y las devuelve; si algo falla, queda la carpeta de antes.

    `anterior` es la carpeta de la versión con que se compara, o su tabla larga; sin ella, la que
    haya en `salida`. `avance` recibe qué se hizo y cuántos pasos son. `territorios` limita los
    libros, con su departamento y el país. ErrorDeDatos si `salida` tiene algo que no hizo el kit,
    si `datos/` está dañado o si el disco no alcanza.
    """
    exigir_conocidos(territorios)
    entradas = (*ENTRADAS, *([anterior] if anterior else []))
    carpeta_propia.exigir_reemplazable(salida, entradas)
    integridad.exigir(DATOS, catalogo.indicadores())
    salida = salida.resolve()
    tabla_anterior = _tabla_de(anterior) if anterior else None
    if tabla_anterior:
        registro_de_cambios.exigir_publicada(tabla_anterior)
    acervo = reunir()
    codigos = con_sus_padres(territorios, acervo)
    nuevo, viejo, tomada = (
        salida.with_name(f".{salida.name}.{que}") for que in ("nuevo", "viejo", "cerrojo")
    )
    with cerrojo(tomada, f"otra orden está haciendo {salida}"):
        carpeta_propia.recuperar(salida, viejo)
        for auxiliar in (nuevo, viejo):
            carpeta_propia.quitar(auxiliar)
        previas = _previas(salida)
        if previas and tabla_anterior is None and _al_dia(previas, acervo, codigos):
            return Hechas(previas, 0)
        with carpeta_propia.mientras_se_arma(nuevo):
            arbol = Arbol(nuevo, salida if previas else None)
            hechas = _armar(_Pedido(acervo, codigos, previas, tabla_anterior, avance), arbol)
            escritos = _nuevos(nuevo, salida, hechas)
            carpeta_propia.exigir_reemplazable(salida, entradas)
            carpeta_propia.intercambiar(nuevo, salida, viejo)
    return Hechas(replace(hechas, carpeta=salida), escritos)


@dataclass(frozen=True)
class _Pedido:
    """Lo que decide cómo quedan: de qué datos, de qué territorios y frente a qué versión."""

    acervo: DatosDelSitio
    codigos: tuple[str, ...]
    previas: Llevadas | None
    tabla_anterior: Path | None
    avance: Avance


def _tabla_de(anterior: Path) -> Path:
    if anterior.is_file():
        return anterior
    for ruta in PUBLICADAS:
        if (anterior / ruta).is_file():
            return anterior / ruta
    raise ErrorDeDatos(
        f"ahí no está la tabla larga de otra versión ({' ni '.join(PUBLICADAS)})",
        lugar=Lugar(str(anterior)),
        que_hacer="dé la carpeta de un sitio construido o de otras descargas, o quite la opción",
    )


def _previas(salida: Path) -> Llevadas | None:
    try:
        return llevadas.leer(salida)
    except ErrorDeDatos:
        return None


def _al_dia(previas: Llevadas, acervo: DatosDelSitio, codigos: tuple[str, ...]) -> bool:
    try:
        previas.exigir_de(acervo, codigos)
    except ErrorDeDatos:
        return False
    return set(previas.libros) == set(codigos)


def _armar(pedido: _Pedido, arbol: Arbol) -> Llevadas:
    acervo, previas = pedido.acervo, pedido.previas
    pasos = len(pedido.codigos) + len(del_pais.rutas(acervo))
    libros = _libros(pedido, arbol, pasos)
    for ruta in del_pais.escribir(acervo, arbol):
        pedido.avance(ruta, pasos)
    dia = publicador.actualizado()
    hoy = dia.isoformat() if dia else ""
    cambios = _cambios(pedido, arbol, hoy)
    del_pais.describir(acervo, arbol, _anotados(arbol.carpeta, previas, hoy))
    hechas = Llevadas(
        arbol.carpeta,
        llave.de(acervo),
        hoy,
        _anotados(arbol.carpeta, previas, hoy),
        libros,
        _del_sitio(acervo, previas, hoy),
        cambios,
    )
    arbol.escribir(llevadas.REGISTRO, hechas.en_bytes())
    return hechas


def _libros(pedido: _Pedido, arbol: Arbol, pasos: int) -> dict[str, DelLibro]:
    """Escribe el de cada territorio; el que se decide con lo mismo que antes se enlaza."""
    acervo, previas = pedido.acervo, pedido.previas
    todas, libros, escritor = celdas(acervo), Libros(acervo), _escritor()
    danados = set(previas.danados()) if previas else set()
    salida = {}
    for codigo in pedido.codigos:
        libro, ruta = libros.de(codigo, todas.de(codigo).hoja), llevadas.ruta_del_libro(codigo)
        huella = _huella(libro, escritor)
        antes = previas.libros.get(codigo) if previas and ruta not in danados else None
        if previas and antes and antes.huella == huella:
            arbol.enlazar(ruta, str(previas.carpeta / ruta))
            salida[codigo] = antes
        else:
            contenido = libro_de_excel.en_bytes(libro)
            arbol.escribir(ruta, contenido)
            suma = hashlib.sha256(contenido).hexdigest()
            salida[codigo] = DelLibro(len(contenido), suma, huella)
        pedido.avance(f"{codigo} {acervo.territorios[codigo].nombre}", pasos)
    return salida


def _escritor() -> bytes:
    """Lo que decide cómo queda un libro además de lo que dice."""
    fuentes = [inspect.getsource(modulo) for modulo in (libro_de_excel, hoja)]
    return "\n".join([xlsxwriter.__version__, *fuentes]).encode()


def _huella(libro: Libro, escritor: bytes) -> str:
    return hashlib.sha256(
        orjson.dumps(libro, option=orjson.OPT_NON_STR_KEYS) + escritor
    ).hexdigest()


def _cambios(pedido: _Pedido, arbol: Arbol, hoy: str) -> dict[str, object] | None:
    """El registro de lo que cambió; si nada cambió, el último que haya."""
    acervo, previas, tabla_anterior = pedido.acervo, pedido.previas, pedido.tabla_anterior
    antes, desde = tabla_anterior, _dia_de(tabla_anterior) if tabla_anterior else ""
    if antes is None and previas and (previas.carpeta / PARQUET).is_file():
        antes, desde = previas.carpeta / PARQUET, previas.fecha
    if antes is None:
        return None
    ahora = arbol.carpeta / PARQUET
    hallados = registro_de_cambios.comparar(antes, ahora, desde, hoy)
    if hallados.hay:
        texto = registro_de_cambios.en_csv(
            registro_de_cambios.cifras(antes, ahora), nombres_de(acervo)
        )
        arbol.escribir(CAMBIOS, texto.encode())
        return hallados.como_registro()
    if previas and previas.cambios:
        if CAMBIOS in previas.por_ruta:
            arbol.enlazar(CAMBIOS, str(previas.carpeta / CAMBIOS))
        return previas.cambios
    return hallados.como_registro() if tabla_anterior else None


def _dia_de(tabla: Path) -> str:
    """El día de lo publicado con esa tabla, si a su lado está su registro de fuentes."""
    registro = tabla.with_name(Path(fuentes_publicadas.RUTA).name)
    try:
        dicho = orjson.loads(registro.read_bytes())["fecha"]
        return date.fromisoformat(dicho).isoformat()
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _anotados(carpeta: Path, previas: Llevadas | None, hoy: str) -> tuple[Archivo, ...]:
    """Los de `datos/`; el que sigue igual conserva su fecha."""
    antes = previas.por_ruta if previas else {}
    salida = []
    for ruta in sorted((carpeta / "datos").rglob("*")):
        nombre = ruta.relative_to(carpeta).as_posix()
        if not ruta.is_file() or nombre == llevadas.REGISTRO:
            continue
        contenido = ruta.read_bytes()
        suma = hashlib.sha256(contenido).hexdigest()
        igual = nombre in antes and antes[nombre].sha256 == suma
        fecha = antes[nombre].fecha if igual else hoy
        salida.append(Archivo(nombre, len(contenido), suma, fecha))
    return tuple(salida)


def _del_sitio(acervo: DatosDelSitio, previas: Llevadas | None, hoy: str) -> tuple[Archivo, ...]:
    with tempfile.TemporaryDirectory(prefix="kit-descargas-") as carpeta:
        del_pais.del_sitio(acervo, Arbol(Path(carpeta)))
        return _anotados(Path(carpeta), previas, hoy)


def _nuevos(nuevo: Path, salida: Path, hechas: Llevadas) -> int:
    """Cuántos archivos no son el mismo que ya estaba."""
    return sum(not _mismo(nuevo / ruta, salida / ruta) for ruta in hechas.rutas(hechas.libros))


def _mismo(uno: Path, otro: Path) -> bool:
    try:
        return uno.samefile(otro)
    except OSError:
        return False
