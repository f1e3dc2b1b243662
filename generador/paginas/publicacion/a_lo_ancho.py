"""La tabla de un territorio para una persona: una fila por indicador y zona, una columna por año.

Los años van del más reciente al más viejo (ver `hoja_de_calculo.anios_en_orden`).

Casi todos los territorios tienen cifra en las mismas filas y los mismos años: lo que va entre una
cifra y la siguiente se arma una vez por molde, y a cada territorio solo se le intercalan las suyas.
Cada fila acaba en su última cifra: los separadores de las celdas vacías que siguen pesarían 11 MB.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generador.cubo.leer import SIN_FILA, Llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import hoja_de_calculo as hoja

REFERENCIA = "poblacion"
PRIMERAS = ("Código", "Indicador", "Zona", "Unidad", "Fuente", "Aviso")


@dataclass(frozen=True)
class Molde:
    """Lo que comparten los territorios que tienen las mismas celdas.

    `celdas` (n,) son las columnas del cubo que se escriben, fila por fila, y `propias`, los puestos
    de las que el territorio tiene: de las demás la fuente trae a otros. `antes` (n,) es el texto
    que precede a cada una; `principios`, dónde empieza cada serie: su puesto entre las celdas, lo
    que va antes del aviso y lo que va después.
    """

    encabezado: str
    celdas: NDArray[np.intp]
    propias: NDArray[np.intp]
    antes: NDArray[np.object_]
    principios: dict[int, tuple[int, str, str]]

    def escribir(self, textos: NDArray[np.object_], avisos: dict[int, str]) -> str:
        """La tabla. `textos` va en el orden de las propias; `avisos`, de serie a aviso."""
        intercalados = np.full((len(self.celdas), 2), hoja.DICHOS[SIN_FILA], object)
        intercalados[:, 0] = self.antes
        intercalados[self.propias, 1] = textos
        for serie, dicho in avisos.items():
            puesto, previo, posterior = self.principios[serie]
            intercalados[puesto, 0] = f"{previo}{dicho}{posterior}"
        return f"{self.encabezado}{''.join(intercalados.ravel().tolist())}\n"


@dataclass(frozen=True)
class Moldes:
    """Con qué se hace cada molde.

    `hoy` es el año en que se lee la población: los que siguen son proyecciones. `series`
    (columnas,) numera la serie de cada columna del cubo; `anios`, de la misma forma, dice su
    periodo; `cabezas`, por serie, las primeras celdas de su fila sin el aviso: en un municipio y en
    un territorio que el kit agrega.
    """

    hoy: str
    series: NDArray[np.intp]
    anios: NDArray[np.str_]
    cabezas: tuple[list[str], list[str]]

    def hacer(self, columnas: NDArray[np.intp], agregado: bool) -> Molde:
        """El del territorio que tiene celda en `columnas`, en orden."""
        cabezas = self.cabezas[agregado]
        anios = hoja.anios_en_orden(self.anios[columnas].tolist(), self.hoy)
        lugares = {anio: lugar for lugar, anio in enumerate(anios)}
        suyas = np.isin(self.series, self.series[columnas]) & np.isin(self.anios, anios)
        del_cubo = np.flatnonzero(suyas)
        en_su_lugar = np.array([lugares[anio] for anio in self.anios[del_cubo].tolist()], np.intp)
        orden = np.lexsort((en_su_lugar, self.series[del_cubo]))
        celdas = del_cubo[orden]
        antes: list[str] = []
        principios: dict[int, tuple[int, str, str]] = {}
        anterior = 0
        for serie, anio in zip(
            self.series[celdas].tolist(), self.anios[celdas].tolist(), strict=True
        ):
            lugar = lugares[anio]
            if serie in principios:
                antes.append(hoja.SEPARADOR * (lugar - anterior))
            else:
                partes = f"\n{cabezas[serie]}", hoja.SEPARADOR * (lugar + 1)
                principios[serie] = len(antes), *partes
                antes.append("".join(partes))
            anterior = lugar
        return Molde(
            hoja.MARCA + hoja.SEPARADOR.join((*PRIMERAS, *anios)),
            celdas,
            np.argsort(orden)[np.searchsorted(del_cubo, columnas)],
            np.array(antes, object),
            principios,
        )


def moldes(acervo: DatosDelSitio, llaves: list[Llave], series: NDArray[np.intp]) -> Moldes:
    """Los de las columnas `llaves`, que van en orden y con las de una serie seguidas."""
    return Moldes(
        acervo.vigente(REFERENCIA),
        series,
        np.array([periodo for *_, periodo in llaves]),
        (_cabezas(acervo, llaves, set()), _cabezas(acervo, llaves, set(acervo.agregados))),
    )


def _cabezas(acervo: DatosDelSitio, llaves: list[Llave], agregados: set[str]) -> list[str]:
    nombres = hoja.nombres(acervo.catalogo)
    cabezas = {}
    for indicador, dominio, _ in llaves:
        ficha = acervo.catalogo[indicador]
        fuente = hoja.procedencia(acervo.fuentes.get(ficha.fuente), indicador in agregados)
        celdas = (indicador, nombres[indicador], hoja.ZONAS[dominio], hoja.unidad(ficha), fuente)
        cabezas[indicador, dominio] = hoja.SEPARADOR.join((*celdas, ""))
    return list(cabezas.values())
