"""Páginas escritas que se arman con datos: la portada, la lista de territorios y las fuentes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from generador import publicador
from generador.cubo.vigencia import SIN_CONFIRMAR
from generador.formato import numero, porcentaje, redonda
from generador.paginas import conjunto, mapa_de_indicadores
from generador.paginas.comparar.pagina_del_comparador import comparar
from generador.paginas.datos_del_sitio import NACION, Territorio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.secciones import promedios
from generador.paginas.territorios.secciones.aviso_de_omision import aviso

# Los temas por los que se entra; los demás van detrás, en el orden del catálogo.
PRIMEROS = (
    "pobreza_multidimensional", "pobreza_monetaria", "nbi", "nbi_cambio", "ipm_ecv", "derivados",
    "poblacion", "servicios", "recursos", "capacidades",
)  # fmt: skip


def portada(comun: Comun) -> str:
    """Qué es el kit, el buscador de municipios, el mapa y los cuatro módulos."""
    acervo = comun.acervo
    return pintar(
        "portada.html",
        {
            **comun.fijo,
            "mapa": comun.mapas.de_nacion("territorio/"),
            "departamentos": _por_nombre([acervo.territorios[d] for d in acervo.departamentos]),
            "cifra": porcentaje(acervo.valor("ipm_censal", "00")),
            "personas": redonda(acervo.valor("personas_pobreza", "00")),
            "oficial": promedios.oficial(acervo, NACION),
            "omision": aviso(acervo, NACION),
            "conjunto": conjunto.del_pais(acervo),
            "indicadores": numero(len(acervo.catalogo)),
        },
    )


def lista(comun: Comun) -> str:
    """Todos los territorios, por departamento."""
    acervo = comun.acervo
    grupos = [
        (d, _por_nombre([acervo.territorios[m] for m in acervo.municipios_de(d.codigo)]))
        for d in _por_nombre([acervo.territorios[d] for d in acervo.departamentos])
    ]
    return pintar("lista.html", {**comun.fijo, "grupos": grupos, "cuantos": conjunto.cuantos})


def _por_nombre(territorios: list[Territorio]) -> list[Territorio]:
    """En orden alfabético, sin que las tildes separen."""
    return sorted(territorios, key=lambda t: unicodedata.normalize("NFKD", t.nombre).casefold())


def fuentes(comun: Comun) -> str:
    """Ficha de cada fuente: qué archivo, qué hojas, de dónde, con qué licencia y qué cuidados."""
    usos: dict[str, list[str]] = {}
    for tema in comun.acervo.temas:
        for indicador in tema.indicadores:
            usos.setdefault(indicador.fuente, []).append(indicador.corto)
    fichas = list(comun.acervo.fuentes.values())
    dia = publicador.actualizado()
    avisos = {f.id: f.vigencia.aviso(dia) if dia else "" for f in fichas}
    propio = {
        "fichas": fichas,
        "usos": usos,
        "avisos": avisos,
        "viejas": [f for f in fichas if avisos[f.id]],
        "sin_confirmar": SIN_CONFIRMAR,
        "dia": dia,
        "dia_en_palabras": publicador.en_palabras(dia) if dia else "",
    }
    return pintar("fuentes.html", {**comun.fijo, **propio})


def catalogo(comun: Comun) -> str:
    """El catálogo de indicadores, por tema: primero las pobrezas, lo demás como lo trae."""
    acervo = comun.acervo
    lugar = {tema: n for n, tema in enumerate(PRIMEROS)}
    temas = sorted(acervo.temas, key=lambda tema: lugar.get(tema.id, len(lugar)))
    return pintar("catalogo.html", {**comun.fijo, "temas": temas, "fichas": acervo.fuentes})


CUERPOS: dict[str, Callable[[Comun], str]] = {
    "portada": portada,
    "territorios": lista,
    "fuentes": fuentes,
    "catalogo": catalogo,
    "mapa": mapa_de_indicadores.cuerpo,
    "comparar": comparar,
}
