"""Lecturas en palabras de los bloques: de qué depende, cuánto margen tiene, frente a quién."""

from __future__ import annotations

import math
from statistics import median

from generador.formato import lista, numero, porcentaje
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.temas_del_catalogo import (
    mediana_de_comparables,
    ultima,
)

# Partes del SGP que se nombran cuando son al menos el 1 % del total; lo demás va junto.
SECTORES = {
    "sgp_educacion": "educación",
    "sgp_salud": "salud",
    "sgp_proposito_general": "propósito general",
    "sgp_agua": "agua",
    "sgp_resguardos": "resguardos indígenas",
}
# Los ocho componentes del puntaje fiscal; la deuda, con la definición vigente.
COMPONENTES_IDF = (
    "idf_transferencias", "idf_capital", "idf_deuda_total", "idf_ahorro", "idf_balance",
    "idf_holgura", "idf_ejecucion_ingresos", "idf_ejecucion_inversion",
)  # fmt: skip
INCONSISTENTE = 2  # código del catálogo en `tributarios_observacion`


def lecturas(acervo: DatosDelSitio, codigo: str) -> dict[str, str]:
    """Una lectura por bloque; el que no tiene con qué decirla no lleva."""
    frases = {
        "recursos": recursos(acervo, codigo),
        "servicios": servicios(acervo, codigo),
        "produccion": produccion(acervo, codigo),
    }
    return {bloque: frase for bloque, frase in frases.items() if frase}


def recursos(acervo: DatosDelSitio, codigo: str) -> str:
    """De qué depende (SGP frente a tributarios), en qué se va el SGP y la holgura de Ley 617.

    Y si su puntaje fiscal sale de componentes que no reportó, y qué reciben sus resguardos.
    """
    if "sgp_total" not in acervo.catalogo:
        return ""
    partes = (_dependencia, _sin_refrendar, _reparto, _margen, _sin_reporte, _resguardos)
    return " ".join(frase for parte in partes if (frase := parte(acervo, codigo)))


def servicios(acervo: DatosDelSitio, codigo: str) -> str:
    """Cuánta gente está afiliada a cada régimen de salud."""
    if "afiliacion_subsidiado" not in acervo.catalogo:
        return ""
    suyas = [ultima(acervo, f"afiliacion_{r}", codigo) for r in ("subsidiado", "contributivo")]
    if not all(una.hay for una in suyas):
        return ""
    subsidiado, contributivo = (una.texto for una in suyas)
    return (
        f"En diciembre de {suyas[0].periodo}, por cada 100 habitantes había {subsidiado} afiliados "
        f"a salud en el régimen subsidiado y {contributivo} en el contributivo."
    )


def produccion(acervo: DatosDelSitio, codigo: str) -> str:
    """Qué parte de lo sembrado ocupa el cultivo principal."""
    if "cultivo_1" not in acervo.catalogo:
        return ""
    principal = cifra(acervo, "cultivo_1", codigo)
    area = cifra(acervo, "cultivo_1_area", codigo)
    sembrada = cifra(acervo, "area_sembrada", codigo, "total", principal.periodo)
    if not (principal.hay and area.hay and sembrada.hay and sembrada.crudo > 0):
        return ""
    parte = porcentaje(100 * area.crudo / sembrada.crudo, 0)
    nombre = principal.texto[:1].lower() + principal.texto[1:]
    return f"De lo sembrado en {principal.periodo}, el {parte} fue {nombre}."


def _dependencia(acervo: DatosDelSitio, codigo: str) -> str:
    """SGP por cada peso de impuestos propios, en el último año en que se conocen los dos.

    Sin la prestación educativa: solo la reciben las entidades certificadas y no se compararían.
    """
    periodos = acervo.cubo.periodos("sgp_total")
    for periodo in reversed(periodos):
        propia = _veces(acervo, codigo, periodo)
        if math.isnan(propia):
            continue
        otras = [_veces(acervo, c, periodo) for c in acervo.parecidos[codigo].codigos]
        otras = [v for v in otras if not math.isnan(v)]
        mediana = f" (mediana de comparables: {numero(median(otras), 1)})" if otras else ""
        return (
            f"En {periodo}, por cada peso de impuestos propios recibió {numero(propia, 1)} del "
            "Sistema General de Participaciones (SGP), sin la prestación educativa"
            f"{mediana}."
        )
    if not ultima(acervo, "sgp_total", codigo).hay:
        return ""
    return (
        f"De {periodos[0]} a {periodos[-1]} no hay recaudo refrendado: no se puede decir cuánto "
        "depende del Sistema General de Participaciones (SGP)."
    )


