"""La frase de cada sección plegada, cuando no es una que la sección ya decía."""

from __future__ import annotations

import math
import re
from statistics import median

from tests.perfiles import cuentas
from tests.perfiles.registro import CENSAL, Frase, verifica
from tests.perfiles.tablas import es_co
from tests.perfiles.verificadores.privaciones import PRIVACIONES

MAYORIA = 0.5


def _con_signo(valor: float) -> str:
    escrito = es_co(valor, 1)
    return f"+{escrito}" if valor > 0 and escrito != "0,0" else escrito


def _con_apellido(dicho: re.Match[str]) -> str:
    """Los puntos de un título van sin «porcentuales»; las demás frases lo llevan."""
    return f"{dicho[1]} {'porcentual' if dicho[1].endswith('punto') else 'porcentuales'} "


@verifica("privaciones", r"En {anio}, la más frecuente era «{nombre}»: {pct} de los hogares\.",
          compara=[PRIVACIONES])  # fmt: skip
def la_mas_frecuente(f: Frase) -> None:
    t = f.tablas
    valores = {t.fichas[i]["corto"]: t.privacion(i, f.codigo) for i in t.fichas if i[:5] == "priv_"}
    assert f["anio"] == t.vigente("priv_agua")
    assert valores[f["nombre"]] == max(valores.values())
    assert f["pct"] == f"{es_co(max(valores.values()), 1)} %"


@verifica("hacer", r"Empiece por «(?P<privacion>[^»]+)»: {pct} de los hogares en {anio}\.")
def por_donde_empezar(f: Frase) -> None:
    """Es la primera de la lista, que otro verificador comprueba con la misma cuenta."""
    assert f["anio"] == f.tablas.vigente("priv_agua")
    primera = f.seccion.split("en " + f["anio"] + ". ", 1)[1]
    assert primera.startswith(f"{f['privacion']} ({f['pct']}): "), primera[:80]


@verifica("comparacion", r"En {anio}, la incidencia era (?P<frente>.+)\.", compara=[CENSAL])
def frente_al_primero(f: Frase) -> None:
    t = f.tablas
    assert f["anio"] == t.vigente("ipm_censal")
    assert t.omision(f.codigo) <= MAYORIA
    trozos = re.split(r"(?<=%\)) y ", f["frente"])
    if len(f.codigo) == 2 or f.codigo[:2] == "11":
        frente_a = ["00"]
    else:
        frente_a = [f.codigo[:2], "00"]
        # Si los dos no caben en el título, el país se dice abajo.
        if len(trozos) == 1:
            frente_a = ["00"] if "que en Colombia" in f["frente"] else frente_a[:1]
    assert len(trozos) == len(frente_a)
    for trozo, otro in zip(trozos, frente_a, strict=True):
        entero = re.sub(r"(1,0 punto|puntos) (?=mayor|menor)", _con_apellido, trozo)
        quien = cuentas.exigir_frente(entero, t.incidencia(f.codigo), t.incidencia(otro))
        assert quien.removeprefix("en ").removeprefix("el ") == t.territorios[otro]["nombre"]


@verifica("poblacion", r"En {anio}, {pct} de la población era rural"
                       r"(?:; de {a} a {b} el total cambia (?P<cambio>.+) %)?\.")  # fmt: skip
def poblacion(f: Frase) -> None:
    t = f.tablas
    rural, total = (t.suma("poblacion", f.codigo, d) for d in ("rural", "total"))
    assert f["anio"] == t.vigente("poblacion")
    assert f["pct"] == f"{es_co(100 * rural / total, 1)} %"
    if not f["cambio"]:
        return
    assert [f["a"], f["b"]] == ["2018", f["anio"]]
    # Barrancominas reúne a Mapiripana desde diciembre de 2019.
    reunidos = (f.codigo, "94663") if f.codigo == "94343" else (f.codigo,)
    antes = sum(t.suma("poblacion", c, "total", f["a"]) for c in reunidos)
    assert f["cambio"] == _con_signo(100 * (total / antes - 1))


