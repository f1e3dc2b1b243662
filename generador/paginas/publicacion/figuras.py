"""Figuras compartidas por muchas páginas, escritas una sola vez como archivo."""

from __future__ import annotations

import numpy as np
import orjson

from generador.indicadores.incertidumbre import MONETARIA
from generador.mapas.localizador import Mapa, mapa_nacional
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.agrupamientos_del_pais import (
    AGRUPAMIENTO,
    COLORES,
    FONDO,
    LIMITE,
    SIN_CLASE,
)
from generador.paginas.territorios.secciones.monetaria import medianas

LADO = 300
RUTA = "recursos/dos-pobrezas.svg"
RUTA_AGRUPAMIENTOS = "recursos/agrupamientos.svg"
CON_TRAMA = 10  # se suma a la clase de quien está en el límite


def dos_pobrezas(acervo: DatosDelSitio) -> str:
    """Todos los municipios: multidimensional (x) por monetaria (y), de 0 a 100 %.

    El gris medio se lee igual sobre fondo claro y oscuro.
    """
    x = acervo.municipal("ipm_censal")
    y = acervo.municipal(MONETARIA)
    hay = np.isfinite(x) & np.isfinite(y)
    puntos = np.unique(np.rint(np.column_stack([x[hay], 100 - y[hay]]) * LADO / 100), axis=0)
    trazo = "".join(f"M{a:.0f} {b:.0f}h0" for a, b in puntos)
    corte_x, corte_y = (m * LADO / 100 for m in medianas(acervo))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LADO} {LADO}">'
        f'<path d="M{corte_x:.0f} 0V{LADO}M0 {LADO - corte_y:.0f}H{LADO}" stroke="#8a9296" '
        'stroke-dasharray="4 4" fill="none"/>'
        f'<path d="{trazo}" stroke="#8a9296" stroke-opacity=".55" stroke-width="4.5" '
        'stroke-linecap="round"/></svg>'
    )


def archivos(acervo: DatosDelSitio) -> dict[str, str]:
    """Las figuras, {ruta en el sitio: contenido}; cada una, también como guion.

    Para llevarla dentro de una descarga hay que leerla, y desde el disco solo se lee un guion.
    """
    hechas = {RUTA: dos_pobrezas(acervo), RUTA_AGRUPAMIENTOS: agrupamientos(acervo)}
    guiones = {
        ruta.replace(".svg", ".js"): f"window.KIT_DIBUJO = {orjson.dumps(svg).decode()};\n"
        for ruta, svg in hechas.items()
    }
    return {**hechas, **guiones}


def agrupamientos(acervo: DatosDelSitio) -> str:
    """Los municipios que forman agrupamiento; con trama, los que otro sorteo podría cambiar."""
    suyas, limite = (acervo.municipal(i) for i in (AGRUPAMIENTO, LIMITE))
    clases = {
        codigo: None if np.isnan(clase) else int(clase) + CON_TRAMA * int(al_limite)
        for codigo, clase, al_limite in zip(acervo.municipios, suyas, limite, strict=True)
    }
    mapa = mapa_nacional(acervo.topologia, clases)
    pais = mapa_nacional(acervo.topologia, dict.fromkeys(acervo.departamentos, 0), "departamento")
    fondo = f'<path d="{pais.capas[0]}" fill="{FONDO}"/>'
    tramas = "".join(_trama(codigo, color) for codigo, color in COLORES.items())
    capas = "".join(
        f'<path d="{d}" fill="{_relleno(clase)}"/>'
        for clase, d in mapa.capas.items()
        if clase is not None and clase != SIN_CLASE
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {mapa.ancho} {mapa.alto}">'
        f"<defs>{tramas}</defs>{fondo}{capas}{_limites(mapa)}</svg>"
    )


def _trama(codigo: int, color: str) -> str:
    """Rayas del color de la clase, que no tapan lo de atrás."""
    return (
        f'<pattern id="t{codigo}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V6" stroke="{color}" stroke-width="5"/>'
        "</pattern>"
    )


def _relleno(clase: int) -> str:
    if clase > CON_TRAMA:
        return f"url(#t{clase - CON_TRAMA})"
    return COLORES[clase]


def _limites(mapa: Mapa) -> str:
    marcos = "".join(
        f'<rect x="{r.x}" y="{r.y}" width="{r.ancho}" height="{r.alto}"/>' for r in mapa.recuadros
    )
    return f'<g fill="none" stroke="#8a9296"><path d="{mapa.contorno}"/>{marcos}</g>'
