"""El texto publicado de cada celda: una línea de CSV y un valor de JSON, a partir del mismo número.

Va territorio por territorio sobre una matriz ya redondeada: el texto de todas las celdas a la vez
ocuparía cientos de MB.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.forma import DOMINIOS
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA, Llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear_columna

NOMBRES = {SIN_FILA: "", DATO: "dato", NO_APLICA: "no_aplica", NO_DISPONIBLE: "no_disponible"}
ORDEN_DE_DOMINIO = {dominio: n for n, dominio in enumerate(DOMINIOS)}
AGREGADA = "kit"  # fuente de un valor de departamento o nación que el kit sumó o promedió
# Valor de JSON de lo que no es dato, por estado; el dato lleva su número o su rótulo.
SIN_DATO = np.array([orjson.dumps({"estado": n}).decode() for n in NOMBRES.values()], object)
# Cómo sigue el objeto JSON después del valor anterior: en la misma serie, en otro dominio del
# mismo indicador o en otro indicador. El primero de un territorio sigue al vacío.
MISMA, OTRO_DOMINIO, OTRO_INDICADOR = 0, 1, 2
CIERRE_ANTERIOR = len("}},")


class Rotulo(NamedTuple):
    """Una categoría, escrita para cada descarga."""

    csv: str
    json: str


class Marcos(NamedTuple):
    """Lo que rodea al valor de cada columna: igual en todos los territorios de su clase.

    Arreglos de textos: `antes` (columnas,); `despues` (columnas, estados), y `json` (columnas, 3),
    por cómo sigue el objeto (`MISMA`, `OTRO_DOMINIO`…).
    """

    antes: NDArray[np.object_]
    despues: NDArray[np.object_]
    json: NDArray[np.object_]


class Publicado(NamedTuple):
    """Lo que se publica de un territorio: líneas de CSV y objeto JSON de indicadores."""

    csv: str
    json: str


@dataclass(frozen=True)
class Celdas:
    """Todas las celdas publicables, en orden de catálogo, dominio y periodo.

    `valores` (territorios, columnas) ya está redondeado, con NaN donde no hay dato; `estados`, de
    la misma forma. `series` e `indicadores` numeran a qué serie e indicador pertenece cada columna.
    `marcos` son dos: los de los municipios y los de los territorios que el kit agrega.
    """

    indice: dict[str, int]
    valores: NDArray[np.float64]
    estados: NDArray[np.int8]
    series: NDArray[np.intp]
    indicadores: NDArray[np.intp]
    marcos: tuple[Marcos, Marcos]
    rotulos: dict[int, dict[float, Rotulo]]

    def de(self, codigo: str) -> Publicado:
        """Lo de un territorio; sin celdas, un CSV vacío y un objeto vacío."""
        fila = self.indice[codigo]
        columnas = np.flatnonzero(self.estados[fila])
        if not columnas.size:
            return Publicado("", "{}")
        estados = self.estados[fila, columnas]
        numeros = _numeros(self.valores[fila, columnas])
        en_csv, en_json = self._con_rotulos(columnas, numeros, estados)
        marcos = self.marcos[len(codigo) == 2]
        despues = marcos.despues[columnas, estados]
        tabla = _seguidos(f"{codigo},", marcos.antes[columnas], en_csv, despues)
        objeto = _seguidos(marcos.json[columnas, self._siguen(columnas)], en_json)
        return Publicado(tabla, f"{{{objeto[CIERRE_ANTERIOR:]}}}}}}}")

    def _siguen(self, columnas: NDArray[np.intp]) -> NDArray[np.intp]:
        siguen = np.full(len(columnas), OTRO_INDICADOR)
        series, indicadores = self.series[columnas], self.indicadores[columnas]
        siguen[1:] = np.where(
            series[1:] == series[:-1],
            MISMA,
            np.where(indicadores[1:] == indicadores[:-1], OTRO_DOMINIO, OTRO_INDICADOR),
        )
        return siguen

    def _con_rotulos(
        self, columnas: NDArray[np.intp], numeros: NDArray[np.object_], estados: NDArray[np.int8]
    ) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        hay = estados == DATO
        en_csv, en_json = numeros, np.where(hay, numeros, SIN_DATO[estados])
        for puesto in np.flatnonzero(hay & np.isin(columnas, list(self.rotulos))):
            rotulo = self.rotulos[columnas[puesto]][float(numeros[puesto])]
            en_csv[puesto], en_json[puesto] = rotulo
        return en_csv, en_json


def celdas(acervo: DatosDelSitio) -> Celdas:
    """Las celdas de todo el cubo."""
    cubo, catalogo = acervo.cubo, acervo.catalogo
    orden = {i: n for n, i in enumerate(catalogo)}
    llaves = sorted(cubo.columnas, key=lambda k: (orden[k[0]], ORDEN_DE_DOMINIO[k[1]], k[2]))
    series = {serie: n for n, serie in enumerate(dict.fromkeys(k[:2] for k in llaves))}
    redondas = [
        redondear_columna(cubo.columnas[k], catalogo[k[0]].decimales_de_descarga) for k in llaves
    ]
    return Celdas(
        cubo.indice,
        np.ascontiguousarray(np.array(redondas).T),
        np.ascontiguousarray(np.array([cubo.estados[k] for k in llaves]).T),
        np.array([series[k[:2]] for k in llaves]),
        np.array([orden[k[0]] for k in llaves]),
        (
            _marcos(llaves, catalogo, {i: ficha.fuente for i, ficha in catalogo.items()}),
            _marcos(llaves, catalogo, {i: _agregada(acervo, i) for i in catalogo}),
        ),
        {n: r for n, k in enumerate(llaves) if (r := _rotulos(catalogo[k[0]]))},
    )


def _marcos(llaves: list[Llave], catalogo: dict[str, Indicador], fuentes: dict[str, str]) -> Marcos:
    return Marcos(
        np.array([f"{dominio},{periodo},{i}," for i, dominio, periodo in llaves], object),
        np.array(
            [
                [f",{e},{catalogo[i].unidad_publicada},{fuentes[i]}\n" for e in NOMBRES.values()]
                for i, _, _ in llaves
            ],
            object,
        ),
        np.array([_en_json(llave, fuentes[llave[0]]) for llave in llaves], object),
    )


def _en_json(llave: Llave, fuente: str) -> tuple[str, str, str]:
    indicador, dominio, periodo = llave
    en_serie = f'"{periodo}":'
    en_dominio = f'"{dominio}":{{{en_serie}'
    return (
        f",{en_serie}",
        f"}},{en_dominio}",
        f'}}}},"{indicador}":{{"fuente":"{fuente}",{en_dominio}',
    )


def _agregada(acervo: DatosDelSitio, indicador: str) -> str:
    fuente = acervo.catalogo[indicador].fuente
    return f"{AGREGADA}:{fuente}" if indicador in acervo.agregados else fuente


def _rotulos(ficha: Indicador) -> dict[float, Rotulo]:
    return {
        float(n): Rotulo(celda_de_texto(r), orjson.dumps(r).decode())
        for n, r in ficha.categorias.items()
    }


def _numeros(valores: NDArray[np.float64]) -> NDArray[np.object_]:
    """Los números como van en las dos descargas: sin «.0» y vacíos donde no hay dato."""
    texto = orjson.dumps(valores, option=orjson.OPT_SERIALIZE_NUMPY)[1:-1].decode()
    escritos = f"{texto},".replace(".0,", ",").replace("null", "")[:-1].split(",")
    return np.array(escritos, object)


def _seguidos(*partes: str | NDArray[np.object_]) -> str:
    """Las partes de cada fila, una tras otra; un texto suelto es el mismo en todas."""
    filas = np.empty((len(partes[-1]), len(partes)), object)
    for lugar, parte in enumerate(partes):
        filas[:, lugar] = parte
    return "".join(filas.ravel().tolist())


def celda_de_texto(valor: str) -> str:
    """Texto para una hoja de cálculo, que nunca se lee como fórmula."""
    if valor[:1] in ("=", "+", "-", "@", "\t", "\r"):
        valor = f"'{valor}"
    if any(c in valor for c in ',"\r\n'):
        return '"' + valor.replace('"', '""') + '"'
    return valor
