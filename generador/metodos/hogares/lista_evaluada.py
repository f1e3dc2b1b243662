"""De una base y la lista de un programa a la cobertura, la filtración y los que faltan."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..beneficiarios import (
    CRUZADO,
    RESULTADOS,
    Cruce,
    MedidaDeLista,
    medir,
    medir_por,
    puesto_de_los_que_faltan,
)
from ..evaluacion import Razon
from ..grupos import Agrupacion
from ..identificacion import (
    ELEGIBLE,
    ConDuda,
    Identificacion,
    Regla,
    identificar_hogares,
)
from ..seleccion import Criterio
from ..tipos import Enteros
from .auditoria import INTERNO
from .campos_del_hogar import rotular, texto_del_hogar
from .leida import Leida, conservados
from .tabla_de_salida import TablaDeSalida, Valor

SIN_DATO = "sin dato"
ESTADOS = ("no", "sí", SIN_DATO)
UNIDADES = {"hogares": "hogares", "personas": "personas que viven en esos hogares"}
MEDIDAS = {
    "cobertura": "del objetivo, con beneficio",
    "exclusion": "del objetivo, sin beneficio",
    "inclusion": "con beneficio, que no son del objetivo (filtración)",
}
DICCIONARIO = {
    "uso": "Advertencia de uso",
    "por": "Qué es la fila: total, grupo o territorio",
    "valor": "El grupo o el territorio; «sin dato» si el hogar no lo trae",
    "hogares": "Hogares de la base",
    "objetivo": "Hogares del objetivo",
    "con_beneficio": "Hogares con algún beneficiario, sean o no del objetivo",
    "sin_dato": "Hogares que no se sabe si son del objetivo: fuera de las medidas",
    "sin_dato_con_beneficio": "De ellos, los que tienen algún beneficiario",
    "beneficiarios": "Renglones de la lista que se cruzaron, sin repetidos",
    "beneficiarios_sin_dato": "De ellos, en hogares que no se sabe si son del objetivo",
    "filtracion_beneficiarios": "Beneficiarios de hogares que no son del objetivo, de 0 a 1",
    **{
        f"{medida}_{unidad}": f"En {UNIDADES[unidad]}: {dice}, de 0 a 1"
        for unidad in UNIDADES
        for medida, dice in MEDIDAS.items()
    },
}
DE_FALTANTES = {
    "uso": "Advertencia de uso",
    "puesto": "Lugar en el orden de prioridad, entre los que faltan",
    "ficha": "Ficha del hogar, como está en la base",
    "hogar": "Número del hogar en la ficha",
    "fila": "Fila del jefe del hogar en la base",
    "territorio": "Territorio del hogar",
    "clasificacion": "Grupo y nivel, leídos de la base",
    "personas": "Personas del hogar",
    "razon": "Por qué es del objetivo",
}
DE_RENGLONES = {
    "uso": "Advertencia de uso",
    "fila_de_la_lista": "Fila del renglón en la lista",
    "resultado": "Si se cruzó con un hogar y, si no, por qué",
    "fila_en_la_base": "Fila del jefe de su hogar en la base",
    "clasificacion": "Grupo y nivel de su hogar",
    "objetivo": "Si su hogar es del objetivo: sí, no o sin dato",
}


@dataclass(frozen=True)
class Criterios:
    """Quién es del objetivo y en qué orden van los que faltan."""

    reglas: Sequence[Regla]
    prioridad: Sequence[Criterio]
    semilla: str


@dataclass(frozen=True)
class ListaEvaluada:
    """H hogares y n renglones, los de las `filas` (n,) de la lista.

    `puesto` (H,) de los que faltan; `por` {(qué, valor): medida}.
    """

    leida: Leida
    filas: Enteros
    campos: Mapping[str, Any]
    identificacion: Identificacion
    cruce: Cruce
    por: Mapping[tuple[str, str], MedidaDeLista]
    puesto: Enteros

    @property
    def total(self) -> MedidaDeLista:
        """La medida de toda la base."""
        return self.por["total", "todos"]


def evaluar_lista(
    leida: Leida,
    campos: Mapping[str, Any],
    cruce: Cruce,
    filas: Enteros,
    criterios: Criterios,
    *,
    con_territorio: bool,
) -> ListaEvaluada:
    """Mide y ordena a los que faltan. `campos` {nombre: (H,)} de las reglas, sin depurar.

    `filas` (n,): el número de cada renglón de la lista.
    """
    hechos = leida.hechos
    identificacion = identificar_hogares(campos, criterios.reglas)
    estado, recibe = identificacion.estado, cruce.por_hogar(len(hechos.jefe))
    puesto = puesto_de_los_que_faltan(
        (estado == ELEGIBLE) & (recibe == 0),
        hechos.identidades or (),
        {n: v.cierto() if isinstance(v, ConDuda) else v for n, v in campos.items()},
        criterios.prioridad,
        criterios.semilla,
    )
    por = {("total", "todos"): medir(estado, recibe, hechos.personas)}
    grupos = {
        "grupo": campos["grupo"],
        **({"territorio": rotular(leida.donde)} if con_territorio else {}),
    }
    for que, etiquetas in grupos.items():
        agrupacion, valores = Agrupacion.de_codigos(etiquetas.tolist())
        medidas = medir_por(agrupacion, estado, recibe, hechos.personas)
        por |= {
            (que, valor): medida
            for valor, medida in zip((*valores, SIN_DATO), medidas)
            if medida.hogares
        }
    return ListaEvaluada(leida, filas, campos, identificacion, cruce, por, puesto)


def tabla_de_medidas(hecha: ListaEvaluada) -> TablaDeSalida:
    """Una fila por total, grupo y territorio, en el orden de `DICCIONARIO`."""
    filas = [
        tuple(_fila(que, valor, medida)[c] for c in DICCIONARIO)
        for (que, valor), medida in hecha.por.items()
    ]
    return TablaDeSalida(tuple(DICCIONARIO), tuple(filas))


def tabla_de_faltantes(hecha: ListaEvaluada) -> TablaDeSalida:
    """Un hogar del objetivo sin beneficio por fila, en orden de prioridad."""
    cuales = np.flatnonzero(hecha.puesto)
    cuales = cuales[np.argsort(hecha.puesto[cuales])]
    leida, campos = hecha.leida, hecha.campos
    esquema, hechos = leida.entrada.esquema, leida.hechos
    razones = hecha.identificacion.razones()
    columnas: dict[str, Sequence[Valor]] = {
        "uso": [INTERNO] * len(cuales),
        "puesto": hecha.puesto[cuales].tolist(),
        **{
            nombre: texto_del_hogar(leida.entrada.columnas[esquema.columnas[canonico]], hechos)[
                cuales
            ].tolist()
            for nombre, canonico in (("ficha", "id_ficha"), ("hogar", "id_hogar"))
        },
        "fila": hechos.fila[cuales].tolist(),
        "territorio": campos["territorio"][cuales].tolist(),
        "clasificacion": campos["clasificacion"][cuales].tolist(),
        "personas": [None if math.isnan(p) else int(p) for p in hechos.personas[cuales].tolist()],
        "razon": [razones[i] for i in cuales.tolist()],
        **{campo: v.tolist() for campo, v in _copiados(leida, cuales).items()},
    }
    return TablaDeSalida(tuple(columnas), tuple(zip(*columnas.values())))


def tabla_de_renglones(hecha: ListaEvaluada) -> TablaDeSalida:
    """Un renglón de la lista por fila: si se cruzó y con qué hogar, sin su documento."""
    cruce, fila = hecha.cruce, hecha.leida.hechos.fila
    filas: list[tuple[Valor, ...]] = []
    for numero, resultado, hogar in zip(
        hecha.filas.tolist(), cruce.resultado.tolist(), cruce.hogar.tolist()
    ):
        del_hogar: tuple[Valor, ...] = (None, None, None)
        if resultado == CRUZADO:
            clasificacion = str(hecha.campos["clasificacion"][hogar])
            es = ESTADOS[int(hecha.identificacion.estado[hogar])]
            del_hogar = (int(fila[hogar]), clasificacion, es)
        filas.append((INTERNO, numero, RESULTADOS[resultado], *del_hogar))
    return TablaDeSalida(tuple(DE_RENGLONES), tuple(filas))


def resumen(hecha: ListaEvaluada) -> dict[str, Any]:
    """Los recuentos del registro: ningún hogar ni renglón suelto."""
    total = hecha.total
    return {
        "renglones": len(hecha.filas),
        "cruce": hecha.cruce.recuento(),
        "hogares": total.hogares,
        "con_beneficio": total.con_beneficio,
        "beneficiarios": total.beneficiarios,
        "faltan": int(np.count_nonzero(hecha.puesto)),
        "sin_dato": total.sin_dato,
        "sin_dato_con_beneficio": total.sin_dato_con_beneficio,
        "beneficiarios_sin_dato": total.beneficiarios_sin_dato,
        "reglas": list(hecha.identificacion.recuento()),
        "en_hogares": razones_de(total, "hogares"),
        "en_personas": razones_de(total, "personas"),
        "filtracion_en_beneficiarios": _escrita(total.filtracion),
    }


def razones_de(medida: MedidaDeLista, unidad: str) -> dict[str, Any] | None:
    """Cobertura, exclusión e inclusión en una unidad; None si no se puede saber."""
    evaluacion = medida.en_hogares if unidad == "hogares" else medida.en_personas
    if evaluacion is None:
        return None
    return {nombre: _escrita(getattr(evaluacion, nombre)) for nombre in MEDIDAS}


def _fila(que: str, valor: str, medida: MedidaDeLista) -> dict[str, Valor]:
    tasas: dict[str, Valor] = {}
    for unidad in UNIDADES:
        razones = razones_de(medida, unidad) or {}
        tasas |= {f"{m}_{unidad}": razones[m]["valor"] if razones else None for m in MEDIDAS}
    return {
        "uso": INTERNO,
        "por": que,
        "valor": valor,
        "hogares": medida.hogares,
        "objetivo": int(medida.en_hogares.cobertura.denominador),
        "con_beneficio": medida.con_beneficio,
        "sin_dato": medida.sin_dato,
        "sin_dato_con_beneficio": medida.sin_dato_con_beneficio,
        "beneficiarios": medida.beneficiarios,
        "beneficiarios_sin_dato": medida.beneficiarios_sin_dato,
        "filtracion_beneficiarios": _escrita(medida.filtracion)["valor"],
        **tasas,
    }


def _escrita(razon: Razon) -> dict[str, Any]:
    valor = None if math.isnan(razon.valor) else razon.valor
    return {"numerador": razon.numerador, "denominador": razon.denominador, "valor": valor}


def _copiados(leida: Leida, cuales: Enteros) -> dict[str, Any]:
    return {campo: valores[cuales] for campo, valores in conservados(leida).items()}
