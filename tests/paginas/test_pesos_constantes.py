"""Las series en pesos de un mismo año, en los 1.122 perfiles: extremos, cambio y lo que falta."""

from __future__ import annotations

import pytest

from generador.formato import con_signo, numero
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import pesos_constantes

TEMAS = ("recursos", "economia")


def test_los_extremos_y_el_cambio_son_los_del_cubo(acervo: DatosDelSitio) -> None:
    cortos = {f.constante_de: f for f in acervo.catalogo.values() if f.constante_de}
    por_titulo = {acervo.catalogo[i].corto: f for i, f in cortos.items()}
    cuantas = 0
    for codigo in acervo.municipios:
        for serie in pesos_constantes.series(acervo, codigo, *TEMAS)["series"]:
            cuantas += 1
            ficha = por_titulo[serie["titulo"]]
            for anio, texto in (serie["antes"], serie["despues"]):
                valor = acervo.cubo.valor(ficha.id, codigo, periodo=anio)
                assert texto == numero(valor, ficha.decimales)
            antes, despues = (
                acervo.cubo.valor(ficha.id, codigo, periodo=serie[p][0])
                for p in ("antes", "despues")
            )
            if antes > 0:
                assert serie["cambio"] == f"{con_signo(100 * (despues / antes - 1), 0)}\u00a0%"
            else:
                assert serie["cambio"] == ""
            anios = acervo.cubo.periodos(ficha.id)
            con_dato = [p for p, _ in acervo.cubo.serie(ficha.id, codigo)]
            assert (serie["antes"][0], serie["despues"][0]) == (con_dato[0], con_dato[-1])
            assert sorted([*con_dato, *serie["faltan"]]) == list(anios)
    assert cuantas > 5 * 1_000


def test_menos_de_tres_anos_no_son_una_serie(acervo: DatosDelSitio) -> None:
    for codigo in acervo.municipios:
        titulos = {
            s["titulo"] for s in pesos_constantes.series(acervo, codigo, "recursos")["series"]
        }
        assert acervo.catalogo["sgr_total"].corto not in titulos
        hay = len(acervo.cubo.serie("ingresos_tributarios_constante", codigo))
        assert (acervo.catalogo["ingresos_tributarios"].corto in titulos) == (hay >= 3)


def test_se_dice_la_base_y_lo_que_no_se_llevo(acervo: DatosDelSitio) -> None:
    recursos = pesos_constantes.series(acervo, "27025", "recursos")
    assert recursos["base"] == "2025"
    assert recursos["sin_ipc"] == "Regalías, total (proyección) de 2026"
    assert pesos_constantes.series(acervo, "27025", "economia")["sin_ipc"] == ""


@pytest.mark.parametrize(("antes", "despues", "dicho"), [(100, 150, "+50"), (200, 100, "−50")])
def test_el_cambio_lleva_signo(antes: float, despues: float, dicho: str) -> None:
    assert pesos_constantes._cambio(antes, despues) == f"{dicho}\u00a0%"
    assert pesos_constantes._cambio(0.0, despues) == ""
