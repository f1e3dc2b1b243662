"""Recursos, servicios y producción del perfil: lo que el catálogo pide y cómo se lee."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest

from generador.cubo.catalogo import PERFIL
from generador.cubo.leer import DATO
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import lecturas_en_palabras, temas_del_catalogo

RAROS = ["27025", "44847", "05001", "11001", "88001", "88564", "94663", "91263", "27615"]


def bloque(acervo: DatosDelSitio, codigo: str, tema: str) -> dict[str, Any]:
    return next(b for b in temas_del_catalogo.bloques(acervo, codigo) if b["id"] == tema)


def test_los_tres_temas_piden_algo_y_cada_forma_se_usa(acervo: DatosDelSitio) -> None:
    de_los_temas = [
        i for i in acervo.catalogo.values() if i.tema in temas_del_catalogo.BLOQUES and i.perfil
    ]
    assert {i.tema for i in de_los_temas} == set(temas_del_catalogo.BLOQUES)
    assert {i.perfil for i in de_los_temas} == PERFIL - {""}


@pytest.mark.parametrize("codigo", RAROS)
def test_lo_que_no_hay_no_se_muestra(acervo: DatosDelSitio, codigo: str) -> None:
    for uno in temas_del_catalogo.bloques(acervo, codigo):
        for _, cifra in uno["resumen"]:
            assert cifra.hay
        for renglon in uno["detalle"]:
            assert renglon.valor != "no aplica"
        assert "nan" not in str(uno["zonas"])


def test_la_mediana_de_los_comparables_a_mano(acervo: DatosDelSitio) -> None:
    renglon = next(
        r for r in bloque(acervo, "27025", "recursos")["detalle"] if "Endeudamiento" in r.nombre
    )
    suyos = sorted(
        v
        for c in acervo.parecidos["27025"].codigos
        if not math.isnan(v := acervo.cubo.valor("idf_deuda_total", c, "total", renglon.periodo))
    )
    assert len(suyos) == 10
    mediana = (suyos[4] + suyos[5]) / 2
    assert float(renglon.comparables.replace(",", ".")) == pytest.approx(mediana, abs=0.051)


def test_servicios_por_zona_con_sus_dos_anios(acervo: DatosDelSitio) -> None:
    zonas = bloque(acervo, "27025", "servicios")["zonas"]
    assert (zonas.desde, zonas.hasta) == ("2018", "2024")
    assert [nombre for nombre, _ in zonas.filas] == [
        acervo.catalogo[f"cobertura_{s}"].corto for s in ("acueducto", "alcantarillado", "aseo")
    ]
    assert dict(zonas.filas)["Cobertura de acueducto"] == [
        "80,3 → 86,0",
        "83,6 → 84,4",
        "73,9 → 100,0",
    ]
    assert not zonas.hay_salto


def test_una_zona_sin_dato_lleva_raya_y_un_salto_grande_se_avisa(acervo: DatosDelSitio) -> None:
    uribia = bloque(acervo, "44847", "servicios")["zonas"]
    assert dict(uribia.filas)["Cobertura de acueducto"][2] == "– → 95,4"
    assert uribia.hay_salto  # alcantarillado urbano o aseo: cae más de 50 puntos
    assert bloque(acervo, "94663", "servicios")["zonas"] is None


def test_cultivos_con_su_primera_y_su_ultima_produccion(acervo: DatosDelSitio) -> None:
    (desde, hasta), filas = temas_del_catalogo.cultivos(acervo, "27025")
    assert (desde, hasta) == ("2019", "2023")
    assert filas[0] == ("Plátano", "875", "375", "1.875")
    assert len(filas) == 5
    assert temas_del_catalogo.cultivos(acervo, "44847") == (("", ""), [])


def test_el_cruce_lleva_anio_y_marca_lo_que_pasa_de_100(acervo: DatosDelSitio) -> None:
    cruces = {c.servicio: c for c in temas_del_catalogo.cruces(acervo, "44847")}
    neta = cruces["Cobertura escolar neta"]
    assert (neta.privacion, neta.periodo, neta.pasa_de_100) == (
        "Inasistencia escolar",
        "2024",
        True,
    )
    assert not cruces["Deserción escolar"].pasa_de_100
    # Mapiripana dejó de existir: su último año es el que tiene.
    assert {c.periodo for c in temas_del_catalogo.cruces(acervo, "94663")} == {"2019"}


def test_de_que_depende_y_cuanto_margen_tiene(acervo: DatosDelSitio) -> None:
    texto = lecturas_en_palabras.recursos(acervo, "27025")
    valor = acervo.cubo.valor
    veces = (
        valor("sgp_total", "27025", "total", "2022")
        - valor("sgp_educacion_prestacion", "27025", "total", "2022")
    ) / valor("ingresos_tributarios", "27025", "total", "2022")
    assert f"recibió {veces:.1f}".replace(".", ",") in texto
    assert "mediana de comparables" in texto
    assert "salud (35 %), propósito general (33 %)" in texto.replace("\N{NO-BREAK SPACE}", " ")
    assert "el límite de la Ley 617 es 80." in texto


def test_sin_recaudo_refrendado_lo_dice(acervo: DatosDelSitio) -> None:
    sin = {
        c
        for c in acervo.municipios
        if "no se puede decir" in lecturas_en_palabras.recursos(acervo, c)
    }
    assert "05142" in sin
    for codigo in sin:
        anios = {anio for anio, _ in acervo.cubo.serie("ingresos_tributarios", codigo)}
        assert anios.isdisjoint({"2020", "2021", "2022"})
    con_sgp = {
        c for c in acervo.municipios if temas_del_catalogo.ultima(acervo, "sgp_total", c).hay
    }
    con_lectura = {
        c for c in acervo.municipios if "por cada peso" in lecturas_en_palabras.recursos(acervo, c)
    }
    assert con_sgp == sin | con_lectura


def test_las_partes_del_sgp_suman_el_total(acervo: DatosDelSitio) -> None:
    for codigo in acervo.municipios:
        frase = next((f for f in _frases(acervo, codigo) if f.startswith("Su SGP")), "")
        partes = [int(p) for p in re.findall(r"\((\d+)\s%\)", frase)]
        assert not frase or abs(sum(partes) - 100) <= 3


def test_lo_inconsistente_se_dice_donde_lo_es_y_solo_alli(acervo: DatosDelSitio) -> None:
    marcados = {
        c for c in acervo.municipios if "Inconsistente" in lecturas_en_palabras.recursos(acervo, c)
    }
    assert len(marcados) == 136
    assert "44847" in marcados
    assert {
        acervo.cubo.estado("ingresos_tributarios", c, "total", "2024") for c in marcados
    }.isdisjoint({DATO})


def test_la_razon_atipica_no_se_lee_como_gasto(acervo: DatosDelSitio) -> None:
    texto = lecturas_en_palabras.recursos(acervo, "88564")
    assert "es atípica" in texto
    assert "gastó" not in texto


def test_superar_el_limite_se_dice(acervo: DatosDelSitio) -> None:
    pasados = [
        c for c in acervo.municipios if "pasó el límite" in lecturas_en_palabras.recursos(acervo, c)
    ]
    assert pasados
    for codigo in pasados:
        assert temas_del_catalogo.ultima(acervo, "ley617_holgura", codigo).crudo < 0


def test_los_dos_regimenes_de_salud(acervo: DatosDelSitio) -> None:
    texto = lecturas_en_palabras.servicios(acervo, "27025")
    assert "66,0 afiliados a salud en el régimen subsidiado y 2,4 en el contributivo" in texto
    assert lecturas_en_palabras.servicios(acervo, "94663") == ""


def test_que_parte_de_lo_sembrado_es_el_principal(acervo: DatosDelSitio) -> None:
    texto = lecturas_en_palabras.produccion(acervo, "27025").replace("\N{NO-BREAK SPACE}", " ")
    assert texto == "De lo sembrado en 2023, el 26 % fue plátano."
    assert lecturas_en_palabras.produccion(acervo, "44847") == ""


@pytest.mark.parametrize("codigo", RAROS)
def test_ninguna_lectura_trae_huecos(acervo: DatosDelSitio, codigo: str) -> None:
    for frase in lecturas_en_palabras.lecturas(acervo, codigo).values():
        assert "nan" not in frase
        assert "no disponible" not in frase
        assert "  " not in frase
        assert frase.endswith(".")


def _frases(acervo: DatosDelSitio, codigo: str) -> list[str]:
    return re.split(r"(?<=\.) ", lecturas_en_palabras.recursos(acervo, codigo))
