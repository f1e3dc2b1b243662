"""De los hogares de un caso a un archivo: limpio, o ensuciado sin cambiar lo que dice."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.casos.verdad import Hogar

Fila = dict[str, str]
Suciedad = Callable[[list[Fila]], list[Fila]]
# De qué hogar es la fila: va con ella por donde pase, y no se escribe.
IDENTIDAD = "\0identidad"


@dataclass(frozen=True)
class Escrita:
    """El archivo de un caso: sus bytes, y de qué hogar es cada fila, en su orden."""

    contenido: bytes
    identidades: list[str]


def filas_de(hogares: Sequence[Hogar]) -> list[Fila]:
    """Una fila por persona, con el esquema municipal nominal."""
    return [
        {
            IDENTIDAD: h.identidad,
            "ide_ficha_origen": f"{h.ficha:012d}",
            "ide_hogar": str(h.numero),
            "ide_persona": str(i + 1),
            "cod_dpto": h.municipio[:2],
            "cod_mpio": h.municipio,
            "cod_clase": str(h.clase),
            "nom_vereda": h.vereda,
            "num_personas_hogar": str(len(h.edades)),
            "tip_parentesco": "1" if i == 0 else "3",
            "sexo_persona": str(1 + i % 2),
            "edad_calculada": str(edad),
            "grupo": h.grupo,
            "nivel": str(h.nivel),
            "clasificacion": f"{h.grupo}{h.nivel}",
            "h_5": str(int(h.pobre)) if h.falta is None else "",
            **{f"i{j + 1}": "" if j == h.falta else str(m) for j, m in enumerate(h.marcas)},
        }
        for h in hogares
        for i, edad in enumerate(h.edades)
    ]


def cambiar(columna: str, como: Callable[[str], str]) -> Suciedad:
    """Reescribe una columna."""
    return lambda filas: [{**f, columna: como(f[columna])} for f in filas]


SUCIEDADES: dict[str, Suciedad] = {
    "parentesco con etiquetas": cambiar(
        "tip_parentesco", lambda v: "Jefe(a)" if v == "1" else "Hijo(a)"
    ),
    "código con punto de miles": cambiar("cod_mpio", lambda v: f"{int(v):,}".replace(",", ".")),
    "código como fórmula": cambiar("cod_mpio", lambda v: f'="{v}"'),
    "código como decimal": cambiar("cod_mpio", lambda v: f"{int(v)}.0"),
    "ficha sin ceros": cambiar("ide_ficha_origen", lambda v: str(int(v))),
    "nivel con cero y sin grupo": lambda filas: [
        {**f, "grupo": "", "nivel": "", "clasificacion": f"{f['grupo']}{int(f['nivel']):02d}"}
        for f in filas
    ],
    "grupo con el nombre del instrumento": cambiar("grupo", lambda v: f"1. SISBEN IV - {v}"),
    "clasificación cortada": cambiar("clasificacion", lambda v: v[:1]),
    "nombres en NFD y con espacios": cambiar(
        "nom_vereda", lambda v: f" {unicodedata.normalize('NFD', v)}  "
    ),
    "clase con letras": cambiar(
        "cod_clase", lambda v: ("Cabecera", "Centro poblado", "Rural disperso")[int(v) - 1]
    ),
    "pegado dos veces": lambda filas: [*filas, *filas],
    "marcas con coma decimal": cambiar("i3", lambda v: f"{v},0"),
}


def barajar(semilla: int) -> Suciedad:
    """Las mismas filas en otro orden."""

    def revolver(filas: list[Fila]) -> list[Fila]:
        copia = list(filas)
        random.Random(semilla).shuffle(copia)
        return copia

    return revolver


def ensuciar(hogares: Sequence[Hogar], suciedades: Sequence[Suciedad]) -> list[Fila]:
    """Las filas de esos hogares, pasadas por cada suciedad en su orden."""
    filas = filas_de(hogares)
    for suciedad in suciedades:
        filas = suciedad(filas)
    return filas


def escribir(
    hogares: Sequence[Hogar],
    suciedades: Sequence[Suciedad] = (),
    *,
    separador: str = ";",
    fin: str = "\n",
    codificacion: str = "utf-8",
    como: Callable[[str], str] = lambda texto: texto,
) -> Escrita:
    """El archivo de esos hogares; `como` cambia el texto ya escrito (sep=, pie de página)."""
    filas = ensuciar(hogares, suciedades)
    texto = io.StringIO()
    columnas = [c for c in filas[0] if c != IDENTIDAD]
    escritor = csv.DictWriter(
        texto, columnas, delimiter=separador, lineterminator=fin, extrasaction="ignore"
    )
    escritor.writeheader()
    escritor.writerows(filas)
    contenido = como(texto.getvalue()).encode(codificacion)
    return Escrita(contenido, [f[IDENTIDAD] for f in filas])
