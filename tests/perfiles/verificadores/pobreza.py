"""La cifra grande, cuánta gente es, frente a quién y en qué puesto."""

from __future__ import annotations

import re

from tests.perfiles import cuentas
from tests.perfiles.registro import CENSAL, Frase, verifica
from tests.perfiles.tablas import es_co, tres_cifras

MAYORIA = 0.5


@verifica("pobreza", r"En {anio}, (?P<cuantos>.+? personas)(?P<contadas> contadas)? vivían? en pobreza "
                     r"multidimensional(?:: unas {n})?\.")  # fmt: skip
def lectura(f: Frase) -> None:
    t = f.tablas
    assert f["anio"] == t.vigente("ipm_censal")
    cuentas.exigir_fraccion(f["cuantos"], t.incidencia(f.codigo))
    uno = re.search(r"(?<![\d,])1 de cada", f["cuantos"]) is not None
    assert ("vivía en" in f.texto) == uno
    solo_contados = len(f.codigo) == 5 and t.omision(f.codigo) > MAYORIA
    assert bool(f["contadas"]) == (f["n"] == "") == solo_contados
    if f["n"]:
        assert f["n"] == tres_cifras(t.personas(f.codigo))


@verifica("pobreza", r"Personas en pobreza: estimación, incidencia de cada zona por su población DANE "
                     r"{anio}\.")  # fmt: skip
def como_se_estima(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("ipm_censal")


@verifica(
    "comparacion", r"De mayor a menor pobreza, en el país: (?P<puesto>.+)\.", compara=[CENSAL]
)
def puesto_en_el_pais(f: Frase) -> None:
    t = f.tablas
    cuenta = cuentas.rangos(t, tuple(t.municipios))[f.codigo]
    cuentas.exigir_puesto(f["puesto"], cuenta, t.omision(f.codigo))


@verifica("comparacion", r"En (?P<donde>(?!las|la|el campo)[^:]+): (?P<puesto>(?:puesto|entre los puestos) .+)\.",
          compara=[CENSAL])  # fmt: skip
def puesto_en_el_departamento(f: Frase) -> None:
    t = f.tablas
    assert f["donde"] == f.departamento
    suyos = tuple(m for m in t.municipios if m[:2] == f.codigo[:2])
    cuenta = cuentas.rangos(t, suyos)[f.codigo]
    cuentas.exigir_puesto(f["puesto"], cuenta, t.omision(f.codigo))


@verifica("comparacion", r"Entre los departamentos, de mayor a menor pobreza: (?P<puesto>.+)\.",
          compara=[CENSAL])  # fmt: skip
def puesto_del_departamento(f: Frase) -> None:
    t = f.tablas
    cuenta = cuentas.rangos(t, tuple(t.departamentos))[f.codigo]
    cuentas.exigir_puesto(f["puesto"], cuenta, t.omision(f.codigo))


@verifica("comparacion", r"Reunía el {pct} de las personas en pobreza del país \(estimación\)\.")
def parte_del_pais(f: Frase) -> None:
    parte = 100 * f.tablas.personas(f.codigo) / f.tablas.personas("00")
    assert f["pct"] == f"{es_co(parte, 1)} %"


@verifica("pobreza", r"La cifra oficial de este nivel es la de la Encuesta de Calidad de Vida del "
                     r"DANE: {pct} en {anio}\.")  # fmt: skip
def cifra_oficial(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("ipm_censal")
    assert f["pct"] == f"{es_co(f.tablas.valor('ipm_ecv', f.codigo, 'total', f['anio']), 1)} %"


@verifica("- comparacion", r"(?:El kit los promedia con las personas que el censo de {anio} contó en "
                     r"hogares)\.")  # fmt: skip
def con_que_se_promedia(f: Frase) -> None:
    assert f["anio"] == f.tablas.vigente("ipm_censal")


@verifica("comparacion", r"Los promedios de departamento y país los calcula el kit; no son "
                                 r"cifras del DANE\.")  # fmt: skip
def de_quien_son_los_dos(f: Frase) -> None:
    assert len(f.codigo) == 5
    assert f.codigo[:2] != "11"


@verifica("comparacion", r"El promedio del país lo calcula el kit; no es cifra del DANE\.")
def de_quien_es_el_del_pais(f: Frase) -> None:
    assert f.codigo[:2] == "11" or len(f.codigo) == 2


@verifica("pobreza fuentes", r"El censo no contó {texto}\.")
def omision_leve(f: Frase) -> None:
    o = cuentas.exigir_omitidos(f.texto, f)
    assert 0.05 <= o < 0.20


@verifica("pobreza fuentes", r"Cautela: el censo dejó por fuera {texto}; la cifra puede ser otra\.")
def omision_con_cautela(f: Frase) -> None:
    o = cuentas.exigir_omitidos(f.texto, f)
    assert 0.20 <= o <= MAYORIA


@verifica("pobreza fuentes", r"La cifra describe solo a los contados: el censo dejó por fuera "
                             r"{texto}\.")  # fmt: skip
def omision_de_la_mayoria(f: Frase) -> None:
    assert cuentas.exigir_omitidos(f.texto, f) > MAYORIA


@verifica("pobreza fuentes campo", r"No se le da puesto ni se compara\.")
def sin_puesto(f: Frase) -> None:
    dominios = ("total", "cabecera", "rural") if "En el campo" in f.parrafo else ("total",)
    assert max(f.tablas.omision(f.codigo, d) for d in dominios) > MAYORIA
    assert "puesto " not in f.parrafo.replace("No se le da puesto", "")
