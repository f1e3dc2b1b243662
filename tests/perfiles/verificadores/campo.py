"""Campo y cabecera: la brecha en palabras y los avisos de cada zona."""

from __future__ import annotations

from tests.perfiles import cuentas
from tests.perfiles.registro import CENSAL, Frase, verifica

MAYORIA = 0.5
ZONA = {"el campo": "rural", "la cabecera": "cabecera"}


@verifica("campo", r"En {anio}, la incidencia era {n} puntos? porcentual(?:es)? mayor en (?P<donde>el campo|la "
                   r"cabecera) que en (?P<otra>el campo|la cabecera)\.",
          compara=[CENSAL])  # fmt: skip
def brecha(f: Frase) -> None:
    t = f.tablas
    mayor, menor = (t.incidencia(f.codigo, ZONA[f[z]]) for z in ("donde", "otra"))
    assert mayor > menor
    assert abs((mayor - menor) - float(f["n"].replace(",", "."))) <= 0.0501
    assert ("puntos" in f.texto) == (f["n"] != "1,0")


@verifica("campo", r"En {anio}, la incidencia del campo y la de la cabecera diferían en menos de 1 punto "
                   r"porcentual\.", compara=[CENSAL])  # fmt: skip
def casi_iguales(f: Frase) -> None:
    assert (
        abs(f.tablas.incidencia(f.codigo, "rural") - f.tablas.incidencia(f.codigo, "cabecera")) < 1
    )


@verifica("campo", r"No tiene cabecera municipal: toda su población se cuenta como rural\.")
def sin_cabecera(f: Frase) -> None:
    t = f.tablas
    assert t.texto("ipm_censal", f.codigo, "cabecera", "2018") == "NA"
    rural, total = (t.valor("poblacion", f.codigo, d, "2018") for d in ("rural", "total"))
    assert rural == total


@verifica("campo", r"Las personas en pobreza se estiman en cada zona y se suman; redondeadas\.")
def se_suman(f: Frase) -> None:
    t = f.tablas
    partes = sum(t.personas(f.codigo, z) for z in ("cabecera", "rural"))
    assert abs(partes - t.personas(f.codigo)) < 1e-6 * max(partes, 1)


@verifica("campo", r"El total suma también la zona que no se estima aparte\.")
def suma_la_que_no_se_estima(f: Frase) -> None:
    t = f.tablas
    assert t.omision(f.codigo) <= MAYORIA
    assert max(t.omision(f.codigo, d) for d in ("cabecera", "rural")) > MAYORIA


@verifica("pobreza", r"Suma (?P<zona>el campo|la cabecera), donde la cifra describe solo a los contados "
                     r"y no se estima aparte\.")  # fmt: skip
def dice_junto_al_total_la_que_no_se_estima(f: Frase) -> None:
    t = f.tablas
    assert t.omision(f.codigo) <= MAYORIA
    dominio = {"el campo": "rural", "la cabecera": "cabecera"}[f["zona"]]
    assert t.omision(f.codigo, dominio) > MAYORIA


@verifica("campo", r"En (?P<zona>el campo|la cabecera), el censo dejó por fuera {texto}; la cifra "
                   r"puede ser otra\.")  # fmt: skip
def cautela_de_una_zona(f: Frase) -> None:
    o = cuentas.exigir_omitidos(f.texto, f, ZONA[f["zona"]])
    assert 0.20 <= o <= MAYORIA


@verifica("campo", r"En (?P<zona>el campo|la cabecera), la cifra describe solo a los contados: el "
                   r"censo dejó por fuera {texto}\.")  # fmt: skip
def solo_los_contados(f: Frase) -> None:
    assert cuentas.exigir_omitidos(f.texto, f, ZONA[f["zona"]]) > MAYORIA


@verifica("campo", r"El campo y la cabecera no se comparan: una de las cifras describe solo a los "
                   r"contados\.")  # fmt: skip
def no_se_comparan(f: Frase) -> None:
    assert max(f.tablas.omision(f.codigo, d) for d in ("total", "cabecera", "rural")) > MAYORIA


@verifica("dentro", r"Describe a quienes contó el censo; arriba dice a cuántos dejó por fuera\.")
@verifica(
    "necesidades", r"Describe a quienes contó el censo; arriba dice a cuántos dejó por fuera\."
)
def solo_quienes_conto(f: Frase) -> None:
    assert f.tablas.omision(f.codigo) >= 0.20
