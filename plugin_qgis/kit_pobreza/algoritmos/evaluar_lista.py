"""Evaluar una lista real de beneficiarios: los números de `kit evaluar-lista`, en QGIS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingParameterFile

from ..errores import ErrorDeCapa
from ..lectura.archivo import OCTETOS_POR_BLOQUE
from ..lectura.huella import huella_de_archivo
from ..metodos.beneficiarios import RESULTADOS, Cruce, exigir_nominal
from ..metodos.hogares import lista as listas
from ..metodos.hogares import lista_evaluada as evaluacion
from ..metodos.hogares.leida import campos_de_los_hogares
from ..metodos.hogares.reglas import Contexto, campos_de, leer_prioridad, leer_reglas
from ..salida import o_nada
from . import base_nominal
from .base import PRIVADO, AlgoritmoKit, Ficha
from .cargar_sisben import CODIFICACIONES
from .incidencia_privaciones import metodo_de
from .instrumentos import por_omision
from .nombres import G_FOCALIZAR
from .parametros import Numero, Parametro, lista, salida, texto
from .pedido import Pedido
from .tabla_escrita import escribir_tabla

POR: tuple[Any, ...] = (None, "ficha", "documento")
PARTES = ("ficha", "hogar", "municipio", "documento", "tipo")
RAZONES = tuple(f"{m}_{u}" for u in evaluacion.UNIDADES for m in evaluacion.MEDIDAS)
DE_MEDIDAS = (
    *("hogares", "objetivo", "con_beneficio", "sin_dato", "sin_dato_con_beneficio"),
    *("beneficiarios", "beneficiarios_sin_dato"),
)


def _obligatorio(nombre: str, etiqueta: str) -> QgsProcessingParameterFile:
    """Un archivo que hay que dar: los de `parametros` son opcionales."""
    return QgsProcessingParameterFile(nombre, etiqueta, fileFilter=base_nominal.FILTRO)


class EvaluarLista(AlgoritmoKit):
    """A quién llega de verdad un programa, y quién falta."""

    FICHA = Ficha(
        id="evaluar_lista",
        nombre="Evaluar lista de beneficiarios",
        grupo=G_FOCALIZAR,
        resumen="Cruza la lista real de un programa con la base, y dice a quién llega, a quién no "
        "le tocaba y qué hogares del objetivo faltan.",
        entrega="Tres tablas: cobertura, error de exclusión y filtración, en total, por grupo y "
        "por territorio, en hogares, en personas y en beneficiarios; los hogares del objetivo que "
        "faltan, en orden de prioridad; y qué pasó con cada renglón de la lista, sin su documento. "
        "Son los números de la orden <code>kit evaluar-lista</code> y de «Mi base» en el sitio. Lo "
        "ambiguo, lo ilegible y lo repetido se cuenta y no se asigna.",
        ejemplo="Base: la del Sisbén. Lista: la del programa, en CSV, con la ficha o el documento. "
        "Objetivo: <code>A1..B7</code>. Territorio: <code>nom_vereda</code>.",
        etiquetas=("focalización", "beneficiarios", "lista", "cobertura", "filtración", "faltan"),
        advertencia=f"{PRIVADO} Los documentos se leen en memoria solo para cruzar: no se escriben "
        "en ninguna salida ni en el registro.",
    )
    PRINCIPAL = "MEDIDAS"
    PARAMETROS = (
        *base_nominal.entradas("", "Base"),
        Parametro("LISTA", "Lista de beneficiarios (CSV o TXT)", _obligatorio),
        lista("CRUZAR_POR", "Con qué se cruza", ("Detectar", "Ficha", "Documento"),
              ayuda="Detectar: por ficha, si la lista la trae; si no, por documento."),
        texto("OBJETIVO", "Quién es del objetivo", "pobre=1", renglones=True, opcional=False,
              ayuda="Una regla por renglón: «A1..B7», «Rural: zona = 2 y pobre = 1»; «salvo …» "
              "saca."),
        texto("PRIORIDAD", "En qué orden van los que faltan", "orden menor", opcional=False),
        texto("POR", "Columna del territorio (vereda, barrio…)",
              ayuda="Como se llama en la base; varias se separan con coma."),
        texto("SEMILLA", "Semilla del sorteo de empates", "1", opcional=False),
        *(texto(parte.upper(), f"Columna de la lista con {rotulo}", avanzado=True,
                ayuda="Vacío: se reconoce por su nombre.")
          for parte, rotulo in zip(PARTES, ("la ficha", "el hogar", "el municipio",
                                            "el número de documento", "el tipo de documento"))),
        texto("CONSERVAR", "Columnas de la base que se copian en los que faltan, con coma",
              avanzado=True),
        lista("CODIFICACION_LISTA", "Codificación de la lista",
              ("Detectar", "UTF-8", "Windows (cp1252)", "DOS (cp850)", "UTF-16", "UTF-16 (BE)"),
              avanzado=True),
        *base_nominal.METODO,
        *base_nominal.LECTURA,
        salida("MEDIDAS", "Cobertura, exclusión y filtración"),
        salida("FALTANTES", "Hogares del objetivo que faltan"),
        salida("RENGLONES", "Qué pasó con cada renglón", opcional=True),
    )  # fmt: skip
    NUMEROS = (
        Numero("CRUZADOS", "Renglones cruzados"),
        Numero("SIN_CRUZAR", "Renglones sin cruzar"),
        Numero("COBERTURA", "Cobertura, en hogares"),
        Numero("EXCLUSION", "Error de exclusión, en hogares"),
        Numero("INCLUSION", "Filtración, en hogares"),
        Numero("FALTAN", "Hogares del objetivo que faltan"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """La base, la lista, las reglas, k y pesos."""
        base_nominal.revisar(pedido, "")
        _archivo_de_la_lista(pedido)
        _criterios(pedido)
        metodo_de(pedido)

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, cruza, mide y escribe."""
        pedido.modo = "interno"
        criterios, instrumento, metodo = _criterios(pedido), por_omision(), metodo_de(pedido)
        ruta = _archivo_de_la_lista(pedido)
        with base_nominal.en(ruta.name):
            leida = listas.leer_lista(ruta.name, lambda: _bloques(ruta), _como_es(pedido))
        usados = {c for r in criterios.reglas for c in campos_de(r.condicion)}
        usados |= {c.campo for c in criterios.prioridad}
        conservar = [c.strip() for c in pedido.texto("CONSERVAR").split(",") if c.strip()]
        por = pedido.texto("POR")
        pide = base_nominal.Pide(instrumento, por, frozenset(usados), tuple(conservar))
        base = base_nominal.leer(pedido, "", pide)
        with base_nominal.en(base.nombre):
            exigir_nominal(base.leida.hechos.factor, base_nominal.SIN_FACTOR)
        cruce = _cruzar(leida, base)
        pedido.comprobar()
        campos = campos_de_los_hogares(base.leida, metodo, instrumento)
        hecha = evaluacion.evaluar_lista(
            base.leida, campos, cruce, leida.filas, criterios, con_territorio=bool(por)
        )
        self._avisar(pedido, leida, base)
        _anotar(pedido, leida, ruta)
        resumen = evaluacion.resumen(hecha)
        pedido.contar(metodo=metodo.resumen(), cruce_por=leida.por, **resumen)
        self._escribir(pedido, hecha)
        cobertura = hecha.total.en_hogares
        cruzados = resumen["cruce"][RESULTADOS[0]]
        return {
            "CRUZADOS": cruzados,
            "SIN_CRUZAR": resumen["renglones"] - cruzados,
            "COBERTURA": o_nada(cobertura.cobertura.valor),
            "EXCLUSION": o_nada(cobertura.exclusion.valor),
            "INCLUSION": o_nada(cobertura.inclusion.valor),
            "FALTAN": resumen["faltan"],
        }

    @staticmethod
    def _avisar(pedido: Pedido, leida: listas.Lista, base: base_nominal.Nominal) -> None:
        avisos = list(leida.avisos)
        if leida.por == "documento":
            avisos.append(listas.LEIDOS)
            if base.leida.hechos.unidad == "hogares":
                avisos.append(listas.UNO_POR_HOGAR)
        for aviso in (*avisos, PRIVADO):
            pedido.avisar(aviso)

    @staticmethod
    def _escribir(pedido: Pedido, hecha: evaluacion.ListaEvaluada) -> None:
        escribir_tabla(
            pedido, "MEDIDAS", evaluacion.tabla_de_medidas(hecha), evaluacion.DICCIONARIO,
            enteros=DE_MEDIDAS, reales=("filtracion_beneficiarios", *RAZONES),
        )  # fmt: skip
        escribir_tabla(
            pedido, "FALTANTES", evaluacion.tabla_de_faltantes(hecha), evaluacion.DE_FALTANTES,
            enteros=("puesto", "fila", "personas"),
        )  # fmt: skip
        if pedido.valores.get("RENGLONES"):
            escribir_tabla(
                pedido, "RENGLONES", evaluacion.tabla_de_renglones(hecha),
                evaluacion.DE_RENGLONES, enteros=("fila_de_la_lista", "fila_en_la_base"),
            )  # fmt: skip


