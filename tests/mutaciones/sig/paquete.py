"""La familia del paquete de veredas: lo que no sale de los conteos redondeados no entra."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.paquete.caja import de_zip, en_zip
from generador.metodos.paquete.comprobar import comprobar
from tests.metodos.paquete import datos
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.errores import juzgar_excepcion

FAMILIA = "veredas"
VECES = 8
Piezas = dict[str, bytes]
Dano = Callable[[bytes, random.Random], bytes]


def _cifra(octetos: bytes, azar: random.Random) -> bytes:
    """Otra cifra en vez de una de las que hay."""
    donde = [i for i, o in enumerate(octetos) if chr(o).isdigit()]
    i = azar.choice(donde)
    otra = azar.choice([c for c in b"0123456789" if c != octetos[i]])
    return octetos[:i] + bytes([otra]) + octetos[i + 1 :]


def _renglon(octetos: bytes, azar: random.Random) -> bytes:
    renglones = octetos.split(b"\n")
    return b"\n".join(r for i, r in enumerate(renglones) if i != azar.randrange(len(renglones) - 1))


DANOS: dict[str, Dano] = {
    "cifra": _cifra,
    "sin-un-renglon": _renglon,
    "cortada": lambda o, a: o[: a.randrange(1, len(o))],
    "vacia": lambda _o, _a: b"",
    "basura": lambda o, a: a.randbytes(min(len(o), 3000)),
    "con-bom": lambda o, _a: b"\xef\xbb\xbf" + o,
    "con-cr": lambda o, _a: o.replace(b"\n", b"\r\n"),
    "latin-1": lambda o, _a: o.decode("utf-8").encode("latin-1", "replace"),
    "con-nulo": lambda o, a: (i := a.randrange(len(o))) * b"" + o[:i] + b"\0" + o[i:],
    "otra-comilla": lambda o, _a: o.replace(b'"', b"'"),
}
DE_CIFRAS = ("tabla.csv", "territorios.geojson")
# Lo que declara quien publica o dice con qué se hizo.
LIBRES = {"corte", "fecha", "fuente", "hecho_con", "huella_de_clave", "municipio", "version"}
# Del manifiesto: una llave que se quita o que dice otra cosa.
OTRA_COSA: tuple[object, ...] = (None, "", 0, -1, "<script>", [], {}, "9" * 5000, True)


def entradas() -> Iterator[Entrada]:
    """Cada pieza con cada daño, con su huella vieja y con la de quien falsifica; y el zip."""
    for pieza in sorted(limpias()):
        for nombre in DANOS:
            for numero in range(1, VECES + 1):
                yield Entrada(FAMILIA, pieza, nombre, numero)
                yield Entrada(FAMILIA, pieza, f"{nombre}-con-su-huella", numero)
    for llave in sorted(json.loads(limpias()["manifiesto.json"])):
        for numero in range(len(OTRA_COSA) + 1):
            yield Entrada(FAMILIA, "manifiesto", llave, numero)
    for nombre in ("cortada", "basura", "vacia", "cifra"):
        for numero in range(1, VECES + 1):
            yield Entrada(FAMILIA, "zip", nombre, numero)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor."""
    yield _correr


@cache
def limpias() -> Piezas:
    """Un paquete que se recibe."""
    return datos.paquete()


def _correr(entrada: Entrada, _carpeta: Path) -> Veredicto:
    try:
        danadas = _danadas(entrada)
        recibido = comprobar(danadas)
    except ErrorDeMetodo as error:
        return juzgar_excepcion(error)
    return _recibido(entrada, danadas, recibido.octetos)


def _recibido(entrada: Entrada, danadas: Piezas, escritas: Mapping[str, bytes]) -> Veredicto:
    """De lo que se recibió: si es lo mismo, si nadie podía saberlo, o si pasó callado."""
    buenas = limpias()
    antes, ahora = (json.loads(p["manifiesto.json"]) for p in (buenas, danadas))
    cambian = {n for n in antes if antes[n] != ahora.get(n)}
    misma_tabla = danadas["tabla.csv"] == buenas["tabla.csv"]
    iguales = all(danadas[n] == buenas[n] for n in DE_CIFRAS)
    renglones = [set(p["tabla.csv"].split(b"\n")) for p in (danadas, buenas)]
    # De la primera que sea cierta, su veredicto.
    posibles = (
        (iguales and cambian <= {"piezas"}, Clase.IGUAL, ""),
        (iguales and cambian <= LIBRES, Clase.DECLARADO, "lo dice quien publica"),
        (misma_tabla and entrada.sujeto == "territorios.geojson", Clase.DECLARADO,
         "de dónde sale un polígono no se sabe desde afuera"),
        (renglones[0] < renglones[1], Clase.DECLARADO, "puede no traer el total: nada es falso"),
        (escritas != danadas, Clase.IGUAL, "se recibe lo que se vuelve a escribir"),
    )  # fmt: skip
    hallado = next(((c, d) for cierta, c, d in posibles if cierta), None)
    return Veredicto(*(hallado or (Clase.CALLADA, f"no es el paquete que se hizo: {cambian}")))


def _danadas(entrada: Entrada) -> Piezas:
    azar, operador = entrada.azar, entrada.operador
    if entrada.sujeto == "zip":
        return de_zip(DANOS[operador](en_zip(limpias()), azar))
    if entrada.sujeto == "manifiesto":
        manifiesto = json.loads(limpias()["manifiesto.json"])
        if entrada.numero < len(OTRA_COSA):
            manifiesto[operador] = OTRA_COSA[entrada.numero]
        else:
            del manifiesto[operador]
        escrito = json.dumps(manifiesto, ensure_ascii=False).encode()
        return {**limpias(), "manifiesto.json": escrito}
    nombre = operador.removesuffix("-con-su-huella")
    piezas = {**limpias(), entrada.sujeto: DANOS[nombre](limpias()[entrada.sujeto], azar)}
    falsifica = nombre != operador and entrada.sujeto != "manifiesto.json"
    return datos.con_huellas(piezas) if falsifica else piezas
