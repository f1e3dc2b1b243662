"""El archivo de la clave de publicación: se crea la primera vez y no se vuelve a tocar."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from ..metodos.publicable import clave as metodo
from ..metodos.publicable.bitacora import ARCHIVO as ARCHIVO_DE_BITACORA
from ..metodos.publicable.huella import huella
from ..metodos.publicable.siphash import OCTETOS_DE_CLAVE
from . import privado
from .errores import ErrorDeResguardo

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


def obtener(ruta: Path | None = None, *, base_de_practica: bool = False) -> Clave:
    """La clave con que se publica.

    Con la base de práctica, la de práctica. Si no, la del archivo `ruta` (por omisión, el de la
    carpeta del usuario), que se crea si es el de omisión y no existe. ErrorDeResguardo si no
    sirve, o si `ruta` se dio y no existe: una clave nueva no continúa lo publicado.
    """
    if base_de_practica:
        return Clave(metodo.CLAVE_DE_PRACTICA)
    donde = ruta or privado.carpeta() / metodo.ARCHIVO
    texto = privado.leer(donde, QUE_ES)
    if texto is None and ruta is not None:
        raise ErrorDeResguardo(
            "no está el archivo de la clave",
            archivo=ruta,
            que_hacer="indique el archivo que guarda la entidad; para crear una clave nueva, quite "
            "la opción",
        )
    creada = texto is None and _crear_la_primera(donde)
    leido = privado.leer(donde, QUE_ES) if texto is None else texto
    with privado.con_archivo(donde):
        octetos = metodo.de_texto(leido or "")
        metodo.comprobar_uso(octetos, base_de_practica=base_de_practica)
    return Clave(octetos, donde, creada)


def _crear_la_primera(ruta: Path) -> bool:
    """Crea la clave si nada se ha publicado con otra que ya no está."""
    bitacora = ruta.with_name(ARCHIVO_DE_BITACORA)
    if bitacora.exists():
        raise ErrorDeResguardo(
            f"no está la clave con que se publicó lo que anota {bitacora.name}",
            archivo=ruta,
            que_hacer="ponga ahí la copia que guarda la entidad; si se perdió, deje de publicar lo "
            "anterior y mueva la bitácora a otra carpeta para empezar con una clave nueva",
        )
    return _crear(ruta)


def _crear(ruta: Path) -> bool:
    """Crea el archivo con una clave al azar; False si otro proceso lo creó antes.

    Se enlaza en vez de mover: el enlace falla si el archivo ya existe, y nunca pisa una clave.
    """
    contenido = metodo.a_texto(secrets.token_bytes(OCTETOS_DE_CLAVE))
    temporal = privado.preparar(ruta, contenido, QUE_ES)
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
