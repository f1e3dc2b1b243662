"""Dentro del municipio: las veredas, las áreas de contexto y la medida de tres ciudades."""

from __future__ import annotations

import re

import pandas as pd
import yaml

from tests.perfiles import lugares
from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import RAIZ, es_co, redondo

CLASES = {
    "resguardo": ("un resguardo indígena", "resguardos indígenas", ("guaviare", "amazonia")),
    "parque": ("un parque nacional", "parques nacionales", ("amazonia",)),
    "reserva": ("una zona de reserva campesina", "zonas de reserva campesina", ("guaviare",)),
}
CAPAS = {
    ("resguardo", "guaviare"): "resguardos_guaviare",
    ("resguardo", "amazonia"): "resguardos_amazonia",
    ("parque", "amazonia"): "parques_amazonia",
    ("reserva", "guaviare"): "reserva_campesina_guaviare",
}
BASTA, FUERA_SE_DICE = 90, 5
FUENTES_DE_VEREDAS = ("veredas_dane", "veredas_uraba")


def _cobertura(f: Frase) -> tuple[str, pd.Series]:
    """La fuente que trae el municipio y su renglón."""
    for fuente in FUENTES_DE_VEREDAS:
        tabla = lugares.leer(fuente)
        suya = tabla[tabla["territorio"] == f.codigo]
        if len(suya):
            return fuente, suya.iloc[0]
    return "", pd.Series(dtype=float)


def _nombres(f: Frase) -> list[str]:
    fuente, _ = _cobertura(f)
    return [p["nombre"] for p in lugares.propiedades(fuente) if p["territorio"] == f.codigo]


@verifica(
    "dentro",
    r"El mapa dibuja {n} veredas; (?:toque una para ver su nombre|el nombre de cada una está en su "
    r"dibujo aparte)\. , sin fecha\.",
)
def dibujadas(f: Frase) -> None:
    _, suya = _cobertura(f)
    assert f["n"] == es_co(suya["veredas"]) == es_co(len(_nombres(f)))
    assert suya["suma"] >= BASTA


@verifica("dentro", r"Cubren el {pct} del municipio\.")
def cubren(f: Frase) -> None:
    assert f["pct"] == f"{es_co(_cobertura(f)[1]['cubierto'], 1)} %"


@verifica("dentro", r"El {pct} de su área cae por fuera del límite municipal del marco censal: las dos líneas no son la "
                    r"misma, y no se recortaron\.")  # fmt: skip
def por_fuera(f: Frase) -> None:
    suya = _cobertura(f)[1]
    parte = 100 * suya["fuera_km2"] / suya["area_km2"]
    assert parte >= FUERA_SE_DICE
    assert f["pct"] == f"{es_co(parte)} %"


@verifica("dentro", r"Sin nombre en la fuente: {n}\.")
def sin_nombre(f: Frase) -> None:
    assert f["n"] == es_co(_nombres(f).count(""))
    assert "" in _nombres(f)


@verifica(
    "dentro",
    r"La fuente no trae código: el de este archivo lo puso el kit, y no sirve para cruzar con otras tablas\.",
)
def sin_codigo(f: Frase) -> None:
    assert _cobertura(f)[0] == "veredas_uraba"


@verifica("dentro", r"(?!1 Popular)(?P<lista>(?:[^,:]+, ){5,}[^,:]+)\.")
def nombres_de_las_veredas(f: Frase) -> None:
    assert sorted(f.parrafo.removesuffix(".").split(", ")) == sorted(n for n in _nombres(f) if n)


@verifica("dentro", r"El kit solo tiene (?:(?P<una>una vereda), que mide|{n} veredas, que miden) el {pct} del municipio, y no "
                    r"las dibuja\.")  # fmt: skip
def pocas(f: Frase) -> None:
    suya = _cobertura(f)[1]
    assert f["n"] == ("" if suya["veredas"] == 1 else es_co(suya["veredas"]))
    assert f["pct"] == f"{es_co(suya['suma'], 1)} %"
    assert suya["suma"] < BASTA


@verifica("dentro", r"El kit no tiene el mapa de veredas de este municipio\.")
def sin_veredas(f: Frase) -> None:
    assert _cobertura(f)[0] == ""


@verifica("dentro", r"Pídalo a la oficina de planeación de (?P<quien>la alcaldía|la gobernación) o al DANE, en una capa de "
                    r"polígonos con el código de cada vereda\.")  # fmt: skip
def a_quien(f: Frase) -> None:
    es_area = f.tablas.territorios[f.codigo]["tipo"].startswith("Área no municipalizada")
    assert (f["quien"] == "la gobernación") == es_area


