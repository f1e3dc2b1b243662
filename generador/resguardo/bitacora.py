"""La bitácora de publicación en el disco, y publicar de modo que quede anotado lo que salió."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..metodos.publicable import bitacora as metodo
from . import privado
from .clave import Clave

QUE_ES = "la bitácora de publicación"


def ruta_de(clave: Clave, ruta: Path | None = None) -> Path | None:
    """La bitácora indicada, o la que está junto a la clave; None si la clave es de práctica."""
    if clave.practica or clave.ruta is None:
        return None
    return ruta or clave.ruta.with_name(metodo.ARCHIVO)


def leer(ruta: Path) -> list[metodo.Renglon]:
    """Lo publicado; vacío si no hay bitácora. ErrorDeResguardo si está dañada: no se toca."""
    texto = privado.leer(ruta, QUE_ES) or ""
    with privado.con_archivo(ruta):
        return metodo.de_texto(texto)


@contextmanager
def publicando(
    clave: Clave, renglones: Sequence[Mapping[str, object]], ruta: Path | None = None
) -> Iterator[None]:
    """Escriba la salida dentro de este bloque: si termina bien, queda anotada; si falla, no.

    Antes de entrar comprueba la bitácora (ErrorDeResguardo si no se debe publicar) y deja lo nuevo
    listo en el disco: lo que falta al salir es cambiar de nombre un archivo. Mientras dura, otro
    proceso que publique con la misma bitácora espera. La base de práctica no se anota.
    """
    donde = ruta_de(clave, ruta)
    if donde is None:
        yield
        return
    with privado.cerrojo(donde):
        anteriores = leer(donde)
        with privado.con_archivo(donde):
            nuevos = metodo.autorizar(anteriores, renglones)
            contenido = metodo.a_texto([*anteriores, *nuevos])
        temporal = privado.preparar(donde, contenido, QUE_ES) if nuevos else None
        try:
            yield
            if temporal is not None:
                temporal.replace(donde)
        finally:
            if temporal is not None:
                temporal.unlink(missing_ok=True)
