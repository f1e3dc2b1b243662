"""La base de práctica que viaja en el zip: hogares sintéticos y los territorios donde están.

Se hace al empaquetar, con semilla fija: no se versiona ningún hogar y dos zips son iguales byte a
byte. Solo necesita numpy.
"""

from __future__ import annotations

from generador.formato import numero
from generador.practica import salida_marcada
from generador.practica import territorios as territorios_practica
from generador.practica.nombres_en_el_zip import BASE, HOGARES, SEMILLA, TERRITORIOS
from generador.practica.sintesis import sintetizar

LEEME = """\
Base de práctica del complemento «Kit contra la pobreza»

{base}
    {hogares} hogares y {personas} personas SINTÉTICOS, con la forma de la base nominal del
    Sisbén IV. Ninguna fila es una persona, un hogar ni un lugar de verdad, y sus cifras no
    describen a ningún municipio. Las privaciones van juntas como en los conteos de la muestra
    anonimizada del Sisbén IV (DNP, corte SIV_2022); dónde queda cada hogar es azar.
{territorios}
    Veredas de Apartadó del DANE, generalizadas, y ocho barrios inventados en la cabecera.
    Los linderos no sirven para deslindar.

Primer análisis: cargue la base con «Cargar base Sisbén» y mida con «Incidencia de privaciones»,
eligiendo {territorios} como territorios y «codigo» como su código.
"""


def archivos() -> dict[str, bytes]:
    """Lo que va en la carpeta `practica` del complemento, {nombre: contenido}."""
    territorios = territorios_practica.leer()
    hecha = sintetizar(territorios.municipio, HOGARES, SEMILLA, territorios)
    texto = salida_marcada.a_texto(hecha)
    leeme = LEEME.format(
        base=BASE,
        territorios=TERRITORIOS,
        hogares=numero(HOGARES),
        personas=numero(hecha.filas),
    )
    return {
        BASE: texto,
        # Sin huella: el zip ya la lleva, y una cadena así parece un secreto a quien lo revisa.
        f"{BASE}{salida_marcada.SUFIJO_DE_METADATOS}": salida_marcada.metadatos(hecha, BASE),
        TERRITORIOS: territorios.geojson,
        "LEEME.txt": leeme.encode("utf-8"),
    }
