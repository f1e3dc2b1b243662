"""Un caso por la orden real: `kit incidencia` y `kit focalizar`, y lo que dejaron escrito."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from generador.disco.tablas_sin_formulas import EMPIEZA, NUMERO, original
from tests.casos.caso import Caso
from tests.casos.comparar import Resumen
from tests.hogares.datos import correr, registro_de

CIFRAS = ("hogares", "hogares_p", "personas", "h")


def responder(caso: Caso, carpeta: Path, tmp_path: Path) -> Resumen:
    """Lo que responde la orden a cada parte del pedido."""
    avisos: dict[str, list[str]] = {}
    errores: dict[str, str] = {}
    hechas: dict[str, Any] = {}
    for parte, pedir in (("incidencia", _incidencia), ("focalizar", _focalizar)):
        if not caso.corre("orden", parte):
            continue
        salida = tmp_path / f"{parte}.csv"
        hecho = correr(
            parte, carpeta / caso.base, "--salida", salida, *pedir(caso, carpeta, tmp_path),
            *_opciones(caso, carpeta),
        )  # fmt: skip
        assert hecho.exception is None or isinstance(hecho.exception, SystemExit), hecho.exception
        if hecho.exit_code:
            assert not salida.exists(), "dejó una salida a medias"
            errores[parte] = hecho.stderr
            continue
        registro = registro_de(salida)
        avisos[parte] = [*registro["avisos_de_la_orden"], *registro["avisos"]]
        hechas[parte] = _filas(salida), registro["recuentos"]
    return Resumen(
        avisos,
        **_medida(*hechas["incidencia"]) if "incidencia" in hechas else {},
        **_lista(caso, *hechas["focalizar"]) if "focalizar" in hechas else {},
        error=errores,
    )


def _opciones(caso: Caso, carpeta: Path) -> list[object]:
    dichas = caso.pedido.get("opciones", {})
    nombres = {"decimal": "--decimal", "codificacion": "--codificacion", "filas": "--filas",
               "nulos": "--nulos"}  # fmt: skip
    escritas = [parte for n, o in nombres.items() if n in dichas for parte in (o, dichas[n])]
    if "mapeo" in dichas:
        escritas += ["--columnas", carpeta / dichas["mapeo"]]
    return [*escritas, *(["--aceptar-perdidas"] if dichas.get("aceptar") else [])]


def _incidencia(caso: Caso, carpeta: Path, tmp_path: Path) -> list[object]:
    pedida = caso.pedido["incidencia"]
    if "poligonos" not in pedida:
        return ["--por", pedida["por"]]
    capa = carpeta / pedida["poligonos"]
    if "capas" in pedida:
        capa = _varias_capas(tmp_path / pedida["poligonos"], carpeta, pedida["capas"])
    ejes = [p for e in ("x", "y") if e in pedida for p in (f"--{e}", pedida[e])]
    elegida = ["--capa-poligonos", pedida["capa"]] if "capa" in pedida else []
    return ["--por", pedida["por"], "--poligonos", capa, *ejes, *elegida]


def _varias_capas(ruta: Path, carpeta: Path, capas: dict[str, str]) -> Path:
    """El GeoPackage con esas capas: se hace al correr porque sus bytes llevan la fecha."""
    import geopandas as gpd

    for nombre, archivo in capas.items():
        gpd.read_file(carpeta / archivo).to_file(ruta, layer=nombre)
    return ruta


def _focalizar(caso: Caso, _carpeta: Path, _tmp_path: Path) -> list[object]:
    pedida = caso.pedido["focalizar"]
    prioridad = ["--prioridad", pedida["prioridad"]] if "prioridad" in pedida else []
    limites = [p for c in ("cupo", "presupuesto", "costo") if c in pedida
               for p in (f"--{c}", str(pedida[c]).replace(".", ","))]  # fmt: skip
    reparto = {"por": "--por", "reparto": "--reparto", "minimo": "--minimo-por-territorio"}
    limites += [p for c, opcion in reparto.items() if c in pedida for p in (opcion, pedida[c])]
    return ["--regla", pedida["regla"], *prioridad, *limites, "--semilla", pedida["semilla"]]


def _filas(salida: Path) -> list[dict[str, str]]:
    with salida.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    for fila in filas:
        vivas = [v for v in fila.values() if EMPIEZA.match(v) and not NUMERO.fullmatch(v)]
        assert not vivas, f"una hoja de cálculo lo tomaría por fórmula: {vivas}"
    return filas


def _medida(filas: list[dict[str, str]], recuentos: dict[str, Any]) -> dict[str, Any]:
    *territorios, total = filas
    assert total["territorio"] == "TOTAL"
    assert int(total["hogares"]) == recuentos["hogares_con_territorio"]
    return {
        "incidencia": {
            original(f["territorio"]): {c: float(f[c] or "nan") for c in CIFRAS}
            for f in territorios
            if f["hogares"] != "0"
        }
    }


def _lista(caso: Caso, filas: list[dict[str, str]], recuentos: dict[str, Any]) -> dict[str, Any]:
    primera, propias = caso.filas["primera"], caso.filas["identidades"]
    de = {f["fila"]: propias[int(f["fila"]) - primera] for f in filas}
    puestos = {int(f["puesto"]): f for f in filas if f["puesto"]}
    en_orden = [puestos[p] for p in sorted(puestos)]
    return {
        "elegibles": [de[f["fila"]] for f in en_orden],
        "seleccionados": [de[f["fila"]] for f in en_orden if f["estado"] == "seleccionado"],
        "sorteados": recuentos["decididos_por_sorteo"],
        "cupos": recuentos["cupos"],
    }
