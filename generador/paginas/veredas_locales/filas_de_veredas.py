"""Cada vereda como se lee: su nombre, sus cifras con formato y sus quince privaciones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.formato import numero
from generador.lugares.paquetes_locales import PaqueteLocal
from generador.metodos.paquete.piezas import ROTULOS
from generador.metodos.publicable.publicada import Publicada
from generador.metodos.publicable.visible import ESTADOS
from generador.metodos.tablas import documento
from generador.paginas.territorios.graficos import clase_ipm

SIN_CLASE = -1
SIN_CIFRA = "–"


class BarraDePrivacion(NamedTuple):
    """Una privación en una vereda: % de hogares, su rango y el % del municipio, si se sabe."""

    nombre: str
    valor: str
    rango: str
    largo: int
    municipio: str


class Vereda(NamedTuple):
    """Una fila de la tabla. `clase` es la de H, de 0 a 4, o −1 si no se muestra.

    `ancla` es su lugar en la página y `codigo` se muestra cuando el nombre no basta. `motivo` dice
    por qué no hay cifras; `magnitud`, si es solo un orden de magnitud.
    """

    codigo: str
    nombre: str
    con_codigo: bool
    ancla: str
    clase: int
    motivo: str
    magnitud: bool
    hogares: str
    pobres: str
    personas: str
    h: str
    rango: str
    a: str
    m0: str
    principal: str
    orden: tuple[float, float, float, float]
    barras: tuple[BarraDePrivacion, ...]


def veredas(local: PaqueteLocal) -> list[Vereda]:
    """Todas, de más a menos hogares pobres; las que no se muestran, al final y por nombre.

    El orden es el que pide `publicable.json`: el redondeo mueve más la proporción que el conteo.
    """
    contenido = local.paquete.contenido
    publicada, total = contenido.publicada, contenido.total
    veces = Counter(contenido.nombres)
    del_municipio = None if total is None or not total.publicado[0] else total.tasas[0]
    hechas = [
        _vereda(publicada, i, codigo, nombre, veces[nombre] > 1 or not nombre, del_municipio)
        for i, (codigo, nombre) in enumerate(zip(contenido.codigos, contenido.nombres, strict=True))
    ]
    return sorted(hechas, key=lambda v: (-v.orden[1], v.nombre, v.codigo))


def _vereda(
    publicada: Publicada,
    i: int,
    codigo: str,
    nombre: str,
    con_codigo: bool,
    del_municipio: NDArray[np.float64] | None,
) -> Vereda:
    baja, alta = (float(r[i]) for r in publicada.rango_de_incidencia)
    se_muestra = bool(publicada.publicado[i])
    h, a, m0 = (float(v[i]) for v in (publicada.incidencia, publicada.intensidad, publicada.m0))
    j = int(publicada.privacion_principal[i])
    estado = ESTADOS[int(publicada.estado[i])]
    textos = documento("publicable")
    return Vereda(
        codigo=codigo,
        nombre=nombre or "Sin nombre",
        con_codigo=con_codigo,
        ancla=f"v-{i + 1}",
        clase=clase_ipm(100 * h) if se_muestra else SIN_CLASE,
        motivo="" if se_muestra else str(textos["estados"][estado]),
        magnitud=bool(publicada.orden_de_magnitud[i]),
        hogares=entero(float(publicada.hogares[i])),
        pobres=entero(float(publicada.pobres[i])),
        personas=entero(float(publicada.personas[i])),
        h=por_ciento(h),
        rango=rango_escrito(baja, alta),
        a=por_ciento(a),
        m0=SIN_CIFRA if isnan(m0) else numero(m0, 3),
        principal=ROTULOS[j] if j >= 0 else SIN_CIFRA,
        orden=(
            _o_menos(float(publicada.hogares[i]) if se_muestra else float("nan")),
            _o_menos(float(publicada.pobres[i])),
            _o_menos(h),
            _o_menos(a),
        ),
        barras=tuple(_barras(publicada, i, del_municipio)) if se_muestra else (),
    )


def _barras(
    publicada: Publicada, i: int, del_municipio: NDArray[np.float64] | None
) -> Sequence[BarraDePrivacion]:
    """De más a menos frecuente."""
    tasas = publicada.tasas[i]
    bajas, altas = (r[i] for r in publicada.rango(publicada.privados))
    return [
        BarraDePrivacion(
            ROTULOS[j],
            por_ciento(float(tasas[j])),
            rango_escrito(float(bajas[j]), float(altas[j])),
            round(100 * float(tasas[j])),
            "" if del_municipio is None else f"{100 * float(del_municipio[j]):.0f}",
        )
        for j in np.argsort(-tasas, kind="stable").tolist()
    ]


def por_ciento(proporcion: float) -> str:
    """«45 %», sin decimales: el redondeo no da para más; «–» si no se muestra."""
    return SIN_CIFRA if isnan(proporcion) else f"{numero(100 * proporcion)}\u00a0%"


def rango_escrito(baja: float, alta: float) -> str:
    """«43 a 47 %»; «» si no se muestra."""
    if isnan(baja) or isnan(alta):
        return ""
    de, a = numero(100 * baja), numero(100 * alta)
    return f"{a}\u00a0%" if de == a else f"{de} a {a}\u00a0%"


def entero(valor: float) -> str:
    """«1.234», o «–» si no se muestra."""
    return SIN_CIFRA if isnan(valor) else numero(valor)


def _o_menos(valor: float) -> float:
    return -1.0 if isnan(valor) else valor
