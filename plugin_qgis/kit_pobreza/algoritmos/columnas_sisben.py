"""Las columnas de la capa de hogares: lo que dice el método de cada hogar y lo que se conserva."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..columnas import Textos, enteros
from ..metodos.hogares.armar import H_5, HogaresArmados
from ..metodos.hogares.categorias import entero
from ..metodos.hogares.columna import Columna as Leida
from ..metodos.hogares.edades import leer_edades
from ..metodos.hogares.entrada import Entrada
from ..metodos.hogares.marcas import la_marca, sin_dato
from ..metodos.hogares.nombres import PRIVACIONES as CANONICAS
from ..metodos.hogares.perdidas import Perdidas
from ..metodos.hogares.textos import limpiar
from ..metodos.instrumento import SIN_ORDEN, Instrumento
from ..metodos.metodo import IPM
from ..metodos.privaciones import en_centesimas, es_pobre, puntajes
from ..metodos.tablas import documento
from ..salida import Columna
from .nombres import PRIVACIONES

MUJER = 2
# Columnas que pasan como texto si la base las trae: {canónica: (nombre, rótulo)}.
TEXTOS = {
    "cod_comuna": ("comuna", "Código de comuna"),
    "cod_corregimiento": ("corregim", "Código de corregimiento"),
    "nom_corregimiento": ("corregim_n", "Corregimiento"),
    "cod_vereda": ("vereda", "Código de vereda"),
    "nom_vereda": ("vereda_n", "Vereda"),
    "cod_barrio": ("barrio", "Código de barrio"),
    "nom_barrio": ("barrio_n", "Barrio"),
    "cod_centro_poblado": ("centro_pob", "Código de centro poblado"),
    "corte": ("corte", "Corte de la base"),
}
# Lo que de la base ya está en los hogares armados.
YA_ARMADAS = (
    *("id_ficha", "id_vivienda", "id_hogar", "cod_dpto", "cod_mpio", "parentesco", "grupo"),
    *("nivel", "clasificacion", "personas_hogar", "marca", "estado"),
    *CANONICAS,
)
Hechas = list[tuple[Columna, Any]]


def columnas(
    entrada: Entrada, hogares: HogaresArmados, instrumento: Instrumento, extra: Sequence[str]
) -> Hechas:
    """Las columnas de la capa y sus valores, uno por hogar. `entrada`: solo las filas del jefe."""
    hechas = [
        *_quien_es(hogares),
        *(
            (Columna(nombre, "texto", rotulo), Textos.limpios(entrada.de(c)))
            for c, (nombre, rotulo) in TEXTOS.items()
            if entrada.tiene(c)
        ),
        *_del_jefe(entrada, hogares),
        *_del_nivel(hogares, instrumento),
        *_de_personas(hogares),
        *(
            (Columna(c, "entero", nombre), enteros(la_marca(hogares.marcas, j)))
            for j, (c, nombre) in enumerate(zip(CANONICAS, PRIVACIONES))
        ),
        *_de_la_medida(hogares),
        *_por_edad(hogares),
    ]
    if entrada.tiene("fex"):
        hechas.append((Columna("fex", "real", "Factor de expansión"), hogares.factor))
    usados = {columna.nombre.lower() for columna, _ in hechas}
    ajenas = [c for c in extra if c.lower() not in usados]
    return [*hechas, *((Columna(c, "texto"), Textos.limpios(entrada.columnas[c])) for c in ajenas)]


def anotar_errores_de_hoja(entrada: Entrada, perdidas: Perdidas) -> None:
    """Anota los «#N/D» de las columnas que pasan como texto: quedan sin dato."""
    for canonica in TEXTOS:
        if entrada.tiene(canonica):
            perdidas.leer(entrada.de(canonica), "territorio", lambda _: 0.0)


def _de_personas(hogares: HogaresArmados) -> Hechas:
    """Cuántas personas tiene cada hogar; nada si de ninguno se sabe."""
    if np.isnan(hogares.personas).all():
        return []
    return [(Columna("personas", "entero", "Personas del hogar"), enteros(hogares.personas))]


