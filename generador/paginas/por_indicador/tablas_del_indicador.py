"""Las filas de las tablas de un indicador, ya en HTML: son decenas por página y cientos de páginas.

Los nombres se escapan y se enlazan una sola vez.
"""

from __future__ import annotations

from math import isnan

import numpy as np
from markupsafe import Markup, escape

from generador.cubo.leer import DATO
from generador.formato import numeros
from generador.paginas.cifras import SIN_CIFRA
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.por_indicador.columna_vigente import ColumnaVigente


class Nombres:
    """El nombre de cada territorio, enlazado a su perfil; el municipio, con su departamento."""

    def __init__(self, acervo: DatosDelSitio) -> None:
        self._enlazados = {
            codigo: f'<a href="../../territorio/{codigo}/index.html">{escape(t.nombre)}</a>'
            + (
                f" <small>{escape(t.nombre_departamento)}</small>"
                if t.nivel == "municipio" and t.nombre != t.nombre_departamento
                else ""
            )
            for codigo, t in acervo.territorios.items()
        }

    def filas(self, columna: ColumnaVigente, posiciones: tuple[int, ...]) -> Markup:
        """Una fila por posición, en ese orden: nombre y cifra."""
        return Markup(  # noqa: S704 - nombres y rótulos van escapados
            "".join(
                f'<tr><th scope="row">{self._enlazados[codigo]}</th><td>{texto}</td></tr>'
                for codigo, texto in zip(
                    columna.codigos[list(posiciones)].tolist(),
                    _textos(columna, posiciones),
                    strict=True,
                )
            )
        )

    def filas_con_barra(self, columna: ColumnaVigente, posiciones: tuple[int, ...]) -> Markup:
        """Lo mismo, con el número para ordenar y el ancho de su barra sobre el mayor."""
        crudos = columna.crudos[list(posiciones)]
        mayor = float(np.nanmax(np.abs(crudos)))
        dibuja = not columna.categorias and mayor > 0 and np.nanmin(crudos) >= 0
        filas = []
        for codigo, crudo, texto in zip(
            columna.codigos[list(posiciones)].tolist(),
            crudos.tolist(),
            _textos(columna, posiciones),
            strict=True,
        ):
            numerico = not isnan(crudo) and not columna.categorias
            orden = f' data-orden="{crudo:.6g}"' if numerico else ""
            barra = f'<i style="--v:{100 * crudo / mayor:.1f}%"></i>' if numerico and dibuja else ""
            filas.append(
                f'<tr><th scope="row">{self._enlazados[codigo]}</th>'
                f"<td{orden}>{texto}</td><td>{barra}</td></tr>"
            )
        return Markup("".join(filas))  # noqa: S704 - nombres y rótulos van escapados


def _textos(columna: ColumnaVigente, posiciones: tuple[int, ...]) -> list[str]:
    """La cifra de cada una sin unidad, el rótulo de su categoría, o por qué no la hay."""
    elegidas = list(posiciones)
    crudos, estados = columna.crudos[elegidas], columna.estados[elegidas].tolist()
    con_dato = crudos[columna.hay[elegidas]]
    if columna.categorias:
        escritos = iter([str(escape(columna.categorias[int(v)])) for v in con_dato.tolist()])
    else:
        escritos = iter(numeros(con_dato, columna.ficha.decimales))
    return [
        next(escritos) if estado == DATO else SIN_CIFRA.get(estado, "no disponible")
        for estado in estados
    ]
