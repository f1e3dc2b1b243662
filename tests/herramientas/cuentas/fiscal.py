"""Cuentas fiscales de un municipio: categoría, límites de gasto, propósito general y compra local.

Las tablas (rangos, porcentajes, salarios) son datos que da quien llama; aquí están las reglas:

- Categoría (Ley 136 de 1994, art. 6, modificado por la Ley 1551 de 2012, art. 7): la de su
  población; si los ingresos corrientes de libre destinación (ICLD) superan ese rango, sube un solo
  escalón; si no lo alcanzan, la que corresponde a los ICLD. Superar el límite de gasto la baja uno;
  en frontera con más de 70.000 habitantes es mínimo cuarta; de un año a otro no cambia más de dos.
- Propósito general del SGP (Ley 715 de 2001, art. 78, modificado por la Ley 1176 de 2007, art. 21):
  en categorías cuarta a sexta, hasta el 42 % es de libre destinación; deporte, cultura y FONPET se
  calculan sobre el total menos esa libre destinación y menos la asignación de los municipios de
  menos de 25.000 habitantes.

Una categoría es su posición: 0 especial, 1 primera, …, 6 sexta.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generador.metodos.errores import ErrorDeMetodo

ESPECIAL, CUARTA, SEXTA = 0, 4, 6
CAMBIO_MAXIMO = 2
HABITANTES_DE_FRONTERA = 70_000


@dataclass(frozen=True)
class Categoria:
    """La categoría y por dónde se llegó: la de su población y la de sus ICLD."""

    por_poblacion: int
    por_icld: int
    categoria: int


@dataclass(frozen=True)
class Circunstancias:
    """Lo que mueve la categoría además de población e ICLD.

    `anterior` es la categoría del año previo, si se quiere aplicar el cambio máximo.
    """

    excede_gasto: bool = False
    frontera: bool = False
    anterior: int | None = None


def _no_negativo(valor: float, nombre: str) -> float:
    if not 0 <= valor < float("inf"):
        raise ErrorDeMetodo(
            f"{nombre} es {valor}", que_hacer="escriba un número desde 0 en ese dato"
        )
    return valor


def categorizar(
    poblacion: int,
    icld_salarios: float,
    rangos: Sequence[Mapping[str, Any]],
    circunstancias: Circunstancias | None = None,
) -> Categoria:
    """Categoría con `icld_salarios` (ICLD en salarios mínimos del mismo año).

    `rangos`, de la especial a la sexta: `poblacion_desde` (incluido) e `icld_mas_de` (sin incluir).
    """
    caso = circunstancias or Circunstancias()
    _no_negativo(poblacion, "la población")
    _no_negativo(icld_salarios, "los ICLD")
    por_poblacion = next(i for i, r in enumerate(rangos) if poblacion >= r["poblacion_desde"])
    por_icld = next((i for i, r in enumerate(rangos) if icld_salarios > r["icld_mas_de"]), SEXTA)
    categoria = por_poblacion - 1 if por_icld < por_poblacion else por_icld
    if caso.excede_gasto:
        categoria = min(categoria + 1, SEXTA)
    if caso.frontera and poblacion > HABITANTES_DE_FRONTERA:
        categoria = min(categoria, CUARTA)
    if caso.anterior is not None:
        menor, mayor = caso.anterior - CAMBIO_MAXIMO, caso.anterior + CAMBIO_MAXIMO
        categoria = max(menor, min(mayor, categoria))
    return Categoria(por_poblacion, por_icld, categoria)


def categorizar_con_gasto(
    poblacion: int,
    icld: float,
    salario: float,
    gasto: float | None,
    rangos: Sequence[Mapping[str, Any]],
    circunstancias: Circunstancias | None = None,
) -> tuple[Categoria, bool]:
    """La categoría con cifras en pesos, y si el gasto de funcionamiento la bajó un escalón.

    El gasto se compara con el límite de la categoría que tendría sin contarlo; None no lo compara.
    """
    caso = circunstancias or Circunstancias()
    primera = categorizar(poblacion, icld / salario, rangos, caso)
    excede = gasto is not None and gasto > limite_de_gasto(icld, primera.categoria, rangos)
    if not excede:
        return primera, False
    rebajada = replace(caso, excede_gasto=True)
    return categorizar(poblacion, icld / salario, rangos, rebajada), True


def limite_de_gasto(icld: float, categoria: int, rangos: Sequence[Mapping[str, Any]]) -> float:
    """Tope de gasto de funcionamiento de la administración central, en pesos (Ley 617, art. 6)."""
    return _no_negativo(icld, "los ICLD") * float(rangos[categoria]["limite_pct"]) / 100


def limite_de_concejo(
    honorarios: float, icld: float, salario: float, reglas: Mapping[str, Any]
) -> float:
    """Tope del concejo, en pesos (Ley 617, art. 10): honorarios y una parte de los ICLD.

    Con ICLD del año anterior de `icld_pequeno` o menos, en vez de la parte van salarios mínimos.
    """
    _no_negativo(honorarios, "los honorarios")
    if _no_negativo(icld, "los ICLD") <= reglas["icld_pequeno"]:
        return honorarios + float(reglas["salarios_pequeno"]) * _no_negativo(
            salario, "el salario mínimo"
        )
    return honorarios + icld * float(reglas["pct_icld"]) / 100


def limite_de_personeria(
    icld: float, salario: float, categoria: int, anio: int, reglas: Mapping[str, Any]
) -> float:
    """Tope de la personería, en pesos: parte de los ICLD (especial a segunda) o salarios mínimos.

    En tercera a sexta sube `aumento` salarios por vigencia desde `desde`, hasta `vigencias` veces.
    """
    if categoria < len(reglas["pct_icld"]):
        return _no_negativo(icld, "los ICLD") * float(reglas["pct_icld"][categoria]) / 100
    veces = max(0, min(anio - reglas["desde"] + 1, reglas["vigencias"]))
    base = reglas["salarios_base"][categoria - len(reglas["pct_icld"])]
    return float(base + reglas["aumento"] * veces) * _no_negativo(salario, "el salario mínimo")


@dataclass(frozen=True)
class Asignado:
    """Propósito general asignado.

    `menores` es la parte que llega por tener menos de 25.000 habitantes y `libre_pct`, el
    porcentaje que se toma como libre destinación.
    """

    total: float
    menores: float = 0.0
    libre_pct: float = 0.0
    exento_fonpet: bool = False


@dataclass(frozen=True)
class PropositoGeneral:
    """Reparto del propósito general, en la moneda de la entrada; las partes suman el total."""

    libre_destinacion: float
    base: float
    deporte: float
    cultura: float
    fonpet: float
    inversion: float


def repartir_proposito_general(
    asignado: Asignado, categoria: int, reglas: Mapping[str, Any]
) -> PropositoGeneral:
    """Reparte el propósito general de un municipio de esa categoría."""
    total = _no_negativo(asignado.total, "el propósito general")
    menores = _no_negativo(asignado.menores, "la asignación de menos de 25.000 habitantes")
    libre_pct = asignado.libre_pct
    tope = reglas["libre_pct"] if categoria >= CUARTA else 0
    if not 0 <= libre_pct <= tope:
        raise ErrorDeMetodo(
            f"la libre destinación es {libre_pct} % y el tope de su categoría es {tope} %",
            que_hacer=f"use un porcentaje de 0 a {tope}",
        )
    libre = total * libre_pct / 100
    base = total - libre - menores
    if base < 0:
        raise ErrorDeMetodo(
            "la libre destinación y la asignación de menos de 25.000 habitantes superan el total",
            que_hacer="revise las dos cifras: vienen en el mismo documento de distribución",
        )
    deporte = base * reglas["deporte_pct"] / 100
    cultura = base * reglas["cultura_pct"] / 100
    fonpet = 0.0 if asignado.exento_fonpet else base * reglas["fonpet_pct"] / 100
    inversion = total - libre - deporte - cultura - fonpet
    return PropositoGeneral(libre, base, deporte, cultura, fonpet, inversion)


def minimo_de_compra_local(presupuesto_alimentos: float, reglas: Mapping[str, Any]) -> float:
    """Lo que debe comprarse a pequeños productores locales, en la moneda de la entrada."""
    return _no_negativo(presupuesto_alimentos, "el presupuesto") * float(reglas["pct"]) / 100
