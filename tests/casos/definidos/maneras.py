"""Una columna escrita de muchas maneras a la vez: todas dicen lo mismo."""

from __future__ import annotations

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso
from tests.casos.definidos.esquemas import MUESTRA, con_factor, nombrar
from tests.casos.definidos.factor import SE_USO
from tests.casos.escribir import Fila, Suciedad, cambiar
from tests.casos.verdad import dos_municipios

JEFE = ("1", "01", "1.0", "1,0", "Jefe(a)", "1. Jefe(a)", "1 - Jefe", "JEFE", " jefe ")
NIVEL = ("3", "03", "3.0", "Nivel 3", "A3", "A03", "A-3", "a3", "3,0")
MARCA = ("1", "1.0", "1,0", "Sí", "SI", "01", " 1 ", '="1"')
RURAL = ("2", "02", "2.0", "Rural", "RURAL", "2. Rural")
MUNICIPIO = ("05001", "5001", "5001.0", "5.001", '="05001"', " 05001 ", "05001,0")


def casos() -> list[Caso]:
    """Una por columna."""
    return [
        caso("jefe-de-muchas-maneras", "El jefe, escrito de nueve maneras", focalizar=HASTA_B7,
             suciedades=[alternar("tip_parentesco", "1", JEFE)]),
        caso("nivel-de-muchas-maneras", "El nivel 3, escrito de nueve maneras",
             suciedades=[cambiar("clasificacion", lambda _: ""), alternar("nivel", "3", NIVEL)],
             focalizar=HASTA_B7),
        caso("marca-de-muchas-maneras", "La privación, escrita de ocho maneras",
             suciedades=[alternar(c, "1", MARCA) for c in ("i1", "i2", "i8", "i9", "h_5")],
             focalizar=HASTA_B7),
        caso("municipio-de-muchas-maneras", "05001, escrito de siete maneras",
             suciedades=[alternar("cod_mpio", "05001", MUNICIPIO)], focalizar=HASTA_B7,
             avisos=["«cod_mpio» trae códigos con punto de miles («5.001»): se leyeron sin él"]),
        caso("zona-de-muchas-maneras", "La zona rural de la muestra, escrita de seis maneras",
             suciedades=[con_factor_de_uno, alternar("zona", "2", RURAL), nombrar(MUESTRA)],
             focalizar={"regla": "zona=2 y A1..A5", "cumple": lambda h: h.grupo == "A"},
             avisos=[SE_USO]),
        caso("una-fila-por-hogar", "Una base de hogares: el tamaño lo dice su columna",
             suciedades=[lambda filas: [f for f in filas if f["tip_parentesco"] == "1"]],
             focalizar=HASTA_B7),
        caso("sin-parentesco", "Sin la columna del parentesco no se adivina qué es cada fila",
             suciedades=[nombrar({c: c for c in _columnas() if c not in DE_LA_FILA})],
             esperado=lambda _: {"error": ["no se sabe si cada fila es una persona o un hogar"]}),
        caso("privacion-vacia", "Una privación vacía detiene: no es un 0",
             suciedades=[lambda filas: [{**f, "i4": "NA" if i < 2 else f["i4"]}
                                        for i, f in enumerate(filas)]],
             motores={"navegador": "la página sigue y dice que de esos no se sabe si son pobres"},
             esperado=lambda _: {"error": ["sin dato"]}),
    ]  # fmt: skip


DE_LA_FILA = ("tip_parentesco", "num_personas_hogar")


def _columnas() -> list[str]:
    """Las de la base nominal."""
    from tests.casos.escribir import IDENTIDAD, filas_de

    return [c for c in filas_de(dos_municipios())[0] if c != IDENTIDAD]


def con_factor_de_uno(filas: list[Fila]) -> list[Fila]:
    """Como la muestra, con un factor que no cambia nada."""
    return [{**f, "FEX": "1"} for f in con_factor(filas)]


def alternar(columna: str, cual: str, maneras: tuple[str, ...]) -> Suciedad:
    """Ese valor, cada vez de otra de las maneras; los demás no cambian."""

    def cambiar_cada(filas: list[Fila]) -> list[Fila]:
        return [
            {**f, columna: maneras[(i // 2) % len(maneras)] if f[columna] == cual else f[columna]}
            for i, f in enumerate(filas)
        ]

    return cambiar_cada