def _veces(acervo: DatosDelSitio, codigo: str, periodo: str) -> float:
    def del_anio(indicador: str) -> float:
        return acervo.cubo.valor(indicador, codigo, "total", periodo)

    propios = del_anio("ingresos_tributarios")
    if not propios > 0:
        return math.nan
    return (del_anio("sgp_total") - del_anio("sgp_educacion_prestacion")) / propios


def _sin_refrendar(acervo: DatosDelSitio, codigo: str) -> str:
    """Por qué no está el recaudo del último año, cuando la fuente lo dice."""
    observacion = cifra(acervo, "tributarios_observacion", codigo)
    if observacion.crudo != INCONSISTENTE:
        return ""
    return (
        f"El DNP marca «{observacion.texto}» su recaudo de {observacion.periodo} y no lo publica."
    )


def _reparto(acervo: DatosDelSitio, codigo: str) -> str:
    """La composición del SGP, de la parte mayor a la menor."""
    total = ultima(acervo, "sgp_total", codigo)
    if not total.hay or not total.crudo:
        return ""
    partes = {
        nombre: 100 * acervo.cubo.valor(sector, codigo, "total", total.periodo) / total.crudo
        for sector, nombre in SECTORES.items()
    }
    mayores = {n: p for n, p in sorted(partes.items(), key=lambda par: -par[1]) if p >= 1}
    resto = 100 - sum(mayores.values())
    frases = [f"{nombre} ({porcentaje(parte, 0)})" for nombre, parte in mayores.items()]
    if resto >= 1:
        frases.append(f"lo demás ({porcentaje(resto, 0)})")
    return f"Su SGP de {total.periodo} se reparte en {lista(frases)}."


def _margen(acervo: DatosDelSitio, codigo: str) -> str:
    holgura = ultima(acervo, "ley617_holgura", codigo)
    if not holgura.hay:
        return ""
    anio = holgura.periodo
    razon = acervo.cubo.valor("ley617_razon", codigo, "total", anio)
    desde, hasta = acervo.catalogo["ley617_razon"].plausibles
    if not desde <= razon <= hasta:
        return (
            f"La razón de gasto de {anio} ({porcentaje(razon, 0)}) es atípica: revise la serie "
            "antes de usarla."
        )
    pares = mediana_de_comparables(acervo, "ley617_razon", codigo, anio)
    limite = numero(acervo.cubo.valor("ley617_limite", codigo, "total", anio))
    suyos = "" if pares is None else f" (sus comparables, {numero(pares)})"
    gasto = f"En {anio}, de cada 100 pesos de libre destinación gastó {numero(razon)} en funcionar"
    gasto += suyos
    if holgura.crudo < 0:
        return f"{gasto} y pasó el límite de la Ley 617, que es {limite}."
    return f"{gasto}; el límite de la Ley 617 es {limite}."


def _sin_reporte(acervo: DatosDelSitio, codigo: str) -> str:
    """Cuántos componentes del puntaje fiscal faltan: el DNP los califica con 0."""
    if "idf" not in acervo.catalogo:
        return ""
    puntaje = cifra(acervo, "idf", codigo)
    anio = puntaje.periodo
    faltan = sum(not cifra(acervo, i, codigo, "total", anio).hay for i in COMPONENTES_IDF)
    if not (puntaje.hay and faltan):
        return ""
    que = "falta 1" if faltan == 1 else f"faltan {faltan}"
    return (
        f"A su desempeño fiscal de {anio} le {que} de {len(COMPONENTES_IDF)} componentes. El DNP "
        "los califica con 0, y el puntaje baja por falta de reporte."
    )


def _resguardos(acervo: DatosDelSitio, codigo: str) -> str:
    """Cuántos resguardos hay en el último reparto del SGP, con su gente y sus pesos."""
    if "resguardos_sgp" not in acervo.catalogo:
        return ""
    recursos = ultima(acervo, "resguardos_sgp_recursos", codigo)
    cuantos, personas = (
        cifra(acervo, i, codigo, "total", recursos.periodo)
        for i in ("resguardos_sgp", "resguardos_sgp_poblacion")
    )
    if not (recursos.hay and cuantos.hay and cuantos.crudo):
        return ""
    quienes = (
        "un resguardo indígena" if cuantos.crudo == 1 else f"{cuantos.texto} resguardos indígenas"
    )
    return (
        f"En {recursos.periodo} el SGP asignó {recursos.con_unidad} a {quienes} "
        f"({personas.con_unidad} en el reparto). Es dinero de los resguardos y no de la alcaldía."
    )
