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


@dataclass(frozen=True)
class Escrita:
    """El archivo de un caso: sus bytes, y de qué hogar es cada fila (la 2 es la primera)."""

    contenido: bytes
    identidad_de_fila: dict[int, str]


def filas_de(hogares: Sequence[Hogar]) -> list[Fila]:
    """Una fila por persona, con el esquema municipal nominal."""
    return [
        {
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
            "h_5": str(int(h.pobre)),
            **{f"i{j + 1}": str(marca) for j, marca in enumerate(h.marcas)},
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
    "clasificación cortada": cambiar("clasificacion", lambda v: v[:2]),
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


def escribir(
    hogares: Sequence[Hogar],
    suciedades: Sequence[Suciedad] = (),
    *,
    separador: str = ";",
    fin: str = "\n",
    codificacion: str = "utf-8",
    antes: str = "",
    despues: str = "",
) -> Escrita:
    """El archivo de esos hogares; `antes` y `despues` van tal cual (sep=, pie de página)."""
    filas = filas_de(hogares)
    por_ficha = {(str(h.ficha), str(h.numero)): h.identidad for h in hogares}
    for suciedad in suciedades:
        filas = suciedad(filas)
    texto = io.StringIO()
    escritor = csv.DictWriter(texto, list(filas[0]), delimiter=separador, lineterminator=fin)
    escritor.writeheader()
    escritor.writerows(filas)
    contenido = f"{antes}{texto.getvalue()}{despues}".encode(codificacion)
    primera = 2 + antes.count("\n")
    return Escrita(
        contenido,
        {
            i: por_ficha[f["ide_ficha_origen"].lstrip("0"), f["ide_hogar"]]
            for i, f in enumerate(filas, start=primera)
        },
    )
