"""Clasificar territorios por un campo, o por incidencia y concentración a la vez."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import estilo
from ..errores import ErrorDeCapa
from ..lectura import Bloque
from ..lectura import PedidoDeLectura as Lectura
from ..metodos import clasificacion as metodo
from ..metodos.posiciones import participacion
from ..numeros import porcentaje
from ..preseleccion import MEDIDOS
from ..salida import Columna
from .base import SI_ES_INTERNA, AlgoritmoKit, Ficha
from .copia import Copia, copiar, entidades
from .nombres import G_CLASIFICAR
from .parametros import NUMERO, Numero, campo, capa, lista, numero, salida, texto
from .pedido import Pedido

METODOS = ("Cuantiles", "Cortes naturales (Fisher-Jenks)", "Cortes propios",
           "Media de referencia", "Incidencia × concentración")  # fmt: skip
CUANTILES, JENKS, PROPIOS, MEDIA, CRUCE = range(5)
COLUMNAS = (Columna("clase", "entero", "Clase, desde 1"), Columna("etiqueta", "texto", "Clase"))


class ClasificarTerritorios(AlgoritmoKit):
    """Pone cada territorio en una clase, con su etiqueta y su color."""

    FICHA = Ficha(
        id="clasificar_territorios",
        nombre="Clasificar territorios",
        grupo=G_CLASIFICAR,
        resumen="Ordena las veredas, barrios o manzanas en clases para decidir cuáles van primero.",
        entrega="La capa con la clase, su etiqueta y el estilo. En «Incidencia × concentración» la "
        "concentración es la parte de todos los pobres que vive en cada territorio; los umbrales, "
        "si no se escriben, son la media de incidencia (ponderada, si se da el campo) y la parte "
        f"que tocaría si todos tuvieran lo mismo, y quedan en el registro. {SI_ES_INTERNA}",
        ejemplo="Capa: la salida de «Incidencia de privaciones». Campo: h. Método: Incidencia × "
        "concentración, con «pobres» como cantidad y «poblacion» como ponderador.",
        etiquetas=("clasificación", "cuantiles", "jenks", "cuadrantes", "priorizar", "mapa"),
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("CAPA", "Territorios", busca=MEDIDOS),
        campo("CAMPO", "Campo que se clasifica (incidencia)", "CAPA", NUMERO, omision="h",
              obligatorio=True),
        lista("METODO", "Método", METODOS),
        numero("CLASES", "Número de clases", 5, minimo=1, maximo=9),
        texto("CORTES", "Cortes propios, separados por punto y coma",
              ayuda="Los límites internos, de menor a mayor: 0,2; 0,4; 0,6"),
        campo("PONDERADOR", "Ponderador de la media", "CAPA", NUMERO),
        campo("CANTIDAD", "Número de pobres, para la concentración", "CAPA", NUMERO),
        numero("UMBRAL_I", "Umbral de incidencia", None, real=True, opcional=True, avanzado=True),
        numero("UMBRAL_C", "Umbral de concentración (%)", None, real=True, opcional=True,
               avanzado=True),
        salida("SALIDA", "Territorios clasificados"),
    )  # fmt: skip
    NUMEROS = (Numero("CLASES_FORMADAS", "Clases formadas"), Numero("SIN_DATO", "Sin dato"))

    def revisar(self, pedido: Pedido) -> None:
        """Campos y cortes según el método."""
        pedido.campo("CAMPO")
        usados = map(pedido.texto, ("CAMPO", "PONDERADOR", "CANTIDAD"))
        pedido.fuente("CAPA").exigir(tuple(c for c in usados if c))
        if pedido.opcion("METODO") == PROPIOS:
            cortes_propios(pedido)
        if pedido.opcion("METODO") == CRUCE and not pedido.texto("CANTIDAD"):
            raise ErrorDeCapa(
                "«Incidencia × concentración» necesita el número de pobres",
                que_hacer="elija «Número de pobres», por ejemplo el campo «pobres»",
            )

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, clasifica y escribe."""
        fuente = pedido.fuente("CAPA")
        usados = [c for c in map(pedido.texto, ("CAMPO", "PONDERADOR", "CANTIDAD")) if c]
        bloque = fuente.leer(Lectura(numeros=tuple(dict.fromkeys(usados)), ids=True), pedido.avance)
        nombre = pedido.texto("CAMPO")
        valores = bloque.columnas[nombre].astype(float)
        if np.isnan(valores).all():
            raise ErrorDeCapa(f"«{nombre}» no tiene ningún valor en «{fuente.nombre}» (0 filas)",
                              que_hacer="elija otro campo")  # fmt: skip
        if pedido.opcion("METODO") == CRUCE:
            clases, etiquetas, reglas = self._cruzar(pedido, valores, bloque)
        else:
            cortes = CORTES[pedido.opcion("METODO")](pedido, valores, bloque)
            pedido.contar(cortes=cortes)
            clases = metodo.clasificar(valores, cortes)
            reglas = estilo.por_clases(nombre, cortes, rotulador(valores))
            etiquetas = [regla.rotulo for regla in reglas]
        sin_dato = int((clases == metodo.SIN_CLASE).sum())
        sin = estilo.Regla('"clase" IS NULL', "Sin dato", estilo.GRIS, trama=True)
        leyenda = estilo.Leyenda(self._titulo(pedido), [*reglas, sin])
        filas = [(c + 1, etiquetas[c]) if c >= 0 else (None, None) for c in clases.tolist()]
        pedido.contar(
            clases=len(etiquetas),
            sin_dato=sin_dato,
            por_clase={e: int((clases == i).sum()) for i, e in enumerate(etiquetas)},
        )
        pares = zip(entidades(fuente, bloque.identificadores), filas)
        copiar(pedido, "SALIDA", Copia(fuente, COLUMNAS, leyenda), pares)
        return {"CLASES_FORMADAS": len(etiquetas), "SIN_DATO": sin_dato}

    @staticmethod
    def _titulo(pedido: Pedido) -> str:
        if pedido.opcion("METODO") == CRUCE:
            return METODOS[CRUCE]
        clasificado = pedido.fuente("CAPA").campos.field(pedido.texto("CAMPO"))
        return str(clasificado.alias() or clasificado.name())

    @staticmethod
    def _cruzar(
        pedido: Pedido, incidencia: np.ndarray, bloque: Bloque
    ) -> tuple[np.ndarray, list[str], list[estilo.Regla]]:
        concentracion = participacion(bloque.columnas[pedido.texto("CANTIDAD")].astype(float))
        umbral_i = pedido.real("UMBRAL_I")
        umbral_c = pedido.real("UMBRAL_C")
        if umbral_i is None:
            umbral_i = _media(pedido, incidencia, bloque)[0]
        if umbral_c is None:
            umbral_c = 100.0 / int((~np.isnan(concentracion)).sum())
        clases = metodo.cruzar(
            incidencia, concentracion, umbral_incidencia=umbral_i, umbral_concentracion=umbral_c
        )
        pedido.contar(umbral_incidencia=umbral_i, umbral_concentracion=umbral_c)
        pedido.avance.pushInfo(
            f"Umbrales: incidencia {umbral_i:.4f}, concentración {umbral_c:.2f} %."
        )
        etiquetas = [e.capitalize() for e in metodo.CUADRANTES]
        return clases, etiquetas, reglas_del_cruce()


