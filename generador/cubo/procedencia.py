"""De dónde sale cada fuente: lee y valida los .yaml de esta carpeta.

La usa también la construcción del sitio; por eso no importa pandas ni nada del extra «importar».
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from generador import texto_yaml
from generador.cubo.vigencia import Vigencia
from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import OFICIALES


@dataclass(frozen=True)
class Leido:
    """Lo que se toma de un archivo: columnas y, en los libros, la hoja."""

    columnas: tuple[str, ...]
    hoja: str | None = None


@dataclass(frozen=True)
class ArchivoOficial:
    """Un archivo oficial.

    `ruta` es relativa a la carpeta de archivos oficiales, con «/». `descarga` es su dirección o
    None si no se conoce; `descarga_comprobada` dice si se vio publicada tal cual.
    """

    ruta: str
    descarga: str | None
    descarga_comprobada: bool
    leido: tuple[Leido, ...]

    @property
    def nombre(self) -> str:
        """Nombre sin carpeta."""
        return PurePosixPath(self.ruta).name


@dataclass(frozen=True)
class Fuente:
    """Una fuente oficial; los textos son para el lector final. `id` es el nombre del .yaml.

    `corta` es el rótulo que acompaña a una cifra; `{anio}` en él es el de la fuente.
    """

    id: str
    titulo: str
    productor: str
    anio: str
    corte: str
    publicacion: str | None
    licencia: str
    cita: str
    archivos: tuple[ArchivoOficial, ...]
    notas: tuple[str, ...] = ()
    corta: str = "{productor} {anio}"
    vigencia: Vigencia = field(default_factory=Vigencia)

    @property
    def rotulo(self) -> str:
        """«DANE, medida censal 2018»: la fuente como se nombra al pie de una cifra."""
        return self.corta.replace("{anio}", self.anio).replace("{productor}", self.productor)


@cache
def fuentes(carpeta: Path = OFICIALES) -> dict[str, Fuente]:
    """Todas las fuentes por identificador, en orden alfabético.

    ErrorDeDatos si a un .yaml le falta o le sobra un campo, o un valor no es del tipo esperado.
    """
    return {ruta.stem: leer_fuente(ruta) for ruta in sorted(carpeta.glob("*.yaml"))}


def leer_fuente(ruta: Path) -> Fuente:
    """Lee y valida un .yaml de procedencia."""
    try:
        texto = ruta.read_text(encoding="utf-8")
        contenido = texto_yaml.leer(texto)
    except (yaml.YAMLError, UnicodeDecodeError) as causa:
        raise _error(ruta.name, texto_yaml.en_palabras(causa)) from causa
    datos = _campos(ruta.name, "la fuente", contenido, Fuente, calculados={"id"})
    archivos = tuple(_archivo(ruta.name, a) for a in _lista(ruta.name, datos, "archivos"))
    repetidas = {a.ruta for a in archivos if [b.ruta for b in archivos].count(a.ruta) > 1}
    if repetidas or not archivos:
        raise _error(ruta.name, "`archivos` está vacío o repite rutas", ", ".join(repetidas))
    datos |= {"anio": str(datos["anio"]), "notas": _textos(ruta.name, datos, "notas")}
    for campo in ("titulo", "productor", "corte", "licencia", "cita"):
        _exigir(ruta.name, campo, datos[campo], str)
    _exigir(ruta.name, "corta", datos.get("corta", ""), str)
    _exigir(ruta.name, "publicacion", datos["publicacion"], (str, type(None)))
    vigencia = _vigencia(ruta.name, datos.get("vigencia", {}))
    return Fuente(**{**datos, "id": ruta.stem, "archivos": archivos, "vigencia": vigencia})


def archivos(carpeta: Path = OFICIALES) -> dict[str, ArchivoOficial]:
    """Todos los archivos oficiales por ruta, ordenados; ErrorDeDatos si dos fuentes se contradicen.

    Una misma ruta puede servir a varias fuentes; su dirección debe ser la misma en todas.
    """
    salida: dict[str, ArchivoOficial] = {}
    for fuente in fuentes(carpeta).values():
        for archivo in fuente.archivos:
            previo = salida.setdefault(archivo.ruta, archivo)
            if _direccion(previo) != _direccion(archivo):
                raise _error(
                    f"{fuente.id}.yaml",
                    f"la dirección de {archivo.ruta} no es la que da otra fuente",
                    archivo.descarga,
                )
    return dict(sorted(salida.items()))


def publicacion_de(ruta: str, carpeta: Path = OFICIALES) -> str | None:
    """La página en que la entidad publica el archivo; None si no se conoce."""
    paginas = [
        f.publicacion for f in fuentes(carpeta).values() if ruta in (a.ruta for a in f.archivos)
    ]
    return next(filter(None, paginas), None)


def _direccion(archivo: ArchivoOficial) -> tuple[str | None, bool]:
    return archivo.descarga, archivo.descarga_comprobada


def _vigencia(origen: str, contenido: Any) -> Vigencia:
    datos = _campos(origen, "`vigencia`", contenido, Vigencia)
    for campo, tipo in (("hasta", str), ("cada", int), ("proxima", str), ("consta", str)):
        _exigir(origen, f"vigencia: {campo}", datos.get(campo, tipo()), tipo)
    leida = Vigencia(**datos)
    if frases := leida.fallos():
        raise _error(origen, f"en `vigencia`, {'; '.join(frases)}", leida.proxima or leida.hasta)
    return leida


def _archivo(origen: str, contenido: Any) -> ArchivoOficial:
    datos = _campos(origen, "un archivo", contenido, ArchivoOficial)
    _exigir(origen, "ruta", datos["ruta"], str)
    _exigir(origen, "descarga", datos["descarga"], (str, type(None)))
    _exigir(origen, "descarga_comprobada", datos["descarga_comprobada"], bool)
    ruta = PurePosixPath(datos["ruta"])
    if ruta.is_absolute() or ".." in ruta.parts or "\\" in datos["ruta"]:
        raise _error(origen, "la ruta debe ser relativa, con «/» y sin «..»", datos["ruta"])
    descarga = datos["descarga"]
    if descarga is not None and not descarga.startswith(("https://", "http://")):
        raise _error(origen, "`descarga` debe ser una dirección http o null", descarga)
    if descarga is None and datos["descarga_comprobada"]:
        raise _error(origen, "`descarga_comprobada` no puede ser true sin dirección", ruta)
    leido = tuple(_leido(origen, hoja) for hoja in _lista(origen, datos, "leido"))
    return ArchivoOficial(**{**datos, "leido": leido})


def _leido(origen: str, contenido: Any) -> Leido:
    datos = _campos(origen, "lo leído", contenido, Leido)
    _exigir(origen, "hoja", datos.get("hoja"), (str, type(None)))
    return Leido(**{**datos, "columnas": _textos(origen, datos, "columnas")})


def _campos(
    origen: str, que: str, contenido: Any, clase: type, calculados: set[str] | None = None
) -> dict[str, Any]:
    """El diccionario leído, si trae justo los campos de la dataclass `clase`."""
    if not isinstance(contenido, dict):
        raise _error(origen, f"{que} debe ser una lista de «campo: valor»", contenido)
    propios = [c for c in fields(clase) if c.name not in (calculados or set())]
    obligatorios = {c.name for c in propios if c.default is MISSING}
    frases = []
    if faltan := sorted(obligatorios - set(contenido)):
        frases.append(f"faltan campos: {', '.join(faltan)}")
    if sobran := sorted(set(map(str, contenido)) - {c.name for c in propios}):
        frases.append(f"campos desconocidos: {', '.join(sobran)}")
    if frases:
        raise _error(origen, f"en {que} {'; '.join(frases)}")
    return dict(contenido)


def _lista(origen: str, datos: dict[str, Any], campo: str) -> list[Any]:
    valor = datos.get(campo) or []
    _exigir(origen, campo, valor, list)
    return list(valor)


def _textos(origen: str, datos: dict[str, Any], campo: str) -> tuple[str, ...]:
    return tuple(str(texto) for texto in _lista(origen, datos, campo))


def _exigir(origen: str, campo: str, valor: Any, tipo: type | tuple[type, ...]) -> None:
    # Para Python, True es un entero: «cada: true» sería una serie mensual.
    if not isinstance(valor, tipo) or (tipo is int and isinstance(valor, bool)):
        raise _error(origen, f"`{campo}` no es del tipo esperado", valor)


def _error(archivo: str, problema: str, valor: object = None) -> ErrorDeDatos:
    return ErrorDeDatos(
        problema,
        lugar=Lugar(archivo),
        valor=valor or None,
        que_hacer="corrija el archivo de procedencia en generador/fuentes/oficiales; "
        "medida_censal_2018.yaml es el modelo",
    )
