"""El registro de auditoría de una salida: con qué se hizo, sin ningún dato personal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from generador import __version__, fecha_fija
from generador.compartido import huella_de_metodos
from generador.hogares.base_reconocida import Base
from generador.hogares.dominio import MEDIDA
from generador.metodos.hogares.auditoria import ArchivoLeido, Corrida, Modo, armar


def ahora() -> str:
    """Fecha y hora UTC; la de SOURCE_DATE_EPOCH si está puesta."""
    momento = fecha_fija.pedida() or datetime.now(UTC)
    return momento.isoformat(timespec="seconds")


def registrar(
    orden: str,
    base: Base,
    parametros: Mapping[str, Any],
    recuentos: Mapping[str, Any],
    avisos: Sequence[str],
    avisos_de_la_orden: Sequence[str] = (),
    *,
    semilla: str | None = None,
    modo: Modo | None = None,
    otras: Sequence[ArchivoLeido] = (),
    perdidas: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Lo que hace falta para repetir la cuenta; de la base solo va el nombre, sin su carpeta.

    `avisos` son los del núcleo, iguales en QGIS y en el navegador; aparte van los de la orden.
    `otras` son las demás entradas, p. ej. la capa de polígonos; `perdidas`, lo que no se pudo
    convertir.
    """
    corrida = corrida_de(orden, parametros, semilla, modo)
    entradas = [entrada_de(base), *otras]
    return {
        **armar(corrida, entradas, recuentos, avisos, perdidas),
        "medida": MEDIDA,
        "avisos_de_la_orden": list(avisos_de_la_orden),
        "columnas_personales_descartadas": sorted(base.personales),
    }


def registrar_capas(
    orden: str,
    base: Base | None,
    otras: Sequence[ArchivoLeido],
    parametros: Mapping[str, Any],
    recuentos: Mapping[str, Any],
    avisos: Sequence[str],
) -> dict[str, Any]:
    """El registro de lo que se mide con capas y, si se da, con una base de hogares.

    Con la base el resultado es interno: son cuentas exactas de hogares.
    """
    corrida = corrida_de(orden, parametros, None, "interno" if base else None)
    propias = [entrada_de(base)] if base else []
    hecho = armar(corrida, [*propias, *otras], recuentos, avisos)
    if base is None:
        return hecho
    return {**hecho, "columnas_personales_descartadas": sorted(base.personales)}


def corrida_de(
    orden: str, parametros: Mapping[str, Any], semilla: str | None, modo: Modo | None
) -> Corrida:
    """Qué orden se corrió, con qué versión del kit y cuándo."""
    return Corrida(
        motor="orden",
        nombre=orden,
        version=__version__,
        huella_metodos=huella_de_metodos(),
        fecha=ahora(),
        parametros=parametros,
        semilla=semilla,
        modo=modo,
    )


def entrada_de(base: Base) -> ArchivoLeido:
    """La base como se leyó: su huella, su dialecto y qué columna es cada cosa."""
    archivo = base.archivo
    examen = archivo.texto.examen if archivo.texto else None
    return ArchivoLeido(
        nombre=base.nombre,
        sha256=archivo.sha256,
        esquema=base.esquema.nombre,
        mapeo=base.esquema.columnas,
        detalles={
            "formato": archivo.formato,
            "separador": examen.separador if examen else None,
            "codificacion": examen.codificacion if examen else None,
            "capa": archivo.capa,
        },
    )
