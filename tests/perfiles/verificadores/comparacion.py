"""Frente a otros: clasificación, vecinos, agrupamiento y comparables."""

from __future__ import annotations

from functools import cache

import numpy as np

from tests.perfiles import cuentas
from tests.perfiles.registro import CENSAL, Frase, verifica
from tests.perfiles.tablas import Tablas, es_co

MAYORIA, LEJOS = 0.5, 1.0


@verifica("comparacion", r"En {anio}, en {nombre} vivía el {pct} de las personas en pobreza "
                         r"(?:de|del) {lugar} \(estimación\)\.")  # fmt: skip
def participacion(f: Frase) -> None:
    t = f.tablas
    assert f["nombre"] == f.nombre
    assert f["lugar"] in f.departamento
    assert f["anio"] == t.vigente("ipm_censal")
    parte = 100 * t.personas(f.codigo) / t.personas(f.codigo[:2])
    assert f["pct"] == f"{es_co(parte, 1)} %"


@verifica("comparacion", r"Clasificación: incidencia (?P<h>alta|baja) y concentración "
                         r"(?P<n>alta|baja)\.")  # fmt: skip
def clasificacion(f: Frase) -> None:
    t = f.tablas
    alta = t.incidencia(f.codigo) > t.promedio("ipm_censal", "00")
    muchos = t.personas(f.codigo) > t.pobres()["total"].mean()
    assert (f["h"] == "alta", f["n"] == "alta") == (alta, muchos)


@verifica("comparacion", r"Limita con (?P<cuantos>un municipio|{n} municipios), cuya incidencia"
                         r"(?: promedio)? en {anio} era {pct}(?:: (?P<frente>.+))?\.",
          compara=[CENSAL])  # fmt: skip
def vecindad(f: Frase) -> None:
    t = f.tablas
    suyos = sorted(t.vecinos()[f.codigo])
    assert f["cuantos"] == ("un municipio" if len(suyos) == 1 else f"{len(suyos)} municipios")
    media = float(np.mean([t.incidencia(v) for v in suyos]))
    assert f["pct"] == f"{es_co(media, 1)} %"
    assert f["anio"] == t.vigente("ipm_censal")
    assert bool(f["frente"]) == (t.omision(f.codigo) <= MAYORIA)
    if f["frente"]:
        propia = t.incidencia(f.codigo)
        dicho = f"{f['frente'].removesuffix(' la suya')} la suya ({es_co(propia, 1)} %)"
        cuentas.exigir_frente(dicho, media, propia)


@verifica("comparacion", r"(?P<cuantos>Es|Todos son|Uno es|{n} son) de (?P<otro>otros? departamentos?): "
                         r"(?P<lugares>.+)\.")  # fmt: skip
def de_otro_departamento(f: Frase) -> None:
    t = f.tablas
    suyos = t.vecinos()[f.codigo]
    ajenos = [v for v in suyos if v[:2] != f.codigo[:2]]
    departamentos = {t.territorios[v[:2]]["nombre"] for v in ajenos}
    dichos = f["lugares"]
    for nombre in sorted(departamentos, key=len, reverse=True):  # «Norte de Santander» primero
        assert nombre in dichos
        dichos = dichos.replace(nombre, "", 1)
    assert not dichos.replace(" y ", "").replace(" e ", "").replace(",", "").strip()
    assert (f["otro"] == "otro departamento") == (len(departamentos) == 1)
    todos = "Es" if len(suyos) == 1 else "Todos son"
    algunos = "Uno es" if len(ajenos) == 1 else f"{len(ajenos)} son"
    assert f["cuantos"] == (todos if len(ajenos) == len(suyos) else algunos)


@verifica("comparacion", r"Ver los otros {n}")
def los_demas_vecinos(f: Frase) -> None:
    """A la vista quedan diez, y el propio municipio si no está entre ellos; uno solo no se pliega."""
    ocultos = len(f.tablas.vecinos()[f.codigo]) - 10
    assert ocultos > 1
    assert f["n"] == str(ocultos)


@verifica("comparacion", r"No limita por tierra con otro municipio\.")
def sin_vecinos(f: Frase) -> None:
    assert not f.tablas.vecinos()[f.codigo]


@verifica("comparacion", r"Agrupamiento: (?P<suya>alta|baja), rodeada de (?P<ajena>alta|baja)\.")
def agrupamiento(f: Frase) -> None:
    propia, ajena, hallado = _local(f.tablas)[f.codigo]
    assert (f["suya"] == "alta", f["ajena"] == "alta") == (propia, ajena)
    assert hallado or _en_el_limite(f)


