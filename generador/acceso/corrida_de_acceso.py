"""`kit acceso` de principio a fin: leer, medir, mostrar y escribir."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generador.acceso import pantalla_de_acceso, terreno_leido
from generador.acceso.demanda import ComoEsLaDemanda, Demanda, leer_demanda
from generador.acceso.sedes import ComoSonLasSedes, SedesLeidas, leer_sedes
from generador.acceso.terreno_leido import ComoEsElTerreno
from generador.errores import ErrorDeDatos
from generador.hogares import escribir_tablas as escritura
from generador.hogares import pantalla_de_hogares as terminal
from generador.hogares import salidas_internas
from generador.hogares.base_reconocida import Base
from generador.hogares.como_se_publica import ComoSePublica
from generador.hogares.dominio import con_lugar
from generador.hogares.modos import INTERNO
from generador.hogares.registro_de_auditoria import registrar_capas
from generador.metodos.acceso.cobertura import Balance, balance
from generador.metodos.acceso.medir import Oferta, en_linea_recta, por_el_terreno
from generador.metodos.acceso.salida import (
    DEL_PUNTO,
    Acceso,
    columnas_del_balance,
    descritas,
)  # fmt: skip
from generador.metodos.hogares.auditoria import ArchivoLeido
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.listas import en_lista


@dataclass(frozen=True)
class PedidoDeAcceso:
    """Lo que se escribió en la orden. `terreno` None es en línea recta.

    `es_de_practica`: si la base es la de práctica, que se publica con la clave conocida.

    `limite` y `cortes` en km en línea recta y en minutos por el terreno; `limite` None, sin límite.
    """

    demanda: ComoEsLaDemanda
    sedes: ComoSonLasSedes
    terreno: ComoEsElTerreno | None
    limite: float | None
    cortes: tuple[float, ...]
    salida: Path | None
    hogares: Path | None
    reemplazar: bool
    publicacion: ComoSePublica
    es_de_practica: Callable[[Base], bool]

    @property
    def unidad(self) -> str:
        """En qué se mide el costo."""
        return "km" if self.terreno is None else "minutos"

    @property
    def entradas(self) -> tuple[Path | None, ...]:
        """Los archivos que una salida no puede pisar."""
        propias = self.terreno.archivos if self.terreno else ()
        return (
            self.demanda.archivo, self.sedes.archivo, self.demanda.columnas, *propias,
            self.publicacion.clave, self.publicacion.bitacora,
        )  # fmt: skip


@dataclass(frozen=True)
class Medido:
    """Lo leído y lo medido."""

    demanda: Demanda
    sedes: SedesLeidas
    acceso: Acceso
    balance: Balance
    avisos: tuple[str, ...]


def correr(pedido: PedidoDeAcceso) -> None:
    """Mide, muestra el resumen y escribe lo que se pidió."""
    rutas = [pedido.salida, pedido.hogares]
    salidas_internas.comprobar(rutas, pedido.entradas, reemplazar=pedido.reemplazar)
    hecho = medir(pedido)
    if pedido.hogares and hecho.demanda.base is None:
        raise ErrorDeDatos(
            "--hogares escribe una fila por hogar, y se dieron territorios",
            que_hacer="quítela: con --salida sale una fila por territorio",
        )
    avisos = (*hecho.demanda.avisos, *hecho.avisos)
    terminal.avisar((*hecho.demanda.avisos_de_la_orden, *hecho.sedes.avisos, *avisos))
    if hecho.demanda.base is None:
        pantalla_de_acceso.mostrar_territorios(hecho.acceso, hecho.demanda, hecho.sedes.nombres)
    if not np.isnan(hecho.demanda.personas).all():
        pantalla_de_acceso.mostrar(
            hecho.balance, hecho.demanda, pedido.unidad, pedido.cortes, pedido.limite
        )
    registro = _registro(pedido, hecho, avisos)
    if hecho.demanda.base is None:
        _escribir_territorios(pedido, hecho, registro)
        return
    # Son cuentas exactas de hogares: todo sale marcado de uso interno.
    salidas_internas.escribir(
        (
            (pedido.salida, *_tabla_del_balance(pedido, hecho)),
            (pedido.hogares, *_tabla_de_puntos(hecho)),
        ),
        registro,
        reemplazar=pedido.reemplazar,
    )


def medir(pedido: PedidoDeAcceso) -> Medido:
    """Lee la demanda, las sedes y el terreno, y mide; ErrorDeDatos si algo no sirve."""
    sedes = leer_sedes(pedido.sedes)
    demanda = leer_demanda(pedido.demanda)
    oferta = _oferta(pedido, demanda, sedes)
    limite = np.inf if pedido.limite is None else pedido.limite
    avisos = [
        f"{puntos.lejos_de_colombia} {que} no caen en Colombia: revise su sistema de coordenadas"
        for puntos, que in ((demanda.puntos, demanda.de_que), (sedes.puntos, "sedes"))
        if puntos.lejos_de_colombia
    ]
    with con_lugar():
        if pedido.terreno is None:
            acceso, pasos = en_linea_recta(demanda.puntos, sedes.puntos, limite, oferta)
        else:
            suelo, dichos = terreno_leido.armar(pedido.terreno, demanda.puntos, sedes.puntos)
            acceso, pasos, sin_usar = por_el_terreno(
                suelo, demanda.puntos, sedes.puntos, limite, oferta
            )
            avisos += dichos
            con = int(np.count_nonzero(~sedes.puntos.sin_coordenada[sin_usar]))
            if con:
                avisos.append(
                    f"{con} sedes quedan fuera del terreno, o donde no se pasa: no se usan"
                )
        hecho = balance(acceso.estado, acceso_en(acceso, pedido), demanda.personas, demanda.grupos,
                        pedido.cortes)  # fmt: skip
    if pasos is not None:
        solas = int(np.count_nonzero(pasos.demanda == 0))
        avisos += [f"{solas} sedes no están al alcance de nadie"] if solas else []
    return Medido(demanda, sedes, acceso, hecho, tuple(avisos))


def acceso_en(acceso: Acceso, pedido: PedidoDeAcceso) -> Any:
    """El costo en la unidad del pedido."""
    return acceso.km if pedido.terreno is None else acceso.minutos


def _oferta(pedido: PedidoDeAcceso, demanda: Demanda, sedes: SedesLeidas) -> Oferta | None:
    """Lo de los dos pasos, si hay capacidad, límite y gente."""
    if sedes.capacidad is None:
        return None
    if pedido.limite is None:
        raise ErrorDeDatos(
            "para repartir la capacidad (2SFCA) falta hasta dónde alcanza cada sede",
            que_hacer="dígalo con --limite",
        )
    if np.isnan(demanda.personas).all():
        raise ErrorDeDatos(
            "para repartir la capacidad (2SFCA) falta la gente de cada territorio",
            que_hacer="diga el campo con --personas",
        )
    return Oferta(demanda.personas, sedes.capacidad)


def _tabla_de_puntos(hecho: Medido) -> tuple[TablaDeSalida, dict[str, str]]:
    demanda = hecho.demanda
    etiquetas = (*demanda.territorios, None)
    columnas: dict[str, Any] = {"territorio": [etiquetas[g] for g in demanda.grupos.grupo.tolist()]}
    dice = {"territorio": "Código del territorio"}
    if demanda.filas is not None:
        columnas = {"fila": demanda.filas.tolist(), **columnas}
        dice = {"fila": "Fila del jefe del hogar en la base", **dice}
    columnas["personas"] = en_lista(demanda.personas)
    dice["personas"] = "Personas"
    columnas |= hecho.acceso.columnas(hecho.sedes.nombres)
    dice |= {n: d for n, _, d in DEL_PUNTO}
    return TablaDeSalida(tuple(dice), tuple(zip(*(columnas[c] for c in dice), strict=True))), dice


def _tabla_del_balance(
    pedido: PedidoDeAcceso, hecho: Medido
) -> tuple[TablaDeSalida, dict[str, str]]:
    valores = columnas_del_balance(hecho.balance, pedido.cortes)
    total = columnas_del_balance(hecho.balance.total(), pedido.cortes)
    dice = {n: d for n, _, d in descritas(pedido.cortes, pedido.unidad)}
    columnas = [[*valores[n], *total[n]] for n in dice]
    filas = zip([*hecho.demanda.territorios, "TOTAL"], *columnas, strict=True)
    propio = {"territorio": "Código del territorio, o TOTAL", **dice}
    return TablaDeSalida(tuple(propio), tuple(filas)), propio


def _escribir_territorios(pedido: PedidoDeAcceso, hecho: Medido, registro: dict[str, Any]) -> None:
    if pedido.salida is None:
        return
    tabla, dice = _tabla_de_puntos(hecho)
    al_lado = escritura.escribir(
        pedido.salida, tabla, registro, dice, hecho.demanda.geometria, reemplazar=pedido.reemplazar
    )
    terminal.escrito(pedido.salida, al_lado)


def parametros(pedido: PedidoDeAcceso) -> dict[str, Any]:
    """Con qué se midió, para el registro."""
    propio = pedido.terreno
    return {
        "por": pedido.demanda.por,
        "metodo": "recta" if propio is None else "terreno",
        "limite": pedido.limite,
        "cortes": list(pedido.cortes),
        "unidad": pedido.unidad,
        "capacidad": pedido.sedes.capacidad,
        "personas": pedido.demanda.personas,
        **({} if propio is None else {
            "celda_m": propio.celda, "margen_m": propio.margen, "factor_fuera": propio.fuera,
            "velocidad_kmh": propio.velocidad, "campo_velocidad": propio.campo_velocidad,
            "hasta_la_via_km": propio.hasta_la_via, "con_rios": propio.rios is not None,
        }),
    }  # fmt: skip


def otras_entradas(pedido: PedidoDeAcceso, hecho: Medido) -> list[ArchivoLeido]:
    """Lo que se leyó además de la base, para el registro."""
    return [
        *hecho.demanda.entradas,
        ArchivoLeido(pedido.sedes.archivo.name, hecho.sedes.sha256),
        *(terreno_leido.entradas(pedido.terreno) if pedido.terreno else ()),
    ]


def _registro(pedido: PedidoDeAcceso, hecho: Medido, avisos: tuple[str, ...]) -> dict[str, Any]:
    total = {n: v[0] for n, v in columnas_del_balance(hecho.balance.total(), pedido.cortes).items()}
    recuentos = {"sedes": len(hecho.sedes.nombres), **total}
    registro = registrar_capas(
        "kit acceso", hecho.demanda.base, otras_entradas(pedido, hecho), parametros(pedido),
        recuentos, list(avisos),
    )  # fmt: skip
    return registro if hecho.demanda.base is None else {**registro, "uso": INTERNO}
