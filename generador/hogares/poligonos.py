"""La capa de territorios: sus polígonos listos para ubicar puntos, y lo que hubo que repararle."""
# ruff: noqa: PLC0415 - la geometría es del extra «hogares»

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import CAPAS, elegir_capa, mensajes_de_capa
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.avisos import Avisos
from generador.metodos.hogares.campos_del_hogar import rotular
from generador.metodos.hogares.codigos import territorio, unir
from generador.metodos.hogares.columna import Columna, escribir
from generador.metodos.hogares.numeros import leer_reales
from generador.metodos.hogares.perdidas import Perdidas
from generador.metodos.hogares.textos import limpiar
from generador.metodos.territorio import Territorios
from generador.metodos.tipos import Enteros, Reales


@dataclass(frozen=True)
class CapaDeTerritorios:
    """Polígonos de una capa, en su propio sistema de coordenadas.

    `codigos` (T,) únicos y en orden; `de_poligono` dice a cuál pertenece cada polígono: varios
    polígonos con el mismo código son un solo territorio. `cantidad` (T,): la suma del campo que se
    pidió; NaN si en alguno de sus polígonos está vacío.
    """

    ruta: Path
    codigos: tuple[str, ...]
    nombres: tuple[str, ...]
    de_poligono: Agrupacion
    preparados: Territorios
    crs: str
    avisos: tuple[str, ...]
    geometria: Any = field(repr=False)
    cantidad: Reales | None = None

    @property
    def archivo(self) -> str:
        """Nombre del archivo, sin carpeta."""
        return self.ruta.name

    def ubicar(self, x: Reales, y: Reales, crs: str) -> tuple[Enteros, int]:
        """Territorio de cada punto, −1 si ninguno, y cuántos puntos caen en más de un polígono."""
        xs, ys = transformar(x, y, crs, self.crs)
        hallado = self.preparados.ubicar(xs, ys)
        territorio = np.append(self.de_poligono.grupo, -1)[hallado.poligono]
        return territorio, int(np.count_nonzero(hallado.solapados > 1))


def leer_capa(
    ruta: Path,
    campo: str,
    capa: str | None = None,
    campo_nombre: str | None = None,
    codificacion: str | None = None,
    campo_cantidad: str | None = None,
) -> CapaDeTerritorios:
    """Lee la capa y repara los polígonos inválidos; ErrorDeDatos si no sirve.

    `campo_nombre` da el nombre de cada territorio; sin él, el nombre es el código. `codificacion`
    es la de sus textos, si no se detecta. `campo_cantidad`: un número que se suma por territorio.
    """
    if not ruta.is_file() or ruta.suffix.lower() not in CAPAS:
        raise ErrorDeDatos(
            "no es una capa de polígonos que exista",
            lugar=Lugar(str(ruta)),
            que_hacer="use un .gpkg, .shp o .geojson",
        )
    tabla = _leer_tabla(ruta, capa, codificacion)
    propios = _campos(tabla, campo, ruta)
    if tabla.crs is None:
        raise ErrorDeDatos(
            "la capa no dice en qué sistema de coordenadas está",
            lugar=Lugar(ruta.name),
            que_hacer="asígnelo en QGIS (clic derecho, «Establecer SRC») y guarde la capa",
        )
    codigos, juntadas = _codigos(tabla, propios)
    geometria, reparados = _reparada(tabla, codigos, ruta)
    avisos = [*juntadas, *reparados]
    agrupacion, unicos = Agrupacion.de_codigos(codigos)
    if agrupacion.sin_grupo:
        avisos.append(f"{agrupacion.sin_grupo} polígonos no tienen «{campo}»: no se usaron")
    repetidos = len(codigos) - agrupacion.sin_grupo - len(unicos)
    if repetidos:
        avisos.append(
            f"{repetidos} polígonos repiten el «{campo}» de otro y se juntaron con él; si son "
            "territorios distintos, agregue otro campo: --por campo1,campo2"
        )
    limpia = tabla.assign(territorio=codigos).set_geometry(geometria)[["territorio", "geometry"]]
    con_codigo = limpia[limpia["territorio"] != ""]
    return CapaDeTerritorios(
        ruta=ruta,
        codigos=unicos,
        nombres=_nombres(tabla, codigos, unicos, campo_nombre, ruta),
        de_poligono=agrupacion,
        preparados=Territorios.de_anillos([anillos(g) for g in geometria]),
        crs=tabla.crs.to_string(),
        avisos=tuple(avisos),
        geometria=con_codigo.dissolve("territorio")
        if len(con_codigo) > len(unicos)
        else con_codigo.set_index("territorio"),
        cantidad=_cantidad(tabla, campo_cantidad, agrupacion, ruta),
    )


