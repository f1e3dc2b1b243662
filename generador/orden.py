"""La orden `kit`: cada suborden importa lo suyo al correr, para que construir arranque ligero."""

from __future__ import annotations

from typing import Any

import typer

from generador import orden_complemento, orden_datos, orden_focalizar, orden_hogares, orden_sitio
from generador.ayuda import Grupo, Orden, mostrar_error
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


class _GrupoConErrores(Grupo):
    """Muestra los errores del kit en rojo y sin traza, y sale con 1."""

    def invoke(self, ctx: Any) -> Any:
        """Corre la suborden pedida."""
        try:
            return super().invoke(ctx)
        except ErrorDelKit as error:
            mostrar_error(str(error))
        except ModuleNotFoundError as error:
            modulo = (error.name or "").split(".")[0]
            if modulo not in DEL_EXTRA_IMPORTAR | DEL_EXTRA_HOGARES:
                raise
            extra = "hogares" if modulo in DEL_EXTRA_HOGARES else "importar"
            mostrar_error(
                f"falta instalar «{error.name}», que esta orden necesita\n"
                f"  Qué hacer: pip install -e '.[{extra}]'"
            )
        raise typer.Exit(1)


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
principal.command("construir", cls=Orden)(orden_sitio.construir)
principal.command("incidencia", cls=Orden)(orden_hogares.incidencia)
principal.command("focalizar", cls=Orden)(orden_focalizar.focalizar)
principal.command("sintetizar", cls=Orden)(orden_hogares.sintetizar)
principal.command("patrones", cls=Orden)(orden_hogares.patrones)
