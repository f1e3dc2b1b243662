"""El registro de una revisión en Markdown: qué pasó en cada paso y qué cifras cambiaron."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from generador.disco import archivo_propio
from generador.errores import ErrorDeDatos, Lugar
from generador.formato import lista, numero
from generador.paginas.publicacion.cambios_publicados import CifraCambiada, NombresEscritos
from generador.paginas.publicacion.hoja_de_calculo import ZONAS
from generador.publicar.cifras_cambiadas import Cambiado, Diferencias
from generador.publicar.fuentes_de_antes import CAMBIO, IGUAL
from generador.publicar.pasos import Paso

CABEZA = "<!-- Registro de «kit publicar --revisar» -->"
"""La primera línea: por ella se reconoce."""
POR_INDICADOR = 20
"""Cuántas cifras se escriben de cada indicador; todas van en el CSV de al lado."""
_ESPECIALES = re.compile(r"([\\`*_{}\[\]<>#|~&])")
NO_CONSTA = "**no consta si su fuente cambió**: lo publicado no traía «datos/fuentes.json»"


def en_markdown(
    pasos: Iterable[Paso],
    diferencias: Diferencias | None,
    nombres: NombresEscritos,
    csv: str,
) -> str:
    """El registro entero; `csv` es el archivo con cada cifra."""
    pasos = list(pasos)
    titulo = "Se puede publicar" if all(p.pasa for p in pasos) else "No se puede publicar"
    renglones = [CABEZA, f"# {titulo}", "", "| Paso | | Qué dijo |", "|---|---|---|"]
    renglones += [
        f"| {p.nombre} | {'bien' if p.pasa else '**no pasa**'} | {escapado(p.resumen)} |"
        for p in pasos
    ]
    for paso in pasos:
        if paso.detalle or paso.que_hacer:
            renglones += ["", f"## {paso.nombre}", ""]
            renglones += [f"- {escapado(renglon)}" for renglon in paso.detalle]
        if paso.que_hacer:
            renglones += ["", f"**Qué hacer:** {escapado(paso.que_hacer)}."]
    if diferencias:
        renglones += ["", *_de_las_cifras(diferencias, nombres, csv)]
    return "\n".join(renglones) + "\n"


def csv_de(registro: Path) -> Path:
    """Dónde va, al lado, cada cifra que cambió."""
    return registro.with_suffix(".csv")


def exigir_propio(registro: Path) -> None:
    """ErrorDeDatos si escribir el registro o su CSV taparía algo que no hizo el kit."""
    csv = csv_de(registro)
    if registro == csv:
        raise _ajeno(registro, "es el nombre del CSV que va al lado")
    archivo_propio.exigir_archivo(registro)
    archivo_propio.exigir_archivo(csv)
    estorba = registro if registro.exists() else csv
    if not estorba.exists():
        return
    # El CSV no lleva marca: es del kit si el registro que lo acompaña lo es.
    if not registro.is_file() or not registro.read_bytes().startswith(CABEZA.encode()):
        raise _ajeno(estorba, "ya existe y no es el registro de una revisión")


def exigir_fuera(registro: Path, carpetas: Iterable[Path]) -> None:
    """ErrorDeDatos si el registro quedaría en una de `carpetas`, que se reemplazan."""
    carpeta = registro.resolve().parent
    if any(c in (carpeta, *carpeta.parents) for c in carpetas):
        raise _ajeno(registro, "quedaría dentro del sitio, que se reemplaza y se publica")


def _ajeno(ruta: Path, problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        problema, lugar=Lugar(str(ruta)), que_hacer="dé otro archivo .md con --registro"
    )


def escapado(texto: str) -> str:
    """`texto` en un renglón de Markdown, sin que nada de él dé formato ni abra una etiqueta."""
    return _ESPECIALES.sub(r"\\\1", " ".join(texto.split()))


def _de_las_cifras(diferencias: Diferencias, nombres: NombresEscritos, csv: str) -> Iterator[str]:
    desde = f", del {diferencias.desde}" if diferencias.desde else ""
    yield f"## Qué cambió frente a lo publicado{desde}"
    yield ""
    if diferencias.fuentes:
        yield "Fuentes con otro archivo oficial:"
        yield ""
        for fuente, archivos in diferencias.fuentes.items():
            yield f"- {escapado(nombres.fuente(fuente))}: {escapado(', '.join(archivos))}"
        yield ""
    if not diferencias.indicadores:
        yield "Ninguna cifra cambió."
        return
    if diferencias.cifras:
        yield f"Cada cifra que cambió o se retiró está en «{escapado(csv)}»."
    for fuente, suyos in groupby(diferencias.indicadores, lambda c: c.cuenta.fuente):
        yield from ("", f"### {escapado(nombres.fuente(fuente))}")
        for cambiado in suyos:
            yield from ("", *_de_un_indicador(cambiado, nombres))


def _de_un_indicador(cambiado: Cambiado, nombres: NombresEscritos) -> Iterator[str]:
    cuenta = cambiado.cuenta
    yield (
        f"**{escapado(nombres.indicador(cuenta.indicador))}** (`{cuenta.indicador}`): "
        f"{escapado(cuenta.contado)}; {_por_que(cambiado, nombres)}."
    )
    yield ""
    yield from (_de_una_cifra(cifra, nombres) for cifra in cambiado.filas[:POR_INDICADOR])
    if (sobran := len(cambiado.filas) - POR_INDICADOR) > 0:
        yield f"- y {numero(sobran)} más, que cambiaron menos"


def _por_que(cambiado: Cambiado, nombres: NombresEscritos) -> str:
    if cambiado.fuente == CAMBIO and cambiado.cambiaron:
        suyas = lista([escapado(nombres.fuente(f)) for f in cambiado.cambiaron])
        return f"por otro archivo de {suyas}"
    return {CAMBIO: "cambió alguna fuente", IGUAL: "**su fuente no cambió**"}.get(
        cambiado.fuente, NO_CONSTA
    )


def _de_una_cifra(cifra: CifraCambiada, nombres: NombresEscritos) -> str:
    zona = "" if cifra.dominio == "total" else f", {ZONAS[cifra.dominio].lower()}"
    donde = f"{nombres.lugar(cifra.territorio)} ({cifra.territorio}){zona}, {cifra.periodo}"
    return f"- {escapado(donde)}: {escapado(cifra.de_cuanto_a_cuanto)}"