def _cantidad(tabla: Any, campo: str | None, grupos: Agrupacion, ruta: Path) -> Reales | None:
    if campo is None:
        return None
    propio = _campo(tabla, campo, ruta)
    perdidas = Perdidas(np.arange(1, len(tabla) + 1))
    columna = Columna.de_lista(propio, _celdas(tabla[propio]))
    valores = leer_reales(columna, "numero", perdidas)
    malos = np.flatnonzero(valores < 0)
    if perdidas.lista or malos.size:
        fila = int(malos[0]) + 1 if malos.size else None
        raise ErrorDeDatos(
            perdidas.lista[0].texto if perdidas.lista else "hay una cantidad negativa",
            lugar=Lugar(ruta.name, fila=fila, columna=propio),
            valor=valores[malos[0]] if malos.size else None,
            que_hacer="corríjala, o elija otro campo con números desde 0",
        )
    # NaN se contagia: un territorio con un polígono sin dato no suma como si fuera 0.
    return grupos.sumar(valores)


def anillos(geometria: Any) -> list[Reales]:
    """Los anillos (k, 2) de un polígono o multipolígono, exteriores y huecos."""
    import shapely

    partes = shapely.get_parts(geometria)
    return [
        shapely.get_coordinates(a) for a in shapely.get_rings(partes[~shapely.is_empty(partes)])
    ]


def transformar(x: Reales, y: Reales, origen: str, destino: str) -> tuple[Reales, Reales]:
    """Puntos de un sistema a otro, siempre (este, norte); NaN donde no hay punto."""
    from pyproj import CRS, Transformer

    de, a = CRS.from_user_input(origen), CRS.from_user_input(destino)
    if (de.is_geographic and a.is_geographic) or de == a:
        # MAGNA-SIRGAS y WGS 84 coinciden por debajo del metro: no se mueven los puntos.
        return x, y
    xs, ys = Transformer.from_crs(de, a, always_xy=True).transform(x, y)
    perdidos = ~(np.isfinite(xs) & np.isfinite(ys))
    return np.where(perdidos, np.nan, xs), np.where(perdidos, np.nan, ys)


def _campo(tabla: Any, campo: str, ruta: Path) -> str:
    nombres = [str(c) for c in tabla.columns if c != "geometry"]
    iguales = [c for c in nombres if c == campo] or [
        c for c in nombres if c.lower() == campo.lower()
    ]
    if not iguales:
        raise ErrorDeDatos(
            "la capa de territorios no trae ese campo",
            lugar=Lugar(ruta.name, columna=campo),
            que_hacer=f"elija uno con --por: {', '.join(nombres)}",
        )
    return iguales[0]


def _nombres(
    tabla: Any, codigos: list[str], unicos: tuple[str, ...], campo: str | None, ruta: Path
) -> tuple[str, ...]:
    if campo is None:
        return unicos
    celdas = _celdas(tabla[_campo(tabla, campo, ruta)])
    textos = ["" if v is None else limpiar(escribir(v)) for v in celdas]
    # Al revés: vale el nombre del primer polígono de cada código.
    de_codigo = dict(zip(reversed(codigos), reversed(textos), strict=True))
    return tuple(de_codigo[c] for c in unicos)


