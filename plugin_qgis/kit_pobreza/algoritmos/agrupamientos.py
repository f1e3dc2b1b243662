"""Agrupamientos: dónde lo alto está rodeado de alto, y dónde eso no se distingue del azar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from .. import estilo
from .. import estilos_de_agrupamiento as estilos
from ..errores import ErrorDeCapa
from ..metodos import agrupamientos as metodo
from ..metodos.hogares.avisos import con_miles
from ..salida import Columna, o_nada
from . import vecindades
from .base import SI_ES_INTERNA, AlgoritmoKit, Ficha
from .copia import Copia, copiar
from .nombres import G_CLASIFICAR
from .origen_de_capa import leer_territorios, nombres_de
from .parametros import NUMERO, POLIGONOS, Numero, campo, capa, lista, numero, salida
from .pedido import Pedido

MORAN, GI = range(2)
COLUMNAS = (
    Columna("vecinos", "entero", "Vecinos con dato"),
    Columna("retraso", "real", "Media de sus vecinos"),
    Columna("moran", "real", "Moran local"),
    Columna("gi", "real", "Gi* (en desviaciones)"),
    Columna("p_valor", "real", "Valor p, de dos colas"),
    Columna("agrup", "entero", "Moran: 1 alto-alto, 2 bajo-alto, 3 bajo-bajo, 4 alto-bajo"),
    Columna("agrup_t", "texto", "Moran local, dicho"),
    Columna("foco", "entero", "Gi*: 1 foco alto, 2 foco bajo"),
    Columna("foco_t", "texto", "Gi*, dicho"),
    Columna("limite", "entero", "1: otro sorteo podría cambiarlo de lado"),
)


class Agrupamientos(AlgoritmoKit):
    """Moran local y Gi*, con permutaciones y tasa de falsos descubrimientos."""

    FICHA = Ficha(
        id="agrupamientos",
        nombre="Agrupamientos",
        grupo=G_CLASIFICAR,
        resumen="Señala dónde los territorios con mucha (o poca) pobreza están juntos, y dónde lo "
        "que se ve en el mapa no se distingue del azar.",
        entrega="La capa con el Moran local y el Gi* de cada territorio, su valor p y "
        "en qué agrupamiento queda. Moran distingue lo alto rodeado de alto (y lo bajo de bajo) "
        "de lo raro: alto rodeado de bajos, bajo rodeado de altos. Gi* solo dice si el conjunto de "
        "él y sus vecinos es un foco alto o uno bajo. Lo que está en el límite va rayado: con otra "
        "semilla podría cambiar de lado. Los que no tienen vecinos se nombran y no se evalúan. "
        f"{SI_ES_INTERNA}",
        ejemplo="Territorios: la salida de «Incidencia de privaciones». Campo: h. Vecinos: "
        "contiguos. Denominador: hogares, con un mínimo de 10. Lo demás, como está.",
        etiquetas=("agrupamiento", "cluster", "moran", "lisa", "gi*", "getis", "hot spot", "foco"),
        advertencia="Con la tasa de 0,05 se espera que hasta 5 de cada 100 señalados lo sean por "
        "azar. El resultado depende de cómo se dividió el territorio (no es el mismo con veredas "
        "que con manzanas) y de quién se cuenta como vecino: los dos van en el registro. Señalar "
        "un agrupamiento no dice por qué está ahí.",
        secciones=(
            (
                "Cómo se calcula",
                "Permutación condicional: se deja fijo cada territorio y los demás valores se "
                "reparten al azar entre sus vecinos, tantas veces como se pida, con una semilla "
                "que hace repetible el sorteo. El valor p es de dos colas y el corte es el de "
                "Benjamini y Hochberg, que controla la tasa de falsos descubrimientos. Moran y "
                "Gi* comparten el valor p: se distinguen en lo que llaman agrupamiento.",
            ),
        ),
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("CAPA", "Territorios", POLIGONOS),
        campo("CAMPO", "Campo que se agrupa (incidencia)", "CAPA", NUMERO, omision="h",
              obligatorio=True),
        lista("ESTILO", "Qué se pinta en el mapa", ("Moran local", "Focos (Gi*)"),
              ayuda="La salida lleva los dos."),
        *vecindades.PARAMETROS,
        campo("DENOMINADOR", "Hogares o población de cada territorio", "CAPA", NUMERO,
              ayuda="Una tasa de pocos hogares salta mucho. Vacío: no se revisa."),
        numero("MINIMO", "Dejar sin dato los que tengan menos de", 10,
               ayuda="Solo si se eligió el campo anterior."),
        numero("PERMUTACIONES", "Permutaciones", metodo.PERMUTACIONES, minimo=99, maximo=99_999,
               avanzado=True, ayuda="Con pocas, ningún valor p es tan chico como pide el corte."),
        numero("SEMILLA", "Semilla del sorteo", 0, avanzado=True),
        numero("TASA", "Tasa de falsos descubrimientos", 0.05, real=True, minimo=0.001, maximo=0.5,
               avanzado=True),
        salida("SALIDA", "Agrupamientos"),
    )  # fmt: skip
    NUMEROS = (
        Numero("MORAN_GLOBAL", "Moran del conjunto"),
        Numero("ALTO_ALTO", "Altos rodeados de altos"),
        Numero("BAJO_BAJO", "Bajos rodeados de bajos"),
        Numero("RAROS", "Altos rodeados de bajos, o bajos de altos"),
        Numero("CALIENTES", "Focos de valores altos"),
        Numero("FRIOS", "Focos de valores bajos"),
        Numero("EN_EL_LIMITE", "En el límite"),
        Numero("ISLAS", "Sin vecinos con dato"),
        Numero("SIN_DATO", "Sin dato"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Campos y distancia."""
        usados = (pedido.campo("CAMPO"), pedido.texto("DENOMINADOR"))
        pedido.fuente("CAPA").exigir(tuple(filter(None, usados)))
        vecindades.revisar(pedido)

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, busca los vecinos, permuta y escribe."""
        fuente, nombre = pedido.fuente("CAPA"), pedido.campo("CAMPO")
        denominador = pedido.texto("DENOMINADOR")
        usados = [c for c in (nombre, denominador) if c]
        bloque, leidas = leer_territorios(pedido, "CAPA", usados)
        valores = bloque.columnas[nombre].astype(np.float64)
        if denominador:
            valores = _sin_los_de_pocos(pedido, valores, bloque.columnas[denominador])
        _exigir_dos(fuente.nombre, nombre, valores)
        hallados = vecindades.vecinos_de(pedido, "CAPA", leidas)
        vecindades.avisar(pedido, hallados, nombres_de(fuente, leidas))
        orden = vecindades.del_mapa(leidas)
        sorteado = metodo.agrupamientos(
            valores[orden], hallados.red.en_orden(orden),
            permutaciones=pedido.entero("PERMUTACIONES") or 0,
            semilla=pedido.entero("SEMILLA") or 0, tasa=pedido.real("TASA") or 0.0,
        )  # fmt: skip
        hecho = sorteado.en_orden(np.argsort(orden))
        pedido.comprobar()
        numeros = _numeros(hecho, valores)
        con_dato = hallados.red.solo(~np.isnan(valores)).cuantos
        leyenda = self._leyenda(pedido, nombre, hecho, valores)
        copia = Copia(fuente, COLUMNAS, leyenda)
        copiar(pedido, "SALIDA", copia, zip(leidas, _filas(hecho, valores, con_dato)))
        pedido.contar(
            vecindad=vecindades.TIPOS[pedido.opcion("VECINDAD")], territorios=len(valores),
            **{n.lower(): v for n, v in numeros.items()},
        )  # fmt: skip
        if numeros["EN_EL_LIMITE"]:
            pedido.avisar(
                f"{con_miles(numeros['EN_EL_LIMITE'])} territorios están en el límite de lo que se "
                "puede afirmar: con otra semilla podrían cambiar de lado.",
                sin_conteos=True,
            )
        return numeros

    @staticmethod
    def _leyenda(
        pedido: Pedido, nombre: str, hecho: metodo.Agrupamientos, valores: np.ndarray
    ) -> estilo.Leyenda:
        propio = pedido.fuente("CAPA").campos.field(nombre)
        dicho = str(propio.alias() or propio.name())
        titulo, campo_, rotulos, clases = (
            (f"Focos de «{dicho}» (Gi*)", "foco", estilos.GI, hecho.foco)
            if pedido.opcion("ESTILO") == GI
            else (f"Agrupamientos de «{dicho}» (Moran)", "agrup", estilos.MORAN, hecho.clase)
        )
        hay = ~np.isnan(valores)
        cuantos: dict[int | None, int] = dict(Counter(clases[hay].tolist()))
        cuantos[None] = int((~hay).sum())
        return estilos.leyenda(titulo, campo_, rotulos, cuantos, int(hecho.en_el_limite.sum()))


def _exigir_dos(capa_: str, nombre: str, valores: np.ndarray) -> None:
    if len(np.unique(valores[~np.isnan(valores)])) < 2:
        raise ErrorDeCapa(
            f"«{nombre}» no tiene dos valores distintos en «{capa_}»: no hay qué agrupar",
            que_hacer="elija otro campo, o revise el filtro, la selección y el mínimo",
        )


def _sin_los_de_pocos(pedido: Pedido, valores: np.ndarray, cuantos: np.ndarray) -> np.ndarray:
    """Los valores, sin los de territorios con menos hogares (o población) que el mínimo."""
    minimo = pedido.entero("MINIMO") or 0
    pocos = ~(np.asarray(cuantos, dtype=np.float64) >= minimo) & ~np.isnan(valores)
    if pocos.any():
        pedido.avisar(
            f"{con_miles(int(pocos.sum()))} territorios tienen menos de {minimo} en «"
            f"{pedido.texto('DENOMINADOR')}», o no lo dicen, y no entran."
        )
    pedido.contar(bajo_el_minimo=int(pocos.sum()))
    return np.where(pocos, np.nan, valores)


def _numeros(hecho: metodo.Agrupamientos, valores: np.ndarray) -> dict[str, Any]:
    hay = ~np.isnan(valores)
    raros = np.isin(hecho.clase, (metodo.ALTO_BAJO, metodo.BAJO_ALTO))
    return {
        "MORAN_GLOBAL": o_nada(hecho.global_),
        "ALTO_ALTO": int((hecho.clase == metodo.ALTO_ALTO).sum()),
        "BAJO_BAJO": int((hecho.clase == metodo.BAJO_BAJO).sum()),
        "RAROS": int(raros.sum()),
        "CALIENTES": int((hecho.foco == metodo.CALIENTE).sum()),
        "FRIOS": int((hecho.foco == metodo.FRIO).sum()),
        "EN_EL_LIMITE": int(hecho.en_el_limite.sum()),
        "ISLAS": int((hay & (hecho.clase == metodo.SIN_VECINOS)).sum()),
        "SIN_DATO": int((~hay).sum()),
    }


def _filas(
    hecho: metodo.Agrupamientos, valores: np.ndarray, con_dato: np.ndarray
) -> Iterator[list[Any]]:
    """Los valores de cada territorio, en el orden de `COLUMNAS`; None donde no hay dato."""
    reales = zip(*(c.tolist() for c in (hecho.retraso, hecho.moran, hecho.gi, hecho.p)))
    clases = zip(hecho.clase.tolist(), hecho.foco.tolist(), hecho.en_el_limite.tolist())
    for valor, cuantos, propios, (clase, foco, limite) in zip(
        valores.tolist(), con_dato.tolist(), reales, clases
    ):
        numeros = [cuantos, *map(o_nada, propios)]
        if np.isnan(valor):
            yield [None] * len(COLUMNAS)
            continue
        dichos = [clase, _dicho(estilos.MORAN, clase), foco, _dicho(estilos.GI, foco)]
        yield [*numeros, *dichos, None if clase == metodo.SIN_VECINOS else int(limite)]


def _dicho(clases: dict[int, tuple[str, str]], clase: int) -> str:
    if clase in clases:
        return clases[clase][0]
    return estilos.SIN_VECINOS if clase == metodo.SIN_VECINOS else estilos.NO_SENALADO
