"""Lo que `kit raster` muestra en la terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

from generador.formato import numero, porcentaje
from generador.hogares.modos import INTERNO
from generador.hogares.pantalla_de_hogares import FILAS_EN_PANTALLA, tabla_de_terminal

DEL_RASTER = (("suma", "Suma"), ("media", "Media"), ("minimo", "Mínimo"), ("maximo", "Máximo"),
              ("cubierto", "Con dato"))  # fmt: skip
DE_LA_BASE = (("suma", "Población"), ("personas", "En la base"), ("fuera", "Faltan"),
              ("subreg", "Subregistro"), ("dens_fuera", "Por km²"))  # fmt: skip
PROPORCIONES = frozenset({"cubierto", "subreg"})


def mostrar(
    territorios: Sequence[str], valores: Mapping[str, Sequence[Any]], *, interno: bool
) -> None:
    """Lo del raster o, si se compara con una base, cuánta gente falta: 40 territorios."""
    propias = DE_LA_BASE if interno else DEL_RASTER
    vista = tabla_de_terminal("Territorio", *(r for _, r in propias))
    for i, territorio in enumerate(territorios[:FILAS_EN_PANTALLA]):
        vista.add_row(escape(territorio), *(_celda(n, valores[n][i]) for n, _ in propias))
    consola = Console()
    marca = f" · [bold red]{INTERNO}[/]" if interno else ""
    consola.print(f"\n[bold]Raster por territorio[/]{marca}", highlight=False)
    consola.print(vista)
    dice = (
        "Faltan: población del raster menos personas de la base; negativo, hay más en la base."
        if interno
        else "Cada celda cuenta por la fracción que cae en el territorio; sin dato no es cero."
    )
    consola.print(f"[dim]{dice}[/]", highlight=False)
    if (faltan := len(territorios) - FILAS_EN_PANTALLA) > 0:
        consola.print(
            f"[dim]… y {numero(faltan)} territorios más: véalos con --salida.[/]", highlight=False
        )


def _celda(nombre: str, valor: Any) -> str:
    if valor is None:
        return "—"
    return porcentaje(100 * valor) if nombre in PROPORCIONES else numero(valor, 1)
