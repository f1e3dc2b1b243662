"""Las veredas de cada municipio y cuánto lo cubren: dónde el mapa las dibuja y dónde no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generador.lugares import capa, tabla_en_memoria
from generador.lugares.capa import Capa
from generador.rutas import DATOS

FUENTES = ("veredas_dane", "veredas_uraba")
CON_CODIGO = "veredas_dane"
"""La fuente cuyo código es el oficial; en las demás lo pone el kit."""
MINIMO = 90.0
"""Porcentaje del área del municipio que deben sumar sus veredas para dibujarlas."""
MAXIMO_EN_LA_PAGINA = 40
"""Con más veredas, el dibujo pesaría una décima parte de la página: va en un archivo aparte."""


@dataclass(frozen=True)
class CoberturaDeVeredas:
    """Cuántas veredas trae la fuente de un municipio y cuánto miden frente a él.

    `suma` y `cubierto` son porcentajes de su área en el marco de 2018: lo que miden las veredas, y
    la parte del municipio que cae en ellas. `fuera`, porcentaje de las veredas por fuera de él.
    """

    fuente: str
    veredas: int
    suma: float
    cubierto: float
    fuera: float

    @property
    def basta(self) -> bool:
        """Si las veredas son las de casi todo el municipio."""
        return self.suma >= MINIMO


@dataclass(frozen=True)
class Veredas:
    """Las capas de veredas, por fuente, y la cobertura de cada municipio que traen."""

    capas: Mapping[str, Capa] = field(repr=False)
    coberturas: Mapping[str, CoberturaDeVeredas] = field(repr=False)

    def se_dibujan(self, municipio: str) -> bool:
        """Si el municipio tiene veredas que lo cubren."""
        return municipio in self.coberturas and self.coberturas[municipio].basta

    def van_aparte(self, municipio: str) -> bool:
        """Si se dibujan y son tantas que su dibujo va en un archivo aparte."""
        return self.se_dibujan(municipio) and len(self.de(municipio)[1]) > MAXIMO_EN_LA_PAGINA

    def de(self, municipio: str) -> tuple[Capa, list[str]]:
        """La capa en que están las veredas del municipio, y sus códigos; KeyError si no hay."""
        suya = self.capas[self.coberturas[municipio].fuente]
        return suya, suya.por_territorio[municipio]

    @property
    def municipios(self) -> list[str]:
        """Los que se dibujan, por código."""
        return sorted(m for m in self.coberturas if self.se_dibujan(m))


def leer(carpeta: Path = DATOS) -> Veredas:
    """Las veredas de `carpeta`; ErrorDeDatos si un archivo no es el que escribe el kit."""
    coberturas: dict[str, CoberturaDeVeredas] = {}
    for fuente in FUENTES:
        leida = tabla_en_memoria.leer(fuente, carpeta)
        columnas = [leida.numeros[c].tolist() for c in ("veredas", "suma", "cubierto")]
        fuera = 100 * leida.numeros["fuera_km2"] / leida.numeros["area_km2"]
        for territorio, veredas, suma, cubierto, afuera in zip(
            leida.territorios, *columnas, fuera.tolist(), strict=True
        ):
            coberturas[territorio] = CoberturaDeVeredas(
                fuente, int(veredas), suma, cubierto, afuera
            )
    return Veredas({fuente: capa.leer(fuente, carpeta) for fuente in FUENTES}, coberturas)
