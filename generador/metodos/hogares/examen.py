"""El examen previo de un CSV o TXT: cómo está escrito, qué columnas trae y qué hay que apartar.

Se hace una sola vez, antes de leer, y es el mismo para la orden, el complemento y el navegador:
los tres aceptan y rechazan los mismos archivos. Las listas y las frases, en `datos/examen.json`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .firmas import comprobar_que_es_tabla, comprobar_que_es_texto
from .flujo import UTF16, Avance, compatibles, con_inicio, contar_avance, contar_marcas, utf16_de
from .frases import ErrorDeTexto, aviso
from .letras import (
    UTF8,
    codificacion_pedida,
    conocidas,
    decodificar,
    nombre_de,
)
from .pie import Pie, Renglon, apartar_pie
from .primera_fila import Encabezado, ajustar, leer_encabezado
from .recorrido import RecorridoDeFilas
from .registros import partir_fila, tramos
from .separadores import detectar_separador, linea_sep, nombre_de_separador, separador_pedido


@dataclass(frozen=True)
class Examen:
    """Cómo está escrito un archivo de texto y qué se lee de él.

    `columnas` con nombre, en orden (puede haber repetidas), y `posiciones` de cada una entre las
    `ancho` celdas de una fila; la que no trae nada desde la celda `desde` está vacía. Las filas se
    numeran como en una hoja de cálculo: 1 es la primera, sin contar la línea `sep=`. `encabezado`
    son los octetos de esa fila. Hay datos desde `fila_encabezado` + 1 hasta antes de `fila_de_pie`
    (0 si no hay pie); son `filas`, sin las `vacias` ni los encabezados repetidos. `fin_de_linea` es
    «lf», «crlf», «cr» o «mezclado» («» si solo hay una). `limpio`: un lector rápido de CSV en UTF-8
    lo lee igual, tal como está.
    """

    codificacion: str
    bom: bool
    separador: str
    fin_de_linea: str
    linea_sep: bool
    fila_encabezado: int
    encabezado: bytes
    columnas: tuple[str, ...]
    posiciones: tuple[int, ...]
    ancho: int
    desde: int
    filas: int
    vacias: int
    pie: tuple[Pie, ...]
    tamano: int
    sha256: str
    limpio: bool
    avisos: tuple[str, ...]

    @property
    def fila_de_pie(self) -> int:
        """La primera fila del pie; 0 si no hay."""
        return self.pie[0].fila if self.pie else 0


def examinar(
    bloques: Iterable[bytes],
    *,
    separador: str | None = None,
    codificacion: str | None = None,
    avance: Avance = None,
) -> Examen:
    """Recorre el archivo una vez. ErrorDeTexto (con su `fila`, si la hay) si no se puede leer.

    `separador` y `codificacion` son lo que pidió la persona: se respetan o dan error. `avance`
    recibe los octetos leídos y puede lanzar para cancelar.
    """
    signo_pedido, clave_pedida = separador_pedido(separador), codificacion_pedida(codificacion)
    huella = _Huella()
    inicio, todos = con_inicio(huella.pasar(contar_avance(bloques, avance)))
    comprobar_que_es_texto(inicio)
    utf16 = _utf16(inicio, clave_pedida)
    muestra, octetos = con_inicio(compatibles(todos, utf16))
    comprobar_que_es_tabla(muestra)
    salto, declarado = linea_sep(muestra)
    signo = signo_pedido or declarado or detectar_separador(muestra[salto:].lstrip(b"\r\n"))
    if signo is None:
        raise ErrorDeTexto("sin_separador", fila=1)
    recorrido = RecorridoDeFilas(signo)
    for tramo in tramos(saltar(octetos, salto), signo):
        recorrido.agregar(tramo)
    comprobar_que_hay_columnas(recorrido)
    clave, avisos = recorrido.letras.elegir(utf16 or clave_pedida)
    if utf16 and not clave_pedida:
        avisos.insert(0, aviso("codificacion", codificacion=nombre_de(utf16)))
    return _concluir(recorrido, clave, huella, contar_marcas(inicio)[0], salto > 0, avisos)


def _concluir(
    recorrido: RecorridoDeFilas,
    clave: str,
    huella: _Huella,
    marcas: int,
    linea_sep: bool,
    avisos: list[str],
) -> Examen:
    """El examen, con todo el archivo a la vista."""
    pie = _pie(recorrido, clave)
    encabezado = _encabezado(recorrido, clave, pie)
    fin = _fin_de_linea(recorrido)
    manchas = (
        *(clave != UTF8, marcas > 1, linea_sep, fin in ("cr", "mezclado"), not recorrido.regulares),
        *(pie, recorrido.vacias, recorrido.repetidos, encabezado.sin_nombre, encabezado.ajuste),
    )
    return Examen(
        codificacion=clave,
        bom=marcas > 0,
        separador=recorrido.separador,
        fin_de_linea=fin,
        linea_sep=linea_sep,
        fila_encabezado=recorrido.fila_encabezado,
        encabezado=recorrido.encabezado_crudo,
        columnas=encabezado.nombres,
        posiciones=encabezado.posiciones,
        ancho=encabezado.ancho,
        desde=recorrido.desde,
        filas=recorrido.filas - len(pie),
        vacias=recorrido.vacias,
        pie=pie,
        tamano=huella.tamano,
        sha256=huella.cuenta.hexdigest(),
        limpio=not any(manchas),
        avisos=(
            *avisos,
            *([aviso("bom_doble")] if marcas > 1 else []),
            *([aviso("linea_sep", separador=recorrido.separador)] if linea_sep else []),
            *([aviso("fin_mezclado")] if fin == "mezclado" else []),
            *encabezado.avisos(),
            *_avisos_de_filas(recorrido, pie),
        ),
    )


def saltar(octetos: Iterable[bytes], cuantos: int) -> Iterator[bytes]:
    """Los octetos sin los primeros `cuantos` (la línea «sep=;»)."""
    for bloque in octetos:
        yield bloque[cuantos:]
        cuantos = max(cuantos - len(bloque), 0)


class _Huella:
    """sha256 y tamaño de lo que pasa."""

    def __init__(self) -> None:
        self.cuenta = hashlib.sha256()
        self.tamano = 0

    def pasar(self, bloques: Iterable[bytes]) -> Iterator[bytes]:
        for bloque in bloques:
            self.cuenta.update(bloque)
            self.tamano += len(bloque)
            yield bloque


def _utf16(inicio: bytes, pedida: str | None) -> str:
    hallada = utf16_de(inicio)
    if pedida and (pedida in UTF16) != bool(hallada):
        raise ErrorDeTexto(
            "no_decodifica", fila=1, codificacion=nombre_de(pedida), conocidas=conocidas()
        )
    return hallada


def comprobar_que_hay_columnas(recorrido: RecorridoDeFilas) -> None:
    """ErrorDeTexto si no hay encabezado, o si el separador no lo separa."""
    if not recorrido.encabezado:
        raise ErrorDeTexto("vacio")
    if len(recorrido.encabezado) < 2:
        signo = nombre_de_separador(recorrido.separador)
        raise ErrorDeTexto("separador_pedido", fila=recorrido.fila_encabezado, separador=signo)


def _pie(recorrido: RecorridoDeFilas, clave: str) -> tuple[Pie, ...]:
    finales = [
        Renglon(cruda.fila, tuple(partir_texto(cruda.octetos, recorrido.separador, clave)))
        for cruda in recorrido.finales
    ]
    return apartar_pie(finales, recorrido.ancho)


def partir_texto(fila: bytes, separador: str, clave: str) -> list[str]:
    """Las celdas de una fila suelta, decodificadas."""
    celdas = partir_fila(fila, separador)
    return [decodificar(celda.encode("latin-1"), clave) for celda in celdas]


def _encabezado(recorrido: RecorridoDeFilas, clave: str, pie: tuple[Pie, ...]) -> Encabezado:
    """El encabezado ajustado; ErrorDeTexto en la primera fila de datos que no coincide con él."""
    celdas = [decodificar(celda.encode("latin-1"), clave) for celda in recorrido.encabezado]
    nombres = leer_encabezado(celdas, recorrido.fila_encabezado)
    ajuste, ancho = recorrido.ajuste(), recorrido.ancho
    if ancho == len(nombres) + 1 and not ajuste:
        fila, cuantas = recorrido.primeras[ancho][0], recorrido.anchos[ancho]
        _no_coinciden(fila, ancho, len(nombres), cuantas)
    de_pie = {p.fila for p in pie}
    todas = recorrido.irregulares()
    malas = [m for m in todas if m[0] not in de_pie]
    if malas:
        fila, trae = malas[0]
        if fila in recorrido.con_salto:
            raise ErrorDeTexto("comillas", fila=fila)
        apartadas = len(todas) - len(malas)
        cuantas = recorrido.filas - recorrido.anchos.get(ancho, 0) - apartadas
        _no_coinciden(fila, trae, len(nombres), cuantas)
    if recorrido.filas == len(pie):
        raise ErrorDeTexto("solo_encabezado")
    return ajustar(nombres, ancho, ajuste)


def _no_coinciden(fila: int, trae: int, columnas: int, cuantas: int) -> None:
    clave = "columnas_de_mas" if trae > columnas else "columnas_de_menos"
    raise ErrorDeTexto(clave, fila=fila, trae=trae, columnas=columnas, cuantas=cuantas)


def _fin_de_linea(recorrido: RecorridoDeFilas) -> str:
    usados = [nombre for nombre, veces in recorrido.saltos.items() if veces]
    return "mezclado" if len(usados) > 1 else "".join(usados)


def _avisos_de_filas(recorrido: RecorridoDeFilas, pie: tuple[Pie, ...]) -> list[str]:
    """Las filas que no son datos, y si el final parece cortado."""
    dichos = []
    if recorrido.vacias:
        fila = recorrido.primera_vacia
        dichos.append(aviso("vacias", cuantas=recorrido.vacias, fila=fila))
    if recorrido.repetidos:
        fila = recorrido.primer_repetido
        dichos.append(aviso("encabezado_repetido", cuantas=recorrido.repetidos, fila=fila))
    if pie:
        dichos.append(aviso("pie", cuantas=len(pie), fila=pie[0].fila, texto=pie[0].texto))
    if not recorrido.completo:
        dichos.append(aviso("sin_salto_final"))
    return dichos
