"""El hallazgo de cada sección: la frase que sirve sin desplegarla.

Cuando la sección ya decía su respuesta, es esa misma y sube al título; `restos` trae lo que sigue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generador.formato import DURO, numero, porcentaje
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.capacidades import mediana_de_grupo
from generador.paginas.territorios.secciones.quince_privaciones import (
    PrivacionDelTerritorio,
    anio_de_las_privaciones,
)

PALABRAS = 24
PORCENTAJE = f"{DURO}%"
Hallazgos = dict[str, str]
_PORCENTUALES = re.compile(" porcentual(es)?")  # el signo % de al lado ya lo dice
_FIN = re.compile(r"(?<=\.) (?=[A-ZÁÉÍÓÚ])")
SIN_CIFRAS = "Estas fuentes no publican cifras de {nombre}."
SOLO_DEL_CENSO_AGROPECUARIO = "De {nombre} solo hay cifras de {anio}."


def partir(texto: str) -> tuple[str, str]:
    """Las primeras oraciones que caben en `PALABRAS`, al menos una, y las demás."""
    oraciones = _FIN.split(texto)
    cuantas, palabras = 1, len(oraciones[0].split())
    while cuantas < len(oraciones):
        palabras += len(oraciones[cuantas].split())
        if palabras > PALABRAS:
            break
        cuantas += 1
    return " ".join(oraciones[:cuantas]), " ".join(oraciones[cuantas:])


def de_municipio(
    acervo: DatosDelSitio, codigo: str, ya: Mapping[str, Any]
) -> tuple[Hallazgos, Hallazgos]:
    """(hallazgo, lo que sigue) por sección; `ya` es el contexto del perfil, sin ellos."""
    hallados, restos = _de_bloques(ya)
    hallados["cambio"], restos["cambio"] = partir(ya["cambio"]["frase"])
    hallados["comparacion"], restos["comparacion"] = _frente_a_otros(
        acervo, ya["pobreza"], ya["comparables"]
    )
    return hallados | {
        "privaciones": de_privaciones(acervo, ya["privaciones"]),
        "hacer": _primera_accion(acervo, ya["acciones"]),
        "poblacion": de_poblacion(ya["poblacion"]),
        "capacidades": _desempeno(acervo, codigo, ya["sin_mdm"]),
    }, restos


def de_agregado(
    acervo: DatosDelSitio, codigo: str, ya: Mapping[str, Any]
) -> tuple[Hallazgos, Hallazgos]:
    """Lo mismo, de un departamento o del país."""
    hallazgo, resto = partir(ya["cambio"]["frase"])
    return {
        "cambio": hallazgo,
        "privaciones": de_privaciones(acervo, ya["privaciones"]),
        "poblacion": de_poblacion(ya["poblacion"]),
        "contexto": _encuesta(acervo, codigo),
        "comparacion": _frente_al_pais(acervo, ya["pobreza"]),
        "filas": _extremos(acervo, ya["filas"]),
    }, {"cambio": resto}


def de_privaciones(acervo: DatosDelSitio, filas: Sequence[PrivacionDelTerritorio]) -> str:
    """La más frecuente; `filas` va de mayor a menor."""
    mayor, anio = filas[0], anio_de_las_privaciones(acervo)
    cuanto = f"{mayor.valor}{PORCENTAJE} de los hogares"
    return f"En {anio}, la más frecuente era «{mayor.nombre}»: {cuanto}."


def de_poblacion(poblacion: Mapping[str, Any]) -> str:
    """Qué parte vive en el campo y cuánto cambió el total."""
    rural, cambio = poblacion["rural"], poblacion["cambio"]
    partes = []
    if rural.hay:
        partes.append(f"en {rural.periodo}, {rural.con_unidad} de la población era rural")
    if cambio.hay:
        desde, hasta = poblacion["cambio_anios"].split("-")
        signo = poblacion["cambio_signo"]
        partes.append(f"de {desde} a {hasta} el total cambia {signo}{PORCENTAJE}")
    dicho = "; ".join(partes) or f"sin población proyectada para {poblacion['hoy'].periodo}"
    return f"{dicho[0].upper()}{dicho[1:]}."


def _de_bloques(ya: Mapping[str, Any]) -> tuple[Hallazgos, Hallazgos]:
    """Los de recursos, servicios y producción, que dicen su lectura o por qué no la tienen."""
    hallados, restos = {}, {}
    for b in ya["bloques"]:
        texto = ya["lecturas"].get(b["id"]) or _sin_lectura(b, ya)
        hallados[b["id"]], restos[b["id"]] = partir(texto) if texto else ("", "")
    return hallados, restos


def _sin_lectura(bloque: Mapping[str, Any], ya: Mapping[str, Any]) -> str:
    """El primer indicador del resumen, o que no hay cifras."""
    if bloque["resumen"]:
        rotulo, una = bloque["resumen"][0]
        return f"{rotulo}, {una.periodo}: {una.con_unidad}."
    nombre = ya["t"].nombre
    if bloque["id"] == "produccion" and ya["campo_2014"]["hay"]:
        return SOLO_DEL_CENSO_AGROPECUARIO.format(nombre=nombre, anio=ya["anio"].cna_ipm)
    if bloque["detalle"] or bloque["zonas"] or (bloque["id"] == "servicios" and ya["cruces"]):
        return f"No hay una cifra que resuma lo de {nombre}: véalas una a una."
    return SIN_CIFRAS.format(nombre=ya["nombre_final"])


def _primera_accion(acervo: DatosDelSitio, acciones: Sequence[Mapping[str, Any]]) -> str:
    primera, anio = acciones[0], anio_de_las_privaciones(acervo)
    cuanto = f"{primera['valor']}{PORCENTAJE} de los hogares en {anio}"
    return f"Empiece por «{primera['privacion']}»: {cuanto}."


def _frente_a_otros(
    acervo: DatosDelSitio, pobreza: Mapping[str, Any], comparables: Mapping[str, Any]
) -> tuple[str, str]:
    """Frente al departamento y, si cabe, al país."""
    if not pobreza["comparaciones"]:
        return str(comparables["motivo"]), ""
    inicio = f"En {acervo.vigente('ipm_censal')}, la incidencia era "
    cortas = [_PORCENTUALES.sub("", una) for una in pobreza["comparaciones"]]
    juntas = f"{inicio}{' y '.join(cortas)}."
    if len(juntas.split()) <= PALABRAS:
        return juntas, ""
    primera, *demas = (f"{inicio}{una}." for una in cortas)
    return primera, " ".join(demas)


def _frente_al_pais(acervo: DatosDelSitio, pobreza: Mapping[str, Any]) -> str:
    return f"En {acervo.vigente('ipm_censal')}, la incidencia era {pobreza['comparacion']}."


def _desempeno(acervo: DatosDelSitio, codigo: str, sin_mdm: str) -> str:
    puntaje, grupo = (cifra(acervo, i, codigo) for i in ("mdm", "mdm_grupo"))
    if not puntaje.hay:
        return sin_mdm
    frente = numero(mediana_de_grupo(acervo, "mdm", grupo.crudo), 1)
    return (
        f"Desempeño municipal de {puntaje.periodo}: {puntaje.texto} de 100; la mediana de su grupo "
        f"es {frente}."
    )


def _encuesta(acervo: DatosDelSitio, codigo: str) -> str:
    """La pobreza multidimensional de la encuesta, en su primer año y en el último."""
    serie = acervo.cubo.serie("ipm_ecv", codigo)
    if not serie:
        return ""
    (desde, antes), (hasta, ahora) = serie[0], serie[-1]
    return (
        f"Pobreza multidimensional de la encuesta: {porcentaje(antes)} en {desde} y "
        f"{porcentaje(ahora)} en {hasta}."
    )


def _extremos(acervo: DatosDelSitio, filas: Sequence[Mapping[str, Any]]) -> str:
    """Entre qué incidencias van los territorios de la tabla que se comparan."""
    propias = [f for f in filas if not f["omision"].sin_comparar]
    anio = acervo.vigente("ipm_censal")
    if len(propias) < 2:
        return f"La incidencia de cada uno en {anio}, con lo que el censo no contó."
    mayor, menor = (
        f"{porcentaje(acervo.valor('ipm_censal', f['codigo']))} ({f['nombre']})"
        for f in (propias[0], propias[-1])
    )
    return f"En {anio}, la incidencia iba de {menor} a {mayor}."
