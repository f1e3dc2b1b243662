"""Rehacer `datos/` entero desde los archivos oficiales."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from generador.cubo import catalogo as modulo_catalogo
from generador.cubo import codigos, descriptor, forma
from generador.cubo.catalogo import Indicador
from generador.disco.archivo_propio import no_se_pudo
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes import registro
from generador.fuentes.lectura.valores import diferencia
from generador.fuentes.registro import Entrada, Lector
from generador.importacion import huellas, reemplazo, tabla_ancha
from generador.rutas import CUBO, DATOS

Avance = Callable[[str], None]


@dataclass(frozen=True)
class Producto:
    """Un archivo de `datos/`: la fuente de la que sale y la función que la lee."""

    entrada: Entrada
    leer: Lector


@dataclass(frozen=True)
class Receta:
    """Con qué se hace el paquete: las fuentes, el catálogo y la tabla de huellas."""

    entradas: Sequence[Entrada]
    catalogo: dict[str, Indicador]
    huellas: Path

    @classmethod
    def del_kit(cls) -> Receta:
        """La del proyecto."""
        return cls(registro.entradas(), modulo_catalogo.indicadores(), huellas.TABLA)

    @property
    def rutas(self) -> set[str]:
        """Los archivos oficiales de todas las fuentes."""
        return {archivo.ruta for e in self.entradas for archivo in e.fuente.archivos}

    @cached_property
    def productos(self) -> dict[str, Producto]:
        """Los archivos que salen de las fuentes, por nombre.

        ErrorDeDatos si dos fuentes producen el mismo, o si nadie produce territorios o geometría.
        """
        productos: dict[str, Producto] = {}
        for entrada in self.entradas:
            for nombre, leer in _lectores(entrada).items():
                if nombre in productos:
                    raise ErrorDeDatos(
                        f"{productos[nombre].entrada.id} y {entrada.id} producen el mismo archivo",
                        lugar=Lugar(nombre),
                        que_hacer="deje la función de lectura en una sola fuente",
                    )
                productos[nombre] = Producto(entrada, leer)
        for nombre in (forma.TERRITORIOS, forma.GEOMETRIA):
            if nombre not in productos:
                raise ErrorDeDatos(
                    "ninguna fuente lo produce",
                    lugar=Lugar(nombre),
                    que_hacer="revise los módulos divipola y mgn_2018 de generador/fuentes",
                )
        return productos


def _lectores(entrada: Entrada) -> dict[str, Lector]:
    nombres = {
        f"{entrada.id}.csv": "leer",
        forma.TERRITORIOS: "leer_territorios",
        forma.GEOMETRIA: "leer_geometria",
    }
    lectores = {nombre: entrada.funcion(funcion) for nombre, funcion in nombres.items()}
    return {nombre: leer for nombre, leer in lectores.items() if leer is not None}


def _callado(_: str) -> None:
    return None


def importar(
    carpeta: Path,
    destino: Path = DATOS,
    *,
    receta: Receta | None = None,
    aceptar_version_nueva: bool = False,
    avance: Avance = _callado,
) -> dict[str, bytes]:
    """Reemplaza `destino` por lo que se obtiene de los archivos oficiales de `carpeta`.

    Devuelve lo escrito (nombre → contenido). `avance` recibe la fuente de cada archivo al empezar
    a hacerlo. Si algo falla se lanza ErrorDelKit y `destino` queda como estaba. Con
    `aceptar_version_nueva` se admiten archivos distintos de los de huellas.csv, y al final la tabla
    se actualiza.
    """
    receta = receta or Receta.del_kit()
    reemplazo.recuperar(destino)
    reemplazo.exigir_sin_ajenos(destino, [*receta.productos, forma.EQUIVALENCIAS], [carpeta])
    calculadas = huellas.calcular(carpeta, receta.rutas)
    if not aceptar_version_nueva:
        huellas.exigir_iguales(calculadas, huellas.leer(receta.huellas))
    archivos = construir(carpeta, receta, avance)
    try:
        reemplazo.reemplazar(destino, archivos)
    except OSError as causa:
        raise no_se_pudo(destino, causa) from causa
    if aceptar_version_nueva:
        huellas.escribir(calculadas, receta.huellas)
    return archivos


def construir(carpeta: Path, receta: Receta, avance: Avance = _callado) -> dict[str, bytes]:
    """El contenido de `datos/` (nombre → contenido), sin escribir nada.

    ErrorDeDatos si una fuente no se puede leer o si el catálogo y las columnas no coinciden.
    """
    archivos: dict[str, bytes] = {}
    for nombre, producto in receta.productos.items():
        avance(producto.entrada.id)
        archivos[nombre] = _contenido(nombre, producto, carpeta, receta.catalogo)
    forma.exigir_fuentes((Path(nombre).stem for nombre in archivos), receta.catalogo)
    archivos[forma.EQUIVALENCIAS] = _bytes((CUBO / forma.EQUIVALENCIAS).read_text("utf-8"))
    return {**dict(sorted(archivos.items())), forma.DESCRIPTOR: describir(archivos, receta)}


def describir(archivos: Mapping[str, bytes], receta: Receta) -> bytes:
    """El datapackage.json de esos archivos, sin contarse a sí mismo."""
    procedencia = {nombre: p.entrada.fuente for nombre, p in receta.productos.items()}
    objeto = descriptor.describir(archivos, procedencia, receta.catalogo)
    return _bytes(json.dumps(objeto, ensure_ascii=False, indent=1) + "\n")


def _contenido(
    nombre: str, producto: Producto, carpeta: Path, catalogo: dict[str, Indicador]
) -> bytes:
    leido = producto.leer(carpeta)
    if nombre == forma.GEOMETRIA:
        return bytes(leido)
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
