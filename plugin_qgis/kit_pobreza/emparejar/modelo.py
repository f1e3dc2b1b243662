"""Qué se ha emparejado: lo que se propone solo y lo que dice quien usa. Sin ventanas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..metodos.hogares.columna import Columna
from ..metodos.hogares.textos import llave
from ..metodos.recodificacion.propia import Correspondencia, documento_de
from ..metodos.recodificacion.receta import Codigos, Receta, Variable
from ..metodos.recodificacion.reconocer import buscar
from ..metodos.recodificacion.textos import codigo

NO_APLICA, SIN_DATO, SIN_DECIR = "(no aplica)", "(sin dato)", ""
DEL_NUCLEO = ("cod_mpio", "nom_vereda", "fex")
DE_LA_CLASIFICACION = ("grupo", "nivel", "clasificacion")
SI_O_NO = {"si": "afirma", "no": "niega"}
RARO = re.compile(r"[^a-z0-9_]+")


@dataclass
class Emparejamiento:
    """`columnas` {variable: columna}; `codigos` {variable: {código: categoría o no aplica…}}.

    `hogar`: las columnas que juntas identifican el hogar; `persona`, la que lo hace dentro de él.
    """

    receta: Receta
    de_la_base: Sequence[str]
    hogar: list[str] = field(default_factory=list)
    persona: str = ""
    columnas: dict[str, str] = field(default_factory=dict)
    codigos: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def variables(self) -> list[Variable]:
        """Las que se preguntan: las derivadas salen de ellas."""
        return [v for v in self.receta.variables.values() if not v.es_derivada]

    def proponer(self) -> None:
        """Busca cada columna por los nombres de la receta, el de la variable y su etiqueta."""
        for variable in self.variables:
            dichos = [n for e in self.receta.esquemas for n in e.columnas.get(variable.id, ())]
            hallada = self._buscar([*dichos, variable.id, variable.etiqueta])
            if hallada in self._de_la_clasificacion and hallada != self._buscar(dichos):
                continue
            if hallada and hallada not in self.columnas.values():
                self.columnas[variable.id] = hallada
        for esquema in self.receta.esquemas:
            propias = [self._buscar(nombres) for nombres in esquema.hogar]
            if all(propias) and not self.hogar:
                self.hogar, self.persona = propias, self._buscar(esquema.persona)

    def proponer_codigos(self, variable: Variable, columna: Columna) -> None:
        """Qué quiere decir cada código distinto de la columna, por la receta o por su etiqueta."""
        propios = self.codigos.setdefault(variable.id, {})
        for texto in columna.usados():
            if codigo(texto):
                propios.setdefault(codigo(texto), self._categoria(variable, texto))

    def contar(self, columna: Columna) -> dict[str, int]:
        """Cuántas filas trae cada código, los más frecuentes antes."""
        veces: dict[str, int] = {}
        for texto, c in zip(columna.textos, range(len(columna.textos))):
            n = int((columna.codigos == c).sum())
            if n and codigo(texto):
                veces[codigo(texto)] = veces.get(codigo(texto), 0) + n
        return dict(sorted(veces.items(), key=lambda par: (-par[1], par[0])))

    def por_decir(self, variable: Variable) -> int:
        """Cuántos códigos de la variable siguen sin significado: valdrán sin dato."""
        return sum(1 for c in self.codigos.get(variable.id, {}).values() if c == SIN_DECIR)

    def sin_columna(self) -> list[Variable]:
        """Las variables que la base no trae: lo que dependa de ellas queda sin decidir."""
        return [v for v in self.variables if v.id not in self.columnas]

    def documento(self, nombre: str) -> dict[str, Any]:
        """La receta propia, para guardarla o correrla."""
        id_ = RARO.sub("_", llave(nombre)).strip("_") or "receta_propia"
        nucleo = {c: h for c in DEL_NUCLEO if (h := self._buscar([c]))}
        propias = {
            v: {c: k for c, k in codigos.items() if k != SIN_DECIR}
            for v, codigos in self.codigos.items()
            if v in self.columnas
        }
        return documento_de(
            id_,
            nombre,
            self.receta.id,
            Correspondencia(
                hogar=tuple(self.hogar),
                persona=self.persona,
                columnas=dict(self.columnas),
                codigos={
                    v: _con(c, (NO_APLICA, SIN_DATO), dentro=False) for v, c in propias.items()
                },
                no_aplica={v: tuple(_con(c, (NO_APLICA,))) for v, c in propias.items()},
                falta={v: tuple(_con(c, (SIN_DATO,))) for v, c in propias.items()},
                nucleo={c: h for c, h in nucleo.items() if h not in self.columnas.values()},
            ),
        )

    @property
    def _de_la_clasificacion(self) -> set[str]:
        """El grupo y el nivel del Sisbén, si los trae: su «nivel» no es el educativo."""
        propias = buscar(self.de_la_base, {c: (c,) for c in DE_LA_CLASIFICACION})
        return set(propias.values()) if len(propias) > 1 else set()

    def _buscar(self, nombres: Sequence[str]) -> str:
        return buscar(self.de_la_base, {"": tuple(nombres)}).get("", "")

    def _categoria(self, variable: Variable, texto: str) -> str:
        propio, escrito = codigo(texto), llave(texto)
        columna = self.columnas.get(variable.id, "")
        for esquema in self.receta.esquemas:
            if buscar([columna], {"": esquema.columnas.get(variable.id, ())}):
                dicha = _segun(variable.de(esquema.id), propio)
                if dicha:
                    return dicha
        for categoria in variable.categorias:
            if escrito in (llave(categoria), llave(variable.etiquetas.get(categoria, ""))):
                return categoria
        if SI_O_NO.get(escrito) in variable.categorias:
            return SI_O_NO[escrito]
        if escrito == "no aplica":
            return NO_APLICA
        return _segun(variable.codigos, propio)


def _segun(codigos: Codigos, propio: str) -> str:
    if propio in codigos.no_aplica:
        return NO_APLICA
    if propio in codigos.falta:
        return SIN_DATO
    return codigos.codigos.get(propio, SIN_DECIR)


def _con(
    codigos: dict[str, str], cuales: tuple[str, ...], *, dentro: bool = True
) -> dict[str, str]:
    return {c: k for c, k in codigos.items() if (k in cuales) == dentro}
