"""El cubo ya leído, guardado junto a lo temporal: releer 10 MB de texto cuesta un segundo de CPU.

Se reconoce por la huella de todo lo que decide su contenido (tablas, catálogo y el propio lector);
si algo cambia, se vuelve a leer. Borrarlo nunca cambia un resultado.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from pathlib import Path

import numpy as np
import orjson

from generador import redondeo
from generador.cubo import catalogo, exigencias, forma, leer
from generador.cubo.catalogo import Indicador
from generador.cubo.leer import Cubo, Llave
from generador.disco import cache
from generador.rutas import CATALOGO, TEMPORAL

CARPETA = TEMPORAL / "cubo"
# De lo que depende lo leído, además de las tablas: el catálogo y el código que lee.
MODULOS = (leer, exigencias, forma, catalogo, redondeo)
CODIGO = (*(Path(str(modulo.__file__)) for modulo in MODULOS), Path(__file__))


def leer_guardado(carpeta: Path, indicadores: dict[str, Indicador], donde: Path = CARPETA) -> Cubo:
    """Lo mismo que `leer.leer`, desde `donde` si lo guardado corresponde a estos archivos.

    `indicadores` debe ser el catálogo del kit: su huella es la de los archivos que lo describen.
    """
    ruta = donde / f"{huella(carpeta)}.npz"
    if (guardado := abrir(ruta)) is not None:
        return guardado
    cubo = leer.leer(carpeta, indicadores)
    cache.guardar(ruta, en_bytes(cubo, cubo.columnas))
    return cubo


def huella(carpeta: Path) -> str:
    """La de las tablas, el catálogo y el lector, con sus nombres."""
    rutas = (*sorted(carpeta.glob("*.csv")), *sorted(CATALOGO.glob("*")), *CODIGO)
    return cache.huella(np.__version__, ((r.name, r.read_bytes()) for r in rutas))


def abrir(ruta: Path) -> Cubo | None:
    """El cubo de `ruta`; None si no está o no se deja leer (se rehace, no es un error)."""
    try:
        with np.load(ruta, allow_pickle=False) as archivo:
            llaves = [_llave(texto) for texto in orjson.loads(archivo["llaves"].tobytes())]
            territorios = tuple(orjson.loads(archivo["territorios"].tobytes()))
            columnas = dict(zip(llaves, archivo["valores"], strict=True))
            estados = dict(zip(llaves, archivo["estados"], strict=True))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
    indice = {codigo: posicion for posicion, codigo in enumerate(territorios)}
    return Cubo(territorios, indice, columnas, estados)


def en_bytes(cubo: Cubo, llaves: Collection[Llave]) -> bytes:
    """Las columnas de `llaves`, en su orden, como las lee `abrir`."""
    memoria = io.BytesIO()
    np.savez(
        memoria,
        llaves=np.frombuffer(orjson.dumps(["\t".join(k) for k in llaves]), np.uint8),
        territorios=np.frombuffer(orjson.dumps(cubo.territorios), np.uint8),
        valores=np.stack([cubo.columnas[k] for k in llaves]),
        estados=np.stack([cubo.estados[k] for k in llaves]),
    )
    return memoria.getvalue()


def _llave(texto: str) -> Llave:
    indicador, dominio, periodo = texto.split("\t")
    return indicador, dominio, periodo
