"""Cada forma de base que existe, y sus columnas con otros nombres."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.casos.caso import Caso
from tests.casos.definidos.comun import HASTA_B7, caso
from tests.casos.definidos.identidad import SIN_FICHA, SIN_SORTEO
from tests.casos.definidos.lugares import punto_de
from tests.casos.escribir import IDENTIDAD, Escrita, Fila, Suciedad, ensuciar
from tests.casos.shapefile import shapefile
from tests.casos.verdad import dos_municipios

PRIVACIONES = [f"i{j}" for j in range(1, 16)]
DE_2020 = (
    "privado_logroeduca", "privado_analfabe", "privado_inasistencia", "privado_rezago",
    "privado_pi", "ti", "privado_desemplarga", "privado_trabajoinfo", "privado_asegura",
    "privado_accesosalud", "privado_agua", "privado_excreta", "privado_suelo", "privado_pared",
    "privado_hacina",
)  # fmt: skip
ANONIMIZADA = {
    "ide_hogar": "ide_hogar", "cod_dpto": "cod_dpto", "cod_mpio": "cod_mpio",
    "cod_clase": "cod_clase", "nom_vereda": "nom_vereda", "grupo": "grupo_sisben",
    "clasificacion": "clasificacion", "h_5": "h_5", "num_personas_hogar": "num_personas_hogar",
    "sexo_persona": "sexo_persona", "edad_calculada": "edad", "tip_parentesco": "tip_parentesco",
    **{p: p for p in PRIVACIONES},
}  # fmt: skip
MUESTRA = {
    "ide_ficha_origen": "llave", "ide_hogar": "HOGAR", "ide_persona": "ORDEN",
    "cod_mpio": "cod_mpio", "zona": "zona", "grupo": "Grupo", "nivel": "Nivel",
    "clasificacion": "Clasificacion", "h_5": "H_5", "FEX": "FEX", "sexo_persona": "PER001",
    "tip_parentesco": "PER003", **{p: p.upper() for p in PRIVACIONES},
}  # fmt: skip
BASE_DE_2020 = {
    "ide_ficha_origen": "ide_ficha_origen", "ide_hogar": "ide_hogar",
    "ide_persona": "ide_persona", "cod_dpto": "cod_dpto", "cod_mpio": "cod_mpio",
    "cod_clase": "cod_clase", "grupo": "ind_grupo_sisben_4", "nivel": "ind_nivel_sisben_4",
    "h_5": "indicadorpobrezamulti", "num_personas_hogar": "num_personas_hogar",
    "sexo_persona": "sexo_persona", "edad_calculada": "edad", "tip_parentesco": "tip_parentesco",
    **dict(zip(PRIVACIONES, DE_2020, strict=True)),
}  # fmt: skip
CORTADOS = (
    "nombres de columna cortados a diez caracteres: «ide_ficha_» es «ide_ficha_origen», "
    "«ide_person» es «ide_persona», «num_person» es «num_personas_hogar», «tip_parent» es "
    "«tip_parentesco», «sexo_perso» es «sexo_persona», «edad_calcu» es «edad_calculada», "
    "«clasificac» es «clasificacion»"
)
CORTADOS_DE_2020 = (
    "nombres de columna cortados a diez caracteres: «ide_ficha_» es «ide_ficha_origen», "
    "«ide_person» es «ide_persona», «ind_grupo_» es «ind_grupo_sisben_4», «ind_nivel_» es "
    "«ind_nivel_sisben_4», «indicadorp» es «indicadorpobrezamulti», «num_person» es "
    "«num_personas_hogar», «sexo_perso» es «sexo_persona», «tip_parent» es «tip_parentesco», "
    "«privado_lo» es «privado_logroeduca», «privado_an» es «privado_analfabe», «privado_in» es "
    "«privado_inasistencia», «privado_re» es «privado_rezago» y 9 más"
)
SIN_SHP = "el navegador no lee SHP"
SIN_MAPEO = "el simulador no tiene mapeo de columnas: se renombran en el archivo"


def nombrar(nombres: Mapping[str, str]) -> Suciedad:
    """Solo esas columnas, con esos nombres."""
    return lambda filas: [
        {IDENTIDAD: f[IDENTIDAD], **{nuevo: f[viejo] for viejo, nuevo in nombres.items()}}
        for f in filas
    ]


def con_factor(filas: list[Fila]) -> list[Fila]:
    """La zona y un factor de expansión de 2, como en la muestra nacional."""
    return [{**f, "zona": "1" if f["cod_clase"] == "1" else "2", "FEX": "2"} for f in filas]


def casos() -> list[Caso]:
    """Los esquemas conocidos, los nombres cortados y los que dice quien usa la base."""
    return [*_conocidos(), *_cortados(), *_mapeados()]


def _conocidos() -> list[Caso]:
    return [
        caso("anonimizada-departamental", "Sin ficha ni llave: 24 jefes son 24 hogares, y no 4",
             suciedades=[nombrar(ANONIMIZADA)], focalizar=HASTA_B7, avisos=[SIN_FICHA],
             esperado={"focalizar": SIN_SORTEO}),
        caso("base-de-2020", "La base anterior a Sisbén IV: «privado_logroeduca»…",
             suciedades=[nombrar(BASE_DE_2020)], focalizar=HASTA_B7),
        caso("nombres-rotos", "Los mismos nombres, con mayúsculas y espacios",
             suciedades=[lambda filas: [
                 {c if c == IDENTIDAD else c.replace("_", " ").upper(): v for c, v in f.items()}
                 for f in filas]], focalizar=HASTA_B7),
    ]  # fmt: skip


def _cortados() -> list[Caso]:
    return [
        caso("nombres-cortados", "Los nombres cortados a 10 de un shapefile, en un CSV",
             suciedades=[cortar], focalizar=HASTA_B7, avisos=[CORTADOS]),
        caso("nombres-de-2020-cortados", "«privado_lo»…: el esquema de 2020 que pasó por SHP",
             suciedades=[nombrar(BASE_DE_2020), cortar], focalizar=HASTA_B7,
             avisos=[CORTADOS_DE_2020]),
        _en_shp("shapefile", "Un shapefile: «num_person» es el tamaño del hogar", [], CORTADOS),
        _en_shp("shapefile-de-2020", "Un shapefile con el esquema de 2020",
                [nombrar(BASE_DE_2020)], CORTADOS_DE_2020),
    ]  # fmt: skip


def cortar(filas: list[Fila]) -> list[Fila]:
    """Los nombres de columna a diez caracteres."""
    return [{c if c == IDENTIDAD else c[:10]: v for c, v in f.items()} for f in filas]


def _en_shp(nombre: str, que_es: str, suciedades: list[Suciedad], aviso: str) -> Caso:
    hogares = dos_municipios()
    filas = ensuciar(hogares, suciedades)
    propios = {h.identidad: h for h in hogares}
    archivos = shapefile("base", filas, [punto_de(propios[f[IDENTIDAD]]) for f in filas])
    escrita = Escrita(archivos["base.shp"], [f[IDENTIDAD] for f in filas])
    return caso(nombre, que_es, hogares=hogares, escrita=escrita, archivo="base.shp", primera=1,
                otros=archivos, focalizar=HASTA_B7, motores={"navegador": SIN_SHP},
                avisos=[aviso])  # fmt: skip


def _mapeados() -> list[Caso]:
    raros = {"tip_parentesco": "Relación con el jefe", "i1": "priv_01", "num_personas_hogar": "tam"}
    mapeo = {
        "mapeo_de_columnas": 1,
        "columnas": {
            "parentesco": "Relación con el jefe",
            "I1": "priv_01",
            "personas_hogar": "tam",
        },
    }
    return [
        caso("mapeo-de-columnas", "Quien usa la base dice qué columna es cada una, y se guarda",
             suciedades=[lambda filas: [{raros.get(c, c): v for c, v in f.items()}
                                        for f in filas]],
             opciones={"mapeo": "mapeo.json"}, motores={"navegador": SIN_MAPEO},
             otros={"mapeo.json": json.dumps(mapeo, ensure_ascii=False).encode()},
             focalizar=HASTA_B7),
    ]  # fmt: skip
