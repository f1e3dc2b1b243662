"""Lo que dice cada ficha, ya con formato: de una incidencia publicable o de una interna."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan, nan
from typing import Any, Union

import numpy as np

from ..compat import es_nulo
from ..metodos.clasificacion import clasificar
from ..metodos.paquete.armar import TerritorioDeLaCapa
from ..metodos.paquete.celdas import publicada_de
from ..metodos.paquete.piezas import ROTULOS
from ..metodos.paquete.procedencia import Procedencia
from ..metodos.publicable.filas import TOTAL
from ..metodos.publicable.publicada import Publicada
from ..metodos.publicable.visible import ESTADOS
from ..metodos.tablas import documento

# Los cortes con que el sitio pinta la incidencia.
CORTES = (0.2, 0.35, 0.5, 0.7)
SIN_CLASE = -1
SIN_CIFRA = "–"
J = range(1, len(ROTULOS) + 1)


@dataclass(frozen=True)
class Cifra:
    """Una cifra grande de la ficha, con la del municipio debajo («» si no se sabe)."""

    rotulo: str
    valor: str
    detalle: str
    municipio: str


@dataclass(frozen=True)
class Barra:
    """Una privación: proporción de hogares en la vereda y en el municipio (NaN si no se sabe)."""

    nombre: str
    tasa: float
    municipio: float


@dataclass(frozen=True)
class FichaDeVereda:
    """Una vereda. `clase` es la de H, de 0 a 4, o −1; `motivo`, por qué no se muestra."""

    numero: int
    codigo: str
    nombre: str
    repetida: bool
    clase: int
    magnitud: bool
    motivo: str
    frase: str
    cifras: tuple[Cifra, ...]
    barras: tuple[Barra, ...]
    poligonos: Sequence[Sequence[Any]] = field(repr=False)

    @property
    def titulo(self) -> str:
        """El nombre, con su código si otra se llama igual."""
        return f"{self.nombre} ({self.codigo})" if self.repetida else self.nombre


@dataclass(frozen=True)
class _Medida:
    """Las cifras de una fila, NaN donde no se muestran."""

    hogares: float
    pobres: float
    personas: float
    h: float
    baja: float
    alta: float
    a: float
    m0: float
    tasas: Sequence[float]
    magnitud: bool = False
    motivo: str = ""


@dataclass(frozen=True)
class Interna:
    """Lo que el registro dice de una incidencia interna: su denominador, su día y sus totales."""

    unidad: str
    fecha: str
    recuentos: Mapping[str, Any]


Origen = Union[Procedencia, Interna]


def fichas(territorios: Iterable[TerritorioDeLaCapa], origen: Origen) -> list[FichaDeVereda]:
    """Una por territorio, por nombre; ErrorDeMetodo si la publicable no cumple sus reglas."""
    propios = sorted(territorios, key=lambda t: (t.nombre or t.codigo, t.codigo))
    unidad = "hogares"
    if isinstance(origen, Interna):
        medidas = [_interna(t.fila) for t in propios]
        total = _total_interno(propios, medidas, origen)
        unidad = origen.unidad
    else:
        reglas = origen.redondeo, origen.minimo
        nombres = [t.nombre or t.codigo for t in propios]
        medidas = _publicables(publicada_de([t.fila for t in propios], nombres, *reglas))
        total = None
        if origen.total is not None:
            (total,) = _publicables(publicada_de([origen.total], [TOTAL], *reglas))
    veces = Counter(t.nombre or t.codigo for t in propios)
    return [
        _ficha(i, t, m, total, unidad, repetida=veces[t.nombre or t.codigo] > 1)
        for i, (t, m) in enumerate(zip(propios, medidas), start=1)
    ]


def _ficha(
    numero: int,
    t: TerritorioDeLaCapa,
    m: _Medida,
    total: _Medida | None,
    unidad: str,
    *,
    repetida: bool,
) -> FichaDeVereda:
    se_muestra = not m.motivo
    clase = int(clasificar(np.array([m.h]), CORTES)[0]) if not isnan(m.h) else SIN_CLASE
    otra = total if total is not None and not total.motivo else None
    return FichaDeVereda(
        numero=numero,
        codigo=t.codigo,
        nombre=t.nombre or t.codigo or "Sin nombre",
        repetida=repetida and bool(t.codigo),
        clase=clase if se_muestra else SIN_CLASE,
        magnitud=m.magnitud,
        motivo=m.motivo,
        frase=_frase(m, otra, unidad),
        cifras=tuple(_cifras(m, otra, unidad)) if se_muestra else (),
        barras=tuple(_barras(m, otra)) if se_muestra else (),
        poligonos=t.poligonos,
    )


def _cifras(m: _Medida, otra: _Medida | None, unidad: str) -> Iterable[Cifra]:
    rango = "" if isnan(m.baja) or m.baja == m.alta else f"entre {pct(m.baja)} y {pct(m.alta)}"
    for rotulo, valor, detalle, del_municipio in (
        ("Hogares", entero(m.hogares), f"{entero(m.personas)} personas", None),
        ("Incidencia (H)", pct(m.h), rango or f"de {unidad}", otra and pct(otra.h)),
        ("Intensidad (A)", pct(m.a), "de los puntos posibles", otra and pct(otra.a)),
        ("Incidencia ajustada (M0)", milesimas(m.m0), "H × A", otra and milesimas(otra.m0)),
    ):
        callado = SIN_CIFRA in (valor, detalle.split(" ")[0])
        yield Cifra(rotulo, valor, "" if callado else detalle, del_municipio or "")


def _frase(m: _Medida, otra: _Medida | None, unidad: str) -> str:
    """Lo primero que se lee: cuántos son y, si el rango lo permite, frente al municipio."""
    if m.motivo:
        return f"Sin cifras: {m.motivo}."
    if isnan(m.h):
        return "Sin hogares en la base."
    cuantos = (
        f"{entero(m.pobres)} de {entero(m.hogares)} hogares"
        if unidad == "hogares"
        else (f"{pct(m.h)} de las personas")
    )
    dicho = f"{cuantos} en pobreza multidimensional"
    if otra is None or isnan(otra.h):
        return f"{dicho}."
    baja, alta = (m.h, m.h) if isnan(m.baja) else (m.baja, m.alta)
    lado = "más que" if baja > otra.h else "menos que" if alta < otra.h else "parecida a"
    if lado == "parecida a":
        return f"{dicho}. La proporción no se distingue de la del municipio ({pct(otra.h)})."
    return f"{dicho}: en proporción, {lado} en el municipio ({pct(otra.h)})."


def _barras(m: _Medida, otra: _Medida | None) -> Iterable[Barra]:
    """De la más a la menos frecuente."""
    orden = sorted(range(len(ROTULOS)), key=lambda j: (-_o_menos(m.tasas[j]), j))
    for j in orden:
        yield Barra(ROTULOS[j], m.tasas[j], nan if otra is None else otra.tasas[j])


def _publicables(publicada: Publicada) -> list[_Medida]:
    baja, alta = publicada.rango_de_incidencia
    textos = documento("publicable")["estados"]
    return [
        _Medida(
            hogares=float(publicada.hogares[i]),
            pobres=float(publicada.pobres[i]),
            personas=float(publicada.personas[i]),
            h=float(publicada.incidencia[i]),
            baja=float(baja[i]),
            alta=float(alta[i]),
            a=float(publicada.intensidad[i]),
            m0=float(publicada.m0[i]),
            tasas=publicada.tasas[i].tolist(),
            magnitud=bool(publicada.orden_de_magnitud[i]),
            motivo="" if publicada.publicado[i] else str(textos[ESTADOS[int(estado)]]),
        )
        for i, estado in enumerate(publicada.estado.tolist())
    ]


def _interna(fila: Mapping[str, Any]) -> _Medida:
    """Una fila exacta, tal como la dejó la incidencia interna."""
    valores = [_numero(fila.get(c)) for c in ("hogares", "pobres", "personas", "h", "a", "m0")]
    hogares, pobres, personas, h, a, m0 = valores
    tasas = [_numero(fila.get(f"t_i{j}")) for j in J]
    motivo = "" if hogares > 0 else "sin registros"
    return _Medida(hogares, pobres, personas, h, nan, nan, a, m0, tasas, motivo=motivo)


def _total_interno(
    propios: Sequence[TerritorioDeLaCapa], medidas: Sequence[_Medida], interna: Interna
) -> _Medida | None:
    """El municipio: H, A y M0 los de la corrida; las tasas, las de las veredas de la capa."""
    pesos = [_o_cero(_numero(t.fila.get("hogares_p", t.fila.get("hogares")))) for t in propios]
    total = sum(pesos)
    if not total:
        return None
    tasas = [
        sum(p * _o_cero(m.tasas[j]) for p, m in zip(pesos, medidas)) / total for j in range(len(J))
    ]
    h, a, m0 = (_numero(interna.recuentos.get(c)) for c in ("h", "a", "m0"))
    return _Medida(total, nan, nan, h, nan, nan, a, m0, tasas)


def _numero(valor: Any) -> float:
    return nan if es_nulo(valor) else float(valor)


def _o_cero(valor: float) -> float:
    return 0.0 if isnan(valor) else valor


def _o_menos(valor: float) -> float:
    return -1.0 if isnan(valor) else valor


def entero(valor: float) -> str:
    """«1.234»; «–» si no se muestra."""
    return SIN_CIFRA if isnan(valor) else f"{valor:,.0f}".replace(",", ".")


def pct(proporcion: float) -> str:
    """«45 %»; «–» si no se muestra."""
    return SIN_CIFRA if isnan(proporcion) else f"{100 * proporcion:.0f}\u00a0%"


def milesimas(valor: float) -> str:
    """«0,231»; «–» si no se muestra."""
    return SIN_CIFRA if isnan(valor) else f"{valor:.3f}".replace(".", ",")
