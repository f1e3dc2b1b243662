"""`kit focalizar` de principio a fin: leer las reglas y la base, elegir, mostrar y escribir."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generador.errores import ErrorDeDatos
from generador.hogares import escribir_tablas as escritura
from generador.hogares import focalizacion, pantalla_de_hogares, reglas_escritas
from generador.hogares.base_reconocida import Base
from generador.hogares.carga import Carga, cargar
from generador.hogares.como_se_lee import ComoSeLee
from generador.hogares.dominio import instrumento as leer_instrumento
from generador.hogares.focalizacion import ProgramaDeclarado, Reparto
from generador.hogares.motor_duckdb import conectar
from generador.hogares.registro_de_auditoria import registrar
from generador.metodos.hogares.reglas import campos_de
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.instrumento import Instrumento


@dataclass(frozen=True)
class PedidoDeFocalizacion:
    """Lo que se escribió en la orden, sin interpretar: reglas, límites, lectura y salida."""

    archivo: Path
    regla: Sequence[str]
    excluir: Sequence[str]
    reglas: Path | None
    prioridad: Sequence[str]
    objetivo: str
    cupo: int | None
    presupuesto: str | None
    costo: str | None
    campo_costo: str | None
    por: str | None
    reparto: Reparto
    minimo_por_territorio: int
    semilla: str
    conservar: Sequence[str]
    nulos: str
    salida: Path | None
    base: ComoSeLee


def correr(pedido: PedidoDeFocalizacion) -> None:
    """Elige los hogares, muestra el resumen y escribe la lista si se dijo dónde.

    ErrorDeDatos si las reglas, los límites o la base no se entienden, o si la salida es ajena.
    """
    if pedido.salida is not None:
        entradas = (pedido.archivo, pedido.reglas, pedido.base.columnas)
        escritura.comprobar_salida(pedido.salida, entradas, reemplazar=pedido.base.reemplazar)
    sisben = leer_instrumento()
    programa = _programa(pedido, sisben)
    carga = _carga(pedido, programa, sisben)
    with conectar(pedido.base.memoria) as conexion:
        base = pedido.base.abrir(conexion, pedido.archivo)
        hogares = cargar(base, carga)
    hecha = focalizacion.focalizar(hogares, programa)
    resumen = focalizacion.resumen(hecha)
    # Los de la base, antes de que el registro agregue los suyos.
    propios = base.avisos
    pantalla_de_hogares.avisar((*propios, *hogares.avisos))
    pantalla_de_hogares.mostrar_focalizacion(resumen)
    if pedido.salida is None:
        return
    registro = registrar(
        "kit focalizar",
        base,
        _parametros(pedido, programa, carga, base),
        resumen,
        hogares.avisos,
        propios,
        semilla=pedido.semilla,
        modo="interno",
    )
    registro["uso"] = focalizacion.AVISO_DE_USO_INTERNO
    _escribir(pedido, pedido.salida, focalizacion.armar(hogares, hecha), registro)


def _programa(pedido: PedidoDeFocalizacion, sisben: Instrumento) -> ProgramaDeclarado:
    """Las reglas, la prioridad y los límites ya leídos."""
    reglas = reglas_escritas.leer(pedido.regla, sisben)
    reglas += reglas_escritas.leer(pedido.excluir, sisben, excluye=True)
    reglas += reglas_escritas.leer_archivo(pedido.reglas, sisben) if pedido.reglas else []
    if pedido.reparto != "ninguno" and pedido.por is None:
        raise ErrorDeDatos("no hay territorios entre los que repartir", que_hacer="dé --por CAMPO")
    return ProgramaDeclarado(
        reglas=reglas,
        criterios=reglas_escritas.leer_prioridad(pedido.prioridad, sisben),
        objetivo=reglas_escritas.leer_una(pedido.objetivo, sisben),
        semilla=pedido.semilla,
        cupo=pedido.cupo,
        presupuesto=focalizacion.leer_dinero(pedido.presupuesto, "presupuesto"),
        costo=focalizacion.leer_dinero(pedido.costo, "costo"),
        campo_costo=pedido.campo_costo,
        reparto=pedido.reparto,
        minimo=pedido.minimo_por_territorio,
    )


def _carga(pedido: PedidoDeFocalizacion, programa: ProgramaDeclarado, sisben: Instrumento) -> Carga:
    """Qué se lee de la base; ErrorDeDatos si las reglas usan un territorio que no se dijo."""
    usados = {c for r in (*programa.reglas, programa.objetivo) for c in campos_de(r.condicion)}
    usados |= {c.campo for c in programa.criterios}
    usados |= {pedido.campo_costo} if pedido.campo_costo else set()
    if "territorio" in usados and pedido.por is None:
        raise ErrorDeDatos(
            "se usa el campo «territorio» y no se dijo cuál es", que_hacer="dé --por CAMPO"
        )
    de_costo = [pedido.campo_costo] if pedido.campo_costo else []
    return pedido.base.carga(
        sisben,
        usados,
        por=pedido.por,
        conservar=pedido.conservar,
        nulos=pedido.nulos,
        en_texto=de_costo,
    )


def _parametros(
    pedido: PedidoDeFocalizacion, programa: ProgramaDeclarado, carga: Carga, base: Base
) -> dict[str, Any]:
    """Lo que el registro anota para repetir la cuenta."""
    return {
        "reglas": [vars(r) for r in programa.reglas],
        "prioridad": [vars(c) for c in programa.criterios],
        "objetivo": vars(programa.objetivo),
        "cupo": pedido.cupo,
        "presupuesto": programa.presupuesto,
        "costo_por_hogar": programa.costo,
        "campo_costo": pedido.campo_costo,
        "reparto": pedido.reparto,
        "minimo_por_territorio": pedido.minimo_por_territorio,
        "semilla": pedido.semilla,
        "nulos": pedido.nulos,
        "conservar": list(carga.conservar),
        "factor": base.canonica("fex") if pedido.base.factor else None,
        **pedido.base.parametros(carga),
    }


def _escribir(
    pedido: PedidoDeFocalizacion,
    salida: Path,
    lista: TablaDeSalida,
    registro: dict[str, Any],
) -> None:
    al_lado = escritura.escribir(
        salida, lista, registro, focalizacion.DICCIONARIO, reemplazar=pedido.base.reemplazar
    )
    pantalla_de_hogares.avisar([focalizacion.AVISO_DE_USO_INTERNO])
    pantalla_de_hogares.escrito(salida, al_lado)
