"""El informe de una recodificación: qué se leyó, qué se decidió, qué no y por qué."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ..hogares.avisos import con_miles
from .base import BaseRecodificada
from .concordancia import contrastar
from .crudas import CuentaDeVariable, resumir

COLUMNAS = ("seccion", "elemento", "dato", "valor", "detalle")
Renglon = tuple[str, str, str, "int | float | str | None", str]
# Con más parte sin decidir en un indicador, quien recodifica lo tiene que aceptar.
MAXIMO_SIN_DECIDIR = Fraction(5, 100)
# Con las dos cotas de H más separadas (2 puntos), no se da un valor único.
MAXIMO_ANCHO = 0.02


@dataclass(frozen=True)
class Cotas:
    """H en personas entre dos cotas, de 0 a 1; NaN si no hay de quién."""

    minima: float
    maxima: float

    @property
    def ancho(self) -> float:
        """Cuánto las separa."""
        return self.maxima - self.minima


def cotas_de_h(base: BaseRecodificada) -> Cotas:
    """H si ninguno de los que no se sabe es pobre, y si todos lo son; en personas, con factor."""
    pobre = base.puntajes.pobre
    personas = base.hechos.personas
    peso = np.where(np.isfinite(personas), personas, 1.0) * base.hechos.factor
    total = float(peso.sum())
    if not total > 0:
        return Cotas(float("nan"), float("nan"))
    return Cotas(float(peso[pobre == 1].sum()) / total, float(peso[pobre != 0].sum()) / total)


def sin_decidir(base: BaseRecodificada) -> dict[str, Fraction]:
    """De los indicadores que se pueden medir, los que pasan del máximo sin decidir, y su parte."""
    cuantos = len(base.hechos.jefe)
    partes = {}
    for j, id_ in enumerate(base.hecha.receta.ids):
        parte = Fraction(int((base.de_hogares[:, j] < 0).sum()), cuantos) if cuantos else Fraction()
        if parte > MAXIMO_SIN_DECIDIR:
            partes[id_] = parte
    return partes


def renglones(base: BaseRecodificada) -> list[Renglon]:
    """Todo el informe, {sección, elemento, dato, valor, detalle} por renglón."""
    return [
        *_de_la_receta(base),
        *_de_la_unidad(base),
        *(r for c in base.hecha.cuentas.values() for r in _de_variable(base, c)),
        *(r for j in range(len(base.hecha.receta.ids)) for r in _de_indicador(base, j)),
        *_de_la_medida(base),
        *_de_concordancia(base),
    ]


def avisos(base: BaseRecodificada) -> list[str]:
    """Lo que hay que decir de lo recodificado antes de usarlo."""
    receta, unidades = base.hecha.receta, base.hecha.unidades
    dichos = [f"{receta.medida}: {aviso}" for aviso in receta.avisos]
    if unidades.separadas:
        dichos.append(
            f"{con_miles(unidades.separadas)} personas forman unidad aparte en "
            f"{con_miles(unidades.hogares_tocados)} hogares (pensionistas y servicio doméstico): "
            "sus privaciones no son las del hogar"
        )
    if base.del_archivo is not None:
        dichos.append("la base ya trae marcas: donde las hay valen las suyas, no las recodificadas")
    for cuenta in base.hecha.cuentas.values():
        for raros, dice in (
            (cuenta.desconocidos, "códigos que la receta no conoce, y valen sin dato"),
            (cuenta.fuera_de_rango, "valores fuera de rango, que valen sin dato"),
        ):
            if raros:
                dichos.append(f"«{cuenta.columna}» trae {dice}: {resumir(raros)}")
    supuestos = {
        p.id: int(d.supuesta.sum()) for p, d in zip(receta.privaciones, base.hecha.decididas)
    }
    dichos += [
        f"en {id_} se supuso la respuesta de {con_miles(n)} unidades: lo pide la receta"
        for id_, n in supuestos.items()
        if n
    ]
    if base.sin_columna:
        dichos.append(
            f"faltan {', '.join(base.sin_columna)}: se da cada indicador hasta donde alcanza, y no "
            "se da H"
        )
    return dichos


def _de_la_receta(base: BaseRecodificada) -> list[Renglon]:
    receta = base.hecha.receta
    return [
        ("receta", receta.id, "medida", receta.medida, receta.nombre),
        ("receta", receta.id, "version", receta.version, ""),
        ("receta", receta.id, "estado", receta.estado.replace("_", " "), ""),
        ("receta", receta.id, "esquema", base.hecha.esquema, ""),
        *(("receta", receta.id, "aviso", None, aviso) for aviso in receta.avisos),
    ]


def _de_la_unidad(base: BaseRecodificada) -> list[Renglon]:
    unidades, avisos = base.hecha.unidades, base.hechos.avisos
    de_avisos = {a.id: (a.n, a.texto) for a in avisos.lista}
    hechos: list[Renglon] = [
        ("unidad", "personas", "leidas", len(base.entrada.filas), ""),
        ("unidad", "personas", "cuentan", int((unidades.de >= 0).sum()), ""),
        ("unidad", "hogares", "armados", len(base.hechos.jefe), ""),
        ("unidad", "unidades", "formadas", len(unidades), ""),
        (
            *("unidad", "personas", "separadas", unidades.separadas),
            f"en {con_miles(unidades.hogares_tocados)} hogares: forman unidad aparte",
        ),
    ]
    for id_ in ("sin_jefe", "varios_jefes", "repetidas", "otro_tamano", "marcas_distintas"):
        n, texto = de_avisos.get(id_, (0, ""))
        hechos.append(("unidad", "hogares", id_, n, texto))
    return hechos


def _de_variable(base: BaseRecodificada, cuenta: CuentaDeVariable) -> list[Renglon]:
    propia = base.hecha.receta.variables[cuenta.variable]
    if not cuenta.columna:
        hechos: list[Renglon] = [("variable", cuenta.variable, "falta", None, propia.etiqueta)]
        if cuenta.incoherentes:
            hechos.append(
                ("variable", cuenta.variable, "incoherentes", cuenta.incoherentes, "se contradicen")
            )
        return hechos
    desconocidos = sum(r.n for r in cuenta.desconocidos)
    fuera = sum(r.n for r in cuenta.fuera_de_rango)
    return [
        ("variable", cuenta.variable, "columna", cuenta.columna, propia.etiqueta),
        ("variable", cuenta.variable, "con_dato", cuenta.con_dato, ""),
        ("variable", cuenta.variable, "no_aplica", cuenta.no_aplica, ""),
        ("variable", cuenta.variable, "sin_dato", cuenta.sin_dato, ""),
        *_si(cuenta.variable, "desconocidos", desconocidos, resumir(cuenta.desconocidos)),
        *_si(cuenta.variable, "fuera_de_rango", fuera, resumir(cuenta.fuera_de_rango)),
        *_si(
            *(cuenta.variable, "incoherentes", cuenta.incoherentes),
            "«no aplica» a quien sí se le pregunta: vale sin dato",
        ),
        *_si(
            *(cuenta.variable, "discrepan", cuenta.discrepan),
            "hogares cuyas personas dicen cosas distintas: vale sin dato",
        ),
    ]


def _si(variable: str, dato: str, n: int, detalle: str) -> list[Renglon]:
    return [("variable", variable, dato, n, detalle)] if n else []


def por_que(base: BaseRecodificada, j: int) -> str:
    """Por qué variables quedó sin decidir un indicador, las de más hogares antes."""
    decidida = base.hecha.decididas[j]
    hogares = base.hecha.unidades
    contados = ((v, int(hogares.a_hogares(d, 0).sum())) for v, d in decidida.dudas.items())
    cuantos = {v: n for v, n in contados if n}
    en_orden = sorted(cuantos.items(), key=lambda par: (-par[1], par[0]))
    return "; ".join(_por_la_variable(base, variable, n) for variable, n in en_orden)


def _por_la_variable(base: BaseRecodificada, variable: str, n: int) -> str:
    """«Semanas buscando trabajo (733 hogares; la base no trae semanas)»."""
    receta, cuentas = base.hecha.receta, base.hecha.cuentas
    faltan = [
        b for b in receta.base_de(variable) if b in cuentas and not cuentas[b].columna
        and base.hecha.esquema not in receta.variables[b].no_preguntada
    ]  # fmt: skip
    dice = f"; la base no trae {', '.join(faltan)}" if faltan else ""
    unidades = f"{con_miles(n)} {'hogar' if n == 1 else 'hogares'}"
    return f"{receta.variables[variable].etiqueta} ({unidades}{dice})"


def _de_indicador(base: BaseRecodificada, j: int) -> list[Renglon]:
    decidida, privacion = base.hecha.decididas[j], base.hecha.receta.privaciones[j]
    columna = base.de_hogares[:, j]
    falta = base.hecha.faltan[privacion.id]
    detalle = privacion.no_se_puede or por_que(base, j)
    hechos: list[Renglon] = [
        ("indicador", privacion.id, "nombre", privacion.nombre, privacion.nota),
        (
            *("indicador", privacion.id, "estado", privacion.estado.replace("_", " ")),
            privacion.evidencia,
        ),
        ("indicador", privacion.id, "elegibles", int(decidida.elegible.sum()), "unidades"),
        ("indicador", privacion.id, "privados", int((columna == 1).sum()), "hogares"),
        ("indicador", privacion.id, "no_privados", int((columna == 0).sum()), "hogares"),
        ("indicador", privacion.id, "indeterminados", int((columna < 0).sum()), detalle),
        ("indicador", privacion.id, "supuestos", int(decidida.supuesta.sum()), "unidades"),
    ]
    if falta:
        hechos.append(("indicador", privacion.id, "falta_columna", None, ", ".join(falta)))
    return hechos


def _de_la_medida(base: BaseRecodificada) -> list[Renglon]:
    hechos, medida = base.puntajes, base.hecha.receta.medida
    renglones: list[Renglon] = [
        ("medida", medida, "pobres", int((hechos.pobre == 1).sum()), "hogares"),
        ("medida", medida, "no_pobres", int((hechos.pobre == 0).sum()), "hogares"),
        ("medida", medida, "sin_saber", int((hechos.pobre < 0).sum()), "hogares"),
    ]
    if base.sin_columna:
        dice = f"no se da H: faltan {', '.join(base.sin_columna)}"
        return [*renglones, ("medida", medida, "H", None, dice)]
    cotas = cotas_de_h(base)
    dice = "en personas; " + (
        "las dos cotas se separan más de 2 puntos: no se da un valor único"
        if cotas.ancho > MAXIMO_ANCHO
        else "entre la cota menor y la mayor está H"
    )
    return [
        *renglones,
        ("medida", medida, "H_min", cotas.minima, dice),
        ("medida", medida, "H_max", cotas.maxima, dice),
    ]


def _de_concordancia(base: BaseRecodificada) -> list[Renglon]:
    hechos: list[Renglon] = []
    for c in contrastar(base):
        filas = ", ".join(map(con_miles, c.distintos))
        hechos += [
            ("concordancia", c.id, "comparados", c.comparados, "hogares que los dos deciden"),
            (
                *("concordancia", c.id, "iguales", c.iguales),
                f"difieren los de las filas {filas}" if filas else "ninguno difiere",
            ),
            (
                *("concordancia", c.id, "sin_decidir", c.sin_decidir),
                f"de ellos, {con_miles(c.sin_decidir_privados)} privados según el archivo",
            ),
            ("concordancia", c.id, "personas_comparadas", c.personas, ""),
            ("concordancia", c.id, "personas_iguales", c.personas_iguales, ""),
        ]
    return hechos
