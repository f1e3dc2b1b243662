"""Lo que la página de descargas enumera: cada archivo con su tamaño, su huella y su fecha."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from generador import publicador, texto_yaml
from generador.formato import DURO, numero
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import cambios_publicados, hoja_de_calculo
from generador.paginas.publicacion.cambios_publicados import Cambios, NombresEscritos
from generador.paginas.publicacion.llevadas import CAMBIOS, Archivo, Llevadas, ruta_de_tema

LISTA = Path(__file__).with_name("descargas.yaml")
ESQUEMAS = ("datos/esquemas/territorio.schema.json", "datos/esquemas/series.schema.json")
FRASES = 6
"""Cuántas frases de una fuente van a la vista; las demás, plegadas."""


class Descarga(NamedTuple):
    """Un archivo de la lista.

    `aparte`: lo hace `kit descargas`; `tambien`, además lo trae el sitio sin ellas. `reemplaza`:
    con ellas no se publica.
    """

    ruta: str
    nombre: str
    que: str
    aparte: bool = False
    tambien: bool = False
    reemplaza: bool = False

    def sale(self, con_llevadas: bool) -> bool:
        """Si está en el sitio."""
        return not self.reemplaza if con_llevadas else self.tambien or not self.aparte


@cache
def grupos() -> tuple[tuple[str, tuple[Descarga, ...]], ...]:
    """(título, archivos) de cada grupo, en el orden de la página."""
    leidos = texto_yaml.leer(LISTA.read_text(encoding="utf-8"))["grupos"]
    return tuple((g["titulo"], tuple(Descarga(**a) for a in g["archivos"])) for g in leidos)


def ofrecidas(llevadas: Llevadas | None) -> list[str]:
    """Los archivos de cifras de la lista que están en el sitio, desde `datos/`."""
    return [
        a.ruta.removeprefix("datos/")
        for _, archivos in grupos()
        for a in archivos
        if a.sale(llevadas is not None) and not a.ruta.endswith((".qml", ".schema.json"))
    ]


class PaginaDeDescargas:
    """Las macros de la página; sin `llevadas`, solo lo que trae todo sitio."""

    def __init__(self, acervo: DatosDelSitio, llevadas: Llevadas | None) -> None:
        self._acervo = acervo
        self._llevadas = llevadas

    def listas_de_descargas(self) -> Markup:
        """Una lista por grupo."""
        return Markup("\n").join(
            Markup("<h3>{}</h3>\n{}").format(titulo, self._lista(archivos))
            for titulo, archivos in grupos()
        )

    def descargas_por_tema(self) -> Markup:
        """Las cifras de cada tema, o nada si no se publican."""
        if not self._llevadas:
            return Markup("")
        temas = [
            Descarga(
                ruta_de_tema(tema.id),
                tema.titulo,
                "1 indicador" if (n := len(tema.indicadores)) == 1 else f"{n} indicadores",
                aparte=True,
            )
            for tema in self._acervo.temas
        ]
        return Markup(
            "<h3>Todas las cifras, tema por tema</h3>\n<p>Un ZIP con un CSV para Excel en español: "
            "un indicador de un territorio y una zona por fila, y una columna por año.</p>\n"
            "<details><summary>Ver los {} temas</summary>{}</details>"
        ).format(len(temas), self._lista(tuple(temas)))

    def de_cada_territorio(self) -> Markup:
        """Qué trae la página de un territorio, con el libro si se publica."""
        if not self._llevadas:
            return Markup("su <code>datos.csv</code> y su <code>datos.json</code>")
        peso = self._llevadas.peso_de_libros / len(self._llevadas.libros)
        return Markup(
            "su libro de Excel (<code>datos.xlsx</code>, unos {}), su <code>datos.csv</code> y su "
            "<code>datos.json</code>"
        ).format(_peso(round(peso)))

    def que_cambio(self) -> Markup:
        """Lo que cambió frente a la versión anterior, fuente por fuente."""
        registro = self._llevadas.cambios if self._llevadas else None
        if registro is None:
            return Markup("<p>Esta copia no se comparó con una anterior.</p>")
        cambios = cambios_publicados.leer(registro)
        if not cambios.hay:
            return Markup("<p>Ninguna cifra cambió frente a la versión anterior.</p>")
        partes = [
            Markup("<p>{}: {}.{}</p>").format(
                _entre(cambios), cambios_publicados.cuantas(*cambios.total), self._detalle()
            )
        ]
        frases = cambios_publicados.en_palabras(cambios, nombres_de(self._acervo))
        partes += [_de_una_fuente(*par) for par in frases]
        return Markup("\n").join(partes)

    def _detalle(self) -> Markup:
        if not self._llevadas or CAMBIOS not in self._llevadas.por_ruta:
            return Markup("")
        return Markup(' Cada una, en <a href="cambios.csv">cambios.csv</a> ({}).').format(
            _peso(self._llevadas.por_ruta[CAMBIOS].bytes)
        )

    def _lista(self, archivos: tuple[Descarga, ...]) -> Markup:
        hay = [a for a in archivos if a.sale(self._llevadas is not None)]
        return Markup('<ul class="lista-de-descargas">{}</ul>').format(
            Markup("").join(map(self._uno, hay))
        )

    def _uno(self, a: Descarga) -> Markup:
        hecho = self._llevadas.por_ruta.get(a.ruta) if self._llevadas else None
        return Markup('<li><a href="{}">{}</a><span>{}</span>{}</li>').format(
            a.ruta.removeprefix("datos/"), a.nombre, a.que, _senas(hecho) if hecho else ""
        )


def nombres_de(acervo: DatosDelSitio) -> NombresEscritos:
    """Los que se leen en la página y en `cambios.csv`."""
    return NombresEscritos(
        acervo.fuentes,
        hoja_de_calculo.nombres_llanos(acervo.catalogo),
        {c: t.nombre for c, t in acervo.territorios.items()},
    )


def _entre(cambios: Cambios) -> str:
    """Entre qué días, con lo que se sepa."""
    desde, hasta = _dia(cambios.desde), _dia(cambios.hasta)
    if desde and hasta and desde != hasta:
        return f"Del {desde} al {hasta}"
    return f"Frente a la versión del {desde}" if desde else "Frente a la versión anterior"


def _senas(hecho: Archivo) -> Markup:
    """Formato, tamaño, fecha y huella; la huella entera sale al abrirla."""
    formato = hecho.ruta.rpartition("/")[2].partition(".")[2]
    partes = [formato, _peso(hecho.bytes), *([_dia(hecho.fecha)] if hecho.fecha else [])]
    return Markup(
        "<small>{} <details><summary>Huella</summary><code>{}</code></details></small>"
    ).format(" · ".join(partes), hecho.sha256)


def _de_una_fuente(titulo: str, frases: list[str]) -> Markup:
    lista = Markup("").join(Markup("<li>{}</li>").format(f) for f in frases)
    abierta = Markup(" open") if len(frases) <= FRASES else ""
    return Markup("<details{}><summary>{} ({})</summary><ul>{}</ul></details>").format(
        abierta, titulo, len(frases), lista
    )


def _peso(cuantos: int) -> str:
    """«1,2 MB», «34 kB»."""
    if cuantos >= 1_000_000:
        return f"{numero(cuantos / 1e6, 1)}{DURO}MB"
    return f"{numero(max(cuantos / 1e3, 1))}{DURO}kB"


def _dia(escrito: str) -> str:
    """El día en palabras; «» si no se sabe."""
    return publicador.en_palabras(date.fromisoformat(escrito)) if escrito else ""
