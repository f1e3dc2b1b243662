"""Lo que `kit recodificar` muestra en la terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from generador.formato import numero, porcentaje
from generador.hogares.pantalla_de_hogares import tabla_de_terminal
from generador.hogares.recodificacion import Recodificacion
from generador.metodos.recodificacion.concordancia import contrastar
from generador.metodos.recodificacion.informe import MAXIMO_ANCHO, cotas_de_h, por_que

ESTADOS = {
    "comprobada": "comprobada",
    "comprobada_en_parte": "en parte",
    "sin_comprobar": "sin comprobar",
}


def mostrar(hecha: Recodificacion, *, conformes: bool) -> None:
    """Cada indicador con lo que se decidió y por qué no lo demás; y H, si se puede dar."""
    base, receta = hecha.hecha, hecha.pedida.receta
    consola = Console()
    consola.print(
        f"\n[bold]Recodificación[/] · {escape(receta.nombre)} · {escape(receta.medida)} · "
        f"{numero(len(base.hechos.jefe))} hogares",
        highlight=False,
    )
    vista = tabla_de_terminal("Indicador", "Privados", "No privados", "Sin decidir")
    vista.add_column("Regla", no_wrap=True)
    for j, privacion in enumerate(receta.privaciones):
        columna = base.de_hogares[:, j]
        vista.add_row(
            f"{privacion.id} {escape(privacion.nombre)}",
            numero(int((columna == 1).sum())),
            numero(int((columna == 0).sum())),
            numero(int((columna < 0).sum())),
            ESTADOS[privacion.estado],
        )
    consola.print(vista)
    for j, privacion in enumerate(receta.privaciones):
        if (base.de_hogares[:, j] < 0).any():
            motivo = privacion.no_se_puede or por_que(base, j)
            consola.print(f"[dim]{privacion.id} sin decidir: {escape(motivo)}[/]", highlight=False)
    consola.print(f"[bold]H[/] · {_h(hecha)}", highlight=False)
    if conformes:
        _contraste(consola, hecha)


def decir_plantilla(ruta: Path) -> None:
    """Dónde quedó la hoja y cómo se usa."""
    Console().print(
        f"Escrito: {escape(str(ruta))}\nLlene «columna_en_su_base» y «codigo_en_su_base», y dela "
        f"con --receta {escape(ruta.name)}",
        highlight=False,
    )


def _h(hecha: Recodificacion) -> str:
    base = hecha.hecha
    puntajes = base.puntajes
    pobres, no_pobres = (int((puntajes.pobre == v).sum()) for v in (1, 0))
    dichos = f"{numero(pobres)} hogares pobres y {numero(no_pobres)} no pobres con seguridad"
    if base.sin_columna:
        return f"no se da: faltan {escape(', '.join(base.sin_columna))} ({dichos})"
    cotas = cotas_de_h(base)
    rango = f"{porcentaje(100 * cotas.minima)} a {porcentaje(100 * cotas.maxima)} de las personas"
    if cotas.ancho > MAXIMO_ANCHO:
        return f"entre {rango}: más de 2 puntos, no se da un valor único ({dichos})"
    return f"{rango} ({dichos})"


def _contraste(consola: Console, hecha: Recodificacion) -> None:
    vista = tabla_de_terminal("Frente al archivo", "Comparados", "Iguales", "Distintos")
    vista.add_column("Sin decidir (privados)", justify="right")
    vista.add_column("Difieren las filas", ratio=1)
    for c in contrastar(hecha.hecha):
        vista.add_row(
            c.id,
            numero(c.comparados),
            numero(c.iguales),
            numero(c.comparados - c.iguales),
            f"{numero(c.sin_decidir)} ({numero(c.sin_decidir_privados)})",
            ", ".join(map(numero, c.distintos)),
        )
    consola.print(vista)
