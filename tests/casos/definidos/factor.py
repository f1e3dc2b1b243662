"""El factor de expansión de una muestra: se usa, se dice, y lo ambiguo se pregunta."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso
from tests.casos.definidos.esquemas import MUESTRA, con_factor, nombrar
from tests.casos.definidos.identidad import SIN_FICHA, SIN_SORTEO, sin
from tests.casos.escribir import Fila, barajar
from tests.casos.verdad import Hogar, dos_municipios

SE_USO = (
    "la base trae factor de expansión («FEX») y se usó: las cifras son de la población, no de los "
    "registros"
)


def casos() -> list[Caso]:
    """La muestra nacional con factores enteros, decimales, ambiguos e ilegibles."""
    doble: Callable[[Hogar], Fraction] = lambda _: Fraction(2)  # noqa: E731
    return [
        de_muestra("muestra-nacional", "La muestra con un factor de 2: los hogares pesan el doble",
                   ("2", "2"), doble, focalizar=HASTA_B7, avisos=[SE_USO]),
        de_muestra("factor-con-decimales", "«2,5» y «0,75»: pesan distinto los pobres",
                   ("2,5", "0,75"), por_pobre("5/2", "3/4"), focalizar=HASTA_B7, avisos=[SE_USO],
                   mas=[barajar(4)]),
        de_muestra("factor-ambiguo", "«1.234» puede ser mil o uno con decimales: se pregunta",
                   ("1.234", "812"),
                   esperado=lambda _: {"error": ["se pueden leer de dos maneras",
                                                 "«1.234» puede ser 1234 o 1,234"]}),
        de_muestra("factor-con-miles", "Dicho que el decimal es la coma, «1.234» es 1.234",
                   ("1.234", "812"), por_pobre("1234", "812"), opciones={"decimal": ","},
                   focalizar=HASTA_B7, avisos=[SE_USO]),
        de_muestra("factor-con-punto", "Dicho que el decimal es el punto, «1.234» es 1,234",
                   ("1.234", "812"), por_pobre("1234/1000", "812"), opciones={"decimal": "."},
                   focalizar=HASTA_B7, avisos=[SE_USO]),
        de_muestra("factor-cero", "Un factor de 0 es un hogar que no pesa, y no se pierde",
                   ("0", "3"), por_pobre("0", "3"), focalizar=HASTA_B7, avisos=[SE_USO]),
        de_muestra("factor-vacio", "Sin factor no se sabe cuánto pesa: detiene",
                   ("", "3"), esperado=lambda _: {"error": ["«FEX»", "9 filas"]}),
        de_muestra("factor-negativo", "Un factor negativo detiene, y dice dónde",
                   ("-2", "3"), esperado=lambda _: {"error": ["«FEX»: 9 filas", "«-2» (fila 2)"]}),
        de_muestra("factor-ilegible", "Un factor que no es un número detiene, y dice dónde",
                   ("dos", "1"),
                   esperado=lambda _: {"error": ["«FEX»: 9 filas", "«dos» (fila 2)"]}),
        de_muestra("muestra-sin-llave", "Sin la llave se cuentan jefes, y el tamaño no se sabe",
                   ("2", "2"), doble, focalizar=HASTA_B7, avisos=[SIN_FICHA, SE_USO],
                   mas=[sin("llave")], esperado=_sin_tamano),
    ]  # fmt: skip


def _sin_tamano(espera: dict[str, Any]) -> dict[str, Any]:
    """Sin ficha ni tamaño solo la orden cuenta personas, fila por fila: se comparan hogares."""
    territorios = {
        t: {n: cifras[n] for n in ("hogares", "hogares_p")}
        for t, cifras in espera["incidencia"]["territorios"].items()
    }
    return {**espera, "incidencia": {"territorios": territorios}, "focalizar": SIN_SORTEO}


def por_pobre(pobre: str, los_demas: str) -> Callable[[Hogar], Fraction]:
    """Un factor para los hogares pobres y otro para los demás."""
    return lambda h: Fraction(pobre if h.pobre else los_demas)


def de_muestra(
    nombre: str,
    que_es: str,
    factores: tuple[str, str],
    factor: Callable[[Hogar], Fraction] = lambda _: Fraction(1),
    *,
    mas: Any = (),
    **otros: Any,
) -> Caso:
    """Los dos municipios como muestra: el factor escrito de los pobres y el de los demás."""

    def poner(filas: list[Fila]) -> list[Fila]:
        return [{**f, "FEX": factores[f["h_5"] != "1"]} for f in con_factor(filas)]

    return caso(nombre, que_es, hogares=dos_municipios(), factor=factor,
                suciedades=[poner, nombrar(MUESTRA), *mas], **otros)  # fmt: skip
