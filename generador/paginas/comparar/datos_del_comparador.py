"""Los datos de la página: uno común y uno por territorio, como guiones que también abren del disco.

El navegador pide solo los de los territorios que se comparan.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import orjson

from generador.cubo.codigos import avisos
from generador.cubo.minimos import PERSONAS_MINIMAS
from generador.disco.arbol import Arbol
from generador.lugares import nbi_por_dentro
from generador.metodos import omision as metodo
from generador.paginas.comparar import centros
from generador.paginas.comparar.columnas_comparadas import de_fila, periodo_de
from generador.paginas.comparar.ejemplos import ejemplos
from generador.paginas.comparar.filas_comparadas import FilaDelComparador, Seccion, secciones
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio
from generador.paginas.herramientas.priorizador import del_censo
from generador.paginas.territorios.graficos import CORTES_IPM
from generador.paginas.territorios.municipio import AREA
from generador.paginas.territorios.secciones import aviso_de_omision, pobreza

COMUNES = "recursos/comparar/datos.js"
NIVELES = {"m": "municipio", "d": "departamento", "n": "nacion"}
DOMINIOS = ("total", "cabecera", "rural")


def comunes(acervo: DatosDelSitio, publico: Arbol) -> None:
    """Escribe qué se compara: secciones, filas, fichas de los indicadores y ejemplos."""
    publico.escribir(COMUNES, _guion("definir", definicion(acervo)))


def de_territorios(acervo: DatosDelSitio, publico: Arbol, codigos: Iterable[str]) -> None:
    """Escribe `territorio/<codigo>/comparar.js`."""
    columnas = [de_fila(acervo, fila) for fila in _filas(acervo).values()]
    filas = list(zip(*columnas, strict=True))
    resumenes = centros.resumenes(acervo)
    for codigo in codigos:
        contenido = {
            **_identidad(acervo, acervo.territorios[codigo]),
            "l": resumenes[codigo],
            "v": filas[acervo.cubo.indice[codigo]],
        }
        publico.escribir(f"territorio/{codigo}/comparar.js", _guion("recibir", codigo, contenido))


def _guion(funcion: str, *argumentos: object) -> bytes:
    """`KitComparar.<funcion>(…)`, sin nada que se pueda ejecutar ni que cierre la etiqueta."""
    escritos = b",".join(orjson.dumps(a, option=orjson.OPT_NON_STR_KEYS) for a in argumentos)
    return b"KitComparar.%s(%s);\n" % (funcion.encode(), escritos.replace(b"<", b"\\u003c"))


def _filas(acervo: DatosDelSitio) -> dict[str, FilaDelComparador]:
    """Cada columna una vez, aunque salga en dos secciones."""
    return {f.columna + f.forma: f for s in secciones(acervo) for f in s.filas}


def _identidad(acervo: DatosDelSitio, t: Territorio) -> dict[str, Any]:
    """Quién es, a cuántos no contó el censo, con quién se parece y con quién limita."""
    es_municipio = t.nivel == "municipio"
    suyo = aviso_de_omision.aviso(acervo, t.codigo)
    return {
        "n": t.nombre,
        "d": t.nombre_departamento if es_municipio else "",
        "o": [aviso_de_omision.aviso(acervo, t.codigo, dominio).clase for dominio in DOMINIOS],
        "f": suyo.frase,
        "a": [*avisos(t.codigo), *([AREA] if t.es_area else [])],
        "c": list(acervo.parecidos[t.codigo].codigos) if es_municipio else [],
        "m": pobreza.sin_comparables(acervo, t.codigo) if es_municipio else "",
        "w": [v.codigo for v in acervo.topologia.vecinos[t.codigo]] if es_municipio else [],
    }


def definicion(acervo: DatosDelSitio) -> dict[str, Any]:
    """Lo común: el orden de las columnas, qué filas trae cada sección y qué es cada indicador."""
    filas = _filas(acervo)
    lugar = {llave: n for n, llave in enumerate(filas)}
    propias = {f.indicador for f in filas.values()}
    return {
        "secciones": [_seccion(acervo, s, lugar) for s in secciones(acervo)],
        "fichas": {i: _ficha(acervo, i, propias) for i in sorted(propias)},
        "periodos": {
            f.indicador: acervo.cubo.periodos(f.indicador)
            for f in filas.values()
            if f.periodo == "serie"
        },
        "censos": acervo.cubo.periodos("nbi"),
        "hoy": acervo.vigente("poblacion"),
        "lecturas": acervo.catalogo["nbi_cambio_lectura"].categorias,
        "base": acervo.vigente("ipc_promedio"),
        "solo_contados": metodo.SOLO_CONTADOS,
        "con_cautela": metodo.CON_CAUTELA,
        "visible": metodo.ALTA,
        "leve": metodo.LEVE,
        "corte_leve": round(100 * metodo.CORTES[0]),
        "minimo": PERSONAS_MINIMAS,
        "fuente_de_centros": nbi_por_dentro.FUENTE,
        "titulo_de_centros": acervo.fuentes[nbi_por_dentro.FUENTE].titulo,
        "histograma": _histograma(acervo),
        "cortes": CORTES_IPM,
        "ejemplos": ejemplos(acervo),
        "fuentes": {f: acervo.fuentes[f].titulo for f in _fuentes(acervo, propias)},
    }


def _seccion(acervo: DatosDelSitio, seccion: Seccion, lugar: dict[str, int]) -> dict[str, Any]:
    return {
        "id": seccion.id,
        "titulo": seccion.titulo,
        "filas": [
            {
                "i": f.indicador,
                "z": f.dominio,
                "p": periodo_de(acervo, f),
                "r": int(f.resta),
                "f": f.forma,
                "d": acervo.catalogo[f.indicador].decimales if f.decimales is None else f.decimales,
                "v": lugar[f.columna + f.forma],
            }
            for f in seccion.filas
        ],
    }


def _ficha(acervo: DatosDelSitio, indicador: str, propias: set[str]) -> dict[str, Any]:
    """Lo que el catálogo dice de un indicador y con cuáles de los de la página no se compara."""
    una = acervo.catalogo[indicador]
    return {
        "nombre": acervo.catalogo[una.constante_de].corto if una.constante_de else una.corto,
        "definicion": una.definicion,
        "unidad": una.simbolo,
        "avisos": una.advertencias,
        "no_con": [acervo.catalogo[i].corto for i in una.no_comparar_con if i in propias],
        "fuentes": _fuentes(acervo, {indicador}),
        "censal": int(del_censo(acervo.catalogo, indicador)),
        "del_kit": int(indicador in acervo.agregados and bool(una.pondera)),
        "niveles": _niveles(acervo, indicador),
    }


def _niveles(acervo: DatosDelSitio, indicador: str) -> str:
    """En qué niveles hay alguna cifra: «mdn», «m», «dn»…"""
    cubo = acervo.cubo
    hay = np.zeros(len(cubo.territorios), bool)
    for periodo in cubo.periodos(indicador):
        hay |= np.isfinite(cubo.columnas[indicador, "total", periodo])
    con_dato = {acervo.territorios[cubo.territorios[i]].nivel for i in np.flatnonzero(hay)}
    return "".join(letra for letra, nivel in NIVELES.items() if nivel in con_dato)


def _fuentes(acervo: DatosDelSitio, indicadores: set[str]) -> list[str]:
    """Las de los archivos de que salen, también los de un cálculo del kit."""
    halladas: dict[str, None] = {}
    for indicador in sorted(indicadores):
        una = acervo.catalogo[indicador]
        de = (*una.derivado_de, *((una.constante_de,) if una.constante_de else ()))
        if una.fuente in acervo.fuentes:
            halladas[una.fuente] = None
        for otra in _fuentes(acervo, set(de)) if de else ():
            halladas[otra] = None
    return list(halladas)


def _histograma(acervo: DatosDelSitio, paso: int = 5) -> list[int]:
    """Cuántos municipios hay en cada tramo de la incidencia, de 0 a 100."""
    valores = acervo.municipal("ipm_censal")
    cuentas, _ = np.histogram(valores[np.isfinite(valores)], np.arange(0, 100 + paso, paso))
    return [int(cuantos) for cuantos in cuentas]
