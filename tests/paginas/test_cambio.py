"""«Cómo ha cambiado» en los 1.122 perfiles: cada frase contra el cubo, y nada que se reste mal."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from generador.formato import numero, porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import cambio_entre_censos

ANTES, DESPUES = "2005", "2018"
SUBE_O_BAJA = re.compile(r"^(Bajó|Subió|No se distingue un cambio|No se puede decir)\b")


@pytest.fixture(scope="module")
def secciones(acervo: DatosDelSitio) -> dict[str, dict[str, Any]]:
    return {codigo: cambio_entre_censos.cambio(acervo, codigo) for codigo in acervo.territorios}


def test_cada_frase_es_cierta_con_los_datos(
    acervo: DatosDelSitio, secciones: dict[str, dict[str, Any]]
) -> None:
    cuentas: dict[str, int] = {}
    for codigo, seccion in secciones.items():
        frase = seccion["frase"]
        hallada = SUBE_O_BAJA.match(frase)
        assert hallada, (codigo, frase)
        antes, cv, despues = (
            acervo.cubo.valor(i, codigo, periodo=p)
            for i, p in (("nbi", ANTES), ("nbi_cv", ANTES), ("nbi", DESPUES))
        )
        puntos, margen = despues - antes, 1.959964 * antes * np.nan_to_num(cv) / 100
        if hallada[1] == "No se puede decir":
            assert np.isnan(acervo.cubo.valor("nbi_cambio", codigo, periodo=DESPUES))
            assert "puntos" not in frase
        else:
            assert f"En {ANTES}, {porcentaje(antes)} de las personas" in frase
            assert f"en {DESPUES}, {porcentaje(despues)}." in frase
            claro = abs(puntos) > max(margen, 0.05)
            sentido = ("Bajó" if puntos < 0 else "Subió") if claro else "No se distingue un cambio"
            assert hallada[1] == sentido, (codigo, puntos, margen)
            if claro:
                assert f"Son {numero(abs(puntos), 1)} punto" in frase
            if cv > 0:
                assert f"±{numero(margen, 1)}" in frase
        if len(codigo) == 5:
            cuentas[hallada[1]] = cuentas.get(hallada[1], 0) + 1
    assert cuentas == {
        "Bajó": 1064,
        "Subió": 17,
        "No se distingue un cambio": 3,
        "No se puede decir": 38,
    }


def test_la_tabla_dice_el_cambio_donde_se_compara(
    acervo: DatosDelSitio, secciones: dict[str, dict[str, Any]]
) -> None:
    zonas = {"Total": "total", "Cabecera": "cabecera", "Rural": "rural"}
    for codigo, seccion in secciones.items():
        for fila in seccion["filas"]:
            puntos = acervo.cubo.valor("nbi_cambio", codigo, zonas[fila.zona], DESPUES)
            assert bool(fila.cambio) == bool(np.isfinite(puntos)), codigo
            assert (fila.lectura == "no se compara") == (not fila.cambio)


def test_no_se_compara_lo_asignado_ni_lo_poco_contado(
    secciones: dict[str, dict[str, Any]],
) -> None:
    assert "contó 3.456 de unas 16.223 personas" in secciones["27495"]["frase"]
    assert "asignó 100" in secciones["91430"]["frase"]
    assert "zona rural" in secciones["81065"]["frase"]
    assert [f.lectura for f in secciones["81065"]["filas"]] == [
        "no se compara", "Bajó", "no se compara",
    ]  # fmt: skip
    for depto in ("50", "81", "86", "91", "94", "95", "97", "99"):
        assert "que el censo no midió" in secciones[depto]["frase"]


def test_la_omision_se_dice_desde_una_de_cada_diez(
    acervo: DatosDelSitio, secciones: dict[str, dict[str, Any]]
) -> None:
    for codigo in acervo.municipios:
        contadas, gente = (
            acervo.cubo.valor(i, codigo, periodo=DESPUES) for i in ("censo_personas", "poblacion")
        )
        parte = 1 - contadas / gente
        avisos = " ".join(secciones[codigo]["avisos"])
        assert ("no contó a cerca de" in avisos) == (0.1 <= parte < 0.2), codigo
        assert ("Cautela:" in avisos) == (0.2 <= parte <= 0.5), codigo
        if parte > 0.5:
            assert "solo a los contados" in secciones[codigo]["frase"] + avisos


def test_el_ipm_anterior_no_se_resta(
    acervo: DatosDelSitio, secciones: dict[str, dict[str, Any]]
) -> None:
    ipm = {c: s["ipm"] for c, s in secciones.items() if s["ipm"]}
    assert len(ipm) == 1095
    assert not {"19050", "27425", "88001", "00", "05"} & set(ipm)
    for codigo, uno in ipm.items():
        assert uno["antes"].crudo == acervo.cubo.valor("ipm_2005", codigo, periodo="2005")
        assert set(uno) == {"antes", "despues", "con_reserva"}
    reservas = {c for c, uno in ipm.items() if uno["con_reserva"]}
    sin_nbi = {c for c in ipm if np.isnan(acervo.cubo.valor("nbi", c, periodo=ANTES))}
    assert reservas == sin_nbi
    assert len(reservas) == 21


def test_los_limites_que_cambiaron_se_dicen(secciones: dict[str, dict[str, Any]]) -> None:
    con = {
        c
        for c, s in secciones.items()
        if any("censo de 2005" in a and "salió" in a for a in s["avisos"])
    }
    assert con == {"13600", "19142", "23466", "23670"}
    assert any("Chocó y Antioquia" in a for a in secciones["27615"]["avisos"])


def test_el_riel_no_une_lo_que_no_se_compara(secciones: dict[str, dict[str, Any]]) -> None:
    filas = [f for s in secciones.values() for f in s["filas"]]
    for f in filas:
        marcas = dict(re.findall(r'#m-(\w+)" x="([\d.]+)%', f.riel))
        valores = {"antes": f.antes.crudo, "propio": f.despues.crudo}
        assert ("antes" in marcas, "propio" in marcas) == (f.antes.hay, f.despues.hay)
        assert all(abs(valores[m] - float(x)) <= 0.0501 for m, x in marcas.items())
        assert ('class="raya"' in f.riel) == bool(f.cambio)
        assert ('class="franja"' in f.riel) == (f.margen > 0)
    assert any(not f.cambio for f in filas)
    assert any(f.margen > 0 for f in filas)
