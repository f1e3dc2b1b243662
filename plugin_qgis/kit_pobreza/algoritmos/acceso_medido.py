"""El acceso de una corrida: las sedes leídas, y lo medido con el método elegido."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ..errores import Cancelado, ErrorDeCapa
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.acceso.medir import (
    Oferta,
    Puntos,
    en_linea_recta,
    por_cada_sede,
    por_el_terreno,
)
from ..metodos.acceso.salida import Acceso
from ..metodos.acceso.terreno import FUERA_DE_CAMINO, velocidad_a_pie
from ..red import Red, Vias
from .demanda import METRICO
from .pedido import Pedido
from .terreno_de_costo import armar_terreno

RECTA, TERRENO, RED = range(3)


def leer_sedes(pedido: Pedido) -> tuple[Puntos, tuple[str, ...], np.ndarray | None]:
    """El punto de cada sede en EPSG:9377, su nombre y, si se eligió, su capacidad."""
    fuente = pedido.fuente("SEDES")
    nombre, capacidad = pedido.texto("NOMBRE"), pedido.texto("CAPACIDAD")
    bloque = fuente.leer(
        Lectura(
            numeros=(capacidad,) if capacidad else (),
            textos=(nombre,) if nombre else (),
            crs=QgsCoordinateReferenceSystem(METRICO),
        ),
        pedido.avance,
    )
    if not bloque.filas:
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» no tiene sedes (0 filas)",
            que_hacer="revise su filtro y su selección",
        )
    sedes = Puntos(*bloque.punto)
    sin = int(sedes.sin_coordenada.sum())
    if sin:
        pedido.avisar(f"{sin} de {bloque.filas} sedes no tienen coordenada y no se usan.")
    escritos = fuente.diccionarios[nombre].escribir(bloque.columnas[nombre]) if nombre else None
    nombres = tuple(
        (escritos[i] if escritos is not None else "") or f"sede de la fila {i + 1}"
        for i in range(bloque.filas)
    )
    return sedes, nombres, bloque.columnas[capacidad].astype(float) if capacidad else None


def medir(
    pedido: Pedido, puntos: Puntos, sedes: Puntos, oferta: Oferta | None
) -> tuple[Acceso, np.ndarray]:
    """El acceso con el método elegido, y el costo de cada punto en su unidad."""
    limite = pedido.real("LIMITE")
    hasta = np.inf if limite is None else limite
    metodo = pedido.opcion("METODO")
    seguir = _seguir(pedido)
    if metodo == RECTA:
        acceso, pasos = en_linea_recta(puntos, sedes, hasta, oferta)
    elif metodo == TERRENO:
        terreno = armar_terreno(pedido, puntos, sedes)
        acceso, pasos, sin_usar = por_el_terreno(terreno, puntos, sedes, hasta, oferta, seguir)
        fuera = int(np.count_nonzero(~sedes.sin_coordenada[sin_usar]))
        if fuera:
            pedido.avisar(f"{fuera} sedes no se usan: fuera del terreno, o donde no se pasa.")
    else:
        red = Red(_vias(pedido), puntos, sedes, pedido.avance)
        if red.puntos_sin_via:
            pedido.avisar(
                f"{red.puntos_sin_via} hogares o territorios quedan a más de lo que se camina de "
                "una vía."
            )
        acceso, pasos = por_cada_sede(red.a_cada_sede(seguir), puntos, sedes, hasta, oferta)
    if pasos is not None:
        solas = int(np.count_nonzero(pasos.demanda == 0))
        if solas:
            pedido.avisar(f"{solas} sedes no están al alcance de nadie.")
    return acceso, acceso.km if metodo == RECTA else acceso.minutos


def _vias(pedido: Pedido) -> Vias:
    fuente = pedido.fuente("VIAS")
    fuente.camino, fuente.motivo = "red", "análisis de redes de QGIS"
    elegido = pedido.texto("CAMPO_VELOCIDAD")
    a_pie = float(velocidad_a_pie(np.zeros(1))[0])
    return Vias(
        fuente.fuente,
        pedido.real("VELOCIDAD") or a_pie,
        fuente.campos.lookupField(elegido) if elegido else -1,
        pedido.real("HASTA_LA_VIA") or 0.0,
        pedido.real("FUERA") or FUERA_DE_CAMINO,
    )


def _seguir(pedido: Pedido) -> Callable[[], None]:
    def seguir() -> None:
        if pedido.avance.isCanceled():
            raise Cancelado

    return seguir
