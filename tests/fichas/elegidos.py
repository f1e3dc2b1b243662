"""Los municipios que más le piden a la ficha, escogidos por lo que dicen los datos."""

from __future__ import annotations

from collections.abc import Callable

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import (
    aviso_de_omision,
    cambio_entre_censos,
    dentro,
    lista_de_vecinos,
    pobreza,
)

A_MANO = (
    "27025",  # el del prototipo
    "11001",  # municipio y departamento a la vez
    "88001",  # isla: sin vecinos, y un departamento de nombre largo
    "94343",  # Barrancominas, que reúne dos áreas
    "94663",  # Mapiripana: sin cifra monetaria ni recursos
    "05001",
    "52835",
    "76001",
)
POR_MEDIDA = 2
Medida = Callable[[str], float]


def elegidos(acervo: DatosDelSitio) -> tuple[str, ...]:
    """Los de `A_MANO`, las áreas no municipalizadas y los dos extremos de cada medida."""
    areas = [c for c in acervo.municipios if acervo.territorios[c].es_area][:4]
    extremos = [
        codigo
        for medida in _medidas(acervo)
        for codigo in sorted(acervo.municipios, key=medida)[-POR_MEDIDA:]
    ]
    return tuple(dict.fromkeys([*A_MANO, *areas, *extremos]))


def _medidas(acervo: DatosDelSitio) -> list[Medida]:
    """Nombres largos, muchos vecinos, muchos lugares y las oraciones más largas."""
    return [
        lambda c: len(acervo.territorios[c].nombre),
        lambda c: len(acervo.topologia.vecinos[c]),
        lambda c: len(acervo.nbi_por_lugar.orden[c]),
        lambda c: len(aviso_de_omision.aviso(acervo, c).frase),
        lambda c: len(str(cambio_entre_censos.cambio(acervo, c)["frase"])),
        lambda c: len(pobreza.puesto(acervo, c)),
        lambda c: len(str(dentro.dentro(acervo, c)["frases"])),
        lambda c: sum(
            len(f.nombre + f.departamento)
            for f in lista_de_vecinos.lista_de_vecinos(acervo, c)["vistas"]
        ),
    ]
