"""Errores de muestreo: el caso de mano exacto, lo publicado para Suazilandia y las muestras reales.

El oráculo es la fórmula escrita fila por fila, con diccionarios y sin lo que comparte el método.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.depuracion import depurar
from generador.metodos.diseno import Diseno
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.agrupar import identificar, resumir_hogares
from generador.metodos.hogares.numeros import Separadores, convertir
from generador.metodos.metodo import IPM, Metodo
from generador.metodos.muestreo import Estimacion, estimar
from generador.metodos.precision import CLASES, intervalo
from generador.metodos.privaciones import Indicador, medir
from generador.metodos.t_student import cuantil_t
from tests.metodos.datos import DOMINIO, Muestra, muestras

CASOS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "oraculos" / "taylor.json").read_text("utf-8")
)
Lista = Sequence[Any]
SIMPLES: tuple[Indicador, ...] = ("incidencia", "intensidad", "m0")
POR_PRIVACION: tuple[Indicador, ...] = ("tasas", "tasas_censuradas", "contribuciones")
# Medios, tercios y sextos: todo puntaje del caso de mano es una suma de estos pesos.
DE_MANO = Metodo.declarar(("mitad", "tercio", "sexto"), ["1/2", "1/3", "1/6"], "1/3")


def varianza_directa(y: Lista, x: Lista, w: Lista, estratos: Lista, upm: Lista) -> tuple[Any, Any]:
    """R y V de Σwy/Σwx, fila por fila; con `Fraction` es exacta."""
    total = sum(p * b for p, b in zip(w, x, strict=True))
    razon = sum(p * a for p, a in zip(w, y, strict=True)) / total
    sumas: dict[Any, dict[Any, Any]] = defaultdict(lambda: defaultdict(int))
    for a, b, p, h, u in zip(y, x, w, estratos, upm, strict=True):
        sumas[h][u] += p * (a - razon * b) / total
    varianza = 0
    for unidades in sumas.values():
        n = len(unidades)
        media = sum(unidades.values()) / n
        varianza += sum((t - media) ** 2 for t in unidades.values()) * n / (n - 1)
    return razon, varianza


def razones(privado: np.ndarray, metodo: Metodo, indicador: Indicador, j: int = 0) -> Any:
    """y, x de cada fila, con fracciones, como dice la tabla de la fórmula."""
    pesos = metodo.proporciones
    for fila in privado.tolist():
        c = sum((p for p, g in zip(pesos, fila, strict=True) if g), Fraction(0))
        rho = int(c >= metodo.k)
        yield {
            "incidencia": (rho, 1),
            "intensidad": (rho * c, rho),
            "m0": (rho * c, 1),
            "tasas": (fila[j], 1),
            "tasas_censuradas": (rho * fila[j], 1),
            "contribuciones": (pesos[j] * rho * fila[j], rho * c),
        }[indicador]


def por_la_formula(
    privado: np.ndarray, metodo: Metodo, w: Any, estratos: Any, upm: Any, indicador: Indicador,
    j: int = 0, dominio: Any = None,
) -> tuple[float, float]:  # fmt: skip
    """R y error estándar del dominio, en coma flotante y en bucles."""
    adentro = np.ones(len(privado), bool) if dominio is None else dominio
    parejas = list(razones(privado, metodo, indicador, j))
    y = [float(a) * d for (a, _), d in zip(parejas, adentro, strict=True)]
    x = [float(b) * d for (_, b), d in zip(parejas, adentro, strict=True)]
    r, v = varianza_directa(y, x, list(w), list(estratos), list(upm))
    return float(r), math.sqrt(v)


def comparar(hecha: Estimacion, g: int, indicador: Indicador, esperado: Any, j: int = 0) -> None:
    valor, ee = hecha.medida.valor(indicador)[g], hecha.ee(indicador)[g]
    if valor.ndim:
        valor, ee = valor[j], ee[j]
    assert (valor, ee) == pytest.approx(esperado, rel=1e-9, abs=1e-15), indicador


def test_los_casos_propios_son_los_de_dominio() -> None:
    original = DOMINIO / "incertidumbre_casos.json"
    if not original.exists():
        pytest.skip(f"no está {original}; las demás pruebas usan la copia propia")
    de_dominio = json.loads(original.read_text("utf-8"))
    assert {clave: de_dominio[clave] for clave in CASOS} == CASOS


# --- El caso de mano -----------------------------------------------------------------------------

MANO = CASOS["taylor_mano"]
PATRON = {"0": "000", "1/6": "001", "1/3": "010", "1/2": "100", "2/3": "101", "5/6": "110"}
PRIVADO = np.array([[int(b) for b in PATRON[f["puntaje"]]] for f in MANO["filas"]], np.uint8)
PESO = [f["factor"] * f["personas"] for f in MANO["filas"]]
ESTRATO, UPM = ([f[c] for f in MANO["filas"]] for c in ("estrato", "upm"))


def de_mano(**cambios: Any) -> Estimacion:
    diseno = Diseno.declarar(len(PESO), upm=UPM, estrato=ESTRATO, **cambios)
    return estimar(PRIVADO, DE_MANO, diseno, ponderador=PESO)


@pytest.mark.parametrize(
    ("indicador", "clave"), [("incidencia", "H"), ("m0", "M0"), ("intensidad", "A")]
)
def test_el_caso_de_mano_es_exacto(indicador: Indicador, clave: str) -> None:
    y, x = zip(*razones(PRIVADO, DE_MANO, indicador), strict=True)
    fracciones = [[Fraction(v) for v in columna] for columna in (y, x, PESO)]
    exactos = varianza_directa(fracciones[0], fracciones[1], fracciones[2], ESTRATO, UPM)
    assert exactos == (Fraction(MANO[clave]), Fraction(MANO[f"var_{clave}"]))
    hecha = de_mano()
    assert hecha.medida.valor(indicador)[0] == float(Fraction(MANO[clave]))
    assert hecha.ee(indicador)[0] ** 2 == pytest.approx(float(exactos[1]), rel=1e-14)
    assert hecha.ee(indicador)[0] == pytest.approx(MANO[f"se_{clave}"], rel=1e-14)
    assert hecha.gl.tolist() == [MANO["gl"]]
    assert cuantil_t(0.975, MANO["gl"]) == pytest.approx(MANO["t_0.975_gl2"], rel=1e-10)


def test_con_la_fraccion_sorteada_baja_la_varianza_de_cada_estrato() -> None:
    libre, cerrada = de_mano(), de_mano(fraccion=[0.5] * 8)
    assert cerrada.ee("incidencia")[0] ** 2 == pytest.approx(libre.ee("incidencia")[0] ** 2 / 2)
    censo_en_a = de_mano(fraccion=[1.0 if e == "A" else 0.0 for e in ESTRATO])
    assert 0 < censo_en_a.ee("m0")[0] < libre.ee("m0")[0]
    assert de_mano(fraccion=[1.0] * 8).ee("m0")[0] == 0


# --- Suazilandia: MICS 2014, los números publicados ----------------------------------------------

SWZ = CASOS["taylor_swz"]["resultado"]
NOMBRES_SWZ = ("Nutrition", "School", "Water", "Assets")
METODO_SWZ = Metodo.declarar(NOMBRES_SWZ, ["1/3", "1/3", "1/6", "1/6"], "25/100")


@pytest.fixture(scope="module")
def swz(fuentes: Path) -> dict[str, np.ndarray]:
    ruta = fuentes / "oraculos" / "swz_mics14_personas.csv.gz"
    if not ruta.exists():
        pytest.skip(f"no está {ruta}; el caso de mano y las muestras del Sisbén sí se comprueban")
    with gzip.open(ruta, "rt", encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    return {c: np.array([f[c] for f in filas]) for c in filas[0]}


def estimar_swz(
    swz: dict[str, np.ndarray], agrupacion: Agrupacion | None = None, **diseno: Any
) -> Estimacion:
    privado = np.column_stack([swz[n].astype(float) for n in NOMBRES_SWZ])
    declarado = Diseno.declarar(
        len(privado), **(diseno or {"upm": swz["PSU"], "estrato": swz["Strata"]})
    )
    peso = swz["Weight"].astype(float)
    return estimar(privado, METODO_SWZ, declarado, ponderador=peso, agrupacion=agrupacion)


def test_suazilandia_da_lo_publicado(swz: dict[str, np.ndarray]) -> None:
    hecha = estimar_swz(swz)
    assert METODO_SWZ.resumen() == {letra: SWZ[letra] for letra in "DWK"}
    assert hecha.medida.registros.tolist() == [SWZ["n"]]
    assert (len(hecha.diseno.estrato), hecha.diseno.gl) == (SWZ["n_upm"], SWZ["gl"])
    assert hecha.gl.tolist() == [SWZ["gl"]]
    assert cuantil_t(0.975, SWZ["gl"]) == pytest.approx(SWZ["t975"], rel=1e-10)
    for clave, indicador in (("H", "incidencia"), ("M0", "m0"), ("A", "intensidad")):
        valor, ee = hecha.medida.valor(indicador), hecha.ee(indicador)  # type: ignore[arg-type]
        assert (valor[0], ee[0]) == pytest.approx((SWZ[clave]["valor"], SWZ[clave]["se"]), rel=1e-9)
        limites = np.concatenate(intervalo(valor, ee, hecha.gl))
        assert limites == pytest.approx(SWZ[clave]["ic95_logit"], rel=1e-9)
    publicado = CASOS["taylor_swz"]["publicado"]
    m0, ee = hecha.medida.m0, hecha.ee("m0")
    bajo, alto = intervalo(m0, ee, hecha.gl)
    hallado = [float(v[0]) for v in (m0, ee, bajo, alto)]
    assert hallado == pytest.approx(list(publicado.values()), rel=1e-6)


def test_suazilandia_privacion_por_privacion(swz: dict[str, np.ndarray]) -> None:
    hecha = estimar_swz(swz)
    for prefijo, indicador in zip(
        ("sin_censurar", "censurada", "contribucion"), POR_PRIVACION, strict=True
    ):
        for j, nombre in enumerate(NOMBRES_SWZ):
            oraculo = SWZ[f"{prefijo}_{nombre}"]
            comparar(hecha, 0, indicador, (oraculo["valor"], oraculo["se"]), j)


def test_suazilandia_rural_no_borra_las_filas_urbanas(swz: dict[str, np.ndarray]) -> None:
    areas, nombres = Agrupacion.de_codigos(swz["Area"].tolist())
    hecha = estimar_swz(swz, areas)
    rural = SWZ["M0_Rural"]
    comparar(hecha, nombres.index("Rural"), "m0", (rural["valor"], rural["se"]))
    comparar(hecha.total(), 0, "m0", (SWZ["M0"]["valor"], SWZ["M0"]["se"]))
    assert hecha.total().gl.tolist() == [SWZ["gl"]]


@pytest.mark.parametrize(
    ("clave", "columna"),
    [("M0_una_etapa_personas", None), ("M0_una_etapa_hogares", "Household ID")],
)
def test_suazilandia_sin_conglomerado_el_error_sale_menor(
    swz: dict[str, np.ndarray], clave: str, columna: str | None
) -> None:
    upm = swz[columna] if columna else None
    hecha = estimar_swz(swz, upm=upm)
    comparar(hecha, 0, "m0", (SWZ[clave]["valor"], SWZ[clave]["se"]))
    assert hecha.ee("m0")[0] < SWZ["M0"]["se"]


# --- Las muestras reales del Sisbén --------------------------------------------------------------


@pytest.fixture(scope="module")
def sisben(fuentes: Path) -> Muestra:
    return Muestra([fila for base in muestras(fuentes).values() for fila in base.filas])


def disenar(base: Muestra) -> tuple[list[str], list[str], np.ndarray]:
    municipio, zona, llave = map(base.columna, ("cod_mpio", "ZONA", "llave"))
    estrato = [f"{m}-{z}" for m, z in zip(municipio, zona, strict=True)]
    return estrato, llave, convertir(base.columna("FEX"), Separadores(",", "."))


def test_las_muestras_reales_dan_lo_que_la_formula_en_bucles(sisben: Muestra) -> None:
    estrato, llave, factor = disenar(sisben)
    privado = depurar(sisben.privaciones, IPM.nombres).privado
    municipios, codigos = Agrupacion.de_codigos(sisben.columna("cod_mpio"))
    diseno = Diseno.declarar(len(factor), upm=llave, estrato=estrato)
    hecha = estimar(privado, IPM, diseno, ponderador=factor, agrupacion=municipios)
    total = hecha.total()
    llave_propia = list(zip(estrato, llave, strict=True))
    for indicador in (*SIMPLES, *POR_PRIVACION):
        for j in (0, 7, 14) if indicador in POR_PRIVACION else (0,):
            for g in range(len(codigos)):
                esperado = por_la_formula(
                    privado, IPM, factor, estrato, llave_propia, indicador, j, municipios.grupo == g
                )
                comparar(hecha, g, indicador, esperado, j)
            esperado = por_la_formula(privado, IPM, factor, estrato, llave_propia, indicador, j)
            comparar(total, 0, indicador, esperado, j)
    columnas = hecha.columnas()
    assert columnas["h_ee"] == pytest.approx(hecha.ee("incidencia"), rel=0)
    assert (columnas["h_bajo"] < hecha.medida.incidencia).all()
    assert (columnas["h_alto"] > hecha.medida.incidencia).all()
    assert columnas["casos"].tolist() == [
        sisben.columna("cod_mpio").count(codigo) for codigo in codigos
    ]
    assert set(columnas["h_clase"].tolist()) <= set(CLASES)
    directa = medir(privado, IPM, ponderador=factor, agrupacion=municipios)
    for indicador in (*SIMPLES, *POR_PRIVACION):
        assert hecha.medida.valor(indicador) == pytest.approx(directa.valor(indicador), rel=1e-12)


def test_una_fila_por_persona_o_por_hogar_da_el_mismo_error(sisben: Muestra) -> None:
    """Donde las privaciones son del hogar y el factor es uno, resumir en hogares no cambia nada."""
    textos = disenar(sisben)
    estrato, llave, factor = np.array(textos[0]), np.array(textos[1]), textos[2]
    hogar = identificar(sisben.columna("cod_mpio"), llave, sisben.columna("HOGAR"))
    resumen = resumir_hogares(hogar, sisben.enteros("PER003"))
    privado = depurar(sisben.privaciones, IPM.nombres).privado[resumen.jefe][hogar]
    del_jefe = factor[resumen.jefe]
    personas = estimar(
        privado, IPM, Diseno.declarar(len(hogar), upm=llave, estrato=estrato),
        ponderador=del_jefe[hogar],
    )  # fmt: skip
    jefe = resumen.jefe
    hogares = estimar(
        privado[jefe], IPM, Diseno.declarar(len(jefe), upm=llave[jefe], estrato=estrato[jefe]),
        ponderador=del_jefe * resumen.personas, registros=resumen.personas,
    )  # fmt: skip
    assert personas.medida.registros.tolist() == hogares.medida.registros.tolist() == [11_524]
    assert personas.gl.tolist() == hogares.gl.tolist()
    for indicador in (*SIMPLES, *POR_PRIVACION):
        assert hogares.ee(indicador) == pytest.approx(personas.ee(indicador), rel=1e-9)


def test_la_diferencia_entre_sexos_tiene_en_cuenta_la_covarianza(sisben: Muestra) -> None:
    """Hombres y mujeres comparten vivienda: sus z se linealizan juntos."""
    estrato, llave, factor = disenar(sisben)
    privado = depurar(sisben.privaciones, IPM.nombres).privado
    sexo, _ = Agrupacion.de_codigos(sisben.columna("PER001"))
    diseno = Diseno.declarar(len(factor), upm=llave, estrato=estrato)
    hecha = estimar(privado, IPM, diseno, ponderador=factor, agrupacion=sexo)
    hallada = hecha.diferencia("incidencia", 0, 1)
    z: dict[Any, dict[Any, float]] = defaultdict(lambda: defaultdict(float))
    pobre = np.array([float(y) for y, _ in razones(privado, IPM, "incidencia")])
    for g, signo in ((0, 1), (1, -1)):
        w = factor * (sexo.grupo == g)
        lineal = signo * w * (pobre - (w @ pobre) / w.sum()) / w.sum()
        for h, u, valor in zip(estrato, llave, lineal.tolist(), strict=True):
            z[h][u] += valor
    v = sum(
        len(t) / (len(t) - 1) * sum((a - sum(t.values()) / len(t)) ** 2 for a in t.values())
        for t in z.values()
    )
    resta = -float(np.diff(hecha.medida.incidencia)[0])
    assert (hallada.valor, hallada.ee) == pytest.approx((resta, math.sqrt(v)), rel=1e-9)
    independientes = math.hypot(*hecha.ee("incidencia"))
    assert hallada.ee < independientes
    assert hallada.gl == diseno.gl
    assert hecha.diferencia("tasas", 1, 0, 3).valor == -hecha.diferencia("tasas", 0, 1, 3).valor
    assert hecha.diferencia("tasas", 0, 0, 3).ee == 0


# --- Propiedades ---------------------------------------------------------------------------------


@st.composite
def disenos(dibujar: st.DrawFn) -> dict[str, Any]:
    """Una muestra de 1 a 3 estratos con al menos dos UPM cada uno, factor real y 3 territorios."""
    upm = dibujar(st.lists(st.integers(2, 4), min_size=1, max_size=3))
    filas = [
        (h, u) for h, cuantas in enumerate(upm) for u in range(cuantas)
        for _ in range(dibujar(st.integers(1, 3)))
    ]  # fmt: skip
    n = len(filas)
    return {
        "privado": dibujar(hnp.arrays(np.uint8, (n, 3), elements=st.integers(0, 1))),
        "w": dibujar(hnp.arrays(np.float64, n, elements=st.floats(0.5, 50))),
        "estrato": [f"E{h}" for h, _ in filas],
        "upm": [u for _, u in filas],
        "territorio": dibujar(hnp.arrays(np.int64, n, elements=st.integers(-1, 2))),
    }


@given(disenos())
def test_por_territorio_es_la_formula_sin_borrar_filas(m: dict[str, Any]) -> None:
    diseno = Diseno.declarar(len(m["w"]), upm=m["upm"], estrato=m["estrato"])
    grupos = Agrupacion(m["territorio"], 3)
    hecha = estimar(m["privado"], DE_MANO, diseno, ponderador=m["w"], agrupacion=grupos)
    for indicador in (*SIMPLES, *POR_PRIVACION):
        for g in range(3):
            dominio = m["territorio"] == g
            valor = np.atleast_1d(hecha.medida.valor(indicador)[g])
            for j in range(3) if indicador in POR_PRIVACION else (0,):
                if math.isnan(valor[j]):
                    assert np.isnan(hecha.ee(indicador)[g]).all()
                    continue
                esperado = por_la_formula(
                    m["privado"], DE_MANO, m["w"], m["estrato"], m["upm"], indicador, j, dominio
                )
                comparar(hecha, g, indicador, esperado, j)
    unidades = list(zip(m["estrato"], m["upm"], strict=True))
    for g in range(3):
        con_gente = {unidades[i] for i in np.flatnonzero(m["territorio"] == g)}
        assert hecha.gl[g] == len(con_gente) - len({h for h, _ in con_gente})


@given(disenos(), st.floats(0.001, 1000), st.permutations(range(12)))
def test_ni_el_orden_ni_la_escala_del_factor_cambian_el_error(
    m: dict[str, Any], escala: float, orden: list[int]
) -> None:
    n = len(m["w"])
    barajadas = np.array([i for i in orden if i < n] + list(range(12, n)), dtype=np.int64)
    upm, estrato = np.array(m["upm"]), np.array(m["estrato"])
    una = estimar(
        m["privado"], DE_MANO, Diseno.declarar(n, upm=upm, estrato=estrato), ponderador=m["w"]
    )
    otra = estimar(
        m["privado"][barajadas],
        DE_MANO,
        Diseno.declarar(n, upm=upm[barajadas], estrato=estrato[barajadas]),
        ponderador=m["w"][barajadas] * escala,
    )
    for indicador in (*SIMPLES, *POR_PRIVACION):
        assert otra.ee(indicador) == pytest.approx(
            una.ee(indicador), rel=1e-7, abs=1e-12, nan_ok=True
        )
