"""Typst: de lo que dice una ficha a su PDF etiquetado (PDF/UA-1), siempre en dos hojas."""

from __future__ import annotations

import io
import re
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Literal

import pikepdf
import typst

from generador import publicador
from generador.errores import ErrorDelKit
from generador.fichas import letras_de_la_ficha
from generador.rutas import PLANTILLAS

CARPETA = PLANTILLAS / "ficha"
PRINCIPAL, IMAGEN = CARPETA / "ficha.typ", CARPETA / "imagen.typ"
PUNTOS = 144
"""Por pulgada: cada punto de la imagen son dos píxeles."""
NORMA: Literal["ua-1"] = "ua-1"
NIVELES = 7
"""Cuántas veces se aprieta la letra hasta que cabe; los factores están en `ficha.typ`."""
_NO_CUPO = re.compile(r"no-cupo:([\d,]+)")


class Imprenta:
    """Un compilador con las dos letras del sitio y ninguna otra; se usa con `with`."""

    def __init__(self) -> None:
        """No abre nada hasta entrar."""
        self._carpeta = tempfile.TemporaryDirectory(prefix="kit-letras-")

    def __enter__(self) -> Imprenta:
        """Prepara las letras, que Typst no lee como van en la web."""
        letras_de_la_ficha.dejar_en(Path(self._carpeta.name))
        self._compilador = typst.Compiler(
            root=str(CARPETA), font_paths=[self._carpeta.name], ignore_system_fonts=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        """Quita las letras."""
        self._carpeta.cleanup()

    def _compilar(self, entradas: dict[str, str]) -> bytes:
        pdf = self._compilador.compile(
            input=str(PRINCIPAL),
            format="pdf",
            sys_inputs=entradas,
            pdf_standards=NORMA,
            timestamp=_momento(),
        )
        assert isinstance(pdf, bytes)  # noqa: S101 - un PDF es un solo archivo
        return pdf

    def dibujar(self, nombre: str, contenido: bytes) -> bytes:
        """El PNG de la imagen con que se comparte un territorio; ErrorDelKit si Typst no pudo."""
        try:
            png = self._compilador.compile(
                input=str(IMAGEN),
                format="png",
                ppi=PUNTOS,
                sys_inputs={"datos": contenido.decode("utf-8")},
                timestamp=_momento(),
            )
        except typst.TypstError as error:
            raise ErrorDelKit(
                f"no se pudo dibujar la imagen de {nombre}: {error}\n"
                f"  Qué hacer: revise plantillas/ficha/{IMAGEN.name}"
            ) from error
        assert isinstance(png, bytes)  # noqa: S101 - una sola página es un solo archivo
        return png

    def imprimir(self, nombre: str, contenido: bytes) -> bytes:
        """El PDF de una ficha; `contenido` es el JSON de `contenido.de`.

        Los mismos datos dan los mismos bytes. ErrorDelKit, con el nombre del territorio, si Typst
        no pudo o si ni con la letra más apretada cupo en dos hojas.
        """
        datos, niveles = contenido.decode("utf-8"), [0, 0]
        while max(niveles) < NIVELES:
            try:
                return _apretado(self._compilar({"datos": datos, **_escritos(niveles)}))
            except typst.TypstError as error:
                partidas = _NO_CUPO.search(str(error))
                if partidas is None:
                    raise ErrorDelKit(
                        f"no se pudo imprimir la ficha de {nombre}: {error}\n"
                        "  Qué hacer: revise plantillas/ficha"
                    ) from error
                for hoja in partidas[1].split(","):
                    niveles[int(hoja) - 1] += 1
        raise ErrorDelKit(
            f"la ficha de {nombre} no cabe en dos hojas ni con la letra más apretada\n"
            "  Qué hacer: quite texto de plantillas/ficha"
        )


def _escritos(niveles: list[int]) -> dict[str, str]:
    return {f"nivel{hoja}": str(nivel) for hoja, nivel in enumerate(niveles, 1)}


def _apretado(pdf: bytes) -> bytes:
    """El mismo PDF con sus etiquetas comprimidas: pesa la mitad."""
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as abierto:
        abierto.save(
            salida, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return salida.getvalue()


def _momento() -> datetime:
    """El que queda anotado en el PDF: el de los datos, y no el de hoy."""
    dia = publicador.datos_actualizados()
    return datetime.combine(dia, time(), UTC) if dia else datetime(2000, 1, 1, tzinfo=UTC)
