"""Las tres muestras reales del Sisbén IV con su factor de expansión, frente a una cuenta aparte."""

from __future__ import annotations

import csv
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso
from tests.casos.escribir import Escrita
from tests.casos.verdad import Hogar

NOMBRES = ("11001_Bogota", "15759_Sogamoso", "76113_Bugalagrande")
Fila = dict[str, str]


def de_muestra(fuentes: Path, nombre: str) -> Caso:
    """El caso de una muestra: la incidencia pesada del municipio y 200 cupos hasta B7."""
    archivo = f"SIV2022_personas_{nombre}.csv"
    with (fuentes / "sisben" / archivo).open(encoding="utf-8-sig", newline="") as abierto:
        filas = [{c.lower(): v for c, v in f.items()} for f in csv.DictReader(abierto)]
    por_hogar: dict[str, list[Fila]] = defaultdict(list)
    for fila in filas:
        por_hogar[_identidad(fila)].append(fila)
    hogares = [_hogar(suyas) for suyas in por_hogar.values()]
    factores = {i: _factor(_jefe(suyas)["fex"]) for i, suyas in por_hogar.items()}
    return caso(
        f"muestra-{nombre}",
        f"La muestra real de {nombre}",
        hogares=hogares,
        escrita=Escrita(b"", [_identidad(f) for f in filas]),
        archivo=archivo,
        factor=lambda h: factores[h.identidad],
        focalizar={**HASTA_B7, "cupo": 200},
        avisos=_avisos(list(por_hogar.values())),
    )


def _identidad(fila: Fila) -> str:
    return f"{int(fila['cod_mpio'])}|{int(fila['llave'])}|{int(fila['hogar'])}"


def _jefe(filas: list[Fila]) -> Fila:
    (jefe,) = (f for f in filas if f["per003"] == "1")
    return jefe


def _factor(escrito: str) -> Fraction:
    """«1.842,6678201» y «38,5»: la coma es el decimal en los tres archivos."""
    return Fraction(escrito.replace(".", "").replace(",", "."))


def _avisos(hogares: list[list[Fila]]) -> list[str]:
    """Lo que hay que decir de esa muestra, contado aparte."""
    distintas = sum(
        any(_marcas(f) != _marcas(_jefe(suyas)) for f in suyas if f["per003"] not in APARTE)
        for suyas in hogares
    )
    return [
        *([f"{distintas} hogares traen privaciones o «h_5» distintos entre sus personas: valen los "
           "del jefe"] if distintas else []),
        f"{sum(map(_cortada, hogares))} hogares traen la clasificación cortada: se rehízo con el "
        "grupo y el nivel",
        "la base trae factor de expansión («FEX») y se usó: las cifras son de la población, no de "
        "los registros",
    ]  # fmt: skip


# Servicio doméstico y pensionistas: la base los marca aparte.
APARTE = ("15", "16", "17", "18")


def _marcas(fila: Fila) -> tuple[str, ...]:
    return (fila["h_5"], *(fila[f"i{j}"] for j in range(1, 16)))


def _cortada(filas: list[Fila]) -> bool:
    """«C1» donde el grupo y el nivel dicen C16: la columna no tenía más ancho."""
    jefe = _jefe(filas)
    entera = f"{jefe['grupo']}{int(jefe['nivel'])}"
    return jefe["clasificacion"] != entera and entera.startswith(jefe["clasificacion"])


def _hogar(filas: list[Fila]) -> Hogar:
    """El hogar de sus filas, con lo que dice su jefe; las edades no vienen en la muestra."""
    jefe = _jefe(filas)
    return Hogar(
        municipio=jefe["cod_mpio"].zfill(5),
        ficha=int(jefe["llave"]),
        numero=int(jefe["hogar"]),
        vereda="",
        clase=1,
        grupo=jefe["grupo"],
        nivel=int(jefe["nivel"]),
        marcas=tuple(int(jefe[f"i{j}"]) for j in range(1, 16)),
        edades=(0,) * len(filas),
    )
