"""Quién publica esta copia del kit y de qué día es: `kit.yaml` y la fecha reproducible."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import yaml

from generador import fecha_fija, texto_yaml
from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import RAIZ

ARCHIVO = RAIZ / "kit.yaml"
CAMPOS = ("publicador", "contacto")
CORREO = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip


@dataclass(frozen=True)
class Publicador:
    """Sin escapar; cada campo va vacío si no se dijo."""

    publicador: str = ""
    contacto: str = ""

    @property
    def enlace(self) -> str:
        """Adónde lleva el contacto: `mailto:…` o la dirección misma."""
        return f"mailto:{self.contacto}" if self.correo else self.contacto

    @property
    def correo(self) -> str:
        """El contacto, si es un correo."""
        return self.contacto if CORREO.fullmatch(self.contacto) else ""


def leer(archivo: Path = ARCHIVO) -> Publicador:
    """Lo que dice `archivo`; sin él, nada.

    ErrorDeDatos si trae otro campo, o un contacto que no es un correo ni una dirección https.
    """
    if not archivo.is_file():
        return Publicador()
    try:
        dicho = texto_yaml.leer(archivo.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as causa:
        raise _error(archivo, f"no es YAML válido{_renglon(causa)}") from causa
    if not isinstance(dicho, dict):
        raise _error(archivo, f"no son campos con su valor (solo van {' y '.join(CAMPOS)})")
    if sobran := sorted(set(map(str, dicho)) - set(CAMPOS)):
        raise _error(
            archivo, f"campos desconocidos: {', '.join(sobran)} (solo van {' y '.join(CAMPOS)})"
        )
    if ajenos := [c for c, v in dicho.items() if isinstance(v, dict | list)]:
        raise _error(archivo, f"«{ajenos[0]}» lleva un solo texto", str(dicho[ajenos[0]]))
    leido = Publicador(**{campo: str(dicho.get(campo) or "").strip() for campo in CAMPOS})
    if leido.contacto and not (leido.correo or re.fullmatch(r"https://\S+", leido.contacto)):
        raise _error(archivo, "el contacto no es un correo ni una dirección https", leido.contacto)
    return leido


@cache
def actualizado() -> date | None:
    """El día de esta copia: el de SOURCE_DATE_EPOCH o, sin ella, el de su última revisión de git.

    Nunca el de hoy: la misma revisión construida otro día da los mismos bytes. None si no se sabe.
    """
    if fija := fecha_fija.pedida():
        return fija.date()
    revision = _de_la_revision()
    return datetime.fromtimestamp(int(revision), UTC).date() if revision else None


@cache
def datos_actualizados() -> date | None:
    """El día en que cambiaron los datos de esta copia: el de la última revisión que los tocó.

    Como `actualizado`, la reemplaza SOURCE_DATE_EPOCH. En un clon sin historia (`--depth 1`) es el
    de la única revisión que hay.
    """
    if fija := fecha_fija.pedida():
        return fija.date()
    revision = _de_la_revision("datos")
    return datetime.fromtimestamp(int(revision), UTC).date() if revision else None


def _de_la_revision(*rutas: str) -> str:
    """Los segundos de la última revisión de git que tocó `rutas`, o de la última; «» si no hay."""
    if not (RAIZ / ".git").exists():  # bajado como zip: un .git de más arriba es de otro
        return ""
    orden = ["git", "-C", str(RAIZ), "log", "-1", "--format=%ct", "--", *rutas]
    try:
        hecho = subprocess.run(  # noqa: S603 - orden fija
            orden, capture_output=True, text=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return hecho.stdout.strip()


def en_palabras(dia: date) -> str:
    """«28 de noviembre de 2026»."""
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def _renglon(causa: Exception) -> str:
    """Dónde se dañó, si el lector lo dice; su frase viene en inglés y no se muestra."""
    lugar = getattr(causa, "problem_mark", None)
    return f", cerca del renglón {lugar.line + 1}" if lugar else ""


def _error(archivo: Path, problema: str, valor: str | None = None) -> ErrorDeDatos:
    return ErrorDeDatos(
        problema,
        lugar=Lugar(archivo.name),
        valor=valor,
        que_hacer="escriba «publicador: nombre» y «contacto: correo», o déjelos vacíos",
    )
