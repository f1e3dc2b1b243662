"""Dentro del municipio: la NBI de cada lugar, sus puntos y lo que no se muestra."""

from __future__ import annotations

import re

import pandas as pd

from tests.perfiles import lugares
from tests.perfiles.lugares import CABECERA, CENTRO, DISPERSO, MINIMO
from tests.perfiles.registro import Frase, Medida, verifica
from tests.perfiles.tablas import es_co

ANIO = "2018"
DE_LUGARES: list[Medida] = [("nbi de los lugares", ANIO)]


def _suyos(f: Frase) -> pd.DataFrame:
    return lugares.de_nbi()[f.codigo]


def _rotulo(f: Frase, fila: pd.Series) -> str:
    """Cómo se nombra en una frase."""
    if fila["clase"] == DISPERSO:
        return "el rural disperso"
    if fila["clase"] == CENTRO:
        return str(fila["nombre"])
    return "la cabecera" if fila["nombre"] == f.nombre else f"la cabecera ({fila['nombre']})"


def _exigir_nombres(dicho: str, f: Frase, filas: pd.DataFrame) -> None:
    """Los tres primeros por su nombre; de cuatro en adelante, cuántos y el más poblado."""
    nombres = [_rotulo(f, fila) for _, fila in filas.iterrows()]
    if len(nombres) > 3:
        hallado = re.fullmatch(r"([\d.]+) lugares \(el más poblado, (.+)\)", dicho)
        assert hallado, dicho
        assert hallado[1] == es_co(len(nombres))
        orden = filas.assign(rotulo=nombres)
        del_nombrado = orden.loc[orden["rotulo"] == hallado[2], "personas"]
        # La cabecera y el rural disperso van primero en la lista.
        assert hallado[2].startswith(("la cabecera", "el rural")) or (
            del_nombrado.max() == filas["personas"].max()
        )
        return
    for nombre in nombres:
        assert nombre in dicho, (dicho, nombres)
    assert len(dicho) == sum(map(len, nombres)) + {1: 0, 2: 3, 3: 5}[len(nombres)]


def _visibles(f: Frase) -> pd.DataFrame:
    suyos = _suyos(f)
    return suyos[suyos["visible"]]


def _frecuentes(f: Frase) -> pd.DataFrame:
    vistos = _visibles(f)
    filas: pd.DataFrame = vistos.loc[vistos["nbi"] == vistos["nbi"].max()]
    return filas


def _numerosos(f: Frase) -> pd.DataFrame:
    vistos = _visibles(f)
    filas: pd.DataFrame = vistos.loc[vistos["con_nbi"] == vistos["con_nbi"].max()]
    return filas


@verifica("dentro", r"En {anio}, la NBI era más frecuente en {lugar}: {pct}(?: de sus {n} personas?)?\.",
          compara=DE_LUGARES)  # fmt: skip
def mas_frecuente(f: Frase) -> None:
    filas = _frecuentes(f)
    assert f["anio"] == ANIO
    _exigir_nombres(f["lugar"], f, filas)
    assert f["pct"] == f"{es_co(filas['nbi'].max(), 1)} %"
    assert f["n"] == (es_co(filas["personas"].max()) if len(filas) == 1 else "")


@verifica("dentro", r"En {anio}, la NBI era más frecuente, y la tenían más personas, en {lugar}: {pct} \({n} de "
                    r"{m}\)\.", compara=DE_LUGARES)  # fmt: skip
def las_dos_cosas(f: Frase) -> None:
    filas = _frecuentes(f)
    assert f["anio"] == ANIO
    assert list(filas.index) == list(_numerosos(f).index)
    _exigir_nombres(f["lugar"], f, filas)
    assert f["pct"] == f"{es_co(filas['nbi'].max(), 1)} %"
    assert [f["n"], f["m"]] == [es_co(filas["con_nbi"].max()), es_co(filas["personas"].max())]


