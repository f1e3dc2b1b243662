"""Quién pide el servicio: los hogares, o los territorios si no se dan hogares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ..compat import es_nulo
from ..errores import ErrorDeCapa
from ..lectura import Fuente
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.acceso.medir import Puntos
from ..metodos.grupos import Agrupacion
from ..metodos.polo import polo
from ..poligonos import Poligonos, leer_poligonos
from ..resguardo.clave import Clave
from . import hogares, ubicacion
from .agrupar_personas import es_de_personas, solo
from .campos import PERSONAS, primero
from .campos_de_regla import de_hechas
from .llaves import HOGAR, Llaves, campo_de_identidad
from .pedido import Pedido
from .ubicacion import Ubicador

METRICO = "EPSG:9377"


@dataclass
class Demanda:
    """n puntos en EPSG:9377 con sus `personas` (n,) y su territorio.

    `leidos` si son hogares; `poligonos` si son territorios. `ubicador`: de qué territorio es cada
    hogar, si se pidió. `llaves` (n,): la de cada hogar con la `clave`, si se va a publicar.
    """

    puntos: Puntos
    personas: np.ndarray
    grupos: Agrupacion
    leidos: hogares.Leidos | None = None
    poligonos: Poligonos | None = None
    ubicador: Ubicador | None = None
    llaves: np.ndarray | None = None
    clave: Clave | None = None

    @property
    def de_que(self) -> str:
        """Qué es cada punto."""
        return "territorios" if self.leidos is None else "hogares"


def revisar(pedido: Pedido) -> None:
    """Se eligió quién pide, y los campos están."""
    if not {"HOGARES", "TERRITORIOS"} & set(pedido.fuentes):
        raise ErrorDeCapa(
            "falta decir de quién se mide el acceso",
            que_hacer="elija la capa de hogares, la de territorios, o las dos",
        )
    if "HOGARES" not in pedido.fuentes:
        exigir(pedido, "TERRITORIOS", "PERSONAS_TERRITORIO")
        return
    exigir(pedido, "HOGARES", "PERSONAS")
    pedido.fuente("HOGARES").exigir_puntos()
    if "TERRITORIOS" in pedido.fuentes or pedido.texto("CAMPO_HOGARES"):
        ubicacion.revisar(pedido)


def exigir(pedido: Pedido, capa: str, parametro: str) -> None:
    """Error si el campo elegido no está en la capa."""
    if elegido := pedido.texto(parametro):
        pedido.fuente(capa).exigir((elegido,))


def leer(pedido: Pedido, conservar: str = "SALIDA", *, publicar: bool = False) -> Demanda:
    """Los puntos, de la capa que se haya dado.

    `conservar`: la salida con una fila por hogar; al `publicar` no hay, y se leen las llaves.
    """
    if "HOGARES" in pedido.fuentes:
        return _de_hogares(pedido, "" if publicar else conservar, publicar=publicar)
    return _de_territorios(pedido)


def campo_de_personas(pedido: Pedido) -> str:
    """El campo con las personas del hogar: el elegido, o el que se reconoce."""
    return pedido.texto("PERSONAS") or primero(pedido.fuente("HOGARES").nombres, PERSONAS)


def _de_hogares(pedido: Pedido, conservar: str, *, publicar: bool) -> Demanda:
    pedido.modo = "publicable" if publicar else "interno"
    fuente = pedido.fuente("HOGARES")
    campo = "personas" if es_de_personas(fuente) else campo_de_personas(pedido)
    leidos = hogares.leer(pedido, [campo] if campo else [], conservar=conservar)
    metrico = QgsCoordinateReferenceSystem(METRICO)
    llaves = _llaves_de(pedido, leidos) if publicar else None
    lectura = Lectura(crs=metrico)
    if llaves is not None and leidos.jefes is None:
        lectura = replace(lectura, octetos=(llaves.campo,))
    bloque = fuente.leer(lectura, pedido.avance)
    if leidos.jefes is not None:
        bloque = solo(bloque, leidos.jefes)
    personas = np.full(bloque.filas, np.nan)
    if campo:
        personas = np.asarray(leidos.campos[campo], dtype=np.float64)
    else:
        pedido.avisar(
            "No se reconoce el campo con las personas del hogar: no se cuentan personas. Si la "
            "capa lo trae, elíjalo en «Personas del hogar»."
        )
    if fuente.sin_transformar:
        pedido.avisar(f"{fuente.sin_transformar} puntos no se pudieron llevar a {METRICO}.")
    ubicador, grupo = _ubicar(pedido, leidos)
    if "TERRITORIOS" in pedido.fuentes:
        anotar_poligonos(pedido.fuente("TERRITORIOS"))
    cuantos = ubicador.territorios if ubicador is not None else 1
    hecha = Demanda(Puntos(*bloque.punto), personas, Agrupacion(grupo, cuantos), leidos,
                    ubicador=ubicador)  # fmt: skip
    if llaves is None:
        return hecha
    if leidos.jefes is not None:
        escritas = np.char.encode(de_hechas(leidos.hechas, (HOGAR,))[HOGAR], "utf-8")
        bloque = replace(bloque, columnas={**bloque.columnas, HOGAR: escritas})
    hecha.llaves = llaves(bloque)
    llaves.exigir_distintas()
    hecha.clave = llaves.clave
    return hecha


def _llaves_de(pedido: Pedido, leidos: hogares.Leidos) -> Llaves:
    """Con qué se sacan las llaves; ErrorDeCapa si los hogares no traen su identidad."""
    if leidos.jefes is not None and de_hechas(leidos.hechas, (HOGAR,))[HOGAR].dtype.kind == "U":
        return Llaves(HOGAR)
    return Llaves(campo_de_identidad(leidos.fuente, pedido.texto("ID")))


def _ubicar(pedido: Pedido, leidos: hogares.Leidos) -> tuple[Ubicador | None, np.ndarray]:
    """De qué territorio es cada hogar, (n,); todos del mismo si no se dijo."""
    fuente = leidos.fuente
    if "TERRITORIOS" not in pedido.fuentes and not pedido.texto("CAMPO_HOGARES"):
        return None, np.zeros(leidos.filas, dtype=np.int64)
    ubicador, lectura = ubicacion.ubicador(pedido, fuente, ())
    bloque = fuente.leer(lectura)
    if leidos.jefes is not None:
        bloque = solo(bloque, leidos.jefes)
    if ubicador.campo:
        ubicador.diccionario = fuente.diccionarios[ubicador.campo]
    grupo = ubicador.territorio(bloque)
    for aviso in ubicador.concluir():
        pedido.avisar(aviso)
    if fuera := int(np.count_nonzero(grupo < 0)):
        pedido.avisar(f"{fuera} de {len(grupo)} hogares no son de ningún territorio.")
        pedido.contar(sin_territorio=fuera)
    return ubicador, grupo


def _de_territorios(pedido: Pedido) -> Demanda:
    fuente = pedido.fuente("TERRITORIOS")
    metrico = QgsCoordinateReferenceSystem(METRICO)
    poligonos = leer_poligonos(fuente, pedido.avance, metrico)
    anotar_poligonos(fuente)
    if poligonos.reparados:
        pedido.avisar(f"{len(poligonos.reparados)} polígonos inválidos se repararon.")
    campo = pedido.texto("PERSONAS_TERRITORIO")
    if not campo:
        pedido.avisar(
            "No se eligió el campo con las personas de cada territorio: no se cuenta cuántas "
            "tienen o no servicio."
        )
    x, y = _polos(poligonos)
    sin = int(np.isnan(x).sum())
    if sin:
        pedido.avisar(f"{sin} territorios no encierran área y quedan sin coordenada.")
    personas = np.array([_numero(e[campo]) if campo else np.nan for e in poligonos.entidades])
    return Demanda(Puntos(x, y), personas, Agrupacion.unica(len(x)), poligonos=poligonos)


def anotar_poligonos(fuente: Fuente) -> None:
    """Que el registro diga que esa capa se leyó."""
    fuente.camino, fuente.motivo = "entidad por entidad", "geometría de polígonos"


def _polos(poligonos: Poligonos) -> tuple[np.ndarray, np.ndarray]:
    """El punto interior más alejado del borde de cada territorio: siempre cae adentro."""
    lugares = np.full((len(poligonos.anillos), 2), np.nan)
    for i, anillos in enumerate(poligonos.anillos):
        try:
            if anillos:
                lugares[i] = polo(anillos)[:2]
        except ValueError:  # sin área
            continue
    return lugares[:, 0], lugares[:, 1]


def _numero(valor: Any) -> float:
    return float("nan") if es_nulo(valor) else float(valor)
