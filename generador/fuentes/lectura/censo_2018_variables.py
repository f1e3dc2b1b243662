"""Qué variable del censo 2018 es cada indicador, y qué sumas deben cuadrar entre ellas."""

from __future__ import annotations

CONTEOS = {
    "censo_personas": "STP27_PERS",
    "censo_personas_hogares": "STPERSON_S",
    "censo_personas_lea": "STPERSON_L",
    "censo_hombres": "STP32_1_SE",
    "censo_mujeres": "STP32_2_SE",
    "censo_edad_0_9": "STP34_1_ED",
    "censo_edad_10_19": "STP34_2_ED",
    "censo_edad_20_29": "STP34_3_ED",
    "censo_edad_30_39": "STP34_4_ED",
    "censo_edad_40_49": "STP34_5_ED",
    "censo_edad_50_59": "STP34_6_ED",
    "censo_edad_60_69": "STP34_7_ED",
    "censo_edad_70_79": "STP34_8_ED",
    "censo_edad_80_y_mas": "STP34_9_ED",
    "censo_educacion_primaria": "STP51_PRIM",
    "censo_educacion_secundaria": "STP51_SECU",
    "censo_educacion_superior": "STP51_SUPE",
    "censo_educacion_posgrado": "STP51_POST",
    "censo_educacion_ninguna": "STP51_13_E",
    "censo_educacion_sin_informacion": "STP51_99_E",
    "censo_hogares": "TSP16_HOG",
    "censo_viviendas": "STVIVIENDA",
    "censo_viviendas_casa": "STP14_1_TI",
    "censo_viviendas_apartamento": "STP14_2_TI",
    "censo_viviendas_cuarto": "STP14_3_TI",
    "censo_viviendas_indigena": "STP14_4_TI",
    "censo_viviendas_etnica": "STP14_5_TI",
    "censo_viviendas_otra": "STP14_6_TI",
    "censo_viviendas_ocupadas": "STP15_1_OC",
    "censo_viviendas_ausentes": "STP15_2_OC",
    "censo_viviendas_temporales": "STP15_3_OC",
    "censo_viviendas_desocupadas": "STP15_4_OC",
    "censo_viviendas_energia": "STP19_EC_1",
    "censo_viviendas_acueducto": "STP19_ACU1",
    "censo_viviendas_alcantarillado": "STP19_ALC1",
    "censo_viviendas_gas": "STP19_GAS1",
    "censo_viviendas_gas_sin_informacion": "STP19_GAS9",
    "censo_viviendas_basuras": "STP19_REC1",
    "censo_viviendas_internet": "STP19_INT1",
    "censo_viviendas_internet_sin_informacion": "STP19_INT9",
    "censo_estrato_1": "STP19_EE_1",
    "censo_estrato_2": "STP19_EE_2",
    "censo_estrato_3": "STP19_EE_3",
    "censo_estrato_4": "STP19_EE_4",
    "censo_estrato_5": "STP19_EE_5",
    "censo_estrato_6": "STP19_EE_6",
    "censo_estrato_sin_informacion": "STP19_EE_9",
}
# Cada cobertura es su conteo entre las viviendas ocupadas con personas presentes.
COBERTURAS = {
    "censo_cobertura_energia": "censo_viviendas_energia",
    "censo_cobertura_acueducto": "censo_viviendas_acueducto",
    "censo_cobertura_alcantarillado": "censo_viviendas_alcantarillado",
    "censo_cobertura_gas": "censo_viviendas_gas",
    "censo_cobertura_basuras": "censo_viviendas_basuras",
    "censo_cobertura_internet": "censo_viviendas_internet",
}
DENOMINADOR = "censo_viviendas_ocupadas"

# Sumas que el archivo cumple en sus 1.122 filas. Las de servicios prueban el denominador de las
# coberturas: cada servicio se preguntó en todas las viviendas ocupadas con personas presentes.
SUMAS: dict[str, tuple[tuple[str, ...], ...]] = {
    "STP27_PERS": (
        ("STPERSON_L", "STPERSON_S"),
        ("STP32_1_SE", "STP32_2_SE"),
        tuple(f"STP34_{n}_ED" for n in range(1, 10)),
    ),
    "STVIVIENDA": (
        tuple(f"STP15_{n}_OC" for n in range(1, 5)),
        tuple(f"STP14_{n}_TI" for n in range(1, 7)),
    ),
    "STP15_1_OC": (
        ("STP19_EC_1", "STP19_ES_2"),
        ("STP19_ACU1", "STP19_ACU2"),
        ("STP19_ALC1", "STP19_ALC2"),
        ("STP19_GAS1", "STP19_GAS2", "STP19_GAS9"),
        ("STP19_REC1", "STP19_REC2"),
        ("STP19_INT1", "STP19_INT2", "STP19_INT9"),
    ),
    "STP19_EC_1": (tuple(f"STP19_EE_{n}" for n in (1, 2, 3, 4, 5, 6, 9)),),
}
VARIABLES = sorted({*CONTEOS.values(), *(v for g in SUMAS.values() for s in g for v in s)})
