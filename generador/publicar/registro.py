"""El registro de una revisión en Markdown: qué pasó en cada paso y qué cifras cambiaron."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from generador.cubo.catalogo import Indicador
from generador.cubo.procedencia import Fuente
from generador.disco import archivo_propio
from generador.errores import ErrorDeDatos, Lugar
from generador.formato import numero
from generador.paginas.publicacion.texto_de_celda import AGREGADA
from generador.publicar.cifras_cambiadas import Cambiado, CifraCambiada, Diferencias
from generador.publicar.fuentes_de_antes import CAMBIO, IGUAL
from generador.publicar.pasos import Paso

CABEZA = "<!-- Registro de «kit publicar --revisar» -->"
"""La primera línea: por ella se reconoce."""
POR_INDICADOR = 20
"""Cuántas cifras se escriben de cada indicador; todas van en el CSV de al lado."""
_ESPECIALES = re.compile(r"([\\`*_{}\[\]<>#|~&])")
FUENTE_EN_PALABRAS = {
    CAMBIO: "su fuente también cambió",
    IGUAL: "**su fuente no cambió**",
}
NO_CONSTA = "**no consta si su fuente cambió**: lo publicado no traía «datos/fuentes.json»"


def en_markdown(
    pasos: Iterable[Paso],
    diferencias: Diferencias | None,
    catalogo: Mapping[str, Indicador],
    fuentes: Mapping[str, Fuente],
    lugares: Mapping[str, str],
    csv: str,
) -> str:
    """El registro entero; `lugares` va de código a nombre y `csv` es el archivo con cada cifra."""
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
        nombres = _Nombres(catalogo, fuentes, lugares)
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


class _Nombres:
    """Cómo se llama cada cosa, ya escapada."""

    def __init__(
        self,
        catalogo: Mapping[str, Indicador],
        fuentes: Mapping[str, Fuente],
        lugares: Mapping[str, str],
    ) -> None:
        self._catalogo, self._fuentes, self._lugares = catalogo, fuentes, lugares

    def fuente(self, id_: str) -> str:
        propia = id_.removeprefix(f"{AGREGADA}:")
        titulo = self._fuentes[propia].rotulo if propia in self._fuentes else "Cálculos del kit"
        sumada = ", sumada o promediada por el kit" if propia != id_ else ""
        return escapado(f"{titulo}{sumada}")

    def indicador(self, id_: str) -> str:
        ficha = self._catalogo.get(id_)
        return escapado(ficha.largo if ficha else id_)

    def lugar(self, codigo: str) -> str:
        return escapado(f"{self._lugares.get(codigo, codigo)} ({codigo})")


def _de_las_cifras(diferencias: Diferencias, nombres: _Nombres, csv: str) -> Iterator[str]:
    desde = f", del {diferencias.desde}" if diferencias.desde else ""
    yield f"## Qué cambió frente a lo publicado{desde}"
    yield ""
    if diferencias.fuentes:
        yield "Fuentes con otro archivo oficial:"
        yield ""
        for fuente, archivos in diferencias.fuentes.items():
            yield f"- {nombres.fuente(fuente)}: {escapado(', '.join(archivos))}"
        yield ""
    if not diferencias.indicadores:
        yield "Ninguna cifra cambió."
        return
    if diferencias.detalle:
        yield f"Cada cifra que cambió o se retiró está en «{escapado(csv)}»."
    for fuente, suyos in groupby(diferencias.indicadores, lambda c: c.cuenta.fuente):
        yield from ("", f"### {nombres.fuente(fuente)}")
        for cambiado in suyos:
            yield from ("", *_de_un_indicador(cambiado, nombres))


def _de_un_indicador(cambiado: Cambiado, nombres: _Nombres) -> Iterator[str]:
    cuenta = cambiado.cuenta
    partes = (
        f"{numero(cuantas)} {palabra}"
        for cuantas, palabra in (
            (cuenta.cambiadas, "cambiadas"),
            (cuenta.nuevas, "nuevas"),
            (cuenta.retiradas, "retiradas"),
        )
        if cuantas
    )
    estado = FUENTE_EN_PALABRAS.get(cambiado.fuente, NO_CONSTA)
    yield (
        f"**{nombres.indicador(cuenta.indicador)}** (`{cuenta.indicador}`): {', '.join(partes)}, "
        f"en {numero(cuenta.territorios)} territorios; {estado}."
    )
    yield ""
    yield from (_de_una_cifra(fila, nombres) for fila in cambiado.filas[:POR_INDICADOR])
    if (sobran := len(cambiado.filas) - POR_INDICADOR) > 0:
        yield f"- y {numero(sobran)} más"


def _de_una_cifra(fila: CifraCambiada, nombres: _Nombres) -> str:
    zona = "" if fila.zona == "Total" else f", {escapado(fila.zona.lower())}"
    return (
        f"- {nombres.lugar(fila.territorio)}{zona}, {escapado(fila.periodo)}: "
        f"{escapado(fila.antes)} → {escapado(fila.ahora)}"
    )
