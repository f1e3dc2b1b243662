"""Qué receta y qué forma de archivo es una base, y en qué columna está cada variable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..errores import ErrorDeMetodo
from ..hogares.emparejar import emparejar
from ..hogares.encabezado import clave
from ..hogares.mapeo import Mapeo
from ..hogares.nombres import Reconocimiento
from ..hogares.nombres import reconocer as reconocer_base
from ..hogares.personales import permitida
from ..tablas import documento
from .receta import Esquema, Receta

SE_MUESTRAN = 3


@dataclass(frozen=True)
class Reconocida:
    """Una base que se puede recodificar.

    `columnas` {variable: columna} las que trae. `nucleo`: la misma base para el núcleo, con la
    llave del hogar, la persona y lo demás que reconoce.
    """

    receta: Receta
    esquema: Esquema
    columnas: Mapping[str, str]
    nucleo: Reconocimiento

    @property
    def avisos(self) -> tuple[str, ...]:
        """Lo que se supuso de los nombres de columna."""
        return self.nucleo.avisos


def reconocer(
    columnas: Sequence[str],
    recetas: Iterable[Receta],
    esquema: str | None = None,
    mapeo: Mapeo | None = None,
) -> Reconocida:
    """La única receta y forma de archivo que casa; ErrorDeMetodo si son varias o ninguna.

    `esquema`: la forma que alguien dijo. `mapeo`: columnas dichas por su nombre en el kit.
    """
    posibles = [(r, e) for r in recetas for e in r.esquemas if esquema in (None, e.id)]
    if not posibles:
        raise ErrorDeMetodo(
            f"la receta no tiene un esquema «{esquema}»", que_hacer="use uno de los suyos"
        )
    faltan = [(_faltan(columnas, e), r, e) for r, e in posibles]
    casan = [(r, e) for falta, r, e in faltan if not falta]
    if len(casan) > 1:
        dichos = " y ".join(f"«{e.id}» ({r.nombre})" for r, e in casan)
        raise ErrorDeMetodo(
            f"la base puede ser de varias formas: {dichos}",
            que_hacer="diga cuál, con la receta y el esquema",
        )
    if not casan:
        raise _ninguna(faltan)
    return _armar(columnas, *casan[0], mapeo)


def casa(columnas: Sequence[str], recetas: Iterable[Receta]) -> Receta | None:
    """La receta de la primera forma que casa, o None: para proponer, sin exigir."""
    return next(
        (r for r in recetas for e in r.esquemas if not _faltan(columnas, e)),
        None,
    )


def buscar(
    columnas: Sequence[str], alias: Mapping[str, Sequence[str]], *, unicas: bool = True
) -> dict[str, str]:
    """La columna de cada nombre: igual o, si no, sin mirar mayúsculas, tildes rotas ni cortes.

    ErrorDeMetodo si dos columnas son la misma, salvo que no se exijan `unicas`.
    """
    hallados: dict[str, str] = {}
    for canonico, nombres in alias.items():
        igual = next((n for n in nombres if n in columnas), None)
        if igual is not None:
            hallados[canonico] = igual
    usadas = set(hallados.values())
    libres = [c for c in columnas if c not in usadas]
    demas = {
        c: [n for n in (clave(nombre) for nombre in nombres) if "?" not in n]
        for c, nombres in alias.items()
        if c not in hallados
    }
    hechas = emparejar(libres, demas)
    if unicas:
        hechas.exigir_unicas()
    return {**hechas.mapa, **hallados}


def _faltan(columnas: Sequence[str], esquema: Esquema) -> tuple[str, ...]:
    nombres = (*esquema.reconocer, *esquema.sin)
    hallados = buscar(columnas, {n: (n,) for n in nombres}, unicas=False)
    sobran = (f"no traer {n}" for n in esquema.sin if n in hallados)
    return (*(n for n in esquema.reconocer if n not in hallados), *sobran)


def _armar(
    columnas: Sequence[str], receta: Receta, esquema: Esquema, mapeo: Mapeo | None
) -> Reconocida:
    propias = buscar(columnas, esquema.columnas)
    for columna in propias.values():
        permiso = permitida(columna, nombrada=True)
        if permiso.uso in ("personal", "contar"):
            raise ErrorDeMetodo(
                f"la columna «{columna}» no se usa: {permiso.motivo} (Ley 1581 de 2012)",
                que_hacer="quítela de la receta",
            )
    return Reconocida(receta, esquema, propias, _nucleo(columnas, receta, esquema, propias, mapeo))


def _nucleo(
    columnas: Sequence[str],
    receta: Receta,
    esquema: Esquema,
    propias: Mapping[str, str],
    mapeo: Mapeo | None,
) -> Reconocimiento:
    """La base como la ve el núcleo. La llave es la suya si la reconoce; si no, la de la receta."""
    if receta.del_sisben and receta.parte_de is None:
        base = reconocer_base(columnas, documento("esquemas_sisben"), mapeo, exigir=False)
        if base.clave_hogar:
            return base
    else:
        base = Reconocimiento(receta.id, receta.nombre, {}, {}, (), ())
    llave, sin = _llave(columnas, esquema)
    if sin:
        raise ErrorDeMetodo(
            "la base no dice qué personas son de un mismo hogar: falta "
            + "; falta ".join(" o ".join(f"«{n}»" for n in nombres) for nombres in sin),
            que_hacer="agregue esas columnas, o diga cuáles son con una receta propia",
        )
    otras = buscar(columnas, esquema.nucleo)
    persona = buscar(columnas, {"id_persona": esquema.persona})
    de_la_receta = {"parentesco": propias["parentesco"]} if "parentesco" in propias else {}
    municipio = dict([("cod_mpio", c) for c in llave if clave(c) == "cod_mpio"][:1])
    hechas = {**municipio, **de_la_receta, **persona, **otras}
    return replace(base, columnas={**base.columnas, **hechas}, clave_hogar=llave)


def _llave(
    columnas: Sequence[str], esquema: Esquema
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Las columnas de la llave del hogar, y las partes que no están."""
    halladas = buscar(columnas, {str(i): n for i, n in enumerate(esquema.hogar)})
    sin = [n for i, n in enumerate(esquema.hogar) if str(i) not in halladas]
    return tuple(halladas[str(i)] for i in range(len(esquema.hogar)) if str(i) in halladas), sin


def _ninguna(faltan: Sequence[tuple[tuple[str, ...], Receta, Esquema]]) -> ErrorDeMetodo:
    cercanas = sorted(faltan, key=lambda f: len(f[0]) / len(f[2].reconocer))[:SE_MUESTRAN]
    dichas = "; ".join(
        f"a «{e.id}» ({r.nombre}) le falta{'n' if len(f) > 1 else ''} {', '.join(f)}"
        for f, r, e in cercanas
    )
    return ErrorDeMetodo(
        f"la base no es de ninguna forma conocida: {dichas}",
        que_hacer="revise que la primera fila sean los nombres de columna; si se llaman de otra "
        "manera, diga cuáles son con una receta propia",
    )