def _criterios(pedido: Pedido) -> evaluacion.Criterios:
    """Las reglas y la prioridad, con la misma gramática de la orden."""
    contexto = Contexto.del_kit(por_omision())
    reglas = leer_reglas(pedido.texto("OBJETIVO"), contexto)
    if all(regla.excluye for regla in reglas):
        raise ErrorDeCapa(
            "todas las reglas son de salida («salvo»): nadie sería del objetivo",
            que_hacer="escriba al menos una regla de entrada",
        )
    prioridad = leer_prioridad(pedido.texto("PRIORIDAD"), contexto)
    return evaluacion.Criterios(reglas, prioridad, pedido.texto("SEMILLA"))


def _archivo_de_la_lista(pedido: Pedido) -> Path:
    escrita = pedido.texto("LISTA")
    if not escrita:
        raise ErrorDeCapa("falta la lista de beneficiarios", que_hacer="elija su archivo")
    ruta = Path(escrita)
    if not ruta.is_file():
        raise ErrorDeCapa(f"no existe el archivo «{ruta.name}»", que_hacer="elija otro archivo")
    if ruta.suffix.lower() not in (".csv", ".txt"):
        raise ErrorDeCapa(
            f"«{ruta.name}»: la lista solo se lee en CSV o TXT",
            que_hacer="guárdela en Excel como «CSV UTF-8 (delimitado por comas)»",
        )
    return ruta


