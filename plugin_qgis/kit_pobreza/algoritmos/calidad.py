"""La tabla de calidad de una base Sisbén, y los avisos que salen de ella."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from ..metodos.hogares.agrupar import identificar, inconsistentes
from ..metodos.hogares.coordenadas import Coordenadas
from ..metodos.hogares.nombres import PRIVACIONES
from ..metodos.instrumento import Clasificacion
from ..salida import Columna
from .base_sisben import Base, EnHogares
from .columnas_sisben import codigos_de_municipio


@dataclass
class Calidad:
    """Filas (concepto, cantidad, detalle); `numeros` son las salidas del algoritmo."""

    COLUMNAS: ClassVar[tuple[Columna, ...]] = (
        Columna("concepto", "texto", "Qué se contó"),
        Columna("cantidad", "entero", "Cuántos"),
        Columna("detalle", "texto", "Detalle"),
    )
    original: Base
    filas: list[tuple[str, Any, str]] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    numeros: dict[str, Any] = field(default_factory=dict)

    def anotar(
        self, concepto: str, cantidad: Any, detalle: str = "", *, avisa: bool = False
    ) -> None:
        """Agrega una fila; si `avisa` y no es cero, también un aviso."""
        self.filas.append((concepto, cantidad, detalle[:250]))
        if avisa and cantidad:
            self.avisos.append(f"{concepto}: {cantidad}. {detalle}".strip())

    def de_personas(
        self, base: Base, vacias: np.ndarray, hogares: EnHogares, niveles: Clasificacion,
        municipio: str,
    ) -> None:  # fmt: skip
        """Lo que se sabe de los registros y de los hogares que forman."""
        leidos = self.original.tabla.filas
        conservados = len(vacias)
        self.anotar("Registros leídos", leidos, self.original.reconocimiento.nombre)
        self.anotar(
            "Registros sin marca válida", leidos - conservados, "No se conservan", avisa=True
        )
        self.anotar(
            "Registros sin llave de hogar", int(vacias.sum()), "No se conservan", avisa=True
        )
        self.anotar("Hogares", len(hogares.jefe), "Uno por jefe de hogar")
        duplicados = self._duplicados(base, hogares)
        self.anotar(
            "Registros duplicados", duplicados,
            "La misma persona del mismo hogar más de una vez" if duplicados is not None
            else "No se puede saber: la base no identifica a la persona dentro del hogar",
            avisa=True,
        )  # fmt: skip
        if hogares.resumen is not None and hogares.hogar is not None:
            columnas = [base.numeros(c) for c in (*PRIVACIONES, "h_5") if base.tiene(c)]
            distintos = inconsistentes(hogares.hogar, columnas)
            registros = base.registro[hogares.jefe[distintos]][:20].tolist()
            self.anotar(
                "Hogares sin jefe",
                len(hogares.resumen.sin_jefe),
                "Se toma la primera persona",
                avisa=True,
            )
            self.anotar(
                "Hogares con varios jefes",
                len(hogares.resumen.varios_jefes),
                "Se toma el primero",
                avisa=True,
            )
            self.anotar(
                "Hogares con marcas distintas entre sus miembros", len(distintos),
                f"Vale la del jefe; registros de los jefes: {registros}", avisa=True,
            )  # fmt: skip
        self.anotar("Clasificaciones truncadas", int(niveles.truncadas.sum()),
                    "Rehechas con el grupo y el nivel")  # fmt: skip
        self.anotar("Clasificaciones contradictorias", int(niveles.contradictorias.sum()),
                    "Valen el grupo y el nivel", avisa=True)  # fmt: skip
        self.anotar("Registros sin clasificación", int(niveles.sin_dato.sum()), avisa=True)
        self._privaciones(base, hogares)
        self._municipio(base, municipio)
        for columna in base.ambiguas:
            self.anotar(
                "Columna con separador dudoso", 1, f"«{columna}» se leyó con decimales", avisa=True
            )
        personales = self.original.descartadas
        self.anotar("Columnas personales descartadas", len(personales), ", ".join(personales))
        self.numeros.update(
            REGISTROS=leidos, TOTAL_HOGARES=len(hogares.jefe), DUPLICADOS=duplicados,
            DESCARTADAS=len(personales),
        )  # fmt: skip

    def de_hogares(self, coordenadas: Coordenadas | None, fuera: int | None) -> None:
        """Lo que se sabe de las coordenadas; None si la base no las trae."""
        if coordenadas is None:
            self.anotar("Hogares sin coordenada", self.numeros["TOTAL_HOGARES"], "La base no trae")
            self.numeros.update(SIN_COORDENADA=self.numeros["TOTAL_HOGARES"], EJES_INVERTIDOS=0)
            return
        self.anotar(
            "Hogares sin coordenada", coordenadas.sin_coordenada, "Vacía o cero", avisa=True
        )
        self.anotar("Hogares con los ejes invertidos", coordenadas.invertidas,
                    "x traía la latitud; se corrigió", avisa=True)  # fmt: skip
        self.anotar("Hogares fuera de Colombia", coordenadas.fuera,
                    "O en coordenadas planas: quedan sin punto", avisa=True)  # fmt: skip
        if fuera is not None:
            self.anotar("Hogares fuera del límite del municipio", fuera, avisa=True)
        self.numeros.update(
            SIN_COORDENADA=coordenadas.sin_coordenada + coordenadas.fuera,
            EJES_INVERTIDOS=coordenadas.invertidas,
            FUERA_MUNICIPIO=fuera,
        )

    @staticmethod
    def _duplicados(base: Base, hogares: EnHogares) -> int | None:
        if hogares.hogar is None or not base.tiene("id_persona"):
            return None
        persona = identificar(hogares.hogar, base.textos("id_persona"))
        return len(persona) - (int(persona.max(initial=-1)) + 1)

    def _privaciones(self, base: Base, hogares: EnHogares) -> None:
        for canonica in PRIVACIONES:
            valores = base.numeros(canonica)[hogares.jefe]
            nulos = int(np.isnan(valores).sum())
            raros = int((~np.isnan(valores) & (valores != 0) & (valores != 1)).sum())
            if nulos or raros:
                self.anotar(f"Hogares con {canonica} sin dato o fuera de 0/1", nulos + raros,
                            f"{nulos} sin dato, {raros} fuera de 0/1", avisa=True)  # fmt: skip

    def _municipio(self, base: Base, municipio: str) -> None:
        codigos, cuantos = np.unique(codigos_de_municipio(base), return_counts=True)
        self.anotar("Municipios en la base", len(codigos), ", ".join(codigos[:30].tolist()))
        if municipio:
            ajenos = int(cuantos[codigos != municipio].sum())
            self.anotar("Registros de otro municipio", ajenos, f"No son {municipio}", avisa=True)
