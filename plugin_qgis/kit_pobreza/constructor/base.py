"""Lo que el constructor sabe de la capa de hogares: sus campos, sus valores y cuántos cumplen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

from ..algoritmos import hogares
from ..algoritmos.campos import personales
from ..algoritmos.campos_de_regla import en_numeros
from ..algoritmos.instrumentos import PARAMETRO, instrumento_de, por_omision
from ..metodos.hogares.reglas import Contexto, campos_de, catalogo, leer_reglas
from ..metodos.hogares.reglas.campos import Tipo
from ..metodos.hogares.reglas.numeros import escribir_numero
from ..metodos.identificacion import ELEGIBLE, SIN_DATO, evaluar, identificar_hogares
from ..metodos.instrumento import Instrumento
from ..numeros import escrito

HOGARES = "HOGARES"
ORDEN = "orden"
# Con más valores distintos no se elige de una lista: se escribe.
VALORES_MAXIMOS = 200


@dataclass(frozen=True)
class Opcion:
    """Un campo que se puede elegir, y qué es."""

    nombre: str
    descripcion: str
    tipo: Tipo

    @property
    def rotulo(self) -> str:
        """El nombre y, si el kit lo explica, qué es."""
        return f"{self.nombre}  ·  {self.descripcion}" if self.descripcion else self.nombre


@dataclass(frozen=True)
class Cuenta:
    """Cuántos hogares cumplen, a cuántos les falta el dato y cuántos hay."""

    nombre: str
    cumplen: int
    sin_dato: int
    hogares: int

    @property
    def texto(self) -> str:
        """«1.204 de 2.000 hogares; 14 sin el dato»."""
        dicho = f"{escrito(self.cumplen)} de {escrito(self.hogares)} hogares"
        return f"{dicho}; {escrito(self.sin_dato)} sin el dato" if self.sin_dato else dicho


@dataclass
class Base:
    """La capa elegida en `valores`, leída campo a campo y a medida que se pide.

    No guarda la capa: solo los campos ya leídos. Una capa que no sirve es un ErrorDeCapa.
    """

    algoritmo: Any
    valores: Mapping[str, Any]
    _leidos: dict[str, Any] = field(default_factory=dict)
    _filas: int = 0

    @property
    def lista(self) -> bool:
        """Si hay una capa elegida."""
        return bool(self.valores.get(HOGARES))

    def opciones(self) -> list[Opcion]:
        """Los campos, primero los que el kit explica; nunca los que identifican a alguien."""
        nombres, textos = hogares.posibles(self._pedido(), "")
        explicados = {c.id: c.descripcion for c in catalogo()}
        vedados = personales(nombres)
        quedan = [n for n in dict.fromkeys(nombres) if n not in vedados and n.lower() != "fid"]
        orden = {nombre: i for i, nombre in enumerate(explicados)}
        quedan.sort(key=lambda n: orden.get(n, len(orden)))
        return [
            Opcion(n, explicados.get(n, ""), "texto" if n in textos else "numero") for n in quedan
        ]

    def contexto(self, escritas: str) -> Contexto:
        """Con qué se lee una regla sobre esta capa."""
        pedido = self._pedido()
        return Contexto.de_capa(self._instrumento(pedido), *hogares.posibles(pedido, escritas))

    def distintos(self, campo: str) -> list[tuple[str, int]]:
        """Los valores de un campo como se escriben en una regla, y cuántos hogares tiene cada uno.

        En su orden; los que no tienen dato no salen. Un «orden» se escribe como nivel: B7.
        """
        columna = np.asarray(en_numeros(self.leer([campo])[campo]))
        if columna.dtype.kind == "U":
            hallados, veces = np.unique(columna[columna != ""], return_counts=True)
            return list(zip(hallados.tolist(), veces.tolist()))
        hallados, veces = np.unique(columna[~np.isnan(columna)], return_counts=True)
        codigos = self._instrumento(self._pedido()).codigos if campo == ORDEN else ()
        return [
            (_como_se_escribe(v, codigos), n) for v, n in zip(hallados.tolist(), veces.tolist())
        ]

    def resumen(self, campo: str) -> str:
        """De cuánto a cuánto va un campo numérico, y a cuántos hogares les falta."""
        columna = np.asarray(en_numeros(self.leer([campo])[campo]), dtype=np.float64)
        con = columna[~np.isnan(columna)]
        falta = len(columna) - len(con)
        if not len(con):
            return "ningún hogar tiene el dato"
        rango = f"de {escrito(float(con.min()))} a {escrito(float(con.max()))}"
        return f"{rango}; {escrito(falta)} hogares sin el dato" if falta else rango

    def contar_condicion(self, condicion: Mapping[str, Any]) -> Cuenta:
        """Cuántos hogares cumplen una condición."""
        hallado = evaluar(self.leer(campos_de(condicion)), condicion)
        sin = ~(hallado.si | hallado.no)
        return Cuenta("", int(hallado.si.sum()), int(sin.sum()), self._filas)

    def contar(self, escritas: str) -> tuple[list[Cuenta], Cuenta]:
        """De cada regla, cuántos la cumplen; y, de todas, cuántos serían elegibles."""
        reglas = leer_reglas(escritas, self.contexto(escritas))
        usados = sorted(set().union(*(campos_de(r.condicion) for r in reglas)))
        hallado = identificar_hogares(self.leer(usados), reglas)
        cada_una = [
            Cuenta(str(r["regla"]), int(r["cumplen"]), int(r["sin_dato"]), self._filas)
            for r in hallado.recuento()
        ]
        elegibles = int((hallado.estado == ELEGIBLE).sum())
        sin_dato = int((hallado.estado == SIN_DATO).sum())
        return cada_una, Cuenta("Elegibles", elegibles, sin_dato, self._filas)

    def leer(self, campos: Iterable[str]) -> dict[str, Any]:
        """Los campos, con el valor que les da el método; cada uno se lee una vez."""
        pedidos: Sequence[str] = list(dict.fromkeys(campos))
        faltan = [c for c in pedidos if c not in self._leidos]
        if faltan or not self._filas:
            leidos = hogares.leer(self._pedido(), faltan, conservar="")
            self._leidos.update(leidos.campos)
            self._filas = leidos.filas
        return {c: self._leidos[c] for c in pedidos}

    def _instrumento(self, pedido: Any) -> Instrumento:
        """El que se eligió en el diálogo, o el de omisión si el algoritmo no lo pregunta."""
        pregunta = self.algoritmo.parameterDefinition(PARAMETRO.nombre) is not None
        return instrumento_de(pedido) if pregunta else por_omision()

    def _pedido(self) -> Any:
        contexto = QgsProcessingContext()
        contexto.setProject(QgsProject.instance())
        return self.algoritmo.pedido_de(dict(self.valores), contexto, QgsProcessingFeedback())


def _como_se_escribe(valor: float, codigos: Sequence[str]) -> str:
    """Un número como lo lee la gramática, con coma decimal; si es un nivel, su código."""
    if valor.is_integer() and 1 <= valor <= len(codigos):
        return codigos[int(valor) - 1]
    return escribir_numero(valor).replace(".", ",")
