"""Qué se compara y cómo: las secciones de la página, en orden, con sus filas.

Sumar una fila es agregarla aquí: ni las cuentas ni la página se tocan.
"""

from __future__ import annotations

from typing import NamedTuple

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import quince_privaciones
from generador.paginas.territorios.secciones.poblacion import DOMINIOS, anios_en_tabla

VIGENTE, ULTIMO = "vigente", "ultimo"
EDADES = ("0_9", "10_19", "20_29", "30_39", "40_49", "50_59", "60_69", "70_79", "80_y_mas")


class FilaDelComparador(NamedTuple):
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
    filas: tuple[FilaDelComparador, ...]


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
    FilaDelComparador("poblacion"),
    FilaDelComparador("poblacion_rural", resta=True),
    FilaDelComparador("ipm_censal", resta=True),
    FilaDelComparador("personas_pobreza", forma="personas"),
    FilaDelComparador("omision_censal", forma="omision"),
    FilaDelComparador("pm_municipal_2024", forma="estimacion"),
    FilaDelComparador("pm_2021_2023", resta=True, forma="encuesta"),
    FilaDelComparador("ipm_ecv", resta=True),
    FilaDelComparador("nbi", resta=True, decimales=1),
)
NBI = tuple(FilaDelComparador("nbi", dominio, decimales=1, forma="cambio") for dominio in DOMINIOS)
RECURSOS = (
    FilaDelComparador("sgp_por_habitante", periodo=ULTIMO),
    FilaDelComparador("tributarios_por_habitante", periodo=ULTIMO),
    FilaDelComparador("valor_agregado_por_habitante", periodo=ULTIMO),
    FilaDelComparador("ley617_holgura", periodo=ULTIMO, resta=True),
    FilaDelComparador("idf", periodo=ULTIMO, resta=True),
    FilaDelComparador("idf_transferencias", periodo=ULTIMO, resta=True),
    FilaDelComparador("mdm", periodo=ULTIMO, resta=True),
)


def _privaciones(acervo: DatosDelSitio) -> tuple[FilaDelComparador, ...]:
    anio = quince_privaciones.anio_de_las_privaciones(acervo)
    return tuple(
        FilaDelComparador(i, dominio, anio, resta=True)
        for dominio in DOMINIOS
        for i in quince_privaciones.ids(acervo)
    )


def _poblacion(acervo: DatosDelSitio) -> tuple[FilaDelComparador, ...]:
    return (
        FilaDelComparador("poblacion", periodo="serie", forma="serie"),
        *(
            FilaDelComparador("poblacion", periodo=anio, forma="momento")
            for anio in anios_en_tabla(acervo)
        ),
        FilaDelComparador("poblacion_cambio"),
        FilaDelComparador("poblacion", "cabecera"),
        FilaDelComparador("poblacion", "rural"),
        FilaDelComparador("hogares"),
        FilaDelComparador("densidad"),
    )


def _edades() -> tuple[FilaDelComparador, ...]:
    return tuple(
        FilaDelComparador(f"censo_edad_{edad}", resta=True, decimales=1, forma="parte")
        for edad in EDADES
    )


def _pesos(acervo: DatosDelSitio) -> tuple[FilaDelComparador, ...]:
    """Los mismos recursos que el perfil trae en pesos de un mismo año."""
    return tuple(
        FilaDelComparador(f.id, periodo="serie", forma="pesos")
        for f in acervo.catalogo.values()
        if f.constante_de and acervo.catalogo[f.constante_de].tema in ("recursos", "economia")
    )
