"""Rehacer `datos/` entero desde los archivos oficiales."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes import codigos, registro
from generador.fuentes.procedencia import Fuente
from generador.fuentes.registro import Entrada, Lector
from generador.fuentes.valores import diferencia
from generador.indicadores import catalogo as modulo_catalogo
from generador.indicadores.catalogo import Indicador
from generador.paquete import descriptor, formato, huellas, reemplazo, tabla_ancha
from generador.rutas import DATOS, FUENTES

Avance = Callable[[str], None]


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

    @property
    def nombres(self) -> set[str]:
        """Los archivos que puede escribir."""
        fijos = {formato.TERRITORIOS, formato.EQUIVALENCIAS, formato.GEOMETRIA}
        return fijos | {f"{entrada.id}.csv" for entrada in self.entradas}


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

    Devuelve lo escrito (nombre → contenido). `avance` recibe el nombre de cada fuente al empezar.
    Si algo falla se lanza ErrorDelKit y `destino` queda como estaba. Con `aceptar_version_nueva`
    se admiten archivos distintos de los de huellas.csv, y al final la tabla se actualiza.
    """
    receta = receta or Receta.del_kit()
    reemplazo.recuperar(destino)
    reemplazo.exigir_sin_ajenos(destino, receta.nombres)
    calculadas = huellas.calcular(carpeta, receta.rutas)
    if not aceptar_version_nueva:
        huellas.exigir_iguales(calculadas, huellas.leer(receta.huellas))
    archivos = construir(carpeta, receta, avance)
    reemplazo.reemplazar(destino, archivos)
    if aceptar_version_nueva:
        huellas.escribir(calculadas, receta.huellas)
    return archivos


def construir(carpeta: Path, receta: Receta, avance: Avance = _callado) -> dict[str, bytes]:
    """El contenido de `datos/` (nombre → contenido), sin escribir nada.

    ErrorDeDatos si una fuente no se puede leer o si el catálogo y las columnas no coinciden.
    """
    archivos: dict[str, bytes] = {}
    procedencia: dict[str, Fuente] = {}
    for entrada in receta.entradas:
        avance(entrada.id)
        for nombre, contenido in _de_una_fuente(entrada, carpeta, receta.catalogo).items():
            if nombre in archivos:
                raise ErrorDeDatos(
                    f"{procedencia[nombre].id} y {entrada.id} producen el mismo archivo",
                    lugar=Lugar(nombre),
                    que_hacer="deje la función de lectura en una sola fuente",
                )
            archivos[nombre] = contenido
            procedencia[nombre] = entrada.fuente
    tablas = {Path(nombre).stem for nombre in archivos}
    formato.exigir_fuentes(tablas, receta.catalogo)
    for nombre in (formato.TERRITORIOS, formato.GEOMETRIA):
        if nombre not in archivos:
            raise ErrorDeDatos(
                "ninguna fuente lo produce",
                lugar=Lugar(nombre),
                que_hacer="revise que estén los módulos divipola y mgn_2018 de generador/fuentes",
            )
    archivos[formato.EQUIVALENCIAS] = _bytes((FUENTES / formato.EQUIVALENCIAS).read_text("utf-8"))
    objeto = descriptor.describir(archivos, procedencia, receta.catalogo)
    texto = json.dumps(objeto, ensure_ascii=False, indent=1) + "\n"
    return {**dict(sorted(archivos.items())), formato.DESCRIPTOR: _bytes(texto)}


def _de_una_fuente(
    entrada: Entrada, carpeta: Path, catalogo: dict[str, Indicador]
) -> dict[str, bytes]:
    archivos = {}
    if leer := entrada.funcion("leer"):
        texto = tabla_ancha.texto_csv(leer(carpeta), entrada.id, catalogo)
        archivos[f"{entrada.id}.csv"] = _bytes(texto)
    if leer := entrada.funcion("leer_territorios"):
        archivos[formato.TERRITORIOS] = _bytes(texto_territorios(leer, carpeta))
    if leer := entrada.funcion("leer_geometria"):
        archivos[formato.GEOMETRIA] = leer(carpeta)
    return archivos


def texto_territorios(leer: Lector, carpeta: Path) -> str:
    """territorios.csv: exige un código por fila y que sean los de la base, con nación y deptos."""
    tabla: pd.DataFrame = leer(carpeta)
    falta = diferencia(tabla["codigo"], codigos.territorios())
    if falta or tabla.columns[0] != "codigo" or tabla["codigo"].duplicated().any():
        raise ErrorDeDatos(
            f"los territorios no son los del marco 2018, uno por fila ({falta or 'hay repetidos'})",
            lugar=Lugar(formato.TERRITORIOS),
            que_hacer="revise el módulo que produce la tabla de territorios",
        )
    return tabla_ancha.escribir_csv(tabla.sort_values("codigo").map(_celda))


def _celda(valor: object) -> str:
    if pd.isna(valor):  # type: ignore[call-overload]
        return formato.VACIA
    return repr(valor) if isinstance(valor, float) else str(valor)


def _bytes(texto: str) -> bytes:
    return texto.encode("utf-8")
