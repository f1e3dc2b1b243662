"""Cada municipio vecino, con su cifra y cuánto se aparta del propio; y con quién sigue la lista."""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from typing import Any, NamedTuple

from generador.formato import con_signo, lista, numero, porcentaje
from generador.paginas.datos_del_sitio import DatosDelSitio, Territorio
from generador.paginas.territorios.secciones.aviso_de_omision import aviso

IPM = "ipm_censal"
A_LA_VISTA = 10
SIN_DIFERENCIA = "solo contados"


class VecinoEnLaLista(NamedTuple):
    """Un renglón de la lista. `valor`, de 0 a 100 o vacío; `departamento`, solo si es otro."""

    codigo: str
    nombre: str
    departamento: str
    cifra: str
    diferencia: str
    valor: str
    propia: bool


def lista_de_vecinos(acervo: DatosDelSitio, codigo: str) -> dict[str, Any]:
    """Las filas de mayor a menor cifra, con la propia en su lugar, y lo que va plegado.

    De quien su cifra describe solo a los contados no se da diferencia ni lugar en el orden: va al
    final, y si es el propio municipio, ninguna. `de_otro`: cuántos son de otro departamento, en
    palabras.
    """
    vecinos = [v.codigo for v in acervo.topologia.vecinos[codigo]]
    filas = [_fila(acervo, c, codigo) for c in sorted([codigo, *vecinos], key=_orden(acervo))]
    corte = A_LA_VISTA + (codigo in [f.codigo for f in filas[: A_LA_VISTA + 1]])
    if len(vecinos) <= A_LA_VISTA:
        corte = len(filas)
    vistas, resto = filas[:corte], filas[corte:]
    propia = next((f for f in resto if f.propia), None)
    if propia:  # la fila propia siempre se ve: con ella se compara
        vistas, resto = [*vistas, propia], [f for f in resto if not f.propia]
    if len(resto) == 1:  # un botón ocupa lo mismo que el renglón que esconde
        vistas, resto = filas, []
    return {
        "vistas": vistas if vecinos else [],
        "resto": resto,
        "de_otro": _de_otro(acervo, codigo, vecinos),
        "valor": _valor(acervo, codigo),
        "comparables": not aviso(acervo, codigo).sin_comparar,
    }


def _orden(acervo: DatosDelSitio) -> Any:
    def llave(codigo: str) -> tuple[bool, float, str]:
        valor = acervo.valor(IPM, codigo)
        ultimo = math.isnan(valor) or aviso(acervo, codigo).sin_comparar
        return ultimo, 0.0 if math.isnan(valor) else -valor, codigo

    return llave


def _fila(acervo: DatosDelSitio, codigo: str, propio: str) -> VecinoEnLaLista:
    t, valor = acervo.territorios[codigo], acervo.valor(IPM, codigo)
    es_propia = codigo == propio
    return VecinoEnLaLista(
        codigo,
        t.nombre,
        "" if t.departamento == propio[:2] else t.nombre_departamento,
        "sin dato" if math.isnan(valor) else porcentaje(valor),
        "" if es_propia else _diferencia(acervo, codigo, propio),
        _valor(acervo, codigo),
        es_propia,
    )


def _diferencia(acervo: DatosDelSitio, codigo: str, propio: str) -> str:
    """Puntos con signo, de las cifras como se publican; o por qué no se da."""
    suyo, mio = acervo.valor(IPM, codigo), acervo.valor(IPM, propio)
    if math.isnan(suyo) or math.isnan(mio):
        return "sin dato"
    if aviso(acervo, codigo).sin_comparar or aviso(acervo, propio).sin_comparar:
        return SIN_DIFERENCIA
    return con_signo(suyo - mio)


def _valor(acervo: DatosDelSitio, codigo: str) -> str:
    """El que pone la marca en el riel."""
    valor = acervo.valor(IPM, codigo)
    return "" if math.isnan(valor) else f"{valor:.1f}"


def _de_otro(acervo: DatosDelSitio, codigo: str, vecinos: list[str]) -> str:
    """«4 son de otro departamento: Chocó», o nada si todos son del suyo."""
    ajenos = [c for c in vecinos if c[:2] != codigo[:2]]
    if not ajenos:
        return ""
    de_quien = {c[:2]: acervo.territorios[c].nombre_departamento for c in ajenos}
    nombres = lista([de_quien[d] for d in sorted(de_quien)])
    if len(ajenos) == len(vecinos):
        cuantos = "Es" if len(vecinos) == 1 else "Todos son"
    else:
        cuantos = "Uno es" if len(ajenos) == 1 else f"{numero(len(ajenos))} son"
    otro = "otro departamento" if len(de_quien) == 1 else "otros departamentos"
    return f"{cuantos} de {otro}: {nombres}."


class AntesYDespues(NamedTuple):
    """El municipio de antes y el de después en la lista de su departamento; None en las puntas."""

    antes: Territorio | None
    despues: Territorio | None


def anterior_y_siguiente(acervo: DatosDelSitio, codigo: str) -> AntesYDespues:
    """Los de al lado en el orden alfabético de su departamento, sin contar tildes."""
    orden = _alfabetico(acervo, codigo[:2])
    i = orden.index(codigo)
    antes = acervo.territorios[orden[i - 1]] if i else None
    despues = acervo.territorios[orden[i + 1]] if i + 1 < len(orden) else None
    return AntesYDespues(antes, despues)


@cache
def _alfabetico(acervo: DatosDelSitio, departamento: str) -> list[str]:
    return sorted(
        acervo.municipios_de(departamento),
        key=lambda c: (_sin_tildes(acervo.territorios[c].nombre), c),
    )


def _sin_tildes(texto: str) -> str:
    """En minúscula y sin tildes; la eñe va después de la ene."""
    partes = unicodedata.normalize("NFD", texto.lower().replace("ñ", "n~"))
    return "".join(c for c in partes if not unicodedata.combining(c))