@verifica("poblacion", r"Sin población proyectada para {anio}\.")
def sin_poblacion(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("poblacion")
    assert math.isnan(f.tablas.valor("poblacion", f.codigo))


@verifica("capacidades", r"Desempeño municipal de {anio}: {n} de 100; la mediana de su grupo es {m}\.",
          compara=[("mdm", "2021")])  # fmt: skip
def desempeno(f: Frase) -> None:
    t = f.tablas
    grupo = t.texto("mdm_grupo", f.codigo)
    suyos = [c for c in t.municipios if t.texto("mdm_grupo", c) == grupo]
    puntajes = [v for c in suyos if not math.isnan(v := t.valor("mdm", c))]
    assert f["anio"] == t.vigente("mdm")
    assert [f["n"], f["m"]] == [es_co(t.valor("mdm", f.codigo), 1), es_co(median(puntajes), 1)]


@verifica("produccion recursos servicios", r"{texto}, {anio}: {n} ?(?P<unidad>.*)\.")
def primera_del_resumen(f: Frase) -> None:
    t = f.tablas
    indicador = next(
        i for i, x in t.fichas.items() if x["corto"] == f["texto"] and x.get("perfil") == "resumen"
    )
    anio, valor = t.ultimo(indicador, f.codigo)
    decimales = int(t.fichas[indicador]["decimales"])
    assert [f["anio"], f["n"]] == [anio, es_co(valor, decimales)]


@verifica(
    "produccion recursos servicios",
    r"No hay una cifra que resuma lo de {nombre}: véalas una a una\.",
)
def sin_resumen(f: Frase) -> None:
    assert f["nombre"] == f.nombre


@verifica("gobernacion", r"Puntaje de {anio}: {n} de 100; la mediana de los departamentos es {m}\.",
          compara=[("mdd", "2023")])  # fmt: skip
def gobernacion(f: Frase) -> None:
    t = f.tablas
    anio = max(t.periodos("mdd"))
    todas = [v for d in t.departamentos if not math.isnan(v := t.valor("mdd", d, "total", anio))]
    propio = t.valor("mdd", f.codigo, "total", anio)
    assert [f["anio"], f["n"], f["m"]] == [anio, es_co(propio, 1), es_co(median(todas), 1)]


@verifica(
    "contexto",
    r"Pobreza multidimensional de la encuesta: {pct} en {anio} y {pct2} en {otro_anio}\.",
)
def encuesta(f: Frase) -> None:
    t = f.tablas
    valores = {a: t.valor("ipm_ecv", f.codigo, "total", a) for a in t.periodos("ipm_ecv")}
    hay = {a: v for a, v in valores.items() if not math.isnan(v)}
    assert [f["anio"], f["otro_anio"]] == [min(hay), max(hay)]
    assert [f["pct"], f["pct2"]] == [f"{es_co(hay[a], 1)} %" for a in (min(hay), max(hay))]


@verifica("municipios departamentos", r"En {anio}, la incidencia iba de {pct} \({nombre}\) a {pct2} "
                                      r"\({lugar}\)\.", compara=[CENSAL])  # fmt: skip
def extremos(f: Frase) -> None:
    t = f.tablas
    suyos = t.departamentos if f.codigo == "00" else t.suyos(f.codigo)
    valores = {c: t.incidencia(c) for c in suyos if t.omision(c) <= MAYORIA}
    assert f["anio"] == t.vigente("ipm_censal")
    for pieza, quien, valor in (
        ("pct", "nombre", min(valores.values())),
        ("pct2", "lugar", max(valores.values())),
    ):
        assert f[pieza] == f"{es_co(valor, 1)} %"
        assert f[quien] in {t.territorios[c]["nombre"] for c, v in valores.items() if v == valor}


@verifica("municipios", r"La incidencia de cada uno en {anio}, con lo que el censo no contó\.")
def uno_solo(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("ipm_censal")
    assert sum(f.tablas.omision(c) <= MAYORIA for c in f.tablas.suyos(f.codigo)) < 2
