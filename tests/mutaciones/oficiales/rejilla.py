"""Una rejilla de celdas y lo que de ella lee el kit, para saber dónde vale la pena dañarla."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from generador.fuentes.lectura.rejillas import HojaOficial, Tabla

Celdas = list[list[Any]]
CODIGOS = ("codigo", "mpio", "poblado", "MPIO_CDPMP", "cod_dane")
NOMBRES = ("nombre", "nombre_departamento")


@dataclass(frozen=True)
class Lectura:
    """Lo que un lector pidió de una hoja: columnas (nombre → puesto) y filas, desde 0."""

    archivo: str
    hoja: str | None
    encabezado: tuple[int, ...]
    columnas: dict[str, int]
    filas: tuple[int, ...]

    @property
    def codigo(self) -> int | None:
        """El puesto de la columna con el código del territorio, si la hoja lo trae."""
        return next((self.columnas[c] for c in CODIGOS if c in self.columnas), None)

    @property
    def nombre(self) -> int | None:
        """El puesto de la columna con el nombre, si la hoja lo trae."""
        return self.columnas.get("nombre")

    @property
    def valores(self) -> list[int]:
        """Los puestos de las demás columnas."""
        fijas = {*CODIGOS, *NOMBRES}
        return [p for c, p in self.columnas.items() if c not in fijas]


@dataclass
class Anotadas:
    """Las lecturas de una corrida, en orden y sin repetir."""

    lista: list[Lectura] = field(default_factory=list)


@contextmanager
def anotar() -> Iterator[Anotadas]:
    """Mientras dura, anota cada `Hoja.tabla`."""
    original, anotadas = HojaOficial.tabla, Anotadas()

    def tabla(hoja: HojaOficial, encabezado: Any, columnas: Any, **opciones: Any) -> Tabla:
        leida = original(hoja, encabezado, columnas, **opciones)
        titulos = hoja.titulos(encabezado)
        nueva = Lectura(
            hoja.lugar.archivo or "",
            hoja.lugar.hoja,
            (encabezado,) if isinstance(encabezado, int) else tuple(encabezado),
            {n: titulos.index(leida.rotulos[n]) for n in columnas},
            tuple(f - 1 for f in leida.filas),
        )
        if nueva not in anotadas.lista:
            anotadas.lista.append(nueva)
        return leida

    HojaOficial.tabla = tabla  # type: ignore[method-assign,assignment]
    try:
        yield anotadas
    finally:
        HojaOficial.tabla = original  # type: ignore[method-assign]


def copiar(celdas: Sequence[Sequence[Any]]) -> Celdas:
    """Otra rejilla con las mismas celdas, para dañarla sin tocar la limpia."""
    return [list(fila) for fila in celdas]
