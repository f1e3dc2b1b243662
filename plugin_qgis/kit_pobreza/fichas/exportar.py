"""Los PDF del atlas: uno con todas las fichas, o uno por vereda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qgis.core import Qgis, QgsLayoutExporter, QgsPrintLayout, QgsProject

from ..errores import Cancelado, ErrorDeCapa
from .capas import capa_de_fichas, nombre_de_archivo, vestir_localizador, vestir_mapa
from .composicion import componer
from .datos import FichaDeVereda
from .encabezado import Encabezado

LOCALIZADOR = 50.0
"""Milímetros que mide el mapa localizador."""
PUNTOS = 200
"""Por pulgada, para lo poco que no va en vectores."""


@contextmanager
def composicion(fichas: Sequence[FichaDeVereda], textos: Encabezado) -> Iterator[QgsPrintLayout]:
    """La composición en un proyecto propio: ni toca el del usuario ni depende de él."""
    proyecto = QgsProject()
    proyecto.setTitle(f"Fichas por vereda · {textos.municipio}")
    mapa, localizador = capa_de_fichas(fichas), capa_de_fichas(fichas, LOCALIZADOR)
    vestir_mapa(mapa)
    vestir_localizador(localizador)
    proyecto.addMapLayers([mapa, localizador])
    hoja = componer(proyecto, mapa, localizador, textos)
    try:
        yield hoja
    finally:
        # En este orden: la composición conoce a su proyecto, y el proyecto a sus capas.
        del hoja
        proyecto.clear()


def todas(hoja: QgsPrintLayout, ruta: Path, avance: Any) -> None:
    """Un PDF con una hoja por vereda; entero o ninguno."""
    temporal = ruta.with_name(f".{ruta.stem}.parcial.pdf")
    try:
        hecho = QgsLayoutExporter.exportToPdf(hoja.atlas(), str(temporal), _ajustes(), avance)
        _exigir(hecho, [temporal], avance)
        temporal.replace(ruta)
    except OSError as error:
        raise _sin_escribir(ruta, str(error.strerror)) from error
    finally:
        with suppress(OSError):
            temporal.unlink()


def cada_una(
    hoja: QgsPrintLayout, carpeta: Path, fichas: Sequence[FichaDeVereda], avance: Any
) -> list[Path]:
    """Un PDF por vereda en la carpeta, todos o ninguno; las rutas, en el orden de las fichas."""
    with TemporaryDirectory(dir=carpeta, prefix=".fichas-") as aparte:
        hecho = QgsLayoutExporter.exportToPdfs(
            hoja.atlas(), str(Path(aparte) / "ficha.pdf"), _ajustes(), avance
        )
        propias = [Path(aparte) / f"{nombre_de_archivo(f)}.pdf" for f in fichas]
        _exigir(hecho, propias, avance)
        return [ruta.replace(carpeta / ruta.name) for ruta in propias]


def _ajustes() -> Any:
    ajustes = QgsLayoutExporter.PdfExportSettings()
    ajustes.dpi = PUNTOS
    ajustes.forceVectorOutput = True
    # Como texto: se busca y se copia, y pesa menos que las letras dibujadas.
    ajustes.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    ajustes.exportMetadata = True
    # Con ella, GDAL reescribe el archivo después de hecho.
    ajustes.appendGeoreference = False
    return ajustes


def _exigir(hecho: Any, rutas: Sequence[Path], avance: Any) -> None:
    """ErrorDeCapa si no se exportó, con lo que dijo QGIS; Cancelado si se canceló.

    Con el disco lleno QGIS dice que terminó bien: se mira que cada archivo tenga su final.
    """
    resultado, mensaje = hecho
    if avance.isCanceled() or resultado == QgsLayoutExporter.ExportResult.Canceled:
        raise Cancelado
    cortados = [ruta for ruta in rutas if not _entero(ruta)]
    if resultado != QgsLayoutExporter.ExportResult.Success or cortados:
        raise _sin_escribir((cortados or list(rutas))[0], mensaje)


def _entero(ruta: Path) -> bool:
    return ruta.is_file() and b"%%EOF" in ruta.read_bytes()[-64:]


def _sin_escribir(ruta: Path, mensaje: str) -> ErrorDeCapa:
    return ErrorDeCapa(
        f"no se pudo escribir «{ruta.name}»{f': {mensaje}' if mensaje else ''}",
        que_hacer="elija otra carpeta, libere espacio o cierre el PDF si está abierto",
    )
