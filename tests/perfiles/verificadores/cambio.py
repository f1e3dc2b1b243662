"""Cómo ha cambiado: las NBI de los dos censos, su margen y quién no se puede comparar."""

from __future__ import annotations

import math

from tests.perfiles.registro import CENSAL, Frase, verifica
from tests.perfiles.tablas import Tablas, es_co, redondo

ANTES, DESPUES = "2005", "2018"
NBI, OTRO_IPM = [("nbi", ANTES), ("nbi", DESPUES)], [("ipm_2005", ANTES), CENSAL]
MAYORIA, FALTA_MUCHO, SE_LEEN_IGUALES = 0.5, 0.05, 0.05
Z = 1.959963984540054
ROTULO = r"El margen cuenta la muestra de 2005"
# Los que el DANE recalculó o de los que salió otro, según sus notas al archivo de 2005.
NUEVOS = ("19300", "13490", "23682", "23815")
SALIO = {"19142": "Guachené", "13600": "Norosí", "23466": "San José de Uré", "23670": "Tuchín"}


def _nbi(f: Frase, anio: str) -> float:
    return f.tablas.valor("nbi", f.codigo, "total", anio)


def _margen(t: Tablas, codigo: str) -> float:
    """±1,96 errores estándar; 0 donde el primer censo preguntó a todos."""
    if t.texto("nbi_cv", codigo, "total", ANTES) == "NA":
        return 0.0
    cv, valor = (t.valor(i, codigo, "total", ANTES) for i in ("nbi_cv", "nbi"))
    return Z * valor * cv / 100


def _faltan(t: Tablas, codigo: str) -> tuple[int, float]:
    """Cuántos de sus municipios no tienen cifra de 2005, y qué parte de la gente de ese año."""
    sin = [m for m in t.suyos(codigo) if math.isnan(t.valor("nbi", m, "total", ANTES))]
    gente = t.numeros["poblacion", "total", ANTES]
    return len(sin), sum(gente.get(m, 0) for m in sin) / t.suma("poblacion", codigo, "total", ANTES)


def _comparable(f: Frase) -> bool:
    falta = len(f.codigo) == 2 and _faltan(f.tablas, f.codigo)[1] > FALTA_MUCHO
    return f.tablas.omision(f.codigo) <= MAYORIA and not falta and not math.isnan(_nbi(f, ANTES))


def _se_distingue(f: Frase) -> bool:
    puntos = abs(_nbi(f, DESPUES) - _nbi(f, ANTES))
    return puntos > max(_margen(f.tablas, f.codigo), SE_LEEN_IGUALES)


@verifica("cambio", r"(?P<verbo>Bajó|Subió)\.", compara=NBI, rotulo=ROTULO)
def respuesta(f: Frase) -> None:
    assert _comparable(f)
    assert _se_distingue(f)
    assert (f["verbo"] == "Bajó") == (_nbi(f, DESPUES) < _nbi(f, ANTES))


@verifica("cambio", r"No se distingue un cambio\.", compara=NBI, rotulo=ROTULO)
def sin_cambio(f: Frase) -> None:
    assert _comparable(f)
    assert not _se_distingue(f)


@verifica("cambio", r"No se puede decir\.")
def no_se_puede(f: Frase) -> None:
    assert not _comparable(f)


@verifica("cambio", r"En {anio}, {pct} de las personas vivía con necesidades básicas insatisfechas "
                    r"\(NBI\); en {otro_anio}, {pct2}\.", compara=NBI, rotulo=ROTULO)  # fmt: skip
def las_dos_cifras(f: Frase) -> None:
    assert [f["anio"], f["otro_anio"]] == [ANTES, DESPUES]
    escritas = [f"{es_co(_nbi(f, a), 1)} %" for a in (ANTES, DESPUES)]
    assert [f["pct"], f["pct2"]] == escritas


@verifica("cambio", r"Son {n} puntos? porcentual(?:es)? (?P<sentido>más|menos)\.",
          compara=NBI, rotulo=ROTULO)  # fmt: skip
