"""La orden `kit`: cada suborden importa lo suyo al correr, para que construir arranque ligero."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import typer

from generador import errores_ajenos
from generador.ordenes import (
    acceso,
    comparar_cortes,
    construir,
    datos,
    descargas,
    empaquetar,
    evaluar_lista,
    fichas,
    focalizar,
    incidencia,
    interrupciones,
    patrones,
    plugin,
    preparar_veredas,
    publicar,
    raster,
    recodificar,
    servir,
    sintetizar,
)
from generador.ordenes.ayuda import ErrorDeUso, GrupoDeOrdenes, Orden, mostrar_error

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
# Lo que pide la ficha en PDF.
DEL_EXTRA_FICHAS = {"brotli", "fontTools", "pikepdf", "segno", "typst"}
DEL_EXTRA_DESCARGAS = {"duckdb", "pyogrio", "shapely", "xlsxwriter"}

DE_DESCARGAS = "generador/descargas/"

DE_TYPER: tuple[type[BaseException], ...] = (ErrorDeUso, typer.Abort, typer.Exit)


class _GrupoConErrores(GrupoDeOrdenes):
    """Muestra todo error en rojo, en español y sin traza, y sale con 1."""

    def invoke(self, ctx: Any) -> Any:
        """Corre la suborden pedida."""
        with interrupciones.atendidas() as llegaron:
            return self._correr(ctx, llegaron)

    def _correr(self, ctx: Any, llegaron: list[int]) -> Any:
        try:
            return super().invoke(ctx)
        except DE_TYPER:
            raise  # la ayuda, un error de uso o una salida pedida: los muestra `GrupoDeOrdenes`
        except KeyboardInterrupt:
            raise _interrumpida(llegaron) from None
        except BrokenPipeError:
            errores_ajenos.cerrar_la_salida()
        except Exception as error:
            if llegaron:  # DuckDB cuenta la señal como un error suyo
                raise _interrumpida(llegaron) from None
            if errores_ajenos.con_traza():
                raise
            mostrar_error(_falta_instalar(error) or errores_ajenos.en_palabras(error))
        raise typer.Exit(1)


def _interrumpida(llegaron: list[int]) -> typer.Exit:
    mostrar_error("se interrumpió; no queda nada a medias")
    return typer.Exit(interrupciones.codigo_de_salida(llegaron))


def _falta_instalar(error: Exception) -> str | None:
    modulo = (getattr(error, "name", None) or "").split(".")[0]
    if not isinstance(error, ModuleNotFoundError):
        return None
    extra = _extra_de(modulo, error)
    if not extra:
        return None
    return (
        f"falta instalar «{error.name}», que esta orden necesita\n"
        f"  Qué hacer: pip install -e '.[{extra}]'"
    )


def _extra_de(modulo: str, error: BaseException) -> str:
    """El que trae el módulo que falta; varios lo traen, y se dice el de la orden que se pidió."""
    pasos = [paso.filename for paso in traceback.extract_tb(error.__traceback__)]
    if modulo in DEL_EXTRA_DESCARGAS and any(DE_DESCARGAS in Path(p).as_posix() for p in pasos):
        return "descargas"
    extras = {
        "hogares": DEL_EXTRA_HOGARES,
        "fichas": DEL_EXTRA_FICHAS,
        "importar": DEL_EXTRA_IMPORTAR,
    }
    return next((nombre for nombre, trae in extras.items() if modulo in trae), "")


principal = typer.Typer(
    name="kit",
    cls=_GrupoConErrores,
    help="Kit de capacidades territoriales contra la pobreza.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
principal.add_typer(datos.grupo, name="datos")
principal.add_typer(plugin.grupo, name="plugin")
principal.command("construir", cls=Orden)(construir.construir)
principal.command("fichas", cls=Orden)(fichas.fichas)
principal.command("descargas", cls=Orden)(descargas.descargas)
principal.command("publicar", cls=Orden)(publicar.publicar)
principal.command("servir", cls=Orden)(servir.servir)
principal.command("empaquetar", cls=Orden)(empaquetar.empaquetar)
principal.command("incidencia", cls=Orden)(incidencia.incidencia)
principal.command("focalizar", cls=Orden)(focalizar.focalizar)
principal.command("evaluar-lista", cls=Orden)(evaluar_lista.evaluar_lista)
principal.command("recodificar", cls=Orden)(recodificar.recodificar)
principal.command("comparar-cortes", cls=Orden)(comparar_cortes.comparar_cortes)
principal.command("acceso", cls=Orden)(acceso.acceso)
principal.command("raster", cls=Orden)(raster.raster)
principal.command("sintetizar", cls=Orden)(sintetizar.sintetizar)
principal.command("patrones", cls=Orden)(patrones.patrones)
principal.command("preparar-veredas", cls=Orden)(preparar_veredas.preparar_veredas)
