"""`kit raster` de principio a fin: leer los territorios, resumir el raster, comparar y escribir."""
# ruff: noqa: PLC0415 - la geometría es del extra «hogares»

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generador.hogares import escribir_tablas as escritura
from generador.hogares import pantalla_de_hogares as terminal
from generador.hogares.archivo import Apertura, abrir, sha256_de
from generador.hogares.base_armada import COMO_SE_DICE
from generador.hogares.base_reconocida import Base, reconocer_base
from generador.hogares.dominio import con_lugar
from generador.hogares.incidencia import Opciones
from generador.hogares.modos import INTERNO
from generador.hogares.motor_duckdb import conectar
from generador.hogares.poligonos import CapaDeTerritorios, anillos, leer_capa
from generador.hogares.reduccion import reducir
from generador.hogares.registro_de_auditoria import registrar_capas
from generador.hogares.ubicacion import columnas_de_punto, por_poligonos
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.auditoria import ArchivoLeido
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.raster_territorial import COLUMNAS, Resumen, columnas, resumir
from generador.metodos.subregistro import COLUMNAS as DE_SUBREGISTRO
from generador.metodos.subregistro import Subregistro, comparar
from generador.metodos.subregistro import columnas as de_subregistro
from generador.metodos.tipos import Reales
from generador.rasters import abierto, pantalla_de_raster
from generador.rasters.abierto import METRICO

METROS2_POR_KM2 = 1e6


@dataclass(frozen=True)
class PedidoDeRaster:
    """Lo que se escribió en la orden. `base`: la de hogares que se compara, si se dio."""

    territorios: Path
    raster: Path
    por: str
    capa: str | None
    banda: int
    base: Path | None
    apertura: Apertura
    columnas: Path | None
    opciones: Opciones
    memoria: str
    salida: Path | None
    reemplazar: bool


def correr(pedido: PedidoDeRaster) -> None:
    """Resume, muestra y escribe lo que se pidió."""
    if pedido.salida is not None:
        entradas = (pedido.territorios, pedido.raster, pedido.base, pedido.columnas)
        escritura.comprobar_salida(pedido.salida, entradas, reemplazar=pedido.reemplazar)
    capa = leer_capa(pedido.territorios, pedido.por, pedido.capa)
    with abierto.abrir(pedido.raster, pedido.banda) as raster, con_lugar(pedido.raster.name):
        poligonos = [anillos(g) for g in _en_orden(capa, raster.crs)]
        resumen = resumir(poligonos, raster.rejilla, raster.ventana)
    base, personas, avisos = _personas(pedido, capa)
    comparado = None
    if personas is not None:
        comparado = comparar(personas, resumen.suma, _km2(capa))
    propios = [*capa.avisos, *(base.avisos if base else ())]
    avisos = [*avisos, *_del_raster(resumen, capa)]
    terminal.avisar([*propios, *avisos])
    valores = _valores(resumen, personas, comparado)
    pantalla_de_raster.mostrar(capa.codigos, valores, interno=base is not None)
    if pedido.salida is None:
        return
    dice = {"territorio": "Código del territorio", **{n: d for n, _, d in COLUMNAS}}
    if comparado is not None:
        dice |= {n: d for n, _, d in DE_SUBREGISTRO}
    filas = zip(capa.codigos, *(valores[n] for n in list(dice)[1:]), strict=True)
    al_lado = escritura.escribir(
        pedido.salida,
        TablaDeSalida(tuple(dice), tuple(filas)),
        _registro(pedido, base, resumen, avisos),
        dice,
        capa.geometria,
        reemplazar=pedido.reemplazar,
    )
    terminal.escrito(pedido.salida, al_lado)


def _en_orden(capa: CapaDeTerritorios, crs: str) -> list[Any]:
    """La geometría de cada código, en el sistema pedido."""
    import shapely

    propias = capa.geometria.geometry.to_crs(crs).reindex(list(capa.codigos))
    return [shapely.Polygon() if g is None else g for g in propias]


def _km2(capa: CapaDeTerritorios) -> Reales:
    """El área plana en EPSG:9377: a lo sumo 1 % distinta de la del terreno."""
    import shapely

    return np.asarray(shapely.area(np.array(_en_orden(capa, METRICO))) / METROS2_POR_KM2)


def _personas(
    pedido: PedidoDeRaster, capa: CapaDeTerritorios
) -> tuple[Base | None, Reales | None, list[str]]:
    """Las personas de la base en cada territorio, (T,), y los avisos de leerla."""
    if pedido.base is None:
        return None, None, []
    opciones = pedido.opciones
    with conectar(pedido.memoria) as conexion:
        base = reconocer_base(abrir(conexion, pedido.base, pedido.apertura), pedido.columnas)
        ejes = columnas_de_punto(base, opciones.x, opciones.y)
        renglones, _ = reducir(base, ejes or (), opciones)
        with con_lugar(base.nombre):
            donde, _ = por_poligonos(base, renglones, capa, ejes)
            aceptar = COMO_SE_DICE.aceptar
            renglones.perdidas.comprobar(aceptadas=opciones.aceptar, aceptar=aceptar)
    grupos = Agrupacion(donde.codigos.astype(np.int64), len(donde.etiquetas))
    return base, grupos.sumar(renglones.personas * renglones.factor), [*renglones.textos]


def _del_raster(resumen: Resumen, capa: CapaDeTerritorios) -> list[str]:
    avisos = []
    casos = (
        (resumen.sin_dato, "no tienen ningún dato en el raster"),
        (resumen.en_parte, "tienen dato solo en una parte (vea «cubierto»)"),
    )
    for cuales, dice in casos:
        suyos = [c for c, es in zip(capa.codigos, cuales.tolist(), strict=True) if es]
        if suyos:
            muestra = ", ".join(suyos[:10]) + ("…" if len(suyos) > 10 else "")
            avisos.append(f"{len(suyos)} territorios {dice}: {muestra}")
    return avisos


def _valores(
    resumen: Resumen, personas: Reales | None, comparado: Subregistro | None
) -> dict[str, list[Any]]:
    valores = columnas(resumen)
    if personas is not None and comparado is not None:
        valores |= de_subregistro(personas, comparado)
    return valores


def _registro(
    pedido: PedidoDeRaster, base: Base | None, resumen: Resumen, avisos: list[str]
) -> dict[str, Any]:
    otras = [ArchivoLeido(r.name, sha256_de(r)) for r in (pedido.territorios, pedido.raster)]
    parametros = {
        "por": pedido.por,
        "banda": pedido.banda,
        "base": pedido.base.name if pedido.base else None,
    }
    recuentos = {
        "territorios": len(resumen.suma),
        "sin_dato": int(resumen.sin_dato.sum()),
        "en_parte": int(resumen.en_parte.sum()),
    }
    hecho = registrar_capas("kit raster", base, otras, parametros, recuentos, avisos)
    return hecho if base is None else {**hecho, "uso": INTERNO}
