"""Lo que `kit acceso` muestra en la terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

from generador.acceso.demanda import Demanda
from generador.formato import numero, porcentaje
from generador.hogares.modos import INTERNO
from generador.hogares.pantalla_de_hogares import FILAS_EN_PANTALLA, tabla_de_terminal
from generador.metodos.acceso.cobertura import ESTADOS, Balance, nombre_de_corte
from generador.metodos.acceso.salida import Acceso, columnas_del_balance

COLUMNAS = (
    ("personas", "Personas"), ("con_serv", "Con servicio"), ("lejos", "Lejos"),
    ("sin_conex", "Sin conexión"), ("parte_sin", "Sin servicio"), ("costo", "Media"),
)  # fmt: skip

DE_DETALLE = {"lejos", "parte_sin", "costo"}


def mostrar_territorios(acceso: Acceso, demanda: Demanda, sedes: Sequence[str]) -> None:
    """La sede de cada territorio, a cuánto queda y su estado: a lo sumo 40, y cuántos en total."""
    valores = acceso.columnas(sedes)
    vista = tabla_de_terminal("Territorio", "km", "Minutos")
    vista.add_column("Estado", no_wrap=True)
    vista.add_column("Sede", ratio=1, no_wrap=True, overflow="ellipsis")
    for i, territorio in enumerate(demanda.territorios[:FILAS_EN_PANTALLA]):
        km, minutos = (_celda("costo", valores[c][i]) for c in ("km", "minutos"))
        sede = escape(valores["sede"][i] or "—")
        vista.add_row(escape(territorio), km, minutos, valores["estado"][i], sede)
    consola = Console()
    consola.print("\n[bold]Acceso a servicios[/]", highlight=False)
    consola.print(vista)
    cuantos = Counter(valores["estado"])
    dichos = (f"{estado}, {numero(cuantos[estado])}" for estado in ESTADOS if cuantos[estado])
    consola.print(f"[dim]Territorios: {'; '.join(dichos)}.[/]", highlight=False)
    _los_demas(consola, demanda)


def mostrar(
    hecho: Balance, demanda: Demanda, unidad: str, cortes: Sequence[float], limite: float | None
) -> None:
    """Las personas en cada estado: a lo sumo 40 territorios, y siempre el total."""
    fuera = set() if limite is not None else {"lejos", "parte_sin"}
    # En 80 letras caben los cortes o el detalle de lo que falta.
    propias = [c for c in COLUMNAS if c[0] not in fuera | (DE_DETALLE if cortes else set())]
    de_cortes = [(nombre_de_corte(c), f"≤ {numero(c, 0 if c == int(c) else 1)}") for c in cortes]
    vista = tabla_de_terminal("Territorio", *(r for _, r in (*propias, *de_cortes)))
    nombres = [n for n, _ in (*propias, *de_cortes)]
    valores = columnas_del_balance(hecho, cortes)
    for i, territorio in enumerate(demanda.territorios[:FILAS_EN_PANTALLA]):
        vista.add_row(escape(territorio), *(_celda(n, valores[n][i]) for n in nombres))
    total = columnas_del_balance(hecho.total(), cortes)
    vista.add_section()
    vista.add_row("Total", *(_celda(n, total[n][0]) for n in nombres), style="bold")
    consola = Console()
    marca = f" · [bold red]{INTERNO}[/]" if demanda.base is not None else ""
    consola.print(f"\n[bold]Acceso a servicios[/]{marca}", highlight=False)
    consola.print(vista)
    hasta = "" if limite is None else f" Con servicio: a {numero(limite, 1)} {unidad} o menos."
    consola.print(
        f"[dim]En personas.{hasta} Media: {unidad} por persona que llega. Sin conexión no es "
        "lejos: no hay por dónde llegar.[/]",
        highlight=False,
    )
    _los_demas(consola, demanda)


def _los_demas(consola: Console, demanda: Demanda) -> None:
    if (faltan := len(demanda.territorios) - FILAS_EN_PANTALLA) > 0:
        consola.print(
            f"[dim]… y {numero(faltan)} territorios más: véalos con --salida.[/]", highlight=False
        )


def _celda(nombre: str, valor: Any) -> str:
    if valor is None:
        return "—"
    if nombre == "parte_sin":
        return porcentaje(100 * valor)
    return numero(valor, 1 if nombre == "costo" else 0)
