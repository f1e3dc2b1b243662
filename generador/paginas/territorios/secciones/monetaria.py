"""Pobreza monetaria municipal (experimental): su intervalo, su cautela y su lectura.

La estimación nunca se da sin el intervalo que calcula el kit, ni con un puesto nacional: con su
error, la mitad de los municipios podría ocupar casi cualquier lugar.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from generador.formato import numero, porcentaje
from generador.indicadores.cifras_nacionales import cifra_nacional
from generador.indicadores.incertidumbre import MONETARIA
from generador.metodos import omision, precision
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.aviso_de_omision import aviso, omitidos

CAUTELA = 2  # el código de «Con cautela» en el catálogo
SIN_DATO = "El DANE no publica esta estimación para el territorio."
NO_SE_PUBLICA = (
    "La estimación no se publica: su coeficiente logarítmico (cvlog {cvlog}) pasa de 30 %, y el "
    "DANE la declara sin calidad."
)
CIUDAD = (
    "{nombre} es una de las {cuantas} ciudades con cifra oficial de la encuesta de hogares del "
    "DANE (GEIH). Cite esa y no esta; el kit no trae la de {anio}."
)
FRENTE_AL_PAIS = {
    1: "Es más baja que la del país",
    2: "No se distingue de la del país",
    3: "Es más alta que la del país",
}
MEDIDAS = ("multidimensional", "monetaria")
LADOS = {1: "por encima", -1: "por debajo"}


def monetaria(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Cifra, intervalo, lectura frente al país y lugar del municipio en el diagrama.

    Si no hay cifra que publicar, `hay` es falso y `hallazgo` dice por qué.
    """
    estimacion = cifra(acervo, MONETARIA, codigo)
    if not estimacion.hay:
        cv = cifra(acervo, f"{MONETARIA}_cv", codigo)
        motivo = NO_SE_PUBLICA.format(cvlog=porcentaje(cv.crudo)) if cv.hay else SIN_DATO
        return {"hay": False, "hallazgo": motivo}
    con_cautela = _de(acervo, "precision", codigo).crudo == CAUTELA
    bajo, alto = intervalo(acervo, codigo)
    pais = cifra_nacional(MONETARIA, estimacion.periodo)
    return {
        "hay": True,
        "cautela": con_cautela,
        "cifra": publicada(acervo, codigo),
        "clase": _de(acervo, "precision", codigo).texto.lower(),
        "entre": _entre(bajo, alto),
        "hallazgo": f"{_entre(bajo, alto).capitalize()}. "
        f"{FRENTE_AL_PAIS[int(_de(acervo, 'pais', codigo).crudo)]} "
        f"({porcentaje(pais.valor)}, {pais.rotulo}).",
        "fuente_pais": f"Cifra del país: {pais.fuente}"
        + ("." if pais.comprobada else "; consta en prensa, no se leyó el boletín."),
        "ciudad": CIUDAD.format(
            nombre=acervo.territorios[codigo].nombre,
            cuantas=len(pais.ciudades),
            anio=estimacion.periodo,
        )
        if codigo in pais.ciudades
        else "",
        "lectura": _lectura(acervo, codigo),
        "rango": en_tabla(acervo, codigo),
        "medianas": [numero(m, 1) for m in medianas(acervo)],
        "a_la_izquierda": acervo.valor("ipm_censal", codigo) > 50,
        "x": _css(acervo.valor("ipm_censal", codigo)),
        "y": _css(estimacion.crudo),
        "abajo": _css(bajo),
        "alto": _css(alto - bajo),
    }


def publicada(acervo: DatosDelSitio, codigo: str) -> str:
    """La estimación como se escribe: con un decimal o, con cautela, en enteros."""
    con_cautela = _de(acervo, "precision", codigo).crudo == CAUTELA
    una = cifra(acervo, MONETARIA, codigo)
    return numero(una.crudo) if con_cautela else una.texto


def en_tabla(acervo: DatosDelSitio, codigo: str) -> str:
    """El intervalo en enteros, «20 a 24», o por qué no lo hay; para una celda."""
    if not cifra(acervo, MONETARIA, codigo).hay:
        return "no se publica" if _de(acervo, "precision", codigo).hay else "sin dato"
    bajo, alto = intervalo(acervo, codigo)
    return " a ".join(_enteros(bajo, alto))


def intervalo(acervo: DatosDelSitio, codigo: str) -> tuple[float, float]:
    """Los límites de 95 %, en porcentaje."""
    bajo, alto = (_de(acervo, final, codigo).crudo for final in ("li", "ls"))
    return bajo, alto


def _de(acervo: DatosDelSitio, final: str, codigo: str) -> Cifra:
    periodo = acervo.vigente(MONETARIA)
    return cifra(acervo, f"{MONETARIA}_{final}", codigo, "total", periodo)


def _enteros(bajo: float, alto: float) -> list[str]:
    return [numero(float(v)) for v in precision.hacia_afuera(bajo / 100, alto / 100)]


def _entre(bajo: float, alto: float) -> str:
    desde, hasta = _enteros(bajo, alto)
    return f"entre {desde} y {hasta} de cada 100 personas"


def _css(valor: float) -> str:
    return numero(valor, 1).replace(",", ".")


@cache
def medianas(acervo: DatosDelSitio) -> tuple[float, float]:
    """Medianas municipales de las dos medidas: parten el diagrama en cuatro."""
    return (
        float(np.nanmedian(acervo.municipal("ipm_censal"))),
        float(np.nanmedian(acervo.municipal(MONETARIA))),
    )


@cache
def _lados(acervo: DatosDelSitio) -> list[tuple[int, int]]:
    """De qué lado de cada mediana está todo el intervalo de cada municipio; 0 si la cruza."""
    cortes = medianas(acervo)
    sin_contar = np.nan_to_num(omitidos(acervo)[acervo.filas_municipales]) / 100
    contados = acervo.municipal("ipm_censal") / 100
    ipm = precision.frente_a(*omision.por_momios(contados, sin_contar), cortes[0] / 100)
    bajo, alto = (acervo.municipal(f"{MONETARIA}_{final}") for final in ("li", "ls"))
    pm = precision.frente_a(bajo, alto, cortes[1])
    return list(zip(ipm.tolist(), pm.tolist(), strict=True))


def _lectura(acervo: DatosDelSitio, codigo: str) -> str:
    """Frente a la mitad de los municipios en las dos medidas, sin decir más que el intervalo."""
    if aviso(acervo, codigo).sin_comparar:
        return ""
    ipm, pm = _lados(acervo)[acervo.posicion_municipal[codigo]]
    if ipm and ipm == pm:
        return f"En las dos medidas está {LADOS[ipm]} de la mitad de los municipios."
    if not ipm and not pm:
        return "En ninguna de las dos medidas se distingue de la mitad de los municipios."
    partes = [
        f"en pobreza {medida} "
        + (f"está {LADOS[lado]}" if lado else "no se distingue")
        + " de la mitad de los municipios" * (medida == MEDIDAS[0])
        for medida, lado in zip(MEDIDAS, (ipm, pm), strict=True)
    ]
    return f"E{partes[0][1:]}; {partes[1]}."
