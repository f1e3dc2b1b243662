"""De la geometría al SVG de un departamento y del país: capas por clase y un enlace por lugar."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from markupsafe import Markup, escape

from generador.formato import porcentaje
from generador.mapas.localizador import Mapa, mapa_departamento, mapa_nacional
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.graficos import clase_ipm


class Localizador:
    """Mapas SVG de las páginas; cada geometría se calcula una sola vez."""

    def __init__(self, acervo: DatosDelSitio) -> None:
        self.acervo = acervo
        self.clases = {c: self._clase(c) for c in acervo.territorios}
        self._departamento = cache(
            lambda codigo: mapa_departamento(acervo.topologia, codigo, self.clases)
        )
        self._nacional = cache(
            lambda: mapa_nacional(acervo.topologia, self.clases, por="departamento")
        )
        self._titulo = cache(lambda codigo: f"<title>{escape(self._rotulo(codigo))}</title>")

    def _clase(self, codigo: str) -> int | None:
        valor = self.acervo.valor("ipm_censal", codigo)
        return None if math.isnan(valor) else clase_ipm(valor)

    def de_departamento(self, codigo: str) -> Markup:
        """El departamento con un enlace por municipio."""
        mapa = self._departamento(codigo)
        nombre = self.acervo.territorios[codigo].nombre
        cuerpo = _capas(mapa) + self._enlaces(mapa, mapa.formas)
        return self._svg(mapa, f"Mapa de {nombre}", "Un enlace por municipio.", cuerpo)

    def de_nacion(self, raiz: str = "../") -> Markup:
        """El país por departamento, con un enlace por departamento; `raiz` lleva a territorio/."""
        mapa = self._nacional()
        cuerpo = _capas(mapa) + _marcos(mapa) + self._enlaces(mapa, mapa.formas, raiz)
        return self._svg(mapa, "Mapa de Colombia", "Un enlace por departamento.", cuerpo)

    def _rotulo(self, codigo: str) -> str:
        valor = self.acervo.valor("ipm_censal", codigo)
        nombre = self.acervo.territorios[codigo].nombre
        del_kit = " (promedio del kit)" if len(codigo) == 2 else ""
        return f"{nombre}, {'sin dato' if math.isnan(valor) else porcentaje(valor) + del_kit}"

    def _enlaces(self, mapa: Mapa, codigos: Iterable[str], raiz: str = "../") -> str:
        return "".join(
            f'<a href="{raiz}{c}/index.html">{self._titulo(c)}<path d="{mapa.formas[c].d}"/></a>'
            for c in codigos
        )

    def _svg(self, mapa: Mapa, titulo: str, descripcion: str, cuerpo: str) -> Markup:
        return Markup(  # noqa: S704 - lo que viene de datos ya va escapado
            f'<svg viewBox="0 0 {mapa.ancho} {mapa.alto}" role="group" '
            f'aria-label="{escape(titulo)}">'
            f"<title>{escape(titulo)}</title><desc>{escape(descripcion)}</desc>{cuerpo}</svg>"
        )


def _capas(mapa: Mapa) -> str:
    capas = "".join(
        f'<path class="clase-{clase}" d="{d}"/>' if clase is not None else f'<path d="{d}"/>'
        for clase, d in mapa.capas.items()
    )
    return capas + (
        f'<path class="contorno" d="{mapa.contorno}"/>' if mapa.territorio == "00" else ""
    )


def _marcos(mapa: Mapa) -> str:
    return "".join(
        f'<rect class="recuadro" x="{r.x}" y="{r.y}" width="{r.ancho}" height="{r.alto}"/>'
        for r in mapa.recuadros
    )
