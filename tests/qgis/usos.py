"""Con qué se corre cada algoritmo del kit: una fila por uso, y entre todas cada capa de entrada.

«@hogares.gpkg» es una entrada de `entradas.py`. Un algoritmo que se registre y no tenga aquí su
fila, o cuyo parámetro de capa no aparezca, hace fallar `test_cuatro_vias.py` y `test_variantes.py`.
"""

from __future__ import annotations

from typing import Any

PUBLICABLE: dict[str, Any] = {
    "INCIDENCIA": "@publicable.gpkg", "CODIGO": "codigo", "NOMBRE": "nombre",
    "FUENTE": "Alcaldía «La Ñ» d'Urabá", "CORTE": "2026-03",
}  # fmt: skip
REGLA = 'Niñez "A" & d\'Or: personas > 3 y I1 = 1'
POR_VEREDA: dict[str, Any] = {"HOGARES": "@hogares.gpkg", "TERRITORIOS": "@veredas.gpkg"}

# El primero de cada algoritmo es el que va por las cuatro vías.
USOS: dict[str, dict[str, dict[str, Any]]] = {
    "cargar_sisben": {
        "archivo": {"ARCHIVO": "@base.txt", "MUNICIPIO": "05045", "LIMITE": "@limite.gpkg"},
        "capa": {"CAPA": "@personas.gpkg", "MUNICIPIO": "05045", "LIMITE": "@limite.gpkg"},
    },
    "cargar_referencia": {"país": {"ARCHIVO": "@lugares.gpkg", "MUNICIPIO": "19532"}},
    "recodificar_privaciones": {
        "archivo": {"ARCHIVO": "@crudas.csv", "CON_HOGAR": True, "CONSERVAR": "nom_vereda"},
        "capa": {
            "CAPA": "@tabla_cruda.gpkg", "CON_HOGAR": True, "HOGARES": "@hogares.gpkg",
            "LLAVE": "hogar",
        },
    },
    "diagnosticar_capa": {"veredas": {**POR_VEREDA, "ID": "hogar", "CAMPO_TERRITORIOS": "codigo"}},
    "incidencia_privaciones": {
        "veredas": {**POR_VEREDA, "CAMPO_TERRITORIOS": "nombre", "K": "0,4", "UBICACION": True},
    },
    "pobreza_monetaria": {"veredas": {**POR_VEREDA, "INGRESO": "ingreso", "LINEA": 100}},
    "clasificar_territorios": {"jenks": {"CAPA": "@medida.gpkg", "METODO": 1, "CLASES": 3}},
    "agrupamientos": {"contigüidad": {"CAPA": "@medida.gpkg", "CAMPO": "h", "MINIMO": 0}},
    "mapa_bivariado": {"h y m0": {"CAPA": "@medida.gpkg", "CAMPO_Y": "m0", "CUADRO": False}},
    "identificar_hogares": {
        "regla": {
            **POR_VEREDA, "REGLAS": REGLA, "CONSERVAR": ["hogar", "I1"], "UBICACION": True,
            "CAMPO_TERRITORIOS": "nombre",
        },
    },
    "seleccionar_hogares": {
        "cupos": {
            "HOGARES": "@hogares.gpkg", "PRIORIDAD": "personas mayor", "SEMILLA": "acta «1»",
            "TERRITORIO": "codigo", "CUPOS": "@cupos.gpkg", "CUPOS_CODIGO": "codigo",
            "CONSERVAR": ["orden"],
        },
    },
    "asignar_cupos": {"por pobres": {"TERRITORIOS": "@medida.gpkg", "TOTAL": 50, "NULOS": 1}},
    "evaluar_focalizacion": {
        "seleccionados": {
            "HOGARES": "@hogares.gpkg", "SELECCIONADOS": "@hogares.gpkg", "PERSONAS": "personas",
            "OBJETIVO": "Objetivo: I1 = 1", "ORDEN": "orden",
        },
    },
    "cgh_por_territorio": {"I1": {**POR_VEREDA, "OBJETIVO": "I1", "CAMPO_TERRITORIOS": "codigo"}},
    "evaluar_lista": {
        "archivo": {
            "ARCHIVO": "@antes.csv", "LISTA": "@por_documento.csv", "POR": "nom_vereda",
        },
        "capa": {
            "CAPA": "@tabla_antes.gpkg", "LISTA": "@por_ficha.csv", "CRUZAR_POR": 1,
            "POR": "nom_vereda",
        },
    },
    "comparar_cortes": {
        "archivo": {
            "ARCHIVO_ANTES": "@antes.csv", "ARCHIVO_DESPUES": "@despues.csv", "POR": "nom_vereda",
        },
        "capa": {
            "CAPA_ANTES": "@tabla_antes.gpkg", "CAPA_DESPUES": "@tabla_despues.gpkg",
            "POR": "nom_vereda",
        },
    },
    "acceso_servicios": {
        "terreno": {
            **POR_VEREDA, "SEDES": "@sedes.gpkg", "NOMBRE": "nombre", "METODO": 1, "LIMITE": 60,
            "RELIEVE": "@relieve.tif", "VIAS": "@vias.gpkg", "RIOS": "@rios.gpkg", "MARGEN": 1,
            "CAMPO_VELOCIDAD": "kmh", "CAPACIDAD": "cupos",
        },
        "red": {
            **POR_VEREDA, "SEDES": "@sedes.gpkg", "NOMBRE": "nombre", "METODO": 2,
            "VIAS": "@vias.gpkg", "LIMITE": 60, "HASTA_LA_VIA": 3, "VELOCIDAD": 20,
        },
    },
    "raster_territorios": {
        "relieve": {"TERRITORIOS": "@veredas.gpkg", "RASTER": "@relieve.tif",
                    "HOGARES": "@hogares.gpkg"},
    },
    "fichas_por_vereda": {"todas": {**PUBLICABLE, "MUNICIPIO": "Apartadó"}},
    "preparar_para_publicar": {"paquete": {**PUBLICABLE, "MUNICIPIO": "05045"}},
}  # fmt: skip
TODOS = [(a, uso, valores) for a, usos in USOS.items() for uso, valores in usos.items()]
PRINCIPALES = [(a, next(iter(usos.values()))) for a, usos in USOS.items()]

EXTENSIONES = {
    "HTML": "html", "CURVA": "svg", "LEYENDA": "svg", "PDF": "pdf", "PAQUETE": "zip",
    "GUARDAR": "json",
}  # fmt: skip
