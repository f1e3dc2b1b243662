"""Las dos hojas de un departamento, tomadas de su página."""

from __future__ import annotations

from typing import Any

from generador.fichas import colores, mapas
from generador.fichas import comun as partes
from generador.fichas.leido_de_la_pagina import parrafo, riel
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.departamento import COLUMNAS
from generador.paginas.territorios.secciones.acciones import acciones

Contexto = dict[str, Any]
FUENTES = (
    "medida_censal_2018", "censo_2018", "ipm_ecv", "pobreza_monetaria_2021_2023",
    "proyecciones_poblacion", "nbi", "mdd_departamental", "mgn_2018",
)  # fmt: skip
IPM, GENTE = (list(COLUMNAS).index(i) for i in ("ipm_censal", "personas_pobreza"))
CON_GENTE = 60
"""Con más municipios que estos, la lista lleva solo su incidencia: si no, no cabe."""


def hojas(comun: Comun, ya: Contexto, cuerpo: str) -> Contexto:
    """Lo propio de la ficha de un departamento."""
    t, cuantos = ya["t"], len(ya["filas"])
    hoy = ya["poblacion"]["hoy"]
    propias = ya["lejanas"] or ya["privaciones"][:3]
    return {
        "que_es": "Ficha departamental contra la pobreza",
        "datos": [
            *([f"{hoy.texto} habitantes en {hoy.periodo}"] if hoy.hay else []),
            f"{cuantos} municipios y áreas" if cuantos > 1 else "1 municipio",
        ],
        "etiquetas": [],
        "avisos": [],
        "frase": parrafo(cuerpo, "entradilla"),
        "cautela": ya["pobreza"]["omision"].frase if ya["pobreza"]["omision"].cautela else "",
        "omision": ya["pobreza"]["omision"].frase,
        "tarjetas": [_censal(ya), _monetaria(ya)],
        "mapa": mapas.departamento(comun, t.codigo)
        | {
            "pie": f"Municipios {ya['en_departamento']}",
            "clases": ya["rotulos_ipm"],
            "sin_dato": any(clase is None for clase in _clases(comun, t.codigo)),
            "limites": False,
        },
        "anio": ya["anio"].ipm_censal,
        "privaciones": partes.privaciones(ya),
        "lecturas": _lecturas(ya),
        "municipios": _municipios(ya),
        "hacer": partes.hacer(acciones(propias)),
        "gobernacion": _gobernacion(ya),
        "encuestas": [
            {"titulo": s["titulo"], "texto": s["extremos"], "precision": s["precision"]}
            for s in ya["contexto"]
        ],
        "cita": str(ya["cita"]["corta"]),
        "del_kit": ya["del_kit"],
        "fuentes": partes.fuentes(comun, FUENTES),
    }


def _clases(comun: Comun, codigo: str) -> list[int | None]:
    return [comun.mapas.clases[c] for c in comun.acervo.municipios_de(codigo)]


def _censal(ya: Contexto) -> Contexto:
    dicho = ya["pobreza"]["omision"]
    tinta = [colores.de_clase("ipm", i) for i in range(len(ya["histograma"]))]
    return {
        "medida": "ipm",
        "titulo": "Pobreza multidimensional",
        "de_que": f"Promedio del kit, censo {ya['anio'].ipm_censal}",
        "cifra": f"{ya['pobreza']['cifra']}\u00a0%",
        "al_lado": f"{dicho.cuantos} sin contar" if dicho.visible else "",
        "histograma": partes.histograma(ya["histograma"], tinta),
        **riel(ya["resumen"]["franja"]),
        "rotulos": partes.rotulos(partes.marcas_de(ya), ya["resumen"]["rotulos"]),
        "nota": " ".join(t for t in (ya["oficial"], "" if dicho.cautela else dicho.frase) if t),
    }


def _monetaria(ya: Contexto) -> Contexto:
    una = ya["resumen"]["monetaria"]
    con_franja = una["hay"] and una["entre"]
    return {
        "medida": "mon",
        "titulo": "Pobreza monetaria",
        "de_que": f"Encuesta de hogares, {una['anio']}",
        "cifra": una["cifra"],
        "al_lado": f"entre {una['entre']}\u00a0%" if con_franja else "",
        "histograma": "",
        **riel(una.get("franja", "")),
        "rotulos": [{"de": "pais", "texto": f"Colombia {una['pais']}"}] if una.get("pais") else [],
        "nota": "",
    }


def _lecturas(ya: Contexto) -> list[Contexto]:
    puesto = ya["pobreza"]["puesto"]
    return [
        {
            "titulo": "Frente al país",
            "texto": f"{ya['hallazgos']['comparacion']}"
            + (f" Entre los departamentos, de mayor a menor pobreza: {puesto}." if puesto else ""),
        },
        {
            "titulo": "Campo y cabecera",
            "texto": " ".join([ya["campo"]["frase"], *ya["campo"]["avisos"]]),
        },
        {"titulo": "Cómo ha cambiado", "texto": ya["cambio"]["frase"]},
    ]


def _municipios(ya: Contexto) -> Contexto:
    filas = ya["filas"]
    return {
        "hallazgo": ya["hallazgos"]["filas"],
        "con_gente": len(filas) <= CON_GENTE,
        "filas": [
            {
                "nombre": f["nombre"],
                "ipm": f["celdas"][IPM]["texto"],
                "gente": f["celdas"][GENTE]["texto"],
                "solo_contados": f["omision"].sin_comparar,
                "cautela": f["omision"].cautela,
            }
            for f in filas
        ],
    }


def _gobernacion(ya: Contexto) -> Contexto:
    suya = ya["gobernacion"]
    if not suya["hay"]:
        return {"hay": False}
    return {
        "hay": True,
        "hallazgo": suya["hallazgo"],
        "desde": suya["desde"],
        "hasta": suya["hasta"],
        "filas": [f._asdict() for f in suya["filas"]],
    }
