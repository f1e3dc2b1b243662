"""`kit acceso --modo publicable`: medir, redondear, preguntar a la bitácora, escribir y anotar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.markup import escape

from generador.acceso.corrida_de_acceso import (
    Medido,
    PedidoDeAcceso,
    medir,
    otras_entradas,
    parametros,
)
from generador.errores import ErrorDeDatos, Lugar
from generador.formato import numero, porcentaje
from generador.hogares import escribir_tablas as escritura
from generador.hogares import pantalla_de_hogares as terminal
from generador.hogares import salida_publicable
from generador.hogares.base_reconocida import Base
from generador.hogares.corrida_de_incidencia import clave_con_que_se_publica
from generador.hogares.dominio import con_lugar, documento
from generador.hogares.registro_de_auditoria import ahora, registrar
from generador.hogares.suma import suma_de_control
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.publicable.acceso import (
    COLUMNAS,
    AccesoPublicable,
    comprobar_pregunta,
    publicar_acceso,
)
from generador.metodos.publicable.etiquetas import exige_tamanos
from generador.metodos.publicable.filas import TERRITORIO
from generador.metodos.publicable.pedido import comprobar_opciones
from generador.resguardo.anterior import comprobar_salida_anterior
from generador.resguardo.bitacora import publicando
from generador.resguardo.clave import Clave

COLUMNAS_DEL_USO = ("publicable", "uso")


def publica(pedido: PedidoDeAcceso) -> None:
    """Todo o nada: la tabla, su registro y lo anotado en la bitácora."""
    with con_lugar():
        comprobar_opciones(pedido.publicacion.redondeo, pedido.publicacion.desde)
        comprobar_pregunta(
            pedido.limite, pedido.unidad, cortes=bool(pedido.cortes),
            capacidad=pedido.sedes.capacidad is not None,
        )  # fmt: skip
    if pedido.hogares is not None:
        raise ErrorDeDatos(
            "--hogares escribe una fila por hogar, y no se publica",
            que_hacer="quítela, o pídala en modo interno",
        )
    salida = pedido.publicacion.exigir_salida(pedido.salida)
    escritura.comprobar_salida(salida, pedido.entradas, reemplazar=pedido.reemplazar)

    def clave_de(base: Base) -> Clave:
        salida_publicable.comprobar_base(base, pedido.demanda.opciones, con_capa=False)
        clave = clave_con_que_se_publica(pedido.publicacion, practica=pedido.es_de_practica(base))
        comprobar_salida_anterior(clave, escritura.registro_de(salida))
        return clave

    hecho = medir(replace(pedido, demanda=replace(pedido.demanda, clave_de=clave_de)))
    demanda = hecho.demanda
    if demanda.base is None or demanda.clave is None:
        raise ErrorDeDatos(
            "una capa de territorios no trae hogares que proteger",
            lugar=Lugar(pedido.demanda.archivo.name),
            que_hacer="quite --modo publicable",
        )
    propios = (*demanda.avisos_de_la_orden, *hecho.sedes.avisos, *demanda.avisos, *hecho.avisos)
    terminal.avisar(propios, terminal.PARA_USTED)
    publicado = _publicado(pedido, hecho, demanda.base, demanda.clave)
    tabla, dice = _tabla(publicado, demanda.territorios)
    registro = _registro(pedido, hecho, demanda.base, demanda.clave, tabla)
    renglones = publicado.renglones(ahora(), demanda.base.nombre)
    with publicando(demanda.clave, renglones, pedido.publicacion.bitacora):
        al_lado = escritura.escribir(salida, tabla, registro, dice, reemplazar=pedido.reemplazar)
    _mostrar(pedido, tabla)
    terminal.escrito(salida, al_lado)


def _publicado(pedido: PedidoDeAcceso, hecho: Medido, base: Base, clave: Clave) -> AccesoPublicable:
    demanda, opciones = hecho.demanda, pedido.demanda.opciones
    salida_publicable.comprobar_territorio(base, opciones, demanda.territorios)
    with con_lugar(base.nombre):
        return publicar_acceso(
            hecho.acceso.estado,
            demanda.personas,
            demanda.llaves,
            demanda.grupos,
            clave.octetos,
            base=opciones.redondeo,
            minimo=opciones.minimo,
            exigir_tamanos=exige_tamanos(base.columnas(opciones.por), documento("publicable")),
        )


def _tabla(
    publicado: AccesoPublicable, territorios: tuple[str, ...]
) -> tuple[TablaDeSalida, dict[str, str]]:
    textos = documento("publicable")
    usos = {c: textos["columnas"][c] for c in COLUMNAS_DEL_USO}
    dice = {
        TERRITORIO: textos["columnas"][TERRITORIO],
        **{nombre: que for nombre, _, que in COLUMNAS},
        **usos,
    }
    filas = publicado.tabla(territorios, textos)
    return TablaDeSalida(tuple(dice), tuple(tuple(f[c] for c in dice) for f in filas)), dice


def _registro(
    pedido: PedidoDeAcceso, hecho: Medido, base: Base, clave: Clave, tabla: TablaDeSalida
) -> dict[str, Any]:
    """Con qué se hizo, sin un solo conteo que no esté en la tabla."""
    opciones = pedido.demanda.opciones
    registro = registrar(
        "kit acceso",
        base,
        {
            **parametros(pedido),
            "modo": "publicable",
            "minimo_de_hogares": opciones.minimo,
            "base_de_redondeo": opciones.redondeo,
        },
        {"filas_de_la_tabla": len(tabla.filas), "sedes": len(hecho.sedes.nombres)},
        [],
        modo="publicable",
        otras=otras_entradas(pedido, hecho),
    )
    filas = [dict(zip(tabla.columnas, f, strict=True)) for f in tabla.filas]
    cifras = [c for c in tabla.columnas if c != TERRITORIO]
    return {
        **salida_publicable.marcado_publicable(registro, clave, opciones),
        "suma_de_resultados": suma_de_control(filas, TERRITORIO, cifras),
    }


def _mostrar(pedido: PedidoDeAcceso, tabla: TablaDeSalida) -> None:
    """Lo que se publicó: a lo sumo 40 territorios, y siempre el total."""
    *territorios, total = (dict(zip(tabla.columnas, f, strict=True)) for f in tabla.filas)
    vista = terminal.tabla_de_terminal("Territorio", "Hogares", "Sin servicio", "Parte", "Rango")
    vista.add_column("Nota", ratio=1)
    for fila in territorios[: terminal.FILAS_EN_PANTALLA]:
        vista.add_row(*_celdas(fila))
    vista.add_section()
    vista.add_row(*_celdas({**total, TERRITORIO: "Total", "nota": ""}), style="bold")
    consola = Console()
    consola.print(
        f"\n[bold]Acceso a servicios[/] · [bold green]{escape(str(total['uso']))}[/]",
        highlight=False,
    )
    consola.print(vista)
    consola.print(
        f"[dim]Hogares. Con servicio: a {numero(pedido.limite or 0, 0)} {pedido.unidad} o menos. "
        "Todo está redondeado: las filas no suman el total.[/]",
        highlight=False,
    )


def _celdas(fila: dict[str, Any]) -> tuple[str, ...]:
    def parte(valor: Any) -> str:
        return "—" if valor is None else porcentaje(100 * valor)

    def conteo(valor: Any) -> str:
        return "—" if valor is None else numero(valor, 0)

    rango = "—"
    if fila["parte_baja"] is not None:
        rango = f"{parte(fila['parte_baja'])} a {parte(fila['parte_alta'])}"
    return (
        escape(str(fila[TERRITORIO])),
        conteo(fila["hogares"]),
        conteo(fila["sin_serv"]),
        parte(fila["parte_sin"]),
        rango,
        escape(str(fila["nota"] or "")),
    )
