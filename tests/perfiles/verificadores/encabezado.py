"""El encabezado: qué territorio es, cuánta gente tiene y qué muestra el mapa."""

from __future__ import annotations

import math

from tests.perfiles.registro import Frase, verifica
from tests.perfiles.tablas import es_co


@verifica("-", r"(?P<nombre>[^·.%]+?|Bogotá, D\.C\.)(?: · {n} habitantes en {anio})?")
def ficha(f: Frase) -> None:
    t = f.tablas
    # El nombre entero del archipiélago no cabe en un renglón de celular.
    entero = t.territorios[f.codigo[:2]]["nombre"]
    assert f["nombre"] == entero.partition(", Providencia")[0]
    assert bool(f["n"]) != math.isnan(t.valor("poblacion", f.codigo))
    if f["n"]:
        assert f["anio"] == t.vigente("poblacion")
        assert f["n"] == es_co(t.suma("poblacion", f.codigo))


@verifica("pobreza", r"(?P<tipo>[^·.]+) · código {codigo}(?: · categoría (?P<categoria>\w+) "
                     r"\((?P<de>\d{4})\))?\.")  # fmt: skip
def que_es(f: Frase) -> None:
    t = f.tablas
    assert f["codigo"] == f.codigo
    assert f["tipo"] == t.territorios[f.codigo]["tipo"]
    categoria = t.texto("categoria_ley617", f.codigo)
    if f["categoria"]:
        assert f["categoria"] == categoria.lower()
        assert f["de"] == t.vigente("categoria_ley617")
    else:
        assert categoria in ("", "NA", "ND")


@verifica("-", r"Departamento de Colombia · código {codigo} · {n} (?:municipios y áreas|municipio) · "
               r"{m} habitantes en {anio}")  # fmt: skip
def ficha_del_departamento(f: Frase) -> None:
    t = f.tablas
    assert [f["codigo"], f["anio"]] == [f.codigo, t.vigente("poblacion")]
    assert f["n"] == es_co(sum(m[:2] == f.codigo for m in t.municipios))
    assert f["m"] == es_co(t.suma("poblacion", f.codigo))


@verifica("-", r"33 departamentos \(con Bogotá\) · {n} municipios y áreas no municipalizadas · "
               r"{m} habitantes en {anio}")  # fmt: skip
def ficha_del_pais(f: Frase) -> None:
    t = f.tablas
    assert len(t.departamentos) == 33
    assert f["n"] == es_co(len(t.municipios))
    assert f["m"] == es_co(t.columna("poblacion").sum())
    assert f["anio"] == t.vigente("poblacion")


@verifica("-", r"Municipios (?:de|del) {lugar} por incidencia de la pobreza multidimensional "
               r"\(%\), {anio}\.")  # fmt: skip
def mapa(f: Frase) -> None:
    assert f["lugar"] in f.departamento
    assert f["anio"] == f.tablas.vigente("ipm_censal")


@verifica("-", r"Departamentos por incidencia de la pobreza multidimensional \(%\), {anio}: "
               r"promedios del kit, no cifras del DANE\.")  # fmt: skip
def mapa_del_pais(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("ipm_censal")


@verifica(
    "-", r"Pobreza multidimensional de (?P<nombre>.+?)(?P<con> y sus vecinos)?, {anio} \(%\)\."
)
def mapa_de_vecinos(f: Frase) -> None:
    assert f["nombre"] == f.nombre
    assert f["anio"] == f.tablas.vigente("ipm_censal")
    assert bool(f["con"]) == bool(f.tablas.vecinos()[f.codigo])


@verifica("-", r"A trazos, el límite entre departamentos\.")
def limite_entre_departamentos(f: Frase) -> None:
    """En una isla no hay ninguno que dibujar."""
    assert f.tablas.vecinos()[f.codigo]


@verifica("-", r"Al lado, dónde queda en {lugar}\.")
def donde_queda(f: Frase) -> None:
    assert f["lugar"] == f.tablas.territorios[f.codigo[:2]]["nombre"]
    assert sum(m[:2] == f.codigo[:2] for m in f.tablas.municipios) > 1


@verifica("-", r"El punto es (?P<ciudad>.+), la capital\.")
def la_capital(f: Frase) -> None:
    """La que la DIVIPOLA numera 001, o Bogotá, que lo es de Cundinamarca."""
    suya = "11001" if f.codigo[:2] == "25" else f"{f.codigo[:2]}001"
    assert f["ciudad"] == f.tablas.territorios[suya]["nombre"]
    assert f.codigo != suya


# El aviso de un cambio de límites sale de la tabla de equivalencias, que dice su norma.
@verifica("pobreza", r"(?:El municipio de Nuevo Belén de Bajirá|Desde el 1 de diciembre de 2019|"
               r"El DANE anuncia|Las cifras del Censo 2018){resto}")  # fmt: skip
def cambio_de_limites(f: Frase) -> None:
    assert f.codigo in ("27615", "27493", "94343", "94663")


@verifica("pobreza", r"Es un área no municipalizada: no tiene alcaldía ni cabecera, y su gobierno depende "
               r"del departamento\.")  # fmt: skip
def area(f: Frase) -> None:
    assert f.tablas.territorios[f.codigo]["tipo"].startswith("Área no municipalizada")
    assert f.tablas.texto("ipm_censal", f.codigo, "cabecera", "2018") == "NA"
