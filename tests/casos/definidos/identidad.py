"""De qué hogar es cada fila: repetidas, jefes, ficha ilegible o sin ficha."""

from __future__ import annotations

from dataclasses import replace

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso
from tests.casos.escribir import SUCIEDADES, Fila, Suciedad, cambiar
from tests.casos.verdad import Hogar, dos_municipios

SIN_SORTEO = {"error": ["el sorteo usa esa identidad"]}


def casos() -> list[Caso]:
    """Cada falla de la identidad del hogar."""
    return [*_repetidas(), *_jefes(), *_sin_identidad()]


def _repetidas() -> list[Caso]:
    return [
        caso("pegado-dos-veces", "El archivo pegado debajo de sí mismo no son el doble de hogares",
             suciedades=[SUCIEDADES["pegado dos veces"]], focalizar=HASTA_B7,
             avisos=["48 filas repiten a una persona del mismo hogar: cada una se contó una vez"]),
        caso("misma-ficha-en-dos-municipios", "La misma ficha en otro municipio es otro hogar",
             hogares=[replace(h, ficha=(h.ficha - 1) % 12 + 1) for h in dos_municipios()],
             focalizar=HASTA_B7),
        caso("dos-hogares-en-una-ficha", "Una vivienda con dos hogares",
             hogares=[replace(h, ficha=(h.ficha + 1) // 2, numero=2 - h.ficha % 2)
                      for h in dos_municipios()],
             suciedades=[lambda filas: [{**f, "ide_hogar": (f["ide_hogar"], f"0{f['ide_hogar']}")[
                 i % 2]} for i, f in enumerate(filas)]], focalizar=HASTA_B7),
        caso("menos-personas-de-las-dichas", "«num_personas_hogar» dice tres y hay dos filas",
             suciedades=[cambiar("num_personas_hogar", lambda _: "3")], focalizar=HASTA_B7,
             avisos=["24 hogares no tienen tantas personas como dice «num_personas_hogar»: se "
                     "contaron sus filas"]),
    ]  # fmt: skip


def _jefes() -> list[Caso]:
    chica = [
        Hogar("05001", 900 + i, 1, "CHICA", 3, "A", 3, dos_municipios()[0].marcas, (40, 41))
        for i in range(3)
    ]

    def sin_jefe(filas: list[Fila]) -> list[Fila]:
        return [
            {**f, "tip_parentesco": "3" if f["nom_vereda"] == "CHICA" else f["tip_parentesco"]}
            for f in filas
        ]

    def dos_jefes(filas: list[Fila]) -> list[Fila]:
        return [
            {**f, "tip_parentesco": "1" if f["cod_mpio"] == "05001" else f["tip_parentesco"]}
            for f in filas
        ]

    def otra_marca(filas: list[Fila]) -> list[Fila]:
        return [{**f, "i5": "1" if f["i5"] == "0" else "0"} if _segunda(f) else f for f in filas]

    def de_pensionista(filas: list[Fila]) -> list[Fila]:
        return [{**f, "tip_parentesco": "17"} if _segunda(f) else f for f in filas]

    return [
        caso("marcas-distintas", "Dos personas de un hogar con marcas distintas: valen las del "
             "jefe, y se dice", suciedades=[otra_marca], focalizar=HASTA_B7,
             avisos=["12 hogares traen privaciones o «h_5» distintos entre sus personas: valen "
                     "los del jefe"]),
        caso("marcas-de-pensionista", "Un pensionista con sus propias marcas no contradice al "
             "hogar, y el hogar sigue siendo uno", suciedades=[otra_marca, de_pensionista],
             focalizar=HASTA_B7),
        caso("dos-jefes", "Un hogar con dos jefes sigue siendo uno",
             suciedades=[dos_jefes], focalizar=HASTA_B7,
             avisos=["12 hogares tienen varios jefes: se usó uno, el mismo sin importar el orden "
                     "de las filas"]),
        caso("sin-jefe", "Una vereda con tres hogares sin jefe: se cuentan, y se dice",
             hogares=[*dos_municipios(), *chica], suciedades=[sin_jefe], por="nom_vereda",
             focalizar=HASTA_B7,
             avisos=["3 hogares no tienen jefe: se usó otra de sus personas"],
             de_incidencia=["1 territorio tiene menos de 10 hogares: sus cifras dicen cómo viven "
                            "personas que se pueden reconocer"]),
        caso("parentesco-ilegible", "Un parentesco que no se entiende detiene, y dice cuál y dónde",
             suciedades=[en_la_primera("tip_parentesco", "patrón")],
             esperado=lambda _: {"error": ["«tip_parentesco»: 1 fila", "«patrón» (fila 2)"]}),
        caso("parentesco-ilegible-aceptado", "Si se acepta, queda sin dato, contado y nombrado",
             suciedades=[en_la_primera("tip_parentesco", "patrón")], focalizar=HASTA_B7,
             opciones={"aceptar": True},
             avisos=["1 hogar no tiene jefe: se usó otra de sus personas",
                     "«tip_parentesco»: 1 fila; no se entiende el parentesco: «patrón» (fila 2)"]),
    ]  # fmt: skip


def _sin_identidad() -> list[Caso]:
    cientifica = [f"«1,{i:03d}E+11» (fila {2 * i})" for i in (1, 2, 3)]
    return [
        caso("ficha-en-notacion-cientifica", "Excel escribió 1,1001E+11: ya no se sabe quién es "
             "de cada hogar", focalizar=HASTA_B7,
             suciedades=[cambiar("ide_ficha_origen", lambda v: f"1,{int(v):03d}E+11")],
             avisos=[f"«ide_ficha_origen» trae números en notación científica "
                     f"({', '.join(cientifica)}): Excel les quitó cifras y ya no dicen qué "
                     "personas son de un hogar. Los hogares se cuentan por su jefe, y no hay "
                     "sorteo ni modo publicable"],
             esperado={"focalizar": {"error": ["qué personas son de un mismo hogar"]}}),
        caso("sin-ficha", "La nominal sin la ficha: se cuentan jefes y no hay sorteo",
             suciedades=[sin("ide_ficha_origen")], focalizar=HASTA_B7,
             avisos=[SIN_FICHA], esperado={"focalizar": SIN_SORTEO}),
        caso("ficha-vacia", "Una ficha vacía no se adivina: detiene y dice la fila",
             suciedades=[en_la_primera("ide_ficha_origen", "")],
             esperado=lambda _: {"error": ["no dice a qué hogar pertenece", "fila 2"]}),
    ]  # fmt: skip


def _segunda(fila: Fila) -> bool:
    """La segunda persona de los hogares de un municipio."""
    return fila["cod_mpio"] == "05001" and fila["ide_persona"] == "2"


SIN_FICHA = (
    "la base no trae la ficha ni la llave de la vivienda: los hogares se cuentan por su jefe, y no "
    "hay sorteo ni modo publicable"
)


def en_la_primera(columna: str, valor: str) -> Suciedad:
    """Otro valor en la primera fila."""
    return lambda filas: [{**filas[0], columna: valor}, *filas[1:]]


def sin(*columnas: str) -> Suciedad:
    """Las filas sin esas columnas."""
    return lambda filas: [{c: v for c, v in f.items() if c not in columnas} for f in filas]
