"""Los hogares por su coordenada: qué columnas la traen y cómo viene escrita."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.casos.caso import Caso
from tests.casos.definidos.comun import caso, medir
from tests.casos.escribir import IDENTIDAD, Fila
from tests.casos.verdad import Hogar, dos_municipios

SIN_POLIGONOS = "el navegador no lee polígonos ni ubica hogares"
EN_QGIS_SE_ELIGE = "en QGIS se elige la capa por su nombre: no hay cómo confundirla"
VEREDAS = {"05001001": (-75.61, "EL ROSAL"), "05002001": (-75.51, "LA PEÑA")}
OESTE = {"05001": -75.60, "05002": -75.50}
Escribir = Callable[[float, float], tuple[str, str]]


def punto_de(hogar: Hogar) -> tuple[float, float]:
    """La coordenada de un hogar, (longitud, latitud): dentro de la vereda de su municipio."""
    i = (hogar.ficha - 1) % 12
    return round(OESTE[hogar.municipio] + 0.0005 * i, 6), round(6.2 + 0.0003 * i, 6)


def casos() -> list[Caso]:
    """Por la coordenada salen las mismas cifras que por el código, o se dice por qué no."""
    return [
        _ubicado("columnas-x-y", "Las columnas se llaman «x» e «y»", _grados, ("x", "y"),
                 elegidas=True),
        _ubicado("coordenadas", "Longitud y latitud en grados", _grados),
        _ubicado("coordenadas-con-coma", "Los decimales con coma",
                 lambda x, y: tuple(v.replace(".", ",") for v in _grados(x, y))),
        _ubicado("ejes-invertidos", "x trae la latitud", lambda x, y: _grados(y, x),
                 avisos=["24 hogares tenían la latitud y la longitud cambiadas: se corrigieron"]),
        _ubicado("longitud-sin-signo", "75,6 en lugar de −75,6", lambda x, y: _grados(-x, y),
                 avisos=["24 hogares tenían la longitud sin su signo menos: se corrigieron"]),
        _ubicado("coordenadas-en-metros", "Metros: no son grados, y se dice",
                 lambda x, y: _grados(4_700_000 + 1e5 * (x + 75), 2_200_000 + 1e5 * y),
                 error=["24 hogares tienen la coordenada en metros"]),
        _ubicado("coordenadas-con-miles", "«-75.599.500»: Excel les puso puntos de miles",
                 lambda x, y: (_miles(x), _miles(y)),
                 error=["24 hogares tienen la coordenada con puntos de miles"]),
        _ubicado("fuera-de-los-poligonos", "Ningún hogar cae en la capa: se dice",
                 lambda x, y: _grados(x + 3, y), error=["los 24 hogares", "sistema"]),
        *_capas(),
    ]  # fmt: skip


def _capas() -> list[Caso]:
    capas = {"a_municipio": "municipio.geojson", "veredas": "veredas.geojson"}
    municipio = _geojson({"05001": [(-76, 6), (-75, 6), (-75, 7), (-76, 7)]})
    pedida = {"poligonos": "dos.gpkg", "capas": capas}
    otros = {"municipio.geojson": municipio}
    return [
        _ubicado("dos-capas-de-poligonos", "Un archivo con dos capas: no se toma la primera",
                 _grados, pedida=pedida, otros=otros, error=["2 capas", "--capa-poligonos"],
                 motores={"qgis": EN_QGIS_SE_ELIGE}),
        _ubicado("capa-de-poligonos-elegida", "La misma, diciendo cuál", _grados, otros=otros,
                 pedida={**pedida, "capa": "veredas"}),
    ]  # fmt: skip


def _grados(x: float, y: float) -> tuple[str, str]:
    return f"{x:.6f}", f"{y:.6f}"


def _miles(valor: float) -> str:
    entera, decimales = f"{valor:.6f}".split(".")
    return f"{entera}.{decimales[:3]}.{decimales[3:]}"


def _ubicado(
    nombre: str,
    que_es: str,
    escribir: Escribir | Callable[[float, float], Any],
    ejes: tuple[str, str] = ("coord_x_auto_rec", "coord_y_auto_rec"),
    *,
    elegidas: bool = False,
    pedida: Mapping[str, Any] | None = None,
    otros: Mapping[str, bytes] | None = None,
    avisos: list[str] | None = None,
    error: list[str] | None = None,
    motores: Mapping[str, Any] | None = None,
) -> Caso:
    """La incidencia por vereda, con la coordenada de cada hogar escrita de esa manera."""
    hogares = dos_municipios()
    propios = {h.identidad: h for h in hogares}

    def ubicar(filas: list[Fila]) -> list[Fila]:
        escritas = (escribir(*punto_de(propios[f[IDENTIDAD]])) for f in filas)
        return [
            {**f, **dict(zip(ejes, e, strict=True))} for f, e in zip(filas, escritas, strict=True)
        ]

    hecho = caso(nombre, que_es, hogares=hogares, suciedades=[ubicar], avisos=avisos or (),
                 motores={"navegador": SIN_POLIGONOS, **(motores or {})},
                 otros={"veredas.geojson": _geojson(_veredas()), **(otros or {})},
                 esperado=(lambda _: {"error": error}) if error else _por_vereda)  # fmt: skip
    dichos = dict(zip(("x", "y"), ejes, strict=True)) if elegidas else {}
    hecho.pedido["incidencia"] = {
        "por": "codigo", "poligonos": "veredas.geojson", **dichos, **(pedida or {}),
    }  # fmt: skip
    return hecho


def _por_vereda(espera: dict[str, Any]) -> dict[str, Any]:
    propias = medir(dos_municipios())["territorios"]
    por_codigo = {f"{municipio}001": cifras for municipio, cifras in propias.items()}
    return {**espera, "incidencia": {"territorios": por_codigo}}


def _veredas() -> dict[str, list[tuple[float, float]]]:
    def cuadro(x: float) -> list[tuple[float, float]]:
        return [(x, 6.19), (x + 0.03, 6.19), (x + 0.03, 6.22), (x, 6.22)]

    return {codigo: cuadro(x) for codigo, (x, _) in VEREDAS.items()}


def _geojson(poligonos: Mapping[str, list[tuple[float, float]]]) -> bytes:
    entidades = [
        {
            "type": "Feature",
            "properties": {"codigo": codigo},
            "geometry": {"type": "Polygon", "coordinates": [[*puntos, puntos[0]]]},
        }
        for codigo, puntos in poligonos.items()
    ]
    coleccion = {"type": "FeatureCollection", "features": entidades}
    return json.dumps(coleccion).encode() + b"\n"