@verifica("comparacion", r"No se distingue un agrupamiento: {resto}")
def sin_agrupamiento(f: Frase) -> None:
    assert not _local(f.tablas)[f.codigo][2] or _en_el_limite(f)


LADOS = {True: "por encima", False: "por debajo"}


@verifica("comparacion", r"Su incidencia y la de sus vecinos (?P<lado>superan el|están por debajo "
                         r"del) promedio de los municipios \({pct}\)\.",
          compara=[CENSAL])  # fmt: skip
def los_dos_del_mismo_lado(f: Frase) -> None:
    arriba = f["lado"] == "superan el"
    assert _local(f.tablas)[f.codigo][:2] == (arriba, arriba)
    assert f["pct"] == f"{es_co(_media(f.tablas), 1)} %"


@verifica("comparacion", r"Su incidencia está (?P<suya>por \w+) del promedio de los municipios "
                         r"\({pct}\); la de sus vecinos, (?P<ajena>por \w+)\.",
          compara=[CENSAL])  # fmt: skip
def de_lados_distintos(f: Frase) -> None:
    propia, ajena, _ = _local(f.tablas)[f.codigo]
    assert (f["suya"], f["ajena"]) == (LADOS[propia], LADOS[ajena])
    assert propia != ajena
    assert f["pct"] == f"{es_co(_media(f.tablas), 1)} %"


@verifica("comparacion", r"(?:No quiere decir que haya poca gente en pobreza|Conviene mirar el "
                         r"problema con ellos y con el departamento)\.")  # fmt: skip
def que_no_quiere_decir(f: Frase) -> None:
    assert "promedio de los municipios" in f.parrafo


@verifica("comparacion", r"Está en el límite de lo que se puede afirmar: otro sorteo podría "
                         r"(?P<no>no )?señalarlo\.")  # fmt: skip
def en_el_limite(f: Frase) -> None:
    """Con otro azar y las mismas permutaciones, su p está cerca del corte.

    El margen son 3,643 errores estándar del sorteo, y este otro, independiente, trae hasta dos: el
    más lejano está a 5,45.
    """
    p, corte = _otro_sorteo(f.tablas)
    suyo = p[f.tablas.municipios.index(f.codigo)]
    error = 2 * np.sqrt(suyo / 2 * (1 - suyo / 2) / 9999)
    assert abs(suyo - corte) < (3.643 + 2) * error, (suyo, corte)


@verifica("comparacion", r"Cautela: aquí o en la mitad de sus vecinos el censo dejó por fuera a 20 o "
                         r"más de cada 100 personas\.")  # fmt: skip
def cautela_de_alrededor(f: Frase) -> None:
    t = f.tablas
    suyos = [t.omision(v) >= 0.20 for v in t.vecinos()[f.codigo]]
    assert t.omision(f.codigo) >= 0.20 or 2 * sum(suyos) >= len(suyos)


def _en_el_limite(f: Frase) -> bool:
    return "Está en el límite de lo que se puede afirmar" in f.seccion


@verifica("comparacion", r"Su incidencia es (?P<frente>.+)\.", compara=[CENSAL])
def frente_a_los_comparables(f: Frase) -> None:
    t = f.tablas
    otros = [t.incidencia(c) for c in _comparables(t, f.codigo)]
    quien = cuentas.exigir_frente(f["frente"], t.incidencia(f.codigo), float(np.mean(otros)))
    assert quien == "el promedio de sus comparables"


@verifica("comparacion", r"Entre ellos y este municipio, (?P<puesto>.+)\.", compara=[CENSAL])
def puesto_entre_comparables(f: Frase) -> None:
    t = f.tablas
    grupo = (f.codigo, *_comparables(t, f.codigo))
    cuentas.exigir_puesto(f["puesto"], cuentas.rangos(t, grupo)[f.codigo], t.omision(f.codigo))


@verifica("comparacion", r"El más parecido está a {n} desviaciones estándar y el último de la "
                         r"lista, a {m}; 0 es ser igual\.")  # fmt: skip
def distancia(f: Frase) -> None:
    pares = f.tablas.comparables()[f.codigo]
    assert f["n"] == es_co(pares[0][0], 2)
    assert f["m"] == es_co(pares[-1][0], 2)
    assert ("Ninguno se le parece lo suficiente" in f.seccion) == (pares[0][0] > LEJOS)


