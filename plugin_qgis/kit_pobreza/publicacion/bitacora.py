"""La bitácora de publicación en el disco: se anota solo lo que quedó escrito."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..metodos.publicable import bitacora as metodo
from . import privado
from .clave import Clave

QUE_ES = "la bitácora de publicación"


@contextmanager
def publicando(clave: Clave, renglones: Sequence[Mapping[str, object]]) -> Iterator[None]:
    """Escriba la salida dentro de este bloque: si termina bien, queda anotada; si falla, no.

    Antes de entrar comprueba la bitácora (ErrorDeCapa si no se debe publicar) y deja lo nuevo
    listo en el disco: lo que falta al salir es cambiar de nombre un archivo. Mientras dura, otro
    proceso que publique con la misma bitácora espera. La base de práctica no se anota.
    """
    if clave.practica or clave.ruta is None:
        yield
        return
    donde = clave.ruta.with_name(metodo.ARCHIVO)
    with privado.cerrojo(donde):
        contenido = _con_lo_nuevo(donde, renglones)
        temporal = privado.preparar(donde, contenido, QUE_ES) if contenido else None
        try:
            yield
            if temporal is not None:
                temporal.replace(donde)
        finally:
            if temporal is not None:
                temporal.unlink(missing_ok=True)


def _con_lo_nuevo(donde: Path, renglones: Sequence[Mapping[str, object]]) -> str:
    """La bitácora con lo que falta por anotar; «» si no falta nada."""
    with privado.con_archivo(donde):
        anteriores = metodo.de_texto(privado.leer(donde, QUE_ES) or "")
        nuevos = metodo.autorizar(anteriores, renglones)
        return metodo.a_texto([*anteriores, *nuevos]) if nuevos else ""
