"""Qué cifras cambiaron de una versión publicada a otra, y de qué fuente.

Compara dos tablas largas ya publicadas: `indicadores.parquet` o `indicadores.csv.gz`. Vale para la
página de descargas y para revisar antes de publicar.
"""
# ruff: noqa: S608 - en las consultas solo van nombres y rutas del kit

from __future__ import annotations

from pathlib import Path
from typing import Any

from generador.descargas import motor
from generador.errores import ErrorDeDatos, Lugar
from generador.paginas.publicacion.cambios_publicados import (
    EJEMPLOS,
    Cambios,
    DeIndicador,
    cifra_en_palabras,
)
from generador.paginas.publicacion.datos_publicados import COLUMNAS
from generador.paginas.publicacion.hoja_de_calculo import MARCA, SEPARADOR, ZONAS, celda
from generador.paginas.publicacion.llevadas import DE_CAMBIOS

LLAVE = "territorio, indicador, dominio, periodo"
IGUALAR = """
  CREATE VIEW distintas AS
  SELECT coalesce(a.territorio, d.territorio) AS territorio,
    coalesce(a.indicador, d.indicador) AS indicador, coalesce(a.dominio, d.dominio) AS dominio,
    coalesce(a.periodo, d.periodo) AS periodo, coalesce(d.fuente, a.fuente) AS fuente,
    a.cifra AS antes, d.cifra AS ahora
  FROM antes a FULL JOIN ahora d USING (territorio, indicador, dominio, periodo)
  WHERE a.cifra IS DISTINCT FROM d.cifra
"""
CONTAR = """
  SELECT fuente, indicador, count(*) FILTER (antes IS NULL), count(*) FILTER (ahora IS NULL),
    count(*) FILTER (antes IS NOT NULL AND ahora IS NOT NULL), count(DISTINCT territorio),
    list(DISTINCT periodo ORDER BY periodo)
  FROM distintas GROUP BY ALL ORDER BY ALL
"""
DETALLE = """
  SELECT fuente, indicador, territorio, dominio, periodo, antes, ahora FROM distintas
  WHERE antes IS NOT NULL ORDER BY ALL
"""
DE_EJEMPLO = f"""
  SELECT indicador, territorio, dominio, periodo, antes, ahora FROM (
    SELECT *, row_number() OVER (PARTITION BY indicador ORDER BY {LLAVE}) AS puesto
    FROM distintas WHERE antes IS NOT NULL AND ahora IS NOT NULL)
  WHERE puesto <= {EJEMPLOS} ORDER BY indicador, puesto
"""


def comparar(antes: Path, ahora: Path, desde: str = "", hasta: str = "") -> Cambios:
    """Los cambios entre dos tablas publicadas; ErrorDeDatos si alguna no lo es."""
    with motor.abierto() as abierto:
        _igualar(abierto, antes, ahora)
        ejemplos: dict[str, list[tuple[str, str, str, str, str]]] = {}
        for indicador, *celda_ in abierto.execute(DE_EJEMPLO).fetchall():
            ejemplos.setdefault(indicador, []).append(tuple(celda_))
        contados = abierto.execute(CONTAR).fetchall()
    return Cambios(
        desde,
        hasta,
        tuple(
            DeIndicador(
                indicador, fuente, nuevas, retiradas, cambiadas, territorios, tuple(periodos),
                tuple(ejemplos.get(indicador, ())),
            )
            for fuente, indicador, nuevas, retiradas, cambiadas, territorios, periodos in contados
        ),
    )  # fmt: skip


def exigir_publicada(tabla: Path) -> None:
    """ErrorDeDatos si no es una tabla publicada: se dice antes de un trabajo largo."""
    with motor.abierto() as abierto:
        _poner(abierto, "sola", tabla)


def detalle(antes: Path, ahora: Path) -> str:
    """Un CSV, para Excel en español, con cada cifra que cambió o se retiró; las nuevas no van."""
    with motor.abierto() as abierto:
        _igualar(abierto, antes, ahora)
        filas = abierto.execute(DETALLE).fetchall()
    renglones = [SEPARADOR.join(DE_CAMBIOS)]
    for fuente, indicador, territorio, dominio, periodo, vieja, nueva in filas:
        dichas = (cifra_en_palabras(vieja), cifra_en_palabras(nueva) if nueva else "retirada")
        celdas = (fuente, indicador, territorio, ZONAS[dominio], periodo, *dichas)
        renglones.append(SEPARADOR.join(map(celda, celdas)))
    return MARCA + "\n".join(renglones) + "\n"


def _igualar(abierto: Any, antes: Path, ahora: Path) -> None:
    for nombre, tabla in (("antes", antes), ("ahora", ahora)):
        _poner(abierto, nombre, tabla)
    abierto.execute(IGUALAR)


def _poner(abierto: Any, nombre: str, tabla: Path) -> None:
    """La tabla con su llave, su fuente y la cifra como texto: número, categoría o estado."""
    en_parquet = tabla.suffix == ".parquet"
    leida = f"read_parquet({motor.ruta(tabla)})" if en_parquet else _csv(tabla)
    # El mismo número escrito por el mismo motor: «12.50» y «12.5» no son un cambio.
    valor = (
        "coalesce(CAST(valor AS VARCHAR), categoria)"
        if en_parquet
        else "coalesce(CAST(TRY_CAST(valor AS DOUBLE) AS VARCHAR), valor)"
    )
    consulta = (
        f'CREATE TABLE "{nombre}" AS SELECT territorio, indicador, dominio, '
        "CAST(periodo AS VARCHAR) AS periodo, fuente, CASE WHEN estado = 'dato' THEN "
        f"regexp_replace({valor}, '\\.0$', '') ELSE estado END AS cifra FROM {leida}"
    )
    tabla.open("rb").close()  # sin permiso, DuckDB solo diría que no pudo leerla
    try:
        # En el CSV las columnas se leen por su lugar: las de otra versión pueden venir en otro.
        if not en_parquet and _encabezado(abierto, tabla) != COLUMNAS:
            raise _ajena(tabla)
        abierto.execute(consulta)
        dominios = abierto.execute(f'SELECT DISTINCT dominio FROM "{nombre}"').fetchall()
    except ErrorDeDatos:
        raise
    except Exception as causa:
        if type(causa).__module__.split(".")[0] not in ("duckdb", "_duckdb"):
            raise
        raise _ajena(tabla) from causa
    # Sin filas, todas las cifras saldrían como nuevas.
    if not dominios or not {dominio for (dominio,) in dominios} <= ZONAS.keys():
        raise _ajena(tabla)


def _encabezado(abierto: Any, tabla: Path) -> tuple[str, ...]:
    fila = abierto.execute(f"SELECT * FROM {_csv(tabla, encabezado=False)} LIMIT 1").fetchone()
    return tuple(fila or ())


def _csv(tabla: Path, *, encabezado: bool = True) -> str:
    columnas = ", ".join(f"'{c}': 'VARCHAR'" for c in COLUMNAS)
    return (
        f"read_csv({motor.ruta(tabla)}, columns = {{{columnas}}}, "
        f"header = {str(encabezado).lower()}, delim = ',', quote = '\"', escape = '\"', "
        "auto_detect = false)"
    )


def _ajena(tabla: Path) -> ErrorDeDatos:
    return ErrorDeDatos(
        "no es una tabla larga publicada por esta versión del kit, o está dañada",
        lugar=Lugar(str(tabla)),
        que_hacer="dé la carpeta de una versión publicada, o su «datos/indicadores.parquet» "
        "o «datos/indicadores.csv.gz»",
    )