def _quien_es(hogares: HogaresArmados) -> Hechas:
    """El identificador del hogar, la fila para volver a la base y su municipio."""
    cuantos = len(hogares.jefe)
    identidad: tuple[Columna, Any] = (
        Columna("hogar", "entero", "Número del jefe en esta capa: la base no identifica el hogar"),
        np.arange(1, cuantos + 1),
    )
    if hogares.identidades is not None:
        textos = Textos.de_etiquetas(hogares.identidades, np.arange(cuantos))
        identidad = (Columna("hogar", "texto", "Hogar: municipio|ficha|hogar"), textos)
    hechas = [identidad, (Columna("registro", "entero", "Fila del jefe en la base"), hogares.fila)]
    if hogares.municipio is not None:
        propio = hogares.municipio
        municipio = Textos.de_etiquetas(propio.etiquetas, propio.codigos)
        hechas.append((Columna("cod_mpio", "texto", "Municipio"), municipio))
    return hechas


def _del_jefe(entrada: Entrada, hogares: HogaresArmados) -> Hechas:
    """Lo que se sabe del jefe y de dónde vive."""
    hechas: Hechas = []
    if entrada.tiene("clase"):
        rotulo = "1 cabecera, 2 centro poblado, 3 rural disperso"
        hechas.append((Columna("clase", "entero", rotulo), enteros(hogares.clase)))
    if entrada.tiene("zona") or entrada.tiene("clase"):
        rotulo = "1 cabecera, 2 centro poblado y rural disperso"
        hechas.append((Columna("zona", "entero", rotulo), enteros(hogares.zona)))
    if entrada.tiene("rango_edad"):
        rango = _enteros_de(entrada.de("rango_edad"))
        hechas.append((Columna("rango_edad", "entero", "Rango de edad del jefe"), rango))
    if entrada.tiene("edad"):
        # Lo ilegible ya lo anotó quien armó los hogares.
        edad = leer_edades(entrada.de("edad"), Perdidas(hogares.fila))
        hechas.append((Columna("edad_jefe", "entero", "Edad del jefe"), enteros(edad)))
    if entrada.tiene("h_5"):
        hechas.append((Columna("h_5", "entero", "IPM proxy (Sisbén): hogar pobre"),
                       enteros(hogares.h_5)))  # fmt: skip
    if entrada.tiene("sexo"):
        sexo = _enteros_de(entrada.de("sexo"))
        hechas.append((Columna("jefa", "entero", "1 si la jefa es mujer"), (sexo == MUJER) * 1))
    return hechas


def _del_nivel(hogares: HogaresArmados, instrumento: Instrumento) -> Hechas:
    orden = hogares.clasificacion.orden
    letras = [grupo.letra for grupo in instrumento.grupos]
    codigos = Textos.de_etiquetas(("", *instrumento.codigos), orden)
    return [
        (
            Columna("grupo", "texto", "Grupo"),
            Textos.de_etiquetas(letras, instrumento.grupo_de(orden)),
        ),
        (Columna("nivel", "texto", f"Nivel ({instrumento.nombre})"), codigos),
        (Columna("clasificacion", "texto", f"Grupo y nivel ({instrumento.nombre})"), codigos),
        (
            Columna("orden", "entero", "Orden del nivel: 1 es el de menor capacidad"),
            np.ma.masked_array(orden, orden == SIN_ORDEN),
        ),
    ]


def _de_la_medida(hogares: HogaresArmados) -> Hechas:
    """El puntaje y si es pobre, con los pesos y el k del IPM; sin dato si falta una privación."""
    faltan = sin_dato(hogares.marcas, H_5)
    privado = np.stack([la_marca(hogares.marcas, j) == 1 for j in range(H_5)], axis=1)
    pobre = es_pobre(privado, IPM).astype(np.int64)
    return [
        (
            Columna("puntaje", "entero", "Suma de las privaciones, en centésimas"),
            np.ma.masked_array(en_centesimas(puntajes(privado, IPM), IPM), faltan),
        ),
        (
            Columna("pobre", "entero", "1 si el puntaje llega al corte (1/3)"),
            np.ma.masked_array(pobre, faltan),
        ),
    ]


def _por_edad(hogares: HogaresArmados) -> Hechas:
    """Las personas de cada edad que se sabe, y las de edad desconocida."""
    rotulos = documento("edades")["cuentas"]
    hechas: Hechas = [
        (Columna(nombre, "entero", rotulos[nombre]["rotulo"]), cuenta.seguras)
        for nombre, cuenta in hogares.edades.items()
    ]
    if hogares.edades:
        dudosas = next(iter(hogares.edades.values())).dudosas
        hechas.append((Columna("sin_edad", "entero", "Personas de edad desconocida"), dudosas))
    return hechas


def _enteros_de(columna: Leida) -> Any:
    valores = columna.numeros(lambda texto: entero(limpiar(texto)) if limpiar(texto) else np.nan)
    return enteros(np.where(np.isinf(valores), np.nan, valores))
