"""Lo común a los archivos de veredas: comprobar de qué municipio son y medir cuánto lo cubren."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import shapely

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import cruce_de_nombres
from generador.fuentes.lectura.contra_el_municipio import coberturas
from generador.fuentes.lectura.limpieza import a_metros
from generador.fuentes.lectura.ortografia import nombre_de_lugar, sin_letras_rotas
from generador.fuentes.lectura.rasgos import Rasgos
from generador.fuentes.lectura.rejillas import limpiar

SIN_NOMBRE = "SIN DEFINIR"
"""Así nombra el DANE las veredas que tienen código y no tienen nombre."""


def nombres(rasgos: Rasgos) -> list[str]:
    """Nombres con mayúsculas y minúsculas y sin letras rotas; «» donde la fuente no lo define."""
    celdas = [limpiar(sin_letras_rotas(str(celda or ""))) for celda in rasgos.tabla["vereda"]]
    return ["" if celda == SIN_NOMBRE else nombre_de_lugar(celda) for celda in celdas]


def exigir_municipios(
    rasgos: Rasgos, territorios: Sequence[str], otros_nombres: Collection[tuple[str, str]] = ()
) -> None:
    """ErrorDeDatos si un municipio no existe o su nombre es el de otro.

    `otros_nombres`: pares (código de vereda, nombre) que el archivo trae mal y ya se revisaron.
    """
    tabla = rasgos.tabla
    for i, territorio in enumerate(territorios):
        if territorio not in codigos.base():
            raise tabla.error(
                i, "codigo", f"{territorio} no es un municipio", "revise el código de la vereda"
            )
        par = (str(tabla["codigo"][i]), limpiar(tabla["nombre"][i]))
        if par not in otros_nombres and not cruce_de_nombres.conocido(territorio, par[1]):
            raise ErrorDeDatos(
                f"el código {territorio} es de «{codigos.nombres()[territorio]}»",
                lugar=tabla.lugar_de(i, "nombre"),
                valor=par[1],
                que_hacer=cruce_de_nombres.QUE_HACER,
            )


def tabla_de_cobertura(
    rasgos: Rasgos, territorios: Sequence[str], municipios: Mapping[str, shapely.Geometry]
) -> pd.DataFrame:
    """Una fila por municipio: veredas, áreas y cobertura medidas sobre los polígonos reparados."""
    metros = a_metros(rasgos.geometrias)
    medidas = coberturas(metros, territorios, municipios)
    veces = Counter(territorios)
    reparadas = Counter(territorios[i] for i in rasgos.reparados)
    return pd.DataFrame(
        {
            "territorio": list(medidas),
            "veredas": [veces[c] for c in medidas],
            "area_km2": [m.sumada for m in medidas.values()],
            "suma": [m.suma for m in medidas.values()],
            "cubierto": [m.cubierto for m in medidas.values()],
            "fuera_km2": [m.fuera for m in medidas.values()],
            "reparadas": [reparadas[c] for c in medidas],
        }
    )
