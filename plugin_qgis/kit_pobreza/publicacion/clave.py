"""El archivo de la clave de publicación: se crea la primera vez y no se vuelve a tocar."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from ..errores import ErrorDeCapa
from ..metodos.publicable import clave as metodo
from ..metodos.publicable.bitacora import ARCHIVO as ARCHIVO_DE_BITACORA
from ..metodos.publicable.huella import huella
from ..metodos.publicable.siphash import OCTETOS_DE_CLAVE
from . import privado

QUE_ES = "la clave de publicación"


@dataclass(frozen=True)
class Clave:
    """La clave con que se publica. `repr` no la muestra.

    `ruta` None si es la de práctica; `nueva` si se acaba de crear (hay que decir que se guarde
    copia).
    """

    octetos: bytes
    ruta: Path | None = None
    nueva: bool = False

    def __repr__(self) -> str:
        return f"Clave(huella={self.huella!r})"

    @property
    def huella(self) -> str:
        """Lo único de la clave que va en una salida."""
        return huella(self.octetos)

    @property
    def practica(self) -> bool:
        """Si es la clave conocida de la base de práctica: no protege a nadie ni se anota."""
        return metodo.es_de_practica(self.octetos)


def obtener(*, base_de_practica: bool = False) -> Clave:
    """La clave con que se publica: la de práctica, o la del usuario, que se crea si no existe.

    ErrorDeCapa si el archivo no sirve, o si falta y ya se publicó: una clave nueva no continúa lo
    publicado.
    """
    if base_de_practica:
        return Clave(metodo.CLAVE_DE_PRACTICA)
    ruta = privado.carpeta() / metodo.ARCHIVO
    texto = privado.leer(ruta, QUE_ES)
    creada = texto is None and _crear_la_primera(ruta)
    leido = privado.leer(ruta, QUE_ES) if texto is None else texto
    with privado.con_archivo(ruta):
        octetos = metodo.de_texto(leido or "")
        metodo.comprobar_uso(octetos, base_de_practica=False)
    return Clave(octetos, ruta, creada)


def _crear_la_primera(ruta: Path) -> bool:
    """Crea la clave si nada se ha publicado con otra que ya no está."""
    bitacora = ruta.with_name(ARCHIVO_DE_BITACORA)
    if bitacora.exists():
        raise ErrorDeCapa(
            f"{ruta}: no está la clave con que se publicó lo que anota «{bitacora.name}»",
            que_hacer="ponga ahí la copia que guarda la entidad; si se perdió, deje de publicar lo "
            "anterior y mueva la bitácora a otra carpeta para empezar con una clave nueva",
        )
    contenido = metodo.a_texto(secrets.token_bytes(OCTETOS_DE_CLAVE))
    temporal = privado.preparar(ruta, contenido, QUE_ES)
    # Se enlaza en vez de mover: el enlace falla si el archivo ya existe, y nunca pisa una clave.
    try:
        os.link(temporal, ruta)
    except FileExistsError:
        return False
    except OSError:
        return _crear_sin_enlaces(ruta, contenido)
    finally:
        temporal.unlink(missing_ok=True)
    return True


def _crear_sin_enlaces(ruta: Path, contenido: str) -> bool:
    """Lo mismo donde no hay enlaces (FAT): tampoco pisa, pero no es de un solo paso."""
    try:
        descriptor = os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_EXCL, privado.SOLO_DEL_DUENO)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "wb") as salida:
        salida.write(contenido.encode("utf-8"))
    return True
