"""Qué trae una base de hogares: qué columna es cada cosa, qué se descarta y qué es cada fila."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import ArchivoDeHogares
from generador.hogares.dominio import con_lugar, documento
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.entrada import UNIDADES, Unidad
from generador.metodos.hogares.mapeo import FORMA, Mapeo
from generador.metodos.hogares.mapeo import leer as leer_mapeo
from generador.metodos.hogares.nombres import (
    PRIVACIONES,
    Reconocimiento,
    hallar,
    reconocer,
)
from generador.metodos.hogares.personales import (
    columnas_personales,
    contenido_personal,
    permitida,
)
from generador.metodos.recodificacion.recetas import DEL_KIT, del_kit
from generador.metodos.recodificacion.reconocer import casa


@dataclass(frozen=True)
class Base:
    """Un archivo reconocido.

    `personales` {columna: motivo} son las que no se leen. `reservadas` identifican personas o
    fichas: sirven para contar y no se escriben en ninguna salida.
    """

    archivo: ArchivoDeHogares
    esquema: Reconocimiento
    personales: dict[str, str]
    reservadas: tuple[str, ...]

    @property
    def nombre(self) -> str:
        """Nombre del archivo, sin carpeta: es lo que va en los mensajes y en el registro."""
        return self.archivo.ruta.name

    @property
    def privaciones(self) -> tuple[str, ...]:
        """Las 15 columnas de privación, en orden."""
        return tuple(self.esquema.columnas[p] for p in PRIVACIONES)

    def canonica(self, nombre: str) -> str | None:
        """La columna de un nombre canónico (`parentesco`, `fex`…), o None si no está."""
        return self.esquema.columnas.get(nombre)

    def columna(self, nombre: str, otros: Sequence[str] = ()) -> str:
        """La columna que alguien pidió, por su nombre o el canónico; error si falta o es personal.

        No distingue mayúsculas ni letras rotas. `otros`: nombres que no son columnas de la base y
        que ahí también se pueden pedir; el error los ofrece primero.
        """
        elegir = f"elija una de: {', '.join((*otros, *self.ofrecidas))}"
        hallada = hallar(nombre, self.archivo.columnas, self.esquema.columnas)
        if hallada is None:
            raise ErrorDeDatos(
                "la base no trae esa columna",
                lugar=Lugar(self.nombre, columna=nombre),
                que_hacer=elegir,
            )
        if hallada in self.personales or hallada in self.reservadas:
            motivo = self.personales.get(hallada, "identifica una ficha o una persona")
            raise ErrorDeDatos(
                f"esa columna no se usa: {motivo}",
                lugar=Lugar(self.nombre, columna=hallada),
                que_hacer=elegir,
            )
        return hallada

    def exigir_sin_personales(self, columnas: Mapping[str, Columna]) -> None:
        """ErrorDeDatos si una columna desconocida, aunque se haya pedido, trae datos personales.

        `columnas` {nombre: lo que trae}: las que alguien nombró y van a salir, o a decidir.
        """
        for nombre, columna in columnas.items():
            if permitida(nombre, nombrada=True).uso != "pedida":
                continue
            motivo = contenido_personal(columna)
            if motivo:
                raise ErrorDeDatos(
                    f"esa columna no se usa: {motivo} (Ley 1581 de 2012)",
                    lugar=Lugar(self.nombre, columna=nombre),
                    que_hacer="quítela de lo que se pide",
                )

    def columnas(self, nombres: str) -> tuple[str, ...]:
        """Las columnas de una lista separada por comas: «cod_mpio,cod_vereda»."""
        if nombres in self.archivo.columnas:
            return (self.columna(nombres),)
        return tuple(self.columna(nombre.strip()) for nombre in nombres.split(","))

    @property
    def ofrecidas(self) -> tuple[str, ...]:
        """Columnas que se pueden pedir."""
        prohibidas = {*self.personales, *self.reservadas}
        return tuple(c for c in self.archivo.columnas if c not in prohibidas)

    @property
    def avisos(self) -> tuple[str, ...]:
        """Lo que se notó al abrirla, y qué columnas con datos personales no se leyeron."""
        notados = (*self.archivo.avisos, *self.esquema.avisos)
        if not self.personales:
            return notados
        cuales = ", ".join(f"«{c}»" for c in self.personales)
        aviso = f"no se leyeron las columnas con datos personales (Ley 1581 de 2012): {cuales}"
        return (*notados, aviso)


def reconocer_base(archivo: ArchivoDeHogares, mapeo: Path | None = None) -> Base:
    """Reconoce el esquema; ErrorDeDatos si no están las 15 privaciones o hay columnas repetidas.

    `mapeo` es un JSON que dice qué columna es cada cosa, por encima de lo que se reconozca.
    """
    sin_repetidas(archivo)
    dicho = leer_mapeo_de(mapeo)
    with con_lugar(archivo.ruta.name):
        try:
            esquema = reconocer(archivo.columnas, documento("esquemas_sisben"), dicho)
        except ErrorDeMetodo as causa:
            raise _con_la_opcion(causa, archivo) from None
    return base_de(archivo, esquema)


def base_de(archivo: ArchivoDeHogares, esquema: Reconocimiento) -> Base:
    """El archivo ya reconocido: qué columnas no se leen y cuáles solo cuentan."""
    conocidas = {*esquema.columnas.values(), *esquema.otras.values()}
    privados = documento("datos_personales")
    reservadas = tuple(c for c in archivo.columnas if permitida(c, privados).uso == "contar")
    personales = columnas_personales(archivo.columnas, privados, conocidas)
    return Base(archivo, esquema, personales, reservadas)


def sin_repetidas(archivo: ArchivoDeHogares) -> None:
    """ErrorDeDatos si el encabezado repite un nombre o le falta uno."""
    repetidas = sorted({c for c in archivo.columnas if archivo.columnas.count(c) > 1})
    if repetidas or "" in archivo.columnas[:-1]:
        cuales = ", ".join(f"«{c}»" for c in repetidas) or "una columna sin nombre"
        raise ErrorDeDatos(
            f"en el encabezado se repite o falta un nombre: {cuales}",
            lugar=Lugar(archivo.ruta.name, fila=1),
            que_hacer="dé a cada columna un nombre distinto",
        )


def _con_la_opcion(causa: ErrorDeMetodo, archivo: ArchivoDeHogares) -> ErrorDeMetodo:
    """El mismo error y qué orden lo resuelve: recodificar, si trae las respuestas, o un mapeo."""
    if "mapeo de columnas" not in causa.que_hacer:
        return causa
    receta = casa(archivo.columnas, map(del_kit, DEL_KIT))
    if receta is not None:
        return ErrorDeMetodo(
            f"{causa.problema}; trae las respuestas con que se calculan ({receta.nombre})",
            que_hacer=f"corra kit recodificar {archivo.ruta.name} o, con la incidencia, agregue "
            "--recodificar",
        )
    como = f"en un archivo que se da con --columnas mapeo.json: {FORMA}"
    return ErrorDeMetodo(causa.problema, que_hacer=f"{causa.que_hacer}, {como}")


def leer_mapeo_de(mapeo: Path | None) -> Mapeo | None:
    """El mapeo de columnas de un archivo; None si no se dio."""
    if mapeo is None:
        return None
    try:
        texto = mapeo.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise ErrorDeDatos(
            "el mapeo de columnas no se puede leer",
            lugar=Lugar(mapeo.name),
            que_hacer=f"revise la ruta y guárdelo en UTF-8; va así: {FORMA}",
        ) from None
    with con_lugar(mapeo.name):
        return leer_mapeo(texto, documento("esquemas_sisben"))


def comprobar_filas(texto: str | None) -> Unidad | None:
    """`personas`, `hogares` o None; error con otra cosa."""
    for valor in UNIDADES:
        if texto == valor:
            return valor
    if texto is None:
        return None
    raise ErrorDeDatos(f"--filas «{texto}» no existe", que_hacer=f"use {' o '.join(UNIDADES)}")
