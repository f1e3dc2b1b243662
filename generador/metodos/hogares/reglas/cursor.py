"""Andar por las fichas de una condición, y saber dónde empieza otra."""

from __future__ import annotations

from .campos import Contexto
from .fichas import COMPARACIONES, Ficha, separar


class Sintaxis(Exception):
    """Qué no se entiende y en qué posición del texto (desde 0)."""

    def __init__(self, motivo: str, posicion: int) -> None:
        self.motivo = motivo
        self.posicion = posicion
        super().__init__(motivo)


class Cursor:
    """Las fichas de un texto y por cuál se va."""

    def __init__(self, texto: str, contexto: Contexto) -> None:
        self._texto = texto
        self._fichas = separar(texto)
        self._lugar = 0
        self._hondo = 0
        self._listas = 0
        self._contexto = contexto

    @property
    def _ahora(self) -> Ficha:
        return self._fichas[self._lugar]

    def _mirar(self, adelante: int) -> Ficha:
        return self._en(self._lugar + adelante)

    def _en(self, lugar: int) -> Ficha:
        return self._fichas[min(lugar, len(self._fichas) - 1)]

    def _error(self, motivo: str, ficha: Ficha | None = None) -> Sintaxis:
        return Sintaxis(motivo, (ficha or self._ahora).inicio)

    def _sigue(self) -> Ficha:
        ficha = self._ahora
        if ficha.clase == "fin":
            raise self._error("está incompleta")
        self._lugar += 1
        return ficha

    def _toma(self, palabra: str) -> bool:
        hay = self._ahora.es(palabra)
        self._lugar += hay
        return hay

    def _exige(self, palabra: str) -> None:
        if not self._toma(palabra):
            visto = self._ahora.texto
            raise self._error(
                f"falta «{palabra}»" + (f" antes de «{visto}»" if visto else " al final")
            )

    def _compara(self, lugar: int) -> bool:
        """Si en ese lugar hay un campo y después una comparación, o un intervalo de niveles."""
        if self._en(lugar).clase not in ("palabra", "texto"):
            return False
        signo = self._en(lugar + 1)
        if signo.es("no"):
            signo = self._en(lugar + 2)
            return signo.es("en") or signo.es("entre")
        compara = signo.clase == "signo" and signo.texto in COMPARACIONES
        return compara or signo.clase == "rango" or signo.es("en") or signo.es("entre")

    def _empieza(self, lugar: int) -> bool:
        """Si en ese lugar empieza una condición: en «San Juan y San José» no."""
        ficha = self._en(lugar)
        if ficha.es("(") or self._compara(lugar):
            return True
        if ficha.es("no"):
            return self._empieza(lugar + 1)
        return ficha.es("al") and self._en(lugar + 1).es("menos")