@verifica("dentro", r"Con trama, como contexto: (?P<lista>.+)\.")
def contexto(f: Frase) -> None:
    """Cuántas áreas de cada clase tocan el municipio, sus nombres y de qué fuentes salen."""
    grupos = f["lista"].split("; ")
    juntos = "; ".join(grupos)
    hay = False
    for clase, (uno, varios, regiones) in CLASES.items():
        areas = _areas(f.codigo, clase, regiones)
        if not areas:
            assert uno not in juntos
            assert varios not in juntos
            continue
        hay = True
        assert (uno if len(areas) == 1 else f"{es_co(len(areas))} {varios}") in juntos
        for nombre, fuente in areas:
            assert nombre in juntos
            ficha = _ficha(fuente)
            corte = str(ficha["corte"])
            assert f"{ficha['productor']}, {corte[0].lower()}{corte[1:]}" in juntos
    assert hay


def _areas(municipio: str, clase: str, regiones: tuple[str, ...]) -> list[tuple[str, str]]:
    """(nombre, fuente); la que está en dos fuentes cuenta una vez, con la más reciente."""
    vistas: dict[tuple[str, str], tuple[str, str, bool]] = {}
    for region in regiones:
        fuente = CAPAS[clase, region]
        for p in lugares.propiedades(fuente):
            llave = (p["territorio"], p["nombre"].lower())
            if llave not in vistas or vistas[llave][1] == fuente:
                toca = municipio in p["territorios"]
                antes = vistas.get(llave, ("", "", False))[2]
                vistas[llave] = (p["nombre"], fuente, toca or antes)
    return [(nombre, fuente) for nombre, fuente, toca in vistas.values() if toca]


def _ficha(fuente: str) -> dict[str, str]:
    ruta = RAIZ / f"generador/fuentes/oficiales/{fuente}.yaml"
    leida: dict[str, str] = yaml.safe_load(ruta.read_text(encoding="utf-8"))
    return leida


@verifica(
    "dentro",
    r"Va de {n} pesos en {lugar} a {m} en {nombre}\.",
    compara=[("ingreso por hogar de la UPL", "sin año")],
)
def ingreso_de_las_upl(f: Frase) -> None:
    tabla = lugares.leer("bogota_upl").sort_values("ingreso_hogar")
    for dicho, donde, fila in (
        (f["n"], f["lugar"], tabla.iloc[0]),
        (f["m"], f["nombre"], tabla.iloc[-1]),
    ):
        assert dicho == es_co(1000 * float(redondo(fila["ingreso_hogar"] / 1000)))
        assert donde == fila["nombre"]


@verifica("dentro", r"En {n} UPZ algún grupo tiene menos de cinco jóvenes: no se publica ninguna cifra suya, ni el total de la "
                    r"ciudad o de la localidad, para que no se deduzca\.")  # fmt: skip
def upz_calladas(f: Frase) -> None:
    tabla = lugares.leer("bogota_upz")
    assert f["n"] == es_co(int((tabla["publicada"] != "si").sum()))
    grupos = tabla.loc[tabla["publicada"] == "si", [f"grupo_{g}" for g in "abcd"]]
    assert grupos.min().min() >= 5


@verifica("dentro", r"{n} comunas (?:y {m} corregimientos\. , sin fecha|de la zona urbana, hechas con sus barrios\. , sin "
                    r"fecha)\.")  # fmt: skip
def comunas(f: Frase) -> None:
    if f["m"]:
        propias = pd.DataFrame(lugares.propiedades("medellin_comunas"))
        cuenta = propias["clase"].value_counts()
        assert [f["n"], f["m"]] == [es_co(cuenta["comuna"]), es_co(len(propias) - cuenta["comuna"])]
    else:
        barrios = pd.DataFrame(lugares.propiedades("cali_barrios"))
        assert f["n"] == es_co(barrios["comuna"].nunique())


@verifica("dentro", r"1 Popular, (?P<lista>.+)\.")
def nombres_de_las_comunas(f: Frase) -> None:
    propias = lugares.propiedades("medellin_comunas")
    dichos = f"1 Popular, {f['lista']}"
    nombres = [f"{int(p['codigo'])} {p['nombre']}" for p in propias]
    assert dichos == f"{', '.join(nombres[:-1])} y {nombres[-1]}"


DESCARGAS = {
    "UPZ": "bogota_upz", "UPL": "bogota_upl", "localidades": "bogota_localidades",
    "comunas": "medellin_comunas",
}  # fmt: skip


@verifica(
    "dentro", r"Para el complemento de QGIS, en GeoJSON, con codigo y nombre: (?P<lista>.+)\."
)
def descargas(f: Frase) -> None:
    for que, cuantas in re.findall(r"(\w+) \((\d+)\)", f["lista"]):
        barrios = "medellin_barrios" if f.codigo == "05001" else "cali_barrios"
        assert int(cuantas) == len(lugares.propiedades(DESCARGAS.get(que, barrios)))
