"""Los municipios de alrededor: su incidencia y si forman un agrupamiento, en palabras."""

from __future__ import annotations

from generador.formato import lista, numero
from generador.paginas.cifras import cifra
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.frases import frente_a
from generador.paginas.territorios.secciones.omision import aviso

# Qué quiere decir cada clase para quien decide; la llave es el código del catálogo.
LECTURAS = {
    1: "La pobreza pasa los límites del municipio: conviene planear con los vecinos y el "
    "departamento.",
    2: "Está mejor que su entorno: es probable que reciba demanda de los vecinos.",
    3: "El municipio y su entorno están por debajo del promedio municipal: lo que falta se "
    "encuentra en lugares y hogares puntuales.",
    4: "Está peor que su entorno: la causa hay que buscarla adentro, y los vecinos pueden enseñar.",
}
SIN_AGRUPAMIENTO = (
    "No hay agrupamiento: su incidencia y la de los vecinos no se parecen ni se oponen más de lo "
    "que saldría por azar."
)
SIN_VECINOS = "No limita por tierra con otro municipio."


def vecinos(acervo: DatosDelSitio, codigo: str) -> dict[str, str]:
    """`frase` con cuántos vecinos y su incidencia; `clase` («» si no hay) y `lectura`."""
    agrupamiento = cifra(acervo, "agrupamiento", codigo)
    if not agrupamiento.hay:
        return {"frase": SIN_VECINOS, "clase": "", "lectura": ""}
    clase = int(agrupamiento.crudo)
    return {
        "frase": _frase(acervo, codigo),
        "clase": agrupamiento.texto.lower() if clase in LECTURAS else "",
        "lectura": LECTURAS.get(clase, SIN_AGRUPAMIENTO),
    }


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
        f"Limita con {quienes}, cuya {que} es {suya.con_unidad}"
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
