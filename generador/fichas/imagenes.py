"""La imagen con que se comparte un enlace: una por departamento y la del país, con sus dos cifras.

La llevan la página del departamento, las de sus municipios y, con la del país, la portada. Su
dirección tiene que ser completa: sin dirección pública no se hacen. Como el botón de la ficha, la
página se construye con una marca que solo se cambia cuando la imagen ya está.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson
from markupsafe import escape
from PIL import Image

from generador.disco.escritura import escribir_bytes, escribir_texto
from generador.fichas import colores, fichas_guardadas, mapas
from generador.fichas.taller import Taller
from generador.paginas.datos_del_sitio import NACION
from generador.paginas.territorios.contexto_comun import Comun
from generador.paginas.territorios.departamento import contexto_departamento
from generador.paginas.territorios.nacion import contexto_nacion

ARCHIVO = "imagen.png"
MARCA = f"<!-- {ARCHIVO} -->"
ANCHO, ALTO = 1200, 630
COLORES = 128
"""Los que quedan en la imagen: el dibujo es de tintas planas, y así pesa la tercera parte."""
DE_QUE = {NACION: "Pobreza por departamento", "11": "Distrito Capital"}


def dicho(comun: Comun, codigo: str) -> bytes:
    """El JSON con lo que la imagen dice, que es lo de la página."""
    t = comun.acervo.territorios[codigo]
    del_pais = codigo == NACION
    ya = (contexto_nacion if del_pais else contexto_departamento)(comun, codigo)
    mapa = mapas.pais(comun) if del_pais else mapas.departamento(comun, codigo)
    return orjson.dumps(
        {
            "nombre": t.nombre,
            "de": DE_QUE.get(codigo, "Departamento de Colombia"),
            "tarjetas": [_censal(ya), _monetaria(ya)],
            "mapa": {cual: mapa[cual] for cual in ("svg", "ancho", "alto")},
            "colores": colores.leer(),
        },
        option=orjson.OPT_SORT_KEYS,
    )


def _censal(ya: dict[str, Any]) -> dict[str, str]:
    return {
        "medida": "ipm",
        "titulo": "Pobreza multidimensional",
        "cifra": f"{ya['pobreza']['cifra']}\u00a0%",
        "nota": f"Promedio del kit, censo {ya['anio'].ipm_censal}",
    }


def _monetaria(ya: dict[str, Any]) -> dict[str, str]:
    una = ya["resumen"]["monetaria"]
    return {
        "medida": "mon",
        "titulo": "Pobreza monetaria",
        "cifra": una["cifra"],
        "nota": f"Encuesta de hogares, {una['anio']}",
    }


def hacer(comun: Comun, salida: Path, codigos: Iterable[str], donde: Path) -> list[int]:
    """Deja las de los departamentos de `codigos` y la del país, y devuelve cuánto pesa cada una.

    Nada, si el sitio no tiene dirección pública. Lo que no cambió se toma de `donde`.
    """
    if not comun.url:
        return []
    deptos = list(dict.fromkeys([NACION, *(codigo[:2] for codigo in codigos)]))
    taller: Taller[tuple[str, bytes], int] = Taller()

    def una(pedido: tuple[str, bytes]) -> int:
        codigo, contenido = pedido
        guardada = fichas_guardadas.ruta(f"imagen-{codigo}", contenido, donde)
        png = fichas_guardadas.leer(guardada)
        if png is None:
            with taller.imprenta() as imprenta:
                png = liviana(imprenta.dibujar(comun.acervo.territorios[codigo].nombre, contenido))
            fichas_guardadas.guardar(guardada, png)
        escribir_bytes(_ruta(salida, codigo), png)
        return len(png)

    hechas = taller.hacer(((codigo, dicho(comun, codigo)) for codigo in deptos), una)
    _enlazar(comun, salida, codigos)
    return hechas


def liviana(png: bytes) -> bytes:
    """La misma imagen con `COLORES` colores y sin transparencia."""
    salida = io.BytesIO()
    with Image.open(io.BytesIO(png)) as abierta:
        plana = abierta.convert("RGB").quantize(COLORES, dither=Image.Dither.NONE)
        plana.save(salida, "PNG", optimize=True)
    return salida.getvalue()


def _ruta(salida: Path, codigo: str) -> Path:
    return salida / "territorio" / codigo / ARCHIVO


def _enlazar(comun: Comun, salida: Path, codigos: Iterable[str]) -> None:
    """Pone la imagen en las páginas que la llevan."""
    for pagina, codigo in _paginas(salida, codigos):
        html = pagina.read_text("utf-8")
        con_imagen = poner(html, comun, codigo)
        if con_imagen != html:
            escribir_texto(pagina, con_imagen)


def _paginas(salida: Path, codigos: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Cada página con el código de su imagen."""
    yield salida / "index.html", NACION
    for codigo in dict.fromkeys([NACION, *codigos]):
        yield salida / "territorio" / codigo / "index.html", codigo[:2]


def poner(pagina: str, comun: Comun, codigo: str) -> str:
    """La página con la imagen de `codigo` en lugar de su marca."""
    if MARCA not in pagina:
        return pagina
    nombre = comun.acervo.territorios[codigo].nombre
    return pagina.replace(
        MARCA,
        f'<meta property="og:image" content="{comun.url}territorio/{codigo}/{ARCHIVO}">'
        f'<meta property="og:image:width" content="{ANCHO}">'
        f'<meta property="og:image:height" content="{ALTO}">'
        '<meta property="og:image:alt" '
        f'content="Pobreza en {escape(nombre)}: dos cifras y un mapa">'
        '<meta name="twitter:card" content="summary_large_image">',
    )
