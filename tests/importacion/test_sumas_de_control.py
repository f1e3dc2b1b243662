"""Una cifra de control por fuente, obtenida del archivo oficial sin pasar por el kit.

Se comprueba sobre `datos/`, sin los archivos oficiales: cuando la entidad publica el total, es ese;
cuando no, es la suma o el promedio de su columna hechos con una hoja de cálculo.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from generador.cubo import catalogo
from generador.cubo.leer import Cubo, leer


class Control(NamedTuple):
    """`medida`: «suma», «promedio» o «cuenta» de los municipios con dato, «departamentos» (cuántos
    tienen dato) o «país».
    """

    indicador: str
    periodo: str
    medida: str
    valor: float


CONTROLES = [
    Control("poblacion", "1985", "suma", 30_419_892),
    Control("poblacion", "2004", "suma", 41_188_093),
    Control("poblacion", "2018", "suma", 48_258_494),
    Control("poblacion", "2024", "suma", 52_695_952),
    Control("hogares", "2026", "suma", 18_017_252),
    Control("censo_personas", "2018", "suma", 44_164_417),
    Control("censo_viviendas", "2018", "suma", 16_070_893),
    Control("area_km2", "2018", "cuenta", 1122),
    Control("ipm_censal", "2018", "cuenta", 1122),
    Control("priv_agua", "2018", "cuenta", 1122),
    Control("nbi", "2018", "país", 14.28),
    Control("nbi", "2005", "país", 27.7788),
    Control("nbi", "2005", "cuenta", 1085),
    Control("ipm_2005", "2005", "cuenta", 1095),
    Control("ipm_ecv", "2018", "país", 19.1),
    Control("ipm_ecv", "2024", "país", 11.5),
    Control("ipm_ecv", "2025", "país", 9.9),
    Control("ipc_diciembre", "2018", "país", 100),
    Control("ipc_diciembre", "2024", "país", 144.88),
    Control("ipc_enero", "2026", "país", 154.07),
    Control("pm_2012_2021", "2021", "país", 39.3),
    Control("pm_2021_2023", "2023", "país", 33.0),
    Control("pm_municipal_2024", "2024", "cuenta", 1116),
    Control("pdet_subregion", "2017", "cuenta", 170),
    Control("zomac", "2017", "suma", 344),
    Control("etnica_total", "2018", "país", 4_890_490),
    Control("categoria_ley617", "2023", "cuenta", 1102),
    Control("mdm", "2021", "promedio", 51.3756),
    Control("mdm", "2021", "cuenta", 1102),
    Control("luces_media", "2020", "cuenta", 1122),
    Control("valor_agregado", "2022", "suma", 1_321_264),
    Control("sgp_total", "2020", "país", 43_843_831),
    Control("sgp_total", "2021", "país", 47_675_274),
    Control("sgp_total", "2022", "país", 49_564_897),
    Control("sgp_pg_total", "2025", "suma", 8_506_150),
    Control("sgp_pg_eficiencia_fiscal", "2025", "suma", 706_010),
    Control("ingresos_tributarios", "2020", "suma", 16_316_296),
    Control("ingresos_tributarios", "2024", "suma", 37_723_830),
    Control("ingresos_tributarios", "2024", "cuenta", 967),
    Control("ley617_icld", "2016", "suma", 17_237_380),
    Control("ley617_icld", "2023", "suma", 33_214_190),
    Control("ley617_gasto", "2023", "suma", 11_693_038),
    Control("ley617_razon", "2023", "cuenta", 1079),
    Control("sgr_total", "2025", "suma", 3_382_617),
    Control("sgr_total", "2026", "suma", 3_412_841),
    Control("idf", "2020", "cuenta", 1097),
    Control("idf", "2022", "cuenta", 1102),
    Control("idf_anterior", "2000", "promedio", 53.7336),
    Control("idf_anterior", "2000", "cuenta", 955),
    Control("idf_anterior", "2022", "promedio", 70.5114),
    Control("cobertura_acueducto", "2018", "promedio", 60.3459),
    Control("cobertura_acueducto", "2018", "cuenta", 1064),
    Control("cobertura_acueducto", "2024", "promedio", 65.9763),
    Control("cobertura_acueducto", "2024", "cuenta", 1083),
    Control("desercion_escolar", "2024", "promedio", 3.4266),
    Control("cobertura_educacion", "2021", "país", 91.9),
    Control("afiliados_subsidiado", "2024", "suma", 30_411_895),
    Control("afiliados_contributivo", "2024", "suma", 22_903_100),
    Control("internet_fijo", "2023", "país", 17.14),
    Control("internet_fijo", "2023", "cuenta", 1117),
    Control("area_sembrada", "2023", "suma", 5_505_759),
    Control("area_sembrada", "2023", "país", 5_505_759),
    Control("cultivo_1_produccion", "2023", "país", 685_397),
    Control("nacimientos", "2019", "suma", 2_578_601),
    Control("nacimientos", "2019", "país", 2_578_603),
    Control("madres_15_19", "2019", "cuenta", 1024),
    Control("madres_10_14", "2019", "cuenta", 377),
    Control("nacimientos_con_peso", "2018", "país", 2_596_856),
    Control("bajo_peso", "2018", "cuenta", 1002),
    Control("defunciones_menores_de_un_anio", "2020", "suma", 6_194),
    Control("defunciones_menores_de_un_anio", "2020", "cuenta", 1117),
    Control("personas_indigenas", "2018", "suma", 1_876_752),
    Control("personas_narp", "2018", "país", 2_974_838),
    Control("nbi_indigena", "2018", "país", 50.70713),
    Control("nbi_indigena", "2018", "cuenta", 538),
    Control("poblacion_indigena", "2018", "suma", 2_251_393),
    Control("poblacion_narp", "2026", "suma", 3_872_377),
    Control("viviendas", "2026", "suma", 19_855_738),
    Control("luces_media", "2016", "promedio", 0.624),
    Control("luces_media", "2018", "cuenta", 1122),
    Control("viaje_salud_motorizado", "2023", "promedio", 166.1923),
    Control("emergencias", "2022", "país", 4_093),
    Control("emergencias", "2022", "cuenta", 1079),
    Control("emergencias_incendios", "2022", "país", 5_786),
    Control("pdet_terminado", "2025", "suma", 6_377_208.7),
    Control("pdet_proyectos_propios", "2025", "suma", 5_876),
    Control("mdd", "2023", "departamentos", 32),
    Control("reps_ips", "2023", "suma", 1_693),
    Control("reps_ips", "2023", "cuenta", 148),
    Control("sgr_caja_directas", "2023", "suma", 1_827_626.2),
    Control("sgr_caja_local", "2023", "suma", 2_004_298.8),
    Control("resguardos_sgp_recursos", "2020", "suma", 227_245.2),
    Control("resguardos_sgp_recursos", "2025", "suma", 422_520.2),
    Control("cna_ipm", "2014", "país", 45.734),
    Control("cna_personas", "2014", "suma", 5_126_734),
    Control("cna_upa", "2014", "suma", 2_370_099),
    Control("cna_upa_credito_solicitado", "2014", "suma", 254_072),
]


@pytest.fixture(scope="module")
def cubo() -> Cubo:
    return leer()


@pytest.mark.parametrize(
    "control", CONTROLES, ids=lambda c: f"{c.indicador}-{c.periodo}-{c.medida}"
)
def test_control(cubo: Cubo, control: Control) -> None:
    columna = cubo.columnas[control.indicador, "total", control.periodo]
    municipal = columna[[len(codigo) == 5 for codigo in cubo.territorios]]
    hallado = {
        "suma": np.nansum(municipal),
        "promedio": np.nanmean(municipal) if np.isfinite(municipal).any() else np.nan,
        "cuenta": np.isfinite(municipal).sum(),
        "departamentos": np.isfinite(columna[[len(c) == 2 for c in cubo.territorios]]).sum(),
        "país": columna[cubo.indice["00"]],
    }[control.medida]
    # `datos/` no redondea: solo queda el redondeo con que se escribió el control.
    decimales = len(repr(control.valor).partition(".")[2])
    assert abs(hallado - control.valor) <= 0.5 * 10.0**-decimales


def test_no_falta_ninguna_fuente() -> None:
    fichas = catalogo.indicadores()
    assert {fichas[c.indicador].fuente for c in CONTROLES} == {
        i.fuente for i in fichas.values() if not i.derivado_de
    }
