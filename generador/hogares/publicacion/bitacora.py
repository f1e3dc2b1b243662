"""La bitácora de publicación en el disco, y publicar de modo que quede anotado lo que salió."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from generador.hogares.dominio import con_lugar
from generador.hogares.publicacion import privado
from generador.hogares.publicacion.clave import Clave
from generador.hogares.salida import SUFIJO_DE_REGISTRO
from generador.metodos.publicable import bitacora as metodo
from generador.metodos.publicable.clave import comprobar_huella

QUE_ES = "la bitácora de publicación"
# Con este nombre va la huella en el registro de auditoría de una salida publicable.
CAMPO_DE_HUELLA = "huella_de_clave"


def ruta_de(clave: Clave, ruta: Path | None = None) -> Path | None:
    """La bitácora indicada, o la que está junto a la clave; None si la clave es de práctica."""
    if clave.practica or clave.ruta is None:
        return None
    return ruta or clave.ruta.with_name(metodo.ARCHIVO)


def leer(ruta: Path) -> list[metodo.Renglon]:
    """Lo publicado; vacío si no hay bitácora. ErrorDeDatos si está dañada: no se toca."""
    with con_lugar(str(ruta)):
        return metodo.de_texto(privado.leer(ruta, QUE_ES) or "")


@contextmanager
def publicando(
    clave: Clave, renglones: Sequence[Mapping[str, object]], ruta: Path | None = None
) -> Iterator[None]:
    """Escriba la salida dentro de este bloque: si termina bien, queda anotada; si falla, no.

    Antes de entrar comprueba la bitácora (ErrorDeDatos si no se debe publicar) y deja lo nuevo
    listo en el disco: lo que falta al salir es cambiar de nombre un archivo. Mientras dura, otro
    proceso que publique con la misma bitácora espera. La base de práctica no se anota.
    """
    donde = ruta_de(clave, ruta)
    if donde is None:
        yield
        return
    with privado.cerrojo(donde):
        anteriores = leer(donde)
        with con_lugar(str(donde)):
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


def comprobar_salida_anterior(clave: Clave, salida: Path) -> None:
    """ErrorDeDatos si en esa ruta ya hay una salida publicada con otra clave.

    Un registro de al lado que no se puede leer no dice con qué clave se publicó: no impide nada.
    """
    registro = salida.with_name(salida.name + SUFIJO_DE_REGISTRO)
    with con_lugar(str(registro)):
        comprobar_huella(clave.octetos, _huella_de(registro), "la salida anterior")


def _huella_de(registro: Path) -> str | None:
    texto = privado.leer(registro, "el registro de la salida anterior")
    try:
        documento = json.loads(texto or "{}")
    except ValueError:
        return None
    huella = documento.get(CAMPO_DE_HUELLA) if isinstance(documento, dict) else None
    return huella if isinstance(huella, str) else None
