"""Los hogares de la capa contados por territorio y patrón, con los campos que se eligieron."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..lectura import Fuente
from ..metodos.hogares.avisos import Avisos
from ..metodos.patrones import TablaDePatrones
from . import campos, modos, publicar, ubicacion
from .agrupar_personas import es_de_personas
from .armados import armados_de
from .conteo import Columnas, Conteo, regla_de_nulos
from .llaves import Llaves, campo_de_identidad
from .pedido import Pedido
from .ubicados import Ubicados


@dataclass(frozen=True)
class Leida:
    """Los hogares ya contados por territorio y patrón, y con qué se contaron.

    `ubicados`: el territorio de cada uno, solo si se pidió esa salida.
    """

    tabla: TablaDePatrones
    columnas: Columnas
    conteo: Conteo
    ubicador: ubicacion.Ubicador
    ubicados: Ubicados | None


def leer(pedido: Pedido) -> Leida:
    """Los conteos de todos los hogares, con sus llaves si se va a publicar."""
    hogares = pedido.fuente("HOGARES")
    armados = armados_de(pedido) if es_de_personas(hogares) else None
    columnas = _columnas_de(pedido) if armados is None else armados.columnas
    llaves = None
    if pedido.modo == "publicable":
        llaves = Llaves(columnas.identidad or campo_de_identidad(hogares, pedido.texto("ID")))
    _avisar_del_factor(pedido, columnas, hogares)
    ubicador, lectura = ubicacion.ubicador(
        pedido, hogares, () if armados is not None else columnas.numericas
    )
    if llaves is not None:
        lectura = publicar.con_identidad(lectura, hogares, columnas.identidad)
    ubicados = Ubicados(ubicador) if pedido.valores.get("UBICADOS") else None
    conteo = Conteo(columnas, regla_de_nulos(pedido.opcion("NULOS")),
                    (ubicados or ubicador).territorio, llaves)  # fmt: skip
    bloques = hogares.bloques(lectura, pedido.avance)
    for bloque in bloques if armados is None else [armados.bloque(hogares, lectura)]:
        ubicador.diccionario = hogares.diccionarios.get(ubicador.campo)
        conteo.agregar(bloque)
        if ubicados is not None:
            ubicados.filas += bloque.filas if armados is None else hogares.filas
    for aviso in ubicador.concluir():
        pedido.avisar(aviso)
    ubicador.malla = None  # ya no hace falta, y unir los conteos es lo que más memoria pide
    tabla = conteo.tabla(ubicador.territorios, hogares.nombre)
    return Leida(tabla, columnas, conteo, ubicador, ubicados)


def _columnas_de(pedido: Pedido) -> Columnas:
    """Los campos de la capa de hogares: los elegidos o, si no, los que se reconocen.

    Por omisión se usa el factor de expansión que traiga, y se dice.
    """
    hogares = pedido.fuente("HOGARES")
    base = campos.reconocida(hogares)
    propias = dict(base.columnas) if base is not None else {}
    factor = factor_de(hogares)
    publica = modos.es_publicable(pedido)
    return Columnas(
        privaciones=campos.privaciones(hogares, pedido.campos("PRIVACIONES")),
        personas=pedido.texto("PERSONAS")
        or campos.primero(hogares.nombres, campos.PERSONAS)
        or propias.get("personas_hogar", ""),
        ponderador=pedido.texto("PONDERADOR") or (factor if pedido.marcado("CON_FACTOR") else ""),
        identidad=campo_de_identidad(hogares, pedido.texto("ID")) if publica else "",
    )


def factor_de(hogares: Fuente) -> str:
    """El factor de expansión que trae la capa; «» si ninguno."""
    base = campos.reconocida(hogares)
    propias = dict(base.columnas) if base is not None else {}
    return propias.get("fex") or campos.primero(hogares.nombres, ("fex",))


def _avisar_del_factor(pedido: Pedido, columnas: Columnas, hogares: Any) -> None:
    """Dice, como el método, que el factor se usó o que la capa lo trae y no se usó."""
    avisos = Avisos()
    traido = campos.primero(hogares.nombres, ("fex",))
    if columnas.ponderador:
        avisos.anotar("factor", 1, columna=columnas.ponderador)
    elif traido:
        avisos.anotar("factor_sin_usar", 1, columna=traido)
    for aviso in avisos.textos:
        pedido.avisar(aviso)
