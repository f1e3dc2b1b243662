"""Comparar dos cortes de la misma base: qué hogares entran, salen, siguen y cambian.

Los hogares se casan por su llave (municipio, ficha y hogar). De los que siguen se cuenta de dónde
a dónde pasan: una matriz con el corte anterior en las filas y el posterior en las columnas, y «sin
dato» en el último lugar. Al invertir los cortes, cada matriz es la traspuesta. Un hogar cuya llave
cambió (la ficha se dividió, se juntó, se renumeró o pasó a otro municipio) no se adivina: cuenta
como que sale y que entra, y se dice cuántas fichas son y cuáles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .errores import ErrorDeMetodo
from .hogares.codigos import TerritorioDeCadaFila, comparable, mejor_escritura
from .hogares.partes import SIN_LLAVE, Llaves, casar
from .instrumento import Instrumento
from .metodo import Metodo
from .privaciones import es_pobre
from .tipos import Enteros, Logicos, Reales

POBREZA: tuple[str, ...] = ("no pobre", "pobre")
PRIVACION: tuple[str, ...] = ("no privado", "privado")
SIN_DATO = "sin dato"
NINGUNO = -1


@dataclass(frozen=True)
class Corte:
    """H hogares de un corte.

    `orden` (H,) del instrumento, 0 sin dato. `privaciones` (H, J) con NaN sin dato. `territorio`
    (H,), código −1 si no hay.
    """

    llaves: Llaves
    orden: Enteros
    privaciones: Reales
    territorio: TerritorioDeCadaFila

    def pobreza(self, metodo: Metodo) -> Enteros:
        """1 pobre, 0 no pobre y −1 si le falta alguna privación, (H,)."""
        hay = np.asarray(~np.isnan(self.privaciones).any(axis=1), dtype=np.bool_)
        pobre = np.full(len(hay), NINGUNO, dtype=np.int64)
        pobre[hay] = es_pobre(self.privaciones[hay].astype(np.uint8), metodo)
        return pobre


@dataclass(frozen=True)
class Casados:
    """Los hogares de los dos cortes.

    `antes` y `despues` (M,): el lugar en cada corte de los M que siguen. `salen` y `entran`: los
    que están en uno solo. `partes` de la llave que se usaron.
    """

    antes: Enteros
    despues: Enteros
    salen: Enteros
    entran: Enteros
    partes: tuple[str, ...]


@dataclass(frozen=True)
class CambiosDeFicha:
    """Las fichas que siguen y cuyos hogares no se pudieron casar todos, ordenadas.

    `divididas` tienen más hogares que antes; `juntadas`, menos; `renumeradas`, los mismos con otro
    número; `de_otro_municipio`, las que salen de uno y entran en otro.
    """

    divididas: tuple[str, ...]
    juntadas: tuple[str, ...]
    renumeradas: tuple[str, ...]
    de_otro_municipio: tuple[str, ...]


@dataclass(frozen=True)
class ComparacionDeCortes:
    """Las matrices de los que siguen: filas antes, columnas después, «sin dato» al final.

    `grupos` (G+1, G+1) y `niveles` (L+1, L+1) del instrumento; `pobreza` (3, 3); `privaciones`
    (J, 3, 3).
    """

    grupos: Enteros
    niveles: Enteros
    pobreza: Enteros
    privaciones: Enteros

    @property
    def nivel(self) -> dict[str, int]:
        """Cuántos bajan de nivel (menor capacidad), siguen igual, suben, o no se sabe."""
        conocidos = self.niveles[:-1, :-1]
        return {
            "bajan": int(np.tril(conocidos, -1).sum()),
            "igual": int(np.trace(conocidos)),
            "suben": int(np.triu(conocidos, 1).sum()),
            SIN_DATO: int(self.niveles.sum() - conocidos.sum()),
        }


@dataclass(frozen=True)
class PorTerritorio:
    """T territorios de los dos cortes y lo que pasó en cada uno, (T,), en hogares.

    `siguen` en el mismo territorio; `llegan` de otro y `se_van` a otro siguen en la base. Los
    cambios de grupo y de pobreza son de los que siguen en el mismo.
    """

    etiquetas: tuple[str, ...]
    antes: Enteros
    despues: Enteros
    entran: Enteros
    salen: Enteros
    llegan: Enteros
    se_van: Enteros
    siguen: Enteros
    suben_de_grupo: Enteros
    bajan_de_grupo: Enteros
    entran_en_pobreza: Enteros
    salen_de_pobreza: Enteros


def casar_cortes(antes: Llaves, despues: Llaves) -> Casados:
    """Casa los hogares por su llave; ErrorDeMetodo si en un corte hay dos con la misma.

    Si un solo corte trae el municipio, se casan sin él.
    """
    una, otra, partes = casar(antes, despues)
    for codigos, cual in ((una, "anterior"), (otra, "posterior")):
        _exigir_unicas(codigos, cual, partes)
    _, lugar_una, lugar_otra = np.intersect1d(
        np.where(una == SIN_LLAVE, -1, una),
        np.where(otra == SIN_LLAVE, -2, otra),
        return_indices=True,
    )
    orden = np.argsort(lugar_una, kind="stable")
    return Casados(
        lugar_una[orden].astype(np.int64),
        lugar_otra[orden].astype(np.int64),
        np.setdiff1d(np.arange(len(una)), lugar_una),
        np.setdiff1d(np.arange(len(otra)), lugar_otra),
        partes,
    )


def cambios_de_ficha(antes: Llaves, despues: Llaves, casados: Casados) -> CambiosDeFicha:
    """Por qué no casaron los hogares de las fichas que están en los dos cortes."""
    con_municipio = "municipio" in casados.partes
    sueltas = [
        set(_fichas(t.tomar(cuales), con_municipio=con_municipio))
        for t, cuales in ((antes, casados.salen), (despues, casados.entran))
    ]
    todas = [_contar(_fichas(t, con_municipio=con_municipio)) for t in (antes, despues)]
    comunes = sorted((sueltas[0] | sueltas[1]) & todas[0].keys() & todas[1].keys())
    diferencia = {f: todas[1][f] - todas[0][f] for f in comunes}
    return CambiosDeFicha(
        divididas=tuple(f[-1] for f in comunes if diferencia[f] > 0),
        juntadas=tuple(f[-1] for f in comunes if diferencia[f] < 0),
        renumeradas=tuple(f[-1] for f in comunes if diferencia[f] == 0),
        de_otro_municipio=_mudadas(sueltas, todas) if con_municipio else (),
    )


def comparar(
    antes: Corte, despues: Corte, casados: Casados, instrumento: Instrumento, metodo: Metodo
) -> ComparacionDeCortes:
    """Las matrices de los hogares que siguen."""
    una, otra = casados.antes, casados.despues
    niveles = len(instrumento.codigos)
    privadas = [
        np.nan_to_num(c.privaciones[cuales], nan=NINGUNO).astype(np.int64)
        for c, cuales in ((antes, una), (despues, otra))
    ]
    return ComparacionDeCortes(
        grupos=cruzar(
            instrumento.grupo_de(antes.orden[una]),
            instrumento.grupo_de(despues.orden[otra]),
            len(instrumento.grupos),
        ),
        niveles=cruzar(antes.orden[una] - 1, despues.orden[otra] - 1, niveles),
        pobreza=cruzar(antes.pobreza(metodo)[una], despues.pobreza(metodo)[otra], len(POBREZA)),
        privaciones=np.stack(
            [
                cruzar(privadas[0][:, j], privadas[1][:, j], len(PRIVACION))
                for j in range(privadas[0].shape[1])
            ]
        ),
    )


def comparar_territorios(
    antes: Corte, despues: Corte, casados: Casados, instrumento: Instrumento, metodo: Metodo
) -> PorTerritorio:
    """Lo que pasó en cada territorio; un hogar sin territorio no está en ninguno."""
    etiquetas, total = _en_comun((antes.territorio, despues.territorio))
    una, otra = total[0][casados.antes], total[1][casados.despues]
    quedan = (una == otra) & (una >= 0)
    grupos = [
        instrumento.grupo_de(c.orden[cuales])
        for c, cuales in ((antes, casados.antes), (despues, casados.despues))
    ]
    con_grupo = quedan & (grupos[0] >= 0) & (grupos[1] >= 0)
    pobre = antes.pobreza(metodo)[casados.antes], despues.pobreza(metodo)[casados.despues]

    def contar(donde: Enteros, cuales: Logicos | None = None) -> Enteros:
        propios = donde if cuales is None else donde[cuales]
        return np.bincount(propios + 1, minlength=len(etiquetas) + 1)[1:].astype(np.int64)

    return PorTerritorio(
        etiquetas=etiquetas,
        antes=contar(total[0]),
        despues=contar(total[1]),
        entran=contar(total[1][casados.entran]),
        salen=contar(total[0][casados.salen]),
        llegan=contar(otra, una != otra),
        se_van=contar(una, una != otra),
        siguen=contar(una, quedan),
        suben_de_grupo=contar(una, con_grupo & (grupos[1] > grupos[0])),
        bajan_de_grupo=contar(una, con_grupo & (grupos[1] < grupos[0])),
        entran_en_pobreza=contar(una, quedan & (pobre[0] == 0) & (pobre[1] == 1)),
        salen_de_pobreza=contar(una, quedan & (pobre[0] == 1) & (pobre[1] == 0)),
    )


def cruzar(antes: Enteros, despues: Enteros, clases: int) -> Enteros:
    """Cuántos pasan de cada clase a cada otra, (clases+1, clases+1); −1 es «sin dato», la última.

    `antes` y `despues` (M,) con la clase de cada uno, desde 0.
    """
    lado = clases + 1
    junto = (antes % lado) * lado + despues % lado
    return np.bincount(junto, minlength=lado * lado).reshape(lado, lado).astype(np.int64)


def _exigir_unicas(codigos: Enteros, cual: str, partes: Sequence[str]) -> None:
    veces = np.bincount(codigos[codigos >= 0])
    repetidas = int((veces > 1).sum())
    if repetidas:
        raise ErrorDeMetodo(
            f"en el corte {cual} hay {repetidas} llaves ({', '.join(partes)}) de más de un hogar: "
            "no se sabe cuál es cuál",
            que_hacer="use en los dos cortes la base con el código de municipio, la ficha y el "
            "hogar",
        )


def _fichas(llaves: Llaves, *, con_municipio: bool) -> list[tuple[str, ...]]:
    municipio = llaves.municipio if con_municipio else None
    return list(zip(llaves.ficha)) if municipio is None else list(zip(municipio, llaves.ficha))


def _contar(fichas: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    veces: dict[tuple[str, ...], int] = {}
    for ficha in fichas:
        veces[ficha] = veces.get(ficha, 0) + 1
    return veces


def _mudadas(
    sueltas: Sequence[set[tuple[str, ...]]], todas: Sequence[dict[tuple[str, ...], int]]
) -> tuple[str, ...]:
    """Las fichas que dejan del todo un municipio y aparecen en otro donde no estaban."""
    se_van = {f[-1] for f in sueltas[0] if f not in todas[1]}
    return tuple(sorted(se_van & {f[-1] for f in sueltas[1] if f not in todas[0]}))


def _en_comun(donde: Sequence[TerritorioDeCadaFila]) -> tuple[tuple[str, ...], list[Enteros]]:
    """Las etiquetas de todos, con sus escrituras juntas, y el código de cada hogar en ellas."""
    escrituras: dict[str, list[str]] = {}
    for etiqueta in (e for d in donde for e in d.etiquetas):
        escrituras.setdefault(comparable(etiqueta, es_codigo=False), []).append(etiqueta)
    mejores = {f: mejor_escritura(e, es_codigo=False) for f, e in escrituras.items()}
    etiquetas = tuple(sorted(mejores.values()))
    lugar = {forma: etiquetas.index(e) for forma, e in mejores.items()}
    tablas = [
        [*(lugar[comparable(e, es_codigo=False)] for e in d.etiquetas), NINGUNO] for d in donde
    ]
    codigos = [np.array(t, dtype=np.int64)[d.codigos] for t, d in zip(tablas, donde)]
    return etiquetas, codigos
