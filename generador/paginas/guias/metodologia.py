"""La metodología y las fuentes, escritas por el catálogo: lo que aquí sale no se copia a mano."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from generador.formato import numero, porcentaje
from generador.indicadores import comparables
from generador.indicadores.cifras_nacionales import cifra_nacional
from generador.indicadores.incertidumbre import MONETARIA, OMISION
from generador.metodos import omision, posiciones
from generador.paginas import citas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias.enlaces import Enlaces
from generador.paginas.guias.tablas import tabla
from generador.paginas.territorios.graficos import CORTES_IPM
from generador.paginas.territorios.secciones.omision import aviso


class Metodologia:
    """Cálculos propios, comparables, clases de los mapas y fuentes, como están en el código."""

    def __init__(self, acervo: DatosDelSitio, enlaces: Enlaces) -> None:
        self.acervo = acervo
        self.enlaces = enlaces

    def cuantos_indicadores(self) -> str:
        """«226»: los del catálogo."""
        return numero(len(self.acervo.catalogo))

    def cuantas_fuentes(self) -> str:
        """«28»: las que alimentan algún indicador o la geometría."""
        return numero(len(self.acervo.fuentes))

    def tabla_derivados(self) -> str:
        """Los indicadores que calcula el kit: qué son y de cuáles salen."""
        filas = [
            (
                i.largo,
                i.definicion,
                ", ".join(self.acervo.catalogo[d].largo for d in i.derivado_de),
            )
            for i in self.acervo.catalogo.values()
            if i.derivado_de
        ]
        columnas = ("Indicador", "Cómo se calcula", "Con qué")
        return tabla("Lo que calcula el kit", columnas, filas)

    def tabla_comparables(self) -> str:
        """Con qué variables se buscan los municipios comparables y en qué escala."""
        filas = [
            (
                nombre.capitalize(),
                self.acervo.vigente(indicador),
                "Logaritmo" if nombre in comparables.EN_LOGARITMO else "Sin cambio",
            )
            for nombre, indicador in comparables.VARIABLES.items()
        ]
        titulo = f"Con qué se buscan los {comparables.CUANTOS} comparables"
        return tabla(titulo, ("Variable", "Año", "Escala"), filas)

    def criterio_de_comparables(self) -> str:
        """La regla de los comparables, en una frase."""
        return comparables.criterio(self.acervo.vigente(comparables.GRUPO))

    def sin_contar(self, codigo: str) -> str:
        """El aviso de la omisión censal de un territorio, en una oración; vacío si no lo lleva."""
        return aviso(self.acervo, codigo).frase

    def ancho_de_puestos(self, regla: str) -> str:
        """«112»: mediana de cuántos puestos puede moverse un municipio, según la `regla`.

        «omision»: los no contados, la mitad o el doble de pobres en momios; «sin_supuestos»: nada
        de ellos; «estimacion»: el error de la pobreza monetaria.
        """
        if regla == "estimacion":
            rango = posiciones.rango_con_error(
                self.acervo.municipal(MONETARIA), self.acervo.municipal(f"{MONETARIA}_ee")
            )
        else:
            cotas = {"omision": omision.por_momios, "sin_supuestos": omision.sin_supuestos}[regla]
            contados, sin_contar = (self.acervo.municipal(i) for i in ("ipm_censal", OMISION))
            rango = posiciones.rango(*cotas(contados / 100, sin_contar / 100))
        return numero(float(np.median((rango.peor - rango.mejor)[rango.mejor > 0])))

    def cuantos_con_omision(self, clase: int) -> str:
        """«98»: municipios en la clase de omisión, de 0 (menos de 5 %) a 4 (más de 50 %)."""
        clases = omision.clase(self.acervo.municipal(OMISION) / 100)
        return numero(int((clases == clase).sum()))

    def cuantos_con_precision(self, clase: int) -> str:
        """«391»: municipios con esa clase de precisión (1, 2 o 3) en la pobreza monetaria."""
        columna = self.acervo.municipal(f"{MONETARIA}_precision")
        return numero(int((columna == clase).sum()))

    def pobreza_monetaria_del_pais(self) -> str:
        """«31,8 %»: la oficial contra la que se lee la estimación municipal."""
        periodo = self.acervo.vigente(MONETARIA)
        return porcentaje(cifra_nacional(MONETARIA, periodo).valor)

    def clases_de_los_mapas(self) -> str:
        """«menos de 20, 20 a 35, … y 70 % o más»: iguales en todo el sitio."""
        cortes = [numero(c) for c in CORTES_IPM]
        medio = [f"{a} a {b}" for a, b in pairwise(cortes)]
        return f"menos de {cortes[0]}, {', '.join(medio)}, y {cortes[-1]}\N{NO-BREAK SPACE}% o más"

    def tabla_fuentes(self) -> str:
        """Cada fuente con su productor, su fecha y cuántos indicadores salen de ella."""
        cortas = citas.procedencias(self.acervo)
        cuenta = {
            f: sum(i.fuente == f for i in self.acervo.catalogo.values())
            for f in self.acervo.fuentes
        }
        filas = [
            (
                self.enlaces.enlace(f"datos/fuentes.html#{f.id}", cortas[f.id].corta),
                f.titulo,
                f.productor,
                numero(cuenta[f.id]) if cuenta[f.id] else "geometría o códigos",
            )
            for f in self.acervo.fuentes.values()
        ]
        columnas = ("Fuente", "Título", "Productor", "Indicadores")
        return tabla("Las fuentes del kit", columnas, filas)
