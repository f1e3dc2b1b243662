"""Los mapas de la ficha: la misma geometría de la página, pintada para papel y para grises."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from generador.fichas import colores
from generador.lugares.nbi_por_dentro import CABECERA, DISPERSO, OCULTA
from generador.mapas.capitales import capital
from generador.mapas.localizador import Recuadro, mapa_departamento, mapa_nacional
from generador.mapas.ventana import ALTO, ANCHO
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.graficos import clase_ipm
from generador.paginas.territorios.mapa_por_dentro import (
    RADIO_SIN_TASA,
    nombres,
    radio,
)
from generador.paginas.territorios.rotulos_en_mapa import Nombre, caja_en, colocar

ESCALA = 0.9
"""Píxeles de pantalla por píxel del mapa con los que un nombre ocupa lo que ocupa impreso."""
ESCALA_DEL_DEPARTAMENTO = 1.5
"""Ese mapa mide la mitad y se imprime igual de grande."""
PROPIO = "#10161c"
PAPEL = "#fff"

Dibujo = dict[str, Any]


def alrededor(acervo: DatosDelSitio, codigo: str) -> Dibujo:
    """El municipio y sus vecinos, con la clase de su pobreza multidimensional."""
    mapa, tinta = acervo.alrededor[codigo], colores.leer()
    vecinos = [_forma(acervo, c, d) for c, d in mapa.formas.items() if c != codigo]
    propio = mapa.formas[codigo]
    partes = [
        _trazo(mapa.fondo, fill=tinta["papel-3"], stroke="none"),
        _trazo(mapa.lineas, fill="none", stroke=tinta["linea"], **{"stroke-width": "0.8"}),
        *vecinos,
        _forma(acervo, codigo, propio),
        _trazo(
            mapa.limites,
            fill="none",
            stroke=tinta["tinta-2"],
            **{"stroke-width": "1.4", "stroke-dasharray": "5 3"},
        ),
        _trazo(propio, fill="none", stroke=PAPEL, **{"stroke-width": "6"}),
        _trazo(propio, fill="none", stroke=PROPIO, **{"stroke-width": "2.8"}),
    ]
    orden = [codigo, capital(codigo[:2]), *(v.codigo for v in acervo.topologia.vecinos[codigo])]
    puestos = [
        Nombre(acervo.territorios[c].nombre, *mapa.anclas[c], fuerte=c == codigo)
        for c in dict.fromkeys(orden)
        if c in mapa.anclas
    ]
    return _dibujo(ANCHO, ALTO, partes, _rotulos(puestos, ANCHO, ALTO, ESCALA))


def departamento(comun: Comun, codigo: str) -> Dibujo:
    """Los municipios de un departamento; se nombra el suyo a los más poblados que quepan."""
    acervo = comun.acervo
    mapa = mapa_departamento(acervo.topologia, codigo, comun.mapas.clases)
    partes = [_forma(acervo, c, forma.d, "0.5") for c, forma in mapa.formas.items()]
    partes.append(_trazo(mapa.contorno, fill="none", stroke=PROPIO, **{"stroke-width": "1.2"}))
    partes += [_recuadro(r) for r in mapa.recuadros]
    por_gente = sorted(mapa.formas, key=lambda c: (c != capital(codigo), -_gente(acervo, c), c))
    puestos = [
        Nombre(acervo.territorios[c].nombre, forma.x, forma.y, fuerte=c == capital(codigo))
        for c in por_gente[:10]
        if (forma := mapa.formas[c])
    ]
    rotulos = _rotulos(puestos, mapa.ancho, mapa.alto, ESCALA_DEL_DEPARTAMENTO)
    return _dibujo(mapa.ancho, mapa.alto, partes, rotulos)


def pais(comun: Comun) -> Dibujo:
    """Los departamentos, con la clase de su pobreza multidimensional y sin nombres."""
    mapa = mapa_nacional(comun.acervo.topologia, comun.mapas.clases, por="departamento")
    partes = [_forma(comun.acervo, c, forma.d, "0.8") for c, forma in mapa.formas.items()]
    partes += [_recuadro(r) for r in mapa.recuadros]
    return _dibujo(mapa.ancho, mapa.alto, partes, [])


def por_dentro(acervo: DatosDelSitio, codigo: str) -> Dibujo:
    """El municipio por dentro: el rural disperso y un punto por cabecera y centro poblado."""
    lugares, mapa = acervo.nbi_por_lugar, acervo.mapas_por_dentro[codigo]
    suyas = lugares.orden[codigo]
    disperso = next(fila for fila in suyas if lugares.clases[fila] == DISPERSO)
    puntos = [fila for fila in suyas if fila in mapa.puntos]
    fondo = _trazo(
        mapa.d,
        fill=_de_nbi(lugares.color[disperso]),
        stroke=PROPIO,
        **{"stroke-width": "2", "stroke-linejoin": "round"},
    )
    circulos = [
        _circulo(
            mapa.puntos[fila],
            lugares.color[fila],
            float(lugares.personas[fila]),
            es_cabecera=lugares.clases[fila] == CABECERA,
        )
        for fila in reversed(puntos)
    ]
    rotulos = [
        {
            "texto": puesto.texto,
            "x": round(100 * mapa.puntos[puesto.fila][0] / mapa.ancho, 2),
            "y": round(100 * mapa.puntos[puesto.fila][1] / mapa.alto, 2),
            "lado": "izquierda" if puesto.a_la_izquierda else "derecha",
            "fuerte": lugares.clases[puesto.fila] == CABECERA,
        }
        for puesto in nombres(lugares, mapa, puntos)
    ]
    return _dibujo(mapa.ancho, mapa.alto, [fondo, *circulos], rotulos) | {
        "km": mapa.km,
        "regla": round(100 * mapa.regla / mapa.ancho, 2),
    }


def _gente(acervo: DatosDelSitio, codigo: str) -> float:
    valor = acervo.valor("poblacion", codigo)
    return 0.0 if math.isnan(valor) else valor


def _dibujo(ancho: int, alto: int, partes: Iterable[str], rotulos: Sequence[Dibujo]) -> Dibujo:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ancho} {alto}">{"".join(partes)}'
        "</svg>"
    )
    return {"svg": svg, "ancho": ancho, "alto": alto, "rotulos": list(rotulos)}


def _rotulos(puestos: Sequence[Nombre], ancho: int, alto: int, escala: float) -> list[Dibujo]:
    """Los que caben, cada uno por su centro, en porcentaje del mapa."""
    salida = []
    for i, renglones in colocar(puestos, ancho, alto, escala, []):
        x0, y0, x1, y1 = caja_en(puestos[i], ancho, alto, escala, renglones)
        salida.append(
            {
                "texto": puestos[i].texto,
                "x": round(100 * (x0 + x1) / 2 / (ancho * escala), 2),
                "y": round(100 * (y0 + y1) / 2 / (alto * escala), 2),
                "lado": "centro",
                "fuerte": puestos[i].fuerte,
            }
        )
    return salida


def _forma(acervo: DatosDelSitio, codigo: str, d: str, grosor: str = "0.9") -> str:
    valor = acervo.valor("ipm_censal", codigo)
    color = (
        colores.leer()["nulo"] if math.isnan(valor) else colores.de_clase("ipm", clase_ipm(valor))
    )
    borde = colores.leer()["linea-2"]
    return _trazo(d, fill=color, stroke=borde, **{"stroke-width": grosor})


def _recuadro(r: Recuadro) -> str:
    return (
        f'<rect x="{r.x}" y="{r.y}" width="{r.ancho}" height="{r.alto}" fill="none" '
        f'stroke="{colores.leer()["linea-2"]}"/>'
    )


def _de_nbi(color: int) -> str:
    return PAPEL if color == OCULTA else colores.de_clase("nbi", color)


def _circulo(donde: tuple[int, int], color: int, personas: float, *, es_cabecera: bool) -> str:
    """El borde separa al punto del fondo aunque sean de la misma clase."""
    r = RADIO_SIN_TASA if color == OCULTA else radio(personas)
    borde = PAPEL if color > 2 else PROPIO
    grosor = 3 if es_cabecera else 1.6
    contorno = (
        f'<circle cx="{donde[0]}" cy="{donde[1]}" r="{r + grosor}" fill="{PROPIO}"/>'
        if borde == PAPEL
        else ""
    )
    return (
        f'{contorno}<circle cx="{donde[0]}" cy="{donde[1]}" r="{r}" fill="{_de_nbi(color)}" '
        f'stroke="{borde}" stroke-width="{grosor}"/>'
    )


def _trazo(d: str, **atributos: str) -> str:
    """Un `path`; nada si no hay qué dibujar. Todo lo escribe el kit: números y colores."""
    escritos = " ".join(f'{nombre}="{valor}"' for nombre, valor in atributos.items())
    return f'<path d="{d}" {escritos}/>' if d else ""
