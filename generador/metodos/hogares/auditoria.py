"""El registro de auditoría: lo que hace falta para que otra persona repita la cuenta.

Lo arman igual la orden, el complemento y el navegador. No lleva rutas ni datos personales: de un
archivo va el nombre y su huella, y un filtro que nombra una columna personal va solo con su
huella. Aquí no se lee nada: la fecha, las huellas y la versión las da quien llama.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .contenido import sin_correos
from .personales import permitida

Motor = Literal["orden", "qgis", "navegador"]
Modo = Literal["interno", "publicable"]
VERSION = 2
INTERNO = "INTERNO: no publicar"
# En una salida publicable, la huella que solo comprueba quien tiene la clave.
CON_CLAVE = "huella_con_clave"
# Cómo se llama en cada motor lo que se corrió.
CLAVE_DE: dict[str, str] = {"orden": "orden", "qgis": "algoritmo", "navegador": "herramienta"}
# Lo que dice dónde está algo: una ruta, una dirección o una base de datos.
DIRECCION = re.compile(r"/|~/|\.{1,2}[\\/]|\\\\|[A-Za-z]:[\\/]|\w+://|file:|ogr:|.*\bdbname=")
ENTRE_COMILLAS = re.compile(r"([«\"'])((?:/|~/|\\\\|[A-Za-z]:[\\/])[^«»\"']*)([»\"'])")
SUELTA = re.compile(r"(?<![\w.:/])(?:file:/*|[A-Za-z]:[\\/]|\\\\|~?/)(?:[^\s\\/«»\"'|]+[\\/]+)+")
DE_BASE_DE_DATOS = re.compile(r"\btable=(\"?[\w.]+\"?(?:\.\"?\w+\"?)?)")
PALABRAS = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Corrida:
    """Qué se corrió, con qué versión y cuándo.

    `fecha` en ISO 8601; `huella_metodos` es la SHA-256 del método; `modo` None si la corrida no
    tiene modos. `entorno` son las versiones de lo que la acompaña ({"qgis": "3.34"}).
    """

    motor: Motor
    nombre: str
    version: str
    huella_metodos: str
    fecha: str
    parametros: Mapping[str, Any]
    semilla: str | None = None
    modo: Modo | None = None
    entorno: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ArchivoLeido:
    """Un archivo o una capa que se leyó.

    `sha256` de sus octetos (o de lo leído, si es una capa); `filtro` es su expresión de
    subconjunto y `seleccion`, cuántas entidades estaban elegidas (None: se leyeron todas).
    `esquema` y `mapeo` {canónico: columna}, si es una base. `detalles`: formato, separador…
    """

    nombre: str
    sha256: str | None = None
    filtro: str = ""
    seleccion: int | None = None
    esquema: str | None = None
    mapeo: Mapping[str, str] = field(default_factory=dict)
    detalles: Mapping[str, Any] = field(default_factory=dict)


def armar(
    corrida: Corrida,
    entradas: Sequence[ArchivoLeido],
    recuentos: Mapping[str, Any],
    avisos: Sequence[str],
    perdidas: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """El registro, listo para JSON. `perdidas`: lo que no se pudo convertir, por columna."""
    registro: dict[str, Any] = {
        "registro": VERSION,
        CLAVE_DE[corrida.motor]: corrida.nombre,
        "kit": corrida.version,
        **corrida.entorno,
        "huella_metodos": corrida.huella_metodos,
        "fecha": corrida.fecha,
        "entradas": [_entrada(entrada) for entrada in entradas],
        "parametros": limpiar(corrida.parametros),
        "semilla": corrida.semilla,
        "recuentos": limpiar(recuentos),
        "avisos": limpiar(list(avisos)),
        "perdidas": limpiar(list(perdidas)),
    }
    if corrida.modo is not None:
        registro["modo"] = corrida.modo
    if corrida.modo == "interno":
        registro["uso"] = INTERNO
    return registro


def faltantes(registro: Mapping[str, Any]) -> tuple[str, ...]:
    """Lo que le falta al registro para que otra persona pueda repetir la cuenta.

    Exige qué se corrió, la versión, la huella del método, la fecha y los parámetros, y de cada
    entrada su nombre y su huella; del filtro, el texto; de una base, su esquema y sus columnas.
    """
    faltan = [c for c in ("kit", "huella_metodos", "fecha", "entradas") if not registro.get(c)]
    if not any(registro.get(clave) for clave in CLAVE_DE.values()):
        faltan.insert(0, " o ".join(CLAVE_DE.values()))
    if "parametros" not in registro:
        faltan.append("parametros")
    for numero, entrada in enumerate(registro.get("entradas", []), start=1):
        propios = ["nombre", "sha256", *(["mapeo"] if entrada.get("esquema") else [])]
        faltan += [
            f"entradas[{numero}].{c}"
            for c in propios
            if not entrada.get(c) and not (c == "sha256" and entrada.get(CON_CLAVE))
        ]
        if isinstance(entrada.get("filtro"), dict):
            faltan.append(f"entradas[{numero}].filtro")
    return tuple(faltan)


def limpiar(valor: Any) -> Any:
    """El valor sin rutas ni correos, hecho de lo que JSON sabe escribir."""
    if isinstance(valor, Mapping):
        return {str(limpiar(str(clave))): limpiar(v) for clave, v in valor.items()}
    if isinstance(valor, (list, tuple, set, frozenset)):
        partes = sorted(valor, key=str) if isinstance(valor, (set, frozenset)) else valor
        return [limpiar(v) for v in partes]
    if isinstance(valor, str):
        return sin_correos(_sin_rutas(valor))
    if valor is None or isinstance(valor, (bool, int, float)):
        return valor
    # Un número de numpy dice el suyo; lo demás, su texto.
    propio = valor.item() if hasattr(valor, "item") else str(valor)
    return limpiar(propio) if isinstance(propio, (str, bool, int, float)) else str(propio)


def solo_el_nombre(direccion: str) -> str:
    """De una ruta o una dirección, el nombre del archivo y su capa: ni carpetas ni claves."""
    if "dbname=" in direccion:
        tabla = DE_BASE_DE_DATOS.search(direccion)
        return tabla[1] if tabla else "base de datos"
    archivo, _, resto = direccion.partition("|")
    nombre = re.split(r"[\\/]", archivo.rstrip("\\/"))[-1].split("'")[0].split("?")[0]
    capa = re.match(r"layer(?:name|id)=[^|]*", resto)
    return nombre + (f"|{capa[0]}" if capa else "")


def _entrada(entrada: ArchivoLeido) -> dict[str, Any]:
    return {
        "nombre": limpiar(entrada.nombre),
        "sha256": entrada.sha256,
        "filtro": _filtro(entrada.filtro),
        "seleccion": entrada.seleccion,
        "esquema": entrada.esquema,
        "mapeo": limpiar(entrada.mapeo),
        **limpiar(entrada.detalles),
    }


def _filtro(filtro: str) -> Any:
    """El filtro; si nombra una columna personal, cuál y la huella: sus valores no se copian."""
    personales = sorted(
        {p for p in PALABRAS.findall(filtro) if permitida(p).uso in ("personal", "contar")}
    )
    if not personales:
        return limpiar(filtro)
    huella = hashlib.sha256(filtro.encode("utf-8")).hexdigest()
    return {"usa_columnas_personales": personales, "sha256": huella}


def _sin_rutas(texto: str) -> str:
    if DIRECCION.match(texto):
        return solo_el_nombre(texto)
    dichas = ENTRE_COMILLAS.sub(lambda m: m[1] + solo_el_nombre(m[2]) + m[3], texto)
    return SUELTA.sub("", dichas)
