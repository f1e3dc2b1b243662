"""Incidencia de privaciones por territorio: H, A, M0, tasas y contribuciones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ..errores import ErrorDeCapa
from ..memoria import MEMORIA, Exploracion
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.avisos import Avisos
from ..metodos.metodo import IPM, PESOS_DEL_IPM, UN_TERCIO, Metodo, leer_pesos
from ..metodos.patrones import Unidad, medir_patrones
from ..preseleccion import TERRITORIOS as POR_MEDIR
from ..salida import o_nada
from . import campos, modos, publicar, ubicacion
from .base import AlgoritmoKit, Ficha
from .contados import Leida, factor_de, leer
from .hogares import CONSERVAR
from .nombres import G_MEDIR
from .parametros import (
    NUMERO,
    POLIGONOS,
    Numero,
    campo,
    capa,
    lista,
    salida,
    si_no,
    texto,
)  # fmt: skip
from .pedido import Pedido
from .resultados import Resultado, columnas, escribir_resultados

UNIDADES: tuple[Unidad, ...] = ("personas", "hogares")

TERRITORIO = (
    capa("TERRITORIOS", "Territorios (polígonos)", POLIGONOS, opcional=True, busca=POR_MEDIR,
         ayuda="Veredas, barrios o manzanas. Sin ellos, el resultado es una tabla por código."),
    campo("CAMPO_HOGARES", "Código del territorio en los hogares", "HOGARES",
          ayuda="Si se elige, no se usa la coordenada del hogar sino este código."),
    campo("CAMPO_TERRITORIOS", "Código o nombre en la capa de territorios", "TERRITORIOS"),
)  # fmt: skip


class IncidenciaPrivaciones(AlgoritmoKit):
    """Cuánta privación hay en cada territorio y qué la explica."""

    FICHA = Ficha(
        id="incidencia_privaciones",
        nombre="Incidencia de privaciones",
        grupo=G_MEDIR,
        resumen="Dice cuánta privación hay en cada vereda, barrio o manzana, y qué la explica, "
        "con el método Alkire-Foster sobre los 15 indicadores del Sisbén IV.",
        entrega="La capa de territorios con hogares, personas, H (incidencia), A (intensidad), M0 "
        "(incidencia ajustada), la tasa de cada privación entre los hogares (t_i1…), la tasa "
        "censurada (c_i1…), la contribución de cada privación (f_i1…) y la privación principal. "
        "Todas las proporciones van de 0 a 1. H, A, M0, c y f usan el denominador elegido "
        "(personas u hogares); t siempre es de hogares. En modo interno todo es exacto y la "
        "capa queda marcada «INTERNO: no publicar». En publicable todo es de hogares y sale de "
        "conteos redondeados, con el rango de H (h_baja y h_alta); de 12 a 29 hogares es un orden "
        "de magnitud, con trama en el mapa; con menos, y donde una resta los dejaría ver, no se "
        "muestra nada (supresion 1 y 2).",
        ejemplo="Hogares: la capa que dejó «Cargar base Sisbén». Territorios: las veredas del "
        "municipio. Lo demás, como está. En el mapa, las veredas más oscuras tienen mayor "
        "proporción de personas en pobreza multidimensional.",
        etiquetas=(
            "ipm",
            "alkire",
            "foster",
            "privaciones",
            "pobreza",
            "vereda",
            "barrio",
            "sisbén",
        ),
        advertencia="Con la base Sisbén es el «IPM proxy (Sisbén)»: no se compara con el IPM de la "
        "encuesta ni con la medida censal. Es un registro, sin intervalo de confianza.",
        secciones=publicar.secciones(),
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("HOGARES", "Hogares"),
        *TERRITORIO,
        campo("PRIVACIONES", "Los 15 campos de privación, en orden", "HOGARES", varios=True,
              ayuda="Vacío: se reconocen solos (I1 a I15 y los nombres de las bases conocidas).",
              avanzado=True),
        campo("PERSONAS", "Personas del hogar", "HOGARES", NUMERO,
              ayuda="Vacío: se busca «personas» o «num_personas_hogar»."),
        campo("PONDERADOR", "Factor de expansión", "HOGARES", NUMERO,
              ayuda="Vacío: «fex» si la capa lo trae. Un registro no lleva.", avanzado=True),
        si_no("CON_FACTOR", "Usar el factor de expansión si la capa lo trae", True, avanzado=True),
        texto("K", "Umbral k", "1/3", opcional=False,
              ayuda="Es pobre quien suma esa parte de los pesos o más, sin redondeos: 1/3 (por "
              "omisión), 0,33, 40 %…"),
        texto("PESOS", "Pesos de las 15 privaciones", ",".join(map(str, PESOS_DEL_IPM)),
              ayuda="15 centésimas que suman 100, separadas por coma; o fracciones, decimales o "
              "porcentajes que suman 1, separados por punto y coma: 1/6; 0,05; 4 %…",
              avanzado=True),
        lista("UNIDAD", "Denominador de H, A y M0", ("Personas", "Hogares")),
        lista("NULOS", "Privaciones sin dato",
              ("Detenerse y decir cuántas", "Excluir el hogar", "Contarlas como no privación")),
        *modos.PARAMETROS,
        salida("SALIDA", "Incidencia por territorio"),
        *CONSERVAR,
        salida("UBICADOS", "Hogares con el código de su territorio", opcional=True,
               ayuda="Uso interno: una fila por hogar, con su territorio. Sirve para los cupos por "
               "vereda."),
    )  # fmt: skip
    NUMEROS = (
        Numero("TOTAL_HOGARES", "Hogares medidos"),
        Numero("TOTAL_PERSONAS", "Personas medidas"),
        Numero("H", "Incidencia H", proporcion=True),
        Numero("A", "Intensidad A", proporcion=True),
        Numero("M0", "Incidencia ajustada M0"),
        Numero("SIN_TERRITORIO", "Hogares sin territorio"),
        Numero("SUPRIMIDOS", "Territorios sin mostrar"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Campos, k y pesos; y si se publica, que se pueda."""
        hogares = pedido.fuente("HOGARES")
        campos.privaciones(hogares, pedido.campos("PRIVACIONES"))
        metodo = metodo_de(pedido)
        ubicacion.revisar(pedido)
        hogares.exigir(tuple(c for c in map(pedido.texto, ("PERSONAS", "PONDERADOR")) if c))
        if modos.es_publicable(pedido):
            publicar.revisar(pedido, metodo, pedido.texto("PONDERADOR") or factor_de(hogares))

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee los hogares una vez, los resume en conteos y mide o publica."""
        metodo = metodo_de(pedido)
        pedido.modo = modos.modo_de(pedido)
        pedido.contar(metodo=metodo.resumen())
        leida = leer(pedido)
        if leida.conteo.llaves is not None:
            return publicar.hacer(
                pedido, leida.ubicador, leida.tabla, metodo, leida.conteo.llaves.clave,
                con_personas=bool(leida.columnas.personas),
            )  # fmt: skip
        return self._medir(pedido, leida, metodo)

    def _medir(self, pedido: Pedido, leida: Leida, metodo: Metodo) -> dict[str, Any]:
        """En modo interno: todo exacto."""
        self._contar(pedido, leida)
        unidad = UNIDADES[pedido.opcion("UNIDAD")]
        con_personas = bool(leida.columnas.personas)
        if unidad == "personas" and not con_personas:
            pedido.avisar(
                "No se reconoce el campo con las personas del hogar: no se cuentan personas, y H, "
                "A y M0 se dan en hogares. Si la capa lo trae, elíjalo en «Personas del hogar»."
            )
            unidad = "hogares"
        tabla = leida.tabla
        modos.avisar_de_pocos(pedido, tabla.agrupacion.sumar(tabla.registros))
        medida = medir_patrones(tabla, metodo, unidad)
        escribir_resultados(
            pedido,
            leida.ubicador,
            Resultado(tabla, medida, unidad, con_personas),
            _al_llegar(Exploracion(tabla, unidad, *llaves_de(pedido, leida.ubicador))),
        )
        if leida.ubicados is not None:
            leida.ubicados.escribir(pedido)
        total = medida.total()
        numeros = {
            "TOTAL_HOGARES": int(tabla.registros.sum()),
            "H": float(total.incidencia[0]),
            "A": o_nada(total.intensidad[0]),
            "M0": float(total.m0[0]),
            "SIN_TERRITORIO": leida.conteo.fuera,
            "SUPRIMIDOS": 0,
        }
        if con_personas:
            numeros["TOTAL_PERSONAS"] = float(tabla.personas.sum())
        pedido.contar(**{nombre.lower(): valor for nombre, valor in numeros.items()})
        return numeros

    @staticmethod
    def _contar(pedido: Pedido, leida: Leida) -> None:
        conteo, ubicador = leida.conteo, leida.ubicador
        avisos, por_codigo = Avisos(), ubicador.poligonos is None
        avisos.anotar("sin_territorio", conteo.fuera if por_codigo else 0)
        avisos.anotar("sin_coordenada", ubicador.sin_coordenada)
        fuera = 0 if por_codigo else conteo.fuera - ubicador.sin_coordenada
        avisos.anotar("fuera_de_los_poligonos", fuera)
        avisos.anotar("en_varios_poligonos", ubicador.solapados)
        for aviso in avisos.textos:
            pedido.avisar(aviso)
        pedido.contar(
            filas=conteo.filas,
            hogares=conteo.hogares,
            sin_territorio=conteo.fuera,
            sin_coordenada=ubicador.sin_coordenada,
            en_varios_poligonos=ubicador.solapados,
            sin_transformar=pedido.fuente("HOGARES").sin_transformar,
            con_privaciones_sin_dato=conteo.con_nulos,
            territorios=ubicador.territorios,
        )


def llaves_de(pedido: Pedido, ubicador: ubicacion.Ubicador) -> tuple[str, dict[str, int]]:
    """El campo de la salida que distingue a los territorios, y la fila de cada código.

    El que se eligió o, si se repite o falta, el primero que sirva; «» y vacío si ninguno.
    """
    poligonos = ubicador.poligonos
    if poligonos is None:
        return "territorio", {codigo: i for i, codigo in enumerate(ubicador.etiquetas)}
    nuevas = {columna.nombre for columna in columnas(UNIDADES[0])}
    propios = ubicacion.propios_de(pedido.fuente("TERRITORIOS"))
    # Un campo con el nombre de una columna nueva no pasa a la salida.
    quedan = [n for n in propios if n.lower() not in nuevas]
    elegido = pedido.texto("CAMPO_TERRITORIOS")
    campo_ = poligonos.que_distingue([*(n for n in quedan if n == elegido), *quedan])
    return campo_, {c: i for i, c in enumerate(poligonos.codigos(campo_))} if campo_ else {}


def _al_llegar(exploracion: Exploracion) -> Callable[[Any], None]:
    """Recuerda la capa con sus conteos; sin un campo que los distinga, por el id de cada fila."""

    def recordar(capa_: Any) -> None:
        con_llave = exploracion
        if capa_.fields().lookupField(exploracion.campo) < 0:
            # Sin esa llave (o con el nombre recortado de un shapefile), el id: recién escrita, la
            # capa está en el orden en que se midió.
            filas = {entidad.id(): i for i, entidad in enumerate(capa_.getFeatures())}
            con_llave = replace(exploracion, campo="", filas=filas)
        MEMORIA.recordar_capa(IncidenciaPrivaciones.FICHA.id, capa_.id(), con_llave)

    return recordar


def metodo_de(pedido: Pedido) -> Metodo:
    """El método con el k y los pesos elegidos; ErrorDeCapa con el parámetro que no sirva."""
    pesos, k = pedido.texto("PESOS"), pedido.texto("K")
    with _del_parametro(pedido, "PESOS", pesos):
        elegidos = leer_pesos(pesos) if pesos else IPM.proporciones
        base = Metodo.declarar(IPM.nombres, elegidos)
    with _del_parametro(pedido, "K", k):
        return base.con_corte(k or UN_TERCIO)


@contextmanager
def _del_parametro(pedido: Pedido, nombre: str, escrito: str) -> Iterator[None]:
    """Dice en qué casilla del diálogo está lo que no sirve."""
    try:
        yield
    except ErrorDeMetodo as error:
        raise ErrorDeCapa(
            f"«{pedido.algoritmo.etiqueta(nombre)}» trae «{escrito}»: {error.problema}",
            que_hacer=error.que_hacer,
        ) from error
