"""Los datos de las herramientas web: guiones con reglas, municipios y mapa."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from generador.escritura import escribir_texto
from generador.herramientas import sinteticos
from generador.mapas.localizador import mapa_nacional
from generador.metodos.instrumento import Instrumento
from generador.paginas.acervo import Acervo

Columna = Sequence[float | None]
CARPETA = "recursos/herramientas/datos"
REGLAS = Path(__file__).resolve().parent.parent / "herramientas" / "reglas"
INSTRUMENTOS = Path(__file__).resolve().parent.parent / "metodos" / "datos" / "instrumentos.json"
ANIO_POBLACION = "2026"
PREFIJO_PRIVACION = "priv_"
# Los indicadores que sirven para ordenar municipios; `None` es el último periodo de la fuente.
PRIORIZABLES: tuple[tuple[str, str | None], ...] = (
    ("ipm_censal", None), ("personas_pobreza", None), ("brecha_rural_cabecera", None),
    ("pm_municipal_2024", None), ("nbi", None), ("nbi_miseria", None),
    ("priv_analfabetismo", None), ("priv_bajo_logro_educativo", None),
    ("priv_inasistencia_escolar", None), ("priv_rezago_escolar", None),
    ("priv_primera_infancia", None), ("priv_trabajo_infantil", None),
    ("priv_dependencia_economica", None), ("priv_trabajo_informal", None),
    ("priv_aseguramiento_salud", None), ("priv_barreras_salud", None), ("priv_agua", None),
    ("priv_excretas", None), ("priv_pisos", None), ("priv_paredes", None),
    ("priv_hacinamiento", None), ("poblacion", ANIO_POBLACION), ("poblacion_rural", None),
    ("mdm", None), ("mdm_gestion", None), ("mdm_resultados", None), ("mdm_ingresos_propios", None),
    ("mdm_mortalidad_infantil", None), ("valor_agregado_por_habitante", None),
)  # fmt: skip


def guion(nombre: str, contenido: object) -> str:
    """`KIT_DATOS["nombre"] = …` sin nada que se pueda ejecutar ni que cierre la etiqueta."""
    datos = orjson.dumps(contenido, option=orjson.OPT_NON_STR_KEYS).decode().replace("</", "<\\/")
    return f'(window.KIT_DATOS = window.KIT_DATOS || {{}})["{nombre}"] = {datos};\n'


def reglas() -> dict[str, Any]:
    """Cada archivo de reglas por su nombre, y los instrumentos de focalización del método."""
    leidas = {ruta.stem: orjson.loads(ruta.read_bytes()) for ruta in sorted(REGLAS.glob("*.json"))}
    return {**leidas, "instrumentos": orjson.loads(INSTRUMENTOS.read_bytes())["instrumentos"]}


def referencia(acervo: Acervo) -> dict[str, Any]:
    """Lo que las herramientas dicen del municipio elegido.

    `municipios` va de código a población, categoría, grupo de capacidades, desempeño, PDET e
    incidencia de cada privación censal (en el orden de `privaciones`); None es «sin dato».
    """
    ids = [i for i in acervo.catalogo if i.startswith(PREFIJO_PRIVACION)]
    privaciones = [_columna(acervo, i) for i in ids]
    campos: dict[str, Columna] = {
        "poblacion": _columna(acervo, "poblacion", ANIO_POBLACION),
        "categoria": _enteros(acervo, "categoria_ley617"),
        "grupo": _enteros(acervo, "mdm_grupo"),
        "mdm": _columna(acervo, "mdm"),
        "gestion": _columna(acervo, "mdm_gestion"),
        "icld": _columna(acervo, "ley617_icld"),
        "gasto": _columna(acervo, "ley617_gasto"),
        "pg": _columna(acervo, "sgp_proposito_general"),
        "pg_menores": _columna(acervo, "sgp_pg_menores"),
    }
    municipios = {
        codigo: {
            **{campo: columna[i] for campo, columna in campos.items()},
            "priv": [columna[i] for columna in privaciones],
        }
        for i, codigo in enumerate(acervo.municipios)
    }
    return {
        "privaciones": ids,
        "nombres": {i: acervo.catalogo[i].corto for i in ids},
        "categorias": acervo.catalogo["categoria_ley617"].categorias,
        "grupos": acervo.catalogo["mdm_grupo"].categorias,
        "periodos": {
            "poblacion": ANIO_POBLACION,
            "categoria": acervo.cubo.ultimo("categoria_ley617"),
            "mdm": acervo.cubo.ultimo("mdm"),
            "icld": acervo.cubo.ultimo("ley617_icld"),
            "pg": acervo.cubo.ultimo("sgp_proposito_general"),
        },
        "medianas": _medianas(acervo),
        "municipios": municipios,
    }


def _medianas(acervo: Acervo) -> dict[int, dict[str, float]]:
    """Mediana del desempeño (MDM y su gestión) por grupo de capacidades, y cuántos municipios."""
    grupo = _enteros(acervo, "mdm_grupo")
    salida: dict[int, dict[str, float]] = {}
    for numero in sorted({g for g in grupo if g is not None}):
        de_este = [i for i, g in enumerate(grupo) if g == numero]
        salida[numero] = {"municipios": len(de_este)}
        for indicador in ("mdm", "mdm_gestion"):
            columna = _columna(acervo, indicador)
            salida[numero][indicador] = _mediana(columna[i] for i in de_este)
    return salida


def _mediana(valores: Iterable[float | None]) -> float:
    orden = sorted(v for v in valores if v is not None)
    mitad = len(orden) // 2
    return round((orden[mitad] + orden[~mitad]) / 2, 4)


def priorizador(acervo: Acervo) -> dict[str, Any]:
    """Indicadores con su ficha y su columna municipal, y lo que sirve para filtrar."""
    return {
        "municipios": [
            [c, acervo.territorios[c].nombre, acervo.territorios[c].nombre_departamento]
            for c in acervo.municipios
        ],
        "poblacion": _columna(acervo, "poblacion", ANIO_POBLACION),
        "categoria": _enteros(acervo, "categoria_ley617"),
        "categorias": acervo.catalogo["categoria_ley617"].categorias,
        "pdet": [int(v is not None) for v in _enteros(acervo, "pdet_subregion")],
        "indicadores": [_ficha(acervo, i, periodo) for i, periodo in PRIORIZABLES],
    }


def _ficha(acervo: Acervo, indicador: str, periodo: str | None) -> dict[str, Any]:
    ficha = acervo.catalogo[indicador]
    return {
        "id": indicador,
        "nombre": ficha.corto,
        "definicion": ficha.definicion,
        "unidad": ficha.simbolo,
        "decimales": ficha.decimales,
        "mayor_primero": ficha.sentido != "mas_es_mejor",
        "periodo": periodo or acervo.cubo.ultimo(indicador),
        "fuente": acervo.fuentes[ficha.fuente].titulo if ficha.fuente in acervo.fuentes else "Kit",
        "tema": ficha.tema,
        "valores": _columna(acervo, indicador, periodo),
    }


@cache
def _columna(acervo: Acervo, indicador: str, periodo: str | None = None) -> list[float | None]:
    """Valores municipales con los decimales del catálogo; None donde no hay dato."""
    valores = acervo.municipal(indicador, "total", periodo or acervo.cubo.ultimo(indicador))
    decimales = acervo.catalogo[indicador].decimales
    return [None if math.isnan(v) else round(v, decimales) for v in valores.tolist()]


def _enteros(acervo: Acervo, indicador: str) -> list[int | None]:
    return [None if v is None else int(v) for v in _columna(acervo, indicador)]


def mapa(acervo: Acervo) -> dict[str, Any]:
    """El país por municipio: un trazo SVG por código, el contorno departamental y el recuadro."""
    pais = mapa_nacional(acervo.topologia, {})
    return {
        "ancho": pais.ancho,
        "alto": pais.alto,
        "formas": {codigo: forma.d for codigo, forma in pais.formas.items()},
        "contorno": pais.contorno,
        "recuadros": [list(r[:4]) for r in pais.recuadros],
    }


def hogares_sinteticos() -> str:
    """El CSV inventado con que empieza el simulador."""
    sisben = orjson.loads(INSTRUMENTOS.read_bytes())["instrumentos"][0]
    return sinteticos.base(Instrumento.de_datos(sisben).codigos)


def escribir(acervo: Acervo, publico: Path) -> None:
    """Deja un guion por conjunto de datos en la carpeta del sitio."""
    propios = {
        "referencia": referencia(acervo), "priorizador": priorizador(acervo), "mapa": mapa(acervo),
        "hogares_sinteticos": hogares_sinteticos(),
    }  # fmt: skip
    for nombre, contenido in {**reglas(), **propios}.items():
        escribir_texto(publico / CARPETA / f"{nombre}.js", guion(nombre, contenido))
