"""Las tablas de conteos de la muestra real del Sisbén IV: lo que se versiona para la práctica.

De las 11.524 personas de la muestra anonimizada quedan tres tablas de conteos, sin municipio, sin
edad, sin sexo y sin ningún hogar suelto: zona × grupo × patrón, zona × grupo × nivel y pobre ×
tamaño del hogar. Ningún renglón tiene menos de 3 hogares ni de 10 personas (`microagregacion`).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from generador.disco.escritura import escribir_texto
from generador.errores import ErrorDeDatos, Lugar
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.metodo import IPM
from generador.metodos.patrones import descodificar
from generador.metodos.privaciones import es_pobre
from generador.practica.microagregacion import BITS, Celda, llega, proteger
from generador.rutas import PRACTICA

CARPETA = PRACTICA
PATRON_DE_ARCHIVO = "sisben/SIV2022_personas_*.csv"
MAYOR_TAMANO = 7
NADIE = Celda(0, 0, 0)
Fila = Mapping[str, str]


@dataclass(frozen=True)
class Hogar:
    """Lo único que se toma de un hogar de la muestra."""

    zona: str
    grupo: str
    nivel: int
    patron: int
    personas: int


def hogares_de(fuentes: Path) -> list[Hogar]:
    """Los hogares de la muestra, con lo que dice su jefe; ErrorDeDatos si no están los archivos."""
    rutas = sorted(fuentes.glob(PATRON_DE_ARCHIVO))
    if not rutas:
        raise ErrorDeDatos(
            f"no están los archivos de la muestra ({PATRON_DE_ARCHIVO})",
            lugar=Lugar(str(fuentes)),
            que_hacer="póngalos ahí: de dónde son está en generador/practica/patrones_muestra.yaml",
        )
    filas = [fila for ruta in rutas for fila in _leer(ruta)]
    personas = Counter(map(_llave, filas))
    return [_hogar(f, personas[_llave(f)]) for f in filas if f["PER003"] == "1"]


def tablas(hogares: Sequence[Hogar]) -> dict[str, str]:
    """Contenido de cada archivo versionado, {nombre: CSV}."""
    return {
        "patrones_muestra.csv": _csv(
            ("zona", "grupo", *PRIVACIONES, "hogares", "personas"),
            [
                (zona, grupo, *_unos(celda.patron), celda.hogares, celda.personas)
                for (zona, grupo, _), celdas in _estratos(hogares).items()
                for celda in proteger(celdas)
            ],
        ),
        "niveles_muestra.csv": _csv(
            ("zona", "grupo", "nivel", "hogares", "personas"),
            _niveles(hogares),
        ),
        "tamanos_muestra.csv": _csv(
            ("pobre", "personas_del_hogar", "hogares"),
            _tamanos(hogares),
        ),
    }


def rehacer(fuentes: Path, carpeta: Path = CARPETA) -> list[Path]:
    """Rehace las tablas versionadas desde los archivos oficiales; devuelve sus rutas."""
    escritas = []
    for nombre, contenido in tablas(hogares_de(fuentes)).items():
        escribir_texto(carpeta / nombre, contenido)
        escritas.append(carpeta / nombre)
    return escritas


def _leer(ruta: Path) -> list[dict[str, str]]:
    with ruta.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    pedidas = {"cod_mpio", "llave", "HOGAR", "PER003", "ZONA", "Grupo", "Nivel", *PRIVACIONES}
    faltan = sorted(pedidas - set(filas[0] if filas else {}))
    if faltan:
        raise ErrorDeDatos(
            f"faltan columnas: {', '.join(faltan)}",
            lugar=Lugar(ruta.name),
            que_hacer="traiga otra vez el archivo de la muestra",
        )
    return filas


def _llave(fila: Fila) -> tuple[str, str, str]:
    return fila["cod_mpio"], fila["llave"], fila["HOGAR"]


def _hogar(fila: Fila, personas: int) -> Hogar:
    patron = sum(int(fila[p]) << j for j, p in enumerate(PRIVACIONES))
    return Hogar(fila["ZONA"], fila["Grupo"], int(fila["Nivel"]), patron, personas)


@cache
def pobre(patron: int) -> bool:
    """Si un patrón es pobre con k = 1/3."""
    return bool(es_pobre(descodificar(np.array([patron], dtype=np.int64), BITS), IPM)[0])


def _estratos(hogares: Sequence[Hogar]) -> dict[tuple[str, str, bool], list[Celda]]:
    por_celda: dict[tuple[str, str, bool], dict[int, list[int]]] = {}
    for h in hogares:
        estrato = por_celda.setdefault((h.zona, h.grupo, pobre(h.patron)), {})
        cuenta = estrato.setdefault(h.patron, [0, 0])
        cuenta[0] += 1
        cuenta[1] += h.personas
    return {
        estrato: [Celda(p, *celdas[p]) for p in sorted(celdas)]
        for estrato, celdas in sorted(por_celda.items())
    }


def _niveles(hogares: Sequence[Hogar]) -> list[tuple[object, ...]]:
    """El nivel que no llega al mínimo se suma al anterior del grupo; el primero, al que sigue."""
    filas: list[tuple[object, ...]] = []
    for zona, grupo in sorted({(h.zona, h.grupo) for h in hogares}):
        propios = [h for h in hogares if (h.zona, h.grupo) == (zona, grupo)]
        cuentas = _contar(propios, lambda h: h.nivel)
        filas += [(zona, grupo, n, c.hogares, c.personas) for n, c in _juntar(cuentas).items()]
    return filas


def _tamanos(hogares: Sequence[Hogar]) -> list[tuple[object, ...]]:
    """El último tamaño es «7 o más»."""
    filas: list[tuple[object, ...]] = []
    for valor in (False, True):
        propios = [h for h in hogares if pobre(h.patron) == valor]
        cuentas = _contar(propios, lambda h: min(h.personas, MAYOR_TAMANO))
        filas += [(int(valor), tamano, c.hogares) for tamano, c in _juntar(cuentas).items()]
    return filas


def _contar(hogares: Iterable[Hogar], de: Callable[[Hogar], int]) -> dict[int, Celda]:
    """Hogares y personas de cada valor, por valor; aquí el patrón no cuenta."""
    cuentas: dict[int, Celda] = {}
    for hogar in hogares:
        antes = cuentas.get(de(hogar), NADIE)
        cuentas[de(hogar)] = Celda(0, antes.hogares + 1, antes.personas + hogar.personas)
    return dict(sorted(cuentas.items()))


def _juntar(cuentas: Mapping[int, Celda]) -> dict[int, Celda]:
    juntas: dict[int, Celda] = {}
    ultima: int | None = None
    for valor, celda in cuentas.items():
        if ultima is not None and not (llega([celda]) and llega([juntas[ultima]])):
            destino = ultima if llega([juntas[ultima]]) else valor
            antes = juntas.pop(ultima)
            juntas[destino] = Celda(
                0, antes.hogares + celda.hogares, antes.personas + celda.personas
            )
            ultima = destino
        else:
            juntas[valor], ultima = celda, valor
    return juntas


def _unos(patron: int) -> tuple[int, ...]:
    return tuple(patron >> j & 1 for j in range(BITS))


def _csv(encabezado: Sequence[str], filas: Iterable[Sequence[object]]) -> str:
    salida = io.StringIO()
    escritor = csv.writer(salida, lineterminator="\n")
    escritor.writerow(encabezado)
    escritor.writerows(filas)
    return salida.getvalue()
