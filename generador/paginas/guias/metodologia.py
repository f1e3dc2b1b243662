"""La metodología y las fuentes, escritas por el catálogo: lo que aquí sale no se copia a mano."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from generador.cubo.catalogo import DEFLACTOR
from generador.formato import numero
from generador.indicadores import municipios_comparables
from generador.indicadores.cambio_de_las_nbi import censos
from generador.metodos import cambio
from generador.paginas import citas
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.guias.enlaces_de_las_guias import Enlaces
from generador.paginas.guias.tablas_html import tabla
from generador.paginas.territorios.graficos import CORTES_IPM


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

    def cambio_de_las_nbi(self) -> str:
        """Cómo se comparan los dos censos, y cuántos municipios bajan, suben o no se distinguen."""
        antes, despues = censos(self.acervo.cubo)
        leidos = self.acervo.municipal("nbi_cambio_lectura", "total", despues)
        bajan, suben, iguales = (
            numero(int((leidos == clase).sum()))
            for clase in (cambio.BAJO, cambio.SUBIO, cambio.NO_SE_DISTINGUE)
        )
        sin = numero(int(np.isnan(leidos).sum()))
        return (
            f"De {antes} a {despues} las necesidades básicas insatisfechas bajaron en {bajan} "
            f"municipios, subieron en {suben} y en {iguales} el cambio no se distingue de la "
            f"imprecisión de {antes}. En {sin} no se puede decir."
        )

    def pesos_constantes(self) -> str:
        """Con qué IPC y a qué año se llevan los pesos, y qué no se lleva."""
        base = self.acervo.vigente(DEFLACTOR)
        promedio = numero(self.acervo.cubo.valor(DEFLACTOR, NACION, periodo=base), 2)
        llevados = [f.constante_de for f in self.acervo.catalogo.values() if f.constante_de]
        nombres = "; ".join(_en_minuscula(self.acervo.catalogo[i].corto) for i in llevados)
        return (
            f"El año base es {base}, el último con los doce meses de IPC (promedio, {promedio}). "
            f"Se llevan: {nombres}."
        )

    def series_de_poblacion(self) -> str:
        """De qué revisión salen la población y los hogares."""
        gente, hogares = (self.acervo.catalogo[i].serie for i in ("poblacion", "hogares"))
        return f"La población es la serie {gente}; los hogares, la serie {hogares}."

    def tabla_comparables(self) -> str:
        """Con qué variables se buscan los municipios comparables y en qué escala."""
        filas = [
            (
                nombre.capitalize(),
                self.acervo.vigente(indicador),
                "Logaritmo" if nombre in municipios_comparables.EN_LOGARITMO else "Sin cambio",
            )
            for nombre, indicador in municipios_comparables.VARIABLES.items()
        ]
        titulo = f"Con qué se buscan los {municipios_comparables.CUANTOS} comparables"
        return tabla(titulo, ("Variable", "Año", "Escala"), filas)

    def criterio_de_comparables(self) -> str:
        """La regla de los comparables, en una frase."""
        return municipios_comparables.criterio(self.acervo.vigente(municipios_comparables.GRUPO))

    def lejos_de_comparables(self) -> str:
        """«1,0»: desde qué distancia el comparable más cercano ya está lejos."""
        return numero(municipios_comparables.LEJOS, 1)

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


def _en_minuscula(nombre: str) -> str:
    """El nombre dentro de una frase: la inicial baja, salvo en una sigla."""
    return nombre if nombre[:2].isupper() else nombre[:1].lower() + nombre[1:]