@verifica("comparacion", r"Ninguno se le parece lo suficiente: el más cercano está a más de {n} "
                         r"desviación estándar\.")  # fmt: skip
def lejos(f: Frase) -> None:
    assert f["n"] == es_co(LEJOS, 1)
    assert f.tablas.comparables()[f.codigo][0][0] > LEJOS


@verifica(
    "comparacion", r"Incidencia de {anio} y cuántos puntos más \(\+\) o menos \(−\) que aquí\."
)
def de_que_anio(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("ipm_censal")


@verifica("comparacion", r"Mismo grupo de capacidades \(MDM {anio}\) y menor distancia en población, "
                         r"porcentaje rural, valor agregado por habitante y densidad\.")  # fmt: skip
def criterio(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("mdm_grupo")


@verifica("comparacion", r"No está en la Medición de Desempeño Municipal {anio}, que define los "
                         r"grupos con que el kit busca municipios comparables\.")  # fmt: skip
def sin_grupo(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("mdm_grupo")
    assert not f.tablas.comparables()[f.codigo]


@verifica("comparacion", r"Su cifra describe solo a los contados: no se compara con la de otros "
                         r"municipios\.")  # fmt: skip
def no_se_compara(f: Frase) -> None:
    assert f.tablas.omision(f.codigo) > MAYORIA


@verifica("comparacion", r"Municipios del país en cada nivel de incidencia, de 5 en 5 puntos; "
                         r"entre paréntesis, cuántos puntos más \(\+\) o menos \(−\) que "
                         r"aquí\.")  # fmt: skip
def histograma(f: Frase) -> None:
    assert f.tablas.omision(f.codigo) <= MAYORIA


def _comparables(t: Tablas, codigo: str) -> list[str]:
    """Sus diez, sin los que describen solo a los contados."""
    return [c for _, c in t.comparables()[codigo] if t.omision(c) <= MAYORIA]


@cache
def _media(t: Tablas) -> float:
    return float(np.mean([t.incidencia(m) for m in t.municipios]))


@cache
def _local(t: Tablas) -> dict[str, tuple[bool, bool, bool]]:
    """De qué lado del promedio están él y sus vecinos, y si otro sorteo lo señala."""
    p, corte = _otro_sorteo(t)
    media = _media(t)
    return {
        m: (
            t.incidencia(m) > media,
            float(np.mean([t.incidencia(v) for v in t.vecinos()[m]] or [0])) > media,
            bool(p[i] <= corte),
        )
        for i, m in enumerate(t.municipios)
    }


@cache
def _otro_sorteo(t: Tablas) -> tuple[np.ndarray, float]:
    """Valor p de dos colas de cada municipio, con el azar de numpy, y el corte de 5 %."""
    repartos, azar = 9999, np.random.default_rng(20)
    x = np.array([t.incidencia(m) for m in t.municipios])
    puesto = {m: i for i, m in enumerate(t.municipios)}
    z, n = x - x.mean(), len(x)
    mayor = max(map(len, t.vecinos().values()))
    barajas = np.array([azar.choice(n - 1, mayor, replace=False) for _ in range(repartos)])
    p = np.full(n, np.nan)
    for i, m in enumerate(t.municipios):
        suyos = [puesto[v] for v in t.vecinos()[m]]
        if suyos:
            elegidos = barajas[:, : len(suyos)]
            medias = z[elegidos + (elegidos >= i)].mean(axis=1)
            suya = z[suyos].mean()
            colas = (medias >= suya - 1e-12).sum(), (medias <= suya + 1e-12).sum()
            p[i] = min(1, 2 * (min(colas) + 1) / (repartos + 1))
    orden = np.sort(p[~np.isnan(p)])
    cumplen = np.flatnonzero(orden <= 0.05 * np.arange(1, len(orden) + 1) / len(orden))
    return p, float(orden[cumplen[-1]])


@verifica("comparacion", r"(?P<quienes>.+?) (?P<verbo>entra|entran) con una cifra que describe solo a "
                         r"quienes contó el censo\.")  # fmt: skip
def vecinos_solo_contados(f: Frase) -> None:
    t = f.tablas
    suyos = [v for v in t.vecinos()[f.codigo] if t.omision(v) > MAYORIA]
    dichos = set(f["quienes"].replace(" y ", ", ").split(", "))
    assert dichos == {t.territorios[v]["nombre"] for v in suyos}
    assert (f["verbo"] == "entra") == (len(suyos) == 1)
