"""Rehacer `datos/` desde los archivos oficiales: entero, o solo algunas fuentes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from generador.cubo import catalogo as modulo_catalogo
from generador.cubo import catalogo_de_lugares, codigos, descriptor, forma, geometria_y_tablas, leer
from generador.cubo.catalogo import Indicador
from generador.disco.archivo_propio import no_se_pudo
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes import fuentes_registradas
from generador.fuentes.fuentes_registradas import FuenteRegistrada, Lector
from generador.fuentes.lectura.valores_de_celdas import diferencia
from generador.importacion import eleccion, huellas_de_archivos, reemplazo, tabla_ancha
from generador.importacion.tabla_de_lugares import texto_de_lugares
from generador.lugares import comprobar_lugares
from generador.mapas import topologia
from generador.rutas import CUBO, DATOS

Avance = Callable[[str], None]


@dataclass(frozen=True)
class Producto:
    """Un archivo de `datos/`: la fuente de la que sale y la función que la lee."""

    entrada: FuenteRegistrada
    leer: Lector


@dataclass(frozen=True)
class InsumosDelPaquete:
    """Con qué se hace el paquete: las fuentes, el catálogo y la tabla de huellas.

    `comprobar` recibe la carpeta ya escrita, antes de que ocupe su lugar, y lanza ErrorDelKit si
    sus archivos no concuerdan entre sí.
    """

    entradas: Sequence[FuenteRegistrada]
    catalogo: dict[str, Indicador]
    huellas: Path
    comprobar: Callable[[Path], None] = lambda _: None

    @classmethod
    def del_kit(cls) -> InsumosDelPaquete:
        """La del proyecto."""
        return cls(
            fuentes_registradas.entradas(),
            modulo_catalogo.indicadores(),
            huellas_de_archivos.TABLA,
            concordar,
        )

    @property
    def rutas(self) -> set[str]:
        """Los archivos oficiales de todas las fuentes."""
        return eleccion.rutas(self.entradas)

    @cached_property
    def productos(self) -> dict[str, Producto]:
        """Los archivos que salen de las fuentes, por nombre.

        ErrorDeDatos si dos fuentes producen el mismo, o si nadie produce territorios o geometría.
        """
        productos: dict[str, Producto] = {}
        for entrada in self.entradas:
            for nombre, lector in _lectores(entrada):
                if nombre in productos:
                    raise ErrorDeDatos(
                        f"{productos[nombre].entrada.id} y {entrada.id} producen el mismo archivo",
                        lugar=Lugar(nombre),
                        que_hacer="deje la función de lectura en una sola fuente",
                    )
                productos[nombre] = Producto(entrada, lector)
        for nombre in (forma.TERRITORIOS, forma.GEOMETRIA):
            if nombre not in productos:
                raise ErrorDeDatos(
                    "ninguna fuente lo produce",
                    lugar=Lugar(nombre),
                    que_hacer="revise divipola y mgn_2018, de generador/fuentes/oficiales",
                )
        return productos


def _lectores(entrada: FuenteRegistrada) -> list[tuple[str, Lector]]:
    nombres = (
        (f"{entrada.id}.csv", "leer"),
        (f"{entrada.id}.csv", "leer_lugares"),
        (f"{entrada.id}.topojson", "leer_capa"),
        (forma.TERRITORIOS, "leer_territorios"),
        (forma.GEOMETRIA, "leer_geometria"),
    )
    pares = [(nombre, entrada.funcion(funcion)) for nombre, funcion in nombres]
    return [(nombre, leer) for nombre, leer in pares if leer is not None]


def _callado(_: str) -> None:
    return None


def importar(
    carpeta: Path,
    destino: Path = DATOS,
    *,
    receta: InsumosDelPaquete | None = None,
    fuentes: Collection[str] = (),
    aceptar_version_nueva: bool = False,
    avance: Avance = _callado,
) -> dict[str, bytes]:
    """Reemplaza `destino` por lo que se obtiene de los archivos oficiales de `carpeta`.

    Devuelve lo que se rehízo (nombre → contenido). Con `fuentes`, solo lo de ellas y el descriptor:
    lo demás queda byte a byte igual y sus archivos no se piden. `avance` recibe la fuente de cada
    archivo al empezar a hacerlo. Si algo falla se lanza ErrorDelKit y `destino` queda como estaba.
    Con `aceptar_version_nueva` se admiten archivos distintos de los de huellas.csv, y al final la
    tabla se actualiza; también se rehacen las demás fuentes que lean un archivo que cambió.
    """
    receta = receta or InsumosDelPaquete.del_kit()
    reemplazo.recuperar(destino)
    reemplazo.exigir_sin_ajenos(destino, [*receta.productos, forma.EQUIVALENCIAS], [carpeta])
    elegidas = eleccion.elegir(receta.entradas, fuentes)
    if aceptar_version_nueva:
        elegidas = eleccion.con_las_que_comparten(
            elegidas, receta.entradas, carpeta, receta.huellas
        )
    calculadas = huellas_de_archivos.calcular(carpeta, eleccion.rutas(elegidas))
    if not aceptar_version_nueva:
        huellas_de_archivos.exigir_iguales(calculadas, huellas_de_archivos.leer(receta.huellas))
    ids = {e.id for e in elegidas}
    resto = [n for n, p in receta.productos.items() if p.entrada.id not in ids]
    fijos = eleccion.conservados(destino, resto, _equivalencias()) if fuentes else {}
    archivos = construir(carpeta, receta, avance, fijos)
    try:
        reemplazo.reemplazar(destino, archivos, receta.comprobar)
    except OSError as causa:
        raise no_se_pudo(destino, causa) from causa
    if aceptar_version_nueva:
        juntas = eleccion.juntar(calculadas, receta.huellas, receta.rutas)
        huellas_de_archivos.escribir(juntas, receta.huellas)
    return {nombre: a for nombre, a in archivos.items() if nombre not in fijos}


def concordar(carpeta: Path) -> None:
    """ErrorDeDatos si las tablas de `carpeta` no se dejan leer o no concuerdan con la geometría."""
    cubo = leer.leer(carpeta)
    geometria = topologia.cargar(carpeta / forma.GEOMETRIA)
    geometria_y_tablas.exigir(geometria, cubo.territorios, cubo)
    comprobar_lugares.exigir(carpeta)


def construir(
    carpeta: Path,
    receta: InsumosDelPaquete,
    avance: Avance = _callado,
    fijos: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """El contenido de `datos/` (nombre → contenido), sin escribir nada.

    Los archivos de `fijos` van tal cual. ErrorDeDatos si una fuente no se puede leer o si el
    catálogo y las columnas no coinciden.
    """
    archivos = dict(fijos)
    for nombre, producto in receta.productos.items():
        if nombre not in fijos:
            avance(producto.entrada.id)
            archivos[nombre] = _contenido(nombre, producto, carpeta, receta.catalogo)
    forma.exigir_fuentes((Path(nombre).stem for nombre in archivos), receta.catalogo)
    archivos[forma.EQUIVALENCIAS] = _equivalencias()
    return {**dict(sorted(archivos.items())), forma.DESCRIPTOR: describir(archivos, receta)}


def _equivalencias() -> bytes:
    return _bytes((CUBO / forma.EQUIVALENCIAS).read_text("utf-8"))


def describir(archivos: Mapping[str, bytes], receta: InsumosDelPaquete) -> bytes:
    """El datapackage.json de esos archivos, sin contarse a sí mismo."""
    procedencia = {nombre: p.entrada.fuente for nombre, p in receta.productos.items()}
    objeto = descriptor.describir(archivos, procedencia, receta.catalogo)
    return _bytes(json.dumps(objeto, ensure_ascii=False, indent=1) + "\n")


def _contenido(
    nombre: str, producto: Producto, carpeta: Path, catalogo: dict[str, Indicador]
) -> bytes:
    leido = producto.leer(carpeta)
    if nombre.endswith(".topojson"):
        return bytes(leido)
    if nombre in catalogo_de_lugares.tablas():
        return _bytes(texto_de_lugares(leido, catalogo_de_lugares.tablas()[nombre]))
    if nombre == forma.TERRITORIOS:
        return _bytes(texto_territorios(leido))
    return _bytes(tabla_ancha.texto_csv(leido, producto.entrada.id, catalogo))


def texto_territorios(tabla: pd.DataFrame) -> str:
    """territorios.csv: exige un código por fila y que sean los de la base, con nación y deptos."""
    falta = diferencia(tabla["codigo"], codigos.territorios())
    if falta or tabla.columns[0] != "codigo" or tabla["codigo"].duplicated().any():
        raise ErrorDeDatos(
            f"los territorios no son los del marco 2018, uno por fila ({falta or 'hay repetidos'})",
            lugar=Lugar(forma.TERRITORIOS),
            que_hacer="revise el módulo que produce la tabla de territorios",
        )
    return tabla_ancha.escribir_csv(tabla.sort_values("codigo").map(_celda))


def _celda(valor: object) -> str:
    if pd.isna(valor):  # type: ignore[call-overload]
        return forma.VACIA
    return repr(valor) if isinstance(valor, float) else str(valor)


def _bytes(texto: str) -> bytes:
    return texto.encode("utf-8")
