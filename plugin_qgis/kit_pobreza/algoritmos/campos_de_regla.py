"""Los campos que usan las reglas y la prioridad, con el valor que les da el método.

Es el único lugar del complemento donde un campo de la capa se vuelve dato de una regla.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..columnas import Textos
from ..errores import ErrorDeCapa
from ..lectura import Bloque, Fuente
from ..metodos.hogares.campos import leer_campo
from ..metodos.hogares.clasificacion import numero_de_nivel
from ..metodos.hogares.codificacion import sin_no_aplica
from ..metodos.hogares.codigos import COLUMNA_DE_CODIGO
from ..metodos.hogares.perdidas import Perdidas
from ..metodos.hogares.textos import limpiar
from ..metodos.identificacion import ConDuda
from ..metodos.tablas import documento

SIN_EDAD = "sin_edad"
# En la capa es texto («A3»), y en una regla, como en la orden, el número dentro de su grupo.
NIVEL = "nivel"
# Los textos que escribe «Cargar base Sisbén» y los que el método nunca lee como números.
SIEMPRE_TEXTO = frozenset({"hogar", "grupo", "clasificacion", "razon", "razon_sel"})


def con_dudas(fuente: Fuente, usados: Iterable[str]) -> list[str]:
    """Los campos que hay que leer: si se usa una cuenta por edad, también las edades dudosas."""
    pedidos = list(dict.fromkeys(usados))
    por_edad = set(documento("edades")["cuentas"]) & set(pedidos)
    if por_edad and SIN_EDAD in fuente.nombres and SIN_EDAD not in pedidos:
        pedidos.append(SIN_EDAD)
    return pedidos


def leer_campos(fuente: Fuente, bloque: Bloque, usados: Iterable[str]) -> dict[str, Any]:
    """{campo: (n,)}: números con NaN o textos con «», como los piden las reglas.

    Un texto que casi siempre es número se lee como número y lo que no se entiende detiene, con su
    columna y sus filas. Un código «no aplica» queda sin dato.
    """
    perdidas = Perdidas(np.arange(1, bloque.filas + 1))
    variables = _variables(fuente)
    leidos = {}
    for campo in usados:
        variable = variables.get(campo, "")
        if fuente.es_numero(campo):
            numeros = np.asarray(bloque.columnas[campo], dtype=np.float64)
            leidos[campo] = sin_no_aplica(numeros, variable, documento("codigos_sisben"))
        elif es_nivel(campo):
            columna = fuente.columna(bloque, campo)
            leidos[campo] = perdidas.leer(columna, "clasificacion", numero_de_nivel)
        elif es_siempre_texto(campo):
            leidos[campo] = _textos(fuente, bloque, campo)
        else:
            leidos[campo] = leer_campo(fuente.columna(bloque, campo), variable, perdidas)
    graves = [perdida.texto for perdida in perdidas.lista]
    if graves:
        raise ErrorDeCapa(
            f"en «{fuente.nombre}» hay datos que no se pudieron leer: {'; '.join(graves)}",
            que_hacer="corríjalos en la capa, o use otro campo en la regla",
        )
    return poner_dudas(leidos)


def poner_dudas(leidos: Mapping[str, Any]) -> dict[str, Any]:
    """Las cuentas por edad con las personas de edad desconocida, que pueden o no ser de ella."""
    dudosas = leidos.get(SIN_EDAD)
    cuentas = documento("edades")["cuentas"]
    if dudosas is None or not np.nan_to_num(dudosas).any():
        return dict(leidos)
    return {c: _cuenta(v, dudosas) if c in cuentas else v for c, v in leidos.items()}


def en_numeros(campo: Any) -> Any:
    """El campo como números para ordenar, (n,); NaN donde no se sabe con certeza."""
    return campo.cierto() if hasattr(campo, "cierto") else campo


def es_nivel(campo: str) -> bool:
    """Si el campo es el nivel, que se compara por su número aunque esté escrito con el grupo."""
    return campo.lower() == NIVEL


def es_siempre_texto(campo: str) -> bool:
    """Si el campo es un código o un nombre del kit, que se comparan como textos."""
    return campo in SIEMPRE_TEXTO or COLUMNA_DE_CODIGO.search(campo) is not None


def de_hechas(hechas: Iterable[tuple[Any, Any]], usados: Iterable[str]) -> dict[str, Any]:
    """Los campos de una regla desde las columnas de unos hogares recién armados."""
    propias = {columna.nombre: valores for columna, valores in hechas}
    return poner_dudas({c: _en_arreglo(c, propias[c]) for c in con_sin_edad(propias, usados)})


def con_sin_edad(propias: Mapping[str, Any], usados: Iterable[str]) -> list[str]:
    """Los usados que trae la tabla y, si la hay, la cuenta de edades desconocidas."""
    return [c for c in dict.fromkeys((*usados, SIN_EDAD)) if c in propias]


def _cuenta(bajo: Any, dudosas: Any) -> Any:
    """La cuenta entre lo seguro y lo posible."""
    return ConDuda(bajo, bajo + np.nan_to_num(dudosas))


def _variables(fuente: Fuente) -> dict[str, str]:
    """La variable del diccionario que es cada campo, para su código «no aplica»."""
    conocidas = documento("esquemas_sisben")["variables"]
    return {n: n.lower() for n in fuente.nombres if n.lower() in conocidas}


def _textos(fuente: Fuente, bloque: Bloque, campo: str) -> np.ndarray:
    columna = fuente.columna(bloque, campo)
    return np.array([*map(limpiar, columna.textos), ""], dtype=np.str_).take(columna.codigos)


def _en_arreglo(campo: str, valores: Any) -> np.ndarray:
    if es_nivel(campo) and isinstance(valores, Textos):
        numeros = [numero_de_nivel(t) if t else np.nan for t in valores.tabla.tolist()]
        return np.array(numeros, dtype=np.float64).take(valores.codigos)
    if isinstance(valores, Textos):
        return np.array([t or "" for t in valores.tabla.tolist()], dtype=np.str_).take(
            valores.codigos
        )
    return np.ma.filled(np.ma.asarray(valores, dtype=np.float64), np.nan)
