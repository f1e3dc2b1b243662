"""Las dos hojas de un municipio, tomadas de su página."""

from __future__ import annotations

from typing import Any

from generador.fichas import colores, mapas
from generador.fichas import comun as partes
from generador.fichas.leido_de_la_pagina import parrafo, riel
from generador.paginas.cifras import Cifra
from generador.paginas.territorios.contexto_comun import Comun

Contexto = dict[str, Any]
FUENTES = (
    "medida_censal_2018", "censo_2018", "pobreza_monetaria_municipal_2024",
    "proyecciones_poblacion", "nbi_centros_poblados", "nbi", "mgn_2018",
)  # fmt: skip

PEQUENAS = "Con menos de {minimo} personas ({pequenas}) la tasa no se muestra{ademas}."


def hojas(comun: Comun, ya: Contexto, cuerpo: str) -> Contexto:
    """Lo propio de la ficha de un municipio."""
    t = ya["t"]
    recursos = _recursos(ya)
    return {
        "que_es": "Ficha municipal contra la pobreza",
        "datos": _datos(ya),
        "etiquetas": [e["texto"] for e in ya["ficha"]["etiquetas"]],
        "avisos": list(ya["ficha"]["avisos"]),
        "frase": parrafo(cuerpo, "entradilla"),
        "cautela": ya["pobreza"]["omision"].frase if ya["pobreza"]["omision"].cautela else "",
        "omision": ya["pobreza"]["omision"].frase,
        "tarjetas": [_censal(ya), _monetaria(ya)],
        "mapa": mapas.alrededor(comun.acervo, t.codigo)
        | {
            "pie": f"{t.nombre} y sus vecinos" if ya["mapa"]["vecinos"] else t.nombre,
            "clases": ya["rotulos_ipm"],
            "sin_dato": ya["mapa"]["sin_dato"],
            "limites": ya["mapa"]["limites"],
        },
        "anio": ya["anio"].ipm_censal,
        "privaciones": partes.privaciones(ya),
        "lecturas": _lecturas(ya),
        "dentro": _dentro(comun, ya),
        "hacer": partes.hacer(ya["acciones"]),
        "vecinos": _vecinos(ya),
        "recursos": recursos,
        "cita": str(ya["cita"]["corta"]),
        "del_kit": ya["del_kit"],
        "fuentes": partes.fuentes(comun, (*FUENTES, *_fuentes_de_recursos(ya))),
    }


def _datos(ya: Contexto) -> list[str]:
    hoy, ficha = ya["poblacion"]["hoy"], ya["ficha"]
    rural = ya["poblacion"]["rural"]
    return [
        *([f"{hoy.texto} habitantes en {hoy.periodo}"] if hoy.hay else []),
        *([f"{rural.con_unidad} rural"] if rural.hay else []),
        ficha["tipo"],
        *([ficha["categoria"]] if ficha["categoria"] else []),
    ]


def _censal(ya: Contexto) -> Contexto:
    pobreza, dicho = ya["pobreza"], ya["pobreza"]["omision"]
    tinta = [colores.de_clase("ipm", i) for i in range(len(ya["histograma"]))]
    return {
        "medida": "ipm",
        "titulo": "Pobreza multidimensional",
        "de_que": f"Censo {ya['anio'].ipm_censal}",
        "cifra": f"{pobreza['cifra']}\u00a0%",
        "al_lado": f"{dicho.cuantos} sin contar" if dicho.visible else "",
        "histograma": partes.histograma(ya["histograma"], tinta),
        **riel(ya["resumen"]["franja"]),
        "rotulos": partes.rotulos(partes.marcas_de(ya), ya["resumen"]["rotulos"]),
        "nota": _nota_censal(ya),
    }


def _nota_censal(ya: Contexto) -> str:
    """Lo que el censo no contó; con cautela va en un aviso aparte, y aquí no se repite."""
    return "" if ya["pobreza"]["omision"].cautela else ya["pobreza"]["omision"].frase


def _monetaria(ya: Contexto) -> Contexto:
    una = ya["resumen"]["monetaria"]
    return {
        "medida": "mon",
        "titulo": "Pobreza monetaria",
        "de_que": f"Modelo experimental, {ya['anio'].pm_municipal_2024}",
        "cifra": f"{una['cifra']}\u00a0%" if una["hay"] else una["cifra"],
        "al_lado": f"entre {una['entre']}\u00a0%" if una["hay"] else "",
        "histograma": partes.histograma([ya["histograma_monetario"]], [colores.leer()["linea"]]),
        **riel(una["franja"]),
        "rotulos": [{"de": "pais", "texto": f"Colombia {una['pais']}"}],
        "nota": " ".join(
            t for t in (ya["monetaria"]["hallazgo"], ya["monetaria"].get("ciudad")) if t
        ),
    }


def _lecturas(ya: Contexto) -> list[Contexto]:
    """Tres hallazgos de la página, cada uno con lo que lo completa."""
    comparacion = [ya["hallazgos"]["comparacion"], ya["restos"]["comparacion"]]
    return [
        {
            "titulo": "Frente a otros",
            "texto": " ".join(t for t in (*comparacion, ya["pobreza"]["puesto"]) if t),
        },
        {
            "titulo": "Campo y cabecera",
            "texto": " ".join([ya["campo"]["frase"], *ya["campo"]["avisos"]]),
        },
        {"titulo": "Cómo ha cambiado", "texto": ya["cambio"]["frase"]},
    ]


def _dentro(comun: Comun, ya: Contexto) -> Contexto:
    dentro = ya["dentro"]
    return mapas.por_dentro(comun.acervo, ya["t"].codigo) | {
        "frases": ["".join(partes_de_frase) for partes_de_frase in dentro["frases"]],
        "anio": dentro["anio"],
        "clases": ya["rotulos_nbi"],
        "filas": [
            {
                "nombre": f.nombre,
                "personas": f.personas,
                "nbi": f.nbi if f.color >= 0 else "no se muestra",
                "x": float(f.nbi.replace(",", ".")) if f.color >= 0 else None,
                "pesa_mas": f.pesa_mas if f.color >= 0 else "",
                "fuerte": f.zona != "centro_poblado",
            }
            for f in dentro["filas"]
        ],
        "resto": len(dentro["resto"]),
        "pequenas": PEQUENAS.format_map(dentro) if dentro["pequenas"] else "",
        "hay_puntos": dentro["hay_puntos"],
    }


def _vecinos(ya: Contexto) -> Contexto:
    lista = ya["lista_vecinos"]
    return {
        "frase": ya["vecinos"]["frase"],
        "resto": len(lista["resto"]),
        "filas": [
            {
                "nombre": f.nombre,
                "departamento": f.departamento,
                "cifra": f.cifra,
                "diferencia": f.diferencia,
                "propia": f.propia,
            }
            for f in lista["vistas"]
        ],
    }


def _bloque(ya: Contexto) -> Contexto:
    hallado = [b for b in ya["bloques"] if b["id"] == "recursos"]
    return hallado[0] if hallado else {"resumen": [], "fuentes": []}


def _recursos(ya: Contexto) -> Contexto:
    resumen: list[tuple[str, Cifra]] = _bloque(ya)["resumen"]
    return {
        "lectura": ya["hallazgos"].get("recursos", ""),
        "filas": [
            {"nombre": nombre, "valor": una.con_unidad, "anio": una.periodo}
            for nombre, una in resumen
        ],
    }


def _fuentes_de_recursos(ya: Contexto) -> list[str]:
    return list(_bloque(ya)["fuentes"]) if _bloque(ya)["resumen"] else []
