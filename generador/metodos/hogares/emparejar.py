"""Qué columna de la base es cada nombre conocido, entero o cortado a diez caracteres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errores import ErrorDeMetodo
from .encabezado import clave, coincide, compacta, cortes


@dataclass(frozen=True)
class Emparejadas:
    """`mapa` {canónico: columna}; `cortadas` {columna: nombre entero}; `ambiguas` {columna: …}.

    Una columna ambigua no está en `mapa`: puede ser dos o más de los canónicos que se nombran.
    `repetidas` {nombre: columnas} son las que dicen ser la misma; en `mapa` va la primera.
    """

    mapa: dict[str, str]
    cortadas: dict[str, str]
    ambiguas: dict[str, tuple[str, ...]]
    repetidas: dict[str, tuple[str, ...]]

    def exigir_unicas(self) -> None:
        """Error que nombra las columnas si dos son la misma."""
        for nombre, columnas in self.repetidas.items():
            raise ErrorDeMetodo(
                f"las columnas {', '.join(f'«{c}»' for c in columnas)} son la misma «{nombre}»",
                que_hacer="deje una sola en la base, o diga cuál en un mapeo de columnas",
            )


def emparejar(
    columnas: Sequence[str], alias: Mapping[str, Sequence[str]], ajenos: Iterable[str] = ()
) -> Emparejadas:
    """Columna de cada canónico; entre varios nombres posibles vale el primero de la lista.

    `ajenos` son otros nombres conocidos que una columna cortada también podría ser.
    """
    mapa, repetidas = _enteras(columnas, alias)
    usadas = set(mapa.values())
    de_quien = {nombre: nombre for nombre in ajenos}
    de_quien.update({n: c for c, nombres in alias.items() for n in nombres})
    cortadas: dict[str, str] = {}
    ambiguas: dict[str, tuple[str, ...]] = {}
    for columna in columnas:
        if columna in usadas or clave(columna) in de_quien:
            continue
        nombres = [n for n in cortes(columna, de_quien) if de_quien[n] not in mapa]
        posibles = tuple(dict.fromkeys(de_quien[n] for n in nombres))
        if len(posibles) == 1 and posibles[0] in alias:
            cortadas[columna] = nombres[0]
        elif len(posibles) > 1 and any(p in alias for p in posibles):
            ambiguas[columna] = posibles
    propias: dict[str, list[str]] = {}
    for columna, nombre in cortadas.items():
        propias.setdefault(de_quien[nombre], []).append(columna)
    for canonico, iguales in propias.items():
        mapa[canonico] = iguales[0]
        if len(iguales) > 1:
            repetidas[cortadas[iguales[0]]] = tuple(iguales)
    return Emparejadas(mapa, cortadas, ambiguas, repetidas)


def _enteras(
    columnas: Sequence[str], alias: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """La columna de cada canónico con su nombre entero, y las que se repiten."""
    por_forma: dict[str, list[str]] = {}
    for columna in columnas:
        por_forma.setdefault(compacta(columna), []).append(columna)
    rotas = [c for c in columnas if "?" in clave(c)]
    mapa: dict[str, str] = {}
    repetidas: dict[str, tuple[str, ...]] = {}
    for canonico, nombres in alias.items():
        for nombre in nombres:
            halladas = [
                *por_forma.get(compacta(nombre), []),
                *(c for c in rotas if coincide(c, nombre)),
            ]
            if halladas:
                mapa[canonico] = halladas[0]
                if len(halladas) > 1:
                    repetidas[nombre] = tuple(halladas)
                break
    return mapa, repetidas