@verifica("dentro", r"La tenían más personas en {lugar}: {n} de {m}\.", compara=DE_LUGARES)
def mas_gente(f: Frase) -> None:
    filas = _numerosos(f)
    _exigir_nombres(f["lugar"], f, filas)
    assert [f["n"], f["m"]] == [es_co(filas["con_nbi"].max()), es_co(filas["personas"].max())]


@verifica("dentro", r"El censo no delimitó centros poblados aquí\.")
def sin_centros(f: Frase) -> None:
    assert CENTRO not in set(_suyos(f)["clase"])


@verifica("dentro", r"No tiene cabecera municipal\.")
def sin_cabecera(f: Frase) -> None:
    assert CABECERA not in set(_suyos(f)["clase"])
    assert f.tablas.texto("ipm_censal", f.codigo, "cabecera", ANIO) == "NA"


@verifica("dentro", r"Cada punto es un centro poblado o la cabecera\.")
def cada_punto(f: Frase) -> None:
    con_punto = _suyos(f).dropna(subset=["longitud"])
    assert set(con_punto["clase"]) <= {CENTRO, CABECERA}
    assert len(con_punto)


@verifica("dentro", r"Con menos de {n} personas \({m}\) la tasa no se muestra(?:, ni la de (?P<otros>otro lugar|otros "
                    r"[\d.]+): con ella se deduciría)?\.")  # fmt: skip
def callados(f: Frase) -> None:
    ocultos = _suyos(f)[lambda t: ~t["visible"]]
    pocos = int((ocultos["personas"] < MINIMO).sum())
    assert [f["n"], f["m"]] == [str(MINIMO), es_co(pocos)]
    demas = len(ocultos) - pocos
    assert f["otros"] == {0: "", 1: "otro lugar"}.get(demas, f"otros {demas}")


@verifica("dentro", r"Sin coordenadas oficiales: {lugar}\.")
def sin_punto(f: Frase) -> None:
    suyos = _suyos(f)
    faltan = suyos[(suyos["clase"] == CENTRO) & suyos["longitud"].isna()]
    if len(faltan) > 5:
        assert f["lugar"] == es_co(len(faltan))
    else:
        assert all(n in f["lugar"] for n in faltan["nombre"])
        largo = sum(map(len, faltan["nombre"]))
        assert len(f["lugar"]) == largo + (2 * len(faltan) - 1 if len(faltan) > 1 else 0)


@verifica("dentro", r"(?P<lugar>.+): el punto oficial cae fuera del límite, a menos de {n} km\.")
def fuera_del_limite(f: Frase) -> None:
    """A menos de esa distancia del contorno; el simplificado del kit puede dejarlo del otro lado."""
    suyos = _suyos(f)
    nombrados = suyos[[n in f["lugar"] for n in suyos["nombre"]]].dropna(subset=["longitud"])
    assert len(nombrados)
    anillos = lugares.contornos("mgn_2018")[f.codigo]
    distancias = [
        lugares.km_al_borde((x, y), anillos)
        for x, y in zip(nombrados["longitud"], nombrados["latitud"], strict=True)
    ]
    assert min(distancias) < float(f["n"]), distancias


@verifica(
    "dentro", r"El fondo es el rural disperso(?P<veredas>; las líneas delgadas, las veredas)?\."
)
def el_fondo(f: Frase) -> None:
    assert DISPERSO in set(_suyos(f)["clase"])
    assert bool(f["veredas"]) == ("El mapa dibuja" in f.seccion)


@verifica("dentro", r"Ver l(?:os otros|as otras) {n}")
def ver_los_otros(f: Frase) -> None:
    tablas = [_suyos(f)]
    if f.codigo == "11001":
        upz = lugares.leer("bogota_upz")
        tablas += [upz[upz["publicada"] == "si"], lugares.leer("bogota_upl")]
    assert int(f["n"]) in [len(t) - 10 for t in tablas]
