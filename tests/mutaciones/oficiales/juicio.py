"""Comparar lo escrito con lo limpio: qué territorios cambiaron, y si se podía saber."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from generador.cubo import codigos, forma
from generador.fuentes.lectura import departamentos
from tests.mutaciones.entrada import Clase, Veredicto
from tests.mutaciones.oficiales import declaradas
from tests.mutaciones.oficiales.banco import Salidas
from tests.mutaciones.oficiales.operadores import DETECTABLE, IGUAL

SIN_DATO = {forma.NO_APLICA, forma.NO_DISPONIBLE, forma.VACIA}
MUESTRA = 3


def juzgar(
    operador: str,
    fuente: str,
    espera: str,
    limpia: Salidas,
    hallada: Salidas,
    tocados: set[str] | None,
) -> Veredicto:
    """El veredicto de una lectura que no falló; `tocados` None es que no se sabe cuáles."""
    if limpia == hallada:
        return Veredicto(Clase.IGUAL)
    cambios = diferencias(limpia, hallada)
    detalle = f"{len(cambios)} celdas: " + "; ".join(cambios[:MUESTRA])
    if espera == IGUAL:
        razon = declaradas.razon(operador, fuente)
        clase = Clase.DECLARADO if razon else Clase.CALLADA
        return Veredicto(clase, razon or f"debía dar lo mismo; {detalle}")
    ajenos = _ajenos(cambios, tocados)
    # Donde nada dice de quién es la fila, cambia también quien la recibe.
    if ajenos and not declaradas.razon(operador, fuente):
        return Veredicto(
            Clase.CALLADA, f"cambia lo que no se tocó ({', '.join(ajenos[:5])}); {detalle}"
        )
    return _sin_ajenos(operador, fuente, espera, cambios)


def _sin_ajenos(operador: str, fuente: str, espera: str, cambios: list[str]) -> Veredicto:
    """Solo cambió lo tocado: si se podía notar, es una cifra mala callada."""
    if espera == "blanco" and all(c.rsplit(" → ", 1)[1] in SIN_DATO for c in cambios):
        return Veredicto(Clase.DECLARADO, "la celda en blanco sale sin dato")
    if razon := declaradas.razon(operador, fuente):
        return Veredicto(Clase.DECLARADO, razon)
    if espera in (DETECTABLE, "blanco", "igual o error"):
        return Veredicto(Clase.CALLADA, f"{len(cambios)} celdas: " + "; ".join(cambios[:MUESTRA]))
    return Veredicto(Clase.DECLARADO, "otra cifra posible: el archivo no trae con qué compararla")


def diferencias(limpia: Salidas, hallada: Salidas) -> list[str]:
    """«territorio, dominio, periodo, columna: antes → después» de cada celda distinta."""
    cambios = []
    for funcion in limpia:
        if limpia[funcion] == hallada[funcion]:
            continue
        if funcion in ("leer_geometria", "leer_capa"):
            cambios.append(f"{funcion}: un arco → otro")
            continue
        antes, despues = _celdas(limpia[funcion]), _celdas(hallada[funcion])
        cambios += [
            f"{llave}: {antes.get(llave, '(nada)')} → {despues.get(llave, '(nada)')}"
            for llave in {**antes, **despues}
            if antes.get(llave) != despues.get(llave)
        ]
    return cambios


def _celdas(texto: str) -> dict[str, str]:
    titulos, *filas = csv.reader(io.StringIO(texto))
    fijas = 3 if titulos[:3] == list(forma.LLAVE) else 1
    return {
        ", ".join((*fila[:fijas], titulo)): celda
        for fila in filas
        for titulo, celda in zip(titulos[fijas:], fila[fijas:], strict=True)
    }


def _ajenos(cambios: Iterable[str], tocados: set[str] | None) -> list[str]:
    """Los territorios que cambiaron y no son los tocados, ni los que los contienen."""
    if tocados is None:
        return []
    admitidos = tocados | {t[:2] for t in tocados} | {codigos.NACION}
    propios = {c.split(",", 1)[0][:5] for c in cambios}  # un lugar empieza por su municipio
    return sorted(p for p in propios if p not in admitidos)


def territorio(celda: object) -> set[str]:
    """A qué territorios puede referirse el código, o el nombre, de una fila."""
    texto = str(int(celda) if isinstance(celda, float) and celda.is_integer() else celda).strip()
    if texto.isdigit():
        completo = texto.zfill(5) if len(texto) > 2 else texto.zfill(2)
        del_archivo = {completo, completo[:5]}
        equivalentes = {
            e.codigo_base for e in codigos.equivalencias() if e.codigo == completo and e.codigo_base
        }
        return del_archivo | equivalentes
    llaves = {n.casefold(): c for c, nombres in departamentos.NOMBRES.items() for n in nombres}
    return {llaves[texto.casefold()]} if texto.casefold() in llaves else set()
