"""Publicar la incidencia: qué se puede pedir, con qué clave, y que quede anotado lo que salió."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from .. import destinos
from ..auditoria import junto_a
from ..errores import ErrorDeCapa
from ..lectura import Fuente
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.metodo import Metodo
from ..metodos.paquete.procedencia import TOTAL_PUBLICADO
from ..metodos.patrones import TablaDePatrones
from ..metodos.publicable import etiquetas
from ..metodos.publicable.acceso import AccesoPublicable
from ..metodos.publicable.clave import GUARDE_COPIA
from ..metodos.publicable.pedido import comprobar_metodo, comprobar_opciones
from ..metodos.publicable.publicada import Publicada
from ..metodos.publicable.redondeo import BASES
from ..metodos.publicable.tabla import Publicable, publicar
from ..metodos.publicable.textos import para_el_alcalde
from ..metodos.tablas import documento
from ..resguardo.anterior import comprobar_salida_anterior
from ..resguardo.bitacora import publicando
from ..resguardo.clave import Clave
from . import llaves
from .agrupar_personas import es_de_personas
from .columnas_sisben import TEXTOS
from .pedido import Pedido
from .resultados_publicables import DE_PERSONAS, escribir
from .ubicacion import Ubicador

# La columna canónica de cada campo de texto que deja «Cargar base Sisbén».
CANONICAS = {nombre: canonica for canonica, (nombre, _) in TEXTOS.items()}


def revisar(pedido: Pedido, metodo: Metodo, factor: str) -> None:
    """ErrorDeCapa o ErrorDeMetodo si lo que se pide no se puede publicar."""
    comprobar_metodo(metodo)
    if pedido.valores.get("UBICADOS"):
        raise ErrorDeCapa(
            f"«{pedido.algoritmo.etiqueta('UBICADOS')}» tiene una fila por hogar y no se publica",
            que_hacer="déjela vacía, o pídala en modo interno",
        )
    revisar_salidas(pedido, factor)


def revisar_salidas(pedido: Pedido, factor: str) -> None:
    """Que la capa de hogares se pueda publicar, y que cada salida tenga su propio archivo."""
    hogares = pedido.fuente("HOGARES")
    comprobar_opciones(base_de(pedido), pedido.entero("MINIMO") or 0)
    if not es_de_personas(hogares):
        llaves.campo_de_identidad(hogares, pedido.texto("ID"))
    if factor:
        raise ErrorDeCapa(
            f"la capa «{hogares.nombre}» trae factor de expansión («{factor}»): es una muestra y "
            "sus territorios no se publican",
            que_hacer="publique solo el total, con su error estándar, con la orden «kit incidencia "
            "--modo publicable»; o mida en modo interno",
        )
    for etiqueta, sitio in destinos.destinos(pedido.algoritmo, pedido.valores).items():
        if sitio.tabla:
            raise ErrorDeCapa(
                f"«{etiqueta}» va dentro de «{sitio.ruta.name}», que puede tener capas internas",
                que_hacer="dé a la salida publicable su propio archivo",
            )
    _comprobar_territorio(pedido, ())


def _comprobar_territorio(pedido: Pedido, propias: Any) -> None:
    """Que el campo de los hogares con el territorio no sea un dato de la persona ni del lugar."""
    campo = pedido.texto("CAMPO_HOGARES")
    if campo:
        variables = documento("esquemas_sisben")["variables"]
        nombre = CANONICAS.get(campo, campo)
        etiquetas.comprobar_campos([nombre], propias, documento("publicable"), variables)


def base_de(pedido: Pedido) -> int:
    """El múltiplo de hogares al que se redondea."""
    return BASES[pedido.opcion("BASE")]


def con_identidad(lectura: Lectura, hogares: Fuente, identidad: str) -> Lectura:
    """Lo que se lee al publicar: además, la identidad de cada hogar."""
    return replace(lectura, octetos=(identidad,) if identidad in hogares.nombres else ())


def hacer(
    pedido: Pedido, ubicador: Ubicador, tabla: TablaDePatrones, metodo: Metodo,
    clave: Clave, *, con_personas: bool,
) -> dict[str, Any]:  # fmt: skip
    """Redondea, comprueba la bitácora, escribe la capa y devuelve las salidas numéricas.

    Lo publicado se anota al cerrar el pedido, cuando todo quedó escrito.
    """
    hecha = publicar(
        tabla,
        metodo,
        clave.octetos,
        base=base_de(pedido),
        minimo=pedido.entero("MINIMO") or 0,
        exigir_tamanos=exige_tamanos(pedido, ubicador),
    )
    anotar(pedido, hecha, clave)
    escribir(pedido, ubicador, hecha, con_personas=con_personas)
    decir(pedido, clave)
    pedido.explicacion[TOTAL_PUBLICADO] = _total(hecha, con_personas=con_personas)
    numeros = _numeros(hecha, con_personas=con_personas)
    pedido.contar(
        territorios=ubicador.territorios, **{n.lower(): valor for n, valor in numeros.items()}
    )
    return numeros


def exige_tamanos(pedido: Pedido, ubicador: Ubicador) -> bool:
    """Si hay que mirar cuántos territorios son muy pequeños, porque su código sale de la base.

    ErrorDeMetodo si ese código no es de un territorio.
    """
    if ubicador.poligonos is not None:
        _comprobar_territorio(pedido, ())
        return False
    _comprobar_territorio(pedido, ubicador.etiquetas)
    campo = CANONICAS.get(pedido.texto("CAMPO_HOGARES"), pedido.texto("CAMPO_HOGARES"))
    return etiquetas.exige_tamanos([campo], documento("publicable"))


def anotar(pedido: Pedido, hecha: Publicable | AccesoPublicable, clave: Clave) -> None:
    """Pregunta a la bitácora si se puede publicar; lo nuevo queda anotado al cerrar el pedido."""
    pedido.clave = clave
    for sitio in destinos.destinos(pedido.algoritmo, pedido.valores).values():
        comprobar_salida_anterior(clave, junto_a(str(sitio.ruta)))
    ahora = datetime.now(timezone.utc).isoformat(timespec="seconds")
    renglones = hecha.renglones(ahora, pedido.fuente("HOGARES").nombre)
    pedido.cierre.enter_context(publicando(clave, renglones))


def _total(hecha: Publicable, *, con_personas: bool) -> dict[str, Any]:
    """La fila del total, para el registro: la capa trae solo los territorios."""
    fila = dict(hecha.total.filas()[0])
    return fila if con_personas else {**fila, **dict.fromkeys(DE_PERSONAS)}


def _numeros(hecha: Publicable, *, con_personas: bool) -> dict[str, Any]:
    """El total publicado, que es su propia celda; lo que no se muestra no sale."""
    total: Publicada = hecha.total
    fila = total.filas()[0] if total.publicado[0] else {}
    numeros = {
        "TOTAL_HOGARES": fila.get("hogares"),
        "TOTAL_PERSONAS": fila.get("personas") if con_personas else None,
        "H": fila.get("h"),
        "A": fila.get("a"),
        "M0": fila.get("m0"),
        "SUPRIMIDOS": hecha.sin_publicar,
    }
    return {nombre: valor for nombre, valor in numeros.items() if valor is not None}


def decir(pedido: Pedido, clave: Clave) -> None:
    """Lo que tiene que saber quien publica; nada de esto depende de los hogares."""
    textos = documento("publicable")
    minimo = pedido.entero("MINIMO") or 0
    alcalde = para_el_alcalde(textos, base=base_de(pedido), minimo=minimo)
    pedido.avance.pushInfo(alcalde)
    pedido.explicacion = {
        "para_el_alcalde": alcalde,
        "como_leer": textos["como_leer"],
        "sigue_siendo_posible": textos["sigue_siendo_posible"],
    }
    if clave.practica:
        pedido.avisar(f"{textos['rotulos']['practica']}.", sin_conteos=True)
    if clave.nueva and clave.ruta is not None:
        pedido.avance.pushInfo(f"La clave está en {clave.ruta}")
        pedido.avisar(
            f"Se creó la clave de publicación, de huella {clave.huella}: {GUARDE_COPIA}.",
            sin_conteos=True,
        )
    pedido.avisar(
        "Las proporciones son de hogares, y el total no es la suma de las filas. Los hogares sin "
        "territorio no cuentan. Lo que se notó al leer la base trae conteos exactos: véalo en modo "
        "interno.",
        sin_conteos=True,
    )


def secciones() -> tuple[tuple[str, str], ...]:
    """Lo que dice la ayuda del modo publicable: qué promete y qué no puede prometer."""
    textos = documento("publicable")
    return (
        ("Para el alcalde", para_el_alcalde(textos)),
        ("Cómo leer lo publicado", " ".join(textos["como_leer"])),
        ("Lo que sigue siendo posible", " ".join(textos["sigue_siendo_posible"])),
        ("La clave", f"{textos['clave']} Está en la carpeta de configuración del usuario y no es "
         "un parámetro: en las salidas solo va su huella. La base de práctica usa una clave "
         "conocida, y lo dice."),
    )  # fmt: skip
