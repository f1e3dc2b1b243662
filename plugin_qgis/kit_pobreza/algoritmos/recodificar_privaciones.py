"""Recodificar privaciones: de las respuestas de cada persona a las 15 privaciones del hogar."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsWkbTypes

from .. import estilo
from ..columnas import Textos, enteros
from ..emparejar import correspondencia
from ..errores import ErrorDeCapa
from ..lectura.archivo import abrir
from ..metodos.hogares.columna import Columna as Leida
from ..metodos.hogares.entrada import ComoSeDice, Peticion
from ..metodos.recodificacion import informe
from ..metodos.recodificacion.base import BaseRecodificada, recodificar_base
from ..metodos.recodificacion.concordancia import contrastar
from ..metodos.recodificacion.recetas import huella
from ..metodos.recodificacion.tabla import ColumnaDeTabla, tabla
from ..salida import Capa, Columna
from . import base_de_personas, recetas
from .base import PRIVADO, AlgoritmoKit, Ficha
from .cargar_sisben import CODIFICACIONES
from .instrumentos import por_omision
from .nombres import G_CARGAR
from .parametros import (
    O_UNA_CAPA,
    Numero,
    archivo,
    campo,
    capa,
    lista,
    salida,
    si_no,
    texto,
)
from .parametros import (
    informe as archivo_de_salida,
)
from .pedido import Pedido

COMO = ComoSeDice(
    aceptar="marque «Seguir aunque haya datos que no se pudieron leer»",
    filas="use una base de personas",
    decimal="escriba los números con un solo signo decimal",
)
DEL_INFORME = (
    Columna("seccion", "texto", "De qué habla"),
    Columna("elemento", "texto", "Cuál"),
    Columna("dato", "texto", "Qué se contó"),
    Columna("valor", "texto", "Cuánto"),
    Columna("detalle", "texto", "Qué quiere decir, o por qué"),
)


class RecodificarPrivaciones(AlgoritmoKit):
    """Las 15 privaciones desde las variables crudas, con una receta."""

    FICHA = Ficha(
        id="recodificar_privaciones",
        nombre="Recodificar privaciones",
        grupo=G_CARGAR,
        resumen="Calcula las privaciones de cada hogar desde las respuestas de sus personas, con "
        "una receta: Sisbén IV, ECV, censo 2018 o la de su encuesta. Lo que falta no es «no "
        "privado»: queda sin decidir, y se dice por qué variable.",
        entrega="Una tabla con un hogar por fila: I1 a I15 (1, 0 o vacío), el menor y el mayor "
        "puntaje posibles, «h_recodificada» (vacío si no se sabe), cuántos indicadores no se "
        "decidieron, y con qué receta; sirve para medir la incidencia y focalizar. Y un informe: "
        "códigos desconocidos, sin dato, incoherencias, por qué no se decidió cada indicador y, si "
        "la base ya traía las marcas, en cuántos hogares coinciden.",
        ejemplo="Archivo: la base de personas del Sisbén sin las columnas I1 a I15. Receta: la que "
        "reconozca. Si las columnas tienen otros nombres, «Emparejar columnas y códigos» las "
        "busca y guarda la receta propia para el corte siguiente.",
        etiquetas=("recodificar", "privaciones", "variables", "encuesta", "ecv", "censo", "receta"),
        advertencia=f"{PRIVADO} Las recetas de la ECV, del censo y de la encuesta propia están "
        "sin comprobar; la del censo da la MPM, otra medida, nunca I1 a I15.",
    )
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        archivo("ARCHIVO", "Archivo de personas (CSV o TXT)", "Base (*.csv *.txt *.CSV *.TXT)",
                constructor=O_UNA_CAPA, ayuda="Se elige este archivo o la capa de abajo."),
        capa("CAPA", "O una capa o tabla ya abierta", opcional=True),
        lista("RECETA", "Receta", recetas.OPCIONES,
              ayuda="Con qué reglas. «La que reconozca la base» mira los nombres de las columnas."),
        correspondencia("CORRESPONDENCIA", "Emparejar columnas y códigos"),
        archivo("PROPIA", "O una receta propia ya guardada (JSON)", "Receta (*.json *.JSON)",
                ayuda="La que dejó «Guardar la receta», o la que arma kit recodificar."),
        si_no("ACEPTAR_INDETERMINADOS", "Escribir aunque quede mucho sin decidir", False,
              ayuda="Sin marcar, se detiene si un indicador queda sin decidir en más del 5 % de "
              "los hogares, y dice cuáles."),
        si_no("CON_HOGAR", "Llevar la llave del hogar y la fila de su jefe", False,
              ayuda="Para sortear cupos o volver a la base. Identifica hogares: uso interno."),
        capa("HOGARES", "Capa de hogares a la que se une", opcional=True,
             ayuda="La de «Cargar base Sisbén»: la salida lleva su ubicación."),
        campo("LLAVE", "Campo con la llave del hogar en esa capa", "HOGARES",
              ayuda="Vacío: «hogar» (municipio|ficha|hogar)."),
        texto("CONSERVAR", "Otras columnas que se conservan, separadas por coma", avanzado=True,
              ayuda="Del jefe del hogar, como texto. Las personales no se admiten."),
        texto("ESQUEMA", "Forma de la base, si casan varias", avanzado=True,
              ayuda="Por ejemplo ecv_2018_2019 o ecv_2020_2024."),
        si_no("ACEPTAR", "Seguir aunque haya datos que no se pudieron leer", False, avanzado=True),
        lista("CODIFICACION", "Codificación del archivo",
              ("Detectar", "UTF-8", "Windows (cp1252)", "DOS (cp850)", "UTF-16", "UTF-16 (BE)"),
              avanzado=True),
        salida("SALIDA", "Hogares recodificados"),
        salida("INFORME", "Informe de la recodificación"),
        archivo_de_salida("GUARDAR", "Guardar la receta que se usó", "Receta (*.json)"),
    )  # fmt: skip
    NUMEROS = (
        Numero("PERSONAS", "Personas leídas"),
        Numero("TOTAL_HOGARES", "Hogares"),
        Numero("POBRES", "Hogares pobres con seguridad"),
        Numero("NO_POBRES", "Hogares no pobres con seguridad"),
        Numero("SIN_SABER", "Hogares de los que no se sabe"),
        Numero("CONTRADICCIONES", "Marcas del archivo que la receta contradice"),
    )

    def revisar(self, pedido: Pedido) -> None:
        """Un archivo o una capa, no los dos; y una receta que se entienda."""
        ruta, hay_capa = pedido.texto("ARCHIVO"), "CAPA" in pedido.fuentes
        if bool(ruta) == hay_capa:
            problema = "un archivo y también una capa" if hay_capa else "ni un archivo ni una capa"
            raise ErrorDeCapa(f"se eligió {problema}", que_hacer="elija uno de los dos")
        recetas.elegidas(pedido)
        if ruta:
            abrir(ruta, CODIFICACIONES[pedido.opcion("CODIFICACION")])

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, recodifica y escribe."""
        pedido.modo = "interno"
        elegidas = recetas.elegidas(pedido)
        leida = self._leer(pedido, elegidas)
        peticion = Peticion(por_omision(), aceptar=pedido.marcado("ACEPTAR"), como=COMO)
        base = recodificar_base(leida.reconocida, leida.entrada, peticion)
        pedido.comprobar()
        documento = elegidas.documentos[base.hecha.receta.id]
        self._avisar(pedido, leida, base)
        self._exigir_decidida(pedido, base)
        hechas = tabla(
            base, huella(documento), tuple(_lista(pedido.texto("CONSERVAR"))),
            con_llave=pedido.marcado("CON_HOGAR"),
        )  # fmt: skip
        self._escribir(pedido, base, hechas)
        filas = ((None, _en_texto(renglon)) for renglon in informe.renglones(base))
        pedido.escribir("INFORME", Capa([c.campo() for c in DEL_INFORME]), filas)
        pedido.escribir_archivo("GUARDAR", "json", recetas.en_texto(documento))
        numeros = self._numeros(base)
        pedido.contar(
            receta=base.hecha.receta.id, version=base.hecha.receta.version,
            huella=huella(documento), medida=base.hecha.receta.medida,
            unidades=len(base.hecha.unidades), **{n.lower(): v for n, v in numeros.items()},
        )  # fmt: skip
        return numeros

    def _leer(self, pedido: Pedido, elegidas: recetas.Elegidas) -> base_de_personas.BaseDePersonas:
        conservar = _lista(pedido.texto("CONSERVAR"))
        pedidas, esquema = elegidas.recetas, pedido.texto("ESQUEMA") or None
        if not pedido.texto("ARCHIVO"):
            leida = base_de_personas.de_capa(
                pedido.fuente("CAPA"), pedidas, esquema, conservar, pedido.avance
            )
            pedido.detalles["CAPA"] = _de_la_base(leida)
            return leida
        escrito = abrir(pedido.texto("ARCHIVO"), CODIFICACIONES[pedido.opcion("CODIFICACION")])
        leida = base_de_personas.de_archivo(escrito, pedidas, esquema, conservar, pedido.avance)
        examen = escrito.examen
        pedido.lecturas.append(
            {
                "parametro": "ARCHIVO", "capa": escrito.ruta.name, "sha256": examen.sha256,
                "camino": "archivo de texto", "motivo": f"{examen.codificacion}, separador "
                f"«{examen.separador}», {examen.filas} filas", **_de_la_base(leida),
            }
        )  # fmt: skip
        return leida

    @staticmethod
    def _avisar(
        pedido: Pedido, leida: base_de_personas.BaseDePersonas, base: BaseRecodificada
    ) -> None:
        receta = base.hecha.receta
        pedido.avance.pushInfo(
            f"Receta «{receta.nombre}» ({base.hecha.esquema}): da «{receta.medida}»."
        )
        for aviso in (*leida.avisos, *base.hechos.textos, *informe.avisos(base)):
            pedido.avisar(f"{aviso[0].upper()}{aviso[1:]}.")
        if leida.descartadas:
            dichas = "; ".join(f"«{c}» ({m})" for c, m in leida.descartadas.items())
            pedido.avisar(f"Columnas descartadas por ser datos personales: {dichas}.")
        pedido.perdidas += [vars(p) for p in base.hechos.perdidas.lista]
        pedido.avisar(PRIVADO)

    @staticmethod
    def _exigir_decidida(pedido: Pedido, base: BaseRecodificada) -> None:
        pasan = informe.sin_decidir(base)
        if pasan and not pedido.marcado("ACEPTAR_INDETERMINADOS"):
            dichos = ", ".join(
                f"{i} ({100 * float(p):.1f} %)".replace(".", ",") for i, p in pasan.items()
            )
            raise ErrorDeCapa(
                f"quedó sin decidir más del 5 % de los hogares en {dichos}",
                que_hacer="complete esas variables o, si así le sirve, marque «Escribir aunque "
                "quede mucho sin decidir»",
            )

    def _escribir(
        self, pedido: Pedido, base: BaseRecodificada, hechas: tuple[ColumnaDeTabla, ...]
    ) -> None:
        campos = [Columna(c.nombre, c.tipo, c.rotulo).campo() for c in hechas]
        valores = [_valores(c) for c in hechas]
        if "HOGARES" not in pedido.fuentes:
            pedido.escribir_columnas("SALIDA", Capa(campos), valores)
            return
        fuente = pedido.fuente("HOGARES")
        entidades = self._geometrias(pedido, base)
        filas = (
            (geometria, fila)
            for geometria, fila in zip(entidades, zip(*(c.lista() for c in hechas)))
        )
        reglas = [
            estilo.Regla('"h_recodificada" = 1', "Pobre", estilo.GRUPOS[0]),
            estilo.Regla('"h_recodificada" = 0', "No pobre", estilo.GRUPOS[2]),
            estilo.Regla('"h_recodificada" IS NULL', "No se sabe", estilo.GRIS),
        ]
        pedido.escribir(
            "SALIDA", Capa(campos, fuente.fuente.wkbType(), fuente.crs), filas,
            estilo.Leyenda(base.hecha.receta.medida, reglas),
        )  # fmt: skip

    @staticmethod
    def _geometrias(pedido: Pedido, base: BaseRecodificada) -> list[Any]:
        """La geometría de cada hogar, por su llave: nunca por su lugar en la capa."""
        fuente = pedido.fuente("HOGARES")
        llave = pedido.texto("LLAVE") or "hogar"
        fuente.exigir((llave,))
        identidades = base.hechos.identidades or ()
        por_llave: dict[str, Any] = {}
        repetidas = 0
        for entidad in fuente.fuente.getFeatures():
            propia = str(entidad[llave])
            repetidas += propia in por_llave
            por_llave.setdefault(propia, entidad.geometry())
        hallados = [por_llave.get(i) for i in identidades]
        sin = sum(g is None for g in hallados)
        if identidades and sin == len(identidades):
            raise ErrorDeCapa(
                f"ningún hogar de la base está en «{fuente.nombre}» por el campo «{llave}»",
                que_hacer="elija el campo con la llave municipio|ficha|hogar que deja «Cargar base "
                "Sisbén»",
            )
        if sin:
            pedido.avisar(f"{sin} hogares no están en la capa de hogares: quedan sin ubicación.")
        if repetidas:
            pedido.avisar(f"{repetidas} filas de la capa de hogares repiten su llave: vale una.")
        if fuente.fuente.wkbType() == QgsWkbTypes.Type.NoGeometry:
            return [None] * len(hallados)
        return hallados

    @staticmethod
    def _numeros(base: BaseRecodificada) -> dict[str, Any]:
        pobre = base.puntajes.pobre
        return {
            "PERSONAS": len(base.entrada.filas),
            "TOTAL_HOGARES": len(base.hechos.jefe),
            "POBRES": int(np.count_nonzero(pobre == 1)),
            "NO_POBRES": int(np.count_nonzero(pobre == 0)),
            "SIN_SABER": int(np.count_nonzero(pobre < 0)),
            "CONTRADICCIONES": sum(c.comparados - c.iguales for c in contrastar(base)),
        }


def _valores(columna: ColumnaDeTabla) -> Any:
    if isinstance(columna.valores, tuple):
        return Textos.limpios(Leida.de_lista(columna.nombre, columna.lista()))
    if columna.tipo == "real":
        return np.where(columna.falta, np.nan, columna.valores)
    return enteros(np.where(columna.falta, np.nan, columna.valores))


def _en_texto(renglon: informe.Renglon) -> list[str | None]:
    return [None if v is None or v == "" else str(v) for v in renglon]


def _de_la_base(leida: base_de_personas.BaseDePersonas) -> dict[str, Any]:
    reconocida = leida.reconocida
    return {
        "esquema": reconocida.esquema.id,
        "mapeo": {**reconocida.nucleo.columnas, **reconocida.columnas},
    }


def _lista(escrito: str) -> list[str]:
    return [parte.strip() for parte in escrito.split(",") if parte.strip()]
