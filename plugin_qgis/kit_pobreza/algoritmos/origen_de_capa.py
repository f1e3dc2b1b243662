"""Una capa de territorios leída con sus entidades, y cómo se llama cada uno."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsFeature

from ..compat import es_nulo
from ..errores import ErrorDeCapa
from ..lectura import Bloque, Fuente, PedidoDeLectura
from ..metodos.hogares.columna import escribir
from .campos import primero
from .copia import entidades
from .pedido import Pedido

# En este orden se busca el nombre de un territorio para decirlo en un aviso.
NOMBRES = ("nombre", "nom_vereda", "vereda", "nombre_ver", "barrio", "codigo", "territorio")


def leer_territorios(
    pedido: Pedido, nombre: str, numeros: Sequence[str]
) -> tuple[Bloque, list[QgsFeature]]:
    """Los campos y las entidades de una capa de territorios, en el mismo orden; error si no hay."""
    fuente = pedido.fuente(nombre)
    lectura = PedidoDeLectura(numeros=tuple(dict.fromkeys(numeros)), ids=True)
    bloque = fuente.leer(lectura, pedido.avance)
    if not bloque.filas:
        raise ErrorDeCapa(
            f"la capa «{fuente.nombre}» no tiene territorios (0 filas)",
            que_hacer="revise su filtro y su selección",
        )
    leidas = list(entidades(fuente, bloque.identificadores))
    return bloque, leidas


def nombres_de(fuente: Fuente, leidas: Sequence[QgsFeature]) -> list[str]:
    """Cómo se llama cada territorio; si no tiene nombre, su fila, desde 1."""
    campo = primero(fuente.nombres, NOMBRES)
    propios = [None if not campo or es_nulo(e[campo]) else escribir(e[campo]) for e in leidas]
    return [texto or f"fila {i}" for i, texto in enumerate(propios, start=1)]
