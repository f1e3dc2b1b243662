"""Las familias del acceso y de los rasters: sedes, polígonos y rasters dañados, en la orden."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.transform import from_origin

from tests.hogares import datos
from tests.mutaciones.bases.correr import SALIDA, avisos, casa, correr
from tests.mutaciones.capas import catalogo
from tests.mutaciones.capas.corpus import NO_CABE, NO_SE_ESCRIBE
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto

FAMILIA = "acceso"
Tabla = dict[str, list[Any]]
SEDES: Tabla = {
    "nombre": ["Escuela «Ñ»", "Puesto", "Sede 3"],
    "longitud": ["-75.6", "-75.2", "-74.4"],
    "latitud": ["6.3", "7.6", "7.1"],
}
LADO, CELDA = 40, 0.05


def _celda(columna: str, valor: str) -> Callable[[Tabla], Tabla]:
    return lambda t: {**t, columna: [valor, *t[columna][1:]]}


# Las mismas sedes, escritas de otra manera.
SEDES_IGUALES: dict[str, Callable[[Tabla], Tabla]] = {
    "limpia": lambda t: t,
    "con-coma-decimal": lambda t: {
        "nombre": t["nombre"],
        **{c: [v.replace(".", ",") for v in t[c]] for c in ("longitud", "latitud")},
    },
    "con-ceros": lambda t: {
        "nombre": t["nombre"],
        **{c: [f"{v}0000" for v in t[c]] for c in ("longitud", "latitud")},
    },
    "en-mayusculas": lambda t: {c.upper(): v for c, v in t.items()},
    "columna-de-mas": lambda t: {"otra": ["x"] * 3, **t},
    "repetida": lambda t: {c: [*v, v[-1]] for c, v in t.items()},
}
SEDES_DANADAS: dict[str, Callable[[Tabla], Tabla]] = {
    "al-reves": lambda t: {**t, "longitud": t["latitud"], "latitud": t["longitud"]},
    "sin-nombre": lambda t: {c: v for c, v in t.items() if c != "nombre"},
    "sin-longitud": lambda t: {c: v for c, v in t.items() if c != "longitud"},
    "ninguna": lambda t: {c: [] for c in t},
    "todas-vacias": lambda t: {**t, "longitud": [""] * 3},
    **{
        f"{columna}-{nombre}": _celda(columna, valor)
        for columna in ("longitud", "latitud")
        for nombre, valor in {
            "vacia": "", "texto": "no sabe", "cero": "0", "infinita": "inf", "nan": "nan",
            "enorme": "1e308", "en-metros": "4705000", "sin-signo": "75.6", "grados": "75°36'W",
            "formula": "=1+1", "error": "#N/D", "html": "<b>1</b>", "dos": "-75.6;-75.7",
        }.items()
    },
    "nombre-formula": _celda("nombre", "=HYPERLINK(1)"),
    "nombre-html": _celda("nombre", "<script>x</script>"),
    "nombre-largo": _celda("nombre", "Ñ" * 5000),
}  # fmt: skip
CAPA, EN_SEDES, EN_RASTER = "gpkg", "sedes", "raster"
RASTER_DANADO: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "a-la-mitad": lambda b, _: b[: len(b) // 2],
    "cortado": lambda b, a: b[: a.randrange(1, len(b) - 20)],
    "vacio": lambda _b, _a: b"",
    "basura": lambda b, a: a.randbytes(min(len(b), 4000)),
    "pagina-web": lambda _b, _a: b"<html>404</html>",
}


def entradas() -> Iterator[Entrada]:
    """Cada capa de territorios con la orden de acceso y con la de raster; las sedes y el raster."""
    for orden in (FAMILIA, EN_RASTER):
        for nombre in (*catalogo.IGUALES, *catalogo.DANADAS):
            yield Entrada(FAMILIA, orden, nombre)
    for nombre in (*SEDES_IGUALES, *SEDES_DANADAS):
        yield Entrada(FAMILIA, EN_SEDES, nombre)
    for nombre in (*RASTER_DANADO, "sin-crs", "todo-sin-dato", "de-texto"):
        for numero in (1, 2):
            yield Entrada(FAMILIA, "archivo-del-raster", nombre, numero)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor."""
    with casa():
        yield _correr


def _correr(entrada: Entrada, carpeta: Path) -> Veredicto:
    capa = carpeta / f"capa.{CAPA}"
    de_la_capa = entrada.sujeto in (FAMILIA, EN_RASTER)
    cambiar = {**catalogo.IGUALES, **catalogo.DANADAS}[entrada.operador if de_la_capa else "limpia"]
    try:
        catalogo.escribir(cambiar(catalogo.limpia()), capa)
    except NO_SE_ESCRIBE:
        return NO_CABE
    if entrada.sujeto in (FAMILIA, EN_SEDES):
        return _acceso(entrada, carpeta, capa)
    return _raster(entrada, carpeta, capa)


