"""El mapa de un municipio y sus vecinos: cada uno con su clase, su enlace y su nombre."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from generador.formato import porcentaje
from generador.mapas.alrededor import Alrededor
from generador.mapas.capitales import capital
from generador.mapas.silueta import Silueta, silueta
from generador.mapas.ventana import ALTO, ANCHO
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.graficos import clase_ipm
from generador.paginas.territorios.rotulos_en_mapa import Nombre, rotulos
from generador.paginas.territorios.secciones.aviso_de_omision import aviso

IPM = "ipm_censal"
SIN_DATO = "sin-dato"
LIMITES = '<use href="#limites" class="funda-fina"/><path id="limites" d="{}"/>'


def mapa_de_vecinos(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """El dibujo, la silueta de su departamento y lo que la leyenda necesita saber.

    `silueta` va vacía en las islas y si el departamento no tiene más municipios; `capital`, si la
    suya es él mismo o no sale en ninguno de los dos dibujos. `sin_dato`: si algún municipio pintado
    no tiene cifra.
    """
    mapa = acervo.alrededor[codigo]
    departamento = codigo[:2]
    suya = capital(departamento)
    # La silueta de un archipiélago, a su escala, son dos puntos en el mar: no ubica a nadie.
    hay_silueta = len(mapa.formas) > 1 and len(acervo.municipios_de(departamento)) > 1
    se_ve = suya in mapa.anclas or (hay_silueta and suya[:2] == departamento)
    return {
        "dibujo": _dibujo(acervo, codigo, mapa),
        "silueta": _silueta(acervo, codigo) if hay_silueta else "",
        "capital": acervo.territorios[suya].nombre if se_ve and suya != codigo else "",
        "sin_dato": any(_clase(acervo, c) == SIN_DATO for c in mapa.formas),
        "limites": bool(mapa.limites),
        "vecinos": len(mapa.formas) - 1,
    }


def _dibujo(acervo: DatosDelSitio, codigo: str, mapa: Alrededor) -> Markup:
    nombre = acervo.territorios[codigo].nombre
    partes = [
        f'<path class="fondo" d="{mapa.fondo}"/>' if mapa.fondo else "",
        f'<path class="lineas" d="{mapa.lineas}"/>' if mapa.lineas else "",
        *(_vecino(acervo, c, codigo[:2], d) for c, d in mapa.formas.items() if c != codigo),
        f'<path id="contorno" class="{_clase(acervo, codigo)}" d="{mapa.formas[codigo]}"/>',
        LIMITES.format(mapa.limites) if mapa.limites else "",
        '<use href="#contorno" class="funda"/><use href="#contorno" class="trazo"/>',
    ]
    rotulo = f"{nombre} y sus vecinos" if len(mapa.formas) > 1 else nombre
    return Markup(  # noqa: S704 - lo que viene de datos ya va escapado
        f'<div class="lienzo"><svg viewBox="0 0 {ANCHO} {ALTO}" role="group" '
        f'aria-label="Mapa: {escape(rotulo)}">{"".join(partes)}</svg>'
        f'<div aria-hidden="true">{_nombres(acervo, codigo, mapa)}</div></div>'
    )


def _vecino(acervo: DatosDelSitio, codigo: str, departamento: str, d: str) -> str:
    rotulo = _rotulo(acervo, codigo, codigo[:2] != departamento)
    return (
        f'<a href="../{codigo}/index.html"><title>{rotulo}</title>'
        f'<path class="{_clase(acervo, codigo)}" d="{d}"/></a>'
    )


@cache
def _rotulo(acervo: DatosDelSitio, codigo: str, con_departamento: bool) -> str:
    """«Bojayá, Chocó: 77,1 %», escapado."""
    t, valor = acervo.territorios[codigo], acervo.valor(IPM, codigo)
    donde = f", {t.nombre_departamento}" if con_departamento else ""
    cifra = "sin dato" if math.isnan(valor) else porcentaje(valor)
    contados = " (solo contados)" if aviso(acervo, codigo).sin_comparar else ""
    return str(escape(f"{t.nombre}{donde}: {cifra}{contados}"))


@cache
def _clase(acervo: DatosDelSitio, codigo: str) -> str:
    valor = acervo.valor(IPM, codigo)
    return SIN_DATO if math.isnan(valor) else f"clase-{clase_ipm(valor)}"


def _nombres(acervo: DatosDelSitio, codigo: str, mapa: Alrededor) -> str:
    """Primero el propio, luego la capital y después los vecinos, del límite más largo al menor."""
    suya = capital(codigo[:2])
    orden = [codigo, suya, *(v.codigo for v in acervo.topologia.vecinos[codigo])]
    nombres = [
        Nombre(
            acervo.territorios[c].nombre,
            *mapa.anclas[c],
            "capital" if c == suya != codigo else "",
            fuerte=c == codigo,
        )
        for c in dict.fromkeys(orden)
        if c in mapa.anclas
    ]
    return rotulos(nombres, ANCHO, ALTO)


@cache
def _de_departamento(acervo: DatosDelSitio, departamento: str) -> tuple[Silueta, str]:
    hecha = silueta(acervo.topologia, departamento)
    punto = ""
    if hecha.capital:
        x, y = hecha.capital
        punto = f'<circle cx="{x}" cy="{y}" r="3"/>'
    return hecha, punto


def _silueta(acervo: DatosDelSitio, codigo: str) -> Markup:
    hecha, punto = _de_departamento(acervo, codigo[:2])
    return Markup(  # noqa: S704 - solo números
        f'<svg viewBox="0 0 {hecha.ancho} {hecha.alto}" width="{hecha.ancho}" '
        f'height="{hecha.alto}" aria-hidden="true"><path class="fondo" d="{hecha.contorno}"/>'
        f'<path d="{hecha.formas[codigo]}"/>{punto}</svg>'
    )
