"""El mapa del país de cada indicador: los trazos se hacen una vez y se reparten por clase.

Se guardan junto a lo temporal, reconocidos por la llave de los datos y del código: hacerlos cuesta
una décima de segundo. Borrarlos nunca cambia un resultado.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import orjson
from markupsafe import Markup, escape

from generador.disco import cache
from generador.mapas.localizador import Mapa, mapa_nacional
from generador.mapas.trazos import acortar
from generador.paginas import llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.por_indicador.clases import SIN_APLICAR, SIN_CLASE, Clases
from generador.rutas import TEMPORAL

CARPETA = TEMPORAL / "mapas_del_pais"
# px² del dibujo, que en la página se reduce a tres cuartos: nadie ve los vértices que se quitan, y
# la página pesa un tercio menos.
UMBRAL = 10.0
_INICIO = re.compile(r"^m ?(-?\d+) ?(-?\d+) ?")
NOMBRES = {SIN_CLASE: "k-nulo", SIN_APLICAR: "k-no-aplica"}


@dataclass(frozen=True)
class MapaDelPais:
    """El país por municipio o por departamento, listo para pintarse de cualquier manera.

    `trazos`, uno por territorio en el orden en que llegan las clases; `marco`, el comienzo del SVG
    hasta su título; `encima`, lo que se dibuja después de los territorios.
    """

    trazos: list[str]
    marco: str
    encima: str

    def pintar(self, clases: Clases, titulo: str) -> Markup:
        """El SVG; el color lo pone la hoja de estilos, por rampa y clase."""
        tonos = {clase: f"k{tono}" for clase, tono in enumerate(clases.tonos)}
        por_clase: dict[int, list[str]] = {int(clase): [] for clase in np.unique(clases.de)}
        for clase, trazo in zip(clases.de.tolist(), self.trazos, strict=True):
            por_clase[clase].append(trazo)
        capas = "".join(
            f'<path class="{tonos.get(clase) or NOMBRES[clase]}" d="{"".join(trazos)}"/>'
            for clase, trazos in por_clase.items()
        )
        return Markup(  # noqa: S704 - el título va escapado; lo demás son trazos
            f'{self.marco}{escape(titulo)}">{capas}{self.encima}</svg>'
        )


def leer(acervo: DatosDelSitio, donde: Path = CARPETA) -> dict[str, MapaDelPais]:
    """Los dos mapas, por nivel; los de unas tablas sin identidad no se guardan."""
    if not acervo.identidad:
        return _hacer(acervo)
    ruta = donde / f"{llave.de(acervo)}.json"
    try:
        return {n: MapaDelPais(**uno) for n, uno in orjson.loads(cache.leer_sellado(ruta)).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        hechos = _hacer(acervo)
    cache.guardar_sellado(ruta, orjson.dumps({n: asdict(uno) for n, uno in hechos.items()}))
    return hechos


def _hacer(acervo: DatosDelSitio) -> dict[str, MapaDelPais]:
    topologia = acervo.topologia
    return {
        "municipio": _listo(mapa_nacional(topologia, {}, "municipio", UMBRAL), acervo.municipios),
        "departamento": _listo(
            mapa_nacional(topologia, {}, "departamento", UMBRAL), acervo.departamentos
        ),
    }


def _listo(mapa: Mapa, codigos: tuple[str, ...]) -> MapaDelPais:
    limites = f'<path class="limites" d="{mapa.contorno}"/>' if mapa.contorno else ""
    recuadros = "".join(
        f'<rect class="recuadro" x="{r.x}" y="{r.y}" width="{r.ancho}" height="{r.alto}"/>'
        for r in mapa.recuadros
    )
    return MapaDelPais(
        [_suelto(mapa.formas[codigo].d) for codigo in codigos],
        f'<svg viewBox="0 0 {mapa.ancho} {mapa.alto}" role="img" aria-label="',
        limites + recuadros,
    )


def _suelto(d: str) -> str:
    """El trazo con su comienzo absoluto, para ponerlo detrás de cualquier otro."""
    return acortar(_INICIO.sub(r"M\1 \2l", d, count=1))
