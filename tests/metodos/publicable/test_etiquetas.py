"""Qué campos sirven de territorio y cuáles publicarían al hogar por su etiqueta."""

from __future__ import annotations

import numpy as np
import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.publicable import etiquetas
from tests.metodos.datos import paquete
from tests.metodos.publicable.datos import casos, practica

REGLAS = paquete("publicable")
VARIABLES = paquete("esquemas_sisben")["variables"]


def motivo(*campos: str, valores: tuple[str, ...] = ()) -> str | None:
    return etiquetas.motivo_de_rechazo(campos, valores, REGLAS, VARIABLES)


def test_los_casos_del_oraculo() -> None:
    con_valores = [c for c in casos()["etiquetas"] if "descripcion" not in c]
    for caso in con_valores:
        hallado = motivo(*caso["campo"].split(" + "), valores=tuple(caso.get("valores", ())))
        if caso["decision"] == "acepta":
            assert hallado is None, caso
        else:
            assert hallado in (caso.get("motivo"), etiquetas.CRUCE), caso


def test_el_campo_de_casi_puros_pequenos_se_mira_por_sus_tamanos() -> None:
    (caso,) = [c for c in casos()["etiquetas"] if "descripcion" in c]
    assert motivo(caso["campo"]) is None
    assert etiquetas.exige_tamanos([caso["campo"]], REGLAS)
    with pytest.raises(ErrorDeMetodo, match=caso["motivo"]):
        etiquetas.comprobar_tamanos(np.array([3] * 880 + [81] * 20))
    etiquetas.comprobar_tamanos(np.array([3, 3, 12, 12]))


def test_una_division_conocida_se_publica_aunque_la_mayoria_sea_pequena() -> None:
    assert not etiquetas.exige_tamanos(["nom_vereda"], REGLAS)
    assert not etiquetas.exige_tamanos(["cod_mpio", "COD_VEREDA"], REGLAS)
    assert etiquetas.exige_tamanos(["cod_mpio", "sector"], REGLAS)


@pytest.mark.parametrize(
    "campo",
    ["x", "lat", "LONGITUD", "coord_y_manual_rec", "nuip", "num_documento", "whatsapp", "llave",
     "ide_ficha_origen", "nom_persona", "direccion", "grupo", "Nivel", "i7", "H_5", "tip_vivienda",
     "num_personas_hogar", "per001", "privado_agua", "ind_discap_ba�arse", "estado"],
)  # fmt: skip
def test_no_son_territorios(campo: str) -> None:
    assert motivo(campo) is not None


@pytest.mark.parametrize(
    "campo", ["codigo", "VEREDA", "comuna", "zona_norte", "mzn_ccdgo", "sector", "cod_clase"]
)
def test_pueden_ser_territorios(campo: str) -> None:
    assert motivo(campo) is None


@pytest.mark.parametrize(
    ("valor", "parece"),
    [("-76.428655", True), ("-76,428655", True), ("7.9354", True), ("7°56'07\"N", True),
     ("(-76.428, 7.935)", True), ("5.001", False), ("05001", False), ("1.234.567", False),
     ("VEREDA 3.456", False), ("LA HOZ", False), ("", False), ("12.5", False)],
)  # fmt: skip
def test_los_valores_que_parecen_coordenadas(valor: str, parece: bool) -> None:
    assert etiquetas.parece_coordenada(valor) is parece


def test_el_error_dice_el_campo_y_la_salida() -> None:
    with pytest.raises(ErrorDeMetodo, match=r"«cod_vereda \+ sexo_persona» no sirve") as error:
        etiquetas.comprobar_campos(["cod_vereda", "sexo_persona"], [], REGLAS, VARIABLES)
    assert "modo interno" in error.value.que_hacer
    etiquetas.comprobar_campos(["nom_vereda"], ["LA HOZ"], REGLAS, VARIABLES)


def test_lo_no_publicado_no_se_lista_si_la_etiqueta_salio_de_la_base() -> None:
    hecha = practica()[0].publicar().territorios
    de_la_base = etiquetas.se_listan(hecha, etiquetas_de_la_base=True)
    assert len(de_la_base) - de_la_base.sum() == 8
    assert etiquetas.se_listan(hecha, etiquetas_de_la_base=False).all()
