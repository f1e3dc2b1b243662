"""Lo que la página de comparar debe decir, hecho otra vez con pandas; nada sale de `generador/`."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from tests.perfiles import lugares
from tests.perfiles.tablas import CENSO, IPM, Tablas, es_co, redondo, tres_cifras

DURO, MENOS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
PM, ENCUESTA = "pm_municipal_2024", "pm_2021_2023"
SIN_CALIDAD, CON_CAUTELA, MAYORIA, LEVE, MUCHOS = 30.0, 17.5, 0.5, 0.05, 0.2
CORTES_DE_OMISION = (LEVE, 0.1, MUCHOS)
Z95 = 1.959963984540054
ZONAS = {"Total": "total", "Cabecera": "cabecera", "Rural": "rural"}
CODIGOS_DE_EDAD = ("0_9", "10_19", "20_29", "30_39", "40_49", "50_59", "60_69", "70_79", "80_y_mas")


@cache
def tablas() -> Tablas:
    """Las tablas de `datos/`, leídas una vez."""
    return Tablas()


def corto(indicador: str) -> str:
    """Cómo lo llama el catálogo."""
    return str(tablas().fichas[indicador]["corto"])


def cantidad(indicador: str, codigo: str, dominio: str = "total", anio: str = "") -> float:
    """La publicada del territorio o, si la tabla no la trae, la suma de sus municipios."""
    t = tablas()
    valor = t.valor(indicador, codigo, dominio, anio)
    if math.isnan(valor) and len(codigo) == 2:
        return t.suma(indicador, codigo, dominio, anio)
    return valor


def por_ciento(valor: float, decimales: int = 1) -> str:
    """«90,6 %» con espacio duro."""
    return f"{es_co(valor, decimales)}{DURO}%"


def omision(codigo: str, zona: str = "total") -> float:
    """La peor entre la de la zona y la del total; la de una zona puede no saberse.

    De quien vive en alojamientos especiales el censo no dice la zona: si ponerlos en ella cambia
    la clase, no se sabe.
    """
    t = tablas()
    total = t.omision(codigo)
    gente = t.suma("poblacion", codigo, zona, CENSO)
    if zona == "total" or not gente > 0:
        return total
    mayor = t.omision(codigo, zona)
    menor = mayor - t.suma("censo_personas_lea", codigo, "total", CENSO) / gente
    clases = {sum(o >= c for c in CORTES_DE_OMISION) + (o > MAYORIA) for o in (mayor, menor)}
    return max(total, mayor) if len(clases) == 1 and not math.isnan(mayor) else total


def rural(codigo: str) -> float:
    """Parte de la población fuera de la cabecera, en %."""
    return 100 * cantidad("poblacion", codigo, "rural") / cantidad("poblacion", codigo)


def nbi(codigo: str, zona: str = "total", anio: str = CENSO) -> float:
    """Porcentaje de personas con NBI."""
    return tablas().valor("nbi", codigo, zona, anio)


def edad(codigo: str, cual: str) -> float:
    """De cada 100 censadas, cuántas son de esa edad."""
    todas = sum(cantidad(f"censo_edad_{e}", codigo, "total", CENSO) for e in CODIGOS_DE_EDAD)
    return 100 * cantidad(f"censo_edad_{cual}", codigo, "total", CENSO) / todas


def intervalo(codigo: str) -> tuple[int, int]:
    """El de 95 % de la estimación municipal, en enteros hacia afuera."""
    t = tablas()
    p, s = (t.valor(i, codigo) / 100 for i in (PM, f"{PM}_ee"))
    logit, ancho = math.log(p / (1 - p)), Z95 * s / (p * (1 - p))
    bajo, alto = (100 / (1 + math.exp(-(logit + signo * ancho))) for signo in (-1, 1))
    return math.floor(bajo), math.ceil(alto)


def estimacion(codigo: str) -> tuple[str, str]:
    """La cifra como se escribe y su intervalo con la cautela."""
    t = tablas()
    cautela = t.valor(f"{PM}_cv", codigo) > CON_CAUTELA
    bajo, alto = intervalo(codigo)
    dicho = f"entre {es_co(bajo)} y {por_ciento(alto, 0)}{'; con cautela' if cautela else ''}"
    return por_ciento(t.valor(PM, codigo), 0 if cautela else 1), dicho


def no_contados(codigo: str) -> str:
    """«13 de cada 100», o que son menos de 5."""
    parte = tablas().omision(codigo)
    return f"{es_co(100 * parte)} de cada 100" if parte >= LEVE else "menos de 5 de cada 100"


def personas(codigo: str) -> str:
    """En orden de magnitud, salvo donde el censo no contó a la mayoría."""
    if omision(codigo) > MAYORIA:
        return "no se estima"
    return tres_cifras(tablas().personas(codigo))


def diferencia(primera: float, otra: float, decimales: int = 1) -> str:
    """«3,2 puntos más», «1,0 puntos menos» o «igual»: se resta antes de redondear."""
    puntos = redondo(otra - primera, decimales)
    if not puntos:
        return "igual"
    cuantos = es_co(abs(otra - primera), decimales)
    unidad = "punto" if cuantos == "1" else "puntos"
    return f"{cuantos} {unidad} {'más' if puntos > 0 else 'menos'}"


Cuenta = Callable[[str], float]
# Nombre de la fila → la cuenta, cuántos decimales, si se resta y si la omisión del censo la afecta.
RESTADAS: dict[str, dict[str, tuple[Cuenta, bool]]] = {
    "cifras": {
        corto("poblacion_rural"): (rural, False),
        corto(IPM): (lambda c: tablas().incidencia(c), True),
        corto("nbi"): (nbi, True),
    },
    "edades": {
        corto(f"censo_edad_{e}"): (lambda c, e=e: edad(c, e), True)  # type: ignore[misc]
        for e in CODIGOS_DE_EDAD
    },
}


def privaciones(zona: str) -> dict[str, tuple[Cuenta, bool]]:
    """Las quince, por nombre, en una zona."""
    ids = [i for i in tablas().fichas if i.startswith("priv_")]
    return {
        corto(i): (lambda c, i=i: tablas().privacion(i, c, zona), True)  # type: ignore[misc]
        for i in ids
    }


def por_habitante(numerador: str, escala: float) -> Callable[[str], tuple[str, float]]:
    """(año, cociente) del último año en que el territorio tiene numerador."""

    def cuenta(codigo: str) -> tuple[str, float]:
        anio, valor = tablas().ultimo(numerador, codigo)
        return anio, valor * escala / cantidad("poblacion", codigo, "total", anio) if anio else 0

    return cuenta


def valor_agregado(codigo: str) -> tuple[str, float]:
    """Millones de pesos por habitante, solo del último año; el departamento suma los suyos."""
    anio = tablas().periodos("valor_agregado")[-1]
    valor = cantidad("valor_agregado", codigo, "total", anio)
    if math.isnan(valor):
        return "", 0.0
    return anio, 1000 * valor / cantidad("poblacion", codigo, "total", anio)


# Filas de recursos: cómo se llega a (año, valor) y con cuántos decimales se escribe.
RECURSOS: dict[str, tuple[Callable[[str], tuple[str, float]], str]] = {
    corto("sgp_por_habitante"): (por_habitante("sgp_total", 1e6), "pesos"),
    corto("tributarios_por_habitante"): (por_habitante("ingresos_tributarios", 1e6), "pesos"),
    corto("valor_agregado_por_habitante"): (valor_agregado, "uno"),
    corto("ley617_holgura"): (lambda c: tablas().ultimo("ley617_holgura", c), "uno"),
    corto("idf"): (lambda c: tablas().ultimo("idf", c), "uno"),
    corto("idf_transferencias"): (lambda c: tablas().ultimo("idf_transferencias", c), "pct"),
    corto("mdm"): (lambda c: tablas().ultimo("mdm", c), "uno"),
}
ESCRIBIR: dict[str, Callable[[float], str]] = {
    "pesos": es_co,
    "uno": lambda v: es_co(v, 1),
    "pct": por_ciento,
}


def centros(codigo: str) -> tuple[int, int, list[tuple[str, float]]]:
    """Cuántos hay, cuántos de menos de 30 personas y (nombre, tasa) de los que se muestran."""
    suyos = [lugares.de_nbi()[m] for m in tablas().suyos(codigo) if m in lugares.de_nbi()]
    filas = [f for grupo in suyos for _, f in grupo.iterrows() if f["clase"] == lugares.CENTRO]
    pequenos = sum(int(f["personas"]) < lugares.MINIMO for f in filas)
    vistos = [(str(f["nombre"]), float(f["nbi"])) for f in filas if f["visible"]]
    return len(filas), pequenos, vistos