def _acceso(entrada: Entrada, carpeta: Path, capa: Path) -> Veredicto:
    sedes = SEDES
    if entrada.sujeto == EN_SEDES:
        sedes = {**SEDES_IGUALES, **SEDES_DANADAS}[entrada.operador](SEDES)
    ruta = datos.escribir_csv(carpeta / "sedes.csv", sedes, ";")
    hecho, veredicto = correr(carpeta, "acceso", capa, ruta, "--por", "codigo")
    propios = avisos(hecho)
    # Que no se dijera cuánta gente hay se avisa siempre.
    dichos = [a for a in propios if "--personas CAMPO" not in a]
    return _juzgar(entrada, carpeta, veredicto, dichos, "km", _sin_danos(FAMILIA))


def _raster(entrada: Entrada, carpeta: Path, capa: Path) -> Veredicto:
    ruta = carpeta / "luces.tif"
    malo = entrada.operador if entrada.sujeto == "archivo-del-raster" else ""
    escribir_raster(ruta, crs=None if malo == "sin-crs" else "EPSG:4326",
                    vacio=malo == "todo-sin-dato")  # fmt: skip
    if malo == "de-texto":
        ruta.write_text("a,b\n1,2\n", encoding="utf-8")
    elif malo in RASTER_DANADO:
        ruta.write_bytes(RASTER_DANADO[malo](ruta.read_bytes(), entrada.azar))
    hecho, veredicto = correr(carpeta, "raster", capa, ruta, "--por", "codigo")
    return _juzgar(entrada, carpeta, veredicto, avisos(hecho), "suma", _sin_danos(EN_RASTER))


def escribir_raster(ruta: Path, *, crs: str | None = "EPSG:4326", vacio: bool = False) -> None:
    """Un raster que cubre la cuadrícula, con otro valor en cada celda."""
    valores = np.arange(LADO * LADO, dtype=np.float64).reshape(LADO, LADO)
    if vacio:
        valores[:] = -9999
    with rasterio.open(
        ruta, "w", driver="GTiff", width=LADO, height=LADO, count=1, dtype="float64", crs=crs,
        nodata=-9999, transform=from_origin(-76, 8, CELDA, CELDA),
    ) as abierto:  # fmt: skip
        abierto.write(valores, 1)


def _juzgar(
    entrada: Entrada, carpeta: Path, veredicto: Veredicto | None, dichos: list[str], columna: str,
    limpias: dict[str, float],
) -> Veredicto:  # fmt: skip
    iguales = {*catalogo.IGUALES, *SEDES_IGUALES}
    if veredicto is not None:
        if entrada.operador in iguales and veredicto.clase is Clase.DICHO:
            return Veredicto(Clase.RECHAZO, veredicto.detalle)
        return veredicto
    halladas = _halladas(carpeta / SALIDA, columna)
    valores = sorted(halladas.values())
    # De la primera que sea cierta, su veredicto.
    posibles = (
        ({n: halladas.get(n) for n in limpias} == limpias, Clase.IGUAL, ""),
        (valores == sorted(limpias.values()), Clase.CORRECTO, "con el código que trae la capa"),
        (bool(dichos), Clase.DICHO, "".join(dichos[:1])[:200]),
        ({*valores} <= {*limpias.values()}, Clase.CORRECTO, "las de los que trae la capa"),
        (entrada.operador == "latitud-cero", Clase.DECLARADO, "el Putumayo llega al ecuador"),
    )
    hallado = next(((c, d) for cierta, c, d in posibles if cierta), None)
    return Veredicto(*(hallado or (Clase.CALLADA, str(halladas)[:200])))


@cache
def _sin_danos(orden: str) -> dict[str, float]:
    """Lo que dan la capa, las sedes y el raster limpios: comprobado aparte con SciPy y a mano."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as nombre:
        carpeta = Path(nombre)
        capa = carpeta / f"capa.{CAPA}"
        catalogo.escribir(catalogo.limpia(), capa)
        if orden == FAMILIA:
            otra = datos.escribir_csv(carpeta / "sedes.csv", SEDES, ";")
        else:
            otra = carpeta / "luces.tif"
            escribir_raster(otra)
        correr(carpeta, orden, capa, otra, "--por", "codigo")
        return _halladas(carpeta / SALIDA, "km" if orden == FAMILIA else "suma")


def _halladas(salida: Path, columna: str) -> dict[str, float]:
    """La cifra de cada territorio que la tiene, con seis decimales."""
    tabla = datos.leer_csv(salida)
    pares = zip(tabla["territorio"], tabla[columna], strict=True)
    return {t: round(float(v), 6) for t, v in pares if v}
