"""`kit evaluar-lista` de principio a fin: leer la base y la lista, cruzar, mostrar y escribir."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generador.hogares import (
    pantalla_de_hogares,
    pantalla_de_listas,
    reglas_escritas,
    salidas_internas,
)
from generador.hogares.archivo import sha256_de
from generador.hogares.base_reconocida import Base
from generador.hogares.carga import Carga, leer_hogares
from generador.hogares.como_se_lee import ComoSeLee
from generador.hogares.dominio import con_lugar
from generador.hogares.dominio import instrumento as leer_instrumento
from generador.hogares.lista_en_disco import columnas_de_documento, cruzar, leer_lista
from generador.hogares.motor_duckdb import conectar
from generador.hogares.registro_de_auditoria import registrar
from generador.metodos.beneficiarios import exigir_nominal
from generador.metodos.hogares import lista_evaluada as evaluacion
from generador.metodos.hogares.auditoria import ArchivoLeido
from generador.metodos.hogares.entrada import Unidad
from generador.metodos.hogares.leida import campos_de_los_hogares
from generador.metodos.hogares.lista import LEIDOS, UNO_POR_HOGAR, ComoEsLaLista, Lista
from generador.metodos.hogares.partes import exigir_llave
from generador.metodos.hogares.reglas import campos_de


@dataclass(frozen=True)
class PedidoDeLista:
    """Lo que se escribió en la orden, sin interpretar."""

    archivo: Path
    lista: Path
    como: ComoEsLaLista
    regla: Sequence[str]
    excluir: Sequence[str]
    prioridad: Sequence[str]
    por: str | None
    semilla: str
    conservar: Sequence[str]
    salida: Path | None
    faltantes: Path | None
    renglones: Path | None
    base: ComoSeLee


def correr(pedido: PedidoDeLista) -> None:
    """Evalúa la lista, muestra el resumen y escribe lo que se pidió."""
    rutas = [pedido.salida, pedido.faltantes, pedido.renglones]
    entradas = (pedido.archivo, pedido.lista, pedido.base.columnas)
    salidas_internas.comprobar(rutas, entradas, reemplazar=pedido.base.reemplazar)
    criterios, carga = _criterios_y_carga(pedido)
    lista = leer_lista(pedido.lista, pedido.como)
    with conectar(pedido.base.memoria) as conexion:
        base = pedido.base.abrir(conexion, pedido.archivo)
        hecha = evaluar(base, carga, lista, pedido.lista, criterios)
    resumen = evaluacion.resumen(hecha)
    avisos = hecha.leida.hechos.textos
    leidas = columnas_de_documento(base) if lista.por == "documento" else ()
    base = replace(base, personales={c: m for c, m in base.personales.items() if c not in leidas})
    propios = (*base.avisos, *lista.avisos, *_de_documentos(lista, hecha.leida.hechos.unidad))
    pantalla_de_hogares.avisar((*propios, *avisos))
    pantalla_de_listas.mostrar_evaluacion(resumen)
    registro = registrar(
        "kit evaluar-lista",
        base,
        _parametros(pedido, carga, criterios, lista),
        resumen,
        avisos,
        propios,
        semilla=pedido.semilla,
        modo="interno",
        otras=[_entrada(pedido.lista, lista)],
    )
    salidas_internas.escribir(
        (
            (pedido.salida, evaluacion.tabla_de_medidas(hecha), evaluacion.DICCIONARIO),
            (pedido.faltantes, evaluacion.tabla_de_faltantes(hecha), evaluacion.DE_FALTANTES),
            (pedido.renglones, evaluacion.tabla_de_renglones(hecha), evaluacion.DE_RENGLONES),
        ),
        registro,
        reemplazar=pedido.base.reemplazar,
    )


def evaluar(
    base: Base, carga: Carga, lista: Lista, archivo: Path, criterios: evaluacion.Criterios
) -> evaluacion.ListaEvaluada:
    """Lee la base, cruza la lista de `archivo` y mide.

    ErrorDeDatos si es una muestra o no trae la llave.
    """
    with con_lugar(base.nombre):
        exigir_llave(base.esquema.clave_hogar)
    leida = leer_hogares(base, carga)
    with con_lugar(base.nombre):
        exigir_nominal(leida.hechos.factor, "use --sin-factor")
    cruce = cruzar(lista, archivo, base, leida.entrada, leida.hechos)
    campos = campos_de_los_hogares(leida, carga.metodo, carga.instrumento)
    with con_lugar():
        return evaluacion.evaluar_lista(
            leida, campos, cruce, lista.filas, criterios, con_territorio=bool(carga.por)
        )


def _criterios_y_carga(pedido: PedidoDeLista) -> tuple[evaluacion.Criterios, Carga]:
    sisben = leer_instrumento()
    reglas = reglas_escritas.leer(pedido.regla, sisben)
    reglas += reglas_escritas.leer(pedido.excluir, sisben, excluye=True)
    prioridad = reglas_escritas.leer_prioridad(pedido.prioridad, sisben)
    usados = {c for r in reglas for c in campos_de(r.condicion)} | {c.campo for c in prioridad}
    carga = pedido.base.carga(sisben, usados, por=pedido.por, conservar=pedido.conservar)
    return evaluacion.Criterios(reglas, prioridad, pedido.semilla), carga


def _parametros(
    pedido: PedidoDeLista, carga: Carga, criterios: evaluacion.Criterios, lista: Lista
) -> dict[str, Any]:
    return {
        "cruce_por": lista.por,
        "reglas": [vars(r) for r in criterios.reglas],
        "prioridad": [vars(c) for c in criterios.prioridad],
        "semilla": pedido.semilla,
        "conservar": list(carga.conservar),
        **pedido.base.parametros(carga),
    }


def _entrada(archivo: Path, lista: Lista) -> ArchivoLeido:
    """La lista en el registro; si se cruzó por documento, sin huella: la identificaría."""
    return ArchivoLeido(
        nombre=lista.nombre,
        sha256=sha256_de(archivo) if lista.por == "ficha" else None,
        detalles={"lista": True, "columnas_cruzadas": dict(lista.propias)},
    )


def _de_documentos(lista: Lista, unidad: Unidad) -> tuple[str, ...]:
    """Lo que hay que decir si se cruzó por documento."""
    if lista.por == "ficha":
        return ()
    return (LEIDOS,) if unidad == "personas" else (LEIDOS, UNO_POR_HOGAR)
