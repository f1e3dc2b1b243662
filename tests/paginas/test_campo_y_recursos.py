"""Campo de 2014, PDET, resguardos, puntaje fiscal y gobernaciones: cada frase, en los 1.122."""

from __future__ import annotations

import re

import pytest

from generador.formato import numero
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.cuerpos import Paginas
from generador.paginas.territorios.secciones import lecturas_en_palabras
from generador.paginas.territorios.secciones.campo_2014 import campo_2014
from generador.paginas.territorios.secciones.gobernacion import gobernacion
from generador.paginas.territorios.secciones.pdet import pdet

TASA = re.compile(r"\d%|\d\N{NO-BREAK SPACE}%")


def valor(acervo: DatosDelSitio, indicador: str, codigo: str) -> float:
    return acervo.cubo.valor(indicador, codigo, "total", acervo.vigente(indicador))


def test_el_campo_no_publica_tasas_de_muy_pocos_ni_calla_que_no_hay_territorio_etnico(
    acervo: DatosDelSitio,
) -> None:
    sin_tasa = set()
    for codigo in acervo.municipios:
        propio = campo_2014(acervo, codigo)
        personas = valor(acervo, "cna_personas", codigo)
        etnicas = valor(acervo, "cna_personas_etnico", codigo)
        assert propio["hay"] == (personas > 0)
        if personas < 30:
            sin_tasa.add(codigo)
            assert not TASA.search(propio["lectura"] + propio["privaciones"])
            continue
        assert (etnicas == 0) == ("No contó a nadie en territorio étnico" in propio["lectura"])
        dice_las_dos = "en territorio étnico y" in propio["lectura"]
        assert dice_las_dos == (etnicas >= 30 and personas - etnicas >= 30)
        assert numero(personas) in propio["lectura"]
    assert sin_tasa == {"54250", "54670"}


def test_las_privaciones_son_las_tres_de_mas_hogares(acervo: DatosDelSitio) -> None:
    todas = [i for i in acervo.catalogo if i.startswith("cna_priv_")]
    assert len(todas) == 10
    for codigo in acervo.municipios[::37]:
        mayores = sorted((valor(acervo, i, codigo) for i in todas), reverse=True)[:3]
        for tasa in mayores:
            assert numero(tasa, 1) in campo_2014(acervo, codigo)["privaciones"]


def test_las_partes_no_salen_de_menos_de_treinta_unidades(acervo: DatosDelSitio) -> None:
    pocas = {c for c in acervo.municipios if valor(acervo, "cna_upa", c) < 30}
    assert pocas == {"54250", "54670", "91430"}
    for codigo in pocas:
        assert "Pidieron crédito" not in dict(campo_2014(acervo, codigo)["partes"])
    assert "Pidieron crédito" in dict(campo_2014(acervo, "27025")["partes"])


def test_el_pdet_sale_en_los_170_y_sus_pilares_suman(acervo: DatosDelSitio) -> None:
    con_pdet = [c for c in acervo.municipios if pdet(acervo, c)["hay"]]
    subregion = acervo.vigente("pdet_subregion")
    esperados = [
        c
        for c in acervo.municipios
        if acervo.cubo.valor("pdet_subregion", c, "total", subregion) > 0
    ]
    assert con_pdet == esperados
    assert len(con_pdet) == 170
    for codigo in con_pdet:
        propio = pdet(acervo, codigo)
        for estado in ("terminado", "ejecucion"):
            suma = sum(float(getattr(p, estado).replace(".", "")) for p in propio["pilares"])
            assert suma == pytest.approx(propio[estado].crudo, abs=5)


def test_resguardos_se_dice_donde_los_hay(acervo: DatosDelSitio) -> None:
    dicen = {
        c
        for c in acervo.municipios
        if "es dinero de los resguardos" in lecturas_en_palabras.recursos(acervo, c).lower()
    }
    anios = acervo.cubo.periodos("resguardos_sgp")
    con_alguno = {
        c
        for c in acervo.municipios
        if any(acervo.cubo.valor("resguardos_sgp", c, "total", a) > 0 for a in anios)
    }
    assert dicen <= con_alguno
    assert {"27025", "52835", "91430"} <= dicen
    assert "11001" not in dicen
    # Los que solo reciben la última doceava no tienen resguardo que nombrar ese año.
    assert len(con_alguno - dicen) <= 3


def test_el_puntaje_fiscal_avisa_si_le_faltan_componentes(acervo: DatosDelSitio) -> None:
    dicen = {
        c
        for c in acervo.municipios
        if "baja por falta de reporte" in lecturas_en_palabras.recursos(acervo, c)
    }
    assert len(dicen) == 26
    assert "le faltan 7 de 8 componentes" in lecturas_en_palabras.recursos(acervo, "63130")
    assert "27025" not in dicen


def test_la_gobernacion_no_es_de_bogota(acervo: DatosDelSitio) -> None:
    con = [d for d in acervo.departamentos if gobernacion(acervo, d)["hay"]]
    assert len(con) == 32
    assert "11" not in con
    narino = gobernacion(acervo, "52")
    assert (narino["desde"], narino["hasta"]) == ("2020", "2023")
    assert narino["filas"][0].ahora == numero(valor(acervo, "mdd", "52"), 1)


def test_el_perfil_rotula_el_campo_como_contexto_y_no_lo_compara(acervo: DatosDelSitio) -> None:
    cuerpo = Paginas(acervo, "").cuerpo("52835")
    parte = cuerpo[cuerpo.index("censo-agropecuario") :]
    texto = " ".join(re.sub(r"<[^>]+>", " ", parte).split())
    assert "2014: contexto, no actualidad" in texto
    assert "no se compara con la medida censal de 2018" in texto
    assert 'href="../../herramientas/ruta/index.html#m=52835"' in parte
    fichas = acervo.catalogo
    for otra in ("ipm_censal", "ipm_ecv"):
        assert otra in fichas["cna_ipm"].no_comparar_con
        assert "cna_ipm" in fichas[otra].no_comparar_con


def test_lo_nuevo_no_ordena_municipios_salvo_el_puntaje_fiscal(acervo: DatosDelSitio) -> None:
    nuevas = {"cna_2014", "idf", "pdet_inversion", "sgp_a_resguardos", "sgr_plan_bienal",
              "mdd_departamental", "reps_prestadores"}  # fmt: skip
    fichas = [i for i in acervo.catalogo.values() if i.fuente in nuevas and i.priorizable]
    assert [i.id for i in fichas] == ["idf"]
