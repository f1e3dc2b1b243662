"""Las fichas en una página HTML sin nada de afuera: pesa poco y abre en cualquier equipo."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import isnan

import numpy as np

from ..metodos.cobertura import Cobertura
from .capas import COLOR, NULO, RAMPA
from .datos import SIN_CLASE, FichaDeVereda, pct
from .encabezado import Encabezado

LADO = 320
ESTILO = f"""
:root{{--tinta:#14202b;--suave:#46535f;--linea:#cdd6da;--medida:{COLOR}}}
*{{box-sizing:border-box}}
body{{margin:0 auto;max-width:46rem;padding:1rem;font:16px/1.45 "Open Sans","Segoe UI",Roboto,Arial,
sans-serif;color:var(--tinta);background:#fff}}
h1{{font-size:1.5rem;margin:.2rem 0}}h2{{font-size:1.35rem;margin:.2rem 0;overflow-wrap:anywhere}}
p{{margin:.4rem 0}}.suave,dd small{{color:var(--suave);font-size:.85rem}}
.sello{{color:var(--medida);font-weight:700}}.marca{{color:#b30000;font-weight:700}}
nav ul{{columns:12rem;padding-left:1.1rem;font-size:.9rem}}a{{color:#0a4f96}}
article{{border-top:.25rem solid var(--medida);margin-top:2.5rem;padding-top:.6rem}}
dl{{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;margin:.8rem 0;padding:.6rem 0;
border:solid var(--linea);border-width:1px 0}}
dt{{font-size:.85rem;color:var(--suave)}}dd{{margin:0;font-weight:700;font-size:1.15rem}}
dd small{{display:block;font-weight:400}}
.barras{{width:100%;border-collapse:collapse;font-size:.85rem}}
.barras th{{width:46%;text-align:left;font-weight:400;padding:.15rem .6rem .15rem 0}}
.barras td{{padding:.15rem 0}}.barras b{{display:inline-block;width:3rem}}
.barras i{{position:relative;display:inline-block;width:calc(100% - 3.4rem);height:.75rem;
vertical-align:middle;background:linear-gradient(var(--medida) 0 0) 0/calc(var(--v)*1%) 100%
no-repeat,#e4eaec;print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.barras i[style*="--m"]::after{{content:"";position:absolute;top:-.15rem;bottom:-.15rem;width:2px;
left:calc(var(--m)*1%);background:var(--tinta);box-shadow:0 0 0 1px #fff}}
@media screen and (max-width:34rem){{.barras th{{display:block;width:auto;padding-top:.35rem}}
.barras td{{display:block}}}}
svg{{max-width:100%;height:auto}}.mapa{{width:100%;max-width:20rem;display:block}}
.mapa path{{stroke:#fff;stroke-width:.8}}.mapa .esta{{fill:none;stroke:#10161c;stroke-width:2.2}}
.leyenda{{display:flex;flex-wrap:wrap;gap:.2rem .8rem;list-style:none;padding:0;font-size:.8rem;
color:var(--suave)}}.leyenda i{{display:inline-block;width:1rem;height:.7rem;margin-right:.3rem;
print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media print{{body{{max-width:none;padding:0}}nav{{display:none}}
article{{break-before:page;margin:0}}svg{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}
"""
LEYENDA = (
    *zip(("menos de 20", "20 a 35", "35 a 50", "50 a 70", "70 o más"), RAMPA),
    ("no se muestra", NULO),
)


def pagina(
    fichas: Sequence[FichaDeVereda], textos: Encabezado, cuales: Sequence[FichaDeVereda]
) -> str:
    """El HTML de las fichas de `cuales`; el mapa dibuja todas las de `fichas`."""
    titulo = cuales[0].titulo if len(cuales) == 1 else "Fichas por vereda"
    dibujos = trazos(fichas)
    marca = f'<p class="marca">{escape(textos.marca)}</p>' if textos.marca else ""
    indice = "".join(f'<li><a href="#f{f.numero}">{escape(f.titulo)}</a></li>' for f in cuales)
    partes = [
        '<!doctype html>\n<html lang="es-CO"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(titulo)} · {escape(textos.municipio)}</title><style>{ESTILO}</style>",
        f"</head><body><header>{marca}<h1>{escape(textos.municipio)}</h1>",
        f'<p class="sello">{escape(textos.sello)}</p>',
        f'<p>{escape(textos.procedencia)}</p><p class="suave">{escape(textos.nota)}</p></header>',
        f'<nav aria-label="Veredas"><ul>{indice}</ul></nav>' if len(cuales) > 1 else "",
        _mapa_de_todas(fichas, dibujos),
        "<main>",
        *(_articulo(f, dibujos[f.numero]) for f in cuales),
        "</main></body></html>\n",
    ]
    return "".join(partes)


def _mapa_de_todas(fichas: Sequence[FichaDeVereda], dibujos: dict[int, str]) -> str:
    """El dibujo que todas las fichas repiten con «use»: se escribe una vez."""
    caminos = "".join(
        f'<path fill="{NULO if f.clase == SIN_CLASE else RAMPA[f.clase]}" d="{dibujos[f.numero]}"/>'
        for f in fichas
    )
    return (
        '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>'
        f'<g id="todas">{caminos}</g></defs></svg>'
    )


def _articulo(ficha: FichaDeVereda, dibujo: str) -> str:
    cifras = "".join(
        f"<div><dt>{escape(c.rotulo)}</dt><dd>{escape(c.valor)}<small>{escape(c.detalle)}</small>"
        + (f"<small>Municipio: {escape(c.municipio)}</small>" if c.municipio else "")
        + "</dd></div>"
        for c in ficha.cifras
    )
    magnitud = (
        '<p class="suave">Orden de magnitud: tiene menos de 30 hogares.</p>'
        if ficha.magnitud
        else ""
    )
    barras = (
        "<h3>Hogares con cada privación</h3>"
        f'<p class="suave">Barra: la vereda. Raya: el municipio.</p>{_barras(ficha)}'
        if ficha.barras
        else ""
    )
    leyenda = "".join(f'<li><i style="background:{c}"></i>{r}</li>' for r, c in LEYENDA)
    return (
        f'<article id="f{ficha.numero}"><h2>{escape(ficha.titulo)}</h2>'
        f"<p>{escape(ficha.frase)}</p>{f'<dl>{cifras}</dl>' if cifras else ''}{magnitud}"
        f'<svg class="mapa" viewBox="0 0 {LADO} {LADO}" role="img" '
        f'aria-label="Dónde está {escape(ficha.nombre)}"><use href="#todas"/>'
        f'<path class="esta" d="{dibujo}"/></svg>'
        f'<ul class="leyenda" aria-label="Hogares pobres de cada 100">{leyenda}</ul>'
        f"{barras}</article>"
    )


def _barras(ficha: FichaDeVereda) -> str:
    """Una tabla, que en un celular parte el renglón: el dibujo del papel allí no se leería."""
    filas = "".join(
        f'<tr><th scope="row">{escape(b.nombre)}</th><td><b>{pct(b.tasa)}</b>'
        f'<i style="--v:{0.0 if isnan(b.tasa) else 100 * b.tasa:.0f}'
        + ("" if isnan(b.municipio) else f";--m:{100 * b.municipio:.0f}")
        + '"></i></td></tr>'
        for b in ficha.barras
    )
    return f'<table class="barras">{filas}</table>'


def trazos(fichas: Sequence[FichaDeVereda]) -> dict[int, str]:
    """El `d` de cada ficha en un cuadro de `LADO` píxeles, con las fronteras compartidas."""
    cobertura = Cobertura.de_poligonos([f.poligonos for f in fichas])
    puntos = cobertura.puntos.astype(np.float64)
    if not len(puntos):
        return {f.numero: "" for f in fichas}
    coseno = float(np.cos(np.radians(puntos[:, 1].mean() / 1e5)))
    planos = puntos * [coseno, -1.0]
    menor, mayor = planos.min(axis=0), planos.max(axis=0)
    escala = (LADO - 8) / max(float((mayor - menor).max()), 1.0)
    # Un píxel de este dibujo, en metros cuadrados, es lo que nadie ve.
    simple = cobertura.simplificada((1.1 / escala) ** 2)
    hueco = (LADO - (mayor - menor) * escala) / 2
    return {
        f.numero: "".join(
            _d((anillo * [coseno, -1.0] - menor) * escala + hueco)
            for poligono in simple.poligonos(i)
            for anillo in poligono
        )
        for i, f in enumerate(fichas)
    }


def _d(puntos: np.ndarray) -> str:
    enteros = np.rint(puntos * 2).astype(int) / 2
    distintos = enteros[np.concatenate([[True], (np.diff(enteros, axis=0) != 0).any(axis=1)])]
    if len(distintos) < 4:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in distintos[:-1].tolist()) + "z"
