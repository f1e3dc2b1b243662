"""La capa publicable: solo lo redondeado, con su rango, su rótulo y su leyenda."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from .. import estilo
from ..lectura import Fuente
from ..marcas import uso_de
from ..metodos.clasificacion import cuantiles
from ..metodos.publicable.etiquetas import se_listan
from ..metodos.publicable.tabla import Publicable
from ..metodos.publicable.textos import sin_publicar
from ..metodos.supresion import PUBLICADO
from ..metodos.tablas import documento
from ..salida import Capa, Columna
from . import resultados
from .copia import Copia, copiar
from .nombres import PRIVACIONES
from .pedido import Pedido
from .ubicacion import Ubicador

CLASES = 5
DE_PERSONAS = ("personas", "personas_pobres", "h_personas")
J = range(1, len(PRIVACIONES) + 1)
# Cada columna con la que la dice el método.
CIFRAS: tuple[tuple[Columna, str], ...] = (
    (Columna("estado", "texto", "Si el territorio se publica"), "estado"),
    (Columna("hogares", "entero", "Hogares, redondeados"), "hogares"),
    (Columna("pobres", "entero", "Hogares en pobreza multidimensional, redondeados"), "pobres"),
    (Columna("poblacion", "entero", "Denominador: hogares, redondeados"), "hogares"),
    (Columna("personas", "entero", "Personas, redondeadas a 10"), "personas"),
    (Columna("pers_pobre", "entero", "Personas en hogares pobres, redondeadas a 10"),
     "personas_pobres"),
    (Columna("h", "real", "H, incidencia (de hogares)"), "h"),
    (Columna("h_baja", "real", "El menor valor que puede tener H por el redondeo"), "h_baja"),
    (Columna("h_alta", "real", "El mayor valor que puede tener H por el redondeo"), "h_alta"),
    (Columna("h_personas", "real", "Proporción de personas en hogares pobres"), "h_personas"),
    (Columna("a", "real", "A, intensidad (de hogares)"), "a"),
    (Columna("m0", "real", "M0, incidencia ajustada (de hogares)"), "m0"),
    *((Columna(f"t_i{j}", "real", f"{n}: proporción de hogares"), f"t_i{j}")
      for j, n in zip(J, PRIVACIONES)),
    *((Columna(f"c_i{j}", "real", f"{n}: hogares pobres y privados"), f"c_i{j}")
      for j, n in zip(J, PRIVACIONES)),
    *((Columna(f"f_i{j}", "real", f"{n}: contribución a M0"), f"f_i{j}")
      for j, n in zip(J, PRIVACIONES)),
)  # fmt: skip
COLUMNAS = (
    *(columna for columna, _ in CIFRAS),
    Columna("principal", "texto", "Privación que más contribuye"),
    Columna("orden_magn", "entero", "1 si tiene de 12 a 29 hogares: orden de magnitud"),
    Columna("nota", "texto", "Cómo leer la fila"),
    Columna("supresion", "entero", "0 se muestra, 1 pocos hogares, 2 protege a otro, 3 vacío"),
    Columna("uso", "texto", "Para qué sirve: interno o publicable"),
)
TERRITORIO = Columna("territorio", "texto", "Código del territorio")


def escribir(pedido: Pedido, ubicador: Ubicador, hecha: Publicable, *, con_personas: bool) -> None:
    """Escribe la salida: los polígonos, o una tabla con los códigos que se publican."""
    filas = list(_filas(hecha, con_personas=con_personas))
    leyenda = leyenda_publicable(hecha)
    if ubicador.poligonos is None:
        campos = [c.campo() for c in (TERRITORIO, *COLUMNAS)]
        tabla = _de_la_base(hecha, ubicador.etiquetas, filas)
        pedido.escribir("SALIDA", Capa(campos), ((None, fila) for fila in tabla))
        return
    territorios = pedido.fuente("TERRITORIOS")
    copia = Copia(territorios, COLUMNAS, leyenda, conservables(pedido, territorios))
    copiar(pedido, "SALIDA", copia, zip(ubicador.poligonos.entidades, filas))


def conservables(pedido: Pedido, territorios: Fuente) -> list[str]:
    """Los campos de los territorios que pasan: su código y los textos.

    Un número que ya traiga la capa puede ser el conteo exacto de una corrida interna.
    """
    codigo = pedido.texto("CAMPO_TERRITORIOS")
    del_kit = {c.nombre for c in (*resultados.columnas("hogares"), *COLUMNAS)}
    pasan = [
        nombre
        for nombre in territorios.nombres
        if nombre not in del_kit and (territorios.es_texto(nombre) or nombre == codigo)
    ]
    quitados = [n for n in territorios.nombres if n not in pasan and n.lower() != "fid"]
    if quitados:
        pedido.avisar(
            f"De «{territorios.nombre}» no pasan a la salida publicable: {', '.join(quitados)}.",
            sin_conteos=True,
        )
    return pasan


def leyenda_publicable(hecha: Publicable) -> estilo.Leyenda:
    """H por cuantiles de lo redondeado, con trama sobre los órdenes de magnitud."""
    visibles = hecha.territorios.incidencia[hecha.territorios.publicado]
    cortes = cuantiles(visibles, CLASES).tolist() if visibles.size else []
    return estilo.de_incidencia_publicable(cortes)


def _filas(hecha: Publicable, *, con_personas: bool) -> Iterator[list[Any]]:
    """Los valores de cada territorio, en el orden de `COLUMNAS`; None donde no se publica."""
    territorios, textos = hecha.territorios, documento("publicable")
    columnas = territorios.columnas()
    callada: list[Any] = [None] * len(territorios.estado)
    cifras = [
        callada if clave in DE_PERSONAS and not con_personas else columnas[clave]
        for _, clave in CIFRAS
    ]
    uso = uso_de("publicable", practica=hecha.practica)
    resto = zip(
        territorios.privacion_principal.tolist(),
        territorios.orden_de_magnitud.tolist(),
        territorios.estado.tolist(),
        columnas["estado"],
    )
    for propias, (principal, magnitud, codigo, estado) in zip(zip(*cifras), resto):
        nota = textos["rotulos"]["orden_de_magnitud"] if magnitud else textos["estados"][estado]
        nombre = PRIVACIONES[principal] if principal >= 0 else None
        yield [*propias, nombre, int(magnitud), nota, codigo, uso]


def _de_la_base(hecha: Publicable, etiquetas: list[str], filas: list[list[Any]]) -> list[list[Any]]:
    """Las filas que se listan, por su código, y una que dice cuántas no."""
    listadas = se_listan(hecha.territorios, etiquetas_de_la_base=True)
    listados = sorted(np.flatnonzero(listadas).tolist(), key=etiquetas.__getitem__)
    tabla = [[etiquetas[i], *filas[i]] for i in listados]
    if hecha.sin_publicar:
        vacia: list[Any] = [None] * len(COLUMNAS)
        vacia[0], vacia[-2] = "sin_publicar", PUBLICADO + 1
        vacia[-1] = uso_de("publicable", practica=hecha.practica)
        tabla.append([sin_publicar(documento("publicable"), hecha.sin_publicar), *vacia])
    return tabla
