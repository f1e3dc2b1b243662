"""Un caso en QGIS de verdad: cargar la base, medir, identificar y seleccionar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsVectorLayer

from tests.casos.caso import Caso
from tests.casos.comparar import Resumen

DECIMALES = {",": 1, ".": 2}
CODIFICACIONES = {"utf-8": 1, "cp1252": 2, "cp850": 3, "utf-16": 4}
FILAS = {"personas": 1, "hogares": 2}
NULOS = {"fallar": 0, "excluir": 1, "no_privado": 2}
# Cómo se llama en la capa de hogares la columna de la base.
CAMPOS = {"nom_vereda": "vereda_n", "cod_vereda": "vereda"}
REGLAS = ("pobres", "incidencia", "mixta")
CIFRAS = ("hogares", "hogares_p", "personas", "h")


def responder(caso: Caso, carpeta: Path, correr: Any) -> Resumen:
    """Lo que responde el complemento a cada parte del pedido."""
    partes = [p for p in ("incidencia", "focalizar") if caso.corre("qgis", p)]
    try:
        cargada = correr("cargar_sisben", **_entrada(caso, carpeta))
    except RuntimeError as error:
        return Resumen(error=dict.fromkeys(partes, str(error)))
    dichos = correr.auditoria(cargada["AUDITORIA"])["avisos"]
    hogares = _abrir(correr, cargada["HOGARES"])
    hecho: dict[str, Any] = {}
    avisos, errores = {}, {}
    for parte, pedir in (("incidencia", _medir), ("focalizar", _focalizar)):
        if parte not in partes:
            continue
        try:
            propios, respondido = pedir(caso, carpeta, correr, hogares)
        except RuntimeError as error:
            errores[parte] = "\n".join([*dichos, str(error)])  # lo que se dijo al cargar se ve
            continue
        avisos[parte] = [*dichos, *propios]
        hecho.update(respondido)
    return Resumen(avisos, **hecho, error=errores)


def _entrada(caso: Caso, carpeta: Path) -> dict[str, Any]:
    dichas = caso.pedido.get("opciones", {})
    ruta = carpeta / caso.base
    leer: dict[str, Any] = {"ARCHIVO": str(ruta)}
    if ruta.suffix == ".shp":
        capa = QgsVectorLayer(str(ruta), ruta.stem, "ogr")
        assert capa.isValid(), ruta
        QgsProject.instance().addMapLayer(capa)
        leer = {"CAPA": capa}
    if "mapeo" in dichas:
        leer["MAPEO"] = str(carpeta / dichas["mapeo"])
    conservar = caso.pedido.get("focalizar", {}).get("conservar", [])
    return {
        **leer,
        "ACEPTAR": dichas.get("aceptar", False),
        "DECIMAL": DECIMALES.get(dichas.get("decimal", ""), 0),
        "CODIFICACION": CODIFICACIONES.get(dichas.get("codificacion", ""), 0),
        "FILAS": FILAS.get(dichas.get("filas", ""), 0),
        "CONSERVAR": ",".join(conservar),
    }


def _abrir(correr: Any, identificador: str) -> QgsVectorLayer:
    capa = correr.capa(identificador)
    QgsProject.instance().addMapLayer(capa)
    return capa


def _medir(
    caso: Caso, carpeta: Path, correr: Any, hogares: QgsVectorLayer
) -> tuple[list[str], dict[str, Any]]:
    pedida = caso.pedido["incidencia"]
    campo = pedida["por"]
    if "poligonos" in pedida:
        archivo = pedida.get("capas", {}).get(pedida.get("capa"), pedida["poligonos"])
        territorios = QgsVectorLayer(str(carpeta / archivo), "territorios", "ogr")
        assert territorios.isValid(), archivo
        QgsProject.instance().addMapLayer(territorios)
        donde = {"TERRITORIOS": territorios, "CAMPO_TERRITORIOS": campo}
    else:
        donde = {"CAMPO_HOGARES": CAMPOS.get(campo, campo)}
    medida = correr("incidencia_privaciones", HOGARES=hogares, **donde)
    llave = campo if "poligonos" in pedida else "territorio"
    filas = {f[llave]: f for f in correr.filas(medida["SALIDA"]) if f["hogares"]}
    cifras = {t: {c: _numero(f[c]) for c in CIFRAS} for t, f in filas.items()}
    return correr.auditoria(medida["AUDITORIA"])["avisos"], {"incidencia": cifras}


def _pesos(pedida: dict[str, Any], cual: str) -> float | None:
    return float(pedida[cual]) if cual in pedida else None


def _numero(valor: Any) -> float:
    return float("nan") if valor is None else float(valor)


def _focalizar(
    caso: Caso, _carpeta: Path, correr: Any, hogares: QgsVectorLayer
) -> tuple[list[str], dict[str, Any]]:
    pedida = caso.pedido["focalizar"]
    identificada = correr("identificar_hogares", HOGARES=hogares, REGLAS=pedida["regla"])
    dichos = correr.auditoria(identificada["AUDITORIA"])["avisos"]
    elegibles = _abrir(correr, identificada["SALIDA"])
    prioridad = {"PRIORIDAD": pedida["prioridad"]} if "prioridad" in pedida else {}
    territorio, cupos = _cupos(pedida, caso.pedido["opciones"], correr, hogares)
    general = None if cupos else pedida.get("cupo")
    limites = {**territorio, "CUPO": general, "PRESUPUESTO": _pesos(pedida, "presupuesto"),
               "COSTO_UNICO": _pesos(pedida, "costo")}  # fmt: skip
    hecha = correr(
        "seleccionar_hogares", HOGARES=elegibles, SEMILLA=pedida["semilla"], **prioridad,
        **{n: v for n, v in limites.items() if v is not None},
    )  # fmt: skip
    dichos += correr.auditoria(hecha["AUDITORIA"])["avisos"]
    puestos = {f["puesto"]: f for f in correr.filas(hecha["SALIDA"]) if f["puesto"]}
    en_orden = [puestos[p] for p in sorted(puestos)]
    return dichos, {
        "elegibles": [f["hogar"] for f in en_orden],
        "seleccionados": [f["hogar"] for f in en_orden if f["seleccion"] == 1],
        "sorteados": hecha["SORTEADOS"],
        "cupos": cupos,
    }


def _cupos(
    pedida: dict[str, Any], opciones: dict[str, Any], correr: Any, hogares: QgsVectorLayer
) -> tuple[dict[str, Any], dict[str, int] | None]:
    """Los parámetros del cupo por territorio, y cuántos le tocan a cada uno; nada si no se pide."""
    if "reparto" not in pedida:
        return {}, None
    campo = CAMPOS.get(pedida["por"], pedida["por"])
    nulos = NULOS.get(opciones.get("nulos", ""), 0)
    medida = correr("incidencia_privaciones", HOGARES=hogares, CAMPO_HOGARES=campo, NULOS=nulos)
    asignada = correr(
        "asignar_cupos", TERRITORIOS=_abrir(correr, medida["SALIDA"]), TOTAL=pedida["cupo"],
        REGLA=REGLAS.index(pedida["reparto"]), MINIMO=pedida["minimo"],
    )  # fmt: skip
    capa = _abrir(correr, asignada["SALIDA"])
    cupos = {f["territorio"]: f["cupos"] for f in capa.getFeatures()}
    return {"TERRITORIO": campo, "CUPOS": capa, "CUPOS_CODIGO": "territorio"}, cupos
