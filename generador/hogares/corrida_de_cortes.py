"""`kit comparar-cortes` de principio a fin: leer los dos cortes, casarlos, mostrar y escribir."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generador.hogares import pantalla_de_hogares, pantalla_de_listas, salidas_internas
from generador.hogares.base_reconocida import Base
from generador.hogares.carga import Carga, leer_hogares
from generador.hogares.como_se_lee import ComoSeLee
from generador.hogares.dominio import con_lugar
from generador.hogares.dominio import instrumento as leer_instrumento
from generador.hogares.motor_duckdb import conectar
from generador.hogares.registro_de_auditoria import entrada_de, registrar
from generador.metodos.hogares import cortes_comparados as comparacion
from generador.metodos.hogares.partes import exigir_llave


@dataclass(frozen=True)
class PedidoDeCortes:
    """Lo que se escribió en la orden, sin interpretar."""

    antes: Path
    despues: Path
    por: str | None
    salida: Path | None
    territorios: Path | None
    hogares: Path | None
    base: ComoSeLee


def correr(pedido: PedidoDeCortes) -> None:
    """Compara, muestra el resumen y escribe lo que se pidió."""
    rutas = [pedido.salida, pedido.territorios, pedido.hogares]
    entradas = (pedido.antes, pedido.despues, pedido.base.columnas)
    salidas_internas.comprobar(rutas, entradas, reemplazar=pedido.base.reemplazar)
    carga = pedido.base.carga(leer_instrumento(), ["orden"], por=pedido.por)
    (base_antes, antes), (base, despues) = (
        _leer(pedido, archivo, carga) for archivo in (pedido.antes, pedido.despues)
    )
    with con_lugar():
        hecha = comparacion.comparar_cortes(antes, despues, carga.instrumento, carga.metodo)
    resumen = comparacion.resumen(hecha)
    avisos = [
        *_de_cada_corte("anterior", antes.leida.hechos.textos),
        *_de_cada_corte("posterior", despues.leida.hechos.textos),
        *comparacion.avisos_de_fichas(hecha.fichas),
    ]
    propios = [
        *_de_cada_corte("anterior", base_antes.avisos),
        *_de_cada_corte("posterior", base.avisos),
    ]
    pantalla_de_hogares.avisar((*propios, *avisos))
    pantalla_de_listas.mostrar_cortes(resumen)
    registro = registrar(
        "kit comparar-cortes",
        base,
        _parametros(pedido, carga),
        resumen,
        avisos,
        propios,
        modo="interno",
        otras=[entrada_de(base_antes)],
    )
    salidas_internas.escribir(
        (
            (pedido.salida, comparacion.tabla_de_matrices(hecha), comparacion.DICCIONARIO),
            (
                pedido.territorios,
                comparacion.tabla_de_territorios(hecha),
                comparacion.DE_TERRITORIOS,
            ),
            (pedido.hogares, comparacion.tabla_de_hogares(hecha), comparacion.DE_HOGARES),
        ),
        registro,
        reemplazar=pedido.base.reemplazar,
    )


def _leer(
    pedido: PedidoDeCortes, archivo: Path, carga: Carga
) -> tuple[Base, comparacion.CorteLeido]:
    """Cada corte con su conexión: cada una tiene su carpeta de derrame."""
    with conectar(pedido.base.memoria) as conexion:
        base = pedido.base.abrir(conexion, archivo)
        return base, leer_corte(base, carga)


def leer_corte(base: Base, carga: Carga) -> comparacion.CorteLeido:
    """Lee un corte; ErrorDeDatos si no trae la llave de cada hogar o si es una muestra."""
    with con_lugar(base.nombre):
        exigir_llave(base.esquema.clave_hogar)
    leida = leer_hogares(base, carga)
    with con_lugar(base.nombre):
        return comparacion.corte_de(leida, "use --sin-factor")


def _parametros(pedido: PedidoDeCortes, carga: Carga) -> dict[str, Any]:
    return {
        "anterior": pedido.antes.name,
        "posterior": pedido.despues.name,
        **pedido.base.parametros(carga),
    }


def _de_cada_corte(cual: str, avisos: Sequence[str]) -> list[str]:
    return [f"corte {cual}: {aviso}" for aviso in avisos]
