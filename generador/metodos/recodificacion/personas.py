"""Las variables de una base: cada una se resuelve una vez, con las que necesita."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ..hogares.columna import Columna
from ..tipos import Enteros, Logicos
from .crudas import NO_APLICA, OK, Cruda, CuentaDeVariable, contar, leer_cruda
from .expresiones import Expresion
from .receta import DesdeGrupos, Receta, Variable
from .tres_valores import Tres
from .unidades import Unidades
from .valores import Intervalo, Valores, de_cruda, de_la_unidad

# Cómo se evalúa una expresión de persona: la da quien evalúa.
Evaluar = Callable[[Expresion], Tres]


@dataclass
class Variables:
    """Las variables de n personas, con las columnas que trae la base.

    `columnas` {variable: columna} las presentes; `filas` (n,) su número en la base; `cuenta` (n,):
    quién cuenta. `cuentas` {variable: lo que se leyó} se llena al usarlas.
    """

    receta: Receta
    esquema: str
    columnas: Mapping[str, Columna]
    filas: Enteros
    cuenta: Logicos
    cuentas: dict[str, CuentaDeVariable] = field(default_factory=dict)
    _crudas: dict[str, Cruda] = field(default_factory=dict)
    _valores: dict[str, Valores] = field(default_factory=dict)
    _de_unidad: dict[str, Valores] = field(default_factory=dict)
    _unidades: Unidades | None = None

    @property
    def n(self) -> int:
        """Cuántas personas."""
        return len(self.filas)

    def cruda(self, id_: str) -> Cruda:
        """Las celdas de una variable de columna."""
        if id_ not in self._crudas:
            self._crudas[id_] = self._leer(id_)
        return self._crudas[id_]

    def _leer(self, id_: str) -> Cruda:
        if self.esquema in self.receta.variables[id_].no_preguntada:
            self.cuentas[id_] = CuentaDeVariable(id_, "", no_aplica=int(self.cuenta.sum()))
            return Cruda.callada(self.n)
        if id_ not in self.columnas:
            self.cuentas[id_] = CuentaDeVariable(id_, "")
            return Cruda.ausente(self.n)
        columna = self.columnas[id_]
        cruda = leer_cruda(columna, self.receta.variables[id_], self.esquema)
        propias = np.flatnonzero(self.cuenta)
        suya = Cruda(cruda.estado[propias], cruda.valor[propias])
        self.cuentas[id_] = contar(id_, columna.tomar(propias), suya, self.filas[propias])
        return cruda

    def de_personas(self, id_: str, evaluar: Evaluar) -> Valores:
        """Lo que puede valer cada persona, (n,)."""
        if id_ not in self._valores:
            variable = self.receta.variables[id_]
            self._valores[id_] = (
                self._derivada(variable, evaluar)
                if variable.es_derivada
                else self._preguntada(variable, evaluar)
            )
        return self._valores[id_]

    def de_unidades(self, id_: str, unidades: Unidades) -> Valores:
        """Lo que puede valer cada unidad, (U,)."""
        if self._unidades is not unidades:
            self._unidades, self._de_unidad = unidades, {}
        if id_ not in self._de_unidad:
            variable, cruda = self.receta.variables[id_], self.cruda(id_)
            valores, varias = de_la_unidad(variable, cruda, unidades)
            self.cuentas[id_] = replace(self.cuentas[id_], discrepan=int(varias.sum()))
            if variable.contar_filas and isinstance(valores, Intervalo):
                valores = _contadas(valores, unidades)
            self._de_unidad[id_] = valores
        return self._de_unidad[id_]

    def faltan(self, id_: str) -> tuple[str, ...]:
        """De qué variables de columna, que la base no trae, depende; () si se puede saber.

        Un número que sale de grupos no falta si está el grupo, ni el tamaño que se puede contar.
        """
        variable = self.receta.variables[id_]
        if variable.contar_filas or self.esquema in variable.no_preguntada:
            return ()
        if variable.grupos is not None and variable.grupos.variable in self.columnas:
            return ()
        return tuple(b for b in self.receta.base_de(id_) if b not in self.columnas)

    def _preguntada(self, variable: Variable, evaluar: Evaluar) -> Valores:
        cruda = self.cruda(variable.id)
        universo = None if variable.universo is None else evaluar(variable.universo)
        if universo is not None:
            seguro = np.asarray(~universo.no)
            self._anotar_incoherentes(variable.id, cruda.es(NO_APLICA) & seguro & self.cuenta)
        valores = de_cruda(variable, cruda, universo)
        if isinstance(valores, Intervalo) and variable.grupos is not None:
            return self._con_grupos(variable, valores, cruda)
        return valores

    def _con_grupos(self, variable: Variable, valores: Intervalo, cruda: Cruda) -> Intervalo:
        """El número que no se sabe, estrechado por su grupo y por los saltos del cuestionario."""
        grupos = variable.grupos
        if grupos is None:
            return valores
        bajo, alto = valores.bajo.copy(), valores.alto.copy()
        abierto = cruda.estado != OK
        if grupos.variable in self.columnas:
            desde, hasta, sabido = self._rango_del_grupo(grupos)
            usar = abierto & sabido
            bajo[usar], alto[usar] = desde[usar], hasta[usar]
        for regla in grupos.estrechar:
            propia = self.cruda(regla.var)
            cuales = abierto & (propia.estado == (NO_APLICA if regla.no_aplica else OK))
            if regla.desde is not None:
                bajo[cuales] = np.maximum(bajo[cuales], regla.desde)
            if regla.hasta is not None:
                alto[cuales] = np.minimum(alto[cuales], regla.hasta)
        imposible = abierto & (bajo > alto)
        bajo[imposible], alto[imposible] = variable.minimo, variable.maximo
        self._anotar_incoherentes(variable.id, imposible & self.cuenta)
        return Intervalo(bajo, alto, valores.alguno, valores.ninguno)

    def _rango_del_grupo(self, grupos: DesdeGrupos) -> tuple[Enteros, Enteros, Logicos]:
        cruda, categorias = self.cruda(grupos.variable), self._categorias(grupos.variable)
        rangos = np.array([grupos.rangos[c] for c in categorias], dtype=np.int64)
        sabido = cruda.estado == OK
        propio = rangos[np.where(sabido, cruda.valor, 0)]
        return propio[:, 0], propio[:, 1], np.asarray(sabido)

    def _categorias(self, id_: str) -> tuple[str, ...]:
        return self.receta.variables[id_].categorias

    def _derivada(self, variable: Variable, evaluar: Evaluar) -> Intervalo:
        """El primer caso que se cumpla; si pueden ser varios, la unión de lo que dan."""
        n = self.n
        bajo = np.full(n, np.iinfo(np.int64).max)
        alto = np.full(n, np.iinfo(np.int64).min)
        abierto = np.ones(n, dtype=np.bool_)
        for caso in variable.casos:
            cuando = evaluar(caso.cuando)
            desde, hasta = np.full(n, caso.mas), np.full(n, caso.mas)
            if caso.var is not None:
                propio = self.de_personas(caso.var, evaluar)
                if isinstance(propio, Intervalo):
                    desde, hasta = propio.bajo + caso.mas, propio.alto + caso.mas
                    # «No aplica» donde el caso lo usa: no se sabe cuánto vale.
                    desde = np.where(propio.ninguno, variable.minimo, desde)
                    hasta = np.where(propio.ninguno, variable.maximo, hasta)
            if caso.tope is not None:
                desde, hasta = np.minimum(desde, caso.tope), np.minimum(hasta, caso.tope)
            cuales = abierto & cuando.si
            bajo[cuales] = np.minimum(bajo[cuales], desde[cuales])
            alto[cuales] = np.maximum(alto[cuales], hasta[cuales])
            abierto &= cuando.no
        bajo[abierto], alto[abierto] = variable.minimo, variable.maximo
        bajo, alto = np.maximum(bajo, variable.minimo), np.minimum(alto, variable.maximo)
        hecho = Intervalo(bajo, alto, np.ones(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_))
        grupos = variable.grupos
        if grupos is None or grupos.variable not in self.columnas:
            return hecho
        desde, hasta, sabido = self._rango_del_grupo(grupos)
        usar = sabido & abierto
        bajo[usar], alto[usar] = desde[usar], hasta[usar]
        return hecho

    def _anotar_incoherentes(self, id_: str, cuales: Logicos) -> None:
        cuenta = self.cuentas.setdefault(id_, CuentaDeVariable(id_, ""))
        self.cuentas[id_] = replace(cuenta, incoherentes=cuenta.incoherentes + int(cuales.sum()))


def _contadas(valores: Intervalo, unidades: Unidades) -> Intervalo:
    """El tamaño que no se dijo, o el de un hogar del que alguien se separó: sus filas."""
    sin_decir = valores.bajo != valores.alto
    otras = np.bincount(unidades.hogar, minlength=1)[unidades.hogar] > 1
    usar = sin_decir | otras
    filas = unidades.tamanos
    return Intervalo(
        np.where(usar, filas, valores.bajo),
        np.where(usar, filas, valores.alto),
        np.ones(len(filas), dtype=np.bool_),
        np.zeros(len(filas), dtype=np.bool_),
    )
