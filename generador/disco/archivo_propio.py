"""Qué archivo de salida se puede reemplazar: solo el que hizo el kit, y nunca una entrada.

El registro que queda al lado de cada salida guarda la huella de lo que se escribió. Si el archivo
que hay es ese, es del kit; si alguien lo cambió después, ya no lo es.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generador.disco.escritura import escribir_juntos
from generador.errores import ErrorDeDatos, Lugar
from generador.errores_ajenos import DEL_SISTEMA, POR_NUMERO

OTRA_RUTA = "escriba en otra ruta"


def anotado(registro: Mapping[str, Any], nombre: str, contenido: bytes) -> dict[str, Any]:
    """El registro, con el nombre de la salida y la huella que permitirá reconocerla."""
    huella = hashlib.sha256(contenido).hexdigest()
    return {**registro, "salida": {"nombre": nombre, "sha256": huella}}


def exigir_reemplazable(
    ruta: Path, al_lado: Path, entradas: Iterable[Path | None], *, reemplazar: bool = False
) -> None:
    """ErrorDeDatos si escribir `ruta` y su registro `al_lado` perdería algo que no hizo el kit.

    `entradas`: lo que la orden lee (None, lo que no se dio). Se comparan como archivos del disco:
    valen rutas relativas, enlaces y mayúsculas. `reemplazar` admite lo ajeno, nunca una entrada.
    """
    leidas = [entrada for entrada in entradas if entrada is not None]
    for cual in (ruta, al_lado):
        exigir_archivo(cual)
        for entrada in leidas:
            if son_el_mismo(cual, entrada):
                raise ErrorDeDatos(
                    f"es la misma que la entrada «{entrada}», y se perdería",
                    lugar=Lugar(str(cual)),
                    que_hacer=OTRA_RUTA,
                )
    if reemplazar or reconocido(ruta, al_lado):
        return
    estorba = ruta if ruta.exists() else al_lado
    raise ErrorDeDatos(
        "ya existe y no es una salida del kit, o cambió después de escribirse",
        lugar=Lugar(str(estorba)),
        que_hacer=f"{OTRA_RUTA}, o agregue --reemplazar si de verdad quiere perder lo que hay",
    )


def reconocido(ruta: Path, al_lado: Path) -> bool:
    """Si no hay nada, o si lo que hay es lo que su registro dice que escribió el kit."""
    if not al_lado.exists():
        return not ruta.exists()
    salida = _salida_anotada(al_lado)
    if not isinstance(salida, Mapping) or salida.get("nombre") != ruta.name:
        return False
    return not ruta.exists() or huella_de(ruta) == salida.get("sha256")


def son_el_mismo(una: Path, otra: Path) -> bool:
    """Si las dos rutas llevan al mismo archivo del disco, o al mismo lugar si no existe."""
    try:
        return una.samefile(otra)
    except OSError:
        return una.resolve() == otra.resolve()


def huella_de(ruta: Path) -> str:
    """El sha256 de un archivo, leído por trozos."""
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def guardar(contenidos: Mapping[Path, bytes]) -> None:
    """`escribir_juntos`, con el fallo del disco dicho en una frase."""
    try:
        escribir_juntos(contenidos)
    except OSError as causa:
        raise no_se_pudo(next(iter(contenidos)), causa) from causa


def no_se_pudo(ruta: Path, causa: Exception) -> ErrorDeDatos:
    """El error de una escritura que falló sin cambiar nada."""
    numero = causa.errno if isinstance(causa, OSError) else None
    frase = POR_NUMERO.get(numero or 0, DEL_SISTEMA)
    return ErrorDeDatos(
        f"no se pudo escribir ({frase.problema}); lo que había quedó como estaba",
        lugar=Lugar(str(ruta)),
        que_hacer=frase.que_hacer,
    )


def exigir_archivo(ruta: Path) -> None:
    """ErrorDeDatos si la salida es un enlace o algo que no es un archivo."""
    if ruta.is_symlink():
        raise ErrorDeDatos(
            "es un enlace a otro archivo",
            lugar=Lugar(str(ruta)),
            que_hacer="dé la ruta del archivo, o borre el enlace",
        )
    if ruta.exists() and not ruta.is_file():
        raise ErrorDeDatos("no es un archivo", lugar=Lugar(str(ruta)), que_hacer=OTRA_RUTA)


def _salida_anotada(al_lado: Path) -> Any:
    try:
        registro = json.loads(al_lado.read_bytes())
    except (OSError, ValueError):
        return None
    return registro.get("salida") if isinstance(registro, dict) else None
