"""Cómo se lee y se mide una base: lo que comparten las órdenes que cruzan o eligen hogares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generador.hogares.archivo import Apertura, abrir
from generador.hogares.base_reconocida import Base, comprobar_filas, reconocer_base
from generador.hogares.carga import Carga
from generador.hogares.incidencia import Opciones, leer_pesos
from generador.hogares.sin_dato import regla_de_nulos
from generador.metodos.instrumento import Instrumento


@dataclass(frozen=True)
class ComoSeLee:
    """Lo que se escribió en la orden, sin interpretar."""

    k: str
    pesos: str | None
    factor: bool
    filas: str | None
    columnas: Path | None
    decimal: str | None
    aceptar_perdidas: bool
    separador: str | None
    codificacion: str | None
    capa: str | None
    memoria: str
    reemplazar: bool

    def abrir(self, conexion: Any, archivo: Path) -> Base:
        """La base reconocida; ErrorDeDatos si no se entiende."""
        apertura = Apertura(self.separador, self.codificacion, self.capa)
        return reconocer_base(abrir(conexion, archivo, apertura), self.columnas)

    def carga(
        self,
        instrumento: Instrumento,
        campos: Iterable[str],
        *,
        por: str | None = None,
        conservar: Sequence[str] = (),
        nulos: str = "fallar",
        en_texto: Iterable[str] = (),
    ) -> Carga:
        """Qué se carga; ErrorDeDatos si k, los pesos, los nulos o la unidad no se entienden."""
        medida = Opciones(k=self.k, pesos=leer_pesos(self.pesos))
        return Carga(
            por=por,
            campos=frozenset(campos),
            conservar=tuple(conservar),
            metodo=medida.metodo,
            instrumento=instrumento,
            nulos=regla_de_nulos(nulos),
            filas=comprobar_filas(self.filas),
            en_texto=frozenset(en_texto),
            decimal=self.decimal,
            con_factor=self.factor,
            aceptar=self.aceptar_perdidas,
        )

    def parametros(self, carga: Carga) -> dict[str, Any]:
        """Lo que el registro anota para repetir la cuenta."""
        return {
            "por": carga.por,
            "k": self.k,
            "metodo": carga.metodo.resumen(),
            "sin_factor": not self.factor,
            "decimal": self.decimal,
            "aceptar_perdidas": self.aceptar_perdidas,
        }
