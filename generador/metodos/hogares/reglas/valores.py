"""Los valores de una comparación: números, niveles, textos con comillas o sin ellas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...errores import ErrorDeMetodo
from .cursor import Cursor, Sintaxis
from .fichas import COMPARACIONES, Ficha
from .numeros import leer_numero

COMILLAS = ("'", '"')
FINALES = frozenset({"|", *COMPARACIONES})


@dataclass(frozen=True)
class Valor:
    """Un valor tal como se escribió, sin sus comillas, y dónde."""

    texto: str
    entre_comillas: bool
    inicio: int


class Valores(Cursor):
    """Lee valores y los convierte según el tipo del campo."""

    def _limite(self, campo: str) -> float:
        """Un solo número o nivel, después de una comparación de orden."""
        ficha = self._sigue()
        if ficha.clase not in ("numero", "palabra", "texto"):
            raise self._error(f"se esperaba un valor y hay «{ficha.texto}»", ficha)
        fin = self._con_decimales(ficha)
        escrito = ficha.valor if fin == ficha.fin else self._texto[ficha.inicio : fin]
        return self._numero(campo, Valor(escrito, ficha.clase == "texto", ficha.inicio))

    def _con_decimales(self, ficha: Ficha) -> int:
        """Dónde termina el número si le sigue, pegada, una coma decimal."""
        coma, cifras = self._ahora, self._mirar(1)
        pegados = ficha.fin == coma.inicio and coma.fin == cifras.inicio
        if ficha.clase == "numero" and coma.es(",") and pegados and cifras.clase == "numero":
            self._lugar += 2
            return cifras.fin
        return ficha.fin

    def _suelto(self) -> Valor:
        """Un valor después de «=»: entre comillas, o todas las palabras hasta la otra condición."""
        primera = self._ahora
        if primera.clase == "texto":
            self._lugar += 1
            return Valor(primera.valor, True, primera.inicio)
        if primera.texto in COMILLAS:
            raise self._error("faltan las comillas que cierran")
        fin, abiertos = primera.inicio, 0
        while not self._cierra(abiertos, fin == primera.inicio):
            ficha = self._sigue()
            abiertos += ficha.es("(") - ficha.es(")")
            fin = self._con_decimales(ficha)
        if fin == primera.inicio:
            raise self._error(
                f"se esperaba un valor y hay «{primera.texto}»"
                if primera.texto
                else "está incompleta"
            )
        return Valor(self._texto[primera.inicio : fin], False, primera.inicio)

    def _cierra(self, abiertos: int, vacio: bool) -> bool:
        """Si el valor suelto termina antes de la ficha que sigue."""
        ficha = self._ahora
        if ficha.clase in ("fin", "rango", "texto") or ficha.texto in FINALES:
            return True
        if ficha.es(")") or ficha.es(",") or ficha.es(";"):
            return not abiertos and (ficha.es(")") or vacio or self._listas > 0)
        if ficha.es("y") or ficha.es("o"):
            return vacio or self._empieza(self._lugar + 1) or self._incompleta()
        return vacio and ficha.es("(")

    def _incompleta(self) -> bool:
        """«zona = 2 y» quedó a medias; «nom_vereda = La Y» no."""
        siguiente = self._mirar(1)
        return self._ahora.texto.islower() and (siguiente.clase == "fin" or siguiente.es(")"))

    def _lista(self, campo: str) -> list[Valor]:
        """(a, b) o (1,5; 2,5): con punto y coma, la coma es decimal; «(0,5)» hay que aclararlo."""
        self._exige("(")
        signo = ";" if self._con_punto_y_coma() else ","
        if signo == "," and self._contexto.tipo(campo) != "texto":
            self._exigir_claras()
        valores = [self._de_lista(signo)]
        while self._toma(signo):
            valores.append(self._de_lista(signo))
        self._exige(")")
        return valores

    def _con_punto_y_coma(self) -> bool:
        for ficha in self._fichas[self._lugar :]:
            if ficha.es(";") or ficha.es(")"):
                return ficha.es(";")
        return False

    def _exigir_claras(self) -> None:
        """Que ninguna coma pueda ser la que separa y también la decimal: nunca se adivina."""
        fichas, comas = self._fichas, []
        for lugar in range(self._lugar, len(fichas)):
            if fichas[lugar].es(")"):
                break
            if fichas[lugar].es(","):
                comas.append(lugar)
        pegadas = [lugar for lugar in comas if _pegada(fichas[lugar - 1 : lugar + 2])]
        # «1,2,3» solo puede ser tres valores; «1,2» y «1,2,3,4» también la mitad de decimales.
        if not pegadas or (pegadas == comas and len(comas) % 2 == 0):
            return
        antes, despues = fichas[pegadas[0] - 1], fichas[pegadas[0] + 1]
        raise self._error(
            f"«{self._texto[antes.inicio : despues.fin]}» puede ser dos valores o un decimal: "
            f"escriba ({antes.texto}; {despues.texto}) o ({antes.texto}.{despues.texto})",
            antes,
        )

    def _de_lista(self, signo: str) -> Valor:
        primera = self._sigue()
        if primera.clase == "texto":
            return Valor(primera.valor, True, primera.inicio)
        if primera.clase == "signo":
            raise self._error(f"se esperaba un valor y hay «{primera.texto}»", primera)
        fin = self._con_decimales(primera) if signo == ";" else primera.fin
        while self._ahora.clase in ("palabra", "numero", "otro"):
            fin = self._sigue().fin
        return Valor(self._texto[primera.inicio : fin], False, primera.inicio)

    def _tipados(self, campo: str, valores: list[Valor]) -> list[Any]:
        tipo = self._contexto.tipo(campo)
        if tipo == "numero":
            return [self._numero(campo, v) for v in valores]
        if tipo == "texto" or all(v.entre_comillas for v in valores):
            return [v.texto for v in valores]
        numeros = [self._propio(leer_numero, v) for v in valores]
        if any(n is None for n in numeros):
            return [v.texto for v in valores]
        return numeros

    def _numero(self, campo: str, valor: Valor) -> float:
        """El número, o el orden del nivel; error si el campo es de texto."""
        if self._contexto.tipo(campo) == "texto":
            raise Sintaxis(
                f"«{campo}» es texto y no tiene orden; para niveles use «orden»", valor.inicio
            )
        numero = self._propio(leer_numero, valor)
        if numero is None and not valor.entre_comillas:
            numero = self._propio(self._contexto.orden, valor)
        if numero is None:
            raise Sintaxis(f"«{campo}» es un número y «{valor.texto}» no lo es", valor.inicio)
        return float(numero)

    @staticmethod
    def _propio(leer: Callable[[str], Any], donde: Ficha | Valor) -> Any:
        """Lo que `leer` dé del texto; a sus errores les pone la posición."""
        escrito = donde.valor if isinstance(donde, Ficha) else donde.texto
        try:
            return leer(escrito)
        except ErrorDeMetodo as error:
            raise Sintaxis(f"{error.problema}; {error.que_hacer}", donde.inicio) from error
        except ValueError as error:
            raise Sintaxis(str(error), donde.inicio) from error


def _pegada(tres: list[Ficha]) -> bool:
    """Si una coma está entre dos números sin ningún espacio: 0,5."""
    if [ficha.clase for ficha in tres] != ["numero", "signo", "numero"]:
        return False
    antes, coma, despues = tres
    return antes.fin == coma.inicio and coma.fin == despues.inicio
