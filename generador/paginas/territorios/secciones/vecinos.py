"""Los municipios de alrededor: su incidencia y si forman un agrupamiento, en palabras.

Cada frase dice lo que los datos sostienen —de qué lado del promedio están el municipio y sus
vecinos— y ninguna causa ni consecuencia, que los datos no traen.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from generador.formato import lista, numero, porcentaje
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.frases_de_lectura import frente_a
from generador.paginas.territorios.secciones.aviso_de_omision import aviso

# De qué lado del promedio están él y sus vecinos; la llave es el código del catálogo.
LECTURAS = {
    1: "Su incidencia y la de sus vecinos superan el promedio de los municipios ({media}). "
    "Conviene mirar el problema con ellos y con el departamento.",
    2: "Su incidencia está por debajo del promedio de los municipios ({media}); la de sus "
    "vecinos, por encima.",
    3: "Su incidencia y la de sus vecinos están por debajo del promedio de los municipios "
    "({media}). No quiere decir que haya poca gente en pobreza.",
    4: "Su incidencia está por encima del promedio de los municipios ({media}); la de sus "
    "vecinos, por debajo.",
}
SIN_AGRUPAMIENTO = (
    "No se distingue un agrupamiento: lo que se parecen o se oponen su incidencia y la de los "
    "vecinos puede ser azar."
)
EN_EL_LIMITE = {
    True: "Está en el límite de lo que se puede afirmar: otro sorteo podría no señalarlo.",
    False: "Está en el límite de lo que se puede afirmar: otro sorteo podría señalarlo.",
}
SIN_VECINOS = "No limita por tierra con otro municipio."
CAUTELA = (
    "Cautela: aquí o en la mitad de sus vecinos el censo dejó por fuera a 20 o más de cada 100 "
    "personas. El agrupamiento puede ser otro."
)
NADA = {"clase": "", "lectura": "", "limite": "", "cautela": ""}


def vecinos(acervo: DatosDelSitio, codigo: str) -> dict[str, str]:
    """`frase` con cuántos vecinos y su incidencia; `clase` («» si no hay), `lectura` y `limite`.

    `cautela`, si la omisión puede cambiar el agrupamiento. De quien su cifra describe solo a los
    contados no se dice ninguno: es una comparación.
    """
    agrupamiento = cifra(acervo, "agrupamiento", codigo)
    if not agrupamiento.hay:
        return {"frase": SIN_VECINOS, **NADA}
    if aviso(acervo, codigo).sin_comparar:
        return {"frase": _frase(acervo, codigo), **NADA}
    lectura = LECTURAS.get(int(agrupamiento.crudo))
    en_el_limite = cifra(acervo, "agrupamiento_limite", codigo).crudo == 1
    return {
        "frase": _frase(acervo, codigo),
        "clase": agrupamiento.texto.lower() if lectura else "",
        "lectura": (lectura or SIN_AGRUPAMIENTO).format(media=porcentaje(media(acervo))),
        "limite": EN_EL_LIMITE[lectura is not None] if en_el_limite else "",
        "cautela": CAUTELA if lectura and _con_cautela(acervo, codigo) else "",
    }


def _con_cautela(acervo: DatosDelSitio, codigo: str) -> bool:
    """Si la cifra del municipio, o la de la mitad de sus vecinos, puede ser otra por la omisión."""
    suyos = [aviso(acervo, v).cautela for v in _codigos_vecinos(acervo, codigo)]
    return aviso(acervo, codigo).cautela or 2 * sum(suyos) >= len(suyos)


@cache
def media(acervo: DatosDelSitio) -> float:
    """El promedio simple de los municipios, frente al que se dice «alta» y «baja»."""
    return float(np.nanmean(acervo.municipal("ipm_censal")))


def _frase(acervo: DatosDelSitio, codigo: str) -> str:
    cuantos = len(acervo.topologia.vecinos[codigo])
    suya = cifra(acervo, "ipm_vecinos", codigo)
    propia = acervo.valor("ipm_censal", codigo)
    quienes, que = (
        ("un municipio", "incidencia")
        if cuantos == 1
        else (f"{numero(cuantos)} municipios", "incidencia promedio")
    )
    frente = frente_a(suya.crudo, propia, "la suya")
    sin_comparar = aviso(acervo, codigo).sin_comparar
    return (
        f"Limita con {quienes}, cuya {que} en {suya.periodo} era {suya.con_unidad}"
        f"{'' if sin_comparar else f': {frente}'}.{_solo_contados(acervo, codigo)}"
    )


def _solo_contados(acervo: DatosDelSitio, codigo: str) -> str:
    """Qué vecinos entran al promedio con una cifra que describe solo a los contados."""
    nombres = [
        v.nombre
        for v in map(acervo.territorios.__getitem__, _codigos_vecinos(acervo, codigo))
        if aviso(acervo, v.codigo).sin_comparar
    ]
    if not nombres:
        return ""
    verbo = "entra" if len(nombres) == 1 else "entran"
    return f" {lista(nombres)} {verbo} con una cifra que describe solo a quienes contó el censo."


def _codigos_vecinos(acervo: DatosDelSitio, codigo: str) -> list[str]:
    """Los municipios con los que comparte frontera."""
    return [v.codigo for v in acervo.topologia.vecinos[codigo]]
