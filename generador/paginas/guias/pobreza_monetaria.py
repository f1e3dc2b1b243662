"""La pobreza monetaria en las guías: líneas, incidencias y la estimación municipal leída."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from generador.formato import numero
from generador.indicadores.incertidumbre import MONETARIA
from generador.paginas import cifras
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.enlaces_de_las_guias import Enlaces
from generador.paginas.guias.tablas_html import tabla
from generador.paginas.territorios.secciones.monetaria import monetaria

LINEA, EXTREMA = "linea_pobreza_2021_2023", "linea_pobreza_extrema_2021_2023"
INCIDENCIA, INCIDENCIA_EXTREMA = "pm_2021_2023", "pme_2021_2023"
PERSONAS = "pm_personas_2021_2023"
SERIE_ANTERIOR = "pm_2012_2021"


class PobrezaMonetaria:
    """Lee las series del cubo; ninguna cifra se escribe en la guía."""

    def __init__(self, numeros: Numeros, enlaces: Enlaces) -> None:
        self.numeros = numeros
        self.enlaces = enlaces

    def tabla_monetaria_del_pais(self) -> Markup:
        """Por año: las dos líneas, las dos incidencias y las personas en pobreza, del país."""
        n = self.numeros
        ids = (LINEA, INCIDENCIA, EXTREMA, INCIDENCIA_EXTREMA, PERSONAS)
        filas = [
            (anio, *(n.cifra(i, "00", "total", anio) for i in ids))
            for anio in n.acervo.cubo.periodos(INCIDENCIA)
        ]
        columnas = (
            "Año",
            "Línea, por persona al mes",
            "En pobreza",
            "Línea extrema",
            "En pobreza extrema",
            "Personas en pobreza",
        )
        return tabla("Líneas e incidencias del país", columnas, filas, "tabla-numeros")

    def linea_mas_baja_y_mas_alta(self) -> dict[str, str]:
        """El departamento con la línea más baja y el de la más alta, con su valor y el año."""
        n = self.numeros
        anio = n.anio(LINEA)
        con_dato = [
            codigo
            for codigo in n.acervo.territorios
            if len(codigo) == 2
            and codigo != "00"
            and cifras.cifra(n.acervo, LINEA, codigo, "total", anio).hay
        ]
        valores = np.array([n.valor(LINEA, c, "total", anio) for c in con_dato])
        baja, alta = con_dato[int(valores.argmin())], con_dato[int(valores.argmax())]
        return {
            "anio": anio,
            "baja": n.cifra(LINEA, baja, "total", anio),
            "donde_baja": n.nombre(baja),
            "alta": n.cifra(LINEA, alta, "total", anio),
            "donde_alta": n.nombre(alta),
            "cuantos": numero(len(con_dato)),
        }

    def zonas_de_la_serie_anterior(self) -> dict[str, str]:
        """Cabeceras y campo en el último año de la serie anterior, que sí publica las zonas."""
        n = self.numeros
        anio = n.acervo.cubo.periodos(SERIE_ANTERIOR)[-1]
        return {
            "anio": anio,
            "cabecera": n.cifra(SERIE_ANTERIOR, "00", "cabecera", anio),
            "rural": n.cifra(SERIE_ANTERIOR, "00", "rural", anio),
        }

    def estimacion(self, codigo: str) -> dict[str, str]:
        """La estimación municipal en palabras: cifra, intervalo, precisión y frente al país."""
        leida = monetaria(self.numeros.acervo, codigo)
        return {
            "cifra": f"{leida['cifra']}\N{NO-BREAK SPACE}%",
            "entre": leida["entre"],
            "rango": leida["rango"],
            "clase": leida["clase"],
            "hallazgo": leida["hallazgo"],
            "fuente_pais": leida["fuente_pais"],
        }

    def tabla_de_estimaciones(self, codigos: Sequence[str]) -> Markup:
        """Varios municipios: su estimación, su intervalo de 95 % y qué se puede decir."""
        filas = []
        for codigo in codigos:
            leida = self.estimacion(codigo)
            filas.append(
                (
                    self.enlaces.enlace_perfil(codigo),
                    leida["cifra"],
                    f"{leida['rango']}\N{NO-BREAK SPACE}%",
                    leida["clase"].capitalize(),
                    leida["hallazgo"].partition(". ")[2],
                )
            )
        columnas = ("Municipio", "Estimación", "Intervalo de 95 %", "Precisión", "Frente al país")
        titulo = f"Estimaciones de {self.numeros.anio(MONETARIA)}, leídas con su intervalo"
        return tabla(titulo, columnas, filas)
