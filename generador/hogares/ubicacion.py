"""El territorio de cada renglón: el de sus columnas, o el polígono donde cae su punto."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.base_reconocida import Base
from generador.hogares.dominio import GEOGRAFICAS
from generador.hogares.poligonos import CapaDeTerritorios
from generador.hogares.renglones import Renglones
from generador.metodos.hogares.avisos import Avisos, con_miles, frase
from generador.metodos.hogares.codigos import TerritorioDeCadaFila, territorio, unir
from generador.metodos.hogares.coordenadas import Coordenadas, detectar_ejes, leer_puntos
from generador.metodos.hogares.perdidas import Perdidas
from generador.metodos.tipos import Enteros, Logicos, Reales


def por_columnas(base: Base, renglones: Renglones, columnas: Sequence[str]) -> TerritorioDeCadaFila:
    """El territorio de cada renglón según una o varias columnas, con sus escrituras juntas.

    ErrorDeDatos si una columna desconocida trae datos personales: la etiqueta los publicaría.
    """
    base.exigir_sin_personales({c: v for c, v in renglones.columnas.items() if c in columnas})
    perdidas = Perdidas(renglones.filas, renglones.perdidas.lista)
    municipio = base.canonica("cod_mpio")
    partes = [
        renglones.municipio
        if c == municipio and renglones.municipio is not None
        else territorio(renglones.columnas[c], perdidas, renglones.avisos)
        for c in columnas
    ]
    return _compacto(unir(partes))


def por_poligonos(
    base: Base, renglones: Renglones, capa: CapaDeTerritorios, ejes: tuple[str, str] | None
) -> tuple[TerritorioDeCadaFila, dict[str, int]]:
    """El polígono de cada renglón, y qué pasó con las coordenadas, en hogares.

    `ejes`: las columnas x, y; None si la base es una capa de puntos. ErrorDeDatos si ninguno se
    puede ubicar, con la causa.
    """
    crs, veces, avisos = base.archivo.crs, renglones.registros, renglones.avisos
    x, y, cuentas = puntos_de(base, renglones, ejes)
    ubicables = ~(np.isnan(x) | np.isnan(y))
    if crs is not None:
        avisos.anotar("sin_coordenada", _suma(veces, ~ubicables))
    codigos, solapados = capa.ubicar(x, y, crs or GEOGRAFICAS)
    if ubicables.any() and not (codigos >= 0).any():
        raise ErrorDeDatos(
            f"los {con_miles(_suma(veces, ubicables))} hogares con coordenada quedan fuera de "
            "todos los polígonos",
            lugar=Lugar(base.nombre),
            que_hacer="revise que la capa sea de ese municipio y, si las coordenadas están en "
            "metros, diga su sistema con --crs",
        )
    cuentas |= {
        "sin_coordenada": _suma(veces, ~ubicables) - cuentas.get("fuera_de_colombia", 0),
        "fuera_de_los_poligonos": _suma(veces, ubicables & (codigos < 0)),
        "puntos_en_varios_poligonos": solapados,
    }
    avisos.anotar("fuera_de_los_poligonos", cuentas["fuera_de_los_poligonos"])
    avisos.anotar("en_varios_poligonos", solapados)
    return TerritorioDeCadaFila(tuple(capa.codigos), codigos.astype(np.int32)), cuentas


def puntos_de(
    base: Base, renglones: Renglones, ejes: tuple[str, str] | None
) -> tuple[Reales, Reales, dict[str, int]]:
    """El punto de cada renglón, (m,) cada eje, y qué pasó con las coordenadas, en hogares.

    Van en el sistema del archivo o, si no dice ninguno, en grados. NaN donde no hay. ErrorDeDatos
    si no se sabe en qué sistema están, o si ninguna sirve.
    """
    if ejes is None:
        x, y = renglones.puntos or (np.zeros(0), np.zeros(0))
        if base.archivo.crs is None:
            raise ErrorDeDatos(
                "la capa de hogares no dice en qué sistema de coordenadas está",
                lugar=Lugar(base.nombre),
                que_hacer="dígalo con --crs EPSG:9377, o asígnelo en QGIS y guarde la capa",
            )
        return x, y, {}
    leidos = leer_puntos(
        renglones.columnas[ejes[0]],
        renglones.columnas[ejes[1]],
        Perdidas(renglones.filas, renglones.perdidas.lista),
    )
    if base.archivo.crs is not None:
        return leidos[0], leidos[1], {}
    hallado = _en_grados(base, renglones, ejes, leidos)
    cuentas = {"ejes_invertidos": hallado.invertidas, "sin_signo": hallado.sin_signo}
    cuentas["fuera_de_colombia"] = hallado.fuera
    uno = detectar_ejes(*leidos)
    return uno.longitud, uno.latitud, cuentas


def columnas_de_punto(base: Base, x: str | None, y: str | None) -> tuple[str, str] | None:
    """Las columnas de las coordenadas, o None si la capa ya trae los puntos."""
    if x and y:
        return base.columna(x), base.columna(y)
    if base.archivo.geometria:
        return None
    for parte in ("auto", "manual", "encuesta"):
        propia_x, propia_y = base.canonica(f"x_{parte}"), base.canonica(f"y_{parte}")
        if propia_x and propia_y:
            return propia_x, propia_y
    raise ErrorDeDatos(
        f"«{base.nombre}» no trae coordenadas que se reconozcan",
        que_hacer="indíquelas con --x y --y, o agrupe por un campo sin --poligonos",
    )


def _en_grados(
    base: Base, renglones: Renglones, ejes: tuple[str, str], leidos: tuple[Reales, Reales, Logicos]
) -> Coordenadas:
    """Cómo vienen las coordenadas de los hogares, y lo dice; ErrorDeDatos si ninguna sirve."""
    hogar = np.repeat(np.arange(len(renglones.registros)), renglones.registros)
    x, y, miles = leidos
    hallado = detectar_ejes(x[hogar], y[hogar], miles[hogar])
    if not hallado.sirven:
        raise _ninguna(base, ejes, hallado)
    hallado.avisar(renglones.avisos)
    return hallado


def _ninguna(base: Base, ejes: tuple[str, str], hallado: Coordenadas) -> ErrorDeDatos:
    porque = Avisos()
    hallado.avisar(porque)
    x, y = (f"«{e}»" for e in ejes)
    return ErrorDeDatos(
        frase("ninguna_coordenada", x=x, y=y, porque="; ".join(porque.textos)),
        lugar=Lugar(base.nombre),
        que_hacer=frase("ninguna_coordenada_que_hacer", crs="--crs EPSG:9377"),
    )


def _compacto(donde: TerritorioDeCadaFila) -> TerritorioDeCadaFila:
    """Sin las etiquetas que ningún renglón usa."""
    usadas = np.unique(donde.codigos[donde.codigos >= 0])
    tabla = np.full(len(donde.etiquetas) + 1, -1, dtype=np.int32)
    tabla[usadas] = np.arange(len(usadas))
    return TerritorioDeCadaFila(
        tuple(donde.etiquetas[i] for i in usadas.tolist()), tabla[donde.codigos]
    )


def _suma(veces: Enteros, cuales: Logicos) -> int:
    return int(veces[cuales].sum())
