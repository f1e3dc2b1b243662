"""Lo que una guía lee dentro de un municipio: su mapa, cuatro maneras de clasificar, y el cruce."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from markupsafe import Markup

from generador.formato import lista, numero, porcentaje
from generador.lugares import nbi_por_dentro
from generador.lugares.nbi_por_dentro import DISPERSO
from generador.lugares.tabla_en_memoria import Reales
from generador.metodos import clasificacion
from generador.metodos.clasificacion import CUADRANTES
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.seguro import seguro
from generador.paginas.guias.tablas_html import tabla
from generador.paginas.territorios import mapa_por_dentro
from generador.paginas.territorios.secciones import dentro
from generador.redondeo import redondear_columna

CLASES = 4


@dataclass(frozen=True)
class _Lugares:
    """Los lugares de un municipio cuya tasa se muestra: nombres y columnas (lugares,).

    `nombres` van como encabezan un renglón y `con_articulo`, como van en una frase.

    `nbi` va con el decimal que se lee: así una clase nunca contradice a la cifra que la acompaña.
    """

    nombres: tuple[str, ...]
    con_articulo: tuple[str, ...]
    personas: Reales
    nbi: Reales
    con_nbi: Reales

    @property
    def media(self) -> float:
        """La NBI de toda la gente de estos lugares, en %."""
        return float(100 * self.con_nbi.sum() / self.personas.sum())

    @property
    def parte_igual(self) -> float:
        """La parte de las personas con NBI que tocaría a cada lugar si todos tuvieran lo mismo."""
        return 100 / len(self.nombres)

    @property
    def concentracion(self) -> Reales:
        """Qué parte de todas las personas con NBI vive en cada lugar, en %."""
        partes: Reales = 100 * self.con_nbi / self.con_nbi.sum()
        return partes

    def cruce(self) -> list[int]:
        """El cuadrante de cada lugar: frecuencia frente a la media y gente frente a la parte."""
        cuadrantes = clasificacion.cruzar(
            self.nbi,
            self.concentracion,
            umbral_incidencia=self.media,
            umbral_concentracion=self.parte_igual,
        )
        return list(cuadrantes.tolist())


class PorDentro:
    """Las macros de lo que hay dentro de un municipio."""

    def __init__(self, numeros: Numeros) -> None:
        self.numeros = numeros
        self._lugares = cache(self._leer)

    def _leer(self, codigo: str) -> _Lugares:
        todos = self.numeros.acervo.nbi_por_lugar
        filas = [fila for fila in todos.orden[codigo] if todos.se_muestra[fila]]
        filas.sort(key=lambda fila: -float(todos.publicadas["nbi"][fila]))
        return _Lugares(
            tuple(dentro.rotulo(todos, fila) for fila in filas),
            tuple(dentro.con_su_zona(todos, fila) for fila in filas),
            todos.personas[filas],
            redondear_columna(todos.publicadas["nbi"][filas], 1),
            todos.con_nbi[filas],
        )

    def mapa_de_adentro(self, codigo: str) -> Markup:
        """El mapa del municipio con su leyenda, como sale en su página."""
        acervo, nombre = self.numeros.acervo, self.numeros.nombre(codigo)
        lugares = acervo.nbi_por_lugar
        mapa = acervo.mapas_por_dentro[codigo]
        dibujo = mapa_por_dentro.dibujar(lugares, mapa, lugares.orden[codigo], nombre)
        clases = Markup().join(
            Markup('<li class="clase-{}">{}{}</li>').format(i, r, " %" if i == CLASES else "")
            for i, r in enumerate(dentro.rotulos_de_clase())
        )
        pie = (
            f"{nombre}: porcentaje de personas con NBI, censo "
            f"{acervo.fuentes[nbi_por_dentro.FUENTE].anio}. "
            "El fondo es el rural disperso; el punto de borde grueso, la cabecera."
        )
        return Markup(
            '<figure class="rampa-nbi"><div class="mapa-dentro" style="--ancho:{}">{}</div>'
            '<ul class="leyenda">{}</ul><figcaption>{}</figcaption></figure>'
        ).format(mapa.ancho, dibujo, clases, seguro(pie))

    def de_adentro(self, codigo: str) -> dict[str, str]:
        """Cuántos lugares se clasifican, cuánta gente, la media y los cortes de cada manera."""
        suyos = self._lugares(codigo)
        peor, mas = int(suyos.nbi.argmax()), int(suyos.con_nbi.argmax())
        return {
            "anio": self.numeros.acervo.fuentes[nbi_por_dentro.FUENTE].anio,
            "cuantos": numero(len(suyos.nombres)),
            "personas": numero(float(suyos.personas.sum())),
            "con_nbi": numero(float(suyos.con_nbi.sum())),
            "media": porcentaje(suyos.media),
            "peor": suyos.con_articulo[peor],
            "peor_tasa": porcentaje(float(suyos.nbi[peor])),
            "peor_gente": numero(float(suyos.con_nbi[peor])),
            "mas": suyos.con_articulo[mas],
            "mas_tasa": porcentaje(float(suyos.nbi[mas])),
            "mas_gente": numero(float(suyos.con_nbi[mas])),
            "mas_parte": porcentaje(float(suyos.concentracion[mas]), 0),
            "parte_igual": porcentaje(suyos.parte_igual),
            "cuartiles": _cortes(clasificacion.cuantiles(suyos.nbi, CLASES)),
            "saltos": _cortes(clasificacion.fisher_jenks(suyos.nbi, CLASES)),
            "disperso": porcentaje(self._disperso(codigo)),
        }

    def _disperso(self, codigo: str) -> float:
        lugares = self.numeros.acervo.nbi_por_lugar
        fila = next(f for f in lugares.orden[codigo] if lugares.clases[f] == DISPERSO)
        return float(lugares.publicadas["nbi"][fila])

    def tabla_de_clases(self, codigo: str, meta: float) -> Markup:
        """Cada lugar con su clase según las cuatro maneras; `meta` es el umbral propio, en %."""
        suyos = self._lugares(codigo)
        cuartil = clasificacion.clasificar(suyos.nbi, clasificacion.cuantiles(suyos.nbi, CLASES))
        salto = clasificacion.clasificar(suyos.nbi, clasificacion.fisher_jenks(suyos.nbi, CLASES))
        filas = [
            (
                suyos.nombres[i],
                porcentaje(float(suyos.nbi[i])),
                numero(float(suyos.con_nbi[i])),
                numero(int(cuartil[i]) + 1),
                numero(int(salto[i]) + 1),
                _frente_a(float(suyos.nbi[i]), suyos.media),
                _frente_a(float(suyos.nbi[i]), meta),
            )
            for i in range(len(suyos.nombres))
        ]
        columnas = (
            "Lugar", "NBI", "Personas con NBI", "Cuartil", "Corte natural", "Frente al promedio",
            "Frente a la meta",
        )  # fmt: skip
        titulo = (
            f"{self.numeros.nombre(codigo)} por dentro, de cuatro maneras: la clase {CLASES} es la "
            "de mayor NBI"
        )
        return tabla(titulo, columnas, filas, "tabla-numeros")

    def cruce_de_adentro(self, codigo: str) -> dict[str, str]:
        """Qué lugares caen en cada cruce: «primero», «frecuente», «gente» y «resto»."""
        suyos = self._lugares(codigo)
        cuadrantes = suyos.cruce()
        claves = ("resto", "frecuente", "gente", "primero")  # en el orden de CUADRANTES
        salida = {}
        for cual, clave in zip(range(len(CUADRANTES)), claves, strict=True):
            nombres = [n for n, c in zip(suyos.nombres, cuadrantes, strict=True) if c == cual]
            salida[clave] = lista(nombres) or "ninguno"
        return salida


def _cortes(cortes: Reales) -> str:
    return lista([porcentaje(float(corte)) for corte in cortes])


def _frente_a(valor: float, umbral: float) -> str:
    if np.isclose(valor, umbral):
        return "igual"
    return "por encima" if valor > umbral else "por debajo"
