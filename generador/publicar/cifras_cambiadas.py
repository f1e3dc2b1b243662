"""Qué cifras cambiaron frente a lo publicado, y si su fuente lo explica."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generador.cubo.catalogo import Indicador
from generador.descargas import cambios
from generador.errores import ErrorDeDatos, Lugar
from generador.paginas.publicacion import fuentes_publicadas
from generador.paginas.publicacion.cambios_publicados import CifraCambiada, DeIndicador
from generador.paginas.publicacion.datos_publicados import TABLA
from generador.paginas.publicacion.llevadas import PARQUET
from generador.publicar import fuentes_de_antes
from generador.publicar.fuentes_de_antes import CAMBIO, archivos_distintos, como_esta, insumos

TABLAS = (PARQUET, TABLA)
"""Dónde están todas las cifras de un sitio; vale la primera que haya."""


@dataclass(frozen=True)
class Cambiado:
    """Un indicador con cifras distintas: cuántas, cuáles, y cómo está su fuente.

    `cambiaron` son las fuentes de que sale y que también son otras, si consta de cuáles.
    """

    cuenta: DeIndicador
    filas: tuple[CifraCambiada, ...]
    fuente: str
    cambiaron: tuple[str, ...] = ()

    @property
    def sin_explicar(self) -> bool:
        """Si lo que ya se había publicado es otro y ninguna fuente suya cambió."""
        return self.fuente != CAMBIO and self.cuenta.cambiadas + self.cuenta.retiradas > 0


@dataclass(frozen=True)
class Diferencias:
    """Lo que cambió desde la publicación de la fecha `desde` («» si no consta).

    `fuentes`: por fuente que cambió, sus archivos; None si lo publicado no traía huellas. `cifras`,
    cada una que cambió o se retiró.
    """

    desde: str
    indicadores: tuple[Cambiado, ...]
    fuentes: dict[str, list[str]] | None
    cifras: tuple[CifraCambiada, ...]

    @property
    def sin_explicar(self) -> list[Cambiado]:
        """Los indicadores que detienen la publicación."""
        return [uno for uno in self.indicadores if uno.sin_explicar]


def comparar(anterior: Path, publico: Path, catalogo: Mapping[str, Indicador]) -> Diferencias:
    """Lo que cambió de `anterior` al sitio de `publico`.

    `anterior` es un sitio construido, una carpeta con lo bajado de él o su tabla larga; las huellas
    se buscan a su lado. ErrorDeDatos si ahí no hay una tabla larga del kit.
    """
    vieja, nueva = tabla_de(anterior), tabla_de(publico)
    antes = _registro_de(vieja)
    ahora = fuentes_de_antes.leer(publico / fuentes_publicadas.RUTA)
    distintas = archivos_distintos(antes.huellas, ahora.huellas) if antes and ahora else None
    halladas = cambios.comparar(vieja, nueva)
    cifras = tuple(cambios.cifras(vieja, nueva)) if halladas.hay else ()
    filas: dict[tuple[str, str], list[CifraCambiada]] = {}
    for una in cifras:
        filas.setdefault((una.fuente, una.indicador), []).append(una)
    indicadores = []
    for uno in halladas.indicadores:
        suyas = insumos(uno.indicador, uno.fuente, catalogo)
        indicadores.append(
            Cambiado(
                uno,
                tuple(filas.get((uno.fuente, uno.indicador), ())),
                como_esta(suyas, distintas),
                tuple(sorted(suyas & (distintas or {}).keys())),
            )
        )
    return Diferencias(antes.fecha if antes else "", tuple(indicadores), distintas, cifras)


def exigir(anterior: Path) -> None:
    """ErrorDeDatos si `anterior` no se va a poder comparar: se dice antes de construir nada."""
    tabla = tabla_de(anterior)
    _registro_de(tabla)
    cambios.exigir_publicada(tabla)


def _registro_de(tabla: Path) -> fuentes_de_antes.Publicadas | None:
    return fuentes_de_antes.leer(tabla.with_name(Path(fuentes_publicadas.RUTA).name))


def tabla_de(carpeta: Path) -> Path:
    """La tabla larga de un sitio, o ella misma; ErrorDeDatos si no hay."""
    if carpeta.is_file():
        return carpeta
    for ruta in (*TABLAS, *(Path(t).name for t in TABLAS)):
        if (carpeta / ruta).is_file():
            return carpeta / ruta
    raise ErrorDeDatos(
        f"ahí no está la tabla larga de lo publicado ({' ni '.join(TABLAS)})",
        lugar=Lugar(str(carpeta)),
        que_hacer="dé un sitio construido, o baje de lo publicado esa tabla y "
        f"«{fuentes_publicadas.RUTA}» a una misma carpeta; si es la primera vez, quite --anterior",
    )