def cuantos_puntos(f: Frase) -> None:
    puntos = _nbi(f, DESPUES) - _nbi(f, ANTES)
    assert f["n"] == es_co(abs(puntos), 1)
    assert (f["sentido"] == "más") == (puntos > 0)
    assert ("puntos" in f.texto) == (f["n"] != "1,0")


@verifica("cambio", r"El margen es de ±{n} puntos? porcentual(?:es)?, por la muestra de {anio} "
                    r"\(coeficiente de variación, {pct}; 95 % de confianza\)\.")  # fmt: skip
def margen(f: Frase) -> None:
    assert f["anio"] == ANTES
    assert f["n"] == es_co(_margen(f.tablas, f.codigo), 1)
    cv = f.tablas.valor("nbi_cv", f.codigo, "total", ANTES)
    assert f["pct"] == f"{es_co(cv, 1)} %"


@verifica("cambio", r"En {anio} se preguntó a todas las personas: no hay error de muestra\.")
def sin_muestra(f: Frase) -> None:
    assert f["anio"] == ANTES
    assert _margen(f.tablas, f.codigo) == 0


@verifica("cambio", r"La diferencia es menor que la imprecisión de {anio}, cuyo margen es de ±{n} "
                    r"puntos? porcentual(?:es)?\.", compara=NBI, rotulo=ROTULO)  # fmt: skip
def menor_que_el_margen(f: Frase) -> None:
    ancho = _margen(f.tablas, f.codigo)
    assert [f["anio"], f["n"]] == [ANTES, es_co(ancho, 1)]
    assert 0 < abs(_nbi(f, DESPUES) - _nbi(f, ANTES)) <= ancho


@verifica("cambio", r"Con un decimal son casi iguales\.")
def casi_iguales(f: Frase) -> None:
    assert _margen(f.tablas, f.codigo) == 0
    assert abs(_nbi(f, DESPUES) - _nbi(f, ANTES)) <= SE_LEEN_IGUALES


@verifica("cambio", r"El censo de {anio} no reunió información suficiente; el DANE le asignó "
                    r"100 %, que no es una medición\.")  # fmt: skip
def no_se_midio(f: Frase) -> None:
    assert f["anio"] == ANTES
    assert all(
        f.tablas.texto("nbi", f.codigo, d, ANTES) == "ND"
        for d in ("total", "cabecera", "rural")
        if f.tablas.texto("nbi", f.codigo, d, DESPUES) not in ("", "NA")
        or f.tablas.texto("nbi", f.codigo, d, ANTES) not in ("", "NA")
    )


@verifica("cambio", r"No se puede decir del municipio entero: en {anio} el censo no midió bien la "
                    r"zona rural\.")  # fmt: skip
def rural_sin_medir(f: Frase) -> None:
    assert f["anio"] == ANTES
    assert f.tablas.texto("nbi", f.codigo, "rural", ANTES) == "ND"


@verifica("cambio", r"Solo se compara la cabecera\.")
def solo_la_cabecera(f: Frase) -> None:
    valores = [f.tablas.valor("nbi", f.codigo, "cabecera", a) for a in (ANTES, DESPUES)]
    assert not any(map(math.isnan, valores))
    assert math.isnan(_nbi(f, ANTES))
    assert f.tablas.omision(f.codigo) <= MAYORIA


@verifica("cambio", r"En {anio}, {pct} de las personas contadas vivía con NBI\.")
def solo_la_de_despues(f: Frase) -> None:
    assert f["anio"] == DESPUES
    assert f["pct"] == f"{es_co(_nbi(f, DESPUES), 1)} %"


@verifica("cambio", r"El censo de {anio} contó {n} de unas {m} personas; su cifra describe solo a los "
                    r"contados(?P<compara> y no se compara con la de {otro_anio})?\.")  # fmt: skip
def solo_los_contados(f: Frase) -> None:
    t = f.tablas
    assert f["anio"] == DESPUES
    assert f["n"] == es_co(t.suma("censo_personas", f.codigo, "total", DESPUES))
    assert f["m"] == es_co(t.suma("poblacion", f.codigo, "total", DESPUES))
    assert t.omision(f.codigo) > MAYORIA
    assert bool(f["compara"]) != math.isnan(_nbi(f, ANTES))


