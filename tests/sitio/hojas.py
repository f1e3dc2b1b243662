"""Lo que dice cada hoja de un PDF de Chromium: sus flujos traen el texto por número de letra."""

from __future__ import annotations

import re
import zlib

_OBJETO = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.S)
_FLUJO = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_TRAZO = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")


def hojas(pdf: bytes) -> list[str]:
    """El texto de cada hoja, en el orden del documento y sin espacios entre trozos."""
    objetos = {int(n): cuerpo for n, cuerpo in _OBJETO.findall(pdf)}
    paginas = [c for c in objetos.values() if re.search(rb"/Type /Page\b", c)]
    return [_texto(objetos, pagina) for pagina in paginas]


def _texto(objetos: dict[int, bytes], pagina: bytes) -> str:
    letras = {f: _letras(objetos, int(n)) for f, n in re.findall(rb"/(F\d+) (\d+) 0 R", pagina)}
    contenido = re.search(rb"/Contents (\d+) 0 R", pagina)
    assert contenido, "una hoja sin contenido"
    dicho, actual = [], dict[int, str]()
    for fuente, cifras in _TRAZO.findall(_flujo(objetos[int(contenido[1])])):
        if fuente:
            actual = letras.get(fuente, {})
        else:
            dicho += [actual.get(int(cifras[i : i + 4], 16), "") for i in range(0, len(cifras), 4)]
    return "".join(dicho)


def _flujo(objeto: bytes) -> bytes:
    hallado = _FLUJO.search(objeto)
    assert hallado
    if b"FlateDecode" not in objeto:
        return hallado[1]
    # Si la suma del final acaba en un salto de línea, el patrón se lo come: sobra para leer.
    return zlib.decompressobj().decompress(hallado[1])


def _letras(objetos: dict[int, bytes], fuente: int) -> dict[int, str]:
    """Número de letra → lo que se lee, de la tabla ToUnicode de la fuente."""
    tabla = re.search(rb"/ToUnicode (\d+)", objetos[fuente])
    if not tabla:
        return {}
    texto, letras = _flujo(objetos[int(tabla[1])]), dict[int, str]()
    for bloque in re.findall(rb"beginbfchar(.*?)endbfchar", texto, re.S):
        for numero, letra in re.findall(rb"<(\w+)> <(\w+)>", bloque):
            letras[int(numero, 16)] = bytes.fromhex(letra.decode()).decode("utf-16-be")
    for bloque in re.findall(rb"beginbfrange(.*?)endbfrange", texto, re.S):
        for desde, hasta, letra in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", bloque):
            for i in range(int(desde, 16), int(hasta, 16) + 1):
                letras[i] = chr(int(letra, 16) + i - int(desde, 16))
    return letras
