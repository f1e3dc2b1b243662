"""Una expresión, sobre todas las personas o unidades a la vez, y por qué no se supo lo que no."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from ..tipos import Enteros, Logicos
from .expresiones import (
    Alguna,
    Cuenta,
    DePersonas,
    EnCategorias,
    EnRango,
    Expresion,
    Media,
    Menor,
    No,
    Proporcion,
    RazonDesdeCorte,
    Termino,
    Todas,
)
from .personas import Variables
from .receta import Faltantes, Privacion
from .tres_valores import Tres
from .unidades import Unidades
from .valores import Intervalo, Posibles, Valores, inciertos


@dataclass
class Evaluador:
    """Evalúa expresiones sobre n personas en U unidades.

    `solo_con_dato`: quién no se sabe se deja aparte (para `exigir`). `dudas` {variable: (U,)}: en
    qué unidades esa variable dejó algo sin saber.
    """

    variables: Variables
    unidades: Unidades
    solo_con_dato: bool = False
    dudas: dict[str, Logicos] = field(default_factory=dict)
    inciertas: list[Logicos] = field(default_factory=list)
    _hojas: list[tuple[str, Logicos]] = field(default_factory=list)

    def persona(self, expresion: Expresion) -> Tres:
        """Si cada persona cumple, (n,)."""
        return self._combinar(expresion, de_unidad=False)

    def unidad(self, expresion: Expresion) -> Tres:
        """Si cada unidad cumple, (U,)."""
        return self._combinar(expresion, de_unidad=True)

    def _combinar(self, expresion: Expresion, *, de_unidad: bool) -> Tres:
        if isinstance(expresion, (Todas, Alguna)):
            partes = [self._combinar(p, de_unidad=de_unidad) for p in expresion.partes]
            hecha = partes[0]
            for parte in partes[1:]:
                hecha = hecha.y(parte) if isinstance(expresion, Todas) else hecha.o(parte)
            return hecha
        if isinstance(expresion, No):
            return self._combinar(expresion.parte, de_unidad=de_unidad).negada()
        if isinstance(expresion, (DePersonas, Media, Proporcion, Cuenta)):
            return self._agregada(expresion)
        return self._hoja(expresion, de_unidad=de_unidad)

    def _agregada(self, expresion: DePersonas | Media | Proporcion | Cuenta) -> Tres:
        if isinstance(expresion, DePersonas):
            return self._de_personas(expresion)
        if isinstance(expresion, Media):
            return self._media(expresion)
        if isinstance(expresion, Proporcion):
            return self._proporcion(expresion)
        return self._cuenta(expresion)

    def _hoja(self, expresion: Expresion, *, de_unidad: bool) -> Tres:
        de: tuple[str, ...]
        if isinstance(expresion, EnCategorias):
            valores = self._valores(expresion.var, de_unidad=de_unidad)
            if not isinstance(valores, Posibles):
                raise TypeError(expresion.var)
            hecha, de = valores.en(expresion.en, expresion.ambiguo), (expresion.var,)
        elif isinstance(expresion, EnRango):
            numeros = self._numeros(expresion.var, de_unidad=de_unidad)
            hecha, de = numeros.en(expresion.desde, expresion.hasta), (expresion.var,)
        elif isinstance(expresion, Menor):
            hecha, de = self._menor(expresion, de_unidad=de_unidad)
        elif isinstance(expresion, RazonDesdeCorte):
            hecha, de = self._razon(expresion), (expresion.num, expresion.den)
        else:
            raise TypeError(type(expresion).__name__)
        self._anotar(de, hecha.dudosa, de_unidad=de_unidad)
        return hecha

    def _menor(self, expresion: Menor, *, de_unidad: bool) -> tuple[Tres, tuple[str, ...]]:
        (a, b), (c, d) = (
            self._extremos(t, de_unidad=de_unidad) for t in (expresion.uno, expresion.otro)
        )
        uno, otro = (
            self._numeros(t.var, de_unidad=de_unidad) for t in (expresion.uno, expresion.otro)
        )
        hay, falta = uno.alguno & otro.alguno, uno.ninguno | otro.ninguno
        hecha = Tres(hay & (a < d), falta | (hay & (b >= c)))
        return hecha, (expresion.uno.var, expresion.otro.var)

    def _razon(self, expresion: RazonDesdeCorte) -> Tres:
        num = self._numeros(expresion.num, de_unidad=True)
        den = self._numeros(expresion.den, de_unidad=True)
        corte = expresion.corte
        if expresion.estricta:
            si, no = num.alto > corte * den.bajo, num.bajo <= corte * den.alto
        else:
            si, no = num.alto >= corte * den.bajo, num.bajo < corte * den.alto
        hay, falta = num.alguno & den.alguno, num.ninguno | den.ninguno
        return Tres(hay & si, np.asarray(falta | (hay & no)))

    def _de_personas(self, expresion: DePersonas) -> Tres:
        cumple = self._de_cada_una(expresion.de)
        if self.solo_con_dato:
            cumple = cumple.sin_dudas(expresion.cuantos == "todos")
        if expresion.cuantos == "todos":
            falla = Tres(self.unidades.alguna(cumple.no), ~self.unidades.alguna(~cumple.si))
            return falla.negada()
        alguno = Tres(self.unidades.alguna(cumple.si), ~self.unidades.alguna(~cumple.no))
        return alguno.negada() if expresion.cuantos == "ninguno" else alguno

    def _cuenta(self, expresion: Cuenta) -> Tres:
        cumple = self._de_cada_una(expresion.de)
        if self.solo_con_dato:
            cumple = cumple.sin_dudas(valor=False)
        bajo = self.unidades.sumar((~cumple.no).astype(np.int64))
        alto = self.unidades.sumar(cumple.si.astype(np.int64))
        todas = np.ones(len(bajo), dtype=np.bool_)
        return Intervalo(bajo, alto, todas, ~todas).en(expresion.desde, expresion.hasta)

    def _media(self, expresion: Media) -> Tres:
        donde = self._de_cada_una(expresion.donde, anotar=False)
        valor = self._numeros(expresion.de.var, de_unidad=False)
        sin_valor = valor.dudoso & donde.si
        self._anotar((expresion.de.var,), np.asarray(sin_valor), de_unidad=False)
        incierta = np.asarray(donde.dudosa | sin_valor)
        self._sacar_dudas(incierta)
        if self.solo_con_dato:
            donde = Tres.sabido(np.asarray(donde.si & ~incierta))
        return self._menor_en_promedio(valor.bajo, valor.alto, donde, expresion.menor_que)

    def _proporcion(self, expresion: Proporcion) -> Tres:
        den = self._de_cada_una(expresion.den, anotar=False)
        num = self._combinar(expresion.num, de_unidad=False)
        incierta = np.asarray(den.dudosa | (num.dudosa & den.si))
        self._sacar_dudas(incierta)
        if self.solo_con_dato:
            den = Tres.sabido(np.asarray(den.si & ~incierta))
        bajo, alto = (~num.no).astype(np.int64), num.si.astype(np.int64)
        hecha = self._menor_en_promedio(bajo, alto, den, expresion.menor_que)
        nadie = np.asarray(~self.unidades.alguna(~den.no))
        siempre = Tres.constante(expresion.sin_denominador, len(nadie))
        alguien = self.unidades.alguna(den.si)
        return Tres(
            (hecha.si & alguien) | (siempre.si & nadie), (hecha.no & alguien) | (siempre.no & nadie)
        )

    def _menor_en_promedio(
        self, bajo: Enteros, alto: Enteros, donde: Tres, corte: Fraction
    ) -> Tres:
        """Si la media puede ser, o no ser, menor que el corte.

        Con p/q el corte, cada persona aporta q·valor − p, y la media es menor si la suma es < 0.
        Quien no se sabe si entra aporta solo si conviene: así la cota es la mejor. Donde nadie
        entra con seguridad no se decide: dependería de una regla, la de «sin elegibles», que
        ninguna muestra ha probado.
        """
        menos, mas = (corte.denominator * v - corte.numerator for v in (bajo, alto))
        seguras, posibles = np.asarray(~donde.no), donde.dudosa
        abajo = np.where(seguras, menos, np.where(posibles, np.minimum(menos, 0), 0))
        arriba = np.where(seguras, mas, np.where(posibles, np.maximum(mas, 0), 0))
        sin = ~self.unidades.alguna(seguras)
        si = sin | (self.unidades.sumar(abajo) < 0)
        no = sin | (self.unidades.sumar(arriba) >= 0)
        return Tres(np.asarray(si), np.asarray(no))

    def _de_cada_una(self, expresion: Expresion, *, anotar: bool = True) -> Tres:
        """Una expresión de persona, y en qué unidades quedó alguien sin saber, por qué variable."""
        self._hojas = []
        cumple = self._combinar(expresion, de_unidad=False)
        if anotar:
            self._sacar_dudas(cumple.dudosa)
        return cumple

    def _sacar_dudas(self, incierta: Logicos) -> None:
        self.inciertas.append(incierta)
        for var, dudosa in self._hojas:
            self._sumar_duda(var, self.unidades.alguna(dudosa & incierta))
        self._hojas = []

    def _anotar(self, de: tuple[str, ...], dudosa: Logicos, *, de_unidad: bool) -> None:
        for var in de:
            propia = dudosa
            if len(de) > 1:
                propia = np.asarray(dudosa & inciertos(self._valores(var, de_unidad=de_unidad)))
            if de_unidad:
                self._sumar_duda(var, propia)
            else:
                self._hojas.append((var, propia))

    def _sumar_duda(self, var: str, donde: Logicos) -> None:
        self.dudas[var] = self.dudas.get(var, np.zeros(len(donde), dtype=np.bool_)) | donde

    def _callada(self, expresion: Expresion) -> Tres:
        """Una expresión que no es la que se está decidiendo: sus dudas no se anotan."""
        propias, self._hojas = self._hojas, []
        try:
            return self.persona(expresion)
        finally:
            self._hojas = propias

    def _valores(self, var: str, *, de_unidad: bool) -> Valores:
        if de_unidad:
            return self.variables.de_unidades(var, self.unidades)
        if not self.variables.receta.variables[var].de_hogar:
            return self.variables.de_personas(var, self._callada)
        return _en_personas(self.variables.de_unidades(var, self.unidades), self.unidades.de)

    def _numeros(self, var: str, *, de_unidad: bool) -> Intervalo:
        valores = self._valores(var, de_unidad=de_unidad)
        if not isinstance(valores, Intervalo):
            raise TypeError(var)
        return valores

    def _extremos(self, termino: Termino, *, de_unidad: bool) -> tuple[Enteros, Enteros]:
        numeros = self._numeros(termino.var, de_unidad=de_unidad)
        return numeros.bajo + termino.mas, numeros.alto + termino.mas


def _en_personas(valores: Valores, unidad: Enteros) -> Valores:
    """Lo de la unidad, en cada una de sus personas; quien no cuenta lleva lo de cualquiera."""
    if isinstance(valores, Posibles):
        return Posibles(valores.variable, valores.bits[unidad])
    return Intervalo(
        valores.bajo[unidad], valores.alto[unidad], valores.alguno[unidad], valores.ninguno[unidad]
    )


@dataclass(frozen=True)
class Decidida:
    """Un indicador en U unidades.

    `privada` (U,): 1, 0 o −1 si no se sabe. `elegible` (U,): si puede tener a quién mirar.
    `supuesta` (U,): la que se asumió. `dudas` {variable: (U,)}: por qué no se supo.
    """

    privada: Enteros
    elegible: Logicos
    supuesta: Logicos
    dudas: dict[str, Logicos]


def decidir(privacion: Privacion, variables: Variables, unidades: Unidades) -> Decidida:
    """Si cada unidad está privada; lo que no se sabe se decide solo como diga `faltantes`."""
    evaluador = Evaluador(variables, unidades)
    cuantas = len(unidades)
    if privacion.privado is None:
        nada = np.zeros(cuantas, dtype=np.bool_)
        return Decidida(np.full(cuantas, -1, dtype=np.int64), ~nada, nada, {})
    hecha = evaluador.unidad(privacion.privado)
    inciertas = list(evaluador.inciertas)
    hay = Tres.constante(valor=True, n=cuantas)
    if not isinstance(privacion.poblacion, str):
        hay = evaluador.unidad(DePersonas("alguno", privacion.poblacion))
    hecha = _sin_elegibles(privacion, hecha, hay)
    if privacion.faltantes.exigir is not None:
        hecha = _exigir(privacion, variables, unidades, hecha, hay, inciertas)
    privada = np.where(hecha.dudosa, -1, np.where(hecha.si, 1, 0)).astype(np.int64)
    privada, supuesta = _asumir(privada, privacion.faltantes)
    dudosas = (privada < 0) | supuesta
    dudas = {v: np.asarray(d & dudosas) for v, d in evaluador.dudas.items()}
    return Decidida(privada, hay.si, supuesta, dudas)


def _sin_elegibles(privacion: Privacion, hecha: Tres, hay: Tres) -> Tres:
    """Sin nadie a quien mirar, lo que diga la receta; si no se sabe si hay, las dos cosas."""
    privado = privacion.sin_elegibles in ("privado", "sin_dato")
    no_privado = privacion.sin_elegibles in ("no_privado", "sin_dato")
    return Tres(
        np.asarray((hay.si & hecha.si) | (hay.no & privado)),
        np.asarray((hay.si & hecha.no) | (hay.no & no_privado)),
    )


def _exigir(
    privacion: Privacion,
    variables: Variables,
    unidades: Unidades,
    hecha: Tres,
    hay: Tres,
    inciertas: list[Logicos],
) -> Tres:
    """Con dato de la parte que se exige de los elegibles, se decide con ellos."""
    parte = privacion.faltantes.exigir
    if parte is None or not inciertas:
        return hecha
    sin_dato = np.logical_or.reduce(inciertas)
    elegible = np.ones(len(sin_dato), dtype=np.bool_)
    if not isinstance(privacion.poblacion, str):
        elegible = Evaluador(variables, unidades).persona(privacion.poblacion).si
    cuantos = unidades.sumar(elegible.astype(np.int64))
    con = unidades.sumar((elegible & ~sin_dato).astype(np.int64))
    bastan = (con * parte.denominator >= cuantos * parte.numerator) & (con > 0) & hecha.dudosa
    otro = Evaluador(variables, unidades, solo_con_dato=True)
    decidida = _sin_elegibles(privacion, otro.unidad(_expresion(privacion)), hay)
    return Tres(
        np.where(bastan, decidida.si, hecha.si).astype(np.bool_),
        np.where(bastan, decidida.no, hecha.no).astype(np.bool_),
    )


def _expresion(privacion: Privacion) -> Expresion:
    if privacion.privado is None:
        raise TypeError(privacion.id)
    return privacion.privado


def _asumir(privada: Enteros, faltantes: Faltantes) -> tuple[Enteros, Logicos]:
    supuesta = np.asarray((privada < 0) & (faltantes.asumir is not None))
    return np.where(supuesta, int(bool(faltantes.asumir)), privada).astype(np.int64), supuesta
