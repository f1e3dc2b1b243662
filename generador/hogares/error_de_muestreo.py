"""El error de muestreo de una base con factor de expansión, con lo que la base trae."""

from __future__ import annotations

import numpy as np

from generador.hogares.dominio import documento
from generador.hogares.renglones import Renglones
from generador.metodos.diseno import Diseno
from generador.metodos.grupos import SIN_GRUPO, Agrupacion
from generador.metodos.hogares.armar import H_5
from generador.metodos.metodo import Metodo
from generador.metodos.muestreo import Estimacion, estimar
from generador.metodos.patrones import Unidad, descodificar
from generador.metodos.tipos import Enteros, Logicos


def estimar_muestra(
    renglones: Renglones,
    territorio: Enteros,
    cuentan: Logicos,
    territorios: int,
    metodo: Metodo,
    unidad: Unidad,
) -> tuple[Estimacion | None, list[str]]:
    """La estimación de los territorios y lo que hay que decir de ella.

    Sin factor de expansión no hay error de muestreo ni nada que decir. `territorio` y `cuentan`
    (m,) de cada renglón: los que no cuentan siguen en el diseño.
    """
    if not (renglones.factor != 1).any():
        return None, []
    textos = documento("publicable")["muestra"]
    if renglones.upm is None or renglones.estrato is None:
        return None, [textos["sin_error"]]
    diseno = Diseno.declarar(
        len(renglones.upm), upm=renglones.upm, estrato=renglones.estrato, una_sola_upm="centrar"
    )
    por_hogar = renglones.personas if unidad == "personas" else renglones.registros
    hecha = estimar(
        descodificar(renglones.patron, H_5),
        metodo,
        diseno,
        ponderador=renglones.factor * por_hogar,
        agrupacion=Agrupacion(np.where(cuentan, territorio, SIN_GRUPO), territorios),
        registros=renglones.personas,
    )
    solos = int(np.count_nonzero(diseno.upm_por_estrato == 1))
    dichos = [textos["error"]]
    if solos:
        dichos.append(textos["solos"].format(cuantos=solos))
    return hecha, dichos
