"""El contexto de la página del país: mapa, departamentos y series."""

from __future__ import annotations

from typing import Any

from generador.formato import porcentaje
from generador.paginas.datos_del_sitio import NACION
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.departamento import (
    COLUMNAS,
    FUENTES,
    columnas,
    filas,
    lectura_agregada,
)
from generador.paginas.territorios.secciones import (
    agrupamientos_del_pais,
    cambio_entre_censos,
    contexto_departamental,
    hallazgos,
    poblacion,
    pobreza,
    promedios,
    resumen,
    vecinos,
)
from generador.paginas.territorios.secciones import quince_privaciones as seccion_privaciones

# El desempeño municipal y la estimación experimental no existen para departamentos.
SIN_DEPARTAMENTO = {"pm_municipal_2024", "mdm"}


def contexto_nacion(comun: Comun, codigo: str = NACION) -> dict[str, Any]:
    """Todo lo que la plantilla del país necesita, ya con formato."""
    acervo, t = comun.acervo, comun.acervo.territorios[codigo]
    lectura = lectura_agregada(acervo, codigo)
    visibles = [i for i in COLUMNAS if i not in SIN_DEPARTAMENTO]
    propio = comun.contexto(t, f"{lectura['cifra']} %", FUENTES) | {
        "mapa": comun.mapas.de_nacion(),
        "pobreza": lectura,
        "oficial": promedios.oficial(acervo, codigo),
        "privaciones": seccion_privaciones.privaciones(acervo, codigo),
        "lejanas": [],
        "frente_a": [],
        "campo": pobreza.campo(acervo, codigo),
        "nbi": poblacion.nbi(acervo, codigo),
        "cambio": cambio_entre_censos.cambio(acervo, codigo),
        "agrupamientos": agrupamientos_del_pais.clases(acervo),
        "media_municipal": porcentaje(vecinos.media(acervo)),
        "poblacion": poblacion.poblacion(acervo, codigo),
        "contexto": contexto_departamental.contexto(acervo, codigo),
        "columnas": columnas(acervo, visibles),
        "filas": filas(acervo, acervo.departamentos, visibles),
    }
    hallados, restos = hallazgos.de_agregado(acervo, codigo, propio)
    return propio | {
        "hallazgos": hallados,
        "restos": restos,
        "lejanas": [],
        "resumen": resumen.de_agregado(acervo, codigo, propio),
    }
