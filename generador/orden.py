"""La orden `kit`: cada suborden importa lo suyo al correr, para que construir arranque ligero."""

from __future__ import annotations

from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from typer.core import TyperGroup

from generador import orden_complemento, orden_datos, orden_hogares, orden_sitio
from generador.errores import ErrorDelKit

# Módulos que solo trae el extra «importar»; si falta uno, el remedio es instalarlo.
DEL_EXTRA_IMPORTAR = {
    "exactextract",
    "frictionless",
    "geopandas",
    "pandas",
    "pandera",
    "pooch",
    "pyogrio",
    "python_calamine",
    "rasterio",
    "shapely",
}
# Lo que agrega el extra «hogares».
DEL_EXTRA_HOGARES = {"duckdb", "openpyxl", "pyproj"}


class _GrupoConErrores(TyperGroup):
    """Muestra los errores del kit en rojo y sin traza, y sale con 1."""

    def invoke(self, ctx: Any) -> Any:
        """Corre la suborden pedida."""
        try:
            return super().invoke(ctx)
        except ErrorDelKit as error:
            _mostrar(str(error))
        except ModuleNotFoundError as error:
            modulo = (error.name or "").split(".")[0]
            if modulo not in DEL_EXTRA_IMPORTAR | DEL_EXTRA_HOGARES:
                raise
            extra = "hogares" if modulo in DEL_EXTRA_HOGARES else "importar"
            _mostrar(
                f"falta instalar «{error.name}», que esta orden necesita\n"
                f"  Qué hacer: pip install -e '.[{extra}]'"
            )
        raise typer.Exit(1)


def _mostrar(texto: str) -> None:
    # soft_wrap: el mensaje se copia y se busca entero, sin cortes a mitad de una ruta.
    Console(stderr=True).print(f"[bold red]Error:[/] {escape(texto)}", soft_wrap=True)


principal = typer.Typer(
    name="kit",
    cls=_GrupoConErrores,
    help="Kit de capacidades territoriales contra la pobreza.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
principal.add_typer(orden_datos.grupo, name="datos")
principal.add_typer(orden_complemento.grupo, name="plugin")
principal.command("construir")(orden_sitio.construir)
principal.command("incidencia")(orden_hogares.incidencia)
principal.command("focalizar")(orden_hogares.focalizar)
principal.command("sintetizar")(orden_hogares.sintetizar)
principal.command("patrones")(orden_hogares.patrones)
