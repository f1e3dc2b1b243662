"""Mapa de dos indicadores: tres clases de cada uno y un color por pareja."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import estilos_bivariados as estilos
from ..errores import ErrorDeCapa
from ..memoria import MEMORIA
from ..metodos.bivariado import CLASES, bivariar, nombre
from ..metodos.clasificacion import cortes_fijos, cuantiles, fisher_jenks
from ..salida import Columna
from .base import SI_ES_INTERNA, AlgoritmoKit, Ficha
from .clasificar_territorios import rotulador
from .copia import Copia, copiar
from .nombres import G_CLASIFICAR
from .origen_de_capa import leer_territorios
from .parametros import NUMERO, POLIGONOS, Numero, campo, capa, informe, lista, salida, si_no, texto
from .pedido import Pedido

TERCIOS, JENKS, PROPIOS = range(3)
METODOS = ("Tercios (igual número de territorios)", "Cortes naturales (Fisher-Jenks)",
           "Cortes propios")  # fmt: skip
CAMPOS, CORTES = ("CAMPO_X", "CAMPO_Y"), ("CORTES_X", "CORTES_Y")
COLUMNAS = (
    Columna("biv", "entero", "Pareja: 11 bajo-bajo, 31 alto-bajo, 13 bajo-alto, 33 alto-alto"),
    Columna("biv_t", "texto", "Pareja, dicha"),
    Columna("clase_x", "entero", "Clase del primero, de 1 a 3"),
    Columna("clase_y", "entero", "Clase del segundo, de 1 a 3"),
)


class MapaBivariado(AlgoritmoKit):
    """Dos indicadores en un mismo mapa."""

    FICHA = Ficha(
        id="mapa_bivariado",
        nombre="Mapa de dos indicadores",
        grupo=G_CLASIFICAR,
        resumen="Pinta dos indicadores en un solo mapa: tres clases de cada uno, y un color por "
        "pareja. Muestra dónde coinciden y dónde no.",
        entrega="La capa con la clase de cada territorio en los dos, y su pareja (alto × bajo…). "
        "Los nueve colores se distinguen con daltonismo. Sobre el mapa queda el cuadro de 3 × 3, "
        "con los límites y cuántos territorios hay en cada color; también como SVG, para un "
        f"informe. {SI_ES_INTERNA}",
        ejemplo="Territorios: la salida de «Incidencia de privaciones». Primero: h. Segundo: la "
        "tasa de una privación (t_i11), o los minutos a la sede de salud.",
        etiquetas=("bivariado", "dos indicadores", "mapa", "coropletas", "cruce", "3x3"),
        advertencia="Que dos indicadores coincidan en un lugar no dice que uno cause el otro. Los "
        "tercios son relativos: «alto» es alto entre los territorios de esta capa.",
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("CAPA", "Territorios", POLIGONOS),
        campo("CAMPO_X", "Primer indicador (de izquierda a derecha)", "CAPA", NUMERO, omision="h",
              obligatorio=True),
        campo("CAMPO_Y", "Segundo indicador (de abajo arriba)", "CAPA", NUMERO, obligatorio=True),
        lista("METODO", "Cómo se cortan", METODOS),
        texto("CORTES_X", "Cortes propios del primero", ayuda="Dos, de menor a mayor, separados "
              "por punto y coma: 0,2; 0,4"),
        texto("CORTES_Y", "Cortes propios del segundo", ayuda="Igual."),
        si_no("CUADRO", "Poner el cuadro de colores sobre el mapa", True),
        salida("SALIDA", "Mapa de dos indicadores"),
        informe("LEYENDA", "Cuadro de colores", "SVG (*.svg)",
                ayuda="Guárdelo junto al proyecto: el que va sobre el mapa es este archivo."),
    )  # fmt: skip
    NUMEROS = (
        Numero("ALTO_ALTO", "Altos en los dos"),
        Numero("BAJO_BAJO", "Bajos en los dos"),
        Numero("SIN_DATO", "Sin alguno de los dos"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Los dos campos, distintos, y los cortes propios."""
        elegidos = tuple(map(pedido.campo, CAMPOS))
        pedido.fuente("CAPA").exigir(elegidos)
        if elegidos[0] == elegidos[1]:
            raise ErrorDeCapa(
                f"los dos indicadores son «{elegidos[0]}»", que_hacer="elija dos campos distintos"
            )
        if pedido.opcion("METODO") == PROPIOS:
            for parametro in CORTES:
                _cortes_propios(pedido, parametro)

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, clasifica por los dos y escribe."""
        fuente, elegidos = pedido.fuente("CAPA"), tuple(map(pedido.campo, CAMPOS))
        bloque, leidas = leer_territorios(pedido, "CAPA", elegidos)
        ejes = [bloque.columnas[c].astype(np.float64) for c in elegidos]
        hay = ~np.isnan(ejes[0]) & ~np.isnan(ejes[1])
        if not hay.any():
            raise ErrorDeCapa(
                f"ningún territorio de «{fuente.nombre}» tiene los dos datos (0 filas)",
                que_hacer="elija otros campos, o revise el filtro y la selección",
            )
        cortes = [_cortes(pedido, k, eje[hay]) for k, eje in enumerate(ejes)]
        hecho = bivariar(ejes[0], ejes[1], (cortes[0], cortes[1]))
        nombres = [_nombre(fuente.campos.field(c)) for c in elegidos]
        limites = [[rotulador(eje[hay])(c) for c in propios] for eje, propios in zip(ejes, cortes)]
        pedido.escribir_archivo("LEYENDA", "svg", estilos.cuadro_svg(nombres, hecho, limites))
        ruta = pedido.archivos["LEYENDA"]
        despues = _poner(self.FICHA.id, ruta if pedido.marcado("CUADRO") else "")
        copia = Copia(fuente, COLUMNAS, estilos.leyenda(nombres, hecho), despues=despues)
        copiar(pedido, "SALIDA", copia, zip(leidas, map(_fila, hecho.una, hecho.otra)))
        cuantos = hecho.recuento()
        numeros = {
            "ALTO_ALTO": int(cuantos[CLASES - 1, CLASES - 1]),
            "BAJO_BAJO": int(cuantos[0, 0]),
            "SIN_DATO": int((~hay).sum()),
        }
        pedido.contar(
            cortes=dict(zip(elegidos, ([float(c) for c in propios] for propios in cortes))),
            por_pareja=cuantos.tolist(), **{n.lower(): v for n, v in numeros.items()},
        )  # fmt: skip
        return numeros


def _fila(una: Any, otra: Any) -> list[Any]:
    """La pareja de un territorio; None sin alguno de los dos."""
    i, j = int(una), int(otra)
    if i < 0:
        return [None] * len(COLUMNAS)
    return [estilos.codigo(i, j), f"{nombre(i)} × {nombre(j)}", i + 1, j + 1]


def _cortes(pedido: Pedido, cual: int, valores: np.ndarray) -> np.ndarray:
    if pedido.opcion("METODO") == PROPIOS:
        return _cortes_propios(pedido, CORTES[cual])
    cortar = cuantiles if pedido.opcion("METODO") == TERCIOS else fisher_jenks
    return cortar(valores, CLASES)


def _cortes_propios(pedido: Pedido, parametro: str) -> np.ndarray:
    escrito = pedido.texto(parametro)
    try:
        partes = [float(p.strip().replace(",", ".")) for p in escrito.split(";") if p.strip()]
    except ValueError:
        partes = []
    if len(partes) != CLASES - 1:
        raise ErrorDeCapa(
            f"«{pedido.algoritmo.etiqueta(parametro)}» trae «{escrito}»",
            que_hacer="escriba dos números, de menor a mayor, separados por punto y coma: 0,2; 0,4",
        )
    return cortes_fijos(partes)


def _nombre(descrito: Any) -> str:
    return str(descrito.alias() or descrito.name())


def _poner(algoritmo: str, ruta: str) -> Callable[[Any], None]:
    """Lo que se hace con la capa al llegar al proyecto."""

    def al_llegar(llegada: Any) -> None:
        MEMORIA.recordar_capa(algoritmo, llegada.id())
        if ruta:
            estilos.poner_en_el_mapa(llegada, ruta)

    return al_llegar
