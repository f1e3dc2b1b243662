"""Diagnosticar la capa de hogares antes de medir: qué falta, qué sobra y qué no cuadra."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from ..errores import ErrorDeCapa
from ..lectura import PedidoDeLectura as Lectura
from ..metodos.territorio import Territorios
from ..poligonos import leer_poligonos
from ..salida import Capa, Columna
from . import campos
from .base import QUEDA_INTERNA, AlgoritmoKit, Ficha
from .incidencia_privaciones import TERRITORIO
from .informe_diagnostico import BIEN, IMPIDE, REVISAR, informe_html
from .nombres import G_CARGAR, PRIVACIONES
from .parametros import Numero, campo, capa, informe, salida
from .pedido import Pedido

COLUMNAS = (
    Columna("revision", "texto", "Qué se revisó"),
    Columna("cantidad", "entero", "Cuántos"),
    Columna("gravedad", "texto", "Bien, revisar o impide medir"),
    Columna("detalle", "texto", "Detalle"),
)


class DiagnosticarCapa(AlgoritmoKit):
    """Revisa los campos, las geometrías y los sistemas de coordenadas."""

    FICHA = Ficha(
        id="diagnosticar_capa",
        nombre="Diagnosticar capa",
        grupo=G_CARGAR,
        resumen="Revisa una capa de hogares y sus territorios antes de medir, sin cambiar nada.",
        entrega="Una tabla y un informe HTML con los valores sin dato y los que no son 0 ni 1 en "
        "cada privación, los identificadores duplicados, los hogares sin coordenada o fuera de "
        "todo polígono, los solapes, los polígonos inválidos y los sistemas de coordenadas. "
        f"{QUEDA_INTERNA}",
        ejemplo="Hogares: la capa de puntos. Territorios: las veredas. Lo que diga «impide medir» "
        "hay que corregirlo antes de «Incidencia de privaciones».",
        etiquetas=("diagnóstico", "calidad", "nulos", "duplicados", "geometría", "crs"),
    )
    PRINCIPAL = "TABLA"
    PARAMETROS = (
        capa("HOGARES", "Hogares"),
        campo("PRIVACIONES", "Los 15 campos de privación, en orden", "HOGARES", varios=True),
        campo("ID", "Identificador del hogar", "HOGARES"),
        *(p for p in TERRITORIO if p.nombre != "CAMPO_HOGARES"),
        salida("TABLA", "Diagnóstico"),
        informe("HTML", "Informe", "HTML (*.html)"),
    )
    NUMEROS = (Numero("IMPIDEN", "Revisiones que impiden medir"), Numero("REVISAR", "Por revisar"))

    def revisar(self, pedido: Pedido) -> None:
        """Los 15 campos se encuentran."""
        campos.privaciones(pedido.fuente("HOGARES"), pedido.campos("PRIVACIONES"))

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee una vez, cuenta y escribe."""
        pedido.modo = "interno"
        hogares = pedido.fuente("HOGARES")
        privaciones = campos.privaciones(hogares, pedido.campos("PRIVACIONES"))
        filas = self._territorios(pedido)
        cuenta: Counter[str] = Counter()
        primeros: dict[str, str] = {}
        llave = pedido.texto("ID")
        malla, crs = self._malla(pedido)
        lectura = Lectura(privaciones, (llave,) if llave else (), crs)
        vistos: list[np.ndarray] = []
        for bloque in hogares.bloques(lectura, pedido.avance):
            cuenta["filas"] += bloque.filas
            for nombre in privaciones:
                _contar_privacion(cuenta, primeros, nombre, bloque.columnas[nombre], bloque.desde)
            if llave:
                vistos.append(bloque.columnas[llave])
            if malla is not None:
                ubicacion = malla.ubicar(bloque.x, bloque.y)
                cuenta["sin_coordenada"] += ubicacion.sin_coordenada
                cuenta["fuera"] += ubicacion.fuera
                cuenta["solapados"] += int((ubicacion.solapados > 1).sum())
        if not cuenta["filas"]:
            raise ErrorDeCapa(f"la capa «{hogares.nombre}» está vacía (0 filas)",
                              que_hacer="revise su filtro y su selección")  # fmt: skip
        filas = [*self._hogares(cuenta, primeros, privaciones, llave, vistos), *filas]
        if malla is not None:
            filas += [
                _fila("Hogares sin coordenada", cuenta["sin_coordenada"], REVISAR, "No cuentan"),
                _fila("Hogares fuera de todo polígono", cuenta["fuera"], REVISAR, "No cuentan"),
                _fila("Hogares en más de un polígono", cuenta["solapados"], REVISAR, "Hay solapes"),
            ]
        filas.append(["Lectura", cuenta["filas"], BIEN, f"{hogares.camino}: {hogares.motivo}"])
        filas.append(["CRS de los hogares", None, BIEN, hogares.crs.authid() or "sin definir"])
        datos = ((None, fila) for fila in filas)
        pedido.escribir("TABLA", Capa([c.campo() for c in COLUMNAS]), datos)
        pedido.escribir_archivo("HTML", "html", informe_html(hogares.nombre, filas))
        numeros = {
            "IMPIDEN": sum(f[2] == IMPIDE for f in filas),
            "REVISAR": sum(f[2] == REVISAR for f in filas),
        }
        pedido.contar(filas=cuenta["filas"], **{n.lower(): v for n, v in numeros.items()})
        return numeros

    def _malla(self, pedido: Pedido) -> tuple[Any, Any]:
        if "TERRITORIOS" not in pedido.fuentes:
            return None, None
        hogares, territorios = pedido.fuente("HOGARES"), pedido.fuente("TERRITORIOS")
        hogares.exigir_puntos()
        return Territorios.de_anillos(self._poligonos.anillos), territorios.crs

    def _territorios(self, pedido: Pedido) -> list[list[Any]]:
        if "TERRITORIOS" not in pedido.fuentes:
            return []
        territorios, codigo = pedido.fuente("TERRITORIOS"), pedido.texto("CAMPO_TERRITORIOS")
        self._poligonos = poligonos = leer_poligonos(territorios, pedido.avance)
        mismos = territorios.crs == pedido.fuente("HOGARES").crs
        filas = [
            _fila("Polígonos inválidos", len(poligonos.reparados), REVISAR,
                  f"Se reparan al medir: {poligonos.nombrar(poligonos.reparados, codigo)}"),
            _fila("Filas sin polígono", len(poligonos.vacios), REVISAR,
                  poligonos.nombrar(poligonos.vacios, codigo)),
            ["CRS de los territorios", None, BIEN if mismos else REVISAR,
             territorios.crs.authid() + ("" if mismos else ": los hogares se transforman a este")],
        ]  # fmt: skip
        if codigo:
            cuenta = Counter(c for c in poligonos.codigos(codigo) if c)
            repetidos = [c for c, veces in cuenta.items() if veces > 1]
            filas.append(_fila("Códigos de territorio repetidos", len(repetidos), REVISAR,
                               ", ".join(repetidos[:10])))  # fmt: skip
        return filas

    @staticmethod
    def _hogares(
        cuenta: Counter[str], primeros: dict[str, str], privaciones: Any, llave: str,
        vistos: list[np.ndarray],
    ) -> list[list[Any]]:  # fmt: skip
        filas = [["Hogares (filas)", cuenta["filas"], BIEN, ""]]
        for nombre, privacion in zip(privaciones, PRIVACIONES):
            filas.append(_fila(f"{nombre} sin dato", cuenta[f"{nombre} nulo"], IMPIDE, privacion))
            filas.append(_fila(f"{nombre} fuera de 0/1", cuenta[f"{nombre} raro"], IMPIDE,
                               f"{privacion}. {primeros.get(nombre, '')}"))  # fmt: skip
        if llave:
            codigos = np.concatenate(vistos)
            con = codigos[codigos >= 0]
            filas.append(_fila(f"«{llave}» vacío", len(codigos) - len(con), REVISAR, ""))
            filas.append(_fila(f"«{llave}» duplicado", len(con) - len(np.unique(con)), REVISAR,
                               "Filas de más"))  # fmt: skip
        return filas


def _contar_privacion(
    cuenta: Counter[str], primeros: dict[str, str], nombre: str, valores: np.ndarray, desde: int
) -> None:
    reales = valores.astype(float)
    nulo = np.isnan(reales)
    raro = ~nulo & (reales != 0) & (reales != 1)
    cuenta[f"{nombre} nulo"] += int(nulo.sum())
    cuenta[f"{nombre} raro"] += int(raro.sum())
    if raro.any() and nombre not in primeros:
        lugar = int(np.argmax(raro))
        primeros[nombre] = f"El primero, {reales[lugar]:g}, en la fila {desde + lugar}"


def _fila(revision: str, cantidad: int, gravedad: str, detalle: str) -> list[Any]:
    return [revision, cantidad, gravedad if cantidad else BIEN, detalle[:250] if cantidad else ""]
