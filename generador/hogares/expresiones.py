"""Expresiones SQL que leen una columna, sea texto o número, con la misma respuesta.

Solo arman expresiones sobre columnas `c0`, `c1`…, nunca sobre nombres que vengan del archivo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RARO = 9
SIN_DATO = "('NA', 'N/A', 'NULL', 'NAN', 'NONE')"
DECIMALES = ("DOUBLE", "FLOAT", "DECIMAL")


def texto(columna: str, tipo: str) -> str:
    """El valor como texto sin espacios; NULL si está vacío; un entero guardado con «.0» sin él."""
    if tipo.startswith(DECIMALES):
        entero = f"CAST(CAST({columna} AS BIGINT) AS VARCHAR)"
        return (
            f"CASE WHEN isnan(CAST({columna} AS DOUBLE)) THEN NULL WHEN {columna} = "
            f"floor({columna}) THEN {entero} ELSE CAST({columna} AS VARCHAR) END"
        )
    limpio = f"nullif(trim(CAST({columna} AS VARCHAR)), '')"
    return f"CASE WHEN upper({limpio}) IN {SIN_DATO} THEN NULL ELSE {limpio} END"


def numero(columna: str, tipo: str) -> str:
    """El valor como DOUBLE; NULL si no es un número. La coma es decimal."""
    if tipo == "VARCHAR":
        leido = f"TRY_CAST(replace(trim({columna}), ',', '.') AS DOUBLE)"
    else:
        leido = f"CAST({columna} AS DOUBLE)"
    return f"CASE WHEN isnan({leido}) THEN NULL ELSE {leido} END"


def privacion(columna: str, tipo: str) -> str:
    """0, 1, NULL (vacío o −1) o `RARO` (cualquier otra cosa)."""
    if tipo == "VARCHAR":
        vacio = f"{texto(columna, tipo)} IS NULL"
        valor = f"TRY_CAST(replace(trim({columna}), ',', '.') AS DOUBLE)"
    elif tipo == "BOOLEAN":
        return f"CAST({columna} AS TINYINT)"
    else:
        vacio = f"{columna} IS NULL OR isnan(CAST({columna} AS DOUBLE))"
        valor = columna if not tipo.startswith(DECIMALES) else f"CAST({columna} AS DOUBLE)"
    return (
        f"CASE WHEN {vacio} OR {valor} = -1 THEN NULL WHEN {valor} = 1 THEN 1 "
        f"WHEN {valor} = 0 THEN 0 ELSE {RARO} END"
    )


def mascara(valores: Sequence[str], condicion: str) -> str:
    """Σⱼ 2ʲ·[condición sobre el valor j]; en `condicion` el valor es «{}»."""
    bits = (
        f"CASE WHEN {condicion.format(v)} THEN {1 << j} ELSE 0 END" for j, v in enumerate(valores)
    )
    return " + ".join(bits)


def municipio(codigo: str, departamento: str | None, tipos: Mapping[str, str]) -> str:
    """Código DANE de cinco cifras, aunque llegue como número o sin el departamento."""
    propio = f"regexp_replace({texto(codigo, tipos[codigo])}, '[.,]0+$', '')"
    # lpad recorta lo que sobra: un código más largo se deja como viene, para que se note.
    completo = f"lpad({propio}, CAST(greatest(5, length({propio})) AS INTEGER), '0')"
    if departamento is None:
        return completo
    suyo = texto(departamento, tipos[departamento])
    suyo = f"lpad(regexp_replace({suyo}, '[.,]0+$', ''), 2, '0')"
    return (
        f"CASE WHEN length({propio}) <= 3 THEN concat({suyo}, lpad({propio}, 3, '0')) "
        f"ELSE {completo} END"
    )
