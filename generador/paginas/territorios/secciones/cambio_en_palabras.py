"""Cómo cambiaron las NBI, en palabras: la respuesta y lo que hay que tener en cuenta."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from generador import texto_yaml
from generador.formato import DURO, numero, porcentaje
from generador.indicadores import cambio_de_las_nbi
from generador.indicadores.incertidumbre import CONTADAS, OMISION, POBLACION
from generador.metodos import cambio as metodo
from generador.metodos import omision
from generador.paginas import frases_de_lectura
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.redondeo import redondear

NBI, CV = "nbi", "nbi_cv"
LIMITES = Path(__file__).with_name("cambio.yaml")
VERBOS = {metodo.BAJO: ("Bajó", "menos"), metodo.SUBIO: ("Subió", "más")}


def comparacion(
    acervo: DatosDelSitio, codigo: str, dominio: str, periodo: str
) -> tuple[Cifra, Cifra, Cifra]:
    """Los puntos del cambio, su margen y su lectura en un dominio."""
    puntos, margen, lectura = (
        cifra(acervo, f"nbi_cambio{final}", codigo, dominio, periodo)
        for final in ("", "_margen", "_lectura")
    )
    return puntos, margen, lectura


def frase(acervo: DatosDelSitio, codigo: str, antes: str, despues: str) -> str:
    """La respuesta a «¿mejoró?» del total, o por qué no se puede decir."""
    puntos, margen, lectura = comparacion(acervo, codigo, "total", despues)
    if not lectura.hay:
        return _por_que_no(acervo, codigo, antes, despues)
    primera, segunda = (cifra(acervo, NBI, codigo, "total", p).crudo for p in (antes, despues))
    eran = (
        f"En {antes}, {porcentaje(primera)} de las personas vivía con necesidades básicas "
        f"insatisfechas (NBI); en {despues}, {porcentaje(segunda)}."
    )
    clase = int(lectura.crudo)
    if clase == metodo.NO_SE_DISTINGUE:
        return f"No se distingue un cambio. {eran} {_por_que_no_se_distingue(margen, antes)}"
    verbo, sentido = VERBOS[metodo.BAJO if clase == metodo.BAJO else metodo.SUBIO]
    cuantos = frases_de_lectura.puntos(abs(puntos.crudo))
    return f"{verbo}. {eran} Son {cuantos} {sentido}. {_con_margen(acervo, codigo, margen, antes)}"


def _por_que_no_se_distingue(margen: Cifra, antes: str) -> str:
    if margen.crudo <= 0:
        return "Con un decimal son casi iguales."
    return (
        f"La diferencia es menor que la imprecisión de {antes}, cuyo margen es de "
        f"±{frases_de_lectura.puntos(margen.crudo)}."
    )


def _con_margen(acervo: DatosDelSitio, codigo: str, margen: Cifra, antes: str) -> str:
    if margen.crudo <= 0:
        return f"En {antes} se preguntó a todas las personas: no hay error de muestra."
    cv = cifra(acervo, CV, codigo, "total", antes)
    return (
        f"El margen es de ±{frases_de_lectura.puntos(margen.crudo)}, por la muestra de {antes} "
        f"(coeficiente de variación, {cv.con_unidad}; 95{DURO}% de confianza)."
    )


def _por_que_no(acervo: DatosDelSitio, codigo: str, antes: str, despues: str) -> str:
    """Por qué no se puede decir si mejoró, con lo que sí se sabe."""
    primera, segunda = (cifra(acervo, NBI, codigo, "total", p) for p in (antes, despues))
    fue = f"En {despues}, {porcentaje(segunda.crudo)} de las personas contadas vivía con NBI."
    if primera.hay and len(codigo) == 2:
        return (
            f"No se puede decir. La cifra de {antes} no cuenta "
            f"{_sin_medir(acervo, codigo, antes)}. {fue}"
        )
    if primera.hay:
        contados = _solo_a_los_contados(acervo, codigo, despues)
        return f"No se puede decir. {contados} y no se compara con la de {antes}."
    if cifra(acervo, NBI, codigo, "cabecera", antes).hay:
        return (
            f"No se puede decir del municipio entero: en {antes} el censo no midió bien la zona "
            f"rural. Solo se compara la cabecera. {fue}"
        )
    return (
        f"No se puede decir. El censo de {antes} no reunió información suficiente; el DANE le "
        f"asignó 100{DURO}%, que no es una medición. {fue}"
    )


def avisos(acervo: DatosDelSitio, codigo: str, antes: str, despues: str) -> list[str]:
    """Lo que hay que tener en cuenta: omisión, municipios sin medir y límites."""
    dichos = [_por_omision(acervo, codigo, antes, despues)]
    comparado = comparacion(acervo, codigo, "total", despues)[0].hay
    if comparado and len(codigo) == 2 and (faltan := _sin_medir(acervo, codigo, antes)):
        dichos.append(f"La cifra de {antes} no cuenta {faltan}.")
    dichos.append(_limites().get(codigo, "").format(antes=antes))
    return [dicho for dicho in dichos if dicho]


def _sin_medir(acervo: DatosDelSitio, codigo: str, antes: str) -> str:
    """«3 de sus municipios, que el censo no midió (19 % de su población)»; vacío si están todos."""
    cuantos = cambio_de_las_nbi.no_medidos(acervo.cubo, antes, codigo)
    if not cuantos:
        return ""
    parte = 100 * float(_parte_sin_medir(acervo, antes)[acervo.cubo.indice[codigo]])
    vistos = porcentaje(parte, 0) if redondear(parte) >= 1 else f"menos del 1{DURO}%"
    quienes = "uno de sus municipios" if cuantos == 1 else f"{numero(cuantos)} de sus municipios"
    return f"{quienes}, que el censo no midió ({vistos} de su población)"


def _solo_a_los_contados(acervo: DatosDelSitio, codigo: str, despues: str) -> str:
    contadas, gente = (
        numero(acervo.cubo.valor(i, codigo, periodo=despues)) for i in (CONTADAS, POBLACION)
    )
    return (
        f"El censo de {despues} contó {contadas} de unas {gente} personas; su cifra describe solo "
        "a los contados"
    )


def _por_omision(acervo: DatosDelSitio, codigo: str, antes: str, despues: str) -> str:
    parte = acervo.cubo.valor(OMISION, codigo, periodo=despues)
    clase = int(omision.clase(parte / 100))
    if clase < omision.ALTA:
        return ""
    if clase == omision.SOLO_CONTADOS:
        ya_dicho = cifra(acervo, NBI, codigo, "total", antes).hay
        return "" if ya_dicho else f"{_solo_a_los_contados(acervo, codigo, despues)}."
    cuantas = f"{numero(redondear(parte))} de cada 100 personas"
    if clase < omision.CON_CAUTELA:
        return f"El censo de {despues} no contó a cerca de {cuantas}."
    return (
        f"Cautela: el censo de {despues} dejó por fuera a {cuantas}; la cifra de ese año, y con "
        "ella el cambio, puede ser otra."
    )


@cache
def _parte_sin_medir(acervo: DatosDelSitio, censo: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    return cambio_de_las_nbi.sin_medir(acervo.cubo, censo)


@cache
def _limites() -> dict[str, str]:
    leidos: dict[str, str] = texto_yaml.leer(LIMITES.read_text(encoding="utf-8"))
    return leidos
