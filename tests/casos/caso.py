"""Un caso: la entrada, lo que se pide y el valor correcto, en una carpeta para los tres motores."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CARPETA = Path(__file__).resolve().parent
FICHA = "caso.json"
MOTORES = ("orden", "qgis", "navegador")
Dicho = dict[str, Any]


@dataclass(frozen=True)
class Caso:
    """Lo que dice `caso.json`, y los archivos de su carpeta.

    `motores` {motor: True, o por qué no lo corre, o {parte del pedido: por qué no}}. `pedido`:
    `opciones` (decimal, aceptar, codificacion, filas, mapeo, nulos), `incidencia` (por, poligonos)
    y `focalizar` (regla, prioridad, cupo, semilla; o por, reparto y minimo). `esperado`: `avisos`
    de la lectura, completos y en orden, y lo de cada parte; o el `error`, en trozos que debe decir.
    `filas`: qué número tiene la primera fila de datos y de qué hogar es cada una.
    """

    nombre: str
    que_es: str
    base: str
    motores: Mapping[str, Any]
    pedido: Dicho
    esperado: Dicho
    filas: Dicho = field(default_factory=dict)
    archivos: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def corre(self, motor: str, parte: str | None = None) -> bool:
        """Si ese motor corre el caso, o esa parte de su pedido."""
        dicho = self.motores[motor]
        if isinstance(dicho, str):
            return False
        return parte is None or (parte in self.pedido and (dicho is True or parte not in dicho))

    def ficha(self) -> str:
        """El texto de `caso.json`: un renglón por dato."""
        campos = ("que_es", "base", "motores", "pedido", "esperado", "filas")
        return _en_renglones({c: getattr(self, c) for c in campos if getattr(self, c)}) + "\n"

    def guardar(self, carpeta: Path) -> Path:
        """Escribe la carpeta del caso dentro de esa y la devuelve."""
        propia = carpeta / self.nombre
        propia.mkdir(parents=True, exist_ok=True)
        for nombre, contenido in self.todos().items():
            (propia / nombre).write_bytes(contenido)
        return propia

    def todos(self) -> dict[str, bytes]:
        """Cada archivo de la carpeta por su nombre, con `caso.json`."""
        return {**self.archivos, FICHA: self.ficha().encode("utf-8")}


def versionados() -> Iterator[tuple[Caso, Path]]:
    """Los casos de `tests/casos/`, cada uno con su carpeta."""
    for ruta in sorted(CARPETA.glob(f"*/{FICHA}")):
        datos = json.loads(ruta.read_text("utf-8"))
        yield Caso(nombre=ruta.parent.name, **datos), ruta.parent


def _en_renglones(valor: Any, hasta: int = 3, sangria: str = "") -> str:
    """JSON con un renglón por clave hasta tres niveles; lo demás, seguido."""
    if not isinstance(valor, dict) or not hasta or not valor:
        return json.dumps(valor, ensure_ascii=False)
    dentro = sangria + " "
    partes = (
        f"{dentro}{json.dumps(c, ensure_ascii=False)}: {_en_renglones(v, hasta - 1, dentro)}"
        for c, v in valor.items()
    )
    return "{\n" + ",\n".join(partes) + f"\n{sangria}}}"
