"""Cuánto se sabe de cada cifra, para la metodología: omisión, puestos y estimación municipal."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from generador.formato import numero, porcentaje
from generador.indicadores.cifras_nacionales import cifra_nacional
from generador.indicadores.incertidumbre import MONETARIA, OMISION
from generador.metodos import omision, posiciones, precision
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias.tablas_html import tabla
from generador.paginas.territorios.secciones.aviso_de_omision import aviso

QUE_SE_DICE = (
    "La cifra y su puesto con rango",
    "Además, a cuántos no contó",
    "El aviso en la ficha y junto a la cifra; el puesto, solo como rango",
    "«Cautela»: la cifra puede ser otra; no entra en las listas de los primeros",
    "«Describe solo a los contados»: sin puesto ni comparación",
)
COTAS = {"omision": omision.por_momios, "sin_supuestos": omision.sin_supuestos}
CORTES_DE_CVLOG = {"suficiente": precision.CVLOG_SUFICIENTE, "cautela": precision.CVLOG_CON_CAUTELA}


class CuantoSeSabe:
    """Los cortes y los conteos con que se avisa, como están en el método y en los datos."""

    def __init__(self, acervo: DatosDelSitio) -> None:
        self.acervo = acervo

    def sin_contar(self, codigo: str) -> str:
        """El aviso de la omisión censal de un territorio, en una oración; vacío si no lo lleva."""
        return aviso(self.acervo, codigo).frase

    def tabla_de_omision(self) -> str:
        """Las cinco clases de omisión, cuántos municipios hay en cada una y qué se publica."""
        clases = omision.clase(self.acervo.municipal(OMISION) / 100)
        cortes = [numero(100 * c) for c in (*omision.CORTES, omision.MAYORIA)]
        medios = [f"{desde} a {hasta}" for desde, hasta in pairwise(cortes)]
        rotulos = (f"Menos de {cortes[0]}", *medios, f"Más de {cortes[-1]}")
        filas = [
            (rotulo, numero(int((clases == i).sum())), dicho)
            for i, (rotulo, dicho) in enumerate(zip(rotulos, QUE_SE_DICE, strict=True))
        ]
        columnas = ("No contados, de cada 100", "Municipios", "Qué se publica")
        return tabla("Qué se dice según la omisión", columnas, filas)

    def corte_de_omision(self, clase: int) -> str:
        """«20»: desde cuántos no contados de cada 100 empieza la clase (1 a 3)."""
        return numero(100 * omision.CORTES[clase - 1])

    def ancho_de_puestos(self, regla: str) -> str:
        """«112»: mediana de cuántos puestos puede moverse un municipio, según la `regla`.

        «omision»: los no contados, la mitad o el doble de pobres en momios; «sin_supuestos»: nada
        de ellos; «estimacion»: el error de la pobreza monetaria.
        """
        municipal = self.acervo.municipal
        if regla == "estimacion":
            rango = posiciones.rango_con_error(municipal(MONETARIA), municipal(f"{MONETARIA}_ee"))
        else:
            contados, sin_contar = municipal("ipm_censal") / 100, municipal(OMISION) / 100
            rango = posiciones.rango(*COTAS[regla](contados, sin_contar))
        return numero(float(np.median((rango.peor - rango.mejor)[rango.mejor > 0])))

    def corte_de_cvlog(self, clase: str) -> str:
        """«17,5 %»: hasta qué coeficiente llega una clase («suficiente» o «cautela»)."""
        valor = 100 * CORTES_DE_CVLOG[clase]
        return porcentaje(valor, 0 if valor == round(valor) else 1)

    def cuantos_con_precision(self, clase: int) -> str:
        """«391»: municipios con esa clase de precisión (1, 2 o 3) en la pobreza monetaria."""
        columna = self.acervo.municipal(f"{MONETARIA}_precision")
        return numero(int((columna == clase).sum()))

    def pobreza_monetaria_del_pais(self) -> str:
        """«31,8 %»: la de la encuesta, contra la que se lee la estimación municipal."""
        return porcentaje(cifra_nacional(MONETARIA, self.acervo.vigente(MONETARIA)).valor)
