"""Qué carpeta de salida se puede reemplazar: la vacía, o la que lleva la marca del kit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generador import __version__
from generador.disco.archivo_propio import no_se_pudo
from generador.disco.escritura import escribir_bytes
from generador.errores import ErrorDeDatos, ErrorDelKit, Lugar
from generador.rutas import RAIZ

MARCA = ".kit-pobreza"
HECHA_POR = "kit-pobreza"


def marcar(carpeta: Path) -> None:
    """Deja en la carpeta la marca que permite reemplazarla después."""
    escribir_bytes(carpeta / MARCA, texto_de_la_marca())


def texto_de_la_marca() -> bytes:
    """Quién hizo la carpeta y con qué versión."""
    return (json.dumps({"hecha_por": HECHA_POR, "version": __version__}) + "\n").encode("utf-8")


def marcada(carpeta: Path) -> bool:
    """Si la carpeta lleva la marca del kit."""
    try:
        dicho = json.loads((carpeta / MARCA).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(dicho, dict) and dicho.get("hecha_por") == HECHA_POR


def exigir_reemplazable(carpeta: Path, entradas: Iterable[Path] = ()) -> None:
    """ErrorDeDatos si reemplazar la carpeta borraría algo que no hizo el kit.

    `entradas`: lo que la orden lee. Ver también `exigir_sin_protegidas`.
    """
    exigir_sin_protegidas(carpeta, entradas)
    if carpeta.is_dir() and any(carpeta.iterdir()) and not marcada(carpeta):
        raise _rehusada(carpeta, f"tiene archivos y no lleva la marca «{MARCA}» del kit")


def exigir_sin_protegidas(carpeta: Path, entradas: Iterable[Path] = ()) -> None:
    """ErrorDeDatos si la carpeta no se puede reemplazar ni aunque la haya hecho el kit.

    Es así si contiene una entrada, la carpeta del usuario, la actual, la del kit o un repositorio,
    o si es un enlace.
    """
    if carpeta.is_symlink():
        raise _rehusada(carpeta, "es un enlace a otra carpeta")
    if not carpeta.exists():
        return
    if not carpeta.is_dir():
        raise _rehusada(carpeta, "no es una carpeta")
    propias = {
        "la carpeta del usuario": Path.home(),
        "la carpeta actual": Path.cwd(),
        "el kit": RAIZ,
        **{f"la entrada «{entrada}»": entrada for entrada in entradas},
    }
    for nombre, protegida in propias.items():
        if _contiene(carpeta, protegida):
            raise _rehusada(carpeta, f"contiene {nombre}")
    if (carpeta / ".git").exists():
        raise _rehusada(carpeta, "es un repositorio de git")


def quitar(carpeta: Path) -> None:
    """Borra una carpeta auxiliar del kit, si está; ErrorDeDatos si resulta ser de otro."""
    exigir_reemplazable(carpeta)
    if not carpeta.exists():
        return
    # La marca se va de última: si esto se interrumpe, lo que quede sigue siendo del kit.
    for cosa in carpeta.iterdir():
        if cosa.name == MARCA:
            continue
        if cosa.is_dir() and not cosa.is_symlink():
            shutil.rmtree(cosa)
        else:
            cosa.unlink()
    (carpeta / MARCA).unlink(missing_ok=True)
    carpeta.rmdir()


def intercambiar(nueva: Path, destino: Path, anterior: Path) -> None:
    """Pone `nueva` en el lugar de `destino`; si no se puede, `destino` queda como estaba.

    `anterior` es donde espera la de antes mientras tanto: ver `recuperar`.
    """
    quitar(anterior)
    try:
        habia = destino.exists()
        if habia:
            destino.rename(anterior)
        try:
            nueva.rename(destino)
        except BaseException:
            if habia and not destino.exists():
                anterior.rename(destino)
            raise
    except OSError as causa:
        raise no_se_pudo(destino, causa) from causa
    # Lo nuevo ya está en su sitio: si lo viejo no se deja quitar, se quita la próxima vez.
    with suppress(OSError, ErrorDeDatos):
        quitar(anterior)


def recuperar(destino: Path, anterior: Path) -> None:
    """Devuelve a su sitio la carpeta de antes si un reemplazo murió entre los dos cambios."""
    if not destino.exists() and marcada(anterior):
        anterior.rename(destino)


def _contiene(carpeta: Path, otra: Path) -> bool:
    """Si `otra` es la carpeta o está adentro, como lugares del disco."""
    real = otra.resolve()
    return any(p.exists() and p.samefile(carpeta) for p in (real, *real.parents))


def _rehusada(carpeta: Path, motivo: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        f"no se reemplaza: {motivo}",
        lugar=Lugar(str(carpeta)),
        que_hacer="elija una carpeta nueva o vacía; si lo que hay sobra, bórrelo usted",
    )


@contextmanager
def mientras_se_arma(provisional: Path) -> Iterator[None]:
    """La carpeta provisional, con su marca; si algo falla o se interrumpe, no queda."""
    try:
        provisional.mkdir(parents=True)
        marcar(provisional)
        yield
    except FileNotFoundError:
        raise  # falta algo que el kit lee: no es el disco
    except OSError as causa:
        raise no_se_pudo(provisional, causa) from causa
    finally:
        with suppress(OSError, ErrorDelKit):
            quitar(provisional)
