"""Cómo se nombra el conjunto de los territorios de un sitio: los del país, o unos pocos."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from generador.formato import numero
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio

DEL_PAIS = "los {} municipios y áreas no municipalizadas de Colombia"
LISTA_DEL_PAIS = "La lista de los {} municipios"
LISTA_PARCIAL = "La lista de los territorios"


def del_pais(acervo: DatosDelSitio) -> str:
    """«los 1.122 municipios y áreas no municipalizadas de Colombia»."""
    return DEL_PAIS.format(numero(len(acervo.municipios)))


def lista_del_pais(acervo: DatosDelSitio) -> str:
    """«La lista de los 1.122 municipios»."""
    return LISTA_DEL_PAIS.format(numero(len(acervo.municipios)))


def de_unos(acervo: DatosDelSitio, codigos: Collection[str]) -> str:
    """«2 municipios de Colombia»; sin municipios, los departamentos; sin ellos, «Colombia»."""
    propios = [acervo.territorios[c] for c in acervo.municipios if c in codigos]
    departamentos = sum(c in codigos for c in acervo.departamentos)
    nombre = "departamento" if departamentos == 1 else "departamentos"
    dicho = cuantos(propios) or (f"{departamentos} {nombre}" if departamentos else "")
    return f"{dicho} de Colombia" if dicho else "Colombia"


def cuantos(territorios: Sequence[Territorio]) -> str:
    """«12 municipios y 3 áreas no municipalizadas»; lo que no hay no se nombra."""
    areas = sum(t.es_area for t in territorios)
    partes = (
        (len(territorios) - areas, "municipio", "municipios"),
        (areas, "área no municipalizada", "áreas no municipalizadas"),
    )
    return " y ".join(f"{n} {una if n == 1 else varias}" for n, una, varias in partes if n)
