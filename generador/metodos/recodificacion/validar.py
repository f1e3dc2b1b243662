"""Lo que una receta cumple antes de leer datos: nada citado falta, nada da vueltas, todo suma.

Un error de receta no da un error: da un resultado. Con una categoría que no existe, todos los
hogares privados salen «no privados»; por eso se comprueba aquí y no al correr.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..metodo import CENTESIMAS, IPM
from ..tablas import documento
from .expresiones import (
    DE_UNIDAD,
    DePersonas,
    EnCategorias,
    EnRango,
    Expresion,
    Media,
    Menor,
    Proporcion,
    RazonDesdeCorte,
    partes_de,
    variables_de,
)
from .nodo import Nodo
from .receta import Receta, Variable

Nodos = Mapping[int, Nodo]


def validar(receta: Receta, raiz: Nodo, nodos: Nodos) -> None:
    """ErrorDeMetodo con la ruta, el valor y qué hacer.

    `nodos`: de dónde salió cada expresión, como lo dice `LectorDeExpresiones.nodos`.
    """
    _sin_ciclos(receta, raiz)
    for id_, variable in receta.variables.items():
        _variable(receta, variable, raiz.campo("variables").campo(id_), nodos)
    _columnas(receta, raiz)
    _indicadores(receta, raiz)
    for privacion in receta.privaciones:
        nodo = raiz.campo("privaciones").campo(privacion.id)
        if privacion.privado is not None:
            propio = nodo.campo("privado")
            _expresion(receta, privacion.privado, propio, nodos, de_unidad=True)
        if not isinstance(privacion.poblacion, str):
            propio = nodo.campo("poblacion")
            _expresion(receta, privacion.poblacion, propio, nodos, de_unidad=False)
    if receta.separar is not None:
        separar = raiz.campo("unidad").campo("separar")
        _expresion(receta, receta.separar, separar, nodos, de_unidad=False)


def _sin_ciclos(receta: Receta, raiz: Nodo) -> None:
    def bajar(id_: str, camino: tuple[str, ...]) -> None:
        nodo = raiz.campo("variables")
        if id_ not in receta.variables:
            quien = nodo.campo(camino[-1]) if camino else nodo
            raise quien.error(f"no hay una variable «{id_}»", _hay(receta.variables))
        if id_ in camino:
            vuelta = " → ".join((*camino[camino.index(id_) :], id_))
            raise nodo.campo(id_).error(f"da vueltas: {vuelta}", "quite una de esas dependencias")
        for otra in receta.variables[id_].usa:
            bajar(otra, (*camino, id_))

    for id_ in receta.variables:
        bajar(id_, ())


def _variable(receta: Receta, variable: Variable, nodo: Nodo, nodos: Nodos) -> None:
    if variable.es_derivada and not variable.es_numero:
        raise nodo.error("una derivada es un número", "cambie «codigos» por «numero»")
    if variable.universo is not None:
        if variable.de_hogar:
            raise nodo.campo("universo").error("una variable del hogar no lo usa", "quítelo")
        _expresion(receta, variable.universo, nodo.campo("universo"), nodos, de_unidad=False)
    for esquema in (*variable.por_esquema, *variable.no_preguntada):
        if not any(e.id == esquema for e in receta.esquemas):
            raise nodo.error(f"no hay un esquema «{esquema}»", _hay(e.id for e in receta.esquemas))
    if variable.contar_filas and not (variable.de_hogar and variable.es_numero):
        raise nodo.campo("si_falta").error("solo sirve para el tamaño del hogar", "quítelo")
    for i, caso in enumerate(variable.casos):
        propio = nodo.campo("casos").elementos()[i]
        _expresion(receta, caso.cuando, propio.campo("cuando"), nodos, de_unidad=False)
        if caso.var is not None:
            _numero(receta, caso.var, propio.campo("es"))
    if variable.grupos is not None:
        _grupos(receta, variable, nodo.campo("desde_grupos"))


def _grupos(receta: Receta, variable: Variable, nodo: Nodo) -> None:
    grupos = variable.grupos
    if grupos is None or not variable.es_numero:
        raise nodo.error("solo un número sale de grupos", "quítelo")
    propia = receta.variables[grupos.variable]
    faltan = [c for c in propia.categorias if c not in grupos.rangos]
    sobran = [c for c in grupos.rangos if c not in propia.categorias]
    if faltan or sobran:
        cual = (faltan or sobran)[0]
        dice = "no tiene rango" if faltan else f"no es una categoría de «{propia.id}»"
        raise nodo.campo("rangos").error(f"«{cual}» {dice}", _hay(propia.categorias))
    if variable.id == "edad":
        _sin_huecos(grupos.rangos.values(), nodo.campo("rangos"))
    for i, regla in enumerate(grupos.estrechar):
        if regla.var not in receta.variables or receta.variables[regla.var].es_derivada:
            propio = nodo.campo("estrechar").elementos()[i].campo("var")
            raise propio.error(f"«{regla.var}» no es una columna", _hay(receta.variables))


def _sin_huecos(rangos: Iterable[tuple[int, int]], nodo: Nodo) -> None:
    en_orden = sorted(rangos)
    for (_, hasta), (desde, _) in zip(en_orden, en_orden[1:]):
        if desde != hasta + 1:
            que = "se pisan" if desde <= hasta else "dejan un hueco"
            raise nodo.error(f"los rangos de edad {que} entre {hasta} y {desde}", "corrija uno")


def _columnas(receta: Receta, raiz: Nodo) -> None:
    con_columna = {v for e in receta.esquemas for v in e.columnas}
    for esquema in receta.esquemas:
        nodo = raiz.campo("esquemas").campo(esquema.id).campo("columnas")
        for id_ in esquema.columnas:
            if id_ not in receta.variables or receta.variables[id_].es_derivada:
                raise nodo.campo(id_).error("no es una variable de columna", _hay(receta.variables))
    for id_, variable in receta.variables.items():
        if not variable.es_derivada and id_ not in con_columna:
            raise (
                raiz.campo("variables")
                .campo(id_)
                .error(
                    "ningún esquema dice en qué columna está", "agréguela en esquemas.….columnas"
                )
            )


def _indicadores(receta: Receta, raiz: Nodo) -> None:
    nodo = raiz.campo("privaciones")
    repetidos = {p.id.upper() for p in receta.privaciones} & set(IPM.nombres)
    if receta.es_ipm and receta.ids != IPM.nombres:
        faltan = [p for p in IPM.nombres if p not in receta.ids]
        sobran = [p for p in receta.ids if p not in IPM.nombres]
        que = f"faltan {', '.join(faltan)}" if faltan else "no están en orden"
        dice = f"sobra {', '.join(sobran)}" if sobran and not faltan else que
        raise nodo.error(f"{dice}: van I1…I15", "complételas y ordénelas")
    if not receta.es_ipm and repetidos:
        raise nodo.campo(next(p.id for p in receta.privaciones if p.id.upper() in repetidos)).error(
            "otra medida no usa los nombres I1…I15", "dele un nombre propio"
        )
    if receta.es_ipm:
        oficiales = [int(p["peso"]) for p in documento("ipm")["privaciones"]]
        for privacion, peso in zip(receta.privaciones, oficiales):
            if privacion.peso != peso:
                raise nodo.campo(privacion.id).error(
                    f"el peso es {privacion.peso}", f"el del IPM es {peso} centésimas"
                )
    suma = sum(receta.pesos)
    if suma != CENTESIMAS or min(receta.pesos) < 1:
        raise nodo.error(f"los pesos suman {suma}", "que cada uno sea 1 o más y sumen 100")


def _expresion(
    receta: Receta, expresion: Expresion, padre: Nodo, nodos: Nodos, *, de_unidad: bool
) -> None:
    """Comprueba lo que nombra: que exista, que sea del tipo y que se pregunte a quien toca."""
    nodo = nodos.get(id(expresion), padre)
    if isinstance(expresion, DE_UNIDAD) and not de_unidad:
        raise nodo.error("aquí va lo de una persona", "quite alguno, ninguno, todos o la cuenta")
    if isinstance(expresion, EnCategorias):
        _categorias(receta, expresion, nodo, de_unidad=de_unidad)
    for var in _numeros(expresion):
        variable = _numero(receta, var, nodo)
        if not isinstance(expresion, Media):
            _del_nivel(variable, nodo, de_unidad=de_unidad)
    if isinstance(expresion, RazonDesdeCorte) and receta.variables[expresion.den].minimo < 1:
        raise nodo.error(f"«{expresion.den}» puede valer 0", "suba su mínimo a 1")
    if isinstance(expresion, Proporcion) and not 0 < expresion.menor_que <= 1:
        raise nodo.error(f"una proporción no llega a {expresion.menor_que}", "va de 0 a 1")
    abajo = de_unidad and not isinstance(expresion, DE_UNIDAD)
    for parte in partes_de(expresion):
        _expresion(receta, parte, nodo, nodos, de_unidad=abajo)
    if isinstance(expresion, DePersonas):
        _pregunta_por_personas(receta, expresion, nodo)


def _numeros(expresion: Expresion) -> tuple[str, ...]:
    """Las variables que la expresión, sin sus partes, compara como números."""
    if isinstance(expresion, EnRango):
        return (expresion.var,)
    if isinstance(expresion, Menor):
        return (expresion.uno.var, expresion.otro.var)
    if isinstance(expresion, RazonDesdeCorte):
        return (expresion.num, expresion.den)
    return (expresion.de.var,) if isinstance(expresion, Media) else ()


def _categorias(receta: Receta, expresion: EnCategorias, nodo: Nodo, *, de_unidad: bool) -> None:
    variable = _existe(receta, expresion.var, nodo)
    if variable.es_numero:
        raise nodo.error(f"«{variable.id}» es un número", "compárela con desde o hasta")
    for categoria in sorted(expresion.en | expresion.ambiguo):
        if categoria not in variable.categorias:
            raise nodo.error(
                f"«{variable.id}» no tiene la categoría «{categoria}»", _hay(variable.categorias)
            )
    if expresion.en & expresion.ambiguo:
        raise nodo.error("una categoría está en «en» y en «ambiguo»", "déjela en una")
    _del_nivel(variable, nodo, de_unidad=de_unidad)


def _pregunta_por_personas(receta: Receta, expresion: DePersonas, nodo: Nodo) -> None:
    if all(receta.variables[v].de_hogar for v in variables_de(expresion)):
        raise nodo.error(
            f"«{expresion.cuantos}» pregunta por personas y solo hay datos del hogar",
            "escriba la condición directamente",
        )


def _del_nivel(variable: Variable, nodo: Nodo, *, de_unidad: bool) -> None:
    if de_unidad and not variable.de_hogar:
        raise nodo.error(
            f"«{variable.id}» es de cada persona", "diga alguno, ninguno o todos los que cumplen"
        )


def _existe(receta: Receta, id_: str, nodo: Nodo) -> Variable:
    if id_ not in receta.variables:
        raise nodo.error(f"no hay una variable «{id_}»", _hay(receta.variables))
    return receta.variables[id_]


def _numero(receta: Receta, id_: str, nodo: Nodo) -> Variable:
    variable = _existe(receta, id_, nodo)
    if not variable.es_numero:
        raise nodo.error(f"«{id_}» es de categorías", "compárela con en: […]")
    return variable


def _hay(nombres: Iterable[str]) -> str:
    return f"hay {', '.join(nombres)}"
