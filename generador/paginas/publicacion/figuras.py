"""Figuras compartidas por muchas páginas, escritas una sola vez como archivo."""

from __future__ import annotations

import numpy as np

from generador.indicadores.incertidumbre import MONETARIA
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.monetaria import medianas

LADO = 300
RUTA = "recursos/dos-pobrezas.svg"


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
    """Las figuras, {ruta en el sitio: contenido}."""
    return {RUTA: dos_pobrezas(acervo)}
