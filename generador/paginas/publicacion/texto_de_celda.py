"""El texto publicado de cada celda, a partir del mismo número: en la tabla larga, JSON y hoja.

Va territorio por territorio sobre una matriz ya redondeada: el texto de todas las celdas a la vez
ocuparía cientos de MB.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.forma import DOMINIOS
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA, Cubo, Llave
from generador.indicadores.plausibilidad import atipicas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import hoja_de_calculo as hoja
from generador.paginas.publicacion import series_publicadas
from generador.paginas.publicacion.a_lo_ancho import Molde, Moldes, moldes
from generador.paginas.publicacion.series_publicadas import Series
from generador.redondeo import redondear_columna

ATIPICO = 4  # un dato que se sale de lo que el catálogo espera: se publica con aviso
AVISO = "atipico"
NOMBRES = {SIN_FILA: "", DATO: "dato", NO_APLICA: "no_aplica", NO_DISPONIBLE: "no_disponible",
           ATIPICO: "dato"}  # fmt: skip
ORDEN_DE_DOMINIO = {dominio: n for n, dominio in enumerate(DOMINIOS)}
AGREGADA = "kit"  # fuente de un valor de departamento o nación que el kit sumó o promedió
# Valor de JSON de lo que no es dato, por estado; el dato lleva su número o su rótulo.
SIN_DATO = np.array([orjson.dumps(n).decode() for n in NOMBRES.values()], object)
# Lo mismo para la hoja de cálculo, y en cuáles estados hay dato.
SIN_CIFRA = np.array([hoja.DICHOS.get(estado, "") for estado in NOMBRES], object)
HAY = np.array([nombre == "dato" for nombre in NOMBRES.values()])


class CategoriaEscrita(NamedTuple):
    """Una categoría, escrita para cada descarga."""

    csv: str
    json: str
    hoja: str


class Marcos(NamedTuple):
    """Lo que rodea al valor de cada columna: igual en todos los territorios de su clase.

    Arreglos de textos: `antes` (columnas,) y `despues` (columnas, estados).
    """

    antes: NDArray[np.object_]
    despues: NDArray[np.object_]


class Publicado(NamedTuple):
    """Lo de un territorio: sus líneas de la tabla larga, su JSON y su hoja de cálculo."""

    csv: str
    json: str
    hoja: str


class Fijas(NamedTuple):
    """Lo que comparten los territorios de una clase que tienen las mismas celdas.

    `columnas` (n,) son las del cubo; `en_tabla` (n,), lo que va antes de cada valor en la tabla
    larga; `rotulados`, los puestos de las que pueden llevar una categoría.
    """

    columnas: NDArray[np.intp]
    en_tabla: NDArray[np.object_]
    rotulados: list[int]
    molde: Molde


class Propias(NamedTuple):
    """Lo de un territorio: sus estados y sus números, en el orden de sus columnas (n,).

    `escritos` son los números separados por comas, y `numeros` los mismos, cada uno aparte;
    `rotulos` va de puesto a categoría.
    """

    fijas: Fijas
    estados: NDArray[np.int8]
    escritos: str
    numeros: NDArray[np.object_]
    rotulos: dict[int, CategoriaEscrita]


@dataclass(frozen=True)
class CeldasPublicables:
    """Todas las celdas publicables, en orden de catálogo, dominio y periodo.

    `valores` (territorios, columnas) ya está redondeado, con NaN donde no hay dato; `estados`, de
    la misma forma, con `ATIPICO` en los datos que se salen de lo esperado. `llaves` nombra cada
    columna y `series` numera a qué serie pertenece.
    `marcos` son dos: los de los municipios y los de los territorios que el kit agrega. `moldes`, lo
    mismo para la hoja de cálculo; `en_series`, por nivel, lo del JSON.
    """

    indice: dict[str, int]
    valores: NDArray[np.float64]
    estados: NDArray[np.int8]
    series: NDArray[np.intp]
    marcos: tuple[Marcos, Marcos]
    rotulos: dict[int, dict[float, CategoriaEscrita]]
    llaves: tuple[Llave, ...]
    moldes: Moldes
    en_series: dict[str, Series]
    _fijas: dict[tuple[bytes, bool], Fijas] = field(default_factory=dict, repr=False)

    def atipicos(self, codigo: str) -> list[Llave]:
        """Las cifras de un territorio que se salen de lo esperado."""
        fila = self.estados[self.indice[codigo]]
        return [self.llaves[c] for c in np.flatnonzero(fila == ATIPICO)]

    def indicadores_de(self, codigo: str) -> list[str]:
        """Los que tienen alguna celda en un territorio, en orden de catálogo."""
        fila = self.estados[self.indice[codigo]]
        return list(dict.fromkeys(self.llaves[c][0] for c in np.flatnonzero(fila != SIN_FILA)))

    def de(self, codigo: str) -> Publicado:
        """Lo de un territorio; sin celdas, una tabla vacía, series vacías y una hoja sin años."""
        propias = self._propias(codigo)
        return Publicado(
            self._lineas(codigo, propias),
            _en_json(propias, self.en_series[series_publicadas.nivel_de(codigo)]),
            self._hoja(codigo, propias),
        )

    def lineas(self, codigo: str) -> str:
        """Las líneas de un territorio en la tabla larga."""
        return self._lineas(codigo, self._propias(codigo))

    def _propias(self, codigo: str) -> Propias:
        fila, agregado = self.indice[codigo], len(codigo) == 2
        hay = self.estados[fila] != SIN_FILA
        llave = (hay.tobytes(), agregado)
        if llave not in self._fijas:
            self._fijas[llave] = self._hacer_fijas(np.flatnonzero(hay), agregado)
        fijas = self._fijas[llave]
        estados = self.estados[fila, fijas.columnas]
        valores = self.valores[fila, fijas.columnas]
        rotulos = {
            puesto: self.rotulos[int(fijas.columnas[puesto])][float(valores[puesto])]
            for puesto in fijas.rotulados
            if HAY[estados[puesto]]
        }
        juntos = escritos(valores)
        numeros = np.array(juntos.split(","), object)
        return Propias(fijas, estados, juntos, numeros, rotulos)

    def _hacer_fijas(self, columnas: NDArray[np.intp], agregado: bool) -> Fijas:
        marcos = self.marcos[agregado]
        return Fijas(
            columnas,
            marcos.antes[columnas],
            np.flatnonzero(np.isin(columnas, list(self.rotulos))).tolist(),
            self.moldes.hacer(columnas, agregado),
        )

    def _lineas(self, codigo: str, propias: Propias) -> str:
        textos = propias.numeros.copy()
        for puesto, rotulo in propias.rotulos.items():
            textos[puesto] = rotulo.csv
        fijas = propias.fijas
        despues = self.marcos[len(codigo) == 2].despues[fijas.columnas, propias.estados]
        return _seguidos(f"{codigo},", fijas.en_tabla, textos, despues)

    def _hoja(self, codigo: str, propias: Propias) -> str:
        textos = np.array(hoja.con_coma(propias.escritos), object)
        textos = np.where(HAY[propias.estados], textos, SIN_CIFRA[propias.estados])
        for puesto, rotulo in propias.rotulos.items():
            textos[puesto] = rotulo.hoja
        raras = defaultdict(list)
        for columna in propias.fijas.columnas[propias.estados == ATIPICO].tolist():
            raras[int(self.series[columna])].append(self.llaves[columna][2])
        avisos = {serie: hoja.aviso(anios) for serie, anios in raras.items()}
        return propias.fijas.molde.escribir(textos, avisos)


def celdas(acervo: DatosDelSitio, codigos: Iterable[str] | None = None) -> CeldasPublicables:
    """Las celdas de unos territorios del cubo; sin `codigos`, las de todos."""
    cubo, catalogo = acervo.cubo, acervo.catalogo
    codigos = cubo.territorios if codigos is None else tuple(codigos)
    todos = codigos == cubo.territorios
    filas = slice(None) if todos else np.array([cubo.indice[c] for c in codigos], np.intp)
    llaves = en_orden(acervo)
    numero = {serie: n for n, serie in enumerate(dict.fromkeys(k[:2] for k in llaves))}
    series = np.array([numero[k[:2]] for k in llaves])
    raras = atipicas(cubo, catalogo)
    redondas = [
        redondear_columna(cubo.columnas[k][filas], catalogo[k[0]].decimales_de_descarga)
        for k in llaves
    ]
    rotulos = {n: r for n, k in enumerate(llaves) if (r := _rotulos(catalogo[k[0]]))}
    return CeldasPublicables(
        {codigo: fila for fila, codigo in enumerate(codigos)},
        np.ascontiguousarray(np.array(redondas).T),
        np.ascontiguousarray(np.array([_estados(cubo, k, raras)[filas] for k in llaves]).T),
        series,
        (
            _marcos(llaves, catalogo, {i: ficha.fuente for i, ficha in catalogo.items()}),
            _marcos(llaves, catalogo, {i: _agregada(acervo, i) for i in catalogo}),
        ),
        rotulos,
        tuple(llaves),
        moldes(acervo, llaves, series),
        series_publicadas.por_nivel(cubo, llaves),
    )


def en_orden(acervo: DatosDelSitio) -> list[Llave]:
    """Las columnas del cubo como se publican: por catálogo, dominio y periodo."""
    orden = {i: n for n, i in enumerate(acervo.catalogo)}
    return sorted(acervo.cubo.columnas, key=lambda k: (orden[k[0]], ORDEN_DE_DOMINIO[k[1]], k[2]))


def _estados(
    cubo: Cubo, llave: Llave, raras: Mapping[Llave, NDArray[np.bool_]]
) -> NDArray[np.int8]:
    estados = cubo.estados[llave]
    return np.where(raras[llave], ATIPICO, estados).astype(np.int8) if llave in raras else estados


def _marcos(llaves: list[Llave], catalogo: dict[str, Indicador], fuentes: dict[str, str]) -> Marcos:
    return Marcos(
        np.array([f"{dominio},{periodo},{i}," for i, dominio, periodo in llaves], object),
        np.array(
            [_despues(catalogo[i].unidad_publicada, fuentes[i]) for i, _, _ in llaves], object
        ),
    )


def _despues(unidad: str, fuente: str) -> list[str]:
    """Lo que sigue al valor en el CSV, por estado."""
    return [
        f",{nombre},{unidad},{fuente},{AVISO if estado == ATIPICO else ''}\n"
        for estado, nombre in NOMBRES.items()
    ]


def _agregada(acervo: DatosDelSitio, indicador: str) -> str:
    fuente = acervo.catalogo[indicador].fuente
    return f"{AGREGADA}:{fuente}" if indicador in acervo.agregados else fuente


def _rotulos(ficha: Indicador) -> dict[float, CategoriaEscrita]:
    return {
        float(n): CategoriaEscrita(celda_de_texto(r), orjson.dumps(r).decode(), hoja.celda(r))
        for n, r in ficha.categorias.items()
    }


def escritos(valores: NDArray[np.float64]) -> str:
    """Los números, separados por comas: sin «.0» y vacíos donde no hay dato."""
    texto = orjson.dumps(valores, option=orjson.OPT_SERIALIZE_NUMPY)[1:-1].decode()
    return f"{texto},".replace(".0,", ",").replace("null", "")[:-1]


def _en_json(propias: Propias, series: Series) -> str:
    """Las cifras de un territorio, serie por serie."""
    textos = np.where(HAY[propias.estados], propias.numeros, SIN_DATO[propias.estados])
    for puesto, rotulo in propias.rotulos.items():
        textos[puesto] = rotulo.json
    return series.escribir(propias.fijas.columnas, textos)


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
