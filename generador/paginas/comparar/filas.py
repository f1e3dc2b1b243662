"""Qué se compara y cómo: las secciones de la página, en orden, con sus filas.

Sumar una fila es agregarla aquí: ni las cuentas ni la página se tocan.
"""

from __future__ import annotations

from typing import NamedTuple

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import privaciones
from generador.paginas.territorios.secciones.poblacion import DOMINIOS, anios_en_tabla

VIGENTE, ULTIMO = "vigente", "ultimo"
EDADES = ("0_9", "10_19", "20_29", "30_39", "40_49", "50_59", "60_69", "70_79", "80_y_mas")


class Fila(NamedTuple):
    """Un indicador en una zona y un momento.

    `periodo` es un año, `VIGENTE` (el mismo en todo el sitio) o `ULTIMO` (el más reciente que tenga
    cada territorio). `resta` dice si la diferencia en puntos tiene sentido; `decimales`, si aquí se
    escribe con otros que los del catálogo; `forma`, cómo se arma la celda si no es una cifra sola.
    """

    indicador: str
    dominio: str = "total"
    periodo: str = VIGENTE
    resta: bool = False
    decimales: int | None = None
    forma: str = "cifra"

    @property
    def columna(self) -> str:
        """Cómo se llama su columna en los datos de cada territorio."""
        return "|".join((self.indicador, self.dominio, self.periodo))


class Seccion(NamedTuple):
    """Un título de la página y sus filas."""

    id: str
    titulo: str
    filas: tuple[Fila, ...]


def secciones(acervo: DatosDelSitio) -> tuple[Seccion, ...]:
    """Las de la página; los centros poblados van aparte, que no son del cubo."""
    return (
        Seccion("cifras", "Cifras principales", CIFRAS),
        Seccion("privaciones", "Las quince privaciones", _privaciones(acervo)),
        Seccion("nbi", "Cómo cambió la NBI", NBI),
        Seccion("poblacion", "Cuánta gente y dónde vive", _poblacion(acervo)),
        Seccion("edades", "De qué edad es la gente", _edades()),
        Seccion("recursos", "Con qué recursos y capacidades", RECURSOS),
        Seccion("pesos", "Cuánto rinde el dinero de un año a otro", _pesos(acervo)),
    )


CIFRAS = (
    Fila("poblacion"),
    Fila("poblacion_rural", resta=True),
    Fila("ipm_censal", resta=True),
    Fila("personas_pobreza", forma="personas"),
    Fila("omision_censal", forma="omision"),
    Fila("pm_municipal_2024", forma="estimacion"),
    Fila("pm_2021_2023", resta=True, forma="encuesta"),
    Fila("ipm_ecv", resta=True),
    Fila("nbi", resta=True, decimales=1),
)
NBI = tuple(Fila("nbi", dominio, decimales=1, forma="cambio") for dominio in DOMINIOS)
RECURSOS = (
    Fila("sgp_por_habitante", periodo=ULTIMO),
    Fila("tributarios_por_habitante", periodo=ULTIMO),
    Fila("valor_agregado_por_habitante", periodo=ULTIMO),
    Fila("ley617_holgura", periodo=ULTIMO, resta=True),
    Fila("idf", periodo=ULTIMO, resta=True),
    Fila("idf_transferencias", periodo=ULTIMO, resta=True),
    Fila("mdm", periodo=ULTIMO, resta=True),
)


def _privaciones(acervo: DatosDelSitio) -> tuple[Fila, ...]:
    anio = privaciones.anio_de_las_privaciones(acervo)
    return tuple(
        Fila(i, dominio, anio, resta=True) for dominio in DOMINIOS for i in privaciones.ids(acervo)
    )


def _poblacion(acervo: DatosDelSitio) -> tuple[Fila, ...]:
    return (
        Fila("poblacion", periodo="serie", forma="serie"),
        *(Fila("poblacion", periodo=anio, forma="momento") for anio in anios_en_tabla(acervo)),
        Fila("poblacion_cambio"),
        Fila("poblacion", "cabecera"),
        Fila("poblacion", "rural"),
        Fila("hogares"),
        Fila("densidad"),
    )


def _edades() -> tuple[Fila, ...]:
    return tuple(
        Fila(f"censo_edad_{edad}", resta=True, decimales=1, forma="parte") for edad in EDADES
    )


def _pesos(acervo: DatosDelSitio) -> tuple[Fila, ...]:
    """Los mismos recursos que el perfil trae en pesos de un mismo año."""
    return tuple(
        Fila(f.id, periodo="serie", forma="pesos")
        for f in acervo.catalogo.values()
        if f.constante_de and acervo.catalogo[f.constante_de].tema in ("recursos", "economia")
    )
