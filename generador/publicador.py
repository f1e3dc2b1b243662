"""Quién publica esta copia del kit y de qué día es: `kit.yaml` y la fecha reproducible."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generador import fecha_fija, texto_yaml
from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import RAIZ

ARCHIVO = RAIZ / "kit.yaml"
CAMPOS = ("publicador", "contacto", "logo", "departamentos", "dominio")
EN_PALABRAS = f"{', '.join(CAMPOS[:-1])} y {CAMPOS[-1]}"
GENERAL = "escriba «campo: valor», o deje vacío lo que no use; kit.yaml explica cada campo"
QUE_HACER = {
    "publicador": "escriba «publicador: nombre», o déjelo vacío",
    "contacto": "escriba «contacto: correo» o «contacto: https://…», o déjelo vacío",
    "logo": "escriba «logo: carpeta/archivo.svg», o déjelo vacío",
    "departamentos": "escriba los códigos DANE así: «departamentos: [27, 05]», o déjelo vacío",
    "dominio": "escriba «dominio: kit.gobernacion.gov.co», o déjelo vacío",
}
# Sin lo que, en un «mailto:», empieza otro campo.
CORREO = re.compile(r"[^@\s<>\":?,;]+@[^@\s<>\":?,;/]+\.[^@\s<>\":?,;/]+")
DOMINIO = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?"
)
SERVIDOR = re.compile(
    r"(?=.*[a-z])[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?|(localhost|127\.0\.0\.1)(:\d+)?", re.I
)
_PAGINA = re.compile(r"https://([^/?#\s]+)([/?#][^\s\"<>]*)?", re.I)
_DIRECCION = re.compile(r"https?://([^/\s]+)(/[\w.~%+@,-]*)*", re.A | re.I)
LARGO = 120
"""Del nombre y del contacto: van al pie de cada página, que tiene su vara de peso."""
NADA = frozenset({"", "~", "null", "Null", "NULL"})
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip


@dataclass(frozen=True)
class Publicador:
    """Sin escapar; cada campo va vacío si no se dijo.

    `logo` es una ruta desde la carpeta del kit, `departamentos` sus códigos de dos cifras y
    `dominio`, el servidor sin «https://».
    """

    publicador: str = ""
    contacto: str = ""
    logo: str = ""
    departamentos: tuple[str, ...] = ()
    dominio: str = ""

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

    ErrorDeDatos, con el renglón y el campo, si trae otro campo o un valor que no sirve.
    """
    if not archivo.exists():
        return Publicador()
    try:
        texto = archivo.read_text(encoding="utf-8")
        dicho = texto_yaml.leer_escrito(texto) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as causa:
        raise _error(archivo, texto_yaml.en_palabras(causa)) from causa
    if not isinstance(dicho, dict):
        raise _error(archivo, f"no son campos con su valor (solo van {EN_PALABRAS})")
    if sobran := sorted(set(map(str, dicho)) - set(CAMPOS)):
        problema = f"campos desconocidos: {', '.join(sobran)} (solo van {EN_PALABRAS})"
        raise _error(archivo, problema, sobran[0], texto=texto)
    for campo in set(CAMPOS) - {"departamentos"}:
        if isinstance(dicho.get(campo), dict | list):
            raise _error(archivo, f"«{campo}» lleva un solo texto", campo, str(dicho[campo]), texto)
    leido = Publicador(
        **{c: _texto(dicho.get(c)) for c in CAMPOS if c != "departamentos"},
        departamentos=_departamentos(archivo, dicho.get("departamentos"), texto),
    )
    for campo, problema in _fallos(leido):
        raise _error(archivo, problema, campo, str(getattr(leido, campo)), texto)
    return leido


def exigir_direccion(escrita: str) -> str:
    """La dirección en que se publica, la de --url o KIT_URL; «» si no se dijo.

    ErrorDeDatos si no es un servidor con su ruta: va en todas las páginas y en el complemento.
    """
    dicha = _DIRECCION.fullmatch(escrita)
    if escrita and not (dicha and SERVIDOR.fullmatch(dicha[1])):
        raise ErrorDeDatos(
            "la dirección en que se publica (--url o KIT_URL) no es un servidor con su ruta",
            valor=escrita,
            que_hacer="escríbala como https://kit.gobernacion.gov.co/ o https://servidor/kit/, sin "
            "«?» ni «#», o no la diga",
        )
    return escrita


def _fallos(leido: Publicador) -> Iterator[tuple[str, str]]:
    """(campo, qué le pasa) de cada valor que no sirve."""
    for campo in ("publicador", "contacto", "logo"):
        escrito = getattr(leido, campo)
        # También los que voltean el sentido de lo que sigue: cambian lo que se lee, no lo que dice.
        if not escrito.isprintable():
            yield campo, "trae un salto de renglón o una letra que no se ve"
        if len(escrito) > LARGO:
            yield campo, f"pasa de {LARGO} caracteres"
    pagina = _PAGINA.fullmatch(leido.contacto)
    if leido.contacto and not (leido.correo or (pagina and SERVIDOR.fullmatch(pagina[1]))):
        yield "contacto", "el contacto no es un correo ni una dirección https"
    if leido.dominio and not DOMINIO.fullmatch(leido.dominio):
        yield "dominio", "el dominio no es un servidor solo, en minúsculas y sin «https://» ni «/»"
    ruta = Path(leido.logo)
    # La barra y los dos puntos de Windows: en otro sistema serían parte del nombre.
    if ruta.is_absolute() or ".." in ruta.parts or re.search(r"[\\:]", leido.logo):
        yield "logo", "el logo va en una ruta desde la carpeta del kit, con «/» y sin «..»"


def _texto(dicho: str | None) -> str:
    """Lo escrito; «» si no se escribió nada, o si se escribió como YAML dice que no hay nada."""
    texto = (dicho or "").strip()
    return "" if texto in NADA else texto


def _departamentos(archivo: Path, dichos: Any, texto: str) -> tuple[str, ...]:
    """Los códigos, con el cero que se les haya quitado."""
    if dichos is None or (isinstance(dichos, str) and not _texto(dichos)):
        return ()
    if not isinstance(dichos, list):
        raise _error(
            archivo, "«departamentos» lleva una lista: [27, 05]", "departamentos", dichos, texto
        )
    codigos = [str(d).strip().zfill(2) for d in dichos]
    for codigo in codigos:
        if not re.fullmatch("[0-9]{2}", codigo) or codigos.count(codigo) > 1:
            problema = "no es un código de departamento de dos cifras, o está repetido"
            raise _error(archivo, problema, "departamentos", codigo, texto)
    return tuple(codigos)


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


def _error(
    archivo: Path, problema: str, campo: str = "", valor: object = None, texto: str = ""
) -> ErrorDeDatos:
    fila = next(
        (n for n, r in enumerate(texto.splitlines(), 1) if campo and r.startswith(f"{campo}:")),
        None,
    )
    return ErrorDeDatos(
        problema,
        lugar=Lugar(archivo.name, fila=fila, columna=campo if campo in CAMPOS else None),
        valor=valor,
        que_hacer=QUE_HACER.get(campo, GENERAL),
    )
