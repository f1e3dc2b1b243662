"""La primera pantalla: las dos pobrezas, frente a quién, lo que más aparta y con qué cuenta."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generador.formato import numero, porcentaje
from generador.indicadores.cifras_nacionales import cifra_nacional
from generador.indicadores.incertidumbre import MONETARIA
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.marcas_y_riel import (
    DEPARTAMENTO,
    PAIS,
    PROPIO,
    SIGNOS,
    nombre_de_rotulo,
    riel,
)
from generador.paginas.territorios.secciones import monetaria as seccion_monetaria
from generador.paginas.territorios.secciones.pobreza import Comparable
from generador.paginas.territorios.secciones.temas_del_catalogo import ultima

# Tres recursos de tres orígenes: la Nación, el municipio y las regalías. Rótulo de cada uno.
RECURSOS = {
    "sgp_por_habitante": "SGP por habitante",
    "tributarios_por_habitante": "Impuestos propios por habitante",
    "sgr_inversion": "Regalías proyectadas, millones",
}
PRIMERAS = 3
EXTREMOS = 2  # el inferior y el superior de un intervalo
DE_LA_ENCUESTA = "pm_2021_2023"


class ReferenciaRotulada(NamedTuple):
    """Una referencia debajo de la franja: su marca dibujada, su nombre y su cifra."""

    signo: str
    nombre: str
    valor: str
    codigo: str


class Recurso(NamedTuple):
    """Un recurso en pesos, con su año; sin cifra, `valor` dice por qué."""

    rotulo: str
    valor: str
    periodo: str


def resumen(acervo: DatosDelSitio, codigo: str, ya: Mapping[str, Any]) -> dict[str, Any]:
    """Lo que la primera pantalla agrega a las secciones ya calculadas (`ya`)."""
    return {
        "franja": de_la_censal(ya["pobreza"]),
        "rotulos": rotulos(ya["pobreza"]["referencias"]),
        "monetaria": _de_la_monetaria(acervo, codigo, ya["monetaria"]),
        "privaciones": ya["lejanas"] or ya["privaciones"][:PRIMERAS],
        "recursos": [_recurso(acervo, i, codigo) for i in RECURSOS],
    }


def de_agregado(acervo: DatosDelSitio, codigo: str, ya: Mapping[str, Any]) -> dict[str, Any]:
    """Lo mismo, de un departamento o del país: la monetaria es la de la encuesta de hogares."""
    return {
        "franja": de_la_censal(ya["pobreza"]),
        "rotulos": rotulos(ya["pobreza"]["referencias"]),
        "monetaria": _de_la_encuesta(acervo, codigo),
        "privaciones": ya["lejanas"] or ya["privaciones"][:PRIMERAS],
    }


def _de_la_encuesta(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """La pobreza monetaria oficial del último año, con su intervalo si la encuesta lo publica."""
    anio = acervo.cubo.periodos(DE_LA_ENCUESTA)[-1]
    propia, pais = (cifra(acervo, DE_LA_ENCUESTA, c, "total", anio) for c in (codigo, "00"))
    hallada = {"hay": propia.hay, "anio": anio, "cifra": propia.con_unidad}
    if not propia.hay:
        return hallada
    extremos = [
        cifra(acervo, indicador, codigo, "total", anio)
        for indicador in (f"{DE_LA_ENCUESTA}_li", f"{DE_LA_ENCUESTA}_ls")
        if indicador in acervo.catalogo
    ]
    intervalo = tuple(e.crudo for e in extremos if e.hay)
    con_intervalo = len(intervalo) == EXTREMOS
    referencias = [] if codigo == "00" else [(PAIS, pais.crudo)]
    return hallada | {
        "pais": "" if codigo == "00" else pais.con_unidad,
        "entre": " y ".join(numero(v, 1) for v in intervalo) if con_intervalo else "",
        "franja": riel(
            [*referencias, (PROPIO, propia.crudo)],
            franja=(intervalo[0], intervalo[1]) if con_intervalo else None,
        ),
    }


def de_la_censal(pobreza: Mapping[str, Any]) -> str:
    """Las marcas del territorio y de sus referencias sobre la franja de los municipios."""
    referencias = [(_marca(r), r.crudo) for r in reversed(pobreza["referencias"])]
    return riel([*referencias, (PROPIO, pobreza["valor"])])


def rotulos(referencias: Sequence[Comparable]) -> list[ReferenciaRotulada]:
    """Las referencias, con su marca."""
    return [
        ReferenciaRotulada(SIGNOS[_marca(r)], nombre_de_rotulo(r.nombre), r.valor, r.codigo)
        for r in referencias
    ]


def _marca(referencia: Comparable) -> str:
    return PAIS if referencia.codigo == "00" else DEPARTAMENTO


def _de_la_monetaria(
    acervo: DatosDelSitio, codigo: str, propia: Mapping[str, Any]
) -> dict[str, Any]:
    """Cifra, intervalo y marcas; sin estimación, por qué no la hay y la del país."""
    pais = cifra_nacional(MONETARIA, acervo.vigente(MONETARIA)).valor
    el_pais = {"pais": porcentaje(pais)}
    if not propia["hay"]:
        sin_cifra = seccion_monetaria.en_tabla(acervo, codigo)
        return {"hay": False, "cifra": sin_cifra, "franja": riel([(PAIS, pais)]), **el_pais}
    bajo, alto = seccion_monetaria.intervalo(acervo, codigo)
    return {
        "hay": True,
        "cifra": propia["cifra"],
        "entre": seccion_monetaria.en_tabla(acervo, codigo).replace(" a ", " y "),
        "franja": riel(
            [(PAIS, pais), (PROPIO, acervo.valor(MONETARIA, codigo))], franja=(bajo, alto)
        ),
        **el_pais,
    }


def _recurso(acervo: DatosDelSitio, indicador: str, codigo: str) -> Recurso:
    una = ultima(acervo, indicador, codigo)
    if not una.hay:
        return Recurso(RECURSOS[indicador], una.texto, "")
    return Recurso(RECURSOS[indicador], f"${una.texto}", una.periodo)
