"""La salida publicable de `kit incidencia`: la tabla y el registro, solo de lo redondeado.

Lo exacto (cuántos hogares leyó, qué se notó de la base) se dice en la consola de quien publica y
no pasa de ahí: ni a la tabla, ni al registro, ni al nombre de la capa.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import sha256_de
from generador.hogares.base_reconocida import Base
from generador.hogares.dominio import MEDIDA, NOMBRES, con_lugar, documento
from generador.hogares.incidencia import IncidenciaMedida, Opciones
from generador.hogares.poligonos import CapaDeTerritorios
from generador.hogares.registro_de_auditoria import ahora, registrar
from generador.hogares.suma import suma_de_control
from generador.metodos.hogares.auditoria import CON_CLAVE, ArchivoLeido
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.publicable.bitacora import Renglon
from generador.metodos.publicable.etiquetas import comprobar_campos, exige_tamanos
from generador.metodos.publicable.filas import (
    TERRITORIO,
    TOTAL,
    Fila,
    columnas,
    fila_sin_publicar,
    fila_total,
    filas_de_territorios,
    uso,
)
from generador.metodos.publicable.huella import huella_de_entrada
from generador.metodos.publicable.muestra import (
    exigir_estimacion,
    fila_de_muestra,
    no_alcanzan,
    renglon_de_muestra,
)
from generador.metodos.publicable.pedido import comprobar_metodo, comprobar_opciones
from generador.metodos.publicable.tabla import publicar
from generador.metodos.publicable.textos import para_el_alcalde
from generador.metodos.publicable.visible import ESTADOS
from generador.resguardo.anterior import CAMPO_DE_HUELLA
from generador.resguardo.clave import Clave

LISTADOS = frozenset(ESTADOS.values())
ROTULOS = tuple(NOMBRES[p] for p in PRIVACIONES)


@dataclass(frozen=True)
class Publicacion:
    """Lo que se escribe (`tabla`, `diccionario` y `registro`) y lo que se anota en la bitácora."""

    tabla: TablaDeSalida
    diccionario: dict[str, str]
    registro: dict[str, Any]
    renglones: list[Renglon]
    notas: tuple[str, ...]
    de_muestra: bool


def comprobar_pedido(opciones: Opciones) -> None:
    """ErrorDeDatos si lo que se pide no se publica; antes de leer la base y de crear la clave."""
    with con_lugar():
        comprobar_metodo(opciones.metodo)
        comprobar_opciones(opciones.redondeo, opciones.minimo)


def comprobar_base(base: Base, opciones: Opciones, *, con_capa: bool) -> None:
    """ErrorDeDatos si esa base, o ese campo de la base, no se publica; antes de contarla."""
    if not opciones.revisar:
        raise ErrorDeDatos(
            "sin revisar los hogares no se sabe cuáles son, y no hay salida publicable",
            lugar=Lugar(base.nombre),
            que_hacer="quite --sin-revisar-hogares, o mida en modo interno",
        )
    if base.canonica("fex") and not opciones.con_factor:
        raise ErrorDeDatos(
            "es una muestra: sin su factor de expansión las cifras no son de la población",
            lugar=Lugar(base.nombre, columna=base.canonica("fex")),
            que_hacer="quite --sin-factor, o mida en modo interno",
        )
    if not con_capa:
        comprobar_territorio(base, opciones)


def comprobar_territorio(base: Base, opciones: Opciones, etiquetas: Sequence[str] = ()) -> None:
    """ErrorDeDatos si el campo del territorio publica por su nombre o por sus valores."""
    with con_lugar(base.nombre):
        comprobar_campos(
            base.columnas(opciones.por),
            etiquetas,
            documento("publicable"),
            documento("esquemas_sisben")["variables"],
        )


def armar(
    base: Base,
    opciones: Opciones,
    resultado: IncidenciaMedida,
    capa: CapaDeTerritorios | None,
    clave: Clave,
) -> Publicacion:
    """La salida; ErrorDeDatos si el territorio, la base o sus tamaños no se publican."""
    if capa is None:
        comprobar_territorio(base, opciones, resultado.territorios)
    de_muestra = bool((resultado.renglones.factor != 1).any())
    if de_muestra:
        filas, renglones, notas = _de_muestra(base, opciones, resultado, clave)
        propias = documento("publicable")["columnas_de_muestra"]
    else:
        filas, renglones, notas = _de_registro(base, opciones, resultado, capa, clave)
        propias = columnas(documento("publicable"), ROTULOS)
    orden = tuple(propias)
    hecha = TablaDeSalida(
        orden, tuple(tuple({**f, "medida": MEDIDA}[c] for c in orden) for f in filas)
    )
    return Publicacion(
        hecha,
        dict(propias),
        _registro(base, opciones, capa, clave, hecha, notas),
        renglones,
        notas,
        de_muestra,
    )


def _de_registro(
    base: Base,
    opciones: Opciones,
    resultado: IncidenciaMedida,
    capa: CapaDeTerritorios | None,
    clave: Clave,
) -> tuple[list[Fila], list[Renglon], tuple[str, ...]]:
    textos = documento("publicable")
    campos = () if capa else base.columnas(opciones.por)
    with con_lugar(base.nombre):
        hecha = publicar(
            resultado.depurada.tabla,
            opciones.metodo,
            clave.octetos,
            base=opciones.redondeo,
            minimo=opciones.minimo,
            exigir_tamanos=capa is None and exige_tamanos(campos, textos),
        )
    filas = filas_de_territorios(
        hecha, resultado.territorios, ROTULOS, textos, etiquetas_de_la_base=capa is None
    )
    resumen = fila_sin_publicar(hecha, textos) if capa is None else None
    filas += [f for f in (resumen, fila_total(hecha, ROTULOS, textos)) if f]
    return filas, hecha.renglones(ahora(), base.nombre), ()


def _de_muestra(
    base: Base, opciones: Opciones, resultado: IncidenciaMedida, clave: Clave
) -> tuple[list[Fila], list[Renglon], tuple[str, ...]]:
    textos, tabla = documento("publicable"), resultado.depurada.tabla
    with con_lugar(base.nombre):
        fila = fila_de_muestra(
            exigir_estimacion(resultado.estimacion), tabla, textos, practica=clave.practica
        )
    fila["denominador"] = opciones.unidad
    renglon = renglon_de_muestra(tabla, clave.octetos, opciones.redondeo, ahora(), base.nombre)
    notas = [textos["muestra"]["solo_el_total"], textos["muestra"]["error"]]
    if no_alcanzan(fila):
        cuales = ", ".join(no_alcanzan(fila))
        notas.append(textos["muestra"]["no_alcanza"].format(cuales=cuales))
    return [fila], [renglon], tuple(notas)


def _registro(
    base: Base,
    opciones: Opciones,
    capa: CapaDeTerritorios | None,
    clave: Clave,
    tabla: TablaDeSalida,
    notas: tuple[str, ...],
) -> dict[str, Any]:
    """Con qué se hizo, sin un solo conteo que no esté en la tabla."""
    textos = documento("publicable")
    parametros = {
        "modo": "publicable",
        "por": opciones.por,
        "poligonos": capa.ruta.name if capa else None,
        "k": opciones.k,
        "metodo": opciones.metodo.resumen(),
        "minimo_de_hogares": opciones.minimo,
        "base_de_redondeo": opciones.redondeo,
        "nulos": opciones.nulos,
        "factor": base.canonica("fex") if opciones.con_factor else None,
        "decimal": opciones.decimal,
        "aceptar_perdidas": opciones.aceptar,
    }
    hecho = registrar(
        "kit incidencia",
        base,
        parametros,
        {"filas_de_la_tabla": len(tabla.filas)},
        [],
        notas,
        modo="publicable",
        otras=[ArchivoLeido(capa.ruta.name, sha256_de(capa.ruta))] if capa else [],
    )
    return {
        **marcado_publicable(hecho, clave, opciones),
        "como_leer": textos["como_leer"],
        "suma_de_resultados": suma_de_tabla(tabla),
    }


def marcado_publicable(
    registro: dict[str, Any], clave: Clave, opciones: Opciones
) -> dict[str, Any]:
    """El registro con lo que lleva toda salida publicable, y la huella de la base con clave.

    La primera entrada es la base: con su SHA-256 suelta se ensayaría lo que no se sabe de un hogar.
    """
    textos = documento("publicable")
    primera = registro["entradas"][0]
    primera[CON_CLAVE] = huella_de_entrada(clave.octetos, primera.pop("sha256"))
    return {
        **registro,
        CAMPO_DE_HUELLA: clave.huella,
        **uso(textos, practica=clave.practica),
        "para_el_alcalde": para_el_alcalde(textos, base=opciones.redondeo, minimo=opciones.minimo),
        "sigue_siendo_posible": textos["sigue_siendo_posible"],
    }


def suma_de_tabla(tabla: TablaDeSalida) -> str:
    """La suma de control de lo que se publica: sobre lo exacto serviría para ensayar respuestas."""
    filas = [dict(zip(tabla.columnas, f, strict=True)) for f in tabla.filas]
    # Como en QGIS, cuya capa no trae el total: solo los territorios, si hay.
    propias = [f for f in filas if f.get("estado") in LISTADOS and f[TERRITORIO] != TOTAL] or filas
    return suma_de_control(propias, TERRITORIO, [c for c in tabla.columnas if c != TERRITORIO])
