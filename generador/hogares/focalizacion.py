"""De una base de hogares a seleccionados y lista de espera, con la razón de cada uno."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from generador.errores import ErrorDeDatos
from generador.hogares.carga import HogaresCargados
from generador.hogares.dominio import con_lugar
from generador.hogares.modos import INTERNO
from generador.metodos import asignacion
from generador.metodos.dinero import Dinero, en_centavos, en_pesos
from generador.metodos.evaluacion import Evaluacion, curva_de_concentracion, evaluar_estados
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida, Valor
from generador.metodos.identificacion import (
    ELEGIBLE,
    SIN_DATO,
    ConDuda,
    Identificacion,
    Regla,
    identificar_hogares,
)
from generador.metodos.seleccion import (
    EN_ESPERA,
    SELECCIONADO,
    Candidatos,
    Criterio,
    LimitesDeSeleccion,
    Seleccion,
    seleccionar,
)
from generador.metodos.tipos import Enteros, Logicos

Reparto = Literal["ninguno", "pobres", "incidencia", "mixta"]
AVISO_DE_USO_INTERNO = (
    f"{INTERNO}. La salida lleva un renglón por hogar: no la comparta fuera de la "
    "entidad responsable (Ley 1581 de 2012)"
)
ESTADOS = {SELECCIONADO: "seleccionado", EN_ESPERA: "en espera"}
DICCIONARIO = {
    "uso": "Advertencia de uso",
    "fila": "Fila del jefe del hogar en el archivo de entrada",
    "territorio": "Territorio del hogar",
    "clasificacion": "Grupo y nivel, leídos de la base",
    "puntaje": "Suma de las privaciones, en centésimas",
    "estado": "seleccionado, en espera, no elegible o sin dato",
    "puesto": "Lugar en el orden de prioridad, entre los elegibles",
    "lugar_en_espera": "Lugar en la lista de espera",
    "razon_de_identificacion": "Qué regla decide",
    "razon_de_seleccion": "Por qué alcanzó o no",
}


@dataclass(frozen=True)
class ProgramaDeclarado:
    """Lo que se declara: reglas, prioridad, límites, reparto entre territorios y semilla."""

    reglas: Sequence[Regla]
    criterios: Sequence[Criterio]
    objetivo: Regla
    semilla: str
    cupo: int | None = None
    presupuesto: Dinero | None = None
    costo: Dinero | None = None
    campo_costo: str | None = None
    reparto: Reparto = "ninguno"
    minimo: int = 0


@dataclass(frozen=True)
class Focalizacion:
    """El resultado de las cuatro etapas; `cupos` {territorio: cupos} si se repartieron.

    Las dos evaluaciones pesan con el factor de expansión, si se usó; la de personas falta si no se
    sabe cuántas tiene algún hogar.
    """

    identificacion: Identificacion
    cupos: Mapping[str, int] | None
    seleccion: Seleccion
    en_hogares: Evaluacion
    en_personas: Evaluacion | None
    indice_de_concentracion: float | None


def focalizar(hogares: HogaresCargados, programa: ProgramaDeclarado) -> Focalizacion:
    """Identifica, reparte los cupos si se pide, selecciona y evalúa."""
    if programa.presupuesto is not None and not (programa.costo or programa.campo_costo):
        raise ErrorDeDatos(
            "hay presupuesto y no se sabe cuánto cuesta atender un hogar",
            que_hacer="dé --costo en pesos por hogar, o --campo-costo",
        )
    if programa.campo_costo and programa.presupuesto is None:
        raise ErrorDeDatos(
            f"se dijo que «{programa.campo_costo}» es el costo y no hay presupuesto que gastar",
            que_hacer="dé --presupuesto en pesos, o quite --campo-costo",
        )
    with con_lugar():
        identificacion = identificar_hogares(hogares.campos, programa.reglas)
        elegible = identificacion.estado == ELEGIBLE
        cupos = _repartir(hogares, elegible, programa)
        limites = LimitesDeSeleccion(
            cupo=programa.cupo if cupos is None else None,
            por_territorio=cupos,
            presupuesto=programa.presupuesto,
            costos=_costos(hogares, programa),
            filas=hogares.fila,
        )
        candidatos = Candidatos(elegible, hogares.identidades, hogares.agrupacion)
        seleccion = seleccionar(
            candidatos, _ciertos(hogares.campos), programa.criterios, limites, programa.semilla
        )
        return _evaluar(hogares, programa, identificacion, cupos, seleccion)


def leer_dinero(escrito: str | None, opcion: str) -> int | float | None:
    """Los pesos que se escribieron en una opción; ErrorDeDatos si no se entienden."""
    if escrito is None:
        return None
    with con_lugar():
        return en_pesos(en_centavos(escrito, f"valor de --{opcion}"))


def _costos(hogares: HogaresCargados, programa: ProgramaDeclarado) -> Any:
    if programa.campo_costo:
        return hogares.campos[programa.campo_costo]
    return None if programa.costo is None else np.full(len(hogares.fila), programa.costo)


def _ciertos(campos: Mapping[str, Any]) -> dict[str, Any]:
    """Los campos para ordenar: de una cuenta dudosa solo sirve lo que se sabe con certeza."""
    return {n: v.cierto() if isinstance(v, ConDuda) else v for n, v in campos.items()}


def _repartir(
    hogares: HogaresCargados, elegible: Logicos, programa: ProgramaDeclarado
) -> Enteros | None:
    if programa.reparto == "ninguno":
        return None
    if programa.cupo is None:
        raise ErrorDeDatos(
            "no hay cupo que repartir entre los territorios",
            que_hacer="dé --cupo, o quite --reparto",
        )
    grupos, pobre = hogares.agrupacion, hogares.campos["pobre"]
    # De quien no se sabe si es pobre no se puede decir cuánto pesa en la tasa: queda fuera de ella.
    personas = np.where(np.isnan(pobre), 0.0, np.nan_to_num(hogares.personas)) * hogares.factor
    pobres = personas * np.nan_to_num(pobre)
    pesos = asignacion.pesos_de_reparto(
        grupos.sumar(pobres), grupos.sumar(personas), programa.reparto
    )
    maximos = grupos.sumar(elegible.astype(np.float64))
    return asignacion.repartir(programa.cupo, pesos, asignacion.Limites(programa.minimo, maximos))


def _evaluar(
    hogares: HogaresCargados,
    programa: ProgramaDeclarado,
    identificacion: Identificacion,
    cupos: Enteros | None,
    seleccion: Seleccion,
) -> Focalizacion:
    recibe = seleccion.estado == SELECCIONADO
    objetivo = identificar_hogares(hogares.campos, [programa.objetivo]).estado
    orden = hogares.campos["orden"]
    conocidos = ~np.isnan(orden)
    indice = None
    if recibe[conocidos].any():
        recursos = recibe[conocidos].astype(np.float64)
        indice = curva_de_concentracion(orden[conocidos], recursos).indice
    return Focalizacion(
        identificacion=identificacion,
        cupos=None
        if cupos is None
        else dict(zip(hogares.territorios, cupos.tolist(), strict=True)),
        seleccion=seleccion,
        en_hogares=evaluar_estados(objetivo, recibe, ponderador=hogares.factor),
        en_personas=None
        if np.isnan(hogares.personas).any()
        else evaluar_estados(objetivo, recibe, ponderador=hogares.personas * hogares.factor),
        indice_de_concentracion=indice,
    )


def armar(hogares: HogaresCargados, hecha: Focalizacion) -> TablaDeSalida:
    """Un renglón por hogar, con lo que se pidió conservar al final."""
    seleccion, identificacion = hecha.seleccion, hecha.identificacion
    estados = [
        ESTADOS.get(s, "sin dato" if i == SIN_DATO else "no elegible")
        for s, i in zip(seleccion.estado.tolist(), identificacion.estado.tolist(), strict=True)
    ]
    columnas: dict[str, Sequence[Valor]] = {
        "uso": [INTERNO] * len(estados),
        "fila": hogares.fila.tolist(),
        "territorio": hogares.campos["territorio"].tolist(),
        "clasificacion": hogares.campos["clasificacion"].tolist(),
        "puntaje": [_escrito(p) for p in hogares.campos["puntaje"].tolist()],
        "estado": estados,
        "puesto": [p or None for p in seleccion.puesto.tolist()],
        "lugar_en_espera": [p or None for p in seleccion.espera.tolist()],
        "razon_de_identificacion": identificacion.razones(),
        "razon_de_seleccion": seleccion.razones(),
        **{campo: valores.tolist() for campo, valores in hogares.conservados.items()},
    }
    return TablaDeSalida(tuple(columnas), tuple(zip(*columnas.values(), strict=True)))


def _escrito(puntaje: float) -> Valor:
    if np.isnan(puntaje):
        return None
    return int(puntaje) if puntaje.is_integer() else puntaje


def resumen(hecha: Focalizacion) -> dict[str, Any]:
    """Recuentos y evaluación, para el registro: ningún hogar suelto."""
    estado = hecha.identificacion.estado
    seleccion = hecha.seleccion
    return {
        "hogares": len(estado),
        "elegibles": int((estado == ELEGIBLE).sum()),
        "sin_dato": int((estado == SIN_DATO).sum()),
        "seleccionados": int((seleccion.estado == SELECCIONADO).sum()),
        "en_espera": int((seleccion.estado == EN_ESPERA).sum()),
        "decididos_por_sorteo": int(seleccion.sorteado.sum()),
        "costo": seleccion.costo,
        "reglas": list(hecha.identificacion.recuento()),
        "cupos": dict(hecha.cupos) if hecha.cupos is not None else None,
        "evaluacion_en_hogares": _razones(hecha.en_hogares),
        "evaluacion_en_personas": hecha.en_personas and _razones(hecha.en_personas),
        "indice_de_concentracion": hecha.indice_de_concentracion,
    }


def _razones(evaluacion: Evaluacion) -> dict[str, Any]:
    razones = {
        "error_de_inclusion": evaluacion.inclusion,
        "error_de_exclusion": evaluacion.exclusion,
        "cobertura": evaluacion.cobertura,
    }
    hechas: dict[str, Any] = {
        nombre: {
            "numerador": r.numerador,
            "denominador": r.denominador,
            "valor": None if np.isnan(r.valor) else r.valor,
        }
        for nombre, r in razones.items()
    }
    hechas["cgh"] = None if np.isnan(evaluacion.cgh) else evaluacion.cgh
    return hechas
