"""La tabla de calidad de una base Sisbén: lo que notó el método y lo que se sabe de los puntos."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from ..metodos.hogares.armar import HogaresArmados
from ..metodos.hogares.avisos import Avisos
from ..metodos.hogares.codigos import municipios
from ..metodos.hogares.coordenadas import Coordenadas
from ..metodos.hogares.entrada import Entrada
from ..metodos.hogares.perdidas import Perdidas
from ..salida import Columna
from .base_sisben import Base

# Qué concepto de la tabla es cada aviso del método, y su detalle.
DEL_METODO = {
    "sin_jefe": ("Hogares sin jefe", "Se usa otra de sus personas"),
    "varios_jefes": ("Hogares con varios jefes", "Se usa uno, sin importar el orden de las filas"),
    "repetidas": ("Registros duplicados", "La misma persona del mismo hogar más de una vez"),
    "marcas_distintas": (
        "Hogares con marcas distintas entre sus miembros",
        "Valen las del jefe",
    ),
    "otro_tamano": ("Hogares con otro tamaño", "Se contaron sus filas"),
    "truncadas": ("Clasificaciones truncadas", "Rehechas con el grupo y el nivel"),
    "contradictorias": ("Clasificaciones contradictorias", "Valen el grupo y el nivel"),
    "privaciones_sin_dato": ("Hogares con privaciones sin dato", ""),
}
SIN_PERSONA = "No se puede saber: la base no identifica a la persona dentro del hogar"
LARGO = 250


@dataclass
class Calidad:
    """Filas (concepto, cantidad, detalle); `numeros` son las salidas del algoritmo.

    `avisos` son los del municipio y su límite; los del hogar y su punto los escribe el método.
    """

    COLUMNAS: ClassVar[tuple[Columna, ...]] = (
        Columna("concepto", "texto", "Qué se contó"),
        Columna("cantidad", "entero", "Cuántos"),
        Columna("detalle", "texto", "Detalle"),
    )
    filas: list[tuple[str, Any, str]] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    numeros: dict[str, Any] = field(default_factory=dict)

    def anotar(
        self, concepto: str, cantidad: Any, detalle: str = "", *, avisa: bool = False
    ) -> None:
        """Agrega una fila; si `avisa` y no es cero, también un aviso."""
        self.filas.append((concepto, cantidad, detalle[:LARGO]))
        if avisa and cantidad:
            self.avisos.append(f"{concepto}: {cantidad}. {detalle}".strip())

    def de_la_base(self, base: Base, conservadas: int, municipio: str) -> None:
        """Lo que se sabe de los registros."""
        self.anotar("Registros leídos", base.leidas, base.entrada.esquema.nombre)
        self.anotar("Registros sin marca válida", base.leidas - conservadas, "No se conservan",
                    avisa=True)  # fmt: skip
        self._municipio(base.entrada, municipio)
        self.anotar(
            "Columnas personales descartadas", len(base.descartadas), ", ".join(base.descartadas)
        )
        self.numeros.update(REGISTROS=base.leidas, DESCARTADAS=len(base.descartadas))

    def de_los_hogares(self, entrada: Entrada, hogares: HogaresArmados) -> None:
        """Lo que notó el método al armarlos, y lo que no se pudo leer."""
        notados = {aviso.id: aviso.n for aviso in hogares.avisos.lista}
        detalle = "Uno por jefe de hogar" if hogares.identidades is None else "Por su identidad"
        self.anotar("Hogares", len(hogares.jefe), detalle)
        se_sabe = hogares.identidades is not None and entrada.tiene("id_persona")
        for id_, (concepto, dicho) in DEL_METODO.items():
            if id_ == "repetidas" and not se_sabe:
                self.anotar(concepto, None, SIN_PERSONA)
            else:
                self.anotar(concepto, notados.get(id_, 0), dicho)
        self.anotar("Hogares sin clasificación", int(hogares.clasificacion.sin_dato.sum()))
        for perdida in hogares.perdidas.lista:
            self.anotar(f"Sin leer en «{perdida.columna}»", perdida.filas, perdida.texto)
        self.numeros.update(
            TOTAL_HOGARES=len(hogares.jefe),
            DUPLICADOS=notados.get("repetidas", 0) if se_sabe else None,
        )

    def de_los_puntos(self, coordenadas: Coordenadas | None, fuera: int | None) -> None:
        """Lo que se sabe de las coordenadas; None si la base no las trae."""
        if coordenadas is None:
            self.anotar("Hogares sin coordenada", self.numeros["TOTAL_HOGARES"], "La base no trae")
            self.numeros.update(SIN_COORDENADA=self.numeros["TOTAL_HOGARES"], EJES_INVERTIDOS=0)
            return
        self.anotar("Hogares sin coordenada", coordenadas.sin_coordenada, "Vacía o cero")
        self.anotar("Hogares con los ejes invertidos", coordenadas.invertidas,
                    "x traía la latitud; se corrigió")  # fmt: skip
        self.anotar("Hogares fuera de Colombia", coordenadas.fuera,
                    "O en coordenadas planas: quedan sin punto")  # fmt: skip
        if fuera is not None:
            self.anotar("Hogares fuera del límite del municipio", fuera, avisa=True)
        self.numeros.update(
            SIN_COORDENADA=coordenadas.sin_coordenada + coordenadas.fuera,
            EJES_INVERTIDOS=coordenadas.invertidas,
            FUERA_MUNICIPIO=fuera,
        )

    def _municipio(self, entrada: Entrada, pedido: str) -> None:
        if not entrada.tiene("cod_mpio"):
            return
        departamento = entrada.de("cod_dpto") if entrada.tiene("cod_dpto") else None
        # Aquí solo se cuentan: lo ilegible lo anota quien arma los hogares.
        suyos = municipios(entrada.de("cod_mpio"), departamento, Perdidas(entrada.filas), Avisos())
        veces = np.bincount(suyos.codigos[suyos.codigos >= 0], minlength=len(suyos.etiquetas))
        self.anotar("Municipios en la base", len(suyos.etiquetas), ", ".join(suyos.etiquetas[:30]))
        if pedido:
            ajenos = sum(n for e, n in zip(suyos.etiquetas, veces.tolist()) if e != pedido)
            self.anotar("Registros de otro municipio", ajenos, f"No son {pedido}", avisa=True)
