"""La familia de las reglas y las opciones de «kit focalizar», con otro lector de la gramática."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.hogares import datos
from tests.mutaciones.bases import catalogo as de_bases
from tests.mutaciones.bases.correr import SALIDA, casa, correr
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.reglas import catalogo, oraculo

FAMILIA = "reglas"
# Más que los hogares de la base: todo el que cumple la regla queda seleccionado.
CUPO = ("--cupo", "100")
EN_JSON, EN_OPCION = "json", "opcion"


def entradas() -> Iterator[Entrada]:
    """Cada daño de cada regla, cada archivo y cada opción."""
    for numero in range(1, len(catalogo.REGLAS) + 1):
        for dano in (*catalogo.MISMA, *catalogo.OTRA):
            for vez in range(1, catalogo.VECES.get(dano, 1) + 1):
                yield Entrada(FAMILIA, f"regla-{numero:02d}", dano, vez)
    for nombre in catalogo.ARCHIVOS:
        yield Entrada(FAMILIA, EN_JSON, nombre)
    for opcion, valores in catalogo.OPCIONES.items():
        for numero in range(1, len(valores) + 1):
            yield Entrada(FAMILIA, EN_OPCION, opcion.strip("-"), numero)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor."""
    with casa():
        yield _correr


def _correr(entrada: Entrada, carpeta: Path) -> Veredicto:
    if entrada.sujeto == EN_JSON:
        contenido, esperada = catalogo.ARCHIVOS[entrada.operador]
        archivo = carpeta / "reglas.json"
        archivo.write_bytes(contenido)
        return _seleccion(
            carpeta, ("--reglas", str(archivo)), esperada or "", exige=esperada is not None
        )
    if entrada.sujeto == EN_OPCION:
        opcion = f"--{entrada.operador}"
        valor = catalogo.OPCIONES[opcion][entrada.numero - 1]
        previas = () if opcion in ("--cupo", "--presupuesto") else CUPO
        return _seleccion(
            carpeta, ("--regla", "A1..C5", *previas, opcion, valor), "", exige=False, cupo=()
        )
    limpia = catalogo.REGLAS[int(entrada.sujeto.split("-")[1]) - 1]
    misma = entrada.operador in catalogo.MISMA
    danar = (catalogo.MISMA if misma else catalogo.OTRA)[entrada.operador]
    regla = danar(limpia, entrada.azar)
    return _seleccion(carpeta, ("--regla", regla), limpia if misma else regla, exige=misma)


def _seleccion(
    carpeta: Path,
    opciones: tuple[str, ...],
    regla: str,
    *,
    exige: bool,
    cupo: tuple[str, ...] = CUPO,
) -> Veredicto:
    """Los hogares seleccionados son los que dice el oráculo de `regla`, o la orden para.

    Con `exige` la regla es buena y no puede parar.
    """
    ruta = datos.escribir_csv(carpeta / "base.csv", de_bases.limpia())
    hecho, veredicto = correr(carpeta, "focalizar", ruta, *opciones, *cupo)
    if veredicto is not None:
        if exige and veredicto.clase is Clase.DICHO:
            return Veredicto(Clase.RECHAZO, veredicto.detalle)
        return veredicto
    try:
        cumple = oraculo.leer(regla)
    except (oraculo.NoSabe, RecursionError):
        return Veredicto(Clase.CALLADA, f"se aceptó «{(regla or ' '.join(opciones))[:150]}»")
    esperadas = sorted(ficha for ficha, hogar in _hogares().items() if cumple(hogar))
    if (halladas := _elegidas(carpeta / SALIDA)) == esperadas:
        return Veredicto(Clase.IGUAL if exige else Clase.CORRECTO)
    return Veredicto(
        Clase.CALLADA,
        f"«{regla[:100]}»: {len(halladas)} hogares y no {len(esperadas)}; {hecho.stderr[:80]}",
    )


def _elegidas(salida: Path) -> list[str]:
    tabla, fichas = datos.leer_csv(salida), de_bases.limpia()["ide_ficha_origen"]
    return sorted(
        fichas[int(fila) - 2]
        for fila, estado in zip(tabla["fila"], tabla["estado"], strict=True)
        if estado == "seleccionado"
    )


@cache
def _hogares() -> dict[str, oraculo.Hogar]:
    return oraculo.hogares(de_bases.limpia())
