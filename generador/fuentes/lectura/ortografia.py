"""Nombres de territorios con mayúsculas y minúsculas a partir de los que vienen en MAYÚSCULAS."""

from __future__ import annotations

import re

from generador.fuentes.lectura.rejillas import limpiar

MENORES = {"de", "del", "y", "e"}
ARTICULO = re.compile(r"\bde (La|Las|Los|El)\b")
SEPARADOR = re.compile(r"([\s(/-]+)")
SIN_AIRE = re.compile(r"(?<=\w)(\()")
ROMANO = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
"""Hasta el 39; ningún poblado se llama con una palabra hecha solo de esas letras."""
MARCAS = re.compile(r"\s*(\(ANM\)|\*)\s*$")
"""Notas que el DANE pega al nombre: área no municipalizada y llamada al pie de página."""
DE_CP850 = str.maketrans({c: c.encode("latin-1").decode("cp850") for c in "\x82¡¢£¤¥\x81\x9a"})
"""Las letras con tilde, diéresis o virgulilla de la página 850 leídas como latin-1: «¢» era «ó».

Ninguno de esos signos se usa en el nombre de un lugar."""


def sin_letras_rotas(texto: str) -> str:
    """`texto` con las letras que su archivo escribió en la página 850 y publicó como latin-1.

    «PIÑU¤A» da «PIÑUÑA»: la letra queda en mayúscula si la anterior lo es.
    """
    reparado = texto.translate(DE_CP850)
    return "".join(
        letra.upper() if letra != rota and antes.isupper() else letra
        for antes, rota, letra in zip(" " + reparado, texto, reparado, strict=False)
    )


def nombre_propio(oficial: str, modelo: str) -> str:
    """`oficial` (en mayúsculas) con la escritura de `modelo`, si son el mismo nombre.

    Si difieren en algo más que las mayúsculas (una tilde cuenta) manda el oficial, escrito con la
    regla general: cada palabra con mayúscula inicial salvo «de», «del», «y», «de la»…
    """
    oficial, modelo = limpiar(oficial), sin_marcas(modelo)
    escrito = modelo if modelo.upper() == oficial.upper() else _por_regla(oficial)
    return ARTICULO.sub(lambda hallado: hallado[0].lower(), escrito)


def nombre_de_lugar(oficial: str) -> str:
    """El nombre en mayúsculas de un poblado, con mayúsculas y minúsculas; las tildes que traiga.

    La inicial va también después de un paréntesis, un guion o una barra: «San Jerónimo (Golero)».
    Los números romanos y las siglas con punto no cambian.
    """
    partes = SEPARADOR.split(SIN_AIRE.sub(r" \1", limpiar(oficial)))
    extremos = (0, len(partes) - 1)
    escritas = [_de_lugar(parte, extrema=i in extremos) for i, parte in enumerate(partes)]
    return ARTICULO.sub(lambda hallado: hallado[0].lower(), "".join(escritas))


def _de_lugar(parte: str, *, extrema: bool) -> str:
    if not extrema and parte.lower() in MENORES:
        return parte.lower()
    return parte if ROMANO.fullmatch(parte) else _capital(parte)


def sin_marcas(nombre: str) -> str:
    """El nombre sin «(ANM)» ni asterisco de nota."""
    return MARCAS.sub("", limpiar(nombre))


def _por_regla(oficial: str) -> str:
    return " ".join(
        palabra.lower() if i and palabra.lower() in MENORES else _capital(palabra)
        for i, palabra in enumerate(oficial.split(" "))
    )


def _capital(palabra: str) -> str:
    return palabra if "." in palabra else palabra.capitalize()