def _campos(tabla: Any, campo: str, ruta: Path) -> list[str]:
    """Uno, o varios separados por coma."""
    if campo in tabla.columns:
        return [campo]
    return [_campo(tabla, parte.strip(), ruta) for parte in campo.split(",")]


def _codigos(tabla: Any, campos: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Los códigos en la misma forma que los de una base, «» si falta alguno; y sus avisos."""
    avisos, perdidas = Avisos(), Perdidas(np.arange(1, len(tabla) + 1))
    partes = [territorio(Columna.de_lista(c, _celdas(tabla[c])), perdidas, avisos) for c in campos]
    textos = (*avisos.textos, *(p.texto for p in perdidas.lista))
    return rotular(unir(partes)).tolist(), textos


def _celdas(serie: Any) -> list[Any]:
    """Los valores de una columna; None donde no hay."""
    nulos = serie.isna().tolist()
    return [None if nulo else v for v, nulo in zip(serie.tolist(), nulos, strict=True)]


def _leer_tabla(ruta: Path, capa: str | None, codificacion: str | None) -> Any:
    import pyogrio

    try:
        with mensajes_de_capa(ruta):
            nombres = [str(nombre) for nombre, _ in pyogrio.list_layers(ruta)]
            elegida = elegir_capa(nombres, capa, ruta, "--capa-poligonos")
            return pyogrio.read_dataframe(ruta, layer=elegida, encoding=codificacion)
    except (LookupError, UnicodeDecodeError):
        raise ErrorDeDatos(
            "los textos de la capa no se pueden leer con esa codificación",
            lugar=Lugar(ruta.name),
            valor=codificacion,
            que_hacer="dé otra con --codificacion-poligonos: utf-8, cp1252 o latin-1",
        ) from None


def _reparada(tabla: Any, codigos: list[str], ruta: Path) -> tuple[Any, list[str]]:
    import shapely

    geometria = tabla.geometry.force_2d()
    tipos = set(geometria.geom_type.dropna())
    if not tipos or not tipos <= {"Polygon", "MultiPolygon"}:
        raise ErrorDeDatos(
            f"la capa de territorios no es de polígonos ({', '.join(sorted(tipos)) or 'vacía'})",
            lugar=Lugar(ruta.name),
            que_hacer="elija la capa de veredas, barrios o manzanas",
        )
    _exigir_finitas(geometria, codigos, ruta)
    malas = ~geometria.is_valid & ~geometria.isna()
    if not malas.any():
        return geometria, []
    cuales = [c for c, mala in zip(codigos, malas.tolist(), strict=True) if mala]
    muestra = ", ".join(cuales[:5]) + ("…" if len(cuales) > 5 else "")
    arregladas = geometria.make_valid().map(
        lambda g: shapely.MultiPolygon(
            [p for p in _partes(g) if p.geom_type == "Polygon" and not p.is_empty]
        )
    )
    return geometria.where(~malas, arregladas), [
        f"{len(cuales)} polígonos inválidos se repararon: {muestra}"
    ]


def _exigir_finitas(geometria: Any, codigos: list[str], ruta: Path) -> None:
    """Un vértice en el infinito no se puede reparar."""
    import shapely

    puntos, de_cual = shapely.get_coordinates(geometria.to_numpy(), return_index=True)
    malos = de_cual[~np.isfinite(puntos).all(axis=1)]
    if malos.size:
        raise ErrorDeDatos(
            "el polígono tiene un vértice sin coordenadas",
            lugar=Lugar(ruta.name, fila=int(malos[0]) + 1),
            valor=codigos[malos[0]],
            que_hacer="bórrelo en QGIS, o traiga la capa otra vez",
        )


def _partes(geometria: Any) -> list[Any]:
    import shapely

    partes = shapely.get_parts(geometria)
    return [p for g in partes for p in shapely.get_parts(g)]
