"""De las fichas de una condición a la condición de `generador.metodos.identificacion`."""

from __future__ import annotations

from typing import Any

from ...identificacion import Condicion
from .fichas import COMPARACIONES, Ficha
from .valores import Valores

ANIDADAS = 40


class Lector(Valores):
    """Analizador descendente de una condición; `completa` la devuelve o levanta `Sintaxis`."""

    def completa(self) -> Condicion:
        """Toda la condición: si sobra algo, es un error."""
        condicion = self._alguna()
        if self._ahora.clase != "fin":
            raise self._error(f"sobra «{self._ahora.texto}»; entre dos condiciones va «y» u «o»")
        return condicion

    def _alguna(self) -> Condicion:
        partes = [self._todas()]
        while self._toma("o"):
            partes.append(self._todas())
        return partes[0] if len(partes) == 1 else {"alguna": partes}

    def _todas(self) -> Condicion:
        partes = [self._una()]
        while self._toma("y"):
            partes.append(self._una())
        return partes[0] if len(partes) == 1 else {"todas": partes}

    def _una(self) -> Condicion:
        self._hondo += 1
        if self._hondo > ANIDADAS:
            raise self._error(f"tiene más de {ANIDADAS} paréntesis o «no» anidados")
        condicion = self._forma()
        self._hondo -= 1
        return condicion

    def _forma(self) -> Condicion:
        if self._compara(self._lugar):
            return self._comparacion()
        if self._toma("no"):
            return {"ninguna": [self._una()]}
        if self._toma("("):
            afuera, self._listas = self._listas, 0
            condicion = self._alguna()
            self._exige(")")
            self._listas = afuera
            return condicion
        if self._ahora.es("al") and self._mirar(1).es("menos"):
            self._lugar += 2
            return self._al_menos()
        return self._comparacion()

    def _al_menos(self) -> Condicion:
        escrita = self._sigue()
        if not escrita.texto.isdigit():
            raise self._error(
                f"después de «al menos» va un entero y hay «{escrita.texto}»", escrita
            )
        self._exige("de")
        self._exige("(")
        self._listas += 1
        partes = [self._alguna()]
        while self._toma(",") or self._toma(";"):
            partes.append(self._alguna())
        self._listas -= 1
        self._exige(")")
        if not 1 <= int(escrita.texto) <= len(partes):
            raise self._error(f"se piden {escrita.texto} condiciones de {len(partes)}", escrita)
        return {"al_menos": int(escrita.texto), "de": partes}

    def _comparacion(self) -> Condicion:
        ficha = self._sigue()
        if ficha.clase in ("palabra", "texto") and self._ahora.clase == "rango":
            return self._niveles(ficha)
        if ficha.clase not in ("palabra", "texto"):
            raise self._error(f"se esperaba un campo y hay «{ficha.texto}»", ficha)
        campo = self._propio(self._contexto.campo, ficha)
        niega = self._ahora.es("no") and (self._mirar(1).es("en") or self._mirar(1).es("entre"))
        self._lugar += niega
        if self._toma("en"):
            condicion: Condicion = {"campo": campo, "en": self._tipados(campo, self._lista(campo))}
        elif self._toma("entre"):
            desde = self._limite(campo)
            self._exige("y")
            condicion = self._intervalo(campo, desde, self._limite(campo), ficha)
        else:
            return self._con_signo(campo, ficha)
        return {"ninguna": [condicion]} if niega else condicion

    def _con_signo(self, campo: str, ficha: Ficha) -> Condicion:
        signo = self._sigue()
        if signo.texto not in COMPARACIONES or signo.clase != "signo":
            raise self._error(
                f"después de «{ficha.texto}» va una comparación y hay «{signo.texto}»", signo
            )
        if signo.texto in ("=", "!="):
            igual = self._igual(campo, ficha)
            return igual if signo.texto == "=" else {"ninguna": [igual]}
        limite = self._limite(campo)
        desde: Condicion = {"campo": campo, "entre": [limite, None]}
        hasta: Condicion = {"campo": campo, "entre": [None, limite]}
        formas: dict[str, Condicion] = {
            "<=": hasta, ">=": desde, "<": {"ninguna": [desde]}, ">": {"ninguna": [hasta]},
        }  # fmt: skip
        return formas[signo.texto]

    def _igual(self, campo: str, ficha: Ficha) -> Condicion:
        valores = [self._suelto()]
        if self._ahora.clase == "rango":
            self._lugar += 1
            desde = self._numero(campo, valores[0])
            return self._intervalo(campo, desde, self._limite(campo), ficha)
        while self._toma("|"):
            valores.append(self._suelto())
        return {"campo": campo, "en": self._tipados(campo, valores)}

    def _niveles(self, primera: Ficha) -> Condicion:
        """A1..B7: del nivel A1 al B7."""
        self._lugar += 1
        segunda = self._sigue()
        campo = self._propio(lambda _: self._contexto.campo("orden"), primera)
        extremos = []
        for ficha in (primera, segunda):
            orden = self._propio(self._contexto.orden, ficha)
            if orden is None:
                raise self._error(f"«{ficha.texto}» no es un nivel", ficha)
            extremos.append(orden)
        return self._intervalo(campo, extremos[0], extremos[1], primera)

    def _intervalo(self, campo: str, desde: Any, hasta: Any, ficha: Ficha) -> Condicion:
        if desde > hasta:
            raise self._error("el intervalo está al revés: va primero el menor", ficha)
        return {"campo": campo, "entre": [desde, hasta]}
