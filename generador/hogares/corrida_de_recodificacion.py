"""`kit recodificar` de principio a fin: leer, recodificar, mostrar y escribir."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generador.disco import archivo_propio
from generador.errores import ErrorDeDatos, Lugar
from generador.formato import porcentaje
from generador.hogares import (
    pantalla_de_hogares,
    pantalla_de_recodificacion,
    receta_pedida,
    salidas_internas,
)
from generador.hogares.archivo import Apertura, abrir
from generador.hogares.hoja_de_receta import escribir_hoja
from generador.hogares.motor_duckdb import conectar
from generador.hogares.recodificacion import Recodificacion, recodificar_archivo
from generador.hogares.registro_de_auditoria import registrar
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.recodificacion import informe as del_informe
from generador.metodos.recodificacion.concordancia import contrastar
from generador.metodos.recodificacion.tabla import tabla

DEL_INFORME = {
    "seccion": "De qué habla: receta, unidad, variable, indicador, medida o concordancia",
    "elemento": "Cuál",
    "dato": "Qué se contó de él",
    "valor": "Cuánto; vacío si no hay",
    "detalle": "Qué quiere decir, o por qué",
}
ACEPTAR = "--aceptar-indeterminados"


@dataclass(frozen=True)
class PedidoDeRecodificacion:
    """Lo que se escribió en la orden, sin interpretar."""

    archivo: Path
    apertura: Apertura
    receta: str | None
    esquema: str | None
    columnas: Path | None
    memoria: str
    salida: Path | None
    informe: Path | None
    conservar: tuple[str, ...]
    con_hogar: bool
    comparar: bool
    aceptar_indeterminados: bool
    aceptar_perdidas: bool
    reemplazar: bool


def correr(pedido: PedidoDeRecodificacion) -> None:
    """Recodifica, muestra lo decidido y lo que no, y escribe lo que se pidió."""
    pedidas = receta_pedida.pedidas(pedido.receta)
    rutas = [pedido.salida, pedido.informe]
    entradas = (pedido.archivo, pedido.columnas, *(p.ruta for p in pedidas))
    salidas_internas.comprobar(rutas, entradas, reemplazar=pedido.reemplazar)
    with conectar(pedido.memoria) as conexion:
        hecha = recodificar_archivo(
            abrir(conexion, pedido.archivo, pedido.apertura),
            pedidas,
            pedido.esquema,
            pedido.columnas,
            pedido.conservar,
            aceptar=pedido.aceptar_perdidas,
        )
    base = hecha.hecha
    if pedido.comparar and base.del_archivo is None:
        raise ErrorDeDatos(
            "la base no trae ninguna marca I1…I15 con que comparar",
            lugar=Lugar(hecha.base.nombre),
            que_hacer="quite --comparar, o use la base que sí las trae",
        )
    avisos = del_informe.avisos(base)
    pantalla_de_hogares.avisar((*hecha.base.avisos, *base.hechos.textos, *avisos))
    pantalla_de_recodificacion.mostrar(hecha, conformes=pedido.comparar)
    if pedido.salida is not None:
        exigir_decidida(hecha, aceptada=pedido.aceptar_indeterminados)
    registro = _registro(pedido, hecha, avisos)
    columnas = tabla(base, hecha.pedida.huella, hecha.conservadas, con_llave=pedido.con_hogar)
    filas = zip(*(c.lista() for c in columnas), strict=True)
    salidas_internas.escribir(
        (
            (
                pedido.salida,
                TablaDeSalida(tuple(c.nombre for c in columnas), tuple(filas)),
                {c.nombre: c.rotulo or "Como viene en la base" for c in columnas},
            ),
            (
                pedido.informe,
                TablaDeSalida(del_informe.COLUMNAS, tuple(del_informe.renglones(base))),
                DEL_INFORME,
            ),
        ),
        registro,
        reemplazar=pedido.reemplazar,
    )


def escribir_plantilla(ruta: Path, receta: str | None, *, reemplazar: bool) -> None:
    """La hoja para llenar, de la receta que se diga o de la encuesta propia."""
    if ruta.suffix.lower() != ".csv":
        raise ErrorDeDatos(
            "la hoja es un CSV", lugar=Lugar(str(ruta)), que_hacer="termine su nombre en .csv"
        )
    archivo_propio.exigir_archivo(ruta)
    if ruta.exists() and not reemplazar:
        raise ErrorDeDatos(
            "la hoja ya existe, y puede estar llena",
            lugar=Lugar(str(ruta)),
            que_hacer="dé otra ruta, o agregue --reemplazar",
        )
    pedida = receta_pedida.pedidas(receta or "encuesta_propia")[0]
    archivo_propio.guardar({ruta: escribir_hoja(pedida.receta).encode("utf-8")})
    pantalla_de_recodificacion.decir_plantilla(ruta)


def exigir_decidida(hecha: Recodificacion, *, aceptada: bool) -> None:
    """ErrorDeDatos si un indicador que se puede medir quedó muy sin decidir y no se aceptó."""
    pasan = del_informe.sin_decidir(hecha.hecha)
    if pasan and not aceptada:
        dichos = ", ".join(f"{i} ({porcentaje(100 * float(p))})" for i, p in pasan.items())
        raise ErrorDeDatos(
            f"quedó sin decidir más del 5 % de los hogares en {dichos}",
            lugar=Lugar(hecha.base.nombre),
            que_hacer=f"complete esas variables o, si así le sirve, agregue {ACEPTAR}",
        )


def _registro(
    pedido: PedidoDeRecodificacion, hecha: Recodificacion, avisos: list[str]
) -> dict[str, Any]:
    base, receta = hecha.hecha, hecha.pedida.receta
    puntajes = base.puntajes
    parametros = {
        "receta": receta.id,
        "version": receta.version,
        "huella": hecha.pedida.huella,
        "esquema": base.reconocida.esquema.id,
        "variables": dict(base.reconocida.columnas),
        "conservar": list(pedido.conservar),
        "con_hogar": pedido.con_hogar,
        "aceptar_indeterminados": pedido.aceptar_indeterminados,
        "aceptar_perdidas": pedido.aceptar_perdidas,
    }
    recuentos = {
        "personas_leidas": len(base.entrada.filas),
        "hogares": len(base.hechos.jefe),
        "unidades": len(base.hecha.unidades),
        "pobres": int((puntajes.pobre == 1).sum()),
        "no_pobres": int((puntajes.pobre == 0).sum()),
        "sin_saber": int((puntajes.pobre < 0).sum()),
        "indeterminados": {
            p: int((base.de_hogares[:, j] < 0).sum()) for j, p in enumerate(receta.ids)
        },
        "concordancia": {
            c.id: {"comparados": c.comparados, "iguales": c.iguales} for c in contrastar(base)
        },
    }
    registro = registrar(
        "kit recodificar",
        hecha.base,
        parametros,
        recuentos,
        base.hechos.textos,
        [*hecha.base.avisos, *avisos],
        modo="interno",
        perdidas=[vars(p) for p in base.hechos.perdidas.lista],
    )
    return {**registro, "medida": receta.medida}
