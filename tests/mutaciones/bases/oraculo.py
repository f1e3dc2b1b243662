"""Los hogares de una base, contados en Python plano: sin numpy, sin DuckDB y sin el núcleo.

Lee solo lo que está bien escrito. Ante cualquier otra cosa dice que no sabe: ahí lo que se exige al
kit es que pare o que avise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

PESOS = (10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4)
Cuenta = tuple[int, int, int]


def contar(base: Mapping[str, Sequence[Any]]) -> list[Cuenta] | None:
    """(hogares, personas, personas pobres) de cada vereda, en orden; None si algo no se entiende.

    Un hogar son las filas con la misma ficha y el mismo hogar; sus datos, los de su jefe.
    """
    if "i15" not in base:
        return None
    filas = [dict(zip(base, celdas, strict=True)) for celdas in zip(*base.values(), strict=True)]
    # Si todas dicen lo mismo hay un solo territorio, se lea como se lea su nombre.
    uno = len({str(f["cod_vereda"]) for f in filas}) == 1
    hogares: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for fila in filas:
        hogares[str(fila["ide_ficha_origen"]), str(fila["ide_hogar"])].append(fila)
    veredas: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for personas in hogares.values():
        jefes = [p for p in personas if str(p["tip_parentesco"]) == "1"]
        if len(jefes) != 1 or not all(_entendible(p, uno) for p in personas):
            return None
        puntaje = sum(w for j, w in enumerate(PESOS, start=1) if str(jefes[0][f"i{j}"]) == "1")
        cuenta = veredas[str(jefes[0]["cod_vereda"])]
        cuenta[0] += 1
        cuenta[1] += len(personas)
        cuenta[2] += len(personas) * (puntaje * 3 >= 100)
    return sorted((h, p, q) for h, p, q in veredas.values())


def _entendible(persona: Mapping[str, Any], uno: bool) -> bool:
    marcas = [str(persona[f"i{j}"]) for j in range(1, 16)]
    ficha, vereda = str(persona["ide_ficha_origen"]), str(persona["cod_vereda"])
    return (
        all(m in ("0", "1") for m in marcas)
        and str(persona["tip_parentesco"]) in {str(n) for n in range(1, 10)}
        and str(persona["ide_hogar"]) in {str(n) for n in range(1, 10)}
        and ficha.isascii()
        and ficha.isalnum()
        and (_es_etiqueta(vereda) or (uno and vereda.isalnum()))
    )


def _es_etiqueta(texto: str) -> bool:
    """Un nombre de vereda que nadie puede leer de dos maneras; «#N/D» es un error de la hoja."""
    return bool(texto) and texto.isascii() and texto.isprintable() and texto[0] not in " #"