def _como_es(pedido: Pedido) -> listas.ComoEsLaLista:
    dichas = {parte: pedido.texto(parte.upper()) for parte in PARTES}
    return listas.ComoEsLaLista(
        {parte: nombre for parte, nombre in dichas.items() if nombre},
        POR[pedido.opcion("CRUZAR_POR")],
        codificacion=CODIFICACIONES[pedido.opcion("CODIFICACION_LISTA")] or None,
        como_se_dice="escriba cuál es en los parámetros avanzados",
    )


def _cruzar(leida: listas.Lista, base: base_nominal.Nominal) -> Cruce:
    escrito, entrada = base.escrito, base.leida.entrada

    def documentos() -> listas.DeLaBase:
        if escrito is None:
            raise ErrorDeCapa(
                "los documentos solo se leen de una base en CSV o TXT, que no deja copias",
                que_hacer="elija el archivo de la base en vez de la capa, o cruce por ficha",
            )
        return listas.documentos_de_la_base(
            lambda: _bloques(escrito.ruta), escrito.examen, entrada.filas
        )

    def en(de_la_lista: bool) -> AbstractContextManager[None]:
        return base_nominal.en(leida.nombre if de_la_lista else base.nombre)

    return listas.cruzar(leida, base.leida.hechos, entrada.filas, documentos, en)


def _anotar(pedido: Pedido, leida: listas.Lista, ruta: Path) -> None:
    """La lista en el registro; si se cruzó por documento, sin huella: la identificaría."""
    pedido.lecturas.append(
        {
            "parametro": "LISTA", "capa": leida.nombre, "camino": "archivo de texto",
            "motivo": f"{len(leida.filas)} renglones",
            "sha256": huella_de_archivo(str(ruta)) if leida.por == "ficha" else None,
            "mapeo": dict(leida.propias),
        }
    )  # fmt: skip


def _bloques(ruta: Path) -> Iterator[bytes]:
    with ruta.open("rb") as crudo:
        while bloque := crudo.read(OCTETOS_POR_BLOQUE):
            yield bloque
