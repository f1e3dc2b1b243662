"""Lo que el buscador del sitio halla, en dos guiones: así también abre sin servidor.

`recursos/municipios.js` trae los territorios con sus otros nombres y cuánta gente son, que ordena
los homónimos; `recursos/contenidos.js`, los centros poblados, los indicadores, las guías y las
normas. Ninguno viaja con la página: se piden al tocar el campo.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from generador.cubo import codigos as codigos_del_kit
from generador.disco import cache
from generador.disco.escritura import escribir_texto
from generador.errores import ErrorDeDatos, Lugar
from generador.lugares.nbi_por_dentro import CENTRO
from generador.normas.tabla_de_normas import normas
from generador.paginas import llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.secciones_de_las_guias import SeccionDeGuia, corto
from generador.rutas import TEMPORAL

TERRITORIOS = "recursos/municipios.js"
CONTENIDOS = "recursos/contenidos.js"
CARPETA = TEMPORAL / "centros"
ALIAS = Path(__file__).with_name("alias_de_busqueda.csv")


def escribir(
    acervo: DatosDelSitio,
    publico: Path,
    codigos: tuple[str, ...],
    secciones: Iterable[SeccionDeGuia],
) -> None:
    """Deja los dos guiones en la carpeta del sitio, con lo que en ella hay."""
    escribir_texto(publico / TERRITORIOS, _guion("KIT_TERRITORIOS", territorios(acervo, codigos)))
    escribir_texto(
        publico / CONTENIDOS, _guion("KIT_CONTENIDOS", contenidos(acervo, codigos, secciones))
    )


def territorios(acervo: DatosDelSitio, codigos: tuple[str, ...]) -> list[list[Any]]:
    """`[código, nombre, departamento, personas, [otros nombres]]` de cada territorio."""
    otros = otros_nombres()
    return [
        [
            c,
            t.nombre,
            t.nombre_departamento if t.nivel == "municipio" else "",
            _personas(acervo, c),
            sorted(otros[c] - {t.nombre}),
        ]
        for c in codigos
        if (t := acervo.territorios[c])
    ]


def _personas(acervo: DatosDelSitio, codigo: str) -> int:
    personas = acervo.valor("poblacion", codigo)
    return 0 if np.isnan(personas) else round(personas)


def otros_nombres() -> dict[str, set[str]]:
    """Con qué otros nombres se busca cada territorio: los de uso y el de su cabecera."""
    otros: dict[str, set[str]] = defaultdict(set)
    for codigo, alias in leer_alias():
        otros[codigo].add(alias)
    return otros


def leer_alias(ruta: Path = ALIAS) -> list[tuple[str, str]]:
    """Pares (código, otro nombre); ErrorDeDatos si uno no es de ningún territorio."""
    with ruta.open(encoding="utf-8", newline="") as archivo:
        filas = [(f["codigo"], f["alias"]) for f in csv.DictReader(archivo)]
    conocidos = set(codigos_del_kit.territorios())
    for numero, (codigo, _) in enumerate(filas, start=2):
        if codigo not in conocidos:
            raise ErrorDeDatos(
                "no es un código de territorio",
                lugar=Lugar(ruta.name, None, numero, "codigo"),
                valor=codigo,
                que_hacer="use el de la DIVIPOLA, con su cero",
            )
    return filas


def contenidos(
    acervo: DatosDelSitio, codigos: tuple[str, ...], secciones: Iterable[SeccionDeGuia]
) -> Mapping[str, list[list[Any]]]:
    """Lo demás, por clase: `[título, detalle, dirección, texto]`.

    Un centro poblado es `[nombre, municipio, personas]`: su dirección es la de su municipio.
    """
    return {
        "centros": _centros(acervo, set(codigos)),
        "indicadores": [
            [
                i.largo,
                tema.titulo,
                f"indicador/{i.id}/index.html",
                f"{i.corto}. {corto(i.definicion)}",
            ]
            for tema in acervo.temas
            for i in tema.indicadores
        ],
        "guias": [[s.titulo, s.pagina, s.direccion, s.texto] for s in secciones],
        "normas": [
            [n.cita, "", f"datos/normas.html#{n.id}", corto(n.que_dice)] for n in normas().values()
        ],
    }


def _centros(acervo: DatosDelSitio, publicados: set[str]) -> list[list[Any]]:
    return [centro for centro in _todos_los_centros(acervo) if centro[1] in publicados]


def _todos_los_centros(acervo: DatosDelSitio, donde: Path = CARPETA) -> list[list[Any]]:
    """Los del país, guardados: leer su tabla solo para esto es un décimo de la construcción."""
    if not acervo.identidad:
        return _leidos(acervo)
    guardado = donde / f"{llave.de(acervo)}.json"
    try:
        centros: list[list[Any]] = orjson.loads(cache.leer_sellado(guardado))
    except (OSError, ValueError):
        centros = _leidos(acervo)
        cache.guardar_sellado(guardado, orjson.dumps(centros))
    return centros


def _leidos(acervo: DatosDelSitio) -> list[list[Any]]:
    nbi = acervo.nbi_por_lugar
    filas = zip(nbi.clases, nbi.nombres, nbi.tabla.territorios, nbi.personas.tolist(), strict=True)
    return [
        [nombre, municipio, int(personas)]
        for clase, nombre, municipio, personas in filas
        if clase == CENTRO
    ]


def _guion(nombre: str, valor: object) -> str:
    """`window.<nombre> = …`, sin nada que se pueda ejecutar."""
    lista = orjson.dumps(valor).decode().replace("<", "\\u003c")
    return f"window.{nombre} = {lista};\n"