def reglas_del_cruce() -> list[estilo.Regla]:
    """Una regla por cuadrante, de lo que va primero a lo que va de último."""
    cortos = ("Baja × baja", "Alta × baja", "Baja × alta", "Alta × alta")
    reglas = [
        estilo.Regla(f'"clase" = {i}', corto, color)
        for i, (corto, color) in enumerate(zip(cortos, estilo.CRUCE), start=1)
    ]
    return reglas[::-1]


def rotulador(valores: np.ndarray) -> Callable[[float], str]:
    """Cómo se escriben los límites: en porcentaje si el campo es una proporción."""
    if np.nanmin(valores) >= 0 and np.nanmax(valores) <= 1:
        return porcentaje
    return lambda corte: f"{corte:,.2f}".replace(",", " ").replace(".", ",").removesuffix(",00")


def cortes_propios(pedido: Pedido) -> list[float]:
    """Los cortes escritos, comprobados."""
    escrito = pedido.texto("CORTES")
    try:
        partes = [float(p.strip().replace(",", ".")) for p in escrito.split(";") if p.strip()]
    except ValueError:
        partes = []
    if not partes:
        raise ErrorDeCapa(
            f"«Cortes propios» trae «{escrito}»",
            que_hacer="escriba números separados por punto y coma: 0,2; 0,4; 0,6",
        )
    return [float(c) for c in metodo.cortes_fijos(partes)]


def _media(pedido: Pedido, valores: np.ndarray, bloque: Bloque) -> list[float]:
    pesos = bloque.columnas.get(pedido.texto("PONDERADOR"))
    return [float(c) for c in metodo.corte_en_la_media(valores, pesos)]


def _clases(funcion: Callable[..., np.ndarray]) -> Callable[..., list[float]]:
    def cortes(pedido: Pedido, valores: np.ndarray, bloque: Bloque) -> list[float]:
        del bloque
        return [float(c) for c in funcion(valores, pedido.entero("CLASES") or 1)]

    return cortes


CORTES: dict[int, Callable[..., list[float]]] = {
    CUANTILES: _clases(metodo.cuantiles),
    JENKS: _clases(metodo.fisher_jenks),
    PROPIOS: lambda pedido, _valores, _bloque: cortes_propios(pedido),
    MEDIA: _media,
}
