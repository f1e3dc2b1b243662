"""La bitácora de lo publicado: rehúsa la tercera resta que aísla al mismo grupo de hogares.

Dos territorios cuyos hogares difieren en menos de 10 dejan despejar al grupo que los separa, y ese
grupo tiene una firma: la diferencia de sus sumas de llaves. Un ruido acotado aguanta dos restas;
con muchas se promedia. La bitácora no guarda hogares; sí tamaños exactos, así que es privada.

El archivo es texto con tabuladores: un encabezado, un renglón por territorio y un cierre que dice
cuántos son, para que un archivo cortado no pase por entero.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Union

import numpy as np

from ..azar import Palabras
from ..errores import ErrorDeMetodo
from ..tablas import documento
from ..tipos import Enteros, Logicos

Renglon = dict[str, Union[str, int]]

# La forma del archivo es un dato: el navegador escribe la misma bitácora.
FORMA: dict[str, Any] = documento("publicable")["bitacora"]
ARCHIVO: str = FORMA["archivo"]
MAXIMO_DE_REPETICIONES: int = FORMA["maximo_de_repeticiones"]
DIFERENCIA_QUE_SE_MIRA: int = FORMA["diferencia_que_se_mira"]
ENCABEZADO: str = FORMA["encabezado"]
FORMAS: dict[str, str] = FORMA["campos"]
CAMPOS = tuple(FORMAS)
ENTEROS: list[str] = FORMA["enteros"]
CIERRE: str = FORMA["cierre"]
QUE_HACER_SI_ESTA_DANADA = (
    "recupérela de su copia de seguridad; si la borra, el kit deja de saber qué se publicó"
)


def autorizar(
    anteriores: Sequence[Mapping[str, object]], nuevos: Sequence[Mapping[str, object]]
) -> list[Mapping[str, object]]:
    """Los renglones nuevos que hay que anotar; ErrorDeMetodo si no se debe publicar.

    Lo ya publicado, con la misma suma y los mismos hogares, sale idéntico y no se anota otra vez.
    Se rehúsa si la huella de la clave es otra, si el mismo territorio ya salió con otra base de
    redondeo o si el mismo grupo de hogares quedaría aislado por tercera vez.
    """
    _comprobar_huellas(anteriores, nuevos)
    base_de = {_territorio(r): r["redondeo"] for r in anteriores}
    por_anotar = {}
    for renglon in nuevos:
        if base_de.get(_territorio(renglon), renglon["redondeo"]) != renglon["redondeo"]:
            raise ErrorDeMetodo(
                "un territorio con los mismos hogares ya se publicó redondeado a base "
                f"{base_de[_territorio(renglon)]}",
                que_hacer="publique con la base de antes: las dos juntas revelan el conteo exacto",
            )
        if _territorio(renglon) not in base_de:
            por_anotar[_territorio(renglon)] = renglon
    veces = repeticiones(list(por_anotar.values()), anteriores)
    aislados = sum(n > MAXIMO_DE_REPETICIONES for n in veces.values())
    if aislados:
        grupos, quedan = ("un mismo grupo", "quedaría aislado")
        if aislados > 1:
            grupos, quedan = (f"{aislados} mismos grupos", "quedarían aislados")
        raise ErrorDeMetodo(
            f"{grupos} de menos de {DIFERENCIA_QUE_SE_MIRA} hogares {quedan} por tercera vez: "
            "restando lo ya publicado se podría saber qué tienen",
            que_hacer="publique con el filtro o los polígonos de una salida anterior, o use la "
            "versión interna",
        )
    return list(por_anotar.values())


def repeticiones(
    nuevos: Sequence[Mapping[str, object]], anteriores: Sequence[Mapping[str, object]] = ()
) -> Counter[str]:
    """Cuántos pares de territorios dan cada firma que toca a un nuevo, {firma: veces}, desde dos.

    Firma de un par con sumas distintas y menos de 10 hogares de diferencia: la menor de S_a − S_b
    y S_b − S_a, módulo 2⁶⁴, en hexadecimal. Los pares de anteriores solo cuentan si repiten una:
    así una bitácora de años no se guarda en la memoria.
    """
    es_nuevo = {_territorio(r): True for r in nuevos}
    distintos = sorted(
        {_territorio(r): False for r in anteriores} | es_nuevo, key=lambda t: (t[1], t[0])
    )
    territorios = _Territorios(
        np.array([suma for suma, _ in distintos], dtype=np.uint64),
        np.array([n for _, n in distintos], dtype=np.int64),
        np.array([es_nuevo.get(t, False) for t in distintos], dtype=np.bool_),
    )
    propias = [*territorios.firmas(de_nuevos=True), np.zeros(0, dtype=np.uint64)]
    unicas, veces = np.unique(np.concatenate(propias), return_counts=True)
    criba = _Criba(unicas)
    for firmas in territorios.firmas(de_nuevos=False):
        veces += criba.contar(firmas)
    repetidas = veces > 1
    pares = zip(unicas[repetidas].tolist(), veces[repetidas].tolist())
    return Counter({f"{firma:016x}": cuantas for firma, cuantas in pares})


@dataclass(frozen=True)
class _Territorios:
    """Territorios distintos, ordenados por sus hogares."""

    sumas: Palabras
    hogares: Enteros
    nuevo: Logicos

    def firmas(self, *, de_nuevos: bool) -> Iterator[Palabras]:
        """Las firmas de los pares que distan 1, 2, … puestos y tocan, o no, a algún nuevo."""
        for paso in range(1, len(self.sumas)):
            cerca = self.hogares[paso:] - self.hogares[:-paso] < DIFERENCIA_QUE_SE_MIRA
            if not cerca.any():
                return
            toca = self.nuevo[paso:] | self.nuevo[:-paso]
            pares = np.flatnonzero(cerca & (toca == de_nuevos))
            diferencia = self.sumas[pares + paso] - self.sumas[pares]
            firma = np.minimum(diferencia, np.uint64(0) - diferencia)
            yield firma[firma != 0]


class _Criba:
    """Cuenta cuántas veces llega cada una de unas firmas, descartando pronto las demás."""

    def __init__(self, firmas: Palabras) -> None:
        self.firmas = firmas
        bits = max(len(firmas).bit_length() + 3, 8)
        self.mascara = np.uint64((1 << bits) - 1)
        self.puede = np.zeros(1 << bits, dtype=np.bool_)
        self.puede[firmas & self.mascara] = True

    def contar(self, llegan: Palabras) -> Enteros:
        posibles = llegan[self.puede[llegan & self.mascara]]
        donde = np.searchsorted(self.firmas, posibles)
        dentro = np.minimum(donde, max(len(self.firmas) - 1, 0))
        iguales = dentro[self.firmas[dentro] == posibles] if len(posibles) else dentro
        return np.bincount(iguales, minlength=len(self.firmas)).astype(np.int64)


def _territorio(renglon: Mapping[str, object]) -> tuple[int, int]:
    return int(str(renglon["suma"]), 16), int(str(renglon["hogares"]))


def _comprobar_huellas(
    anteriores: Sequence[Mapping[str, object]], nuevos: Sequence[Mapping[str, object]]
) -> None:
    de_antes = {str(r["huella"]) for r in anteriores}
    otras = sorted(de_antes - {str(r["huella"]) for r in nuevos}) if nuevos else []
    if otras:
        raise ErrorDeMetodo(
            "huella de clave distinta a la de lo ya publicado: la bitácora dice "
            f"«{', '.join(otras)}» y la clave de ahora es «{nuevos[0]['huella']}»",
            que_hacer="use la clave con que la entidad publicó antes; con dos claves el ruido se "
            "puede promediar",
        )


def a_texto(renglones: Sequence[Mapping[str, object]]) -> str:
    """El archivo entero de la bitácora; ErrorDeMetodo si un valor no cabe en su campo."""
    lineas = ["\t".join(_valor(renglon, campo) for campo in CAMPOS) for renglon in renglones]
    return "\n".join([ENCABEZADO, "\t".join(CAMPOS), *lineas, f"{CIERRE}\t{len(lineas)}", ""])


def de_texto(texto: str) -> list[Renglon]:
    """Los renglones de un archivo; vacío si el texto lo es. ErrorDeMetodo si está dañado."""
    if not texto:
        return []
    lineas = texto.replace("\r\n", "\n").split("\n")
    cabeza = [ENCABEZADO, "\t".join(CAMPOS)]
    if lineas[:2] != cabeza or len(lineas) < 4 or lineas[-1]:
        raise _danada("no empieza o no termina como una bitácora")
    renglones = [_leer(linea, i) for i, linea in enumerate(lineas[2:-2], start=3)]
    if lineas[-2] != f"{CIERRE}\t{len(renglones)}":
        raise _danada(f"el cierre «{lineas[-2]}» no corresponde a sus {len(renglones)} renglones")
    return renglones


def _valor(renglon: Mapping[str, object], campo: str) -> str:
    valor = re.sub(r"[\t\r\n]+", " ", str(renglon[campo])) if campo == "corte" else renglon[campo]
    if not re.fullmatch(FORMAS[campo], str(valor)):
        raise ErrorDeMetodo(
            f"el campo «{campo}» de la bitácora no puede valer «{valor}»",
            que_hacer="anote los renglones tal como los da la salida publicable",
        )
    return str(valor)


def _leer(linea: str, numero: int) -> Renglon:
    valores = linea.split("\t")
    bien = len(valores) == len(CAMPOS) and all(
        re.fullmatch(FORMAS[campo], valor) for campo, valor in zip(CAMPOS, valores)
    )
    if not bien:
        raise _danada(f"la línea {numero} no tiene los campos de un territorio")
    return {c: int(v) if c in ENTEROS else v for c, v in zip(CAMPOS, valores)}


def _danada(problema: str) -> ErrorDeMetodo:
    return ErrorDeMetodo(
        f"la bitácora de publicación está dañada: {problema}", que_hacer=QUE_HACER_SI_ESTA_DANADA
    )