@verifica("cambio", r"El censo de {anio} no contó a cerca de {n} de cada 100 personas\.|Cautela: el "
                    r"censo de {otro_anio} dejó por fuera a {m} de cada 100 personas; la cifra de ese "
                    r"año, y con ella el cambio, puede ser otra\.")  # fmt: skip
def omision(f: Frase) -> None:
    parte = f.tablas.omision(f.codigo)
    assert f["anio"] + f["otro_anio"] == DESPUES
    assert f["n"] + f["m"] == es_co(100 * parte)
    assert 0.20 <= parte <= MAYORIA if f["m"] else 0.05 <= parte < 0.20


@verifica("cambio", r"La cifra de {anio} no cuenta (?P<cuantos>uno|[\d.]+) de sus municipios, que el "
                    r"censo no midió \((?P<parte>{pct}|menos del 1 %) de su población\)\.")  # fmt: skip
def municipios_sin_medir(f: Frase) -> None:
    cuantos, parte = _faltan(f.tablas, f.codigo)
    assert f["anio"] == ANTES
    assert f["cuantos"] == ("uno" if cuantos == 1 else es_co(cuantos))
    escrita = f"{es_co(100 * parte)} %" if redondo(100 * parte) >= 1 else "menos del 1 %"
    assert f["parte"] == escrita


@verifica("cambio", r"(?:Se creó después del censo de|El DANE recalculó la cifra de ese año con sus) "
                    r"(?:{anio}|límites)\.")  # fmt: skip
def municipio_nuevo(f: Frase) -> None:
    assert f.codigo in NUEVOS
    assert f["anio"] in ("", ANTES)


@verifica("cambio", r"Después del censo de {anio} salió de aquí {nombre}; la cifra de ese año ya no lo "
                    r"cuenta\.")  # fmt: skip
def salio_otro(f: Frase) -> None:
    assert [f["anio"], f["nombre"]] == [ANTES, SALIO[f.codigo]]
    hijo = next(c for c in NUEVOS if f.tablas.territorios[c]["nombre"] == f["nombre"])
    assert hijo[:2] == f.codigo[:2]


@verifica("cambio", r"El DANE advierte, para {anio}, controversias de límites entre Chocó y "
                    r"Antioquia\.")  # fmt: skip
def controversia(f: Frase) -> None:
    assert [f.codigo, f["anio"]] == ["27615", ANTES]


@verifica("cambio", r"Otra aproximación, que no se resta: según el DNP, en {anio} {pct} de las personas "
                    r"vivía en pobreza multidimensional \(\)\.")  # fmt: skip
def ipm_de_antes(f: Frase) -> None:
    assert f["anio"] == ANTES
    assert f["pct"] == f"{es_co(f.tablas.valor('ipm_2005', f.codigo, 'total', ANTES), 1)} %"


@verifica("cambio", r"La medida censal de {anio} da {pct}, con otro cuestionario: la diferencia no dice "
                    r"si la pobreza bajó\.",
          compara=OTRO_IPM, rotulo="Otra aproximación, que no se resta")  # fmt: skip
def ipm_de_despues(f: Frase) -> None:
    assert f["anio"] == DESPUES
    assert f["pct"] == f"{es_co(f.tablas.incidencia(f.codigo), 1)} %"


@verifica("cambio", r"El censo de {anio} reunió poca información de {nombre}: léala con reserva\.")
def con_reserva(f: Frase) -> None:
    assert [f["anio"], f["nombre"]] == [ANTES, f.nombre]
    assert math.isnan(_nbi(f, ANTES))


@verifica("cambio", r"Círculo vacío, {anio} \(franja, su margen\); lleno, {otro_anio}\.")
def leyenda(f: Frase) -> None:
    assert [f["anio"], f["otro_anio"]] == [ANTES, DESPUES]


@verifica("cambio", r"El margen cuenta la muestra de {anio}, no a quienes el censo de {otro_anio} dejó "
                    r"por fuera\.")  # fmt: skip
def que_cuenta_el_margen(f: Frase) -> None:
    assert [f["anio"], f["otro_anio"]] == [ANTES, DESPUES]
