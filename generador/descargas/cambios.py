"""Qué cifras cambiaron de una versión publicada a otra, y de qué fuente.

Compara dos tablas largas ya publicadas: `indicadores.parquet` o `indicadores.csv.gz`. Vale para la
página de descargas y para revisar antes de publicar.
"""
# ruff: noqa: S608 - en las consultas solo van nombres y rutas del kit

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from generador.descargas import motor
from generador.errores import ErrorDeDatos, Lugar
from generador.paginas.publicacion.cambios_publicados import (
    EJEMPLOS,
    ESTADOS,
    RETIRADA,
    Cambios,
    CifraCambiada,
    DeIndicador,
    NombresEscritos,
    diferencia,
)
from generador.paginas.publicacion.datos_publicados import COLUMNAS
from generador.paginas.publicacion.hoja_de_calculo import MARCA, SEPARADOR, ZONAS, celda
from generador.paginas.publicacion.llevadas import DE_CAMBIOS
from generador.paginas.publicacion.texto_de_celda import AGREGADA

LLAVE = "territorio, indicador, dominio, periodo"
IGUALAR = """
  CREATE VIEW distintas AS
  SELECT coalesce(a.territorio, d.territorio) AS territorio,
    coalesce(a.indicador, d.indicador) AS indicador, coalesce(a.dominio, d.dominio) AS dominio,
    coalesce(a.periodo, d.periodo) AS periodo, coalesce(d.fuente, a.fuente) AS fuente,
    a.cifra AS antes, d.cifra AS ahora,
    TRY_CAST(d.cifra AS DOUBLE) - TRY_CAST(a.cifra AS DOUBLE) AS paso
  FROM antes a FULL JOIN ahora d USING (territorio, indicador, dominio, periodo)
  WHERE a.cifra IS DISTINCT FROM d.cifra
"""
# Cada fuente, con lo que el kit suma o promedia de ella; al final, lo que calcula con varias.
POR_FUENTE = (
    f"fuente = '{AGREGADA}', regexp_replace(fuente, '^{AGREGADA}:', ''), "
    f"starts_with(fuente, '{AGREGADA}:'), indicador"
)
CONTAR = f"""
  SELECT fuente, indicador, count(*) FILTER (antes IS NULL), count(*) FILTER (ahora IS NULL),
    count(*) FILTER (antes IS NOT NULL AND ahora IS NOT NULL), count(DISTINCT territorio),
    list(DISTINCT periodo ORDER BY periodo), count(*) FILTER (paso > 0), count(*) FILTER (paso < 0)
  FROM distintas GROUP BY fuente, indicador ORDER BY {POR_FUENTE}
"""
# Primero lo que dejó de ser un número o lo es ahora; después, lo que más cambió.
LAS_QUE_MAS = f"abs(paso) DESC NULLS FIRST, {LLAVE}"
DETALLE = f"""
  SELECT fuente, indicador, territorio, dominio, periodo, antes, coalesce(ahora, '') FROM distintas
  WHERE antes IS NOT NULL ORDER BY {POR_FUENTE}, {LAS_QUE_MAS}
"""
DE_EJEMPLO = f"""
  SELECT fuente, indicador, territorio, dominio, periodo, antes, ahora FROM (
    SELECT *, row_number() OVER (PARTITION BY indicador, fuente ORDER BY {LAS_QUE_MAS}) AS puesto
    FROM distintas WHERE antes IS NOT NULL AND ahora IS NOT NULL)
  WHERE puesto <= {EJEMPLOS} ORDER BY indicador, fuente, puesto
"""


def comparar(antes: Path, ahora: Path, desde: str = "", hasta: str = "") -> Cambios:
    """Los cambios entre dos tablas publicadas; ErrorDeDatos si alguna no lo es."""
    with motor.abierto() as abierto:
        _igualar(abierto, antes, ahora)
        ejemplos: dict[tuple[str, str], list[tuple[str, str, str, str, str]]] = {}
        for fuente, indicador, *celda_ in abierto.execute(DE_EJEMPLO).fetchall():
            ejemplos.setdefault((fuente, indicador), []).append(tuple(celda_))
        contados = abierto.execute(CONTAR).fetchall()
    return Cambios(
        desde,
        hasta,
        tuple(
            DeIndicador(
                indicador, fuente, nuevas, retiradas, cambiadas, territorios, tuple(periodos),
                tuple(ejemplos.get((fuente, indicador), ())), suben, bajan,
            )
            for fuente, indicador, nuevas, retiradas, cambiadas, territorios, periodos, suben, bajan
            in contados
        ),
    )  # fmt: skip


def exigir_publicada(tabla: Path) -> None:
    """ErrorDeDatos si no es una tabla publicada: se dice antes de un trabajo largo."""
    with motor.abierto() as abierto:
        _poner(abierto, "sola", tabla)


def cifras(antes: Path, ahora: Path) -> list[CifraCambiada]:
    """Cada cifra que cambió o se retiró, por fuente e indicador; dentro, primero las que más."""
    with motor.abierto() as abierto:
        _igualar(abierto, antes, ahora)
        return [CifraCambiada(*fila) for fila in abierto.execute(DETALLE).fetchall()]


def en_csv(cambiadas: Iterable[CifraCambiada], nombres: NombresEscritos) -> str:
    """Un CSV, para Excel en español, con nombres y no solo códigos."""
    renglones = [SEPARADOR.join(DE_CAMBIOS)]
    for c in cambiadas:
        paso = diferencia(c.antes, c.ahora)
        textos = (
            nombres.fuente(c.fuente), nombres.indicador(c.indicador), c.indicador,
            nombres.lugar(c.territorio), c.territorio, ZONAS[c.dominio], c.periodo,
        )  # fmt: skip
        numeros = (_en_celda(c.antes), _en_celda(c.ahora or RETIRADA))
        cuanto = "" if paso is None else f"{paso:f}".replace(".", ",")
        renglones.append(SEPARADOR.join([*map(celda, textos), *numeros, cuanto]))
    return MARCA + "\n".join(renglones) + "\n"


def _en_celda(cifra: str) -> str:
    """Un número, con coma y sin apóstrofo aunque sea negativo; lo demás, como texto."""
    try:
        return f"{Decimal(cifra):f}".replace(".", ",")
    except InvalidOperation:
        return celda(ESTADOS.get(cifra, cifra))


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
