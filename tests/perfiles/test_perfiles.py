"""Toda frase de los 1.156 perfiles es cierta con los datos, y ninguna sale sin quien la compruebe.

Las frases que no dependen de una cifra están en `fijas.yaml`; las demás, cada una con su
verificador, en `verificadores/`. Una frase nueva sin el suyo hace fallar la prueba y dice cuál es.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.cuerpos import Paginas
from tests.perfiles import verificadores
from tests.perfiles.oraciones import Oracion, oraciones
from tests.perfiles.registro import COMPARA, REGISTRO, Frase, Verificador
from tests.perfiles.tablas import Tablas

FIJAS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("fijas.yaml").read_text(encoding="utf-8")
)
CAUSAS = "atipico"  # las causas del catálogo van detrás de su aviso, y su verificador las exige
Dicha = tuple[str, Oracion, str]  # territorio, oración y texto de su sección

assert verificadores.__doc__  # al importarlo se llena el registro


@pytest.fixture(scope="module")
def tablas() -> Tablas:
    return Tablas()


@pytest.fixture(scope="module")
def dichas(acervo: DatosDelSitio) -> list[Dicha]:
    """Todas las frases de todas las páginas de territorio."""
    paginas = Paginas(acervo, "https://kit.example/")
    return [d for codigo in acervo.territorios for d in _dichas(codigo, paginas.cuerpo(codigo))]


def _dichas(codigo: str, cuerpo: str) -> Iterator[Dicha]:
    propias = list(oraciones(cuerpo))
    secciones: dict[str, list[str]] = defaultdict(list)
    for una in propias:
        secciones[una.seccion].append(una.texto)
    for una in propias:
        yield codigo, una, " ".join(secciones[una.seccion])


@pytest.fixture(scope="module")
def causas(tablas: Tablas) -> set[str]:
    """Las oraciones con que el catálogo explica un valor que se sale."""
    textos = [str(f[CAUSAS]) for f in tablas.fichas.values() if f.get(CAUSAS)]
    return {o for texto in textos for o in re.split(r"(?<=[.])\s+", texto)}


def es_fija(una: Oracion, causas: set[str]) -> bool:
    """Si la frase no depende de una cifra del territorio."""
    return una.texto in FIJAS.get(una.seccion, ()) or (
        una.texto in causas and "Fuera de lo usual" in una.parrafo
    )


def test_cada_frase_tiene_quien_la_compruebe_y_es_cierta(
    tablas: Tablas, dichas: list[Dicha], causas: set[str]
) -> None:
    huerfanas: dict[str, str] = {}
    falsas: dict[str, str] = {}
    usados: dict[Verificador, int] = defaultdict(int)
    for codigo, una, seccion in dichas:
        if es_fija(una, causas):
            continue
        hallados = REGISTRO.hallar(una.seccion, una.texto)
        if len(hallados) != 1:
            plantilla = re.sub(r"\d[\d.,]*", "#", f"{una.seccion} | {una.texto}")
            cuantos = "ninguno" if not hallados else ", ".join(v.nombre for v, _ in hallados)
            huerfanas.setdefault(plantilla, f"{codigo}: {una.texto} → {cuantos}")
            continue
        (verificador, pieza), = hallados  # fmt: skip
        usados[verificador] += 1
        frase = Frase(tablas, codigo, una.texto, una.parrafo, seccion, pieza.groupdict())
        try:
            verificador.comprobar(frase)
        except AssertionError as causa:
            falsas.setdefault(verificador.nombre, f"{codigo}: {una.texto} → {causa}")
    assert not huerfanas, f"{len(huerfanas)} sin un verificador: {list(huerfanas.values())[:40]}"
    assert not falsas, "\n".join(falsas.values())
    todos = {v for de_una in REGISTRO.por_seccion.values() for v in de_una}
    assert not (sin_uso := [v.nombre for v in todos if v not in usados]), sin_uso


def test_ninguna_comparacion_entre_medidas_o_anios_distintos_sale_sin_rotulo(
    dichas: list[Dicha], causas: set[str]
) -> None:
    sin_declarar: set[str] = set()
    for codigo, una, seccion in dichas:
        if es_fija(una, causas):
            continue
        for verificador, _ in REGISTRO.hallar(una.seccion, una.texto):
            if COMPARA.search(una.texto) and not verificador.compara:
                sin_declarar.add(f"{codigo}: {una.texto}")
            if len(set(verificador.compara)) > 1:
                assert verificador.rotulo, f"{verificador.nombre}: compara y no dice el rótulo"
                assert verificador.rotulo.search(seccion), f"{codigo}: {una.texto}"
    assert not sin_declarar, sorted(sin_declarar)[:20]


def test_las_frases_fijas_no_traen_cifras_ni_sobran(
    dichas: list[Dicha],
) -> None:
    vistas = {(una.seccion, una.texto) for _, una, _ in dichas}
    for seccion, textos in FIJAS.items():
        for texto in textos:
            assert (seccion, texto) in vistas, f"ya no sale: {texto}"
            assert not re.search(r"\d[,.]\d|\b20\d\d\b", texto), texto


HALLAZGO = re.compile(
    r'<details class="seccion" id="([^"]+)"><summary><h2>.*?</h2><span>(.*?)</span></summary>', re.S
)
HALLAZGO_CORTO = 25  # palabras


def test_cada_seccion_plegada_dice_su_hallazgo_en_pocas_palabras(acervo: DatosDelSitio) -> None:
    paginas = Paginas(acervo, "https://kit.example/")
    for codigo in acervo.territorios:
        cuerpo = paginas.cuerpo(codigo)
        hallados = HALLAZGO.findall(cuerpo)
        assert len(hallados) == cuerpo.count('<details class="seccion"') >= 6, codigo
        textos = {id_: re.sub("<[^>]+>", "", texto).split() for id_, texto in hallados}
        assert {i: t for i, t in textos.items() if not 3 < len(t) < HALLAZGO_CORTO} == {}, codigo


# Lo que ninguna página puede decir: los datos no lo traen.
PROHIBIDAS = re.compile(
    r"lugares y hogares puntuales|demanda de los vecinos|[Qq]ué la explica|borde oscuro|"
    r"la causa hay que buscarla|pasa los límites del municipio|de las personas viven en",
)


def test_ninguna_pagina_dice_lo_que_los_datos_no_traen(dichas: list[Dicha]) -> None:
    dicho = {una.texto for _, una, _ in dichas if PROHIBIDAS.search(una.texto)}
    assert not dicho
