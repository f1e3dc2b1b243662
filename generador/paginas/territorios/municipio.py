"""El contexto de un perfil municipal: junta las secciones y las reglas que las cruzan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generador.cubo.codigos import avisos
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.mapa_de_vecinos import mapa_de_vecinos
from generador.paginas.territorios.secciones import (
    acciones,
    aviso_de_omision,
    cambio_entre_censos,
    campo_2014,
    capacidades,
    ciudad,
    contexto_departamental,
    dentro,
    emergencias,
    hallazgos,
    juventud,
    lecturas_en_palabras,
    lista_de_vecinos,
    monetaria,
    pdet,
    pertenencia,
    pesos_constantes,
    poblacion,
    pobreza,
    resumen,
    temas_del_catalogo,
    vecinos,
    veredas_y_areas,
)
from generador.paginas.territorios.secciones import quince_privaciones as seccion_privaciones

FUENTES = (
    "medida_censal_2018", "censo_2018", "proyecciones_poblacion", "proyecciones_hogares",
    "pobreza_monetaria_municipal_2024", "nbi", "nbi_centros_poblados", "ipm_2005", "mdm_2021",
    "terridata", "valor_agregado", "ipc", "luces_nocturnas", "ipm_ecv",
    "pobreza_monetaria_2021_2023", "pdet_zomac", "mgn_2018", "nacimientos_edad_madre",
    "nacimientos_peso", "defunciones_2020", "emergencias_ungrd", "poblacion_etnica",
    "nbi_etnico_2018", "cna_2014", "pdet_inversion", "divipola",
)  # fmt: skip


def contexto_municipio(comun: Comun, codigo: str) -> dict[str, Any]:
    """Todo lo que la plantilla del perfil necesita, ya con formato."""
    acervo, t = comun.acervo, comun.acervo.territorios[codigo]
    omitidos = aviso_de_omision.aviso(acervo, codigo)
    privaciones = seccion_privaciones.privaciones(
        acervo, codigo, comparar=not omitidos.sin_comparar
    )
    lejanas = seccion_privaciones.lejanas(privaciones)
    cruces = temas_del_catalogo.cruces(acervo, codigo)
    lectura = pobreza.pobreza(acervo, codigo)
    propio = (
        comun.contexto(t, f"{lectura['cifra']} %", FUENTES)
        | {
            "ficha": ficha(acervo, t),
            "mapa": mapa_de_vecinos(acervo, codigo),
            "pobreza": lectura,
            "comparables": pobreza.comparables(acervo, codigo),
            "vecinos": vecinos.vecinos(acervo, codigo),
            "lista_vecinos": lista_de_vecinos.lista_de_vecinos(acervo, codigo),
            "paso": lista_de_vecinos.anterior_y_siguiente(acervo, codigo),
            "privaciones": privaciones,
            "frente_a": seccion_privaciones.frente_a(
                acervo, codigo, comparar=not omitidos.sin_comparar
            ),
            "lejanas": lejanas,
            "campo": pobreza.campo(acervo, codigo),
            "monetaria": monetaria.monetaria(acervo, codigo),
            "nbi": poblacion.nbi(acervo, codigo),
            "cambio": cambio_entre_censos.cambio(acervo, codigo),
            "dentro": dentro.dentro(acervo, codigo),
            "veredas": veredas_y_areas.veredas(acervo, codigo),
            "veredas_locales": comun.veredas_locales.get(codigo),
            "ciudad": ciudad.ciudad(acervo, codigo),
            "poblacion": poblacion.poblacion(acervo, codigo),
            "pertenencia": pertenencia.pertenencia(acervo, codigo),
            "juventud": juventud.juventud(acervo, codigo),
            "emergencias": emergencias.emergencias(acervo, codigo),
            "capacidades": capacidades.capacidades(acervo, codigo),
            "sin_mdm": sin_mdm(t, acervo.vigente("mdm")),
            "economia": capacidades.economia(acervo, codigo),
            "bloques": temas_del_catalogo.bloques(acervo, codigo),
            "pesos_por_bloque": {
                "recursos": pesos_constantes.series(acervo, codigo, "recursos"),
                "economia": pesos_constantes.series(acervo, codigo, "economia"),
            },
            "cultivos": temas_del_catalogo.cultivos(acervo, codigo),
            "campo_2014": campo_2014.campo_2014(acervo, codigo),
            "pdet": pdet.pdet(acervo, codigo),
            "cruces": cruces,
            "pasa_de_100": any(c.pasa_de_100 for c in cruces),
            "nombre_final": t.nombre.rstrip("."),  # «Bogotá, D.C.» al final de una oración
            "lecturas": lecturas_en_palabras.lecturas(acervo, codigo),
            "contexto": contexto_departamental.contexto(acervo, codigo),
            "herramientas": tuple(acciones.HERRAMIENTAS.items()),
            "acciones": acciones.acciones(lejanas or privaciones[:3]),
        }
    )
    hallados, restos = hallazgos.de_municipio(acervo, codigo, propio)
    return propio | {
        "hallazgos": hallados,
        "restos": restos,
        "resumen": resumen.resumen(acervo, codigo, propio),
    }


def ficha(acervo: DatosDelSitio, t: Territorio) -> dict[str, Any]:
    """Tipo, categoría, etiquetas PDET y ZOMAC, y avisos de límites."""
    categoria = cifra(acervo, "categoria_ley617", t.codigo)
    return {
        "tipo": t.tipo,
        "categoria": f"categoría {categoria.texto.lower()} ({categoria.periodo})"
        if categoria.hay
        else "",
        "etiquetas": list(_etiquetas(acervo, t.codigo)),
        "avisos": [*avisos(t.codigo), *([AREA] if t.es_area else [])],
    }


AREA = (
    "Es un área no municipalizada: no tiene alcaldía ni cabecera, y su gobierno depende del "
    "departamento. Varias fuentes municipales no la cubren; cuando falta una cifra, la página lo "
    "dice."
)


def _etiquetas(acervo: DatosDelSitio, codigo: str) -> Iterable[dict[str, str]]:
    pdet = cifra(acervo, "pdet_subregion", codigo)
    if pdet.hay:
        yield {
            "texto": f"PDET {pdet.texto}",
            "titulo": "Programa de Desarrollo con Enfoque Territorial (Decreto Ley 893 de 2017)",
        }
    if cifra(acervo, "zomac", codigo).crudo == 1:
        yield {
            "texto": "ZOMAC",
            "titulo": "Zona más afectada por el conflicto armado (Decreto 1650 de 2017)",
        }


def sin_mdm(t: Territorio, anio: str) -> str:
    """Por qué este territorio no tiene puntaje en la Medición de Desempeño Municipal de `anio`."""
    if t.es_area:
        return (
            "La Medición de Desempeño Municipal evalúa alcaldías; esta es un área no "
            "municipalizada."
        )
    return f"{t.nombre} no está en la Medición de Desempeño Municipal {anio}."
