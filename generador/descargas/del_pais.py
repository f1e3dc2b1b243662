"""Los archivos de todo el país: cómo se llama cada uno y con qué se hace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generador.descargas import capas, libro_de_excel, libros_del_pais, tabla_larga
from generador.descargas.paquete import descriptor
from generador.descargas.textos import a_salvo
from generador.disco.arbol import Arbol
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import (
    capas_de_lugares,
    hoja_de_calculo,
    pagina_de_descargas,
    vigencias,
)
from generador.paginas.publicacion import capas_descargables as contexto
from generador.paginas.publicacion import datos_publicados as publicadas
from generador.paginas.publicacion.llevadas import DICCIONARIO, PAQUETE, PARQUET, Archivo
from generador.paginas.publicacion.llevadas import ruta_de_tema as de_tema
from generador.rutas import SITIO

Hacer = Callable[[DatosDelSitio], bytes]
EN_BYTES: dict[str, Hacer] = {
    "datos/municipios.xlsx": lambda a: libro_de_excel.en_bytes(libros_del_pais.ancho(a)),
    "datos/centros-poblados.xlsx": lambda a: libro_de_excel.en_bytes(
        libros_del_pais.centros_poblados(a)
    ),
    "datos/kit.gpkg": capas.geopaquete,
    DICCIONARIO: lambda a: _diccionario(a).encode(),
}
EN_ARCHIVO: dict[str, Callable[[DatosDelSitio, Path], None]] = {
    "datos/municipios.parquet": capas.geoparquet_de_municipios,
    "datos/centros-poblados.parquet": capas.geoparquet_de_lugares,
}


def rutas(acervo: DatosDelSitio) -> list[str]:
    """Dónde va cada archivo en el sitio."""
    return [*EN_BYTES, *EN_ARCHIVO, PARQUET, *(de_tema(t.id) for t in acervo.temas)]


def escribir(acervo: DatosDelSitio, arbol: Arbol) -> Iterator[str]:
    """Escribe cada uno y va diciendo su ruta; el descriptor va después, con `describir`."""
    for ruta, hacer in EN_BYTES.items():
        arbol.escribir(ruta, hacer(acervo))
        yield ruta
    for ruta, dejar in EN_ARCHIVO.items():
        por_archivo(arbol, ruta, partial(dejar, acervo))
        yield ruta
    with tabla_larga.abierta(acervo) as tabla:
        por_archivo(arbol, PARQUET, tabla.parquet)
        yield PARQUET
        for tema in acervo.temas:
            ruta = de_tema(tema.id)
            por_archivo(arbol, ruta, partial(tabla.de_tema, tema.id))
            yield ruta


def por_archivo(arbol: Arbol, ruta: str, dejar: Callable[[Path], object]) -> None:
    """Lo que solo se sabe escribir en un archivo; si sale igual al de antes, se enlaza."""
    provisional = arbol.carpeta / f"{ruta}.nuevo"
    provisional.parent.mkdir(parents=True, exist_ok=True)
    dejar(provisional)
    contenido = provisional.read_bytes()
    provisional.unlink()
    arbol.escribir(ruta, contenido)


def describir(acervo: DatosDelSitio, arbol: Arbol, archivos: tuple[Archivo, ...]) -> None:
    """Escribe `datapackage.json`, que describe a los demás."""
    arbol.escribir(PAQUETE, descriptor(acervo, archivos))


def del_sitio(acervo: DatosDelSitio, arbol: Arbol) -> None:
    """Escribe lo de todo el país que ya trae el sitio, para decir cuánto pesa y de cuándo es."""
    for parte in (publicadas, capas_de_lugares, contexto):
        parte.comunes(acervo, arbol)
    for ruta, texto in vigencias.archivos().items():
        arbol.escribir(ruta, texto.encode())
    for esquema in pagina_de_descargas.ESQUEMAS:
        arbol.escribir(esquema, (SITIO / esquema).read_bytes())


def _diccionario(acervo: DatosDelSitio) -> str:
    filas = [libros_del_pais.DE_DICCIONARIO, *libros_del_pais.filas_del_diccionario(acervo)]
    celdas = ([hoja_de_calculo.entre_comillas(a_salvo(c)) for c in fila] for fila in filas)
    renglones = map(hoja_de_calculo.SEPARADOR.join, celdas)
    return hoja_de_calculo.MARCA + "".join(f"{renglon}\n" for renglon in renglones)
