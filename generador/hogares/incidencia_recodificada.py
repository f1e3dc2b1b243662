"""La incidencia de una base que trae las respuestas y no las marcas: se recodifica antes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.formato import numero, porcentaje
from generador.hogares import pantalla_de_hogares, receta_pedida
from generador.hogares.archivo import ArchivoDeHogares
from generador.hogares.corrida_de_recodificacion import exigir_decidida
from generador.hogares.dominio import MEDIDA
from generador.hogares.recodificacion import Recodificacion, con_marcas, recodificar_archivo
from generador.metodos.recodificacion.informe import MAXIMO_ANCHO, avisos, cotas_de_h


@dataclass(frozen=True)
class ARecodificar:
    """Con qué receta y forma de archivo, y si se acepta lo que quede sin decidir."""

    receta: str | None
    esquema: str | None
    aceptar: bool


def exigir_recodificar(receta: str | None, esquema: str | None, *, aceptar: bool) -> None:
    """ErrorDeDatos si se da una opción que solo sirve para recodificar."""
    dadas = {"--receta": receta, "--esquema": esquema, "--aceptar-indeterminados": aceptar or None}
    sobran = [opcion for opcion, valor in dadas.items() if valor is not None]
    if sobran:
        raise ErrorDeDatos(
            f"{' y '.join(sobran)} solo sirve para recodificar",
            que_hacer="agregue --recodificar, o quite esa opción",
        )


def recodificado(
    archivo: ArchivoDeHogares, pedido: ARecodificar, mapeo: Path | None
) -> ArchivoDeHogares:
    """El archivo con sus marcas calculadas; ErrorDeDatos si con ellas no se puede dar H."""
    pedidas = receta_pedida.pedidas(pedido.receta)
    hecha = recodificar_archivo(archivo, pedidas, pedido.esquema, mapeo)
    _exigir_h(hecha)
    exigir_decidida(hecha, aceptada=pedido.aceptar)
    cotas = cotas_de_h(hecha.hecha)
    sin = int((hecha.hecha.puntajes.pobre < 0).sum())
    de_h = [
        f"con lo que no se pudo decidir, H está entre {porcentaje(100 * cotas.minima)} y "
        f"{porcentaje(100 * cotas.maxima)} de las personas: de {numero(sin)} hogares no se sabe"
    ]
    pantalla_de_hogares.avisar([*avisos(hecha.hecha), *(de_h if sin else [])])
    return con_marcas(archivo, hecha.hecha)


def _exigir_h(hecha: Recodificacion) -> None:
    base, receta, lugar = hecha.hecha, hecha.pedida.receta, Lugar(hecha.base.nombre)
    que_hacer = "para ver cada indicador hasta donde alcanza, corra kit recodificar"
    if receta.medida != MEDIDA:
        raise ErrorDeDatos(
            f"la receta «{receta.id}» da «{receta.medida}», que no es «{MEDIDA}»",
            lugar=lugar,
            que_hacer=que_hacer,
        )
    if base.sin_columna:
        raise ErrorDeDatos(
            f"no se puede dar H: la base no trae {', '.join(base.sin_columna)}, y los pesos de un "
            "indicador que falta no se reparten entre los demás",
            lugar=lugar,
            que_hacer=que_hacer,
        )
    cotas = cotas_de_h(base)
    if cotas.ancho > MAXIMO_ANCHO:
        raise ErrorDeDatos(
            f"H está entre {porcentaje(100 * cotas.minima)} y {porcentaje(100 * cotas.maxima)} de "
            "las personas: se separan más de 2 puntos y no se da un valor único",
            lugar=lugar,
            que_hacer=f"complete las respuestas; {que_hacer}",
        )
