"""Un GeoPackage armado aparte y comprobado, como bytes: los mismos datos dan el mismo archivo."""
# ruff: noqa: PLC0415 - pyogrio solo hace falta para este formato

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from generador.disco.archivo_propio import no_se_pudo
from generador.errores_ajenos import en_el_sistema

# GeoPackage guarda la fecha de la última escritura: sin fijarla no hay dos archivos iguales.
FECHA_FIJA = "1970-01-01T00:00:00Z"


def en_bytes(datos: Any, capa: str, metadatos: dict[str, str] | None = None) -> bytes:
    """La tabla o capa `datos` como GeoPackage; ErrorDeDatos si la carpeta temporal no alcanza."""
    import pyogrio
    from pyogrio import errors

    with tempfile.TemporaryDirectory(prefix="kit-gpkg-") as carpeta:
        destino = Path(carpeta) / "salida.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FECHA_FIJA})
        try:
            pyogrio.write_dataframe(
                datos, destino, layer=capa, driver="GPKG", dataset_metadata=metadatos
            )
            escritas = pyogrio.read_info(destino, layer=capa)["features"]
            if escritas != len(datos):
                raise OSError(f"se guardaron {escritas} de {len(datos)} filas")
            return destino.read_bytes()
        except (OSError, errors.DataSourceError, errors.DataLayerError, errors.FeatureError,
                errors.FieldError, errors.GeometryError) as causa:  # fmt: skip
            raise no_se_pudo(Path(tempfile.gettempdir()), en_el_sistema(causa)) from causa
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
