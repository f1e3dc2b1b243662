"""Lo que comparten todas las páginas de territorio, calculado una sola vez por construcción."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from generador.indicadores.incertidumbre import MONETARIA
from generador.indicadores.municipios_comparables import GRUPO, criterio
from generador.paginas import citas, frases_de_lectura
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio
from generador.paginas.territorios import graficos, mapa_por_clases, mapa_por_dentro, marcas_y_riel
from generador.paginas.territorios.secciones import (
    acciones,
    aviso_de_omision,
    dentro,
    pobreza,
    promedios,
    quince_privaciones,
)


class Comun:
    """Los datos, mapas y el contexto fijo de las plantillas."""

    def __init__(
        self,
        acervo: DatosDelSitio,
        url: str,
        veredas_locales: Mapping[str, Any] | None = None,
        *,
        con_libros: bool = False,
    ) -> None:
        self.acervo = acervo
        self.url = url
        self.veredas_locales = veredas_locales or {}
        self.mapas = mapa_por_clases.Localizador(acervo)
        self.procedencia = citas.procedencias(acervo)
        self.fijo: dict[str, Any] = {
            "procedencia": self.procedencia,
            "anio": anios(acervo),
            "F": {p.id: citas.rotulo(p) for p in self.procedencia.values()},
            "histograma": graficos.histograma(acervo.municipal(pobreza.IPM)),
            "histograma_monetario": graficos.histograma_llano(acervo.municipal(MONETARIA)),
            "signos": marcas_y_riel.SIGNOS,
            "rotulos_ipm": graficos.rotulos_de_clase(),
            "rotulos_nbi": dentro.rotulos_de_clase(),
            "radios": mapa_por_dentro.rotulos(),
            "criterio": criterio(acervo.vigente(GRUPO)),
            "con_libros": con_libros,
            "modulos": acciones.tabla()["modulos"],
        }

    def contexto(self, t: Territorio, cifra: str, ids: tuple[str, ...]) -> dict[str, Any]:
        """Contexto fijo más la identidad, las fuentes y la cita de un territorio."""
        cautela = aviso_de_omision.aviso(self.acervo, t.codigo).frase
        return {
            **self.fijo,
            "t": t,
            "fuentes": citas.usadas(self.procedencia, ids),
            "cita": citas.cita(
                t,
                cifra,
                self.acervo.vigente(pobreza.IPM),
                self.url,
                cautela,
            ),
            "del_kit": promedios.rotulo(t.codigo),
            **referente(t),
        }


def anios(acervo: DatosDelSitio) -> SimpleNamespace:
    """El año de cada medida, con su identificador por nombre; `privaciones`, el de las quince."""
    de_cada_una = {i: acervo.vigente(i) for i in acervo.catalogo if acervo.cubo.periodos(i)}
    return SimpleNamespace(
        **de_cada_una, privaciones=quince_privaciones.anio_de_las_privaciones(acervo)
    )


def referente(t: Territorio) -> dict[str, Any]:
    """Cómo se nombra aquello con lo que se compara un territorio, con su artículo.

    Un municipio se compara con su departamento; un departamento y Bogotá, con el país.
    """
    propio = t.nombre if t.nivel != "municipio" else t.nombre_departamento
    nombre = frases_de_lectura.con_articulo(propio)
    de_depto = f"de {nombre}".replace("de el ", "del ")
    if t.nivel != "municipio" or t.codigo[:2] == "11":
        return {
            "ref_depto": False,
            "al_referente": "al país",
            "del_referente": "del país",
            "en_departamento": de_depto,
        }
    return {
        "ref_depto": True,
        "al_referente": f"a {nombre}".replace("a el ", "al "),
        "del_referente": de_depto,
        "en_departamento": de_depto,
    }
