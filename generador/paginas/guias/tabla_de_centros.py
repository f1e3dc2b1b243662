"""Los centros poblados de un municipio por una carencia: dónde es más frecuente y cuánta gente."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from generador.formato import lista, numero, porcentaje
from generador.lugares import nbi_por_dentro
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.tablas_html import tabla
from generador.paginas.territorios.secciones import dentro

CARENCIAS = {
    "nbi_servicios": "servicios inadecuados",
    "nbi_vivienda": "vivienda inadecuada",
    "nbi_hacinamiento": "hacinamiento crítico",
    "nbi": "necesidades básicas insatisfechas",
}


class CentrosPoblados:
    """Lee la tabla de lugares del censo; lo que no se puede mostrar no entra."""

    def __init__(self, numeros: Numeros) -> None:
        self.numeros = numeros

    def _por_gente(self, codigo: str, carencia: str) -> list[tuple[int, float, float]]:
        """(fila, tasa en %, personas con ella) fuera de la cabecera, de más a menos gente."""
        lugares = self.numeros.acervo.nbi_por_lugar
        tasas = lugares.publicadas[carencia]
        filas = [
            (fila, float(tasas[fila]), float(tasas[fila] * lugares.personas[fila] / 100))
            for fila in lugares.orden[codigo]
            if lugares.se_muestra[fila]
            and np.isfinite(tasas[fila])
            and lugares.clases[fila] != nbi_por_dentro.CABECERA
        ]
        return sorted(filas, key=lambda una: -una[2])

    def tabla_de_centros(self, codigo: str, carencia: str, cuantos: int = 8) -> Markup:
        """Los `cuantos` lugares rurales con más personas con la carencia, y todos los demás juntos.

        KeyError si la carencia no es una de `CARENCIAS`.
        """
        lugares = self.numeros.acervo.nbi_por_lugar
        suyos = self._por_gente(codigo, carencia)
        gente = sum(una[2] for una in suyos)
        filas = [
            (
                dentro.rotulo(lugares, fila),
                numero(float(lugares.personas[fila])),
                porcentaje(tasa),
                numero(con),
                porcentaje(100 * con / gente),
            )
            for fila, tasa, con in suyos[:cuantos]
        ]
        if demas := suyos[cuantos:]:
            personas = sum(float(lugares.personas[fila]) for fila, _, _ in demas)
            con = sum(una[2] for una in demas)
            filas.append(
                (
                    f"Los otros {numero(len(demas))}",
                    numero(personas),
                    porcentaje(100 * con / personas),
                    numero(con),
                    porcentaje(100 * con / gente),
                )
            )
        anio = self.numeros.acervo.fuentes[nbi_por_dentro.FUENTE].anio
        columnas = (
            "Lugar",
            "Personas",
            "Tasa",
            "Personas con la carencia",
            "Parte de la zona rural",
        )
        titulo = f"{self.numeros.nombre(codigo)}: {CARENCIAS[carencia]} por lugar, censo {anio}"
        return tabla(titulo, columnas, filas, "tabla-numeros")

    def primeros_centros(self, codigo: str, carencia: str, cuantos: int) -> dict[str, str]:
        """Los primeros lugares por personas, en una frase, y qué parte de la carencia reúnen."""
        lugares = self.numeros.acervo.nbi_por_lugar
        suyos = self._por_gente(codigo, carencia)
        primeros = suyos[:cuantos]
        con, todos = (sum(una[2] for una in grupo) for grupo in (primeros, suyos))
        return {
            "nombres": lista([dentro.con_su_zona(lugares, fila) for fila, _, _ in primeros]),
            "personas": numero(con),
            "parte": porcentaje(100 * con / todos, 0),
            "todas": numero(todos),
            "cuantos": numero(len(suyos)),
        }
