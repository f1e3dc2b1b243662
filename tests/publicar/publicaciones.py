"""Publicaciones de mentira: la tabla larga y el registro de fuentes, escritos a mano."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from generador.paginas.publicacion import fuentes_publicadas
from generador.paginas.publicacion.datos_publicados import ENCABEZADO, TABLA

Cifras = Mapping[tuple[str, str, str], str]
"""De (territorio, indicador, fuente) a su valor en 2018."""
FUENTES = {"medida_censal_2018": {"a.xlsx": "1"}, "nbi": {"b.xlsx": "1"}}


def publicar(
    carpeta: Path, cifras: Cifras, fuentes: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """La carpeta con su tabla y, si se dan `fuentes`, su registro."""
    (carpeta / "datos").mkdir(parents=True, exist_ok=True)
    filas = [
        f"{territorio},total,2018,{indicador},{valor},dato,%,{fuente},\n"
        for (territorio, indicador, fuente), valor in cifras.items()
    ]
    (carpeta / TABLA).write_bytes(gzip.compress(ENCABEZADO + "".join(filas).encode(), mtime=0))
    if fuentes is not None:
        dicho = {
            "esquema": fuentes_publicadas.ESQUEMA,
            "fecha": "2026-10-01",
            "fuentes": {f: {"archivos": dict(archivos)} for f, archivos in fuentes.items()},
        }
        (carpeta / fuentes_publicadas.RUTA).write_text(json.dumps(dicho), encoding="utf-8")
    return carpeta
